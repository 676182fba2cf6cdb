"""Blank paragraphs as scene breaks, and line breaks inside paragraphs, by the habit of the text."""

from collections.abc import Sequence

import pytest

from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.load import from_text
from fabula.manuscript.shape import shape_of
from fabula.manuscript.softbreaks import paragraphs_of, split_heading
from fabula.manuscript.spans import Span

PROSE = "The kettle sang on the hob. Nobody had come down from the attic since the storm broke."
BLANK = ""


def _draft(units: Sequence[str]) -> Draft:
    """A draft of paragraphs, of which empty ones are blank, and one with # is a heading."""
    builder = DraftBuilder("a")
    builder.part("a")
    for number, unit in enumerate(units):
        if not unit:
            builder.blank()
            continue
        builder.add(unit.removeprefix("#"), 0, paragraph=number)
        builder.end("heading" if unit[0] == "#" else "paragraph", int(unit[0] == "#"))
    return builder.finish("")


def _scenes(units: Sequence[str]) -> int:
    return len(shape_of(_draft(units)).scenes)


@pytest.mark.parametrize(
    ("units", "scenes"),
    [
        ([*[PROSE] * 5, BLANK, *[PROSE] * 5], 2),
        ([PROSE, PROSE, BLANK, PROSE, PROSE, BLANK, PROSE, PROSE], 3),
        (["#One", PROSE, PROSE, BLANK, PROSE, "#Two", *[PROSE] * 4], 3),
        # A blank between all paragraphs is spacing; more than that is a break.
        ([PROSE, BLANK] * 9, 1),
        ([*[PROSE, BLANK] * 4, BLANK, *[PROSE, BLANK] * 4], 2),
        # Around headings, and where every second paragraph has one, too.
        (["#One", BLANK, *[PROSE] * 3, BLANK, BLANK, "#Two", BLANK, *[PROSE] * 3], 2),
        ([PROSE, PROSE, BLANK] * 9, 1),
        # A letter is set off, and so are a sign and verse.
        ([*[PROSE] * 4, "He read it twice:", BLANK, *[PROSE] * 4], 1),
        ([*[PROSE] * 4, BLANK, "KEEP OUT.", BLANK, *[PROSE] * 4], 1),
        ([*[PROSE] * 4, "Yours, Ana", BLANK, *[PROSE] * 4], 1),
        ([*[PROSE] * 4, "“Charlotte Hall.”", BLANK, *[PROSE] * 4], 1),
        ([*[PROSE] * 4, BLANK, "“Dear Tom, the boats are in.”", *[PROSE] * 4], 1),
        ([*[PROSE] * 4, BLANK, "[1] So the gauge says.", *[PROSE] * 4], 1),
        ([*[PROSE] * 4, "and so they sang:--", BLANK, *[PROSE] * 4], 1),
        # Where breaks have signs, blanks are spacing.
        ([*[PROSE] * 4, "***", *[PROSE] * 4, BLANK, *[PROSE] * 4, "***", PROSE], 3),
        ([PROSE, BLANK, PROSE], 1),
    ],
)
def test_blanks_break_scenes_by_habit(units: Sequence[str], scenes: int) -> None:
    assert _scenes(units) == scenes


def test_each_chapter_has_its_own_habit() -> None:
    tight = [*[PROSE] * 7, BLANK, *[PROSE] * 7]
    loose = [PROSE, BLANK] * 12
    assert _scenes(["#One", *tight, "#Two", *loose, "#Three", *tight]) == 5


def test_a_break_is_shown_where_the_text_is_made() -> None:
    units = [*[PROSE] * 4, BLANK, PROSE.upper(), PROSE]
    draft = _draft(units)
    assert draft.text == "\n\n".join([*[PROSE] * 4, "***", PROSE.upper(), PROSE])
    source = draft.pieces.freeze(draft.text)
    at = draft.text.index("KETTLE")
    (place,) = source.places(Span(at, at + 6))
    assert (place.paragraph, place.source) == (5, Span(4, 10))
    at = draft.text.index("***")
    assert not source.places(Span(at, at + 3))


