"""Files written whole: who looks sees the old file or the new one, never half of one.

A regular file is written under a passing name beside its place and then moved into
it. Devices, pipes and the standard streams are written into, as there is nothing to
replace; a symbolic link stays, and what it points at is written.
"""

import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fabula.files.ending import passing, undisturbed
from fabula.files.locks import alone, real_place
from fabula.manuscript.errors import FabulaError

__all__ = ["descriptor_of", "refuse_target", "stream_to", "sync_file", "write_by", "write_file",
           "write_free", "write_set"]  # fmt: skip

_DESCRIPTOR = re.compile(r"/dev/fd/(\d+)|/proc/(?:(\d+)|self|thread-self)/fd/(\d+)")
_STALE = 24 * 3600.0
"""Seconds after which a passing file is nobody's: its run was killed without a word."""


def descriptor_of(path: Path) -> int | None:
    """The open file of this process that the path names, as ``/dev/stdout`` does."""
    try:
        at = path.absolute()
    except OSError:  # the current folder is gone
        return None
    for _ in range(40):  # as many links as systems follow
        named = _DESCRIPTOR.fullmatch(os.path.normpath(at))
        if named:
            of_another = named[2] is not None and int(named[2]) != os.getpid()
            return None if of_another else int(named[1] or named[3])
        try:
            at = at.parent / at.readlink()
        except (OSError, ValueError):
            return None
    return None


def refuse_target(path: Path) -> None:
    """Raise `FabulaError` where a file could not be written, before any long work is done."""
    if descriptor_of(path) is not None:
        return
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        parent = real_place(path).parent
        if not parent.is_dir():
            raise FabulaError(f"{path}: cannot be written (there is no folder {parent})") from None
        return
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    if stat.S_ISDIR(mode):
        raise FabulaError(f"{path}: cannot be written (it is a folder); name a file")
    if stat.S_ISBLK(mode):
        raise FabulaError(f"{path}: cannot be written (it is a disk); name a file")


def write_file(path: Path, data: bytes | Iterable[bytes], *, like: Path | None = None) -> None:
    """Write a file in one step, or into what is no regular file.

    A file replaced keeps its permissions; a new one gets those of ``like``, or the
    usual ones. Raises `FabulaError` when it cannot be written.
    """
    refuse_target(path)
    pieces = (data,) if isinstance(data, bytes) else data
    stream = _stream(path)
    if stream is not None:
        with stream:
            stream_to(stream, path, pieces)
        return
    target = real_place(path)
    with _part(target) as part:
        _write(part, path, pieces)
        _into_place(part, target, path, like)


def write_free(places: Iterable[Path], data: bytes, *, like: Path) -> Path:
    """Write a new file at the first of the places, all in one folder, that is free; give it back.

    Never replaces a file, not even one that another run writes at the same moment.
    """
    candidates = iter(places)
    target = next(candidates)
    with _part(target) as part:
        _write(part, target, (data,))
        try:
            part.chmod(_mode(target, like))
            while not _placed(part, target):
                target = next(candidates)
        except OSError as error:
            raise _unwritable(target, error) from error
    return target


