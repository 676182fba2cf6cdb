"""Years of birth and death that a stone, a programme or a page gives: "Born 1850. Died 1880."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.manuscript.spans import Span

__all__ = ["Lifetime", "lifetimes"]

_YEAR = r"(1[0-9]{3}|20[0-9]{2})"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s)?(?:[0-9]{1,2}(?:st|nd|rd|th)?,?\s)?(?:[A-Z][a-z]{2,8}\.?,?\s)?"
_LIFE = re.compile(
    rf"(?<![\w-]){_YEAR},?\s?(?:–|—|-|to|until)\s?{_DAY}{_YEAR}(?![\w-])"
    rf"|\b[Bb]orn\s(?:in\s|on\s)?{_DAY}{_YEAR}\b[^\w]{{1,4}}(?:and\s)?[Dd]ied\s(?:in\s|on\s)?{_DAY}{_YEAR}\b"
)
_MOST_YEARS = 110
_FEWEST_YEARS = 1


@dataclass(frozen=True, slots=True)
class Lifetime:
    """From one year to another, as one place of the text says."""

    born: int
    died: int
    span: Span


def lifetimes(text: str) -> Iterator[Lifetime]:
    """Pairs of years that may be somebody's birth and death."""
    for match in _LIFE.finditer(text):
        first, last = (int(year) for year in match.groups() if year)
        if _FEWEST_YEARS <= last - first <= _MOST_YEARS:
            yield Lifetime(first, last, Span(*match.span()))
