"""A progress bar on standard error, on a terminal only, and only when work takes long."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fabula.cli.output import is_terminal

if TYPE_CHECKING:
    import rich.progress

    from fabula.pipeline.reading import Step

__all__ = ["ProgressBar", "TerminalBar"]

_LABELS = {"reading": "Reading", "understanding": "Understanding", "checking": "Checking"}

_PATIENCE = 0.5
"""Seconds of silence before a bar is drawn: short work needs none."""


class TerminalBar:
    """A bar on standard error. A context manager; leaving it wipes the bar.

    ``terminal`` says whether to draw at all; by default, whether standard error
    is a terminal.
    """

    def __init__(self, *, terminal: bool | None = None) -> None:
        self._draws = is_terminal(sys.stderr) if terminal is None else terminal
        self._bar: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


class ProgressBar(TerminalBar):
    """Steps of long work, as the pipeline tells them."""

    def __init__(self, *, terminal: bool | None = None) -> None:
        super().__init__(terminal=terminal)
        self._began = time.monotonic()
        self._label = ""

    def __call__(self, step: "Step", share: float) -> None:
        """Show which step of the work goes on, and the share of it done, from 0 to 1."""
        label = _LABELS[step]
        if label != self._label:
            self._label = label
            if self._bar is not None:
                self._begin_task()
        self._advance(share)

    def _advance(self, share: float) -> None:
        if not self._draws:
            return
        if self._bar is None:
            if time.monotonic() - self._began < _PATIENCE:
                return
            self._open()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=min(max(share, 0.0), 1.0), total=1.0)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._begin_task()

    def _begin_task(self) -> None:
        if self._bar is None:
            return
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(self._label, total=None)
