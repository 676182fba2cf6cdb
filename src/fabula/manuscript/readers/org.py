"""Org: the text of an outline, without what Emacs keeps in it for itself."""

import hashlib
import re
from dataclasses import dataclass, field

from fabula.manuscript.decode import decode
from fabula.manuscript.draft import Draft, DraftBuilder, clean
from fabula.manuscript.headings import is_break
from fabula.manuscript.lines import layout_of, split_lines, wrap_width
from fabula.manuscript.model import Metadata
from fabula.manuscript.reader import Content, Reader

__all__ = ["READER", "read_org"]

# Source: the Org Manual 9.6, and "Org Syntax" of orgmode.org.
_HEADLINE = re.compile(r"(\*+)[ \t]++(.*)$")
_STATE = re.compile(r"[A-Z][A-Z_-]*(?=[ \t]|$)")
_STATES = frozenset(
    "TODO DONE NEXT WAIT WAITING HOLD STARTED CANCELLED CANCELED DRAFT DRAFTED REVISE REVISED "
    "WRITING WRITTEN INPROGRESS IN-PROGRESS PROJECT SOMEDAY MAYBE".split()
)
_PRIORITY = re.compile(r"\[#[A-Z0-9]{1,2}\][ \t]*")
_TAGS = re.compile(r"(?:^|(?<=[ \t]))(:(?:[\w@#%]+:)+)$")
_KEYWORD = re.compile(r"[ \t]*#\+(\w[\w-]*)(?:\[[^\]\n]*\])?:(.*)$")
_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_(\S+)", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*#(?:[ \t]|$)")
_DRAWER = re.compile(r"[ \t]*:([\w-]+):[ \t]*$")
_PLANNING = re.compile(r"[ \t]*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):[ \t]*[\[<]")
_NOTE_TEXT = re.compile(r"\[fn:[\w-]+\]")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-+]|(?<=[ \t])\*|\d{1,4}[.)])[ \t]+")
_NUMBER = re.compile(r"\d{1,4}[.)]")
_CHECKBOX = re.compile(r"\[[ xX-]\][ \t]+")
_TABLE = re.compile(r"[ \t]*\|")
_TEX = re.compile(r"[ \t]*\\(?:begin|end|newpage|clearpage|pagebreak|vspace|vfill)\b[^\n]*$")
_DROPPED_BLOCKS = frozenset(("comment", "src", "export", "html", "latex"))
_IN_PARAGRAPH = (
    r"\[\[(?:[^\[\]\n]{1,500}\]\[(?=[^\]\n])|(?:file|attachment|cite):[^\[\]\n]{0,500}\]\]|(?=[^\[\]\n]+\]\]))"
    r"|(?<=\S)\]\]"
    r"|\[fn:[^\[\]\n]{0,2000}\]|\[cite[^\[\]\n]{0,500}\]"
    r"|[<\[]\d{4}-\d\d-\d\d[^\]>\n]{0,60}[\]>]"
    r"|\{\{\{[^{}\n]{0,500}\}\}\}|@@[\w-]+:[^@\n]{0,500}@@|<<<?[^<>\n]{1,200}>>>?"
    r"|\\\\(?=[ \t]*(?:\n|$))"
)
_MARKS = "*/_=~+"
_OPENING = rf"(?<![^\s\-('\"{{*/_+“‘—–])[{_MARKS}](?=[^\s{_MARKS}])"
_CLOSING = rf"(?<=[^\s{_MARKS}])[{_MARKS}](?![^\s\-.,;:!?'\")}}\[\\*/_+”’—–…])"
_MARKED = re.compile(rf"(?P<open>{_OPENING})|(?P<close>{_CLOSING})")
_CLOSES = re.compile(_CLOSING)
_NOISE = re.compile(_IN_PARAGRAPH)
_LONG_LINE = 100
_LONGEST_MARKED = 4_000


def read_org(data: bytes, path: str) -> Draft:
    """Read an Org file; the source map leads to lines and columns.

    Keywords, comments, drawers, planning, notes, code and subtrees that are
    archived, commented or not exported are not story. Raises FabulaError.
    """
    source = clean(decode(data, path)).replace("\r\n", " \n").replace("\r", "\n")
    builder = DraftBuilder(path, noise=_NOISE)
    builder.part(path, source)
    outline = _Outline(source, builder)
    outline.run()
    return builder.finish(hashlib.sha256(data).hexdigest(), outline.metadata())


