"""The corrections of a text's words: of some windows at once, of the others behind other work.

The corrections are asked for last. What they are found from is kept of the last windows, as much
as memory allows, so that they are found while a story is made of the reading: most of that work
is Python's, which keeps one processor busy.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from threading import Thread, main_thread

import numpy as np

from fabula.language.decode import Observed, corrections_of
from fabula.language.encoder import Model, Proof, Sheet
from fabula.language.reading import Edits
from fabula.language.threads import in_order, processors
from fabula.language.windows import Window

__all__ = ["Proofreading", "later_from"]

_KEPT_PIECES = 80_000
"""Word pieces whose vectors are kept for later: some 120 MB, let go window by window."""

_BEHIND = 2
"""Threads that work behind Python's: one waits for its lock while the other is at work."""


def later_from(sheet: Sheet, threads: int | None) -> int | None:
    """The first word whose corrections are left for later; None where none are, for one thread."""
    if (threads or processors()) == 1 or not len(sheet.counts):
        return None
    first = int(sheet.first_piece[-1]) - _KEPT_PIECES
    return int(np.searchsorted(sheet.first_piece, max(first, 0), side="left"))


class Proofreading:
    """Takes the windows' observations and makes the corrections of a reading of them."""

    def __init__(self, model: Model, total: int) -> None:
        """``total``: the words of the text."""
        self._model = model
        self._later: deque[tuple[Window, Proof]] = deque()
        self._edits = Edits(
            tag=np.zeros(total, dtype=np.uint16),
            score=np.zeros(total, dtype=np.float16),
            error=np.zeros(total, dtype=np.float16),
        )

    def add(self, seen: Observed) -> None:
        """Take the next window."""
        if seen.edits is not None:
            self._keep(seen.window, seen.edits)
        elif seen.proof is not None:
            self._later.append((seen.window, seen.proof))

    def edits(self) -> Edits | Future[Edits]:
        """The corrections of all windows taken; what is left for later is begun now."""
        if not self._later:
            return self._edits
        coming: Future[Edits] = Future()

        def work() -> None:
            try:
                for window, edits in _found(self._model, _taken(self._later)):
                    self._keep(window, edits)
                    if not main_thread().is_alive():
                        raise SystemExit  # broken off: nobody will ask
            except BaseException as problem:  # whoever asks for them is told
                coming.set_exception(problem)
            else:
                coming.set_result(self._edits)

        Thread(target=work, name="corrections").start()
        return coming

    def _keep(self, window: Window, edits: Edits) -> None:
        own, kept = slice(window.own_first, window.own_last), self._edits
        kept.tag[own], kept.score[own], kept.error[own] = edits.tag, edits.score, edits.error


def _taken(queue: deque[tuple[Window, Proof]]) -> Iterator[tuple[Window, Proof]]:
    while queue:
        yield queue.popleft()


def _found(model: Model, later: Iterable[tuple[Window, Proof]]) -> Iterator[tuple[Window, Edits]]:
    """The corrections of each window, in order; of windows in a row that share a proof once."""
    known: tuple[Proof, Edits] | None = None

    def work(item: tuple[Window, Proof]) -> tuple[Window, Edits]:
        nonlocal known
        window, proof = item
        last = known
        if last is None or last[0] is not proof:
            last = known = (proof, corrections_of(proof.corrections(model)))
        return window, last[1]

    return in_order(work, later, _BEHIND)
