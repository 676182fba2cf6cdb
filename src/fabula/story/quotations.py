"""Quotations: where speech stands in the text, from marks and paragraphs alone.

The marks of each paragraph are paired (nested ones inside), a quotation left open
runs to the end of its paragraph and goes on in the next only when that opens with
a mark, and a small judgement tells speech from other quoted words: titles, words
held at arm's length, letters. One pass over the marks; linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.model import Manuscript
from fabula.story.dash_dialogue import dash_speeches
from fabula.story.lost_marks import Loss, find_loss, lost_quotations
from fabula.story.quotation_marks import Family, Mark, QuoteStyle, find_marks, infer_style
from fabula.story.quotation_signs import Passage
from fabula.story.quoted_words import is_speech
from fabula.story.speech_cues import TextCue, find_cue

__all__ = ["QuotationTable", "find_quotations", "own_words", "passages_of"]

_LONGEST_WORDS = 80  # code points; quoted words in running text are shorter
_MOST_WORDS = 6
_MARKS_AND_BLANKS = "\"'“”‘’„«»‹›` \t\r\n\xa0"
_NEAR = 200  # code points of the paragraphs around that a quotation is judged by
_MOST_MARKS = 400  # apostrophes passed over in search of a closing mark
# Word ends that are commonly clipped or possessive: goin', an', o', th', ol', the dogs'.
_APOSTROPHE = re.compile(
    r"(?:s|in|\ban|\bo|\bth|\bwi|[mM]os|\bol|\btha|\bf[ou]|\byo|\bmo|\bt|\bd|\by|\b\w|oun|\bfin|"
    r"\btol|\blef|\bsecon|\bkin|\bjus|\bmus|\blas|\bnex|\bha|\bsho|\bdo|\bdef|\bmin|\bsen)$"
)


@dataclass(frozen=True, eq=False)
class QuotationTable:
    """Columns over the Q quotations of a manuscript, sorted by start, outer ones first.

    ``start``/``end``: offsets, marks included. ``turn``: the speech a quotation
    belongs to; parts of one interrupted or continued speech share it, and a nested
    quotation has its outer one's. ``depth``: 0 for an outermost quotation.
    ``closed``: its closing mark is there. ``speech``: someone says it; False for
    titles, words held at arm's length, letters, and every nested quotation.
    ``lost``: a nested one whose marks are lost (see `fabula.story.lost_marks`).
    ``block``: index in `Manuscript.blocks`. ``style``: how the manuscript quotes.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    turn: NDArray[np.int32]
    depth: NDArray[np.uint8]
    closed: NDArray[np.bool_]
    speech: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    block: NDArray[np.int32]
    style: QuoteStyle

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A quotation of one paragraph. ``continues``: it began in the paragraph before.

    ``lost``: it is inside another, and its marks are lost.
    """

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph ``low:high``, the block it is, and its quotations; the ``outer`` ones again.

    ``said``: it is surely speech, by its dashes or by the cue before it.
    """

    block: int
    low: int
    high: int
    pairs: list[_Pair]
    outer: list[_Pair]
    said: bool

    @property
    def continues(self) -> bool:
        """Whether it takes up the speech that the paragraph before left open."""
        return bool(self.outer) and self.outer[0].continues


def find_quotations(manuscript: Manuscript) -> QuotationTable:
    """Every quotation of the manuscript's paragraphs, speech or not, nested ones too."""
    text = manuscript.text
    style = infer_style(manuscript)
    paragraphs = list(_paragraphs(manuscript, style))
    rows: list[tuple[int, int, int, int, bool, bool, bool, int]] = []
    turn = 0
    spoken = [False]
    after_words = False
    for here, passage in zip(paragraphs, _passages(text, paragraphs), strict=True):
        starts_turn = _turn_starts(text, here.outer, here.low, here.high)
        if here.outer:
            spoken = is_speech(passage, spoken[-1] if here.continues else None, after_words)
        after_words = passage.is_whole and not spoken[0]
        at = -1
        for pair in here.pairs:
            if pair.depth == 0:
                at += 1
                turn += starts_turn[at]
            said = pair.depth == 0 and (here.said or spoken[at])
            shape = (pair.depth, pair.closed, said, pair.lost)
            rows.append((pair.start, pair.end, turn, *shape, here.block))
    return _table(rows, style)


