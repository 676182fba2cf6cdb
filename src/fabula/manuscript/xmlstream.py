"""XML as a stream of events, without trust: no tree, no entities, nothing fetched."""

import io
from collections.abc import Callable
from typing import BinaryIO, Protocol
from xml.parsers import expat

from fabula.manuscript.errors import FabulaError

__all__ = ["Attributes", "XmlHandler", "scan_xml"]

Attributes = dict[str, str]

_DEEPEST = 1_000
_MOST_ELEMENTS = 15_000_000
_CHUNK = 1 << 18
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.idpf.org/2007/opf": "opf",
    "http://www.idpf.org/2007/ops": "epub",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


class XmlHandler(Protocol):
    """What takes the events; names look like ``w:p``, or ``p`` in other namespaces."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        ...

    def end(self, tag: str) -> None:
        """An element ends."""
        ...

    def text(self, data: str) -> None:
        """Characters; one stretch may come in several calls."""
        ...


class _Names(dict[str, str]):
    """Expanded names to short ones, remembered."""

    def __missing__(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        prefix = _SPACES.get(space, "")
        short = f"{prefix}:{local}" if prefix else local
        if len(self) < 10_000:
            self[name] = short
        return short


def scan_xml(source: BinaryIO | bytes, handler: XmlHandler, path: str) -> None:
    """Send the elements and characters of an XML document to the handler.

    Raises FabulaError for broken XML, for any entity declaration (so nothing is
    ever fetched or expanded), and for absurd depth or size.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuser(path)
    names = _Names()
    depth = elements = 0
    plain = handler.start

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > _DEEPEST or elements > _MOST_ELEMENTS:
            raise FabulaError(
                f"{path}: its XML is too deep or too large for a manuscript; "
                "save the text alone as .docx or .txt and read that"
            )
        plain(names[name], {names[key]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(names[name])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FabulaError(
            f"{path}: its XML is broken ({error}); "
            "open it in the program that made it and save it again"
        ) from error


def _refuser(path: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise FabulaError(
            f"{path}: it declares XML entities, which a manuscript never does; "
            "open it in your word processor and save it again"
        )

    return refuse
