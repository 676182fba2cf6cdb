"""The books of a shelf: files, folders, patterns, lists, and mirrors as libraries lay them out."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fabula.export.shelf_store import Failure, is_shelf
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.kinds import is_project, is_readable, listed_suffixes
from fabula.manuscript.load import from_bytes, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.sources import natural_key, read_whole

__all__ = ["BookSource", "Found", "find_books", "sampled"]

_PATTERN = re.compile(r"[*?\[]")
_DEEPEST = 16
_GUTENBERG = re.compile(r"pg(\d+)(?:-images(?:-\d)?|-noimages|-h|-0|-8)?\.[a-z]+")
_NUMBERED = re.compile(r"(\d+)(?:-h|-0|-8)?\.[a-z]+")
_FORMS = ("-0.txt", ".txt", "-8.txt", ".epub", "-images-3.epub", "-images.epub", "-noimages.epub",
          ".html", ".htm", "-images.html", "-h.htm", "-h.html")  # fmt: skip
"""Endings of one book's files at Project Gutenberg, the best to read from first."""
_COPIES = ("_advanced.epub", ".kepub.epub")
"""Endings of what Standard Ebooks offers beside the plain EPUB of a book."""

SourceKind = Literal["file", "project", "unpacked"]


@dataclass(frozen=True, slots=True)
class BookSource:
    """Where a book is read from: a file, a folder that is a project, or an EPUB unpacked.

    ``size``: bytes, by which work is weighed.
    """

    path: str
    kind: SourceKind = "file"
    size: int = 0

    def load(self) -> Manuscript:
        """The manuscript; raises `FabulaError` when it cannot be read."""
        if self.kind == "unpacked":
            return from_bytes(_packed(Path(self.path)), f"{self.path}.epub")
        return load_manuscript(self.path)

    def sha256(self) -> str:
        """The checksum of the source's bytes; raises `FabulaError` when it cannot be read."""
        if self.kind == "file":
            return hashlib.sha256(read_whole(Path(self.path))).hexdigest()
        return self.load().sha256


@dataclass(frozen=True, slots=True)
class Found:
    """The books found, each once, and what was named and is no book."""

    sources: tuple[BookSource, ...]
    failures: tuple[Failure, ...]


def find_books(paths: Sequence[str], listed: Iterable[str] = ()) -> Found:
    """The books at the paths: files, folders with all that is in them, patterns; ``-`` is the list.

    A folder of Project Gutenberg's or Standard Ebooks' mirrors gives each book once.
    """
    sources: dict[Path, BookSource] = {}
    failures: list[Failure] = []
    for path in _expanded(paths, listed):
        try:
            for source in _at(path):
                sources.setdefault(Path(source.path).resolve(), source)
        except (FabulaError, OSError, ValueError) as problem:
            failures.append(Failure(path, str(problem).removeprefix(f"{path}: ")))
    return Found(tuple(sources.values()), tuple(failures))


def sampled(sources: Sequence[BookSource], count: int) -> list[BookSource]:
    """So many of the books, by chance but always the same ones; more hold all of fewer."""

    def chance(source: BookSource) -> bytes:
        return hashlib.sha256(source.path.encode("utf-8", "surrogateescape")).digest()

    chosen = set(sorted(sources, key=chance)[:count])
    return [source for source in sources if source in chosen]


def _expanded(paths: Sequence[str], listed: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if path == "-":
            yield from (line.strip() for line in listed if line.strip())
        else:
            yield path


def _at(path: str) -> list[BookSource]:
    """The books at one path; raises `FabulaError` where there is none."""
    place = Path(path)
    if place.is_file():
        return [_source(place)]
    if place.is_dir():
        found = list(_in_folder(place, 0))
        if not found:
            raise FabulaError(
                f"{path}: no books in this folder; put {listed_suffixes()} files there"
            )
        return found
    if _PATTERN.search(path):
        found = [source for match in _matches(place) for source in _at(str(match))]
        if not found:
            raise FabulaError(f"{path}: no books match this pattern")
        return found
    raise FabulaError(f"{path}: no such file; check the name and the folder")


def _matches(pattern: Path) -> list[Path]:
    """What may hold books and matches the pattern, in natural order; nothing hidden."""
    root = Path(pattern.anchor)
    matches = [
        match
        for match in root.glob(str(pattern.relative_to(root)))
        if not any(part.startswith(".") for part in match.relative_to(root).parts)
        and (match.is_dir() or is_readable(match))
    ]
    return sorted(matches, key=lambda match: natural_key(str(match)))


def _source(place: Path, kind: SourceKind = "file") -> BookSource:
    size = place.stat().st_size if kind == "file" else sum(f.stat().st_size for f in _files(place))
    return BookSource(str(place), kind, size)


def _files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if f.is_file() and not f.is_symlink())


def _in_folder(folder: Path, depth: int) -> Iterator[BookSource]:
    """The books in a folder and its folders, in natural order."""
    if is_project(folder):
        yield _source(folder, "project")
        return
    if (folder / "src" / "epub" / "content.opf").is_file():
        yield _source(folder, "unpacked")
        return
    if is_shelf(folder) or depth > _DEEPEST:
        return
    entries = sorted(
        (e for e in folder.iterdir() if not e.name.startswith((".", "~$", "__MACOSX"))),
        key=lambda e: natural_key(e.name),
    )
    files = [e for e in entries if not e.is_dir() and is_readable(e)]
    chosen, is_of_gutenberg = _one_form_each(files, folder.name)
    for entry in entries:
        if entry in chosen:
            yield _source(entry)
        elif entry.is_dir() and not entry.is_symlink():
            if is_of_gutenberg and not entry.name.isdecimal():
                continue  # other forms of the same book, and old ones
            yield from _in_folder(entry, depth + 1)


def _one_form_each(files: Sequence[Path], folder: str) -> tuple[set[Path], bool]:
    """The files to read, of each book one; whether the folder is a book of Project Gutenberg."""
    names = {file.name.casefold() for file in files}
    chosen: set[Path] = set()
    books: dict[str, list[Path]] = {}
    for file in files:
        name = file.name.casefold()
        match = _GUTENBERG.fullmatch(name) or _NUMBERED.fullmatch(name)
        if match and (name.startswith("pg") or match[1] == folder):
            books.setdefault(match[1], []).append(file)
        elif not any(
            name.endswith(copy) and f"{name.removesuffix(copy)}.epub" in names for copy in _COPIES
        ):
            chosen.add(file)
    chosen.update(min(forms, key=_rank) for forms in books.values())
    return chosen, folder in books


def _rank(file: Path) -> tuple[int, str]:
    """How well a file of Project Gutenberg's can be read from: lower is better."""
    ending = file.name.casefold().removeprefix("pg").lstrip("0123456789")
    return (_FORMS.index(ending) if ending in _FORMS else len(_FORMS), file.name)


def _packed(folder: Path) -> bytes:
    """An unpacked EPUB as one file, byte by byte the same however often it is packed."""
    source = folder / "src"
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(packed, "w") as archive:
            for file in _files(source):
                name = file.relative_to(source).as_posix()
                archive.writestr(zipfile.ZipInfo(name), file.read_bytes())
    except OSError as error:
        raise FabulaError(f"{folder}: cannot be read ({error.strerror})") from error
    return packed.getvalue()