def own_words(text: str, table: QuotationTable) -> list[list[tuple[int, int]]]:
    """For each quotation the spans in which its own speaker speaks, marks included.

    That is its one span; but what others say inside it is left out where the marks of that
    are lost (see `fabula.story.lost_marks`), as the readers of the Project Dialogism Novel
    Corpus leave it out. None is left of one that is all somebody else's.
    """
    spans: list[list[tuple[int, int]]] = []
    outer: list[tuple[int, int]] = []
    reach = 0
    rows = zip(table.start.tolist(), table.end.tolist(), table.lost.tolist(), strict=True)
    for start, end, lost in rows:
        own = [(start, end)]
        spans.append(own)
        if lost:
            low, high = outer.pop()
            outer += [(low, start), (end, high)]
        elif start >= reach:
            outer, reach = own, end
    return [_worded(text, parts) if len(parts) > 1 else parts for parts in spans]


def _worded(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts that have words, without the blanks and stray marks around the cuts."""
    kept: list[tuple[int, int]] = []
    for start, end in parts:
        words = text[start:end].lstrip(" \t\r\n.,;:")
        if any(char.isalnum() for char in words):
            kept.append((end - len(words), _stripped(text, start, end)))
    return kept


def passages_of(manuscript: Manuscript) -> list[tuple[Passage, bool]]:
    """The outer quotations of every paragraph, as speech is told from quoted words by.

    With each, whether its first quotation only takes up the one before it.
    """
    paragraphs = list(_paragraphs(manuscript, infer_style(manuscript)))
    passages = _passages(manuscript.text, paragraphs)
    return [(passage, p.continues) for passage, p in zip(passages, paragraphs, strict=True)]


def _paragraphs(manuscript: Manuscript, style: QuoteStyle) -> Iterator[_Paragraph]:
    """The manuscript's paragraphs with their quotations, in order."""
    text = manuscript.text
    low_open = text.count("„") * 2 > text.count("“")
    loss = find_loss(text)
    carried: Family | None = None
    cued = {part.start: n > 0 for line in manuscript.lines for n, part in enumerate(line.parts)}
    for index, block in enumerate(manuscript.blocks):
        if block.kind != "paragraph":
            carried = None
            continue
        low, high = block.span.start, block.span.end
        marks = find_marks(text, low, high, low_open=low_open)
        if low in cued:
            carried = None
            line = _Pair(low, high, 0, True, cued[low])
            inside = [
                p for p in _nested(text, marks, low, high, 1, style) if p.end - p.start < high - low
            ]
            yield _Paragraph(index, low, high, [line, *inside], [line], True)
            continue
        pairs, carried = _paragraph(text, marks, low, high, style, carried)
        dashes = style.dash and not any(p.depth == 0 for p in pairs)
        if dashes:
            pairs = [_Pair(s, e, 0, True) for s, e in dash_speeches(text, low, high)]
        pairs = [p for p in pairs if text[p.start : p.end].strip(_MARKS_AND_BLANKS)]
        if loss is not None:
            pairs = _with_lost(text, pairs, loss)
        outer = [p for p in pairs if p.depth == 0]
        yield _Paragraph(index, low, high, pairs, outer, dashes)


def _with_lost(text: str, pairs: list[_Pair], loss: Loss) -> list[_Pair]:
    """The pairs, and what others say inside the outer ones where its marks are lost."""
    found: list[_Pair] = []
    for outer in pairs:
        if outer.depth:
            continue
        inside = lost_quotations(text, outer.start, outer.end, loss, closed=outer.closed)
        found.extend(_Pair(s, e, 1, True, lost=True) for s, e in inside)
    if not found:
        return pairs
    ends = [p.end for p in found]
    clear = []
    for pair in pairs:
        at = bisect_right(ends, pair.start)
        if pair.depth == 0 or at == len(found) or found[at].start >= pair.end:
            clear.append(pair)
    return sorted([*clear, *found], key=lambda p: (p.start, p.depth))


def _passages(text: str, paragraphs: Sequence[_Paragraph]) -> list[Passage]:
    """Each paragraph's quotations, with what leads up to them and what comes after."""
    passages: list[Passage] = []
    after = _After()
    for number in range(len(paragraphs) - 1, -1, -1):
        here = paragraphs[number]
        following = paragraphs[number + 1 : number + 2]
        touching = bool(following) and following[0].block == here.block + 1
        after = _after(text, following[0], after) if touching else _After()
        lead = ""
        if number and paragraphs[number - 1].block == here.block - 1:
            before = paragraphs[number - 1]
            edge = before.outer[-1].end if before.outer else before.low
            lead = text[max(edge, before.high - _NEAR) : before.high].rstrip(" \t\r\n_*")
        spans = [(p.start, p.end) for p in here.outer]
        passages.append(
            Passage(text, here.low, here.high, spans, lead, after.ending, after.follow, after.more)
        )
    return passages[::-1]


@dataclass(frozen=True, slots=True)
class _After:
    """What comes after a paragraph: see `Passage`'s columns of the same names."""

    ending: str = ""
    follow: str = ""
    more: int = 0


def _after(text: str, here: _Paragraph, after: _After) -> _After:
    """What ``here`` is to the paragraph before it. ``after``: what comes after ``here``."""
    if not here.outer:
        return _After(follow=text[here.low : min(here.high, here.low + _NEAR)])
    first = here.outer[0]
    if not first.continues:
        return _After(follow=text[here.low : min(first.start, here.low + _NEAR)])
    ending = text[max(first.start, first.end - _NEAR) : first.end]
    beyond = here.outer[1].start if len(here.outer) > 1 else here.high
    narration = text[first.end : min(beyond, first.end + _NEAR)]
    if len(here.outer) > 1 or narration.strip():
        return _After(ending, narration, 1)
    return _After(after.ending or ending, after.follow, after.more + 1)


def _table(
    rows: Sequence[tuple[int, int, int, int, bool, bool, bool, int]], style: QuoteStyle
) -> QuotationTable:
    columns = np.array(rows, dtype=np.int32).reshape(-1, 8).T
    start, end, turns, depth, closed, speech, lost, block = columns
    turn = np.unique(turns, return_inverse=True)[1]
    return QuotationTable(
        start=start,
        end=end,
        turn=turn.astype(np.int32),
        depth=depth.astype(np.uint8),
        closed=closed.astype(np.bool_),
        speech=speech.astype(np.bool_),
        lost=lost.astype(np.bool_),
        block=block,
        style=style,
    )


def _paragraph(
    text: str,
    marks: list[Mark],
    low: int,
    high: int,
    style: QuoteStyle,
    carried: Family | None,
) -> tuple[list[_Pair], Family | None]:
    """The pairs of one paragraph, and the family of one left open at its end."""
    if not marks:
        return [], None
    outer = _outer_family(text, marks, low, style)
    pairs: list[_Pair] = []
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
        pairs.extend(_nested(text, between, edge, stop, 0, style))
        if pair is None:
            break
        pairs.append(pair)
        inside = []
        while at < len(others) and others[at].start < pair.end:
            inside.append(others[at])
            at += 1
        pairs.extend(_nested(text, inside, pair.start + 1, pair.end, 1, style))
        edge = pair.end
    pairs.sort(key=lambda p: (p.start, p.depth))
    last = found[-1] if found else None
    left_open = last is not None and not last.closed and last.end == high
    return pairs, outer if left_open else None


def _outer_family(text: str, marks: list[Mark], low: int, style: QuoteStyle) -> Family:
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
    marks: list[Mark],
    low: int,
    high: int,
    family: Family,
    style: QuoteStyle,
    carried: bool,
) -> list[_Pair]:
    if family == "single":
        return _pair_single(text, marks, low, high, carried)
    if family == "guillemet" and style.reversed_guillemets:
        marks = [_turned(text, m) for m in marks]
    elif family == "guillemet":
        marks = [_facing(text, m) for m in marks]
    return _pair_double(text, marks, low, high, carried)


