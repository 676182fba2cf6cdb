"""``fabula check --fix``: corrections shown as a diff, and written where the writer says."""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from fabula.cli.output import is_terminal, one_line
from fabula.cli.screen import render
from fabula.export.counts import counted
from fabula.files.locks import alone
from fabula.files.writing import write_file, write_free
from fabula.manuscript.errors import FabulaError

if TYPE_CHECKING:
    from fabula.checks.finding import Finding
    from fabula.export.corrected import Corrected
    from fabula.manuscript.model import Manuscript

__all__ = ["Fixed", "fix"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a fix did: the diff as text for the screen, and the findings that remain."""

    shown: str
    remaining: "tuple[Finding, ...]"


def fix(
    manuscript: "Manuscript",
    findings: "Sequence[Finding]",
    asked_for: frozenset[str],
    *,
    in_place: bool,
) -> Fixed:
    """Put the corrections of a draft in; a query's only where its check was asked for by name.

    Writes a new file beside the draft, or with ``in_place`` the draft itself. Raises
    `FabulaError` when that cannot be done safely.
    """
    from fabula.export.twin import twin_named
    from fabula.manuscript import kinds

    path = Path(manuscript.path)
    if not path.is_file():
        raise FabulaError(f"{manuscript.path}: --fix works on one draft that is a file")
    data = _unchanged(path, manuscript)
    twin = twin_named(kinds.reader_of(data, manuscript.path, kinds.suffix_of(path)).twin)
    if in_place and not twin.in_place:
        raise FabulaError(
            f"{path}: --in-place works on text, Markdown and HTML drafts; "
            "without it, --fix writes a new file beside the draft"
        )
    chosen = [f for f in findings if f.edits and (f.level == "error" or f.check in asked_for)]
    result = twin.correct(manuscript, data, chosen)
    if twin.keeps_format:
        _prove(manuscript, result, path)
    suffix = path.suffix if twin.keeps_format else ".txt"
    remaining = tuple(f for f in findings if f not in result.applied)
    if not result.applied:
        return Fixed("No correction is sure enough to make.\n", remaining)
    if in_place:
        target = path
        with alone(path):
            _unchanged(path, manuscript)
            write_file(path, result.data)
    else:
        target = write_free(_beside(path, suffix), result.data, like=path)
    return Fixed(_show(result, path, target, remaining), remaining)


def _unchanged(path: Path, manuscript: "Manuscript") -> bytes:
    """The bytes of the draft; raises `FabulaError` if they are not those that were read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FabulaError(f"{path}: cannot be read again ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != manuscript.sha256:
        raise FabulaError(f"{path}: it was changed while it was being checked; run this again")
    return data


def _prove(manuscript: "Manuscript", result: "Corrected", path: Path) -> None:
    """Read the corrected source and compare: only the corrections may have changed the text."""
    from fabula.export.corrected import correct_text
    from fabula.manuscript import load

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


def _show(result: "Corrected", path: Path, target: Path, remaining: "Sequence[Finding]") -> str:
    from fabula.export.corrected import diff_lines

    lines = diff_lines(result, str(path), str(target))
    closing = (
        f"{counted(len(result.applied), 'correction')} written to {one_line(str(target))}; "
        f"{counted(len(remaining), 'remark')} left for you"
    )
    if not is_terminal(sys.stdout):  # a diff that other programs can read is not wrapped
        return "\n".join([*lines, "", closing]) + "\n"
    return render([*map(_diff_row, lines), Text(f"\n{closing}")], to_file=False)


def _diff_row(line: str) -> Text:
    colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
    return Text(line[:1] + one_line(line[1:]), style=colour)
