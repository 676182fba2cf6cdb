"""The end of a run, also an early one: what to do on a signal, and what not to leave behind.

Whatever is written lies under a passing name until it is whole. Those names are
known here from before they exist, so that an error, Ctrl-C, a closed terminal or a
polite kill takes them away, wherever it strikes.
"""

import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

__all__ = ["Ended", "clean_up", "heeding_signals", "passing", "undisturbed"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")

_passing: set[Path] = set()
_held: list[int] = []
_holds = 0


class Ended(BaseException):
    """The run is to end, as somebody or the system asked; ``number`` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def passing(path: Path) -> Iterator[Path]:
    """A name to write under for a while: a file or folder that is gone afterwards."""
    _passing.add(path)
    try:
        yield path
    finally:
        _remove(path)
        _passing.discard(path)


def clean_up() -> None:
    """Remove what is left under passing names; for the very end of a run."""
    while _passing:
        _remove(_passing.pop())


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Turn the first signal to end into `Ended`, and let no later one disturb the cleaning up.

    Signals that are ignored already (``nohup``, a background job) stay so. Does
    nothing outside the main thread.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _held.clear()


def _end(number: int, _frame: FrameType | None) -> None:
    first = not _held
    _held.append(number)
    if first and not _holds:
        raise Ended(number)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a few quick steps that belong together happen all; a signal waits for their end."""
    global _holds
    _holds += 1
    waiting = len(_held)
    try:
        yield
    finally:
        _holds -= 1
    if not _holds and len(_held) > waiting == 0:
        raise Ended(_held[0])
