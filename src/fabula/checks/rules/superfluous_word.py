"""A word too many.

What it finds
    Words that a half-made change left standing ("she would could", "in at the house"),
    prepositions after verbs that take none ("he entered into the room", "she reached to
    the door"), articles before names and plurals.

Why a reader cares
    A leftover makes the reader parse the sentence twice, once for each version.

Flagged
    - She could **to** see the harbour from her window.
    - They discussed **about** the matter all night.

Fine
    - He reached for the lamp.
      Because: here the verb takes its preposition.
    - She came in from the garden.
      Because: an adverb and a preposition.
    - The Brontës had a brother.
      Because: families take an article.

Known misses
    Words that are merely wordy. A word typed twice belongs to doubled-word.

Source
    The error type U of the ERRANT scheme (Bryant et al. 2017).
"""

from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import found, report

__all__ = ["superfluous_word"]


@check(level="error", topic="grammar", needs={"reading", "edits"}, reach="book")
def superfluous_word(story: StoryView) -> Iterator[Finding]:
    """Words that the reader would strike out."""
    for correction in found(story, "superfluous"):
        typed = story.reading.words[correction.token]
        before = story.reading.words[correction.token - 1] if correction.token else ""
        message = f"“{typed}” seems to be left over from another wording; strike it?"
        if before.lower() == typed.lower():
            message = f"“{typed}” is typed twice."
        elif correction.remedy.edit is None:
            message = f"“{typed}” does not fit here; left over, or the wrong word?"
        yield report(story, correction, message)
