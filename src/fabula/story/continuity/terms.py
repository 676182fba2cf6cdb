"""How long somebody has been married, engaged or at a place, told twice: "for six years", "in
eleven years of marriage".

A term is known again by what it is of (marriage, a noun that stands beside it) and by whose it is,
where both places say so; within a scene the only couple, or the only one at work, is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import YEARS_ROUGHLY
from fabula.english.numbers import NUMBERS
from fabula.english.people import WORKED_AT
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import is_one_scene, matches_near, sentence_around
from fabula.story.model import Story

__all__ = ["two_terms"]

_WORDS = sorted((w for w, n in NUMBERS.items() if 0 < n < 100), key=len, reverse=True)
_N = rf"(?P<n>{alternation(_WORDS)}(?:-[a-z]+)?|[1-9]\d?)"
_AGAIN = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _N)
_STATE = r"(?P<state>married|engaged|widowed|divorced|partners)"
_OF = r"(?P<of>marriage|engagement|wedlock|widowhood|partnership)"
_BEEN = re.compile(
    rf"\b(?:been|was|were|are|is)\s(?:\w+\s)?{_STATE}\s(?:to\s\w+\s)?(?:now\s)?(?:for\s)?{_N}\syears\b(?!\s(?:ago|before|later))"
    rf"|\b{_AGAIN}[\s-]years?[\s-](?:of\s)?{_OF}\b",
    re.IGNORECASE,
)
_WORKED = re.compile(
    rf"\b(?:{alternation(WORKED_AT)})\s(?:\w+\s)?(?:at|in|for|with|on)\s(?:the\s|a\s)?(?P<where>[A-Za-z]\w+)(?:\s\w+)?\sfor\s{_N}\syears\b"
    rf"|\b{_AGAIN}\syears\s(?:at|in|with)\sthe\s(?P<where2>\w+)\b",
)
_SAME = {
    "married": "marriage",
    "wedlock": "marriage",
    "engaged": "engagement",
    "widowed": "widowhood",
    "divorced": "divorce",
    "partners": "partnership",
}
_ROUGHLY = re.compile(
    rf"\b(?:{alternation(YEARS_ROUGHLY)}|first|last|next|other|these|those|only|another|more)\s\Z",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:years?|decades?)\s(?:later|after|passed|went)\b")
_FAR = 30_000
_KEYS = frozenset({"years", "year"})


@dataclass(frozen=True, slots=True)
class _Term:
    of: str
    years: int
    people: frozenset[int]
    span: Span


def two_terms(story: Story) -> Iterator[Clash]:
    """Each term that departs from the one told before of the same state."""
    text = story.manuscript.text
    seen: list[_Term] = []
    for form in (_BEEN, _WORKED):
        for match in matches_near(story, form, _KEYS, 90, 40):
            one = _term(story, match)
            if one is None:
                continue
            before = next((t for t in reversed(seen) if t.of == one.of), None)
            seen.append(one)
            if before is None or before.years == one.years or not _is_one(story, before, one):
                continue
            apart = one.span.start - before.span.end
            if 0 < apart < _FAR and not _LATER.search(text, before.span.end, one.span.start):
                yield Clash("term", before.span, one.span, None, one.of)


def _term(story: Story, match: re.Match[str]) -> _Term | None:
    text, groups = story.manuscript.text, match.groupdict()
    word = (groups.get("n") or groups.get("n2") or "").lower()
    at = match.start("n" if groups.get("n") else "n2")
    if _ROUGHLY.search(text, max(0, at - 16), at) or story.speech.at(at) is not None:
        return None
    tens, _, unit = word.partition("-")
    years = int(word) if word.isdecimal() else NUMBERS.get(word) or (
        NUMBERS.get(tens, 0) + NUMBERS.get(unit, 0))  # fmt: skip
    state = (groups.get("state") or groups.get("of") or "").lower()
    of = _SAME.get(state, state) or (groups.get("where") or groups.get("where2") or "").lower()
    if not years or not of:
        return None
    return _Term(of, years, frozenset(_people(story, match)), Span(*match.span()))


def _people(story: Story, match: re.Match[str]) -> set[int]:
    """Whoever the sentence of a term mentions."""
    sentence = sentence_around(story, match.start())
    mentions = story.mentions
    low, high = mentions.start.searchsorted([sentence.start, sentence.end]).tolist()
    cast = {character.id for character in story.characters}
    return cast & set(mentions.entity[low:high].tolist())


def _is_one(story: Story, one: _Term, other: _Term) -> bool:
    """Whether both are of one couple, or of one person's work."""
    if one.people & other.people:
        return True
    return is_one_scene(story, one.span.start, other.span.start) and not (
        one.people and other.people
    )
