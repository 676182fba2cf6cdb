"""``fabula check``: what a copy editor would mark."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click

from fabula.cli.checking import Asked, Checked, check_manuscript, folder_of
from fabula.cli.failures import CANNOT
from fabula.cli.output import emit, refuse_output
from fabula.cli.work import manuscripts

if TYPE_CHECKING:
    from fabula.checks.finding import Level

__all__ = ["check"]

Format = Literal["text", "json", "sarif", "html"]


def _names(
    _context: click.Context, _parameter: click.Parameter, values: Iterable[str]
) -> frozenset[str]:
    """Check names from repeated options, each of which may hold several with commas."""
    names = (name.strip() for value in values for name in value.split(","))
    return frozenset(name for name in names if name)


@dataclass(frozen=True, slots=True)
class _Options:
    format: Format
    output: str | None
    select: frozenset[str]
    fix: bool
    in_place: bool


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--book", is_flag=True, help="Check several files, or a folder, as one book.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="Remarks to read here, as JSON or SARIF for other programs, or as one HTML page "
    "with the whole manuscript and the remarks in its margin.",
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
@click.option("--fix", is_flag=True, help="Show the sure corrections as a diff and write them "
              "to a new file beside the draft (for Word, as tracked changes).")  # fmt: skip
@click.option("--in-place", is_flag=True, help="With --fix: change the draft itself (text, "
              "Markdown and HTML).")  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="End with exit code 0 also when there are remarks.")
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of the screen.")
def check(
    paths: tuple[str, ...],
    format_: Format,
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
    fabula check draft.docx --format html -o report.html

    Exit codes: 0 nothing to remark, 1 remarks, 2 the work could not be done, or not
    by every check; those that could not are named, and the others' remarks are shown.
    """
    options = _Options(format_, output, select, how["fix"], how["in_place"])
    _refuse_nonsense(options, paths, book=how["book"])
    refuse_output(output, paths, book=how["book"])
    asked = Asked(select, ignore, level)
    results = _Results(paths, asked, options, book=how["book"])
    text, remarks = _report(results, options)
    emit(text, output, rendered=format_ == "text")
    if results.failed:
        return CANNOT
    return 1 if remarks and not how["exit_zero"] else 0


def _refuse_nonsense(options: _Options, paths: Sequence[str], *, book: bool) -> None:
    several = len(paths) > 1 and not book
    if options.in_place and not options.fix:
        raise click.UsageError("--in-place needs --fix.")
    if options.fix and (options.format != "text" or options.output):
        raise click.UsageError("--fix shows a diff; it takes neither --format nor --output.")
    if options.fix and (book or "-" in paths):
        raise click.UsageError("--fix works on drafts that are single files.")
    if options.format == "html" and several:
        raise click.UsageError("A page holds one manuscript; give one path, or --book.")


class _Results:
    """The manuscripts of a command line, checked one after the other as they are asked for.

    ``failed``: whether a check could not do its work in one of those asked for so far.
    """

    def __init__(
        self, paths: Sequence[str], asked: Asked, options: _Options, *, book: bool
    ) -> None:
        self._paths, self._asked, self._book = paths, asked, book
        self._whole_story = options.format == "html"
        self.several = len(paths) > 1 and not book
        self.failed = False

    def __iter__(self) -> Iterator[Checked]:
        found = manuscripts(self._paths, book=self._book)
        for path, manuscript in zip(self._paths, found, strict=False):
            checked = check_manuscript(
                manuscript, folder_of(path), self._asked, whole_story=self._whole_story
            )
            self.failed = self.failed or bool(checked.problems)
            yield checked


def _report(results: _Results, options: _Options) -> tuple[str, int]:
    """The report as text, and how many remarks stand in it."""
    if options.fix:
        return _fixed(results, options)
    checked = list(results)
    remarks = sum(len(one.findings) for one in checked)
    if options.format == "json":
        return "".join(_json(one, results) for one in checked), remarks
    if options.format == "sarif":
        return _sarif(checked), remarks
    if options.format == "html":
        from fabula.export.html import html_report

        (one,) = checked
        return html_report(one.story, one.findings, one.problems), remarks
    from fabula.cli.findings import render_findings

    to_file = options.output is not None
    return "\n".join(render_findings(one, to_file=to_file) for one in checked), remarks


def _json(checked: Checked, results: _Results) -> str:
    from fabula.export.findings_json import findings_document
    from fabula.export.story_json import to_json

    document: dict[str, Any] = findings_document(
        checked.manuscript, checked.findings, checked.problems
    )
    if results.several:
        document = {"path": checked.manuscript.path, **document}
    return to_json(document)


def _sarif(checked: Sequence[Checked]) -> str:
    from fabula.checks.registry import load_checks
    from fabula.export.sarif import sarif_document

    summaries = {check.name: check.summary for check in load_checks()}
    pairs = [(one.manuscript, one.findings) for one in checked]
    problems = [problem for one in checked for problem in one.problems]
    document = sarif_document(pairs, summaries, problems)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _fixed(results: _Results, options: _Options) -> tuple[str, int]:
    from fabula.cli.fix import fix

    shown: list[str] = []
    remaining = 0
    for one in results:
        done = fix(one.manuscript, one.findings, options.select, in_place=options.in_place)
        shown.append(done.shown)
        remaining += len(done.remaining)
    return "\n".join(shown), remaining
