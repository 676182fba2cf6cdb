"""``fabula query``: SQL over a manuscript or a saved story."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.opening import opened, story_at
from fabula.cli.output import emit, refuse_output

if TYPE_CHECKING:
    from fabula.export.asking import QueryLimits, QueryRows

__all__ = ["query_command"]

_MOST_ROWS = 1000
_MOST_SECONDS = 60.0
_MOST_MEMORY = 1000


@click.command("query")
@click.argument("path", metavar="PATH")
@click.argument("sql", metavar="SQL")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print the rows.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of the screen.")
@click.option(
    "--rows", type=click.IntRange(min=0), default=_MOST_ROWS, show_default=True, metavar="N",
    help="The most rows that a table shows; 0 for all. CSV and JSON always hold all.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=_MOST_SECONDS, show_default=True,
    metavar="SECONDS", help="How long the query itself may take; 0 for as long as it likes.",
)  # fmt: skip
@click.option(
    "--memory", type=click.IntRange(min=100), default=_MOST_MEMORY, show_default=True, metavar="MB",
    help="The most memory that the query may take.",
)  # fmt: skip
def query_command(
    path: str,
    sql: str,
    format_: str,
    output: str | None,
    rows: int,
    timeout: float,
    memory: int,
) -> None:
    """Ask a manuscript, a story saved with read --save, or a whole shelf, a question in SQL.

    The tables (characters, mentions, quotes, attributes, events, tokens and more) and
    the views (actions, dialogue, network, feelings) are described in the documentation;
    of a shelf they have the column book. A query can only read: it cannot change the story,
    open files or reach the network.

    In CSV a cell of text that a spreadsheet would run as a formula, as it begins with
    = + - @ or a tab, gets a ' before it; numbers stay numbers.

    \b
    fabula query novel.duckdb "select name from characters"
    fabula query shelf/ "select title, words from books"
    fabula query draft.docx "select speaker, count(*) from quotes group by all"
    """
    from fabula.export.asking import QueryLimits
    from fabula.export.rows import csv_lines, json_lines, table_lines

    refuse_output(output, [path])
    with _asked(path, sql, QueryLimits(timeout or None, memory)) as answer:
        pieces: Iterator[str]
        if format_ == "csv":
            pieces = csv_lines(answer)
        elif format_ == "json":
            pieces = json_lines(answer)
        else:
            pieces = table_lines(answer, rows or None)
        emit(pieces, output)


def _asked(path: str, sql: str, limits: "QueryLimits") -> "AbstractContextManager[QueryRows]":
    from fabula.export import store
    from fabula.pipeline.reading import Depth

    if path != "-" and "\0" not in path:
        kept = store.ask_kept(Path(path), sql, limits)
        if kept is not None:
            return kept
    (manuscript,) = opened([path], book=False)
    return store.ask_story(story_at(path, manuscript, Depth.STORY), sql, limits)
