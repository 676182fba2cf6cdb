"""An opening phrase that belongs to nobody in its sentence.

What it finds
    A phrase like "walking home" or "tired and hungry" at the head of a sentence whose
    subject cannot be the one who walks or is tired: the weather, a thing, a part of
    the body, an empty "it" or "there".

Why a reader cares
    The reader gives the phrase to the first noun after its comma, and sees the rain
    walk home. Often the slip is funny, and never where it was meant to be.

Flagged
    - **Walking home, the rain** soaked him to the skin.
    - **Having read the letter, the room** seemed to her very small.
    - **After opening the box, there** was nothing to say.
    - **Hungry and tired, the house** looked to them like a palace.

Fine
    - Walking home, he was soaked to the skin by the rain.
    - Falling all night, the rain had filled the ditch.
      Because: rain falls.
    - Shaking badly, her hands could not hold the cup.
      Because: hands shake.
    - Speaking of trouble, the bell rang.
      Because: such phrases belong to the one who tells.
    - Walking was hard, and the rain did not help.
      Because: here the walking is the subject.

Known misses
    Subjects that could do what the phrase says, and are not those who do it.

Source
    Garner's Modern English Usage (2022), "danglers".
"""

from collections.abc import Iterator

import numpy as np

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.english.body import BODY_PARTS
from fabula.english.clothes import GARMENTS
from fabula.english.modifiers import (
    DONE_BY_PEOPLE,
    DONE_ON_PURPOSE,
    OF_PEOPLE_ALONE,
    UNLIVING,
)
from fabula.english.places import SETTINGS
from fabula.language.reading import Reading
from fabula.manuscript.spans import Span

__all__ = ["dangling_modifier"]

_BEFORE = frozenset("after before while when on upon by since without".split())
_SUBJECTS = ("nsubj", "nsubj:pass", "expl")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OWNED = frozenset("his her my their our your".split())
_EMPTY = frozenset(("it", "there"))
_LONGEST = 14
"""Tokens that an opening phrase may have."""

_WIDEST = 6
"""Tokens of the subject up to its noun."""


@check(level="query", topic="grammar", needs={"reading"}, reach="paragraph")
def dangling_modifier(story: StoryView) -> Iterator[Finding]:
    """The opening phrase of each sentence, and the subject after it."""
    reading = story.reading
    opens = np.array([tag in ("VBG", "VBN", "JJ", "IN") for tag in reading.labels.xpos], np.bool_)
    for s, first in enumerate(reading.sentence_first.tolist()):
        last = int(reading.sentence_last[s])
        while first < last and not reading.words[first][:1].isalnum():
            first += 1
        if first >= last or not (opens[reading.tokens.xpos[first]] or _is_when(reading, first)):
            continue
        comma = _dangles(reading, first, last)
        if comma is not None:
            subject = _noun(reading, comma + 1, last)
            yield _finding(story, first, comma, subject)


def _is_when(reading: Reading, first: int) -> bool:
    return reading.words[first].lower() in _BEFORE


def _finding(story: StoryView, first: int, comma: int, subject: int) -> Finding:
    reading = story.reading
    starts, ends = reading.tokens.start, reading.tokens.end
    span = Span(int(starts[first]), int(ends[subject]))
    phrase = story.text[span.start : int(ends[comma - 1])]
    named = story.text[int(starts[comma + 1]) : span.end]
    message = f"Who is meant by “{phrase}”? As it stands, “{named}”."
    return story.finding(span, message, confidence=0.75)


def _dangles(reading: Reading, first: int, last: int) -> int | None:
    """The comma after an opening phrase that the subject of the sentence cannot own."""
    comma = next(
        (k for k in range(first, min(first + _LONGEST, last)) if reading.words[k] == ","), -1
    )
    if comma < 0:
        return None
    verb = _participle(reading, first, comma)
    person = _person(reading, first, comma)
    if verb < 0 and not person:
        return None
    noun = _noun(reading, comma + 1, last)
    if noun < 0 or not _is_subject(reading, noun, last):
        return None
    return comma if _unfit(reading, first, comma, verb, noun) else None


