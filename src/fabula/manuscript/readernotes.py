"""Notes to readers, archive headers and bylines among the story's paragraphs: no story.

Only what says of itself that it is a note goes, and only where such notes stand: before a
chapter's first words or after its last. A note or a letter inside the fiction stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fabula.manuscript.contents import Row
from fabula.manuscript.notewords import (
    addresses_readers,
    ends_note,
    field_of,
    is_byline,
    is_inline_note,
    is_label,
    opens_note,
    reads_as_note,
)

__all__ = ["Notes", "without_notes"]

# How far a note may reach: paragraphs from its marker to the sign that ends it.
_REACH = 8
_REACH_WORDS = 500
_LONGEST = 40
_UNSIGNED = 2
_SHORT_WORDS = 150
_LAST = 14
_OPENERS, _CLOSERS = ("(", "[", "{"), (")", "]", "}")
_QUOTES = '"“‘«„'


@dataclass
class Notes:
    """The rows that are story, and what a header among the others says of the work."""

    rows: list[Row]
    title: str = ""
    author: str = ""
    gone: set[int] = field(default_factory=set)


def without_notes(text: str, rows: Sequence[Row]) -> Notes:
    """The rows without notes to readers, headers of archives, and bylines under headings."""
    notes = Notes(list(rows))
    reader = _Reader(text, rows, notes)
    for first, last in _stretches(rows):
        reader.opening(first, last)
        reader.closing(first, last)
    reader.labelled()
    for index, row in enumerate(rows):
        if row.unit.kind == "paragraph" and is_inline_note(
            text[row.unit.start : row.unit.start + 40]
        ):
            notes.gone.add(index)
    if any(row.unit.kind == "paragraph" for row in reader.left()):
        notes.rows = reader.left()
    return notes


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Half-open ranges between headings."""
    first = 0
    for index, row in enumerate(rows):
        if row.heads:
            if index > first:
                yield first, index
            first = index + 1
    if len(rows) > first:
        yield first, len(rows)


