"""HTML and EPUB pages, Rich Text, Scrivener projects, and several files as one book."""

import io
import zipfile
from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_book, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import FORMATS, STORY, Paragraph, epub, scrivener, story_text, zipped


def _page(body: str, folder: Path) -> Manuscript:
    (folder / "a.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return load_manuscript(str(folder / "a.html"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<p>a\n   b  c</p>", "a b c"),
        ("<p> a <b> b </b> c </p>", "a b c"),
        ("One<br>line<br><br>Two", "One\nline\n\nTwo"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<p>caf&eacute; &amp; &#8220;so&#x201d; &bogus;</p>", "café & “so” &bogus;"),
        ("<p>soft&shy;ly</p>", "softly"),
        ("<p>1 < 2 and <3</p>", "1 < 2 and <3"),
        ("<p>a<sup><a class='footnote' href='#n'>1</a></sup> b</p>", "a b"),
        ("<p>a<del>b</del></p>", "ab"),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes</p>", "yes"),
        ("<pre>The harbour sleeps,\n  The lantern keeps</pre>", "The harbour sleeps,\n  The lantern keeps"),
        ("<ruby>kanji<rt>reading</rt></ruby>", "kanji"),
        ("<!-- no --><p>yes</p><?php no ?>", "yes"),
        ("<blockquote><p>Dear Ines,</p></blockquote>", "Dear Ines,"),
        ("<p>a<p></p><p>&nbsp;</p><p>b</p>", "a\n\nb"),
        ("<P CLASS=x>Loud</P>", "Loud"),
    ],
)  # fmt: skip
def test_page(body: str, text: str, tmp_path: Path) -> None:
    assert _page(body, tmp_path).text == text


@pytest.mark.parametrize(
    "mark", ["<hr>", "<hr/>", "<p>* * *</p>", "<p class='scenebreak'></p>", "<center>#</center>"]
)
def test_page_scene_breaks(mark: str, tmp_path: Path) -> None:
    manuscript = _page(f"<p>One.</p>{mark}<p>Two.</p>", tmp_path)
    assert [b.kind for b in manuscript.blocks] == ["paragraph", "break", "paragraph"]


def test_a_list_of_links_is_no_story(tmp_path: Path) -> None:
    links = "".join(f"<p><a href='#c{n}'>Chapter {n}</a></p>" for n in range(1, 5))
    chapters = "".join(f"<h2 id='c{n}'>Chapter {n}</h2><p>It rained.</p>" for n in range(1, 5))
    manuscript = _page(links + chapters, tmp_path)
    assert [c.title for c in manuscript.chapters] == [f"Chapter {n}" for n in range(1, 5)]
    assert [b.kind for b in manuscript.blocks] == ["heading", "paragraph"] * 4


def test_declared_encoding(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>“café”</p>'.encode("cp1252")
    (tmp_path / "a.html").write_bytes(b"<html>" + page)
    assert load_manuscript(str(tmp_path / "a.html")).text == "“café”"


def test_epub_pages_without_headings_take_their_titles_from_the_outline(tmp_path: Path) -> None:
    pages = {"a.xhtml": "<p>It rained.</p>", "b.xhtml": "<p>Two</p><p>It snowed.</p>"}
    data = epub(pages=pages)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        entries = {name: file.read(name).decode() for name in file.namelist()}
    entries["OEBPS/nav.xhtml"] = (
        "<html><body><nav><ol><li><a href='a.xhtml'>One</a></li>"
        "<li><a href='b.xhtml#x'>Two</a></li></ol></nav></body></html>"
    )
    (tmp_path / "a.epub").write_bytes(zipped(dict(entries)))
    manuscript = load_manuscript(str(tmp_path / "a.epub"))
    assert [c.title for c in manuscript.chapters] == ["One", "Two"]
    assert manuscript.text == "It rained.\n\nTwo\n\nIt snowed."
    (place,) = manuscript.source.places(Span(17, 19))
    assert (place.part, place.paragraph) == ("OEBPS/b.xhtml", 1)


def _rtf(body: str, folder: Path) -> str:
    (folder / "a.rtf").write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 " + body.encode("latin-1") + b"}")
    return load_manuscript(str(folder / "a.rtf")).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One\\par Two", "One\n\nTwo"),
        ("One\\\nTwo", "One\n\nTwo"),
        ("\\'93so\\'94 \\'85", "“so” …"),
        ("\\u8220?so\\u8221?", "“so”"),
        ("\\uc2\\u8220??so", "“so"),
        ("{\\uc0\\u8220}so", "“so"),
        ("\\u8220\\'93so", "“so"),
        ("\\u-10179?\\u-8704?", "😀"),
        ("a{\\b bold}{\\*\\unknown gone}{\\pict 0011}b", "aboldb"),
        ("a{\\footnote note}b", "ab"),
        ("a{\\deleted gone}{\\revised new}b", "anewb"),
        ("a{\\v hidden}b", "ab"),
        ("{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt shown}}", "shown"),
        ("a\\~b\\_c\\-d", "a\xa0b-cd"),
        ("a\\line b\\tab c", "a\nb\tc"),
        ("a \\{b\\} \\\\c", "a {b} \\c"),
        ("li\r\nne", "line"),
        ("{\\header top}{\\footer low}body", "body"),
        ("\\bin4 {}{}done", "done"),
        ("caf\xe9", "café"),
    ],
)
def test_rich_text(body: str, text: str, tmp_path: Path) -> None:
    assert _rtf(body, tmp_path) == text


