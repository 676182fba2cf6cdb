"""Somebody's attitude to a clause of the text, before it is a row of a table."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Attitude", "Came", "Held", "Truth"]

Attitude = Literal["knows", "believes", "doubts", "denies"]
Came = Literal["saw", "heard", "told", "read", "inferred", "always"]
Truth = Literal["so", "not so", "open"]


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's attitude to a clause.

    ``clause``: its first and exclusive last token. ``verb``: the word that says so. ``truth``:
    whether the clause is so, as far as the verb tells. ``source``: who told them.
    """

    who: int
    attitude: Attitude
    how: Came | None
    source: int | None
    clause: tuple[int, int]
    verb: int
    truth: Truth
    confidence: float = 0.7
