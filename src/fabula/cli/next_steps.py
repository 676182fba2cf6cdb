"""What to do next, in the words of the command line, for troubles that the floors below tell."""

from fabula.checks.framework.check import Problem
from fabula.manuscript.errors import FabulaError

__all__ = ["worded", "worded_problem"]

_STEPS = {
    "changed-since": "run this again",
    "is-folder": "read its files as one book with --book",
    "not-one-file": "give one file, or leave out --fix and --comments",
    "no-comments": "fabula check --format html -o remarks.html makes a page with the remarks "
    "in its margin",
    "not-in-place": "without --in-place, --fix writes a new file beside the draft",
    "no-fingerprint": "fabula check prints one with every remark",
    "query-memory": "ask for less, or allow it more with --memory",
    "query-time": "ask for less, or allow it more with --timeout",
    "is-shelf": "--resume goes on with it and adds what is new; -o names another",
    "shelf-words": "give --without-words or leave it out as when it was begun, or begin another",
    "check-failed": "leave it out with --ignore {about}",
    "check-memory": "check the draft in parts, or leave it out with --ignore {about}",
}


def worded(error: FabulaError) -> str:
    """The error's line with the next step on a command line."""
    return error.with_step(_STEPS)


def worded_problem(problem: Problem) -> str:
    """The line of a check that could not do its work, with the next step."""
    return worded(FabulaError(problem.line, code=f"check-{problem.code}", about=problem.check))
