"""A draft written back, corrected or with comments: proved, and written where the writer says."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.sure import is_sure
from fabula.display import counted, one_line
from fabula.export.commented import Commented
from fabula.export.corrected import Corrected, compatible_findings, correct_text
from fabula.export.twin import Twin, twin_named
from fabula.files.locks import alone
from fabula.files.writing import write_file, write_free
from fabula.manuscript import kinds, load
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import parts_of_book
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = [
    "Commentary",
    "CorrectedDraft",
    "comment",
    "correct",
    "correct_book",
    "keeps_layout",
]


@dataclass(frozen=True, slots=True)
class CorrectedDraft:
    """What was corrected, where it was written (None where nothing was), and what remains."""

    corrected: Corrected
    target: Path | None
    remaining: tuple[Finding, ...]

    def __repr__(self) -> str:
        where = f" in {one_line(str(self.target))}" if self.target else ""
        left = f"{counted(len(self.remaining), 'remark')} left"
        return f"<Correction: {counted(len(self.corrected.applied), 'correction')}{where}, {left}>"


@dataclass(frozen=True, slots=True)
class Commentary:
    """A copy of a draft with remarks beside its words, and where it was written."""

    commented: Commented
    target: Path

    def __repr__(self) -> str:
        return f"<Commentary: {self.commented!r} in {one_line(str(self.target))}>"


def correct(
    manuscript: Manuscript,
    findings: Sequence[Finding],
    asked_for: frozenset[str] = frozenset(),
    *,
    in_place: bool = False,
    agreed: Callable[[Finding], bool] = lambda _: True,
) -> CorrectedDraft:
    """Put the sure corrections of a draft in; others only where their check was asked for by name.

    ``agreed`` is asked of each, in the order of the text.

    Writes a new file beside the draft, which those can read who can read the draft, or
    with ``in_place`` the draft itself. Raises `FabulaError` when that cannot be done safely.
    """
    path, data, twin = _draft(manuscript)
    if in_place and not twin.in_place:
        raise FabulaError(
            f"{path}: only text, Markdown and HTML drafts can be changed themselves",
            code="not-in-place",
        )
    chosen = [f for f in compatible_findings(_chosen(findings, asked_for)) if agreed(f)]
    result = twin.correct(manuscript, data, chosen)
    if twin.keeps_format:
        _prove(manuscript, result.data, result.applied, path)
    applied = set(map(id, result.applied))
    remaining = tuple(f for f in findings if id(f) not in applied)
    if not result.applied:
        return CorrectedDraft(result, None, remaining)
    if in_place:
        with alone(path):
            _unchanged(path, manuscript)
            write_file(path, result.data)
        return CorrectedDraft(result, path, remaining)
    suffix = path.suffix if twin.keeps_format else ".txt"
    target = write_free(_beside(path, "corrected", suffix), result.data, like=path)
    return CorrectedDraft(result, target, remaining)


def correct_book(
    manuscript: Manuscript,
    paths: Sequence[str],
    findings: Sequence[Finding],
    asked_for: frozenset[str] = frozenset(),
    *,
    in_place: bool = False,
    agreed: Callable[[Manuscript, Finding], bool] = lambda _, __: True,
) -> tuple[tuple[Manuscript, CorrectedDraft], ...]:
    """`correct` for each file of a book, which the paths make; every file with its correction.

    ``agreed`` is asked with the file of each correction. What reaches from one file into
    the next, or stands nowhere in one, is not corrected. Raises `FabulaError` before anything
    is written where a file has changed since, or cannot be written back.
    """
    parts = [(Span(at, at + len(part.text)), part) for at, part in parts_of_book(paths)]
    for span, part in parts:
        if span.text(manuscript.text) != part.text:
            raise FabulaError(
                f"{part.path}: it was changed while it was being checked", code="changed-since"
            )
        _draft(part)
    done = []
    for span, part in parts:
        own = [one for finding in findings if (one := finding.within(span)) is not None]
        ask = partial(agreed, part)
        done.append((part, correct(part, own, asked_for, in_place=in_place, agreed=ask)))
    return tuple(done)


def keeps_layout(manuscript: Manuscript) -> bool:
    """Whether a corrected copy of the draft is of its format; otherwise it is plain text."""
    return _draft(manuscript)[2].keeps_format


def comment(
    manuscript: Manuscript,
    findings: Sequence[Finding],
    asked_for: frozenset[str] = frozenset(),
    *,
    target: Path | None = None,
) -> Commentary:
    """Write a copy of a draft with a comment for each remark, its sure corrections tracked.

    Which corrections are put in is as in `correct`. The copy is a new file beside the draft,
    or the ``target``, which is written over. Raises `FabulaError` for a format that has no
    comments, and when the copy cannot be made safely.
    """
    path, data, twin = _draft(manuscript)
    if twin.comment is None:
        raise FabulaError(
            f"{path}: only Word and OpenDocument drafts can hold comments", code="no-comments"
        )
    chosen = compatible_findings(_chosen(findings, asked_for))
    result = twin.comment(manuscript, data, findings, chosen)
    _prove(manuscript, result.data, result.comments.applied, path)
    if target is None:
        target = write_free(_beside(path, "remarks", path.suffix), result.data, like=path)
    else:
        write_file(target, result.data, like=path)
    return Commentary(result, target)


def _draft(manuscript: Manuscript) -> tuple[Path, bytes, Twin]:
    """The draft's file, its bytes, and how its kind is written back."""
    path = Path(manuscript.path)
    if not path.is_file():
        raise FabulaError(
            f"{manuscript.path}: only a draft that is one file can be written back",
            code="not-one-file",
        )
    data = _unchanged(path, manuscript)
    return (
        path,
        data,
        twin_named(kinds.reader_of(data, manuscript.path, kinds.suffix_of(path)).twin),
    )


def _chosen(findings: Sequence[Finding], asked_for: frozenset[str]) -> list[Finding]:
    return [f for f in findings if f.edits and (is_sure(f) or f.check in asked_for)]


def _unchanged(path: Path, manuscript: Manuscript) -> bytes:
    """The bytes of the draft; raises `FabulaError` if they are not those that were read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FabulaError(f"{path}: cannot be read again ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != manuscript.sha256:
        raise FabulaError(
            f"{path}: it was changed while it was being checked", code="changed-since"
        )
    return data


def _prove(manuscript: Manuscript, written: bytes, applied: Sequence[Finding], path: Path) -> None:
    """Read the written source and compare: only the corrections may have changed the text."""
    expected = correct_text(manuscript, applied).after
    found = load.from_bytes(written, str(path)).text
    if found.split() != expected.split():
        raise FabulaError(f"{path}: its markup cannot be changed safely; nothing was written")


def _beside(path: Path, what: str, suffix: str) -> Iterator[Path]:
    """Names beside the draft, of which the first that is free is taken."""
    yield path.with_name(f"{path.stem}.{what}{suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.{what}-{number}{suffix}")
