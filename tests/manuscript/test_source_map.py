"""Round trips: for every word of a document, its place in the source holds that word."""

import html
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fabula.manuscript.load import from_text, load_book, load_manuscript
from fabula.manuscript.model import Manuscript, SourcePlace
from fabula.manuscript.spans import Span
from manuscript.documents import FORMATS, scrivener

Source = Callable[[SourcePlace], str]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _slice(text: str, place: SourcePlace) -> str:
    return text[place.source.start : place.source.end]


def _check_line(text: str, place: SourcePlace) -> None:
    line = text.split("\n")[place.line - 1]
    piece = _slice(text, place).split("\n")[0]
    assert line[place.column - 1 :].startswith(piece)


def _text_source(place: SourcePlace) -> str:
    source = Path(place.path).read_text(encoding="utf-8")
    _check_line(source, place)
    return html.unescape(_slice(source, place).removeprefix("\\"))


def _rtf_source(file: Path, place: SourcePlace) -> str:
    source = file.read_text(encoding="latin-1")
    _check_line(source, place)
    raw = _slice(source, place)
    units = [int(n) & 0xFFFF for n in re.findall(r"\\u(-?\d+)\?", raw)]
    if units:
        return b"".join(n.to_bytes(2, "little") for n in units).decode("utf-16-le")
    named = {"\\ldblquote ": "“", "\\'92": "’"}
    return named.get(raw, raw)


def _word_source(place: SourcePlace) -> str:
    with zipfile.ZipFile(place.path) as file:
        root = ET.fromstring(file.read(place.part))
    paragraph = list(root.iter(f"{_W}p"))[place.paragraph]
    run = list(paragraph.iter(f"{_W}r"))[place.run]
    return _slice("".join(t.text or "" for t in run.iter(f"{_W}t")), place)


def _odt_source(place: SourcePlace) -> str:
    with zipfile.ZipFile(place.path) as file:
        root = ET.fromstring(file.read(place.part))
    paragraphs = [e for e in root.iter() if e.tag in (f"{_T}p", f"{_T}h")]
    nodes = [words for words in paragraphs[place.paragraph].itertext() if words]
    return _slice(nodes[place.run], place)


def _fodt_source(place: SourcePlace) -> str:
    root = ET.fromstring(Path(place.path).read_bytes())
    paragraphs = [e for e in root.iter() if e.tag in (f"{_T}p", f"{_T}h")]
    nodes = [words for words in paragraphs[place.paragraph].itertext() if words]
    return _slice(nodes[place.run], place)


def _epub_source(place: SourcePlace) -> str:
    with zipfile.ZipFile(place.path) as file:
        page = file.read(place.part).decode()
    _check_line(page, place)
    return html.unescape(_slice(page, place))


_SOURCES: dict[str, Source] = {
    "story.txt": _text_source,
    "story.md": _text_source,
    "story.html": _text_source,
    "archive.html": _text_source,
    "story.docx": _word_source,
    "story.odt": _odt_source,
    "story.epub": _epub_source,
    "story.org": _text_source,
    "story.nwd": _text_source,
    "story.fb2": _text_source,
    "story.fb2.zip": _epub_source,
    "story.fodt": _fodt_source,
    "story.rtf": lambda place: _rtf_source(Path(place.path), place),
}


def _round_trip(manuscript: Manuscript, source: Source) -> int:
    words = list(re.finditer(r"\S+", manuscript.text))
    for word in words:
        places = manuscript.source.places(Span(*word.span()))
        assert "".join(source(place) for place in places) == word[0]
        assert [p.span.start for p in places] == sorted(p.span.start for p in places)
        assert sum(len(p.span) for p in places) == len(word[0])
    return len(words)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_word_leads_back(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FORMATS[name]())
    assert _round_trip(load_manuscript(str(tmp_path / name)), _SOURCES[name]) > 60


def test_every_word_leads_back_in_scrivener(tmp_path: Path) -> None:
    project = scrivener(tmp_path)
    assert (
        _round_trip(load_manuscript(str(project)), lambda p: _rtf_source(project / p.part, p)) > 60
    )


def test_a_book_leads_back_to_the_right_file(tmp_path: Path) -> None:
    for name in ("story.txt", "story.md", "archive.html"):
        (tmp_path / name).write_bytes(FORMATS[name]())
    book = load_book([str(tmp_path)])
    assert _round_trip(book, _text_source) > 180
    assert len({p.path for p in book.source.places(Span(0, len(book.text)))}) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str, tmp_path: Path) -> None:
    words = "She said “no” – café.\n\nHe left.\n\nIt rained all night, and nobody came.\n"
    (tmp_path / "a.txt").write_bytes(words.replace("\n", end).encode(encoding))
    manuscript = load_manuscript(str(tmp_path / "a.txt"))
    assert manuscript.text == words
    source = words.replace("\n", end)
    for word in re.finditer(r"\S+", words):
        (place,) = manuscript.source.places(Span(*word.span()))
        assert _slice(source, place) == word[0]
        assert place.line == words.count("\n", 0, word.start()) + 1
        assert place.column == word.start() - words.rfind("\n", 0, word.start())
        assert manuscript.source.line_column(word.start()) == (place.line, place.column)


@given(st.text(alphabet=st.sampled_from("ab \n\r\t.é“”*#_—😀"), min_size=1, max_size=80))
def test_plain_text_maps_character_by_character(words: str) -> None:
    assume(words.strip())
    manuscript = from_text(words)
    for start in range(len(manuscript.text)):
        for place in manuscript.source.places(Span(start, start + 1)):
            there = words[place.source.start : place.source.end]
            assert there == manuscript.text[start] or (there, manuscript.text[start]) == (
                "\r",
                "\n",
            )


def test_word_run_offsets_count_tabs_and_deletions(tmp_path: Path) -> None:
    from manuscript.documents import docx

    body = (
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> three</w:t></w:r></w:ins></w:p>"
    )
    (tmp_path / "a.docx").write_bytes(docx(body=body))
    manuscript = load_manuscript(str(tmp_path / "a.docx"))
    assert manuscript.text == "One\ttwo three"
    (two,) = manuscript.source.places(Span(4, 7))
    assert (two.paragraph, two.run, two.source) == (0, 0, Span(4, 7))
    (three,) = manuscript.source.places(Span(8, 13))
    assert (three.paragraph, three.run, three.source) == (0, 2, Span(1, 6))


def test_line_and_column_in_plain_text_where_the_source_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(FORMATS["story.docx"]())
    manuscript = load_manuscript(str(tmp_path / "a.docx"))
    assert manuscript.source.line_column(0) == (1, 1)
    assert manuscript.source.line_column(manuscript.text.index("ferry")) == (3, 5)
