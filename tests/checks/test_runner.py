"""The runner: which checks run, what the writer sees, and what a broken check does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from fabula.checks.framework.check import Check, CheckFunction, Problem
from fabula.checks.framework.finding import Edit, Finding, Level
from fabula.checks.framework.registry import Registry
from fabula.checks.framework.runner import Selection, merged, needs_of, run_checks, selected
from fabula.checks.framework.view import Need, StoryView
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story

TEXT = "The lamp went out. Nobody moved, and the lamp stayed out.\n"


def a_check(
    name: str,
    run: CheckFunction,
    level: Level = "error",
    needs: Iterable[Need] = ("text",),
    default: bool = True,
) -> Check:
    return Check(name, "A summary.", level, frozenset(needs), run, default=default)


def says(start: int, end: int, level: Level | None = None, message: str = "So.") -> CheckFunction:
    def run(story: StoryView) -> Iterator[Finding]:
        yield story.finding(Span(start, end), message, level=level)

    return run


def registry(*checks: Check) -> Registry:
    return Registry({c.name: c for c in checks})


THREE = registry(
    a_check("first", says(0, 3)),
    a_check("second", says(10, 14), level="query"),
    a_check("third", says(20, 26), level="note", default=False),
)


def names(selection: Selection) -> list[str]:
    return [f.check for f in run_checks(bare_story(from_text(TEXT)), selection, registry=THREE)]


def test_selection() -> None:
    assert names(Selection()) == ["first", "second"]
    assert names(Selection(level="error")) == ["first"]
    assert names(Selection(level="note")) == ["first", "second", "third"]
    assert names(Selection(select=frozenset({"third"}))) == ["third"]
    assert names(Selection(select=frozenset({"all"}))) == ["first", "second", "third"]
    assert names(Selection(ignore=frozenset({"first"}))) == ["second"]
    with pytest.raises(FabulaError, match="secnd"):
        names(Selection(ignore=frozenset({"secnd"})))


def test_a_milder_finding_of_a_grave_check_is_held_to_the_asked_level() -> None:
    known = registry(a_check("mild", says(0, 3, level="query")))
    story = bare_story(from_text(TEXT))
    assert run_checks(story, Selection(level="error"), registry=known) == ()
    assert len(run_checks(story, Selection(level="query"), registry=known)) == 1


def test_needs_of_a_selection() -> None:
    known = registry(a_check("plain", says(0, 3)), a_check("deep", says(0, 3), needs=["quotes"]))
    assert needs_of(Selection(), known) == {"text", "quotes"}
    assert needs_of(Selection(ignore=frozenset({"deep"})), known) == {"text"}
    assert [c.name for c in selected(Selection(), known)] == ["plain", "deep"]


def test_stet_leaves_a_finding_out() -> None:
    story = bare_story(from_text(TEXT))
    first, second = run_checks(story, Selection(), registry=THREE)
    left = run_checks(story, Selection(stet=frozenset({first.fingerprint})), registry=THREE)
    assert left == (second,)


def test_undeclared_access_raises() -> None:
    def peeks(story: StoryView) -> Iterator[Finding]:
        if story.quotes:
            yield story.finding(Span(0, 3), "So.")

    with pytest.raises(FabulaError, match='"quotes" but does not declare it'):
        run_checks(bare_story(from_text(TEXT)), registry=registry(a_check("peeks", peeks)))


def test_undeclared_correction_tags_raise() -> None:
    def peeks(story: StoryView) -> Iterator[Finding]:
        if len(story.reading.proofread().tag):
            yield story.finding(Span(0, 3), "So.")

    known = registry(a_check("peeks", peeks, needs=["reading"]))
    with pytest.raises(FabulaError, match='"edits"'):
        run_checks(bare_story(from_text(TEXT)), registry=known)
    declared = registry(a_check("peeks", peeks, needs=["reading", "edits"]))
    assert run_checks(bare_story(from_text(TEXT)), registry=declared) == ()


def crashes(_story: StoryView) -> Iterable[Finding]:
    raise KeyError("lamp")


def test_a_crash_is_one_line_and_the_others_go_on() -> None:
    broken = replace(a_check("broken", crashes), origin="stranger")
    known = registry(broken, a_check("sound", says(0, 3)))
    problems: list[Problem] = []
    story = bare_story(from_text(TEXT))
    found = run_checks(story, registry=known, on_problem=problems.append)
    assert [f.check for f in found] == ["sound"]
    line = "the check \"broken\" of stranger failed (KeyError: 'lamp')"
    assert problems == [Problem("broken", line, "failed")]
    with pytest.raises(FabulaError, match="failed") as raised:
        run_checks(story, registry=known)
    assert (raised.value.code, raised.value.about) == ("check-failed", "broken")


@pytest.mark.parametrize(
    ("finding", "reason"),
    [
        (Finding("bad", "error", Span(0, 9999), "So."), "beyond the text"),
        (Finding("bad", "error", Span(4, 4), "So."), "marks no words"),
        (Finding("other", "error", Span(0, 3), "So."), "another check"),
        (Finding("bad", "error", Span(0, 3), "So.", edits=(Edit(Span(0, 9999), ""),)), "beyond"),
    ],
)
def test_findings_are_held_to_the_contract(finding: Finding, reason: str) -> None:
    known = registry(a_check("bad", lambda _story: [finding]))
    with pytest.raises(FabulaError, match=reason):
        run_checks(bare_story(from_text(TEXT)), registry=known)


def test_a_finding_is_not_graver_than_its_check() -> None:
    known = registry(a_check("mild", says(0, 3, level="error"), level="query"))
    with pytest.raises(FabulaError, match="graver"):
        run_checks(bare_story(from_text(TEXT)), registry=known)


def finding(check: str, start: int, end: int, level: Level = "error", **more: object) -> Finding:
    return replace(Finding(check, level, Span(start, end), f"{check}."), **more)  # type: ignore[arg-type]


def test_one_finding_a_place() -> None:
    rule = finding("rule", 10, 20, "error", edits=(Edit(Span(12, 14), "x"),))
    head = finding("head", 12, 20, "query", edits=(Edit(Span(12, 20), "y"),))
    (one,) = merged([head, rule])
    assert one.check == "rule"


def test_two_faults_at_a_place_are_two_findings() -> None:
    tag = finding("tag", 10, 20, edits=(Edit(Span(10, 11), ","),))
    verb = finding("verb", 14, 20, edits=(Edit(Span(14, 20), "says"),))
    assert len(merged([tag, verb])) == 2
    assert len(merged([tag, replace(verb, edits=())])) == 2


def test_a_word_inside_a_marked_passage_is_its_own_place() -> None:
    assert len(merged([finding("passage", 0, 200), finding("word", 50, 55)])) == 2


def test_edits_of_the_same_words_are_one_place() -> None:
    edit = Edit(Span(10, 12), "x")
    long = finding("long", 0, 60, edits=(edit,))
    short = finding("short", 10, 12, "query", edits=(edit,))
    assert [f.check for f in merged([long, short])] == ["long"]


def test_order_does_not_depend_on_the_order_found() -> None:
    found = [finding("b", 5, 9), finding("a", 5, 9), finding("c", 30, 31), finding("d", 0, 2)]
    assert merged(found) == merged(reversed(found))
    assert [f.check for f in merged(found)] == ["d", "a", "c"]


def test_the_gravest_of_a_place_is_shown_once() -> None:
    known = registry(a_check("grave", says(0, 8)), a_check("mild", says(0, 8), level="query"))
    (one,) = run_checks(bare_story(from_text(TEXT)), registry=known)
    assert one.check == "grave"


def test_errors_of_the_text_alone_are_counted_before_corrections_are_weighed() -> None:
    seen: list[int | None] = []

    def weighs(story: StoryView) -> Iterator[Finding]:
        seen.append(story.derive_from_story(lambda shared: shared.slips))
        yield from ()

    plain = a_check("plain", says(0, 3))
    asked = a_check("asked", says(4, 8, "query"))
    weighed = a_check("a-weighed", weighs, needs=("text", "edits"))
    story, known = bare_story(from_text(TEXT)), registry(weighed, plain, asked)
    every = run_checks(story, registry=known)
    alone = run_checks(story, Selection(select=frozenset(["a-weighed"])), registry=known)
    assert [f.check for f in every] == ["plain", "asked"]
    assert alone == ()
    assert seen == [1, 1]