class _Reader:
    """Finds the notes of one stretch after another."""

    def __init__(self, text: str, rows: Sequence[Row], notes: Notes) -> None:
        self._text = text
        self._rows = rows
        self._notes = notes

    def _words(self, index: int) -> str:
        unit = self._rows[index].unit
        return self._text[unit.start : unit.end]

    def left(self) -> list[Row]:
        """The rows that are story."""
        return [row for index, row in enumerate(self._rows) if index not in self._notes.gone]

    def opening(self, first: int, last: int) -> None:
        """Take what stands before the first words of the story."""
        at = first
        taken = False
        while at < last:
            row = self._rows[at]
            if row.is_break:
                at += 1
                continue
            end = self._note_at(at, last, top=True)
            if end == at:
                # A title or a name of the head may stand among the fields of a header.
                if not taken and at - first < 2 and row.words <= 8 and first == 0:
                    at += 1
                    continue
                return
            if end >= last and all(i in self._notes.gone for i in range(first, at)):
                # The whole chapter would be a note.
                end = min(end, at + 1)
            self._notes.gone.update(range(at, end))
            at, taken = end, True

    def closing(self, first: int, last: int) -> None:
        """Take what stands after the last words of the story."""
        begun = next(
            (i for i in range(first, last) if i not in self._notes.gone and not self._is_break(i)),
            last,
        )
        for at in range(max(begun + 1, last - _LAST), last):
            if at in self._notes.gone or self._is_break(at):
                continue
            if self._ends_with_note(at, last, self._words(at)):
                self._notes.gone.update(range(at, last))
                return
        at = last - 1
        while at > begun and (self._is_break(at) or self._speaks(at)):
            if not self._is_break(at):
                self._notes.gone.add(at)
            at -= 1

    def _is_break(self, index: int) -> bool:
        return self._rows[index].is_break

    def _speaks(self, index: int) -> bool:
        return addresses_readers(self._words(index))

    def _ends_with_note(self, at: int, last: int, words: str) -> bool:
        """Whether a note begins here that reaches to the end of the stretch."""
        if not (opens_note(words) or is_label(words)):
            return False
        rest = [i for i in range(at + 1, last) if not self._rows[i].is_break]
        if sum(self._rows[i].words for i in rest) > _REACH_WORDS:
            return False
        if (at > 0 and self._rows[at - 1].is_break) or is_label(words):
            return len(rest) <= _REACH
        # Without a break before it, a note in the middle would take story with it.
        if words[:1] in _OPENERS and words[-1:] in _CLOSERS:
            return not rest
        unsigned = [i for i in rest if not self._goes_on(i)]
        return len(unsigned) < _UNSIGNED and not any(self._is_told(i, i + 1) for i in unsigned)

    def _note_at(self, at: int, last: int, *, top: bool) -> int:
        """Where the note that begins at a row ends; the row itself if none does."""
        words = self._words(at)
        if self._is_header(at, words):
            return at + 1
        if is_label(words) or opens_note(words):
            return self._end_of_note(at, last)
        if top and is_byline(words):
            self._notes.author = self._notes.author or (is_byline(words) if at < 4 else "")
            return at + 1
        return at + 1 if addresses_readers(words) else at

    def _is_header(self, at: int, words: str) -> bool:
        """Whether a paragraph is a header's lines; alone, or with another by it."""
        lines = [line.strip() for line in words.split("\n")]
        if len(lines) > 40:
            return False
        fields = [found for line in lines if (found := field_of(line))]
        if not fields or not field_of(lines[0]) or len(fields) < 0.5 * len(lines):
            return False
        beside = any(
            0 <= other < len(self._rows)
            and not self._rows[other].is_break
            and field_of(self._words(other).split("\n")[0])
            for other in (at - 1, at + 1)
        )
        if len(fields) < 2 and not beside and not fields[0][2]:
            return False
        for name, value, _ in fields:
            if name == "title":
                self._notes.title = self._notes.title or value
            elif name in ("author", "pen name", "username"):
                self._notes.author = self._notes.author or value
        return True

    def _end_of_note(self, at: int, last: int) -> int:
        """Where a note at a chapter's head ends.

        Where it says so; at a break close by; else with the paragraphs that go on
        speaking to readers, and with the first one under a bare label.
        """
        reach = words = 0
        for index in range(at + 1, min(last, at + 1 + _REACH)):
            row = self._rows[index]
            words += row.words
            if words > _REACH_WORDS:
                break
            if ends_note(self._words(index)):
                return index + 1
            if row.is_break:
                reach = index
                break
        least = at + 2 if is_label(self._words(at)) else at + 1
        end = at + 1
        most = min(last, at + _LONGEST)
        while end < most and (end < least or self._goes_on(end)):
            if self._rows[end].is_break:
                break
            end += 1
        if reach and reach - end <= _UNSIGNED and not self._is_told(end, reach):
            return reach
        return min(end, last)

    def _goes_on(self, index: int) -> bool:
        words = self._words(index)
        return reads_as_note(words) or is_label(words) or opens_note(words)

    def _is_told(self, first: int, last: int) -> bool:
        return any(self._words(index)[:1] in _QUOTES for index in range(first, last))

    def labelled(self) -> None:
        """Take notes whose label is a heading: the heading, and what stands under it."""
        rows = self._rows
        for index, row in enumerate(rows):
            if not row.heads or not is_label(self._words(index)):
                continue
            last = next((i for i in range(index + 1, len(rows)) if rows[i].heads), len(rows))
            stop = next((i for i in range(index + 1, last) if rows[i].is_break), last)
            under = range(index + 1, stop)
            if sum(rows[i].words for i in under) > _REACH_WORDS:
                continue
            words = self._words(index)
            plain = is_inline_note(words) or "disclaimer" in words.casefold()
            short = stop < last or sum(rows[i].words for i in under) <= _SHORT_WORDS
            if plain or any(
                i in self._notes.gone
                or self._speaks(i)
                or (short and reads_as_note(self._words(i)))
                for i in under
            ):
                self._notes.gone.update(range(index, stop))
