"""Bytes to text: encodings told apart, line ends made one, binary files refused."""

import codecs
import re

import numpy as np
from charset_normalizer import from_bytes
from numpy.typing import NDArray

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.pieces import SourcePieces

__all__ = ["decode", "map_lines", "text_encoding", "unify_line_ends"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_HIGH = re.compile(r"[^\x00-\x7f]")
# Characters of Windows-1252 above ASCII that English books use.
_EXPECTED = frozenset("‘’“”–—…•«»éèêëàâäáåæçîïíìñôöóòøœûüúùÉÈÊÀÂÄÅÆÇÎÏÑÔÖØŒÛÜ£€§©®°½¼¾¿¡†‡™·\xa0")


def decode(data: bytes, path: str) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32 or an eight-bit encoding.

    Raises FabulaError for binary files.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        return _wide(data, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _eight_bit(data)
    _refuse_binary(text, path)
    return text


def text_encoding(name: str) -> str | None:
    """The name, if Python knows a one-byte or multi-byte text encoding by it, else None."""
    try:
        return name if b"a".decode(name) == "a" else None
    except (LookupError, ValueError):
        return None


def _wide(data: bytes, path: str) -> str:
    """UTF-16 without a byte order mark: every other byte of English is zero."""
    sample = np.frombuffer(data[: _SAMPLE & ~1], dtype=np.uint8)
    even, odd = (float((sample[i::2] == 0).mean()) if len(sample) > 1 else 0.0 for i in (0, 1))
    if max(even, odd) > 0.4 and min(even, odd) < 0.05:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
        _refuse_binary(text, path)
        if "\0" not in text:
            return text
    raise _binary(path)


def _binary(path: str) -> FabulaError:
    return FabulaError(
        f"{path}: this is not a text file (it holds binary data); "
        "save the manuscript as .txt, .md, .docx, .odt, .rtf, .html or .epub and read that"
    )


def _refuse_binary(text: str, path: str) -> None:
    sample = text[:_SAMPLE]
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", sample))
    if odd > 8 and odd > 0.02 * len(sample):
        raise _binary(path)


def _eight_bit(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for match in re.finditer(rb"[\xc2-\xf4][\x80-\xbf]+", data[: 1 << 22]))
    if sound > 4 * broken:
        return text
    text = data.decode("cp1252", "replace")
    odd, high = _oddities(text)
    if odd > 0.2 * high:
        mac = data.decode("mac_roman")
        if _oddities(mac)[0] < 0.1 * high:
            return mac
        guess = from_bytes(_around_high_bytes(data)).best()
        if guess is not None and guess.encoding not in ("ascii", "utf_8"):
            return data.decode(guess.encoding, "replace")
    return text


def _oddities(text: str) -> tuple[int, int]:
    """How many characters above ASCII English books do not use so, and how many there are."""
    odd = high = 0
    for match in _HIGH.finditer(text, 0, 1 << 20):
        at = match.start()
        before, character, after = text[at - 1 : at], match[0], text[at + 1 : at + 2]
        high += 1
        odd += (
            character not in _EXPECTED
            or (character.isupper() and before.islower())
            or (character in "‘“" and before.isalnum() and after.isspace())
        )
    return odd, high


def _around_high_bytes(data: bytes) -> bytes:
    match = re.search(rb"[\x80-\xff]", data)
    start = max(0, match.start() - 4096) if match else 0
    return data[start : start + _SAMPLE]


def unify_line_ends(source: str) -> tuple[str, NDArray[np.int64] | None]:
    """The text with every line ended by a line feed.

    Also the offsets, in the result, of the lines that a dropped carriage return
    comes before; None when nothing was dropped.
    """
    if "\r" not in source:
        return source, None
    dropped = np.fromiter((m.start() for m in re.finditer(r"\r\n", source)), dtype=np.int64)
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    return text, dropped - np.arange(len(dropped), dtype=np.int64) if len(dropped) else None


def map_lines(pieces: SourcePieces, text: str, dropped: NDArray[np.int64] | None) -> None:
    """Map a text to a source that differs only by dropped carriage returns."""
    if dropped is None:
        if text:
            pieces.append(0, len(text), 0, len(text))
        return
    starts = np.concatenate([np.zeros(1, dtype=np.int64), dropped])
    ends = np.append(dropped, len(text))
    source = starts + np.arange(len(starts), dtype=np.int64)
    pieces.extend_columns(starts, ends - starts, source)
