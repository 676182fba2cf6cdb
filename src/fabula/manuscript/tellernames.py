"""Chapters that are headed by nothing but the name of whoever tells them, or whom they are about.

``JUNIPER`` on a line of its own is a shop's sign or a cue as easily. It heads a chapter where the
manuscript has no other headings, opens with such a line, and goes on so: two names at least,
known from the text or coming back, with paragraphs of prose under each.
"""

import re
from collections import Counter
from collections.abc import Sequence

from fabula.manuscript.contents import Row

__all__ = ["mark_teller_names"]

_NAME = re.compile(r"[\W_]*([A-Z][^\W\d_]+(?:[ ’'-][A-Z][^\W\d_]*){0,2})[\W_]*")
_FEWEST_WORDS = 20
_FEWEST_PARAGRAPHS = 2
_FIRST_ROWS = 3
"""How many paragraphs, a title and a byline, may stand before the first name."""

_CHAPTER = 2


def mark_teller_names(text: str, rows: Sequence[Row]) -> None:
    """Make headings of such lines."""
    if any(row.heads or row.unit.spoken for row in rows):
        return
    names = {i: name for i, row in enumerate(rows) if (name := _name(text, row))}
    if len(set(names.values())) < 2 or min(names) >= _FIRST_ROWS:
        return
    places = sorted(names)
    for at, after in zip(places, [*places[1:], len(rows)], strict=True):
        under = rows[at + 1 : after]
        if len(under) < _FEWEST_PARAGRAPHS or sum(r.words for r in under) < _FEWEST_WORDS:
            return
    headed = Counter(names.values())
    if all(_is_known(text, name, times) for name, times in headed.items()):
        for at in places:
            rows[at].unit.kind, rows[at].unit.level = "heading", _CHAPTER


def _name(text: str, row: Row) -> str:
    unit = row.unit
    if unit.kind != "paragraph" or row.is_break or row.words > 3:
        return ""
    words = text[unit.start : unit.end]
    found = _NAME.fullmatch(words)
    return found[1].upper() if found is not None and words[-1] not in ".,!?" else ""


def _is_known(text: str, name: str, times: int) -> bool:
    """Whether a name comes back over chapters, or stands in the text between them."""
    if times > 1:
        return True
    own_line = rf"^[\W_]*{re.escape(name.title())}[\W_]*$"
    between = len(re.findall(rf"\b{re.escape(name.title())}\b", text))
    return between > len(re.findall(own_line, text, re.MULTILINE))
