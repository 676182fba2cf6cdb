"""Every reader names a twin that there is."""

import pytest

from fabula.export.twin import twin_named
from fabula.manuscript.kinds import load_readers


def test_every_reader_has_its_twin() -> None:
    for reader in load_readers().values():
        twin = twin_named(reader.twin)
        assert twin.keeps_format or not twin.in_place


def test_an_unknown_twin_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="markup, opendocument, plain"):
        twin_named("scroll")
