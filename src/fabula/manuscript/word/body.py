"""The body of a Word document: paragraphs and runs, as a person sees them on the page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from fabula.manuscript.asides import initial_of, is_note_number, is_ornament
from fabula.manuscript.draft import DraftBuilder, Unit
from fabula.manuscript.headings import read_heading
from fabula.manuscript.signs import font_of_signs, sign
from fabula.manuscript.stylenames import Kind
from fabula.manuscript.word.numbers import WordNumbers
from fabula.manuscript.word.styles import WordLook, WordStyles, font_named, is_on
from fabula.manuscript.xmlstream import Attributes

__all__ = ["WordBody"]

# Runs deleted or moved away, what older programs show instead, and reading aids (ruby).
_SKIPPED = frozenset(("w:del", "w:moveFrom", "mc:Fallback", "w:rt"))
_PROPERTIES = frozenset(("w:pPr", "w:rPr", "w:sdtPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr"))
_GALLERIES = frozenset(("Table of Contents", "Bibliographies", "Page Numbers (Top of Page)"))
# Fields whose result is the layout's, not the writer's.
_LAYOUT_FIELDS = frozenset("PAGE NUMPAGES SECTIONPAGES PAGEREF NOTEREF".split())
_INDEX_FIELDS = frozenset("TOC INDEX TOA BIBLIOGRAPHY".split())
_LONGEST_GUESSED = 160
_DEEPEST_FIELD = 50
_INVISIBLE = str.maketrans("", "", "\xad\u200b")

_PLAIN = Kind()


@dataclass(slots=True)
class _WordRun:
    """A run: its number, how much of its text has been read, and how it looks."""

    index: int
    look: WordLook
    offset: int = 0
    style: str = ""
    marks: bool = False


@dataclass(slots=True)
class _WordParagraph:
    index: int
    style: str
    look: WordLook
    kind: Kind = _PLAIN
    runs: int = 0
    label: str = ""
    numbering: tuple[str, int] | None = None
    ruled: bool = False
    underlined: bool = False
    boxed: bool = False
    joins: bool = False
    framed: bool = False
    initial: str = ""
    silent: bool = False
    signs: int = 0
    letters: int = 0
    blank: bool = True
    ended: bool = False
    ornament: bool = False
    indexed: bool = False
    centred: bool = False
    opened: list[_WordRun] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field of Word: its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False
    first: int = 0

    @property
    def name(self) -> str:
        return self.code.split(maxsplit=1)[0].upper() if self.code.strip() else ""


@dataclass
class WordBody:
    """Follows the document and fills the builder; call `finish` behind it.

    ``include`` is called with the relation of a file that stands within the text.
    ``boxes``: text boxes are read, too.
    """

    builder: DraftBuilder
    styles: WordStyles
    numbers: WordNumbers
    include: Callable[[str], None]
    boxes: bool = False
    title: str = ""
    _count: int = 0
    _stack: list[_WordParagraph] = field(default_factory=list)
    _skip: int = 0
    _in_properties: int = 0
    _in_text: bool = False
    _controls: list[bool] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _simple: list[bool] = field(default_factory=list)
    _in_code: bool = False
    _tables: int = 0
    _joined: bool = False
    _box: list[str] = field(default_factory=list)
    _boxed: int = 0
    _initial: str = ""
    _underlined: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._in_properties:
            self._in_properties += 1
            self._property(tag, attributes)
        elif tag == "w:t":
            self._in_text = True
        elif tag == "w:r":
            self._open_run()
        elif tag in _PROPERTIES:
            self._in_properties = 1
        elif tag == "w:p":
            self._open_paragraph()
        elif tag in _SKIPPED:
            self._skip += 1
            if self._stack:
                self._stack[-1].blank = False
        else:
            self._other(tag, attributes)

    def _other(self, tag: str, attributes: Attributes) -> None:
        if tag == "w:sdt":
            self._controls.append(False)
        elif tag == "w:txbxContent":
            self._boxed += 1
            self._skip += not self.boxes
            self._box.append("")
        elif tag == "w:tbl":
            self._tables += 1
        elif tag in ("w:fldChar", "w:fldSimple", "w:instrText"):
            self._field(tag, attributes)
        elif tag == "w:altChunk":
            self.builder.end()
            if not self._skip:
                self.include(attributes.get("r:id", ""))
        elif self._stack:
            self._character(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._in_properties:
            self._in_properties -= 1
            if not self._in_properties and tag == "w:pPr" and self._stack:
                self._settle(self._stack[-1])
        elif tag == "w:t":
            self._in_text = False
        elif tag == "w:r":
            if self._stack and self._stack[-1].opened:
                self._stack[-1].opened.pop()
        elif tag == "w:p":
            self._end_paragraph()
        elif tag in _SKIPPED or (tag == "w:sdt" and self._controls.pop()):
            self._skip -= 1
        elif tag == "w:txbxContent":
            self._close_box()
        elif tag == "w:tbl":
            self._tables -= 1
        elif tag == "w:fldSimple":
            self._skip -= self._simple.pop()
        elif tag == "w:instrText":
            self._in_code = False

    def text(self, data: str) -> None:
        """Characters."""
        if self._in_text:
            self._words(data)
        elif self._in_code and self._fields and not self._fields[-1].result:
            self._fields[-1].code = (self._fields[-1].code + data)[:200]

    def finish(self) -> None:
        """A table of contents that never ended was none."""
        for open_ in self._fields:
            if open_.result and open_.name in _INDEX_FIELDS:
                for unit in self.builder.units[open_.first :]:
                    unit.contents = False

    # Paragraphs

    def _open_paragraph(self) -> None:
        if self._boxed and self.boxes:
            self.builder.end()
        style = self.styles.default
        paragraph = _WordParagraph(self._count, style, self.styles.look(style))
        if style:
            self._style(paragraph, style)
        self._stack.append(paragraph)
        self._count += 1

    def _style(self, paragraph: _WordParagraph, style: str) -> None:
        paragraph.style = style
        paragraph.look = self.styles.look(style)
        paragraph.centred = paragraph.look.centred
        paragraph.kind = self.styles.kind(style)
        paragraph.numbering = self.styles.numbering(style)
        paragraph.ruled = self.styles.is_ruled(style)

    def _settle(self, paragraph: _WordParagraph) -> None:
        """The paragraph's properties are known: count it if it is numbered."""
        numbering = paragraph.numbering
        if numbering is None or self._skip:
            return
        label = self.numbers.label(numbering, paragraph.style)
        if not label:
            return
        worded = read_heading(label)
        heads = paragraph.kind.what == "heading"
        if not heads and worded is not None and worded.rank in ("part", "chapter"):
            paragraph.kind = Kind("heading", max(1, numbering[1] + 1), guessed=True)
            heads = True
        paragraph.label = label if heads else ""
        paragraph.blank = False

    def _property(self, tag: str, attributes: Attributes) -> None:
        """Properties of the paragraph, the run or the content control that is open."""
        value = attributes.get("w:val", "")
        if tag == "w:docPartGallery" or tag == "w:showingPlcHdr":
            apart = value in _GALLERIES if tag == "w:docPartGallery" else is_on(attributes)
            if apart and self._controls and not self._controls[-1]:
                self._skip += 1
                self._controls[-1] = True
        if not self._stack:
            return
        paragraph = self._stack[-1]
        if paragraph.opened:
            self._run_property(paragraph.opened[-1], tag, attributes, value)
        else:
            self._paragraph_property(paragraph, tag, attributes, value)

    def _paragraph_property(
        self, paragraph: _WordParagraph, tag: str, attributes: Attributes, value: str
    ) -> None:
        if tag == "w:pStyle":
            self._style(paragraph, value)
        elif tag == "w:outlineLvl" and value.isdecimal():
            level = int(value)
            paragraph.kind = Kind("heading", level + 1) if level < 9 else Kind()
        elif tag == "w:ilvl" and value.isdecimal():
            number = paragraph.numbering[0] if paragraph.numbering else ""
            paragraph.numbering = (number, int(value))
        elif tag == "w:numId":
            level = paragraph.numbering[1] if paragraph.numbering else -1
            paragraph.numbering = (value, level) if value != "0" else None
        elif tag in ("w:top", "w:bottom"):
            ruled = value not in ("nil", "none")
            paragraph.ruled = paragraph.ruled or ruled
            paragraph.underlined = ruled and tag == "w:bottom" and not paragraph.boxed
            paragraph.boxed = paragraph.boxed or (ruled and tag == "w:top")
        elif tag == "w:framePr":
            paragraph.joins = attributes.get("w:dropCap", "none") != "none"
            paragraph.framed = True
        elif tag == "w:del":
            paragraph.joins = True
        elif tag == "w:vanish":
            # A hidden end of a paragraph joins it to the next; so Word shows it.
            paragraph.silent = is_on(attributes)
        elif tag == "w:specVanish":
            paragraph.silent = False
        elif tag == "w:sectPr":
            paragraph.blank = False
        elif tag == "w:jc":
            paragraph.centred = value == "center"

    # Runs

    def _open_run(self) -> None:
        if self._stack:
            paragraph = self._stack[-1]
            if self._underlined and not self._skip and not self.builder.pending:
                # Word makes three hyphens a rule under the paragraph before them.
                if not paragraph.underlined:
                    self._break(paragraph)
                self._underlined = False
            paragraph.opened.append(_WordRun(paragraph.runs, paragraph.look))
            paragraph.runs += 1

    def _run_property(self, run: _WordRun, tag: str, attributes: Attributes, value: str) -> None:
        if tag == "w:rStyle":
            run.look = self.styles.look(self._stack[-1].style, value)
        elif tag == "w:vanish":
            run.look = replace(run.look, hidden=is_on(attributes))
        elif tag == "w:vertAlign":
            run.look = replace(run.look, raised=value == "superscript")
        elif tag == "w:sz" and value.isdecimal():
            run.look = replace(run.look, size=int(value))
        elif tag == "w:b":
            run.look = replace(run.look, bold=is_on(attributes))
        elif tag == "w:i":
            run.look = replace(run.look, italic=is_on(attributes))
        elif tag == "w:rFonts":
            font = font_named(attributes)
            if font or run.look.font:
                run.look = replace(run.look, font=font_of_signs(font))

    def _words(self, data: str) -> None:
        """Characters of a run's text."""
        if not self._stack or not self._stack[-1].opened:
            return
        paragraph = self._stack[-1]
        run = paragraph.opened[-1]
        offset = run.offset
        run.offset += len(data)
        if self._box and self._boxed:
            self._box[-1] = (self._box[-1] + data)[:20]
        if self._fields:
            paragraph.indexed = paragraph.indexed or self._in(_INDEX_FIELDS)
        if self._skip or run.look.hidden or (self._fields and self._in(_LAYOUT_FIELDS)):
            paragraph.blank = False
            return
        if run.marks or (run.look.raised and is_note_number(data, self.builder.tail())):
            return
        if self._initial and data.strip():
            if data.lstrip()[0].islower():
                paragraph.initial = self._initial
            self._initial = ""
        if paragraph.initial and data.strip():
            self._add_initial(paragraph, data)
        self.builder.size, self.builder.bold = run.look.size, run.look.bold
        self.builder.italic = run.look.italic
        if run.look.font or not data.isprintable() or "\u200b" in data:
            self._unusual(paragraph, run, data, offset)
            return
        paragraph.letters += not data.isspace()
        self.builder.add(data, offset, paragraph=paragraph.index, run=run.index)

    def _unusual(self, paragraph: _WordParagraph, run: _WordRun, data: str, offset: int) -> None:
        """Text that is not as it stands in the file: signs by their font, soft hyphens."""
        font = run.look.font
        for letter in data:
            seen = letter
            if font or "\uf020" <= letter <= "\uf0ff":
                seen = sign(letter, font or "signs")
                is_sign = not letter.isspace() and not (seen and seen.isalnum())
                paragraph.signs += is_sign
                paragraph.letters += not is_sign and not letter.isspace()
            elif letter in "\xad\u200b":
                seen = ""
            else:
                paragraph.letters += not letter.isspace()
            self.builder.add(seen, offset, paragraph=paragraph.index, run=run.index)
            offset += 1

    def _add_initial(self, paragraph: _WordParagraph, data: str) -> None:
        """A letter that stood in a picture or a box belongs to the word after it."""
        if data[0].isalpha() and not self.builder.pending:
            self.builder.add(paragraph.initial, 0, 0, paragraph=paragraph.index)
        paragraph.initial = ""

    def _character(self, tag: str, attributes: Attributes) -> None:
        """An element that stands for a character, or for a picture."""
        paragraph = self._stack[-1]
        if tag in ("w:tab", "w:ptab"):
            self._add("\t")
        elif tag in ("w:br", "w:cr"):
            if attributes.get("w:type", "") in ("page", "column"):
                self._end_page()
            else:
                self._add("\n")
        elif tag == "w:noBreakHyphen":
            self._add("-")
        elif tag == "w:sym":
            self._symbol(attributes)
        elif tag == "w:footnoteReference" or tag == "w:endnoteReference":
            if (
                attributes.get("w:customMarkFollows", "0") not in ("0", "false")
                and paragraph.opened
            ):
                paragraph.opened[-1].marks = True
        elif attributes.get("o:hr") in ("t", "true"):
            paragraph.ruled = True
        elif tag in ("docPr", "w:pict", "w:object", "w:drawing"):
            paragraph.blank = False
            self._picture(paragraph, attributes.get("descr", "") or attributes.get("title", ""))

    def _picture(self, paragraph: _WordParagraph, description: str) -> None:
        if description and not self._skip and not self.builder.pending:
            paragraph.initial = initial_of(description)
            paragraph.ornament = paragraph.ornament or is_ornament(description)

    def _symbol(self, attributes: Attributes) -> None:
        """A sign of a font, which counts nothing in the run's text."""
        paragraph = self._stack[-1]
        code, font = attributes.get("w:char", ""), attributes.get("w:font", "")
        look = paragraph.opened[-1].look if paragraph.opened else paragraph.look
        if self._skip or look.hidden or not paragraph.opened:
            return
        try:
            letter = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        kind = font_of_signs(font)
        private = "\uf000" <= letter <= "\uf0ff"
        seen = sign(letter, kind or "signs") if kind or private else letter
        is_sign = not (seen and seen.isalnum())
        paragraph.signs += is_sign
        paragraph.letters += not is_sign
        run = paragraph.opened[-1]
        self.builder.add(seen, run.offset, 0, paragraph=paragraph.index, run=run.index)

    def _add(self, text: str) -> None:
        paragraph = self._stack[-1]
        if not paragraph.opened:
            return
        run = paragraph.opened[-1]
        if not self._skip and not run.look.hidden:
            self.builder.add(text, run.offset, paragraph=paragraph.index, run=run.index)
        run.offset += 1

    # Fields, boxes, and the ends of things

    def _field(self, tag: str, attributes: Attributes) -> None:
        if tag == "w:instrText":
            self._in_code = True
            return
        if tag == "w:fldSimple":
            name = _Field(attributes.get("w:instr", "")).name
            self._simple.append(name in _LAYOUT_FIELDS | _INDEX_FIELDS)
            self._skip += self._simple[-1]
            return
        kind = attributes.get("w:fldCharType", "")
        if kind == "begin" and len(self._fields) < _DEEPEST_FIELD:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._fields[-1].first = len(self.builder.units)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in(self, names: frozenset[str]) -> bool:
        """Whether this is the result of a field of one of these names."""
        return any(open_.result and open_.name in names for open_ in self._fields)

    def _close_box(self) -> None:
        self._boxed -= 1
        self._skip -= not self.boxes
        words = self._box.pop().strip()
        if self._stack and not self._skip and not self.builder.pending and len(words) <= 2:
            self._stack[-1].initial = self._stack[-1].initial or initial_of(words)

    def _end_page(self) -> None:
        """A page or a column ends within the paragraph: what follows is another one."""
        paragraph = self._stack[-1]
        if paragraph.opened:
            paragraph.opened[-1].offset += 1
        if not self._skip and self.builder.pending:
            paragraph.ended = self._end_unit(paragraph) is not None or paragraph.ended
            paragraph.signs = paragraph.letters = 0

    def _end_paragraph(self) -> None:
        paragraph = self._stack.pop()
        self._fields = [f for f in self._fields if not (f.result and f.name in _LAYOUT_FIELDS)]
        if self._skip:
            return
        words = self.builder.tail(3).strip() if paragraph.framed else ""
        joins = paragraph.joins or (paragraph.framed and len(words) == 1 and words.isalpha())
        silent = paragraph.silent and paragraph.kind.what == "paragraph"
        if joins or silent:
            self._joined = self.builder.pending
            return
        unit = self._end_unit(paragraph)
        if unit is not None or paragraph.ended:
            self._joined = False
            self._underlined = paragraph.underlined and paragraph.kind == _PLAIN
        elif paragraph.ruled or paragraph.ornament:
            self._break(paragraph)
        elif paragraph.initial:
            # A letter in a picture of its own begins the next paragraph, if that lacks one.
            self._initial = paragraph.initial
        elif paragraph.blank and not self._tables and not self._joined:
            self.builder.blank()

    def _break(self, paragraph: _WordParagraph) -> None:
        self.builder.add("***", 0, 0, paragraph=paragraph.index)
        self.builder.end("break")

    def _end_unit(self, paragraph: _WordParagraph) -> Unit | None:
        """End what has been gathered, by the kind of the paragraph."""
        kind = paragraph.kind
        self.builder.centred = paragraph.centred
        if paragraph.signs and not paragraph.letters:
            self.builder.drop()
            self._break(paragraph)
            paragraph.ended = True
            return None
        if paragraph.label:
            self.builder.lead(paragraph.label, paragraph=paragraph.index)
            paragraph.label = ""
        if kind.guessed and len(self.builder.tail(_LONGEST_GUESSED)) >= _LONGEST_GUESSED:
            kind = Kind()
        contents = kind.what == "contents" or paragraph.indexed
        if kind.what in ("heading", "title") and not contents:
            unit = self.builder.end("heading", kind.level)
            if unit is not None and kind.what == "title" and not self.title:
                self.title = self.builder.latest
            return unit
        if kind.what == "rule":
            paragraph.ruled = True
        return self.builder.end(contents=contents)
