"""How a suggested edit is shown: the words as they are, and as they would be."""

from fabula.checks.finding import Finding
from fabula.manuscript.model import Manuscript

__all__ = ["suggestion"]

_WHOLE = 56
"""Code points up to which the words of a finding are shown whole around its edits."""


def suggestion(manuscript: Manuscript, finding: Finding) -> tuple[str, str]:
    """The words that the finding's edits touch, before and after them.

    Widened to all the words of the finding where they are few, so that a deleted
    or inserted mark is seen among them. The finding must have edits.
    """
    first = min(edit.span.start for edit in finding.edits)
    last = max(edit.span.end for edit in finding.edits)
    if len(finding.span) <= _WHOLE:
        first, last = min(first, finding.span.start), max(last, finding.span.end)
    before = after = manuscript.text[first:last]
    for edit in sorted(finding.edits, reverse=True):
        begin, end = edit.span.start - first, edit.span.end - first
        after = after[:begin] + edit.replacement + after[end:]
    return before, after
