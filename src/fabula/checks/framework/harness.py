"""Proves a check by its own docstring: its examples, and what must hold of any finding.

Used by Fabula's tests for every built-in check; the author of a third-party check
can call `problems` in the same way.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

from fabula.checks.framework.check import Check
from fabula.checks.framework.docstrings import CheckDoc, DocstringError, Example, parse
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.runner import bare_findings, run_check
from fabula.checks.framework.view import Shared
from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.passage import PassageCutter, moved_by, passages

__all__ = [
    "MakeStory",
    "apply_edits",
    "example_problems",
    "problems",
    "reach_problems",
    "shared_examples",
]

MakeStory = Callable[[str], Story]
"""Reads the text of an example as a story."""

FLAGGED_AT_LEAST = 2
FINE_AT_LEAST = 3
_ROUNDS = 6


def problems(check: Check, make_story: MakeStory) -> list[str]:
    """All that is wrong with a check: its docstring, its examples, its findings."""
    try:
        doc = parse(check.doc)
    except DocstringError as error:
        return [str(error)]
    found = []
    if len(doc.flagged) < FLAGGED_AT_LEAST:
        found.append(f"it has fewer than {FLAGGED_AT_LEAST} flagged examples")
    if len(doc.fine) < FINE_AT_LEAST:
        found.append(f"it has fewer than {FINE_AT_LEAST} fine examples")
    if all(not example.marked for example in doc.flagged):
        found.append("none of its flagged examples marks the words")
    for example in doc.flagged:
        found += example_problems(check, example, make_story, flagged=True)
    for example in doc.fine:
        found += example_problems(check, example, make_story, flagged=False)
    return found


def shared_examples(docs: Iterable[tuple[str, CheckDoc]]) -> list[str]:
    """Examples used more than once, by one check or by two."""
    uses = Counter(e.text for _, doc in docs for e in chain(doc.flagged, doc.fine))
    return [f"an example is used {n} times: {_short(text)}" for text, n in uses.items() if n > 1]


def example_problems(
    check: Check, example: Example, make_story: MakeStory, *, flagged: bool
) -> list[str]:
    """What is wrong with one example: findings missing, unwanted, or breaking an invariant."""
    story = make_story(example.text)
    try:
        findings = run_check(check, Shared(story))
    except Exception as error:  # whatever the check raises is the problem to report
        return [f"it raises {type(error).__name__}: {error} on: {_short(example.text)}"]
    if not flagged:
        return [f"fine, but flagged ({f.message}): {_short(example.text)}" for f in findings]
    if not findings:
        return [f"not flagged: {_short(example.text)}"]
    found = _misplaced(story, example, findings)
    again = run_check(check, Shared(make_story(example.text)))
    if again != findings:
        found.append(f"two runs differ: {_short(example.text)}")
    if len({f.fingerprint for f in findings}) != len(findings):
        found.append(f"two findings share a fingerprint: {_short(example.text)}")
    found += [p for f in findings for p in _finding_problems(check, f, story.manuscript.text)]
    return found + _edit_problems(check, story, findings, make_story)


def reach_problems(check: Check, story: Story) -> list[str]:
    """The passages in which a check finds something else than in them as part of the book.

    Each paragraph or scene, by the check's reach, is checked as a story of its own, with
    the tables of the whole story; nothing is compared for a check that reads the whole book.
    """
    if check.reach == "book":
        return []
    manuscript = story.manuscript
    whole, cutter = Shared(story), PassageCutter(story)
    findings = bare_findings(check, whole)
    differing = []
    for passage in passages(manuscript, check.reach):
        inside = [f for f in findings if passage.start <= f.span.start < passage.end]
        alone = bare_findings(check, Shared(cutter.cut(passage), book=whole))
        if [moved_by(f, passage.start) for f in alone] != inside:
            words = _short(passage.text(manuscript.text))
            differing.append(
                f"{len(inside)} findings in the book, {len(alone)} in the {check.reach}: {words}"
            )
    return differing


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; one that overlaps an earlier one is passed over."""
    last = len(text) + 1
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end), reverse=True):
        if edit.span.end <= last:
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
            last = edit.span.start
    return text


def _misplaced(story: Story, example: Example, findings: tuple[Finding, ...]) -> list[str]:
    """Marked words without a finding. Examples are short, so words are found by their text."""
    text = story.manuscript.text
    if text.strip() != example.text.strip():
        return [f"the example is not read as it is written: {_short(example.text)}"]
    shift = text.index(example.text.strip())
    return [
        f'nothing is found at "{span.text(example.text)}": {_short(example.text)}'
        for span in example.marked
        if not any(f.span.overlaps(Span(span.start + shift, span.end + shift)) for f in findings)
    ]


def _finding_problems(check: Check, finding: Finding, text: str) -> list[str]:
    found = []
    if not finding.message.strip() or "\n" in finding.message:
        found.append(f"a finding's message is not one line: {finding.message!r}")
    if not 0.0 < finding.confidence <= 1.0:
        found.append(f"a finding's confidence is {finding.confidence}")
    if check.evidence and not finding.evidence:
        found.append(f"a finding lacks evidence: {finding.message}")
    for edit in finding.edits:
        if edit.span.text(text) == edit.replacement:
            found.append(f"an edit changes nothing: {finding.message}")
    return found


def _edit_problems(
    check: Check, story: Story, findings: tuple[Finding, ...], make_story: MakeStory
) -> list[str]:
    """Each edit must remove its own finding, and all of them together must come to rest."""
    text, found = story.manuscript.text, []
    for finding in findings:
        if finding.edits:
            mended = make_story(apply_edits(text, finding.edits))
            left = run_check(check, Shared(mended))
            if len(left) >= len(findings) and finding.fingerprint in {f.fingerprint for f in left}:
                found.append(f"its edit does not remove the finding: {_short(text)}")
            elif len(left) >= len(findings):
                found.append(f"its edit brings a new finding: {_short(text)}")
    for _ in range(_ROUNDS):
        edits = [edit for finding in findings for edit in finding.edits]
        if not edits:
            return found
        text = apply_edits(text, edits)
        findings = run_check(check, Shared(make_story(text)))
    return [*found, f"its edits do not come to rest: {_short(text)}"]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else flat[:87] + "..."
