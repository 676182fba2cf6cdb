"""EPUB: the documents of the spine, in order."""

import hashlib
import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from fabula.manuscript.archive import Archive
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.hypertext import is_archive_page, mark_link_lists, scan_page
from fabula.manuscript.model import Metadata
from fabula.manuscript.pagefacts import page_facts
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.readers.html import decode_markup
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = ["READER", "read_epub"]

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read_epub(data: bytes, path: str) -> Draft:
    """Read an EPUB book.

    A part of the source map is a document of the spine, with lines and columns;
    ``paragraph`` counts the paragraphs read from it. The navigation, documents
    outside the reading order, and locked books are left out or refused. Raises
    FabulaError.
    """
    archive = Archive(data, path, "an EPUB file")
    if _CONTAINER not in archive:
        raise FabulaError(
            f"{path}: this is not the whole of an EPUB file ({_CONTAINER} is missing); "
            "download or export the book again"
        )
    container = _Container()
    scan_xml(archive.read(_CONTAINER), container, path)
    if not container.package:
        raise FabulaError(f"{path}: its {_CONTAINER} names no book; export the book again")
    package = _Package()
    properties = Properties()
    raw = archive.read(container.package)
    scan_xml(raw, package, path)
    scan_xml(raw, properties, path)
    folder = posixpath.dirname(container.package)
    names = [_resolve(folder, href) for href in package.reading_order()]
    names = [name for name in names if name in archive]
    if not names:
        raise FabulaError(f"{path}: its spine names no pages; export the book again")
    _refuse_locked(archive, set(names), path)
    builder, metadata = _read_pages(archive, names, _titles(archive, package, folder), path)
    metadata = Metadata(
        title=properties.title or metadata.title,
        author=properties.author or metadata.author,
        relationships=metadata.relationships,
        characters=metadata.characters,
        language=properties.language or metadata.language,
    )
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def _read_pages(
    archive: Archive, names: list[str], titles: dict[str, str], path: str
) -> tuple[DraftBuilder, Metadata]:
    builder = DraftBuilder(path)
    metadata = Metadata()
    of_archive = False
    for name in names:
        source = decode_markup(archive.read(name), f"{path}: {name}")
        here = is_archive_page(source)
        if here and not of_archive:
            of_archive = True
            metadata = page_facts(source, archive=True)
        builder.part(name, source)
        first = len(builder.units)
        scan_page(source, builder, archive=of_archive)
        _head(builder, first, titles.get(name, ""))
    mark_link_lists(builder.units)
    return builder, metadata


def _head(builder: DraftBuilder, first: int, title: str) -> None:
    """Open a chapter where the book's navigation names a page that has no heading."""
    units = builder.units[first:]
    if not title or not units or any(unit.kind == "heading" for unit in units):
        return
    words = builder.short_texts(first).get(units[0].start)
    if words == " ".join(title.casefold().split()):
        units[0].kind, units[0].level = "heading", 1
    else:
        units[0].chapter = title


def _resolve(folder: str, href: str) -> str:
    target = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, target))


def _refuse_locked(archive: Archive, names: set[str], path: str) -> None:
    """Refuse books whose pages are encrypted; locked fonts do no harm."""
    if "META-INF/encryption.xml" not in archive:
        return
    locks = _Locks()
    scan_xml(archive.read("META-INF/encryption.xml"), locks, path)
    if names & {_resolve("", name) for name in locks.locked}:
        raise FabulaError(
            f"{path}: this book is locked by its seller (DRM); use a copy without the lock"
        )


def _titles(archive: Archive, package: "_Package", folder: str) -> dict[str, str]:
    """What the navigation calls each page: the first entry that leads to it."""
    name = _resolve(folder, package.navigation) if package.navigation else ""
    if name not in archive:
        return {}
    navigation = _Navigation()
    raw = archive.read(name)
    try:
        scan_xml(raw, navigation, archive.path)
    except FabulaError:
        # A broken outline costs only the titles of pages that have no heading.
        return {}
    inside = posixpath.dirname(name)
    titles: dict[str, str] = {}
    for href, title in navigation.entries:
        titles.setdefault(_resolve(inside, href), title)
    return titles


class _Container:
    def __init__(self) -> None:
        self.package = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "rootfile" and not self.package:
            self.package = posixpath.normpath(attributes.get("full-path", ""))
            self.package = "" if self.package == "." else self.package

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


@dataclass
class _Package:
    """The manifest and the spine."""

    hrefs: dict[str, str] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)
    navigation: str = ""
    _ncx: str = ""
    _skipped: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: Attributes) -> None:
        tag = tag.removeprefix("opf:")
        identity = attributes.get("id", "")
        if tag == "item" and "href" in attributes:
            self._item(identity, attributes)
        elif tag == "itemref" and attributes.get("linear", "yes") != "no":
            self.spine.append(attributes.get("idref", ""))

    def _item(self, identity: str, attributes: Attributes) -> None:
        href, kind = attributes["href"], attributes.get("media-type", "")
        if "nav" in attributes.get("properties", "").split():
            self._skipped.add(identity)
            self.navigation = self.navigation or href
        if kind in _PAGES or href.casefold().endswith((".xhtml", ".html", ".htm")):
            self.hrefs[identity] = href
        elif kind == "application/x-dtbncx+xml":
            self._ncx = href

    def end(self, tag: str) -> None:
        if tag.removeprefix("opf:") == "package" and self._ncx:
            self.navigation = self._ncx

    def text(self, data: str) -> None: ...

    def reading_order(self) -> list[str]:
        """The hrefs of the pages in reading order, each once, without the navigation."""
        wanted = dict.fromkeys(self.spine)
        return [self.hrefs[i] for i in wanted if i in self.hrefs and i not in self._skipped]


class _Navigation:
    """Entries of an NCX outline or a navigation page, as (href, title)."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str]] = []
        self._label: list[str] | None = None
        self._title = self._href = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "navLabel":
            self._label = []
        elif tag == "content" and "src" in attributes:
            self.entries.append((attributes["src"], self._title))
        elif tag == "a" and "href" in attributes:
            self._href, self._label = attributes["href"], []

    def end(self, tag: str) -> None:
        if tag in ("navLabel", "a") and self._label is not None:
            self._title = " ".join("".join(self._label).split())
            self._label = None
            if tag == "a":
                self.entries.append((self._href, self._title))

    def text(self, data: str) -> None:
        if self._label is not None:
            self._label.append(data)


class _Locks:
    def __init__(self) -> None:
        self.locked: list[str] = []
        self._algorithm = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "EncryptionMethod":
            self._algorithm = attributes.get("Algorithm", "")
        elif tag == "CipherReference" and not self._algorithm.startswith(_FONT_LOCKS):
            self.locked.append(attributes.get("URI", ""))

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


def _shows_epub(content: Content) -> bool:
    return _CONTAINER in content.entries


READER = Reader(
    name="epub",
    what="an EPUB book",
    suffixes=(".epub",),
    read=read_epub,
    shows=_shows_epub,
)
