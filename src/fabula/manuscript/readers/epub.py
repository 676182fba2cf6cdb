"""EPUB: the documents of the spine, in order."""

import hashlib
import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace

from fabula.manuscript.archive import Archive
from fabula.manuscript.archivepages import is_archive_page
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.epubpackage import (
    Container,
    OutlineEntry,
    Package,
    navigation_of,
    refuse_locked,
    resolve,
)
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.hypertext import NUMBERS, open_chapter, scan_page
from fabula.manuscript.linklists import mark_contents
from fabula.manuscript.markup import attributes_of
from fabula.manuscript.matter import (
    Matter,
    mark_matter,
    matter_of_file,
    matter_of_kind,
    matter_of_title,
)
from fabula.manuscript.model import Metadata
from fabula.manuscript.omit import without_contents
from fabula.manuscript.pagefacts import page_facts
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.readers.html import decode_markup
from fabula.manuscript.stylesheet import PageStyles
from fabula.manuscript.xmlstream import scan_xml

__all__ = ["READER", "read_epub"]

_CONTAINER = "META-INF/container.xml"
_LINK = re.compile(r"<link\b([^<>]{0,1000})>", re.IGNORECASE)
_HEAD = 20_000
_MOST_SHEETS = 50
_MOST_MARKUP = 100_000_000


def read_epub(data: bytes, path: str) -> Draft:
    """Read an EPUB book.

    A part of the source map is a document of the spine, with lines and columns;
    ``paragraph`` counts the paragraphs read from it. The navigation, documents
    outside the reading order, and what the book or its names call a cover, an imprint, a
    copyright page, a table of contents or an index are left out; locked books are
    refused. Raises FabulaError.
    """
    archive = Archive(data, path, "an EPUB file")
    if _CONTAINER not in archive:
        raise FabulaError(
            f"{path}: this is not the whole of an EPUB file ({_CONTAINER} is missing); "
            "download or export the book again"
        )
    container = Container()
    scan_xml(archive.read(_CONTAINER), container, path)
    if not container.package:
        raise FabulaError(f"{path}: its {_CONTAINER} names no book; export the book again")
    package = Package()
    properties = Properties()
    raw = archive.read(container.package)
    scan_xml(raw, package, path)
    scan_xml(raw, properties, path)
    folder = posixpath.dirname(container.package)
    names = [resolve(folder, href) for href in package.reading_order()]
    names = [name for name in dict.fromkeys(names) if name in archive]
    if not names:
        raise FabulaError(f"{path}: its spine names no pages; export the book again")
    refuse_locked(archive, set(names), path)
    entries, kinds = navigation_of(archive, package, folder)
    book = _EpubBook(archive, path, entries, kinds)
    for name in names:
        book.read(name)
    facts = book.facts
    metadata = replace(
        facts,
        title=properties.title or facts.title,
        author=properties.author or facts.author,
        language=properties.language or facts.language,
    )
    return book.finish(hashlib.sha256(data).hexdigest(), metadata)


class _EpubBook:
    """Reads the pages of a book, one after another, into one draft."""

    def __init__(
        self, archive: Archive, path: str, entries: Sequence[OutlineEntry], kinds: dict[str, str]
    ) -> None:
        self.facts = Metadata()
        self._archive = archive
        self._path = path
        self._kinds = kinds
        self._titles: dict[str, str] = {}
        self._anchors: dict[str, dict[str, str]] = {}
        for entry in entries:
            self._anchors.setdefault(entry.page, {}).setdefault(entry.fragment, entry.title)
        for page, anchors in list(self._anchors.items()):
            if len(anchors) == 1:
                self._titles[page] = next(iter(anchors.values()))
                del self._anchors[page]
        self._builder = DraftBuilder(path, noise=NUMBERS)
        self._of_archive = False
        self._sheets: dict[tuple[str, ...], PageStyles] = {}
        self._read: dict[str, str] = {}
        self._left = _MOST_MARKUP

    def read(self, name: str) -> None:
        """Read the page of this name."""
        source = decode_markup(self._archive.read(name), f"{self._path}: {name}")
        self._left -= len(source)
        if self._left < 0:
            raise FabulaError(
                f"{self._path}: its pages are longer than those of any novel; "
                "save the text alone as .docx or .txt and read that"
            )
        if not self._of_archive and is_archive_page(source):
            self._of_archive = True
            self.facts = page_facts(source, archive=True)
        builder = self._builder
        builder.part(name, source)
        first = len(builder.units)
        scan_page(
            source,
            builder,
            archive=self._of_archive,
            styles=self._styles(source, name),
            anchors=self._anchors.get(name),
        )
        title = self._titles.get(name, "")
        matter = self._matter(name, title, first)
        if matter:
            mark_matter(builder.units[first:], matter)
        elif title and not any(unit.kind == "heading" for unit in builder.units[first:]):
            open_chapter(builder, first, title)
        elif "" in self._anchors.get(name, {}):
            open_chapter(builder, first, self._anchors[name][""])

    def _matter(self, name: str, title: str, first: int) -> Matter | None:
        """What guide, landmarks, outline, first heading or file name say of a page."""
        units = self._builder.units[first:]
        if not units or name in self._anchors:
            return None
        matter = matter_of_kind(self._kinds.get(name, "")) or matter_of_title(title)
        heads = sum(unit.kind == "heading" for unit in units)
        if matter is None and units[0].kind == "heading" and heads == 1:
            heading = self._builder.short_texts(first).get(units[0].start, "")
            matter = matter_of_title(heading)
        return matter or matter_of_file(name)

    def _styles(self, source: str, name: str) -> PageStyles | None:
        """The rules of the style sheets that a page links to."""
        names: list[str] = []
        for match in _LINK.finditer(source, 0, _HEAD):
            attributes = attributes_of(match[1])
            if "stylesheet" in attributes.get("rel", "") and attributes.get("href"):
                names.append(resolve(posixpath.dirname(name), attributes["href"]))
        key = tuple(dict.fromkeys(sheet for sheet in names if sheet in self._archive))
        if key not in self._sheets:
            styles = PageStyles()
            for sheet in key:
                styles.add(self._sheet(sheet))
            self._sheets[key] = styles
        return self._sheets[key]

    def _sheet(self, name: str) -> str:
        """A style sheet, read once; of very many, the first ones."""
        if name not in self._read and len(self._read) < _MOST_SHEETS:
            self._read[name] = self._archive.read(name).decode("utf-8", "replace")
        return self._read.get(name, "")

    def finish(self, sha256: str, metadata: Metadata) -> Draft:
        """The draft of all the pages."""
        draft = self._builder.finish(sha256, metadata)
        mark_contents(draft)
        return without_contents(draft)


def _shows_epub(content: Content) -> bool:
    return _CONTAINER in content.entries


READER = Reader(
    name="epub",
    what="an EPUB book",
    suffixes=(".epub",),
    read=read_epub,
    shows=_shows_epub,
)
