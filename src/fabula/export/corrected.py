"""A draft with corrections put in: the edits that findings offer, and nothing else.

In a text format (plain text, Markdown, HTML) the edits go into the source itself,
through the source map, so that markup, line ends and encoding stay as they are. In
Word and OpenDocument texts they become tracked changes. Other formats give the corrected plain
text. Which of these a draft gets, its reader says: see `fabula.export.twin`.
"""

import codecs
import html
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fabula.checks.framework.finding import Edit, Finding
from fabula.display import counted
from fabula.manuscript.decode import decode
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = [
    "Corrected",
    "compatible_findings",
    "correct_document",
    "correct_source",
    "correct_text",
]

_ENCODINGS = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "cp1252"),
    (b"", "mac_roman"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)

_Change = tuple[int, int, str]
Tracked = Callable[[Manuscript, bytes, Iterable[Finding]], tuple[bytes, tuple[Finding, ...]]]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The text with the edits in it, the findings they are of, and the bytes to write."""

    after: str
    applied: tuple[Finding, ...]
    data: bytes

    def __repr__(self) -> str:
        return f"<Corrected: {counted(len(self.applied), 'correction')}>"


def correct_text(manuscript: Manuscript, findings: Iterable[Finding]) -> Corrected:
    """The corrected plain text, as UTF-8."""
    applied, edits = _compatible(findings)
    changes = [(e.span.start, e.span.end, e.replacement) for e in edits]
    after = _applied(manuscript.text, changes)
    return Corrected(after, applied, after.encode("utf-8", "replace"))


def correct_document(
    manuscript: Manuscript, data: bytes, findings: Iterable[Finding], tracked: Tracked
) -> Corrected:
    """The corrected document, its corrections as tracked changes; ``after`` is its text.

    ``tracked`` puts findings' edits, which do not touch one another, into the document, and
    gives its bytes and the findings that went in.
    """
    written, applied = tracked(manuscript, data, compatible_findings(findings))
    after = correct_text(manuscript, applied).after
    return Corrected(after, applied, written)


def correct_source(
    manuscript: Manuscript, data: bytes, findings: Iterable[Finding], *, markup: bool = False
) -> Corrected:
    """The corrected source of a text-format draft; ``data`` is the file as it was read.

    ``markup``: the source is a page of HTML, in which ``&`` and ``<`` are written as entities.
    Raises `FabulaError` when the file cannot be written back as it was (an encoding
    that does not survive the round trip, or a letter that it has no code for).
    """
    source = decode(data, manuscript.path)
    mark, encoding = _encoding(data, source, manuscript.path)
    applied, edits = _compatible(findings)
    changes = [change for edit in edits for change in _in_source(manuscript, edit, source, markup)]
    after = _applied(source, changes)
    try:
        written = mark + after.encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start : error.start + 1]
        raise FabulaError(
            f'{manuscript.path}: its encoding ({encoding}) has no "{letter}"; '
            "save it as UTF-8 first"
        ) from error
    return Corrected(after, applied, written)


def compatible_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings whose edits can go in together, surest first where two collide."""
    return _compatible(findings)[0]


def _compatible(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], list[Edit]]:
    applied: list[Finding] = []
    taken: list[Edit] = []
    for finding in sorted(findings, key=lambda f: (-f.confidence, f.span)):
        if finding.edits and all(_is_free(edit, taken) for edit in finding.edits):
            applied.append(finding)
            for edit in finding.edits:
                insort(taken, edit)
    return tuple(sorted(applied, key=lambda f: f.span)), taken


def _is_free(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether the edit touches none of those taken, which are in order and apart."""
    at = bisect_left(taken, edit)
    return not any(_collide(edit, near) for near in taken[max(at - 1, 0) : at + 1])


def _collide(one: Edit, other: Edit) -> bool:
    first, second = sorted((one.span, other.span))
    return second.start < first.end or first.start == second.start


def _applied(text: str, changes: Sequence[_Change]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, replacement in sorted(changes):
        pieces += (text[at:start], replacement)
        at = end
    return "".join(pieces) + text[at:]


def _encoding(data: bytes, source: str, path: str) -> tuple[bytes, str]:
    """The byte order mark and encoding with which this text gives exactly these bytes."""
    for mark, encoding in _ENCODINGS:
        try:
            if mark + source.encode(encoding) == data:
                return mark, encoding
        except UnicodeEncodeError:
            continue
    raise FabulaError(
        f"{path}: its encoding is damaged or unusual, so it cannot be written back safely; "
        "save it as UTF-8 first"
    )


def _in_source(manuscript: Manuscript, edit: Edit, source: str, markup: bool) -> list[_Change]:
    """The edit as changes to the source; markup between the pieces of its span stays."""
    replacement = html.escape(edit.replacement, quote=False) if markup else edit.replacement
    if "\r\n" in source:
        replacement = replacement.replace("\n", "\r\n")
    if not len(edit.span):
        at = _insertion(manuscript, edit.span.start)
        return [(at, at, replacement)]
    places = manuscript.source.places(edit.span)
    if not places:
        raise FabulaError(f"{manuscript.path}: nothing to replace at {edit.span.start}")
    first, *others = (place.source for place in places)
    return [(first.start, first.end, replacement), *((s.start, s.end, "") for s in others)]


def _insertion(manuscript: Manuscript, offset: int) -> int:
    """The offset in the source that stands for one in the text: after the letter before it."""
    if offset > 0:
        before = manuscript.source.places(Span(offset - 1, offset))
        if before:
            return before[-1].source.end
    after = manuscript.source.places(Span(offset, min(offset + 1, len(manuscript.text))))
    return after[0].source.start if after else 0
