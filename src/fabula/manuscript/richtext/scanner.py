"""Follows a Rich Text document and sends its paragraphs to a builder."""

import re
from dataclasses import dataclass, replace

from fabula.manuscript.asides import is_note_number
from fabula.manuscript.decode import text_encoding
from fabula.manuscript.draft import DraftBuilder
from fabula.manuscript.headings import read_heading
from fabula.manuscript.richtext.styles import RichStyles, StyleEntry
from fabula.manuscript.richtext.words import (
    BOXES,
    CHARACTERS,
    CHARSETS,
    ENDS,
    FORMATS,
    FRAMES,
    GATHERED,
    KNOWN_STARRED,
    SKIPPED,
    SYMBOLS,
)
from fabula.manuscript.signs import font_of_signs, sign
from fabula.manuscript.stylenames import Kind

__all__ = ["RichTextScanner"]

# Control words, hex characters, control symbols, braces, line ends, plain text.
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?[0-9]{1,10})?[ ]?"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|(?P<line>[\r\n\x00]+)"
    r"|(?P<text>[^\\{}\r\n\x00]+)"
    r"|\\"
)
_DEEPEST = 5_000
_SYMBOL_CHARSET = 2
_LONGEST_GUESSED = 160
_USUAL_SIZE = 24
_LAYOUT_FIELDS = frozenset("PAGE NUMPAGES SECTIONPAGES PAGEREF NOTEREF".split())
_INDEX_FIELDS = frozenset("TOC INDEX TOA BIBLIOGRAPHY".split())
_INVISIBLE = "\xad\u200b"


@dataclass(frozen=True, slots=True)
class _Layout:
    """What ``\\pard`` resets: the paragraph's own formatting."""

    style: int = -1
    outline: int = -1
    hidden: bool = False
    drop_cap: bool = False
    framed: bool = False
    ruled: bool = False
    table: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class _GroupState:
    """What a group inherits and gives back when it closes.

    ``outside``: whether the group around an ``\\upr`` is skipped. ``hidden`` is
    None where only the styles say. ``size`` is in half-points.
    """

    place: str = ""
    skip: bool = False
    outside: bool = False
    hidden: bool | None = None
    hidden_by_style: bool = False
    raised: bool = False
    deleted: bool = False
    uc: int = 1
    encoding: str = ""
    font: int = -1
    signs: str = ""
    index: bool = False
    size: int = _USUAL_SIZE
    bold: bool = False
    italic: bool = False
    layout: _Layout = _Layout()

    @property
    def unseen(self) -> bool:
        """Whether text here does not show on the page."""
        if self.skip or self.deleted:
            return True
        if self.hidden is not None:
            return self.hidden
        return self.hidden_by_style != self.layout.hidden


@dataclass(slots=True)
class _Font:
    encoding: str = ""
    signs: str = ""
    symbols: bool = False


