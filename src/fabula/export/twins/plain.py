"""Formats that are read only: the corrected copy is plain text."""

from collections.abc import Iterable

from fabula.checks.framework.finding import Finding
from fabula.export.corrected import Corrected, correct_text
from fabula.export.twin import Twin
from fabula.manuscript.model import Manuscript

__all__ = ["TWIN"]


def _correct(manuscript: Manuscript, data: bytes, findings: Iterable[Finding]) -> Corrected:  # noqa: ARG001
    return correct_text(manuscript, findings)


TWIN = Twin(
    correct=_correct,
    keeps_format=False,
    in_place=False,
    shown="in a new plain text; italics and layout are not kept",
)