@dataclass
class _Outline:
    """Walks the lines of an Org file."""

    source: str
    builder: DraftBuilder
    _fields: dict[str, list[str]] = field(default_factory=dict)
    _states: set[str] = field(default_factory=lambda: set(_STATES))
    _without: set[str] = field(default_factory=lambda: {"noexport", "archive"})
    _hidden: int = 0
    _block: str = ""
    _drawer: bool = False
    _note: bool = False
    _blanks: int = 0
    _pieces: list[tuple[str, int]] = field(default_factory=list)

    def metadata(self) -> Metadata:
        """Title, author and language, as keywords give them."""
        found = {key: " ".join(values) for key, values in self._fields.items()}
        return Metadata(
            title=_plain(found.get("title", "")),
            author=_plain(found.get("author", "")),
            language=found.get("language", ""),
        )

    def run(self) -> None:
        """Send every paragraph, heading and break to the builder."""
        lines = self.source.split("\n")
        words = split_lines(self.source)
        self._width = wrap_width(words)
        self._apart = layout_of(self.source, words) == "line" and self._width > _LONG_LINE
        closers = _drawer_ends(lines)
        at = 0
        for number, line in enumerate(lines):
            self._line(line, at, closers.get(number, False))
            at += len(line) + 1
        self._end()

    def _line(self, line: str, at: int, opens_drawer: bool) -> None:
        if self._drawer:
            self._drawer = line.strip().casefold() != ":end:"
            return
        block = _BLOCK.match(line)
        if block:
            self._end()
            self._block = block[2].casefold() if block[1].casefold() == "begin" else ""
            return
        if self._block in _DROPPED_BLOCKS:
            return
        headline = _HEADLINE.match(line)
        if headline and not self._block:
            self._headline(headline, at)
        elif self._hidden:
            return
        elif not line.strip():
            self._end()
            self._blanks += 1
        elif opens_drawer:
            self._end()
            self._drawer = True
        elif not self._is_apart(line):
            self._text(line, at)

    def _is_apart(self, line: str) -> bool:
        """Whether the line is for Emacs; keywords are taken in."""
        keyword = _KEYWORD.match(line)
        if keyword:
            self._keyword(keyword[1].casefold(), keyword[2].strip())
            return True
        if _NOTE_TEXT.match(line):
            self._end()
            self._note = True
        if self._note and self._blanks > 1:
            self._note = False
        self._blanks = 0 if self._note else self._blanks
        return (
            self._note
            or bool(_COMMENT.match(line) or _PLANNING.match(line) or _TEX.match(line))
            or (line.lstrip().startswith("|-") and line.rstrip().endswith(("|", "-")))
        )

    def _keyword(self, key: str, value: str) -> None:
        if key in ("title", "author", "language") and value:
            self._fields.setdefault(key, []).append(value)
        elif key in ("todo", "seq_todo", "typ_todo"):
            self._states.update(re.findall(r"[\w-]+", re.sub(r"\([^()]*\)", "", value)))
        elif key == "exclude_tags":
            self._without.update(value.casefold().split())

    def _headline(self, headline: re.Match[str], at: int) -> None:
        self._end()
        self._note = False
        level = len(headline[1])
        if self._hidden and level > self._hidden:
            return
        self._hidden = 0
        title, start = headline[2].rstrip(), at + headline.start(2)
        if is_break(title):
            self._break(headline[0], at)
            return
        state = _STATE.match(title)
        commented = title.split(maxsplit=1)[:1] == ["COMMENT"]
        if state and state[0] in self._states:
            start, title = start + state.end(), title[state.end() :]
        lead = len(title) - len(title.lstrip())
        start, title = start + lead, title[lead:]
        priority = _PRIORITY.match(title)
        if priority:
            start, title = start + priority.end(), title[priority.end() :]
        tags = _TAGS.search(title)
        if tags:
            title = title[: tags.start()].rstrip()
        named = set(tags[1].casefold().split(":")) if tags else set()
        if commented or named & self._without or title.casefold() == "footnotes":
            self._hidden = level
            return
        self._pieces.append((title, start))
        self._flush()
        self.builder.end("heading", level)

    def _break(self, line: str, at: int) -> None:
        self._end()
        self.builder.add(line, at)
        self.builder.end("break")

    def _text(self, line: str, at: int) -> None:
        if self._blanks > 1 and self.builder.units and not self._pieces:
            self.builder.blank(self._blanks - 1)
        self._blanks = 0
        if _RULE.match(line):
            self._break(line, at)
            return
        if _TABLE.match(line) and line.rstrip().endswith("|") and line.count("|") > 1:
            for cell in re.finditer(r"[^|]+", line):
                self._end()
                self._pieces.append((cell[0], at + cell.start()))
            self._end()
            return
        item = _ITEM.match(line)
        if item:
            self._end()
            number = _NUMBER.search(line, 0, item.end())
            box = _CHECKBOX.match(line, item.end())
            if number:
                self._pieces.append((line[number.start() : item.end()], at + number.start()))
            start = box.end() if box else item.end()
            self._pieces.append((line[start:], at + start))
            return
        if self._pieces:
            self._line_end(line, at)
        self._pieces.append((line, at))

    def _line_end(self, line: str, at: int) -> None:
        """Between two lines of a paragraph: a space where it is wrapped, else a line."""
        above = self._pieces[-1][0]
        room = len(above) + 1 + len(line.split(maxsplit=1)[0])
        hard = above.rstrip().endswith("\\\\") or self._block == "verse"
        if self._apart and not hard:
            self._end()
            return
        wrapped = not hard and self._width >= 40 and room > self._width - 2
        self._pieces.append((" " if wrapped else "\n", at - 1))

    def _end(self) -> None:
        """End the paragraph."""
        self._flush()
        self.builder.end()

    def _flush(self) -> None:
        """Send the pieces without marks of emphasis, which come in pairs."""
        whole = "".join(piece for piece, _ in self._pieces)
        gone = _emphasis(whole)
        before = 0
        for piece, at in self._pieces:
            last = 0
            while gone and gone[-1] < before + len(piece):
                mark = gone.pop() - before
                self.builder.add(piece[last:mark], at + last)
                self.builder.italic ^= piece[mark] == "/"
                last = mark + 1
            self.builder.add(piece[last:], at + last)
            before += len(piece)
        self.builder.italic = False
        self._pieces.clear()


