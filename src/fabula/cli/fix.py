"""``fabula check --fix`` and ``--comments``: what to correct, and what was written."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.text import Text

from fabula.checks.framework.finding import Finding
from fabula.cli.findings import change_row
from fabula.cli.output import is_terminal
from fabula.cli.screen import render
from fabula.cli.whereabouts import Whereabouts
from fabula.display import counted, one_line
from fabula.export.suggestion import suggestion
from fabula.manuscript.model import Manuscript
from fabula.pipeline.correcting import Commentary, CorrectedDraft

__all__ = ["asking", "can_ask", "render_commentary", "render_correction"]


def asking(manuscript: Manuscript) -> Callable[[Finding], bool]:
    """Ask the writer of each correction: yes, no, all that follow, or none that follow."""
    whereabouts = Whereabouts(manuscript)
    rest: list[bool] = []

    def agreed(finding: Finding) -> bool:
        if rest:
            return rest[0]
        print(render([_row(manuscript, whereabouts, finding)], to_file=False), end="")
        answer = click.prompt(
            "  Change it? (y)es, (n)o, (a)ll of them, (q)uit asking",
            type=click.Choice(["y", "n", "a", "q"], case_sensitive=False),
            default="y", show_choices=False,
        )  # fmt: skip
        if answer in "aq":
            rest.append(answer == "a")
        return answer in "ya"

    return agreed


def can_ask() -> bool:
    """Whether somebody sits there to be asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def render_correction(manuscript: Manuscript, correction: CorrectedDraft) -> str:
    """The changes to the draft, and where they were written."""
    left = f"{counted(len(correction.remaining), 'remark')} left for you"
    if correction.target is None:
        return f"No correction is sure enough to make; {left}.\n"
    whereabouts = Whereabouts(manuscript)
    applied = correction.corrected.applied
    rows = [_row(manuscript, whereabouts, finding) for finding in applied]
    target = one_line(str(correction.target))
    closing = f"\n{counted(len(applied), 'correction')} written to {target}; {left}"
    ending = Path(manuscript.path).suffix
    if correction.target.suffix.lower() != ending.lower():
        closing += f"\nIt is plain text: {ending} drafts cannot be written back with their layout."
    return render([*rows, Text(closing)], to_file=False)


def _row(manuscript: Manuscript, whereabouts: Whereabouts, finding: Finding) -> Text:
    row = Text(f"{whereabouts.anywhere(finding.span.start)}  ", style="dim")
    row.append_text(change_row(*suggestion(manuscript, finding)))
    row.append(f"  {finding.check}", style="dim")
    return row


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
