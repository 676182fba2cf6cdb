"""novelWriter: a document, or a project with its documents in the order of its tree."""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from fabula.manuscript.decode import decode
from fabula.manuscript.draft import Draft, DraftBuilder, clean
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.headings import is_break
from fabula.manuscript.model import Metadata
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.sources import MOST_BYTES, read_whole, too_large
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = ["READER", "read_novelwriter", "read_nwd"]

_PROJECT = "nwProject.nwx"
_HANDLE = re.compile(r"[0-9a-f]{4,32}")
# Source: the novelWriter documentation, "Formatting Your Text" and "Shortcodes".
_NOT_TEXT = re.compile(r"[ \t]*(?:%|@[A-Za-z]{1,20}\s*:)")
_COMMAND = re.compile(r"[ \t]*\[(?:new ?page|vspace(?::\d+)?)\][ \t]*$", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,4})!?[ \t]++(?=\S)")
_MARKUP = (
    r"\[/?(?:b|i|s|u|m|sup|sub)\]|\[(?:footnote|field):[^\]\n]{0,80}\]"
    r"|(?<![\w\\])(?:\*\*|_)(?=[^\s*_])|(?<=[^\s*_\\])(?:\*\*|_)(?!\w)"
    r"|~~(?=\S)|(?<=\S)~~|\\(?=[*_~\[\]])"
)
_NOISE = re.compile(_MARKUP)
_BREAK = re.compile(r"\[br\]", re.IGNORECASE)
_LONGEST_NAME = 10_000


def read_nwd(data: bytes, path: str) -> Draft:
    """Read a novelWriter document.

    Its tags, comments, synopses, notes and spacing are not story. Raises FabulaError.
    """
    builder = DraftBuilder(path, noise=_NOISE)
    _scan(data, builder, path, path)
    return builder.finish(hashlib.sha256(data).hexdigest())


def read_novelwriter(folder: Path) -> Draft:
    """Read a novelWriter project: the active documents of its novels, in the tree's order.

    Notes, characters, plots, the archive and the trash are not story. Raises FabulaError.
    """
    raw = read_whole(folder / _PROJECT)
    tree = _ProjectTree()
    scan_xml(raw, tree, str(folder / _PROJECT))
    digest = hashlib.sha256(raw)
    builder = DraftBuilder(str(folder), noise=_NOISE)
    size = len(raw)
    inside = folder.resolve()
    for handle in tree.documents():
        file = folder / "content" / f"{handle}.nwd"
        if not file.is_file() or not file.resolve().is_relative_to(inside):
            continue
        data = read_whole(file)
        size += len(data)
        if size > MOST_BYTES:
            raise too_large(str(folder))
        digest.update(data)
        _scan(data, builder, str(file.relative_to(folder)), str(file))
    if not builder.units:
        raise FabulaError(
            f"{folder}: no novel document in this project is active; "
            "in novelWriter, make the documents of the story active and save"
        )
    return builder.finish(digest.hexdigest(), Metadata(title=tree.title, author=tree.author))


def _scan(data: bytes, builder: DraftBuilder, part: str, path: str) -> None:
    """Send the paragraphs of a document to the builder."""
    source = clean(decode(data, path)).replace("\r\n", " \n").replace("\r", "\n")
    builder.part(part, source)
    at = blanks = 0
    for line in source.split("\n"):
        if not line.strip():
            builder.end()
            blanks += 1
        elif not (_NOT_TEXT.match(line) or _COMMAND.match(line)):
            if blanks > 1 and builder.units and not builder.pending:
                builder.blank(blanks - 1)
            blanks = 0
            _line(line, at, builder)
        at += len(line) + 1
    builder.end()


def _line(line: str, at: int, builder: DraftBuilder) -> None:
    heading = _HEADING.match(line)
    if heading:
        words = line[heading.end() :].rstrip()
        builder.end()
        builder.add(words, at + heading.end())
        builder.end("break" if is_break(words) else "heading", len(heading[1]))
        return
    start, words = _unaligned(line)
    if builder.pending:
        builder.add("\n", at - 1)
    last = 0
    for match in _BREAK.finditer(words):
        builder.add(words[last : match.start()], at + start + last)
        builder.add("\n", at + start + match.start(), len(match[0]))
        last = match.end()
    builder.add(words[last:], at + start + last)


