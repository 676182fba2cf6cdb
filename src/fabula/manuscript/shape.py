"""The shape of a manuscript: headings, scene breaks, chapters and scenes, from its units."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from fabula.manuscript.contents import Row, drop_contents
from fabula.manuscript.displaytype import mark_display
from fabula.manuscript.draft import Draft, Unit
from fabula.manuscript.gaps import scene_gaps
from fabula.manuscript.gutenberg import story_bounds
from fabula.manuscript.headings import Heading, is_aside, is_break, is_title, read_heading
from fabula.manuscript.lonesigns import mark_lone_signs
from fabula.manuscript.model import Block, Chapter, Scene
from fabula.manuscript.notewords import addresses_readers, field_of, is_label, opens_note
from fabula.manuscript.numbering import chapter_numbers
from fabula.manuscript.readernotes import without_notes
from fabula.manuscript.spans import Span
from fabula.manuscript.tellernames import mark_teller_names
from fabula.manuscript.titlepage import read_ruled_titles, read_title_page, settle_titles

__all__ = ["Shape", "shape_of"]

_FRONT_WORDS = 150
_EPIGRAPH_WORDS = 120
_SHORT = 400


class _HeadingDepth(IntEnum):
    """Depths of headings whose own format gives none."""

    PART = 1
    CHAPTER = 2
    BELOW = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Blocks, chapters and scenes in reading order; what a title page says."""

    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    scenes: tuple[Scene, ...]
    title: str = ""
    author: str = ""


def shape_of(draft: Draft) -> Shape:
    """The shape of a draft. Its text is not changed."""
    text = draft.text
    rows = _rows(draft)
    mark_lone_signs(text, rows)
    rows, ruled = read_ruled_titles(text, rows)
    rows = drop_contents(text, rows)
    mark_display(text, rows)
    _mark_headings(text, rows)
    mark_teller_names(text, rows)
    units = [row.unit for row in rows]
    for index in scene_gaps(text, units):
        units[index].scene = True
    title, author = ruled if ruled[0] else read_title_page(text, rows)
    rows, byline = settle_titles(text, rows, draft.metadata.title)
    notes = without_notes(text, rows)
    rows = notes.rows
    level = _chapter_level(rows)
    openings = _openings(text, rows, level)
    blocks = tuple(_block(row) for row in rows)
    chapters, scenes = _chapters(rows, openings, level)
    return Shape(blocks, chapters, scenes, title or notes.title, author or byline or notes.author)


def _block(row: Row) -> Block:
    unit = row.unit
    return Block(unit.kind, Span(unit.start, unit.end), max(1, unit.level) if row.heads else 0)


def _rows(draft: Draft) -> list[Row]:
    """The units that are story, with their words counted and their headings read."""
    text = draft.text
    start, end = story_bounds(text)
    rows: list[Row] = []
    for unit in draft.units:
        if unit.contents or unit.outside or unit.start < start or unit.end > end:
            continue
        piece = text[unit.start : unit.end]
        if is_aside(piece):
            continue
        row = Row(unit, 0)
        if unit.spoken and unit.kind != "break":
            row.words = len(piece.split())
        elif unit.kind == "break" or is_break(piece):
            unit.kind, unit.level, row.is_break = "break", 0, True
        else:
            row.words = len(piece.split())
            if len(piece) <= _SHORT:
                row.heading = read_heading(piece)
        rows.append(row)
    return rows


def _mark_headings(text: str, rows: Sequence[Row]) -> None:
    """Turn paragraphs worded as headings into headings, and give all of them levels."""
    given = [row for row in rows if row.heads and not row.unit.spoken]
    for row in given:
        row.given = True
    _demote_inserted(rows)
    counted_rows = chapter_numbers(text, rows)
    worded: list[Row] = []
    for index, row in enumerate(rows):
        if row.heads or row.heading is None or row.is_break:
            continue
        if row.heading.rank == "number":
            if not given and index in counted_rows:
                worded.append(row)
        elif row.heading.rank != "named" or not given:
            worded.append(row)
    levels = _word_levels(worded, given)
    for row in worded:
        heading = row.heading
        if heading is not None:
            row.unit.kind, row.unit.level = "heading", levels[_family(heading)]
    _mark_subtitles(text, rows)


