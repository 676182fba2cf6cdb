"""OpenDocument text: the paragraphs and headings of content.xml."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import BinaryIO

from fabula.manuscript.archive import Archive
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.model import Metadata
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = ["READER", "OdtStyles", "read_odt", "scan_odt"]

_SKIPPED = frozenset(
    (
        "text:tracked-changes",
        "text:note",
        "office:annotation",
        "text:table-of-content",
        "text:illustration-index",
        "text:alphabetical-index",
        "text:user-index",
        "text:bibliography",
        "text:ruby-text",
        "draw:text-box",
        "office:forms",
        "text:hidden-text",
        "office:binary-data",
    )
)
# White space that is not just one space; OpenDocument collapses it to one.
_SPACE = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")


def read_odt(data: bytes, path: str) -> Draft:
    """Read an OpenDocument text.

    Tracked deletions, notes, annotations, text boxes and indexes are not story.
    Paragraph in the source map counts every ``text:p`` and ``text:h`` of the
    part in document order; run counts the stretches of characters between tags
    within it. Raises FabulaError.
    """
    archive = Archive(data, path, "an OpenDocument file")
    if "META-INF/manifest.xml" in archive:
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise archive.locked()
    styles, properties = OdtStyles(), Properties()
    if "styles.xml" in archive:
        scan_xml(archive.open("styles.xml"), styles, path)
    if "meta.xml" in archive:
        scan_xml(archive.open("meta.xml"), properties, path)
    builder = DraftBuilder(path)
    builder.part("content.xml")
    title = scan_odt(archive.open("content.xml"), builder, styles)
    metadata = Metadata(
        title=properties.title or title,
        author=properties.author,
        language=properties.language,
    )
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def scan_odt(content: BinaryIO | bytes, builder: DraftBuilder, styles: "OdtStyles") -> str:
    """Send the paragraphs of a content.xml, or of a flat document, to the builder.

    Returns the title, where a paragraph has the style of one. Raises FabulaError.
    """
    body = _Body(builder, styles)
    scan_xml(content, body, builder.path)
    return body.title


class OdtStyles:
    """The parents of paragraph styles."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "style:style" and attributes.get("style:family") == "paragraph":
            name = attributes.get("style:name", "")
            self._parents[name] = attributes.get("style:parent-style-name", "")

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters."""

    def base(self, name: str) -> str:
        """The best known ancestor: a title, a rule, or a numbered heading."""
        for _ in range(20):
            plain = name.replace("_20_", " ").casefold()
            if plain in ("title", "subtitle", "horizontal line") or plain.startswith("heading "):
                return plain
            if name not in self._parents or not self._parents[name]:
                break
            name = self._parents[name]
        return ""


@dataclass(slots=True)
class _Paragraph:
    index: int
    kind: str
    level: int = 0
    node: int = 0
    offset: int = 0
    spaced: bool = True


@dataclass
class _Body:
    builder: DraftBuilder
    styles: OdtStyles
    title: str = ""
    _count: int = 0
    _inside: bool = False
    _skip: int = 0
    _stack: list[_Paragraph] = field(default_factory=list)

    def start(self, tag: str, attributes: Attributes) -> None:
        if not self._inside:
            self.styles.start(tag, attributes)
            self._inside = tag == "office:text"
            return
        if self._stack:
            self._next_node()
        if tag in ("text:p", "text:h"):
            self._stack.append(self._paragraph(tag, attributes))
        elif tag in _SKIPPED:
            self._skip += 1
        elif tag == "text:s":
            count = attributes.get("text:c", "1")
            self._mark(" " * min(int(count), 1000) if count.isdecimal() else " ")
        elif tag == "text:tab":
            self._mark("\t")
        elif tag == "text:line-break":
            self._mark("\n")

    def end(self, tag: str) -> None:
        if not self._inside:
            return
        if tag in ("text:p", "text:h"):
            self._end_paragraph()
        elif tag in _SKIPPED:
            self._skip -= 1
        elif tag == "office:text":
            self._inside = False
        if self._stack:
            self._next_node()

    def text(self, data: str) -> None:
        if not self._stack:
            return
        paragraph = self._stack[-1]
        if self._skip:
            paragraph.offset += len(data)
            return
        at = 0
        if paragraph.spaced and data[:1] in " \t\r\n":
            at = len(data) - len(data.lstrip(" \t\r\n"))
        for match in _SPACE.finditer(data, at):
            self._add(data[at : match.start()], paragraph.offset + at)
            if not paragraph.spaced:
                self._add(" ", paragraph.offset + match.start(), len(match[0]))
            at = match.end()
        self._add(data[at:], paragraph.offset + at)
        paragraph.offset += len(data)

    def _add(self, text: str, offset: int, length: int | None = None) -> None:
        if text:
            paragraph = self._stack[-1]
            paragraph.spaced = text[-1] == " "
            self.builder.add(text, offset, length, paragraph=paragraph.index, run=paragraph.node)

    def _mark(self, text: str) -> None:
        """White space that is an element of its own."""
        if self._stack and not self._skip:
            self._add(text, 0, 0)
            self._stack[-1].spaced = text[-1] in "\n\t"

    def _next_node(self) -> None:
        paragraph = self._stack[-1]
        if paragraph.offset:
            paragraph.node += 1
            paragraph.offset = 0

    def _paragraph(self, tag: str, attributes: Attributes) -> _Paragraph:
        base = self.styles.base(attributes.get("text:style-name", ""))
        index = self._count
        self._count += 1
        if base in ("title", "subtitle"):
            return _Paragraph(index, "title")
        if tag == "text:h":
            level = attributes.get("text:outline-level", "1")
            return _Paragraph(index, "heading", int(level) if level in "123456789" else 1)
        if base.startswith("heading ") and base[8:] in tuple("123456789"):
            return _Paragraph(index, "heading", int(base[8:]))
        return _Paragraph(index, base or "paragraph")

    def _end_paragraph(self) -> None:
        paragraph = self._stack.pop()
        if self._skip:
            return
        if paragraph.kind in ("heading", "title"):
            unit = self.builder.end("heading", paragraph.level)
            if unit is not None and paragraph.kind == "title" and not self.title:
                self.title = self.builder.latest
        elif self.builder.end() is None and paragraph.kind == "horizontal line":
            self.builder.add("***", 0, 0, paragraph=paragraph.index)
            self.builder.end("break")


def _shows_opendocument(content: Content) -> bool:
    others = {"META-INF/container.xml", "word/document.xml"}
    return "content.xml" in content.entries and not others & content.entries


READER = Reader(
    name="odt",
    what="an OpenDocument text",
    suffixes=(".odt", ".ott"),
    read=read_odt,
    shows=_shows_opendocument,
)
