"""The generated pages of the documentation: commands, formats, checks, JSON, tables, words.

``python -m fabula.cli.docs`` writes them into ``docs/reference``;
``python -m fabula.cli.docs --check`` only says which are out of date.
"""

import inspect
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from fabula.checks.framework.docstrings import parse, to_markdown
from fabula.checks.framework.registry import load_checks
from fabula.cli.main import fabula
from fabula.english.tables import field, fields
from fabula.export.schema import Document, DocumentPart, documents
from fabula.export.shelf_store import SHELF_SCHEMA, columns_on_shelf
from fabula.export.twin import twin_named
from fabula.export.views import lenses
from fabula.manuscript.foreign import FOREIGN
from fabula.manuscript.kinds import load_readers
from fabula.story.catalogue import SCHEMA_VERSION, catalogue
from fabula.story.schema import Column

__all__ = ["pages", "stale", "write_reference"]

_GENERATED = "<!-- Made by `python -m fabula.cli.docs`. Do not edit by hand. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page by its path under ``docs/reference``."""
    made = {
        "commands.md": _commands(),
        "formats.md": _formats(),
        "json.md": _json(),
        "tables.md": _tables(),
        "words.md": _words(),
        **{f"checks/{name}": page for name, page in _checks().items()},
    }
    return {name: _GENERATED + page.rstrip() + "\n" for name, page in made.items()}


def stale(folder: Path) -> list[str]:
    """The pages in the folder that are missing, out of date, or no longer made."""
    made = pages()
    there = {str(path.relative_to(folder).as_posix()) for path in folder.rglob("*.md")}
    old = [
        name
        for name, page in made.items()
        if name not in there or (folder / name).read_text(encoding="utf-8") != page
    ]
    return sorted([*old, *(there - set(made))])


