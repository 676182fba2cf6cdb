"""A shelf filled: every book read once, kept at once, gathered into batches, failures told."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fabula import __version__
from fabula.export.shelf_store import Book, Failure, Shelf, is_shelf
from fabula.files.locks import alone
from fabula.manuscript.errors import FabulaError
from fabula.pipeline.reading import name_of_model
from fabula.shelf.crew import Crew, Done, Lost, Outcome
from fabula.shelf.metadata import BookMetadata
from fabula.shelf.sources import BookSource
from fabula.shelf.work import KEY_DIGITS, Gather, ReadBook, reason_of, settings_of

__all__ = ["Filled", "ShelfProgress", "fill_shelf"]

_BATCH_WORDS = 2_000_000
_BATCH_BOOKS = 200


@dataclass(frozen=True, slots=True)
class ShelfProgress:
    """How far a run is: books of ``books`` done, of these ``failed``, and the share of their bytes.

    ``at``: the sources in hand.
    """

    done: int
    failed: int
    books: int
    share: float
    at: tuple[str, ...]


@dataclass(slots=True)
class Filled:
    """What a run did. ``known``: books that were there; ``copies``: of books read in this run.

    ``unknown``: rows of the metadata that mean no book of the shelf.
    """

    read: list[Book] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    known: int = 0
    copies: int = 0
    again: int = 0
    unknown: list[str] = field(default_factory=list)


def fill_shelf(
    folder: Path,
    sources: Sequence[BookSource],
    crew: Callable[[Path, int], Crew],
    *,
    resume: bool = False,
    words: bool = True,
    failures: Iterable[Failure] = (),
    metadata: BookMetadata | None = None,
    tell: Callable[[ShelfProgress], None] = lambda _: None,
) -> Filled:
    """Read the books to a shelf in the folder, and go on where another run ended.

    ``crew``: who works, given the folder and how many may be of use. ``words``: whether the
    shelf has every word too. ``failures``: what was no book to begin with.
    Raises `FabulaError` where there is a shelf and it is not to be resumed, or something
    else, and where nobody can work.
    """
    if not is_shelf(folder):
        Shelf.make(folder, words=words)
    elif not resume and Shelf.at(folder).books():
        raise FabulaError(f"{folder}: there is a shelf already", code="is-shelf")
    with alone(folder / "shelf.json", 0.0):
        shelf = Shelf.at(folder)
        if shelf.about.words != words:
            has = "has" if shelf.about.words else "has not"
            raise FabulaError(f"{folder}: this shelf {has} the words", code="shelf-words")
        shelf.sweep()
        run = _Run(shelf, sources, failures, tell)
        try:
            run.work(crew)
        finally:
            shelf.sweep()
        if metadata is not None:
            books = {key: book.source for key, book in shelf.books().items()}
            columns, rows, run.filled.unknown = metadata.of_books(books)
            shelf.put_metadata(columns, rows)
        return run.filled


class _Run:
    """One run: what is to be done, what is in hand, and what is known."""

    def __init__(
        self,
        shelf: Shelf,
        sources: Sequence[BookSource],
        failures: Iterable[Failure],
        tell: Callable[[ShelfProgress], None],
    ) -> None:
        self.filled = Filled()
        self._shelf = shelf
        self._tell = tell
        self._todo = deque(sorted(sources, key=lambda source: -source.size))
        self._again: deque[BookSource] = deque()
        self._books = len(sources)
        self._bytes = sum(source.size + 1 for source in sources)
        self._done_bytes = 0
        self._in_hand: list[ReadBook | Gather] = []
        self._tries: dict[str, int] = {}
        self._most_tries = 1
        self._known = shelf.books()
        self._claimed: set[str] = set()
        self._stale: set[str] = set()
        self._kept = shelf.kept()
        self._model = name_of_model()
        named = {source.path for source in sources}
        self._failures = {f.source: f for f in shelf.failures() if f.source not in named}
        for failure in failures:
            self._fail(failure)

    def work(self, crew: Callable[[Path, int], Crew]) -> None:
        """Do all there is to do."""
        first = self._next()
        if first is not None or self._kept:
            with crew(self._shelf.folder, max(1, len(self._todo) + 1)) as hands:
                self._most_tries = hands.tries
                self._give(hands, first)
                while self._in_hand:
                    self._heed(hands.outcome())
                    self._give(hands, None)
        self._shelf.put_failures(self._failures.values())

    def _give(self, hands: Crew, first: ReadBook | None) -> None:
        """Let everybody have something to do, and no more than that."""
        job: ReadBook | Gather | None = first
        while len(self._in_hand) < hands.size:
            job = job or self._batch(at_end=False) or self._next()
            if job is None and not self._in_hand:  # alone, what somebody died over; then the rest
                job = self._retry() or self._batch(at_end=True)
            if job is None:
                break
            self._in_hand.append(job)
            hands.give(job)
            job = None
        self._say()

    def _next(self) -> ReadBook | None:
        """The next book that is not on the shelf yet."""
        while self._todo:
            source = self._todo.popleft()
            try:
                key = source.sha256()[:KEY_DIGITS]
                _, settings = settings_of(source)
            except Exception as error:  # of a bad book
                self._fail(Failure(source.path, reason_of(error, source.path)), source)
                continue
            if key in self._claimed:
                self.filled.copies += 1
                self._advance(source)
                continue
            self._claimed.add(key)
            there = self._known.get(key)
            if there is None:
                return ReadBook(source)
            if (there.model, there.fabula, there.settings) == (self._model, __version__, settings):
                self.filled.known += 1
                self._advance(source)
                continue
            self.filled.again += 1
            if key in self._kept:
                self._shelf.drop_kept(key)
                del self._kept[key]
            else:
                self._stale.add(key)
            return ReadBook(source)
        return None

    def _retry(self) -> ReadBook | None:
        return ReadBook(self._again.popleft()) if self._again else None

    def _batch(self, *, at_end: bool) -> Gather | None:
        """A batch of the books that are kept, once they are many; one is gathered at a time."""
        if any(isinstance(job, Gather) for job in self._in_hand) or not self._kept:
            return None
        words = sum(book.words for book in self._kept.values())
        if not at_end and words < _BATCH_WORDS and len(self._kept) < _BATCH_BOOKS:
            return None
        books = tuple(sorted(self._kept, key=lambda key: (self._kept[key].source, key)))
        stale = tuple(self._shelf.holding(self._stale & set(books)))
        return Gather(self._shelf.next_batch(), books, stale)

    def _heed(self, outcome: Outcome) -> None:
        job = outcome.job
        self._in_hand.remove(job)
        if isinstance(job, Gather):
            self._heed_batch(job, outcome)
            return
        source = job.source
        if isinstance(outcome, Done) and outcome.book is not None:
            self._kept[outcome.book.book] = outcome.book
            self.filled.read.append(outcome.book)
            self._advance(source)
        elif isinstance(outcome, Lost) and self._tries.get(source.path, 1) < self._most_tries:
            self._tries[source.path] = self._tries.get(source.path, 1) + 1
            self._again.append(source)
        elif isinstance(outcome, Lost):
            reason = f"who read it died over it, {self._most_tries} times ({outcome.reason})"
            self._fail(Failure(source.path, reason), source)
        elif not isinstance(outcome, Done):
            self._fail(Failure(source.path, outcome.reason), source)

    def _heed_batch(self, job: Gather, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._shelf.count(job.batch, job.books, job.stale)
            for key in job.books:
                del self._kept[key]
        elif isinstance(outcome, Lost) and self._tries.get(job.batch, 1) < self._most_tries:
            self._tries[job.batch] = self._tries.get(job.batch, 1) + 1
        else:
            raise FabulaError(f"{self._shelf.folder}: cannot be written ({outcome.reason})")

    def _fail(self, failure: Failure, source: BookSource | None = None) -> None:
        self._failures[failure.source] = failure
        self.filled.failed.append(failure)
        if source is None:
            self._books += 1
        else:
            self._advance(source)
        if source is not None:
            self._shelf.put_failures(self._failures.values())

    def _advance(self, source: BookSource) -> None:
        self._done_bytes += source.size + 1
        self._say()

    def _say(self) -> None:
        at = [job.source.path for job in self._in_hand if isinstance(job, ReadBook)]
        done = (
            len(self.filled.read) + len(self.filled.failed) + self.filled.known + self.filled.copies
        )
        share = self._done_bytes / self._bytes if self._bytes else 1.0
        self._tell(ShelfProgress(done, len(self.filled.failed), self._books, share, tuple(at)))
