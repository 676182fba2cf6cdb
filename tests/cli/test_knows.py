"""``fabula knows``: what somebody knows, what others know, and what cannot be asked."""

from pathlib import Path

import pytest

from running import Command

SCENE = """Mara Quill came in. She knew that Tom had sold the house. Tom Hale sat at the table.

"I burned the letter," Tom said to Mara.

Mara believed that the ferry had gone.
"""


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    path = tmp_path / "scene.txt"
    path.write_text(SCENE, encoding="utf-8")
    return path


def test_what_somebody_knows_and_from_whom(fabula: Command, scene: Path) -> None:
    shown = fabula("knows", scene, "Mara").out
    assert "knows: Tom had sold the house" in shown
    assert "I burned the letter  (was told, by Tom Hale)" in shown
    assert "believes: the ferry had gone" in shown


def test_only_up_to_a_place(fabula: Command, scene: Path) -> None:
    shown = fabula("knows", scene, "Mara", "--at", "sat at the table").out
    assert "sold the house" in shown
    assert "burned" not in shown


def test_what_others_know_but_not_what_one_told_them(fabula: Command, scene: Path) -> None:
    shown = fabula("knows", scene, "Tom", "--not").out
    assert "Mara Quill knows: Tom had sold the house" in shown
    assert "burned" not in shown
    assert "nothing of that is told" in fabula("knows", scene, "Mara", "--not").out


def test_somebody_who_is_not_there(fabula: Command, scene: Path) -> None:
    ran = fabula("knows", scene, "Ophelia")
    assert ran.code == 2
    assert "nobody is called Ophelia" in ran.err
