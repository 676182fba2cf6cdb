"""A whole file of another format inside a Word document (``w:altChunk``), read where it stands."""

import email
import email.policy
from email.message import EmailMessage

from fabula.manuscript.decode import decode
from fabula.manuscript.draft import DraftBuilder
from fabula.manuscript.hypertext import scan_page
from fabula.manuscript.lines import units_of
from fabula.manuscript.readers.html import decode_markup
from fabula.manuscript.readers.rtf import scan_rtf

__all__ = ["read_chunk"]

_MAIL_HEADERS = (b"mime-version:", b"content-type:", b"from:", b"message-id:")


def read_chunk(data: bytes, builder: DraftBuilder, name: str, path: str) -> None:
    """Send the paragraphs of a page (alone or in a web archive), of Rich Text or of plain text.

    ``name`` is what the source map calls the part. Raises FabulaError if it is broken.
    """
    lead = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    if lead.startswith(b"{\\rtf"):
        scan_rtf(data, builder, name, path)
    elif lead[:20].lower().startswith(_MAIL_HEADERS):
        _read_web_archive(data, builder, name, path)
    elif lead[:1] == b"<" or name.lower().endswith((".html", ".htm", ".xhtml")):
        _read_page(decode_markup(data, path), builder, name)
    elif lead:
        _read_plain(decode(data, path), builder, name)


def _read_page(source: str, builder: DraftBuilder, name: str) -> None:
    builder.part(name, source)
    scan_page(source, builder)
    builder.end()


def _read_web_archive(data: bytes, builder: DraftBuilder, name: str, path: str) -> None:
    """The first page of a web archive (MHTML); its source is the decoded page."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                _read_page(decode_markup(content, path), builder, name)
            return


def _read_plain(source: str, builder: DraftBuilder, name: str) -> None:
    builder.part(name, source)
    text = source.replace("\r\n", " \n").replace("\r", "\n")
    for unit in units_of(text):
        builder.blank(max(0, unit.blanks - 1))
        builder.add(source[unit.start : unit.end], unit.start)
        builder.end()
