"""OpenDocument texts: the corrections are tracked changes, the remarks annotations."""

from functools import partial

from fabula.export.corrected import correct_document
from fabula.export.opendocument.package import comment_opendocument, correct_opendocument
from fabula.export.twin import Twin

__all__ = ["TWIN"]

TWIN = Twin(
    correct=partial(correct_document, tracked=correct_opendocument),
    comment=comment_opendocument,
    keeps_format=True,
    in_place=False,
    shown="as tracked changes in a new OpenDocument text",
)
