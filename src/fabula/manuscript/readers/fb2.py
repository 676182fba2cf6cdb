"""FictionBook: the bodies of the book without its notes, mapped to lines and columns."""

import hashlib
import re
from collections import Counter

from fabula.manuscript.draft import Draft, DraftBuilder, clean
from fabula.manuscript.markup import attributes_of, scan_markup
from fabula.manuscript.model import Metadata
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.readers.html import decode_markup

__all__ = ["READER", "read_fb2", "scan_fb2"]

# Source: the schema of FictionBook 2.1.
_PARAGRAPHS = frozenset(("p", "v", "subtitle", "text-author", "date", "td", "th"))
_BLOCKS = _PARAGRAPHS | {"body", "section", "title", "epigraph", "cite", "poem", "stanza", "tr"}
_APART = frozenset(("binary", "stylesheet", "description", "annotation"))
_NOTES = frozenset(("notes", "comments", "footnotes"))
_NAMES = ("first-name", "middle-name", "last-name", "nickname")
_SPACES = re.compile(r"[ \t\n\r]+")
_DEEPEST = 1_000
_LONGEST_NAME = 10_000


def read_fb2(data: bytes, path: str) -> Draft:
    """Read a FictionBook; the source map leads to lines and columns.

    The description, notes and pictures are not story. Raises FabulaError.
    """
    builder = DraftBuilder(path)
    metadata = scan_fb2(data, builder, path, path)
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def scan_fb2(data: bytes, builder: DraftBuilder, part: str, path: str) -> Metadata:
    """Send the paragraphs of a FictionBook to the builder, as a part of that name."""
    source = clean(decode_markup(data, path))
    builder.part(part, source)
    book = _Fb2Book(builder)
    scan_markup(source, book, raw=frozenset())
    builder.end()
    return book.metadata()


class _Fb2Book:
    """Takes the tags and characters of a FictionBook."""

    def __init__(self, builder: DraftBuilder) -> None:
        self._builder = builder
        self._stack: list[tuple[str, bool]] = []
        self._open: Counter[str] = Counter()
        self._spaced = True
        self._fields: dict[str, list[str]] = {}
        self._words = ""

    def metadata(self) -> Metadata:
        """Title, authors and language of the description."""
        return Metadata(
            title=" ".join(self._fields.get("book-title", [])[:1]),
            author=", ".join(dict.fromkeys(self._fields.get("author", []))),
            language=" ".join(self._fields.get("lang", [])[:1]),
        )

    def start(self, tag: str, rest: str, offset: int, closed: bool) -> None:  # noqa: ARG002
        """A start tag."""
        tag = tag.rpartition(":")[2]
        if tag == "empty-line" and not self._skips:
            self._builder.end()
            self._builder.blank()
        if closed or len(self._stack) > _DEEPEST:
            return
        if tag in _BLOCKS and not self._within("title", "stanza"):
            self._builder.end()
            self._spaced = True
        skip = self._skips or tag in _APART
        if tag in ("body", "a") and not skip:
            attributes = attributes_of(rest)
            skip = attributes.get("type") == "note" or attributes.get("name") in _NOTES
        self._stack.append((tag, skip))
        self._open[tag] += 1
        self._words = ""

    def end(self, tag: str) -> None:
        """An end tag."""
        tag = tag.rpartition(":")[2]
        if not self._within(tag):
            return
        if self._skips:
            self._describe(tag)
        elif tag in _BLOCKS:
            self._end_block(tag)
        closed = ""
        while closed != tag:
            closed, _ = self._stack.pop()
            self._open[closed] -= 1

    def _end_block(self, tag: str) -> None:
        level = self._open["section"]
        if tag == "title":
            self._builder.end("heading", level)
        elif tag == "subtitle":
            self._builder.end("heading", level + 1)
        elif not self._within("title", "stanza") or tag == "stanza":
            self._builder.end()
        elif tag in _PARAGRAPHS:
            self._builder.add("\n", 0, 0)
        self._spaced = True

    def text(self, data: str, offset: int) -> None:
        """Characters as they stand."""
        if self._skips:
            if len(self._words) < _LONGEST_NAME:
                self._words += data
            return
        if not self._within(*_PARAGRAPHS):
            return
        self._builder.italic = self._within("emphasis")
        at = 0
        for match in _SPACES.finditer(data):
            self._add(data[at : match.start()], offset + at)
            if not self._spaced:
                self._builder.add(" ", offset + match.start(), len(match[0]))
                self._spaced = True
            at = match.end()
        self._add(data[at:], offset + at)

    def reference(self, data: str, offset: int, length: int) -> None:
        """Characters written as a reference."""
        if self._skips:
            self._words += data
        elif self._within(*_PARAGRAPHS):
            self._builder.italic = self._within("emphasis")
            self._add(data, offset, length)

    def _add(self, text: str, offset: int, length: int | None = None) -> None:
        if text:
            self._builder.add(text, offset, length)
            self._spaced = False

    @property
    def _skips(self) -> bool:
        return bool(self._stack) and self._stack[-1][1]

    def _within(self, *tags: str) -> bool:
        return any(self._open[tag] > 0 for tag in tags)

    def _describe(self, tag: str) -> None:
        words = " ".join(self._words.split())
        self._words = ""
        if not self._within("title-info"):
            return
        if (tag in ("book-title", "lang") and words) or (tag in _NAMES and self._within("author")):
            self._fields.setdefault(tag, []).append(words)
        elif tag == "author":
            names = [" ".join(self._fields.pop(name, [])) for name in _NAMES]
            whole = " ".join(name for name in names[:3] if name) or names[3]
            if whole:
                self._fields.setdefault("author", []).append(whole)


def _shows_fictionbook(content: Content) -> bool:
    return b"<FictionBook" in content.head and content.head.startswith(b"<")


READER = Reader(
    name="fb2",
    what="a FictionBook",
    suffixes=(".fb2",),
    read=read_fb2,
    shows=_shows_fictionbook,
    twin="markup",
)
