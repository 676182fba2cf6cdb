"""Two sentences held together by a comma alone, or by nothing.

What it finds
    A comma between two complete statements with neither a conjunction nor a reason to
    run them together ("He was tired, the road had been long"), and a stop left out
    between them.

Why a reader cares
    The reader takes the second statement for a continuation of the first and has to go
    back for its beginning. Short balanced clauses are another matter: "I came, I saw".

Flagged
    - The old man closed the heavy door behind **him, he** was tired after the long road.
    - She read the letter by the light of the **lamp, it** had come with the morning post.

Fine
    - He came, he saw, he went home.
      Because: short clauses in a row are a figure.
    - When the rain stopped, they went out.
      Because: the first clause depends on the second.
    - "You're late, you know," she said.
      Because: a tag belongs to its clause.

Known misses
    Splices inside speech, where a comma may stand for a breath.

Source
    The Chicago Manual of Style, 17th edition, 6.22.
"""

from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import found, report

__all__ = ["comma_splice"]


@check(level="query", needs={"reading", "edits"}, reach="book")
def comma_splice(story: StoryView) -> Iterator[Finding]:
    """Commas for which the reader would put a stop, and stops that it misses."""
    for correction in found(story, "comma-splice", "run-on"):
        if correction.fault == "run-on":
            message = "Two sentences seem to run together here."
        else:
            message = "Two sentences are joined by a comma alone."
        yield report(story, correction, message)
