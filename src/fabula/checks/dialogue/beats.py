"""Beats, tags and speakers beside a speech, where the marks say otherwise than the words.

Each function looks at one quotation (and the next of its paragraph) and gives `Remark`s;
`fabula.checks.rules.dialogue_punctuation` makes findings of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.checks.dialogue.quoted import (
    BLANK,
    EMPHASIS,
    Habit,
    Quoted,
    is_abbreviated,
    narration_start,
)
from fabula.checks.framework.finding import Edit, Level
from fabula.english.function_words import SENTENCE_OPENERS
from fabula.manuscript.spans import Span
from fabula.quotations.tag_grammar import (
    action_after,
    is_wordless,
    report_after,
    says,
    tag_after,
    told_after,
)
from fabula.quotations.tags import Tag

__all__ = ["Remark", "remarks", "told_in_short"]

_VOICED = re.compile(
    r"\s+(?:\w+ly\b|at\s+last\b|to\s+(?:him|her|them|me|us|no)\b|in\s+a\s+\w+\s+voice)"
)
_HAD = re.compile(r"\s*(?:[\w’']{1,20}\s+){1,3}had\s+[a-z]")
_ONE_SENTENCE = re.compile(r"[^.!?;:,]+,")
_BARE = 3
"""Words of a bare tag, at most: said old Tom."""

_SPOKEN = 3
"""Words of a speech that is no mere name or title, at least."""

_HE = frozenset(("he", "she", "i", "we", "they"))


@dataclass(frozen=True, slots=True)
class Remark:
    """What to mark and say, and what would mend it."""

    start: int
    end: int
    message: str
    edits: tuple[Edit, ...] = ()
    level: Level | None = None
    confidence: float = 0.9


def remarks(
    text: str, quote: Quoted, following: Quoted | None, habit: Habit, block_end: int
) -> Iterator[Remark]:
    """All that is to be said of a quotation; ``following`` is the next one of the manuscript."""
    if not quote.closed:
        yield from _mismatched(text, quote, block_end)
        return
    yield from _said_after_stop(text, quote)
    yield from _told_without_comma(text, quote)
    yield from _acts_before(text, quote)
    yield from _stop_outside(text, quote, habit)
    if following is not None and following.block == quote.block and following.closed:
        yield from _two_speakers(text, quote, following)


def _stands_free(text: str, quote: Quoted) -> bool:
    """Whether a speech opens its paragraph, or follows a whole sentence of narration."""
    led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    return quote.leads or led[-1:] in (".", "!", "?")


def _only_two(text: str, quote: Quoted, following: Quoted) -> bool:
    """Whether two speeches are all that is said in their paragraph, with a bare tag between."""
    alone = text[max(quote.before - 1, 0)] == "\n" or quote.before == 0
    ends = text[following.after : following.after + 1] in ("", "\n")
    return alone and ends and len(text[quote.end : following.start].split()) <= _BARE


def _said_after_stop(text: str, quote: Quoted) -> Iterator[Remark]:
    """A tag behind a full stop, or with a capital, whose verb can be an act as well.

    *"Here." Miriam told the boy.* is no sentence without the words said; nor, as a rule, is
    *"It was locked." Osric gasped at last.*
    """
    last, at = text[quote.inner - 1], narration_start(text, quote)
    free = quote.speech and _stands_free(text, quote)
    if not free or last not in ".!?" or at <= quote.end:
        return
    if tag_after(text, at, quote.after) is not None and last == ".":
        return
    told = told_after(text, at, quote.after)
    tag = report_after(text, at, quote.after)
    if told is not None and not is_wordless(text[slice(*told.verb)]):
        words = text[slice(*told.speaker)]
        verb_end, capital = told.verb[1], words.split()[0] != "I" and not _is_name(words)
    elif tag is not None and not is_wordless(text[slice(*tag.verb)].lower()):
        verb_end, capital = tag.verb[1], tag.opens_large(text)
        rest = text[tag.end : quote.after]
        if re.search(r"\s(?:an?|the)\s*$", text[slice(*tag.speaker)]):
            return  # a noun that only looks like the verb: stifled a gasp
        if not (_VOICED.match(rest) or (last in "?!" and re.match(r"\s*[.,]", rest))):
            return
    else:
        return
    if is_abbreviated(text, quote.inner) or text[quote.inner - 3 : quote.inner] == "...":
        return
    edits = (Edit(Span(at, at + 1), text[at].lower()),) if capital else ()
    if last == ".":
        edits = (*edits, Edit(Span(quote.inner - 1, quote.inner), ","))
        message = "If this says how the words are said, a comma stands before it, not a full stop."
    elif edits:
        message = "The tag goes on with the sentence and takes a small letter."
    else:
        return
    yield Remark(quote.inner - 1, verb_end, message, edits, "query", 0.75)


def _told_without_comma(text: str, quote: Quoted) -> Iterator[Remark]:
    """A speech without a mark before the words that say who was told: *"It rains" I told him.*"""
    at = narration_start(text, quote)
    if not (quote.speech and quote.leads and text[quote.inner - 1].isalnum() and at > quote.end):
        return
    told = told_after(text, at, quote.after)
    if told is None or tag_after(text, at, quote.after) is not None:
        return
    if len(text[quote.start : quote.inner].split()) < _SPOKEN:
        return
    yield Remark(
        text.rfind(" ", quote.start, quote.inner) + 1, told.verb[1],
        "A comma is missing before the tag.", (Edit(Span(quote.inner, quote.inner), ","),),
        confidence=0.85,
    )  # fmt: skip


def _is_name(words: str) -> bool:
    first = words.split()[0]
    return first[0].isupper() and first.lower() not in {*_HE, *SENTENCE_OPENERS} and first not in (
        "The", "His", "Her", "My", "Someone", "Somebody", "Everyone", "Everybody", "Nobody",
        "No",
    )  # fmt: skip


def _acts_before(text: str, quote: Quoted) -> Iterator[Remark]:
    """An action that leads up to a speech with a comma: *Ansel put down his fork, "I know."*"""
    first = quote.before
    while first < quote.start and text[first] in BLANK + EMPHASIS:
        first += 1
    lead = text[first : quote.start].rstrip(BLANK + EMPHASIS)
    inner = text[quote.start + 1 : quote.inner]
    if not (quote.speech and inner[:1].isupper() and len(inner.split()) > 1):
        return
    plain = _ONE_SENTENCE.fullmatch(lead) and not says(lead) and "ing" not in lead
    if not plain or action_after(text, first, quote.start) is None:
        return
    if inner[-1] not in ".!?…—" or (inner.split()[0] == "I" and inner[-1] == ","):
        return
    comma = first + len(lead) - 1
    word = quote.start + 1 + len(inner.split()[0])
    yield Remark(
        comma, word, "An action is a sentence of its own: a full stop before the speech.",
        (Edit(Span(comma, comma + 1), "."),), "query", 0.8,
    )  # fmt: skip


def told_in_short(text: str, quote: Quoted) -> bool:
    """Whether a speech is told of as past already: "I've enlisted," he had said to her.

    An earlier talk told in short may stand in one paragraph.
    """
    return _HAD.match(text, quote.end) is not None


def _two_speakers(text: str, quote: Quoted, following: Quoted) -> Iterator[Remark]:
    """Two speeches of one paragraph whose tags name two people: a new one for the second."""
    if not (quote.speech and following.speech):
        return
    if not quote.leads and not (_stands_free(text, quote) and _only_two(text, quote, following)):
        return
    one = _tag(text, quote, following.start)
    other = _tag(text, following, following.after)
    between = text[quote.end : following.start].rstrip(BLANK)
    if one is None or other is None or between[-1:] not in (".", "!", "?"):
        return
    if told_in_short(text, quote):
        return
    if not _are_two(text[slice(*one.speaker)], text[slice(*other.speaker)]):
        return
    first = text[following.start : following.inner].split()[0]
    yield Remark(
        following.start, following.start + len(first),
        "A new speaker begins a new paragraph.", (), "query", 0.8,
    )  # fmt: skip


def _tag(text: str, quote: Quoted, end: int) -> Tag | None:
    if text[quote.inner - 1] not in ",?!—":
        return None
    tag = report_after(text, narration_start(text, quote), end)
    if tag is None or tag.opens_large(text) or text[slice(*tag.verb)].startswith("th"):
        return None  # who thinks speaks to nobody: thought Alice
    return tag


def _are_two(one: str, other: str) -> bool:
    """Whether two subjects of tags are two people: he and she, I and she, she and then a name."""
    low, second = one.lower().strip(), other.lower().strip()
    if low == second or low.startswith("it") or second.startswith("it"):
        return False
    if second in _HE:
        return low in _HE
    named = other.strip()[:1].isupper() or second.startswith("the ")
    if low in _HE:
        return named
    both = one.strip()[:1].isupper() and other.strip()[:1].isupper()
    return both and not set(low.split()) & set(second.split())


def _stop_outside(text: str, quote: Quoted, habit: Habit) -> Iterator[Remark]:
    """A full stop behind the closing mark of a speech, with a sentence after it."""
    if habit.outside or not (quote.speech and quote.leads) or text[quote.start] not in '"“':
        return
    inner = text[quote.start + 1 : quote.inner]
    if text[quote.end : quote.end + 1] != "." or not inner[-1:].isalnum() or len(inner.split()) < 2:
        return
    if not re.match(r"\.\s+[A-Z]", text[quote.end : quote.end + 4]):
        return
    edits = (Edit(Span(quote.inner, quote.inner), "."), Edit(Span(quote.end, quote.end + 1), ""))
    start = quote.inner - len(inner.split()[-1])
    yield Remark(start, quote.end + 1, "The full stop belongs inside the quotation marks.", edits)


def _mismatched(text: str, quote: Quoted, block_end: int) -> Iterator[Remark]:
    """A speech opened with double marks and closed with a single one, or the other way round."""
    opened, close = text[quote.start], {"“": "”", '"': '"', "‘": "’", "'": "'"}
    if opened not in close:
        return
    other = "'’" if opened in '"“' else '"”'
    inside = text[quote.start + 1 : block_end].rstrip()
    if inside[-1:] not in other or inside[-2:-1] not in ".!?…," or set(inside) & set("“‘"):
        return
    if any(re.search(rf"(?:^|\s){mark}\w", inside) for mark in other):
        return
    at = quote.start + 1 + len(inside) - 1
    edit = Edit(Span(at, at + 1), close[opened])
    word = inside.split()[-1]
    yield Remark(at + 1 - len(word), at + 1, "The quotation marks are not a pair.", (edit,))
