"""Plain text: paragraphs told apart however they are set, and the text never changed."""

import textwrap
from pathlib import Path

import pytest

from fabula.manuscript.load import from_text, load_manuscript
from fabula.manuscript.model import Manuscript

PARAGRAPHS = [
    "The ferry was late, and Ines had never liked waiting, least of all in the rain, with the "
    "lamps going out along the quay and nobody to complain to but the gulls.",
    "“You’ll miss it,” said Tobias.",
    "“I have missed better things than this,” she told him, and pulled her collar up, and went "
    "on counting the bells of the buoys until she had lost her place and had to begin again.",
    "He said nothing to that. There was nothing one could say to Ines when she counted, and "
    "he had known her long enough to wait.",
    "At last it came, all lights.",
] * 3  # fmt: skip


def _paragraphs(manuscript: Manuscript) -> list[str]:
    return [" ".join(b.span.text(manuscript.text).split()) for b in manuscript.blocks]


def _wrapped(paragraph: str, first: str = "", width: int = 70) -> str:
    return textwrap.fill(paragraph, width, initial_indent=first)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(PARAGRAPHS),
        "\n".join(PARAGRAPHS),
        "\n\n".join(map(_wrapped, PARAGRAPHS)),
        "\n\n\n".join(map(_wrapped, PARAGRAPHS)),
        "\n".join(_wrapped(p, "    ") for p in PARAGRAPHS),
        "\n".join(_wrapped(p, "\t") for p in PARAGRAPHS),
        "\n\n".join(_wrapped(p, "   ") for p in PARAGRAPHS),
        "\n".join(map(_wrapped, PARAGRAPHS)),
        "\n\n".join(_wrapped(p, width=50) for p in PARAGRAPHS),
        "\n \t\n".join(PARAGRAPHS),
        "\n".join("    " + p for p in PARAGRAPHS),
    ],
    ids=["blank", "line", "wrapped-blank", "wrapped-two-blanks", "indent", "tab", "both",
         "wrapped", "narrow", "spaces-between", "line-indent"],
)  # fmt: skip
def test_paragraphs(text: str) -> None:
    manuscript = from_text(text)
    assert manuscript.text == text
    assert _paragraphs(manuscript) == PARAGRAPHS


def test_short_lines_of_dialogue_one_a_line() -> None:
    lines = ["“Who is it?”", "“It’s me.”", "“Who’s me?”", "Nobody answered.", "“Me,” he said."]
    assert _paragraphs(from_text("\n".join(lines))) == lines


def test_a_stanza_stays_together_in_wrapped_prose() -> None:
    stanza = "  The harbour sleeps,\n    The lantern keeps\n  Its counsel to the tide,"
    text = "\n\n".join([*map(_wrapped, PARAGRAPHS), stanza, *map(_wrapped, PARAGRAPHS)])
    manuscript = from_text(text)
    assert manuscript.text == text
    assert stanza.strip() in [b.span.text(text) for b in manuscript.blocks]


def test_a_scene_break_between_lines_without_blank_lines() -> None:
    text = "\n".join([*PARAGRAPHS[:5], "***", *PARAGRAPHS[:5]])
    manuscript = from_text(text)
    assert [b.kind for b in manuscript.blocks].count("break") == 1
    assert len(manuscript.scenes) == 2


def test_emphasis_marks_stay() -> None:
    assert from_text("She had _never_ liked *waiting*.").text == "She had _never_ liked *waiting*."


def test_the_text_is_the_file(tmp_path: Path) -> None:
    words = "\n  Odd   spacing\t here.  \n\n\n\nAnd \x0c there.\n \n"
    (tmp_path / "a.txt").write_bytes(words.encode())
    assert load_manuscript(str(tmp_path / "a.txt")).text == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("“Café” – naïve…".encode("cp1252"), "“Café” – naïve…"),
        ("“Café” – naïve…".encode(), "“Café” – naïve…"),
        (b"\xef\xbb\xbfPlain.", "Plain."),
        ("Łódź, wrócił później; żółć.".encode("cp1250"), "Łódź, wrócił później; żółć."),
        (("é" * 20 + "caf").encode() + b"\xe9.", "é" * 20 + "caf\ufffd."),
    ],
)
def test_encodings(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert load_manuscript(str(tmp_path / "a.txt")).text == words
