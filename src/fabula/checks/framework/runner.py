"""Runs the checks over a story and gives the writer one finding a place.

Each check sees only what it declared; none depends on which ran before it. Where
findings of several checks mend the same words the gravest stands; findings the
writer has answered with stet are left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fabula.checks.framework.check import Check, Problem, ProblemCode
from fabula.checks.framework.contradictions import nearly_same, one_each
from fabula.checks.framework.finding import LEVELS, Finding, Level
from fabula.checks.framework.fingerprint import fingerprinted
from fabula.checks.framework.form import without_form
from fabula.checks.framework.registry import Registry, load_checks
from fabula.checks.framework.view import Need, Shared, StoryView
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = [
    "RunCheck",
    "Selection",
    "bare_findings",
    "merged",
    "needs_of",
    "run_check",
    "run_checks",
    "selected",
]

RunCheck = Callable[[Check, Shared], tuple[Finding, ...]]

ALL = "all"
"""In ``select``: every check there is, style notes included."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which checks to run and which findings to show.

    ``select``: names to run instead of the default ones (``all`` for every check);
    ``ignore``: names to leave out. ``level``: the mildest level to show; ``note``
    also runs the style checks that are off by default. None shows every finding
    of the checks that run. ``stet``: fingerprints the writer has answered. ``words``: what
    the writer says is right as it is; in lower case, or a name with its capital.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    level: Level | None = None
    stet: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def selected(selection: Selection, registry: Registry | None = None) -> tuple[Check, ...]:
    """The checks a selection runs, by name; raises `FabulaError` for an unknown name."""
    known = load_checks() if registry is None else registry
    for name in sorted((selection.select | selection.ignore) - {ALL}):
        known.get(name)
    if ALL in selection.select or (selection.level == "note" and not selection.select):
        chosen = list(known)
    elif selection.select:
        chosen = [check for check in known if check.name in selection.select]
    else:
        chosen = [check for check in known if check.default]
    kept = [check for check in chosen if check.name not in selection.ignore]
    return tuple(check for check in kept if _shown(check.level, selection.level))


def needs_of(selection: Selection, registry: Registry | None = None) -> frozenset[Need]:
    """What the checks of a selection need; just ``text`` means that no model is needed."""
    needs: set[Need] = {"text"}
    for check in selected(selection, registry):
        needs |= check.needs
    return frozenset(needs)


def run_checks(
    story: Story,
    selection: Selection | None = None,
    *,
    registry: Registry | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    apart: bool = False,
    run: RunCheck | None = None,
) -> tuple[Finding, ...]:
    """The findings of the selected checks, in the order of the text.

    A check that crashes or finds no memory, or whose findings break the contract (a
    span outside the text, another check's name, a level graver than declared), is told
    to ``on_problem`` and the others go on; without ``on_problem`` its line is raised as
    a `FabulaError`. What could not be loaded is told the same way, unless the selection
    names its checks. Where there was a problem the findings are not all there are.
    ``apart``: give also findings of one place that would stand back behind graver ones.
    ``run``: runs one check; by default `run_check`, which runs it over the whole story.
    """
    choice = selection or Selection()
    known = load_checks() if registry is None else registry
    tell = on_problem or _raise
    for problem in known.problems if not choice.select or ALL in choice.select else ():
        tell(problem)
    shared = Shared(story, words=choice.words)
    found: list[Finding] = []
    chosen = selected(choice, known)
    first = _that_count(known) if any("edits" in check.needs for check in chosen) else []
    slips = 0
    for check in [*first, *_in_turn(set(chosen) - set(first))]:
        if shared.slips is None and check not in first:
            shared.slips = slips if first else None
        try:
            own = (run or run_check)(check, shared)
        except Exception as error:  # whatever a check raises becomes one line
            if check in chosen:
                tell(_problem(check, error))
            continue
        slips += sum(finding.level == "error" for finding in own)
        found += own if check in chosen else ()
    text = story.manuscript.text
    right = [f for f in found if not (choice.words and _respells(f, text, shared))]
    told = without_form(right, story.manuscript, story.quotations)
    of_one = frozenset(check.name for check in known if check.topic == "continuity")
    in_order = sorted(told, key=lambda f: (f.span, *_rank(f)))
    places = in_order if apart else one_each(merged(in_order), of_one)
    kept = [f for f in places if f.fingerprint not in choice.stet]
    return tuple(f for f in kept if _shown(f.level, choice.level))


def _in_turn(checks: Iterable[Check]) -> list[Check]:
    """By name, those that need the corrections last: these may still be coming."""
    return sorted(checks, key=lambda check: ("edits" in check.needs, check.name))


