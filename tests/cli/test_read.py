import io
import json
import sys
from pathlib import Path

import pytest

import handmade
from fabula.story.model import Story
from running import Command


@pytest.fixture
def _read_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read, the story is the one made by hand."""

    def story_of(*_: object, **_how: object) -> Story:
        return handmade.story()

    monkeypatch.setattr("fabula.cli.read.story_at", story_of)


def test_plain_is_the_file_character_for_character(fabula: Command, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("  One.\n\n\n“Two,” she\nsaid. é \n".encode())
    ran = fabula("read", "--format", "plain", path)
    assert (ran.code, ran.out.encode(), ran.err) == (0, path.read_bytes(), "")


def test_the_shape_needs_no_model(
    fabula: Command, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **_how: object) -> None:
        raise AssertionError("the model was run")

    monkeypatch.setattr("fabula.cli.read.story_at", never)
    assert "2 chapters, 2 scenes, 25 words" in fabula("read", "--shape", draft).out
    document = json.loads(fabula("read", "--shape", "--format", "json", draft).out)
    assert set(document) == {"schema", "manuscript"}
    assert fabula("read", "--shape", "--format", "conllu", draft).code == 2


def test_standard_input_is_a_manuscript(fabula: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "One.\n\nTwo, “café”.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = fabula("read", "--format", "plain", "-")
    assert (ran.out, ran.err) == (text, "")
    assert fabula("read", "--format", "plain", "-", "-").code == 2


@pytest.mark.usefixtures("_read_by_hand")
def test_the_summary_is_a_style_sheet(fabula: Command, draft: Path) -> None:
    out = fabula("read", draft).out
    assert out.startswith("The Gate  by A. Nonymous\n2 chapters, 3 scenes, 69 words\n")
    for line in (
        "The Quill family",
        "Nell Quill  also Nell, she/her, 5 mentions, first in CHAPTER ONE, line 3",
        "sibling of Mara Quill (line 3)",
        "eyes: grey (line 3); brown (line 16)",
        "scar: not a scar (line 12, Mara Quill says)",
        "57% of the words spoken, 1 speech",
        "2. 15 words  Old Harrow",
    ):
        assert line in out
    assert "\x1b" not in out


@pytest.mark.usefixtures("_read_by_hand")
def test_json_goes_to_a_file_when_asked(fabula: Command, draft: Path) -> None:
    target = draft.parent / "story.json"
    ran = fabula("read", "--format", "json", "-o", target, draft)
    assert (ran.code, ran.out) == (0, "")
    document = json.loads(target.read_text(encoding="utf-8"))
    assert next(c["name"] for c in document["characters"]) == "Mara Quill"


@pytest.mark.usefixtures("_read_by_hand")
def test_several_manuscripts_make_a_line_of_json_each(fabula: Command, draft: Path) -> None:
    lines = fabula("read", "--format", "json", draft, draft).out.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["fabula.story/2"] * 2


def test_several_paths_can_be_one_book(fabula: Command, tmp_path: Path) -> None:
    for number, words in ((1, "One."), (2, "Two."), (10, "Ten.")):
        (tmp_path / f"chapter {number}.txt").write_text(f"{words}\n")
    folder = fabula("read", "--book", "--format", "plain", tmp_path)
    assert folder.out.split() == ["One.", "Two.", "Ten."]
    files = fabula(
        "read", "--book", "--shape", tmp_path / "chapter 2.txt", tmp_path / "chapter 1.txt"
    )
    assert "2 words" in files.out


def test_a_place_that_cannot_be_written_is_one_line(fabula: Command, draft: Path) -> None:
    ran = fabula("read", "--shape", "-o", draft.parent / "no" / "such.txt", draft)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "cannot be written" in ran.err


@pytest.mark.parametrize("name", ["missing.txt", "", "a\0b", "."])
def test_what_is_no_manuscript_is_one_line(fabula: Command, draft: Path, name: str) -> None:
    draft.unlink()
    ran = fabula("read", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("fabula: ")
    assert ran.err.count("\n") == 1


def test_a_store_of_an_unknown_kind_is_refused(fabula: Command, draft: Path) -> None:
    ran = fabula("read", draft, "--save", "story.duckbd")
    assert ran.code == 2
    assert ".duckdb" in ran.err
    assert not Path("story.duckbd").exists()
