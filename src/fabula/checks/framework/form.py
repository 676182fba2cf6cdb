"""What chats, scripts and plays are free of: remarks on how prose is written.

A cue is no sentence. A chat is typed as its people type; where its lines begin small, small
letters, lost apostrophes and clipped words are the form. A script's directions are notes.
What the story says is checked there as anywhere.
"""

from collections.abc import Iterable, Iterator

from fabula.checks.framework.finding import Finding
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span, SpanIndex

__all__ = ["without_form"]

OF_NAMES = frozenset(("name-variant",))
"""Checks of how somebody is called: all that is checked in a cue."""

OF_PROSE = frozenset(
    (
        "agreement",
        "article",
        "capital",
        "comma-splice",
        "dialogue-punctuation",
        "hyphen",
        "missing-word",
        "possessive",
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

_SCRIPT = 0.3  # the share of a script's or a play's paragraphs that are lines, at least


def without_form(findings: Iterable[Finding], manuscript: Manuscript) -> list[Finding]:
    """The findings without those that only remark on the form of a chat or a script."""
    found = list(findings)
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
