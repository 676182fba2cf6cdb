"""The command line: ``fabula`` and its commands.

Nothing heavy is imported here: each command imports what it needs when it runs,
so that ``--help`` and a mistyped option answer at once.
"""

import sys
from collections.abc import Sequence

import click

from fabula import __version__
from fabula.cli.check import check_command
from fabula.cli.explain import checks, explain
from fabula.cli.failures import guarded, leave
from fabula.cli.knows import knows
from fabula.cli.open import open_
from fabula.cli.output import emit
from fabula.cli.page import report_command
from fabula.cli.query import query_command
from fabula.cli.read import read_command
from fabula.cli.shelf import shelf_command
from fabula.cli.stage import stage
from fabula.cli.stet import stet

__all__ = ["fabula", "main", "run"]


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Everything happens on this computer; no text ever leaves it.",
)
@click.version_option(__version__, prog_name="fabula", message="%(prog)s %(version)s")
@click.pass_context
def fabula(context: click.Context) -> None:
    """Read a story and show the world it describes; mark what a copy editor would mark.

    Fabula reads Word, OpenDocument, EPUB, FictionBook, RTF, Markdown, Org, Fountain,
    plain text and HTML (AO3 downloads), and the projects of Scrivener and
    novelWriter, as they are.

    \b
    fabula read draft.docx      # who is in it, what is said of whom, who speaks
    fabula check draft.docx     # contradictions, slips and mistakes, with the words
    """
    if context.invoked_subcommand is None:
        emit(context.get_help() + "\n", None)


for _command in (
    read_command,
    check_command,
    stage,
    knows,
    open_,
    query_command,
    stet,
    explain,
    checks,
):
    fabula.add_command(_command)
fabula.add_command(report_command)
fabula.add_command(shelf_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; give back its exit code. Prints errors, raises none."""
    given = list(sys.argv[1:] if arguments is None else arguments)

    def work() -> int:
        try:  # not click's own main(), which has ways of its own with errors and pipes
            with fabula.make_context("fabula", given) as context:
                code = fabula.invoke(context)
        except click.exceptions.Exit as done:
            return done.exit_code
        return code if isinstance(code, int) else 0

    return guarded(work)


def main() -> None:
    """Entry point of the ``fabula`` command."""
    leave(run())
