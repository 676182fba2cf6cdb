"""Markdown: the text without its markup, mapped to lines and columns of the source."""

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from fabula.manuscript.asides import initial_of, is_note_number
from fabula.manuscript.chatmarks import is_name_tag, keep_names
from fabula.manuscript.decode import decode
from fabula.manuscript.dialects import NOTHING, PARTS, Dialect, read_dialect
from fabula.manuscript.draft import Draft, DraftBuilder, clean
from fabula.manuscript.headings import is_title, read_heading
from fabula.manuscript.hypertext import scan_page
from fabula.manuscript.lines import layout_of, split_lines, wrap_width
from fabula.manuscript.markup import attributes_of
from fabula.manuscript.model import BlockKind, Metadata
from fabula.manuscript.pieces import line_starts
from fabula.manuscript.reader import Reader
from fabula.manuscript.stylesheet import hides

__all__ = ["READER", "read_markdown"]

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<body>(?:[^\n]*\n){0,500}?)(?:(?P=fence)|\.\.\.)[^\S\n]*(?:\n|\Z)"
)
_FIELD = re.compile(
    r"^(title|author|authors|lang|language)[^\S\n]*[:=][^\S\n]*([^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)
# What stands below a key: folded words, or a list, which may keep to the margin.
_FOLDED = frozenset(("", ">", "|", ">-", "|-", ">+", "|+"))
_BELOW = re.compile(r"\n(?:[ \t]+[^\n]*(?:\n|\Z)|-[ \t][^\n]*(?:\n|\Z))+")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_NAMED = re.compile(r"[ \t]*(?:-[ \t]+)?(?:name|text)[ \t]*:[ \t]*(.+)", re.IGNORECASE)
_PAIR = re.compile(r"[\w-]{1,30}:(?:[ \t]|$)")
_LONGEST_FRONT = 20_000
_KEY = re.compile(r"^[\w-]+\s*[:=]", re.MULTILINE)
_NOTE_TEXT = re.compile(r"\[\^[^\]\s]{1,60}\]:")
# References to notes, and what the dialects blotted out.
_NOISE = re.compile(rf"\[\^[^\]\s]{{1,60}}\]|[{NOTHING}{PARTS}]+")
# Lines that hold nothing a reader sees.
_BLANK_LINES = frozenset(("", "\\", "&nbsp;", "\xa0"))
# A parser takes time that grows faster than a paragraph; longer ones are read in pieces.
_LONGEST_PIECE = 6_000
_DEEPEST_BLOCKS = 100
# The time that brackets in brackets take grows with the depth that is allowed.
_DEEPEST_MARKS = 12
_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
# Lines longer than any screen's are paragraphs; shorter ones may be verse or an address.
_LONG_LINE = 100
_HTML_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,30})(?P<rest>[^>]*)>")
_UNSEEN = frozenset("rt rp rtc script style template".split())
_SLANTS = frozenset(("i", "em", "cite"))
_RAISED = re.compile(r"([^<\n]{1,12})</sup>", re.IGNORECASE)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(data: bytes, path: str) -> Draft:
    """Read Markdown (CommonMark, without code blocks, which stories do not have).

    Front matter, emphasis marks, links, images, comments and notes are not text, nor
    is what dialects add (see `fabula.manuscript.dialects`); numbers of lists are. A
    line that ends within a paragraph stays a line, unless the file is hard-wrapped;
    where every line is a paragraph of its own, it stays one. Raises FabulaError for binary data.
    """
    source = clean(decode(data, path))
    # Same length, so that offsets stay those of the source.
    body = source.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    builder = DraftBuilder(path, noise=_NOISE)
    builder.part(path, body)
    metadata = Metadata()
    front = _FRONT.match(body)
    start = 0
    if body.startswith("{"):
        metadata, start = _json_front(body)
    elif front and (not front["body"].strip() or _KEY.search(front["body"])):
        metadata = _metadata(front["body"])
        start = front.end()
    dialect = read_dialect(body[start:])
    metadata = replace(
        metadata,
        title=metadata.title or dialect.title,
        author=metadata.author or dialect.author,
    )
    _Walk(dialect, body[start:], start, builder).run()
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def _metadata(front: str) -> Metadata:
    """Lines of ``key: value``, with lists and folded words below a key; the rest is left alone."""
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(front):
        value = match[2].strip()
        if value in _FOLDED:
            below = _BELOW.match(front, match.end())
            value = _list_of(below[0]) if below else ""
        elif value.startswith("["):
            value = ", ".join(name.strip(" \t\"'") for name in value.strip("[]").split(","))
        fields.setdefault(match[1].casefold(), value.strip("\"'"))
    return _from_fields(fields)


