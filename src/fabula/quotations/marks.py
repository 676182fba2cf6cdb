"""Quotation marks: where they stand, what each can do, and the style of a manuscript.

A mark can open, close, or be no quotation mark at all (an apostrophe). What it
can do is read from its own shape (curly marks say which way they face) and from
the characters beside it (straight marks do not).
"""

import re
from dataclasses import dataclass
from typing import Literal

from fabula.english.contractions import ELISIONS, ELISIONS_ALSO_WORDS, ELISIONS_NEVER_WORDS
from fabula.manuscript.model import Manuscript

__all__ = ["Family", "QuotationMark", "QuoteStyle", "find_marks", "infer_style", "is_elided"]

Family = Literal["double", "single", "guillemet"]


# Apostrophes inside a word never quote, so the search passes over them.
_MARKS = re.compile(
    r"``|''|[\"“”„‟«»‹›]|(?<![^\W_])['’‘‚`](?=\S)|(?<=\S)['’](?![^\W_])|[‘](?=\S)|['’](?![^\W_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = " \t\n\r\xa0\u2009\u202f"
_OPENERS_BEFORE = "([{<—–-―_*/"
_ENDERS = ".,!?;:…—–-―"


@dataclass(frozen=True, slots=True)
class QuotationMark:
    """A quotation mark that may open, close, or do either.

    ``firm_open``: it stands where a quotation begins (after punctuation or at the
    start of the paragraph). ``firm_close``: it follows a quotation's final
    punctuation. Double marks and guillemets are always firm.
    """

    start: int
    end: int
    family: Family
    can_open: bool
    can_close: bool
    firm_open: bool
    firm_close: bool


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """How a manuscript marks speech.

    ``outer``: the family of marks around speech. ``dash``: speeches may be opened
    by a dash at the start of a paragraph instead. ``reversed_guillemets``: »so«.
    ``mixed``: single marks also open speeches although double ones are the rule.
    """

    outer: Family = "double"
    dash: bool = False
    reversed_guillemets: bool = False
    mixed: bool = False


_MOST_MARKS = 20
"""Marks and emphasis in a row that are passed over to see what stands beyond them."""


def _neighbour(text: str, at: int, step: int, low: int, high: int) -> str:
    """The next character that is neither emphasis nor another mark; "" at the edge."""
    low, high = max(low, at - _MOST_MARKS), min(high, at + _MOST_MARKS)
    while low <= at < high and text[at] in "_*'’‘\"“”":
        at += step
    return text[at] if low <= at < high else ""


def _straight(text: str, start: int, end: int, low: int, high: int) -> tuple[bool, bool]:
    """What a straight mark can do by its neighbours: (open, close)."""
    before = _neighbour(text, start - 1, -1, low, high)
    after = _neighbour(text, end, 1, low, high)
    open_edge = before == "" or before in _BLANKS or before in _OPENERS_BEFORE
    close_edge = after == "" or after in _BLANKS or not after.isalnum()
    can_open = open_edge and after != "" and after not in _BLANKS
    can_close = close_edge and before != "" and before not in _BLANKS
    return can_open, can_close


def _single(text: str, at: int, low: int, high: int) -> QuotationMark | None:
    """A single mark; None when it can only be an apostrophe."""
    char = text[at]
    can_open, can_close = _straight(text, at, at + 1, low, high)
    if char in "‘‚`":
        can_open, can_close = can_open or char == "‚", False
    elif char == "’":
        can_open = False
    lead = text[max(low, at - 5) : at].rstrip(" \t\r\n\xa0_*")
    before = lead[-1:]
    if before in ("'", "’") and lead[-2:-1].isalpha():
        before = "a"  # a clipped word's apostrophe
    at_edge = not text[max(low, at - 4) : at].strip() and (at - low < 4)
    firm_open = can_open and (at_edge or (before != "" and before in _ENDERS + "\"“”'’()"))
    if can_open and is_elided(text, at, firm_open):
        can_open = firm_open = False
    if not (can_open or can_close):
        return None
    tail = text[max(low, at - 3) : at].rstrip("_*")[-1:]
    firm_close = can_close and tail != "" and tail in _ENDERS
    return QuotationMark(at, at + 1, "single", can_open, can_close, firm_open, firm_close)


def is_elided(text: str, at: int, firm: bool) -> bool:
    """Whether the mark before a word stands for letters left out rather than opening."""
    word = _WORD.match(text, at + 1)
    if word is None:
        return text[at + 1 : at + 3].isdigit()  # the '90s
    lower = word.group().lower()
    if lower not in ELISIONS or text[word.end() : word.end() + 1] in ("'", "’"):
        return False
    if lower in ELISIONS_NEVER_WORDS:
        return True
    return word.group().islower() and not (firm and lower in ELISIONS_ALSO_WORDS)


def _double(text: str, start: int, end: int, low: int, high: int, low_open: bool) -> QuotationMark:
    """A double mark or guillemet; ``low_open`` when „ opens in this text, so “ closes."""
    chars = text[start:end]
    family: Family = "guillemet" if chars in "«»‹›" else "double"
    if chars in ("„", "``"):
        can_open, can_close = True, False
    elif chars == "“":
        can_open, can_close = not low_open, low_open
    elif chars in ("”", "''"):
        can_open, can_close = False, True
    else:
        can_open, can_close = _straight(text, start, end, low, high)
    return QuotationMark(start, end, family, can_open, can_close, True, True)


def find_marks(text: str, low: int, high: int, *, low_open: bool = False) -> list[QuotationMark]:
    """The marks of one paragraph ``text[low:high]``, in order. Linear in its length."""
    marks: list[QuotationMark] = []
    for found in _MARKS.finditer(text, low, high):
        start, end = found.span()
        if found.group() in ("'", "’", "‘", "‚", "`"):
            single = _single(text, start, low, high)
            if single is not None:
                marks.append(single)
        else:
            marks.append(_double(text, start, end, low, high, low_open))
    return marks


def infer_style(manuscript: Manuscript) -> QuoteStyle:
    """The manuscript's own style, from how its paragraphs begin.

    Paragraphs that open with a mark are the best evidence, since few other things
    put one there; where none do, the commoner mark in the text decides.
    """
    text = manuscript.text
    counts = dict.fromkeys(("double", "single", "left", "right", "dash", "all"), 0)
    for block in manuscript.blocks:
        if block.kind == "paragraph":
            counts["all"] += 1
            kind = _opening(text, block.span.start, block.span.end)
            if kind:
                counts[kind] += 1
    guillemets = counts["left"] + counts["right"]
    quoted = counts["double"] + counts["single"] + guillemets
    dash = counts["dash"] >= 3 and counts["dash"] > quoted
    if quoted == 0:
        doubles = text.count('"') + text.count("“")
        if doubles == 0 and text.count("«"):
            return QuoteStyle("guillemet", dash)
        if doubles == 0 and (text.count("‘") or re.search(r"(?<!\S)'\w[^'\n]*[.,!?]'", text)):
            return QuoteStyle("single", dash)
        return QuoteStyle("double", dash)
    if guillemets > counts["double"] + counts["single"]:
        return QuoteStyle("guillemet", dash, counts["right"] > counts["left"])
    outer: Family = "single" if counts["single"] > counts["double"] else "double"
    rarer = min(counts["single"], counts["double"])
    return QuoteStyle(outer, dash, counts["right"] > counts["left"], rarer * 50 > quoted)


def _opening(text: str, start: int, end: int) -> str:
    """What a paragraph opens with: a family of marks, a dash, or nothing."""
    head = text[start : min(end, start + 24)].lstrip(" \t\r\n_*")
    if not head:
        return ""
    if head[0] in '"“„' or head.startswith("``"):
        return "double"
    if head[0] in "«‹":
        return "left"
    if head[0] in "»›":
        return "right"
    if head[0] in "'‘`":
        word = _WORD.match(head, 1)
        return "" if word is None or word.group().lower() in ELISIONS else "single"
    if re.match(r"(?:—|–|―|--?)\s?[^\W\d_]", head):
        return "dash"
    return ""
