"""A draft corrected: its sure corrections put in, proved, and written where the writer says."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.sure import is_sure
from fabula.display import counted, one_line
from fabula.export.corrected import Corrected, correct_text
from fabula.export.twin import twin_named
from fabula.files.locks import alone
from fabula.files.writing import write_file, write_free
from fabula.manuscript import kinds, load
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript

__all__ = ["Correction", "correct"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected, where it was written (None where nothing was), and what remains."""

    corrected: Corrected
    target: Path | None
    remaining: tuple[Finding, ...]

    def __repr__(self) -> str:
        where = f" in {one_line(str(self.target))}" if self.target else ""
        left = f"{counted(len(self.remaining), 'remark')} left"
        return f"<Correction: {counted(len(self.corrected.applied), 'correction')}{where}, {left}>"


def correct(
    manuscript: Manuscript,
    findings: Sequence[Finding],
    asked_for: frozenset[str] = frozenset(),
    *,
    in_place: bool = False,
) -> Correction:
    """Put the sure corrections of a draft in; others only where their check was asked for by name.

    Writes a new file beside the draft, which those can read who can read the draft, or
    with ``in_place`` the draft itself. Raises `FabulaError` when that cannot be done safely.
    """
    path = Path(manuscript.path)
    if not path.is_file():
        raise FabulaError(
            f"{manuscript.path}: only a draft that is one file can be corrected",
            code="not-one-file",
        )
    data = _unchanged(path, manuscript)
    twin = twin_named(kinds.reader_of(data, manuscript.path, kinds.suffix_of(path)).twin)
    if in_place and not twin.in_place:
        raise FabulaError(
            f"{path}: only text, Markdown and HTML drafts can be changed themselves",
            code="not-in-place",
        )
    chosen = [f for f in findings if f.edits and (is_sure(f) or f.check in asked_for)]
    result = twin.correct(manuscript, data, chosen)
    if twin.keeps_format:
        _prove(manuscript, result, path)
    applied = set(map(id, result.applied))
    remaining = tuple(f for f in findings if id(f) not in applied)
    if not result.applied:
        return Correction(result, None, remaining)
    if in_place:
        with alone(path):
            _unchanged(path, manuscript)
            write_file(path, result.data)
        return Correction(result, path, remaining)
    suffix = path.suffix if twin.keeps_format else ".txt"
    target = write_free(_beside(path, suffix), result.data, like=path)
    return Correction(result, target, remaining)


def _unchanged(path: Path, manuscript: Manuscript) -> bytes:
    """The bytes of the draft; raises `FabulaError` if they are not those that were read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FabulaError(f"{path}: cannot be read again ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != manuscript.sha256:
        raise FabulaError(f"{path}: it was changed while it was being checked; run this again")
    return data


def _prove(manuscript: Manuscript, result: Corrected, path: Path) -> None:
    """Read the corrected source and compare: only the corrections may have changed the text."""
    expected = correct_text(manuscript, result.applied).after
    found = load.from_bytes(result.data, str(path)).text
    if found.split() != expected.split():
        raise FabulaError(
            f"{path}: the corrections cannot be put into its markup safely; nothing was written"
        )


def _beside(path: Path, suffix: str) -> Iterator[Path]:
    """Names beside the draft, of which the first that is free is taken."""
    yield path.with_name(f"{path.stem}.corrected{suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.corrected-{number}{suffix}")