def _demote_inserted(rows: Sequence[Row]) -> None:
    """Letters or scenes inside the chapters of a book, few and numbered, are no chapters."""
    words = Counter(
        row.heading.word for row in rows if row.heading and row.heading.rank == "chapter"
    )
    if len(words) < 2:
        return
    main, count = words.most_common(1)[0]
    begun = False
    for row in rows:
        heading = row.heading
        if heading is None or heading.rank != "chapter":
            continue
        begun = begun or heading.word == main
        if begun and heading.word not in ("", main) and words[heading.word] < 0.2 * count:
            row.heading = replace(heading, word="section")


def _family(heading: Heading) -> str:
    if heading.rank == "number":
        return heading.style
    return "section" if heading.word in ("scene", "section") else heading.rank


def _word_levels(worded: Sequence[Row], given: Sequence[Row]) -> dict[str, int]:
    """Levels of worded headings: parts over chapters over bare numbers within chapters."""
    families = Counter(_family(row.heading) for row in worded if row.heading is not None)
    levels: dict[str, int] = {
        "part": _HeadingDepth.PART,
        "chapter": _HeadingDepth.CHAPTER,
        "named": _HeadingDepth.CHAPTER,
    }
    like = [row.unit.level for row in given if row.heading and row.heading.rank == "chapter"]
    if given:
        levels["chapter"] = min(like) if like else min(row.unit.level for row in given)
        levels["part"] = max(1, levels["chapter"] - 1)
    numbers = [name for name in families if name not in ("part", "chapter", "named")]
    numbers.sort(key=lambda name: families[name])
    upper = bool(families["chapter"])
    for name in numbers:
        levels[name] = _HeadingDepth.BELOW if upper else _HeadingDepth.CHAPTER
    if not upper and len(numbers) > 1:
        for name in numbers[:-1]:
            levels[name] = _HeadingDepth.PART if _stand_over(worded, name) else _HeadingDepth.BELOW
    return levels


def _stand_over(worded: Sequence[Row], name: str) -> bool:
    """Whether headings of this family mostly come right before one of another family."""
    over = total = 0
    for row, following in zip(worded, [*worded[1:], None], strict=True):
        if row.heading is not None and _family(row.heading) == name:
            total += 1
            if following is not None and following.heading is not None:
                near = following.unit.start - row.unit.end < 200
                over += near and _family(following.heading) != name
    return over > 0.5 * total


def _mark_subtitles(text: str, rows: Sequence[Row]) -> None:
    """A title that stands alone under a bare chapter heading belongs to the heading."""
    for row, following, after in zip(rows, rows[1:], [*rows[2:], None], strict=False):
        if not row.heads or row.heading is None or row.heading.title or row.subtitle:
            continue
        if following.is_break or following.unit.spoken:
            continue
        if following.heads and following.given:
            continue
        if following.heading is not None and following.heading.rank != "named":
            continue
        piece = text[following.unit.start : following.unit.end]
        if opens_note(piece) or is_label(piece) or field_of(piece) or addresses_readers(piece):
            continue
        sentence = piece.endswith(".") and not piece.isupper() and following.words < 3
        if (
            is_title(piece)
            and not sentence
            and following.words <= 14
            and after is not None
            and not after.is_break
        ):
            following.unit.kind, following.unit.level = "heading", row.unit.level
            following.subtitle = True


def _chapter_level(rows: Sequence[Row]) -> int:
    """The heading level at which chapters begin, or 0 without headings."""
    heads = [
        row
        for row in rows
        if row.heads and not row.subtitle and row.unit.level and not row.unit.spoken
    ]
    if not heads:
        return 0
    worded = [
        row.unit.level
        for row in heads
        if row.heading
        and row.heading.rank == "chapter"
        and row.heading.word not in ("section", "scene")
    ]
    named = [row.unit.level for row in heads if row.heading and row.heading.rank == "named"]
    if worded:
        return Counter(worded).most_common(1)[0][0]
    counts = Counter(row.unit.level for row in heads)
    scenes = Counter(row.unit.level for row in heads if row.heading and row.heading.word == "scene")
    above = [row for row in heads if not _holds_chapters(row)]
    for level in sorted(counts)[1:]:
        # Scenes lie in chapters, if anything above them is one.
        if scenes[level] > 0.5 * counts[level] and any(r.unit.level < level for r in above):
            del counts[level]
    parts = Counter(row.unit.level for row in heads if _holds_chapters(row))
    for level in sorted(counts)[:-1]:
        # Parts hold chapters, if anything below them could be one.
        if parts[level] > 0.5 * counts[level] and any(
            counts[below] > 1 for below in counts if below > level
        ):
            del counts[level]
    if named and max(named) in counts and counts[max(named)] > 1:
        return max(named)
    for level in sorted(counts):
        if counts[level] > 1:
            return level
    return max(counts)


