"""The body of an OpenDocument text: its paragraphs and headings, as they show on the page."""

import re
from dataclasses import dataclass, field

from fabula.manuscript.asides import initial_of, is_note_number, is_ornament
from fabula.manuscript.draft import DraftBuilder
from fabula.manuscript.headings import read_heading
from fabula.manuscript.opendocument.styles import OdtLook, OdtStyles
from fabula.manuscript.signs import sign
from fabula.manuscript.stylenames import Kind
from fabula.manuscript.xmlstream import Attributes

__all__ = ["OdtBody"]

_SKIPPED = frozenset(
    (
        "text:tracked-changes",
        "text:note",
        "office:annotation",
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:object-index",
        "text:alphabetical-index",
        "text:user-index",
        "text:bibliography",
        "text:ruby-text",
        "office:forms",
        "text:hidden-text",
        "office:binary-data",
        "office:event-listeners",
        "svg:title",
        "svg:desc",
        # Fields whose words are the layout's.
        "text:number",
        "text:page-number",
        "text:page-count",
        "text:page-variable-get",
        "text:page-continuation",
        "text:note-ref",
        "text:placeholder",
        "text:script",
    )
)
_PARAGRAPHS = frozenset(("text:p", "text:h"))
# White space that is not just one space; OpenDocument collapses it to one.
_SPACE = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_MOST_SPACES = 40
_LONGEST_GUESSED = 160
_INVISIBLE = ("\xad", "\u200b")
_PRIVATE = re.compile("[\uf020-\uf0ff]")


@dataclass(slots=True)
class _OdtParagraph:
    index: int
    kind: Kind
    look: OdtLook
    node: int = 0
    offset: int = 0
    spaced: bool = True
    spaces: int = 0
    ruled: bool = False
    heads: bool = False
    blank: bool = True
    hidden: bool = False
    label: str = ""
    number: str = ""
    initial: str = ""
    ornament: bool = False
    signs: int = 0
    letters: int = 0
    looks: list[OdtLook] = field(default_factory=list)


