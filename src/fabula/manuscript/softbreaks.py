"""Line breaks inside a paragraph of the source: paragraphs of their own, or one with lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fabula.manuscript.headings import is_break, opens_with_heading, read_heading

__all__ = ["Stretch", "paragraphs_of", "split_heading"]

Stretch = tuple[int, int, int]
"""Half-open range of a paragraph's text, and the number of blank lines before it."""

# A match begins where white space does, so that long runs of it take time in proportion.
_LINE_ENDS = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*")
_CLOSERS = "\"'”’)]*_»› "
_OPENERS = "\"'“‘«„‹([*_—–-"
_ENDS = ".!?…—–-"
_LONGEST_HEADING = 160
_SHARE = 0.6


def paragraphs_of(text: str) -> list[Stretch]:
    """The paragraphs in a text with line breaks, as ranges with the blank lines before each.

    Two line breaks or more always part paragraphs. One does where the lines are
    prose: they end sentences and begin them, at most of the breaks of a run; and
    around a line that is a scene break or a chapter's heading. Verse, addresses and titles
    in lines stay one paragraph.
    """
    found: list[Stretch] = []
    run: list[Stretch] = []
    for line in _lines(text):
        if line[2] and run:
            found.extend(_parted(text, run))
            run = []
        run.append(line)
    if run:
        found.extend(_parted(text, run))
    return found


def split_heading(text: str) -> list[Stretch]:
    """Like `paragraphs_of` for what the format calls a heading.

    A heading may have lines; where the whole is too long for one, only its first
    line is the heading, and what follows reads as paragraphs.
    """
    whole = (0, len(text), 0)
    lines = list(_lines(text))
    if len(text) <= _LONGEST_HEADING or len(lines) < 2:
        return [whole]
    first = lines[0]
    if first[1] - first[0] > _LONGEST_HEADING:
        return [whole]
    at, _, blanks = lines[1]
    rest = paragraphs_of(text[at:])
    return [first, *((a + at, b + at, n if i else blanks) for i, (a, b, n) in enumerate(rest))]


def _lines(text: str) -> Iterator[Stretch]:
    """Lines that are not blank, as ranges without the line ends."""
    at = blanks = 0
    for match in _LINE_ENDS.finditer(text):
        if match.start() > at:
            yield at, match.start(), blanks
        blanks = match[0].count("\n") - 1
        at = match.end()
    if at < len(text):
        yield at, len(text), blanks


def _parted(text: str, lines: Sequence[Stretch]) -> Iterator[Stretch]:
    """The paragraphs among lines with no blank line between them."""
    if len(lines) == 1:
        yield lines[0]
        return
    pieces = [text[start:end] for start, end, _ in lines]
    marks = [is_break(piece) for piece in pieces]
    prose = [_reads_on(a, b) for a, b in pairwise(pieces)]
    cuts = prose if sum(prose) >= _SHARE * len(prose) else [False] * len(prose)
    heads = _heads(text, lines, pieces)
    start, _, blanks = lines[0]
    for index, (line, following) in enumerate(pairwise(lines)):
        apart = marks[index] or marks[index + 1] or heads[index] or heads[index + 1]
        if cuts[index] or apart:
            yield start, line[1], blanks
            start, blanks = following[0], 0
    yield start, lines[-1][1], blanks


def _heads(text: str, lines: Sequence[Stretch], pieces: Sequence[str]) -> list[bool]:
    """Lines that are a chapter's heading of their own, not one of a list or over a title."""
    heads = [len(piece) <= _LONGEST_HEADING and opens_with_heading(piece) for piece in pieces]
    if not any(heads) or (len(pieces) > 2 and sum(heads) > 0.5 * len(pieces)):
        return [False] * len(pieces)
    for index, head in enumerate(heads):
        if not head or index + 1 == len(pieces):
            continue
        both = text[lines[index][0] : lines[index + 1][1]]
        heads[index] = len(both) > _LONGEST_HEADING or read_heading(both) is None
    return heads


def _reads_on(line: str, following: str) -> bool:
    """Whether a sentence ends with the line, and another begins with the next."""
    tail = line[-8:].rstrip(_CLOSERS)
    if tail and tail[-1] not in _ENDS:
        return False
    first = following.lstrip(_OPENERS)[:1]
    return not first or not first.islower()
