"""A word left out.

What it finds
    Articles, prepositions, auxiliaries, pronouns and conjunctions that the sentence
    cannot do without ("he looked her eyes", "she going home"), and places where a noun
    or a verb must have stood ("a wide, crooked spread over his face"): these are found,
    though only the writer knows the word.

Why a reader cares
    The writer's eye supplies what is not there; the reader's stumbles and goes back.

Flagged
    - He **going** home at last.
    - She **listened the** wind and thought of her father.

Fine
    - He went to bed at noon and to school at night.
      Because: such places take no article.
    - Silence. Then a step on the stair.
      Because: fragments are a way of writing.
    - She told him he was late.
      Because: "that" may be left out.
    - "Seen my hat anywhere?" asked the old man.
      Because: speech drops its subjects.

Known misses
    Words whose absence leaves a sentence that could have been meant.

Source
    The error types R and M of the ERRANT scheme (Bryant et al. 2017) as learned from
    edited fiction with words taken out.
"""

from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import found, report

__all__ = ["missing_word"]


@check(level="error", topic="grammar", needs={"reading", "edits"}, reach="book")
def missing_word(story: StoryView) -> Iterator[Finding]:
    """Places where the reader misses a word."""
    for correction in found(story, "missing-word", "missing-noun"):
        wanted = correction.remedy.wanted
        before = story.reading.words[correction.token]
        if not wanted:
            message = f"Is a word missing before “{before}”, or is one of these words mistyped?"
        elif correction.fault == "missing-noun":
            message = f"A {wanted} seems to be missing before “{before}”."
        else:
            message = f"“{wanted}” seems to be missing before “{before}”."
        yield report(story, correction, message)