def _list_of(lines: str) -> str:
    """The items below a key, or the words folded there; of an item with keys its name."""
    items: list[str] = []
    folded: list[str] = []
    for line in lines.splitlines():
        item = _ITEM.match(line)
        named = _NAMED.match(line)
        if named:
            items.append(named[1].strip(" \t\"'"))
        elif item and not _PAIR.match(item[1]):
            items.append(item[1].strip(" \t\"'"))
        elif not item and not _PAIR.match(line.strip()):
            folded.append(line.strip())
    return ", ".join(items) or " ".join(folded).strip()


def _from_fields(fields: Mapping[str, str]) -> Metadata:
    return Metadata(
        title=fields.get("title", ""),
        author=fields.get("author", "") or fields.get("authors", ""),
        language=fields.get("lang", "") or fields.get("language", ""),
    )


def _json_front(body: str) -> tuple[Metadata, int]:
    """What a head of JSON says, and where the text begins behind it."""
    end = body.find("\n}\n", 0, _LONGEST_FRONT)
    if end < 0:
        return Metadata(), 0
    try:
        found = json.loads(body[: end + 2])
    except (ValueError, RecursionError):
        return Metadata(), 0
    fields = {
        str(key).casefold(): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in found.items()
    }
    return _from_fields(fields), end + 3


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_BLOCKS})
    parser.disable(["code", "fence", "inline", "text_join", "fragments_join"])
    return parser.enable("strikethrough")


