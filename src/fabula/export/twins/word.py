"""Word documents: the corrections are tracked changes, the remarks comments."""

from functools import partial

from fabula.export.corrected import correct_document
from fabula.export.twin import Twin
from fabula.export.word.package import comment_word, correct_word

__all__ = ["TWIN"]

TWIN = Twin(
    correct=partial(correct_document, tracked=correct_word),
    comment=comment_word,
    keeps_format=True,
    in_place=False,
    shown="as tracked changes in a new Word document",
)
