"""Ten kinds of Word and OpenDocument drafts, remarked and corrected: reject all changes and it is
the draft, accept them and it is the corrected text; comments all there, all else untouched."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from export.test_comments import commented, ranges, read_again, rejected
from fabula.checks.framework.finding import Edit, Finding
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.spans import Span
from manuscript import documents

R = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
B = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
CELL = "<w:tc><w:p>{}</w:p></w:tc>"


def word(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(words: str) -> str:
    return R.format(words)


PLAIN = word(run("He sayd nothing of her green eyes, and goed out."))
WORD = {
    "plain": PLAIN,
    "runs that part words": word(
        run("He sa"), B.format("yd"), run(" nothing of her gr"), B.format("een ey"),
        run("es, and go"), run("ed out."),
    ),
    "a link": word(
        run("He "), f"<w:hyperlink w:anchor='x'>{run('sayd nothing')}</w:hyperlink>",
        run(" of her green eyes, and goed out."),
    ),
    "bookmarks and marks of a proofreader": word(
        "<w:bookmarkStart w:id='7' w:name='b'/>", run("He "), "<w:proofErr w:type='spellStart'/>",
        run("sayd"), "<w:proofErr w:type='spellEnd'/>", run(" nothing of her green"),
        "<w:bookmarkEnd w:id='7'/>", run(" eyes, and goed out."),
    ),
    "a table": (
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{CELL.format(run('He sayd nothing'))}{CELL.format(run('or little'))}</w:tr>"
        f"</w:tbl>{word(run('of her green eyes, and goed out.'))}"
    ),
    "insertions of another hand": word(
        run("He sayd "), f"<w:ins w:id='90' w:author='Ana'>{run('nothing of ')}</w:ins>",
        run("her green eyes, and goed out."),
    ),
    "breaks, tabs and special hyphens": word(
        run("He sayd"), "<w:r><w:tab/></w:r>", run("nothing"), "<w:r><w:noBreakHyphen/></w:r>",
        run("at all of her green"), "<w:r><w:br/></w:r>", run("eyes, and goed"),
        "<w:r><w:br w:type='page'/></w:r>", run(" out."),
    ),
    "a content control and a field": (
        f"<w:sdt><w:sdtContent>{word(run('He sayd nothing'))}</w:sdtContent></w:sdt>"
        + word(f"<w:fldSimple w:instr=' REF x '>{run('of her ')}</w:fldSimple>",
               run("green eyes, and goed out."))
    ),
    "a list": word(
        "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>",
        run("He sayd nothing"),
    ) + word(run("of her green eyes, and goed out.")),
    "a picture and a note's number": word(
        run("He sayd nothing"), "<w:r><w:footnoteReference w:id='2'/></w:r>", run(" of her "),
        "<w:r><w:drawing/></w:r>", run("green eyes, and goed out."),
    ),
}  # fmt: skip


def text(*parts: str) -> str:
    return f"<text:p>{''.join(parts)}</text:p>"


def part(words: str) -> str:
    return f"<text:span text:style-name='I'>{words}</text:span>"


ODT = {
    "plain": text("He sayd nothing of her green eyes, and goed out."),
    "runs that part words": text(
        "He sa", part("yd"), " nothing of her gr", part("een ey"), "es, and go", part("ed"), " out."
    ),
    "a link": text(
        "He <text:a xlink:type='simple' xlink:href='#x' xmlns:xlink='http://www.w3.org/1999/xlink'>",
        "sayd nothing</text:a> of her green eyes, and goed out.",
    ),
    "bookmarks and marks of a proofreader": text(
        "<text:bookmark-start text:name='b'/>He sayd nothing of her green",
        "<text:bookmark-end text:name='b'/> eyes, and <text:bookmark text:name='c'/>goed out.",
    ),
    "a table": (
        "<table:table xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'>"
        f"<table:table-column/><table:table-row><table:table-cell>{text('He sayd nothing')}</table:table-cell>"
        f"<table:table-cell>{text('or little')}</table:table-cell></table:table-row>"
        f"</table:table>{text('of her green eyes, and goed out.')}"
    ),
    "breaks, tabs and special hyphens": text(
        "He sayd<text:tab/>nothing<text:s text:c='2'/>at all of her green<text:line-break/>eyes,",
        "<text:soft-page-break/> and goed out.",
    ),
    "a section": (
        f"<text:section text:name='s'>{text('He sayd nothing')}</text:section>"
        + text("of her green eyes, and goed out.")
    ),
    "a list": (
        f"<text:list><text:list-item>{text('He sayd nothing')}</text:list-item></text:list>"
        + text("of her green eyes, and goed out.")
    ),
    "a picture and a note's number": text(
        "He sayd nothing<text:note text:note-class='footnote'><text:note-citation>1",
        "</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>",
        " of her <draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'/>",
        "green eyes, and goed out.",
    ),
    "entities and letters beyond the first plane": text(
        "😀 He sayd &lt;nothing&gt; &amp; less of her green eyes, and goed out."
    ),
}
CASES = [
    pytest.param(suffix, body, id=f"{suffix}, {kind}")
    for suffix, kinds in (("docx", WORD), ("odt", ODT))
    for kind, body in kinds.items()
]
FIXES = {"sayd": "said", "goed": "went"}
REMARKED = ("nothing", "eyes")
OURS = {
    "ins", "del", "delText", "r", "t", "rPr", "b", "commentRangeStart", "commentRangeEnd",
    "commentReference", "rStyle", "span", "annotation", "annotation-end", "creator", "date", "p",
    "tracked-changes", "changed-region", "insertion", "deletion", "change-info", "change",
    "change-start", "change-end", "creator-initials", "s",
}  # fmt: skip
"""Elements that the copy may have more of: text divided anew, comments and tracked changes."""


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def elements(data: bytes, suffix: str) -> Counter[str]:
    content = members(data)[{"docx": "word/document.xml", "odt": "content.xml"}[suffix]]
    names = (etree.QName(node).localname for node in etree.fromstring(content).iter("{*}*"))
    return Counter(name for name in names if name not in OURS)


@pytest.mark.parametrize(("suffix", "body"), CASES)
def test_reject_all_accept_all_and_comments(tmp_path: Path, suffix: str, body: str) -> None:
    path = tmp_path / f"draft.{suffix}"
    if suffix == "docx":
        path.write_bytes(documents.docx(body=body))
    else:
        path.write_bytes(documents.odt(body=body))
    manuscript = load_manuscript(str(path))

    def at(words: str) -> Span:
        start = manuscript.text.index(words)
        return Span(start, start + len(words))

    remarks = [Finding("attribute-conflict", "query", at(w), f"Is it {w}?") for w in REMARKED]
    fixes = [
        Finding("spelling", "error", at(wrong), f"{wrong}!", edits=(Edit(at(wrong), right),))
        for wrong, right in FIXES.items()
    ]
    copy = commented(path, [*remarks, *fixes], fixes)

    original = rejected(suffix, path.read_bytes(), path)  # without another hand's insertions
    assert rejected(suffix, copy.data, path).split() == original.split()
    wanted = manuscript.text
    for wrong, right in FIXES.items():
        wanted = wanted.replace(wrong, right)
    assert read_again(path, copy).split() == wanted.split()
    about = {said.split("\n")[0]: words for said, words in ranges(suffix, copy.data).items()}
    assert {f"Is it {w}?": w for w in REMARKED}.items() <= about.items()
    assert len(about) == len(remarks) + len(fixes)
    assert elements(copy.data, suffix) == elements(path.read_bytes(), suffix)
    before, after = members(path.read_bytes()), members(copy.data)
    kept = before.keys() - {"[Content_Types].xml", "word/document.xml", "content.xml"}
    kept -= {"word/_rels/document.xml.rels", "META-INF/manifest.xml"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
