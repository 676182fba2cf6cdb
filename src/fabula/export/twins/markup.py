"""Pages of HTML: the corrections go into the source, with its special letters written as such."""

from collections.abc import Iterable

from fabula.checks.framework.finding import Finding
from fabula.export.corrected import Corrected, correct_source
from fabula.export.twin import Twin
from fabula.manuscript.model import Manuscript

__all__ = ["TWIN"]


def _correct(manuscript: Manuscript, data: bytes, findings: Iterable[Finding]) -> Corrected:
    return correct_source(manuscript, data, findings, markup=True)


TWIN = Twin(
    correct=_correct,
    keeps_format=True,
    in_place=True,
    shown="in a new file of the same kind, its markup as it was",
)
