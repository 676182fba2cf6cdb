"""The story in a page of HTML or XHTML: its paragraphs, headings and breaks."""

import re
from collections import Counter
from dataclasses import dataclass

from fabula.manuscript.draft import DraftBuilder, Unit
from fabula.manuscript.markup import attributes_of, scan_markup
from fabula.manuscript.model import BlockKind

__all__ = ["Page", "is_archive_page", "mark_link_lists", "scan_page"]

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol "
    "p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "head script style template noscript nav svg math iframe object audio video canvas select "
    "button textarea footer rt rp title xmp".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SHY = re.compile("[\xad\u200b]")
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|rearnotes?|noteref|footnote-?ref)(?:$|\s)"
)
_BREAK_CLASS = re.compile(
    r"(?:scene|section|thought)[-_]?break|(?:^|[\s_-])(?:separator|ornament|divider)"
)
_BOILERPLATE = re.compile(r"^pg-(?:header|footer|machine-header|start-separator|end-separator)$")
_ARCHIVE_ID = re.compile(r"""id\s*=\s*["'](?:preface|workskin)["']""")
_CHAPTERS_ID = re.compile(r"""id\s*=\s*["']chapters["']""")
_ARCHIVE_NOTES = frozenset(("notes", "summary", "landmark", "endnote-link", "series"))
_ARCHIVE_APART = ("preface", "afterword", "endnotes", "work_endnotes")
_ARCHIVE_FRONT = frozenset(("meta", "preface"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEEPEST = 4_000


def is_archive_page(source: str) -> bool:
    """Whether the page comes from the Archive of Our Own."""
    return "archiveofourown.org" in source and bool(_ARCHIVE_ID.search(source))


@dataclass(slots=True)
class _Open:
    """An element that is open: what it means for the text inside it.

    ``skip``: not story. ``apart``: nothing inside can be story either.
    ``front``: front matter of an archive chapter, where only its heading is
    story. ``story``: an archive chapter's own text. ``units``: how many units
    there were when an element opened that stands for a scene break, else -1.
    """

    tag: str
    skip: bool = False
    apart: bool = False
    level: int = 0
    linked: bool = False
    pre: bool = False
    front: bool = False
    story: bool = False
    units: int = -1


def scan_page(source: str, builder: DraftBuilder, *, archive: bool = False, base: int = 0) -> None:
    """Send the story of a page, which stands at an offset of its part, to the builder.

    ``archive``: the page is of the Archive of Our Own, whose preface, notes and
    summaries are not story.
    """
    only_chapters = archive and bool(_CHAPTERS_ID.search(source))
    page = Page(builder, archive=archive, only_chapters=only_chapters, base=base)
    scan_markup(source, page)
    page.finish()


class Page:
    """Takes the events of one page. A block element or two line breaks end a paragraph."""

    def __init__(
        self, builder: DraftBuilder, *, archive: bool, only_chapters: bool, base: int
    ) -> None:
        self._builder = builder
        self._base = base
        self._archive = archive
        self._stack = [_Open("", skip=only_chapters)]
        self._counts: Counter[str] = Counter()
        self._spaced = True
        self._breaks = 0
        self._letters = self._linked = 0
        self._paragraph = 0

    def start(self, tag: str, rest: str, offset: int, closed: bool) -> None:
        """A start tag."""
        if tag == "br":
            self._line_break(offset, len(rest) + 4)
            return
        if tag in _BLOCKS:
            self._end_block()
            if self._stack[-1].tag == "p":
                self._pop()
        if tag == "hr":
            self._end_block()
            if not self._stack[-1].skip:
                self._rule(offset, len(rest) + 4)
            return
        if tag in _VOID or len(self._stack) > _DEEPEST:
            return
        self._open(tag, attributes_of(rest) if len(rest) > 1 else {})
        if closed:
            self.end(tag)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        above = self._stack[-1]
        apart = above.apart or tag in _SKIPPED or _is_apart(tag, attributes)
        classes = attributes.get("class", "")
        opened = _Open(
            tag,
            above.skip or apart,
            apart,
            _HEADINGS.get(tag, above.level),
            above.linked or (tag == "a" and "href" in attributes),
            above.pre or tag == "pre",
            above.front,
            above.story,
        )
        if tag in _BLOCKS and not opened.skip and _BREAK_CLASS.search(classes):
            opened.units = len(self._builder.units)
        if self._archive and not apart and not above.story:
            _mark_archive(opened, attributes.get("id", ""), set(classes.split()))
        self._stack.append(opened)
        self._counts[tag] += 1

    def end(self, tag: str) -> None:
        """An end tag."""
        if tag in _BLOCKS:
            self._end_block()
        if self._counts[tag] <= 0:
            return
        while len(self._stack) > 1:
            if self._pop().tag == tag:
                return

    def _pop(self) -> _Open:
        closed = self._stack.pop()
        self._counts[closed.tag] -= 1
        if closed.units == len(self._builder.units) and not self._builder.pending:
            self._builder.add("***", 0, 0)
            self._builder.end("break")
        return closed

    def text(self, data: str, offset: int) -> None:
        """Characters as they stand."""
        top = self._stack[-1]
        if top.skip:
            return
        if top.pre:
            self._add_pre(data, offset)
            return
        at = 0
        for match in _SPACES.finditer(data):
            if match.end() - match.start() == 1 and not (
                match.start() == at and self._spaced and at == 0
            ):
                continue
            self._add(data[at : match.start()], offset + at)
            if not self._spaced:
                self._add(" ", offset + match.start(), match.end() - match.start())
            at = match.end()
        self._add(data[at:], offset + at)

    def reference(self, data: str, offset: int, length: int) -> None:
        """Characters written as a reference."""
        if not self._stack[-1].skip and data not in ("\xad", "\u200b"):
            self._add(data, offset, length)

    def _add_pre(self, data: str, offset: int) -> None:
        """Preformatted text keeps its lines; a blank line ends a paragraph."""
        at = 0
        for match in re.finditer(r"\r\n?|\n", data):
            self._add(data[at : match.start()], offset + at)
            self._line_break(offset + match.start(), match.end() - match.start())
            at = match.end()
        self._add(data[at:], offset + at)

    def _add(self, text: str, offset: int, length: int | None = None) -> None:
        if not text:
            return
        if length is None and ("\xad" in text or "\u200b" in text):
            at = 0
            for match in _SHY.finditer(text):
                self._add(text[at : match.start()], offset + at)
                at = match.end()
            self._add(text[at:], offset + at)
            return
        if length is None:
            text = text.translate(_TO_SPACE)
        self._spaced = text[-1] == " "
        if not text.isspace():
            self._breaks = 0
            self._letters += len(text)
            self._linked += len(text) if self._stack[-1].linked else 0
        self._builder.add(text, self._base + offset, length, paragraph=self._paragraph)

    def _line_break(self, offset: int, length: int) -> None:
        if self._stack[-1].skip:
            return
        self._breaks += 1
        if self._breaks > 1:
            self._end_block()
            return
        self._builder.add("\n", self._base + offset, length, paragraph=self._paragraph)
        self._spaced = True

    def _rule(self, offset: int, length: int) -> None:
        self._builder.add("***", self._base + offset, length)
        self._builder.end("break")

    def _end_block(self) -> None:
        top = self._stack[-1]
        linked = self._linked > 0 and self._linked >= self._letters
        self._spaced, self._breaks, self._letters, self._linked = True, 0, 0, 0
        if not self._builder.pending:
            return
        kind: BlockKind = "heading" if top.level else "paragraph"
        if self._builder.end(kind, top.level, linked=linked) is not None:
            self._paragraph += 1

    def finish(self) -> None:
        """The page is over."""
        self._end_block()


_TO_SPACE = str.maketrans("\n\r\t\f", "    ")


def _is_apart(tag: str, attributes: dict[str, str]) -> bool:
    """Whether the element stands outside the story: notes, references to them, hidden things."""
    if not attributes:
        return False
    kind = attributes.get("epub:type", "") + " " + attributes.get("role", "").replace("doc-", "")
    if _NOTES.search(kind) or (tag == "a" and _NOTES.search(attributes.get("class", ""))):
        return True
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return True
    identity = attributes.get("id", "")
    return "pg-boilerplate" in attributes.get("class", "") or bool(_BOILERPLATE.match(identity))


def _mark_archive(opened: _Open, identity: str, classes: set[str]) -> None:
    """Preface, notes and summaries of the archive are not story; chapter headings are."""
    if identity == "chapters":
        opened.skip = opened.front = False
    elif identity.startswith(_ARCHIVE_APART) or classes & _ARCHIVE_NOTES:
        opened.skip = opened.apart = True
    elif classes & _ARCHIVE_FRONT:
        opened.skip = opened.front = True
    elif opened.front:
        opened.skip = opened.skip and opened.tag not in ("h2", "h3")
    elif "userstuff" in classes:
        opened.story = True


def mark_link_lists(units: list[Unit]) -> None:
    """Three or more paragraphs in a row that are nothing but links are a table of contents."""
    run: list[Unit] = []
    for unit in [*units, None]:
        if unit is not None and unit.linked and unit.kind == "paragraph":
            run.append(unit)
            continue
        if len(run) >= 3:
            for entry in run:
                entry.contents = True
        run = []
