"""Chapters whose titles are only set larger, bold or centred; scenes that only space parts."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from manuscript.documents import docx, zipped

PROSE = (
    "The lamp had gone out again, and Rosa felt along the shelf for the matches she kept there.",
    "“Is that you?” asked her father from the other room, in the voice he had for burglars.",
    "It was only the cat, who had found the one bowl in the kitchen that would ring.",
    "She counted the matches twice and put nine of them back where they had been before.",
)
TITLES = ("The Lamp", "Nine Matches", "A Bowl That Rang")

Line = tuple[str, bool]


def _lines(titles: Sequence[str] = TITLES, paragraphs: int = 8) -> list[Line]:
    """The lines of a manuscript, and whether each is set as a title."""
    lines: list[Line] = []
    for title in titles:
        lines.append((title, True))
        lines += [(PROSE[index % 4], False) for index in range(paragraphs)]
    return lines


def _word(lines: Sequence[Line], paragraph: str = "", run: str = '<w:sz w:val="36"/>') -> bytes:
    return docx(
        body="".join(
            f"<w:p><w:pPr>{paragraph * titled}</w:pPr><w:r><w:rPr>{run * titled}</w:rPr>"
            f"<w:t>{words}</w:t></w:r></w:p>"
            for words, titled in lines
        )
    )


def _bold_in_the_middle(lines: Sequence[Line]) -> bytes:
    return _word(lines, '<w:jc w:val="center"/>', "<w:b/>")


def _bold(lines: Sequence[Line]) -> bytes:
    return _word(lines, run="<w:b/>")


def _rich(lines: Sequence[Line]) -> bytes:
    shown = "".join(
        rf"\pard\qc\fs36 {words}\fs24\par " if titled else rf"\pard\fi720 {words}\par "
        for words, titled in lines
    )
    shown = shown.replace("“", r"\ldblquote ").replace("”", r"\rdblquote ")
    return (r"{\rtf1\ansi " + shown + "}").encode("ascii")


def _odt(lines: Sequence[Line]) -> bytes:
    body = "".join(
        f'<text:p><text:span text:style-name="Big">{words}</text:span></text:p>'
        if titled
        else f"<text:p>{words}</text:p>"
        for words, titled in lines
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>"
        '<style:style style:name="Big" style:family="text">'
        '<style:text-properties fo:font-size="18pt"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content},
        store_first=True,
    )


def _page(lines: Sequence[Line]) -> bytes:
    body = "".join(f'<p class="{"t" if titled else "b"}">{words}</p>' for words, titled in lines)
    sheet = ".b { margin: 0; font-size: 1em } .t { font-size: 150%; text-align: center }"
    return f"<html><head><style>{sheet}</style></head><body>{body}</body></html>".encode()


def _google(lines: Sequence[Line]) -> bytes:
    body = "".join(
        f'<p><span style="font-size:{20 if titled else 11}pt">{words}</span></p>'
        for words, titled in lines
    )
    return f"<html><body>{body}</body></html>".encode()


def _markdown(lines: Sequence[Line]) -> bytes:
    return "\n\n".join(f"**{words}**" if titled else words for words, titled in lines).encode()


FORMATS: dict[str, tuple[str, Callable[[Sequence[Line]], bytes]]] = {
    "Word, larger": ("a.docx", _word),
    "Word, bold in the middle": ("a.docx", _bold_in_the_middle),
    "Word, bold": ("a.docx", _bold),
    "Rich Text": ("a.rtf", _rich),
    "OpenDocument": ("a.odt", _odt),
    "Markdown": ("a.md", _markdown),
    "a page": ("a.html", _page),
    "a page of spans": ("a.html", _google),
}


def _titles(folder: Path, name: str, data: bytes) -> list[str]:
    path = folder / name
    path.write_bytes(data)
    return [chapter.title for chapter in load_manuscript(str(path)).chapters]


@pytest.mark.parametrize("form", FORMATS)
def test_titles_known_by_their_look_alone_open_chapters(tmp_path: Path, form: str) -> None:
    name, make = FORMATS[form]
    assert _titles(tmp_path, name, make(_lines())) == list(TITLES)


@pytest.mark.parametrize("form", FORMATS)
def test_one_large_line_is_a_sign_and_no_chapter(tmp_path: Path, form: str) -> None:
    name, make = FORMATS[form]
    lines = [*_lines(())[:1], *[(words, False) for words in PROSE * 3]]
    lines[5:5] = [("Closed for the Season", True)]
    assert _titles(tmp_path, name, make(lines)) == [""]


def test_large_lines_with_next_to_no_text_between_them_are_a_notice(tmp_path: Path) -> None:
    notice = [("Grand Regatta", True), (PROSE[0], False), ("Bring Your Own Boat", True)]
    lines = [*[(words, False) for words in PROSE * 2], *notice, (PROSE[1], False)]
    assert _titles(tmp_path, "a.docx", _word(lines)) == [""]


def test_headings_of_the_format_leave_large_lines_alone(tmp_path: Path) -> None:
    body = "".join(
        f'<h2>{title}</h2><p style="font-size:2em">For Sale</p>'
        + "".join(f"<p>{words}</p>" for words in PROSE * 3)
        for title in TITLES
    )
    page = f"<html><body>{body}</body></html>".encode()
    assert _titles(tmp_path, "a.html", page) == list(TITLES)


def test_the_title_page_is_no_chapter(tmp_path: Path) -> None:
    lines = [("The Ringing Bowl", True), ("by Ana Writer", False), *_lines()]
    path = tmp_path / "a.docx"
    path.write_bytes(_word(lines))
    assert [chapter.title for chapter in load_manuscript(str(path)).chapters] == list(TITLES)


def _spaced(rule: str, aside: str = "") -> bytes:
    """A page whose fifth and ninth paragraphs are of the class with this rule."""
    words = [*PROSE * 3]
    body = "".join(
        f'<p class="{"s" if index in (4, 8) else "l" if aside and index == 6 else "n"}">{one}</p>'
        for index, one in enumerate(words)
    )
    sheet = f"p {{ margin: 0; text-indent: 1.5em }} .s {{ {rule} }} .l {{ {aside} }}"
    return f"<html><head><style>{sheet}</style></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("rule", "scenes"),
    [
        ("margin-top: 2em", 3),
        ("margin: 24pt 0 0 0", 3),
        ("margin-top: 32px; text-indent: 0", 3),
        ("margin-top: 0.3em", 1),
        # A block moved in from the left, sloped or centred is a letter or a sign.
        ("margin: 2em 2em", 1),
        ("margin-top: 2em; font-style: italic", 1),
        ("margin-top: 2em; text-align: center", 1),
    ],
)
def test_space_above_a_paragraph_parts_scenes_by_habit(
    tmp_path: Path, rule: str, scenes: int
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(_spaced(rule))
    assert len(load_manuscript(str(path)).scenes) == scenes


def test_space_after_something_set_aside_parts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(_spaced("text-indent: 0", aside="margin: 2em 3em"))
    assert len(load_manuscript(str(path)).scenes) == 1


def test_space_that_every_paragraph_has_parts_nothing(tmp_path: Path) -> None:
    body = "".join(f'<p style="margin-top: 2em">{words}</p>' for words in PROSE * 3)
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    assert len(load_manuscript(str(path)).scenes) == 1


def _signed(sign: str, times: int) -> str:
    stretch = "\n\n".join(PROSE)
    return f"\n\n{sign}\n\n".join([stretch] * (times + 1))


@pytest.mark.parametrize("sign", [".", "XXX", "xx", "/", "...", "x", "+", "XOXOX", "^"])
def test_a_lone_sign_parts_scenes_where_it_is_a_habit(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_signed(sign, 2), encoding="utf-8")
    assert len(load_manuscript(str(path)).scenes) == 3


def test_numbers_and_kisses_are_no_habit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_signed("x", 1), encoding="utf-8")
    assert len(load_manuscript(str(path)).scenes) == 1
    numbered = "\n\n".join(f"{number}\n\n" + "\n\n".join(PROSE) for number in ("IX", "X", "XI"))
    path.write_text(numbered, encoding="utf-8")
    assert "***" not in load_manuscript(str(path)).text


def test_silences_of_a_talk_part_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n...\n\n".join([*PROSE, *PROSE]), encoding="utf-8")
    assert len(load_manuscript(str(path)).scenes) == 1
