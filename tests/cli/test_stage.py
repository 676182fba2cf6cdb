"""``fabula stage``: changes in order, everybody at one place, and what cannot be asked."""

from pathlib import Path

import pytest

from running import Command

SCENE = """Mara Quill came into the kitchen and took off her coat. Tom Hale sat at the table.

"You read it," she said. She looked at Tom.

Tom stood up. He was afraid. Mara laid a hand on his shoulder. Tom looked away.
"""


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    path = tmp_path / "scene.txt"
    path.write_text(SCENE, encoding="utf-8")
    return path


def lines(out: str) -> list[str]:
    return [line.strip() for line in out.splitlines()]


def test_every_change_with_its_place_and_its_words(fabula: Command, scene: Path) -> None:
    shown = lines(fabula("stage", scene).out)
    assert "Scene 1" in shown
    assert any(
        line.startswith("5:") and "Mara Quill touches Tom Hale’s shoulder with the hand" in line
        for line in shown
    )
    assert any("Tom Hale is sitting  “sat”" in line for line in shown)


def test_only_of_one_person_and_only_of_some_kinds(fabula: Command, scene: Path) -> None:
    shown = lines(fabula("stage", scene, "--who", "tom", "--kind", "posture").out)
    assert sum("Tom Hale is" in line for line in shown) == 2
    assert not any("Mara" in line or "afraid" in line for line in shown)


def test_a_line_of_letters_tells_how_somebody_feels_over_a_scene(
    fabula: Command, scene: Path
) -> None:
    (curve,) = [line for line in lines(fabula("stage", scene).out) if "···" in line]
    assert curve.startswith("Tom Hale")
    assert curve.endswith("f fear")
    told = curve.split()[2]
    assert len(told) == 40
    assert set(told) == {"·", "f"}
    assert told.startswith("·")


@pytest.mark.parametrize(
    "asked", [("--kind", "posture"), ("--who", "Mara"), ("--at", "1"), ("--kind", "gaze")]
)
def test_no_line_of_feelings_where_none_are_asked_for(
    fabula: Command, scene: Path, asked: tuple[str, str]
) -> None:
    assert "···" not in fabula("stage", scene, *asked).out


def test_how_everybody_stands_at_a_place(fabula: Command, scene: Path) -> None:
    early = fabula("stage", scene, "--at", "1").out
    assert "is sitting  since 1:" in early
    late = fabula("stage", scene, "--at", "He was AFRAID").out
    assert "is standing  since 5:" in late
    assert "sitting" not in late
    assert "feels fear (afraid)" in late
    assert "touches" not in late


def test_what_is_not_told_is_said_not_to_be(fabula: Command, scene: Path) -> None:
    shown = fabula("stage", scene, "--at", "1", "--who", "Mara").out
    assert "not told: posture, gaze and feeling" in shown
    assert "Tom" not in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--who", "Ferdinand"], "nobody is called Ferdinand here; there are Tom Hale"),
        (["--at", "90"], "there is no line 90: the text ends at line 5"),
        (["--at", "a purple elephant"], "these words are not in the text: a purple elephant"),
        (["-o", "scene.txt"], "scene.txt"),
    ],
)
def test_what_cannot_be_asked(
    fabula: Command,
    scene: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(scene.parent)
    ran = fabula("stage", "scene.txt", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert scene.read_text(encoding="utf-8") == SCENE


def test_into_a_file_without_colours(fabula: Command, scene: Path) -> None:
    ran = fabula("stage", scene, "-o", scene.parent / "stage.txt")
    assert (ran.code, ran.out) == (0, "")
    written = (scene.parent / "stage.txt").read_text(encoding="utf-8")
    assert "Mara Quill takes off coat" in written
    assert "\x1b" not in written


def test_the_summary_tells_it_in_short(fabula: Command, scene: Path) -> None:
    shown = lines(fabula("read", scene).out)
    assert any(line.startswith("Tom Hale is at table; is sitting; is standing") for line in shown)


def test_the_summary_of_many_scenes_says_where_it_is_told(fabula: Command, tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    scene = "Tom Hale sat at the table. Mara Quill stood up.\n"
    path.write_text("\n* * *\n\n".join([scene] * 13), encoding="utf-8")
    shown = fabula("read", path).out
    assert "what bodies do in them: fabula stage" in shown
    assert "is sitting" not in shown


def test_a_text_in_which_nothing_happens(fabula: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Milk. Eggs. Bread.\n", encoding="utf-8")
    assert "nothing of that is told" in fabula("stage", path).out
    assert "the scene has told nothing" in fabula("stage", path, "--at", "Eggs").out