def test_rich_text_in_another_alphabet(tmp_path: Path) -> None:
    fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}}"
    assert _rtf(fonts + "\\f1 \\'e4\\'e0\\f0 , \\f2 \\'82\\'a0", tmp_path) == "да, あ"


def test_scrivener_marks_are_not_text(tmp_path: Path) -> None:
    project = scrivener(tmp_path)
    document = project / "Files" / "Data" / "DOC-0" / "content.rtf"
    document.write_bytes(
        b"{\\rtf1 <$Scr_Ps::0>It ra{\\b ined}<!$Scr_Ps::0> hard\\{\\\\Scrv_fn=note\\\\end_Scrv_fn\\}.\\par}"
    )
    assert load_manuscript(str(project)).text.startswith("It rained hard.\n\nChapter Two")


def test_scrivener_folders_name_chapters_that_have_no_heading(tmp_path: Path) -> None:
    story = [p if p.kind != "heading" else Paragraph(((p.words, False),)) for p in STORY]
    project = scrivener(tmp_path)
    binder = next(project.glob("*.scrivx"))
    words = binder.read_text().replace("<Title>Chapter One</Title>", "<Title>The Quay</Title>")
    binder.write_text(words)
    for number in (0, 1):
        file = project / "Files" / "Data" / f"DOC-{number}" / "content.rtf"
        file.write_bytes(b"{\\rtf1 It rained all day.\\par\\par It rained all night.}")
    manuscript = load_manuscript(str(project))
    assert [c.title for c in manuscript.chapters] == ["The Quay", "Chapter Two"]
    assert [s.chapter for s in manuscript.scenes] == [0, 1]
    assert all(b.kind == "paragraph" for b in manuscript.blocks)
    assert story


def test_scrivener_by_its_binder_file(tmp_path: Path) -> None:
    project = scrivener(tmp_path)
    assert load_manuscript(str(next(project.glob("*.scrivx")))).text == story_text()


def test_book_in_natural_order(tmp_path: Path) -> None:
    for number in (1, 2, 10):
        (tmp_path / f"chapter {number}.md").write_text(f"It rained {number} days.\n")
    (tmp_path / ".hidden.md").write_text("No.")
    (tmp_path / "cover.png").write_bytes(b"\x89PNG")
    book = load_book([str(tmp_path)])
    assert book.text == "It rained 1 days.\n\nIt rained 2 days.\n\nIt rained 10 days."
    assert [c.title for c in book.chapters] == ["chapter 1", "chapter 2", "chapter 10"]
    assert [s.chapter for s in book.scenes] == [0, 1, 2]


def test_book_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"Chapter {name}: so\n\nWords.\n")
    book = load_book([str(tmp_path / "b.txt"), str(tmp_path / "a.txt")])
    assert book.text.index("b.txt") < book.text.index("a.txt")
    (place,) = book.source.places(Span(book.text.rindex("Words"), book.text.rindex("Words") + 5))
    assert (Path(place.path).name, place.line, place.column) == ("a.txt", 3, 1)


def test_book_of_scrivener_and_word(tmp_path: Path) -> None:
    scrivener(tmp_path)
    (tmp_path / "zz.docx").write_bytes(FORMATS["story.docx"]())
    assert load_book([str(tmp_path)]).text == story_text() + "\n\n" + story_text()


def test_book_with_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(FabulaError, match=r"b\.docx"):
        load_book([str(tmp_path)])


@pytest.mark.parametrize(
    "name",
    [
        "story.txt",
        "story.docx",
        "story.odt",
        "story.epub",
        "story.rtf",
        "story.html",
        "story.org",
        "story.nwd",
        "story.fb2",
        "story.fb2.zip",
        "story.fodt",
    ],
)
def test_standard_input_by_content(name: str) -> None:
    manuscript = load_manuscript("-", stdin=io.BytesIO(FORMATS[name]()))
    assert manuscript.text.strip() == story_text()
    assert manuscript.path == "-"


def test_no_standard_input() -> None:
    with pytest.raises(FabulaError, match="standard input"):
        load_manuscript("-")