def _participle(reading: Reading, first: int, comma: int) -> int:
    """The participle that heads the phrase; -1 if there is none, or it has a subject of its own."""
    at = first + (reading.words[first].lower() in _BEFORE)
    while at < comma and reading.xpos[at] == "RB":
        at += 1
    if at >= comma or reading.xpos[at] != "VBG":
        return -1
    if reading.lemmas[at].lower() == "have":
        at += 1
        while at < comma and reading.xpos[at] == "RB":
            at += 1
        if at >= comma or reading.xpos[at] != "VBN":
            return -1
    if any(reading.xpos[k] in _FINITE and k != at for k in range(first, comma)):
        return -1
    return at


def _person(reading: Reading, first: int, comma: int) -> bool:
    """Whether the phrase is an adjective of people, alone or with another."""
    words = [word.lower() for word in reading.words[first:comma]]
    return words[0] in OF_PEOPLE_ALONE and (
        len(words) == 1 or (len(words) == 3 and words[1] in ("and", "but"))
    )


def _noun(reading: Reading, at: int, last: int) -> int:
    """The noun of the phrase that begins at a token; -1 where none begins there."""
    tags, words = reading.xpos, reading.words
    if at < last and (words[at].lower() in _EMPTY and tags[at] in ("PRP", "EX")):
        return at
    if at + 2 < last and tags[at] == "NNP" and tags[at + 1] == "POS":
        at += 2
    if at >= last or tags[at] not in ("DT", "PRP$", "NN", "NNS", "JJ", "CD"):
        return -1
    for k in range(at, min(at + _WIDEST, last)):
        if tags[k] in ("NN", "NNS") and (k + 1 >= last or tags[k + 1] not in ("NN", "NNS", "POS")):
            return k
        if tags[k] not in ("DT", "PRP$", "JJ", "NN", "NNS", "CD", "VBN", "VBG"):
            return -1
    return -1


def _is_subject(reading: Reading, noun: int, last: int) -> bool:
    """Whether the noun is the subject of a finite verb that is the sentence's own."""
    verb = int(reading.tokens.head[noun])
    if not reading.deprels[noun].startswith(_SUBJECTS) or verb < 0:
        return False
    ahead = range(noun + 1, min(max(verb, noun) + 1, last))
    return any(reading.xpos[k] in _FINITE for k in ahead)


def _unfit(reading: Reading, first: int, comma: int, verb: int, noun: int) -> bool:
    """Whether what the noun names cannot do or be what the phrase says."""
    word = reading.words[noun].lower()
    forms = {word, reading.lemmas[noun].lower()}
    part = bool(forms & BODY_PARTS)
    if word not in _EMPTY and not (part or forms & (UNLIVING | GARMENTS | SETTINGS)):
        return False
    if verb < 0:
        return not part and word not in _EMPTY
    lemma = reading.lemmas[verb].lower()
    if part and lemma in _OF_PARTS:
        return False
    inside = [w.lower() for w in reading.words[verb + 1 : comma]]
    parts = [w.lower() for w in reading.lemmas[verb + 1 : comma]]
    if not inside and reading.words[first].lower() not in _BEFORE and lemma in _OF_SOUND:
        return False
    if lemma in DONE_BY_PEOPLE:
        return lemma != "look" or inside[:1] != ["back"]
    if lemma == "come" and inside[:1] in (["last"], ["first"], ["home"], ["late"]):
        return True
    if lemma in DONE_ON_PURPOSE:
        return any(reading.xpos[k] in ("DT", "PRP$") for k in range(verb + 1, comma))
    own = any(a in _OWNED and b in BODY_PARTS for a, b in zip(inside, parts[1:], strict=False))
    return own and not part


_OF_PARTS = frozenset("look watch stare search hold grip clutch work finish sleep".split())
_OF_SOUND = frozenset("sing hum whistle laugh whisper ring call".split())
"""What eyes and hands do; what sounds, bells and voices do."""
