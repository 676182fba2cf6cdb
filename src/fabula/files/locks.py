"""One at a time: a lock on a file or folder that several runs may want to change."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.files.ending import passing, undisturbed
from fabula.manuscript.errors import FabulaError

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["alone", "real_place"]

_PATIENCE = 60.0
"""Seconds to wait for other runs; each holds the lock for milliseconds."""
_PAUSE = 0.02


def real_place(path: Path) -> Path:
    """The absolute path behind all links; raises `FabulaError` where the current folder is gone."""
    try:
        return Path(os.path.realpath(path))
    except OSError as error:
        raise FabulaError(f"{path}: the folder you are in is gone; go to another") from error


@contextmanager
def alone(path: Path, patience: float | None = None) -> Iterator[None]:
    """Be the only run that changes the path; wait for others, by default up to a minute.

    The lock is a hidden file beside the path, gone afterwards; if a run is killed,
    the system frees the lock. Raises `FabulaError` where it cannot be had.
    """
    from filelock import FileLock

    real = real_place(path)
    name = real.with_name(f".{real.name[:80]}.lock")
    lock = FileLock(name)
    until = time.monotonic() + (_PATIENCE if patience is None else patience)
    with ExitStack() as held:
        while True:
            with undisturbed():  # or a signal could leave the file behind
                if _acquired(lock, path):
                    held.callback(lock.release)
                    held.enter_context(passing(name))  # goes while the lock is still held
                    break
            if time.monotonic() > until:
                raise FabulaError(f"{path}: another run is changing it; try again in a moment")
            time.sleep(_PAUSE)
        yield


def _acquired(lock: "BaseFileLock", path: Path) -> bool:
    from filelock import Timeout

    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    except OSError as error:
        raise FabulaError(f"{path}: cannot be written ({error.strerror})") from error
    return True
