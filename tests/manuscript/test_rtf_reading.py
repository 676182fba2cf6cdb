"""Rich Text as programs write it: drop caps, stars, twins of old programs, signs, hidden text."""

from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

PROSE = "The gulls had gone inland before dawn. Ines counted the boats twice and said nothing."
MORE = "Somebody had left the gate open. By noon the whole yard was full of geese."
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Palatino;}{\f3\fcharset2 Wingdings{\*\falt Symbol};}"
    r"{\f4\fnil Symbol;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2\sbasedon1 Mine;}"
    r"{\s3 Chapter Title;}{\s4\v Notes to self;}{\s5 Chapter Text;}{\*\cs7\v Hidden;}{\*\cs8\super Note;}}"
)


def rich(folder: Path, body: str) -> Manuscript:
    (folder / "a.rtf").write_bytes((HEAD + body + "}").encode("latin-1"))
    return load_manuscript(str(folder / "a.rtf"))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r"one {\i0\b0\*\cs9\cf0 two} three", "one two three"),
        (r"one {\b\*\oddword two} three", "one two three"),
        (r"one {\*\cf1 two} three", "one two three"),
        (r"one {\*\oddword two} three", "one  three"),
        (r"one {\*\bkmkstart two}three", "one three"),
        (r"one {\upr{two}{\*\ud{tw\u333?}}} three", "one twō three"),
        (r"one {\upr{two}} three", "one  three"),
        (r"one{\nonesttables\par} two", "one two"),
        (r"one{\*\cs7  hidden} two", "one two"),
        (r"one{\cs7\v0  shown} two", "one shown two"),
        (r"the geese{\super 12} slept", "the geese slept"),
        (r"the geese{\cs8 3} slept", "the geese slept"),
        (r"ten km{\super 2} of marsh", "ten km2 of marsh"),
        (r"see you {\f3 J}.", "see you ☺."),
        (r"an angle {\f4 a}.", "an angle α."),
        (r"a ga\u173?te, a ga\-te, a ga\'adte", "a gate, a gate, a gate"),
        (r"page {\field{\*\fldinst PAGE}{\fldrslt 12}}", "page"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt linked}}", "linked"),
    ],
)
def test_runs(inside: str, text: str, tmp_path: Path) -> None:
    assert rich(tmp_path, rf"\pard {inside}\par").text == text


@pytest.mark.parametrize(
    "first",
    [
        r"\pard\dropcapli3\dropcapt1 T\par\pard he gulls had gone.\par",
        r"{\pard\dropcapli2\dropcapt2 {\fs80 T}\par}\pard he gulls had gone.\par",
        r"\pard\absw600\phcol\pvpara T\par\pard he gulls had gone.\par",
    ],
)
def test_a_drop_cap_belongs_to_its_word(first: str, tmp_path: Path) -> None:
    manuscript = rich(tmp_path, rf"\pard\s1 One\par {first}\pard {MORE}\par")
    assert manuscript.text == f"One\n\nThe gulls had gone.\n\n{MORE}"
    assert [c.title for c in manuscript.chapters] == ["One"]
    (place,) = manuscript.source.places(Span(6, 8))
    assert place.line == 1


@pytest.mark.parametrize(
    "mark",
    [
        r"\pard\qc {\f3 v v}\par",
        r"\pard\qc {\f3\'99}\par",
        r"\pard\qc \u-3942?\par",
        r"\pard\brdrb\brdrs\par",
    ],
)
def test_signs_and_rules_break_a_scene(mark: str, tmp_path: Path) -> None:
    manuscript = rich(tmp_path, rf"\pard {PROSE}\par {mark}\pard {MORE}\par")
    assert manuscript.text == f"{PROSE}\n\n***\n\n{MORE}"


def test_blank_paragraphs_break_scenes(tmp_path: Path) -> None:
    four = rf"{PROSE}\par " * 4
    assert len(rich(tmp_path, rf"\pard {four}\par {four}").scenes) == 2
    assert len(rich(tmp_path, rf"\pard {four}{{\v note}}\par {four}").scenes) == 1
    assert len(rich(tmp_path, "\\pard " + rf"{PROSE}\par\par " * 8).scenes) == 1


@pytest.mark.parametrize("style", [2, 3])
def test_headings_by_styles_of_the_writers_own(style: int, tmp_path: Path) -> None:
    body = "".join(
        rf"\pard\s{style} {t}\par\pard {PROSE}\par {MORE}\par" for t in ("Salt", "Geese")
    )
    assert [c.title for c in rich(tmp_path, body).chapters] == ["Salt", "Geese"]
    assert len(rich(tmp_path, body.replace(rf"\s{style}", r"\s5")).chapters) == 1


def test_automatic_numbers_head_chapters_only(tmp_path: Path) -> None:
    body = "".join(
        rf"\pard{style}{{\listtext\pard {label}\tab}}{title}\par\pard {PROSE}\par "
        for style, label, title in ((r"\s1", "Chapter 1", ""), (r"\s1", "Chapter 2", "Geese"))
    )
    manuscript = rich(tmp_path, body + r"\pard{\listtext 1.\tab}Bread and rope.\par")
    assert [c.title for c in manuscript.chapters] == ["Chapter 1", "Chapter 2 Geese"]
    assert manuscript.text.endswith("\n\nBread and rope.")


def test_a_style_hides_a_paragraph(tmp_path: Path) -> None:
    body = rf"\pard {PROSE}\par\pard\s4 Remember the geese.\par\pard {MORE}\par"
    assert rich(tmp_path, body).text == f"{PROSE}\n\n{MORE}"


def test_line_and_page_breaks_inside_a_paragraph(tmp_path: Path) -> None:
    body = rf"\pard Chapter One\line\line {PROSE}\line\line ***\line\line {MORE}\page Chapter Two\line\line {PROSE}\par"
    manuscript = rich(tmp_path, body)
    assert [c.title for c in manuscript.chapters] == ["Chapter One", "Chapter Two"]
    assert len(manuscript.scenes) == 3


def test_a_story_in_text_boxes_only(tmp_path: Path) -> None:
    box = (
        r"\pard{\shp{\*\shpinst\shpleft0{\sp{\sn fill}{\sv 1}}{\shptxt \pard "
        rf"{PROSE}\par {MORE}\par}}}}{{\shprslt old}}}}\par"
    )
    assert rich(tmp_path, box).text == f"{PROSE}\n\n{MORE}"
    assert rich(tmp_path, box + r"\pard She left.\par").text == "She left."


def test_tables_of_contents_as_fields(tmp_path: Path) -> None:
    contents = r"\pard{\field{\*\fldinst TOC \\o}{\fldrslt Salt 1\par Geese 9}}\par"
    story = rf"\pard\s1 Salt\par\pard {PROSE}\par\pard\s1 Geese\par\pard {MORE}\par"
    manuscript = rich(tmp_path, contents + story)
    blocks = [b.span.text(manuscript.text) for b in manuscript.blocks]
    assert blocks == ["Salt", PROSE, "Geese", MORE]
