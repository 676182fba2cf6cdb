"""Headings, chapters, tables of contents, scene breaks and scenes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.headings import is_break, is_title, read_heading
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript

PROSE = (
    "The lamps along the quay went out one after another, and still she stood at the rail,\n"
    "counting the bells. Somebody laughed behind her. It was nobody she knew."
)


def _book(*units: str) -> Manuscript:
    return from_text("\n\n".join(units) + "\n")


def _titles(manuscript: Manuscript) -> list[str]:
    return [chapter.title for chapter in manuscript.chapters]


@pytest.mark.parametrize(
    ("line", "rank", "number"),
    [
        ("Chapter One", "chapter", 1),
        ("CHAPTER XLII.", "chapter", 42),
        ("Chapter 7: The Well", "chapter", 7),
        ("Chapter 12: in which nobody is drowned", "chapter", 12),
        ("CHAPTER THE LAST", "chapter", 0),
        ("Chapter Twenty-Three", "chapter", 23),
        ("Chapter One Hundred and Five", "chapter", 105),
        ("THE SECOND CHAPTER", "chapter", 2),
        ("Letter 4", "chapter", 4),
        ("Chap. IX. The Mill", "chapter", 9),
        ("_Chapter III_", "chapter", 3),
        ("BOOK THE FIRST", "part", 1),
        ("Part Two—The River", "part", 2),
        ("Volume III", "part", 3),
        ("Prologue", "named", -1),
        ("EPILOGUE: Ten Years On", "named", -1),
        ("Author’s Note", "named", -1),
        ("XII.", "number", 12),
        ("3", "number", 3),
        ("[ 16 ]", "number", 16),
        ("— IV —", "number", 4),
        ("~ 7 ~", "number", 7),
        ("Seven", "number", 7),
        ("I. The Return", "number", 1),
        ("01 My Early Home", "number", 1),
    ],
)
def test_worded_as_a_heading(line: str, rank: str, number: int) -> None:
    heading = read_heading(line)
    assert heading is not None
    assert (heading.rank, heading.number) == (rank, number)


@pytest.mark.parametrize(
    "line",
    [
        "Part one of the plan was simple.",
        "Chapter 12 was missing from her copy.",
        "Part 2 of 3",
        "Chapter and verse, he told me.",
        "I am not going.",
        "Ten minutes later the bell rang.",
        "1984",
        "MIX",
        "Mix",
        "one",
        "“Chapter One,” she read.",
        "Introduction to the game was free.",
        "Notes on a quarrel",
        "Letter in hand, he knocked.",
        "Book two seats for me, will you?",
        "First, they counted the horses.",
    ],
)
def test_prose_is_no_heading(line: str) -> None:
    assert read_heading(line) is None


@pytest.mark.parametrize(
    "mark",
    ["***", "* * *", "#", "# # #", "---", "—", "~", "⁂", "❦", "oOo", "x x x", "- - -", "~*~", "====", "•"],
)  # fmt: skip
def test_scene_break(mark: str) -> None:
    assert is_break(mark)
    manuscript = _book(PROSE, mark, PROSE)
    assert [b.kind for b in manuscript.blocks] == ["paragraph", "break", "paragraph"]
    assert len(manuscript.scenes) == 2


@pytest.mark.parametrize(
    "line", ["X", "XXX", "I", "...", "…", "o", "0", "O!", "“—”", "Oh", "x", "?", "!!!"]
)
def test_no_scene_break(line: str) -> None:
    assert not is_break(line)


def test_a_mark_in_the_middle_of_the_line() -> None:
    manuscript = from_text(f"{PROSE}\n\n                    * * *\n\n{PROSE}\n")
    assert len(manuscript.scenes) == 2


@pytest.mark.parametrize("title", ["The Shoes of Fortune", "DOWN THE WELL", "“I DO!” SAID SHE"])
def test_title(title: str) -> None:
    assert is_title(title)


@pytest.mark.parametrize(
    "line", ["My dear Sir,", "“Go!”", "The well was dry.", "and then", "TO MY AUNT:"]
)
def test_no_title(line: str) -> None:
    assert not is_title(line)


@pytest.mark.parametrize(
    "headings",
    [
        ["Chapter One", "Chapter Two", "Chapter Three"],
        ["I", "II", "III"],
        ["1.", "2.", "3."],
        ["One", "Two", "Three"],
        ["Prologue", "Chapter 1", "Epilogue"],
        ["I. The Ferry", "II. The Quay", "III. The Rail"],
    ],
)
def test_chapters(headings: list[str]) -> None:
    manuscript = _book(*(unit for title in headings for unit in (title, PROSE, PROSE)))
    assert _titles(manuscript) == headings
    for chapter, title in zip(manuscript.chapters, headings, strict=True):
        assert chapter.span.text(manuscript.text).startswith(title)
        assert chapter.span.text(manuscript.text).endswith("knew.")


def test_title_under_the_number_belongs_to_the_heading() -> None:
    manuscript = _book("CHAPTER I", "THE QUAY", PROSE, "CHAPTER II.\nTHE RAIL", PROSE)
    assert _titles(manuscript) == ["CHAPTER I: THE QUAY", "CHAPTER II. THE RAIL"]
    assert [b.kind for b in manuscript.blocks] == [
        *("heading", "heading", "paragraph"),
        *("heading", "paragraph"),
    ]


def test_prose_right_under_a_heading_is_no_title() -> None:
    manuscript = from_text(
        "Chapter One\nIt rained when Ana came.\nTom was late.\n\nChapter Two\nShe left.\n"
    )
    assert _titles(manuscript) == ["Chapter One", "Chapter Two"]
    assert [scene.chapter for scene in manuscript.scenes] == [0, 1]


def test_very_short_numbered_chapters() -> None:
    manuscript = _book("1", "Ana came.", "2", "Tom left.", "3", "The end.")
    assert _titles(manuscript) == ["1", "2", "3"]


def test_a_first_line_of_dialogue_is_no_title() -> None:
    manuscript = _book("CHAPTER I", "“Ines!”", PROSE)
    assert _titles(manuscript) == ["CHAPTER I"]
    assert [b.kind for b in manuscript.blocks] == ["heading", "paragraph", "paragraph"]


def test_parts_hold_chapters() -> None:
    manuscript = _book(
        "PART ONE", "CHAPTER I", PROSE, "CHAPTER II", PROSE, "PART TWO", "CHAPTER I", PROSE
    )
    assert _titles(manuscript) == ["CHAPTER I", "CHAPTER II", "CHAPTER I"]
    assert [b.level for b in manuscript.blocks if b.kind == "heading"] == [1, 2, 2, 1, 2]
    assert manuscript.chapters[2].span.text(manuscript.text).startswith("PART TWO")


def test_numbers_under_parts_are_chapters() -> None:
    manuscript = _book("Book I", "I", PROSE, "II", PROSE, "Book II", "III", PROSE, "IV", PROSE)
    assert _titles(manuscript) == ["I", "II", "III", "IV"]


def test_numbers_under_chapters_are_scenes() -> None:
    manuscript = _book(
        "Chapter One", "I", PROSE, "II", PROSE, "Chapter Two", "I", PROSE, "II", PROSE
    )
    assert _titles(manuscript) == ["Chapter One", "Chapter Two"]
    assert [scene.chapter for scene in manuscript.scenes] == [0, 0, 1, 1]


def test_letters_inside_chapters_are_no_chapters() -> None:
    chapters = [u for n in range(1, 12) for u in (f"Chapter {n}", PROSE)]
    manuscript = _book(*chapters, "LETTER I.", PROSE, "Chapter 12", PROSE)
    assert len(manuscript.chapters) == 12


def test_prose_before_the_first_chapter_is_an_untitled_chapter() -> None:
    manuscript = _book(*[PROSE] * 8, "Chapter One", PROSE)
    assert _titles(manuscript) == ["", "Chapter One"]
    assert [scene.chapter for scene in manuscript.scenes] == [0, 1]


def test_a_title_page_belongs_to_the_first_chapter() -> None:
    manuscript = _book("THE FERRY", "by A. Writer", "CHAPTER I", PROSE, "CHAPTER II", PROSE)
    assert _titles(manuscript) == ["CHAPTER I", "CHAPTER II"]
    assert manuscript.chapters[0].span.start == 0


def test_no_headings_is_one_chapter() -> None:
    manuscript = _book(PROSE, PROSE)
    assert _titles(manuscript) == [""]
    assert len(manuscript.scenes) == 1


_ENTRIES = [
    "CHAPTER I. The Quay",
    "CHAPTER II. The Rail",
    "CHAPTER III. The Bell",
    "CHAPTER IV. Home",
]
_CHAPTERS = [u for entry in _ENTRIES for u in (entry, PROSE, PROSE)]


@pytest.mark.parametrize(
    "contents",
    [
        ["CONTENTS", "\n".join(_ENTRIES)],
        ["Contents", *_ENTRIES],
        ["\n".join(["CONTENTS", *_ENTRIES])],
        _ENTRIES,
        ["\n".join(_ENTRIES)],
        ["CONTENTS", "\n".join(f"  {entry:40} {n * 17}" for n, entry in enumerate(_ENTRIES, 1))],
        ["CONTENTS", "The Quay\nThe Rail\nThe Bell\nHome"],
        ["TABLE OF CONTENTS", "PART ONE", *_ENTRIES[:2], "PART TWO", *_ENTRIES[2:]],
    ],
)
def test_a_table_of_contents_is_no_chapters(contents: list[str]) -> None:
    manuscript = _book("THE FERRY", "By A. Writer", *contents, *_CHAPTERS)
    assert _titles(manuscript) == _ENTRIES
    blocks = [b.span.text(manuscript.text) for b in manuscript.blocks]
    assert sum(entry in block for block in blocks for entry in _ENTRIES) == 4


def test_short_chapters_are_no_table_of_contents() -> None:
    short = [
        u for n in range(1, 7) for u in (f"Chapter {n}", "It rained. She waited, and he went.")
    ]
    assert len(_book(*short).chapters) == 6


def test_stanza_numbers_in_a_story_are_no_chapters() -> None:
    stanza = "The harbour sleeps,\nThe lantern keeps\nIts counsel to the tide."
    poem = [u for n in ("I.", "II.", "III.", "IV.") for u in (n, stanza)]
    assert len(_book(*[PROSE] * 120, *poem, *[PROSE] * 20).chapters) == 1


def test_page_numbers_are_no_chapters() -> None:
    pages = [u for n in range(1, 9) for u in (PROSE[:-6] + "body she", str(n))]
    assert len(_book(*pages).chapters) == 1


def test_gutenberg_header_and_licence_are_not_story() -> None:
    story = "\n\n".join(["CHAPTER I", PROSE, "CHAPTER II", PROSE])
    text = (
        "The Project Gutenberg eBook of The Ferry, by A. Writer\n\nTitle: The Ferry\n\n"
        "Author: A. Writer\n\nLanguage: English\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\n\nProduced by Somebody\n\n\n"
        f"{story}\n\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\n"
        "Updated editions will replace the previous one.\n\nSection 1. General Terms\n"
    )
    manuscript = from_text(text)
    assert manuscript.text == text
    assert (manuscript.title, manuscript.author) == ("The Ferry", "A. Writer")
    inside = "\n\n".join(block.span.text(text) for block in manuscript.blocks)
    assert inside == story
    assert _titles(manuscript) == ["CHAPTER I", "CHAPTER II"]


def test_notes_of_an_edition_are_not_story() -> None:
    manuscript = _book(PROSE, "[Illustration: The quay by night]", *[PROSE] * 40,
                       "Transcriber's Notes:", "Chapter I: “fery” has been corrected.")  # fmt: skip
    assert all(b.span.text(manuscript.text) == PROSE for b in manuscript.blocks)


_UNIT = st.one_of(
    st.sampled_from(["Chapter One", "CHAPTER II", "I", "2", "Part One", "* * *", "#", "CONTENTS"]),
    st.text(alphabet="abc DEF.,!?“”'-*\n\t", min_size=1, max_size=60),
    st.just(PROSE),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_UNIT, min_size=1, max_size=14), st.sampled_from(["\n", "\n\n", "\n\n\n"]))
def test_the_shape_always_holds_together(units: list[str], gap: str) -> None:
    text = gap.join(units)
    try:
        manuscript = from_text(text)
    except FabulaError:
        return
    assert manuscript.text == text
    ends = 0
    for block in manuscript.blocks:
        assert block.span.start >= ends
        assert block.span.text(text).strip() == block.span.text(text) != ""
        assert (block.level > 0) == (block.kind == "heading")
        ends = block.span.end
    for first, second in zip(manuscript.chapters, manuscript.chapters[1:], strict=False):
        assert first.span.end <= second.span.start
    for block in manuscript.blocks:
        assert sum(chapter.span.contains(block.span) for chapter in manuscript.chapters) == 1
        scenes = [scene for scene in manuscript.scenes if scene.span.contains(block.span)]
        if block.kind == "paragraph":
            assert len(scenes) == 1
            assert manuscript.chapters[scenes[0].chapter].span.contains(block.span)


def test_a_title_page_gives_title_and_author() -> None:
    manuscript = _book("THE FERRY", "by\n\nAnna Writer", "CHAPTER I", PROSE, "CHAPTER II", PROSE)
    assert (manuscript.title, manuscript.author) == ("THE FERRY", "Anna Writer")
    assert [b.kind for b in manuscript.blocks[:3]] == ["heading", "heading", "paragraph"]
    assert _titles(manuscript) == ["CHAPTER I", "CHAPTER II"]


def test_a_title_over_parts_is_no_chapter() -> None:
    manuscript = _book("THE FERRY", "PART I", PROSE, "PART II", PROSE)
    assert _titles(manuscript) == ["PART I", "PART II"]
    assert manuscript.blocks[0].level == 1


def test_sections_of_a_chapter_may_begin_with_two() -> None:
    manuscript = _book("Chapter One", PROSE, "II", PROSE, "Chapter Two", PROSE, "II", PROSE)
    assert _titles(manuscript) == ["Chapter One", "Chapter Two"]
    assert [scene.chapter for scene in manuscript.scenes] == [0, 0, 1, 1]


_TOLD = "The ferry was late, and nobody on the quay had thought to bring a lamp or a loaf.\n\n"


def test_names_alone_head_chapters() -> None:
    names = "TAMSIN", "Ola", "TAMSIN"
    text = "\n\n".join(f"{name}\n\n{_TOLD}“Wait,” said Ola. Tamsin did not." for name in names)
    assert _titles(from_text(text)) == ["TAMSIN", "Ola", "TAMSIN"]


@pytest.mark.parametrize(
    "units",
    [
        ("TAMSIN", _TOLD, "Tamsin sat.", "OPEN", _TOLD, "She waited."),
        (_TOLD, _TOLD, _TOLD, "TAMSIN", _TOLD, "Ola sat.", "OLA", _TOLD, "Tamsin sat."),
        ("TAMSIN", "Tamsin sat.", "OLA", "Ola sat.", "TAMSIN", "Both stood."),
        ("Chapter 1", "TAMSIN", _TOLD, "Ola sat.", "Chapter 2", "OLA", _TOLD, "Tamsin sat."),
        ("Tamsin!", _TOLD, "Ola sat.", "Ola?", _TOLD, "Tamsin sat."),
    ],
)
def test_a_name_alone_may_head_nothing(units: tuple[str, ...]) -> None:
    assert not {"TAMSIN", "OLA", "OPEN"} & set(_titles(_book(*units)))
