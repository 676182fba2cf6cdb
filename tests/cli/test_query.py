"""Questions in SQL: limits, Ctrl-C, and answers that do no harm where they are opened."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import handmade
from fabula.export.asking import QueryLimits, QueryRows
from fabula.export.rows import csv_lines, json_lines, table_lines
from fabula.export.store import ask_story, query_saved, query_story, save_duckdb
from fabula.manuscript.errors import FabulaError
from running import Command

ENDLESS = [
    "select count(*) from range(10000000000) a, range(1000000) b",
    "with recursive t(x) as (select 1 union all select x + 1 from t) select max(x) from t",
    "select levenshtein(repeat('a', 300000), repeat('b', 300000))",
    "select a.range from range(100000000) a, range(100000000) b where a.range + b.range < 0",
    "select max(sin(a.range) * cos(b.range)) from range(1000000) a, range(1000000) b",
]
GREEDY = [
    "select length(repeat('ab', 2000000000))",
    "select list_sort(range(900000000))[1]",
    "select * from range(100000000) order by random()",
    "select string_agg(range::varchar, ',') from range(300000000)",
    "with recursive t(x) as (select 'a' union all select x || x from t) select max(x) from t",
]


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "s.duckdb"
    save_duckdb(handmade.story(), path)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize("sql", ENDLESS)
def test_a_query_ends_when_its_time_is_up(fabula: Command, saved: Path, sql: str) -> None:
    began = time.monotonic()
    ran = fabula("query", saved, sql, "--timeout", "0.2")
    assert (ran.code, ran.out) == (2, "")
    assert "took longer than 0.2 seconds" in ran.err
    assert time.monotonic() - began < 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
@pytest.mark.parametrize("sql", GREEDY)
def test_a_query_that_needs_too_much_memory_says_so(fabula: Command, saved: Path, sql: str) -> None:
    ran = fabula("query", saved, sql)
    assert (ran.code, ran.out) == (2, "")
    assert "too much memory" in ran.err
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("sql", [ENDLESS[0], "select list_aggregate(range(150000000), 'median')"])
def test_it_ends_at_once_when_asked_to(saved: Path, sql: str, number: int) -> None:
    code = (
        "import sys; from fabula.cli.failures import leave; from fabula.cli.main import run\n"
        "from fabula.export import asking\n"
        "wait = asking._Deadline.wait_for\n"
        "def told(*given): print('asked', flush=True); return wait(*given)\n"
        "asking._Deadline.wait_for = told\n"
        f"leave(run(['query', {str(saved)!r}, {sql!r}]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"asked\n"
    time.sleep(0.1)
    process.send_signal(number)
    began = time.monotonic()
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (128 + number, b"")
    assert time.monotonic() - began < 3
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def test_a_table_shows_so_many_rows_and_says_that_there_are_more(
    fabula: Command, saved: Path
) -> None:
    shown = fabula("query", saved, "select * from range(2000000000)", "--rows", "3").out
    assert shown.splitlines() == ["range", "-----", "0", "1", "2",
                                  "(the first 3 rows; there are more)"]  # fmt: skip
    whole = fabula("query", saved, "select * from range(3)", "--rows", "3").out
    assert whole.splitlines() == ["range", "-----", "0", "1", "2"]
    assert len(fabula("query", saved, "select * from range(1200)").out.splitlines()) == 1003
    all_ = fabula("query", saved, "select * from range(1200)", "--rows", "0").out
    assert len(all_.splitlines()) == 1202


def test_rows_come_bit_by_bit() -> None:
    with ask_story(handmade.story(), "select * from range(2000000000)", QueryLimits()) as rows:
        first = [row for row, _ in zip(rows, range(5000), strict=False)]
    assert first[-1] == (4999,)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from tables",  # a variable of this program
        "select * from 'draft.txt'",
        "select * from glob('*')",
        "select * from read_blob('/etc/passwd')",
        "copy (select 1) to 'x.csv'",
        "set temp_directory = 'here'",
        "set memory_limit = '100GB'",
        "load httpfs",
        "attach ':memory:' as other",
    ],
)
def test_it_reads_the_story_and_nothing_else(sql: str) -> None:
    tables = {"secret": [1]}
    with pytest.raises(FabulaError):
        query_story(handmade.story(), sql)
    assert tables


def rows_of(columns: tuple[str, ...], *rows: tuple[object, ...]) -> QueryRows:
    batches = iter([list(rows), []])
    return QueryRows(columns, lambda: next(batches))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("- said she", "'- said she"),
        ("-3", "-3"),
        ("-3.5e4", "-3.5e4"),
        (-3, "-3"),
        (-0.5, "-0.5"),
        ("— said she", "— said she"),
        ("a=b", "a=b"),
        (None, ""),
    ],
)
def test_no_cell_of_csv_is_run_as_a_formula(cell: object, written: str) -> None:
    text = "".join(csv_lines(rows_of(("=x", "n"), (cell, 1))))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["'=x", "n"], [written, "1"]]


def test_json_is_json_whatever_the_numbers_and_names() -> None:
    answer = query_story(
        handmade.story(),
        "select 'nan'::double a, 1 a, 'inf'::float a_2, [1.0, '-inf'::double] a, "
        "{'x': 'nan'::double} b, map {1: 'one'} c, 1.50 d, date '2001-02-03' e",
    )
    text = "".join(json_lines(rows_of(answer.columns, *answer.rows)))

    def never(constant: str) -> None:
        raise AssertionError(constant)

    (row,) = json.loads(text, parse_constant=never)
    assert row == {
        "a": None, "a_3": 1, "a_2": None, "a_4": [1.0, None], "b": {"x": None},
        "c": {"1": "one"}, "d": 1.5, "e": "2001-02-03",
    }  # fmt: skip
    assert json.loads("".join(json_lines(rows_of(("a",))))) == []


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0.9230769276618958, "0.923077"),
        (0.5, "0.5"),
        (1234567.25, "1234567.25"),
        (3.0, "3"),
        (7, "7"),
    ],
)
def test_a_table_shows_the_digits_that_say_something(number: object, shown: str) -> None:
    text = "".join(table_lines(rows_of(("n",), (number,)), None))
    assert text.splitlines()[2] == shown


def test_a_table_moves_no_cursor() -> None:
    text = "".join(table_lines(rows_of(("a\x1b[2J",), ("x\x1b]0;title\x07y\x9b31m",)), None))
    assert not set(text) & {"\x1b", "\x07", "\x9b"}


def test_the_paths_of_other_systems_letters(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9")
    for path in (tmp_path / f"{name}.duckdb", tmp_path / name / "s.duckdb"):
        path.parent.mkdir(exist_ok=True)
        save_duckdb(handmade.story(), path)
        with pytest.raises(FabulaError, match="SELECT"):
            query_saved(path, "drop table about")
        assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]
