"""OpenDocument text: the package of a document, and its paragraphs and headings."""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from fabula.manuscript.archive import Archive
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.model import Metadata
from fabula.manuscript.opendocument.body import OdtBody
from fabula.manuscript.opendocument.styles import OdtStyles
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.xmlstream import scan_xml

__all__ = ["READER", "OdtStyles", "read_odt", "scan_odt"]


def read_odt(data: bytes, path: str) -> Draft:
    """Read an OpenDocument text.

    Tracked deletions, notes, annotations, hidden text, descriptions of pictures and
    indexes are not story, nor are text boxes unless there is nothing else. Paragraph
    in the source map counts every ``text:p`` and ``text:h`` of the part in document
    order; run counts the stretches of characters between tags within it. Raises
    FabulaError.
    """
    archive = Archive(data, path, "an OpenDocument file")
    if "META-INF/manifest.xml" in archive:
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise archive.locked()
    styles, properties = OdtStyles(), Properties()
    if "styles.xml" in archive:
        scan_xml(archive.open("styles.xml"), styles, path)
    if "meta.xml" in archive:
        scan_xml(archive.open("meta.xml"), properties, path)
    builder = DraftBuilder(path, edge_breaks=True)
    builder.part("content.xml")
    title = scan_odt(lambda: archive.open("content.xml"), builder, styles)
    metadata = Metadata(
        title=properties.title or title,
        author=properties.author,
        language=properties.language,
    )
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def scan_odt(
    content: Callable[[], BinaryIO] | bytes, builder: DraftBuilder, styles: OdtStyles
) -> str:
    """Send the paragraphs of a content.xml, or of a flat document, to the builder.

    Returns the title, where a paragraph has the style of one. Raises FabulaError.
    """
    for boxes in (False, True):
        body = OdtBody(builder, styles, boxes=boxes)
        scan_xml(content if isinstance(content, bytes) else content(), body, builder.path)
        if builder.units:
            break
    return body.title


def _shows_opendocument(content: Content) -> bool:
    others = {"META-INF/container.xml", "word/document.xml"}
    return "content.xml" in content.entries and not others & content.entries


READER = Reader(
    name="odt",
    what="an OpenDocument text",
    suffixes=(".odt", ".ott"),
    read=read_odt,
    shows=_shows_opendocument,
    twin="opendocument",
)
