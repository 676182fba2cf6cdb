"""The same kinds of thing as other programs write them: large letters, breaks, numbers, headings."""

import html
from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from manuscript.documents import epub, zipped

TIDE = "The tide had gone out by the time Wren reached the slipway."
ROPES = "Osgood was counting ropes. He did it every Thursday, borrowed or not."
GULL = "Outside a gull walked along the wall like an inspector of walls."
QUAY = "Nobody had painted the harbour office since her father’s day."

_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        **{name: name for name in ("office", "text", "style")},
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)
_OUTLINE = (
    '<style:style style:name="H1" style:display-name="Heading 1" style:family="paragraph"'
    ' style:default-outline-level="1"/>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _odt(body: str, automatic: str = "", styles: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document-{{}} {_ODF}>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": head.format("content")
            + f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": head.format("styles")
            + f"<office:styles>{styles}</office:styles></office:document-styles>",
        },
        store_first=True,
    )


def _docx(body: str, styles: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><w:{{}} xmlns:w="{_WORD}">'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": head.format("document") + f"<w:body>{body}</w:body></w:document>",
            "word/styles.xml": head.format("styles") + f"{styles}</w:styles>",
        }
    )


def _p(words: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{html.escape(words)}</w:t></w:r></w:p>"


def _text_p(words: str, style: str = "P1") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _page(body: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def _read(folder: Path, name: str, data: bytes | str) -> Manuscript:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return load_manuscript(str(folder / name))


def _paragraphs(manuscript: Manuscript) -> list[str]:
    return [" ".join(part.split()) for part in manuscript.text.strip().split("\n\n")]


def _titles(manuscript: Manuscript) -> list[str]:
    return [chapter.title for chapter in manuscript.chapters]


_FRAME = '<draw:frame draw:name="F"><draw:text-box><text:p>T</text:p></draw:text-box></draw:frame>'
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="x"><wp:docPr descr="Drop cap T"/></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("own-frame.odt", _odt(_text_p(_FRAME) + _text_p(TIDE[1:]) + _text_p(ROPES))),
        ("own-picture.docx", _docx(_PICTURE + _p(TIDE[1:]) + _p(ROPES))),
        ("own-box.html", _page(f'<div><img src="t.jpg" alt="T"></div><p>{TIDE[1:]}</p><p>{ROPES}</p>')),
        ("over.html", _page(f'<div><img src="t.jpg" alt="T"></div><p>{TIDE}</p><p>{ROPES}</p>')),
        ("cut-off.html", _page(f"<p><span>T</span>\n{TIDE[1:]}</p><p>{ROPES}</p>")),
        ("image.md", f"![T](t.png){TIDE[1:]}\n\n{ROPES}\n"),
    ],
)  # fmt: skip
def test_a_large_letter_belongs_to_its_word(tmp_path: Path, name: str, data: bytes | str) -> None:
    manuscript = _read(tmp_path, name, data)
    assert _paragraphs(manuscript) == [TIDE, ROPES]
    assert _titles(manuscript) == [""]


@pytest.mark.parametrize(
    ("letter", "rest"),
    [("X", "marks the spot."), ("A", "boat lay there."), ("B", "flat, he sang.")],
)
def test_a_letter_that_is_a_word_stays_one(tmp_path: Path, letter: str, rest: str) -> None:
    page = _page(f"<p><b>{letter}</b> {rest}</p>")
    assert _read(tmp_path, "a.html", page).text == f"{letter} {rest}"


def test_headings_by_the_style_of_a_typesetter(tmp_path: Path) -> None:
    for name in ("H1", "CT", "Chapter Start", "01 Chapter Title"):
        style = f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{name}"/></w:style>'
        body = _p("The Quay", "X") + _p(TIDE) + _p("Salt", "X") + _p(ROPES)
        assert _titles(_read(tmp_path, "a.docx", _docx(body, style))) == ["The Quay", "Salt"]


@pytest.mark.parametrize(
    "head",
    [
        '<p class="chapter-title">{}</p>',
        '<div class="ChapterTitle">{}</div>',
        '<p class="CT">{}</p>',
        '<p class="heading1">{}</p>',
        '<div role="heading" aria-level="2">{}</div>',
    ],
)
def test_headings_by_the_class_of_a_page(tmp_path: Path, head: str) -> None:
    body = [head.format("The Quay"), f"<p>{TIDE}</p><p>{GULL}</p>"]
    body += [head.format("What Osgood Kept"), f"<p>{ROPES}</p><p>{QUAY}</p>"]
    titles = ["The Quay", "What Osgood Kept"]
    assert _titles(_read(tmp_path, "a.html", _page("".join(body)))) == titles
    pages = {"1.xhtml": "".join(body[:2]), "2.xhtml": "".join(body[2:])}
    assert _titles(_read(tmp_path, "a.epub", epub(pages=pages))) == titles


def test_a_box_called_chapter_is_no_heading(tmp_path: Path) -> None:
    page = _page(f'<div class="chapter"><p>{TIDE}</p><p class="section">{ROPES}</p></div>')
    manuscript = _read(tmp_path, "a.html", page)
    assert {block.kind for block in manuscript.blocks} == {"paragraph"}


