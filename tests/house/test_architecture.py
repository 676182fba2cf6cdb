"""Sentences of docs/architecture.md that can be looked up in the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fabula"
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

HANDS_ON_THE_MODEL = frozenset({"pipeline/reading.py"})
LIBRARIES = {
    "onnxruntime": {"language/runtime.py"},
    "tokenizers": {"language/pieces.py"},
    "lxml": {"export/word", "export/opendocument", "export/packages.py"},
    "duckdb": {"export/asking.py", "export/duck.py", "export/shelf_store.py", "export/store.py"},
    "markdown_it": {"manuscript"},
    "charset_normalizer": {"manuscript/decode.py"},
    "filelock": {"files/locks.py"},
    "click": {"cli"},
    "rich": {"cli"},
    "pandas": {"story/dataframes.py", "story/rows.py"},
    "polars": {"story/dataframes.py", "story/rows.py"},
    "ray": {"shelf/ray_crew.py"},
}
"""Who alone loads a library: files, or the folders they lie in."""

IN_A_PASSING_FOLDER = frozenset({"export/booknlp.py"})
"""Writes into the folder that `fabula.files` hands it."""
FOR_DEVELOPERS = frozenset({"cli/docs.py"})


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_floor_is_told_of_and_there() -> None:
    told = re.findall(r"^\| `(\w+)` \| ", TEXT.split("## ")[0], re.MULTILINE)
    there = {path.stem for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    alone = {path.stem for path in SOURCE.glob("*.py") if not path.stem.startswith("__")}
    assert there <= set(told) <= there | alone


def test_the_parts_of_the_story_and_of_the_checks_are_told_of() -> None:
    for floor in ("story", "checks"):
        (row,) = re.findall(rf"^\| `{floor}` \| (.*)$", TEXT, re.MULTILINE)
        folders = {path.parent.name for path in SOURCE.glob(f"{floor}/*/__init__.py")}
        assert folders <= set(re.findall(r"`(\w+)`", row))


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`(?:fabula/)?((?:[a-z_]+/)+[a-z_]*\w(?:\.\w+)?/?)`", TEXT)
    assert len(named) > 20
    for name in named:
        homes = (ROOT, ROOT / "src", SOURCE, SOURCE / "manuscript")
        assert any((home / name).exists() for home in homes), name


def test_nothing_above_the_language_sees_the_model() -> None:
    for name, tree in modules():
        if not name.startswith("language/") and name not in HANDS_ON_THE_MODEL:
            seen = {"fabula.language.encoder", "fabula.language.runtime"} & set(imported(tree))
            assert not seen, name


def test_a_library_is_loaded_where_it_is_said_to_be() -> None:
    for name, tree in modules():
        for library in {module.partition(".")[0] for module in imported(tree)} & LIBRARIES.keys():
            homes = LIBRARIES[library]
            assert any(name == home or name.startswith(f"{home}/") for home in homes), (
                name,
                library,
            )


def writes(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        modes = [a.value for a in node.args if isinstance(a, ast.Constant)]
        opens = called == "open" and any(
            isinstance(m, str) and set(m) & set("wax+") and len(m) < 4 for m in modes
        )
        if called in ("write_text", "write_bytes") or opens:
            return True
    return False


def test_whatever_is_written_goes_through_one_floor() -> None:
    writing = {name for name, tree in modules() if writes(tree) and not name.startswith("files/")}
    assert writing == IN_A_PASSING_FOLDER | FOR_DEVELOPERS


def test_the_command_line_loads_no_floor_before_it_runs() -> None:
    code = (
        "import sys, fabula.cli.main; print(*(m for m in sys.modules if m.startswith('fabula.')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    light = {"fabula.cli", "fabula.files", "fabula.display", "fabula.telemetry"}
    loaded = {".".join(name.split(".")[:2]) for name in ran.stdout.split()} - light
    assert loaded == {"fabula.manuscript"}
    assert {n for n in ran.stdout.split() if n.startswith("fabula.manuscript.")} == {
        "fabula.manuscript.errors"
    }
