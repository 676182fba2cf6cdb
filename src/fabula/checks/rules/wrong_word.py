"""A word written for another one.

What it finds
    Words that sound or look like the one that was meant ("their" for "there",
    "peaked" for "piqued", "slowing" for "slowly"), a preposition or pronoun that the
    sentence cannot take, one word written as two or two as one, and slips of the hand
    that make another word ("form" for "from").

Why a reader cares
    No spelling check sees these: every one is a word. The reader does, and takes the
    writer for one who does not know the difference.

Flagged
    - He could not **breath** in the heat of the engine room.
    - They left **there** coats in the hall and went in.
    - She took the letter **form** his hand and read it.
    - He stroked the cat's back **slowing** until it slept.

Fine
    - There they left their coats, for they're heavy ones.
      Because: each of the three stands where it belongs.
    - The sound of his breath filled the room.
      Because: the noun is meant.
    - She was slowing down as the road grew steep.
      Because: the verb is meant.
    - "He talks too slow for me," said the girl.
      Because: speech may use adjectives so.

Known misses
    Words that fit their sentence as well as the one that was meant.

Source
    The commonly confused words of the Purdue Online Writing Lab and of Garner's Modern
    English Usage (2022).
"""

from collections.abc import Iterator

from fabula.checks.check import check
from fabula.checks.corrections import Correction, found, report
from fabula.checks.finding import Finding
from fabula.checks.view import StoryView

__all__ = ["wrong_word"]


@check(level="error", needs={"reading", "edits"})
def wrong_word(story: StoryView) -> Iterator[Finding]:
    """Words that the reader takes for slips for another word."""
    for correction in found(story, "wrong-word", "word-form", "typo"):
        yield report(story, correction, _message(story, correction))


def _message(story: StoryView, correction: Correction) -> str:
    typed = correction.remedy.span.text(story.text)
    wanted = correction.remedy.wanted
    if correction.tag == "split":
        return f"“{typed}” is two words: “{wanted}”."
    if correction.tag == "join":
        return f"“{typed}” is one word: “{wanted}”."
    if not wanted:
        return f"“{typed}” does not seem to be the word that was meant."
    return f"“{typed}” seems to stand for another word: “{wanted}”?"
