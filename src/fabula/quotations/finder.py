"""Quotations: where speech stands in the text, from marks and paragraphs alone.

The marks of each paragraph are paired (nested ones inside), a quotation left open
runs to the end of its paragraph and goes on in the next only when that opens with
a mark, and a small judgement tells speech from other quoted words: titles, words
held at arm's length, letters. One pass over the marks; linear in the text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fabula.manuscript.model import Manuscript
from fabula.quotations.dashes import dash_speeches
from fabula.quotations.lost_marks import Loss, find_loss, lost_quotations
from fabula.quotations.marks import Family, QuoteStyle, find_marks, infer_style
from fabula.quotations.pairing import Pair, nested_pairs, pairs_of
from fabula.quotations.quoted_words import is_speech
from fabula.quotations.signs import Passage
from fabula.quotations.table import QuotationTable
from fabula.quotations.tags import Tag, find_tag, first_words

__all__ = ["find_quotations", "passages_of"]

_MARKS_AND_BLANKS = "\"'“”‘’„«»‹›` \t\r\n\xa0"
_NEAR = 200  # code points of the paragraphs around that a quotation is judged by


@dataclass(frozen=True, slots=True)
class _QuotedParagraph:
    """A paragraph ``low:high``, the block it is, and its quotations; the ``outer`` ones again.

    ``said``: it is surely speech, by its dashes or by the cue before it.
    """

    block: int
    low: int
    high: int
    pairs: list[Pair]
    outer: list[Pair]
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


def passages_of(manuscript: Manuscript) -> list[tuple[Passage, bool]]:
    """The outer quotations of every paragraph, as speech is told from quoted words by.

    With each, whether its first quotation only takes up the one before it.
    """
    paragraphs = list(_paragraphs(manuscript, infer_style(manuscript)))
    passages = _passages(manuscript.text, paragraphs)
    return [(passage, p.continues) for passage, p in zip(passages, paragraphs, strict=True)]


def _paragraphs(manuscript: Manuscript, style: QuoteStyle) -> Iterator[_QuotedParagraph]:
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
            line = Pair(low, high, 0, True, cued[low])
            inside = [
                p
                for p in nested_pairs(text, marks, low, high, 1, style)
                if p.end - p.start < high - low
            ]
            yield _QuotedParagraph(index, low, high, [line, *inside], [line], True)
            continue
        pairs, carried = pairs_of(text, marks, low, high, style, carried)
        dashes = style.dash and not any(p.depth == 0 for p in pairs)
        if dashes:
            pairs = [Pair(s, e, 0, True) for s, e in dash_speeches(text, low, high)]
        pairs = [p for p in pairs if text[p.start : p.end].strip(_MARKS_AND_BLANKS)]
        if loss is not None:
            pairs = _with_lost(text, pairs, loss)
        outer = [p for p in pairs if p.depth == 0]
        yield _QuotedParagraph(index, low, high, pairs, outer, dashes)


def _with_lost(text: str, pairs: list[Pair], loss: Loss) -> list[Pair]:
    """The pairs, and what others say inside the outer ones where its marks are lost."""
    found: list[Pair] = []
    for outer in pairs:
        if outer.depth:
            continue
        inside = lost_quotations(text, outer.start, outer.end, loss, closed=outer.closed)
        found.extend(Pair(s, e, 1, True, lost=True) for s, e in inside)
    if not found:
        return pairs
    ends = [p.end for p in found]
    clear = []
    for pair in pairs:
        at = bisect_right(ends, pair.start)
        if pair.depth == 0 or at == len(found) or found[at].start >= pair.end:
            clear.append(pair)
    return sorted([*clear, *found], key=lambda p: (p.start, p.depth))


def _passages(text: str, paragraphs: Sequence[_QuotedParagraph]) -> list[Passage]:
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


def _after(text: str, here: _QuotedParagraph, after: _After) -> _After:
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


def _differ(text: str, first: Tag, second: Tag) -> bool:
    """Whether two cues surely name different speakers: other names, or he and she."""
    subjects = first_words(text, first), first_words(text, second)
    one, two = (subject.split() for subject, _ in subjects)
    pronouns = ("he", "she", "i", "they", "we", "it")
    if not one or not two or not set(one).isdisjoint(two):
        return False
    if one[0] in pronouns or two[0] in pronouns:
        return {one[0], two[0]} == {"he", "she"}
    return all(named for _, named in subjects)


def _turn_starts(text: str, outer: Sequence[Pair], low: int, high: int) -> list[bool]:
    """For each outer quotation of a paragraph, whether a new turn begins with it.

    One paragraph is one speaker's, unless two of its quotations name different
    speakers, each with a cue of its own.
    """
    starts = [not pair.continues for pair in outer[:1]]
    for number, (here, there) in enumerate(pairwise(outer)):
        after = outer[number + 2].start if number + 2 < len(outer) else high
        before = outer[number - 1].end if number else low
        lead = find_tag(text, before, here.start, side="before") if number == 0 else None
        first = lead or find_tag(text, here.end, there.start, side="after")
        second = find_tag(text, there.end, after, side="after")
        if first is None or second is None:
            starts.append(False)
            continue
        sentence_over = text[here.end : there.start].rstrip()[-1:] in (".", "!", "?")
        cued = second.is_inverted or text[there.start : there.end].rstrip("\"”'’»")[-1:] == ","
        starts.append(sentence_over and cued and _differ(text, first, second))
    return starts
