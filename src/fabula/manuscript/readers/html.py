"""HTML pages, downloads from the Archive of Our Own among them."""

import codecs
import hashlib
import re

from fabula.manuscript.archivepages import is_archive_page, refuse_without_work
from fabula.manuscript.decode import decode, text_encoding
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.hypertext import NUMBERS, scan_page
from fabula.manuscript.linklists import mark_contents
from fabula.manuscript.omit import without_contents
from fabula.manuscript.pagefacts import page_facts
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.sitepages import facts_of_site, site_of

__all__ = ["READER", "decode_markup", "read_html"]

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")


def read_html(data: bytes, path: str) -> Draft:
    """Read an HTML page; the source map leads to lines and columns.

    Raises FabulaError, also for pages of an archive that hold no work.
    """
    source = decode_markup(data, path)
    refuse_without_work(source, path)
    archive = is_archive_page(source)
    builder = DraftBuilder(path, noise=NUMBERS)
    builder.part(path, source)
    site = None if archive else site_of(source)
    scan_page(source, builder, archive=archive, site=site)
    facts = page_facts(source, archive=archive)
    if site is not None:
        facts = facts_of_site(site, source, facts)
    draft = builder.finish(hashlib.sha256(data).hexdigest(), facts)
    mark_contents(draft)
    return without_contents(draft)


def decode_markup(data: bytes, path: str) -> str:
    """The text of a page, in the encoding it declares if it is not UTF-8."""
    declared = _CHARSET.search(data[:2048])
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        name = declared[1].decode("ascii")
        # Pages that say ISO-8859-1 mean Windows-1252; so do browsers.
        name = "cp1252" if name.casefold() in ("iso-8859-1", "latin1", "us-ascii") else name
        if b"\0" not in data and text_encoding(name) and not name.casefold().startswith("utf"):
            return data.decode(name, "replace")
    return decode(data, path)


_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def _shows_html(content: Content) -> bool:
    return _PAGE.match(content.head) is not None


READER = Reader(
    name="html",
    what="an HTML page",
    suffixes=(".html", ".htm", ".xhtml"),
    read=read_html,
    shows=_shows_html,
    twin="markup",
)
