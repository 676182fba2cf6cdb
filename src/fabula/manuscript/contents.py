"""Tables of contents: runs of headings with no story between them, which are not chapters."""

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.manuscript.draft import Unit
from fabula.manuscript.headings import Heading, is_title, read_heading

__all__ = ["Row", "drop_contents", "lists_headings", "names_contents"]

_NAMES = frozenset(
    ("contents", "table of contents", "list of illustrations", "illustrations", "chapters")
)
_FEWEST = 4
_GAP_WORDS = 30
_ENTRY_WORDS = 30


@dataclass(slots=True)
class Row:
    """A unit on its way to being a block: its words counted, its heading read.

    ``given``: the format itself calls it a heading. ``subtitle``: it goes on with
    the heading before it.
    """

    unit: Unit
    words: int
    heading: Heading | None = None
    is_break: bool = False
    subtitle: bool = False
    given: bool = False

    @property
    def heads(self) -> bool:
        """Whether this is a heading."""
        return self.unit.kind == "heading"


def lists_headings(text: str) -> bool:
    """Whether the lines of one paragraph are mostly headings, three or more."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not 3 <= len(lines) <= 400:
        return False
    if not any(read_heading(line) for line in lines[:2]):
        return False
    found = sum(read_heading(line) is not None for line in lines)
    return found >= 3 and found >= 0.6 * len(lines)


def names_contents(text: str) -> bool:
    """Whether a line says that contents follow: Contents, List of Illustrations."""
    return text.casefold().strip(" .:_*[]") in _NAMES


def _is_entry(text: str, row: Row) -> bool:
    """Whether a paragraph after the word CONTENTS still belongs to the table."""
    piece = text[row.unit.start : row.unit.end]
    if row.heading is not None or names_contents(piece) or lists_headings(piece):
        return True
    lines = piece.split("\n")
    if len(lines) >= 3:
        return all(len(line) <= 80 for line in lines) and not piece.endswith((".", "”", '"', "!"))
    return row.words <= _ENTRY_WORDS and is_title(lines[0].rstrip(" .0123456789"))


def drop_contents(text: str, rows: Sequence[Row]) -> list[Row]:
    """The rows without tables of contents."""
    rows = [
        row for row in rows if row.heads or not lists_headings(text[row.unit.start : row.unit.end])
    ]
    rows = _drop_named(text, rows)
    return _drop_runs(rows)


def _drop_named(text: str, rows: list[Row]) -> list[Row]:
    """Drop what stands under the word CONTENTS, up to the first heading that comes twice."""
    kept: list[Row] = []
    later = _last_seen(rows)
    index = 0
    while index < len(rows):
        row = rows[index]
        if not names_contents(text[row.unit.start : row.unit.end]):
            kept.append(row)
            index += 1
            continue
        index = _end_of_named(text, rows, index + 1, later)
    return kept


def _end_of_named(
    text: str, rows: list[Row], index: int, later: dict[tuple[str, int, str], int]
) -> int:
    first = index
    seen: set[tuple[str, int, str]] = set()
    while index < len(rows) and _is_entry(text, rows[index]):
        heading = rows[index].heading
        if heading is not None:
            if heading.key in seen and later[heading.key] == index:
                return _with_parts(rows, first, index)
            if later[heading.key] == index and heading.key not in seen and not seen:
                return index
            seen.add(heading.key)
        index += 1
    return index


def _last_seen(rows: Sequence[Row]) -> dict[tuple[str, int, str], int]:
    return {row.heading.key: i for i, row in enumerate(rows) if row.heading is not None}


def _with_parts(rows: Sequence[Row], first: int, index: int) -> int:
    """The heading at the index, or the part headings that stand directly before it."""
    heading = rows[index].heading
    while index > first + 1 and heading is not None and heading.rank != "part":
        above = rows[index - 1].heading
        if above is None or above.rank != "part":
            break
        heading, index = above, index - 1
    return index


def _drop_runs(rows: list[Row]) -> list[Row]:
    """Drop runs of headings with hardly a word between them that come again later."""
    places = [i for i, row in enumerate(rows) if row.heading is not None]
    later = _last_seen(rows)
    dropped: set[int] = set()
    run: list[int] = []
    for place in [*places, -1]:
        if place >= 0 and (not run or _close(rows, run[-1], place)):
            run.append(place)
            continue
        if len(run) >= _FEWEST:
            dropped.update(_contents_of(rows, run, later))
        run = [place]
    return [row for i, row in enumerate(rows) if i not in dropped]


def _close(rows: Sequence[Row], last: int, place: int) -> bool:
    return place - last <= 3 and sum(row.words for row in rows[last + 1 : place]) < _GAP_WORDS


def _contents_of(
    rows: Sequence[Row], run: list[int], later: dict[tuple[str, int, str], int]
) -> range:
    keys = [heading.key for i in run if (heading := rows[i].heading) is not None]
    last = run[-1]
    again = sum(later[key] > last for key in keys)
    end = len(run) - 1
    if keys[-1] in keys[:-1] or later[keys[-1]] == last:
        again += keys[-1] in keys[:-1]
        end = run.index(_with_parts(rows, run[0], last)) if last - 1 in run else len(run) - 1
        if again >= 0.6 * (end or 1):
            return range(run[0], run[end])
        return range(0)
    return range(run[0], last + 1) if again >= 0.6 * len(run) else range(0)
