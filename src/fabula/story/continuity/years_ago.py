"""How long ago something happened, told twice: "he died six years ago", "dead these four years".

Two tellings are of one thing where they name it by one noun ("since the fire", "the fire had
been"), or tell of one person's death. A year of the calendar counts where the story has told
once which year it is now.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import YEARS_ROUGHLY
from fabula.english.numbers import NUMBERS
from fabula.english.people import PERSON_NOUNS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import is_one_scene, matches_near, sentence_around
from fabula.story.model import Story

__all__ = ["YearsApart", "years_apart"]

_N = rf"(?:{alternation(w for w, n in NUMBERS.items() if 0 < n < 100)}|[1-9]\d?)"
_TOLD = re.compile(
    rf"\b(?:(?P<n>{_N})\syears(?:\sago\b|\s(?:since|after)\b|\sdead\b"
    r"|\s(?:he|she)(?:['’]s|['’]d|\shas|\shad)\sbeen\sdead\b)"
    rf"|dead\s(?:for\s|these\s)?(?P<n2>{_N})\syears\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bin\s(?:(?:[A-Z]\w+)(?:\sof|,)?\s)?(?P<year>1[6-9]\d\d|20\d\d)\b")
_NOW = re.compile(
    r"\b[Ii]t\s(?:was|is)\s(?:now\s)?(?:(?:[A-Z]\w+)(?:\sof|,)?\s)?(?P<year>1[6-9]\d\d|20\d\d)\b"
)
_ROUGHLY = re.compile(rf"\b(?:{alternation(YEARS_ROUGHLY)})\s\Z", re.IGNORECASE)
_DEATH = frozenset({"die", "dead", "death", "bury", "funeral", "kill", "pass", "drown"})
_NOT_TOLD_OF = frozenset({"year", "time", "day", "month", "life", "thing", "way", "man", "woman",
                          "people"})  # fmt: skip
_NEAR = 40
"""Code points on either side of "years" that tell of how many, and since what."""
_FEW = 8
"""Times that a noun may stand in the book and still mean one event."""
_LATER = re.compile(
    r"\b(?:years?|decades?)\s(?:later|after|passed|went)\b|\bwrong\b|\bgood\swith\snumbers\b|\bsecond\s(?:one|time)\b",
    re.IGNORECASE,
)
_REACH = 60_000


@dataclass(frozen=True, slots=True)
class YearsApart:
    """``what`` was ``first_years`` ago at ``first``, and ``second_years`` at ``second``."""

    what: str
    first_years: int
    second_years: int
    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class _TimeTold:
    years: int
    span: Span
    nouns: frozenset[str]
    dead: frozenset[str]


def years_apart(story: Story) -> Iterator[YearsApart]:
    """Each telling that differs from an earlier one of the same event by more than a rounding."""
    told = sorted(_tellings(story), key=lambda t: t.span)
    for k, later in enumerate(told):
        for one in reversed(told[:k]):
            if later.span.start - one.span.end > _REACH:
                break
            what = _one_event(story, one, later)
            if not what or not _differ(one.years, later.years):
                continue
            if not _LATER.search(story.manuscript.text, one.span.end, later.span.start):
                yield YearsApart(what, one.years, later.years, one.span, later.span)
                break


def _differ(one: int, other: int) -> bool:
    return abs(one - other) >= max(2, max(one, other) // 5)


def _one_event(story: Story, one: _TimeTold, other: _TimeTold) -> str:
    """What both tell of; empty where nobody knows that it is one event."""
    if sentence_around(story, one.span.start) == sentence_around(story, other.span.start):
        return ""
    dead = one.dead & other.dead
    if dead and (
        any(who.isdecimal() for who in dead)
        or is_one_scene(story, one.span.start, other.span.start)
    ):
        return "the death"
    shared = one.nouns & other.nouns
    return f"the {min(shared)}" if shared else ""


def _tellings(story: Story) -> Iterator[_TimeTold]:
    text, counts = story.manuscript.text, Counter(story.reading.lemmas)
    for match in matches_near(story, _TOLD, {"years"}, _NEAR, _NEAR):
        years = _number(match["n"] or match["n2"])
        if years and not _ROUGHLY.search(text, max(0, match.start() - 24), match.start()):
            yield _telling(story, counts, years, Span(*match.span()))
    now = {int(m["year"]) for m in _NOW.finditer(text) if story.speech.at(m.start()) is None}
    if len(now) != 1:
        return
    present = now.pop()
    for match in _YEAR.finditer(text):
        if present - int(match["year"]) > 1 and not _NOW.match(text, max(0, match.start() - 7)):
            yield _telling(story, counts, present - int(match["year"]), Span(*match.span()))


def _telling(story: Story, counts: Counter[str], years: int, span: Span) -> _TimeTold:
    """With the nouns of its clause; where it says only "it was", with those of the one before."""
    clauses = story.clauses
    token = story.clauses.token_at(span.start)
    begin, end = clauses.sentence(token)
    if any(clauses.words[t] in ("it", "that") for t in range(begin, token)) and begin:
        before = clauses.sentence(begin - 1)[0]
        if clauses.quote_of[before] == clauses.quote_of[token]:
            begin = before
    lemmas = [story.reading.lemmas[t].lower() for t in range(begin, end)]
    nouns = {
        lemma
        for t, lemma in zip(range(begin, end), lemmas, strict=True)
        if story.reading.upos[t] == "NOUN"
    }
    nouns = {n for n in nouns - _NOT_TOLD_OF - PERSON_NOUNS if counts[n] <= _FEW}
    dead = frozenset[str]()
    if _DEATH & set(lemmas):
        dead = frozenset(_who_died(story, begin, end))
        nouns = nouns - _DEATH
    return _TimeTold(years, span, frozenset(nouns), dead)


def _who_died(story: Story, begin: int, end: int) -> Iterator[str]:
    """Who a sentence says has died: ids of those known, and the pronoun of one who is not."""
    for token in range(begin, end):
        if story.reading.lemmas[token].lower() in _DEATH:
            subject = story.clauses.subject(token)
            owner = story.clauses.who(subject)
            if owner is not None:
                yield str(owner.entity)
            if subject >= 0 and story.clauses.words[subject] in ("he", "she"):
                yield story.clauses.words[subject]


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower(), 0)
