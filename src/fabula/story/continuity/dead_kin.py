"""Parents, grandparents, husbands and wives who are dead, and who speak or act all the same.

They are told to be dead by "since his wife died", "her late husband", "my father's funeral", and of
a widow; later the same kin of the same person does something now, or is rung up, or kissed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import DEAD_YET_THERE, KIN_ANEW, NO_DEATH
from fabula.english.kin import ONE_OF_A_KIND
from fabula.english.stage import GOING, REACHING
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    meant_by,
    sentence_around,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["dead_kin"]

_NAMES = alternation(ONE_OF_A_KIND)
_DEAD = re.compile(
    rf"\b(?P<kin>{_NAMES})(?:['’]s\s(?:funeral|grave|death|ashes|headstone|burial|tombstone)"
    r"|\s(?:(?:had|has)\s)?(?:just\s|suddenly\s)?(?:died|passed\saway|drowned)\b"
    r"|(?:\s(?:was|is|had\sbeen|were)|['’]s)\s(?:long\s|already\s|now\s)?(?:dead|buried)\b"
    r"|\s(?:was|were)\s(?:still\s)?alive\b)"
    rf"|\b(?:late|dead|buried|burying|cremated)\s(?:his\s|her\s|my\s)?(?P<kin2>{_NAMES})\b",
    re.IGNORECASE,
)
_WIDOW = {"widow": "husband", "widower": "wife"}
_IN_WORDS = r"photograph|picture|portrait|letter|used|always|once"
_UNREAL = re.compile(rf"\b(?:{alternation(NO_DEATH)})\b|n['’]t\b|\?")
_YET = re.compile(rf"\b(?:{alternation(DEAD_YET_THERE)}|{_IN_WORDS})\b", re.IGNORECASE)
_ANEW = re.compile(rf"\b(?:{alternation(KIN_ANEW)})\b", re.IGNORECASE)
_OWN = frozenset({"his", "her", "my", "our"})
_ANYBODY = -7
_SOME_ONE = {"his": -8, "her": -9}
"""Of whom nobody knows more than the sex."""
_LEAST, _REACH = 150, 20_000


@dataclass(frozen=True, slots=True)
class _Kin:
    """``kin`` of whom (a character, the teller, or ``_ANYBODY``: who is called by it as a name)."""

    kin: str
    whose: int
    span: Span


def dead_kin(story: Story) -> Iterator[Clash]:
    """The first thing that each dead one does."""
    dead = sorted((*_told_dead(story), *_widows(story)), key=lambda one: one.span)
    if not dead:
        return
    told: set[tuple[str, int]] = set()
    for one in _acting(story):
        for before in dead:
            near = _LEAST < one.span.start - before.span.end < _REACH
            if not near or before.kin != one.kin or (one.kin, one.whose) in told:
                continue
            same = before.whose == one.whose or _ANYBODY in (before.whose, one.whose)
            vague = one.whose in _SOME_ONE.values() or before.whose in _SOME_ONE.values()
            same = same or (vague and is_one_scene(story, before.span.start, one.span.start))
            between = story.manuscript.text[before.span.end : one.span.start]
            if same and not _ANEW.search(between):
                told.add((one.kin, one.whose))
                yield Clash("dead kin", before.span, one.span, None, one.kin)
                break


def _told_dead(story: Story) -> Iterator[_Kin]:
    text, starts = story.manuscript.text, story.reading.tokens.start
    for token in story.clauses.places(ONE_OF_A_KIND):
        at = int(starts[token])
        sentence = sentence_around(story, at)
        match = _DEAD.search(text, max(sentence.start, at - 12), min(sentence.end, at + 40))
        if match is None:
            continue
        span = Span(*match.span())
        asked = text[sentence.start : sentence.end].endswith("?")
        if asked or _UNREAL.search(text, max(sentence.start, span.start - 30), span.end):
            continue
        whose = _whose(story, token)
        if whose is not None:
            yield _Kin(ONE_OF_A_KIND[story.clauses.words[token]], whose, span)


def _widows(story: Story) -> Iterator[_Kin]:
    for token in story.clauses.places(_WIDOW):
        owner = story.clauses.who(token)
        if owner is not None:
            span = story.clauses.span(token, token + 1)
            yield _Kin(_WIDOW[story.clauses.words[token]], owner.entity, span)


def _whose(story: Story, token: int) -> int | None:
    """Whose kin a noun is of; ``_ANYBODY`` for a name ("Papa"); None where nobody knows."""
    words, starts = story.clauses.words, story.reading.tokens.start
    possessors = story.clauses.dependents(token, ("nmod:poss",))
    for t in possessors:
        if words[t] in ("my", "our"):
            quote = story.speech.at(int(starts[t]))
            return NARRATOR if quote is None else quote.speaker
        if words[t] in _OWN:
            meant = meant_by(story, int(starts[t]), words[t])
            return _SOME_ONE[words[t]] if meant is None else meant
        owner = story.clauses.who(t)
        return owner.entity if owner is not None else None
    return _ANYBODY if story.reading.words[token][:1].isupper() else None


def _is_now(story: Story, act: Act) -> bool:
    """Whether something is done now, or somebody goes to do it: "went along to ring"."""
    if act.when == "now":
        return True
    above = story.acts.at.get(story.clauses.head(act.token))
    to_do = story.reading.xpos[act.token] == "VB" and act.lemma in REACHING
    return to_do and above is not None and above.when == "now" and above.lemma in GOING


def _acting(story: Story) -> Iterator[_Kin]:
    """Kin who do something now, or to whom somebody speaks."""
    words, text = story.clauses.words, story.manuscript.text
    for token in story.clauses.places(ONE_OF_A_KIND):
        act = story.acts.at.get(story.clauses.head(token))
        if act is None or not _is_now(story, act) or story.reading.xpos[token] in ("NNS", "NNPS"):
            continue
        relation = story.reading.deprels[token]
        does = relation == "nsubj" and story.reading.xpos[act.token] in ("VBD", "VBZ")
        reached = act.lemma in REACHING and relation in ("obj", "iobj")
        reached = reached or (relation == "obl" and story.acts.way(token) == "to")
        span = story.acts.span(act.token, token)
        if not (does or reached) or act.lemma in ("die", "be", "have", "leave", "give"):
            continue
        sentence = sentence_around(story, span.start)
        if _YET.search(text, sentence.start, sentence.end) or is_of_another_time(story, span):
            continue
        whose = _whose(story, token)
        if whose is not None:
            yield _Kin(ONE_OF_A_KIND[words[token]], whose, story.clauses.span(token, token + 1))
