"""Stet: remarks the writer has answered with "no, I meant that".

A Word or AO3 draft cannot carry inline comments, so the answers are kept beside it,
in a file named ``fabula.stet``: one fingerprint a line, and after it whatever helps
a person to know the remark again. The answers that count for a draft are those in
its own folder and in the folders above it, as with ``fabula.toml``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula.manuscript.errors import FabulaError

__all__ = [
    "FINGERPRINT_DIGITS",
    "STET_FILE",
    "Answer",
    "answers",
    "parse_answers",
    "render_answers",
    "stet_files",
]

STET_FILE = "fabula.stet"

FINGERPRINT_DIGITS = 16
"""Hexadecimal digits of a fingerprint, as `fabula.checks.fingerprint` makes them."""

_FINGERPRINT = re.compile(rf"[0-9a-f]{{{FINGERPRINT_DIGITS}}}")

_HEADER = (
    "# Remarks the writer has let stand.\n"
    "# One fingerprint a line; what follows it is only for people to read.\n"
)

_LARGEST = 4_000_000
"""Bytes beyond which a stet file is taken for something else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One remark let stand: its fingerprint, and a note of what it was about."""

    fingerprint: str
    note: str = ""


def stet_files(folder: Path) -> tuple[Path, ...]:
    """The stet files that count in a folder: its own and those of the folders above it."""
    here = folder.resolve()
    found = (parent / STET_FILE for parent in (here, *here.parents))
    return tuple(path for path in found if path.is_file())


def answers(path: Path) -> tuple[Answer, ...]:
    """The answers in a stet file; raises `FabulaError` when it cannot be read as one."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FabulaError(f"{path}: too large for a stet file")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise FabulaError(f"{path}: cannot be read ({reason})") from error
    return parse_answers(text, path=str(path))


def parse_answers(text: str, *, path: str = STET_FILE) -> tuple[Answer, ...]:
    """The answers in the text of a stet file.

    Raises `FabulaError` naming the line that does not begin with a fingerprint.
    """
    return tuple(_lines(text, path))


def _lines(text: str, path: str) -> Iterator[Answer]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        fingerprint, _, note = line.strip().partition(" ")
        if not _FINGERPRINT.fullmatch(fingerprint.lower()):
            raise FabulaError(f'{path}, line {number}: "{fingerprint[:40]}" is not a fingerprint')
        yield Answer(fingerprint.lower(), " ".join(note.split()))


def render_answers(kept: Iterable[Answer]) -> str:
    """The text of a stet file holding these answers, each fingerprint once."""
    rows = {answer.fingerprint: answer for answer in kept}
    lines = (f"{a.fingerprint}  {a.note}".rstrip() for a in rows.values())
    return _HEADER + "".join(f"{line}\n" for line in lines)
