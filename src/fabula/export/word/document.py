"""The main part of a Word document, in which words are changed with a trace, and marked.

Only the runs that an edit or a mark touches are split; everything else stays as it is. An
edit whose words cannot be found again at their place is left out.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from fabula.export.marking import CommentMark, Marking, MarkingStep, TrackedChange, Where
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import SourcePlace

__all__ = ["AUTHOR", "WordDocument"]

AUTHOR = "Fabula"
"""Whose tracked changes and comments they are."""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE_CHARACTER = frozenset({"tab", "ptab", "br", "cr", "noBreakHyphen"})
_FIRST_ID = 900_000
"""Tracked changes are numbered from here, far from the numbers that Word gives."""


class WordDocument:
    """The main part of a document, and the changes and marks to be made in its runs.

    Raises `FabulaError` where the root is of no kind of Word document that is known.
    """

    def __init__(self, root: etree._Element, part: str) -> None:
        space = etree.QName(root).namespace
        if space not in (_MAIN, _STRICT):
            raise FabulaError("this Word file is of a kind that cannot be written back")
        self.space: str = space
        self._w = f"{{{space}}}"
        self._runs = dict(self._numbered(root))
        self.marking = Marking(self._words, whole="\t\n")
        self._ids = _FIRST_ID
        self._part = part

    def _numbered(self, root: etree._Element) -> Iterator[tuple[Where, etree._Element]]:
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

    def _words(self, place: SourcePlace) -> str | None:
        run = self._runs.get((place.paragraph, place.run))
        return None if run is None or place.part != self._part else self._text(run)

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
        """Make the changes and marks in the tree that ``marking`` has taken in."""
        for where, steps in self.marking.stretches():
            run = self._runs[where]
            parent = run.getparent()
            if parent is None:
                continue
            tracked = self._name(parent) not in ("ins", "moveTo")
            pieces = list(self._pieces(run, steps, tracked=tracked))
            at = parent.index(run)
            pieces[-1].tail = run.tail
            parent[at : at + 1] = pieces

    def _pieces(
        self, run: etree._Element, steps: Sequence[MarkingStep], *, tracked: bool
    ) -> Iterator[etree._Element]:
        """The run in pieces; inside somebody's tracked insertion, changed without a trace."""
        at, begun = 0, False
        for step in steps:
            if step.at > at or not begun:
                piece = self._slice(run, at, step.at, first=not begun)
                begun = True
                if self._has_content(piece):
                    yield piece
                at = max(at, step.at)
            if step.mark is not None:
                yield from self._marked(step.mark)
            if step.change is not None:
                yield from self._changed(run, step.change, tracked=tracked)
                at = step.change.end
        yield self._slice(run, at, len(self._text(run)), last=True)

    def _changed(
        self, run: etree._Element, change: TrackedChange, *, tracked: bool
    ) -> Iterator[etree._Element]:
        if tracked and change.end > change.start:
            yield self._tracked("del", self._slice(run, change.start, change.end))
        if change.replacement:
            new = self._new_run(run, change.replacement)
            yield self._tracked("ins", new) if tracked else new

    def _marked(self, mark: CommentMark) -> Iterator[etree._Element]:
        """Where a comment begins; where it ends, with the sign that refers to it."""
        edge = etree.Element(f"{self._w}commentRange{'End' if mark.ends else 'Start'}")
        edge.set(f"{self._w}id", str(mark.number))
        yield edge
        if mark.ends:
            sign = etree.Element(f"{self._w}r")
            reference = etree.SubElement(sign, f"{self._w}commentReference")
            reference.set(f"{self._w}id", str(mark.number))
            yield sign

    def _has_content(self, piece: etree._Element) -> bool:
        return any(self._name(child) != "rPr" for child in piece)

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
        wrapper.set(f"{self._w}author", AUTHOR)
        self._ids += 1
        if kind == "del":
            for words in run.findall(f"{self._w}t"):
                words.tag = f"{self._w}delText"
        wrapper.append(run)
        return wrapper
