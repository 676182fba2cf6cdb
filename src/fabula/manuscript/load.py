"""Any manuscript in: a file, standard input, a string, or several files as one book."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from fabula.manuscript.draft import Draft
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.kinds import (
    folder_of_index,
    is_project,
    is_readable,
    listed_suffixes,
    read_bytes,
    read_folder,
    suffix_of,
)
from fabula.manuscript.model import Block, Chapter, Manuscript, Metadata, Scene, SpokenLine
from fabula.manuscript.pieces import PieceMap, SourcePieces
from fabula.manuscript.readers.text import draft_text
from fabula.manuscript.shape import shape_of
from fabula.manuscript.sources import manuscripts_in, read_stream, read_whole
from fabula.manuscript.spans import Span
from fabula.manuscript.spoken import blocks_of_lines, mark_spoken

__all__ = [
    "files_of_book",
    "from_bytes",
    "from_text",
    "load_book",
    "load_manuscript",
    "parts_of_book",
]


def load_manuscript(path: str, *, stdin: BinaryIO | None = None) -> Manuscript:
    """Read one manuscript: a file, a Scrivener project, or ``-`` for standard input.

    Raises FabulaError if it cannot be read or holds no story.
    """
    if path == "-":
        if stdin is None:
            raise FabulaError("-: there is no standard input here; name a file")
        return _manuscript(read_bytes(read_stream(stdin, "-"), "-", None))
    if not path or "\0" in path:
        raise FabulaError("the name of the manuscript is empty or broken; name a file")
    return _manuscript(_draft(Path(path)))


def load_book(paths: Sequence[str]) -> Manuscript:
    """Read several files, in the order given, as one book; folders in natural order.

    Raises FabulaError if one of them cannot be read, or a folder holds none.
    """
    return _bind(_read_files(paths), paths)


def parts_of_book(paths: Sequence[str]) -> tuple[tuple[int, Manuscript], ...]:
    """The files of a book, each alone, with the offset at which it begins in the book's text.

    Raises what `load_book` raises.
    """
    parts = [manuscript for manuscript, _ in _read_files(paths)]
    return tuple(zip(_starts([part.text for part in parts]), parts, strict=True))


def _read_files(paths: Sequence[str]) -> list[tuple[Manuscript, Path]]:
    files = files_of_book(paths)
    if not files:
        raise FabulaError("no files for the book; name its files or its folder")
    return [(_manuscript(_draft(file)), file) for file in files]


def files_of_book(paths: Sequence[str]) -> list[Path]:
    """The files and projects that make a book, in order: those named, and those in folders named.

    Raises FabulaError for a folder that holds none.
    """
    files: list[Path] = []
    for path in paths:
        place = Path(path)
        if place.is_dir() and not is_project(place):
            files.extend(manuscripts_in(place, is_readable, listed_suffixes()))
        else:
            files.append(place)
    return files


def from_bytes(data: bytes, path: str) -> Manuscript:
    """Read the bytes of a file as if they stood at the path, whose suffix counts.

    Raises FabulaError if they cannot be read or hold no story.
    """
    return _manuscript(read_bytes(data, path, suffix_of(Path(path))))


def from_text(text: str, *, path: str = "<text>") -> Manuscript:
    """Read a string by the rules of plain text.

    Raises FabulaError if it holds no story.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _manuscript(draft_text(text, path, digest))


def _draft(path: Path) -> Draft:
    try:
        is_folder = path.is_dir()
    except OSError as error:
        raise FabulaError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    if is_folder:
        return read_folder(path)
    project = folder_of_index(path)
    if project is not None and path.is_file():
        return read_folder(project)
    return read_bytes(read_whole(path), str(path), suffix_of(path))


