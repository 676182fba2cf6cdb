"""Word: the package of a document, and what its parts say about one another."""

import hashlib
import posixpath
from dataclasses import dataclass, field

from fabula.manuscript.archive import Archive
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.model import Metadata
from fabula.manuscript.properties import Properties
from fabula.manuscript.reader import Content, Reader
from fabula.manuscript.word.body import WordBody
from fabula.manuscript.word.chunks import read_chunk
from fabula.manuscript.word.numbers import WordNumbers
from fabula.manuscript.word.styles import WordStyles
from fabula.manuscript.xmlstream import Attributes, XmlHandler, scan_xml

__all__ = ["READER", "read_docx"]

_DOCUMENT = "word/document.xml"
_DEEPEST_CHUNK = 3


def read_docx(data: bytes, path: str) -> Draft:
    """Read a Word document.

    Notes, comments, headers and tables of contents are not story, nor are text boxes
    unless there is nothing else. Paragraph and run in the source map count every
    ``w:p`` of the part, and every ``w:r`` of the paragraph, in document order;
    offsets are into the run's text, where a tab or a line break is one character.
    Raises FabulaError.
    """
    archive = Archive(data, path, "a Word file")
    properties = Properties()
    if "docProps/core.xml" in archive:
        scan_xml(archive.open("docProps/core.xml"), properties, path)
    builder = DraftBuilder(path, edge_breaks=True)
    title = _read_story(archive, builder, "", 0)
    if not builder.units:
        title = _read_story(archive, builder, "", 0, boxes=True)
    metadata = Metadata(
        title=properties.title or title,
        author=properties.author,
        language=properties.language,
    )
    return builder.finish(hashlib.sha256(data).hexdigest(), metadata)


def _read_story(
    archive: Archive, builder: DraftBuilder, outside: str, depth: int, *, boxes: bool = False
) -> str:
    """Send the story to the builder, and return its title; ``outside`` leads to the package."""
    main = _DOCUMENT if _DOCUMENT in archive else _main_part(archive)
    folder = posixpath.dirname(main)
    styles, numbers = WordStyles(), WordNumbers()
    _scan_part(archive, folder + "/styles.xml", styles)
    _scan_part(archive, folder + "/numbering.xml", numbers)
    relations = _Relations()
    _scan_part(archive, f"{folder}/_rels/{posixpath.basename(main)}.rels", relations)

    def include(relation: str) -> None:
        name = posixpath.normpath(posixpath.join(folder, relations.targets.get(relation, "-")))
        name = name.lstrip("/")
        if name not in archive or depth >= _DEEPEST_CHUNK:
            return
        data = archive.read(name)
        if data.startswith(b"PK"):
            inner = Archive(data, archive.path, "a Word file", within=archive)
            _read_story(inner, builder, f"{outside}{name}/", depth + 1)
        else:
            read_chunk(data, builder, outside + name, archive.path)
        builder.part(outside + main)

    builder.part(outside + main)
    body = WordBody(builder, styles, numbers, include, boxes=boxes)
    scan_xml(archive.open(main), body, archive.path)
    body.finish()
    return body.title


def _scan_part(archive: Archive, name: str, handler: XmlHandler) -> None:
    if name in archive:
        scan_xml(archive.open(name), handler, archive.path)


def _main_part(archive: Archive) -> str:
    """The main part by relationship; Word itself always calls it word/document.xml."""
    found = _Relations()
    _scan_part(archive, "_rels/.rels", found)
    return found.main or _DOCUMENT


@dataclass
class _Relations:
    main: str = ""
    targets: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        self.targets[attributes.get("Id", "")] = target
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.main = target.lstrip("/")

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


def _shows_word(content: Content) -> bool:
    entries = content.entries
    return "word/document.xml" in entries and "META-INF/container.xml" not in entries


READER = Reader(
    name="docx",
    what="a Word document",
    suffixes=(".docx", ".docm", ".dotx"),
    read=read_docx,
    shows=_shows_word,
    twin="word",
)
