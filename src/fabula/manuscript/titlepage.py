"""A title page at the head of a text: its first line is the title, "by" gives the author."""

import re
from collections.abc import Sequence

from fabula.manuscript.contents import Row
from fabula.manuscript.headings import is_title

__all__ = ["read_title_page"]

_MOST_ROWS = 12
_MOST_WORDS = 150
_BY = re.compile(r"by[\s:]+(\S.{1,60})", re.IGNORECASE)


def read_title_page(text: str, rows: Sequence[Row]) -> tuple[str, str]:
    """Title and author from the lines before the first heading, and the title made a heading.

    Both are empty where the text begins with a heading of its own, or with prose.
    """
    front: list[Row] = []
    for row in rows[: _MOST_ROWS + 1]:
        if row.heads:
            break
        front.append(row)
    if not 0 < len(front) <= min(_MOST_ROWS, len(rows) - 1) or rows[len(front)].given:
        return "", ""
    first = " ".join(text[front[0].unit.start : front[0].unit.end].split())
    few = sum(row.words for row in front) < _MOST_WORDS
    if not few or not is_title(first) or first.endswith("."):
        return "", ""
    front[0].unit.kind, front[0].unit.level = "heading", 0
    return first.removeprefix("Title: "), _author(text, front)


def _author(text: str, front: Sequence[Row]) -> str:
    lines = [" ".join(text[r.unit.start : r.unit.end].split()) for r in front[1:]]
    match = _BY.fullmatch("  ".join(lines[:2]) if lines[:1] and lines[0].casefold() == "by" else "")
    for line in lines:
        match = match or _BY.fullmatch(line)
    return match[1] if match and is_title(match[1]) else ""
