"""Which findings ``--fix`` may mend unasked: those right 98 times in a hundred on real drafts.

An error is what an editor would mark; a correction put in without asking must be surer than that.
The least confidence of each check is set by ``benchmarks/fixes.py``, which counts by check how
many of the corrections that would be made are right. A check that is not named here mends nothing
by itself: what word was left out, or which of two spellings is meant, the writer says.
"""

from collections.abc import Mapping

from fabula.checks.framework.finding import Finding

__all__ = ["SURE_FROM", "is_sure"]

SURE_FROM: Mapping[str, float] = {
    "agreement": 0.98,
    "dialogue-punctuation": 0.9,
    "doubled-word": 0.9,
    "possessive": 0.99,
    "punctuation": 0.98,
    "spelling": 0.95,
    "verb-form": 0.98,
    "wrong-word": 0.97,
}
"""Check -> the least confidence with which its corrections are made without asking."""


def is_sure(finding: Finding) -> bool:
    """Whether the correction of a finding may be made without asking the writer."""
    least = SURE_FROM.get(finding.check)
    return least is not None and finding.level == "error" and finding.confidence >= least
