"""Changes and marks in a stretch of characters of a document, in the order of their writing.

A stretch is a run of Word or a text node of OpenDocument; offsets are code points into it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fabula.checks.framework.finding import Edit
from fabula.manuscript.model import Manuscript, SourcePlace
from fabula.manuscript.spans import Span

__all__ = ["CommentMark", "Marking", "MarkingStep", "TrackedChange", "Where"]

Where = tuple[int, int]
"""Paragraph and stretch, as the source map counts them."""


@dataclass(frozen=True, slots=True, order=True)
class TrackedChange:
    """In one stretch: the characters ``[start, end)`` become ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True, order=True)
class CommentMark:
    """In one stretch: a comment of this number begins or ends at a character."""

    at: int
    ends: bool
    number: int


@dataclass(frozen=True, slots=True, order=True)
class MarkingStep:
    """What comes next in a stretch that is taken apart, by place and, in one place, by rank."""

    at: int
    rank: int
    change: TrackedChange | None = None
    mark: CommentMark | None = None


class Marking:
    """Changes and marks taken in, by the stretch in which they are to be written.

    ``words``: those of the stretch that a place lies in, or None where it is none of the
    document's own. ``whole``: characters that stand for an element and cannot be changed.
    """

    def __init__(self, words: Callable[[SourcePlace], str | None], whole: str = "") -> None:
        self._words, self._whole = words, frozenset(whole)
        self._changes: defaultdict[Where, list[TrackedChange]] = defaultdict(list)
        self._marks: defaultdict[Where, list[CommentMark]] = defaultdict(list)

    def take(self, manuscript: Manuscript, edits: Sequence[Edit]) -> bool:
        """Take in the edits of a finding, all or none."""
        taken: list[tuple[Where, TrackedChange]] = []
        for edit in edits:
            changes = list(self._located(manuscript, edit))
            if not changes:
                return False
            taken += changes
        for where, change in taken:
            self._changes[where].append(change)
        return bool(taken)

    def mark(self, manuscript: Manuscript, span: Span, number: int) -> bool:
        """Mark the span as what the comment of this number is about, if it has a place here."""
        places = [p for p in manuscript.source.places(span) if self._stands(p)]
        if not places:
            return False
        first, last = places[0], places[-1]
        begin = CommentMark(first.source.start, False, number)
        self._marks[first.paragraph, first.run].append(begin)
        end = CommentMark(last.source.end, True, number)
        self._marks[last.paragraph, last.run].append(end)
        return True

    def stretches(self) -> Iterator[tuple[Where, list[MarkingStep]]]:
        """Each stretch that is touched, in the document's order, with its steps in theirs."""
        for where in sorted(self._changes.keys() | self._marks.keys()):
            yield where, _in_writing_order(self._changes[where], self._marks[where])

    def _located(self, manuscript: Manuscript, edit: Edit) -> Iterator[tuple[Where, TrackedChange]]:
        """The edit as changes in stretches; nothing if its words are not where they should be."""
        span = edit.span
        inserts = not len(span)
        if inserts:
            if not span.start:
                return
            span = Span(span.start - 1, span.start)
        places = manuscript.source.places(span)
        if sum(len(place.span) for place in places) != len(span):
            return
        if not all(self._holds(manuscript, place) for place in places):
            return
        if inserts:
            end = places[-1].source.end
            yield (places[-1].paragraph, places[-1].run), TrackedChange(end, end, edit.replacement)
            return
        replacement = edit.replacement
        for place in places:
            change = TrackedChange(place.source.start, place.source.end, replacement)
            yield (place.paragraph, place.run), change
            replacement = ""

    def _stands(self, place: SourcePlace) -> bool:
        words = self._words(place)
        return words is not None and len(place.source) > 0 and place.source.end <= len(words)

    def _holds(self, manuscript: Manuscript, place: SourcePlace) -> bool:
        """Whether the place holds just the words that the text shows, none of them an element."""
        words = self._words(place)
        if words is None or len(place.source) != len(place.span):
            return False
        held = words[place.source.start : place.source.end]
        return held == place.span.text(manuscript.text) and not self._whole & set(held)


def _in_writing_order(
    changes: Iterable[TrackedChange], marks: Iterable[CommentMark]
) -> list[MarkingStep]:
    """Changes, which are apart, and marks in the order in which they are written.

    A mark inside words that are changed moves before or behind the change, so that the
    comment is about all of it.
    """
    changes = sorted(changes)
    steps = [MarkingStep(change.start, 2, change=change) for change in changes]
    starts = [change.start for change in changes]
    for mark in marks:
        at = bisect_right(starts, mark.at)
        near = [c for c in changes[max(at - 2, 0) : at] if _touches(c, mark)]
        if near and mark.ends:
            steps.append(MarkingStep(near[-1].start, 3, mark=mark))
        elif near:
            steps.append(MarkingStep(near[-1].start, 1, mark=mark))
        else:
            steps.append(MarkingStep(mark.at, 0 if mark.ends else 1, mark=mark))
    return sorted(steps, key=lambda step: (step.at, step.rank))


def _touches(change: TrackedChange, mark: CommentMark) -> bool:
    """Whether the mark lies within the change, or ends where it ends."""
    if mark.ends:
        return change.start < mark.at <= change.end or change.start == mark.at == change.end
    return change.start < mark.at < change.end