@dataclass
class OdtBody:
    """Follows the content and fills the builder; ``boxes``: text boxes are read, too."""

    builder: DraftBuilder
    styles: OdtStyles
    boxes: bool = False
    title: str = ""
    _count: int = 0
    _inside: bool = False
    _skip: int = 0
    _stack: list[_OdtParagraph] = field(default_factory=list)
    _opened: list[tuple[str, bool]] = field(default_factory=list)
    _lists: list[str] = field(default_factory=list)
    _restart: int | None = None
    _item: bool = False
    _initial: str = ""
    _tables: int = 0
    _described: str = ""
    _numbering: bool = False
    _box: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if not self._inside:
            self.styles.start(tag, attributes)
            self._inside = tag == "office:text"
            return
        if self._stack:
            self._next_node()
        if tag in _PARAGRAPHS:
            self._open_paragraph(tag, attributes)
            return
        skips = tag in _SKIPPED or _is_hidden(tag, attributes)
        if tag == "draw:text-box":
            self._box.append("")
            skips = not self.boxes
        if skips or tag in ("text:section", "draw:text-box"):
            self._opened.append((tag, skips))
            self._skip += skips
        self._described = "" if tag in ("svg:title", "svg:desc") else self._described
        if self._stack:
            self._inline(self._stack[-1], tag, attributes)
        self._outline(tag, attributes)

    def _outline(self, tag: str, attributes: Attributes) -> None:
        """Tables, and lists with the names of their styles."""
        if tag == "table:table":
            self._tables += 1
        elif tag == "text:list":
            above = self._lists[-1] if self._lists else ""
            self._lists.append(attributes.get("text:style-name", "") or above)
        elif tag == "text:list-item":
            value = attributes.get("text:start-value", "")
            self._restart = int(value[:6]) if value.isdecimal() else None
            self._item = bool(self._lists)

    def _inline(self, paragraph: _OdtParagraph, tag: str, attributes: Attributes) -> None:
        if tag == "text:span":
            above = paragraph.looks[-1] if paragraph.looks else paragraph.look
            own = self.styles.look("text", attributes.get("text:style-name", ""))
            paragraph.looks.append(own.over(above))
        elif tag == "text:s":
            count = attributes.get("text:c", "1")
            count = count[:6] if count.isdecimal() else "1"
            room = _MOST_SPACES - paragraph.spaces
            self._mark(" " * min(int(count), room))
        elif tag == "text:tab":
            self._mark("\t")
        elif tag == "text:line-break":
            self._mark("\n")
        elif tag == "text:hidden-paragraph":
            paragraph.hidden = attributes.get("text:is-hidden", "true") == "true"
        elif tag == "text:number":
            self._numbering = True
        elif tag.startswith("draw:"):
            paragraph.blank = False

    def end(self, tag: str) -> None:
        """An element ends."""
        if not self._inside:
            self.styles.end(tag)
            return
        if tag in _PARAGRAPHS:
            self._end_paragraph()
        elif tag == "office:text":
            self._inside = False
        elif self._opened and self._opened[-1][0] == tag:
            self._skip -= self._opened.pop()[1]
            self._close(tag)
        elif tag == "text:span":
            if self._stack and self._stack[-1].looks:
                self._stack[-1].looks.pop()
        elif tag == "text:list":
            self._lists = self._lists[:-1]
        elif tag == "table:table":
            self._tables -= 1
        if self._stack:
            self._next_node()

    def _close(self, tag: str) -> None:
        """Something ends that is no part of the text, but may stand for a letter of it."""
        shown = ""
        if tag in ("svg:title", "svg:desc"):
            shown = self._described
        elif tag == "draw:text-box":
            shown = self._box.pop()
        elif tag == "text:number":
            self._numbering = False
        if self._stack and shown and not self._skip and not self.builder.pending:
            paragraph = self._stack[-1]
            paragraph.initial = paragraph.initial or initial_of(shown.strip())
            paragraph.ornament = paragraph.ornament or is_ornament(shown.strip())

    def text(self, data: str) -> None:
        """Characters."""
        if not self._stack:
            if self._opened and self._opened[-1][0] in ("svg:title", "svg:desc"):
                self._described = (self._described + data)[:200]
            return
        paragraph = self._stack[-1]
        if self._skip or self._look(paragraph).hidden:
            self._unseen(paragraph, data)
            paragraph.offset += len(data)
            return
        if self._look(paragraph).raised and is_note_number(data, self.builder.tail()):
            paragraph.offset += len(data)
            return
        if self._initial and data.strip():
            if data.lstrip()[0].islower():
                paragraph.initial = self._initial
            self._initial = ""
        if paragraph.initial and data.strip():
            if data.lstrip()[0].isalpha() and not self.builder.pending:
                self.builder.add(paragraph.initial, 0, 0, paragraph=paragraph.index)
                paragraph.spaced = False
            paragraph.initial = ""
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

    def _unseen(self, paragraph: _OdtParagraph, data: str) -> None:
        paragraph.blank = False
        if self._numbering:
            paragraph.number = (paragraph.number + data)[:200]
        elif self._opened and self._opened[-1][0] in ("svg:title", "svg:desc"):
            self._described = (self._described + data)[:200]
        elif self._box:
            self._box[-1] = (self._box[-1] + data)[:20]

    def _look(self, paragraph: _OdtParagraph) -> OdtLook:
        return paragraph.looks[-1] if paragraph.looks else paragraph.look

    def _add(self, text: str, offset: int, length: int | None = None) -> None:
        if not text:
            return
        paragraph = self._stack[-1]
        paragraph.spaced = text[-1] == " "
        look = self._look(paragraph)
        self.builder.size, self.builder.bold = look.size or 0.0, bool(look.bold)
        self.builder.italic = bool(look.italic)
        font = look.font
        if font or (not text.isascii() and _PRIVATE.search(text)):
            self._add_signs(paragraph, text, offset)
            return
        if not text.isspace():
            paragraph.letters += 1
            paragraph.spaces = 0
        if length is None and not text.isascii() and any(c in text for c in _INVISIBLE):
            for letter in re.finditer("[^\xad\u200b]+", text):
                self._send(letter[0], offset + letter.start())
            return
        self._send(text, offset, length)

    def _send(self, text: str, offset: int, length: int | None = None) -> None:
        paragraph = self._stack[-1]
        self.builder.add(text, offset, length, paragraph=paragraph.index, run=paragraph.node)

    def _add_signs(self, paragraph: _OdtParagraph, text: str, offset: int) -> None:
        font = self._look(paragraph).font
        for letter in text:
            private = "\uf020" <= letter <= "\uf0ff"
            seen = sign(letter, font or "signs") if font or private else letter
            is_sign = not letter.isspace() and not (seen and seen.isalnum())
            paragraph.signs += is_sign
            paragraph.letters += not is_sign and not letter.isspace()
            self._send(seen, offset, 1)
            offset += 1

    def _mark(self, text: str) -> None:
        """White space that is an element of its own."""
        if self._stack and text and not self._skip and not self._look(self._stack[-1]).hidden:
            paragraph = self._stack[-1]
            self._send(text, 0, 0)
            paragraph.spaces += len(text)
            paragraph.spaced = text[-1] in "\n\t"

    def _next_node(self) -> None:
        paragraph = self._stack[-1]
        if paragraph.offset:
            paragraph.node += 1
            paragraph.offset = 0

    def _open_paragraph(self, tag: str, attributes: Attributes) -> None:
        name = attributes.get("text:style-name", "")
        kind = self.styles.kind(name)
        if self._box and self.boxes:
            self.builder.end()
        paragraph = _OdtParagraph(self._count, kind, self.styles.look("paragraph", name))
        paragraph.ruled = self.styles.is_ruled(name)
        self._count += 1
        if tag == "text:h" and kind.what != "title":
            level = attributes.get("text:outline-level", "1")
            depth = int(level) if level in tuple("123456789") else 1
            paragraph.kind = Kind("heading", depth)
            if not self._skip and attributes.get("text:is-list-header", "false") != "true":
                value = attributes.get("text:start-value", "")
                restart = int(value[:6]) if value.isdecimal() else self._restart
                named = self._lists[-1] if self._lists else ""
                paragraph.label = self.styles.label(named, depth, restart)
        elif self._item and not self._skip and self.styles.knows_list(self._lists[-1]):
            self._number_item(paragraph)
        self._restart, self._item = None, False
        self._stack.append(paragraph)

    def _number_item(self, paragraph: _OdtParagraph) -> None:
        """Count the first paragraph of a list's item; one that counts chapters is a heading."""
        label = self.styles.label(self._lists[-1], len(self._lists), self._restart)
        worded = read_heading(label) if label else None
        heads = paragraph.kind.what == "heading"
        if not heads and worded is not None and worded.rank in ("part", "chapter"):
            paragraph.kind = Kind("heading", len(self._lists), guessed=True)
            heads = True
        paragraph.label = label if heads else ""

    def _end_paragraph(self) -> None:
        paragraph = self._stack.pop()
        if self._skip:
            if self._stack and self._box:
                self._stack[-1].blank = False
            return
        builder, kind = self.builder, paragraph.kind
        builder.centred = bool(paragraph.look.centred)
        if paragraph.hidden:
            builder.drop()
            return
        if paragraph.signs and not paragraph.letters:
            builder.drop()
            self._break(paragraph)
            return
        heads = kind.what in ("heading", "title")
        label = " ".join(paragraph.number.split()) or paragraph.label
        if heads and label:
            builder.lead(label, paragraph=paragraph.index)
        if kind.guessed and len(builder.tail(_LONGEST_GUESSED)) >= _LONGEST_GUESSED:
            heads = False
        contents = kind.what == "contents"
        unit = builder.end(
            "heading" if heads else "paragraph", kind.level if heads else 0, contents=contents
        )
        if unit is not None:
            if kind.what == "title" and not self.title:
                self.title = builder.latest
        elif kind.what == "rule" or paragraph.ruled or paragraph.ornament:
            self._break(paragraph)
        elif paragraph.initial:
            # A letter in a frame of its own begins the next paragraph, if that lacks one.
            self._initial = paragraph.initial
        elif paragraph.blank and not heads and not self._tables:
            builder.blank()

    def _break(self, paragraph: _OdtParagraph) -> None:
        self.builder.add("***", 0, 0, paragraph=paragraph.index)
        self.builder.end("break")


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether the element is a section that is not shown."""
    if tag != "text:section":
        return False
    display = attributes.get("text:display", "true")
    hidden = attributes.get("text:is-hidden", "true" if display == "none" else "false")
    return display == "none" or (display == "condition" and hidden == "true")
