"""A place in a manuscript as a writer finds it: the chapter by title, the paragraph by count."""

from itertools import accumulate

from fabula.display import cut_short, one_line
from fabula.manuscript.model import Manuscript

__all__ = ["Places"]

_TITLE = 60
"""Code points of a chapter's title that are shown."""

_UNCOUNTED = frozenset(("heading", "break"))


class Places:
    """The paragraphs of a manuscript, counted from 1 in each chapter; headings and breaks apart."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._several = len(manuscript.chapters) > 1
        counted = (block.kind not in _UNCOUNTED for block in manuscript.blocks)
        self._before = [0, *accumulate(counted)]

    def chapter(self, offset: int) -> str:
        """The title of the chapter, or its number; empty where there is only one."""
        if not self._several:
            return ""
        at = self._manuscript.chapter_at(offset)
        title = cut_short(one_line(self._manuscript.chapters[at].title), _TITLE)
        return title or f"Chapter {at + 1}"

    def paragraph(self, offset: int) -> str:
        """Such as ``paragraph 14``, or ``heading`` for the words above the first one."""
        block = self._manuscript.block_at(offset)
        if block < 0:
            return "beginning"
        number = self._before[block + 1]
        if self._several:
            chapter = self._manuscript.chapters[self._manuscript.chapter_at(offset)]
            number -= self._before[max(self._manuscript.block_at(chapter.span.start), 0)]
        if self._manuscript.blocks[block].kind == "heading":
            return "heading"
        return f"paragraph {max(number, 1)}"

    def words(self, offset: int) -> str:
        """Such as ``Chapter 2, paragraph 14``."""
        return ", ".join(filter(None, (self.chapter(offset), self.paragraph(offset))))
