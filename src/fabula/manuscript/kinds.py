"""Which reader reads what: found by suffix, checked by content.

Every file of `fabula.manuscript.readers` declares one reader; the package is
listed, so that a new file needs no second edit.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NoReturn

from fabula.manuscript import readers
from fabula.manuscript.draft import Draft
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.foreign import Foreign, foreign_by_content, foreign_by_suffix
from fabula.manuscript.reader import Content, Reader

__all__ = [
    "folder_of_index",
    "is_project",
    "is_readable",
    "listed_suffixes",
    "load_readers",
    "read_bytes",
    "read_folder",
    "reader_of",
    "suffix_of",
]

# For a file whose suffix nobody knows.
_TEXT = "text"


def load_readers() -> Mapping[str, Reader]:
    """Every reader by its name, in the order of their names.

    Raises ValueError for a file that declares none, and for a name or suffix taken twice.
    """
    return _load(tuple(info.name for info in pkgutil.iter_modules(readers.__path__)))


@cache
def _load(names: tuple[str, ...]) -> Mapping[str, Reader]:
    found: dict[str, Reader] = {}
    taken: dict[str, str] = {}
    for name in names:
        module = importlib.import_module(f"{readers.__name__}.{name}")
        reader = getattr(module, "READER", None)
        if not isinstance(reader, Reader):
            raise ValueError(f"{module.__name__} declares no reader named READER")
        for key in (reader.name, *reader.suffixes, *reader.index_suffixes):
            if key in taken:
                raise ValueError(f'{module.__name__}: "{key}" is taken by {taken[key]}')
            taken[key] = module.__name__
        found[reader.name] = reader
    return dict(sorted(found.items()))


def suffix_of(path: Path) -> str:
    """The suffix of a file in lower case: the longest that a reader declares, or its last."""
    name = path.name.casefold()
    ends = [
        suffix
        for reader in load_readers().values()
        for suffix in reader.suffixes
        if name.endswith(suffix)
    ]
    return max(ends, key=len, default=path.suffix.lower())


def is_readable(path: Path) -> bool:
    """Whether a file's suffix, or what a folder holds, promises a manuscript."""
    if path.is_dir():
        return is_project(path)
    return path.is_file() and _by_suffix(suffix_of(path)) is not None


def is_project(path: Path) -> bool:
    """Whether the folder is one manuscript, such as a Scrivener project."""
    return _folder_reader(path) is not None


def folder_of_index(path: Path) -> Path | None:
    """The project for which this file of it stands, or None."""
    indexes = {s for reader in load_readers().values() for s in reader.index_suffixes}
    return path.parent if path.suffix.lower() in indexes else None


def listed_suffixes() -> str:
    """The usual suffixes of files that can be read, for a sentence: ".docx, .epub or .txt"."""
    usual = sorted(reader.usual_suffix for reader in load_readers().values() if reader.read)
    return f"{', '.join(usual[:-1])} or {usual[-1]}"


def read_bytes(data: bytes, path: str, suffix: str | None) -> Draft:
    """Read a file's bytes with the reader for its suffix; without one, by content.

    Raises FabulaError where suffix and content disagree, for types that cannot be
    read, and whatever the reader raises.
    """
    reader = reader_of(data, path, suffix)
    if reader.read is None:
        raise FabulaError(f"{path}: this is a part of {reader.what}; name its folder")
    return reader.read(data, path)


def reader_of(data: bytes, path: str, suffix: str | None) -> Reader:
    """The reader for a file's bytes, by its suffix in lower case; without one, by content.

    Raises FabulaError where suffix and content disagree, and for what no reader reads.
    """
    content = Content(data)
    shown = _shown(content)
    _refuse_foreign(content, shown, path, suffix)
    declared = _by_suffix(suffix) if suffix else None
    if declared is None and shown is None:
        if content.is_zip:
            raise FabulaError(
                f"{path}: a zip file that holds no manuscript; unpack it and read what is inside"
            )
        _refuse_unknown(data, path, suffix or "")
    reader = declared or shown or load_readers()[_TEXT]
    if not data.strip():
        raise FabulaError(f"{path}: the file is empty; check that it is the right file")
    if shown is None and reader.textual and content.head.startswith(b"<?xml"):
        raise FabulaError(
            f"{path}: this is XML of a kind that cannot be read; "
            "save the manuscript as .docx, .odt or .txt from the program that made it"
        )
    if shown is None and content.is_zip and reader.textual:
        raise FabulaError(
            f"{path}: holds a zip file, broken or of another kind; "
            f"save the manuscript again as {suffix}"
        )
    if shown not in (None, reader) and shown.name not in reader.may_begin_as:
        _refuse_misnamed(shown, path)
    return reader


def _by_suffix(suffix: str | None) -> Reader | None:
    return next((r for r in load_readers().values() if suffix in r.suffixes), None)


def _shown(content: Content) -> Reader | None:
    """The reader whose signs the bytes show, or None."""
    return next((r for r in load_readers().values() if r.shows(content)), None)


def _folder_reader(path: Path) -> Reader | None:
    return next((r for r in load_readers().values() if r.is_project(path)), None)


def _refuse_misnamed(shown: Reader, path: str) -> NoReturn:
    raise FabulaError(f"{path}: holds {shown.what}; rename it to end in {shown.usual_suffix}")


def _refuse_foreign(content: Content, shown: Reader | None, path: str, suffix: str | None) -> None:
    foreign = foreign_by_content(content)
    if foreign is not None:
        raise FabulaError(f"{path}: this is {foreign.what}; {foreign.step}, then read that")
    foreign = foreign_by_suffix(suffix) if suffix else None
    if foreign is None:
        return
    if shown is not None and suffix != ".pages":
        _refuse_misnamed(shown, path)
    raise _unreadable(path, suffix or "", foreign)


def _unreadable(path: str, suffix: str, foreign: Foreign) -> FabulaError:
    return FabulaError(f"{path}: {suffix} files cannot be read; {foreign.step}, then read that")


def _refuse_unknown(data: bytes, path: str, suffix: str) -> None:
    """A suffix nobody knows: plain text if the bytes are text."""
    if suffix and suffix[1:].isalpha() and b"\0" in data[:4096]:
        raise FabulaError(
            f"{path}: {suffix} files cannot be read; save the manuscript as "
            f"{listed_suffixes()}, then read that"
        )


def read_folder(path: Path) -> Draft:
    """Read a folder that is one manuscript, such as a Scrivener project.

    Raises FabulaError for every other folder, and whatever the reader raises.
    """
    reader = _folder_reader(path)
    if reader is not None and reader.read_folder is not None:
        return reader.read_folder(path)
    suffix = path.suffix.lower()
    foreign = foreign_by_suffix(suffix) if suffix else None
    if foreign is not None:
        raise _unreadable(path=str(path), suffix=suffix, foreign=foreign)
    raise FabulaError(f"{path}: this is a folder, and not one manuscript", code="is-folder")
