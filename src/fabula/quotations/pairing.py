"""Pairs of quotation marks in a paragraph: which closes which, and what lies inside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.quotations.marks import Family, QuotationMark, QuoteStyle
from fabula.quotations.table import stripped

__all__ = ["Pair", "nested_pairs", "pairs_of"]

_LONGEST_WORDS = 80  # code points; quoted words in running text are shorter
_MOST_WORDS = 6
_MOST_MARKS = 400  # apostrophes passed over in search of a closing mark
# Word ends that are commonly clipped or possessive: goin', an', o', th', ol', the dogs'.
_APOSTROPHE = re.compile(
    r"(?:s|in|\ban|\bo|\bth|\bwi|[mM]os|\bol|\btha|\bf[ou]|\byo|\bmo|\bt|\bd|\by|\b\w|oun|\bfin|"
    r"\btol|\blef|\bsecon|\bkin|\bjus|\bmus|\blas|\bnex|\bha|\bsho|\bdo|\bdef|\bmin|\bsen)$"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation of one paragraph. ``continues``: it began in the paragraph before.

    ``lost``: it is inside another, and its marks are lost.
    """

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool = False
    lost: bool = False


def pairs_of(
    text: str,
    marks: list[QuotationMark],
    low: int,
    high: int,
    style: QuoteStyle,
    carried: Family | None,
) -> tuple[list[Pair], Family | None]:
    """The pairs of one paragraph, and the family of one left open at its end."""
    if not marks:
        return [], None
    outer = _outer_family(text, marks, low, style)
    pairs: list[Pair] = []
    own = [m for m in marks if m.family == outer]
    found = _pair(text, own, low, high, outer, style, carried == outer)
    pairs.extend(p for p in found if p.depth)
    found = [p for p in found if not p.depth]
    others = [m for m in marks if m.family != outer]
    at = 0
    edge = low
    for pair in [*found, None]:
        # Between the outer quotations, marks of the other kinds stand on their own.
        stop = pair.start if pair else high
        between = []
        while at < len(others) and others[at].start < stop:
            if others[at].start >= edge:
                between.append(others[at])
            at += 1
        pairs.extend(nested_pairs(text, between, edge, stop, 0, style))
        if pair is None:
            break
        pairs.append(pair)
        inside = []
        while at < len(others) and others[at].start < pair.end:
            inside.append(others[at])
            at += 1
        pairs.extend(nested_pairs(text, inside, pair.start + 1, pair.end, 1, style))
        edge = pair.end
    pairs.sort(key=lambda p: (p.start, p.depth))
    last = found[-1] if found else None
    left_open = last is not None and not last.closed and last.end == high
    return pairs, outer if left_open else None


def _outer_family(text: str, marks: list[QuotationMark], low: int, style: QuoteStyle) -> Family:
    """The family that quotes in this paragraph: the one that opens it, else the manuscript's."""
    first = marks[0]
    if first.family != style.outer and first.can_open and first.firm_open:
        leads = not text[low : first.start].strip(" \t\r\n_*—–-")
        if leads and (first.family != "single" or style.mixed):
            return first.family
    if any(m.family == style.outer for m in marks):
        return style.outer
    return first.family


def _pair(
    text: str,
    marks: list[QuotationMark],
    low: int,
    high: int,
    family: Family,
    style: QuoteStyle,
    carried: bool,
) -> list[Pair]:
    if family == "single":
        return _pair_single(text, marks, low, high, carried)
    if family == "guillemet" and style.reversed_guillemets:
        marks = [_turned(text, m) for m in marks]
    elif family == "guillemet":
        marks = [_facing(text, m) for m in marks]
    return _pair_double(text, marks, low, high, carried)


def _facing(text: str, mark: QuotationMark) -> QuotationMark:
    opens = text[mark.start] in "«‹"
    return QuotationMark(mark.start, mark.end, mark.family, opens, not opens, True, True)


def _turned(text: str, mark: QuotationMark) -> QuotationMark:
    opens = text[mark.start] in "»›"
    return QuotationMark(mark.start, mark.end, mark.family, opens, not opens, True, True)


def _pair_double(
    text: str, marks: list[QuotationMark], low: int, high: int, carried: bool
) -> list[Pair]:
    """Pair marks that cannot be apostrophes.

    Straight marks alternate. When their number is odd one is missing, and where
    it is missing is told by the spaces beside the marks.
    """
    alike = _nested_alike(text, marks, low, carried)
    if alike:
        return alike
    even = len(marks) % 2 == 0
    pairs: list[Pair] = []
    opened: QuotationMark | None = None
    continued = False
    for number, mark in enumerate(marks):
        both = mark.can_open == mark.can_close
        opens = (opened is None) if both or (even and text[mark.start] == '"') else mark.can_open
        if opens and opened is None:
            opened = mark
            continued = carried and number == 0 and not text[low : mark.start].strip()
        elif opens and opened is not None:
            stop = stripped(text, opened.start, mark.start)
            pairs.append(Pair(opened.start, stop, 0, False, continued))
            opened, continued = mark, False
        elif opened is not None:
            pairs.append(Pair(opened.start, mark.end, 0, True, continued))
            opened, continued = None, False
        elif number == 0 and mark.start > low and (carried or text[mark.start - 1] in ",.!?-—"):
            pairs.append(Pair(low, mark.end, 0, True, carried))
    if opened is not None:
        pairs.append(Pair(opened.start, stripped(text, opened.start, high), 0, False, continued))
    return pairs