@pytest.mark.parametrize(
    ("gaps", "scenes"),
    [
        (("\n\n",) * 7, 1),
        (("\n\n", "\n\n", "\n\n", "\n\n\n\n", "\n\n", "\n\n", "\n\n"), 2),
        (("\n", "\n", "\n", "\n\n", "\n", "\n", "\n"), 2),
        (("\n\n", "\n\n\n", "\n\n", "\n\n\n", "\n\n", "\n\n\n", "\n\n\n"), 1),
    ],
)
def test_blank_lines_of_plain_text(gaps: Sequence[str], scenes: int) -> None:
    text = PROSE
    for number, gap in enumerate(gaps):
        text += gap + " ".join([PROSE] * (1 + number % 3))
    manuscript = from_text(text)
    assert manuscript.text == text
    assert len(manuscript.scenes) == scenes
    assert len(manuscript.blocks) == 8


def test_verse_set_off_in_plain_text_breaks_no_scene() -> None:
    verse = "        The tide goes out,\n        the tide comes in."
    text = "\n\n".join([PROSE] * 5) + f"\n\n\n{verse}\n\n\n" + "\n\n".join([PROSE] * 5)
    assert len(from_text(text).scenes) == 1


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("“Who is there?” asked Ana.\n“Nobody,” said Tom.\n“Liar.”", 3),
        ("It rained.\nShe left.", 2),
        ("It rained.\n\nshe left", 2),
        ("It rained. \n \n \n She left.", 2),
        ("The rain came down\nand filled the boat,\nand still they rowed.", 1),
        ("Mr T. Hall\n4 Quay Street\nHarbour", 1),
        ("O moon.\nO tide that turns\nand turns again,\nO moon.", 1),
        ("Chapter Two\nIt rained all night.", 2),
        ("Chapter Two\nThe Quay", 1),
        ("He waited.\n* * *\nAna came", 3),
        ("Chapter One\nChapter Two\nChapter Three", 1),
    ],
)
def test_line_breaks_in_a_paragraph(text: str, paragraphs: int) -> None:
    found = paragraphs_of(text)
    assert len(found) == paragraphs
    assert " ".join(text[a:b] for a, b, _ in found).split() == text.split()


def test_blank_lines_inside_a_paragraph_are_counted() -> None:
    assert [blanks for *_, blanks in paragraphs_of("One.\nTwo.\n\nThree.\n \n\nFour.")] == [
        *(0, 0, 1, 2)
    ]


def test_double_breaks_between_all_paragraphs_are_spacing_and_triple_ones_a_break() -> None:
    assert _scenes(["\n\n".join([PROSE] * 8)]) == 1
    assert _scenes(["\n\n".join([PROSE] * 4) + "\n\n\n" + "\n\n".join([PROSE] * 4)]) == 2
    assert _scenes(["\n".join([PROSE] * 4) + "\n\n" + "\n".join([PROSE] * 4)]) == 2


def test_a_chapter_under_its_heading_in_one_paragraph() -> None:
    assert split_heading("Chapter One\nThe Quay") == [(0, 20, 0)]
    text = "Chapter One\n" + PROSE + "\n" + PROSE
    assert [text[a:b] for a, b, _ in split_heading(text)] == ["Chapter One", PROSE, PROSE]
    draft = _draft(["#" + text])
    assert [unit.kind for unit in draft.units] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize("edge", [PROSE + "\n", "\n" + PROSE])
def test_a_line_break_at_the_edge_of_a_paragraph_is_a_blank_line(edge: str) -> None:
    for edge_breaks, scenes in ((True, 2), (False, 1)):
        builder = DraftBuilder("a", edge_breaks=edge_breaks)
        builder.part("a")
        for words in (*[PROSE] * 3, edge, *[PROSE] * 3):
            builder.add(words, 0)
            builder.end()
        assert len(shape_of(builder.finish("")).scenes) == scenes
