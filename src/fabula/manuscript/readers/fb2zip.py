"""FictionBook in a zip file, as libraries send it."""

import hashlib

from fabula.manuscript.archive import Archive
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.readers.fb2 import scan_fb2

__all__ = ["READER", "read_fb2_zip"]


def read_fb2_zip(data: bytes, path: str) -> Draft:
    """Read the FictionBook in a zip file. Raises FabulaError where there is not just one."""
    archive = Archive(data, path, "a zipped FictionBook")
    books = [name for name in archive.names if name.lower().endswith(".fb2")]
    if len(books) != 1:
        raise FabulaError(
            f"{path}: it holds {len(books) or 'no'} FictionBooks; unpack it and read one of them"
        )
    builder = DraftBuilder(path)
    metadata = scan_fb2(archive.read(books[0]), builder, books[0], path)
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def _shows_zipped_fictionbook(content: Content) -> bool:
    return sum(name.lower().endswith(".fb2") for name in content.entries) == 1


READER = Reader(
    name="fb2zip",
    what="a zipped FictionBook",
    suffixes=(".fb2.zip", ".fbz"),
    read=read_fb2_zip,
    shows=_shows_zipped_fictionbook,
)
