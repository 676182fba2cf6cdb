"""How a suggested edit is shown: the words as they are, and as they would be."""

from collections import Counter

from fabula.checks.framework.finding import Finding
from fabula.manuscript.model import Manuscript

__all__ = ["suggestion"]

_APART = 120
"""Edits further apart than this, in code points, are shown one by one."""

_WHOLE = 56
"""Code points up to which the words of a finding are shown whole around its edits."""


def suggestion(manuscript: Manuscript, finding: Finding) -> tuple[str, str]:
    """The words that the finding's edits touch, before and after them.

    Widened to all the words of the finding where they are few, so that a deleted
    or inserted mark is seen among them. The finding must have edits.
    """
    first = min(edit.span.start for edit in finding.edits)
    last = max(edit.span.end for edit in finding.edits)
    if last - first > max(_APART, len(finding.span)):
        return _each(manuscript, finding)
    if len(finding.span) <= _WHOLE:
        first, last = min(first, finding.span.start), max(last, finding.span.end)
    before = after = manuscript.text[first:last]
    for edit in sorted(finding.edits, reverse=True):
        begin, end = edit.span.start - first, edit.span.end - first
        after = after[:begin] + edit.replacement + after[end:]
    return before, after


def _each(manuscript: Manuscript, finding: Finding) -> tuple[str, str]:
    """The edits of several places: each different one once, with its number of places."""
    pairs = Counter((e.span.text(manuscript.text), e.replacement) for e in sorted(finding.edits))
    before = [old + (f" ({n} places)" if n > 1 else "") for (old, _), n in pairs.items()]
    return ", ".join(before), ", ".join(new for _, new in pairs)
