"""``fabula query``: SQL over a manuscript or a saved story."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.output import emit
from fabula.cli.progress import Progress
from fabula.cli.work import manuscripts, story_of

if TYPE_CHECKING:
    from fabula.export.store import Answer

__all__ = ["query"]


@click.command()
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
def query(path: str, sql: str, format_: str, output: str | None) -> None:
    """Ask a manuscript, or a story saved with read --save, a question in SQL.

    The tables (characters, mentions, quotes, attributes, events, tokens and more) are
    described in the documentation. A query can only read: it cannot change the story,
    open files or reach the network.

    \b
    fabula query novel.duckdb "select name from characters"
    fabula query draft.docx "select speaker, count(*) from quotes group by all"
    """
    emit(_RENDER[format_](_answer(path, sql)), output)


def _answer(path: str, sql: str) -> "Answer":
    from fabula.export import store

    if path != "-" and store.is_saved_story(Path(path)):
        return store.query_saved(Path(path), sql)
    manuscript = next(iter(manuscripts([path], book=False)))
    with Progress() as progress:
        story = story_of(manuscript, progress, corrections=False)
    return store.query_story(story, sql)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _table(answer: "Answer") -> str:
    rows = [[_cell(v) for v in row] for row in answer.rows]
    widths = [
        min(max(len(name), *(len(row[i]) for row in rows), 1), 60) if rows else len(name)
        for i, name in enumerate(answer.columns)
    ]

    def line(cells: list[str]) -> str:
        padded = (_cut(c, w).ljust(w) for c, w in zip(cells, widths, strict=True))
        return "  ".join(padded).rstrip()

    head = [line(list(answer.columns)), line(["-" * w for w in widths])]
    return "\n".join([*head, *map(line, rows)]) + "\n"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _csv(answer: "Answer") -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return out.getvalue()


def _json(answer: "Answer") -> str:
    import json

    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


_RENDER = {"table": _table, "csv": _csv, "json": _json}
