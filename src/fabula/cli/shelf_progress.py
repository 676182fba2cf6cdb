"""The bar of ``fabula shelf`` on standard error: books done, what is in hand, and the time left."""

from pathlib import Path
from typing import TYPE_CHECKING

from fabula.cli.progress import TerminalBar
from fabula.display import one_line

if TYPE_CHECKING:
    from fabula.shelf.filling import ShelfProgress

__all__ = ["ShelfBar"]

_NAME = 24
"""Columns that the names of the books in hand may take."""


class ShelfBar(TerminalBar):
    """Shows how far a shelf is."""

    def __call__(self, progress: "ShelfProgress") -> None:
        """Show how far the run is."""
        if not self._draws:
            return
        if self._bar is None:
            self._open()
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task, completed=progress.share, description=_description(progress)
            )

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TaskProgressColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=16),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=1.0)
        self._bar.start()


def _description(progress: "ShelfProgress") -> str:
    told = f"{progress.done:,} of {progress.books:,} books"
    if progress.failed:
        told += f", {progress.failed:,} not read"
    if progress.at:
        name = one_line(Path(progress.at[0]).name)
        told += f"  {name if len(name) <= _NAME else name[: _NAME - 1] + '…'}"
    return told
