"""Work on several threads whose results come in order, whatever the number of threads."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

__all__ = ["in_order", "processors"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 3
"""Items in work or waiting per thread: what is held of a long book at once."""


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    threads: int | None = None,
    *,
    ahead: int = _AHEAD,
) -> Generator[Result, None, None]:
    """``work(item)`` of every item, in order.

    ``threads``: how many items are worked on at once, by default one per processor; the
    work gains only where it leaves Python's lock. About ``ahead`` results per thread are
    made before they are asked for.
    """
    count = threads or processors()
    if count == 1:
        yield from map(work, items)
        return
    pending: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for item in items:
                pending.append(pool.submit(work, item))
                if len(pending) > ahead * count:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
