"""A possessive without its apostrophe, or an apostrophe without a possessive.

What it finds
    A name or noun that owns what follows and lacks its 's ("Tom own hands", "his
    mothers house"), a plain plural written with 's ("the boy's ran"), and contractions
    whose apostrophe is lost where the spelling alone does not show it.

Why a reader cares
    The apostrophe says who owns what; without it the reader takes owner and thing for
    one, and reads the sentence again.

Flagged
    - **Anna own** hands were cold.
    - She looked into her **mothers** eyes and could not lie.

Fine
    - He took James' hand, then Charles's.
      Because: both ways of writing it are right.
    - The boys' coats hung by the door.
      Because: a plural possessive.
    - The Smiths own the mill.
      Because: here "own" is the verb.

Known misses
    "Its" and "it's" and their like belong to wrong-word.

Source
    The Chicago Manual of Style, 17th edition, 7.16-29.
"""

from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import found, report

__all__ = ["possessive"]


@check(level="error", topic="spelling", needs={"reading", "edits"}, reach="book")
def possessive(story: StoryView) -> Iterator[Finding]:
    """Possessives and plurals that the reader would write the other way."""
    for correction in found(story, "possessive"):
        typed = correction.remedy.span.text(story.text)
        wanted = correction.remedy.wanted
        if not wanted:
            message = f"An apostrophe seems to be missing or out of place in “{typed}”."
        elif correction.tag == "plural-not-possessive":
            message = f"“{typed}” is a plural, not a possessive: “{wanted}”?"
        elif correction.tag == "possessive":
            message = f"A possessive seems to be meant: “{wanted}”?"
        else:
            message = f"“{typed}” seems to lack its apostrophe: “{wanted}”?"
        yield report(story, correction, message)
