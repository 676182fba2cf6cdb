"""``fabula stet``: let a remark stand."""

from pathlib import Path

import click

from fabula.cli.opening import opened
from fabula.cli.output import emit, refuse_draft
from fabula.cli.progress import ProgressBar
from fabula.display import one_line

__all__ = ["stet"]


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
    from fabula.pipeline.standing import fingerprint_digits, let_stand
    from fabula.project.folder import open_project

    digits = fingerprint_digits(fingerprint)
    project = open_project("." if path is None else path)
    refuse_draft(project.stet_file, [] if path is None else [path])
    file = one_line(str(project.stet_file))
    if undo:
        removed = project.take_back(digits)
        emit(f"Will be remarked on again: {removed} (taken out of {file})\n", None)
        return
    if path is None or _is_mere_folder(path, book=book):
        answer = let_stand(project, digits)
    else:
        (manuscript,) = opened([path], book=book)
        with ProgressBar() as progress:
            answer = let_stand(project, digits, manuscript, progress=progress)
    note = f"  {answer.note}" if answer.note else ""
    emit(f"Stands: {answer.fingerprint}{note} (kept in {file})\n", None)


def _is_mere_folder(path: str, *, book: bool) -> bool:
    from fabula.manuscript.kinds import is_project

    return not book and Path(path).is_dir() and not is_project(Path(path))
