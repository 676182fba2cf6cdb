"""Every format gives the same story: text, shape, and what the source says of itself."""

from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from manuscript.documents import AO3, FORMATS, STORY, ao3, novelwriter, scrivener, story_text

_PROJECTS = {"scrivener": scrivener, "novelwriter": novelwriter}
_NAMELESS = ("story.txt", "archive.html", "story.nwd")


def _load(name: str, folder: Path) -> Manuscript:
    if name in _PROJECTS:
        return load_manuscript(str(_PROJECTS[name](folder)))
    (folder / name).write_bytes(FORMATS[name]())
    return load_manuscript(str(folder / name))


@pytest.mark.parametrize("name", [*FORMATS, *_PROJECTS])
def test_same_story(name: str, tmp_path: Path) -> None:
    manuscript = _load(name, tmp_path)
    assert manuscript.text.rstrip("\n") == story_text()
    kinds = [block.kind for block in manuscript.blocks]
    assert kinds == [paragraph.kind for paragraph in STORY]
    assert [b.span.text(manuscript.text) for b in manuscript.blocks] == [p.words for p in STORY]


@pytest.mark.parametrize("name", [*FORMATS, *_PROJECTS])
def test_same_shape(name: str, tmp_path: Path) -> None:
    manuscript = _load(name, tmp_path)
    assert [chapter.title for chapter in manuscript.chapters] == ["Chapter One", "Chapter Two"]
    assert [scene.chapter for scene in manuscript.scenes] == [0, 0, 1]
    paragraphs = [b.span for b in manuscript.blocks if b.kind == "paragraph"]
    for span in paragraphs:
        assert sum(scene.span.contains(span) for scene in manuscript.scenes) == 1


@pytest.mark.parametrize(
    "name", [n for n in [*FORMATS, *_PROJECTS] if n not in (*_NAMELESS, "scrivener")]
)
def test_title_and_author(name: str, tmp_path: Path) -> None:
    manuscript = _load(name, tmp_path)
    assert (manuscript.title, manuscript.author) == ("The Ferry", "A. Writer")


def test_archive_tags(tmp_path: Path) -> None:
    metadata = _load("archive.html", tmp_path).metadata
    assert (metadata.title, metadata.author) == ("The Ferry", "quillwort")
    assert metadata.relationships == ("Ines Duarte/Tobias Hall", "Ines Duarte & Mother")
    assert metadata.characters == ("Ines Duarte", "Tobias Hall")
    assert metadata.language == "English"


def test_archive_work_of_one_chapter(tmp_path: Path) -> None:
    page = AO3.replace("{chapters}", "<p>Only this.</p>\n<p>And this.</p>")
    (tmp_path / "one.html").write_text(page, encoding="utf-8")
    assert load_manuscript(str(tmp_path / "one.html")).text == "Only this.\n\nAnd this."


def test_archive_tags_of_authors_inside_the_story_are_story(tmp_path: Path) -> None:
    page = ao3().replace(b"<p>***</p>", b'<div class="notes"><p>A note on the door.</p></div>')
    (tmp_path / "a.html").write_bytes(page)
    assert "A note on the door." in load_manuscript(str(tmp_path / "a.html")).text


def test_suffix_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "STORY.DOCX").write_bytes(FORMATS["story.docx"]())
    assert load_manuscript(str(tmp_path / "STORY.DOCX")).text == story_text()
