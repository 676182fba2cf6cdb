"""A column of codes is compared with members of its enumeration, never with bare numbers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "tests", "training", "benchmarks", "tools")

CODED = frozenset(
    {
        *("kind", "type", "gender", "cls", "role", "determiner", "set", "set_", "type_"),
        *("kinds", "types", "genders", "roles", "sets", "mention_kind", "mention_shows"),
        *("entity_gender", "mention_role", "told_role", "shows"),
    }
)
"""Columns and single values that hold the codes of an enumeration."""

COUNTED = frozenset({"number", "numbers"})
"""So do these as columns of a frame; alone such a name is a mere number."""


def files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def is_coded(node: ast.expr) -> bool:
    """Whether a value is a code, or a column of codes: by its name, and ``gender_a`` by its stem."""
    column = isinstance(node, ast.Subscript)
    while isinstance(node, ast.Subscript):
        node = node.value
    attribute = isinstance(node, ast.Attribute)
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    stem = name.removesuffix("_a").removesuffix("_b")
    return stem in CODED or (stem in COUNTED and (name != stem or (attribute and column)))


def numbers(node: ast.expr) -> Iterator[int]:
    parts = node.elts if isinstance(node, ast.Tuple | ast.Set | ast.List) else [node]
    for part in parts:
        if isinstance(part, ast.Constant) and type(part.value) is int:
            yield part.value


def bare_codes(source: str) -> list[str]:
    """Comparisons of codes with bare numbers; that with ``>= 0`` asks whether there is any."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        anything = isinstance(node.ops[0], ast.GtE | ast.Lt) and list(numbers(sides[1])) == [0]
        if (
            not anything
            and any(map(is_coded, sides))
            and any(any(True for _ in numbers(s)) for s in sides)
        ):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_codes_are_compared_by_name(path: Path) -> None:
    assert bare_codes(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("found = mentions.kind == 0", True),
        ("clash = (gender_a > 0) & told", True),
        ("same = frame.number[a] != 0", True),
        ("named = evidence.mention_kind[m] != 1", True),
        ("some = frame.cls[rows] in (2, 3)", True),
        ("found = mentions.kind == MentionKind.NAME", False),
        ("known = clues.set >= 0", False),
        ("if number == 0: pass", False),
        ("if share < 0.5: pass", False),
        ("nouns = len(kinds) == 2", False),
    ],
)
def test_what_counts_as_a_bare_code(source: str, wanted: bool) -> None:
    assert bool(bare_codes(source)) is wanted
