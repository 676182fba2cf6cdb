"""``fabula check``: what a copy editor would mark."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from fabula.cli.failures import CANNOT
from fabula.cli.formats import format_for
from fabula.cli.opening import opened
from fabula.cli.output import complain, emit, refuse_output, tell_written
from fabula.cli.progress import ProgressBar

if TYPE_CHECKING:
    from fabula.checks.framework.finding import Level
    from fabula.manuscript.model import Manuscript
    from fabula.pipeline.checking import Checked

__all__ = ["check_command"]

CheckFormat = Literal["text", "json", "sarif", "html"]
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".sarif": "sarif"}


def _names(
    _context: click.Context, _parameter: click.Parameter, values: Iterable[str]
) -> frozenset[str]:
    """Check names from repeated options, each of which may hold several with commas."""
    names = (name.strip() for value in values for name in value.split(","))
    return frozenset(name for name in names if name)


@dataclass(frozen=True, slots=True)
class _Options:
    format: CheckFormat
    output: str | None
    select: frozenset[str]
    ignore: frozenset[str]
    level: "Level | None"
    book: bool
    fix: bool
    yes: bool
    in_place: bool
    comments: bool
    quiet: bool
    exit_zero: bool


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--book", is_flag=True, help="Check several files, or a folder, as one book.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif", "html"]),
    help="Remarks to read here (text), as JSON or SARIF for other programs, or as one HTML "
    "page with the whole manuscript and the remarks in its margin. By default as the ending "
    "of FILE after -o says, else text.",
)
@click.option("--select", multiple=True, callback=_names, metavar="NAME,...",
              help='Run only these checks ("all" for every one).')  # fmt: skip
@click.option("--ignore", multiple=True, callback=_names, metavar="NAME,...",
              help="Leave these checks out.")  # fmt: skip
@click.option(
    "--level",
    type=click.Choice(["error", "query", "note"]),
    help="The mildest level to show: only errors, also queries (questions to the author), "
    "or also notes on style, which are off unless asked for.",
)
@click.option("--fix", is_flag=True, help="Ask of each sure correction and write them to a new "
              "file beside the draft (for Word and OpenDocument, as tracked changes).")  # fmt: skip
@click.option("--yes", "-y", is_flag=True, help="With --fix: all of them, without asking. So it "
              "is too where nobody can be asked.")  # fmt: skip
@click.option("--in-place", is_flag=True, help="With --fix: change the draft itself (text, "
              "Markdown and HTML).")  # fmt: skip
@click.option("--comments", is_flag=True, help="Write a copy of a Word or OpenDocument draft "
              "with each remark as a comment at its words, and the sure corrections as tracked "
              "changes: beside the draft, or where -o says.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no word of what was written.")
@click.option("--exit-zero", is_flag=True, help="End with exit code 0 also when there are remarks.")
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of the screen.")
def check_command(
    paths: tuple[str, ...],
    format_: CheckFormat | None,
    output: str | None,
    level: "Level | None",
    select: frozenset[str],
    ignore: frozenset[str],
    **how: bool,
) -> int:
    """Check a manuscript and mark what a good copy editor would mark.

    Every remark shows the words, the reason, and the other passage where there is
    one. Nothing is changed unless you ask with --fix, and nothing leaves this
    computer.

    Settings are read from a file fabula.toml in the draft's folder or above it.

    \b
    fabula check draft.docx
    fabula check draft.md --select tense-shift,attribute-conflict
    fabula check draft.docx -o remarks.html
    fabula check draft.docx --comments

    Exit codes: 0 nothing to remark, 1 remarks, 2 the work could not be done, or not
    by every check; those that could not are named, and the others' remarks are shown.
    """
    refuse_output(output, paths, book=how["book"])
    comments = how["comments"]
    said = format_for(format_, None if comments else output, "text", _ENDINGS)
    options = _Options(cast("CheckFormat", said), output, select, ignore, level, **how)
    _refuse_nonsense(options, paths)
    report = _Report(options, paths, several=len(paths) > 1 and not options.book)
    for path, manuscript in zip(paths, opened(paths, book=options.book), strict=False):
        report.take(_checked(path, manuscript, options))
    emit(report.text(), None if options.comments else output, rendered=options.format == "text")
    if not (options.quiet or options.comments):
        tell_written(output)
    if report.failed:
        return CANNOT
    return 1 if report.remarks and not options.exit_zero else 0


def _refuse_nonsense(options: _Options, paths: Sequence[str]) -> None:
    several = len(paths) > 1 and not options.book
    if options.in_place and not options.fix:
        raise click.UsageError("--in-place needs --fix.")
    if options.fix and (options.format != "text" or options.output):
        raise click.UsageError("--fix writes a draft; it takes neither --format nor --output.")
    if options.yes and not options.fix:
        raise click.UsageError("--yes needs --fix.")
    if options.fix and "-" in paths:
        raise click.UsageError("--fix works on drafts that are files.")
    if options.comments and (options.fix or options.format != "text"):
        raise click.UsageError(
            "--comments makes a copy of the draft; leave out --fix and --format."
        )
    if options.comments and (options.book or "-" in paths):
        raise click.UsageError("--comments works on drafts that are single files.")
    if options.comments and options.output and several:
        raise click.UsageError("-o names one copy; give one draft, or leave out -o.")
    if options.format == "html" and several:
        raise click.UsageError("A page holds one manuscript; give one path, or --book.")


def _checked(path: str, manuscript: "Manuscript", options: _Options) -> "Checked":
    from fabula.cli.next_steps import worded_problem
    from fabula.pipeline import checking
    from fabula.project.folder import open_project

    project = open_project(path)
    selection = project.selection(options.select, options.ignore, options.level)
    with ProgressBar(terminal=False if options.quiet else None) as progress:
        checked = checking.check_manuscript(
            manuscript, project, selection,
            whole_story=options.format == "html", progress=progress,
        )  # fmt: skip
    for problem in checked.problems:
        complain(worded_problem(problem))
    return checked


class _Report:
    """The report, which takes in one manuscript after the other and lets its story go.

    ``remarks``: how many stand in it. ``failed``: whether a check could not do its work.
    """

    def __init__(self, options: _Options, paths: Sequence[str], *, several: bool) -> None:
        self._options, self._paths, self._several = options, paths, several
        self._pieces: list[str] = []
        self._kept: list[Checked] = []
        self.remarks = 0
        self.failed = False

    def take(self, checked: "Checked") -> None:
        """Take in a manuscript with its findings."""
        self.failed = self.failed or bool(checked.problems)
        self.remarks += len(checked.findings)
        if self._options.fix:
            self._correct(checked)
        elif self._options.comments:
            self._comment(checked)
        elif self._options.format == "sarif":  # all stand in one document
            self._kept.append(checked)
        else:
            self._pieces.append(self._page(checked))

    def text(self) -> str:
        """The whole report."""
        if self._options.format == "sarif":
            return _sarif(self._kept)
        return ("\n" if self._options.format == "text" else "").join(self._pieces)

    def _page(self, checked: "Checked") -> str:
        if self._options.format == "json":
            return _json(checked, several=self._several)
        if checked.story is not None:
            from fabula.export.page.report import html_report

            return html_report(checked.story, checked.findings, checked.problems)
        from fabula.cli.findings import render_findings

        return render_findings(checked, to_file=self._options.output is not None)

    def _comment(self, checked: "Checked") -> None:
        from fabula.cli.fix import render_commentary
        from fabula.pipeline.correcting import comment

        target = self._options.output
        done = comment(
            checked.manuscript, checked.findings, self._options.select,
            target=None if target is None else Path(target),
        )  # fmt: skip
        self._pieces.append(render_commentary(done))

    def _correct(self, checked: "Checked") -> None:
        from fabula.cli.fix import Asking, render_correction, warn_of_lost_layout
        from fabula.pipeline.correcting import correct, correct_book

        options, asking = self._options, Asking(ask=not self._options.yes)
        manuscript, findings = checked.manuscript, checked.findings
        if options.book:
            parts = correct_book(
                manuscript, self._paths, findings, options.select,
                in_place=options.in_place, agreed=asking,
            )  # fmt: skip
        else:
            warn_of_lost_layout(manuscript)
            agreed = partial(asking, manuscript)
            done = correct(
                manuscript, findings, options.select, in_place=options.in_place, agreed=agreed
            )
            parts = ((manuscript, done),)
        left = len(findings) - sum(len(done.corrected.applied) for _, done in parts)
        self._pieces.append(render_correction(parts, left))
        self.remarks += left - len(findings)


def _json(checked: "Checked", *, several: bool) -> str:
    from fabula.export.findings_json import findings_document
    from fabula.export.story_json import to_json

    document: dict[str, Any] = findings_document(
        checked.manuscript, checked.findings, checked.problems
    )
    if several:
        document = {"path": checked.manuscript.path, **document}
    return to_json(document)


def _sarif(checked: Sequence["Checked"]) -> str:
    from fabula.checks.framework.registry import load_checks
    from fabula.export.sarif import sarif_document

    summaries = {check.name: check.summary for check in load_checks()}
    pairs = [(one.manuscript, one.findings) for one in checked]
    problems = [problem for one in checked for problem in one.problems]
    document = sarif_document(pairs, summaries, problems)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
