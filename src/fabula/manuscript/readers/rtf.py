"""Rich Text Format: its own small reader, since the map back to the file needs offsets."""

import hashlib
import re
from dataclasses import dataclass, replace

from fabula.manuscript.decode import text_encoding
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Metadata
from fabula.manuscript.reader import Content, Reader

__all__ = ["READER", "read_rtf", "scan_rtf"]

# Control words, hex characters, control symbols, braces, line ends, plain text.
# Source: Rich Text Format (RTF) Specification, version 1.9.1.
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?[0-9]{1,10})?[ ]?"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|(?P<line>[\r\n\x00]+)"
    r"|(?P<text>[^\\{}\r\n\x00]+)"
    r"|\\"
)
_ENDS = frozenset(("par", "sect", "page", "cell", "row", "nestcell", "nestrow"))
_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": " ",
}
_SYMBOLS = {"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_SKIPPED = frozenset(
    "colortbl pict object objdata header headerl headerr headerf footer footerl footerr footerf "
    "footnote annotation atnid atnauthor atndate atnref atrfstart atrfend ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn listtext pntext pnseclvl fldinst filetbl listtable "
    "listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles "
    "datastore xmlnstbl xe tc tcn txe rxe bkmkstart bkmkend shp shpinst shptxt do dptxbxtext "
    "nonshppict template operator company manager category keywords comment doccomm subject "
    "hlinkbase passwordhash wgrffmtfilter private mmathPr pgptbl".split()
)
_GATHERED = frozenset(("fonttbl", "stylesheet", "title", "author", "info"))
# Destinations that a reader may skip when it does not know them; these hold text all the same.
_KNOWN_STARRED = frozenset(("shppict", "fldrslt", "ud", "upr"))
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_HEADING = re.compile(r"heading ?([1-9])")
_DEEPEST = 5_000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back when it closes."""

    place: str = ""
    skip: bool = False
    hidden: bool = False
    deleted: bool = False
    uc: int = 1
    encoding: str = ""
    style: int = -1
    outline: int = -1
    font: int = -1


def read_rtf(data: bytes, path: str) -> Draft:
    """Read a Rich Text document.

    A part's own text is the file taken byte for byte, with lines and columns.
    Raises FabulaError.
    """
    builder = DraftBuilder(path)
    metadata = scan_rtf(data, builder, path, path)
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def scan_rtf(data: bytes, builder: DraftBuilder, part: str, path: str) -> Metadata:
    """Send the paragraphs of a Rich Text document to the builder, as a part of that name."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise FabulaError(
            f"{path}: not a Rich Text file; give the file the suffix of what it is, and try again"
        )
    source = data.decode("latin-1")
    builder.part(part, source.replace("\r\n", " \n").replace("\r", "\n"))
    scanner = _Scanner(builder)
    scanner.scan(source)
    return Metadata(title=scanner.title, author=scanner.author)


