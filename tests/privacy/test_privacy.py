"""Nothing leaves the machine, and nothing is left on it that nobody asked for."""

import ast
import gzip
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import tracing
from fabula.telemetry import SWITCH
from tracing import Traced

ROOT = Path(__file__).parents[2]
NOVEL = ROOT / "tests" / "snapshots" / "novels" / "the_call_of_the_wild.txt.gz"

DEPENDENCIES = (
    *("charset_normalizer", "click", "duckdb", "filelock", "lxml.etree", "markdown_it", "numpy"),
    *("rich.console", "rich.progress", "tokenizers"),
)

traced = pytest.mark.skipif(
    tracing.reason_not_to() is not None, reason=tracing.reason_not_to() or ""
)


def novel_in(folder: Path) -> Path:
    folder.mkdir()
    (folder / "novel.txt").write_bytes(gzip.decompress(NOVEL.read_bytes()))
    return folder


def outside(did: Traced, folder: Path, *asked: str) -> list[Path]:
    """What a command changed besides the files it was asked for and the parts they are made in.

    The folder itself stands for a nameless file in it (``O_TMPFILE``), which is gone when closed.
    """
    parts = tuple(f".{name}" for name in asked)

    def is_asked(path: Path) -> bool:
        if path == folder:
            return True
        if not path.is_relative_to(folder):
            return False
        first = path.relative_to(folder).parts[0]
        return first in asked or first.startswith(parts)

    return sorted(path for path in did.changed if not is_asked(path))


# --- the promise ---------------------------------------------------------------------------


@traced
def test_no_command_reaches_out_or_leaves_anything_behind(tmp_path: Path) -> None:
    """Each command on a novel, alive for longer than the runtime's telemetry waits."""
    first = {
        "read": (["read", "novel.txt", "--save", "novel.duckdb"], ["novel.duckdb"]),
        "tables": (["read", "novel.txt", "--save", "tables.parquet"], ["tables.parquet"]),
        "stage": (["stage", "novel.txt", "-o", "stage.txt"], ["stage.txt"]),
        "knows": (["knows", "novel.txt", "Buck", "-o", "knows.txt"], ["knows.txt"]),
        "check": (
            ["check", "novel.txt", "--exit-zero", "--format", "json", "-o", "found.json"],
            ["found.json"],
        ),
        "report": (
            ["check", "novel.txt", "--exit-zero", "--format", "html", "-o", "report.html"],
            ["report.html"],
        ),
        "shelf": (["shelf", "novel.txt", "-o", "shelf", "--jobs", "1"], ["shelf"]),
    }
    running = {}
    for name, (arguments, _) in first.items():
        folder = novel_in(tmp_path / name)
        if name == "shelf":  # whose workers read as the others do
            (folder / "novel.txt").write_bytes((folder / "novel.txt").read_bytes()[:20_000])
        running[name] = tracing.start_fabula(arguments, folder)
    did = {name: (run.finish(), first[name][1], run.folder) for name, run in running.items()}
    findings = json.loads((tmp_path / "check" / "found.json").read_text(encoding="utf-8"))
    fingerprint = findings["findings"][0]["fingerprint"]
    stet = tracing.start_fabula(["stet", fingerprint, "novel.txt"], novel_in(tmp_path / "stet"))
    (tmp_path / "query").mkdir()
    sql = "select count(*) from characters"
    query = tracing.start_fabula(["query", "../read/novel.duckdb", sql], tmp_path / "query")
    did["stet"] = (stet.finish(), ["fabula.stet"], stet.folder)
    did["query"] = (query.finish(), [], query.folder)
    for name, (traced_run, asked, folder) in did.items():
        assert traced_run.code == 0, (name, traced_run.err)
        assert traced_run.sockets == (), name
        assert outside(traced_run, folder, *asked) == [], name
        assert tracing.left_behind(folder) == [], name
        assert all((folder / file).exists() for file in asked), name


