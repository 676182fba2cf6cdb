"""Reading files whole and safely, and finding the manuscripts of a folder."""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from fabula.manuscript.errors import FabulaError

__all__ = ["MOST_BYTES", "manuscripts_in", "natural_key", "read_stream", "read_whole", "too_large"]

MOST_BYTES = 200_000_000
_TRIES = 3


def read_whole(path: Path) -> bytes:
    """The bytes of a file, read again if it changed meanwhile.

    Raises FabulaError if it is missing, unreadable, not a file, larger than
    `MOST_BYTES`, or still being written.
    """
    try:
        for _ in range(_TRIES):
            before = path.stat()
            if not stat.S_ISREG(before.st_mode):
                raise FabulaError(f"{path}: this is not a file; name a manuscript file")
            if before.st_size > MOST_BYTES:
                raise too_large(str(path))
            with path.open("rb") as file:
                data = file.read(before.st_size + 1)
            after = path.stat()
            if len(data) == after.st_size and _same(before, after):
                return data
    except OSError as error:
        raise FabulaError(_why(path, error)) from error
    raise FabulaError(
        f"{path}: the file keeps changing while it is read; "
        "wait until the other program has saved it, then try again"
    )


def read_stream(stream: BinaryIO, path: str) -> bytes:
    """The bytes of a stream to its end. Raises FabulaError beyond `MOST_BYTES`."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(1 << 20):
        chunks.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise too_large(path)
    return b"".join(chunks)


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns


def too_large(path: str) -> FabulaError:
    """The error for a source beyond `MOST_BYTES`."""
    return FabulaError(
        f"{path}: larger than {MOST_BYTES // 1_000_000} MB; split it into smaller manuscripts"
    )


def _why(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{path}: no such file; check the name and the folder"
    if isinstance(error, PermissionError):
        return (
            f"{path}: this file may not be read; change its permissions, or copy it, and try again"
        )
    return f"{path}: cannot be read ({error.strerror or error}); copy it elsewhere and try again"


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """A sort key under which chapter 2 comes before chapter 10."""
    return [
        (0, int(piece), "") if piece.isdecimal() and piece.isascii() else (1, 0, piece.casefold())
        for piece in re.split(r"([0-9]+)", name)
        if piece
    ]


_WRITTEN = re.compile(r"(?P<stem>.+)\.(?:corrected|remarks|report)(?:-\d+)?\.\w+$")
"""What Fabula names a draft's corrected copy, the copy with comments, and the page."""


def manuscripts_in(folder: Path, readable: Callable[[Path], bool], suffixes: str) -> list[Path]:
    """The manuscripts of a folder and its folders, in natural order.

    Hidden ones are left out, and the copies and pages that Fabula wrote beside a draft.
    ``suffixes`` says in words which files are read. Raises FabulaError if there are none.
    """
    try:
        found = sorted(_walk(folder, readable, 0), key=lambda p: natural_key(str(p)))
    except OSError as error:
        raise FabulaError(_why(folder, error)) from error
    if not found:
        raise FabulaError(f"{folder}: no manuscripts in this folder; put {suffixes} files there")
    return found


def _walk(folder: Path, readable: Callable[[Path], bool], depth: int) -> list[Path]:
    found: list[Path] = []
    entries = list(folder.iterdir())
    stems = {entry.stem for entry in entries}
    for entry in entries:
        if entry.name.startswith((".", "~$", "__MACOSX")):
            continue
        written = _WRITTEN.match(entry.name)
        if written and written["stem"] in stems:
            continue
        if readable(entry):
            found.append(entry)
        elif entry.is_dir() and not entry.is_symlink() and depth < 8:
            found.extend(_walk(entry, readable, depth + 1))
    return found
