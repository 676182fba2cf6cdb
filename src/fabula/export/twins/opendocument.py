"""OpenDocument texts: the corrections are tracked changes, the remarks annotations."""

from collections.abc import Iterable

from fabula.checks.framework.finding import Finding
from fabula.export.corrected import Corrected, correct_document
from fabula.export.opendocument.package import comment_opendocument, correct_opendocument
from fabula.export.twin import Twin
from fabula.manuscript.model import Manuscript

__all__ = ["TWIN"]


def _correct(manuscript: Manuscript, data: bytes, findings: Iterable[Finding]) -> Corrected:
    return correct_document(manuscript, data, findings, correct_opendocument)


TWIN = Twin(
    correct=_correct,
    comment=comment_opendocument,
    keeps_format=True,
    in_place=False,
    shown="as tracked changes in a new OpenDocument text",
)
