"""The comments of a Word document: their part, and what the package says of it.

Forms as in ECMA-376 part 1 (WordprocessingML, 17.13.4) and part 2 (packages).
"""

import posixpath
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from fabula.export.packages import parsed, serialised
from fabula.export.word.document import AUTHOR

__all__ = ["comment_parts", "first_free"]

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def first_free(package: zipfile.ZipFile, main: str) -> int:
    """The least number above those of all comments that the document has."""
    part = _existing(package, main)
    if not part:
        return 0
    numbers = [
        int(value)
        for node in parsed(package.read(part))
        for key, value in node.attrib.items()
        if etree.QName(key).localname == "id" and value.isdecimal() and len(value) < 10
    ]
    return max(numbers, default=-1) + 1


def comment_parts(
    package: zipfile.ZipFile, main: str, space: str, texts: Mapping[int, Sequence[str]]
) -> dict[str, bytes]:
    """The parts that change: the comments themselves and, where they are new, what names them.

    ``space``: the namespace of the main part; ``texts``: the paragraphs of each comment by its
    number.
    """
    if not texts:
        return {}
    part = _existing(package, main)
    if part:
        root = parsed(package.read(part))
        changed = {}
    else:
        part = posixpath.join(posixpath.dirname(main), "comments.xml")
        root = etree.Element(f"{{{space}}}comments", nsmap={"w": space})
        changed = _named(package, main, part, strict="purl.oclc.org" in space)
    for number, paragraphs in texts.items():
        root.append(_comment(space, number, paragraphs))
    return {part: serialised(root)} | changed


def _comment(space: str, number: int, paragraphs: Sequence[str]) -> etree._Element:
    w = f"{{{space}}}"
    comment = etree.Element(f"{w}comment", {
        f"{w}id": str(number), f"{w}author": AUTHOR, f"{w}initials": AUTHOR[:1],
    })  # fmt: skip
    for paragraph in paragraphs:
        run = etree.SubElement(etree.SubElement(comment, f"{w}p"), f"{w}r")
        words = etree.SubElement(run, f"{w}t")
        words.text = paragraph
        words.set(_SPACE, "preserve")
    return comment


def _relations(main: str) -> str:
    return posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")


def _existing(package: zipfile.ZipFile, main: str) -> str:
    """The document's part of comments; empty where it has none."""
    names = set(package.namelist())
    if _relations(main) not in names:
        return ""
    for relation in parsed(package.read(_relations(main))):
        if relation.get("Type") in (_RELATION, _STRICT_RELATION):
            target = posixpath.join(posixpath.dirname(main), relation.get("Target", ""))
            target = posixpath.normpath(target).lstrip("/")
            if target in names:
                return target
    return ""


def _named(package: zipfile.ZipFile, main: str, part: str, *, strict: bool) -> dict[str, bytes]:
    """The package's lists with the new part in them."""
    types = parsed(package.read(_TYPES))
    etree.SubElement(types, f"{{{_TYPES_SPACE}}}Override", {
        "PartName": f"/{part}", "ContentType": _CONTENT,
    })  # fmt: skip
    name = _relations(main)
    if name in package.namelist():
        relations = parsed(package.read(name))
    else:
        relations = etree.Element(
            f"{{{_RELATIONS_SPACE}}}Relationships", nsmap={None: _RELATIONS_SPACE}
        )
    taken = {relation.get("Id") for relation in relations}
    free = next(key for n in range(len(taken) + 1) if (key := f"fabula{n}") not in taken)
    etree.SubElement(relations, f"{{{_RELATIONS_SPACE}}}Relationship", {
        "Id": free,
        "Type": _STRICT_RELATION if strict else _RELATION,
        "Target": posixpath.basename(part),
    })  # fmt: skip
    return {_TYPES: serialised(types), name: serialised(relations)}
