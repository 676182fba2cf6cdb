"""What a reader hands on: the text in units, before its shape is known."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.gaps import scene_gaps
from fabula.manuscript.model import BlockKind, Metadata, SpokenLine
from fabula.manuscript.pieces import SourcePart, SourcePieces, line_starts
from fabula.manuscript.softbreaks import Stretch, paragraphs_of, split_heading

__all__ = ["Draft", "DraftBuilder", "Unit", "clean"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_EDGE = re.compile(r"[\s\u200b\u2060\ufeff]*")
# Longer paragraphs are text in the wrong style.
_LONGEST_HEADING = 500
_MOST_UNITS = 1_000_000
_SIGN = "***\n\n"
_EDGE_CHARACTERS = "\u200b\u2060\ufeff"


def clean(text: str) -> str:
    """The text with lone surrogates replaced, so that it can be written out again."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(slots=True)
class Unit:
    """A paragraph as the source tells it apart: half-open range ``[start, end)`` of the text.

    ``kind`` is what the format says; a plain ``paragraph`` may turn out to be a
    heading or a break. ``level`` is a heading's depth from 1, or 0. ``chapter``
    is a title where the format (a binder, a table of contents) opens a chapter
    here without a heading in the text; ``scene`` says that it opens a scene.
    ``contents`` marks an entry of a table of contents,
    ``linked`` a paragraph that is nothing but links, ``outside`` text of the author
    that is no part of the story (a title page, a dedication). ``blanks`` counts the blank
    lines before the unit; what they mean is for `scene_gaps` to say. ``spoken`` marks
    one that a chat or a script speaks, or a heading of a script's scene. ``size``: of all its
    letters, or of the smallest, relative to any other unit's; 0 where the format does not say.
    ``bold``, ``centred``: it is so throughout.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    chapter: str | None = None
    scene: bool = False
    contents: bool = False
    linked: bool = False
    outside: bool = False
    blanks: int = 0
    spoken: bool = False
    size: float = 0.0
    bold: bool = False
    centred: bool = False


@dataclass(slots=True)
class Draft:
    """A source as text, units in reading order, source map pieces and metadata.

    ``sha256`` is of the source bytes. ``lines``: the spoken lines, where the format
    itself marks them. ``italics``: what is set in italics, as half-open ranges in order.
    """

    text: str
    path: str
    sha256: str
    units: list[Unit]
    pieces: SourcePieces
    metadata: Metadata = field(default_factory=Metadata)
    lines: list[SpokenLine] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Chunk:
    text: str
    source: int
    source_length: int
    paragraph: int
    run: int
    italic: bool = False


@dataclass(slots=True)
class DraftBuilder:
    """Gathers paragraphs, piece by piece, into a text with a blank line between them.

    Call `part` once before the text of each part, `add` for every piece of a
    paragraph, and `end` when the paragraph ends; white space at its edges is
    dropped, and an empty paragraph leaves nothing behind. Call `blank` where the
    writer left a paragraph or a line empty. A line break inside a paragraph is a
    piece ``"\\n"``; whether it parts paragraphs is settled here; with
    ``edge_breaks`` one at a paragraph's edge shows as a blank line. What ``noise``
    matches within a paragraph is dropped as well. ``size``, ``bold``, ``italic`` and ``centred``
    are set by a reader that knows how what it adds looks; see `Unit`.
    """

    path: str
    pieces: SourcePieces = field(default_factory=SourcePieces)
    units: list[Unit] = field(default_factory=list)
    opens_chapter: str | None = None
    opens_scene: bool = False
    noise: re.Pattern[str] | None = None
    edge_breaks: bool = False
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    _italics: list[tuple[int, int]] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _length: int = 0
    _chunks: list[_Chunk] = field(default_factory=list)
    _blanks: int = 0
    # The size of the smallest letters of the current paragraph, and whether all are bold.
    _smallest: float = 0.0
    _all_bold: bool = True
    _lettered: bool = False

    def part(self, name: str, source: str | None = None) -> None:
        """Say that what follows comes from this part; its text, where it has lines."""
        lines = None if source is None else line_starts(source)
        self.pieces.parts.append(SourcePart(self.path, name, lines))

    def add(
        self,
        text: str,
        source: int,
        source_length: int | None = None,
        *,
        paragraph: int = -1,
        run: int = -1,
    ) -> None:
        """Add a piece to the current paragraph; equal lengths map character by character."""
        if text:
            length = len(text) if source_length is None else source_length
            self._chunks.append(_Chunk(text, source, length, paragraph, run, self.italic))
            if not text.isspace():
                smallest = self._smallest
                self._smallest = min(smallest, self.size) if self._lettered else self.size
                self._all_bold = self._all_bold and self.bold
                self._lettered = True

    @property
    def latest(self) -> str:
        """The text of the paragraph that ended last."""
        return self._texts[-1] if self._texts else ""

    def widen(self, end: int) -> None:
        """Let the source of the latest piece reach to this offset."""
        if self._chunks:
            self._chunks[-1].source_length = max(0, end - self._chunks[-1].source)

    def short_texts(self, since: int = 0) -> dict[int, str]:
        """The short paragraphs from a unit on, by their offsets, folded for comparing."""
        found: dict[int, str] = {}
        at = self._length
        first = self.units[since].start if since < len(self.units) else at
        for text in reversed(self._texts):
            at -= len(text)
            if at < first:
                break
            if len(text) <= 200:
                found[at] = " ".join(text.casefold().split())
        return found

    def blank(self, count: int = 1) -> None:
        """Say that empty paragraphs or lines stand here, between two paragraphs."""
        self._blanks += count

    @property
    def pending(self) -> bool:
        """Whether the current paragraph holds anything yet."""
        return bool(self._chunks)

    def tail(self, most: int = 40) -> str:
        """The last characters of the current paragraph so far, ``most`` or somewhat more."""
        found = ""
        for chunk in reversed(self._chunks):
            if len(found) >= most:
                break
            found = chunk.text[-most:] + found
        return found

    def lead(self, text: str, *, paragraph: int = -1) -> None:
        """Put text that has no place in the source before the current paragraph."""
        gap = " " if any(not chunk.text.isspace() for chunk in self._chunks) else ""
        self._chunks.insert(0, _Chunk(text + gap, 0, 0, paragraph, -1))

    def drop(self) -> None:
        """Forget the current paragraph."""
        self._chunks = []
        self._all_bold, self._lettered = True, False

    def end(
        self,
        kind: BlockKind = "paragraph",
        level: int = 0,
        *,
        contents: bool = False,
        linked: bool = False,
    ) -> Unit | None:
        """End the current paragraph and return its last unit, or None if it was empty.

        Line breaks in it may make it several; only the first is then a heading.
        """
        chunks, self._chunks = self._chunks, []
        bold = self._all_bold and self._lettered
        self._all_bold, self._lettered = True, False
        whole = clean("".join(chunk.text for chunk in chunks))
        if self.noise is not None and self.noise.search(whole):
            chunks = _without(chunks, [match.span() for match in self.noise.finditer(whole)])
            whole = clean("".join(chunk.text for chunk in chunks))
        first, last = _edges(whole)
        if first >= last:
            return None
        if kind == "heading" and last - first > _LONGEST_HEADING and "\n" not in whole[first:last]:
            kind, level = "paragraph", 0
        if self.edge_breaks:
            self._blanks += whole.count("\n", 0, first)
        unit: Unit | None = None
        for low, high, blanks in _stretches(whole[first:last], kind):
            self._blanks += blanks
            own: BlockKind = kind if unit is None else "paragraph"
            unit = self._unit(chunks, whole, (first + low, first + high), own)
            unit.level = level if own == kind else 0
            unit.contents, unit.linked = contents, linked
            unit.size, unit.bold, unit.centred = self._smallest, bold, self.centred
            if not contents:
                unit.chapter, unit.scene = self.opens_chapter, self.opens_scene
                self.opens_chapter, self.opens_scene = None, False
        if self.edge_breaks:
            self._blanks += whole.count("\n", last)
        return unit

    def _unit(
        self, chunks: list[_Chunk], whole: str, bounds: tuple[int, int], kind: BlockKind
    ) -> Unit:
        """Take in a range of the text of the chunks, as a unit.

        Raises FabulaError beyond a million paragraphs.
        """
        if len(self.units) >= _MOST_UNITS:
            raise FabulaError(
                f"{self.path}: has more than {_MOST_UNITS:,} paragraphs, which no manuscript has; "
                "save the text alone as .docx or .txt and read that"
            )
        first, last = bounds
        start = self._length + 2 if self.units else 0
        if self.units:
            self._texts.append("\n\n")
        self._texts.append(whole[first:last])
        self._length = start + last - first
        for chunk, at in _cut(chunks, first, last):
            if chunk.italic:
                self._slant(start + at - first, start + at - first + len(chunk.text))
            self.pieces.append(
                start + at - first,
                len(chunk.text),
                chunk.source,
                chunk.source_length,
                chunk.paragraph,
                chunk.run,
            )
        unit = Unit(kind, start, self._length, blanks=self._blanks)
        self._blanks = 0
        self.units.append(unit)
        return unit

    def _slant(self, first: int, last: int) -> None:
        """Note that a range of the text is in italics; ranges that touch are one."""
        if self._italics and self._italics[-1][1] == first:
            first = self._italics.pop()[0]
        self._italics.append((first, last))

    def finish(self, sha256: str, metadata: Metadata | None = None) -> Draft:
        """The draft of everything gathered, with a sign where blanks break a scene."""
        self.end()
        text = self._with_breaks("".join(self._texts))
        return Draft(
            text, self.path, sha256, self.units, self.pieces, metadata or Metadata(),
            italics=self._italics,
        )  # fmt: skip

    def _with_breaks(self, text: str) -> str:
        gaps = scene_gaps(text, self.units)
        shown: list[str] = []
        units: list[Unit] = []
        at = shift = 0
        places = [self.units[index].start for index in gaps]
        breaks = set(gaps)
        for index, unit in enumerate(self.units):
            unit.blanks = 0
            if index in breaks:
                shown += (text[at : unit.start], _SIGN)
                at = unit.start
                units.append(Unit("break", at + shift, at + shift + len(_SIGN.rstrip())))
                shift += len(_SIGN)
            unit.start, unit.end = unit.start + shift, unit.end + shift
            units.append(unit)
        if places:
            self.units = units
            _shift(self.pieces, places, len(_SIGN))
            before = np.searchsorted(places, [first for first, _ in self._italics], side="right")
            self._italics = [
                (first + by, last + by)
                for (first, last), by in zip(
                    self._italics, (before * len(_SIGN)).tolist(), strict=True
                )
            ]
        return "".join(shown) + text[at:]


def _stretches(text: str, kind: BlockKind) -> list[Stretch]:
    if "\n" not in text:
        return [(0, len(text), 0)]
    return split_heading(text) if kind == "heading" else paragraphs_of(text)


def _shift(pieces: SourcePieces, places: list[int], by: int) -> None:
    """Move the pieces of the text along, by so much more from each place on."""
    starts = np.frombuffer(pieces.start, dtype=np.int64)
    moved = starts + by * np.searchsorted(np.array(places), starts, side="right")
    pieces.start = array("q", moved.tobytes())


def _cut(chunks: list[_Chunk], first: int, last: int) -> Iterator[tuple[_Chunk, int]]:
    """The chunks within a range of their joined text, and where each begins in it."""
    at = 0
    for chunk in chunks:
        low, high = max(at, first), min(at + len(chunk.text), last)
        if low < high:
            source, length = chunk.source, chunk.source_length
            if length == len(chunk.text):
                source, length = source + low - at, high - low
            piece = chunk.text[low - at : high - at]
            yield replace(chunk, text=piece, source=source, source_length=length), low
        at += len(chunk.text)


def _without(chunks: list[_Chunk], ranges: list[tuple[int, int]]) -> list[_Chunk]:
    """The chunks without some ranges, in order, of their joined text."""
    kept: list[_Chunk] = []
    at = index = 0
    for chunk in chunks:
        low, end = at, at + len(chunk.text)
        while index < len(ranges) and ranges[index][0] < end:
            kept.extend(piece for piece, _ in _cut([chunk], low - at, ranges[index][0] - at))
            low = max(low, ranges[index][1])
            if ranges[index][1] > end:
                break
            index += 1
        kept.extend(piece for piece, _ in _cut([chunk], low - at, end - at))
        at = end
    return kept


def _edges(text: str) -> tuple[int, int]:
    match = _EDGE.match(text)
    first = match.end() if match else 0
    last = len(text)
    while last > first:
        stripped = len(text[first:last].rstrip().rstrip(_EDGE_CHARACTERS)) + first
        if stripped == last:
            break
        last = stripped
    return first, last
