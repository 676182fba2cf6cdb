"""Zip containers, opened without trust: bounded, never unpacked to disk."""

import io
import zipfile
import zlib
from typing import BinaryIO

from fabula.manuscript.errors import FabulaError

__all__ = ["MOST_UNPACKED", "Archive"]

MOST_UNPACKED = 256_000_000
# What a file of its size may unpack to: text packs to a fortieth at the very best.
_MOST_RATIO = 100
_ALWAYS_ALLOWED = 20_000_000
_MOST_ENTRIES = 50_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than an allowance, whatever the entry declares."""

    def __init__(self, stream: BinaryIO, archive: "Archive") -> None:
        self._stream = stream
        self._archive = archive

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        size = 1 << 16 if size < 0 else size
        try:
            data = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise self._archive.broken() from error
        self._archive.spend(len(data))
        return data


class Archive:
    """The entries of a zip file held in memory, read by name.

    ``what`` names such a file for messages, with its article ("an EPUB file").
    Raises FabulaError for broken and encrypted archives and for those that unpack
    to more than `MOST_UNPACKED` bytes, by what they declare or by what they hold.
    Entries whose names lead outside the archive are never read.
    """

    def __init__(
        self, data: bytes, path: str, what: str, *, within: "Archive | None" = None
    ) -> None:
        self.path, self.what = path, what
        self._outer = within
        self._most = min(MOST_UNPACKED, max(_ALWAYS_ALLOWED, _MOST_RATIO * len(data)))
        self._left: int = self._most if within is None else min(self._most, within._left)
        if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
            raise self._bomb()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            NotImplementedError,
            OverflowError,
        ) as error:
            raise self.broken() from error
        except (IndexError, KeyError, RuntimeError) as error:
            raise self.broken() from error
        self._infos = {info.filename: info for info in infos if _is_inside(info.filename)}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries, in the archive's order."""
        return tuple(self._infos)

    def open(self, name: str) -> BinaryIO:
        """A bounded stream of an entry. Raises FabulaError if it is missing or encrypted."""
        info = self._infos.get(name)
        if info is None:
            raise FabulaError(
                f"{self.path}: this is not the whole of {self.what} ({name} is missing); "
                "open it in your word processor and save it again"
            )
        if info.flag_bits & 0x1:
            raise self.locked()
        if info.file_size > self._left:
            raise self._bomb()
        if info.compress_type not in _METHODS:
            raise self.broken()
        try:
            stream = self._zip.open(info)
        except (
            zipfile.BadZipFile,
            RuntimeError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise self.broken() from error
        return _Bounded(stream, self)  # type: ignore[arg-type,return-value]

    def read(self, name: str) -> bytes:
        """The whole of an entry."""
        chunks: list[bytes] = []
        stream = self.open(name)
        while chunk := stream.read(1 << 18):
            chunks.append(chunk)
        return b"".join(chunks)

    def spend(self, count: int) -> None:
        """Count bytes that were really unpacked against the allowance."""
        self._left -= count
        if self._outer is not None:
            self._outer.spend(count)
        if self._left < 0:
            raise self._bomb()

    def broken(self) -> FabulaError:
        """The error for an archive that cannot be read."""
        return FabulaError(
            f"{self.path}: broken, or not {self.what}; "
            "open it in the program that made it and save it again"
        )

    def locked(self) -> FabulaError:
        """The error for an archive with a password."""
        return FabulaError(
            f"{self.path}: locked with a password; save a copy without a password and read that"
        )

    def _bomb(self) -> FabulaError:
        return FabulaError(
            f"{self.path}: unpacks to more than {self._most // 1_000_000} MB, which no "
            "manuscript does; save the text alone as .docx or .txt and read that"
        )


def _is_inside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." not in parts and not name.startswith(("/", "\\")) and ":" not in parts[0]
