"""Files written whole: nothing half, nothing lost, nothing left behind."""

import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.files.locks import alone
from fabula.files.writing import (
    descriptor_of,
    refuse_target,
    write_by,
    write_file,
    write_free,
    write_set,
)
from fabula.manuscript.errors import FabulaError


def test_a_symbolic_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "kept" / "real.txt", tmp_path / "link.txt"
    target.parent.mkdir()
    target.write_text("old")
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to("later.txt")
    write_file(link, b"new")
    assert (link.is_symlink(), (tmp_path / "later.txt").read_bytes()) == (True, b"new")


def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, [b"one ", b"two"])
    reader.join(10)
    assert got == [b"one two"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_into_and_stays(tmp_path: Path) -> None:
    link = tmp_path / "nowhere"
    link.symlink_to("/dev/null")
    write_file(link, b"gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert link.is_symlink()


def test_an_open_file_is_known_by_its_names(tmp_path: Path) -> None:
    named = tmp_path / "out"
    named.symlink_to("/dev/stdout")
    for path in (Path("/dev/stdout"), Path("/proc/self/fd/1"), Path("/dev/fd/../fd/1"), named):
        assert descriptor_of(path) == 1
    assert descriptor_of(Path(f"/proc/{os.getpid()}/fd/7")) == 7
    assert descriptor_of(Path("/proc/1/fd/1")) is None
    assert descriptor_of(tmp_path / "file") is None


def test_what_is_written_into_an_open_file_goes_on_where_it_stands(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("ab", buffering=0) as file:
        file.write(b"before ")
        write_file(Path(f"/dev/fd/{file.fileno()}"), b"after")
    assert log.read_bytes() == b"before after"


@pytest.mark.parametrize("name", ["folder", "no/such.txt", "loop"])
def test_what_cannot_be_written_is_refused_before_any_work(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FabulaError, match="cannot be written"):
        refuse_target(tmp_path / name)


def test_the_permissions_of_a_file_replaced_stay(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.write_text("old")
    path.chmod(0o600)
    write_file(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_file_can_be_as_private_as_another(tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    draft.write_text("old")
    draft.chmod(0o600)
    write_file(tmp_path / "copy", b"new", like=draft)
    made = write_free([tmp_path / "free"], b"new", like=draft)
    assert [p.stat().st_mode & 0o777 for p in (tmp_path / "copy", made)] == [0o600, 0o600]


def test_a_free_name_is_taken_and_nothing_replaced(tmp_path: Path) -> None:
    taken = tmp_path / "a"
    taken.write_text("mine")
    places = [taken, tmp_path / "b", tmp_path / "c"]
    assert write_free(places, b"1", like=taken).name == "b"
    assert write_free(places, b"2", like=taken).name == "c"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "c"]
    assert taken.read_text() == "mine"


def test_an_error_on_the_way_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise FabulaError("no more")

    def write(part: Path) -> None:
        part.write_bytes(b"new")
        raise FabulaError("no more")

    with pytest.raises(FabulaError, match="no more"):
        write_file(path, pieces())
    with pytest.raises(FabulaError, match="no more"):
        write_by(path, write)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class TestSets:
    def write(self, part: Path) -> None:
        for name in ("a", "b", "c"):
            (part / name).write_bytes(b"new")

    def test_they_stand_beside_what_else_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "set").mkdir()
        (tmp_path / "set" / "b").write_bytes(b"old")
        (tmp_path / "set" / "letter").write_bytes(b"mine")
        write_set(tmp_path / "set", self.write)
        assert files_of(tmp_path / "set") == {
            "a": b"new", "b": b"new", "c": b"new", "letter": b"mine",
        }  # fmt: skip
        assert [p.name for p in tmp_path.iterdir()] == ["set"]

    def test_one_that_cannot_go_in_keeps_all_out(self, tmp_path: Path) -> None:
        folder = tmp_path / "set"
        (folder / "c").mkdir(parents=True)
        (folder / "a").write_bytes(b"old")
        with pytest.raises(FabulaError, match="cannot be written"):
            write_set(folder, self.write)
        assert files_of(tmp_path) == {"set/a": b"old"}
        assert sorted(p.name for p in tmp_path.iterdir()) == ["set"]

    def test_folders_made_for_nothing_go_again(self, tmp_path: Path) -> None:
        def fail(part: Path) -> None:
            (part / "a").write_bytes(b"new")
            raise OSError(28, "No space left on device")

        with pytest.raises(FabulaError, match="No space left"):
            write_set(tmp_path / "x" / "y" / "set", fail)
        assert list(tmp_path.iterdir()) == []


def test_only_one_at_a_time(tmp_path: Path) -> None:
    inside, most = [0], [0]

    def work() -> None:
        with alone(tmp_path / "file"):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.001)
            inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == [1]
    assert list(tmp_path.iterdir()) == []


def test_what_a_run_killed_long_ago_left_is_swept(tmp_path: Path) -> None:
    mine = [".draft.txt.0123456789abcdef.part", ".draft.txt.0123456789abcdee.part"]
    others = [".draft.txt.part", ".other.txt.0123456789abcdef.part", ".draft.txt.backup.part"]
    for name in mine + others:
        (tmp_path / name).write_text("half")
        if name != mine[1]:  # this one is being written now
            os.utime(tmp_path / name, (0, 0))
    write_file(tmp_path / "draft.txt", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["draft.txt", mine[1], *others])