def _facing(text: str, mark: Mark) -> Mark:
    opens = text[mark.start] in "«‹"
    return Mark(mark.start, mark.end, mark.family, opens, not opens, True, True)


def _turned(text: str, mark: Mark) -> Mark:
    opens = text[mark.start] in "»›"
    return Mark(mark.start, mark.end, mark.family, opens, not opens, True, True)


def _pair_double(text: str, marks: list[Mark], low: int, high: int, carried: bool) -> list[_Pair]:
    """Pair marks that cannot be apostrophes.

    Straight marks alternate. When their number is odd one is missing, and where
    it is missing is told by the spaces beside the marks.
    """
    alike = _nested_alike(text, marks, low, carried)
    if alike:
        return alike
    even = len(marks) % 2 == 0
    pairs: list[_Pair] = []
    opened: Mark | None = None
    continued = False
    for number, mark in enumerate(marks):
        both = mark.can_open == mark.can_close
        opens = (opened is None) if both or (even and text[mark.start] == '"') else mark.can_open
        if opens and opened is None:
            opened = mark
            continued = carried and number == 0 and not text[low : mark.start].strip()
        elif opens and opened is not None:
            stop = _stripped(text, opened.start, mark.start)
            pairs.append(_Pair(opened.start, stop, 0, False, continued))
            opened, continued = mark, False
        elif opened is not None:
            pairs.append(_Pair(opened.start, mark.end, 0, True, continued))
            opened, continued = None, False
        elif number == 0 and mark.start > low and (carried or text[mark.start - 1] in ",.!?-—"):
            pairs.append(_Pair(low, mark.end, 0, True, carried))
    if opened is not None:
        pairs.append(_Pair(opened.start, _stripped(text, opened.start, high), 0, False, continued))
    return pairs


