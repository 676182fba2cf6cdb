"""Markdown: markup is not text; what a writer means by his marks is kept."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.readers.markdown import read_markdown
from fabula.manuscript.spans import Span
from manuscript.documents import flat


def _read(words: str, folder: Path) -> Manuscript:
    (folder / "a.md").write_text(words, encoding="utf-8", newline="")
    return load_manuscript(str(folder / "a.md"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("She *never* did, __ever__, ***at all***.", "She never did, ever, at all."),
        ("A ~~torn~~ page and `code`.", "A torn page and code."),
        ("Go to [the quay](http://a.b/quay 'Quay') now.", "Go to the quay now."),
        ("See [the quay][1] now.\n\n[1]: http://a.b", "See the quay now."),
        ("<http://a.b/c> is all.", "http://a.b/c is all."),
        ("Look: ![a map](map.png) there.", "Look:  there."),
        ("R&amp;D &mdash; caf&eacute; \\*star\\*", "R&D — café *star*"),
        ("One line  \nand another\\\nand more", "One line\nand another\nand more"),
        ("A line<br>broken", "A line\nbroken"),
        ("A <!-- hidden --> word and a <b>bold</b> one", "A  word and a bold one"),
        ("<!-- hidden\n\nstill -->\n\nSeen.", "Seen."),
        ("> Dear *Ines*,\n> come home.", "Dear Ines,\ncome home."),
        ("- milk\n- eggs\n\n3. Third\n4. Fourth", "milk\n\neggs\n\n3. Third\n\n4. Fourth"),
        ("1986. A great year.", "1986. A great year."),
        ("    Indented like a book.", "Indented like a book."),
        ("A note.[^1]\n\n[^1]: Not story, this.", "A note."),
        ("---\ntitle: X\n---\n\nText.", "Text."),
        ("+++\ntitle = 'X'\n+++\nText.", "Text."),
        ("Snake_case_name stays.", "Snake_case_name stays."),
        ("2 * 3 * 4 stays.", "2 * 3 * 4 stays."),
        ("Trailing  \n", "Trailing"),
    ],
)
def test_text_without_markup(source: str, text: str, tmp_path: Path) -> None:
    assert _read(source + "\n", tmp_path).text == text


@pytest.mark.parametrize(
    "mark", ["***", "* * *", "---", "- - -", "___", "#", "~~~", "\\*\\*\\*", "<hr>"]
)
def test_scene_breaks(mark: str, tmp_path: Path) -> None:
    manuscript = _read(f"One was here.\n\n{mark}\n\nTwo was here.\n", tmp_path)
    assert [b.kind for b in manuscript.blocks] == ["paragraph", "break", "paragraph"]
    assert len(manuscript.scenes) == 2


def test_a_rule_right_under_a_paragraph_is_a_scene_break(tmp_path: Path) -> None:
    manuscript = _read("She never came back.\n---\nYears went by.\n", tmp_path)
    assert [b.kind for b in manuscript.blocks] == ["paragraph", "break", "paragraph"]
    assert manuscript.text == "She never came back.\n\n---\n\nYears went by."
    manuscript = _read("The Quay\n--------\n\nShe never came back.\n", tmp_path)
    assert [b.kind for b in manuscript.blocks] == ["heading", "paragraph"]


def test_one_paragraph_a_line(tmp_path: Path) -> None:
    lines = [
        "The ferry was late, and Ines had never liked waiting, least of all in the rain and the dark, "
        "with nobody to complain to but the gulls and the lamps going out along the quay.",
        "“You’ll miss it,” he said.",
        "She said nothing at all to that, and pulled her collar up, and went on counting the bells of "
        "the buoys, until she had lost her place and had to begin again.",
    ]
    manuscript = _read("\n".join(lines * 2), tmp_path)
    assert [b.span.text(manuscript.text) for b in manuscript.blocks] == lines * 2


def test_hard_wrapped_lines_are_joined_but_not_verse(tmp_path: Path) -> None:
    wrapped = "The ferry was late, and Ines had never liked waiting, least of all in\nthe rain, with the lamps going out along the quay and nobody to\ncomplain to."
    verse = "The harbour sleeps,\nthe lantern keeps"
    manuscript = _read("\n\n".join([wrapped, wrapped, verse]), tmp_path)
    assert manuscript.text == "\n\n".join([flat(wrapped), flat(wrapped), verse])


def test_front_matter(tmp_path: Path) -> None:
    manuscript = _read(
        '---\ntitle: "The Ferry: a tale"\nauthor: [A. Writer, B. Other]\ntags:\n  - sea\nlang: en-GB\n---\n# One\n\nWords.\n',
        tmp_path,
    )
    metadata = manuscript.metadata
    assert (metadata.title, metadata.author) == ("The Ferry: a tale", "A. Writer, B. Other")
    assert metadata.language == "en-GB"
    assert manuscript.text == "One\n\nWords."


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert "Words before." in _read("---\n\nWords before.\n\n---\n\nWords after.\n", tmp_path).text


def test_carriage_returns(tmp_path: Path) -> None:
    manuscript = _read("# One\r\n\r\nA *b* c\r\nd.\r\n", tmp_path)
    assert flat(manuscript.text) == "One A b c d."
    (place,) = manuscript.source.places(
        Span(manuscript.text.index("c"), manuscript.text.index("c") + 1)
    )
    assert (place.line, place.column) == (3, 7)


_PIECES = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "~~",
            "`",
            "[",
            "]",
            "](x)",
            "(",
            "\\",
            "&amp;",
            "<b>",
            "word",
            "word ",
            " ",
            "\n",
            "\n\n",
            "# ",
            "> ",
            "- ",
            "1. ",
            "![",
            "é",
            "<!--",
            "-->",
            "***",
            "  \n",
        ]
    ),
    min_size=1,
    max_size=16,
)


@settings(max_examples=300, deadline=None)
@given(_PIECES)
def test_the_words_are_those_of_the_library(pieces: list[str]) -> None:
    """What is left as text is what a renderer would show; and every letter maps back."""
    source = "x " + "".join(pieces)
    # A comment of several paragraphs is one here, and two paragraphs to the library.
    assume("<!--" not in source or "\n\n" not in source)
    try:
        draft = read_markdown(source.encode(), "a.md")
    except FabulaError:
        return
    parser = MarkdownIt("commonmark").disable(["code", "fence"]).enable("strikethrough")
    shown: list[str] = []
    tokens = parser.parse(source)
    assume(not any(token.type == "html_block" for token in tokens))
    for token in tokens:
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                shown.append(child.content)
    letters = "".join(c for c in "".join(shown) if c.isalpha())
    assert "".join(c for c in draft.text if c.isalpha()) == letters
    source_map = draft.pieces.freeze(draft.text)
    for at, letter in enumerate(draft.text):
        if letter in "wordxé":
            (place,) = source_map.places(Span(at, at + 1))
            assert source[place.source.start : place.source.end] == letter


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[Ida]: hi\n[Bo]: yes!\n[Ida]: what?", "[Ida]: hi\n[Bo]: yes!\n[Ida]: what?"),
        ("[Ida]: ok.\n\nShe left.", "[Ida]: ok.\n\nShe left."),
        ('[Bo]: no "really"', '[Bo]: no "really"'),
        ("<rook> anyone here?\n<tess> me", "<rook> anyone here?\n\n<tess> me"),
        ("[10:32] bo: hi\n[10:33] ida: hey", "[10:32] bo: hi\n[10:33] ida: hey"),
        ("See [here][1].\n\n[1]: https://example.org/a", "See here."),
        ("See [the map].\n\n[the map]: map", "See the map."),
        ('See [it][2].\n\n[2]: ../map.png "A map"', "See it."),
        ("See [it][2].\n\n[2]: #map", "See it."),
        ("One <b>bold</b> and <center>mid</center>.", "One bold and mid."),
        ("<em>So</em> it goes.", "So it goes."),
    ],
)
def test_chat_lines_are_no_marks(source: str, text: str) -> None:
    assert read_markdown(source.encode(), "a.md").text == text