def _unaligned(line: str) -> tuple[int, str]:
    """The words of a line without the marks that move it left and right, and their offset."""
    words = line.rstrip()
    if words.endswith("<"):
        words = words[: -2 if words.endswith("<<") else -1].rstrip()
    start = len(words) - len(words.lstrip())
    if words.startswith(">", start):
        start += 2 if words.startswith(">>", start) else 1
        start += len(words[start:]) - len(words[start:].lstrip())
    return start, words[start:]


@dataclass(slots=True)
class _ProjectItem:
    handle: str
    parent: str
    order: int
    kind: str = ""
    root: str = ""
    layout: str = ""
    active: bool = True

    def set(self, name: str, value: str) -> None:
        """Take in an attribute, or a child element of the versions before 1.5."""
        value = value.strip()
        if name == "type":
            self.kind = value.upper()
        elif name == "class":
            self.root = value.upper()
        elif name == "layout":
            self.layout = value.upper()
        elif name in ("active", "exported"):
            self.active = value.casefold() not in ("no", "false", "0")


class _ProjectTree:
    """The items of a project file of any version."""

    def __init__(self) -> None:
        self.title = self.author = ""
        self._items: list[_ProjectItem] = []
        self._tags: list[str] = []
        self._words = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        self._words = ""
        if tag == "item":
            order = attributes.get("order", "0")
            item = _ProjectItem(
                attributes.get("handle", ""),
                attributes.get("parent", ""),
                int(order) if order.isdecimal() and len(order) < 9 else 0,
            )
            self._items.append(item)
        if self._items and (tag == "item" or "item" in self._tags):
            for name, value in attributes.items():
                self._items[-1].set(name, value)
        self._tags.append(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._tags.pop()
        words = " ".join(self._words.split())
        self._words = ""
        if "item" in self._tags and self._items:
            self._items[-1].set(tag, words)
        elif self._tags[-1:] == ["project"] and words:
            if tag in ("name", "title"):
                self.title = words if tag == "title" or not self.title else self.title
            elif tag == "author":
                self.author = f"{self.author}, {words}" if self.author else words

    def text(self, data: str) -> None:
        """Characters."""
        if len(self._words) < _LONGEST_NAME:
            self._words += data

    def documents(self) -> list[str]:
        """Handles of the documents of novels, each once, in the order of the tree."""
        children: dict[str, list[_ProjectItem]] = defaultdict(list)
        known = {item.handle for item in self._items}
        for item in self._items:
            parent = item.parent if item.parent in known else ""
            children[parent].append(item)
        for family in children.values():
            family.sort(key=lambda item: item.order)
        found: list[str] = []
        seen: set[str] = set()
        waiting = list(reversed(children[""]))
        while waiting:
            item = waiting.pop()
            if item.handle in seen:
                continue
            seen.add(item.handle)
            if _is_story(item):
                found.append(item.handle)
            waiting.extend(reversed(children.get(item.handle, [])))
        return found


def _is_story(item: _ProjectItem) -> bool:
    return (
        item.kind == "FILE"
        and item.root == "NOVEL"
        and item.layout != "NOTE"
        and item.active
        and _HANDLE.fullmatch(item.handle) is not None
    )


def _shows_novelwriter(content: Content) -> bool:
    return content.head.startswith((b"%%~name:", b"%%~path:", b"%%~kind:"))


def _is_novelwriter(path: Path) -> bool:
    return (path / _PROJECT).is_file()


READER = Reader(
    name="nwd",
    what="a novelWriter document",
    suffixes=(".nwd",),
    read=read_nwd,
    shows=_shows_novelwriter,
    textual=True,
    read_folder=read_novelwriter,
    is_project=_is_novelwriter,
    index_suffixes=(".nwx",),
    twin="source",
)
