"""The rules of the house, each run as a test so that one command checks everything."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fabula"
LONGEST = 600
LONGEST_FUNCTION = 50

NETWORK = frozenset(
    {
        *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib"),
        *("xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "webbrowser"),
    }
)


def run(*command: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


every_module = pytest.mark.parametrize("path", modules(), ids=named)


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", "--no-cache", ".")


def test_ruff_would_format_nothing() -> None:
    run("ruff", "format", "--no-cache", "--check", ".")


def test_types_are_strict() -> None:
    """Of the product, its tests, training, the benchmarks and the tools; torch is not looked into."""
    run("mypy")


def keeps_contract(config: Path, *paths: Path) -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    known = [*map(str, paths), os.environ.get("PYTHONPATH", "")]
    ran = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", str(config)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, known))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"


def test_imports_only_go_down_the_floors() -> None:
    keeps_contract(ROOT / "pyproject.toml")


def test_training_stands_on_the_product_and_nothing_on_training() -> None:
    keeps_contract(ROOT / "training" / "pyproject.toml", ROOT / "training" / "src")


SHARED = frozenset({"fabula_training.novels", "fabula_training.known_cast"})
"""What training left out, and casts that somebody has made, for the benchmarks to measure on."""


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda p: p.name)
def test_a_benchmark_runs_faces_as_a_user_does_and_needs_no_torch(path: Path) -> None:
    for name in imported(path):
        assert not name.startswith("fabula.cli"), name
        assert not name.startswith(("torch", "fabula_training")) or name in SHARED, name


def test_nothing_imports_a_benchmark() -> None:
    benchmarks = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    for folder in ("src", "training"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            roots = {name.split(".")[0] for name in imported(path)}
            assert not roots & benchmarks, f"{path.relative_to(ROOT)}: {roots & benchmarks}"


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports from elsewhere, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@every_module
def test_a_module_can_be_read_in_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def long_functions(source: str) -> list[str]:
    return [
        f"{node.name}: {lines} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]


@every_module
def test_a_function_can_be_seen_at_once(path: Path) -> None:
    """From its first line to its last; a command's options stand above it."""
    assert long_functions(path.read_text(encoding="utf-8")) == []


def test_a_long_function_is_found_within_a_class_too() -> None:
    body = "\n".join("        x = 1" for _ in range(LONGEST_FUNCTION))
    assert long_functions(f"class A:\n    def f(self):\n{body}\n") == ["f: 51 lines"]


@every_module
def test_all_names_what_is_public(path: Path) -> None:
    """Functions and classes are public unless named otherwise; constants may be either."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = dict(assignments(tree))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    typed = [node for part in tree.body if isinstance(part, ast.If) for node in part.body]
    imported = {
        alias.asname or alias.name
        for node in [*tree.body, *typed]
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    public = {name for name in defined if not name.startswith("_")}
    if path.name == "__init__.py" and "__all__" not in assigned:
        assert not public
        return
    declared = ast.literal_eval(assigned["__all__"])
    assert sorted(public - set(declared)) == []
    assert sorted(set(declared) - defined - imported - set(assigned)) == []
    assert len(declared) == len(set(declared))


def assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


ON_THIS_MACHINE = {
    "cli/open.py": frozenset({"webbrowser"}),
    "web/serving.py": frozenset({"socket"}),
}
"""What `fabula open` needs to show its page: a socket of this machine, and its browser."""


@every_module
def test_nothing_here_can_reach_the_network(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        parts = {".".join(n.split(".")[:depth]) for n in names for depth in (1, 2)}
        assert not (parts & NETWORK) - ON_THIS_MACHINE.get(named(path), frozenset()), names


def test_the_page_is_served_to_this_machine_alone() -> None:
    serving = (SOURCE / "web" / "serving.py").read_text(encoding="utf-8")
    (bound,) = [
        node.args[0]
        for node in ast.walk(ast.parse(serving))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "bind"
    ]
    assert ast.unparse(bound) == "('127.0.0.1', port)"


def test_every_import_of_the_product_is_a_declared_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        name
        for extra in ("fsspec", "pandas", "polars", "ray", "web")
        for name in project["optional-dependencies"][extra]
    ]
    declared = {
        name.split(">")[0].split("<")[0].split("=")[0].strip().replace("-", "_").lower()
        for name in (*project["dependencies"], *extras)
    }
    aliases = {"markdown_it_py": "markdown_it", "python_docx": "docx"}
    allowed = {aliases.get(name, name) for name in declared} | {"fabula"} | sys.stdlib_module_names
    for path in modules():
        roots = {name.split(".")[0] for name in imported(path)}
        assert roots <= allowed, f"{named(path)}: {roots - allowed}"


@every_module
def test_no_floor_below_the_faces_names_an_option(path: Path) -> None:
    """What to do next is worded by each face; the floors below give a code."""
    if path.is_relative_to(SOURCE / "cli"):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "FabulaError",
            "Problem",
        ):
            texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
            assert not [t for t in texts if isinstance(t, str) and re.search(r"(?<!-)--[a-z]", t)]