def _nested_alike(text: str, marks: list[Mark], low: int, carried: bool) -> list[_Pair]:
    """Pairs where words are quoted inside a quotation with the same marks; else none.

    ``"I knew it would be "no" before I asked."``: every mark faces one way only, and
    they match as brackets do.
    """
    pairs: list[_Pair] = []
    opened: list[Mark] = []
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
            pairs.append(_Pair(start, mark.end, len(opened), True, leads))
        else:
            return []
    return sorted(pairs, key=lambda p: p.start) if nested and not opened else []


def _stripped(text: str, start: int, end: int) -> int:
    """``end`` moved back over white space."""
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _pair_single(text: str, marks: list[Mark], low: int, high: int, carried: bool) -> list[_Pair]:
    """Pair single marks, passing over apostrophes."""
    pairs: list[_Pair] = []
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
            pairs.append(_Pair(mark.start, close.end, 0, True, carried and leads))
        elif leads and after == len(marks) and _capital(text, mark.end):
            stop = _stripped(text, mark.start, high)
            pairs.append(_Pair(mark.start, stop, 0, False, carried))
        at = max(after, at + 1)
    return pairs


def _capital(text: str, at: int) -> bool:
    head = text[at : at + 3].lstrip("_*")
    return not head[:1].islower()


def _speech_close(text: str, marks: list[Mark], at: int) -> tuple[Mark | None, int]:
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


def _phrase_close(text: str, marks: list[Mark], at: int) -> tuple[Mark | None, int]:
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


def _best_weak(text: str, marks: list[Mark], weak: Sequence[int], firm: bool) -> int | None:
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


def _nested(
    text: str, marks: list[Mark], low: int, high: int, depth: int, style: QuoteStyle
) -> list[_Pair]:
    """Pairs among the marks of the other families, inside or beside outer quotations."""
    pairs: list[_Pair] = []
    families: tuple[Family, ...] = ("double", "single", "guillemet")
    edge = low
    for family in families:
        own = [m for m in marks if m.family == family]
        if not own:
            continue
        for pair in _pair(text, own, low, high, family, style, False):
            if pair.closed and pair.end <= high and (pair.start >= edge or depth == 1):
                pairs.append(_Pair(pair.start, pair.end, depth, True))
    return _disjoint(pairs)


def _disjoint(pairs: list[_Pair]) -> list[_Pair]:
    """Pairs that cross or repeat are dropped; one inside another goes a level deeper."""
    kept: list[_Pair] = []
    stack: list[_Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        while stack and stack[-1].end <= pair.start:
            stack.pop()
        if stack and pair.end > stack[-1].end:
            continue
        deeper = _Pair(pair.start, pair.end, pair.depth + len(stack), pair.closed)
        stack.append(pair)
        kept.append(deeper)
    return kept


def _differ(first: TextCue, second: TextCue) -> bool:
    """Whether two cues surely name different speakers: other names, or he and she."""
    one, two = first.subject.split(), second.subject.split()
    pronouns = ("he", "she", "i", "they", "we", "it")
    if not one or not two or not set(one).isdisjoint(two):
        return False
    if one[0] in pronouns or two[0] in pronouns:
        return {one[0], two[0]} == {"he", "she"}
    return first.named and second.named


def _turn_starts(text: str, outer: Sequence[_Pair], low: int, high: int) -> list[bool]:
    """For each outer quotation of a paragraph, whether a new turn begins with it.

    One paragraph is one speaker's, unless two of its quotations name different
    speakers, each with a cue of its own.
    """
    starts = [not pair.continues for pair in outer[:1]]
    for number, (here, there) in enumerate(pairwise(outer)):
        after = outer[number + 2].start if number + 2 < len(outer) else high
        before = outer[number - 1].end if number else low
        lead = find_cue(text, before, here.start, side="before") if number == 0 else None
        first = lead or find_cue(text, here.end, there.start, side="after")
        second = find_cue(text, there.end, after, side="after")
        if first is None or second is None:
            starts.append(False)
            continue
        sentence_over = text[here.end : there.start].rstrip()[-1:] in (".", "!", "?")
        cued = (
            second.verb[0] == second.start
            or text[there.start : there.end].rstrip("\"”'’»")[-1:] == ","
        )
        starts.append(sentence_over and cued and _differ(first, second))
    return starts
