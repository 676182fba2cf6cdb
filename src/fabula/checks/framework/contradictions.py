"""One contradiction, one finding: what several findings say of the same passages is said once.

Two findings with evidence are of one contradiction when each marks what the other stands on, or
when one check finds the same fact, of the same subject, contradicted in two places.
"""

from collections.abc import Container, Iterable
from dataclasses import replace

from fabula.checks.framework.finding import LEVELS, Evidence, Finding
from fabula.manuscript.spans import Span

__all__ = ["nearly_same", "one_each"]

_NEARLY = 0.7
"""How much of the longer span two passages must share to be the same."""


def one_each(findings: Iterable[Finding], checks: Container[str]) -> tuple[Finding, ...]:
    """The findings, each contradiction once; only those of the checks named can be one.

    The gravest, surest and first stands; the place of another becomes evidence of it.
    """
    kept: list[Finding] = []
    by_fact: dict[tuple[str, str, int], int] = {}
    by_place: dict[int, int] = {}
    for finding in findings:
        if finding.check not in checks or not finding.evidence:
            kept.append(finding)
            continue
        fact = finding.evidence[0].span
        key = (finding.check, finding.message.split(" ", 1)[0], fact.start)
        at = by_fact.get(key)
        if at is None or not nearly_same(kept[at].evidence[0].span, fact):
            at = by_place.get(fact.start)
            proofs = () if at is None else kept[at].evidence
            at = at if any(nearly_same(e.span, finding.span) for e in proofs) else None
        if at is None:
            by_fact[key] = by_place[finding.span.start] = len(kept)
            kept.append(finding)
        else:
            kept[at] = _of_both(kept[at], finding)
    return tuple(sorted(kept, key=lambda f: f.span))


def _of_both(one: Finding, other: Finding) -> Finding:
    best, rest = sorted((one, other), key=_rank)
    known = [best.span, *(e.span for e in best.evidence)]
    if any(nearly_same(span, rest.span) for span in known):
        return best
    return replace(best, evidence=(*best.evidence, Evidence(rest.span, "here too")))


def _rank(finding: Finding) -> tuple[int, float, Span]:
    return LEVELS.index(finding.level), -finding.confidence, finding.span


def nearly_same(one: Span, other: Span) -> bool:
    """Whether two passages share so much that they are one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _NEARLY * max(len(one), len(other))
