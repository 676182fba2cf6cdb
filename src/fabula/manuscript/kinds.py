"""Which reader reads what: found by suffix, checked by content."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from fabula.manuscript.draft import Draft
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.readers.docx import read_docx
from fabula.manuscript.readers.epub import read_epub
from fabula.manuscript.readers.html import read_html
from fabula.manuscript.readers.markdown import read_markdown
from fabula.manuscript.readers.odt import read_odt
from fabula.manuscript.readers.rtf import read_rtf
from fabula.manuscript.readers.scrivener import read_scrivener
from fabula.manuscript.readers.text import read_text

__all__ = [
    "SUFFIXES",
    "kind_of_content",
    "kind_of_folder",
    "kind_of_path",
    "read_bytes",
    "read_folder",
]

Reader = Callable[[bytes, str], Draft]

_READERS: dict[str, Reader] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "docx": read_docx,
    "odt": read_odt,
    "epub": read_epub,
    "rtf": read_rtf,
}
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".epub": "epub",
    ".rtf": "rtf",
}
_TEXTUAL = frozenset(("text", "markdown"))
_USUAL = {
    "text": ".txt",
    "html": ".html",
    "docx": ".docx",
    "odt": ".odt",
    "epub": ".epub",
    "rtf": ".rtf",
}
_SAVE_DOCX = "open it in your word processor and save it as .docx"
# What to do with a type that cannot be read.
_ELSE = {
    ".doc": _SAVE_DOCX,
    ".dot": _SAVE_DOCX,
    ".wps": _SAVE_DOCX,
    ".wpd": _SAVE_DOCX,
    ".sxw": "open it in LibreOffice and save it as .odt or .docx",
    ".fodt": "open it in LibreOffice and save it as .odt",
    ".pdf": "export the manuscript as .docx from the program it was written in",
    ".pages": "open it in Pages and choose File, Export To, Word",
    ".gdoc": "in Google Docs choose File, Download, Microsoft Word (.docx)",
    ".mobi": "convert it to .epub",
    ".azw": "convert it to .epub",
    ".azw3": "convert it to .epub",
    ".fdx": "export it as .docx or .txt",
    ".tex": "convert it to .md or .docx",
    ".rtfd": "open it in TextEdit and save it as .rtf",
    ".zip": "unpack it and read the manuscript inside",
    ".scrivx": "name the .scriv folder that it belongs to",
}
_MAGIC = (
    (b"%PDF", ".pdf", "a PDF"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ".doc",
        "an old Word document, or one locked with a password",
    ),
    (b"BOOKMOBI", ".mobi", "a Kindle book"),
    (b"\x1f\x8b", ".zip", "a compressed file"),
    (b"Rar!", ".zip", "a compressed file"),
    (b"7z\xbc\xaf", ".zip", "a compressed file"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of_path(path: Path) -> str | None:
    """The kind of manuscript a file's suffix promises, or None."""
    return SUFFIXES.get(path.suffix.lower())


def kind_of_folder(path: Path) -> bool:
    """Whether the folder is a Scrivener project."""
    return path.suffix.lower() == ".scriv"


def kind_of_content(data: bytes) -> str | None:
    """The kind that the bytes show themselves to be, or None where they show nothing."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return "rtf"
    return "html" if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) else None


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist()[:10_000])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, KeyError):
        return "zip"
    if "META-INF/container.xml" in names:
        return "epub"
    if "word/document.xml" in names:
        return "docx"
    return "odt" if "content.xml" in names else "zip"


def read_bytes(data: bytes, path: str, suffix: str | None) -> Draft:
    """Read a file's bytes with the reader for its suffix; without one, by content.

    Raises FabulaError where suffix and content disagree, for types that cannot be
    read, and whatever the reader raises.
    """
    _refuse_foreign(data, path, suffix)
    shown = kind_of_content(data)
    kind = SUFFIXES.get(suffix) if suffix else shown or "text"
    if kind is None:
        kind = shown or _unknown(data, path, suffix or "")
    if kind == "zip":
        raise FabulaError(
            f"{path}: a zip file that holds no manuscript; unpack it and read what is inside"
        )
    if not data.strip():
        raise FabulaError(f"{path}: the file is empty; check that it is the right file")
    if shown is not None and shown != kind and not _agree(kind, shown):
        if shown == "zip":
            what = "a zip file, broken or of another kind"
            raise FabulaError(f"{path}: holds {what}; save the manuscript again as {suffix}")
        raise FabulaError(
            f"{path}: holds {_USUAL[shown][1:].upper()}; rename it to end in {_USUAL[shown]}"
        )
    return _READERS[kind](data, path)


def _agree(kind: str, shown: str) -> bool:
    """Whether content may stand under a suffix: Markdown may begin with HTML."""
    if shown == "html":
        return kind == "markdown"
    return shown == "zip" and kind not in _TEXTUAL


def _refuse_foreign(data: bytes, path: str, suffix: str | None) -> None:
    for magic, foreign, what in _MAGIC:
        if data.startswith(magic) or (magic == b"BOOKMOBI" and data[60:68] == magic):
            raise FabulaError(f"{path}: this is {what}; {_ELSE[foreign]}, then read that")
    if suffix in _ELSE:
        shown = kind_of_content(data)
        if shown in _USUAL and suffix != ".pages":
            raise FabulaError(
                f"{path}: holds {_USUAL[shown][1:].upper()}; rename it to end in {_USUAL[shown]}"
            )
        raise FabulaError(f"{path}: {suffix} files cannot be read; {_ELSE[suffix]}, then read that")


def _unknown(data: bytes, path: str, suffix: str) -> str:
    """A suffix nobody knows: plain text if the bytes are text."""
    if suffix and suffix[1:].isalpha() and b"\0" in data[:4096]:
        raise FabulaError(
            f"{path}: {suffix} files cannot be read; save the manuscript as .docx, .odt, .rtf, "
            ".epub, .html, .md or .txt, then read that"
        )
    return "text"


def read_folder(path: Path) -> Draft:
    """Read a folder that is one manuscript: a Scrivener project.

    Raises FabulaError for every other folder, and whatever the reader raises.
    """
    suffix = path.suffix.lower()
    if kind_of_folder(path):
        return read_scrivener(path)
    if suffix in _ELSE:
        raise FabulaError(f"{path}: {suffix} files cannot be read; {_ELSE[suffix]}, then read that")
    raise FabulaError(f"{path}: this is a folder; read its files as one book with --book")
