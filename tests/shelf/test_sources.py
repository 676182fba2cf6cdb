"""The books of folders, patterns and lists, each once, and what a CSV says of them."""

from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.shelf.metadata import read_metadata
from fabula.shelf.sources import BookSource, find_books, sampled


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"The words of {name}.\n")


def found(*paths: str, listed: tuple[str, ...] = ()) -> list[str]:
    books = find_books(paths, listed)
    assert not books.failures
    return [source.path for source in books.sources]


def test_folders_in_natural_order_without_what_is_hidden_or_no_book() -> None:
    put("a/2.txt", "a/10.md", "a/.hidden.txt", "a/picture.png", "a/b/deep.html", "a/.git/x.txt")
    assert found("a") == ["a/2.txt", "a/10.md", "a/b/deep.html"]
    assert found("a", "a/2.txt", "./a") == ["a/2.txt", "a/10.md", "a/b/deep.html"]


def test_patterns_and_lists() -> None:
    put("a/one.txt", "a/two.md", "a/b/three.txt", "a/x.png")
    assert found("a/*") == ["a/b/three.txt", "a/one.txt", "a/two.md"]
    assert found("a/**/*.txt") == ["a/b/three.txt", "a/one.txt"]
    assert found("-", listed=("a/two.md\n", "\n", "a/one.txt")) == ["a/two.md", "a/one.txt"]
    put("[odd] name.txt")
    assert found("[odd] name.txt") == ["[odd] name.txt"]


def test_what_is_not_there_stops_nothing() -> None:
    put("one.txt", "none/x.png")
    books = find_books(["gone.txt", "one.txt", "none", "*.epub"])
    assert [source.path for source in books.sources] == ["one.txt"]
    assert {failure.source: failure.reason.split(";")[0] for failure in books.failures} == {
        "gone.txt": "no such file",
        "none": "no books in this folder",
        "*.epub": "no books match this pattern",
    }


def test_a_mirror_of_project_gutenberg_gives_each_book_once() -> None:
    put("m/1/3/134/134-0.txt", "m/1/3/134/134-8.txt", "m/1/3/134/134.txt",
        "m/1/3/134/134-h/134-h.htm", "m/1/3/134/old/134-0.txt", "m/1/3/134/134.epub",
        "m/1/3/1342/1342-8.txt", "m/1/3/1342/1342-h.htm")  # fmt: skip
    put("c/84/pg84.txt", "c/84/pg84-images.html", "c/84/pg84-images-3.epub", "c/84/pg84.rdf")
    put("c/85/pg85-images.html")
    assert found("m") == ["m/1/3/134/134-0.txt", "m/1/3/1342/1342-8.txt"]
    assert found("c") == ["c/84/pg84.txt", "c/85/pg85-images.html"]
    put("drafts/1.txt", "drafts/1.md", "drafts/2.txt")
    assert found("drafts") == ["drafts/1.md", "drafts/1.txt", "drafts/2.txt"]


CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="epub/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Gate</dc:title>
<dc:creator>A. Writer</dc:creator></metadata><manifest>
<item id="one" href="text/chapter-1.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>"""
CHAPTER = """<html xmlns="http://www.w3.org/1999/xhtml"><body><section>
<h2>I</h2><p>Mara shut the gate.</p></section></body></html>"""


def test_standard_ebooks_folders_and_downloads_are_books() -> None:
    home = "se/a-writer_the-gate"
    for name, text in {
        "src/mimetype": "application/epub+zip",
        "src/META-INF/container.xml": CONTAINER,
        "src/epub/content.opf": PACKAGE,
        "src/epub/text/chapter-1.xhtml": CHAPTER,
        "LICENSE.md": "CC0",
    }.items():
        path = Path(home, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (source,) = find_books(["se"]).sources
    assert (source.path, source.kind) == (home, "unpacked")
    manuscript = source.load()
    assert (manuscript.title, manuscript.author) == ("The Gate", "A. Writer")
    assert "Mara shut the gate." in manuscript.text
    assert source.sha256() == source.sha256() == manuscript.sha256
    put("dl/gate.epub", "dl/gate_advanced.epub", "dl/gate.kepub.epub", "dl/only_advanced.epub")
    assert found("dl") == ["dl/gate.epub", "dl/only_advanced.epub"]


def test_a_larger_sample_holds_a_smaller_one() -> None:
    books = [BookSource(f"{number}.txt") for number in range(50)]
    small, large = sampled(books, 5), sampled(books, 20)
    assert len(small) == 5
    assert set(small) < set(large) < set(books)
    assert sampled(books, 5) == small == sampled(books[::-1], 5)[::-1]
    assert sampled(books, 99) == books


SOURCES = {"aa": "novels/emma.txt", "bb": "novels/pg1342.txt", "cc": "x/one.txt", "dd": "y/one.txt"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_metadata_is_of_books_by_path_name_or_number(separator: str) -> None:
    lines = [("Year", "source", "Genre", "weight"), ("1815", "emma", "comedy", "1"),
             ("1813", "1342", "", "2.5"), ("1900", "one.txt", "two have that name", "1"),
             ("1901", "y/one.txt", "x", ""), ("", "gone.txt", "", "")]  # fmt: skip
    text = "\n".join(separator.join(line) for line in lines)
    Path("m.csv").write_text(f"\N{ZERO WIDTH NO-BREAK SPACE}{text}\n", encoding="utf-8")
    columns, rows, missing = read_metadata(Path("m.csv")).of_books(SOURCES)
    assert [(c.name, c.type) for c in columns] == [
        ("book", "VARCHAR"), ("Year", "INTEGER"), ("Genre", "VARCHAR"), ("weight", "FLOAT")
    ]  # fmt: skip
    assert [tuple(row.values()) for row in rows] == [
        ("aa", 1815, "comedy", 1.0), ("bb", 1813, None, 2.5), ("dd", 1901, "x", None)
    ]  # fmt: skip
    assert missing == ["one.txt", "gone.txt"]


def test_metadata_that_says_of_no_book() -> None:
    for text, line in {"year,genre\n1,2\n": "no column says", "": "no column says",
                       "source,a,A\n": "two columns"}.items():  # fmt: skip
        Path("m.csv").write_text(text)
        with pytest.raises(FabulaError, match=line):
            read_metadata(Path("m.csv"))
