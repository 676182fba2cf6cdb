"""Where a command's result goes: standard output as UTF-8, or a file written whole."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from fabula.display import one_line
from fabula.files.locks import real_place
from fabula.files.writing import descriptor_of, refuse_target, stream_to, write_file
from fabula.manuscript.errors import FabulaError

__all__ = [
    "complain",
    "emit",
    "is_terminal",
    "refuse_draft",
    "refuse_output",
    "tell_written",
    "visible",
]

_STRANGE = "\N{REPLACEMENT CHARACTER}"
_SETTINGS = ("fabula.toml", "fabula.stet")
_HARMLESS = "\n\t"


def emit(text: str | Iterable[str], output: str | None, *, rendered: bool = False) -> None:
    """Write a result exactly as it is: to the file ``output``, or to standard output.

    Always UTF-8 and with the text's own line ends, whatever the system's habit,
    because offsets count into it. Lone surrogates (from file names that are not
    text) become replacement characters. Only on a terminal do control characters
    become visible signs, as there they would be commands; ``rendered`` text holds
    none but this program's own colours.
    """
    pieces = (text,) if isinstance(text, str) else text
    if output is not None and not _is_standard_output(output):
        if not rendered and _is_terminal(output):
            pieces = map(visible, pieces)
        write_file(Path(output), (piece.encode("utf-8", "replace") for piece in pieces))
        return
    if sys.stdout is None:
        raise FabulaError("standard output is closed, so there is nowhere to print to")
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or is_terminal(sys.stdout):
        _type(pieces if rendered else map(visible, pieces))
        return
    stream_to(
        binary, Path("standard output"), (piece.encode("utf-8", "replace") for piece in pieces)
    )


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is a terminal; one that is closed is none."""
    return stream is not None and not stream.closed and stream.isatty()


def _type(pieces: Iterable[str]) -> None:
    """Print on a terminal, which has an encoding of its own."""
    encoding = sys.stdout.encoding or "utf-8"
    for piece in pieces:
        sys.stdout.write(piece.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def _is_standard_output(output: str) -> bool:
    return output == "-" or descriptor_of(Path(output)) == 1


def _is_terminal(output: str) -> bool:
    number = descriptor_of(Path(output))
    try:
        if number is not None:
            return os.isatty(number)
        if not Path(output).is_char_device():
            return False
        opened = os.open(output, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    except OSError:
        return False
    try:
        return os.isatty(opened)
    finally:
        os.close(opened)


def visible(text: str) -> str:
    """The text with control characters replaced, which a terminal would obey; lines stay."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return "".join(_STRANGE if _commands(c) else c for c in text)


def _commands(character: str) -> bool:
    code = ord(character)
    return (code < 0x20 and character not in _HARMLESS) or 0x7F <= code < 0xA0


def refuse_output(
    output: str | Path | None, read: Sequence[str], *, book: bool = False, folder: bool = False
) -> None:
    """Raise `FabulaError` if the output cannot be written, or is a file that is being read.

    By whatever name: another path, a link, a file of a book or of a project.
    ``folder``: the output may be a folder, and those above it need not be there.
    """
    if output is None or _is_standard_output(str(output)):
        return
    target = Path(output)
    if target.name in _SETTINGS and target.exists():
        raise FabulaError(
            f"{target}: holds settings or answers, so it is not written over; choose another name"
        )
    refuse_draft(target, read, book=book)
    if not folder:
        refuse_target(target)


def refuse_draft(target: Path, read: Sequence[str], *, book: bool = False) -> None:
    """Raise `FabulaError` if the target is one of the files that are read, by whatever name."""
    for path in _files(read, book=book):
        if _same(target, path):
            raise FabulaError(
                f"{target}: is being read, so it is not written over; choose another name"
            )


def _files(read: Sequence[str], *, book: bool) -> Iterator[Path]:
    """The files behind the paths of a command line."""
    from fabula.manuscript import load

    for path in read:
        if path == "-":
            yield Path("/dev/stdin")
        elif "\0" not in path:
            yield Path(path)
            if book and Path(path).is_dir():
                yield from load.files_of_book([path])


def _same(target: Path, path: Path) -> bool:
    """Whether both are one file, or the target lies in a project that is one folder."""
    from fabula.manuscript.kinds import folder_of_index, is_project

    project = folder_of_index(path) or path
    try:
        if target.samefile(path):
            return path.is_file() or is_project(path)
    except (OSError, ValueError):
        pass
    if not is_project(project):
        return False
    return real_place(target).is_relative_to(real_place(project))


def tell_written(*outputs: str | None) -> None:
    """Say to whoever sits there what was written, and what to do with a page."""
    if not is_terminal(sys.stderr):
        return
    for output in outputs:
        if output is None or _is_standard_output(output):
            continue
        page = Path(output).suffix.lower() in (".html", ".htm")
        complain(f"written to {output}{'; open it in a browser' if page else ''}")


def complain(message: str) -> None:
    """Print one line on standard error; nothing where that is closed."""
    if sys.stderr is None:
        return
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    line = f"fabula: {one_line(message)}\n"
    try:
        sys.stderr.write(line.encode(encoding, "replace").decode(encoding, "replace"))
        sys.stderr.flush()
    except (OSError, ValueError):  # who would have read it is gone
        return