def _drawer_ends(lines: list[str]) -> dict[int, bool]:
    """Numbers of the lines that open a drawer: an ``:END:`` comes before the next headline."""
    found: dict[int, bool] = {}
    end = False
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.startswith("*") and _HEADLINE.match(line):
            end = False
        drawer = _DRAWER.match(line)
        if drawer is None:
            continue
        if drawer[1].casefold() == "end":
            end = True
        elif end:
            found[number] = True
            end = drawer[1].casefold() != "properties" and end
    return found


def _emphasis(text: str) -> list[int]:
    """Offsets of the marks of emphasis, which come in pairs, last first."""
    opened: dict[str, int] = {}
    found: list[int] = []
    for match in _MARKED.finditer(text):
        mark, at = match[0], match.start()
        begun = opened.get(mark, -1)
        closes = 0 <= begun < at - 1 and at - begun <= _LONGEST_MARKED
        if closes and (match["close"] or _closes(text, at)):
            found += (begun, at)
            del opened[mark]
        if match["open"] and mark not in opened and at not in found[-1:]:
            opened[mark] = at
    return sorted(found, reverse=True)


def _closes(text: str, at: int) -> bool:
    return _CLOSES.match(text, at) is not None


def _plain(words: str) -> str:
    gone = set(_emphasis(words))
    return "".join(letter for at, letter in enumerate(words) if at not in gone)


def _shows_org(content: Content) -> bool:
    head = content.head
    return head[:8].upper() == b"#+TITLE:" or head.startswith(b"# -*- mode: org")


READER = Reader(
    name="org",
    what="an Org file",
    suffixes=(".org",),
    read=read_org,
    shows=_shows_org,
    textual=True,
    twin="source",
)
