"""Speech that is opened and never closed."""

import re
from collections.abc import Iterator, Sequence

from fabula.checks.dialogue.beats import Remark
from fabula.checks.dialogue.questions import mark_of
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

_TAG_AT_END = re.compile(
    r"(?<=\w)\s(?=(?:(?:he|she|they|I|we|the\s\w+|[A-Z][\w’']+(?:\s[A-Z][\w’']+)?)\s[a-z]+"
    r"|[a-z]+\s(?:[A-Z][\w’.']+(?:\s[A-Z][\w’']+)?|the\s\w+|my\s\w+))\.$)"
)
"""Where the bare tag of a speech without any mark may begin: *"That's a lot Tad said.*"""

_BEAT = re.compile(r"[.!?…—]\s(?=(?:He|She|They|(?!I\b)[A-Z][a-z]+)\s[a-z]+(?:ed|[a-z]{2})\b)")
_NARRATED = re.compile(r"\b(?:I|you|your|my|we|me|is|are|has|have)\b|[’'](?:m|s|re|ll|ve)\b")
"""What does not stand in narration about others in the past tense."""

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
    if following is not None and following.block == quote.block:
        if text[following.start] in MARKS:
            lost: tuple[Remark, ...] = ()
            if mark in DOUBLE:
                lost = tuple(_before_a_tag(text, quote, following.start, close))
            yield from lost or _before_a_beat(text, quote, following.start, close)
        return
    if following is not None and text[following.start] not in MARKS:
        return
    lost = tuple(_where_it_ends(text, blocks, quote, close))
    yield from lost
    if lost or _goes_on(text, blocks, quote, double_outside):
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
    if edits and (not quote.leads or quote.inner - quote.start < _IN_SIGHT):
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


def _where_it_ends(
    text: str, blocks: Sequence[Block], quote: Quoted, close: str
) -> Iterator[Remark]:
    """The end of a speech that no other of its paragraph follows, if its words show it."""
    lost: tuple[Remark, ...] = ()
    if text[quote.start] in DOUBLE:
        lost = tuple(_before_a_tag(text, quote, quote.inner, close, alone=True))
    if not lost and not _VERSE.search(blocks[quote.block].span.text(text)):
        lost = tuple(_before_a_bare_tag(text, quote, close))
        lost = lost or tuple(_without_end(text, blocks, quote, close))
    yield from lost


def _goes_on(text: str, blocks: Sequence[Block], quote: Quoted, double_outside: bool) -> bool:
    """Whether a quotation left open goes on in the next paragraph, or its mark opens none."""
    paragraph = blocks[quote.block].span.text(text).rstrip(BLANK + EMPHASIS)
    if paragraph[-1] in MARKS + ",:;-—" or _VERSE.search(paragraph):
        return True
    if (
        text[quote.start] in "'‘"
        and double_outside
        and text[quote.start + 1 : quote.start + 2].isalpha()
    ):
        return True  # where speech stands in double marks this is an apostrophe: 'Liza, 'twas
    if quote.block + 1 < len(blocks) and blocks[quote.block + 1].kind == "paragraph":
        head = blocks[quote.block + 1].span.text(text).lstrip(BLANK + EMPHASIS)
        return bool(head[:1]) and (head[0] in MARKS + "—" or head[0].islower())
    return False


def _before_a_bare_tag(text: str, quote: Quoted, close: str) -> Iterator[Remark]:
    """*"That's a lot of winter Tad said.*, where the paragraph ends with the tag."""
    for match in _TAG_AT_END.finditer(text[: quote.inner], quote.start + 1):
        tag = find_tag(text, match.end(), quote.inner, side="after")
        speech = text[quote.start + 1 : match.start()]
        if tag is None or not tag.has_verb:
            continue
        if tag.verb[0] != tag.start and _TELLING.search(speech):
            continue
        mark, sure = mark_of(speech)
        edit = Edit(Span(match.start(), match.start()), mark + close)
        begin = word_start(text, match.start() - 1)
        yield Remark(begin, match.start(), _NEVER, (edit,), confidence=sure)
        return


_IN_SIGHT = 200
"""Code points of a speech, up to which its end is surely that of its paragraph."""

_BESIDE, _MOST = 8, 0.7
"""Paragraphs on either side, and the share of them that end as prose does."""

_TELLING = re.compile(r"\b(?:and|but|so|what|as|that|then|if|when|because|like)$")
"""Words after which "he said" belongs to what is told."""


def _without_end(text: str, blocks: Sequence[Block], quote: Quoted, close: str) -> Iterator[Remark]:
    """A speech that opens its paragraph and breaks off without a mark of any kind, where prose
    follows; no line of verse or of a list, which many such stand beside."""
    words = text[quote.start + 1 : quote.inner].split()
    after = blocks[quote.block + 1] if quote.block + 1 < len(blocks) else None
    if after is not None and after.span.text(text)[:1].islower():
        return
    if not (quote.leads and text[quote.inner - 1].islower() and words and words[0][:1].isupper()):
        return
    span = blocks[quote.block].span
    if quote.inner != span.end - len(span.text(text)) + len(span.text(text).rstrip(BLANK)):
        return
    low, high = max(0, quote.block - _BESIDE), quote.block + 1 + _BESIDE
    ends = [b.span.text(text).rstrip(BLANK + EMPHASIS)[-1:] for b in blocks[low:high]
            if b.kind == "paragraph"]  # fmt: skip
    if sum(end in MARKS + ".!?…—" for end in ends) < _MOST * len(ends) or len(ends) < 2:
        return
    mark, sure = mark_of(text[quote.start + 1 : quote.inner])
    edit = Edit(Span(quote.inner, quote.inner), mark.replace(",", ".") + close)
    message = (
        "This speech ends without a mark: its stop and its closing quotation mark are missing."
    )
    yield Remark(word_start(text, quote.inner - 1), quote.inner, message, (edit,), confidence=sure)


def _before_a_beat(text: str, quote: Quoted, high: int, close: str) -> Iterator[Remark]:
    """*"Since Tuesday. He considered it. "He came.*: closed before what is told in the past of
    somebody, up to the next speech."""
    for match in _BEAT.finditer(text, quote.start + 1, high):
        if not _NARRATED.search(text, match.end(), high):
            at = match.start() + 1
            edit = Edit(Span(at, at), close)
            begin = word_start(text, match.start())
            yield Remark(begin, at, _NEVER, (edit,), level="query", confidence=0.8)
            return


_NEVER = "This speech is never closed: its closing quotation mark is missing."


def _closing_edit(text: str, quote: Quoted, close: str) -> tuple[Edit, ...]:
    """Close at the end of the paragraph, if that is plainly where speech ends."""
    led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    goes_on = led[-1:] == "," and text[quote.before - 1] in MARKS  # after its first part's tag
    short = led[-1:] in (".", "!", "?") and quote.inner - quote.start < 120
    if text[quote.inner - 1] in ".!?…—" and (quote.leads or goes_on or short):
        return (Edit(Span(quote.inner, quote.inner), close),)
    return ()
