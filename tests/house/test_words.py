"""English is data: word tables stand in ``english/`` alone, with their source, each once."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import fabula.english
from fabula.english.tables import Field, field, fields

SOURCE = Path(__file__).parents[2] / "src" / "fabula"
FIELDS = fields()
MOST = 11
"""Words that a table outside ``english/`` may have."""
ALIKE = 0.6
WHOLE = frozenset({"supersenses"})
"""Fields that sort all words of English, and so share them with every other."""

_CODES = "codes, not English: faults, kinds, columns"
_FROZEN = "columns of a scorer or signs with their weights, in the order of its training"
_MARKUP = "names of elements, classes, files and fields in formats, not English"
_PIECES = "pieces of words and of patterns"

EXEMPT = {
    **dict.fromkeys(
        (
            ("checks/grammar/corrections.py", "BARS"),
            ("checks/grammar/faults.py", "Fault"),
            ("checks/grammar/faults.py", "_PLAIN"),
            ("checks/framework/form.py", "OF_PROSE"),
            ("checks/scene_questions.py", "_SAID"),
            ("cli/next_steps.py", "_STEPS"),
            ("export/booknlp.py", "_token_rows"),
            ("export/findings_json.py", "_finding"),
            ("story/model.py", "_DERIVED"),
        ),
        _CODES,
    ),
    **dict.fromkeys(
        (
            ("quotations/quoted_words.py", "SIGNS"),
            ("story/speech/columns.py", "FEATURES"),
            ("story/speech/columns.py", "OF_SPEECH"),
            ("story/speech/company.py", "COMPANY"),
            ("story/speech/surroundings.py", "AROUND"),
        ),
        _FROZEN,
    ),
    **dict.fromkeys(
        (
            ("language/tokens.py", "_UNITS"),
            ("language/tokens.py", "_WEB"),
            ("manuscript/archivepages.py", "_WITHOUT_WORK"),
            ("manuscript/asides.py", "_POWERS"),
            ("manuscript/notewords.py", "_FIELD"),
            ("manuscript/notewords.py", "_PLAIN_FIELDS"),
            ("manuscript/readers/fountain.py", "_KEYS"),
        ),
        _MARKUP,
    ),
    **dict.fromkeys(
        (
            ("checks/grammar/phrases.py", "_ENTRIES"),
            ("checks/grammar/phrases.py", "_INFLECTED"),
            ("checks/rules/spelling.py", "_EYE_DIALECT"),
            ("manuscript/notewords.py", "_SERIAL"),
            ("quotations/pairing.py", "_APOSTROPHE"),
        ),
        _PIECES,
    ),
}
"""Tables outside ``english/``, by file and name, and why they may stand there."""

MARKUP_FILES = {
    "manuscript/dialects.py",
    "manuscript/dropcaps.py",
    "manuscript/elements.py",
    "manuscript/matter.py",
    "manuscript/richtext/words.py",
    "manuscript/stylenames.py",
    "manuscript/xmlstream.py",
}
"""Files that are about a format and know its names, in tables of any size."""

_METHODS = frozenset({"split", "fromkeys", "splitlines", "strip", "replace", "join"})
_COLLECTIONS = frozenset({"frozenset", "set", "tuple", "list", "dict", "sorted"})
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+(?:[ _][A-Za-z'’-]+){0,3}")
_LISTED = re.compile(r"[\sa-zA-Z'’_:|-]+")
_GROUP = re.compile(r"\(\?(?:P<\w+>|[:=!]|<[=!]|[a-zA-Z-]+[:)])")
_TRIMMED = re.compile(r"\\[bwWsSdDAZ][*+?]?|[?*+^$\x00]|\{[\d,]*\}")


@dataclass(frozen=True)
class Found:
    """A table of words in a module: the name it is assigned to, its line, its words."""

    name: str
    line: int
    words: frozenset[str]


def word_tables(source: str) -> list[Found]:
    """The tables of a dozen English words or more that a module lists."""
    tree = ast.parse(source)
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return list(_tables(tree, "", docs))


def _tables(node: ast.AST, name: str, docs: set[int]) -> Iterator[Found]:
    if id(node) in docs:
        return
    if isinstance(node, ast.Assign | ast.AnnAssign):
        name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        name = node.name
    if name == "__all__":
        return
    if isinstance(node, ast.expr):
        words = frozenset(filter(_is_english, _words(node)))
        if len(words) > MOST:
            yield Found(name, node.lineno, words)
            return
    for child in ast.iter_child_nodes(node):
        yield from _tables(child, name, docs)


def _is_english(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and not word.isupper()


def _words(node: ast.expr, *, inside: bool = False) -> Iterator[str]:
    """The words that an expression lists: in a display, in a string, in a pattern."""
    text = _text(node)
    if text is not None:
        yield from _words_in(text, whole=inside)
        return
    listing = isinstance(node, ast.Set | ast.Tuple | ast.List | ast.Dict)
    called = isinstance(node, ast.Call)
    for part in _parts(node):
        yield from _words(part, inside=listing or (inside and not called))


def _parts(node: ast.expr) -> list[ast.expr]:
    """The parts of an expression that add to the words it lists."""
    match node:
        case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            return parts
        case ast.Dict(keys=keys, values=values):
            return [*(key for key in keys if key is not None), *values]
        case ast.Starred(value=part):
            return [part]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Call(func=ast.Attribute(value=owner, attr=name), args=args) if name in _METHODS:
            return [owner, *args]
        case ast.Call(func=ast.Name(id=name), args=args) if name in _COLLECTIONS:
            return args
    return []


def _words_in(text: str, *, whole: bool) -> Iterator[str]:
    """The words of a string: the longest group of a pattern, or those between blanks.

    ``whole``: the string is one entry of a list, perhaps of several words.
    """
    if "|" in text:
        yield from max((_alternatives(group) for group in _groups(text)), key=len)
    elif not whole and _LISTED.fullmatch(text):
        yield from re.split(r"[\s:]+", text)
    else:
        yield text


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values
        )
    return None


def _groups(pattern: str) -> list[list[str]]:
    """The alternatives of every group of a pattern, and of the pattern itself."""
    pattern = re.sub(r"(?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]", "\0", pattern)
    groups: list[list[str]] = []
    open_groups: list[list[str]] = [[""]]
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        step = 2 if sign == "\\" else 1
        if sign == "(":
            head = _GROUP.match(pattern, at)
            step = head.end() - at if head else 1
            open_groups.append([""])
        elif sign == ")" and len(open_groups) > 1:
            groups.append(open_groups.pop())
        elif sign == "|":
            open_groups[-1].append("")
        else:
            open_groups[-1][-1] += pattern[at : at + step]
        at += step
    return [*groups, *open_groups]


def _alternatives(group: list[str]) -> list[str]:
    plain = (_TRIMMED.sub("", part.replace(r"\s", " ")).strip() for part in group)
    return [" ".join(part.split()) for part in plain]


@cache
def outside() -> Mapping[tuple[str, str], Found]:
    return {
        (str(path.relative_to(SOURCE)), found.name): found
        for path in sorted(SOURCE.rglob("*.py"))
        if path.parent.name != "english"
        for found in word_tables(path.read_text(encoding="utf-8"))
    }


def test_no_word_table_stands_outside() -> None:
    new = {
        (file, name): found
        for (file, name), found in outside().items()
        if (file, name) not in EXEMPT and file not in MARKUP_FILES
    }
    told = [
        f"{file}, line {found.line}: {name} lists {len(found.words)} words"
        for (file, name), found in new.items()
    ]
    assert not told, "move to src/fabula/english/data: " + "; ".join(told)


def test_every_exemption_is_needed() -> None:
    assert sorted(EXEMPT.keys() - outside().keys()) == []
    assert sorted(MARKUP_FILES - {file for file, _ in outside()}) == []


TREES = "oak elm ash birch beech rowan alder hazel willow poplar maple holly"


@pytest.mark.parametrize(
    "source",
    [
        f'T = frozenset("{TREES}".split())',
        f"T = {set(TREES.split())!r}",
        f"T = {TREES.split()!r}",
        f"T = {dict.fromkeys(TREES.split(), 1)!r}",
        f"T = dict.fromkeys({tuple(TREES.split())!r}, 1)",
        f"def f(word):\n    return word in {tuple(TREES.split())!r}",
        f'import re\nT = re.compile(r"\\b(?:{TREES.replace(" ", "|")})s?\\b")',
        f'import re\nT = re.compile(rf"\\b(?P<tree>{TREES.replace(" ", "|")}|{{X}})\\b")',
        f'T = "{TREES}"',
        f'T = {{**dict.fromkeys("{TREES[:30]}".split(), 1), "fir": 2, **dict.fromkeys("{TREES[30:]}".split(), 3)}}',
        f'T = dict(p.split(":") for p in "{TREES.replace(" ", ":leaf ")}:leaf".split())',
    ],
)
def test_a_new_word_table_is_seen(source: str) -> None:
    [found] = word_tables(source)
    assert len(found.words) >= 12


@pytest.mark.parametrize(
    "source",
    [
        f'"""{TREES}"""',
        f'T = frozenset("{TREES[:40]}".split())',
        'T = "Of the trees in the wood, which are many, this is about the oldest, an oak."',
        'T = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "DT": "DET"}',
        r'T = r"(?:oak|elm)\s(?:ash|birch)\s(?:beech|rowan)\s(?:alder|hazel)\s(?:willow|fir|yew|box)"',
        "from fabula.english.kin import KIN\nT = frozenset(KIN)",
    ],
)
def test_what_is_no_word_table_is_passed_over(source: str) -> None:
    assert word_tables(source) == []


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_tells_its_meaning_source_and_licence(name: str) -> None:
    assert re.fullmatch(r"[A-Z].{10,}\. Source: .{10,}\. Licence: .{3,}\.", field(name).about)


@pytest.mark.parametrize("name", FIELDS)
def test_every_table_has_a_meaning_and_a_name_to_ask_for_it(name: str) -> None:
    tables = field(name).tables
    assert [table.name for table in tables.values() if len(table.meaning) < 10] == []
    module = importlib.import_module(f"fabula.english.{name}")
    assert sorted(tables.keys() - set(module.__all__)) == []


def test_every_table_is_used() -> None:
    asked = {
        alias.name
        for path in [*SOURCE.rglob("*.py"), *(SOURCE.parents[1] / "training").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fabula.english.")
        for alias in node.names
    }
    taken = {
        one.rpartition(".")[2] for name in FIELDS for table in field(name) for one in table.takes
    }
    composed = {
        node.id
        for path in (SOURCE / "english").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    tables = {table for name in FIELDS for table in field(name).tables}
    assert sorted(tables - asked - taken - composed) == []


def test_every_field_has_a_file() -> None:
    modules = {module.name for module in pkgutil.iter_modules(fabula.english.__path__)}
    assert modules == {*FIELDS, "tables"}


def listed(name: str, home: Field) -> frozenset[str]:
    """The words that a table lists or takes in, in lower case."""
    words = {
        word.lower()
        for table in home.taken(name)
        for line in table.lines
        for word in re.split(r"[\s,=]+", line)
        if word
    }
    return frozenset(words - {word.lower() for word in home.tables[name].leaves})


def relatives(name: str, home: Field, names: frozenset[str]) -> frozenset[str]:
    """The tables that a table is built from, and those whose difference from it is told."""
    table = home.tables[name]
    built = {taken.name for taken in home.taken(name)}
    told = set(re.findall(r"\b[A-Z][A-Z_]{2,}\b", table.meaning))
    return frozenset(built | (told & names))


def lookalikes(fields: list[Field]) -> list[str]:
    """Pairs of tables that share most of the smaller one's words, and do not say why."""
    tables = [(name, home) for home in fields for name in home.tables if home.name not in WHOLE]
    names = frozenset(name for name, _ in tables)
    sized = [(name, listed(name, home), relatives(name, home, names)) for name, home in tables]
    large = [entry for entry in sized if len(entry[1]) > MOST]
    return [
        f"{one} and {other}"
        for (one, words, kin), (other, others, other_kin) in combinations(large, 2)
        if len(words & others) > ALIKE * min(len(words), len(others))
        and not (one in other_kin or other in kin or (kin & other_kin) - {one, other})
    ]


