"""Files that are no manuscript Fabula can read, and what to do with each kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fabula.manuscript.reader import Content

__all__ = ["FOREIGN", "Foreign", "foreign_by_content", "foreign_by_suffix"]

_PREAMBLE = 1 << 16


def _shows_nothing(_: Content) -> bool:
    return False


def _begins(*magic: bytes) -> Callable[[Content], bool]:
    return lambda content: content.data.startswith(magic)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file that cannot be read.

    ``what`` names it with its article, where its content shows it. ``step`` is the
    writer's next step; ", then read that" follows it in the message.
    """

    suffixes: tuple[str, ...]
    step: str
    what: str = ""
    shows: Callable[[Content], bool] = _shows_nothing


def _is_kindle(content: Content) -> bool:
    return content.data[60:68] == b"BOOKMOBI" or content.data.startswith(b"BOOKMOBI")


def _is_final_draft(content: Content) -> bool:
    return content.head.startswith(b"<") and b"<FinalDraft" in content.head


# A document declares its class and its beginning on lines of their own; a story
# that talks about LaTeX does not.
_LATEX = re.compile(
    rb"^[ \t]*\\documentclass(?:\[[^\]]{0,500}\])?\{[\w-]{1,60}\}.*?^[ \t]*\\begin\{document\}",
    re.MULTILINE | re.DOTALL,
)
_ASCIIDOC = re.compile(
    rb"(?://[^\n]*\n|:[\w-]+:[^\n]*\n|\n){0,40}= \S[^\n]*\n(?:[^\n]+\n){0,20}?"
    rb"(?::!?[\w-]+!?:(?:[ \t][^\n]*)?\n|(?:\n*(?:[^=\n][^\n]*\n+){0,60}?)== \S)"
)


def _is_latex(content: Content) -> bool:
    head = content.data[:_PREAMBLE]
    return b"\\documentclass" in head and _LATEX.search(head) is not None


def _is_asciidoc(content: Content) -> bool:
    return _ASCIIDOC.match(content.head) is not None


def _is_word_xml(content: Content) -> bool:
    head = content.head
    signs = (b'progid="Word.Document"', b"<w:wordDocument", b"<pkg:package")
    return head.startswith(b"<") and any(sign in head for sign in signs)


FOREIGN = (
    Foreign(
        (".doc", ".dot", ".wps", ".wpd"),
        "open it in your word processor and save it as .docx",
        "an old Word document, or one locked with a password",
        _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ),
    Foreign((".sxw",), "open it in LibreOffice and save it as .odt or .docx"),
    Foreign(
        (".pdf",),
        "export the manuscript as .docx from the program it was written in",
        "a PDF",
        _begins(b"%PDF"),
    ),
    Foreign((".pages",), "open it in Pages and choose File, Export To, Word"),
    Foreign((".gdoc",), "in Google Docs choose File, Download, Microsoft Word (.docx)"),
    Foreign((".mobi", ".azw", ".azw3"), "convert it to .epub", "a Kindle book", _is_kindle),
    Foreign((".fdx",), "export it as .docx or .txt", "a Final Draft script", _is_final_draft),
    Foreign(
        (".tex", ".ltx", ".latex"),
        "convert it to .md or .docx with Pandoc",
        "a LaTeX document",
        _is_latex,
    ),
    Foreign(
        (".adoc", ".asciidoc", ".asc"),
        "convert it to .html with Asciidoctor",
        "an AsciiDoc document",
        _is_asciidoc,
    ),
    Foreign(
        (),
        "open it in Word and save it as .docx",
        "a Word document saved as XML",
        _is_word_xml,
    ),
    Foreign((".rtfd",), "open it in TextEdit and save it as .rtf"),
    Foreign(
        (".zip",),
        "unpack it and read the manuscript inside",
        "a compressed file",
        _begins(b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"),
    ),
)


def foreign_by_suffix(suffix: str) -> Foreign | None:
    """The foreign kind that a suffix in lower case promises, or None."""
    return next((kind for kind in FOREIGN if suffix in kind.suffixes), None)


def foreign_by_content(content: Content) -> Foreign | None:
    """The foreign kind that the bytes show themselves to be, or None."""
    return next((kind for kind in FOREIGN if kind.shows(content)), None)
