"""``fabula read``: the manuscript, or the story in it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from fabula.cli.formats import format_for
from fabula.cli.opening import opened, story_at
from fabula.cli.output import emit, refuse_output, tell_written

if TYPE_CHECKING:
    from fabula.manuscript.model import Manuscript

__all__ = ["read_command"]

ReadFormat = Literal["summary", "plain", "json", "conllu"]
_STORES = frozenset((".duckdb", ".booknlp", ".parquet"))
_ENDINGS = {".json": "json", ".conllu": "conllu"}
_WHOLE_STORY = "--save keeps the whole story; leave out --shape and --format plain."


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--book",
    is_flag=True,
    help="Read several files, or a folder of chapters in natural order, as one book.",
)
@click.option(
    "--format",
    "given",
    type=click.Choice(["summary", "plain", "json", "conllu"]),
    help="What to print: a summary to look at, the plain text that all offsets count in, "
    "the whole story as JSON, or every word with its grammar as CoNLL-U. By default as the "
    "ending of FILE after -o says, else the summary.",
)
@click.option(
    "--shape",
    is_flag=True,
    help="Stop at the shape of the text (title, chapters, scenes, words). Takes a moment "
    "even for a very long book.",
)
@click.option(
    "--words",
    is_flag=True,
    help="In the JSON, every word and sentence with its grammar too.",
)
@click.option(
    "--output", "-o", metavar="FILE", help="Write to a file instead of the screen (UTF-8)."
)
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no word of what was written.")
@click.option(
    "--save",
    metavar="STORE",
    help="Keep the whole story as tables: NAME.duckdb for one database file, a folder for "
    "Parquet files, NAME.booknlp for BookNLP's files.",
)
def read_command(
    paths: tuple[str, ...],
    given: ReadFormat | None,
    output: str | None,
    save: str | None,
    **how: bool,
) -> None:
    """Read a manuscript and show who and what is in it.

    PATH is a draft in any of the formats Fabula knows, a Scrivener project, or - for
    text on standard input. Several paths are read one after the other, unless --book
    makes them one.

    On a terminal, plain text shows control characters as signs; into a file or a pipe
    it goes exactly as it is, so that offsets count.

    The summary is a copy editor's style sheet: the cast with its families, what is
    said of each person and where, who speaks how much, and who is in each scene.

    \b
    fabula read draft.docx
    fabula read --book chapters/
    fabula read draft.md -o story.json
    """
    refuse_output(output, paths, book=how["book"])
    format_ = cast("ReadFormat", format_for(given, output, "summary", _ENDINGS))
    if how["words"] and (format_ != "json" or how["shape"]):
        raise click.UsageError("--words is for the whole story as --format json.")
    if save is not None:
        if how["shape"] or format_ == "plain":
            raise click.UsageError(_WHOLE_STORY)
        _refuse_save(paths, output, save, book=how["book"])
    pieces = [
        _show(
            path,
            manuscript,
            format_,
            to_file=output is not None,
            save=save,
            shape=how["shape"],
            words=how["words"],
            quiet=how["quiet"],
        )
        for path, manuscript in zip(paths, opened(paths, book=how["book"]), strict=False)
    ]
    separator = "\n" if format_ == "summary" else ""
    emit(separator.join(pieces), output, rendered=format_ == "summary")
    if not how["quiet"]:
        tell_written(output, *([save] if save is not None else []))


def _refuse_save(paths: Sequence[str], output: str | None, save: str, *, book: bool) -> None:
    if len(paths) > 1 and not book:
        raise click.UsageError("--save keeps one story; join several files with --book.")
    refuse_output(save, paths, book=book, folder=True)
    if not Path(save).is_dir():
        ending = Path(save).suffix.lower()
        if ending[1:].isalpha() and ending not in _STORES:
            known = ", ".join(sorted(_STORES))
            raise click.UsageError(
                f'--save keeps no "{ending}" file; it knows {known}, and a folder by a name '
                "without an ending."
            )
    if output and os.path.realpath(output) == os.path.realpath(save):
        raise click.UsageError("--save and --output name the same file.")


def _show(
    path: str,
    manuscript: "Manuscript",
    format_: ReadFormat,
    *,
    to_file: bool,
    save: str | None,
    shape: bool,
    words: bool,
    quiet: bool,
) -> str:
    if format_ == "plain":
        return manuscript.text
    if shape:
        return _shape(manuscript, format_, to_file=to_file)
    from fabula.pipeline.reading import Depth

    words_only = format_ == "conllu" and save is None
    story = story_at(
        path,
        manuscript,
        Depth.READING if words_only else Depth.STORY,
        corrections=format_ == "conllu",
        quiet=quiet,
    )
    if save is not None:
        from fabula.export import saving

        saving.save_story(story, Path(save))
    if format_ == "summary":
        from fabula.cli.summary import render_summary

        return render_summary(story.manuscript, story, to_file=to_file)
    if format_ == "conllu":
        from fabula.language import conllu

        return conllu.to_conllu(story.reading, manuscript)
    from fabula.export import story_json

    return story_json.to_json(story_json.story_document(story, words=words))


def _shape(manuscript: "Manuscript", format_: ReadFormat, *, to_file: bool) -> str:
    if format_ == "conllu":
        raise click.UsageError("--shape has no words to print as CoNLL-U.")
    if format_ == "json":
        from fabula.export import story_json

        return story_json.to_json(story_json.manuscript_document(manuscript))
    from fabula.cli.summary import render_summary

    return render_summary(manuscript, None, to_file=to_file)
