"""``fabula report``: the page of a draft as one file that can be kept and sent."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from fabula.cli.failures import CANNOT
from fabula.cli.opening import opened
from fabula.cli.output import complain, emit, refuse_output
from fabula.cli.progress import ProgressBar
from fabula.display import one_line

__all__ = ["report_command"]


@click.command("report")
@click.argument("path")
@click.option("--book", is_flag=True, help="PATH is a folder of chapters, read as one book.")
@click.option("--output", "-o", metavar="FILE", help="Where to write the page; by default a new "
              "file beside the draft.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no word of what was written.")
def report_command(path: str, book: bool, output: str | None, quiet: bool) -> int:
    """Make one page of a draft: text, remarks, cast, and the book from above.

    It is the page of fabula open as one file, which works offline in any browser and
    can be sent. Nothing in it asks for anything from anywhere.

    \b
    fabula report draft.docx
    fabula report draft.docx -o for-ann.html
    """
    from fabula.cli.next_steps import worded_problem
    from fabula.export.page.report import html_report
    from fabula.files.writing import write_free
    from fabula.pipeline.checking import check_manuscript
    from fabula.project.folder import open_project

    if path == "-" and output is None:
        raise click.UsageError("Say with -o where the page of standard input is to be written.")
    refuse_output(output, [path], book=book)
    (manuscript,) = opened([path], book=book)
    with ProgressBar(terminal=False if quiet else None) as progress:
        checked = check_manuscript(
            manuscript, open_project(path), whole_story=True, progress=progress
        )
    for problem in checked.problems:
        complain(worded_problem(problem))
    if checked.story is None:
        return CANNOT
    page = html_report(checked.story, checked.findings, checked.problems)
    if output is None:
        target = str(
            write_free(_beside(Path(path)), page.encode("utf-8", "replace"), like=Path(path))
        )
    else:
        emit(page, output)
        target = output
    if not quiet and target != "-":
        emit(f"Written to {one_line(target)}; open it in a browser\n", None)
    return CANNOT if checked.problems else 0


def _beside(draft: Path) -> Iterator[Path]:
    """Names beside the draft, of which the first that is free is taken."""
    yield draft.with_name(f"{draft.stem}.report.html")
    for number in count(2):
        yield draft.with_name(f"{draft.stem}.report-{number}.html")