@traced
@pytest.mark.parametrize("library", DEPENDENCIES)
def test_no_library_does_anything_but_load(library: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    did = tracing.start([sys.executable, "-c", f"import {library}"], folder).finish()
    assert (did.code, did.sockets, did.changed) == (0, (), frozenset())
    assert tracing.left_behind(folder) == []


def test_every_dependency_has_been_looked_at() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {line.split(">")[0].replace("-", "_") for line in project["dependencies"]}
    looked_at = {library.split(".")[0] for library in DEPENDENCIES} | {"onnxruntime"}
    assert {name.removesuffix("_py") for name in names} == looked_at


# --- the trace can fail --------------------------------------------------------------------


MISBEHAVING = """
import os, pathlib, socket, tempfile
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 53))
except OSError:
    pass
os.mkdir(os.path.expanduser("~/.cache"))
pathlib.Path("left.txt").write_text("")
tempfile.mkstemp()
"""


@traced
def test_the_trace_sees_sockets_and_files(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    did = tracing.start([sys.executable, "-c", MISBEHAVING], folder).finish()
    home, temporary = tracing.beside(folder, "home"), tracing.beside(folder, "tmp")
    assert len(did.sockets) == 2
    assert {folder / "left.txt", home / ".cache"} <= did.changed
    assert home / ".cache" in outside(did, folder, "left.txt")
    assert folder / "left.txt" not in outside(did, folder, "left.txt")
    assert any(path.parent == temporary for path in did.changed)
    assert len(tracing.left_behind(folder)) == 2


@traced
@pytest.mark.skipif(
    tuple(int(n) for n in version("onnxruntime").split(".")[:2]) < (1, 29),
    reason="this version of onnxruntime has no telemetry",
)
def test_without_the_switch_the_runtime_is_seen_to_report(tmp_path: Path) -> None:
    """What Fabula did before the switch was set; the sensor above would have found it."""
    folder = tmp_path / "work"
    folder.mkdir()
    linger = f"import onnxruntime, time; time.sleep({tracing.LINGER})"
    did = tracing.start([sys.executable, "-c", linger], folder).finish()
    assert did.sockets != ()
    assert tracing.left_behind(folder) != []


# --- the switch ----------------------------------------------------------------------------


def run_python(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != SWITCH}
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_switch_is_set_by_importing_anything_of_fabula() -> None:
    program = f"import fabula.manuscript.spans, os; print(os.environ[{SWITCH!r}])"
    assert run_python(program).stdout == "1\n"
    assert run_python(program, **{SWITCH: "0"}).stdout == "1\n"


def test_a_runtime_imported_before_is_spoken_of_once_in_one_line() -> None:
    program = "import onnxruntime, fabula; from fabula.language import encoder, runtime"
    ran = run_python(program)
    assert ran.returncode == 0
    (line,) = ran.stderr.splitlines()
    assert "PrivacyWarning: onnxruntime was imported before fabula" in line
    assert SWITCH in line


@pytest.mark.parametrize(
    ("program", "environment"),
    [
        ("import fabula, onnxruntime; from fabula.language import encoder", {}),
        ("import onnxruntime, fabula; from fabula.language import encoder", {SWITCH: "1"}),
        ("import onnxruntime, fabula.manuscript.load", {}),
    ],
    ids=["fabula first", "switched off by its user", "nothing is read"],
)
def test_there_is_nothing_to_say_where_nothing_is_sent(
    program: str, environment: dict[str, str]
) -> None:
    assert run_python(program, **environment).stderr == ""


def test_one_module_alone_loads_the_runtime() -> None:
    loaders = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "onnxruntime" for name in names):
                loaders.add(path.relative_to(ROOT / "src").as_posix())
    assert loaders == {"fabula/language/runtime.py"}


def test_training_switches_telemetry_off_too() -> None:
    first = ast.parse((ROOT / "training/src/fabula_training/__init__.py").read_text("utf-8"))
    assert any(isinstance(n, ast.Import) and n.names[0].name == "fabula" for n in first.body)
