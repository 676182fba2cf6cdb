"""The stet file: many may write it, and what the writer wrote in it stays."""

import threading
from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.project.stet import StetAnswer, answers, keep, take_back

ONE, TWO, THREE = "1" * 16, "2" * 16, "3" * 16


def test_forty_at_once_all_stand(tmp_path: Path) -> None:
    path = tmp_path / "fabula.stet"
    prints = [f"{number:016x}" for number in range(40)]
    threads = [threading.Thread(target=keep, args=(path, StetAnswer(p))) for p in prints]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(answer.fingerprint for answer in answers(path)) == prints
    assert [p.name for p in tmp_path.iterdir()] == ["fabula.stet"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_writers_own_lines_stay_where_they_are(tmp_path: Path, end: str, mark: str) -> None:
    path = tmp_path / "fabula.stet"
    lines = ["# Chapter one", f"{TWO}  spelling", "", "   # Nell's dialect, all of it", ONE]
    path.write_bytes((mark + end.join(lines)).encode())
    keep(path, StetAnswer(THREE, "echo"))
    keep(path, StetAnswer(TWO, "new note"))
    lines[1] = f"{TWO}  new note"
    expected = [*lines, f"{THREE}  echo"]
    assert path.read_bytes() == (mark + end.join(expected) + end).encode()
    assert take_back(path, ONE[:8]) == ONE
    expected.remove(ONE)
    assert path.read_bytes() == (mark + end.join(expected) + end).encode()
    assert [a.fingerprint for a in answers(path)] == [TWO, THREE]


def test_the_first_answer_begins_the_file_with_a_word_on_it(tmp_path: Path) -> None:
    path = tmp_path / "fabula.stet"
    keep(path, StetAnswer(ONE, "echo"))
    assert path.read_text().startswith("# ")
    assert answers(path) == (StetAnswer(ONE, "echo"),)


def test_a_file_that_is_none_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "fabula.stet"
    path.write_text("Dear diary,\n")
    for change in (lambda: keep(path, StetAnswer(ONE)), lambda: take_back(path, "1" * 8)):
        with pytest.raises(FabulaError, match="line 1"):
            change()
    assert path.read_text() == "Dear diary,\n"


def test_taking_back_needs_the_one(tmp_path: Path) -> None:
    path = tmp_path / "fabula.stet"
    with pytest.raises(FabulaError, match="no answers begin"):
        take_back(path, "111111")
    assert not path.exists()
    keep(path, StetAnswer("1" * 15 + "a"))
    keep(path, StetAnswer("1" * 15 + "b"))
    with pytest.raises(FabulaError, match="2 answers begin"):
        take_back(path, "111111")
