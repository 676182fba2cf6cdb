"""What somebody does for a living, told in one place, and another trade in a later one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import ANOTHER_TRADE, LOVED_OR_BEING
from fabula.english.people import DOES_FOR_A_LIVING, OCCUPATIONS, ONE_TRADE
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import (
    matches_near,
    meant_by,
    people_in,
    sentence_around,
)
from fabula.story.model import Story

__all__ = ["two_trades"]

_TRADE = (
    rf"(?:\w+\s)?(?P<trade>{alternation(sorted(OCCUPATIONS, key=len, reverse=True))})\b(?![’'-])"
)
_WHO = r"(?<![\w’'-])(?P<who>[A-Z][\w’'-]+|[Hh]e|[Ss]he|I)"
_WAS = re.compile(
    rf"{_WHO}\s(?:had\sbeen|was|is|worked\sas|works\sas|has\sbeen|trained\sas)\sa(?:n)?\s{_TRADE}"
    rf"(?=\s(?:in|for|until|till|at|before|by\strade|on\sthe|and\s(?:her|his|my))\b|[,.;])"
)
_KIN_WAS = re.compile(
    rf"\b(?P<own>[Hh]is|[Hh]er|[Mm]y)\s(?P<kin>father|mother|husband|wife|brother|sister|grandfather|grandmother|uncle|aunt|landlord)\s(?:had\sbeen|was|is)\sa(?:n)?\s{_TRADE}"
)
_DOES = re.compile(
    rf"(?:{_WHO}\s)(?P<does>{alternation(sorted(DOES_FOR_A_LIVING, key=len, reverse=True))})\b"
    r"|(?<![\w’'-])(?P<who2>[A-Z][\w’'-]+|[Hh]e|[Ss]he|I)\s(?:drove|drives)\sthe\s(?P<line>[A-Z]?\d+\w?)\b"
)
_ALSO_IS = re.compile(rf"\b(?P<how>{alternation(LOVED_OR_BEING)})\sa(?:n)?\s{_TRADE}")
_WORKING = frozenset({does.split()[0] for does in DOES_FOR_A_LIVING} | {"drove", "drives"})
_OF_HERSELF = ("stop", "stopped")
_CHANGED = re.compile(
    r"\b(?:retrain\w*|trained|gave\sup|given\sup|retired|quit|resigned|promoted|no\slonger\sa|college|evening\sclasses)\b"
)
_BESIDE = re.compile(rf"\b(?:{alternation(ANOTHER_TRADE)})\b")
"""What accounts for another trade where it stands beside the words for it."""
_NOT_SO = re.compile(r"\b(?:not|never|n['’]t|as\sif|like|wanted|hoped|would|could|if)\b[^.;]*\Z")
_NEAR = 60
_REACH = 30_000


@dataclass(frozen=True, slots=True)
class _Trade:
    whose: tuple[int, str]
    trade: str
    span: Span


def two_trades(story: Story) -> Iterator[Clash]:
    """Each trade of somebody that is none of those told of them before."""
    text = story.manuscript.text
    first = [*_was(story), *_of_kin(story), *_done(story)]
    if not first:
        return
    later = sorted((*first, *_also(story)), key=lambda t: t.span)
    told: set[tuple[int, str]] = set()
    for one in later:
        before = [t for t in first if t.whose == one.whose and t.span.end < one.span.start]
        if not before or one.whose in told:
            continue
        last = before[-1]
        near = one.span.start - last.span.end < _REACH
        explained = _CHANGED.search(text, last.span.end, one.span.end + _NEAR) or any(
            _BESIDE.search(text, max(0, at.start - _NEAR), at.end + _NEAR)
            for at in (last.span, one.span)
        )
        if _in_one_sentence(story, last.span, one.span):
            continue  # "he had been an admiral before he was an ambassador"
        if near and not explained and all(not _may_be_one(t.trade, one.trade) for t in before):
            told.add(one.whose)
            who, kin = one.whose
            said = f"{kin} of" if kin else ""
            yield Clash("two trades", last.span, one.span, None if who == NARRATOR else who, said)


def _in_one_sentence(story: Story, one: Span, other: Span) -> bool:
    return sentence_around(story, one.start) == sentence_around(story, other.start)


def _may_be_one(one: str, other: str) -> bool:
    groups = [{name for name, words in ONE_TRADE.items() if t in words} for t in (one, other)]
    return one == other or bool(groups[0] & groups[1])


def _was(story: Story) -> Iterator[_Trade]:
    for match in matches_near(story, _WAS, OCCUPATIONS, 60, 20):
        who = _who(story, match.start("who"), match["who"])
        if who is not None and _counts(story, match):
            yield _Trade((who, ""), match["trade"], Span(*match.span()))


def _of_kin(story: Story) -> Iterator[_Trade]:
    for match in matches_near(story, _KIN_WAS, OCCUPATIONS, 60, 20):
        own = match["own"].lower()
        spoken = story.speech.around(Span(*match.span()))
        who = spoken.speaker if spoken is not None and own == "my" else (
            meant_by(story, match.start("own"), own) if spoken is None else None)  # fmt: skip
        if who is not None and not _is_unreal(story, match):
            yield _Trade((who, match["kin"]), match["trade"], Span(*match.span()))


def _done(story: Story) -> Iterator[_Trade]:
    """ "He drove the N19", "I teach": by somebody who does it for a living."""
    for match in matches_near(story, _DOES, _WORKING, 40, 40):
        word, at = match["who"] or match["who2"], match.start("who" if match["who"] else "who2")
        spoken = story.speech.around(Span(*match.span()))
        if spoken is not None:
            who = spoken.speaker if word == "I" else None
        else:
            who = _who(story, at, word)
        trade = DOES_FOR_A_LIVING.get(match["does"] or "", "driver")
        if who is not None and not _is_unreal(story, match):
            yield _Trade((who, ""), trade, Span(*match.span()))


def _also(story: Story) -> Iterator[_Trade]:
    """ "Fallen for a nurse": the one other person of the scene; "never stop being a vet"."""
    for match in matches_near(story, _ALSO_IS, OCCUPATIONS, 60, 20):
        of_self = match["how"].split()[0] in _OF_HERSELF
        scene = story.manuscript.scene_at(match.start())
        if scene < 0:
            continue
        begin = max(story.manuscript.scenes[scene].span.start, match.start() - 3000)
        near = people_in(story, Span(max(begin, match.start() - 200), match.end() + 200))
        people = near if of_self else people_in(story, Span(begin, match.end()))
        for who in people - (set() if of_self else _who_loves(story, match.start())):
            yield _Trade((who, ""), match["trade"], Span(match.start("trade"), match.end("trade")))


def _who_loves(story: Story, offset: int) -> set[int]:
    """Whoever may be the subject of "had fallen for", and so is not the one who is loved."""
    token = story.clauses.token_at(offset)
    subject = story.clauses.subject(token)
    owner = story.clauses.who(subject) if subject >= 0 else None
    found = {owner.entity} if owner is not None else set()
    word = story.clauses.words[subject] if subject >= 0 else ""
    return found | {c.id for c in story.characters if (c.pronouns or word)[:2] == word[:2]}


def _who(story: Story, offset: int, word: str) -> int | None:
    if word == "I":
        return NARRATOR
    if word.lower() in ("he", "she"):
        return meant_by(story, offset, word)
    return next((c.id for c in story.characters if word in c.name.split()), None)


def _counts(story: Story, match: re.Match[str]) -> bool:
    """Whether the narration says so."""
    return story.speech.around(Span(*match.span())) is None and not _is_unreal(story, match)


def _is_unreal(story: Story, match: re.Match[str]) -> bool:
    text = story.manuscript.text
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
    return _NOT_SO.search(text[begin : match.start()]) is not None
