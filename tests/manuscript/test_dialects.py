"""What programs add to Markdown does not leak into the story, and the story stays where it was."""

from functools import partial
from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from timing import processor_seconds


def _read(source: str, folder: Path) -> Manuscript:
    (folder / "a.md").write_text(source, encoding="utf-8", newline="")
    return load_manuscript(str(folder / "a.md"))


def _maps_back(source: str, manuscript: Manuscript) -> None:
    """Every letter and digit comes from the same letter or digit of the source."""
    lines = source.split("\n")
    for at, letter in enumerate(manuscript.text):
        if letter.isalnum():
            (place,) = manuscript.source.places(Span(at, at + 1))
            assert lines[place.line - 1][place.column - 1] == letter, (at, letter)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # Obsidian
        ("Then [[Edda Roe|Edda]] met [[Tobias]].", "Then Edda met Tobias."),
        ("See [[Quay#By night]] and [[#Dawn]].", "See Quay and Dawn."),
        ("In a table [[a\\|b]] too.", "In a table b too."),
        ("A gull. ![[gull.jpg|200]]\n\nAnd ![[Map]] another.", "A gull.\n\nAnd another."),
        ("It %%or did it?%% rained.", "It rained."),
        ("One.\n\n%%\nPlans.\n\nMore plans.\n%%\n\nTwo.", "One.\n\nTwo."),
        ("It was 50%% off.", "It was 50%% off."),
        ("The ==last== ferry. ^ab-12", "The last ferry."),
        ("#draft #part/two\n\nIt rained.", "It rained."),
        ("She lost at #4 again.", "She lost at #4 again."),
        ("One.\n\n> [!todo] Mend this\n> by May.\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n> [!letter]\n> Dear Edda.", "One.\n\nDear Edda."),
        ("One.\n\n```dataview\nLIST FROM #cast\n\nSORT\n```\n\nTwo.", "One.\n\nTwo."),
        ("- [ ] Bread\n- [x] Rope", "Bread\n\nRope"),
        ("One.\n\n<% tp.date.now() %>\n\nTwo.", "One.\n\nTwo."),
        # Pandoc, kramdown, MultiMarkdown
        ("% The Ferry\n% A. Writer\n% 2021\n\nIt rained.", "It rained."),
        ("Title: The Ferry\nAuthor: A. Writer\n\nIt rained.", "It rained."),
        ("# Dawn {#dawn .unnumbered}\n\nIt rained.", "Dawn\n\nIt rained."),
        ("# Dawn {-}\n\nIt rained.\n{: .centre}", "Dawn\n\nIt rained."),
        ("[Edda]{.smallcaps} ran.", "Edda ran."),
        ("::: {.letter}\nDear *Edda*.\n:::\n\nShe read it.", "Dear Edda.\n\nShe read it."),
        ("One.\n\n```{=latex}\n\\vfill\n\n\\eject\n```\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n```\nSTOP\n\nHERE\n```", "One.\n\nSTOP\n\nHERE"),
        ("One.\n\n\\newpage\n\nTwo.", "One.\n\nTwo."),
        ("Rope`\\hfill`{=latex} and tar.", "Rope and tar."),
        ("Rope.[^1] Tar.\n\n[^1]: Of hemp.\n\n    And of wire.\n\nEnd.", "Rope. Tar.\n\nEnd."),
        ("Rope^[Of hemp.] and tar.", "Rope and tar."),
        ("Hull\n: Of a ship.", "Hull\n\nOf a ship."),
        ("| The harbour sleeps,\n| the lantern keeps", "The harbour sleeps,\nthe lantern keeps"),
        ("| Name | Rank |\n|:-----|----:|\n| Edda | Mate |", "Name\n\nRank\n\nEdda\n\nMate"),
        ("Either | or.", "Either | or."),
        # CriticMarkup
        ("He {++*softly*++} {--ran--}went{>>Why?<<}.", "He softly went."),
        ("A {~~grey~>black~~} gull{==, flying==}{>>where<<}.", "A black gull, flying."),
        ("A {++ that never ends.", "A {++ that never ends."),
        # Hugo, Jekyll
        ("{{< toc >}}\n\n{% comment %}Old *draft*.\n\nGone.{% endcomment %}\n\nTwo.", "Two."),
        ("{{< centre >}}Edda ran.{{< /centre >}}", "Edda ran."),
        ("{% include a.html x={{ y }} %}\n\nTwo.", "Two."),
        # Comments
        ("One <!-- a\n\nb --> more.", "One\n\nmore."),
        ("One.\n\n<!-- This was never closed.\n\nTwo.", "One.\n\nThis was never closed.\n\nTwo."),
        # Old Markdown
        ("#Chapter One\n\nIt rained.\n\n##The Quay\n\nHail.", "Chapter One\n\nIt rained.\n\nThe Quay\n\nHail."),
    ],
)  # fmt: skip
def test_dialects(source: str, text: str, tmp_path: Path) -> None:
    manuscript = _read(source + "\n", tmp_path)
    assert manuscript.text == text
    _maps_back(source, manuscript)


def test_title_blocks_name_title_and_author(tmp_path: Path) -> None:
    for head in (
        "% The Long\n  Ferry\n% A. Writer\n",
        "Title: The Long Ferry\nAuthor: A. Writer\n",
    ):
        metadata = _read(head + "\nIt rained.\n", tmp_path).metadata
        assert (metadata.title, metadata.author) == ("The Long Ferry", "A. Writer")


