"""Two findings of one contradiction are one."""

from fabula.checks.framework.contradictions import one_each
from fabula.checks.framework.finding import Evidence, Finding
from fabula.manuscript.spans import Span

CHECKS = frozenset({"presence-conflict", "timeline-conflict"})


def finding(message: str, at: int, fact: int, check: str = "presence-conflict") -> Finding:
    evidence = (Evidence(Span(fact, fact + 10), "the fact"),)
    return Finding(check, "query", Span(at, at + 10), message, evidence)


def test_one_fact_contradicted_twice_is_one_finding_with_both_places() -> None:
    (one,) = one_each([finding("Tom acts.", 100, 0), finding("Tom speaks.", 300, 0)], CHECKS)
    assert one.span.start == 100
    assert [e.span.start for e in one.evidence] == [0, 300]


def test_findings_that_stand_on_each_other_are_one() -> None:
    found = [finding("It is day.", 50, 200, "timeline-conflict"), finding("Night.", 200, 50)]
    assert len(one_each(found, CHECKS)) == 1


def test_other_people_and_other_facts_stay_apart() -> None:
    found = [finding("Tom acts.", 100, 0), finding("Anna acts.", 300, 0),
             finding("Tom acts.", 400, 50)]  # fmt: skip
    assert one_each(found, CHECKS) == tuple(found)


def test_other_checks_are_let_alone() -> None:
    found = [finding("A word.", 100, 0, "echo"), finding("A word.", 300, 0, "echo")]
    assert one_each(found, CHECKS) == tuple(found)
