"""``fabula shelf``: many books read to one data set."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.failures import CANNOT
from fabula.cli.output import complain, emit, is_terminal, refuse_output
from fabula.cli.shelf_progress import ShelfBar
from fabula.display import counted, one_line
from fabula.files.ending import Ended
from fabula.manuscript.errors import FabulaError

if TYPE_CHECKING:
    from fabula.shelf.copying import ShelfCopy
    from fabula.shelf.crew import Crew
    from fabula.shelf.filling import Filled

__all__ = ["shelf_command"]

_SOME_FAILED = 1
_SHOWN = 10
"""Failures, and rows of metadata that mean no book, that are listed."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_MEMORY = 1_500_000_000
"""Bytes that a worker may come to need for a long novel."""


@click.command("shelf")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--output", "-o", metavar="SHELF", required=True,
    help="The folder of the data set, which is made.",
)  # fmt: skip
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with a shelf: read what it lacks, read again what another version or other "
    "settings read, and try again what failed.",
)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N",
    help="Books read at once, each by a process of its own. By default one for each "
    "processor, and fewer where the memory would not do.",
)  # fmt: skip
@click.option(
    "--ray", metavar="ADDRESS",
    help="Read on a Ray cluster that runs already (host:port, or auto for that of this machine) "
    'instead of this machine alone; needs pip install "fabula[ray]". Every node must see the '
    "books and SHELF by the same paths.",
)  # fmt: skip
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N",
    help="Read only so many of the books, chosen by chance but always the same; a larger "
    "sample holds all of a smaller one.",
)  # fmt: skip
@click.option(
    "--metadata", metavar="CSV",
    help="What you know of the books: a CSV with a heading and a column `source` (path, name "
    "of the file, or that without its ending). It becomes the table `metadata`.",
)  # fmt: skip
@click.option(
    "--copy", metavar="ADDRESS",
    help="When it is done, copy SHELF there too, or bring an older copy up to date: any address "
    'of fsspec, such as s3://bucket/shelf; needs pip install "fabula[fsspec]" and the package '
    "of that store.",
)  # fmt: skip
@click.option(
    "--without-words",
    is_flag=True,
    help="Leave out the tables of words and sentences, half of the size.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress, and no summary.")
def shelf_command(
    paths: tuple[str, ...],
    output: str,
    sample: int | None,
    metadata: str | None,
    jobs: int | None,
    ray: str | None,
    copy: str | None,
    **how: bool,
) -> int:
    """Read many books to one set of tables.

    PATH is a book in any of the formats that Fabula knows, a folder of them, a pattern
    ("novels/**/*.epub"), or - for a list of paths on standard input, one a line. Of a
    mirror of Project Gutenberg or Standard Ebooks each book is read once.

    SHELF becomes a folder of Parquet files, one for each table and batch of books, with
    the tables of `fabula read --save` and `books` and `failures` beside them. The column
    `book` says of every row which book it is of. A book that cannot be read is told in
    `failures`, and the others go on; a run that is ended loses at most the books in
    hand, and --resume goes on from there. A book is known by its content, so that a
    copy is not read twice.

    \b
    fabula shelf novels/ -o shelf/
    fabula query shelf/ "select title, words from books order by words"
    """
    _refuse(output, paths)
    elsewhere = _copied_to(copy)
    began = time.monotonic()
    try:
        filled = _filled(paths, output, sample, metadata, _crew(jobs, ray), how)
    except (Ended, KeyboardInterrupt):
        if is_terminal(sys.stderr):
            complain(f"ended; what is read is kept in {output}, and --resume goes on from there")
        raise
    copied = elsewhere.update(Path(output)) if elsewhere else None
    if not how["quiet"]:
        emit("".join(f"{line}\n" for line in _told(filled, output, time.monotonic() - began)), None)
        if copied is not None:
            emit(f"\nCopied to {one_line(str(copy))}: {counted(copied, 'file')}\n", None)
    if filled.failed and not (filled.read or filled.known):
        complain(f"none of these books could be read; {output} says why in its table failures")
        return CANNOT
    return _SOME_FAILED if filled.failed else 0


def _filled(
    paths: tuple[str, ...],
    output: str,
    sample: int | None,
    metadata: str | None,
    crew: "Callable[[Path, int], Crew]",
    how: Mapping[str, bool],
) -> "Filled":
    from fabula.shelf.filling import fill_shelf
    from fabula.shelf.metadata import read_metadata
    from fabula.shelf.sources import find_books, sampled

    known = read_metadata(Path(metadata)) if metadata else None
    found = find_books(paths, _listed(paths))
    sources = sampled(found.sources, sample) if sample else list(found.sources)
    with ShelfBar(terminal=False if how["quiet"] else None) as bar:
        return fill_shelf(
            Path(output),
            sources,
            crew,
            resume=how["resume"],
            words=not how["without_words"],
            failures=found.failures,
            metadata=known,
            tell=bar,
        )


