"""``fabula check --fix`` and ``--comments``: what was written, on the screen."""

import sys

from rich.text import Text

from fabula.cli.output import is_terminal
from fabula.cli.screen import render
from fabula.display import counted, one_line
from fabula.export.corrected import diff_lines
from fabula.pipeline.correcting import Commentary, Correction

__all__ = ["render_commentary", "render_correction"]


def render_correction(path: str, correction: Correction) -> str:
    """The changes to the draft at the path as a diff, and where they were written."""
    if correction.target is None:
        return "No correction is sure enough to make.\n"
    target = str(correction.target)
    lines = diff_lines(correction.corrected, path, target)
    closing = (
        f"{counted(len(correction.corrected.applied), 'correction')} written to "
        f"{one_line(target)}; {counted(len(correction.remaining), 'remark')} left for you"
    )
    if not is_terminal(sys.stdout):  # a diff that other programs can read is not wrapped
        return "\n".join([*lines, "", closing]) + "\n"
    return render([*map(_diff_row, lines), Text(f"\n{closing}")], to_file=False)


def render_commentary(commentary: Commentary) -> str:
    """What the commented copy holds, and where it was written."""
    comments = commentary.commented.comments
    lines = [
        f"{counted(len(comments.placed), 'remark')} written as comments to "
        f"{one_line(str(commentary.target))}"
    ]
    if comments.applied:
        number = counted(len(comments.applied), "sure correction")
        lines.append(f"{number} in it as tracked changes, to accept or reject")
    if comments.unplaced:
        number = counted(len(comments.unplaced), "remark")
        lines.append(f"{number} had no place in it; fabula check shows all of them")
    return "\n".join(lines) + "\n"


def _diff_row(line: str) -> Text:
    colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
    return Text(line[:1] + one_line(line[1:]), style=colour)
