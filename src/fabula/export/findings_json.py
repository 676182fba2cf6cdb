"""Findings as JSON, schema ``fabula.findings/1``."""

from collections.abc import Sequence
from typing import Any

from fabula.checks.framework.check import Problem
from fabula.checks.framework.finding import Finding
from fabula.manuscript.model import Manuscript

__all__ = ["SCHEMA", "findings_document"]

SCHEMA = "fabula.findings/1"
"""Changes only when the shape does."""


def findings_document(
    manuscript: Manuscript, findings: Sequence[Finding], problems: Sequence[Problem] = ()
) -> dict[str, Any]:
    """The findings as the contract of ``fabula.findings/1`` has them.

    Offsets are code points into the manuscript's plain text; line and column count
    from 1, in the source file where the format has lines. Where checks failed the
    document also has the key ``failed``.
    """
    document = {"schema": SCHEMA, "findings": [_finding(manuscript, f) for f in findings]}
    if problems:
        document["failed"] = [{"check": p.check, "reason": p.line} for p in problems]
    return document


def _finding(manuscript: Manuscript, finding: Finding) -> dict[str, Any]:
    line, column = manuscript.source.line_column(finding.span.start)
    return {
        "check": finding.check,
        "level": finding.level,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": line,
        "column": column,
        "text": finding.span.text(manuscript.text),
        "message": finding.message,
        "evidence": [
            {"start": e.span.start, "end": e.span.end, "note": e.note} for e in finding.evidence
        ],
        "edits": [
            {"start": e.span.start, "end": e.span.end, "replacement": e.replacement}
            for e in finding.edits
        ],
        "confidence": round(float(finding.confidence), 4),
        "fingerprint": finding.fingerprint,
    }