def _manuscript(draft: Draft) -> Manuscript:
    mark_spoken(draft)
    shape = shape_of(draft)
    if not shape.blocks:
        raise FabulaError(f"{draft.path}: there is no text in it; check that it is the right file")
    return Manuscript(
        text=draft.text,
        path=draft.path,
        sha256=draft.sha256,
        blocks=blocks_of_lines(draft.text, shape.blocks, draft.lines),
        chapters=shape.chapters,
        scenes=shape.scenes,
        source=draft.pieces.freeze(draft.text),
        metadata=replace(
            draft.metadata,
            title=draft.metadata.title or shape.title,
            author=draft.metadata.author or shape.author,
        ),
        lines=tuple(draft.lines),
        italics=tuple(Span(first, last) for first, last in draft.italics),
    )


def _bind(parts: Sequence[tuple[Manuscript, Path]], paths: Sequence[str]) -> Manuscript:
    """Join manuscripts into one; each file without a chapter heading is a chapter by its name."""
    starts = _starts([manuscript.text for manuscript, _ in parts])
    pieces = SourcePieces()
    blocks: list[Block] = []
    chapters: list[Chapter] = []
    scenes: list[Scene] = []
    lines: list[SpokenLine] = []
    italics: list[Span] = []
    digest = hashlib.sha256()
    for shift, (manuscript, file) in zip(starts, parts, strict=True):
        source = manuscript.source
        if isinstance(source, PieceMap):
            pieces.extend(source.pieces, shift)
        blocks.extend(replace(b, span=b.span.moved(shift)) for b in manuscript.blocks)
        first = len(chapters)
        for chapter in manuscript.chapters:
            alone = not chapter.title and len(manuscript.chapters) == 1 and len(parts) > 1
            title = file.stem if alone else chapter.title
            chapters.append(Chapter(title, chapter.span.moved(shift)))
        scenes.extend(Scene(s.chapter + first, s.span.moved(shift)) for s in manuscript.scenes)
        lines.extend(_shifted(line, shift) for line in manuscript.lines)
        italics.extend(span.moved(shift) for span in manuscript.italics)
        digest.update(bytes.fromhex(manuscript.sha256))
    text = "".join(
        manuscript.text.ljust(after - start, "\n")
        for (manuscript, _), start, after in zip(parts, starts, [*starts[1:], 0], strict=True)
    )
    return Manuscript(
        text=text,
        path=str(paths[0]) if len(paths) == 1 else ", ".join(str(path) for path in paths),
        sha256=parts[0][0].sha256 if len(parts) == 1 else digest.hexdigest(),
        blocks=tuple(blocks),
        chapters=tuple(chapters),
        scenes=tuple(scenes),
        source=pieces.freeze(text),
        metadata=_shared_metadata([manuscript.metadata for manuscript, _ in parts]),
        lines=tuple(lines),
        italics=tuple(italics),
    )


def _starts(texts: Sequence[str]) -> list[int]:
    """Where each text begins when they are joined with a blank line between them."""
    starts: list[int] = []
    end = 0
    for before, text in zip(["", *texts], texts, strict=False):
        start = end + (0 if not starts else 1 if before.endswith("\n") else 2)
        starts.append(start)
        end = start + len(text)
    return starts


def _shifted(line: SpokenLine, shift: int) -> SpokenLine:
    return SpokenLine(
        cue=line.cue.moved(shift),
        name=line.name.moved(shift),
        parts=tuple(part.moved(shift) for part in line.parts),
        asides=tuple(aside.moved(shift) for aside in line.asides),
    )


def _shared_metadata(all_metadata: Sequence[Metadata]) -> Metadata:
    """The first title, author and language given, and every tag once."""
    return Metadata(
        title=next((m.title for m in all_metadata if m.title), ""),
        author=next((m.author for m in all_metadata if m.author), ""),
        relationships=tuple(dict.fromkeys(r for m in all_metadata for r in m.relationships)),
        characters=tuple(dict.fromkeys(c for m in all_metadata for c in m.characters)),
        language=next((m.language for m in all_metadata if m.language), ""),
    )
