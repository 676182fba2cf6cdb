"""The manuscript as HTML: every block with its remarks beside it and its words marked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from fabula.checks.framework.finding import LEVELS, Finding
from fabula.checks.framework.topics import plain_name
from fabula.display import Markup, element, escaped, joined
from fabula.export.places import Places
from fabula.export.suggestion import suggestion
from fabula.manuscript.model import Block, Manuscript
from fabula.manuscript.spans import Span

__all__ = ["Anchor", "manuscript_html"]

_LONGEST_QUOTE = 180
"""Code points of a passage that a remark quotes before it is cut short in the middle."""


_MOST_NUMBERS = 50
"""Findings told of one stretch of words that many mark."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span that something on the page links to; ``id`` is the element's."""

    span: Span
    id: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span marked in the text: by finding ``number``, as its words or as its evidence."""

    span: Span
    number: int
    id: str
    level: str


def manuscript_html(
    manuscript: Manuscript,
    findings: Sequence[Finding],
    anchors: Sequence[Anchor],
    *,
    answerable: bool = False,
) -> Markup:
    """All chapters as sections: a row for each block, with its remarks in the margin.

    ``answerable``: each remark has a button that lets it stand.
    """
    page = _Page(manuscript, findings, anchors, answerable=answerable)
    blocks = enumerate(manuscript.blocks)
    chapters = groupby(blocks, key=lambda pair: manuscript.chapter_at(pair[1].span.start))
    return joined(
        *(
            element(
                "section",
                *(page.row(index, block) for index, block in rows),
                class_="chapter",
                id=f"chapter-{chapter}",
            )
            for chapter, rows in chapters
        )
    )


def _set(words: Markup, *, italic: bool) -> Markup:
    return element("em", words) if italic else words


class _Page:
    """What stands where: marks and anchors by block, notes by the block they begin in."""

    def __init__(
        self,
        manuscript: Manuscript,
        findings: Sequence[Finding],
        anchors: Sequence[Anchor],
        *,
        answerable: bool,
    ) -> None:
        self.manuscript = manuscript
        levels = [max(b.level, 1) for b in manuscript.blocks if b.kind == "heading"]
        self._least = min(levels, default=1)
        self._places = Places(manuscript)
        self._answerable = answerable
        self.marks: defaultdict[int, list[_Mark]] = defaultdict(list)
        self.anchors: defaultdict[int, list[Anchor]] = defaultdict(list)
        self.notes: defaultdict[int, list[Markup]] = defaultdict(list)
        self._given: set[str] = set()  # ids already on the page
        for number, finding in enumerate(findings, start=1):
            self._add_finding(number, finding)
        for anchor in anchors:
            self.anchors[self._block(anchor.span.start)].append(anchor)
        self.italics: defaultdict[int, list[Span]] = defaultdict(list)
        for span in manuscript.italics:
            self.italics[self._block(span.start)].append(span)

    def _block(self, offset: int) -> int:
        return max(self.manuscript.block_at(offset), 0)

    def _add_finding(self, number: int, finding: Finding) -> None:
        self._mark(_Mark(finding.span, number, f"m{number}", finding.level))
        for place, evidence in enumerate(finding.evidence):
            self._mark(_Mark(evidence.span, number, f"e{number}-{place}", "evidence"))
        self.notes[self._block(finding.span.start)].append(self._note(number, finding))

    def _mark(self, mark: _Mark) -> None:
        last = max(mark.span.start, mark.span.end - 1)
        for block in range(self._block(mark.span.start), self._block(last) + 1):
            self.marks[block].append(mark)

    def row(self, index: int, block: Block) -> Markup:
        """One block with its remarks beside it."""
        words = self._words(index, block.span)
        if block.kind == "heading":
            level = max(block.level, 1) - self._least + 2  # none is left out below the title's h1
            body = element(f"h{min(level, 6)}", words, dir="auto")
        elif block.kind == "break":
            body = element("p", words, class_="break", role="separator", aria_label="scene break")
        else:
            body = element("p", words, dir="auto")
        notes = self.notes.get(index, [])
        if not notes:
            return element("div", body, class_="row", id=f"b{index}")
        aside = element("div", *notes, class_="notes", role="group", aria_label="Remarks")
        return element("div", body, aside, class_="row", id=f"b{index}")

    def _words(self, index: int, block: Span) -> Markup:
        marks, anchors = self.marks.get(index, []), self.anchors.get(index, [])
        italics = self.italics.get(index, [])
        if not marks and not anchors and not italics:
            return escaped(block.text(self.manuscript.text))
        cuts = {block.start, block.end}
        for span in (m.span for m in marks):
            cuts |= {min(max(span.start, block.start), block.end), min(span.end, block.end)}
        for span in (*(a.span for a in anchors), *italics):
            cuts |= {span.start, min(span.end, block.end)}
        edges = sorted(cut for cut in cuts if block.start <= cut <= block.end)
        pieces = [Span(start, end) for start, end in pairwise(edges)]
        over = _covering(pieces, [m.span for m in marks])
        inside = _covering(pieces, [a.span for a in anchors])
        slanted = _covering(pieces, italics)
        return joined(
            *(
                _set(
                    self._piece(piece, [marks[m] for m in some], [anchors[a] for a in others]),
                    italic=bool(italic),
                )
                for piece, some, others, italic in zip(pieces, over, inside, slanted, strict=True)
            )
        )

    def _piece(self, piece: Span, over: Sequence[_Mark], inside: Sequence[Anchor]) -> Markup:
        text = piece.text(self.manuscript.text)
        here = dict.fromkeys([*(m.id for m in over), *(a.id for a in inside)])
        begun = [id_ for id_ in here if id_ not in self._given]
        self._given.update(begun)
        if not over and not begun:
            return escaped(text)
        found = [m for m in over if m.level != "evidence"]
        own_id, *others = [*begun, *([] if begun else [""])]
        links = [element("span", id=other) for other in others]
        attributes = {
            "id": own_id or None,
            "data_e": _numbers([m for m in over if m.level == "evidence"]) or None,
        }
        if not found:
            name = "ev" if over else "at"
            return joined(*links, element("span", text, class_=name, **attributes))
        gravest = min(found, key=lambda m: LEVELS.index(m.level))
        mark = element(
            "a",
            text,
            class_=f"mark {gravest.level}",
            href=f"#n{found[-1].number}",
            data_n=_numbers(found),
            aria_describedby=f"n{found[-1].number}",
            **attributes,
        )
        return joined(*links, mark)

    def _note(self, number: int, finding: Finding) -> Markup:
        parts: list[str] = [
            element(
                "a",
                element("span", finding.level, class_="level"),
                " ",
                element("span", plain_name(finding.check), class_="name"),
                href=f"#m{number}",
                class_="what",
                id=f"w{number}",
            ),
            " ",
            element("p", finding.message, class_="message", dir="auto"),
        ]
        if finding.evidence:
            parts.append(element("ul", *self._evidence(number, finding), class_="evidence"))
        parts += self._edits(finding)
        if self._answerable:
            parts.append(_answers(finding))
        return element(
            "article",
            *parts,
            class_=f"remark {finding.level}",
            id=f"n{number}",
            tabindex="-1",
            aria_labelledby=f"w{number}",
            data_check=finding.check,
            data_level=finding.level,
        )

    def _evidence(self, number: int, finding: Finding) -> Iterator[Markup]:
        for place, evidence in enumerate(finding.evidence):
            words = _cut(evidence.span.text(self.manuscript.text))
            link = element("a", element("q", words), href=f"#e{number}-{place}", dir="auto")
            said = f" {evidence.note}" if evidence.note else ""
            where = f" {self._places.words(evidence.span.start)}"
            yield element("li", link, said, element("span", where, class_="quiet"))

    def _edits(self, finding: Finding) -> Iterator[Markup]:
        if finding.edits:
            before, after = suggestion(self.manuscript, finding)
            old, new = element("del", _cut(before)), element("ins", _cut(after))
            yield element("p", old, " → " if after.strip() else "", new, class_="edit", dir="auto")


def _answers(finding: Finding) -> Markup:
    """What a writer can say to a remark."""
    named, buttons = finding.fingerprint, []
    if finding.edits:
        buttons.append(
            element("button", "Accept", type="button", aria_pressed="false", data_accept=named)
        )
    buttons.append(element("button", "Let it stand", type="button", data_stet=named))
    return element("div", *buttons, class_="answers")


def _covering(pieces: Sequence[Span], spans: Sequence[Span]) -> Iterator[list[int]]:
    """For each piece, in order, which of the spans hold it whole; no span ends inside a piece."""
    order = sorted(range(len(spans)), key=lambda i: spans[i].start)
    at = 0
    active: list[int] = []
    for piece in pieces:
        while at < len(order) and spans[order[at]].start <= piece.start:
            active.append(order[at])
            at += 1
        active = sorted(i for i in active if spans[i].end >= piece.end)
        yield active


def _numbers(marks: Sequence[_Mark]) -> str:
    """The numbers of the findings that mark some words; of very many, the last."""
    return " ".join(str(mark.number) for mark in marks[-_MOST_NUMBERS:])


def _cut(words: str) -> str:
    if len(words) <= _LONGEST_QUOTE:
        return words
    half = _LONGEST_QUOTE // 2
    return f"{words[:half]} … {words[-half:]}"
