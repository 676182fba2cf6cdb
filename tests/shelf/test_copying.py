"""A shelf copied to an address: only what is new, another shelf never written over."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import handmade
from fabula.export.shelf_store import Book, Failure, Shelf
from fabula.manuscript.errors import FabulaError
from fabula.shelf.copying import ShelfCopy

fsspec = pytest.importorskip("fsspec")

BOOK = Book(
    *("key0000000000001", "gate.txt", "00", "The Gate", "", "en", 12, 1, 1, 2, 0.5, "m", "0", ""),
    *(0.9, 0.0, 0.0, 0.9, 0.5, "Nell", 0.0, "", "nobody", ""),
)


def shelf_of(folder: Path, *keys: str) -> Shelf:
    """A shelf of the story made by hand under the keys, in one batch."""
    shelf = Shelf.make(folder, words=False)
    add(shelf, *keys)
    shelf.put_failures([Failure("lost.txt", "it is not there")])
    return shelf


def add(shelf: Shelf, *keys: str) -> None:
    for key in keys:
        shelf.keep(replace(BOOK, book=key), handmade.story())
    name = shelf.next_batch()
    shelf.gather(name, keys)
    shelf.count(name, keys)


@pytest.fixture(params=["memory", "file"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"file://{tmp_path / 'elsewhere'}"
    return f"memory://{tmp_path.name}"


def brought_back(address: str, folder: Path) -> Shelf:
    files, root = fsspec.core.url_to_fs(address)
    for path in files.find(root):
        place = folder / path[len(root) :].lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files.cat_file(path))
    return Shelf.at(folder)


def test_a_copy_is_the_shelf_and_only_what_is_new_goes_there_again(
    tmp_path: Path, address: str
) -> None:
    shelf = shelf_of(tmp_path / "shelf", "a", "b")
    first = ShelfCopy(address).update(tmp_path / "shelf")
    assert brought_back(address, tmp_path / "back").books() == shelf.books()
    assert ShelfCopy(address).update(tmp_path / "shelf") == 1  # the failures
    add(shelf, "c")
    assert ShelfCopy(address).update(tmp_path / "shelf") == first
    again = brought_back(address, tmp_path / "again")
    assert again.books().keys() == {"a", "b", "c"}
    assert again.failures() == shelf.failures()


def test_batches_that_count_no_more_go_away_there_too(tmp_path: Path, address: str) -> None:
    shelf = shelf_of(tmp_path / "shelf", "a")
    add(shelf, "b")
    ShelfCopy(address).update(tmp_path / "shelf")
    shelf.keep(replace(BOOK, book="b", words=13), handmade.story())
    shelf.gather("000003", ["b"], ["000002"])
    shelf.count("000003", ["b"], ["000002"])
    ShelfCopy(address).update(tmp_path / "shelf")
    back = brought_back(address, tmp_path / "back")
    assert back.about.batches == ("000001", "000003")
    assert sorted(file.stem for file in (tmp_path / "back" / "quotes").iterdir()) == [
        "000001", "000003",
    ]  # fmt: skip
    assert back.books() == shelf.books()


def test_a_copy_that_is_broken_off_is_the_old_shelf_and_is_gone_on_with(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_of(tmp_path / "shelf", "a")
    ShelfCopy(address).update(tmp_path / "shelf")
    add(shelf, "b")
    copy = ShelfCopy(address)
    put, times = copy._files.put_file, []

    def failing(*given: str, **named: object) -> None:
        times.append(given)
        if len(times) == 4:
            raise OSError("the line is cut")
        put(*given, **named)

    monkeypatch.setattr(copy._files, "put_file", failing)
    with pytest.raises(FabulaError, match="cannot be written"):
        copy.update(tmp_path / "shelf")
    assert brought_back(address, tmp_path / "half").books().keys() == {"a"}
    monkeypatch.undo()
    ShelfCopy(address).update(tmp_path / "shelf")
    assert brought_back(address, tmp_path / "whole").books() == shelf.books()


def test_another_shelf_and_what_is_none_are_left_alone(tmp_path: Path, address: str) -> None:
    shelf_of(tmp_path / "shelf", "a")
    shelf_of(tmp_path / "other", "b")
    ShelfCopy(address).update(tmp_path / "other")
    with pytest.raises(FabulaError, match="there is another shelf"):
        ShelfCopy(address).update(tmp_path / "shelf")
    assert brought_back(address, tmp_path / "back").books().keys() == {"b"}
    shutil.rmtree(tmp_path / "back")
    files, root = fsspec.core.url_to_fs(f"{address}-letters")
    files.makedirs(root)
    files.pipe_file(f"{root}/letter.txt", b"Dear Ann")
    with pytest.raises(FabulaError, match="there is something else"):
        ShelfCopy(f"{address}-letters")


def test_an_address_that_nobody_knows_is_told_at_once() -> None:
    with pytest.raises(FabulaError, match="cannot be reached"):
        ShelfCopy("nowhere://bucket/shelf")
