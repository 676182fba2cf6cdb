"""How long work takes, for tests of what grows with the text."""

import gc
import time
from collections.abc import Callable

__all__ = ["processor_seconds"]


def processor_seconds(work: Callable[[], object]) -> float:
    """The lesser of two runs, without the collections of garbage that fall to whoever is there."""
    times = []
    gc.disable()
    try:
        for _ in range(2):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(times)
