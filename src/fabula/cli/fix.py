"""``fabula check --fix`` and ``--comments``: what to correct, and what was written."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import RenderableType
from rich.text import Text

from fabula.checks.framework.finding import Finding
from fabula.cli.findings import change_row
from fabula.cli.output import complain, is_terminal
from fabula.cli.screen import render
from fabula.cli.whereabouts import Whereabouts
from fabula.display import counted, one_line
from fabula.export.suggestion import suggestion
from fabula.manuscript.model import Manuscript
from fabula.pipeline.correcting import Commentary, CorrectedDraft, keeps_layout

__all__ = [
    "Asking",
    "can_ask",
    "render_commentary",
    "render_correction",
    "warn_of_lost_layout",
]


class Asking:
    """Asks the writer of each correction: yes, no, all that follow, or none that follow.

    ``ask``: whether to; where nobody can be asked, all are made.
    """

    def __init__(self, *, ask: bool) -> None:
        self._rest: bool | None = None if ask and can_ask() else True
        self._whereabouts: tuple[Manuscript, Whereabouts] | None = None

    def __call__(self, manuscript: Manuscript, finding: Finding) -> bool:
        """Whether to make the correction of a finding in the manuscript."""
        if self._rest is not None:
            return self._rest
        if self._whereabouts is None or self._whereabouts[0] is not manuscript:
            self._whereabouts = manuscript, Whereabouts(manuscript)
        row = _row(manuscript, self._whereabouts[1], finding)
        print(render([row], to_file=False), end="")
        answer = click.prompt(
            "  Change it? (y)es, (n)o, (a)ll of them, (q)uit asking",
            type=click.Choice(["y", "n", "a", "q"], case_sensitive=False),
            default="y", show_choices=False,
        )  # fmt: skip
        if answer in "aq":
            self._rest = answer == "a"
        return answer in "ya"


def warn_of_lost_layout(manuscript: Manuscript) -> None:
    """Say, before anything is asked or written, what a corrected copy will have lost."""
    if not keeps_layout(manuscript):
        ending = Path(manuscript.path).suffix or "such"
        complain(
            f"{manuscript.path}: {ending} drafts cannot be written back: the corrected copy will "
            "be plain text, without italics, bold, notes, pictures and layout; to keep them, "
            "save the draft as Word or OpenDocument first"
        )


def can_ask() -> bool:
    """Whether somebody sits there to be asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def render_correction(parts: Sequence[tuple[Manuscript, CorrectedDraft]], left: int) -> str:
    """The changes to each draft, where they were written, and how many remarks are left."""
    remain = f"{counted(left, 'remark')} left for you"
    written = [(part, done, done.target) for part, done in parts if done.target is not None]
    if not written:
        return f"No correction is sure enough to make; {remain}.\n"
    lines: list[RenderableType] = []
    for manuscript, done, target in written:
        whereabouts, applied = Whereabouts(manuscript), done.corrected.applied
        lines += [_row(manuscript, whereabouts, finding) for finding in applied]
        said = f"{counted(len(applied), 'correction')} written to {one_line(str(target))}"
        last = target is written[-1][2]
        lines.append(Text(f"\n{said}{f'; {remain}' if last else chr(10)}"))
        if target.suffix.lower() != Path(manuscript.path).suffix.lower():
            lines.append(Text("It is plain text."))
    return render(lines, to_file=False)


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
