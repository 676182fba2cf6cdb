"""Stet: a remark found again by the first digits of its fingerprint, and let stand."""

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.runner import ALL, Selection
from fabula.display import one_line
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript
from fabula.pipeline.checking import check_manuscript
from fabula.pipeline.reading import Means, Progress
from fabula.project.folder import Project
from fabula.project.stet import FINGERPRINT_DIGITS, StetAnswer

__all__ = ["answer_to", "fingerprint_digits", "let_stand"]

_SHORTEST = 6
"""Digits by which a fingerprint may be given when the draft is there to look it up in."""
_NOTE = 60


def fingerprint_digits(given: str) -> str:
    """The digits of a fingerprint, or of its beginning; raises `FabulaError` for what is none."""
    digits = given.strip().lower()
    if len(digits) < _SHORTEST or set(digits) - set("0123456789abcdef"):
        raise FabulaError(
            f'"{given}" is not a fingerprint, such as 3f9c2a7715e0b4d8', code="no-fingerprint"
        )
    return digits


def let_stand(
    project: Project,
    digits: str,
    manuscript: Manuscript | None = None,
    *,
    means: Means | None = None,
    progress: Progress | None = None,
) -> StetAnswer:
    """Let a remark stand: keep the answer in the project, with a note of what it was about.

    With the manuscript, it is checked again to find the remark whose fingerprint begins
    so; without, the digits must be the whole fingerprint. Raises `FabulaError` if there
    is no such remark, or more than one, and when the answer cannot be kept.
    """
    answer = _answer(project, fingerprint_digits(digits), manuscript, means, progress)
    project.keep(answer)
    return answer


def _answer(
    project: Project,
    digits: str,
    manuscript: Manuscript | None,
    means: Means | None,
    progress: Progress | None,
) -> StetAnswer:
    if manuscript is None:
        if len(digits) < FINGERPRINT_DIGITS:
            raise FabulaError("give the whole fingerprint, or the draft to look it up in")
        return StetAnswer(digits[:FINGERPRINT_DIGITS])
    everything = Selection(select=frozenset({ALL}), level="note", words=project.words)
    found = check_manuscript(
        manuscript, project, everything, heed_stet=False, apart=True, means=means, progress=progress
    ).findings
    matches = {f.fingerprint: f for f in found if f.fingerprint.startswith(digits)}
    path = manuscript.path
    if not matches:
        raise FabulaError(f"{path}: no remark has the fingerprint {digits}")
    if len(matches) > 1:
        raise FabulaError(f"{path}: {len(matches)} remarks begin with {digits}; give more digits")
    (finding,) = matches.values()
    return answer_to(manuscript, finding)


def answer_to(manuscript: Manuscript, finding: Finding) -> StetAnswer:
    """The answer that lets a finding stand, with a note of what it was about."""
    words = one_line(finding.span.text(manuscript.text))[:_NOTE]
    return StetAnswer(finding.fingerprint, f'{finding.check}: "{words}"')
