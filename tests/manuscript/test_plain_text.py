"""Plain text as it is found: old encodings, typed pages, extra blank lines, odd numbers."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from fabula.export.corrected import correct_source
from fabula.manuscript.load import from_text, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from timing import processor_seconds

_SENTENCE = "The kettle sang on the hob, and nobody had come down from the attic since the storm. "


def _read(folder: Path, words: str | bytes, name: str = "a.txt") -> Manuscript:
    data = words.encode() if isinstance(words, str) else words
    (folder / name).write_bytes(data)
    return load_manuscript(str(folder / name))


def _maps_back(source: str, manuscript: Manuscript) -> None:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, letter in enumerate(manuscript.text):
        if not letter.isspace():
            (place,) = manuscript.source.places(Span(at, at + 1))
            assert lines[place.line - 1][place.column - 1] == letter


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize(
    "words",
    [
        "“Don’t,” said Edda. ‘Not now’—and she left…",
        "It isn’t the café’s fault.",
        "She’d gone. He’d stayed. They’d neither of them known.",
        "“Go!” cried Zoë. “Go to Málaga – or to Curaçao.”",
        "A naïve façade, a déjà vu, an œuvre.",
    ],
)
def test_mac_roman(tmp_path: Path, words: str, ends: str) -> None:
    text = f"CHAPTER ONE{ends}{ends}{words}{ends}"
    data = text.encode("mac_roman")
    manuscript = _read(tmp_path, data)
    assert words in manuscript.text
    _maps_back(text, manuscript)
    assert correct_source(manuscript, data, []).data == data


@pytest.mark.parametrize(
    "words",
    [
        "“Don’t,” said Edda. ‘Not now’—and she left…",
        "État, Éire, Ångström and Émile: “Zoë’s café – naïve.”",
        "It cost £5 or €6. ÉMILE ZOLA shouted.",
        "‘’Twas so,’ he said.",
    ],
)
def test_windows_1252_stays(tmp_path: Path, words: str) -> None:
    assert words in _read(tmp_path, f"One.\n\n{words}\n".encode("cp1252")).text


def _pages(make: str, pages: int = 8, *, wrapped: bool = False, feed: bool = False) -> str:
    """A story whose pages end in the middle of sentences; ``make`` is what is typed between."""
    words = (_SENTENCE * 14 * pages).split()
    share = len(words) // pages + 7
    out: list[str] = []
    for page in range(pages):
        part = words[page * share : (page + 1) * share]
        lines = [part[i : i + 12] for i in range(0, len(part), 12)] if wrapped else [part]
        out.append("\n".join(" ".join(line) for line in lines))
        if page + 1 < pages:
            out.append(("\f" if feed else "") + make.replace("#", str(page + 1)))
    return "\n\n".join(piece for piece in out if piece)


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        "#",
        "- # -",
        "Page #",
        "[#]",
        "Roe / THE LONG FERRY / #",
        "THE LONG FERRY\n\n#",
        "#\n\nTHE LONG FERRY",
        "The Long Ferry by A. Roe",
        "Page # of 212",
    ],
)
def test_typed_pages_are_no_text(tmp_path: Path, make: str, wrapped: bool) -> None:
    source = _pages(make, wrapped=wrapped)
    manuscript = _read(tmp_path, source)
    assert "".join(manuscript.text.split()) == "".join(_pages("", wrapped=wrapped).split())
    assert len(manuscript.blocks) == 1
    assert len(manuscript.scenes) == 1
    _maps_back(source, manuscript)


def test_short_pages_of_an_excerpt(tmp_path: Path) -> None:
    whole = _SENTENCE.strip()
    half = ("The lamps along the river had been put out", "an hour ago.")
    cut = "".join(f"{whole}\n\n{half[0]}\n\nTHE FERRY\n\n{n}\n\n{half[1]}\n\n" for n in (7, 8, 9))
    manuscript = _read(tmp_path, cut)
    assert "FERRY" not in manuscript.text
    assert len(manuscript.blocks) == 6
    header = "".join(f"Roe / THE FERRY / {n}\n\n{whole}\n\n{whole}\n\n" for n in (1, 2, 3))
    manuscript = _read(tmp_path, header)
    assert len(manuscript.blocks) == 6
    assert "Roe" not in manuscript.text
    _maps_back(header, manuscript)


def test_form_feeds_show_pages_that_end_with_a_sentence(tmp_path: Path) -> None:
    page = "\n\n".join([_SENTENCE.strip() * 6] * 3)
    source = "".join(f"{page}\n\n{n}\f" for n in range(1, 7)) + page
    manuscript = _read(tmp_path, source)
    assert not any(letter.isdigit() for letter in manuscript.text)
    assert len(manuscript.blocks) == 21
    _maps_back(source, manuscript)


@pytest.mark.parametrize(
    "heads",
    [
        ["1", "2", "3", "4"],
        ["I.", "II.", "III.", "IV."],
        ["Day 1", "Day 2", "Day 3", "Day 4"],
        ["Nevermore.", "Nevermore.", "Nevermore.", "Nevermore."],
        ["MARA", "MARA", "MARA", "MARA"],
        ["***", "***", "***", "***"],
        ["Mara - 1", "Mara - 2", "Mara - 3", "Mara - 4"],
        ["Week 1", "Week 2", "Week 3", "Week 4"],
    ],
)
def test_chapters_and_refrains_are_no_pages(tmp_path: Path, heads: Sequence[str]) -> None:
    chapter = "\n\n".join([_SENTENCE.strip() * 4] * 4)
    source = "\n\n".join(f"{head}\n\n{chapter}" for head in heads)
    assert _read(tmp_path, source).text == source


def test_extra_blank_lines_break_scenes(tmp_path: Path) -> None:
    prose = _SENTENCE.strip()
    source = "\r\n\r\n".join([prose] * 5) + "\r\n" * 5 + "\r\n\r\n".join([prose] * 5) + "\r\n"
    manuscript = _read(tmp_path, source)
    assert len(manuscript.scenes) == 2
    scene = "\n\n".join([prose] * 5)
    assert manuscript.text == f"{scene}\n\n\n{scene}\n"
    _maps_back(source, manuscript)


def test_blank_lines_that_are_spacing_stay(tmp_path: Path) -> None:
    prose = _SENTENCE.strip()
    source = "CHAPTER ONE\n\n\n" + "\n\n\n".join([prose] * 9)
    manuscript = _read(tmp_path, source)
    assert manuscript.text == source == from_text(source).text
    assert len(manuscript.scenes) == 1


def _chapters(numbers: Sequence[str]) -> str:
    chapter = "\n\n".join([_SENTENCE.strip() * 2] * 6)
    return "\n\n".join(f"{number}\n\n{chapter}" for number in numbers)


@pytest.mark.parametrize(
    "numbers",
    [
        ["I", "III", "IV", "V"],
        ["I", "II", "III", "IIII", "V"],
        ["I", "II", "III", "IV", "V", "VI", "VII", "IIX", "IX", "X"],
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "VIIII", "X", "XII"],
        ["I", "II", "II", "IV", "V"],
        ["I", "II", "III", "VI", "V", "VI", "VII"],
        ["CHAPTER I", "CHAPTER III", "CHAPTER IIII"],
        ["CHAPTER XVII", "CHAPTER XIIX", "CHAPTER IXX"],
    ],
)
def test_misnumbered_roman_chapters(tmp_path: Path, numbers: Sequence[str]) -> None:
    manuscript = _read(tmp_path, _chapters(numbers))
    assert [chapter.title for chapter in manuscript.chapters] == list(numbers)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    manuscript = _read(tmp_path, "It rained all day.\n", name)
    assert manuscript.text.strip() == "It rained all day."
    assert manuscript.path.endswith(name)


@pytest.mark.parametrize("ends", ["\n", "\r\n", " \n", "\n\f\n", "x\n\n", "1\n\n"])
def test_blank_lines_take_time_in_proportion(tmp_path: Path, ends: str) -> None:
    spent = []
    for count in (5_000, 20_000):
        text = "It rained." + ends * count + "It snowed.\n"
        spent.append(processor_seconds(partial(_read, tmp_path, text)))
    assert spent[1] < 0.25 + 9 * spent[0], spent