def _that_count(known: Registry) -> list[Check]:
    """The checks whose errors tell how careless a draft is, before its corrections are weighed:
    those of the text alone. They are run for it even where they are not selected."""
    return [c for c in known if c.default and c.level == "error" and c.needs <= {"text"}]


def run_check(check: Check, shared: Shared) -> tuple[Finding, ...]:
    """The findings of one check with their fingerprints, in order.

    Raises ValueError when a finding breaks the contract, and whatever the check raises.
    """
    return fingerprinted(check, bare_findings(check, shared), shared.story.manuscript)


def bare_findings(check: Check, shared: Shared) -> list[Finding]:
    """The findings of one check, which no fingerprint tells apart yet, in order.

    Raises ValueError when a finding breaks the contract, and whatever the check raises.
    """
    view = StoryView(shared, check.name, check.level, check.needs)
    findings = sorted(check.run(view), key=lambda f: (f.span, f.message))
    for finding in findings:
        _validate(check, finding, len(shared.story.manuscript.text))
    return findings


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a place, in the order of the text.

    Findings are of one place when they mark the same words, when their edits touch
    the same words, or when one of them has no edit and their spans are nearly the
    same. The gravest one stands, then the surest.
    """
    ordered = sorted(findings, key=lambda f: (f.span, *_rank(f)))
    open_places: list[list[Finding]] = []
    done: list[list[Finding]] = []
    for finding in ordered:
        still: list[list[Finding]] = []
        for place in open_places:
            ended = max(f.span.end for f in place) < finding.span.start
            (done if ended else still).append(place)
        open_places = still
        home = next((p for p in open_places if any(_same_place(f, finding) for f in p)), None)
        if home is None:
            open_places.append([finding])
        else:
            home.append(finding)
    strongest = [min(place, key=_rank) for place in done + open_places]
    return tuple(sorted(strongest, key=lambda f: (f.span, *_rank(f))))


_OF_ONE_WORD = frozenset(("spelling", "wrong-word"))


def _respells(finding: Finding, text: str, shared: Shared) -> bool:
    """Whether the finding is about a word that the writer says is right: it would put another for
    it, or only says that it is none."""
    if not finding.edits:
        return finding.check in _OF_ONE_WORD and shared.is_given(finding.span.text(text))
    return any(
        shared.is_given(edit.span.text(text)) and len(edit.replacement.split()) == 1
        for edit in finding.edits
    )


def _rank(finding: Finding) -> tuple[int, float, str, str]:
    return (
        LEVELS.index(finding.level),
        -finding.confidence,
        finding.check,
        finding.message,
    )


def _same_place(one: Finding, other: Finding) -> bool:
    if one.span == other.span:
        return True
    if one.edits and other.edits:
        return any(_touch(a.span, b.span) for a in one.edits for b in other.edits)
    return nearly_same(one.span, other.span)


def _touch(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one == other


def _shown(level: Level, asked: Level | None) -> bool:
    return asked is None or LEVELS.index(level) <= LEVELS.index(asked)


def _validate(check: Check, finding: Finding, size: int) -> None:
    if finding.check != check.name:
        raise ValueError(f'a finding names another check, "{finding.check}"')
    if LEVELS.index(finding.level) < LEVELS.index(check.level):
        raise ValueError(f"a finding is graver ({finding.level}) than the check ({check.level})")
    if len(finding.span) == 0:
        raise ValueError(f"a finding at {finding.span.start} marks no words")
    spans = [finding.span, *(e.span for e in finding.evidence), *(e.span for e in finding.edits)]
    if any(span.end > size for span in spans):
        raise ValueError(f"a finding at {finding.span.start} reaches beyond the text")
    if check.evidence and not finding.evidence:
        raise ValueError(f"a finding at {finding.span.start} lacks its evidence")


def _raise(problem: Problem) -> None:
    raise FabulaError(problem.line, code=f"check-{problem.code}", about=problem.check)


def _problem(check: Check, error: BaseException) -> Problem:
    whose = "" if check.origin == "fabula" else f" of {check.origin}"
    if isinstance(error, MemoryError):
        why, code = "it needs more memory than the machine has free", _MEMORY
    else:
        reason = " ".join(str(error).split())[:200] or "no reason given"
        why, code = f"{type(error).__name__}: {reason}", _FAILED
    return Problem(check.name, f'the check "{check.name}"{whose} failed ({why})', code)


_FAILED: ProblemCode = "failed"
_MEMORY: ProblemCode = "memory"
