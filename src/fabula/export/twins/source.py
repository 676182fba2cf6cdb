"""Formats that are text: the corrections go into the source itself."""

from fabula.export.corrected import correct_source
from fabula.export.twin import Twin

__all__ = ["TWIN"]

TWIN = Twin(
    correct=correct_source,
    keeps_format=True,
    in_place=True,
    shown="in a new file of the same kind, its marks as they were",
)