def test_no_words_are_listed_twice() -> None:
    assert lookalikes([field(name) for name in FIELDS]) == []


def test_two_tables_alike_are_seen() -> None:
    alike = f"# Trees.\n\n[TREES]\n# Trees.\n{TREES}\n\n[WOODS]\n# Woods.\n{TREES} fir\n"
    assert lookalikes([Field("trees", alike)]) == ["TREES and WOODS"]
    told = alike.replace("# Woods.", "# Woods; unlike TREES, with needles.")
    assert lookalikes([Field("trees", told)]) == []
    built = alike.replace(f"{TREES} fir", "+ TREES\nfir")
    assert lookalikes([Field("trees", built)]) == []


@pytest.mark.parametrize("name", FIELDS)
def test_a_table_lists_each_word_once_and_leaves_out_only_what_it_takes_in(name: str) -> None:
    home = field(name)
    for table in home:
        if any("=" in line or "," in line for line in table.lines):
            continue
        own = [word for line in table.lines for word in line.split()]
        assert len(own) == len(set(own)), table.name
        takes = " ".join(one if "." in one else f"{name}.{one}" for one in table.takes)
        inside = Field("taken", f"# Taken.\n\n[TAKEN]\n+ {takes}\n").words("TAKEN")
        assert sorted(inside & set(own) - table.leaves) == [], table.name
        assert sorted(table.leaves - inside) == [], table.name


def test_names_are_not_used_twice() -> None:
    names = [name for one in FIELDS for name in field(one).tables]
    assert len(names) == len(set(names))
