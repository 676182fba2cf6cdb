"""What stands around a place in the text, for those who set two places against each other."""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from fabula.english.changes import ANOTHER_TIME
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import NARRATOR
from fabula.story.model import Story

__all__ = [
    "is_of_another_time",
    "is_one_scene",
    "matches_near",
    "meant_by",
    "people_in",
    "sentence_around",
    "time_passes",
]

_ANOTHER_TIME = re.compile(rf"\b(?:{alternation(ANOTHER_TIME)})\b", re.IGNORECASE)
_PASSES = re.compile(
    r"\b(?:hours|minutes)\s(?:later|passed|went|had)\b|\bhour\s(?:later|passed|went)\b|\b(?:later|afterwards|eventually)\b"
    r"|\b(?:next|following|that)\s(?:day|night|morning|evening|afternoon|week|time)\b|\b(?:at|after|over)\s(?:supper|dinner|lunch|breakfast|tea)\b"
    r"|\bOn\s\w+day\b|\b(?:days|weeks|nights)\b",
)
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


def matches_near(
    story: Story, pattern: re.Pattern[str], words: Iterable[str], before: int, after: int
) -> Iterator[re.Match[str]]:
    """The matches within so many code points of the words given, in lower case, in order.

    To look for the words first is many times as fast as to search a whole book.
    """
    text, starts = story.manuscript.text, story.reading.tokens.start
    last = 0
    for token in story.clauses.places(words):
        at = int(starts[token])
        for match in pattern.finditer(
            text, max(last, at - before), at + len(story.clauses.words[token]) + after
        ):
            last = match.end()
            yield match


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


def time_passes(told: str) -> bool:
    """Whether what is told between two places has a word for time that may have passed there."""
    return _PASSES.search(told) is not None


_SETS = {"he": "he/him", "his": "he/him", "him": "he/him", "she": "she/her", "her": "she/her"}


def meant_by(story: Story, offset: int, pronoun: str) -> int | None:
    """Whom a pronoun at an offset means: the teller, by its link, or the only one of its sex."""
    if pronoun.lower() in ("my", "me"):
        return NARRATOR
    if pronoun.lower() in ("his", "her"):
        named = _named_in_sentence(story, offset, _SETS[pronoun.lower()])
        if named is not None:
            return named
    linked = story.clauses.who(story.clauses.token_at(offset))
    return linked.entity if linked is not None else _only_of_sex(story, offset, pronoun.lower())


def _named_in_sentence(story: Story, offset: int, wanted: str) -> int | None:
    """The only one named in the sentence before "her" whom it fits, as its first subject."""
    token = story.clauses.token_at(offset)
    begin, _ = story.clauses.sentence(token)
    pronouns = {c.id: c.pronouns for c in story.characters}
    found = list[int]()
    for t in range(begin, token):
        owner = story.clauses.who(t) if story.reading.upos[t] == "PROPN" else None
        if owner is not None and pronouns.get(owner.entity) == wanted:
            found.append(owner.entity)
        elif story.reading.deprels[t].startswith("nsubj") and not found:
            return None
    return found[0] if len(set(found)) == 1 else None


def _only_of_sex(story: Story, offset: int, pronoun: str) -> int | None:
    """The one character of the scene who is called "he" (or "she"), if there is but one."""
    wanted = _SETS[pronoun]
    scene = story.manuscript.scene_at(offset)
    if scene < 0:
        return None
    there = people_in(story, story.manuscript.scenes[scene].span)
    found = [c.id for c in story.characters if c.id in there and c.pronouns == wanted]
    return found[0] if len(found) == 1 else None