def _refuse(output: str, paths: tuple[str, ...]) -> None:
    """Raise `FabulaError` where no shelf can be filled, or something would be lost."""
    if _ADDRESS.match(output):
        raise FabulaError(
            f"{output}: a shelf is filled in a folder, on this machine or mounted; "
            f"-o FOLDER --copy {output} copies it there"
        )
    folders = [path for path in paths if path == "-" or Path(path).is_dir()]
    refuse_output(output, [path for path in paths if path not in folders], folder=True)


def _copied_to(address: str | None) -> "ShelfCopy | None":
    """Where the shelf is copied to when it is done, if anywhere."""
    if address is None:
        return None
    from fabula.shelf.copying import ShelfCopy

    return ShelfCopy(address)


def _listed(paths: tuple[str, ...]) -> Iterator[str]:
    """The lines of standard input, where a path asks for them."""
    stream = getattr(sys.stdin, "buffer", None)
    if "-" in paths and stream is not None:
        for line in stream:
            yield os.fsdecode(line).rstrip("\r\n")


def _crew(jobs: int | None, ray: str | None) -> "Callable[[Path, int], Crew]":
    """Who reads: so many processes, or fewer where there is less to do; or a cluster."""
    from fabula.language.threads import processors
    from fabula.shelf.crew import Processes

    def hire(shelf: Path, useful: int) -> "Crew":
        if ray is not None:
            from fabula.shelf.ray_crew import RayCrew

            return RayCrew(shelf, useful, ray, jobs=jobs)
        size = min(jobs or _usual_jobs(), useful)
        return Processes(shelf, size, threads=max(1, processors() // size))

    return hire


def _usual_jobs() -> int:
    """A worker for each processor, as far as the memory that is free goes."""
    from fabula.language.threads import processors

    free = _free_memory()
    return processors() if free is None else max(1, min(processors(), free // _MEMORY))


def _free_memory() -> int | None:
    """Bytes of memory that are free, where the system tells."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii", errors="replace") as lines:
            free = next(line for line in lines if line.startswith("MemAvailable:"))
        return int(free.split()[1]) * 1024
    except (OSError, StopIteration, ValueError, IndexError):
        return None


def _told(filled: "Filled", output: str, seconds: float) -> Iterator[str]:
    """The summary of a run, and what to do next."""
    words = sum(book.words for book in filled.read)
    line = f"{one_line(output)}: {counted(len(filled.read), 'book')} read"
    if filled.read:
        speed = f", {words / seconds:,.0f} words a second" if seconds >= 1 else ""
        line += f", {counted(words, 'word')} in {_time(seconds)}{speed}"
    yield line
    if filled.again:
        yield f"  {counted(filled.again, 'book')} read again: another version or other settings"
    if filled.known:
        yield f"  {counted(filled.known, 'book')} there already"
    if filled.copies:
        yield f"  {counted(filled.copies, 'copy', 'copies')} of a book, read once"
    if filled.failed:
        yield f"\nNot read: {counted(len(filled.failed), 'book')}"
        for failure in filled.failed[:_SHOWN]:
            yield f"  {one_line(failure.source)}: {one_line(failure.reason)}"
        if len(filled.failed) > _SHOWN:
            yield f"  and {len(filled.failed) - _SHOWN:,} more, in the table failures"
    wary = sum(bool(book.warnings) for book in filled.read)
    if wary:
        yield f"\nBe wary of {counted(wary, 'book')}, whose column warnings says why:"
        sql = "select source, warnings from books where warnings <> ''"
        yield f'  fabula query {one_line(output)} "{sql}"'
    if filled.unknown:
        yield f"\nRows of the metadata that mean no book here: {len(filled.unknown):,}"
        shown = ", ".join(map(one_line, filled.unknown[:_SHOWN]))
        yield f"  {shown}{' ...' if len(filled.unknown) > _SHOWN else ''}"
    if filled.read or filled.known:
        yield "\nAsk it, for instance:"
        yield f'  fabula query {one_line(output)} "select source, title, words from books"'


def _time(seconds: float) -> str:
    if seconds < 90:
        return counted(round(seconds), "second")
    minutes = round(seconds / 60)
    return counted(minutes, "minute") if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
