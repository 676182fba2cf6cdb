"""What holds at a place of a scene: moves carried on until something ends them; hand-made."""

from typing import Any

from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.stage.acts import Act
from fabula.story.stage.carrying import FADING, Figure, carried
from fabula.story.stage.moves import Change, Move, StateKind
from fabula.story.stage.stage import Stage

ANNA, BEN = 1, 2


def move(who: int, kind: StateKind, change: Change, at: int = 0, **how: Any) -> Move:
    return Move(Act(0, "do", who, -1, "now"), kind, change, who, Span(at, at + 3), **how)


def held(figure: Figure) -> list[tuple[StateKind, str | None]]:
    return [(one.kind, one.value) for one in figure.holds]


def test_a_posture_holds_until_another_takes_its_place() -> None:
    moves = [move(ANNA, "posture", "begins", value="sitting")]
    (anna,) = carried(moves, 900)
    assert held(anna) == [("posture", "sitting")]
    (anna,) = carried([*moves, move(ANNA, "posture", "begins", 10, value="standing")], 900)
    assert held(anna) == [("posture", "standing")]


def test_a_thing_is_held_until_that_very_thing_is_put_down() -> None:
    moves = [
        move(ANNA, "hold", "begins", 0, value="blue cup"),
        move(ANNA, "hold", "begins", 5, value="letter"),
        move(ANNA, "hold", "ends", 10, value="cup"),
    ]
    (anna,) = carried(moves, 20)
    assert held(anna) == [("hold", "letter")]


def test_who_leaves_takes_all_along_and_who_comes_back_begins_anew() -> None:
    moves = [move(ANNA, "posture", "begins", value="sitting"), move(ANNA, "presence", "ends", 5)]
    (anna,) = carried(moves, 20)
    assert (anna.here, held(anna)) == (False, [])
    (anna,) = carried([*moves, move(ANNA, "presence", "begins", 9)], 20)
    assert anna.here
    assert anna.unknown == ("place", "posture", "gaze", "feeling")


def test_touches_and_looks_fade_and_what_one_wears_does_not() -> None:
    moves = [
        move(ANNA, "touch", "begins", part="hand", target=BEN),
        move(ANNA, "gaze", "begins", 1, value="away"),
        move(ANNA, "wear", "holds", 2, value="coat"),
    ]
    (anna,) = carried(moves, 10)
    assert [kind for kind, _ in held(anna)] == ["touch", "gaze", "wear"]
    (anna,) = carried(moves, FADING["gaze"] + 10)
    assert [kind for kind, _ in held(anna)] == ["touch", "wear"]
    (anna,) = carried(moves, FADING["touch"] + 10)
    assert [kind for kind, _ in held(anna)] == ["wear"]


def test_letting_go_of_one_leaves_the_other_held() -> None:
    moves = [
        move(ANNA, "touch", "begins", part="hand", target=BEN),
        move(ANNA, "touch", "begins", 1, part="arm", target=3),
        move(ANNA, "touch", "ends", 2, target=BEN),
    ]
    (anna,) = carried(moves, 10)
    assert [one.target for one in anna.of("touch")] == [3]


def test_a_scene_s_end_clears_the_stage_and_nothing_comes_before_it_is_told() -> None:
    manuscript = from_text("Anna sat down.\n\n* * *\n\nBen stood there.\n")
    second = manuscript.text.index("Ben")
    moves = (
        move(ANNA, "posture", "begins", 5, value="sitting"),
        move(BEN, "posture", "begins", second + 4, value="standing"),
    )
    stage = Stage((), moves, manuscript)
    assert [figure.who for figure in stage.at(12)] == [ANNA]
    assert stage.at(2) == ()
    assert stage.at(second) == ()
    assert [figure.who for figure in stage.at(second + 8)] == [BEN]
