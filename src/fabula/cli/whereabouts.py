"""Where words stand, as a writer finds them: by line in a text, else by chapter and paragraph."""

from fabula.export.places import Places
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["Whereabouts"]


class Whereabouts:
    """Places of one manuscript in words."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._places = Places(manuscript)

    def has_lines(self, offset: int) -> bool:
        """Whether the file that holds the words has lines that an editor would show."""
        places = self._manuscript.source.places(Span(offset, offset + 1))
        return not places or places[0].line > 0

    def beside(self, offset: int) -> str:
        """The place within its chapter: ``25:19`` in a text, else ``paragraph 14``."""
        if not self.has_lines(offset):
            return self._places.paragraph(offset)
        line, column = self._manuscript.source.line_column(offset)
        return f"{line}:{column}"

    def within(self, offset: int) -> str:
        """The place by its chapter: ``Chapter 2, 25:19`` in a text, else with the paragraph."""
        return ", ".join(filter(None, (self._places.chapter(offset), self.beside(offset))))

    def anywhere(self, offset: int) -> str:
        """The place in the whole: ``line 25`` in a text, else ``Chapter 2, paragraph 14``."""
        if not self.has_lines(offset):
            return self._places.words(offset)
        return f"line {self._manuscript.source.line_column(offset)[0]}"
