"""Fingerprints: what a finding is, whatever its place in the book.

A fingerprint is made of the check's name, the words of the span and the few words
on either side of it in the same paragraph. It knows no offsets, quotation style
or spacing, so it outlives edits elsewhere in the text and moved paragraphs. Two
findings alike in all this are told apart by their order in the book.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from fabula.checks.framework.check import Check
from fabula.checks.framework.finding import Finding
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["fingerprinted"]

_CONTEXT = 3
"""Words of context on either side."""

_LONG = 16
"""Of a longer span only the first words count, so that a passage can be worked on."""

_REACH = 160
"""Code points to look back and ahead for the words of context."""

_WORD = re.compile(r"\w+|[^\w\s\"'\u2018\u2019\u201c\u201d]")


def fingerprinted(
    check: Check, findings: Sequence[Finding], manuscript: Manuscript
) -> tuple[Finding, ...]:
    """The findings of one check, in order of their spans, with fingerprints."""
    seen: Counter[str] = Counter()
    out: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.span, f.message)):
        key = _key(check, finding, manuscript)
        seen[key] += 1
        again = f"\x1f{seen[key]}" if seen[key] > 1 else ""
        digest = blake2b((key + again).encode(), digest_size=8).hexdigest()
        out.append(replace(finding, fingerprint=digest))
    return tuple(out)


def _key(check: Check, finding: Finding, manuscript: Manuscript) -> str:
    inside = _norm(finding.span.text(manuscript.text))
    if check.pairwise and len(finding.evidence) == 1:
        other = _norm(finding.evidence[0].span.text(manuscript.text))
        return "\x1f".join([check.name, *sorted([inside, other])])
    before, after = _context(finding.span, manuscript)
    return "\x1f".join([check.name, before, inside, after])


def _norm(text: str) -> str:
    return " ".join(_WORD.findall(text[: _LONG * 40].casefold())[:_LONG])


def _context(span: Span, manuscript: Manuscript) -> tuple[str, str]:
    """The words before and after the span, within the block in which it starts."""
    text = manuscript.text
    block = manuscript.block_span_at(span.start)
    before = text[max(block.start, span.start - _REACH) : span.start]
    after = text[span.end : min(block.end, span.end + _REACH)]
    ahead = _WORD.findall(after.casefold())[:_CONTEXT]
    return " ".join(_WORD.findall(before.casefold())[-_CONTEXT:]), " ".join(ahead)
