"""Findings as SARIF 2.1.0, which code review tools and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fabula import __version__
from fabula.checks.framework.check import Problem
from fabula.checks.framework.finding import Edit, Finding, Level
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["sarif_document"]

_LEVELS: Mapping[Level, str] = {"error": "error", "query": "warning", "note": "note"}
"""SARIF knows no question to the author; a warning comes nearest."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

SarifObject = dict[str, Any]


def sarif_document(
    results: Iterable[tuple[Manuscript, Sequence[Finding]]],
    summaries: Mapping[str, str],
    problems: Iterable[Problem] = (),
) -> SarifObject:
    """One SARIF run over the manuscripts. ``summaries``: each check's one line, by name.

    Regions have lines and columns (code points, from 1) and the offsets into the
    manuscript's plain text as ``charOffset`` and ``charLength``. Checks that failed are
    notifications of an invocation that was not successful.
    """
    pairs = list(results)
    used = sorted({finding.check for _, findings in pairs for finding in findings})
    rules = [{"id": name, "shortDescription": {"text": summaries.get(name, name)}} for name in used]
    index = {name: number for number, name in enumerate(used)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "fabula", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                **_invocations(problems),
                "results": [
                    _result(manuscript, finding, index[finding.check])
                    for manuscript, findings in pairs
                    for finding in findings
                ],
            }
        ],
    }


def _invocations(problems: Iterable[Problem]) -> SarifObject:
    told = [
        {
            "level": "error",
            "message": {"text": problem.line},
            "associatedRule": {"id": problem.check},
        }
        for problem in problems
    ]
    if not told:
        return {}
    return {"invocations": [{"executionSuccessful": False, "toolExecutionNotifications": told}]}


def _result(manuscript: Manuscript, finding: Finding, rule: int) -> SarifObject:
    result: SarifObject = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _location(manuscript, finding.span)}],
        "partialFingerprints": {"fabula/v1": finding.fingerprint},
        "rank": round(100 * float(finding.confidence), 1),
    }
    if finding.evidence:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(manuscript, evidence.span),
                "message": {"text": evidence.note},
            }
            for number, evidence in enumerate(finding.evidence)
        ]
    if finding.edits:
        result["fixes"] = [_fix(manuscript, finding.edits)]
    return result


def _location(manuscript: Manuscript, span: Span) -> SarifObject:
    region = _region(manuscript, span)
    region["snippet"] = {"text": span.text(manuscript.text)}
    return {"artifactLocation": {"uri": _uri(manuscript, span)}, "region": region}


def _region(manuscript: Manuscript, span: Span) -> SarifObject:
    line, column = manuscript.source.line_column(span.start)
    last = max(span.start, span.end - 1)
    end_line, end_column = manuscript.source.line_column(last)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column + (1 if len(span) else 0),
        "charOffset": span.start,
        "charLength": len(span),
    }


def _uri(manuscript: Manuscript, span: Span) -> str:
    """The file the span came from, as a relative or absolute URI reference."""
    places = manuscript.source.places(span)
    path = places[0].path if places else manuscript.path
    posix = Path(path).as_posix()
    try:
        data = posix.encode("utf-8", "surrogateescape")  # the very bytes of the name
    except UnicodeEncodeError:
        data = posix.encode("utf-8", "replace")
    return quote(data, safe="/:")


def _fix(manuscript: Manuscript, edits: Sequence[Edit]) -> SarifObject:
    by_file: dict[str, list[SarifObject]] = {}
    for edit in edits:
        replacement = {
            "deletedRegion": _region(manuscript, edit.span),
            "insertedContent": {"text": edit.replacement},
        }
        by_file.setdefault(_uri(manuscript, edit.span), []).append(replacement)
    return {
        "artifactChanges": [
            {"artifactLocation": {"uri": uri}, "replacements": replacements}
            for uri, replacements in by_file.items()
        ]
    }
