"""What chats, scripts, plays, verse and messages are free of: remarks on how prose is written.

A cue is no sentence. A chat is typed as its people type; where its lines begin small, small
letters, lost apostrophes and clipped words are the form. A script's directions are notes.
What the story says is checked there as anywhere.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from fabula.checks.framework.finding import Finding
from fabula.manuscript.model import Block, Manuscript
from fabula.manuscript.spans import Span, SpanIndex
from fabula.quotations.table import QuotationTable

__all__ = ["without_form"]

OF_NAMES = frozenset(("name-variant",))
"""Checks of how somebody is called: all that is checked in a cue."""

OF_PROSE = frozenset(
    (
        "agreement",
        "article",
        "capital",
        "comma-splice",
        "dangling-modifier",
        "dialogue-punctuation",
        "hyphen",
        "missing-word",
        "possessive",
        "pronoun-case",
        "punctuation",
        "spelling",
        "superfluous-word",
        "tense-shift",
        "verb-form",
        "vocative-comma",
        "wrong-word",
    )
)
"""Checks of spelling, grammar and marks, by the standard of written prose."""

OF_SENTENCES = frozenset(("missing-word", "tense-shift", "verb-form"))
"""Checks that want whole sentences; the directions of a script have few."""

_VERSE_LINE = 60
_VERSE_LINES = 3
_MARKS_OF_SPEECH = frozenset('"“”„«»')
"""Code points of a line of verse at most, its lines in a row at least, and what it has not."""

_SCRIPT = 0.3  # the share of a script's or a play's paragraphs that are lines, at least


_TYPED = re.compile(r"[.?!]\s+[a-z]|\b(?:i|im|u|ur|r|dont|lol|omg|idk|pls|thx|btw)\b")
"""What shows that a speech without a capital was typed so: *ok. on my way*, *i know*."""


def without_form(
    findings: Iterable[Finding], manuscript: Manuscript, quotations: QuotationTable
) -> list[Finding]:
    """The findings without those that only remark on the form of a chat, a script, verse or a
    message that is quoted."""
    apart = SpanIndex.of(sorted(_verse_and_messages(manuscript, quotations)))
    typed = SpanIndex.of(_quoted_messages(manuscript.text, quotations))
    found = [
        f
        for f in findings
        if f.check not in OF_PROSE or not (apart.touches(f.span) or typed.touches(f.span))
    ]
    if not manuscript.lines:
        return found
    cues = SpanIndex.of(line.cue for line in manuscript.lines)
    free = SpanIndex.of(sorted(_typed(manuscript)))
    said = SpanIndex.of(part for line in manuscript.lines for part in line.parts)
    notes = OF_SENTENCES if _is_script(manuscript) else frozenset[str]()
    return [
        finding
        for finding in found
        if not (
            (finding.check not in OF_NAMES and cues.touches(finding.span))
            or (finding.check in OF_PROSE and free.touches(finding.span))
            or (finding.check in notes and not said.touches(finding.span))
        )
    ]


def _verse_and_messages(manuscript: Manuscript, quotations: QuotationTable) -> Iterator[Span]:
    """Paragraphs of verse, and those that begin small, as messages are typed.

    Verse has short lines, several in a paragraph, or several paragraphs of one in a row of
    which most end without a stop. Addresses and signatures are set so too. A speech of one
    line is neither, be its marks double or single.
    """
    starts = np.array([start for start, _ in quotations.outer_spans], dtype=np.int32)
    spoken = set(manuscript.blocks_at(starts).tolist())
    run: list[Block] = []
    for number, block in enumerate(manuscript.blocks):
        words = block.span.text(manuscript.text)
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        short = all(len(line) <= _VERSE_LINE for line in lines)
        if (
            block.kind != "paragraph"
            or not short
            or (number in spoken and len(lines) == 1)
            or _MARKS_OF_SPEECH & set(words)
        ):
            yield from _verse(run, manuscript.text)
            run = []
            continue
        if len(lines) > 1 or words.lstrip("*_ ")[:1].islower():
            yield block.span
        run.append(block)
    yield from _verse(run, manuscript.text)


def _quoted_messages(text: str, quotations: QuotationTable) -> Iterator[Span]:
    """What is read from a telephone: a quotation in small letters throughout."""
    for start, end in quotations.outer_spans:
        said = text[start:end]
        if said.islower() and _TYPED.search(said):
            yield Span(start, end)


def _verse(run: list[Block], text: str) -> Iterator[Span]:
    """The paragraphs of a run of short ones, if it is long and few of them end in a stop."""
    ends = [block.span.text(text).rstrip(" *_")[-1:] for block in run]
    if len(run) >= _VERSE_LINES and 2 * sum(end in ".!?…" for end in ends) <= len(run):
        yield from (block.span for block in run)


def _typed(manuscript: Manuscript) -> Iterator[Span]:
    """Asides, and the lines that are typed as people type to one another."""
    text = manuscript.text
    casual = [_is_casual(text, line.parts) for line in manuscript.lines]
    mostly = 2 * sum(casual) > len(casual)
    for line, own in zip(manuscript.lines, casual, strict=True):
        yield from line.asides
        if own or mostly:
            yield from line.parts


def _is_casual(text: str, parts: tuple[Span, ...]) -> bool:
    """Whether a line begins small."""
    first = next((c for part in parts[:1] for c in part.text(text)[:40] if c.isalpha()), "")
    return first.islower()


def _is_script(manuscript: Manuscript) -> bool:
    paragraphs = sum(block.kind == "paragraph" for block in manuscript.blocks)
    return sum(len(line.parts) for line in manuscript.lines) >= _SCRIPT * paragraphs
