"""No pattern of the house takes longer than in step with the text, whatever the text is.

Every pattern is run as the code runs it (searched for, or only matched at a place) on
floods made of its own parts: what it repeats, what stands before that, and the whole.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import fabula

SIZE = 1_600
"""Code points of a flood: enough that its square is seen, and its length is not."""
SUSPECT = 0.0006
"""Seconds that hardly a pattern needs for a flood in step with its length."""

Flood = tuple[str, str]
"""What stands first, and what is repeated after it."""

_parser: Any = importlib.import_module("re._parser")
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_SAMPLES = {
    "CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a", "CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": ".",
}  # fmt: skip
_ANY = "aA7 \n.,'’\"”“-—_*(!é"
FLOODS = (
    *"aA7 \n.,'’\"”“-—–_*([{<>!?#|:;&…~=`",
    "a ", "A ", "a.", "A. ", "a-", "a'", "’a", ", ", ". ", "\n ", "\n\n", " \n", "- ", "* ", "a\n",
)  # fmt: skip


def _choices(items: Any) -> str:
    """Some characters that a set of the pattern holds."""
    negated = str(items[0][0]) == "NEGATE"
    if negated:
        inside = re.compile(_set(items))
        return "".join(c for c in _ANY if inside.fullmatch(c))[:3]
    out = ""
    for kind, value in items:
        if str(kind) == "LITERAL":
            out += chr(value)
        elif str(kind) == "RANGE":
            out += chr(value[0])
        elif str(kind) == "CATEGORY":
            out += _SAMPLES[str(value)]
    return out


def _set(items: Any) -> str:
    names = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}
    body = "^"
    for kind, value in items[1:]:
        if str(kind) == "LITERAL":
            body += re.escape(chr(value))
        elif str(kind) == "RANGE":
            body += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            name = str(value).removeprefix("CATEGORY_")
            letter = names[name.removeprefix("NOT_")]
            body += "\\" + (letter.upper() if name.startswith("NOT_") else letter)
    return f"[{body}]"


def _sample(nodes: Iterable[Any], groups: dict[int, str]) -> str:
    """A string that the nodes, or most of them, match."""
    out = ""
    for op, value in nodes:
        name = str(op)
        if name == "LITERAL":
            out += chr(value)
        elif name == "NOT_LITERAL":
            out += next(c for c in _ANY if c != chr(value))
        elif name == "ANY":
            out += "a"
        elif name == "IN":
            out += _choices(value)[:1]
        elif name == "BRANCH":
            out += _sample(value[1][0], groups)
        elif name == "SUBPATTERN":
            groups[value[0]] = _sample(value[3], groups)
            out += groups[value[0]]
        elif name == "ATOMIC_GROUP":
            out += _sample(value, groups)
        elif name == "GROUPREF":
            out += groups.get(value, "")
        elif name in _REPEATS:
            out += _sample(value[2], groups) * max(1, value[0])
    return out


def _repeats(nodes: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """What stands before each long repeat of a pattern, and one of what it repeats."""
    for op, value in nodes:
        name = str(op)
        if name in _REPEATS:
            _, most, inner = value
            if most >= 200:
                yield before, _sample(inner, {})
                if len(inner) == 1 and str(inner[0][0]) == "IN":
                    yield from ((before, choice) for choice in _choices(inner[0][1])[1:4])
            yield from _repeats(inner, before)
        elif name == "SUBPATTERN":
            yield from _repeats(value[3], before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repeats(value[1], before)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value, before)
        before += _sample([(op, value)], {})


def _floods(pattern: re.Pattern[str]) -> list[Flood]:
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    units: set[Flood] = {("", flood) for flood in FLOODS}
    units.add(("", _sample(tree, {})))
    for before, unit in _repeats(tree, ""):
        units |= {(before, unit), ("", unit), ("", before + unit), ("", before)}
    return sorted(flood for flood in units if flood[1])


def _of_length(flood: Flood, size: int) -> str:
    before, unit = flood
    return f"{before}{unit * (size // len(unit))}\x00"


Uses = frozenset[str]


def _seconds(pattern: re.Pattern[str], flood: str, uses: Uses) -> float:
    begun = time.thread_time()
    if "match" in uses:
        pattern.match(flood)
    if "fullmatch" in uses:
        pattern.fullmatch(flood)
    if uses - {"match", "fullmatch"}:
        for _ in pattern.finditer(flood):
            pass
    return time.thread_time() - begun


def _grows(pattern: re.Pattern[str], flood: Flood, uses: Uses) -> bool:
    """Whether a flood four times as long takes far more than four times as long."""
    short, long = (_of_length(flood, size) for size in (SIZE, 4 * SIZE))
    once = _seconds(pattern, short, uses)
    if once < SUSPECT or _seconds(pattern, long, uses) < 8 * once:
        return False
    times = [min(_seconds(pattern, text, uses) for _ in range(3)) for text in (short, long)]
    return times[1] > 5 * SUSPECT and times[1] > 8 * times[0]


_METHODS = frozenset(
    {"search", "finditer", "findall", "sub", "subn", "split", "match", "fullmatch"}
)
SEARCH: Uses = frozenset({"search"})


def _modules() -> list[str]:
    found = pkgutil.walk_packages(fabula.__path__, "fabula.")
    return [info.name for info in found if not info.name.endswith("__main__")]


def _in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _in(item)
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _in(item)


def patterns() -> dict[tuple[str, re.Pattern[str]], Uses]:
    """Every pattern with the module it is of, and the methods of it that are used there.

    One that is used in other ways than by its own name is used as what the module calls
    ``pattern`` is, else searched for.
    """
    found: defaultdict[tuple[str, re.Pattern[str]], Uses] = defaultdict(frozenset)
    for name in _modules():
        module = importlib.import_module(name)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for pattern, method in _written_in_place(tree):
            found[name, pattern] |= {method}
        methods = _methods_used(tree)
        handed_on = frozenset(methods["pattern"] & _METHODS) or SEARCH
        for key, value in vars(module).items():
            alone = isinstance(value, re.Pattern) and methods[key] and methods[key] <= _METHODS
            for pattern in _in(value):
                found[name, pattern] |= methods[key] if alone else handed_on
    return found


def _written_in_place(tree: ast.AST) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns of calls such as ``re.search(r"...", text)``."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of, first = node.func.value, node.args[0]
        plain = isinstance(of, ast.Name) and of.id == "re" and node.func.attr in _METHODS
        if plain and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield re.compile(first.value), node.func.attr


def _methods_used(tree: ast.AST) -> defaultdict[str, set[str]]:
    """By the name of a pattern which of its methods are called; "?" for any other use."""
    methods: defaultdict[str, set[str]] = defaultdict(set)
    called: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            methods[node.value.id].add(node.attr)
            called.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            methods[node.id].add("?")
    return methods


def slow_patterns() -> list[str]:
    """A line for each pattern that some flood slows down, with that flood's beginning."""
    out: list[str] = []
    for (name, pattern), uses in patterns().items():
        for flood in _floods(pattern):
            if _grows(pattern, flood, uses):
                out.append(f"{name}: {pattern.pattern[:70]!r} on {_of_length(flood, 24)!r}")
                break
    return out


def test_no_pattern_grows_faster_than_the_text() -> None:
    assert slow_patterns() == []


def test_the_test_finds_patterns_that_do() -> None:
    slow = (r"\s*—", r"\w+$", r"[.!?]+\s", r"\w+ly\s", r"\s*x")
    sound = (r"(?<!\s)\s+—", r"(?<!\w)\w+$", r"(?<![.!?])[.!?]+\s", r"(?:the|an?)\s\w{1,30}:")
    for texts, grows in ((slow, True), (sound, False)):
        for text in texts:
            pattern = re.compile(text)
            assert any(_grows(pattern, f, SEARCH) for f in _floods(pattern)) is grows, text
