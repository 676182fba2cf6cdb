"""A draft being edited: its source, revised edit by edit, and what is found in it each time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from fabula.checks.framework.kept import KeptFindings
from fabula.checks.framework.runner import Selection
from fabula.display import counted, one_line
from fabula.manuscript.load import from_bytes
from fabula.manuscript.spans import Span
from fabula.pipeline.checking import Checked, check_manuscript
from fabula.pipeline.reading import Means
from fabula.project.folder import Project

__all__ = ["Session", "SourceEdit"]


@dataclass(frozen=True, slots=True, order=True)
class SourceEdit:
    """Words of the source to be replaced: a span of code points in it, and what comes there."""

    span: Span
    replacement: str


@dataclass(eq=False)
class Session:
    """A draft in a text format while it is edited; ``path`` tells its format and names it.

    `checked` is kept until the source changes. Then what the checks of paragraphs and scenes
    found in the text of those that stay as they were is kept.
    """

    source: str
    path: str
    project: Project | None = None
    selection: Selection | None = None
    means: Means = field(default_factory=Means)
    _checked: Checked | None = None
    _kept: KeptFindings = field(default_factory=KeptFindings)

    def __repr__(self) -> str:
        return f"<Session {one_line(self.path)}: {counted(len(self.source), 'character')}>"

    def revise(self, edits: Iterable[SourceEdit]) -> Checked:
        """Put edits into the source, all at once, and check it.

        The spans are of the source before any of them. Raises ValueError for edits that
        overlap or reach beyond it, which are then not made; `FabulaError` for a source
        that cannot be read.
        """
        pieces: list[str] = []
        at = 0
        for edit in sorted(edits):
            if edit.span.start < at or edit.span.end > len(self.source):
                raise ValueError(f"an edit at {edit.span.start} overlaps or is beyond the text")
            pieces += (self.source[at : edit.span.start], edit.replacement)
            at = edit.span.end
        revised = "".join(pieces) + self.source[at:]
        if revised != self.source:
            self.source, self._checked = revised, None
        return self.checked()

    def checked(self) -> Checked:
        """The source as it is now, checked."""
        if self._checked is None:
            manuscript = from_bytes(self.source.encode("utf-8", "surrogatepass"), self.path)
            self._checked = check_manuscript(
                manuscript, self.project, self.selection, kept=self._kept, means=self.means
            )
        return self._checked
