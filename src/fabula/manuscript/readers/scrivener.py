"""Scrivener projects: the documents of the draft folder, in binder order, read only."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fabula.manuscript.decode import decode
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Metadata
from fabula.manuscript.reader import Reader
from fabula.manuscript.readers.rtf import scan_rtf
from fabula.manuscript.sources import MOST_BYTES, read_whole, too_large
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = ["READER", "read_scrivener"]

_LONGEST_TITLE = 10_000
_IDENTITY = re.compile(r"[A-Za-z0-9-]{1,64}")
# Style tags, annotations and footnotes that Scrivener writes into the text of its documents.
_NOISE = re.compile(
    r"<!?\$Scr_[A-Za-z]{1,8}::\d+>"
    r"|\{\\Scrv_(?:annot|fn)\b(?:[^\\]|\\(?!Scrv_(?:annot|fn)\b|end_Scrv_)){0,20000}+"
    r"\\end_Scrv_(?:annot|fn)\}",
    re.DOTALL,
)
# Names that a binder gives by itself; they are no chapter titles.
_PLAIN_NAME = re.compile(
    r"(?:(?:new |untitled )?(?:scene|document|text|draft|untitled|section)[\s\d.]*)?",
    re.IGNORECASE,
)


def read_scrivener(folder: Path) -> Draft:
    """Read a Scrivener project of version 3 (or 1 and 2).

    The documents marked to be included when compiling are story, in binder
    order. A folder of the draft opens a chapter, and so does a document that
    stands in no folder; every document opens a scene. Binder titles are not
    text. Raises FabulaError.
    """
    binder, raw = _read_binder(folder)
    digest = hashlib.sha256(raw)
    builder = DraftBuilder(str(folder), noise=_NOISE)
    metadata = Metadata(title=folder.stem)
    everything = not any(item.include for item in binder.items)
    files = _Files(folder, docs_first=binder.old)
    size = len(raw)
    for item in binder.items:
        if item.opens_chapter:
            builder.opens_chapter = item.title
        if not (item.include or (everything and item.include is None)):
            continue
        file = files.document(item)
        if file is None:
            continue
        data = read_whole(file)
        size += len(data)
        if size > MOST_BYTES:
            raise too_large(str(folder))
        digest.update(data)
        builder.opens_scene = True
        if file.suffix == ".txt":
            _plain(data, builder, file)
        else:
            scan_rtf(data, builder, str(file.relative_to(folder)), str(file))
    _settle(builder)
    return builder.finish(digest.hexdigest(), metadata)


def _plain(data: bytes, builder: DraftBuilder, file: Path) -> None:
    source = decode(data, str(file)).replace("\r\n", " \n").replace("\r", "\n")
    builder.part(file.name, source)
    at = 0
    for line in source.split("\n"):
        builder.add(line, at)
        builder.end()
        at += len(line) + 1


def _settle(builder: DraftBuilder) -> None:
    """A first line that repeats its document's title is the heading."""
    texts = builder.short_texts()
    for unit in builder.units:
        if unit.chapter and texts.get(unit.start) == unit.chapter.casefold():
            unit.kind, unit.level, unit.chapter = "heading", 1, None


def _read_binder(folder: Path) -> tuple["_Binder", bytes]:
    try:
        found = sorted(folder.glob("*.scrivx"))
    except OSError as error:
        raise FabulaError(
            f"{folder}: cannot be read ({error.strerror}); check the folder"
        ) from error
    if not found:
        raise FabulaError(
            f"{folder}: this is not the whole of a Scrivener project (it has no .scrivx file); "
            "copy the project again"
        )
    raw = read_whole(found[0])
    binder = _Binder()
    scan_xml(raw, binder, str(found[0]))
    if not binder.items:
        raise FabulaError(
            f"{folder}: the project's draft folder is empty; "
            "in Scrivener, move the story into it and save"
        )
    return binder, raw


class _Files:
    """The text files of binder items, by the names that the versions of Scrivener give them.

    Version 3 names a folder in Files/Data by the UUID; 1 and 2 name a file in
    Files/Docs by the ID. Binders of 1.9 and 2.7, and of many projects brought over
    to 3, give both.
    """

    def __init__(self, folder: Path, *, docs_first: bool) -> None:
        self._folder = folder.resolve()
        self._data = folder / "Files" / "Data"
        self._docs = folder / "Files" / "Docs"
        self._in_data = _names(self._data)
        self._in_docs = _names(self._docs)
        self._docs_first = docs_first
        self._read: set[Path] = set()

    def document(self, item: "_BinderItem") -> Path | None:
        """The file of an item, inside the project; None if it has none, or was found before."""
        for file in self._candidates(item):
            if file.is_file():
                real = file.resolve()
                if real in self._read or not real.is_relative_to(self._folder):
                    return None
                self._read.add(real)
                return file
        return None

    def _candidates(self, item: "_BinderItem") -> Iterator[Path]:
        names = [n for n in (item.uuid, item.number) if _IDENTITY.fullmatch(n)]
        docs = [
            self._docs / name / "TXT.rtf" if name.endswith("d") else self._docs / name
            for identity in reversed(names)
            for name in (f"{identity}.rtf", f"{identity}.rtfd", f"{identity}.txt")
            if name in self._in_docs
        ]
        if self._docs_first:
            yield from docs
        for name in names:
            if name in self._in_data:
                yield self._data / name / "content.rtf"
                yield self._data / name / "content.rtfd" / "TXT.rtf"
                yield self._data / name / "content.txt"
        if not self._docs_first:
            yield from docs


def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in folder.iterdir())
    except OSError:
        return frozenset()


@dataclass(slots=True)
class _BinderItem:
    uuid: str
    number: str
    kind: str
    title: str = ""
    include: bool | None = None
    loose: bool = False
    opens_chapter: bool = False


@dataclass
class _Binder:
    """The items of the draft folder in binder order; ``old``: of a version before 3."""

    items: list[_BinderItem] = field(default_factory=list)
    old: bool = False
    _stack: list[_BinderItem] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)
    _words: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        self._tags.append(tag)
        self._words = ""
        if tag == "ScrivenerProject":
            self.old = attributes.get("Version", "").startswith("1.")
        if tag != "BinderItem":
            return
        item = _BinderItem(
            attributes.get("UUID", ""), attributes.get("ID", ""), attributes.get("Type", "")
        )
        if self._stack and self._stack[0].kind == "DraftFolder":
            above = self._stack[-1]
            item.loose = item.kind != "Folder" and above.kind == "DraftFolder"
            item.opens_chapter = item.kind == "Folder" or item.loose
            self.items.append(item)
        self._stack.append(item)

    def end(self, tag: str) -> None:
        self._tags.pop()
        if tag == "BinderItem":
            self._stack.pop()
        elif tag == "Title" and self._tags[-1:] == ["BinderItem"]:
            item = self._stack[-1]
            item.title = " ".join(self._words.split())
            if item.loose and _PLAIN_NAME.fullmatch(item.title):
                item.opens_chapter = False
        elif tag == "IncludeInCompile" and self._stack:
            self._stack[-1].include = self._words.strip().casefold() == "yes"

    def text(self, data: str) -> None:
        if len(self._words) < _LONGEST_TITLE:
            self._words += data


def _is_scrivener(path: Path) -> bool:
    return path.suffix.lower() == ".scriv"


READER = Reader(
    name="scrivener",
    what="a Scrivener project",
    suffixes=(".scriv",),
    read_folder=read_scrivener,
    is_project=_is_scrivener,
    index_suffixes=(".scrivx",),
)
