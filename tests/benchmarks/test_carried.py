"""Carried states of scenes: what the marks say, and how answers are counted."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

SCENE = """# title The Ferry
# person m Mona Birch (she/her)
# person t Tom Ash (he/him)
# place k the kitchen

[Mona|m] sat in [the kitchen|@k]. [Tom|t] knelt by [her|m].
% posture m sitting | "sat"
% at m k | "in the kitchen"
% posture t kneeling | "knelt"

"Up,"{m>t} [she|m] said, and [he|t] stood. [He|t] took [her|m] hand and left.
% posture t standing | "stood"
% touch t.hand > m.hand | "took her hand"
% leave t k | "left"
"""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "benchmarks")
    return importlib.import_module("carried")


def test_marks_are_taken_out_and_changes_stand_at_their_words(bench: ModuleType) -> None:
    scene = bench.read_scene(SCENE)
    assert scene.text.startswith("Mona sat in the kitchen. Tom knelt by her.\n\n")
    assert [scene.text[s:e] for s, e, who in scene.mentions if who == 1] == ["Tom", "he", "He"]
    told = [(m.kind, m.change, scene.text[m.span.start : m.span.end]) for m in scene.moves]
    assert told == [
        ("posture", "begins", "sat"),
        ("place", "holds", "in the kitchen"),
        ("posture", "begins", "knelt"),
        ("posture", "begins", "stood"),
        ("touch", "begins", "took her hand"),
        ("presence", "ends", "left"),
    ]


def test_answers_are_counted_by_kind_and_unknown_is_one(bench: ModuleType) -> None:
    answers = bench.Answers()
    bench.ask(SCENE, answers)
    assert set(answers.asked) == {"posture", "place", "touch"}
    assert answers.asked["posture"] == answers.asked["touch"]
    assert answers.right["posture"] >= answers.known_right["posture"] > 0
    assert len(list(answers.told())) == 4


def test_a_gone_person_is_unknown(bench: ModuleType) -> None:
    answers = bench.Answers()
    bench.ask(SCENE.split("\n\n")[0] + '\n\n[Mona|m] left. Nobody came. It rained.\n% leave m k | "left"\n',
        answers)  # fmt: skip
    assert not any(answers.known.values())
