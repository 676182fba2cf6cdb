"""What the package of an EPUB says: the pages in order, the outline, the guide, the locks."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from fabula.manuscript.archive import Archive
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = [
    "Container",
    "Navigation",
    "OutlineEntry",
    "Package",
    "navigation_of",
    "refuse_locked",
    "resolve",
]

_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LOCKS = "META-INF/encryption.xml"


def resolve(folder: str, href: str) -> str:
    """The name in the archive to which an href in a folder leads, without its fragment."""
    target = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, target))


class Container:
    """Takes the name of the package from ``META-INF/container.xml``."""

    def __init__(self) -> None:
        self.package = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "rootfile" and not self.package:
            self.package = posixpath.normpath(attributes.get("full-path", ""))
            self.package = "" if self.package == "." else self.package

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters."""


@dataclass
class Package:
    """The manifest, the spine and the guide. Hrefs are as they stand."""

    hrefs: dict[str, str] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)
    outline: str = ""
    navigation: str = ""
    guide: dict[str, str] = field(default_factory=dict)
    _skipped: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        tag = tag.removeprefix("opf:")
        identity = attributes.get("id", "")
        if tag == "item" and "href" in attributes:
            self._item(identity, attributes)
        elif tag == "itemref" and attributes.get("linear", "yes") != "no":
            self.spine.append(attributes.get("idref", ""))
        elif tag == "reference" and "href" in attributes and "#" not in attributes["href"]:
            self.guide.setdefault(attributes["href"], attributes.get("type", ""))

    def _item(self, identity: str, attributes: Attributes) -> None:
        href, kind = attributes["href"], attributes.get("media-type", "")
        if "nav" in attributes.get("properties", "").split():
            self._skipped.add(identity)
            self.navigation = self.navigation or href
        if kind in _PAGES or href.casefold().endswith((".xhtml", ".html", ".htm")):
            self.hrefs[identity] = href
        elif kind == "application/x-dtbncx+xml":
            self.outline = href

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters."""

    def reading_order(self) -> list[str]:
        """The hrefs of the pages in reading order, each once, without the navigation."""
        wanted = dict.fromkeys(self.spine)
        skipped = {self.hrefs[i] for i in self._skipped if i in self.hrefs}
        hrefs = [self.hrefs[i] for i in wanted if i in self.hrefs]
        return [href for href in dict.fromkeys(hrefs) if href not in skipped]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline: the page and the fragment it leads to, and its title."""

    page: str
    fragment: str
    title: str


@dataclass
class Navigation:
    """Entries of an NCX outline or a navigation page, and the landmarks of the latter."""

    entries: list[tuple[str, str]] = field(default_factory=list)
    landmarks: dict[str, str] = field(default_factory=dict)
    _label: list[str] | None = None
    _title: str = ""
    _href: str = ""
    _kind: str = ""
    _lists: list[str] = field(default_factory=list)
    _targets: int = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "nav":
            self._lists.append(attributes.get("epub:type") or attributes.get("role", ""))
        elif tag == "pageTarget":
            self._targets += 1
        elif tag == "navLabel":
            self._label = []
        elif tag == "content" and "src" in attributes and not self._targets:
            self.entries.append((attributes["src"], self._title))
        elif tag == "a" and "href" in attributes:
            self._href, self._label = attributes["href"], []
            self._kind = attributes.get("epub:type", "")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "nav" and self._lists:
            self._lists.pop()
        elif tag == "pageTarget":
            self._targets = max(0, self._targets - 1)
        elif tag in ("navLabel", "a") and self._label is not None:
            self._title = " ".join("".join(self._label).split())
            self._label = None
            if tag == "a":
                self._link()

    def _link(self) -> None:
        where = self._lists[-1] if self._lists else ""
        if "landmarks" in where:
            if "#" not in self._href:
                self.landmarks.setdefault(self._href, self._kind)
        elif "page" not in where and "lo" not in where.removeprefix("doc-")[:2]:
            self.entries.append((self._href, self._title))

    def text(self, data: str) -> None:
        """Characters."""
        if self._label is not None:
            self._label.append(data)


def navigation_of(
    archive: Archive, package: Package, folder: str
) -> tuple[list[OutlineEntry], dict[str, str]]:
    """The lines of the outline, and the kinds that guide and landmarks give to pages."""
    kinds = {resolve(folder, href): kind for href, kind in package.guide.items()}
    entries: list[OutlineEntry] = []
    for href in (package.outline, package.navigation):
        name = resolve(folder, href) if href else ""
        if name not in archive:
            continue
        navigation = Navigation()
        try:
            scan_xml(archive.read(name), navigation, archive.path)
        except FabulaError:
            # A broken outline costs only the titles of pages that have no heading.
            continue
        inside = posixpath.dirname(name)
        for target, kind in navigation.landmarks.items():
            kinds.setdefault(resolve(inside, target), kind)
        if not entries:
            entries = [
                OutlineEntry(resolve(inside, target), unquote(target.partition("#")[2]), title)
                for target, title in navigation.entries
            ]
    return entries, kinds


def refuse_locked(archive: Archive, names: set[str], path: str) -> None:
    """Refuse books whose pages are encrypted; locked fonts do no harm. Raises FabulaError."""
    if _LOCKS not in archive:
        return
    locks = _Locks()
    scan_xml(archive.read(_LOCKS), locks, path)
    if names & {resolve("", name) for name in locks.locked}:
        raise FabulaError(
            f"{path}: this book is locked by its seller (DRM); use a copy without the lock"
        )


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