def test_numbers_of_chapters_in_lists_and_formats_of_libreoffice(tmp_path: Path) -> None:
    item = '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>{}</text:list-item></text:list>'
    level = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="Chapter " style:num-format="1"/></text:list-style>'
    body = item.format(_text_p("")) + _text_p(TIDE) + item.format(_text_p("Salt")) + _text_p(ROPES)
    listed = _read(tmp_path, "a.odt", _odt(body, level))
    assert _paragraphs(listed) == ["Chapter 1", TIDE, "Chapter 2 Salt", ROPES]
    outline = '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-list-format="Chapter %1%:"/></text:outline-style>'
    head = '<text:h text:style-name="H1" text:outline-level="1"></text:h>'
    numbered = _odt(head + _text_p(TIDE) + head + _text_p(ROPES), "", _OUTLINE + outline)
    assert _titles(_read(tmp_path, "b.odt", numbered)) == ["Chapter 1:", "Chapter 2:"]


@pytest.mark.parametrize(
    ("sign", "scenes"),
    [
        ("--LINE BREAK--", 2),
        ("[scene break]", 2),
        ("~ Time Skip ~", 2),
        ("LINEBREAK", 2),
        ("♦ ♦ ♦", 2),
        ("♥", 2),
        ("Line break", 1),
        ("The scene change came late.", 1),
        ("(a line break)", 1),
    ],
)
def test_breaks_in_words_and_other_ornaments(tmp_path: Path, sign: str, scenes: int) -> None:
    body = "".join(map(_p, [TIDE, ROPES, sign, GULL, QUAY]))
    assert len(_read(tmp_path, "a.docx", _docx(body)).scenes) == scenes


@pytest.mark.parametrize(
    "mark",
    [
        '<font face="Wingdings">v</font>',
        "<span style='font-size:14pt;font-family:\"Wingdings 2\"'>&#61654; &#61654;</span>",
    ],
)
def test_signs_of_a_font_of_signs_break_a_scene_on_a_page(tmp_path: Path, mark: str) -> None:
    page = _page(f'<p>{TIDE}</p><p align="center">{mark}</p><p>{ROPES}</p>')
    manuscript = _read(tmp_path, "a.html", page)
    assert _paragraphs(manuscript) == [TIDE, "***", ROPES]
    assert len(manuscript.scenes) == 2


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='mso-hide:all'>SECRET </span>",
        "<sup>1</sup>",
        '<span style="vertical-align: super">2</span>',
    ],
)
def test_what_a_page_hides_and_its_raised_numbers(tmp_path: Path, hidden: str) -> None:
    page = _page(f"<p>She left. {hidden}He stayed.</p>")
    assert " ".join(_read(tmp_path, "a.html", page).text.split()) == "She left. He stayed."


def test_a_form_feed_before_a_heading_in_plain_text(tmp_path: Path) -> None:
    text = f"CHAPTER ONE\n\n{TIDE}\n\n{ROPES}\n\fCHAPTER TWO\n\n{GULL}\n"
    assert _titles(_read(tmp_path, "a.txt", text)) == ["CHAPTER ONE", "CHAPTER TWO"]


def test_lines_of_like_length_that_end_sentences_are_paragraphs(tmp_path: Path) -> None:
    lines = [TIDE + " It had.", ROPES, GULL + " It was.", QUAY + " It went.", ROPES, GULL]
    text = f"CHAPTER ONE\n\n{chr(10).join(lines)}\n\n{chr(10).join(lines)}\n"
    manuscript = _read(tmp_path, "a.txt", text)
    assert len(manuscript.blocks) == 13
    assert len(manuscript.scenes) == 2


def test_a_heading_of_a_scene_below_a_chapters_is_no_chapter(tmp_path: Path) -> None:
    text = f"# Low Water\n\n{TIDE}\n\n## Scene 1\n\n{ROPES}\n\n## Scene 2\n\n{GULL}\n"
    manuscript = _read(tmp_path, "a.md", text)
    assert (_titles(manuscript), len(manuscript.scenes)) == (["Low Water"], 3)
    text = f"# Act I\n\n## Scene 1\n\n{ROPES}\n\n## Scene 2\n\n{GULL}\n"
    assert _titles(_read(tmp_path, "b.md", text)) == ["Scene 1", "Scene 2"]


def test_a_rule_under_a_paragraph_breaks_a_scene_once(tmp_path: Path) -> None:
    border = '<w:pPr><w:pBdr>{}<w:bottom w:val="single"/></w:pBdr></w:pPr>'
    ruled, boxed = border.format(""), border.format('<w:top w:val="single"/>')

    def body(*properties: str) -> str:
        rows = zip([TIDE, ROPES, GULL, QUAY], properties, strict=True)
        return "".join(f"<w:p>{own}<w:r><w:t>{words}</w:t></w:r></w:p>" for words, own in rows)

    one = _read(tmp_path, "a.docx", _docx(body("", ruled, "", "")))
    assert _paragraphs(one) == [TIDE, ROPES, "***", GULL, QUAY]
    two = _read(tmp_path, "a.docx", _docx(body("", ruled, ruled, "")))
    assert _paragraphs(two) == [TIDE, ROPES, GULL, "***", QUAY]
    assert len(_read(tmp_path, "a.docx", _docx(body("", boxed, "", ""))).scenes) == 1
