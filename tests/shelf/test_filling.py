"""A shelf filled: nothing lost, nothing twice, and no bad book in the way of the others."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

import shelf_workers
from fabula.export.shelf_store import Shelf, shelf_tables
from fabula.manuscript.errors import FabulaError
from fabula.shelf import filling
from fabula.shelf.crew import Crew, Processes
from fabula.shelf.filling import Filled, fill_shelf
from fabula.shelf.sources import find_books
from shelf_workers import Here

Row = tuple[Any, ...]


def quick(shelf: Path, size: int) -> Processes:
    return Processes(shelf, min(2, size), command=shelf_workers.command("quick"))


def fill(folder: Path, *paths: str, crew: Callable[[Path, int], Crew] = Here, **how: Any) -> Filled:
    found = find_books(paths or ("books",))
    return fill_shelf(folder, found.sources, crew, failures=found.failures, **how)


def ask(sql: str) -> list[Row]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def rows(shelf: Path, table: str, columns: str = "*") -> list[Row]:
    """What other programs find there: all files of the table."""
    files = str(shelf / table / "*.parquet")
    return sorted(ask(f"SELECT {columns} FROM read_parquet('{files}')"), key=repr)


def everything(shelf: Path) -> dict[str, list[Row]]:
    tables = [*(table.name for table in shelf_tables()), "failures"]
    return {
        **{name: rows(shelf, name) for name in tables},
        "books": rows(shelf, "books", "* EXCLUDE (seconds)"),
    }


def write_books(folder: Path, count: int, more: str = "") -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        words = f"Book {number}\n\nADA met TOM in room {number}. {more}\n"
        (folder / f"{number:03d}.txt").write_text(words, encoding="utf-8")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_bad_books_are_told_and_the_others_read(place: Path) -> None:
    write_books(place / "books", 12)
    (place / "books" / "003.txt").write_bytes(b"")
    (place / "books" / "dies.txt").write_text("It DIES here.")
    (place / "books" / "broken.epub").write_bytes(b"PK\3\4 no more of it")
    (place / "books" / "once.txt").write_text("It DIES-ONCE here.")
    filled = fill(place / "shelf", "books", "nowhere.txt", crew=quick)
    assert len(filled.read) == 12
    failures: dict[str, str] = dict(rows(place / "shelf", "failures"))
    assert sorted(failures) == [
        "books/003.txt", "books/broken.epub", "books/dies.txt", "nowhere.txt"
    ]  # fmt: skip
    assert "empty" in failures["books/003.txt"]
    assert "died over it, 2 times (killed by SIGABRT)" in failures["books/dies.txt"]
    assert "no such file" in failures["nowhere.txt"]
    assert "books/once.txt" in {row[0] for row in rows(place / "shelf", "books", "source")}
    assert not list((place / "shelf").glob(".*"))


def test_every_table_says_of_each_row_which_book_it_is_of(place: Path) -> None:
    write_books(place / "books", 3)
    fill(place / "shelf")
    books: dict[str, str] = dict(rows(place / "shelf", "books", "book, source"))
    names = rows(place / "shelf", "characters", "book, name")
    assert sorted((books[book], name) for book, name in names) == [
        (f"books/00{n}.txt", name) for n in range(3) for name in ("ADA", "TOM")
    ]
    for table in shelf_tables():
        (file,) = (place / "shelf" / table.name).glob("*.parquet")
        columns = ask(f"DESCRIBE SELECT * FROM read_parquet('{file}')")
        assert [c[0] for c in columns] == ["book", *table.names]


def test_a_shelf_grows_and_reads_no_book_twice(place: Path) -> None:
    write_books(place / "books", 4)
    (place / "books" / "copy.txt").write_bytes((place / "books" / "001.txt").read_bytes())
    first = fill(place / "shelf")
    assert (len(first.read), first.copies) == (4, 1)
    with pytest.raises(FabulaError, match="a shelf already"):
        fill(place / "shelf")
    write_books(place / "books", 6)
    second = fill(place / "shelf", resume=True)
    assert (len(second.read), second.known, second.copies) == (2, 4, 1)
    assert len(rows(place / "shelf", "books")) == 6


def test_what_failed_is_tried_again(place: Path) -> None:
    write_books(place / "books", 1)
    (place / "books" / "late.txt").write_bytes(b"")
    fill(place / "shelf")
    assert len(rows(place / "shelf", "failures")) == 1
    (place / "books" / "late.txt").write_text("Here EVE is.")
    assert len(fill(place / "shelf", resume=True).read) == 1
    assert rows(place / "shelf", "failures") == []


def test_a_book_with_other_settings_is_read_again_in_place_of_the_old(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_BATCH_BOOKS", 2)
    write_books(place / "books", 5)
    write_books(place / "others", 1, "Elsewhere.")
    fill(place / "shelf", "books", "others")
    before = everything(place / "shelf")
    (place / "others" / "fabula.toml").write_text('[names.Tom]\naliases = ["TOM"]\n')
    filled = fill(place / "shelf", "books", "others", resume=True)
    assert (len(filled.read), filled.again, filled.known) == (1, 1, 5)
    after = everything(place / "shelf")
    changed = {name for name, held in before.items() if held != after[name]}
    assert changed == {"books"}
    assert len(after["books"]) == 6


def test_many_books_are_a_few_batches(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_BATCH_BOOKS", 3)
    write_books(place / "books", 8)
    fill(place / "shelf")
    batches = Shelf.at(place / "shelf").about.batches
    assert 2 <= len(batches) <= 3
    for table in (*(t.name for t in shelf_tables()), "books"):
        there = sorted(file.stem for file in (place / "shelf" / table).iterdir())
        assert there == sorted(batches)
    assert len(rows(place / "shelf", "books")) == 8


def test_a_shelf_without_words(place: Path) -> None:
    write_books(place / "books", 1)
    fill(place / "shelf", words=False)
    assert not (place / "shelf" / "tokens").exists()
    assert (place / "shelf" / "characters").exists()
    with pytest.raises(FabulaError, match="has not the words"):
        fill(place / "shelf", resume=True)


def test_progress_ends_at_all_of_it(place: Path) -> None:
    write_books(place / "books", 3)
    (place / "books" / "empty.txt").write_bytes(b"")
    told: list[filling.ShelfProgress] = []
    fill(place / "shelf", tell=told.append)
    assert (told[-1].done, told[-1].failed, told[-1].books, told[-1].share) == (4, 1, 4, 1.0)
    assert any(progress.at for progress in told)


# --- workers and runs that die -------------------------------------------------------------


def test_workers_that_die_at_their_start_end_the_run_in_one_line(place: Path) -> None:
    write_books(place / "books", 3)
    began = time.monotonic()
    with pytest.raises(FabulaError, match=r"no worker can be started: .* no such library") as told:
        fill(
            place / "shelf",
            crew=lambda shelf, _: Processes(shelf, 2, command=shelf_workers.command("dead")),
        )
    assert "\n" not in str(told.value)
    assert time.monotonic() - began < 30
    with pytest.raises(FabulaError, match="no worker can be started"):
        fill(place / "shelf", crew=lambda shelf, _: Processes(shelf, 1, command=["no-such-file"]))


def start_run(crew: str) -> "subprocess.Popen[bytes]":
    """A run of another process, which goes on with the shelf."""
    places = [str(Path(p).absolute()) for p in (str(shelf_workers.TESTS), *sys.path)]
    code = (
        f"import sys; sys.path[:] = {places!r}\n"
        "from shelf_workers import Here, command; from pathlib import Path\n"
        "from fabula.shelf.crew import Processes; from fabula.shelf import filling\n"
        "from fabula.shelf.sources import find_books\n"
        "filling._BATCH_BOOKS = 4\n"
        f"crew = {crew}\n"
        "filling.fill_shelf(Path('shelf'), find_books(['books']).sources, crew, resume=True)\n"
    )
    return subprocess.Popen([sys.executable, "-c", code])


def test_a_run_killed_at_random_and_resumed_has_what_an_unbroken_one_has(place: Path) -> None:
    write_books(place / "books", 16, "SLOW")
    fill(place / "whole")
    chance = random.Random(19)
    for _ in range(5):
        before = kept(place / "shelf")
        run = start_run("Here")
        until = time.monotonic() + 60
        while kept(place / "shelf") == before and run.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert start_run("Here").wait() == 0
    assert everything(place / "shelf") == everything(place / "whole")
    assert {p.name for p in (place / "shelf").iterdir()} == {
        p.name for p in (place / "whole").iterdir()
    }


def kept(shelf: Path) -> set[str]:
    return {path.name for path in shelf.glob(".read/[0-9a-f]*")} | {
        path.name for path in shelf.glob("books/*")
    }


def test_runs_keep_out_of_each_other_and_no_worker_outlives_its_parent(place: Path) -> None:
    write_books(place / "books", 40, "SLOW")
    run = start_run("lambda shelf, _: Processes(shelf, 1, command=command('quick'))")
    while not kept(place / "shelf") and run.poll() is None:
        time.sleep(0.02)
    with pytest.raises(FabulaError, match="another run"):
        fill(place / "shelf", resume=True)
    workers = children(run.pid)
    assert workers
    run.send_signal(signal.SIGKILL)
    run.wait()
    until = time.monotonic() + 10
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def children(parent: int) -> list[int]:
    file = Path(f"/proc/{parent}/task/{parent}/children")
    if not file.exists():
        pytest.skip("only Linux lists the children of a process")
    threads = Path(f"/proc/{parent}/task").iterdir()
    return [int(pid) for one in threads for pid in (one / "children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