def write_by(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file by a function that writes to the path it is given, then move it into place.

    What else the function leaves beside that path is removed.
    """
    refuse_target(path)
    target = real_place(path)
    if target.exists() and not target.is_file():
        raise FabulaError(f"{path}: cannot be written (it is not a regular file); name a file")
    with _part(target) as part:
        try:
            part.mkdir(mode=0o700)
            write(part / "whole")
            sync_file(part / "whole")
        except OSError as error:
            raise _unwritable(path, error) from error
        _into_place(part / "whole", target, path, None)


def write_set(folder: Path, write: Callable[[Path], None]) -> None:
    """Write a set of files into a folder: all of them, or none.

    ``write`` writes them into the folder it is given. Other files in the folder stay.
    Raises `FabulaError` when they cannot be written.
    """
    target = real_place(folder)
    if os.path.lexists(folder) and not target.is_dir():
        raise FabulaError(f"{folder}: cannot be written (it is not a folder)")
    try:
        with _parents(target), _part(target) as part:
            part.mkdir(mode=0o700)
            write(part)
            for file in part.iterdir():
                sync_file(file)
                file.chmod(_mode(target / file.name, None))
            with alone(target), undisturbed():
                _move_set(part, target)
    except OSError as error:
        raise _unwritable(folder, error) from error


def stream_to(stream: BinaryIO, path: Path, pieces: Iterable[bytes]) -> None:
    """Write into an open stream, which may take only a part at a time.

    Raises `BrokenPipeError` when its reader went away, `FabulaError` for other trouble.
    """
    try:
        for piece in pieces:
            left = memoryview(piece)
            while left:
                left = left[stream.write(left) or 0 :]
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _stream(path: Path) -> BinaryIO | None:
    """The path opened to be written into, if it is a device, a pipe or an open file."""
    number = descriptor_of(path)
    try:
        if number is not None:
            return os.fdopen(os.dup(number), "wb", buffering=0)
        if not path.exists() or path.is_file():
            return None
        return os.fdopen(os.open(path, os.O_WRONLY), "wb", buffering=0)
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """A passing name beside the target, of letters that every library takes."""
    known = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in target.name)
    head, tail = f".{known[:60]}.", ".part"
    _sweep(target.parent, head, tail)
    with passing(target.with_name(f"{head}{secrets.token_hex(8)}{tail}")) as part:
        yield part


def _sweep(folder: Path, head: str, tail: str) -> None:
    """Remove what runs that were killed outright left of the same target, a day ago or more."""
    name = re.compile(re.escape(head) + "[0-9a-f]{16}" + re.escape(tail))
    try:
        stale = [path for path in folder.iterdir() if name.fullmatch(path.name)]
        for path in stale:
            if time.time() - path.lstat().st_mtime > _STALE:
                with passing(path):
                    pass
    except OSError:
        return


def _write(part: Path, path: Path, pieces: Iterable[bytes]) -> None:
    try:
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
                         0o600)  # fmt: skip
    except OSError as error:
        raise _unwritable(path, error) from error
    with os.fdopen(opened, "wb", buffering=0) as file:
        stream_to(file, path, pieces)
        try:
            os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(path, error) from error


def sync_file(file: Path) -> None:
    """Let the disk have all of a file before anything else happens."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _into_place(part: Path, target: Path, path: Path, like: Path | None) -> None:
    try:
        part.chmod(_mode(target, like))
        _keep_owner(part, target)
        part.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error


def _placed(part: Path, target: Path) -> bool:
    """Move the file to a place that is free; say whether it was."""
    try:
        os.link(part, target)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            return False
        part.replace(target)
    return True


def _move_set(part: Path, target: Path) -> None:
    if not target.exists():
        part.chmod(0o777 & ~_mask())
        part.rename(target)
        return
    names = sorted(file.name for file in part.iterdir())
    before = part / ".before"
    before.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            if (target / name).is_dir():
                raise IsADirectoryError(21, f"{name} is a folder there")
            if os.path.lexists(target / name):
                (target / name).rename(before / name)
            moved.append(name)
            (part / name).rename(target / name)
    except OSError:
        for name in moved:  # back as it was
            (target / name).unlink(missing_ok=True)
            if os.path.lexists(before / name):
                (before / name).rename(target / name)
        raise


@contextmanager
def _parents(target: Path) -> Iterator[None]:
    """The folders above the target, made where they lack, and taken away if this fails."""
    missing = [folder for folder in target.parents if not folder.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in missing:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise


def _mode(target: Path, like: Path | None) -> int:
    """The permissions of the file replaced, of the one it is like, or those a new file gets."""
    for known in (target, like):
        try:
            if known is not None:
                return known.stat().st_mode & 0o777
        except OSError:
            continue
    return 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _keep_owner(part: Path, target: Path) -> None:
    """Leave a file that is replaced with its owner, where this run may give files away."""
    try:
        old, new = target.stat(), part.stat()
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            os.chown(part, old.st_uid, old.st_gid)
    except (OSError, AttributeError):
        return


def _unwritable(path: Path, error: Exception) -> FabulaError:
    reason = getattr(error, "strerror", None) or str(error)
    return FabulaError(f"{path}: cannot be written ({reason})")
