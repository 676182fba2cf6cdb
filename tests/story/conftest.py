"""A scene of two people who are known, read by the model that comes with the package."""

from collections.abc import Callable
from pathlib import Path

import pytest

import fabula
from fabula.story.model import Story

INTRODUCED = "Marion Vale lived alone. Her brother Peter had come to see her.\n\n"


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], Story]:
    """What is read of some words after the introduction of Marion and Peter."""

    def read(words: str) -> Story:
        path = tmp_path / "scene.txt"
        path.write_text(INTRODUCED + words + "\n", encoding="utf-8")
        return fabula.read(path)

    return read
