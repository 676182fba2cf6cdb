"""Corrections in a Word document, as tracked changes that the writer accepts or rejects.

Only the runs that an edit touches are split; everything else in the file stays as
it is. An edit whose words cannot be found again at their place is left out.
"""

import io
import struct
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass

from lxml import etree

from fabula.checks.framework.finding import Edit, Finding
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript, Place
from fabula.manuscript.spans import Span

__all__ = ["correct_word"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE_CHARACTER = frozenset({"tab", "ptab", "br", "cr", "noBreakHyphen"})
_AUTHOR = "Fabula"
_FIRST_ID = 900_000
"""Tracked changes are numbered from here, far from the numbers that Word gives."""

_SIZES_FOLLOW = 0x08
"""The bit of a member's flags that says so."""

_Where = tuple[int, int]
"""Paragraph and run, as the source map counts them."""


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """In one run: the characters ``[start, end)`` become ``replacement``."""

    start: int
    end: int
    replacement: str


def correct_word(
    manuscript: Manuscript, data: bytes, findings: Iterable[Finding]
) -> tuple[bytes, tuple[Finding, ...]]:
    """The document with the findings' edits as tracked changes, and the findings that went in.

    ``data`` is the file as it was read; the edits must not touch one another.
    Raises `FabulaError` when the document cannot be taken apart.
    """
    old = zipfile.ZipFile(io.BytesIO(data))
    part = _part(manuscript, old)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(old.read(part), parser)
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as error:
        raise FabulaError(f"{manuscript.path}: cannot be corrected as a Word file") from error
    document = _Document(root, part)
    applied = []
    for finding in findings:
        if document.take(manuscript, finding.edits):
            applied.append(finding)
    document.write()
    return _repacked(data, old, part, etree.tostring(root.getroottree(), xml_declaration=True,
                     encoding="UTF-8", standalone=True)), tuple(applied)  # fmt: skip


def _part(manuscript: Manuscript, old: zipfile.ZipFile) -> str:
    """The part that holds the document's own runs; files within it have none here."""
    names = set(old.namelist())
    for block in manuscript.blocks:
        for place in manuscript.source.places(block.span):
            if place.run >= 0 and place.part in names:
                return place.part
    raise FabulaError(f"{manuscript.path}: there is nothing to correct in it")


def _repacked(data: bytes, old: zipfile.ZipFile, part: str, content: bytes) -> bytes:
    """The package with one part replaced; the others are copied as they are packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename == part:
                new.writestr(info, content)
            else:
                _copy_packed(data, info, new, buffer)
    return buffer.getvalue()


def _copy_packed(
    data: bytes, info: zipfile.ZipInfo, new: zipfile.ZipFile, buffer: io.BytesIO
) -> None:
    """Copy a member without unpacking it, however much it would unpack to."""
    # The local header: 30 bytes, then a name and an extra field of these lengths.
    # Source: APPNOTE.TXT 6.3.10, 4.3.7.
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    copied = copy(info)
    # The sizes stand in the header, not behind the data.
    copied.flag_bits &= ~_SIZES_FOLLOW
    buffer.seek(new.start_dir)
    copied.header_offset = buffer.tell()
    buffer.write(copied.FileHeader())
    buffer.write(memoryview(data)[start : start + info.compress_size])
    new.start_dir = buffer.tell()
    new.filelist.append(copied)
    new.NameToInfo[copied.filename] = copied


class _Document:
    """The main part of a document, and the changes to be made in its runs."""

    def __init__(self, root: etree._Element, part: str) -> None:
        space = etree.QName(root).namespace
        if space not in (_MAIN, _STRICT):
            raise FabulaError("this Word file is of a kind that cannot be corrected")
        self._w = f"{{{space}}}"
        self._runs = dict(self._numbered(root))
        self._changes: defaultdict[_Where, list[_Change]] = defaultdict(list)
        self._ids = _FIRST_ID
        self._part = part

    def _numbered(self, root: etree._Element) -> Iterator[tuple[_Where, etree._Element]]:
        """Every run with the numbers of its paragraph and of itself, in document order."""
        paragraph, run = f"{self._w}p", f"{self._w}r"
        open_: list[list[int]] = []
        count = 0
        for event, node in etree.iterwalk(root, events=("start", "end"), tag=(paragraph, run)):
            if node.tag == run:
                if event == "start" and open_:
                    open_[-1][1] += 1
                    yield (open_[-1][0], open_[-1][1]), node
            elif event == "start":
                open_.append([count, -1])
                count += 1
            else:
                open_.pop()

    def take(self, manuscript: Manuscript, edits: Sequence[Edit]) -> bool:
        """Take in the edits of a finding, all or none."""
        taken: list[tuple[_Where, _Change]] = []
        for edit in edits:
            changes = list(self._located(manuscript, edit))
            if not changes:
                return False
            taken += changes
        for where, change in taken:
            self._changes[where].append(change)
        return bool(taken)

    def _located(self, manuscript: Manuscript, edit: Edit) -> Iterator[tuple[_Where, _Change]]:
        """The edit as changes in runs; nothing if its words are not where they should be."""
        span = edit.span
        inserts = not len(span)
        if inserts:
            if not span.start:
                return
            span = Span(span.start - 1, span.start)
        places = manuscript.source.places(span)
        if sum(len(place.span) for place in places) != len(span):
            return
        if not all(self._holds(manuscript, place) for place in places):
            return
        if inserts:
            end = places[-1].source.end
            yield (places[-1].paragraph, places[-1].run), _Change(end, end, edit.replacement)
            return
        replacement = edit.replacement
        for place in places:
            change = _Change(place.source.start, place.source.end, replacement)
            yield (place.paragraph, place.run), change
            replacement = ""

    def _holds(self, manuscript: Manuscript, place: Place) -> bool:
        run = self._runs.get((place.paragraph, place.run))
        if run is None or place.part != self._part or len(place.source) != len(place.span):
            return False
        words = self._text(run)[place.source.start : place.source.end]
        return words == place.span.text(manuscript.text) and not set("\t\n") & set(words)

    def _text(self, run: etree._Element) -> str:
        return "".join(self._content(child) for child in run)

    def _content(self, child: etree._Element) -> str:
        """What a child of a run adds to the run's text; tabs and breaks count one."""
        if child.tag == f"{self._w}t":
            return child.text or ""
        return "\t" if self._name(child) in _ONE_CHARACTER else ""

    def _name(self, node: etree._Element) -> str:
        return etree.QName(node).localname if isinstance(node.tag, str) else ""

    def write(self) -> None:
        """Make the changes in the tree."""
        for where, changes in self._changes.items():
            run = self._runs[where]
            parent = run.getparent()
            if parent is None:
                continue
            tracked = self._name(parent) not in ("ins", "moveTo")
            pieces = list(self._pieces(run, sorted(changes), tracked=tracked))
            at = parent.index(run)
            pieces[-1].tail = run.tail
            parent[at : at + 1] = pieces

    def _pieces(
        self, run: etree._Element, changes: Sequence[_Change], *, tracked: bool
    ) -> Iterator[etree._Element]:
        """The run in pieces; inside somebody's tracked insertion, changed without a trace."""
        at = 0
        for change in changes:
            if change.start > at or at == 0:
                yield self._slice(run, at, change.start, first=at == 0)
            if tracked and change.end > change.start:
                yield self._tracked("del", self._slice(run, change.start, change.end))
            if change.replacement:
                new = self._new_run(run, change.replacement)
                yield self._tracked("ins", new) if tracked else new
            at = change.end
        yield self._slice(run, at, len(self._text(run)), last=True)

    def _slice(
        self, run: etree._Element, start: int, end: int, *, first: bool = False, last: bool = False
    ) -> etree._Element:
        """A copy of the run with only the characters ``[start, end)`` of its text."""
        copy = deepcopy(run)
        copy.tail = None
        at = 0
        for child in list(copy):
            content = self._content(child)
            begin, finish = at, at + len(content)
            at = finish
            if self._name(child) == "rPr":
                continue
            if not content:
                inside = (first or begin > start) and (last or begin <= end)
                if not inside:
                    copy.remove(child)
            elif finish <= start or begin >= end:
                copy.remove(child)
            elif child.tag == f"{self._w}t":
                child.text = content[max(start - begin, 0) : end - begin]
                child.set(_SPACE, "preserve")
        return copy

    def _new_run(self, run: etree._Element, text: str) -> etree._Element:
        new = etree.Element(f"{self._w}r")
        properties = run.find(f"{self._w}rPr")
        if properties is not None:
            new.append(deepcopy(properties))
        words = etree.SubElement(new, f"{self._w}t")
        words.text = text
        words.set(_SPACE, "preserve")
        return new

    def _tracked(self, kind: str, run: etree._Element) -> etree._Element:
        wrapper = etree.Element(f"{self._w}{kind}")
        wrapper.set(f"{self._w}id", str(self._ids))
        wrapper.set(f"{self._w}author", _AUTHOR)
        self._ids += 1
        if kind == "del":
            for words in run.findall(f"{self._w}t"):
                words.tag = f"{self._w}delText"
        wrapper.append(run)
        return wrapper
