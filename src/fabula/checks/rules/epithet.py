"""A named character called by a label.

What it finds
    In narration, *the taller man*, *the blonde*, *the older girl* for somebody who has
    just been named and whom the narrator knows.

Why a reader cares
    A pronoun or the name is invisible. A label says that the narrator has forgotten
    the name, or stands outside, and the reader looks for a new person.

Flagged
    - Ines looked at Tomas. **The tall man** looked away.
    - Anna put down the letter. **The young woman** sighed and rubbed her eyes.

Fine
    - Tomas put down his cup. He sighed and rubbed his eyes.
    - A man stood at the gate. The old man had a lantern.
      Because: he has no name yet.
    - "Who is the tall man?" asked Ines. "That is Tomas," said Marta.
      Because: in speech the label is all that the speaker knows.
    - The doctor read the letter. The doctor was not pleased.
      Because: a calling is no label.

Known misses
    Labels that link to nobody with a name are passed over, *the taller man* of two more
    often than *the tall man*.

Source
    Browne and King, Self-Editing for Fiction Writers, chapter 5; among fan-fiction
    editors known as "epithets" or "the blond-haired man problem".
"""

import re
from collections.abc import Iterator

import numpy as np

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.english.looks import OF_A_STRANGER
from fabula.english.tables import alternation
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span

__all__ = ["epithet"]

_LABEL = re.compile(
    rf"\bthe\s+(?:other\s+)?(?:(?:\w+er|{alternation(OF_A_STRANGER)}|"
    r"\w+-(?:haired|eyed|skinned|bearded|shouldered))\s+(?:\w+-haired\s+)?(?:man|"
    r"woman|boy|girl|male|female|teen|teenager|lad|lady|"
    r"one)|blond|blonde|brunette|redhead|raven-haired\s+\w+)\b",
    re.IGNORECASE,
)
_NEAR = 600
"""Code points within which the name must have stood."""


@check(level="note", topic="clarity", needs={"mentions", "characters"}, reach="book", evidence=True)
def epithet(story: StoryView) -> Iterator[Finding]:
    """Labels in narration that are linked to a character named shortly before."""
    mentions = story.mentions
    quotations = story.quotations
    named = {c.id for c in story.characters if not c.narrator and c.name[:1].isupper()}
    starts, ends = mentions.start, mentions.end
    for match in _LABEL.finditer(story.text):
        if quotations.is_quoted(match.start()):
            continue
        same = np.flatnonzero((starts == match.start()) & (ends >= match.end() - 1))
        if len(same) == 0 or int(mentions.entity[same[0]]) not in named:
            continue
        entity = int(mentions.entity[same[0]])
        name = _named_before(story, entity, match.start())
        if name is None:
            continue
        words = " ".join(match[0].split())
        yield story.finding(
            Span(*match.span()),
            f"“{words}” is {name.text(story.text)}, who has just been named.",
            evidence=[Evidence(name, "the name")],
            confidence=0.5,
        )


def _named_before(story: StoryView, entity: int, before: int) -> Span | None:
    """The last place where the character is called by name, if it is near."""
    mentions = story.mentions
    is_name = (
        (mentions.kind == MentionKind.NAME) & (mentions.entity == entity) & (mentions.end <= before)
    )
    places = np.flatnonzero(is_name & (mentions.start >= before - _NEAR))
    if len(places) == 0:
        return None
    return Span(int(mentions.start[places[-1]]), int(mentions.end[places[-1]]))
