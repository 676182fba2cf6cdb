"""Quotations with the narration on either side, and a manuscript's habits of punctuating them."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from fabula.english.abbreviations import BEFORE_NAMES
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.quotations.tag_grammar import tag_before

__all__ = [
    "BLANK",
    "DOUBLE",
    "EMPHASIS",
    "MARKS",
    "STOP_NAMES",
    "Habit",
    "Quoted",
    "alike_inside",
    "faces_about",
    "goes_on",
    "habit_of",
    "is_abbreviated",
    "is_introduced",
    "is_name_or_title",
    "is_sentence",
    "narration_start",
    "quoted_of",
    "word_end",
    "word_start",
    "wrong_way",
]

BLANK = " \t\r\n\xa0\u2009\u202f"
EMPHASIS = "*_"
MARKS = "\"“”„'‘’«»‹›`"
DOUBLE = '"“”„'
STOP_NAMES = {
    ",": "comma", ";": "semicolon", ".": "full stop", "?": "question mark", "!": "exclamation mark",
}  # fmt: skip


_ABBREVIATED = frozenset(word.capitalize() for word in BEFORE_NAMES) | {"etc", "Esq", "Jr", "Sr"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """An outermost quotation and what stands beside it.

    ``start``/``end``: marks included. ``inner``: where the words end, blanks and
    emphasis marks left out. ``before``/``after``: the edges of the narration on
    either side. ``leads``/``last``: it opens or closes its paragraph.
    """

    start: int
    end: int
    inner: int
    before: int
    after: int
    turn: int
    closed: bool
    speech: bool
    leads: bool
    last: bool
    block: int


@dataclass(frozen=True, slots=True)
class Habit:
    """What the manuscript does of two things that are both right somewhere.

    ``outside``: it puts the comma of a tag outside the marks. ``dash``: how it
    breaks speech off. ``dash_comma``: it puts a comma after the dash, as the older
    books do; ``semicolon``: it lets one stand before a tag, as they do too.
    """

    outside: bool
    dash: str
    dash_comma: bool
    semicolon: bool


def quoted_of(manuscript: Manuscript, table: QuotationTable) -> list[Quoted]:
    """Every outermost quotation of the manuscript, in order."""
    text, blocks, rows, spans = manuscript.text, manuscript.blocks, table.outer, table.outer_spans
    out: list[Quoted] = []
    block_of, closed = table.block.tolist(), table.closed.tolist()
    spoken, turns = table.speech.tolist(), table.turn.tolist()
    for number, (row, (start, end)) in enumerate(zip(rows, spans, strict=True)):
        span = blocks[block_of[row]].span
        same_before = number > 0 and block_of[rows[number - 1]] == block_of[row]
        same_after = number + 1 < len(rows) and block_of[rows[number + 1]] == block_of[row]
        before = spans[number - 1][1] if same_before else span.start
        after = spans[number + 1][0] if same_after else span.end
        inner = end - 1 if closed[row] else end
        while inner > start + 1 and text[inner - 1] in BLANK + EMPHASIS:
            inner -= 1
        out.append(
            Quoted(
                start=start,
                end=end,
                inner=inner,
                before=before,
                after=after,
                turn=turns[row],
                closed=closed[row],
                speech=spoken[row],
                leads=not text[span.start : start].strip(BLANK + EMPHASIS + "—–-"),
                last=not text[end : span.end].strip(BLANK + EMPHASIS),
                block=block_of[row],
            )
        )
    return out


def habit_of(text: str, quotes: list[Quoted]) -> Habit:
    """What the manuscript does, by the greater number."""
    inside = outside = dashes = semicolons = 0
    for quote in quotes:
        if quote.closed and not quote.last:
            inside += text[quote.inner - 1] == ","
            semicolons += text[quote.inner - 1] == ";"
            dashes += text[quote.inner - 1] == "," and text[quote.inner - 2] in "—–-"
            outside += text[quote.end : quote.end + 1] == "," and text[quote.inner - 1].isalnum()
    single = bool(quotes) and sum(text[q.start] in "'‘" for q in quotes) * 2 > len(quotes)
    short = text.count("--")
    dash = "—" if text.count("—") >= short else "--"
    if single and text.count("–") > text.count("—") + short:
        dash = "–"
    return Habit(
        outside=outside > (0 if single else 2) and outside > 2 * inside,
        dash=dash,
        dash_comma=dashes > 2,
        semicolon=semicolons > 2,
    )


def word_end(text: str, at: int) -> int:
    """The end of the word that begins at an offset."""
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def word_start(text: str, at: int) -> int:
    """The start of the word that ends at an offset."""
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] in "'’-"):
        at -= 1
    return at


def narration_start(text: str, quote: Quoted) -> int:
    """Where the words of the narration after the quotation begin."""
    at = quote.end
    while at < quote.after and text[at] in BLANK + EMPHASIS:
        at += 1
    return at


def is_abbreviated(text: str, end: int) -> bool:
    """Whether the full stop is an abbreviation's ("Mr.", "p.m.")."""
    word = text[word_start(text, end - 1) : end - 1]
    return word in _ABBREVIATED or len(word) == 1


def is_name_or_title(words: str) -> bool:
    """Whether the words are one word, a name, a signature or a title."""
    long = [word for word in words.split() if len(word) > 3]
    return len(words.split()) < 2 or all(word[0].isupper() for word in long)


def faces_about(text: str, quote: Quoted) -> bool:
    """Whether straight marks stand as for the words outside: a mark is missing before them."""
    close = quote.end - 1
    opens = (
        text[close] == '"'
        and text[close - 1].isspace()
        and text[quote.end : quote.end + 1].isalpha()
    )
    closes = text[quote.start] == '"' and text[quote.start + 1 : quote.start + 2].isspace()
    return opens or (closes and text[max(quote.start - 1, 0)] in ",.;!?" + ascii_lowercase)


def alike_inside(text: str, table: QuotationTable) -> Iterator[tuple[int, int]]:
    """The spans of words quoted inside a quotation by the very marks that it has itself."""
    outer = ""
    for start, end, depth in zip(
        table.start.tolist(), table.end.tolist(), table.depth.tolist(), strict=True
    ):
        if depth == 0:
            outer = text[start]
        elif text[start] == outer:
            yield start, end


def goes_on(text: str, quote: Quoted) -> bool:
    """Whether the sentence of the speech goes on after the tag, in a small letter."""
    if quote.after >= len(text) or text[quote.after] not in MARKS:
        return False
    return text[quote.after + 1 : quote.after + 2].islower()


def wrong_way(text: str, quote: Quoted) -> int | None:
    """Where an opening mark stands in for the closing one."""
    at = text.find("“", quote.start + 1, quote.after)
    if at > 0 and text[at - 1] in ".,!?…—" and not text[at + 1 : at + 2].isalnum():
        return at
    return None


def is_sentence(text: str, quote: Quoted) -> bool:
    """Whether a quotation is a sentence of its own: it opens its paragraph, or begins with a
    capital after the end of another."""
    before = text[quote.before : quote.start].rstrip(BLANK)
    return quote.leads or (before[-1:] in (".", "!", "?") and text[quote.start + 1].isupper())


def is_introduced(text: str, quote: Quoted) -> bool:
    """Whether a tag with its comma leads up to the speech, and the speech is a sentence."""
    lead = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    words = text[quote.start + 1 : quote.inner]
    if lead[-1:] != "," or not words[:1].isupper():
        return False
    if tag_before(lead, 0, len(lead) - 1) is None:
        return False
    return len(words.split()) > 2
