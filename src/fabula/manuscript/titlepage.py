"""A title page at the head of a text: its first line is the title, "by" gives the author."""

import re
from collections.abc import Sequence

from fabula.manuscript.contents import Row
from fabula.manuscript.headings import is_title

__all__ = ["read_ruled_titles", "read_title_page", "settle_titles"]

_MOST_ROWS = 12
_MOST_WORDS = 150
_BYLINE_WORDS = 10
_WRITTEN = r"(?:(?:a|an)\s+(?:novel|novella|story|fan\s?fic(?:tion)?|tale|romance)\s+)?"
_BY = re.compile(
    rf"[~*(\[–—-]{{0,2}}\s*{_WRITTEN}(?:written\s+)?by[\s:]+(\S.{{0,60}}?)[)\]~*]{{0,2}}",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"-?by (\S.{0,60}?)-?", re.IGNORECASE)
_ONLY_BY = re.compile(rf"{_WRITTEN}(?:written\s+)?by:?", re.IGNORECASE)
_UPLOADER = re.compile(r"@?[\w.-]{2,40}")
_WORDED = frozenset(("chapter", "part", "named"))


def read_ruled_titles(text: str, rows: Sequence[Row]) -> tuple[list[Row], tuple[str, str]]:
    """Titles between two rules of slashes, as FIMFiction's text files have them, made headings.

    Returns the rows without the rules and without a title that comes again below, and
    the book's title and author where the first one says so ("-by X-").
    """
    ruled = [row.is_break and text.startswith("//-", row.unit.start) for row in rows]
    if sum(ruled) < 2:
        return list(rows), ("", "")
    gone: set[int] = set()
    book = ("", "")
    for index in range(1, len(rows) - 1):
        row = rows[index]
        if row.is_break or not (ruled[index - 1] and ruled[index + 1]) or row.words > 20:
            continue
        gone |= {index - 1, index + 1}
        lines = _lines(text, [row])
        signed = _SIGNED.fullmatch(lines[-1]) if len(lines) > 1 else None
        row.unit.kind, row.unit.level = "heading", 0 if signed else 2
        if signed and not book[0]:
            book = (" ".join(lines[:-1]), signed[1])
        again = rows[index + 2] if index + 2 < len(rows) else None
        if again is not None and _lines(text, [again]) == lines:
            gone.add(index + 2)
    return [row for index, row in enumerate(rows) if index not in gone], book


def settle_titles(text: str, rows: Sequence[Row], title: str) -> tuple[list[Row], str]:
    """The rows without the byline of a title page, and the author that it names.

    Headings that are the book's title (the source's, or one that stands over others
    at the head), and headings of the title page before the first chapter's,
    get no level: they open no chapter.
    """
    front = _front(rows)
    gone, author = _byline(text, rows[:front])
    kept = [row for index, row in enumerate(rows) if index not in gone]
    _settle_front(kept, front - len(gone))
    _settle_running(text, kept, title)
    return kept, author


def _front(rows: Sequence[Row]) -> int:
    """How many rows at the head can be a title page: short, and before any chapter's heading."""
    count = 0
    for row in rows[:_MOST_ROWS]:
        if row.is_break or row.words > _BYLINE_WORDS or _is_worded(row):
            break
        count += 1
    return count


def _is_worded(row: Row) -> bool:
    if row.heading is None:
        return False
    return row.heading.rank in _WORDED or (row.heading.rank == "number" and row.given)


def _byline(text: str, front: Sequence[Row]) -> tuple[frozenset[int], str]:
    """The rows of a line "by" with a name, or of the word with the name under it."""
    lines = [" ".join(text[row.unit.start : row.unit.end].split()) for row in front]
    for index, line in enumerate(lines):
        if index == 0 or not any(row.heads for row in front[:index]):
            continue
        if _ONLY_BY.fullmatch(line) and index + 1 < len(lines) and _is_name(lines[index + 1]):
            return frozenset((index, index + 1)), lines[index + 1]
        match = _BY.fullmatch(line)
        if match and _is_name(match[1]):
            return frozenset((index,)), match[1]
    return frozenset(), ""


def _is_name(words: str) -> bool:
    """Whether words after "by" name a writer: set as a title, or the one word of an account."""
    return (is_title(words) and len(words.split()) <= 8) or bool(_UPLOADER.fullmatch(words))


def _settle_front(rows: Sequence[Row], front: int) -> None:
    """Headings with no text among them, before one that is worded as a chapter's, open nothing."""
    heads = [row for row in rows[:front] if row.heads]
    following = rows[front] if front < len(rows) else None
    if len(heads) != front or following is None or not following.heads:
        return
    if _is_worded(following):
        for row in heads:
            if row.given and row.heading is None:
                row.unit.level = 0


def _settle_running(text: str, rows: Sequence[Row], title: str) -> None:
    """The book's title over its chapters, on every page or once, is not a chapter's."""
    heads = [row for row in rows if row.heads and row.unit.level and not row.subtitle]
    if len(heads) < 3:
        return
    names = [" ".join(text[r.unit.start : r.unit.end].casefold().split()) for r in heads]
    known = {" ".join(title.casefold().split())} if title else set[str]()
    if names[0] in names[1:] and heads[0].heading is None:
        known.add(names[0])
    rest = [name for name in names if name not in known]
    if len(rest) < 2:
        return
    for row, name in zip(heads, names, strict=True):
        if name in known and row.heading is None:
            row.unit.level = 0


def read_title_page(text: str, rows: Sequence[Row]) -> tuple[str, str]:
    """Title and author from the lines before the first heading, and the title made a heading.

    Both are empty where the text begins with a heading of its own, or with prose.
    """
    front: list[Row] = []
    for row in rows[: _MOST_ROWS + 1]:
        if row.heads or row.unit.spoken:
            break
        front.append(row)
    if not 0 < len(front) <= min(_MOST_ROWS, len(rows) - 1) or (
        rows[len(front)].given and not (_author(text, front))
    ):
        return "", ""
    first = _lines(text, front[:1])[0]
    few = sum(row.words for row in front) < _MOST_WORDS
    if not few or not is_title(first) or first.endswith("."):
        return "", ""
    front[0].unit.kind, front[0].unit.level = "heading", 0
    return first.removeprefix("Title: "), _author(text, front)


def _lines(text: str, rows: Sequence[Row]) -> list[str]:
    """The lines of the rows, the first of which is the title."""
    return [
        " ".join(line.split())
        for row in rows
        for line in text[row.unit.start : row.unit.end].split("\n")
        if line.strip()
    ]


def _author(text: str, front: Sequence[Row]) -> str:
    lines = _lines(text, front)[1:]
    match = _BY.fullmatch("  ".join(lines[:2]) if lines[:1] and lines[0].casefold() == "by" else "")
    for line in lines:
        match = match or _BY.fullmatch(line)
    return match[1] if match and is_title(match[1]) else ""
