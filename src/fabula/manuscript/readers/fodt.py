"""OpenDocument text in one flat file of XML."""

import hashlib

from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.model import Metadata
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.readers.odt import OdtStyles, scan_odt
from fabula.manuscript.xmlstream import Attributes, scan_xml

__all__ = ["READER", "read_fodt"]


class _Meta:
    """Hands on what stands in ``office:meta``, and not what the authors of comments are called."""

    def __init__(self, properties: Properties) -> None:
        self._properties = properties
        self._inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        self._inside = self._inside or tag == "office:meta"
        if self._inside:
            self._properties.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._inside:
            self._properties.end(tag)
        self._inside = self._inside and tag != "office:meta"

    def text(self, data: str) -> None:
        if self._inside:
            self._properties.text(data)


def read_fodt(data: bytes, path: str) -> Draft:
    """Read a flat OpenDocument text, by the rules of ``read_odt``. Raises FabulaError."""
    properties = Properties()
    scan_xml(data, _Meta(properties), path)
    builder = DraftBuilder(path)
    builder.part(path)
    title = scan_odt(data, builder, OdtStyles())
    metadata = Metadata(
        title=properties.title or title,
        author=properties.author,
        language=properties.language,
    )
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def _shows_flat_opendocument(content: Content) -> bool:
    return content.head.startswith(b"<") and b"<office:document" in content.head


READER = Reader(
    name="fodt",
    what="a flat OpenDocument text",
    suffixes=(".fodt",),
    read=read_fodt,
    shows=_shows_flat_opendocument,
)
