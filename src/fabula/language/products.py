"""Matrix products that do not depend on the machine's threads or on where a row stands."""

import numpy as np

from fabula.arrays import Floats

__all__ = ["product"]


def product(rows: Floats, weight: Floats, block: int = 8) -> Floats:
    """``rows @ weight``, of [N, K] and [K, C], a block of rows at a time.

    numpy's linear algebra would spread a larger product over threads of its own. These fight
    with other threads for the processors, and the last digits would depend on how many there
    are. Every block, the last one filled with zeros, is one product of the same shape.
    """
    count, width = rows.shape
    whole = count - count % block
    out = np.empty((count, weight.shape[1]), dtype=np.float32)
    blocks = out[:whole].reshape(-1, block, weight.shape[1])
    np.matmul(rows[:whole].reshape(-1, block, width), weight, out=blocks)
    if whole < count:
        rest = np.zeros((block, width), dtype=np.float32)
        rest[: count - whole] = rows[whole:]
        out[whole:] = (rest @ weight)[: count - whole]
    return out
