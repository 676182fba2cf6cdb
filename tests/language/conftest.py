"""A model of the contract's shape that is small enough to load in no time."""

from pathlib import Path

import pytest

from fabula.language.encoder import Model, load_model

TINY = Path(__file__).parent / "tiny_model"


@pytest.fixture(scope="session")
def tiny() -> Model:
    return load_model(TINY)
