"""What the page says of names goes into ``fabula.toml`` and leaves the rest of it alone."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabula.manuscript.errors import FabulaError
from fabula.project.folder import open_project
from fabula.project.naming import NameRule, name_rules, set_name_rule

FILE = """# of the first book
words = ["skyhook"]   # a word

[names."Elizabeth Bennet"]
aliases = [
    "Lizzy",   # at home
]
pronouns = "they/them"

[check]
level = "error"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "fabula.toml"
    made.write_text(FILE)
    return made


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "fabula.toml"
    set_name_rule(path, "Old Harrow", "person", False)
    assert path.read_text() == '[names."Old Harrow"]\nperson = false\n'
    assert name_rules(path) == (NameRule("Old Harrow", "person", "false"),)
    set_name_rule(path, "Old Harrow", "person", None)
    assert path.read_text() == ""


def test_only_the_line_concerned_changes(path: Path) -> None:
    set_name_rule(path, "Elizabeth Bennet", "pronouns", "she/her")
    assert path.read_text() == FILE.replace("they/them", "she/her")
    set_name_rule(path, "Elizabeth Bennet", "pronouns", None)
    assert path.read_text() == FILE.replace('pronouns = "they/them"\n', "")
    set_name_rule(path, "Jane", "same_as", 'Jane "J" Bennet')
    assert tomllib.loads(path.read_text())["names"]["Jane"] == {"same_as": 'Jane "J" Bennet'}
    assert path.read_text().startswith(FILE.split("pronouns")[0])


@pytest.mark.parametrize(
    ("before", "name", "key", "value", "why"),
    [
        ("names = { Tom = { person = true } }\n", "Ann", "person", False, "not valid TOML|by hand"),
        ('names.Tom.pronouns = "he/him"\n', "Tom", "pronouns", "she/her", "not valid TOML|by hand"),
        ("", "Ann", "pronouns", "thou/thee", "pronouns must be one of"),
        ("", "Ann", "same_as", "Ann", "leads from"),
        ("", "Ann\nBell", "aliases", "x", "nothing that can be said"),
        ("", " ", "person", False, "words on one line"),
        ("[names", "Ann", "person", False, "not valid TOML"),
    ],
)
def test_what_cannot_be_is_one_line_and_the_file_stays(
    tmp_path: Path, before: str, name: str, key: str, value: str | bool, why: str
) -> None:
    path = tmp_path / "fabula.toml"
    path.write_text(before)
    with pytest.raises(FabulaError, match=why):
        set_name_rule(path, name, key, value)
    assert path.read_text() == before


def test_who_is_an_alias_is_spoken_of_by_the_name(path: Path) -> None:
    open_project(path.parent).name("Lizzy", "pronouns", "she/her")
    assert tomllib.loads(path.read_text())["names"]["Elizabeth Bennet"]["pronouns"] == "she/her"


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NAMES, st.sampled_from(["she/her", "he/him", None])), max_size=6))
def test_any_names_can_be_said_and_taken_back(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("names") / "fabula.toml"
    wanted: dict[str, str] = {}
    for name, pronouns in said:
        if any(other.casefold() == name.casefold() for other in wanted if other != name):
            with pytest.raises(FabulaError, match="is given to both"):
                set_name_rule(path, name, "pronouns", "she/her")
            continue
        set_name_rule(path, name, "pronouns", pronouns)
        wanted.pop(name, None)
        if pronouns:
            wanted[name] = pronouns
    assert {rule.name: rule.value for rule in name_rules(path)} == wanted
