"""A part of the body that acts on its own.

What it finds
    Eyes, hands, feet and other parts as the subject of a verb that only their owner
    can do, or that moves them about the room: *his eyes roamed the table*, *her hand
    decided to knock*.

Why a reader cares
    Read literally, the eyes have left their sockets. Mostly nobody minds; now and
    then somebody laughs in the wrong place.

Flagged
    - His **eyes roamed** the crowded deck.
    - Her **hand reached** out and took the letter.
    - Marta's **feet ran** down the stairs before she knew it.
    - Their **eyes fell** to the floor.

Fine
    - His gaze roamed the crowded deck.
      Because: a gaze may wander.
    - Her hand shook, and her eyes were red.
      Because: the part does what it can do, or is described.
    - She reached out a hand and took the letter.
    - The hands of the clock crept on; the eyes of the potato sprouted.
      Because: these are nobody's.
    - "My eyes fell on it," he said.
      Because: speech is the speaker's own.

Known misses
    The list of verbs is short on purpose; horror stories will know what they do.

Source
    The term is Thomas McCormack's and the Turkey City Lexicon's ("hand waving",
    "eyeball kicks"); the parts are WordNet's external body parts.
"""

import re
from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.english.motion import OF_EYES_ALONE, OF_LIMBS_ALONE
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span

__all__ = ["floating_body_part"]

_EYES = alternation(OF_EYES_ALONE)
_LIMBS = alternation(OF_LIMBS_ALONE)
_OWNER = r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[A-Z][a-z]+(?:['’]s|s['’]))"
_PARTS = re.compile(
    rf"\b{_OWNER}\s+(?:\w+\s+)?(?P<words>(?:"
    rf"(?:eyes?)\s+(?:{_EYES})(?:s|es|ed|ped|ped)?"
    rf"|(?:hands?|fingers?|arms?|feet|foot|legs?|lips|mouth)\s+(?:{_LIMBS})(?:s|es|ed|bed)?))\b"
)
_BY_RIGHT = re.compile(r"\s+(?:shut|closed|open|asleep|still|apart|ill|short|pregnant)\b")


@check(level="note", topic="clarity", needs={"text"}, reach="paragraph")
def floating_body_part(story: StoryView) -> Iterator[Finding]:
    """A possessed part of the body and a verb that is its owner's, outside speech."""
    quotations = story.quotations
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        for match in _PARTS.finditer(story.text, block.span.start, block.span.end):
            if quotations.is_quoted(match.start()):
                continue
            if _BY_RIGHT.match(story.text, match.end(), block.span.end):
                continue
            words = " ".join(match["words"].split())
            yield story.finding(
                Span(match.start("words"), match.end("words")),
                f"“{words}”: taken literally, the part acts without its owner.",
                confidence=0.6,
            )
