"""A manuscript at a glance: what to call it, and how long it is."""

from typing import TYPE_CHECKING

from fabula.display import counted, cut_short
from fabula.manuscript.wordcount import WordCount

if TYPE_CHECKING:
    from fabula.manuscript.model import Manuscript

__all__ = ["measures", "title_or_path"]

_LONGEST = 80


def title_or_path(manuscript: "Manuscript") -> str:
    """The title in quotation marks, or where the manuscript came from."""
    if manuscript.title.strip():
        return f"“{cut_short(manuscript.title, _LONGEST)}”"
    return "standard input" if manuscript.path == "-" else cut_short(manuscript.path, _LONGEST)


def measures(manuscript: "Manuscript") -> str:
    """How many words, chapters and scenes it has."""
    return ", ".join(
        (
            counted(WordCount(manuscript).total, "word"),
            counted(len(manuscript.chapters), "chapter"),
            counted(len(manuscript.scenes), "scene"),
        )
    )
