"""Word and OpenDocument: styles, tracked changes, and what stands outside the story."""

from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from manuscript.documents import docx, odt


def _word(body: str, folder: Path) -> Manuscript:
    (folder / "a.docx").write_bytes(docx(body=body))
    return load_manuscript(str(folder / "a.docx"))


def _open(body: str, folder: Path) -> Manuscript:
    (folder / "a.odt").write_bytes(odt(body=body))
    return load_manuscript(str(folder / "a.odt"))


def _p(words: str, style: str = "", properties: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "Was new."),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "Was ."),
        ("<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom>", "Was ."),
        ("<w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>", "Was here."),
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', "Was ."),
        ('<w:r><w:commentReference w:id="1"/></w:r>', "Was ."),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "Was ."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", "Was ."),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>', "Was shown."),
        ("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", "Was linked."),
        ("<w:sdt><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt>", "Was held."),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "Was well-known."),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "Was a\nb."),
        ("<w:r><w:t>soft</w:t><w:softHyphen/><w:t>ly</w:t></w:r>", "Was softly."),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r>"
            "</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "Was .",
        ),
    ],
)
def test_word_runs(inside: str, text: str, tmp_path: Path) -> None:
    body = (
        f'<w:p><w:r><w:t xml:space="preserve">Was </w:t></w:r>{inside}<w:r><w:t>.</w:t></w:r></w:p>'
    )
    assert _word(body, tmp_path).text == text


def test_word_headings_by_style_in_any_language(tmp_path: Path) -> None:
    body = (
        _p("The Ferry", "Titel") + _p("The Quay", "Kop1") + _p("Words.") + _p("The Rail", "Eigen")
        + _p("Words.") + _p("Home", properties='<w:outlineLvl w:val="0"/>') + _p("Words.")
    )  # fmt: skip
    manuscript = _word(body, tmp_path)
    assert [c.title for c in manuscript.chapters] == ["The Quay", "The Rail", "Home"]
    assert [b.kind for b in manuscript.blocks].count("heading") == 4


def test_word_chapters_typed_without_styles(tmp_path: Path) -> None:
    manuscript = _word(_p("Chapter One") + _p("Words.") + _p("Chapter Two") + _p("More."), tmp_path)
    assert [c.title for c in manuscript.chapters] == ["Chapter One", "Chapter Two"]


def test_word_tables_of_contents_are_not_story(tmp_path: Path) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{_p('The Quay 1')}</w:sdtContent></w:sdt>"
        + _p("The Rail 9", "Inhopg1") + _p("The Quay", "Kop1") + _p("Words.")
    )  # fmt: skip
    manuscript = _word(body, tmp_path)
    assert [b.span.text(manuscript.text) for b in manuscript.blocks] == ["The Quay", "Words."]


def test_word_deleted_paragraph_mark_joins(tmp_path: Path) -> None:
    body = _p("One ", properties="<w:rPr><w:del/></w:rPr>").replace(
        "<w:t>", '<w:t xml:space="preserve">'
    )
    assert _word(body + _p("line."), tmp_path).text == "One line."


@pytest.mark.parametrize(
    "rule",
    [
        '<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>',
        "<w:p><w:pPr><w:pBdr><w:bottom/></w:pBdr></w:pPr></w:p>",
        "<w:p><w:r><w:t># # #</w:t></w:r></w:p>",
    ],
)
def test_word_scene_breaks(rule: str, tmp_path: Path) -> None:
    manuscript = _word(_p("One.") + rule + _p("Two."), tmp_path)
    assert [b.kind for b in manuscript.blocks] == ["paragraph", "break", "paragraph"]


def test_word_tables_are_read_in_order(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(_p('a'))}{cell.format(_p('b'))}</w:tr></w:tbl>"
    assert _word(_p("One.") + table + _p("Two."), tmp_path).text == "One.\n\na\n\nb\n\nTwo."


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<text:s text:c='2'/>b", "a  b"),
        ("a  \n   b", "a b"),
        ("  a<text:tab/>b ", "a\tb"),
        ("a<text:line-break/>b", "a\nb"),
        ("a <text:span> b</text:span>", "a b"),
        ("a<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>b", "ab"),
        ("a<office:annotation><text:p>remark</text:p></office:annotation>b", "ab"),
        ("a<text:a>link</text:a>", "alink"),
    ],
)
def test_opendocument_runs(inside: str, text: str, tmp_path: Path) -> None:
    assert _open(f"<text:p>{inside}</text:p>", tmp_path).text == text


def test_opendocument_outside_the_story(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:table-of-content><text:p>The Quay 1</text:p>"
        "</text:table-of-content><text:p>Kept.</text:p><text:p text:style-name='P9'/><text:p>Too.</text:p>"
    )
    manuscript = _open(body, tmp_path)
    assert manuscript.text == "Kept.\n\n***\n\nToo."
    assert len(manuscript.scenes) == 2
