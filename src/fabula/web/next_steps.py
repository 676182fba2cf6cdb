"""What to do next, in the words of the page, for troubles that the floors below tell."""

from fabula.manuscript.errors import FabulaError

__all__ = ["worded_on_page"]

_STEPS = {
    "changed-since": "the page shows it again by itself; write then",
    "is-folder": "end this and begin again with fabula open --book",
    "not-one-file": "take its corrections over by hand",
}


def worded_on_page(error: FabulaError) -> str:
    """The error's line with the next step on a page that is kept fresh."""
    return error.with_step(_STEPS)
