"""The kinds of numpy arrays, by what one number of them is."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bools", "Bytes", "Doubles", "Floats", "Halves", "Ints", "Longs", "Shorts", "Whole"]

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Halves = NDArray[np.float16]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Whole = NDArray[np.integer[Any]]
"""Whole numbers of any size."""
