"""The content of an OpenDocument text, in which words are changed with a trace, and marked.

Forms as in OpenDocument 1.3 part 3: tracked changes 5.5, annotations 14.1. Only the text
nodes that an edit or a mark touches are taken apart. An edit whose words cannot be found
again at their place is left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from lxml import etree

from fabula.export.marking import CommentMark, Marking, MarkingStep, TrackedChange, Where
from fabula.manuscript.model import SourcePlace

__all__ = ["OpenDocument"]

_AUTHOR = "Fabula"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_PART = "content.xml"


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where the tree holds characters of a text node: before a child, or after an element."""

    element: etree._Element
    side: Literal["text", "tail"]

    @property
    def words(self) -> str:
        return getattr(self.element, self.side) or ""


class OpenDocument:
    """The tree of a content.xml, and the changes and marks to be made in its text nodes."""

    def __init__(self, root: etree._Element) -> None:
        body = root.find(f".//{_OFFICE}text")
        self._text = root if body is None else body
        found = list(_numbered(self._text))
        times = Counter(where for where, _ in found)
        # A node that a comment of the XML divides has no one slot, and stays as it is.
        self._slots = {where: slot for where, slot in found if times[where] == 1}
        self.marking = Marking(self._words)
        self._date = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
        self._regions: list[etree._Element] = []
        self._taken = {node.get(f"{_TEXT}id") for node in root.iter(f"{_TEXT}changed-region")}
        self._names = {node.get(f"{_OFFICE}name") for node in root.iter(f"{_OFFICE}annotation")}

    def _words(self, place: SourcePlace) -> str | None:
        slot = self._slots.get((place.paragraph, place.run))
        return None if slot is None or place.part != _PART else slot.words

    def write(self, comments: Mapping[int, Sequence[str]]) -> None:
        """Make the changes and marks in the tree; ``comments``: paragraphs by number."""
        for where, steps in self.marking.stretches():
            self._rewrite(self._slots[where], steps, comments)
        if self._regions:
            self._tracked().extend(self._regions)

    def _rewrite(
        self, slot: _Slot, steps: Sequence[MarkingStep], comments: Mapping[int, Sequence[str]]
    ) -> None:
        words, at, lead = slot.words, 0, ""
        nodes: list[etree._Element] = []

        def add(text: str) -> None:
            nonlocal lead
            if nodes:
                nodes[-1].tail = (nodes[-1].tail or "") + text
            else:
                lead += text

        for step in steps:
            add(words[at : step.at])
            at = max(at, step.at)
            if step.mark is not None:
                nodes.append(self._annotation(step.mark, comments))
            if step.change is not None:
                nodes += self._changed(words, step.change)
                at = step.change.end
        add(words[at:])
        if slot.side == "text":
            slot.element.text = lead
            slot.element[0:0] = nodes
            return
        parent = slot.element.getparent()
        if parent is not None:
            slot.element.tail = lead
            behind = parent.index(slot.element) + 1
            parent[behind:behind] = nodes

    def _changed(self, words: str, change: TrackedChange) -> Iterator[etree._Element]:
        if change.end > change.start:
            key, region = self._region("deletion")
            gone = etree.SubElement(region, f"{_TEXT}p")
            gone.text = words[change.start : change.end]
            yield etree.Element(f"{_TEXT}change", {f"{_TEXT}change-id": key})
        if change.replacement:
            key, _ = self._region("insertion")
            begin = etree.Element(f"{_TEXT}change-start", {f"{_TEXT}change-id": key})
            begin.tail = change.replacement
            yield begin
            yield etree.Element(f"{_TEXT}change-end", {f"{_TEXT}change-id": key})

    def _region(self, kind: str) -> tuple[str, etree._Element]:
        """A new entry of the list of tracked changes, with its name."""
        number = len(self._regions) + 1
        while (key := f"fabula-change-{number}") in self._taken:
            number += 1
        self._taken.add(key)
        region = etree.Element(f"{_TEXT}changed-region", {_ID: key, f"{_TEXT}id": key})
        entry = etree.SubElement(region, f"{_TEXT}{kind}")
        self._sign(etree.SubElement(entry, f"{_OFFICE}change-info"))
        self._regions.append(region)
        return key, entry

    def _annotation(
        self, mark: CommentMark, comments: Mapping[int, Sequence[str]]
    ) -> etree._Element:
        key = f"fabula-{mark.number}"
        while key in self._names:
            key = f"{key}-more"
        if mark.ends:
            return etree.Element(f"{_OFFICE}annotation-end", {f"{_OFFICE}name": key})
        annotation = etree.Element(f"{_OFFICE}annotation", {f"{_OFFICE}name": key})
        self._sign(annotation)
        for paragraph in comments[mark.number]:
            etree.SubElement(annotation, f"{_TEXT}p").text = paragraph
        return annotation

    def _sign(self, node: etree._Element) -> None:
        etree.SubElement(node, f"{_DC}creator").text = _AUTHOR
        etree.SubElement(node, f"{_DC}date").text = self._date

    def _tracked(self) -> etree._Element:
        """The document's list of tracked changes, made where there is none."""
        found = self._text.find(f"{_TEXT}tracked-changes")
        if found is None:
            found = etree.Element(f"{_TEXT}tracked-changes", {f"{_TEXT}track-changes": "false"})
            forms = self._text.find(f"{_OFFICE}forms")
            self._text.insert(0 if forms is None else self._text.index(forms) + 1, found)
        return found


def _numbered(text: etree._Element) -> Iterator[tuple[Where, _Slot]]:
    """Every text node by the number of its paragraph and its own, as the reader counts them."""
    open_: list[list[int]] = []  # of each open paragraph: its number, the node's, its characters
    count = 0

    def slot(
        element: etree._Element, side: Literal["text", "tail"]
    ) -> Iterator[tuple[Where, _Slot]]:
        found = _Slot(element, side)
        if open_ and found.words:
            open_[-1][2] += len(found.words)
            yield (open_[-1][0], open_[-1][1]), found

    def next_node() -> None:
        if open_ and open_[-1][2]:
            open_[-1][1:] = [open_[-1][1] + 1, 0]

    for event, node in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
        if node is text:
            continue
        if event == "start":
            next_node()
            if node.tag in _PARAGRAPHS:
                open_.append([count, 0, 0])
                count += 1
            yield from slot(node, "text")
        elif event == "end":
            if node.tag in _PARAGRAPHS:
                open_.pop()
            next_node()
            yield from slot(node, "tail")
        else:
            yield from slot(node, "tail")
