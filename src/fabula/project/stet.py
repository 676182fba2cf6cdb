"""Stet: remarks the writer has answered with "no, I meant that".

A Word or AO3 draft cannot carry inline comments, so the answers are kept beside it,
in a file named ``fabula.stet``: one fingerprint a line, and after it whatever helps
a person to know the remark again. The answers that count for a draft are those in
its own folder and in the folders above it, as with ``fabula.toml``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula.files.locks import alone
from fabula.files.writing import write_file
from fabula.manuscript.errors import FabulaError
from fabula.project.settings import folders_from

__all__ = [
    "FINGERPRINT_DIGITS",
    "STET_FILE",
    "StetAnswer",
    "answers",
    "keep",
    "parse_answers",
    "stet_files",
    "take_back",
]

STET_FILE = "fabula.stet"

FINGERPRINT_DIGITS = 16
"""Hexadecimal digits of a fingerprint, as `fabula.checks.framework.fingerprint` makes them."""

_FINGERPRINT = re.compile(rf"[0-9a-f]{{{FINGERPRINT_DIGITS}}}")

_HEADER = (
    "# Remarks the writer has let stand.\n"
    "# One fingerprint a line; what follows it is only for people to read.\n"
)

_LARGEST = 4_000_000
"""Bytes beyond which a stet file is taken for something else."""


@dataclass(frozen=True, slots=True)
class StetAnswer:
    """One remark let stand: its fingerprint, and a note of what it was about."""

    fingerprint: str
    note: str = ""


def stet_files(folder: Path) -> tuple[Path, ...]:
    """The stet files that count in a folder: its own and those of the folders above it."""
    found = (parent / STET_FILE for parent in folders_from(folder))
    return tuple(path for path in found if path.is_file())


def answers(path: Path) -> tuple[StetAnswer, ...]:
    """The answers in a stet file; raises `FabulaError` when it cannot be read as one."""
    return parse_answers(_read(path).removeprefix("\ufeff"), path=str(path))


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise FabulaError(f"{path}: cannot be read (it is not a file)")
        if path.stat().st_size > _LARGEST:
            raise FabulaError(f"{path}: too large for a stet file")
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise FabulaError(f"{path}: cannot be read ({reason})") from error


def parse_answers(text: str, *, path: str = STET_FILE) -> tuple[StetAnswer, ...]:
    """The answers in the text of a stet file.

    Raises `FabulaError` naming the line that does not begin with a fingerprint.
    """
    return tuple(_lines(text, path))


def _lines(text: str, path: str) -> Iterator[StetAnswer]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        fingerprint, _, note = line.strip().partition(" ")
        if not _FINGERPRINT.fullmatch(fingerprint.lower()):
            raise FabulaError(f'{path}, line {number}: "{fingerprint[:40]}" is not a fingerprint')
        yield StetAnswer(fingerprint.lower(), " ".join(note.split()))


def keep(path: Path, answer: StetAnswer) -> None:
    """Add an answer to a stet file, or begin one with it; everything else in it stays.

    An answer given before gets the new note, in its place. Several runs may keep
    answers at once. Raises `FabulaError` when the file cannot be read or written.
    """

    def change(text: str) -> str:
        line = f"{answer.fingerprint}  {answer.note}".rstrip()
        lines = (text or _HEADER).splitlines(keepends=True)
        end = "\r\n" if lines[0].endswith("\r\n") else "\n"
        known = [i for i, old in enumerate(lines) if _fingerprint(old) == answer.fingerprint]
        if known:
            lines[known[0]] = line + end
            return "".join(one for i, one in enumerate(lines) if i not in known[1:])
        if not lines[-1].endswith("\n"):
            lines[-1] += end
        return "".join([*lines, line + end])

    _change(path, change)


def take_back(path: Path, digits: str) -> str:
    """Take the one answer that begins with these digits out of a stet file; give it back whole.

    Raises `FabulaError` when there is none or more than one, or as `keep` does.
    """
    taken: list[str] = []

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        known = {f for f in map(_fingerprint, lines) if f and f.startswith(digits)}
        if len(known) != 1:
            raise FabulaError(f"{path}: {len(known) or 'no'} answers begin with {digits}")
        taken.extend(known)
        return "".join(line for line in lines if _fingerprint(line) not in known)

    _change(path, change)
    return taken[0]


def _change(path: Path, change: Callable[[str], str]) -> None:
    with alone(path):
        text = _read(path) if path.exists() else ""
        parse_answers(text.removeprefix("\ufeff"), path=str(path))
        write_file(path, change(text).encode())


def _fingerprint(line: str) -> str:
    """The fingerprint that a line of a stet file begins with; empty for a remark or blank."""
    first = line.removeprefix("\ufeff").strip().partition(" ")[0].lower()
    return first if _FINGERPRINT.fullmatch(first) else ""
