"""A copy of a draft with remarks as comments beside its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fabula.checks.framework.finding import Finding
from fabula.display import counted
from fabula.export.marking import Marking
from fabula.export.places import Places
from fabula.export.remarks import remark_paragraphs
from fabula.manuscript.model import Manuscript

__all__ = ["Commented", "Comments", "comments_taken"]


@dataclass(frozen=True, slots=True)
class Comments:
    """What a document was marked with: the paragraphs of each comment, by its number.

    ``applied``: the corrections taken in; ``placed`` and ``unplaced``: the findings whose words,
    or at least whose paragraph, the document holds, and the others.
    """

    texts: Mapping[int, Sequence[str]]
    applied: tuple[Finding, ...]
    placed: tuple[Finding, ...]
    unplaced: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Commented:
    """The bytes of a copy, and what stands in it."""

    data: bytes
    comments: Comments

    def __repr__(self) -> str:
        said = counted(len(self.comments.placed), "comment")
        return f"<Commented: {said}, {counted(len(self.comments.applied), 'correction')}>"


def comments_taken(
    manuscript: Manuscript,
    marking: Marking,
    findings: Sequence[Finding],
    corrections: Iterable[Finding],
    first: int = 1,
) -> Comments:
    """Take in the corrections, and a comment on each finding, numbered from ``first``.

    A finding whose own words have no place in the document is said of their paragraph.
    """
    applied = tuple(f for f in corrections if marking.take(manuscript, f.edits))
    corrected, places = set(map(id, applied)), Places(manuscript)
    texts: dict[int, Sequence[str]] = {}
    placed: list[Finding] = []
    unplaced: list[Finding] = []
    for finding in findings:
        number = first + len(placed)
        around = manuscript.block_span_at(finding.span.start)
        if not any(marking.mark(manuscript, span, number) for span in (finding.span, around)):
            unplaced.append(finding)
            continue
        corrects = id(finding) in corrected
        texts[number] = remark_paragraphs(manuscript, places, finding, corrected=corrects)
        placed.append(finding)
    return Comments(texts, applied, tuple(placed), tuple(unplaced))