class _Scanner:
    def __init__(self, builder: DraftBuilder) -> None:
        self.title = self.author = ""
        self._builder = builder
        self._state = _State()
        self._stack: list[_State] = []
        self._starred = False
        self._codepage = "cp1252"
        self._default_font = -1
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, int] = {}
        self._gathered = ""
        self._swallow = 0
        self._widens = False
        self._high = 0
        self._high_at = 0
        self._bytes: list[tuple[int, int]] = []
        self._too_deep = 0

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
        self._end_paragraph()

    def _brace(self, brace: str) -> bool:
        """Open or close a group; whether any group is still open."""
        self._swallow = 0
        self._starred = False
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                self._too_deep += 1
                return True
            self._stack.append(self._state)
            if self._state.place in ("fonttbl", "stylesheet"):
                self._gathered = ""
                self._state = replace(self._state, style=-1, outline=-1)
            return True
        if self._too_deep:
            self._too_deep -= 1
            return True
        if not self._stack:
            return False
        self._close_place()
        before = self._stack.pop()
        # Paragraph formatting is not undone by the end of a group.
        inside = self._state
        self._state = before
        if not inside.place and not before.place:
            self._state = replace(before, style=inside.style, outline=inside.outline)
        return bool(self._stack)

    def _close_place(self) -> None:
        place, text = self._state.place, " ".join(self._gathered.split())
        if place == "stylesheet" and text:
            heading = _HEADING.fullmatch(text.rstrip(";").casefold())
            if heading:
                self._styles[max(self._state.style, 0)] = int(heading[1])
            self._gathered = ""
        elif place == "title" and text:
            self.title, self._gathered = self.title or text, ""
        elif place == "author" and text:
            self.author, self._gathered = self.author or text, ""

    def _word(self, word: str, value: int | None, match: re.Match[str]) -> None:
        if self._starred:
            self._starred = False
            if word not in _KNOWN_STARRED:
                self._state = replace(self._state, skip=True, place="skipped")
                return
        if self._swallow:
            self._swallowed(1, match.end())
            return
        if word in _SKIPPED:
            self._state = replace(self._state, skip=True, place="skipped")
        elif word in _GATHERED:
            self._gathered = ""
            self._state = replace(self._state, skip=True, place=word)
        elif word == "u":
            self._unicode(value or 0, match)
        elif word in _CHARACTERS:
            self._character(_CHARACTERS[word], match)
        elif word in _ENDS:
            if not self._state.skip:
                self._end_paragraph()
        else:
            self._format(word, value)

    def _format(self, word: str, value: int | None) -> None:
        state = self._state
        if word == "pard":
            self._state = replace(state, style=-1, outline=-1)
        elif word == "plain":
            self._state = replace(state, hidden=False, deleted=False)
            self._choose_font(self._default_font)
        elif word == "v":
            self._state = replace(state, hidden=value != 0)
        elif word == "deleted":
            self._state = replace(state, deleted=value != 0)
        elif word == "uc":
            self._state = replace(state, uc=max(0, min(value or 0, 16)))
        elif word == "s" and value is not None:
            self._state = replace(state, style=value)
        elif word == "outlinelevel" and value is not None:
            self._state = replace(state, outline=value if 0 <= value < 9 else -1)
        elif word == "f" and value is not None:
            self._choose_font(value)
        elif word in ("fcharset", "deff", "ansicpg", "mac"):
            self._declare(word, value or 0)

    def _declare(self, word: str, value: int) -> None:
        """Fonts and code pages."""
        if word == "fcharset" and self._state.place == "fonttbl":
            self._fonts[self._state.font] = _CHARSETS.get(value, "")
        elif word == "deff":
            self._default_font = value
        elif word == "ansicpg":
            self._codepage = text_encoding(f"cp{value}") or self._codepage
        elif word == "mac":
            self._codepage = "mac_roman"

    def _choose_font(self, font: int) -> None:
        self._state = replace(self._state, font=font, encoding=self._fonts.get(font, ""))

    def _symbol(self, symbol: str, match: re.Match[str]) -> None:
        if symbol == "*":
            self._starred = True
        elif self._swallow:
            self._swallowed(1, match.end())
        elif symbol in _SYMBOLS:
            self._character(_SYMBOLS[symbol], match)
        elif symbol in "\r\n" and not self._state.skip:
            self._end_paragraph()

    def _character(self, text: str, match: re.Match[str]) -> None:
        self._add(text, match.start(), match.end() - match.start())

    def _text(self, text: str, start: int) -> None:
        self._starred = False
        if self._swallow:
            taken = min(self._swallow, len(text))
            self._swallowed(taken, start + taken)
            text, start = text[taken:], start + taken
        if text.isascii():
            self._add(text, start)
            return
        encoding = self._state.encoding or self._codepage
        for index, letter in enumerate(text):
            shown = (
                letter if letter < "\x80" else letter.encode("latin-1").decode(encoding, "replace")
            )
            self._add(shown, start + index, 1)

    def _hex(self, byte: int, match: re.Match[str]) -> None:
        self._starred = False
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
        text = bytes(byte for byte, _ in self._bytes).decode(self._encoding(), "replace")
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
        self._add(text, start, match.end() - start)
        state = self._state
        self._widens = not (state.skip or state.hidden or state.deleted)

    def _add(self, text: str, start: int, length: int | None = None) -> None:
        state = self._state
        if state.place in ("title", "author", "stylesheet"):
            self._gathered = (self._gathered + text)[:1000]
        if not (state.skip or state.hidden or state.deleted):
            self._builder.add(text, start, length)

    def _end_paragraph(self) -> None:
        state = self._state
        level = state.outline + 1 if state.outline >= 0 else self._styles.get(state.style, 0)
        self._builder.end("heading" if level else "paragraph", level)


def _shows_rich_text(content: Content) -> bool:
    return content.head.startswith(b"{\\rtf")


READER = Reader(
    name="rtf",
    what="a Rich Text document",
    suffixes=(".rtf",),
    read=read_rtf,
    shows=_shows_rich_text,
)
