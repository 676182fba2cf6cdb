"""Plain text: the text is the file, with its line ends unified."""

import hashlib

from fabula.manuscript.decode import decode, map_lines, unify_line_ends
from fabula.manuscript.draft import Draft, clean
from fabula.manuscript.gutenberg import header_metadata
from fabula.manuscript.lines import units_of
from fabula.manuscript.pieces import Part, Pieces, line_starts
from fabula.manuscript.reader import Reader

__all__ = ["READER", "draft_text", "read_text"]


def read_text(data: bytes, path: str) -> Draft:
    """Read a plain text file. Raises FabulaError for binary data."""
    return draft_text(decode(data, path), path, hashlib.sha256(data).hexdigest())


def draft_text(source: str, path: str, sha256: str) -> Draft:
    """Read a plain text that is already decoded."""
    text, dropped = unify_line_ends(clean(source))
    pieces = Pieces()
    lined = source.replace("\r\n", " \n").replace("\r", "\n")
    pieces.parts.append(Part(path, path, line_starts(lined)))
    map_lines(pieces, text, dropped)
    return Draft(text, path, sha256, units_of(text), pieces, header_metadata(text))


READER = Reader(
    name="text",
    what="plain text",
    suffixes=(".txt", ".text"),
    read=read_text,
    textual=True,
    twin="source",
)