class _Walk:
    """Walks the tokens of the library and replays what each took from the source."""

    def __init__(self, dialect: Dialect, typed: str, shift: int, builder: DraftBuilder) -> None:
        body = dialect.text
        self._dialect = dialect
        self._typed = typed.split("\n")
        self._parser = _parser()
        keep_names(self._parser, body)
        self._env: dict[str, Any] = {}
        self._line_done = 0
        self._body = body
        self._shift = shift
        self._builder = builder
        self._starts = line_starts(body).tolist()
        self._layout = layout_of(body, split_lines(body))
        self._width = wrap_width(split_lines(body))
        self._src = ""
        self._at = self._first = 0
        self._content: list[int] = []
        self._source: list[int] = []
        self._skip = False
        # Elements of HTML within a paragraph that hide what is in them, by their name.
        self._hidden: list[str] = []
        self._slanted = 0

    def run(self) -> None:
        """Send every paragraph, heading and break to the builder."""
        level, underline = 0, -1
        tokens = self._parser.parse(self._body, self._env)
        self._parser.options["maxNesting"] = _DEEPEST_MARKS
        for token in tokens:
            if token.map and token.type in ("inline", "hr", "html_block"):
                self._blanks(token.map)
            if token.type == "heading_open":
                level = int(token.tag[1])
                underline = token.map[1] - 1 if token.map and token.markup == "-" else -1
            elif token.type == "heading_close":
                level = 0
            elif token.type == "list_item_open" and token.info and token.map:
                self._number(token)
            elif token.type == "inline":
                self._inline(token, level, underline)
            elif token.type in ("paragraph_close", "list_item_close"):
                self._builder.end()
            elif token.type == "hr" and token.map:
                self._line(token.map[0], "break")
            elif token.type == "html_block" and token.map:
                self._html(token.map)

    def _blanks(self, lines: Sequence[int]) -> None:
        """Tell of the blank lines before a block that Markdown does not need."""
        run = longest = 0
        for line in self._typed[self._line_done : lines[0]]:
            run = run + 1 if line.strip("> \t") in _BLANK_LINES else 0
            longest = max(longest, run)
        if longest > 1:
            self._builder.blank(longest - 1)
        self._line_done = max(self._line_done, lines[1])

    def _bounds(self, line: int) -> tuple[int, int]:
        start = self._starts[line]
        end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._body)
        return start, end

    def _line(self, line: int, kind: BlockKind) -> None:
        """A whole line as it stands, without the marks of quotations and headings."""
        start, end = self._bounds(line)
        text = self._body[start:end]
        lead = len(text) - len(text.lstrip("> \t"))
        self._builder.add(text[lead:], self._shift + start + lead)
        self._builder.end(kind)

    def _number(self, token: Token) -> None:
        """The number of a list's item is text; a bullet is not."""
        if not token.map:
            return
        start, end = self._bounds(token.map[0])
        match = re.compile(rf"\s*(?:>\s*)*0*{token.info}[.)]").match(self._body, start, end)
        if match:
            text = match[0].lstrip("> \t")
            self._builder.add(text + " ", self._shift + match.end() - len(text))

    def _html(self, lines: Sequence[int]) -> None:
        start, end = self._starts[lines[0]], self._bounds(lines[1] - 1)[1]
        scan_page(self._body[start:end], self._builder, base=self._shift + start)

    def _inline(self, token: Token, level: int, underline: int) -> None:
        if not token.map:
            return
        content = token.content
        if _NOTE_TEXT.match(content):
            return
        if level and not content.strip():
            self._line(token.map[0], "break")
            return
        self._place(content, token.map)
        self._skip, self._hidden, self._builder.bold = False, [], False
        self._slanted = 0
        at = 0
        for piece in _pieces(content):
            children: list[Token] = []
            self._parser.inline.parse(piece, self._parser, self._env, children)
            self._at = at
            for child in children:
                self._child(child)
            at += len(piece)
        if not level and token.map[0] in self._dialect.headings:
            level = self._dialect.headings[token.map[0]]
        if not level:
            if content.strip("\xa0") in _BLANK_LINES or content.strip() == "&nbsp;":
                self._builder.drop()
                self._builder.blank()
            return
        worded = is_title(content.strip("*_ ")) or read_heading(content) is not None
        if underline >= 0 and not worded:
            # A rule right under a paragraph: a scene break, not the paragraph's underline.
            self._builder.end()
            self._line(underline, "break")
        else:
            self._builder.end("heading", level)

    def _place(self, content: str, lines: Sequence[int]) -> None:
        """Find where each line of the content stands in the source."""
        self._src, self._first = content, lines[0]
        self._content, self._source = [], []
        at = 0
        for number, line in enumerate(content.split("\n"), lines[0]):
            start, end = self._bounds(min(number, len(self._starts) - 1))
            raw = self._body[start:end]
            words = line.strip()
            found = raw.rfind(words) if words else 0
            lead = len(line) - len(line.lstrip())
            self._content.append(at)
            self._source.append(start + max(found, 0) - lead)
            at += len(line) + 1

    def _emit(self, text: str, at: int, length: int | None = None) -> None:
        """Send text that stands at an offset of the content; it holds no line end."""
        if self._skip or self._hidden or not text:
            return
        line = bisect_right(self._content, at) - 1
        source = self._shift + self._source[line] + at - self._content[line]
        if PARTS not in text:
            self._builder.add(text, source, length)
            return
        for piece in re.split(f"({PARTS})", text):
            if piece == PARTS:
                self._builder.end()
            else:
                self._builder.add(piece, source)
            source += len(piece)

    def _child(self, child: Token) -> None:
        kind = child.type
        if kind == "text":
            self._text(child.content)
        elif kind == "text_special":
            self._emit(child.content, self._at, len(child.markup))
            self._at += len(child.markup)
        elif kind in ("softbreak", "hardbreak"):
            self._line_end(hard=kind == "hardbreak")
        elif kind == "code_inline":
            self._code(child)
        elif kind == "html_inline":
            self._tag(child.content)
            self._at += len(child.content)
        elif kind == "image":
            self._image(child.content)
        elif kind == "link_open":
            self._open_link(child)
        elif kind == "link_close":
            self._skip = False
            self._at = self._at + 1 if child.markup == "autolink" else self._after_link(self._at)
        else:
            if kind in ("strong_open", "strong_close"):
                self._builder.bold = kind == "strong_open"
            elif kind in ("em_open", "em_close"):
                self._slant(1 if kind == "em_open" else -1)
            self._at += len(child.markup)

    def _slant(self, by: int) -> None:
        """Enter italics, which may stand in italics, or leave them."""
        self._slanted = max(0, self._slanted + by)
        self._builder.italic = self._slanted > 0

    def _image(self, alt: str) -> None:
        """Pass over an image, unless it shows the first letter of the word behind it."""
        start = self._at + 2
        self._at = self._after_link(start + len(alt))
        letter = initial_of(alt)
        if letter and not self._builder.pending and self._src[self._at : self._at + 1].islower():
            self._emit(letter, start + alt.rfind(letter))

    def _tag(self, tag: str) -> None:
        """A tag of HTML in a paragraph: a line break, a name in brackets, what hides words."""
        if _HTML_BREAK.fullmatch(tag):
            self._emit("\n", self._at, len(tag))
            return
        match = _HTML_TAG.match(tag)
        if is_name_tag(tag) and self._opens_line():
            self._emit(tag, self._at)
        elif match is not None and not self._hidden and match["name"].casefold() in _SLANTS:
            self._slant(-1 if match["close"] else 1)
        elif match is not None and self._hidden:
            if match["name"].casefold() == self._hidden[-1]:
                self._hidden = (
                    self._hidden[:-1] if match["close"] else [*self._hidden, self._hidden[-1]]
                )
        elif match is not None and not match["close"]:
            name = match["name"].casefold()
            attributes = attributes_of(match["rest"])
            raised = _RAISED.match(self._src, self._at + len(tag)) if name == "sup" else None
            if (
                name in _UNSEEN
                or "hidden" in attributes
                or hides(attributes.get("style", ""))
                or (raised and is_note_number(raised[1], self._builder.tail()))
            ):
                self._hidden = [name]

    def _opens_line(self) -> bool:
        """Whether nothing stands before this place in its line of the content."""
        line = self._content[bisect_right(self._content, self._at) - 1]
        return not self._src[line : self._at].strip()

    def _text(self, text: str) -> None:
        if not self._src.startswith(text, self._at):
            found = self._src.find(text, self._at)
            if found < 0:
                self._emit(text, self._at, 0)
                return
            self._at = found
        self._emit(text, self._at)
        self._at += len(text)

    def _line_end(self, *, hard: bool) -> None:
        match = _BREAK.match(self._src, self._at)
        if match is None:
            return
        line = bisect_right(self._content, self._at) - 1
        start = self._content[line]
        end = self._src.find("\n", self._at)
        following = self._src[match.end() : match.end() + 80].split(maxsplit=1)
        room = end - start + 1 + len(following[0]) if following else 0
        if self._first + line in self._dialect.apart or (
            not hard and self._layout == "line" and self._width > _LONG_LINE
        ):
            self._builder.end()
        else:
            wrapped = not hard and self._width >= 40 and room > self._width - 2
            self._emit(" " if wrapped else "\n", self._at, match.end() - match.start())
        self._at = match.end()

    def _code(self, child: Token) -> None:
        marks = child.markup
        start = self._at + len(marks)
        closing = re.compile(rf"(?<!`){marks}(?!`)").search(self._src, start)
        end = closing.start() if closing else len(self._src)
        for match in re.finditer(r"[^\n]+|\n", self._src[start:end]):
            text = " " if match[0] == "\n" else match[0]
            self._emit(text, start + match.start())
        self._at = closing.end() if closing else end

    def _open_link(self, child: Token) -> None:
        self._at += 1
        if child.markup == "autolink":
            end = self._src.find(">", self._at)
            self._emit(self._src[self._at : end], self._at)
            self._at = end
            self._skip = True
        elif self._src.startswith("^", self._at):
            # A reference to a note.
            self._skip = True

    def _after_link(self, at: int) -> int:
        """The offset behind the target of a link whose label's bracket closes at the offset."""
        src, limit = self._src, len(self._src)
        at = src.find("]", at) + 1
        if src.startswith("(", at):
            end = _spaces(src, at + 1)
            target = parseLinkDestination(src, end, limit)
            end = _spaces(src, target.pos if target.ok else end)
            title = parseLinkTitle(src, end, limit)
            end = _spaces(src, title.pos if title.ok else end)
            if src.startswith(")", end):
                return end + 1
        if src.startswith("[", at):
            close = src.find("]", at)
            if close > 0:
                return close + 1
        return at


def _pieces(content: str) -> Iterator[str]:
    """The content whole, or where it is very long in pieces, cut at line ends or spaces."""
    at = 0
    while len(content) - at > 2 * _LONGEST_PIECE:
        end = at + _LONGEST_PIECE
        cut = content.rfind("\n", at, end)
        if cut <= at:
            cut = content.rfind(" ", at, end)
        end = cut if cut > at else end
        yield content[at:end]
        at = end
    yield content[at:]


def _spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


READER = Reader(
    name="markdown",
    what="Markdown",
    suffixes=(".md", ".markdown", ".mdown"),
    read=read_markdown,
    textual=True,
    may_begin_as=("html",),
    twin="source",
)
