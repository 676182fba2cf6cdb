"""Counts in words, the same on the screen and in the report. They are never a score."""

from collections import Counter
from collections.abc import Iterable, Mapping

from fabula.checks.framework.finding import LEVELS, Finding, Level
from fabula.display import counted

__all__ = ["LEVEL_PLURALS", "by_check", "by_level"]

LEVEL_PLURALS: Mapping[Level, str] = {"error": "errors", "query": "queries", "note": "notes"}


def by_level(findings: Iterable[Finding]) -> str:
    """How many of each level, gravest first: "12 errors, 3 queries"; empty for none."""
    levels = Counter(finding.level for finding in findings)
    return ", ".join(
        counted(levels[level], level, LEVEL_PLURALS[level]) for level in LEVELS if levels[level]
    )


def by_check(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """The checks with the number of their findings, most first."""
    checks = Counter(finding.check for finding in findings)
    return sorted(checks.items(), key=lambda pair: (-pair[1], pair[0]))
