"""Products in blocks: those of numpy, and a row's own whatever stands beside it."""

import numpy as np
import pytest

from fabula.language.products import product


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 64, 1001])
def test_a_product_is_that_of_the_matrices(count: int) -> None:
    random = np.random.default_rng(count)
    rows = random.normal(size=(count, 37)).astype(np.float32)
    weight = random.normal(size=(37, 5)).astype(np.float32)
    found = product(rows, weight)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, rows @ weight, rtol=1e-4, atol=1e-4)


def test_blocks_before_and_after_change_no_digit() -> None:
    random = np.random.default_rng(3)
    rows = random.normal(size=(4000, 384)).astype(np.float32)
    weight = random.normal(size=(384, 64)).astype(np.float32)
    assert np.array_equal(product(rows, weight)[800:1600], product(rows[800:1600], weight))
