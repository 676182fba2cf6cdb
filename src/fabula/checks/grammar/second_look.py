"""The reader's second look: its corrections made, and the paragraphs read again.

A remedy that leaves the place as doubtful as it was is none, and what looked wrong there was
more likely the story's own way: *she isn't being hard*, mended to *been*, is doubted still. All
corrections of a paragraph are made at once, so that two slips side by side do not speak against
each other. Only paragraphs with a correction are read again, each on its own.
"""

from collections.abc import Mapping, Sequence

from fabula.checks.framework.finding import Edit
from fabula.language.again import Doubts, doubts_again
from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["doubts_left"]


def doubts_left(
    reading: Reading, manuscript: Manuscript, edits: Mapping[int, Edit]
) -> dict[int, float]:
    """How likely something is still wrong where an edit was made, by the edit's number.

    An edit that overlaps one before it is left out. Nothing is said of a reading that no model
    made, or one that is not in use any more (`Reading.encoder`).
    """
    if not edits:
        return {}
    owned: dict[int, list[int]] = {}
    for number in sorted(edits, key=lambda n: edits[n].span):
        owned.setdefault(manuscript.block_at(edits[number].span.start), []).append(number)
    mended = [
        _Mended(reading.text, manuscript.blocks[block].span, [(n, edits[n]) for n in own])
        for block, own in owned.items()
        if block >= 0
    ]
    looks = doubts_again(reading, [one.text for one in mended])
    left: dict[int, float] = {}
    for one, again in zip(mended, looks or (), strict=looks is not None):
        left |= {number: _doubt(again, *place) for number, place in one.places.items()}
    return left


class _Mended:
    """A block with its edits made, and where in it what each put there begins and ends."""

    def __init__(self, text: str, block: Span, edits: Sequence[tuple[int, Edit]]) -> None:
        parts, at, size = [], block.start, 0
        self.places: dict[int, tuple[int, int]] = {}
        for number, edit in edits:
            if edit.span.start < at or edit.span.end > block.end:
                continue
            begin = size + edit.span.start - at
            size = begin + len(edit.replacement)
            parts += [text[at : edit.span.start], edit.replacement]
            at = edit.span.end
            self.places[number] = (begin, size)
        self.text = "".join(parts) + text[at : block.end]


def _doubt(again: Doubts, start: int, end: int) -> float:
    """The greatest doubt at the words of a place and those that touch it."""
    near = (again.end >= start - 1) & (again.start <= end + 1)
    return float(again.error[near].max(initial=0.0))
