"""A check's reach: what it finds in a paragraph or a scene does not depend on the rest."""

import ast
import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from fabula.checks import rules
from fabula.checks.framework.check import Check
from fabula.checks.framework.docstrings import parse
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.harness import reach_problems
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.text_words import words_of
from fabula.checks.framework.view import Shared, StoryView
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.passage import PassageCutter

ROOT = Path(__file__).parents[2]
ALICE = ROOT / "tests/snapshots/novels/alices_adventures_in_wonderland.txt.gz"
LOCAL = [c for c in load_checks() if c.origin == "fabula" and c.reach != "book"]
of_each = pytest.mark.parametrize("check", LOCAL, ids=lambda c: c.name)

Run = Callable[[StoryView], Iterator[Finding]]


@cache
def told(text: str) -> Story:
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript))


@cache
def ferry() -> Story:
    return told((ROOT / "examples/the-last-ferry.md").read_text(encoding="utf-8"))


@cache
def alice() -> Story:
    """The first two chapters of a novel."""
    whole = gzip.decompress(ALICE.read_bytes()).decode("utf-8")
    begin = whole.index("Alice was beginning")
    return told("CHAPTER I.\n\n" + whole[begin : whole.index("CHAPTER III.", begin)])


def of_examples(check: Check) -> Story:
    """A book in which every example of the check, flagged or fine, is a scene."""
    doc = parse(check.doc)
    text = "\n\n* * *\n\n".join(e.text for e in chain(doc.flagged, doc.fine)) + "\n"
    return bare_story(from_text(text)) if check.needs <= {"text"} else told(text)


@of_each
def test_the_examples_of_a_check_say_the_same_alone_as_in_a_book_of_them(check: Check) -> None:
    story = of_examples(check)
    shared = Shared(story)
    assert list(check.run(StoryView(shared, check.name, check.level, check.needs)))
    assert reach_problems(check, story) == []


@of_each
def test_a_passage_of_a_story_says_the_same_alone_as_in_it(check: Check) -> None:
    assert reach_problems(check, ferry()) == []
    assert reach_problems(check, alice()) == []


def test_every_check_says_how_far_it_reaches() -> None:
    (folder,) = rules.__path__
    for path in sorted(Path(folder).glob("[a-z]*.py")):
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        declared = [c for c in calls if getattr(c.func, "id", "") == "check"]
        assert [k.arg for c in declared for k in c.keywords if k.arg == "reach"] == ["reach"], path


def toy(reach: str, run: Run) -> Check:
    doubled = load_checks().get("doubled-word")
    return replace(doubled, name="toy", reach=reach, run=run)  # type: ignore[arg-type]


def first_uses(story: StoryView) -> Iterator[Finding]:
    """Every word where the book has it first: nothing that a paragraph could know."""
    seen: set[str] = set()
    for word in story.derive(words_of):
        if word.form.lower() not in seen:
            yield story.finding(Span(word.start, word.end), "First.")
        seen.add(word.form.lower())


def rare(story: StoryView) -> Iterator[Finding]:
    """Every word that the book has once, which is asked of the book."""
    forms = story.of_book(lambda book: [w.form.lower() for w in book.derive(words_of)])
    for word in story.derive(words_of):
        if forms.count(word.form.lower()) == 1:
            yield story.finding(Span(word.start, word.end), "Once.")


TEXT = "The sea was calm.\n\nThe boat was late.\n\n* * *\n\nThe boat was calm.\n\nNobody came.\n"


def test_a_check_that_looks_further_than_it_says_is_found_out() -> None:
    story = bare_story(from_text(TEXT))
    assert len(reach_problems(toy("paragraph", first_uses), story)) == 2
    assert len(reach_problems(toy("scene", first_uses), story)) == 1
    assert reach_problems(toy("book", first_uses), story) == []


def test_what_is_asked_of_the_book_is_known_in_each_passage() -> None:
    assert reach_problems(toy("paragraph", rare), bare_story(from_text(TEXT))) == []


RUN_ON = (
    '"You are late?"\n'
    "exclaimed the pilot, and the boat came in by the the quay. His eyes fell\n"
    'shut. He saw that it was dark.\n"So?" he expostulated.\n'
)
"""Paragraphs parted by a line break alone, in the middle of what could be one sentence."""


@pytest.mark.parametrize("check", [c for c in LOCAL if c.needs <= {"text"}], ids=lambda c: c.name)
def test_paragraphs_are_apart_also_where_a_line_break_alone_parts_them(check: Check) -> None:
    story = bare_story(from_text(RUN_ON * 8))
    assert len(story.manuscript.blocks) == 32
    assert reach_problems(check, story) == []


def test_an_unknown_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown reach"):
        toy("chapter", rare)


def test_a_passage_keeps_its_words_and_what_the_book_told_of_them() -> None:
    story = ferry()
    manuscript = story.manuscript
    block = max(manuscript.blocks, key=lambda b: len(b.span))
    cut = PassageCutter(story).cut(block.span)
    assert cut.manuscript.text == block.span.text(manuscript.text)
    assert [b.span for b in cut.manuscript.blocks] == [Span(0, len(block.span))]
    inside = [q for q in story.quotes if block.span.contains(q.span)]
    assert [(q.span.text(cut.manuscript.text), q.speaker) for q in cut.quotes] == [
        (q.span.text(manuscript.text), q.speaker) for q in inside
    ]
    tokens = story.reading.tokens
    kept = (tokens.start >= block.span.start) & (tokens.start < block.span.end)
    words = [w for w, k in zip(story.reading.words, kept.tolist(), strict=True) if k]
    assert list(cut.reading.words) == words
    heads = cut.reading.tokens.head
    assert ((heads >= -1) & (heads < len(words))).all()
    meant = {(cut.manuscript.text[s:e], who) for s, e, who in rows(cut)}
    assert meant == {
        (manuscript.text[s:e], who)
        for s, e, who in rows(story)
        if block.span.start <= s < block.span.end
    }
    assert meant


def rows(story: Story) -> Iterator[tuple[int, int, int]]:
    table = story.mentions
    return zip(table.start.tolist(), table.end.tolist(), table.entity.tolist(), strict=True)
