"""``fabula stet``: let a remark stand."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.checking import Asked, check_manuscript, folder_of
from fabula.cli.output import emit, one_line, refuse_output
from fabula.cli.work import manuscripts
from fabula.manuscript.errors import FabulaError

if TYPE_CHECKING:
    from fabula.checks.stet import Answer

__all__ = ["stet"]

_SHORTEST = 6
"""Digits by which a fingerprint may be given when the draft is there to look it up in."""


@click.command()
@click.argument("fingerprint")
@click.argument("path", required=False)
@click.option("--undo", is_flag=True, help="Take the answer back: remark on it again.")
@click.option(
    "--book", is_flag=True, help="PATH is a folder of chapters that is checked as one book."
)
def stet(fingerprint: str, path: str | None, undo: bool, book: bool) -> None:
    """Let a remark stand: "no, I meant that".

    FINGERPRINT is printed with every remark of fabula check. The answer is kept in a
    file named fabula.stet beside the draft PATH (or in this folder, without PATH) and
    holds when the text around it is edited or the paragraph is moved.

    With PATH, the draft is checked again to find the remark, so that a slip of the
    finger is noticed, and the first digits are enough.

    \b
    fabula stet 3f9c2a7715e0b4d8 draft.docx
    """
    from fabula.checks.stet import keep, take_back

    digits = _digits(fingerprint)
    file = _stet_file(path)
    refuse_output(file, [] if path is None else [path])
    if undo:
        removed = take_back(file, digits)
        emit(f"Will be remarked on again: {removed} (taken out of {one_line(str(file))})\n", None)
        return
    answer = _answer(digits, path, book=book)
    keep(file, answer)
    note = f"  {answer.note}" if answer.note else ""
    emit(f"Stands: {answer.fingerprint}{note} (kept in {one_line(str(file))})\n", None)


def _digits(fingerprint: str) -> str:
    digits = fingerprint.strip().lower()
    if len(digits) < _SHORTEST or set(digits) - set("0123456789abcdef"):
        raise FabulaError(
            f'"{fingerprint}" is not a fingerprint; '
            "fabula check prints one with every remark, such as 3f9c2a7715e0b4d8"
        )
    return digits


def _stet_file(path: str | None) -> Path:
    from fabula.checks.stet import STET_FILE

    folder = Path() if path is None else folder_of(path)
    return folder / STET_FILE


def _answer(digits: str, path: str | None, *, book: bool) -> "Answer":
    """The answer for the fingerprint, looked up in the draft where there is one."""
    from fabula.checks.stet import FINGERPRINT_DIGITS, Answer

    if path is None or (Path(path).is_dir() and not book and not _is_project(path)):
        if len(digits) < FINGERPRINT_DIGITS:
            raise FabulaError("give the whole fingerprint, or the draft to look it up in")
        return Answer(digits)
    (manuscript,) = manuscripts([path], book=book)
    everything = Asked(select=frozenset({"all"}), level="note")
    found = check_manuscript(manuscript, folder_of(path), everything, with_stet=True).findings
    matches = {f.fingerprint: f for f in found if f.fingerprint.startswith(digits)}
    if not matches:
        raise FabulaError(f"{path}: no remark has the fingerprint {digits}")
    if len(matches) > 1:
        raise FabulaError(f"{path}: {len(matches)} remarks begin with {digits}; give more digits")
    ((whole, finding),) = matches.items()
    words = one_line(finding.span.text(manuscript.text))[:60]
    return Answer(whole, f'{finding.check}: "{words}"')


def _is_project(path: str) -> bool:
    from fabula.manuscript.kinds import is_project

    return is_project(Path(path))