class RichTextScanner:
    """Sends paragraphs to the builder; ``boxes``: text boxes are read, too."""

    def __init__(self, builder: DraftBuilder, *, boxes: bool = False) -> None:
        self.title = self.author = ""
        self._builder = builder
        self._boxes = boxes
        self._state = _GroupState()
        self._stack: list[_GroupState] = []
        self._fresh = self._starred = False
        self._codepage = "cp1252"
        self._default_font = -1
        self._fonts: dict[int, _Font] = {}
        self._styles = RichStyles()
        self._entry = StyleEntry()
        self._gathered = ""
        self._code = ""
        self._label = ""
        self._swallow = 0
        self._widens = False
        self._high = self._high_at = 0
        self._bytes: list[tuple[int, int]] = []
        self._too_deep = 0
        self._signs = self._letters = 0
        self._touched = self._indexed = self._joined = False

    def scan(self, source: str) -> None:
        """Follow the whole file; what stands after the outermost group is not read."""
        at = 0
        while match := _TOKEN.match(source, at):
            at = match.end()
            kind = match.lastgroup
            if kind == "value":
                kind = "word"
            if self._bytes and kind != "hex":
                self._flush_bytes()
            if kind == "text":
                self._text(match["text"], match.start())
            elif kind == "word":
                value = match["value"]
                if match["word"] == "bin":
                    at += max(0, int(value or 0))
                else:
                    self._word(match["word"], None if value is None else int(value), match)
            elif kind == "hex":
                self._hex(int(match["hex"], 16), match)
            elif kind == "symbol":
                self._symbol(match["symbol"], match)
            elif kind == "brace" and not self._brace(match["brace"]):
                break
        self._flush_bytes()
        self._end_paragraph("")

    def _brace(self, brace: str) -> bool:
        """Open or close a group; whether any group is still open."""
        self._swallow = 0
        self._starred = False
        self._fresh = brace == "{"
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                self._too_deep += 1
                return True
            self._stack.append(self._state)
            if self._state.place in ("fonttbl", "stylesheet") and self._heads_table(-2):
                self._gathered = ""
                self._entry = StyleEntry()
                self._state = replace(self._state, font=-1)
            return True
        if self._too_deep:
            self._too_deep -= 1
            return True
        if not self._stack:
            return False
        before = self._stack.pop()
        self._close_place(before)
        # Paragraph formatting is not undone by the end of a group.
        inside = self._state
        self._state = before
        if not inside.place and not before.place:
            self._state = replace(before, layout=inside.layout)
        return bool(self._stack)

    def _heads_table(self, depth: int) -> bool:
        """Whether this far out is the group around the table of fonts or styles."""
        return len(self._stack) < -depth or not self._stack[depth].place

    def _close_place(self, before: _GroupState) -> None:
        place, text = self._state.place, " ".join(self._gathered.split())
        if place in ("fonttbl", "stylesheet") and not self._heads_table(-1):
            return
        if place == "stylesheet" and text:
            self._entry.name = text.rstrip(";").strip()
            self._styles.add(self._entry)
            self._gathered = ""
        elif place == "fonttbl" and text:
            self._name_font(text)
        elif place == "title" and text:
            self.title, self._gathered = self.title or text, ""
        elif place == "author" and text:
            self.author, self._gathered = self.author or text, ""
        elif place == "fldinst" and before.place != "fldinst":
            self._code = text.split(" ")[0].upper()
        elif place == "label" and before.place != "label":
            self._label, self._gathered = ("" if before.skip else text), ""

    def _word(self, word: str, value: int | None, match: re.Match[str]) -> None:
        self._fresh = False
        if self._starred:
            self._starred = False
            if word not in KNOWN_STARRED and word not in FORMATS and not self._opens_box(word):
                self._skip()
                return
        if self._swallow:
            self._swallowed(1, match.end())
            return
        if word in SKIPPED or (word in BOXES and not self._boxes):
            self._touched = self._touched or not self._state.skip
            self._skip()
        elif word in GATHERED:
            self._gathered = ""
            place = "label" if word in ("listtext", "pntext") else word
            self._state = replace(self._state, skip=True, place=place)
        elif word == "u":
            self._unicode(value or 0, match)
        elif word in CHARACTERS:
            self._character(CHARACTERS[word], match)
        elif word in ENDS:
            if not self._state.skip:
                self._end_paragraph(word)
        elif word in ("upr", "ud", "fldrslt"):
            self._open_twin(word)
        else:
            self._format(word, value)

    def _opens_box(self, word: str) -> bool:
        return self._boxes and word in BOXES

    def _skip(self) -> None:
        self._state = replace(self._state, skip=True, place="skipped")

    def _open_twin(self, word: str) -> None:
        """Text given twice, of which only the Unicode is read; and the result of a field."""
        state = self._state
        if word == "upr":
            self._state = replace(state, skip=True, outside=state.skip, place="upr")
        elif word == "ud" and state.place == "upr":
            self._state = replace(state, skip=state.outside, place="")
        elif word == "fldrslt":
            if self._code in _LAYOUT_FIELDS:
                self._skip()
            self._state = replace(self._state, index=state.index or self._code in _INDEX_FIELDS)
            self._code = ""

    def _format(self, word: str, value: int | None) -> None:
        state = self._state
        if state.place == "stylesheet":
            self._entry.word(word, value)
            return
        if word == "pard":
            self._state = replace(state, layout=_Layout())
        elif word == "plain":
            self._state = replace(
                state,
                hidden=None,
                hidden_by_style=False,
                deleted=False,
                raised=False,
                size=_USUAL_SIZE,
                bold=False,
                italic=False,
            )
            self._choose_font(self._default_font)
        elif word == "f" and value is not None:
            self._choose_font(value)
        elif word in ("fcharset", "deff", "ansicpg", "mac"):
            self._declare(word, value or 0)
        elif word == "uc":
            self._state = replace(state, uc=max(0, min(value or 0, 16)))
        elif not self._format_run(word, value):
            self._format_paragraph(word, value)

    def _format_run(self, word: str, value: int | None) -> bool:
        """Take a word about characters; whether it was one."""
        state = self._state
        if word == "v":
            self._state = replace(state, hidden=value != 0)
        elif word in ("deleted", "mvf"):
            self._state = replace(state, deleted=value != 0)
        elif word == "super":
            self._state = replace(state, raised=value != 0)
        elif word == "up":
            self._state = replace(state, raised=(value if value is not None else 6) > 0)
        elif word == "fs":
            self._state = replace(state, size=_USUAL_SIZE if value is None else max(0, value))
        elif word == "b":
            self._state = replace(state, bold=value != 0)
        elif word == "i":
            self._state = replace(state, italic=value != 0)
        elif word in ("nosupersub", "sub"):
            self._state = replace(state, raised=False)
        elif word == "cs" and value is not None:
            self._state = replace(
                state,
                hidden_by_style=self._styles.hides("cs", value),
                raised=state.raised or self._styles.raises("cs", value),
            )
        else:
            return False
        return True

    def _format_paragraph(self, word: str, value: int | None) -> None:
        layout = self._state.layout
        if word == "s" and value is not None:
            layout = replace(layout, style=value, hidden=self._styles.hides("s", value))
        elif word == "outlinelevel" and value is not None:
            layout = replace(layout, outline=value)
        elif word in ("dropcapli", "dropcapt"):
            layout = replace(layout, drop_cap=True)
        elif word in FRAMES:
            layout = replace(layout, framed=True)
        elif word in ("brdrb", "brdrt"):
            layout = replace(layout, ruled=True)
        elif word == "brdrnone":
            layout = replace(layout, ruled=False)
        elif word == "intbl":
            layout = replace(layout, table=value != 0)
        elif word in ("qc", "ql", "qj", "qr"):
            layout = replace(layout, centred=word == "qc")
        else:
            return
        self._state = replace(self._state, layout=layout)

    def _declare(self, word: str, value: int) -> None:
        """Fonts and code pages."""
        if word == "fcharset" and self._state.place == "fonttbl":
            font = self._fonts.setdefault(self._state.font, _Font())
            font.encoding = CHARSETS.get(value, "")
            font.symbols = value == _SYMBOL_CHARSET
        elif word == "deff":
            self._default_font = value
        elif word == "ansicpg":
            self._codepage = text_encoding(f"cp{value}") or self._codepage
        elif word == "mac":
            self._codepage = "mac_roman"

    def _name_font(self, text: str) -> None:
        font = self._fonts.setdefault(self._state.font, _Font())
        name = text.split(";")[0]
        font.signs = font_of_signs(name) or ("signs" if font.symbols else "")
        self._gathered = ""

    def _choose_font(self, number: int) -> None:
        font = self._fonts.get(number, _Font())
        self._state = replace(self._state, font=number, encoding=font.encoding, signs=font.signs)

    def _symbol(self, symbol: str, match: re.Match[str]) -> None:
        if symbol == "*":
            # Only at the head of its group does it say that the group may be skipped.
            self._starred = self._fresh
        elif self._swallow:
            self._swallowed(1, match.end())
        elif symbol in SYMBOLS:
            self._character(SYMBOLS[symbol], match)
        elif symbol in "\r\n" and not self._state.skip:
            self._end_paragraph("par")
        self._fresh = False

    def _character(self, text: str, match: re.Match[str]) -> None:
        state = self._state
        if state.signs:
            self._state = replace(state, signs="")
        self._add(text, match.start(), match.end() - match.start())
        self._state = state

    def _text(self, text: str, start: int) -> None:
        self._starred = self._fresh = False
        if self._swallow:
            taken = min(self._swallow, len(text))
            self._swallowed(taken, start + taken)
            text, start = text[taken:], start + taken
        if text.isascii() and not self._state.signs:
            self._add(text, start)
            return
        encoding = self._encoding()
        for index, letter in enumerate(text):
            known = letter < "\x80" or self._state.signs
            shown = letter if known else letter.encode("latin-1").decode(encoding, "replace")
            self._add(shown, start + index, 1)

    def _hex(self, byte: int, match: re.Match[str]) -> None:
        self._starred = self._fresh = False
        if self._swallow:
            self._swallowed(1, match.end())
            return
        self._bytes.append((byte, match.start()))
        if byte < 0x80 or self._encoding() not in ("cp932", "cp949", "gbk", "cp950"):
            self._flush_bytes()

    def _swallowed(self, count: int, end: int) -> None:
        """Pass over what stands in for a Unicode character in old programs."""
        self._swallow -= count
        if self._widens:
            self._builder.widen(end)

    def _encoding(self) -> str:
        return self._state.encoding or self._codepage

    def _flush_bytes(self) -> None:
        """Decode the bytes written in hex; two of them may be one character of East Asia."""
        if not self._bytes:
            return
        start, end = self._bytes[0][1], self._bytes[-1][1] + 4
        encoding = "latin-1" if self._state.signs else self._encoding()
        text = bytes(byte for byte, _ in self._bytes).decode(encoding, "replace")
        self._bytes = []
        self._add(text, start, end - start)

    def _unicode(self, value: int, match: re.Match[str]) -> None:
        self._swallow = self._state.uc
        code = value + 0x10000 if value < 0 else value
        start = match.start()
        if 0xD800 <= code < 0xDC00:
            self._high, self._high_at, self._widens = code, start, False
            return
        if 0xDC00 <= code < 0xE000 and self._high:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)
            start = self._high_at
        self._high = 0
        text = chr(code) if 0 < code < 0x110000 else "\ufffd"
        self._widens = self._add(text, start, match.end() - start)

    def _add(self, text: str, start: int, length: int | None = None) -> bool:
        """Add text as it shows on the page; whether anything did."""
        if not text:
            return False
        state = self._state
        if state.place in ("title", "author", "stylesheet", "fonttbl", "fldinst", "label"):
            self._gathered = (self._gathered + text)[:1000]
        if state.unseen:
            self._touched = self._touched or not state.skip
            return False
        self._indexed = self._indexed or state.index
        if state.raised and is_note_number(text, self._builder.tail()):
            return False
        if state.signs or "\uf020" <= text <= "\uf0ff":
            text = self._signed(text)
        else:
            self._letters += not text.isspace()
            if text in _INVISIBLE:
                return False
        self._builder.size, self._builder.bold = float(state.size), state.bold
        self._builder.italic = state.italic
        self._builder.add(text, start, length)
        return bool(text)

    def _signed(self, text: str) -> str:
        """What a letter shows in a font of signs."""
        seen = sign(text, self._state.signs or "signs")
        is_sign = not text.isspace() and not (seen and seen.isalnum())
        self._signs += is_sign
        self._letters += not is_sign and not text.isspace()
        return seen

    def _end_paragraph(self, word: str) -> None:
        """A paragraph ends, by this word."""
        builder, layout = self._builder, self._state.layout
        builder.centred = layout.centred
        signs_only = self._signs and not self._letters
        touched, indexed = self._touched, self._indexed
        self._signs = self._letters = 0
        self._touched = self._indexed = False
        label, self._label = self._label, ""
        if signs_only:
            builder.drop()
            builder.add("***", 0, 0)
            builder.end("break")
            return
        if word == "par" and layout.drop_cap | layout.framed:
            letters = builder.tail(3).strip()
            if layout.drop_cap or (len(letters) == 1 and letters.isalpha()):
                self._joined = builder.pending
                return
        kind = self._kind(label)
        if label and kind.what == "heading":
            builder.lead(label)
        if kind.guessed and len(builder.tail(_LONGEST_GUESSED)) >= _LONGEST_GUESSED:
            kind = Kind()
        contents = indexed or kind.what == "contents"
        heads = kind.what in ("heading", "title") and not contents
        unit = builder.end(
            "heading" if heads else "paragraph", kind.level if heads else 0, contents=contents
        )
        if unit is not None:
            if kind.what == "title":
                self.title = self.title or builder.latest
            self._joined = False
        elif word == "par" and not (touched or layout.table or self._joined):
            if layout.ruled or kind.what == "rule":
                builder.add("***", 0, 0)
                builder.end("break")
            else:
                builder.blank()

    def _kind(self, label: str) -> Kind:
        """What the paragraph is for, by its outline level, its style or its automatic number."""
        layout = self._state.layout
        if 0 <= layout.outline < 9:
            return Kind("heading", layout.outline + 1)
        if layout.style >= 0 and layout.outline < 0:
            kind = self._styles.kind(layout.style)
            if kind.what != "paragraph":
                return kind
        worded = read_heading(label) if label else None
        if worded is not None and worded.rank in ("part", "chapter"):
            return Kind("heading", 1, guessed=True)
        return Kind()
