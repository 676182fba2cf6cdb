"""Word documents: the corrections are tracked changes."""

from fabula.export.corrected import correct_document
from fabula.export.twin import Twin

__all__ = ["TWIN"]

TWIN = Twin(
    correct=correct_document,
    keeps_format=True,
    in_place=False,
    shown="as tracked changes in a new Word document",
)
