"""Every command that writes, broken off at every step or out of room.

What stands there afterwards is the old file or the new one, and nothing beside it.
"""

import os
import resource
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fabula.checks.framework import registry
from fabula.checks.framework.registry import Registry
from fabula.files import ending
from fabula.files.writing import write_set
from fabula.language.compose import compose
from fabula.manuscript.spans import Span
from fabula.story.model import Attribute, Character, Event, Place, Quote, Story
from manuscript import documents
from mention_tables import linked
from running import Command

_STEPS = frozenset({"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir",
                    "os.chmod", "tempfile.mkdtemp", "fcntl.flock"})  # fmt: skip

_watch: Callable[[], None] | None = None


def _hook(event: str, _arguments: object) -> None:
    if _watch is not None and event in _STEPS:
        _watch()


@pytest.fixture(scope="module", autouse=True)
def _listening() -> None:
    sys.addaudithook(_hook)


@contextmanager
def ended_at(step: int, number: int) -> Iterator[list[int]]:
    """Send this process the signal at a step that touches the disk; gives the steps seen."""
    global _watch
    seen = [0]

    def count() -> None:
        seen[0] += 1
        if seen[0] == step:
            os.kill(os.getpid(), number)

    _watch = count
    try:
        yield seen
    finally:
        _watch = None


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def told(*_: object, **_how: object) -> Story:
    """A story of a sentence, whatever is read."""
    manuscript, reading = compose("""
        Ada   NNP 2  nsubj  Entity=(PER-name)
        slept VBD 0  root   lemma=sleep Event=Yes
        .     .
        """)
    span = Span(0, 3)
    return Story(
        manuscript,
        reading,
        (Character(0, "Ada", ("Ada Vale",), "she/her"),),
        (Place(1, "Ferry"),),
        linked(reading, (0,)),
        (Quote(span, 0, 0, (), None, "explicit", 0.9),),
        (Attribute(0, "eyes", "grey", span),),
        (),
        (Event(span, "sleep", 0, None),),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft, and old files where the commands write; nothing else."""
    work, passing = tmp_path / "work", tmp_path / "passing"
    work.mkdir()
    passing.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("TMPDIR", str(passing))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr("fabula.cli.read.story_at", told)
    monkeypatch.setattr("fabula.cli.query.story_at", told)
    monkeypatch.setattr("fabula.cli.stage.story_at", told)
    only = Registry({"doubled-word": registry.load_checks().get("doubled-word")})
    monkeypatch.setattr("fabula.checks.framework.runner.load_checks", lambda: only)
    return work


def begin(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "draft.txt").write_text("She went to to bed.\n" + "And slept.\n" * 20)
    (folder / "draft.docx").write_bytes(WORD)
    (folder / "old.txt").write_text("old")
    (folder / "fabula.stet").write_text("# Mine.\n0123456789abcdef  about this\n")
    (folder / "set.booknlp").mkdir()
    for suffix in ("book", "tokens"):
        (folder / "set.booknlp" / f"set.{suffix}").write_text("old")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and folder of it and of the temporary folder, hidden ones too."""
    found = {}
    for path in [*folder.rglob("*"), *(folder.parent / "passing").rglob("*")]:
        name = str(path.relative_to(folder.parent))
        found[name] = path.read_bytes() if path.is_file() else b""
    return found


DOUBLED = ("--select", "doubled-word")
WORD = documents.docx([documents.Paragraph((("She went to to bed.", False),))])
COMMANDS = {
    "read": ["read", "--format", "json", "draft.txt", "-o", "old.txt"],
    "check": ["check", *DOUBLED, "draft.txt", "-o", "old.txt"],
    "page": ["check", *DOUBLED, "draft.txt", "--format", "json", "-o", "new"],
    "fix": ["check", *DOUBLED, "draft.txt", "--fix"],
    "in place": ["check", *DOUBLED, "draft.txt", "--fix", "--in-place"],
    "comments": ["check", *DOUBLED, "draft.docx", "--comments", "-o", "old.txt"],
    "stet": ["stet", "fedcba9876543210"],
    "undo": ["stet", "--undo", "0123456789abcdef"],
    "stage": ["stage", "draft.txt", "-o", "old.txt"],
    "query": ["query", "draft.txt", "select * from quotes", "--format", "csv", "-o", "old.txt"],
    "booknlp": ["read", "draft.txt", "--save", "set.booknlp"],
    "parquet": ["read", "draft.txt", "--save", "tables/new"],
    "duckdb": ["read", "draft.txt", "--save", "new.duckdb"],
}


def outcomes(fabula: Command, folder: Path, name: str) -> tuple[dict[str, bytes], set[str]]:
    """What stands there before the command, and the names that stand there after it."""
    begin(folder)
    old = tree(folder)
    assert fabula(*COMMANDS[name]).code in (0, 1)
    return old, set(tree(folder))


def whole(folder: Path, old: dict[str, bytes], new: set[str], name: str) -> bool:
    """Whether all is as before, or as the command makes it."""
    now = tree(folder)
    if now == old:
        return True
    if set(now) != new:
        return False
    if name == "duckdb":  # its bytes differ from run to run
        from fabula.export.store import is_saved_story

        return is_saved_story(folder / "new.duckdb")
    if name == "booknlp":
        return all(now[n] != b"old" for n in now if "set.booknlp/" in n)
    return all(
        len(now[n]) > 3 for n in now if now[n] != old.get(n) and (folder.parent / n).is_file()
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_signal_at_any_step_leaves_nothing_half(fabula: Command, folder: Path, name: str) -> None:
    old, new = outcomes(fabula, folder, name)
    codes = []
    ends = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    # One that is ignored from the start, as under nohup, stays so.
    signals = [number for number in ends if signal.getsignal(number) is not signal.SIG_IGN]
    step = 1
    while True:
        begin(folder)
        number = signals[step % len(signals)]
        with ended_at(step, number) as seen:
            ran = fabula(*COMMANDS[name])
        assert whole(folder, old, new, name), (step, number, tree(folder).keys())
        if seen[0] < step:
            break
        codes.append(ran.code == 128 + number)
        step += 1 if step < 20 else 5  # many steps of one kind: each fifth will do
    assert len(codes) > 4
    assert sum(codes) >= len(codes) - 4  # a signal at the very last step may come too late


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_leaves_nothing_half(
    fabula: Command, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("fabula.cli.failures.complain", said.append)
    old, new = outcomes(fabula, folder, name)
    failed = 0
    for size in (1, 40, 90, 600, 5_000):
        begin(folder)
        with room_for(size):
            code = fabula_quietly(COMMANDS[name])
        assert whole(folder, old, new, name), (size, tree(folder).keys())
        if code == 2 and "standard output" not in said[-1]:
            failed += 1
            assert tree(folder) == old
            assert "cannot be written" in said[-1]
            assert said[-1].count("(") == 1
            assert "File too large" in said[-1]
    assert failed


def fabula_quietly(arguments: list[str]) -> int:
    from fabula.cli.main import run

    return run(arguments)


_CAME_SECOND = (
    "another run is changing it; try again in a moment",
    "it was changed while it was being checked; run this again",
    "no answers begin with 0123456789abcdef",
)


@contextmanager
def stepped_into(step: int, other: Callable[[], int]) -> Iterator[list[int]]:
    """Let another run come and go at a step that touches the disk; gives the steps seen, then
    the other's exit code."""
    global _watch
    seen = [0]

    def count() -> None:
        global _watch
        seen[0] += 1
        if seen[0] == step:
            _watch = None  # the other's own steps are not counted
            own, ending._passing = ending._passing, set()
            seen.append(other())
            ending._passing = own

    _watch = count
    try:
        yield seen
    finally:
        _watch = None


@pytest.mark.parametrize("name", COMMANDS)
def test_two_writers_at_once_leave_nothing_half(
    fabula: Command, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run of the same command comes at any step of this one, and ends before it goes on,
    or is told that it came at the wrong moment."""
    said: list[str] = []
    monkeypatch.setattr("fabula.cli.failures.complain", said.append)
    monkeypatch.setattr("fabula.files.locks._PATIENCE", 0.0)
    old, new = outcomes(fabula, folder, name)
    if name == "fix":  # each keeps a file of its own
        new = new | {"work/draft.corrected-2.txt"}
    step, came = 1, 0
    while True:
        begin(folder)
        with stepped_into(step, lambda: fabula_quietly(COMMANDS[name])) as seen:
            code = fabula_quietly(COMMANDS[name])
        if seen[0] < step:
            break
        came += seen[1] in (0, 1)
        assert whole(folder, old, new, name), (step, tree(folder).keys())
        for one in (code, seen[1]):
            assert one in (0, 1) or said.pop().partition(": ")[2] in _CAME_SECOND
        step += 1 if step < 20 else 5
    assert came


def test_two_fixes_at_once_both_keep_their_file(fabula: Command, folder: Path) -> None:
    begin(folder)
    for _ in range(2):
        fabula(*COMMANDS["fix"])
    assert (folder / "draft.corrected.txt").read_bytes() == (
        folder / "draft.corrected-2.txt"
    ).read_bytes()


@pytest.mark.parametrize("how", ["draft.txt", "./draft.txt", "link", "hard", "../work/draft.txt"])
@pytest.mark.parametrize(
    "command",
    [
        ["read", "--format", "plain", "draft.txt", "-o"],
        ["read", "--shape", "--book", ".", "-o"],
        ["check", *DOUBLED, "draft.txt", "-o"],
        ["query", "draft.txt", "select 1", "-o"],
        ["read", "draft.txt", "--save"],
    ],
)
def test_the_draft_that_is_read_is_never_written_over(
    fabula: Command, folder: Path, command: list[str], how: str
) -> None:
    begin(folder)
    (folder / "link").symlink_to("draft.txt")
    os.link(folder / "draft.txt", folder / "hard")
    before = (folder / "draft.txt").read_bytes()
    ran = fabula(*command, how)
    assert (ran.code, ran.out) == (2, "")
    assert "is being read" in ran.err
    assert (folder / "draft.txt").read_bytes() == before
    assert (folder / "link").is_symlink()


@pytest.mark.parametrize("name", ["fabula.stet", "fabula.toml", "./fabula.stet"])
def test_settings_and_answers_are_not_written_over(
    fabula: Command, folder: Path, name: str
) -> None:
    begin(folder)
    (folder / "fabula.toml").write_text("")
    before = tree(folder)
    ran = fabula("check", *DOUBLED, "draft.txt", "-o", name)
    assert (ran.code, "not written over" in ran.err) == (2, True)
    assert fabula("stet", "fedcba9876543210", "fabula.stet").code == 2
    assert tree(folder) == before


def test_two_sets_at_once_are_never_mixed(folder: Path) -> None:
    begin(folder)
    target = folder / "set.booknlp"
    names = ["a", "b", "c", "d", "e"]

    def write(mark: bytes) -> None:
        def fill(part: Path) -> None:
            for name in names:
                (part / name).write_bytes(mark)

        for _ in range(6):
            write_set(target, fill)

    threads = [threading.Thread(target=write, args=(mark,)) for mark in (b"one", b"two", b"three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len({(target / n).read_bytes() for n in names}) == 1
    assert sorted(p.name for p in folder.iterdir() if "set" in p.name) == ["set.booknlp"]


def test_a_saved_story_that_is_asked_is_not_written_over(fabula: Command, folder: Path) -> None:
    begin(folder)
    assert fabula("read", "draft.txt", "--save", "s.duckdb").code == 0
    ran = fabula("query", "s.duckdb", "select 1", "-o", "s.duckdb")
    assert (ran.code, "is being read" in ran.err) == (2, True)
    assert fabula("query", "s.duckdb", "select 1").code == 0


def test_a_project_is_not_written_into(fabula: Command, folder: Path) -> None:
    begin(folder)
    project = folder / "novel.scriv"
    project.mkdir()
    for arguments in (["-o", project / "x.txt"], ["--save", project], ["--save", project / "t"]):
        ran = fabula("read", project, *arguments)
        assert (ran.code, "is being read" in ran.err) == (2, True)
    assert list(project.iterdir()) == []


def test_a_private_draft_has_private_corrections(fabula: Command, folder: Path) -> None:
    begin(folder)
    (folder / "draft.txt").chmod(0o600)
    assert fabula(*COMMANDS["fix"]).code == 0
    assert (folder / "draft.corrected.txt").stat().st_mode & 0o777 == 0o600
