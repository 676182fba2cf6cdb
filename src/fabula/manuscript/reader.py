"""What a reader declares about itself, in the one file that it is."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fabula.manuscript.draft import Draft

__all__ = ["Content", "Reader"]

_MOST_ENTRIES = 10_000
_HEAD = 4096
_BLANK = re.compile(rb"(?:\xef\xbb\xbf)?\s*")


class Content:
    """The bytes of a file, looked at as far as its kind may show."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def head(self) -> bytes:
        """The first 4,096 bytes, without a byte order mark and white space before them."""
        blank = _BLANK.match(self.data)
        start = blank.end() if blank else 0
        return self.data[start : start + _HEAD]

    @property
    def is_zip(self) -> bool:
        """Whether the bytes begin as a zip file does."""
        return self.data.startswith(b"PK\x03\x04")

    @cached_property
    def entries(self) -> frozenset[str]:
        """The names in a zip file; none where it is broken, or is no zip file."""
        if not self.is_zip:
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as container:
                return frozenset(container.namelist()[:_MOST_ENTRIES])
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, LookupError):
            return frozenset()


def _shows_nothing(_: Content) -> bool:
    return False


def _is_no_project(_: Path) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format that can be read: how it is told apart, how it is read and written back.

    A file of `fabula.manuscript.readers` declares one as ``READER``; nothing else
    has to know of it.

    ``what`` names such a file with its article ("an EPUB book"). ``suffixes`` are
    those its files have, in lower case, the usual one first. ``shows`` says whether
    bytes are plainly of this format, whatever their suffix; no two readers may
    claim the same bytes. ``textual``: its files are text that a person may have
    typed, so a zip file under its suffix is a mistake. ``may_begin_as`` names the
    readers whose signs do not speak against its suffix.

    ``read`` turns bytes and a path (for messages) into a draft. ``read_folder``
    reads a folder that is one manuscript, as ``is_project`` tells; a file with one
    of the ``index_suffixes`` stands for the folder that it lies in.

    ``twin`` names how corrections are written back, one of `fabula.export.twins`.
    """

    name: str
    what: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Draft] | None = None
    shows: Callable[[Content], bool] = _shows_nothing
    textual: bool = False
    may_begin_as: tuple[str, ...] = ()
    read_folder: Callable[[Path], Draft] | None = None
    is_project: Callable[[Path], bool] = _is_no_project
    index_suffixes: tuple[str, ...] = ()
    twin: str = "plain"

    @property
    def usual_suffix(self) -> str:
        """The suffix that a file of this format should have."""
        return self.suffixes[0]