def _holds_chapters(row: Row) -> bool:
    """Whether the heading is worded as a part, or is a number that stands over others."""
    if row.heading is None:
        return False
    stands_over = (
        row.heading.rank == "number" and row.unit.level == _HeadingDepth.PART and not row.given
    )
    return row.heading.rank == "part" or stands_over


def _openings(text: str, rows: Sequence[Row], level: int) -> dict[int, str]:
    """Row indices at which chapters open, with their titles."""
    openings: dict[int, str] = {}
    for first, last in _groups(rows):
        title = _title(text, rows[first:last], level)
        if title is not None:
            openings[first] = title
    return _merge_fronts(rows, openings, level)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of rows that open something: headings with nothing between them."""
    index = 0
    while index < len(rows):
        if rows[index].unit.chapter is not None and not rows[index].heads:
            yield index, index + 1
        if not rows[index].heads:
            index += 1
            continue
        last = index + 1
        while last < len(rows) and rows[last].heads and rows[last].unit.chapter is None:
            last += 1
        yield index, last
        index = last


def _title(text: str, group: Sequence[Row], level: int) -> str | None:
    """The chapter title of a group of headings, or None if no chapter opens here."""
    heads = [row for row in group if row.heads]
    if not heads:
        return group[0].unit.chapter
    best = [row for row in heads if row.unit.level <= level]
    if not best:
        return group[0].unit.chapter
    deepest = max(row.unit.level for row in best)
    start = next(i for i, row in enumerate(heads) if row.unit.level == deepest)
    pieces = [heads[start]]
    for row in heads[start + 1 :]:
        if not row.subtitle:
            break
        pieces.append(row)
    return _join_title([" ".join(text[r.unit.start : r.unit.end].split()) for r in pieces])


def _join_title(pieces: Sequence[str]) -> str:
    title = pieces[0]
    for piece in pieces[1:]:
        title += (" " if title[-1:] in ".:!?—–-" else ": ") + piece
    return title


def _merge_fronts(rows: Sequence[Row], openings: dict[int, str], level: int) -> dict[int, str]:
    """Let a title page, or an epigraph under a part's heading, belong to the chapter after it."""
    starts = sorted(openings)
    if not starts:
        return {}
    merged: dict[int, str] = {}
    carried: int | None = None
    if starts[0] > 0:
        if sum(row.words for row in rows[: starts[0]]) < _FRONT_WORDS:
            carried = 0
        else:
            merged[0] = ""
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        opened = start if carried is None else carried
        carried = None
        over = rows[start].heads and _deepest(rows, start) < level
        if over and following is not None:
            words = sum(row.words for row in rows[start:following] if not row.heads)
            limit = _FRONT_WORDS if start == starts[0] else _EPIGRAPH_WORDS
            if words < limit and rows[following].unit.chapter is None:
                carried = opened
                continue
        merged[opened] = openings[start]
    return merged


def _deepest(rows: Sequence[Row], start: int) -> int:
    """The deepest level of the headings that stand together from this row."""
    level = 0
    while start < len(rows) and rows[start].heads:
        level = max(level, rows[start].unit.level)
        start += 1
    return level


def _chapters(
    rows: Sequence[Row], openings: dict[int, str], level: int
) -> tuple[tuple[Chapter, ...], tuple[Scene, ...]]:
    if not rows:
        return (), ()
    starts = sorted({0, *openings})
    chapters: list[Chapter] = []
    scenes: list[Scene] = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        inside = rows[start:end]
        for span in _scenes(inside, level):
            scenes.append(Scene(len(chapters), span))
        span = Span(inside[0].unit.start, inside[-1].unit.end)
        chapters.append(Chapter(openings.get(start, ""), span))
    return tuple(chapters), tuple(scenes)


def _scenes(rows: Sequence[Row], level: int) -> Iterator[Span]:
    """Spans of the paragraphs between scene breaks and subheadings."""
    first: Unit | None = None
    last: Unit | None = None
    for row in rows:
        divides = row.is_break or row.unit.scene or (row.heads and row.unit.level > level)
        if divides and first is not None and last is not None:
            yield Span(first.start, last.end)
            first = None
        if row.unit.kind == "paragraph":
            first = first or row.unit
            last = row.unit
    if first is not None and last is not None:
        yield Span(first.start, last.end)
