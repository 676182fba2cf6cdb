"""A manuscript checked: as much read as the checks need, the settings and answers heeded."""

from dataclasses import dataclass

from fabula.checks.framework import runner
from fabula.checks.framework.check import Problem
from fabula.checks.framework.kept import KeptFindings
from fabula.checks.framework.runner import Selection
from fabula.display import counted, one_line
from fabula.export.counts import by_level
from fabula.export.findings_table import Findings, finding_lines, findings_html
from fabula.manuscript.look import title_or_path
from fabula.manuscript.model import Manuscript
from fabula.manuscript.wordcount import WordCount
from fabula.pipeline.reading import Depth, KeptReading, Means, Progress, read_story
from fabula.project.folder import Project
from fabula.story.model import Story

__all__ = ["Checked", "check_manuscript", "depth_of"]


@dataclass(frozen=True, eq=False)
class Checked:
    """A manuscript with its findings; ``stood`` of them are left out, as the writer said stet.

    ``problems``: the checks that failed, so that the findings are not all there are.
    ``story``: only where it was asked for, so that many manuscripts can be held at once.
    """

    manuscript: Manuscript
    findings: Findings
    stood: int = 0
    problems: tuple[Problem, ...] = ()
    story: Story | None = None

    def __repr__(self) -> str:
        return f"<Checked {one_line(self.manuscript.path)}: {self._counts()}>"

    def __str__(self) -> str:
        head = f"{one_line(self.manuscript.path)}: {self._counts()}"
        return "\n".join([head, *finding_lines(self.findings), *self._failed()])

    def _repr_html_(self) -> str:
        head = f"{title_or_path(self.manuscript)}: {self._counts()}"
        return findings_html(self.findings, head, self._failed())

    def _failed(self) -> list[str]:
        return [one_line(problem.line) for problem in self.problems]

    def _counts(self) -> str:
        words = counted(WordCount(self.manuscript).total, "word")
        found = by_level(self.findings) if self.findings else "nothing to remark"
        return f"{found} in {words}"


def depth_of(selection: Selection) -> tuple[Depth, bool]:
    """How deep the checks of a selection need a manuscript read, and whether with corrections."""
    needed = runner.needs_of(selection)
    edits = "edits" in needed
    if needed - {"text", "reading", "edits"}:
        return Depth.STORY, edits
    return (Depth.READING, edits) if needed - {"text"} else (Depth.TEXT, False)


def check_manuscript(
    manuscript: Manuscript,
    project: Project | None = None,
    selection: Selection | None = None,
    *,
    whole_story: bool = False,
    heed_stet: bool = True,
    apart: bool = False,
    kept: KeptFindings | None = None,
    reading: KeptReading | None = None,
    means: Means | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Run the selected checks over a manuscript.

    ``selection``: by default what the project's settings say. Only as much is read as its
    checks need, and the story is let go, unless ``whole_story``. Without ``heed_stet``
    the findings that the writer let stand are among the others. ``apart``: also those that
    would stand back behind graver ones of the same place. ``kept``: what was found in the
    manuscript before, so that what an edit does not touch is not checked again. ``reading``:
    where the reading may be had from, and is kept.
    Raises `FabulaError` for an unknown check and for files of the project that cannot be read.
    """
    if selection is None:
        selection = project.selection() if project else Selection()
    depth, corrections = depth_of(selection)
    stet = project.let_stand() if project and heed_stet else frozenset()
    story = read_story(
        manuscript,
        Depth.STORY if whole_story else depth,
        corrections=corrections,
        rulings=project.settings.rulings if project else (),
        kept=reading,
        means=means,
        progress=progress,
    )
    if progress:
        progress("checking", 0.0)
    problems: list[Problem] = []
    run = kept.run if kept else None
    found = runner.run_checks(story, selection, on_problem=problems.append, apart=apart, run=run)
    findings = Findings((one for one in found if one.fingerprint not in stet), manuscript)
    return Checked(
        manuscript,
        findings,
        len(found) - len(findings),
        tuple(problems),
        story if whole_story else None,
    )
