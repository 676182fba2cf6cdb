"""Whether copies with comments and tracked changes hold to the schemas of Word and OpenDocument.

    pip install openxml-audit        # MIT; in an environment of its own, as it is no part of this
    python benchmarks/valid_documents.py /that/bin/openxml-audit [DRAFT.docx DRAFT.odt ...]

openxml-audit holds a document to the rules of Microsoft's Open XML SDK and to the RelaxNG schema
of OASIS for OpenDocument. The ten kinds of drafts of the tests, made whole, and drafts of your own
are copied with remarks and corrections; told is what is wrong with a copy and not with its draft.
"""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from export.test_kinds_of_documents import FIXES, ODT, REMARKED, WORD
from fabula.checks.framework.finding import Edit, Finding
from fabula.export.opendocument.package import comment_opendocument
from fabula.export.word.package import comment_word
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.spans import Span
from fabula.pipeline.api import check
from manuscript import documents

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = (
    '<Relationships xmlns="{}relationships">'
    '<Relationship Id="rId1" Type="{}{}" Target="{}"/></Relationships>'
)
_WORD_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/></Types>',
    "_rels/.rels": _RELATIONS.format(_PACKAGE, _OFFICE, "officeDocument", "word/document.xml"),
    "word/_rels/document.xml.rels": _RELATIONS.format(_PACKAGE, _OFFICE, "styles", "styles.xml"),
}
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_OPEN_PARTS = {
    "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_MANIFEST}" m:version="1.3">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    '<m:file-entry m:full-path="meta.xml" m:media-type="text/xml"/></m:manifest>'
}


def whole(suffix: str, body: str) -> bytes:
    """A draft of the tests with the parts that a word processor would not miss."""
    made = documents.docx(body=body) if suffix == "docx" else documents.odt(body=body)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        held = {name: package.read(name).decode() for name in package.namelist()}
    parts: dict[str, str | bytes] = {}
    for name, part in held.items():
        if name.endswith(".xml") and suffix == "odt":
            part = part.replace(" xmlns:office=", ' office:version="1.3" xmlns:office=', 1)
            part = part.replace(' style:parent-style-name="Horizontal_20_Line"', "")
        parts[name] = part
    parts.pop("docProps/core.xml", None)
    parts |= _WORD_PARTS if suffix == "docx" else _OPEN_PARTS
    return documents.zipped(parts, store_first=suffix == "odt")


def copied(path: Path, found: list[Finding], sure: list[Finding]) -> Path:
    """The copy of a draft with its remarks and corrections, beside it."""
    comment = comment_word if path.suffix == ".docx" else comment_opendocument
    made = comment(load_manuscript(str(path)), path.read_bytes(), found, sure)
    copy = path.with_name(f"{path.stem}.remarks{path.suffix}")
    copy.write_bytes(made.data)
    return copy


def drafts_of_the_tests(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, draft and copy of each kind."""
    for suffix, kinds in (("docx", WORD), ("odt", ODT)):
        for number, (kind, body) in enumerate(kinds.items()):
            path = folder / f"{number}.{suffix}"
            path.write_bytes(whole(suffix, body))
            text = load_manuscript(str(path)).text

            def at(words: str, text: str = text) -> Span:
                start = text.index(words)
                return Span(start, start + len(words))

            asked = [Finding("attribute-conflict", "query", at(w), f"Is it {w}?") for w in REMARKED]
            sure = [
                Finding("spelling", "error", at(wrong), wrong, edits=(Edit(at(wrong), right),))
                for wrong, right in FIXES.items()
            ]
            yield f"{suffix}, {kind}", path, copied(path, [*asked, *sure], sure)


def drafts_of_yours(folder: Path, paths: list[str]) -> Iterator[tuple[str, Path, Path]]:
    """Name, draft and copy of each path, with what all checks find."""
    for given in map(Path, paths):
        path = folder / given.name
        path.write_bytes(given.read_bytes())
        found = list(check(path).findings)
        yield given.name, path, copied(path, found, [one for one in found if one.edits])


def faults(audit: str, path: Path) -> Counter[str]:
    """What the validator says of a document, each with how often."""
    found: Counter[str] = Counter()
    for level in ("schema-core", "semantic-core") if path.suffix == ".odt" else ("schema-core",):
        told = subprocess.run(
            [audit, "-o", "json", "-m", "0", "--odf-level", level, str(path)],
            capture_output=True, check=False, text=True,
        )  # fmt: skip
        (said,) = json.loads(told.stdout)
        found.update(f"{one['part_uri']}: {one['description']}" for one in said["errors"])
    return found


def spoiled(copy: Path) -> Path:
    """The copy with what no schema allows, by which it is seen whether the validator looks."""
    name, right, wrong = {
        ".docx": ("word/comments.xml", b"<w:comment ", b"<w:remark/><w:comment "),
        ".odt": ("content.xml", b"<office:annotation ", b"<office:remark/><office:annotation "),
    }[copy.suffix]
    with zipfile.ZipFile(copy) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    assert right in parts[name]
    parts[name] = parts[name].replace(right, wrong, 1)
    path = copy.with_name(f"spoiled{copy.suffix}")
    with zipfile.ZipFile(path, "w") as package:
        for one, data in parts.items():
            package.writestr(one, data)
    return path


def main(arguments: list[str]) -> int:
    """Print what is wrong with each copy and not with its draft."""
    audit, *paths = arguments
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pairs = [*drafts_of_the_tests(folder), *drafts_of_yours(folder, paths)]
        for name, draft, copy in pairs:
            before, after = faults(audit, draft), faults(audit, copy)
            own = after - before
            bad += bool(own)
            print(
                f"{name}: {sum(before.values())} in the draft, {sum(own.values())} more in the copy"
            )
            for fault, number in own.most_common():
                print(f"    {number} {fault}")
        for _, _, copy in (pairs[0], pairs[len(WORD)]):
            assert faults(audit, spoiled(copy)) - faults(audit, copy), "the validator is blind"
    print(f"{len(pairs)} copies, {bad} with a fault that their draft has not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
