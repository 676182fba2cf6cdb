"""Rich Text Format: its own small reader, since the map back to the file needs offsets."""

import hashlib

from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Metadata
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.richtext.scanner import RichTextScanner

__all__ = ["READER", "read_rtf", "scan_rtf"]


def read_rtf(data: bytes, path: str) -> Draft:
    """Read a Rich Text document.

    A part's own text is the file taken byte for byte, with lines and columns. Text
    boxes are not story unless there is nothing else. Raises FabulaError.
    """
    builder = DraftBuilder(path, edge_breaks=True)
    metadata = scan_rtf(data, builder, path, path)
    if not builder.units:
        metadata = scan_rtf(data, builder, path, path, boxes=True)
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def scan_rtf(
    data: bytes, builder: DraftBuilder, part: str, path: str, *, boxes: bool = False
) -> Metadata:
    """Send the paragraphs of a Rich Text document to the builder, as a part of that name."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise FabulaError(
            f"{path}: not a Rich Text file; give the file the suffix of what it is, and try again"
        )
    source = data.decode("latin-1")
    builder.part(part, source.replace("\r\n", " \n").replace("\r", "\n"))
    scanner = RichTextScanner(builder, boxes=boxes)
    scanner.scan(source)
    return Metadata(title=scanner.title, author=scanner.author)


def _shows_rich_text(content: Content) -> bool:
    return content.head.startswith(b"{\\rtf")


READER = Reader(
    name="rtf",
    what="a Rich Text document",
    suffixes=(".rtf",),
    read=read_rtf,
    shows=_shows_rich_text,
)
