"""What checks found in the passages of a book, kept for the next time it is checked.

A check whose reach is a paragraph or a scene finds in it what it found before, where neither
its words have changed nor what the check asked of the book (`StoryView.of_book`). Only checks
that need nothing but the text are kept so: what the others stand on, the reading and the tables
of the story, is made anew in whole, and an edit may change it anywhere.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from fabula.checks.framework.check import Check, Reach
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.fingerprint import fingerprinted
from fabula.checks.framework.runner import bare_findings, run_check
from fabula.checks.framework.view import BookQuestion, Shared
from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.passage import PassageCutter, moved_by, passages

__all__ = ["KeptFindings"]

_Passages = list[tuple[Span, Hashable]]


@dataclass(frozen=True, slots=True)
class _OfCheck:
    """A check's findings by passage, from its beginning; and what was true of the book."""

    found: Mapping[Hashable, tuple[Finding, ...]]
    answers: Mapping[BookQuestion, object]
    words: frozenset[str]

    def holds(self, shared: Shared) -> bool:
        """Whether what the check asked of the book has the same answers still."""
        return self.words == shared.words and all(
            _is_same(answer, asked.of(shared)) for asked, answer in self.answers.items()
        )


class KeptFindings:
    """Runs checks as `run_check` does, and none twice over a passage that is as it was.

    One for each manuscript that is checked again and again; a check must not change between.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _OfCheck] = {}
        self.reread = 0
        """How many passages were looked at in all, by one check each."""

    def run(self, check: Check, shared: Shared) -> tuple[Finding, ...]:
        """The findings of one check, with their fingerprints; raises what `run_check` does."""
        if check.reach == "book" or not check.needs <= {"text"}:
            return run_check(check, shared)
        places = _passages(shared, check.reach)
        before = self._kept.pop(check.name, None)
        if before is None or not before.holds(shared):
            return self._in_the_book(check, shared, places)
        kept = self._in_new_passages(check, shared, places, before)
        self._kept[check.name] = kept
        found = [moved_by(f, span.start) for span, key in places for f in kept.found[key]]
        return fingerprinted(check, found, shared.story.manuscript)

    def _in_the_book(self, check: Check, shared: Shared, places: _Passages) -> tuple[Finding, ...]:
        self.reread += len(places)
        shared.asked = set()
        found = bare_findings(check, shared)
        index = SpanIndex.of(span for span, _ in places)
        at = [index.last_begun(finding.span.start) for finding in found]
        if min(at, default=0) >= 0:  # else something is found outside all passages
            of_place: list[list[Finding]] = [[] for _ in places]
            for finding, place in zip(found, at, strict=True):
                of_place[place].append(moved_by(finding, -places[place][0].start))
            keys = [key for _, key in places]
            own = dict(zip(keys, map(tuple, of_place), strict=True))
            self._kept[check.name] = _of_check(own, shared.asked, shared)
        return fingerprinted(check, found, shared.story.manuscript)

    def _in_new_passages(
        self, check: Check, shared: Shared, places: _Passages, before: _OfCheck
    ) -> _OfCheck:
        found: dict[Hashable, tuple[Finding, ...]] = {}
        asked, cutter = set(before.answers), PassageCutter(shared.story)
        for span, key in places:
            own = before.found.get(key, found.get(key))
            if own is None:
                self.reread += 1
                alone = Shared(cutter.cut(span), words=shared.words, book=shared)
                own = tuple(bare_findings(check, alone))
                asked |= alone.asked
            found[key] = own
        return _of_check(found, asked, shared)


def _of_check(
    found: Mapping[Hashable, tuple[Finding, ...]], asked: Iterable[BookQuestion], shared: Shared
) -> _OfCheck:
    return _OfCheck(found, {one: one.of(shared) for one in asked}, shared.words)


def _passages(shared: Shared, reach: Reach) -> _Passages:
    """The passages of a story, each with all that a check of its text can see of it."""
    at = (KeptFindings, reach)
    if at not in shared.memo:
        story, cutter = shared.story, PassageCutter(shared.story)
        spans = passages(story.manuscript, reach)
        shared.memo[at] = [(span, cutter.text_of(span)) for span in spans]
    made: _Passages = shared.memo[at]  # type: ignore[assignment]
    return made


def _is_same(one: object, other: object) -> bool:
    """Whether two answers are equal beyond doubt."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return (
            isinstance(one, np.ndarray)
            and isinstance(other, np.ndarray)
            and (one.dtype == other.dtype and np.array_equal(one, other))
        )
    try:
        return type(one) is type(other) and bool(one == other)
    except (TypeError, ValueError):
        return False
