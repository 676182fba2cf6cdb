"""What a check says: where, how grave, why, on what evidence, and what would mend it."""

from dataclasses import dataclass, replace
from typing import Literal

from fabula.display import cut_short
from fabula.manuscript.spans import Span

__all__ = ["LEVELS", "Edit", "Evidence", "Finding", "Level"]

Level = Literal["error", "query", "note"]
_SHOWN = 100
"""Code points of a message that are printed."""
LEVELS: tuple[Level, ...] = ("error", "query", "note")


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A passage that supports a finding, and what it shows."""

    span: Span
    note: str


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The smallest change that would remove the finding."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of a copy editor.

    ``fingerprint`` identifies the finding by its check and the words around it,
    not by position, so that it survives edits elsewhere; the runner fills it in.
    """

    check: str
    level: Level
    span: Span
    message: str
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()
    confidence: float = 1.0
    fingerprint: str = ""

    def within(self, span: Span) -> "Finding | None":
        """This remark as one of a stretch of the text alone, by offsets there.

        None where its words or its edits reach beyond; evidence that does is left out.
        """
        if not all(map(span.contains, (self.span, *(edit.span for edit in self.edits)))):
            return None
        return replace(
            self,
            span=self.span.moved(-span.start),
            edits=tuple(replace(e, span=e.span.moved(-span.start)) for e in self.edits),
            evidence=tuple(
                replace(e, span=e.span.moved(-span.start))
                for e in self.evidence
                if span.contains(e.span)
            ),
        )

    def __repr__(self) -> str:
        where = f"{self.span.start}–{self.span.end}"
        return f"<Finding {self.level} {self.check} {where}: {cut_short(self.message, _SHOWN)}>"
