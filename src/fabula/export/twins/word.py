"""Word documents: the corrections are tracked changes, the remarks comments."""

from collections.abc import Iterable

from fabula.checks.framework.finding import Finding
from fabula.export.corrected import Corrected, correct_document
from fabula.export.twin import Twin
from fabula.export.word.package import comment_word, correct_word
from fabula.manuscript.model import Manuscript

__all__ = ["TWIN"]


def _correct(manuscript: Manuscript, data: bytes, findings: Iterable[Finding]) -> Corrected:
    return correct_document(manuscript, data, findings, correct_word)


TWIN = Twin(
    correct=_correct,
    comment=comment_word,
    keeps_format=True,
    in_place=False,
    shown="as tracked changes in a new Word document",
)
