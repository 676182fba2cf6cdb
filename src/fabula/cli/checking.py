"""What ``check`` and ``stet`` share: settings, answers and findings of one manuscript."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.cli.output import complain
from fabula.cli.progress import Progress
from fabula.cli.work import reading_of, story_of

if TYPE_CHECKING:
    from fabula.checks.check import Problem
    from fabula.checks.finding import Finding, Level
    from fabula.checks.runner import Selection
    from fabula.manuscript.model import Manuscript
    from fabula.story.model import Story

__all__ = ["Asked", "Checked", "check_manuscript", "folder_of"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for; it goes before ``fabula.toml``."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    level: "Level | None" = None


@dataclass(frozen=True, eq=False)
class Checked:
    """A manuscript with its findings; ``stood`` of them are left out, as the writer said stet.

    ``problems``: the checks that failed, so that the findings are not all there are.
    """

    manuscript: "Manuscript"
    story: "Story"
    findings: "tuple[Finding, ...]"
    stood: int
    problems: "tuple[Problem, ...]" = ()


def folder_of(path: str) -> Path:
    """The folder in which settings and answers for this draft are looked for first."""
    if path == "-":
        return Path()
    from fabula.manuscript.kinds import is_project

    place = Path(path)
    return place if place.is_dir() and not is_project(place) else place.parent


def check_manuscript(
    manuscript: "Manuscript",
    folder: Path,
    asked: Asked,
    *,
    whole_story: bool = False,
    with_stet: bool = False,
) -> Checked:
    """Run the selected checks over a manuscript.

    Only as much is read as the selected checks need, unless ``whole_story``.
    ``with_stet`` keeps the findings that the writer let stand.
    """
    from fabula.checks import runner
    from fabula.checks.view import bare_story

    selection = _selection(folder, asked)
    needed = runner.needs_of(selection)
    edits = "edits" in needed
    with Progress() as progress:
        if whole_story or needed - {"text", "reading", "edits"}:
            story = story_of(manuscript, progress, corrections=edits)
        elif needed - {"text"}:
            reading = reading_of(manuscript, progress, corrections=edits)
            story = replace(bare_story(manuscript), reading=reading)
        else:
            story = bare_story(manuscript)
        progress.step("Checking")
        problems: list[Problem] = []
        found = runner.run_checks(story, selection, on_problem=problems.append)
    for problem in problems:
        complain(problem.line)
    stet = frozenset() if with_stet else _stet(folder)
    findings = tuple(finding for finding in found if finding.fingerprint not in stet)
    return Checked(manuscript, story, findings, len(found) - len(findings), tuple(problems))


def _selection(folder: Path, asked: Asked) -> "Selection":
    from fabula.checks.runner import Selection
    from fabula.checks.settings import find_settings

    settings = find_settings(folder)
    if settings.path is None:
        settings = find_settings(Path())
    return Selection(
        select=asked.select or settings.select,
        ignore=asked.ignore | (settings.ignore - asked.select),
        level=asked.level or settings.level,
    )


def _stet(folder: Path) -> frozenset[str]:
    from fabula.checks.stet import answers, stet_files

    files: Sequence[Path] = (*stet_files(folder), *stet_files(Path()))
    return frozenset(a.fingerprint for path in dict.fromkeys(files) for a in answers(path))
