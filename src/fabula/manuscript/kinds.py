"""Which reader reads what: found by suffix, checked by content."""

from collections.abc import Callable
from pathlib import Path

from fabula.manuscript.draft import Draft
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.readers.text import read_text

__all__ = ["kind_of_folder", "kind_of_path", "read_bytes", "read_folder"]

Reader = Callable[[bytes, str], Draft]

_READERS: dict[str, Reader] = {"text": read_text}
_SUFFIXES = {".txt": "text", ".text": "text"}


def kind_of_path(path: Path) -> str | None:
    """The kind of manuscript a file's suffix promises, or None."""
    return _SUFFIXES.get(path.suffix.lower())


def kind_of_folder(path: Path) -> bool:
    """Whether the folder is a Scrivener project."""
    return path.suffix.lower() == ".scriv"


def read_bytes(data: bytes, path: str, suffix: str | None) -> Draft:
    """Read a file's bytes with the reader for its suffix; without one, by content."""
    kind = _SUFFIXES.get(suffix or ".txt")
    if kind is None:
        raise FabulaError(f"{path}: this type of file cannot be read; save it as .docx or .txt")
    return _READERS[kind](data, path)


def read_folder(path: Path) -> Draft:
    """Read a Scrivener project."""
    raise FabulaError(f"{path}: this folder cannot be read; export it as .docx")