def write_reference(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` say which are out of date; an exit code."""
    folder = Path("docs", "reference")
    old = stale(folder)
    if "--check" in arguments:
        for name in old:
            click.echo(f"out of date: {folder / name}")
        return 1 if old else 0
    made = pages()
    for name in old:
        path = folder / name
        if name not in made:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[name], encoding="utf-8")
    return 0


def _commands() -> str:
    parts = ["# Commands", *_help("fabula", fabula)]
    for name, command in sorted(fabula.commands.items()):
        parts += [f"## fabula {name}", *_help(f"fabula {name}", command)]
    parts += [
        "## Exit codes",
        "0: the work is done and, for `check`, there is nothing to remark. 1: `check` found "
        "something, or `shelf` could not read some of the books. 2: the work could not be done; "
        "one line on standard error says why. 130 and 141: interrupted by Ctrl-C, or the reader "
        "of the output went away.",
    ]
    return "\n\n".join(parts)


def _help(path: str, command: click.Command) -> Iterator[str]:
    """A command's help in Markdown, laid out here so that no version of click changes it."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if arguments:
        names = " ".join(_argument(argument) for argument in arguments)
        yield f"`{path} [OPTIONS] {names}`"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield f"```sh\n{paragraph.removeprefix(chr(8)).strip()}\n```"
        else:
            yield " ".join(paragraph.split())
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield "\n".join(_option(option) for option in options)


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def _option(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len, reverse=True))
    if isinstance(option.type, click.Choice):
        names += f" {'|'.join(map(str, option.type.choices))}"
    elif not option.is_flag:
        names += f" {option.metavar or 'TEXT'}"
    default = f" Default: `{option.default}`." if option.show_default else ""
    return f"- `{names}`: {option.help}{default}"


def _checks() -> Mapping[str, str]:
    known = [check for check in load_checks() if check.origin == "fabula"]
    made: dict[str, str] = {}
    rows = ["| Check | Level | | Reach | What it marks |", "|---|---|---|---|---|"]
    for check in known:
        default = "on" if check.default else "off"
        rows.append(
            f"| [{check.name}]({check.name}.md) | {check.level} | {default} | {check.reach} "
            f"| {check.summary} |"
        )
        doc = parse(check.doc)
        page = to_markdown(check.name, check.level, doc, default=check.default, reach=check.reach)
        made[f"{check.name}.md"] = page
    intro = (
        "An **error** is wrong; one would simply mark it. A **query** is a question to the author. "
        "A **note** is about style and is off unless asked for, with `--level note` or "
        "`--select NAME`. The **reach** says how far around a place a check looks to judge it: "
        "a paragraph, a scene or the book; for the first two, what the whole book tells of people, "
        "speech and habits is known."
    )
    made["index.md"] = "\n\n".join(["# Checks", intro, "\n".join(rows)])
    return made


def _json() -> str:
    intro = (
        "All offsets are code points into the manuscript's plain text, which "
        "`fabula read PATH --format plain` prints; `start` is inclusive, `end` exclusive. "
        "A schema's name changes when its shape does."
    )
    return "\n\n".join(["# JSON", intro, *(_document(document) for document in documents())])


def _document(document: Document) -> str:
    parts = [f"## {document.schema}", f"`{document.command}`", document.meaning]
    parts += [_part(part) for part in document.parts]
    return "\n\n".join(parts)


def _part(part: DocumentPart) -> str:
    rows = ["| Key | Type | |", "|---|---|---|"]
    rows += [f"| `{key.name}` | {key.type} | {key.meaning} |" for key in part.keys]
    kind = "A list of objects." if part.many else "One object."
    return "\n\n".join([f"### {part.name}", f"{part.meaning} {kind}", "\n".join(rows)])


def _formats() -> str:
    intro = (
        "What `fabula` reads, told by a file's suffix and proved by its content. `-` reads plain "
        "text from standard input; a folder of chapters is one book with `--book`. Your file is "
        "never changed unless you ask for it with `--in-place`."
    )
    rows = ["| | Suffixes | With `--fix`, corrections stand |", "|---|---|---|"]
    for reader in load_readers().values():
        suffixes = ", ".join(f"`{s}`" for s in (*reader.suffixes, *reader.index_suffixes))
        twin = twin_named(reader.twin)
        place = "; with `--in-place`, in the draft itself" if twin.in_place else ""
        rows.append(f"| {reader.what} | {suffixes} | {twin.shown}{place} |")
    refused = ["| Suffixes | What to do |", "|---|---|"]
    refused += [
        f"| {', '.join(f'`{s}`' for s in kind.suffixes)} | {kind.step} |"
        for kind in FOREIGN
        if kind.suffixes
    ]
    parts = ["# Formats", intro, "\n".join(rows), "## Not read"]
    parts += ["Fabula says so at once, and what to do:", "\n".join(refused)]
    return "\n\n".join(parts)


def _tables() -> str:
    intro = (
        f"Schema `{SCHEMA_VERSION}`. `fabula read PATH --save NAME.duckdb` writes these tables "
        "into one DuckDB file, `--save FOLDER` into Parquet files, and `fabula query PATH SQL` "
        "asks them. All that is in the [JSON](json.md) is here, and all that is here is there. "
        "What may be empty is then NULL."
    )
    parts = ["# Tables", intro]
    for table in catalogue():
        rows = ["| Column | Type | |", "|---|---|---|"]
        rows += [_column(column) for column in table.columns]
        unread = "" if table.is_read else " Not read yet: always empty in this version."
        parts += [f"## {table.name}", f"One row: {table.row}.{unread}", "\n".join(rows)]
    return "\n\n".join([*parts, *_views(), *_shelf()])


def _views() -> Iterator[str]:
    """What stands beside the tables where SQL is asked."""
    yield "## Views"
    yield (
        "`fabula query` has these beside the tables, of one story and of a shelf. A view with "
        "the name of a table stands in its place, with more columns."
    )
    tables = {table.name for table in catalogue()}
    for lens in lenses():
        rows = ["| Column | Type | |", "|---|---|---|", *map(_column, lens.columns)]
        also = f" The columns of the table `{lens.name}`, and" if lens.name in tables else ""
        yield f"### View {lens.name}"
        yield f"One row: {lens.row}.{also}{':' if also else ''}"
        yield "\n".join(rows)


def _shelf() -> Iterator[str]:
    """What a shelf has beside the tables of its stories."""
    yield "## On a shelf"
    yield (
        f"Schema `{SHELF_SCHEMA}`. `fabula shelf PATH... -o SHELF` writes all of these but `about` "
        "for many books, in files `SHELF/TABLE/BATCH.parquet`. Each has one column more, the "
        "first: `book`, the book's key in the table `books`. Ids count within a book. "
        "`metadata` has a row for each book that the file given with `--metadata` knows: `book`, "
        "and that file's columns. `fabula query SHELF SQL` asks them all."
    )
    for name, row in (("books", "a book of the shelf"), ("failures", "a book that is not read")):
        rows = ["| Column | Type | |", "|---|---|---|", *map(_column, columns_on_shelf(name))]
        yield f"### {name}"
        yield f"One row: {row}."
        yield "\n".join(rows)


def _column(column: Column) -> str:
    type_ = f"{column.type} or NULL" if column.optional else column.type
    meaning = column.meaning
    if column.empty:
        meaning += f"; NULL is the {column.empty}"
    if column.choices:
        meaning += f": {', '.join(column.choices)}"
    if column.refers:
        meaning += f" (a row of {column.refers})" if column.refers != "entities" else ""
    return f"| `{column.name}` | {type_} | {meaning} |"


def _words() -> str:
    intro = (
        "The words of English that Fabula knows, as they stand in `fabula/english/data/`: one file "
        "for each field of meaning, with its source and licence. A table may take in another and "
        "leave words of it out; where two that are alike differ, the table says why."
    )
    parts = ["# Words", intro]
    for name in fields():
        known = field(name)
        rows = ["| Table | Entries | |", "|---|---|---|"]
        rows += [f"| `{t.name}` | {known.size(t.name):,} | {t.meaning} |" for t in known]
        parts += [f"## {name}", known.about, "\n".join(rows)]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(write_reference(sys.argv[1:]))
