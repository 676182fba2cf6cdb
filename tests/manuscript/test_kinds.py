"""A reader is one file: found, listed, told by its signs, refused under a wrong name, copied back."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.checks.framework.finding import Edit, Finding
from fabula.manuscript import readers
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.kinds import is_project, listed_suffixes, load_readers, suffix_of
from fabula.manuscript.load import load_book, load_manuscript
from fabula.manuscript.spans import Span
from fabula.pipeline.correcting import correct

# A toy format: "STORY!" and the paragraphs, a line each.
_TOY = """
import hashlib
from pathlib import Path
from fabula.manuscript.draft import Draft, DraftBuilder
from fabula.manuscript.reader import Content, Reader

def read_toy(data: bytes, path: str) -> Draft:
    source = data.decode()
    builder = DraftBuilder(path)
    builder.part(path, source)
    at = 0
    for line in source.split("\\n"):
        if at:
            builder.add(line, at)
            builder.end()
        at += len(line) + 1
    return builder.finish(hashlib.sha256(data).hexdigest())

def read_box(folder: Path) -> Draft:
    return read_toy((folder / "box.toyx").read_bytes(), str(folder))

def shows(content: Content) -> bool:
    return content.head.startswith(b"STORY!")

def is_box(path: Path) -> bool:
    return (path / "box.toyx").is_file()

READER = Reader(
    name="NAME", what="an Otter story", suffixes=(SUFFIXES), read=read_toy, shows=shows,
    read_folder=read_box, is_project=is_box, index_suffixes=(".toyx",), twin="source",
)
"""

Drop = Callable[[str, str, str], None]


@pytest.fixture
def drop_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drop:
    folder = tmp_path / "dropped"
    folder.mkdir()
    monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(folder)])

    def drop(file: str, name: str, suffixes: str) -> None:
        code = _TOY.replace("NAME", name).replace("SUFFIXES", suffixes)
        (folder / f"{file}.py").write_text(code, encoding="utf-8")
        importlib.invalidate_caches()

    return drop


def _written(path: Path, words: str = "STORY!\nOnce.\nTwicce.\n") -> Path:
    path.write_bytes(words.encode())
    return path


def test_a_dropped_in_reader_reads_and_is_listed(drop_in: Drop, tmp_path: Path) -> None:
    path = _written(tmp_path / "a.OTTER.zip")
    with pytest.raises(FabulaError, match="unpack it"):
        load_manuscript(str(path))
    drop_in("toy_one", "toy", '".otter", ".otter.zip"')
    assert load_readers()["toy"].what == "an Otter story"
    assert ".otter" in listed_suffixes()
    assert suffix_of(path) == ".otter.zip"
    manuscript = load_manuscript(str(path))
    assert manuscript.text == "Once.\n\nTwicce."
    assert manuscript.source.line_column(len(manuscript.text) - 1) == (3, 7)
    book = load_book([str(tmp_path)])
    assert book.text == "Once.\n\nTwicce."


def test_its_signs_are_seen_under_every_name(drop_in: Drop, tmp_path: Path) -> None:
    drop_in("toy_two", "toy", '".otter",')
    assert load_manuscript(str(_written(tmp_path / "draft"))).text.startswith("Once.")
    assert load_manuscript(str(_written(tmp_path / "draft.unheard-of"))).text.startswith("Once.")
    for name in ("a.txt", "a.docx", "a.doc", "a.rtf"):
        with pytest.raises(FabulaError) as caught:
            load_manuscript(str(_written(tmp_path / name)))
        assert str(caught.value).endswith("holds an Otter story; rename it to end in .otter")


def test_its_folder_is_one_manuscript(drop_in: Drop, tmp_path: Path) -> None:
    drop_in("toy_three", "toy", '".otter",')
    box = tmp_path / "chapters" / "Box"
    box.mkdir(parents=True)
    index = _written(box / "box.toyx")
    assert is_project(box)
    assert not is_project(tmp_path)
    assert load_manuscript(str(box)).text == load_manuscript(str(index)).text == "Once.\n\nTwicce."
    assert load_book([str(tmp_path / "chapters")]).text == "Once.\n\nTwicce."


def test_its_corrected_copy_is_of_its_own_kind(drop_in: Drop, tmp_path: Path) -> None:
    drop_in("toy_four", "toy", '".otter",')
    manuscript = load_manuscript(str(_written(tmp_path / "a.otter")))
    at = manuscript.text.index("Twicce")
    span = Span(at, at + 6)
    edit = Edit(span, "Twice")
    finding = Finding("spelling", "error", span, "A slip.", (), (edit,), 1.0)
    correct(manuscript, [finding])
    assert (tmp_path / "a.corrected.otter").read_text() == "STORY!\nOnce.\nTwice.\n"


def test_names_and_suffixes_are_not_used_twice(drop_in: Drop) -> None:
    drop_in("toy_five", "toy", '".txt",')
    with pytest.raises(ValueError, match=r'"\.txt" is taken by'):
        load_readers()


def test_a_file_that_declares_no_reader_is_refused(drop_in: Drop) -> None:
    drop_in("toy_six", "toy", '".otter",')
    folder = Path(readers.__path__[-1])
    (folder / "toy_seven.py").write_text('"""Nothing."""\n', encoding="utf-8")
    importlib.invalidate_caches()
    with pytest.raises(ValueError, match="declares no reader"):
        load_readers()


def test_every_reader_names_itself_well() -> None:
    for name, reader in load_readers().items():
        assert name == reader.name
        assert all(s.startswith(".") and s == s.lower() for s in reader.suffixes)
        assert reader.read or reader.read_folder
