"""One name, one thing: no type and no public function is defined in two modules."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "fabula"

SHARED = {
    "check": "what a package decorates its check with, and `fabula.check`: both are relied upon",
}
"""Names of public functions that two modules have on purpose, and why."""


def trees(source: Path) -> dict[str, ast.Module]:
    return {
        str(path.relative_to(source)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(source.rglob("*.py"))
    }


def types(tree: ast.Module) -> Iterator[str]:
    """Classes, and names of other types; a type variable is a part of its module's signatures."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            made = isinstance(node.value, ast.Call)  # a value or a type variable
            if not made and name.lstrip("_")[:1].isupper() and not name.isupper():
                yield name


def functions(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name


def twice(homes: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in homes.items() if len(places) > 1}


def types_defined_twice(source: Path) -> dict[str, list[str]]:
    homes: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees(source).items():
        for name in types(tree):
            homes[name].append(module)
    return twice(homes)


def functions_defined_twice(source: Path) -> dict[str, list[str]]:
    homes: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees(source).items():
        for name in functions(tree):
            homes[name].append(module)
    return twice(homes)


def test_no_type_has_the_name_of_another() -> None:
    assert types_defined_twice(SOURCE) == {}


def test_no_public_function_has_the_name_of_another() -> None:
    assert functions_defined_twice(SOURCE).keys() == SHARED.keys()


def test_names_in_two_modules_are_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("class Place: ...\nKey = tuple[str, int]\ndef load(): ...\n")
    (tmp_path / "two.py").write_text(
        "from enum import Enum\nclass Place(Enum): ...\nKey = str | int\n"
        "def load(): ...\ndef _own(): ...\nROWS = 1\n"
    )
    (tmp_path / "three.py").write_text("T = TypeVar('T')\nROWS = 2\ndef _own(): ...\n")
    assert types_defined_twice(tmp_path) == {
        "Place": ["one.py", "two.py"],
        "Key": ["one.py", "two.py"],
    }
    assert functions_defined_twice(tmp_path) == {"load": ["one.py", "two.py"]}
