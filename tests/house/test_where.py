"""Where a place stands is asked of one home each, and worked out once.

Which block, chapter or scene: of the `Manuscript`. Which span at all: of a `SpanIndex`.
Whose speech: of `Story.speech`; who says so beside it: of the tags of `quotations`. Tense,
days, presence and clauses: of the `Story`.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "fabula"
PARTS = frozenset({"blocks", "chapters", "scenes"})
SEARCHES = frozenset({"bisect", "bisect_left", "bisect_right", "searchsorted"})
Rule = Callable[[ast.Module], Iterator[int]]


def called(node: ast.AST) -> str:
    """The bare name of what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def attributes(node: ast.AST) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def searches_the_shape(tree: ast.Module) -> Iterator[int]:
    """Looks for a place among blocks, chapters or scenes, or makes a list of their edges."""
    for node in ast.walk(tree):
        if called(node) in SEARCHES and attributes(node) & PARTS:
            yield node.lineno  # type: ignore[attr-defined]
        if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp):
            over = node.generators[0].iter
            edge = isinstance(node.elt, ast.Attribute) and node.elt.attr in ("start", "end")
            if edge and getattr(over, "attr", getattr(over, "id", "")) in PARTS:
                yield node.lineno


def finds_a_span_by_hand(tree: ast.Module) -> Iterator[int]:
    """Looks for the last of some starts at or before a place."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Sub):
            continue
        search = next((c for c in ast.walk(node.left) if called(c) in SEARCHES), None)
        if search is None or not isinstance(search, ast.Call):
            continue
        sides = [k.value.value for k in search.keywords if isinstance(k.value, ast.Constant)]
        if ast.unparse(node.right) == "1" and (
            called(search) != "searchsorted" or "right" in sides
        ):
            yield node.lineno


def goes_through_the_quotations(tree: ast.Module) -> Iterator[int]:
    """Goes through all quotations to see which of them a span lies in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.For):
            loop = node.generators[0] if not isinstance(node, ast.For) else node
            over = isinstance(loop.iter, ast.Attribute) and loop.iter.attr == "quotes"
            if over and any(called(part) in ("contains", "overlaps") for part in ast.walk(node)):
                yield node.lineno


def makes(*names: str) -> Rule:
    def rule(tree: ast.Module) -> Iterator[int]:
        for node in ast.walk(tree):
            if called(node) in names:
                yield node.lineno  # type: ignore[attr-defined]

    return rule


def opens_the_model(tree: ast.Module) -> Iterator[int]:
    """Looks into the files of the model, or at what words are to it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "fabula.language.pieces":
            yield node.lineno


SAYING = frozenset(
    "SPEECH_VERBS MANNER_VERBS SAYING_VERBS COMMONEST_FORMS VERBS_OF_WORDS PLAINEST_VERBS "
    "BARE_VERBS ACTS_FOR_SAYING".split()
)


def knows_verbs_of_saying(tree: ast.Module) -> Iterator[int]:
    """Looks for the words that say who speaks: takes verbs of saying to do so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & SAYING:
            yield node.lineno


MANUSCRIPT = ("manuscript/",)
STORY = ("story/model.py",)
RULES: dict[str, tuple[Rule, tuple[str, ...], str]] = {
    "block, chapter, scene": (
        searches_the_shape,
        MANUSCRIPT,
        "at = bisect_right(manuscript.blocks, offset, key=lambda b: b.span.start) - 1\n"
        "starts = [scene.span.start for scene in manuscript.scenes]\n"
        "ends = np.array([block.span.end for block in blocks])",
    ),
    "which span": (
        finds_a_span_by_hand,
        (*MANUSCRIPT, "language/windows.py"),  # which counts pieces, not places
        "at = bisect_right(starts, offset) - 1\n"
        'where = np.searchsorted(starts, offsets, side="right") - 1',
    ),
    "whose speech": (
        goes_through_the_quotations,
        STORY,
        "spoken = any(q.span.contains(span) for q in story.quotes)\n"
        "for quote in story.quotes:\n    if quote.span.overlaps(span): break",
    ),
    "quotations are found once": (makes("find_quotations"), STORY, "find_quotations(manuscript)"),
    "clauses are read once": (makes("Clauses"), STORY, "Clauses(reading, mentions, people)"),
    "the narration is read once": (makes("narration_of"), STORY, "narration_of(story)"),
    "the days are counted once": (
        makes("find_times", "days_of"),
        (*STORY, "story/stage/days.py"),
        "find_times(text, scene.span)",
    ),
    "dialogue tags": (
        knows_verbs_of_saying,
        ("quotations/", "english/"),
        "from fabula.quotations.verbs import SPEECH_VERBS\n"
        "from fabula.english.saying import COMMONEST_FORMS",
    ),
    "nothing above sees the model": (
        opens_the_model,
        ("language/",),
        "from fabula.language.pieces import MODEL_FOLDER",
    ),
    "presence is worked out once": (makes("presence_of"), STORY, "presence_of(story)"),
}


@pytest.mark.parametrize("rule", RULES)
def test_each_question_has_one_home(rule: str) -> None:
    asks, homes, _ = RULES[rule]
    found = [
        f"{name}, line {line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if not (name := path.relative_to(SOURCE).as_posix()).startswith(homes)
        for line in asks(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], f"{rule}: ask its home instead"


@pytest.mark.parametrize("rule", RULES)
def test_a_copy_is_seen(rule: str) -> None:
    asks, _, copies = RULES[rule]
    statements = ast.parse(copies).body
    assert all(list(asks(ast.Module([statement], []))) for statement in statements)
