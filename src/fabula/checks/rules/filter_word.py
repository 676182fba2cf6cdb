"""A perception reported instead of shown.

What it finds
    In narration, the point-of-view character's seeing, hearing, feeling, noticing,
    wondering or realizing, put between the reader and the thing perceived: *she saw
    the gate open*, *he could hear rain*.

Why a reader cares
    The reader already looks through that character's eyes. "The gate opened" puts
    them there; "she saw the gate open" has them watch somebody watching.

Flagged
    - **She saw that** the gate was open.
    - **He could hear** the rain on the slates.
    - **I felt** the cold creep under the door.
    - **They noticed that** nobody had lit the lamp.

Fine
    - The gate was open. Rain beat on the slates.
    - "I saw that the gate was open," she said.
      Because: in speech it is testimony.
    - She saw him every day that summer.
      Because: to meet, not to perceive.
    - He felt for his keys and heard nothing.
      Because: an act, and an absence.
    - She looked at the gate.

Known misses
    Sometimes the act of perceiving is the point of the sentence; only the writer knows.

Source
    John Gardner, The Art of Fiction, chapter 5; Janet Burroway, Writing Fiction, on
    filtering.
"""

import re
from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.english.function_words import CAPITALS_NOT_SUBJECTS
from fabula.english.minds import PERCEIVING_PRESENT
from fabula.english.motion import PERCEIVED
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span

__all__ = ["filter_word"]

_PAST = "saw|heard|felt|noticed|realized|realised|observed|sensed|wondered|watched"
_PRESENT = alternation(PERCEIVING_PRESENT)
_BASE = "see|hear|feel|smell|taste|sense|notice|tell"
_FILTER = re.compile(
    r"\b(?P<words>(?:he|she|they|we|I|[A-Z][a-z]+)\s+(?:(?:could|"
    rf"can|was\s+able\s+to)\s+(?:{_BASE})(?:\s+that)?\s+(?=(?:the|"
    r"a|an|his|her|their|my|its|[a-z]+\s+(?:was|were|is|"
    rf"are))\b|rain|wind)|(?:{_PAST}|{_PRESENT})\s+that\b|"
    r"(?:saw|heard|felt|noticed|watched|sees|hears|feels|"
    r"notices|watches)\s+(?=(?:the|a|an|his|her|their|my)\s+\w+(?:\s+\w+)?\s+(?:\w+ing|"
    rf"{alternation(PERCEIVED)})\b)|(?:wondered|wonders)\s+(?=(?:if|"
    r"whether|why|how|what)\b)))"
)


@check(level="note", topic="style", needs={"text"}, reach="paragraph")
def filter_word(story: StoryView) -> Iterator[Finding]:
    """Perceptions that stand between the reader and a clause, outside speech."""
    quotations = story.quotations
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        for match in _FILTER.finditer(story.text, block.span.start, block.span.end):
            words = match["words"].rstrip()
            if quotations.is_quoted(match.start()) or words.split()[0] in CAPITALS_NOT_SUBJECTS:
                continue
            yield story.finding(
                Span(match.start(), match.start() + len(words)),
                f"“{' '.join(words.split())}” filters what follows; could it be shown directly?",
                confidence=0.6,
            )
