"""An OpenDocument text written back: its content changed, the rest as packed."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from lxml import etree

from fabula.checks.framework.finding import Finding
from fabula.export.commented import Commented, comments_taken
from fabula.export.opendocument.document import OpenDocument
from fabula.export.packages import parsed, repacked, serialised
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript

__all__ = ["comment_opendocument", "correct_opendocument"]

_CONTENT = "content.xml"


def correct_opendocument(
    manuscript: Manuscript, data: bytes, findings: Iterable[Finding]
) -> tuple[bytes, tuple[Finding, ...]]:
    """The document with the findings' edits as tracked changes, and the findings that went in.

    ``data`` is the file as it was read; the edits must not touch one another.
    Raises `FabulaError` when the document cannot be taken apart.
    """
    package, root = _opened(manuscript, data)
    document = OpenDocument(root)
    applied = tuple(f for f in findings if document.marking.take(manuscript, f.edits))
    document.write({})
    return repacked(data, package, {_CONTENT: serialised(root)}), applied


def comment_opendocument(
    manuscript: Manuscript,
    data: bytes,
    findings: Sequence[Finding],
    corrections: Iterable[Finding],
) -> Commented:
    """The document with an annotation for each finding, the corrections as tracked changes.

    As `fabula.export.word.package.comment_word`.
    """
    package, root = _opened(manuscript, data)
    document = OpenDocument(root)
    comments = comments_taken(manuscript, document.marking, findings, corrections)
    document.write(comments.texts)
    return Commented(repacked(data, package, {_CONTENT: serialised(root)}), comments)


def _opened(manuscript: Manuscript, data: bytes) -> tuple[zipfile.ZipFile, etree._Element]:
    package = zipfile.ZipFile(io.BytesIO(data))
    try:
        return package, parsed(package.read(_CONTENT))
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as error:
        problem = f"{manuscript.path}: cannot be written back as an OpenDocument text"
        raise FabulaError(problem) from error
