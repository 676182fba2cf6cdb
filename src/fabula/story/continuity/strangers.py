"""Strangers who use a name that nobody has told them."""

import re
from collections.abc import Iterator

from fabula.english.minds import NAME_LEARNED
from fabula.english.presence import FIRST_MEETING
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import matches_near, people_in, sentence_around
from fabula.story.model import Quote, Story

__all__ = ["names_not_given"]

_STRANGERS = re.compile(
    rf"\b(?:{alternation(FIRST_MEETING)})\b|\b[Nn]o(?:body|\sone)\s(?:\w+\s){{0,3}}?(?:knew|could\s(?:possibly\s)?know)\s(?:him|her|me)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:(?<=[“\"‘'])|(?<=[.!?]\s))(?:\w+,?\s(?:\w+,\s)?)?(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?=[,.!?…])(?![.]\w)"
    r"|,\s(?P<name2>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?=[.!?…]|,[”\"’'])"
)
"""Somebody called by name: first in a speech or sentence, or at the end of one."""
_NEW_VOICE = re.compile(r"\b(?:voice|cried|called|shouted|yelled|behind|across)\b")
_LEARNS = re.compile(rf"\b(?:{alternation(NAME_LEARNED)})\b", re.IGNORECASE)
_ASKED_HOW = re.compile(r"\b(?:know|knew|learn|told\syou|get)\s(?:\w+\s)?name\b", re.IGNORECASE)
_SEX = {"he": "he/him", "she": "she/her"}
_OF_MEETING = frozenset({"met", "seen", "eyes", "stranger", "strangers", "spoken", "know", "knew"})
_BESIDE = 60
_REACH = 4000


def names_not_given(story: Story) -> Iterator[Clash]:
    """The first name with which a stranger speaks to somebody who has not told it."""
    text = story.manuscript.text
    names = {c.name.split()[0]: c.id for c in story.characters}
    sexes = {c.id: c.pronouns for c in story.characters}
    told: set[tuple[int, int]] = set()
    for match in matches_near(story, _STRANGERS, _OF_MEETING, 50, 30):
        scene = story.manuscript.scene_at(match.start())
        if scene < 0 or story.speech.at(match.start()) is not None or (scene, -1) in told:
            continue
        span = story.manuscript.scenes[scene].span
        meeting = sentence_around(story, match.start())
        end = min(span.end, match.end() + _REACH)
        for quote in story.speech.begun_within(span.start, end):
            found = _called(text, quote, names)
            if found is None or (scene, names[found[0]]) in told:
                continue
            name, at = found
            who = names[name]
            if _speaks_of_self(story, quote, who, sexes.get(who)):
                continue
            told.add((scene, who))
            if meeting.start > at or not _is_new(story, name, span.start, quote, at):
                continue
            if who not in people_in(story, meeting) and name not in meeting.text(text):
                continue
            yield Clash("name not given", meeting, Span(at, at + len(name)), None, name)


def _called(text: str, quote: Quote, names: dict[str, int]) -> tuple[str, int] | None:
    """The name that somebody is called by in a speech, and where."""
    for match in _CALLED.finditer(text, quote.span.start, quote.span.end):
        group = "name" if match["name"] else "name2"
        after = text[quote.span.end : quote.span.end + _BESIDE]
        if match[group] in names and not _NEW_VOICE.search(after):
            return match[group], match.start(group)
    return None


def _speaks_of_self(story: Story, quote: Quote, who: int, pronouns: str | None) -> bool:
    """Whether the one who has the name says it; the pronoun beside a speech is believed first."""
    cue = "" if quote.cue is None else quote.cue.text(story.manuscript.text).lower()
    said = re.search(r"\b(?:he|she)\b", cue)
    if said and pronouns and _SEX[said[0]] != pronouns:
        return False
    return quote.speaker == who


def _is_new(story: Story, name: str, begin: int, quote: Quote, at: int) -> bool:
    """Whether nobody has said the name in the scene, nor anything told how it is learned."""
    text = story.manuscript.text
    said = re.compile(rf"\b{name}\b")
    for other in story.speech.begun_within(begin - 1, at):
        if other.span.start < quote.span.start and said.search(other.span.text(text)):
            return False
    before = story.speech.narration(begin, at)
    spoken = text[quote.span.end : quote.span.end + 200]
    return not _LEARNS.search(before) and not _ASKED_HOW.search(spoken)