def test_a_heading_without_its_space_opens_a_chapter(tmp_path: Path) -> None:
    manuscript = _read("#One\n\nIt rained.\n\n#Two\n\nIt snowed.\n", tmp_path)
    assert [chapter.title for chapter in manuscript.chapters] == ["One", "Two"]


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "1. ", "* "])
@pytest.mark.parametrize("depth", [6, 20, 60, 300])
def test_depth_hides_nothing(mark: str, depth: int, tmp_path: Path) -> None:
    source = f"One.\n\n{mark * depth}Words at the bottom.\n\nTwo.\n"
    manuscript = _read(source, tmp_path)
    assert "Words at the bottom." in manuscript.text
    nested = "".join(f"{'  ' * n}- item {n}\n" for n in range(depth))
    text = _read(nested, tmp_path).text
    assert f"item {depth - 1}" in text
    assert "item 0" in text


def test_extra_blank_lines_break_scenes_but_blotted_lines_do_not(tmp_path: Path) -> None:
    prose = "The kettle sang on the hob. Nobody had come down since the storm."
    source = "\n\n".join([prose] * 4 + ["", prose] + [prose] * 4)
    assert len(_read(source, tmp_path).scenes) == 2
    source = "\n\n".join([prose] * 4 + ["%% a plan %%", prose] + [prose] * 4)
    assert len(_read(source, tmp_path).scenes) == 1
    source = "\n\n".join([prose] * 4 + ["&nbsp;", prose] + [prose] * 4)
    assert len(_read(source, tmp_path).scenes) == 2


_FLOODS = [
    "*a", "*a ", "**a ", "***a b** ", "a**b", "_a ", "[a", "![", "`a", "` ", "a]", "[](", "<a ",
    "~~a ", "{++", "{--a", "%%", "%% a\n\n", "[[", "[[a|", "{{", "{% ", "<% ", "==a ", "^[", "[a]{.",
    "> ", "| a ", "|-", "<!-- ", "\\a{", "$", "#a ", "a\n", "a\n\n", "[^1]: a\n", ": a\n", "```\n",
    "{.a ", "`" * 7 + " ",
]  # fmt: skip


@pytest.mark.parametrize("flood", _FLOODS)
def test_floods_take_time_in_proportion(flood: str, tmp_path: Path) -> None:
    spent = []
    for size in (6_000, 24_000):
        (tmp_path / "a.md").write_text("It rained. " + flood * (size // len(flood)) + " End.\n")
        spent.append(processor_seconds(partial(load_manuscript, str(tmp_path / "a.md"))))
    assert spent[1] < 0.25 + 9 * spent[0], spent


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("pov:: [[Wren]]\nplace:: Quay\n\nRain. [mood:: sad] Hail.", "Rain. Hail."),
        ("Rain [@doe99, p. 3]. H~2~O, the 4^th^.^1^ Hail.", "Rain. H2O, the 4th. Hail."),
        ("* TOC\n{:toc}\n\nRain.", "Rain."),
        ("- [One](#one)\n- [Two](#two)\n\n# One\n\nRain.", "One\n\nRain."),
        ("- [[One]]\n- [[Two|The second]]\n\nRain.", "Rain."),
        ("- [Wren](wren.md) left\n- he stayed\n\nRain.", "Wren left\n\nhe stayed\n\nRain."),
        ("%% one remark\n\nRain.\n\n%% another remark\n\nHail.", "Rain.\n\nHail."),
        ("%% from here\n\nto here %%\n\nRain.", "Rain."),
        ("::: {.callout-note}\nTo me.\n:::\n\nRain.", "Rain."),
        ("Rain.\n\n/boat.png\n\nHail.", "Rain.\n\nHail."),
        ('import Boat from "./boat"\n\nRain.', "Rain."),
        ("Rain <ruby>Kyoto<rt>kyo</rt></ruby>.<sup>1</sup> Hail.", "Rain Kyoto. Hail."),
        ('Rain. <span style="display:none">Gone. <span>Too.</span> </span>Hail.', "Rain. Hail."),
        ("The 4<sup>th</sup> of <u>May</u>.", "The 4th of May."),
    ],
)
def test_dialects_of_other_programs(source: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(source + "\n", encoding="utf-8")
    assert load_manuscript(str(tmp_path / "a.md")).text == text


def test_a_line_of_one_backslash_is_a_blank_line(tmp_path: Path) -> None:
    prose = ["The kettle sang on the hob. Nobody had come down from the attic."] * 4
    source = "\n\n".join([*prose, "\\", *prose]) + "\n"
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    assert load_manuscript(str(tmp_path / "a.md")).text == "\n\n".join([*prose, "***", *prose])


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: >-\n  Low\n  Water\nauthor:\n  - name: A. Writer\n    city: Hull\n  - B. Other\n---",
        "---\ntitle: Low Water\nauthor:\n- A. Writer\n- 'B. Other'\ntags:\n- draft\n...",
        '{\n  "title": "Low Water",\n  "author": ["A. Writer", "B. Other"]\n}',
        "---\ntitle: 'Low Water'\nauthor: [A. Writer, B. Other]\n---",
    ],
)
def test_heads_of_the_file_with_lists(head: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{head}\n\nRain.\n", encoding="utf-8")
    found = load_manuscript(str(tmp_path / "a.md"))
    assert (found.text, found.title, found.author) == ("Rain.", "Low Water", "A. Writer, B. Other")
