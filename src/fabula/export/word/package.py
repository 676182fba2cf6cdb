"""A Word document written back: its main part changed, comments beside it, the rest as packed."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from lxml import etree

from fabula.checks.framework.finding import Finding
from fabula.export.commented import Commented, comments_taken
from fabula.export.packages import parsed, repacked, serialised
from fabula.export.word.comments import comment_parts, first_free
from fabula.export.word.document import WordDocument
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript

__all__ = ["comment_word", "correct_word"]


def correct_word(
    manuscript: Manuscript, data: bytes, findings: Iterable[Finding]
) -> tuple[bytes, tuple[Finding, ...]]:
    """The document with the findings' edits as tracked changes, and the findings that went in.

    ``data`` is the file as it was read; the edits must not touch one another.
    Raises `FabulaError` when the document cannot be taken apart.
    """
    package, part, root = _opened(manuscript, data)
    document = WordDocument(root, part)
    applied = tuple(
        finding for finding in findings if document.marking.take(manuscript, finding.edits)
    )
    document.write()
    return repacked(data, package, {part: serialised(root)}), applied


def comment_word(
    manuscript: Manuscript,
    data: bytes,
    findings: Sequence[Finding],
    corrections: Iterable[Finding],
) -> Commented:
    """The document with a comment for each finding, and the corrections as tracked changes.

    ``data`` is the file as it was read; the corrections are findings whose edits do not
    touch one another. Raises `FabulaError` when the document cannot be taken apart.
    """
    package, part, root = _opened(manuscript, data)
    document = WordDocument(root, part)
    first = first_free(package, part)
    comments = comments_taken(manuscript, document.marking, findings, corrections, first)
    document.write()
    changed = {part: serialised(root)}
    changed |= comment_parts(package, part, document.space, comments.texts)
    return Commented(repacked(data, package, changed), comments)


def _opened(manuscript: Manuscript, data: bytes) -> tuple[zipfile.ZipFile, str, etree._Element]:
    """The package, the name of its main part, and that part's tree."""
    package = zipfile.ZipFile(io.BytesIO(data))
    part = _part(manuscript, package)
    try:
        return package, part, parsed(package.read(part))
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as error:
        raise FabulaError(f"{manuscript.path}: cannot be written back as a Word file") from error


def _part(manuscript: Manuscript, package: zipfile.ZipFile) -> str:
    """The part that holds the document's own runs; files within it have none here."""
    names = set(package.namelist())
    for block in manuscript.blocks:
        for place in manuscript.source.places(block.span):
            if place.run >= 0 and place.part in names:
                return place.part
    raise FabulaError(f"{manuscript.path}: there is nothing to correct in it")
