"""What stands around a place in the text, for those who set two places against each other."""

import re

import numpy as np

from fabula.english.changes import ANOTHER_TIME
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import NARRATOR
from fabula.story.model import Story

__all__ = [
    "is_of_another_time",
    "is_one_scene",
    "meant_by",
    "people_in",
    "sentence_around",
]

_ANOTHER_TIME = re.compile(rf"\b(?:{alternation(ANOTHER_TIME)})\b", re.IGNORECASE)
_LEAD = 240
"""How far before a place, in code points, what sets it in another time may stand."""


def sentence_around(story: Story, offset: int) -> Span:
    """The sentence of an offset, within its paragraph."""
    token = story.clauses.token_at(offset)
    if token < 0:
        return Span(offset, offset)
    return story.clauses.span(*story.clauses.sentence(token))


def is_one_scene(story: Story, low: int, high: int) -> bool:
    """Whether two offsets lie in one scene."""
    return story.manuscript.scene_at(low) == story.manuscript.scene_at(high)


def people_in(story: Story, span: Span) -> set[int]:
    """The characters mentioned in a span."""
    mentions = story.mentions
    low, high = np.searchsorted(mentions.start, [span.start, span.end]).tolist()
    cast = {character.id for character in story.characters}
    return cast & set(mentions.entity[low:high].tolist())


def is_of_another_time(story: Story, span: Span) -> bool:
    """Whether what stands there is remembered, dreamt, or told of another day.

    So the sentence itself says, or the one before it.
    """
    text = story.manuscript.text
    sentence = sentence_around(story, span.start)
    begin = max(sentence_around(story, max(0, sentence.start - 2)).start, sentence.start - _LEAD)
    return bool(_ANOTHER_TIME.search(text, begin, span.end))


_SETS = {"he": "he/him", "his": "he/him", "him": "he/him", "she": "she/her", "her": "she/her"}


def meant_by(story: Story, offset: int, pronoun: str) -> int | None:
    """Whom a pronoun at an offset means: the teller, by its link, or the only one of its sex."""
    if pronoun.lower() in ("my", "me"):
        return NARRATOR
    linked = story.clauses.who(story.clauses.token_at(offset))
    return linked.entity if linked is not None else _only_of_sex(story, offset, pronoun.lower())


def _only_of_sex(story: Story, offset: int, pronoun: str) -> int | None:
    """The one character of the scene who is called "he" (or "she"), if there is but one."""
    wanted = _SETS[pronoun]
    scene = story.manuscript.scene_at(offset)
    if scene < 0:
        return None
    there = people_in(story, story.manuscript.scenes[scene].span)
    found = [c.id for c in story.characters if c.id in there and c.pronouns == wanted]
    return found[0] if len(found) == 1 else None
