"""Speech that is opened and never closed."""

import re
from collections.abc import Iterator, Sequence

from fabula.checks.dialogue.beats import Remark
from fabula.checks.dialogue.quoted import (
    BLANK,
    DOUBLE,
    EMPHASIS,
    MARKS,
    Quoted,
    word_start,
    wrong_way,
)
from fabula.checks.framework.finding import Edit, Level
from fabula.manuscript.model import Block
from fabula.manuscript.spans import Span
from fabula.quotations.tags import find_tag

__all__ = ["unclosed"]

_VERSE = re.compile(r"\n\s{3,}\S")
_CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“", "»": "«"}
_ENDS = re.compile(r"[,.!?…—](?=\s)")
_LAST_WORDS = 100
"""Code points between a tag and the end of its paragraph, at most."""

_SHORT = re.compile(
    r"[^,.!?;:—…]{1,40}?(?=\s(?:he|she|they|I|we|the\s\w+|[A-Z][a-z]+)\s[a-z]+\b[,.])"
)
"""A speech of a few words without a mark before what may be its tag."""


def unclosed(
    text: str,
    blocks: Sequence[Block],
    quote: Quoted,
    following: Quoted | None,
    double_outside: bool,
) -> Iterator[Remark]:
    """A quotation left open, unless the next paragraph takes it up.

    It does so with an opening mark, or after a colon or comma (verse, a letter); a
    quotation that is closed later without having been opened is this one's end.
    """
    mark = text[quote.start]
    close = _CLOSING.get(mark, mark)
    paragraph = blocks[quote.block].span.text(text).rstrip(BLANK + EMPHASIS)
    if following is not None and following.block == quote.block:
        if mark in DOUBLE and text[following.start] in MARKS:
            yield from _before_a_tag(text, quote, following.start, close)
        return
    if following is not None and text[following.start] not in MARKS:
        return
    if mark in DOUBLE:
        lost = tuple(_before_a_tag(text, quote, quote.inner, close, alone=True))
        yield from lost
        if lost:
            return
    if paragraph[-1] in MARKS + ",:;-—" or _VERSE.search(paragraph):
        return
    if mark in "'‘" and double_outside and text[quote.start + 1 : quote.start + 2].isalpha():
        return  # where speech stands in double marks this is an apostrophe: 'Liza, 'twas
    if quote.block + 1 < len(blocks) and blocks[quote.block + 1].kind == "paragraph":
        head = blocks[quote.block + 1].span.text(text).lstrip(BLANK + EMPHASIS)
        if head[:1] and head[0] in MARKS + "—":
            return
    turned = wrong_way(text, quote)
    if turned is not None:
        edit = Edit(Span(turned, turned + 1), "”")
        message = "This quotation mark faces the wrong way."
        yield Remark(turned - 1, turned + 1, message, (edit,))
        return
    words = text[quote.start : quote.inner].split()
    first = quote.start + len(words[0]) if words else quote.start + 1
    edits = _closing_edit(text, quote, close)
    where = (quote.start, max(first, quote.start + 1))
    if edits and not quote.leads:
        where = (word_start(text, quote.inner - 1), quote.inner)
    sure = 0.85 if mark in DOUBLE else 0.7
    yield Remark(*where, "This quotation mark is never closed.", edits, confidence=sure)


def _before_a_tag(
    text: str, quote: Quoted, high: int, close: str, *, alone: bool = False
) -> Iterator[Remark]:
    """*"Maybe he was hollow, the captain said. "Rest."*: closed where the tag begins, which the
    next speech of the paragraph, at ``high``, shows to be none of its words.

    ``alone``: none comes. Then somebody may tell of what was said (*"I came, and she said no.*),
    so that only a tag that ends the paragraph counts, and is asked about.
    """
    low = quote.start + 1
    for match in _ENDS.finditer(text, low, high):
        tag = find_tag(text, match.end(), high, side="after")
        if tag is None or not tag.has_verb or tag.start - match.end() > 1:
            continue
        if alone and (match[0] not in ",!?" or high - tag.end > _LAST_WORDS):
            continue
        edit = Edit(Span(match.end(), match.end()), close)
        begin = word_start(text, match.start())
        level: Level | None = "query" if alone else None
        yield Remark(begin, match.end(), _NEVER, (edit,), level=level, confidence=0.85)
        return
    short = None if alone else _SHORT.match(text, low, high)
    tag = find_tag(text, short.end(), high, side="after") if short else None
    if short is not None and tag is not None and tag.has_verb:
        edit = Edit(Span(short.end(), short.end()), "," + close)
        yield Remark(low, short.end(), _NEVER, (edit,), level="query", confidence=0.8)


_NEVER = "This speech is never closed: its closing quotation mark is missing."


def _closing_edit(text: str, quote: Quoted, close: str) -> tuple[Edit, ...]:
    """Close at the end of the paragraph, if that is plainly where speech ends."""
    led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    goes_on = led[-1:] == "," and text[quote.before - 1] in MARKS  # after its first part's tag
    short = led[-1:] in (".", "!", "?") and quote.inner - quote.start < 120
    if text[quote.inner - 1] in ".!?…—" and (quote.leads or goes_on or short):
        return (Edit(Span(quote.inner, quote.inner), close),)
    return ()
