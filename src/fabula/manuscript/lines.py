"""Telling paragraphs apart in plain text: blank lines, one a line, indents, or short last lines."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from fabula.manuscript.draft import Unit
from fabula.manuscript.headings import is_break, opens_with_heading, read_heading

__all__ = ["Layout", "Line", "ends_sentence", "layout_of", "split_lines", "units_of", "wrap_width"]

_PAGE_END = re.compile(r"(?<=\S)\f(?=\S)")
Layout = Literal["blank", "line", "indent", "wrapped"]

_NARROWEST_WRAP, _LONGEST_WRAP = 40, 120
_CLOSERS = "\"'”’)]*_»"
_ENDS = ".!?:…—-"


@dataclass(slots=True)
class Line:
    """A line that is not blank: where its words begin and end, its indent, and its number."""

    start: int
    end: int
    indent: int
    number: int


def split_lines(text: str) -> list[Line]:
    """The lines of the text that are not blank; a tab indents by four.

    A form feed between two words ends a line as well; one before a heading counts as
    a blank line.
    """
    if "\f" in text:
        text = _PAGE_END.sub("\n", text)
    lines: list[Line] = []
    offset = pages = 0
    for number, raw in enumerate(text.split("\n")):
        words = raw.strip()
        if words:
            lead = len(raw) - len(raw.lstrip())
            pages += raw.find("\f", 0, lead) >= 0 and opens_with_heading(words)
            indent = lead + 3 * raw.count("\t", 0, lead)
            lines.append(Line(offset + lead, offset + lead + len(words), indent, number + pages))
        offset += len(raw) + 1
    return lines


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines with no blank line between them, together."""
    runs: list[list[Line]] = []
    previous = -2
    for line in lines:
        if line.number == previous + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
        previous = line.number
    return runs


def ends_sentence(text: str, line: Line) -> bool:
    """Whether the line ends a sentence, inside closing quotation marks or not."""
    tail = text[max(line.start, line.end - 6) : line.end].rstrip(_CLOSERS)
    return not tail or tail[-1] in _ENDS


def _width(line: Line) -> int:
    return line.indent + line.end - line.start


def layout_of(text: str, lines: list[Line]) -> Layout:
    """How this text tells its paragraphs apart.

    Lines are hard-wrapped when the first word of the next line would not have
    fitted at their end. Hard-wrapped text without blank lines between its
    paragraphs shows them by indented first lines or by short last ones.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if b.number == a.number + 1]
    if not pairs:
        return "blank"
    lengths = np.array([_width(a) for a, _ in pairs])
    width = float(np.percentile(lengths, 90))
    full = np.array([_is_full(text, a, b, width) for a, b in pairs])
    ends = np.array([ends_sentence(text, a) for a, _ in pairs])
    if not _NARROWEST_WRAP <= width <= _LONGEST_WRAP or full.mean() < 0.5 or ends.mean() > 0.8:
        return _unwrapped(text, lines, pairs, width)
    if len(lines) < 8 * max(1, len(lines) - len(pairs)):
        return "indent" if _shows_indents(text, pairs) else "blank"
    if _shows_indents(text, pairs):
        return "indent"
    return "wrapped" if (ends & ~full).mean() >= 0.04 else "blank"


def wrap_width(lines: list[Line]) -> float:
    """The width to which lines that have a next line are wrapped, or 0."""
    widths = [_width(a) for a, b in pairwise(lines) if b.number == a.number + 1]
    return float(np.percentile(np.array(widths), 90)) if widths else 0.0


def _is_full(text: str, line: Line, following: Line, width: float) -> bool:
    space = text.find(" ", following.start, following.end)
    word = (following.end if space < 0 else space) - following.start
    return _width(line) + 1 + word > width - 2


def _unwrapped(
    text: str, lines: list[Line], pairs: list[tuple[Line, Line]], width: float
) -> Layout:
    """Lines are paragraphs, unless they look like stanzas: short, and not ending sentences."""
    if width > 80 or len(pairs) > 0.95 * (len(lines) - 1):
        return "line"
    ended = sum(ends_sentence(text, a) for a, _ in pairs)
    if ended > 0.7 * len(pairs):
        return "line"
    return "indent" if _shows_indents(text, pairs) else "blank"


def _shows_indents(text: str, pairs: list[tuple[Line, Line]]) -> bool:
    """Whether indented lines inside runs begin paragraphs: after a sentence, and often."""
    base = min(b.indent for _, b in pairs)
    indented = [a for a, b in pairs if b.indent > base and a.indent == base]
    if len(indented) < max(1, 0.02 * len(pairs)) or len(indented) > 0.6 * len(pairs):
        return False
    return sum(ends_sentence(text, a) for a in indented) >= 0.8 * len(indented)


def units_of(text: str, lines: list[Line] | None = None) -> list[Unit]:
    """The paragraphs of a plain text, or of these lines of it; the text itself is not changed."""
    if lines is None:
        lines = split_lines(text)
    units = _units(text, lines)
    _count_blanks(units, lines)
    return units


def _count_blanks(units: list[Unit], lines: list[Line]) -> None:
    """Say how many blank lines stand before each unit."""
    before = {b.start: b.number - a.number - 1 for a, b in pairwise(lines)}
    for unit in units:
        unit.blanks = before.get(unit.start, 0)


def _units(text: str, lines: list[Line]) -> list[Unit]:
    layout = layout_of(text, lines)
    if layout == "line":
        return [_unit([line]) for line in lines]
    base = min((line.indent for line in lines), default=0)
    width = 0.0
    if layout == "wrapped":
        width = float(np.percentile(np.array([_width(line) for line in lines]), 90))
    units: list[Unit] = []
    for run in _runs(lines):
        units.extend(_unit(group) for group in _groups(text, run, layout, base, width))
    return units


def _unit(lines: list[Line]) -> Unit:
    return Unit("paragraph", lines[0].start, lines[-1].end)


def _groups(
    text: str, run: list[Line], layout: Layout, base: int, width: float
) -> list[list[Line]]:
    groups: list[list[Line]] = [[run[0]]]
    for previous, line in pairwise(run):
        if _parts(text, previous, line, layout, base, width):
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups[0]) > 1 and opens_with_heading(text[run[0].start : run[0].end]):
        rest = groups[0][1:]
        if read_heading(text[run[0].start : rest[-1].end]) is None:
            groups[0:1] = [groups[0][:1], rest]
    return groups


def _parts(text: str, previous: Line, line: Line, layout: Layout, base: int, width: float) -> bool:
    """Whether a new paragraph begins at the line, within a run."""
    if is_break(text[line.start : line.end]) or is_break(text[previous.start : previous.end]):
        return True
    if layout == "indent":
        first = previous.indent <= base or ends_sentence(text, previous)
        return line.indent > base and first
    if layout == "wrapped":
        return ends_sentence(text, previous) and not _is_full(text, previous, line, width)
    return False