def _nested_alike(text: str, marks: list[QuotationMark], low: int, carried: bool) -> list[Pair]:
    """Pairs where words are quoted inside a quotation with the same marks; else none.

    ``"I knew it would be "no" before I asked."``: every mark faces one way only, and
    they match as brackets do.
    """
    pairs: list[Pair] = []
    opened: list[QuotationMark] = []
    nested = False
    for mark in marks:
        if mark.can_open == mark.can_close or len(opened) > 2:
            return []
        if mark.can_open:
            nested = nested or bool(opened)
            opened.append(mark)
        elif opened:
            start = opened.pop().start
            leads = carried and not text[low:start].strip()
            pairs.append(Pair(start, mark.end, len(opened), True, leads))
        else:
            return []
    return sorted(pairs, key=lambda p: p.start) if nested and not opened else []


def _pair_single(
    text: str, marks: list[QuotationMark], low: int, high: int, carried: bool
) -> list[Pair]:
    """Pair single marks, passing over apostrophes."""
    pairs: list[Pair] = []
    at = 0
    opening = low + len(text[low:high]) - len(text[low:high].lstrip(" \t\r\n_*—–-"))
    while at < len(marks):
        mark = marks[at]
        if not mark.can_open:
            at += 1
            continue
        leads = mark.start <= opening
        if leads or mark.firm_open or _capital(text, mark.end):
            close, after = _speech_close(text, marks, at)
        else:
            close, after = _phrase_close(text, marks, at)
        if close is not None:
            pairs.append(Pair(mark.start, close.end, 0, True, carried and leads))
        elif leads and after == len(marks) and _capital(text, mark.end):
            stop = stripped(text, mark.start, high)
            pairs.append(Pair(mark.start, stop, 0, False, carried))
        at = max(after, at + 1)
    return pairs


def _capital(text: str, at: int) -> bool:
    head = text[at : at + 3].lstrip("_*")
    return not head[:1].islower()


def _speech_close(
    text: str, marks: list[QuotationMark], at: int
) -> tuple[QuotationMark | None, int]:
    """The mark that closes the speech opened at ``marks[at]``, and the index to go on from.

    A mark after final punctuation closes; one after a letter may be an apostrophe
    (goin', the dogs' dinner), and closes only when no better one comes before the
    next quotation opens.
    """
    weak: list[int] = []
    stop = len(marks)
    for index in range(at + 1, min(len(marks), at + _MOST_MARKS)):
        mark = marks[index]
        if mark.can_close and mark.firm_close:
            # Two closing marks together: the inner one's opening mark is lost.
            twin = index + 1 < len(marks) and marks[index + 1].start == mark.end
            return marks[index + twin], index + twin + 1
        if mark.can_close:
            weak.append(index)
        elif mark.can_open and mark.firm_open and _capital(text, mark.end):
            stop = index
            break
    best = _best_weak(text, marks, weak, marks[at].firm_open)
    return (None, stop) if best is None else (marks[best], best + 1)


def _phrase_close(
    text: str, marks: list[QuotationMark], at: int
) -> tuple[QuotationMark | None, int]:
    """The mark that closes a quoted word or short phrase: the very next one, and near."""
    follower = marks[at + 1] if at + 1 < len(marks) else None
    if follower is None or not follower.can_close:
        return None, at + 1
    inner = text[marks[at].end : follower.start]
    if len(inner) > _LONGEST_WORDS or len(inner.split()) > _MOST_WORDS:
        return None, at + 1
    if not follower.firm_close and _APOSTROPHE.search(inner):
        return None, at + 1
    return follower, at + 2


def _best_weak(
    text: str, marks: list[QuotationMark], weak: Sequence[int], firm: bool
) -> int | None:
    """The first closing mark after a letter that does not look like an apostrophe.

    Failing that, one that may be a plural's; never a clipped word's.
    """
    plural: int | None = None
    for index in weak:
        tail = text[max(0, marks[index].start - 6) : marks[index].start]
        if not _APOSTROPHE.search(tail):
            return index
        if plural is None and tail.endswith("s"):
            plural = index
    return plural if plural is not None or not (firm and weak) else None


def nested_pairs(
    text: str, marks: list[QuotationMark], low: int, high: int, depth: int, style: QuoteStyle
) -> list[Pair]:
    """Pairs among the marks of the other families, inside or beside outer quotations."""
    pairs: list[Pair] = []
    families: tuple[Family, ...] = ("double", "single", "guillemet")
    edge = low
    for family in families:
        own = [m for m in marks if m.family == family]
        if not own:
            continue
        for pair in _pair(text, own, low, high, family, style, False):
            if pair.closed and pair.end <= high and (pair.start >= edge or depth == 1):
                pairs.append(Pair(pair.start, pair.end, depth, True))
    return _disjoint(pairs)


def _disjoint(pairs: list[Pair]) -> list[Pair]:
    """Pairs that cross or repeat are dropped; one inside another goes a level deeper."""
    kept: list[Pair] = []
    stack: list[Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        while stack and stack[-1].end <= pair.start:
            stack.pop()
        if stack and pair.end > stack[-1].end:
            continue
        deeper = Pair(pair.start, pair.end, pair.depth + len(stack), pair.closed)
        stack.append(pair)
        kept.append(deeper)
    return kept
