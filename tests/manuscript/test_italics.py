"""What a format sets in italics, and what comes of it: on the page, on the stage, in the spelling."""

from pathlib import Path

import pytest

import fabula
from fabula.export.page.report import html_report
from fabula.manuscript.load import from_bytes, from_text, load_book, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.story.bare import bare_story
from fabula.story.tables.stage import State
from manuscript import documents
from manuscript.documents import FORMATS, Paragraph

SLANTED = [run for paragraph in documents.STORY for run, slanted in paragraph.runs if slanted]


def italics(manuscript: Manuscript) -> list[str]:
    return [span.text(manuscript.text) for span in manuscript.italics]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_tells_its_italics(name: str) -> None:
    marks_stay = name in ("story.txt", "story.nwd")
    assert italics(from_bytes(FORMATS[name](), name)) == ([] if marks_stay else SLANTED)


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (".md", "He was _so *very* late_, and <i>so</i> was she."),
        (".html", "<p>He was <i>so <em>very</em> late</i>, and <span style='font-style: italic'>so"
                  "</span> was <i style='font-style: normal'>she</i>.</p>"),
        (".rtf", r"{\rtf1 He was {\i so very late}, and \i so\i0  was {\i\plain she}.\par}"),
    ],
)  # fmt: skip
def test_italics_within_italics_are_one(suffix: str, source: str) -> None:
    assert italics(from_bytes(source.encode(), f"a{suffix}")) == ["so very late", "so"]


def test_a_word_style_in_italics_stands_upright_in_an_italic_paragraph(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = (
        f'<w:styles {space}><w:style w:type="paragraph" w:styleId="Letter"><w:rPr><w:i/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Emphasis"><w:rPr><w:i/></w:rPr>'
        "</w:style></w:styles>"
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Letter"/></w:pPr><w:r><w:t xml:space="preserve">Come </w:t>'
        '</w:r><w:r><w:rPr><w:rStyle w:val="Emphasis"/></w:rPr><w:t xml:space="preserve">now </w:t>'
        "</w:r><w:r><w:t>or never.</w:t></w:r></w:p>"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(
        documents.zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "word/document.xml": documents.document_xml(body),
                "word/styles.xml": styles,
            }
        )
    )
    assert italics(load_manuscript(str(path))) == ["Come ", "or never."]


def test_italics_keep_their_places_behind_scene_breaks_and_in_a_book(tmp_path: Path) -> None:
    said = "One *quiet* day.\n\n\n\nTwo *loud* days.\n\n\n\nThree *long* days.\n"
    (tmp_path / "1.md").write_text(said)
    (tmp_path / "2.md").write_text("And *more*.\n")
    assert italics(load_book([str(tmp_path)])) == ["quiet", "loud", "long", "more"]


def test_the_page_shows_them() -> None:
    story = bare_story(from_bytes(b"He was *so* late, & <b>*she*</b> was not.", "a.md"))
    page = html_report(story, [])
    assert "<em>so</em> late" in page
    assert "<em>she</em>" in page


def test_thoughts_in_italics_move_nobody() -> None:
    words = "Mara stood at the door. {}Mara sat down on the floor.{} She laughed."
    for marks, postures in ((("*", "*"), {"standing"}), (("", ""), {"standing", "sitting"})):
        story = fabula.read(from_bytes(words.format(*marks).encode(), "a.md"))
        assert {s.value for s in story.rows(State) if s.kind == "posture"} == postures


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("She hummed *vosotros habeis comidu* to herself.", []),
        ("He said *asante sanna rafikki yangu* and bowed.", []),
        ("She was *definately late again* and knew it.", ["definately"]),
        ("She hummed *all the way home* and was definately late.", ["definately"]),
    ],
)
def test_another_tongue_in_italics_is_left_alone(words: str, found: list[str]) -> None:
    manuscript = from_bytes(words.encode(), "a.md")
    checked = fabula.check(manuscript, select=["spelling"])
    assert [f.span.text(manuscript.text) for f in checked.findings] == found


def test_marks_that_stay_in_a_plain_text_are_not_counted_twice() -> None:
    assert from_text("He was *so* late.").italics == ()


def test_paragraphs_of_nothing_but_italics_are_whole() -> None:
    story = [Paragraph((("Dear Nell, come home.", True),)), Paragraph((("She read it.", False),))]
    for make in (documents.docx, documents.odt, documents.rtf, documents.epub):
        manuscript = from_bytes(make(story), f"a.{make.__name__}")
        assert italics(manuscript) == ["Dear Nell, come home."], make
