"""Where a command's result goes: standard output as UTF-8, or a file written whole."""

import os
import sys
import tempfile
from pathlib import Path

from fabula.manuscript.errors import FabulaError

__all__ = ["complain", "emit", "one_line", "write_file"]


def emit(text: str, output: str | None) -> None:
    """Write a result exactly as it is: to the file ``output``, or to standard output.

    Always UTF-8 and with the text's own line ends, whatever the system's habit,
    because offsets count into it. Lone surrogates (from file names that are not
    text) become replacement characters.
    """
    data = text.encode("utf-8", "replace")
    if output is not None and output != "-":
        write_file(Path(output), data)
        return
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or sys.stdout.isatty():  # a terminal has an encoding of its own
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
        return
    left = memoryview(data)
    while left:  # unbuffered output may take only a part at a time
        left = left[binary.write(left) or 0 :]
    binary.flush()


def complain(message: str) -> None:
    """Print one line on standard error."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    line = f"fabula: {one_line(message)}\n"
    sys.stderr.write(line.encode(encoding, "replace").decode(encoding, "replace"))
    sys.stderr.flush()


def one_line(text: str) -> str:
    """The text on one line, without characters that would move the cursor or colour the screen."""
    flat = " ".join(text.split())
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)


def write_file(path: Path, data: bytes) -> None:
    """Write a file in one step: readers see the old one or the new one, never half of it.

    Raises `FabulaError` when the folder cannot be written to.
    """
    target = path.resolve() if path.is_symlink() else path
    try:
        handle, name = tempfile.mkstemp(dir=target.parent or ".", prefix=f".{target.name[:80]}.")
    except OSError as error:
        raise FabulaError(f"{path}: cannot be written ({error.strerror})") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FabulaError(f"{path}: cannot be written ({error.strerror})") from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file replaced, or those a new file gets."""
    try:
        return target.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
