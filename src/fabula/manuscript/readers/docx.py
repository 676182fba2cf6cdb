"""Word: the paragraphs of word/document.xml, tracked insertions in, deletions out."""

import hashlib
import re
from dataclasses import dataclass, field

from fabula.manuscript.archive import Archive
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.model import Metadata
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = ["READER", "read_docx"]

_DOCUMENT = "word/document.xml"
_SKIPPED = frozenset(("w:del", "w:moveFrom", "mc:Fallback", "w:txbxContent"))
_CONTENTS_GALLERY = "Table of Contents"
_FALSE = frozenset(("0", "false", "off", "none"))
_HEADING = re.compile(r"heading ?([1-9])")


def read_docx(data: bytes, path: str) -> Draft:
    """Read a Word document.

    Text boxes, notes, comments, headers and tables of contents are not story.
    Paragraph and run in the source map count every ``w:p`` of the part, and
    every ``w:r`` of the paragraph, in document order; offsets are into the
    run's text, where a tab or a line break is one character. Raises FabulaError.
    """
    archive = Archive(data, path, "a Word file")
    name = _DOCUMENT if _DOCUMENT in archive else _main_part(archive)
    styles = _Styles()
    style_name = name.rpartition("/")[0] + "/styles.xml"
    if style_name in archive:
        scan_xml(archive.open(style_name), styles, path)
    properties = Properties()
    if "docProps/core.xml" in archive:
        scan_xml(archive.open("docProps/core.xml"), properties, path)
    builder = DraftBuilder(path)
    builder.part(name)
    body = _Body(builder, styles)
    scan_xml(archive.open(name), body, path)
    metadata = Metadata(
        title=properties.title or body.title,
        author=properties.author,
        language=properties.language,
    )
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def _main_part(archive: Archive) -> str:
    """The main part by relationship; Word itself always calls it word/document.xml."""
    if "_rels/.rels" not in archive:
        return _DOCUMENT
    found = _Relations()
    scan_xml(archive.open("_rels/.rels"), found, archive.path)
    return found.main or _DOCUMENT


class _Relations:
    def __init__(self) -> None:
        self.main = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "").lstrip("/")

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


@dataclass(slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    outline: int = -1


class _Styles:
    """Paragraph styles: which of them are headings, and how deep."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._current = _Style()
        self._known: dict[str, tuple[str, int]] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        value = attributes.get("w:val", "")
        if tag == "w:style":
            self._current = self._styles[attributes.get("w:styleId", "")] = _Style()
        elif tag == "w:name":
            self._current.name = value.casefold()
        elif tag == "w:basedOn":
            self._current.parent = value
        elif tag == "w:outlineLvl" and value.isdecimal():
            self._current.outline = int(value)

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...

    def kind(self, style: str) -> tuple[str, int]:
        """``heading`` and its level, ``title``, ``contents`` or ``paragraph``."""
        if style not in self._known:
            self._known[style] = self._find(style)
        return self._known[style]

    def _find(self, identity: str) -> tuple[str, int]:
        for _ in range(20):
            style = self._styles.get(identity, _Style(name=identity.casefold()))
            heading = _HEADING.fullmatch(style.name)
            if heading:
                return "heading", int(heading[1])
            if style.name in ("title", "subtitle"):
                return "title", 0
            if style.name.startswith("toc ") or style.name == "table of figures":
                return "contents", 0
            if 0 <= style.outline < 9:
                return "heading", style.outline + 1
            if not style.parent:
                break
            identity = style.parent
        return "paragraph", 0


@dataclass(slots=True)
class _Paragraph:
    index: int
    run: int = -1
    kind: tuple[str, int] = ("paragraph", 0)
    ruled: bool = False
    mark_deleted: bool = False


@dataclass
class _Body:
    """Follows the document and fills the builder."""

    builder: DraftBuilder
    styles: _Styles
    title: str = ""
    _count: int = 0
    _stack: list[_Paragraph] = field(default_factory=list)
    _skip: int = 0
    _in_properties: int = 0
    _in_text: bool = False
    _hidden: bool = False
    _offset: int = 0
    _sections: list[bool] = field(default_factory=list)

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._in_properties:
            self._in_properties += 1
            self._property(tag, attributes)
        elif tag == "w:p":
            self._stack.append(_Paragraph(self._count))
            self._count += 1
        elif tag == "w:r":
            if self._stack:
                self._stack[-1].run += 1
            self._offset, self._hidden = 0, False
        elif tag in ("w:pPr", "w:rPr", "w:sdtPr"):
            self._in_properties = 1
        elif tag == "w:sdt":
            self._sections.append(False)
        elif tag in _SKIPPED:
            self._skip += 1
        elif tag == "w:t":
            self._in_text = True
        else:
            self._character(tag, attributes)

    def end(self, tag: str) -> None:
        if self._in_properties:
            self._in_properties -= 1
        elif tag == "w:t":
            self._in_text = False
        elif tag == "w:p":
            self._end_paragraph()
        elif tag in _SKIPPED or (tag == "w:sdt" and self._sections.pop()):
            self._skip -= 1

    def text(self, data: str) -> None:
        if self._in_text:
            self._add(data)

    def _property(self, tag: str, attributes: Attributes) -> None:
        """Properties of the paragraph, the run or the content control that is open."""
        value = attributes.get("w:val", "")
        if tag == "w:docPartGallery" and value == _CONTENTS_GALLERY and self._sections:
            if not self._sections[-1]:
                self._skip += 1
            self._sections[-1] = True
        if not self._stack:
            return
        paragraph = self._stack[-1]
        if tag == "w:pStyle":
            paragraph.kind = self.styles.kind(value)
        elif tag == "w:outlineLvl" and value.isdecimal() and int(value) < 9:
            paragraph.kind = ("heading", int(value) + 1)
        elif tag == "w:pBdr":
            paragraph.ruled = True
        elif tag == "w:del" and paragraph.run < 0:
            paragraph.mark_deleted = True
        elif tag == "w:vanish" and paragraph.run >= 0:
            self._hidden = value not in _FALSE

    def _character(self, tag: str, attributes: Attributes) -> None:
        if tag in ("w:tab", "w:ptab"):
            self._add("\t")
        elif tag in ("w:br", "w:cr"):
            self._add("\n")
        elif tag == "w:noBreakHyphen":
            self._add("-")
        elif attributes.get("o:hr") in ("t", "true") and self._stack:
            self._stack[-1].ruled = True

    def _add(self, text: str) -> None:
        if not self._stack:
            return
        paragraph = self._stack[-1]
        if not self._skip and not self._hidden:
            self.builder.add(text, self._offset, paragraph=paragraph.index, run=paragraph.run)
        self._offset += len(text)

    def _end_paragraph(self) -> None:
        paragraph = self._stack.pop()
        if self._skip or paragraph.mark_deleted:
            return
        kind, level = paragraph.kind
        if kind in ("heading", "title"):
            unit = self.builder.end("heading", level)
            if unit is not None and kind == "title" and not self.title:
                self.title = self.builder.latest
        else:
            unit = self.builder.end(contents=kind == "contents")
        if unit is None and paragraph.ruled:
            self.builder.add("***", 0, 0, paragraph=paragraph.index)
            self.builder.end("break")


def _shows_word(content: Content) -> bool:
    entries = content.entries
    return "word/document.xml" in entries and "META-INF/container.xml" not in entries


READER = Reader(
    name="docx",
    what="a Word document",
    suffixes=(".docx", ".docm", ".dotx"),
    read=read_docx,
    shows=_shows_word,
    twin="word",
)
