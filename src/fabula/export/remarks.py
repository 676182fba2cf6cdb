"""A remark in plain words, paragraph by paragraph, as it stands in a comment beside the text."""

from fabula.checks.framework.finding import Evidence, Finding
from fabula.display import capitalised, cut_short, one_line
from fabula.export.places import Places
from fabula.export.suggestion import suggestion
from fabula.manuscript.model import Manuscript

__all__ = ["remark_paragraphs"]

_QUOTED = 300
"""Code points of a quoted passage that are shown."""


def remark_paragraphs(
    manuscript: Manuscript, places: Places, finding: Finding, *, corrected: bool = False
) -> tuple[str, ...]:
    """What is wrong and why, the other passages with their places, and what would mend it.

    ``corrected``: the correction stands in the text already, so it is not worded again.
    The last paragraph names the check, the level and the fingerprint.
    """
    said = [one_line(finding.message)]
    said += (_quoted(manuscript, places, evidence) for evidence in finding.evidence)
    if finding.edits and not corrected:
        before, after = suggestion(manuscript, finding)
        said.append(f"Suggestion: {_short(before)} → {_short(after) or '(nothing)'}")
    said.append(" · ".join(filter(None, (finding.check, finding.level, finding.fingerprint))))
    return tuple(said)


def _quoted(manuscript: Manuscript, places: Places, evidence: Evidence) -> str:
    """Another passage: its place, its sentence's words, and what it shows."""
    words = _short(_around(manuscript, evidence))
    note = f" ({one_line(evidence.note)})" if evidence.note else ""
    place = places.words(evidence.span.start)
    return f"{capitalised(place)}: {words}{note}"


def _around(manuscript: Manuscript, evidence: Evidence) -> str:
    """The words of the evidence with some of what stands around them in their paragraph."""
    span, block = evidence.span, manuscript.block_span_at(evidence.span.start)
    room = max(_QUOTED - len(span), 0) // 2
    first, last = max(block.start, span.start - room), min(block.end, span.end + room)
    before, after = manuscript.text[first : span.start], manuscript.text[span.end : last]
    if first > block.start:
        before = "…" + before.partition(" ")[2]
    if last < block.end:
        after = after.rpartition(" ")[0] + "…"
    return before + span.text(manuscript.text) + after


def _short(words: str) -> str:
    return cut_short(one_line(words), 2 * _QUOTED)
