"""``fabula.toml``: words, names and checks, and clear lines for what it cannot mean."""

from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.project.settings import Settings, parse_settings
from fabula.story.names.rulings import Ruling

PATH = Path("fabula.toml")


def parsed(text: str) -> Settings:
    return parse_settings(text, PATH)


def test_words_and_checks() -> None:
    settings = parsed(
        'words = ["Skyhook", "grimalkin"]\n[check]\nignore = ["echo"]\nlevel = "error"\n'
    )
    assert settings.words == {"skyhook", "grimalkin"}
    assert settings.ignore == {"echo"}
    assert settings.level == "error"


def test_names() -> None:
    settings = parsed(
        '[names."Elizabeth Bennet"]\naliases = ["Lizzy"]\npronouns = "she/her"\n'
        '[names."the Grey Lady"]\nsame_as = "Nell Quill"\n'
        "[names.Grimalkin]\nperson = false\n"
        '[names]\nTam = { pronouns = "they/them" }\n'
    )
    assert set(settings.rulings) == {
        Ruling("Elizabeth Bennet", ("Lizzy",), "she/her"),
        Ruling("Nell Quill", ("the Grey Lady",)),
        Ruling("Grimalkin", person=False),
        Ruling("Tam", pronouns="they/them"),
    }


def test_same_as_is_followed_to_its_end_and_gathers_what_is_said() -> None:
    settings = parsed(
        '[names.A]\nsame_as = "B"\naliases = ["Aa"]\n'
        '[names.B]\nsame_as = "C"\n[names.C]\npronouns = "he/him"\n'
    )
    (one,) = settings.rulings
    assert (one.name, set(one.aliases), one.pronouns) == ("C", {"A", "Aa", "B"}, "he/him")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('word = ["x"]', 'unknown key "word"; did you mean "words"? there are words, check and names'),
        ('[check]\nwords = ["x"]', "it stands at the top of the file, before [check]"),
        ('[check]\nlevels = "error"', 'did you mean "level"? there are select, ignore and level'),
        ('[names.Nell]\npronoun = "she/her"', "there are aliases, pronouns, same_as and person"),
        ('[names.Nell]\nxyz = 1', "there are aliases, pronouns, same_as and person"),
        ('[colours]\nred = 1', 'unknown table "colours"; there are words, check and names'),
        ('words = "x"', "words must be a list of words"),
        ("words = [1]", "words must be a list of words"),
        ('[names]\nNell = "Quill"', '"Nell" in [names] must be a table'),
        ('names = ["Nell"]', "names must be a table, written [names]"),
        ('[names.Nell]\npronouns = "xe"', "pronouns must be one of she/her, he/him"),
        ('[names.Nell]\nperson = "no"', "person must be true or false"),
        ('[names.Nell]\naliases = "Nelly"', "aliases must be a list of names"),
        ('[names.Nell]\nsame_as = 3', "same_as must be a name"),
        ('[names.A]\nsame_as = "B"\n[names.B]\nsame_as = "A"', "same_as leads from"),
        ('[names.A]\nsame_as = "A"', "same_as leads from"),
        ('[names.A]\naliases = ["X"]\n[names.B]\naliases = ["x"]', 'given to both "A" and "B"'),
        (
            '[names.A]\nsame_as = "B"\npronouns = "he/him"\n[names.B]\npronouns = "she/her"',
            "two kinds of pronouns",
        ),
        ("words = [" + "[" * 5000, "not valid TOML"),
    ],
)  # fmt: skip
def test_what_it_cannot_mean_is_one_clear_line(text: str, complaint: str) -> None:
    with pytest.raises(FabulaError) as raised:
        parsed(text)
    line = str(raised.value)
    assert complaint in line
    assert line.startswith("fabula.toml: ")
    assert "\n" not in line
