"""Work on threads: results in order, few held at once, faults told."""

import threading
import time

import pytest

from fabula.language.threads import in_order


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(threads: int) -> None:
    def work(item: int) -> int:
        time.sleep(0.001 * (item % 3))
        return item * item

    assert list(in_order(work, range(20), threads)) == [n * n for n in range(20)]


def test_only_a_few_results_wait_to_be_asked_for() -> None:
    made: list[int] = []
    lock = threading.Lock()

    def work(item: int) -> int:
        with lock:
            made.append(item)
        return item

    results = in_order(work, range(1000), 2, ahead=2)
    assert next(results) == 0
    time.sleep(0.02)
    assert len(made) <= 2 * 2 + 1
    results.close()


@pytest.mark.parametrize("threads", [1, 3])
def test_a_fault_is_raised_where_its_result_is_asked_for(threads: int) -> None:
    results = in_order(lambda item: 1 // item, (2, 1, 0, 1), threads)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ZeroDivisionError):
        next(results)
