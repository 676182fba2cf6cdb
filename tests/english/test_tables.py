"""Tables of words: what a file says, what a table is built of, what comes of it."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.english.tables import Field, alternation, branching, field, fields

TREES = """# Trees.
# Source: a walk.
# Licence: none.

[CONIFERS]
# With needles.
fir pine larch

[TREES]
# All of them.
+ CONIFERS
- larch
oak elm horse_chestnut

[WOOD_OF]
# What is made of it.
soft = fir pine
very hard = oak
  horse_chestnut
— = larch

[FORMS]
# Inflected.
leaf = leaves leafed
root = roots

[RINGS]
# Young, old.
sapling fir
pine, seedling oak,
acorn
"""


@pytest.fixture
def trees() -> Field:
    return Field("trees", TREES)


def test_a_file_says_what_it_is_about(trees: Field) -> None:
    assert trees.about == "Trees. Source: a walk. Licence: none."
    assert [table.name for table in trees][:2] == ["CONIFERS", "TREES"]
    assert trees.tables["CONIFERS"].meaning == "With needles."


def test_a_table_takes_in_another_and_leaves_words_out(trees: Field) -> None:
    assert trees.ordered("TREES") == ("fir", "pine", "oak", "elm", "horse chestnut")
    assert trees.words("CONIFERS") == {"fir", "pine", "larch"}


def test_a_mapping_reads_many_words_to_one_value(trees: Field) -> None:
    assert trees.mapping("WOOD_OF") == {
        "fir": "soft",
        "pine": "soft",
        "larch": "",
        "oak": "very hard",
        "horse chestnut": "very hard",
    }


def test_groups_and_rows_keep_their_order(trees: Field) -> None:
    assert trees.groups("FORMS") == {"leaf": ("leaves", "leafed"), "root": ("roots",)}
    assert trees.rows("RINGS") == (("sapling", "fir", "pine"), ("seedling", "oak"), ("acorn",))


def test_the_later_of_two_values_holds() -> None:
    twice = Field("one", "# One.\n\n[A]\n# A.\nx = oak elm\ny = oak\n")
    assert twice.mapping("A") == {"oak": "y", "elm": "x"}


def test_nothing_can_be_written_into_a_table(trees: Field) -> None:
    with pytest.raises(TypeError):
        trees.mapping("WOOD_OF")["yew"] = "hard"  # type: ignore[index]


def test_a_table_that_is_not_there_is_an_error(trees: Field) -> None:
    with pytest.raises(KeyError):
        trees.words("SHRUBS")


def test_sizes_count_words_pairs_and_rows(trees: Field) -> None:
    sizes = [trees.size(name) for name in ("TREES", "WOOD_OF", "RINGS")]
    assert sizes == [5, 5, 3]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("remember*", "remembering"),
        ("remember*", "remember"),
        ("toward(s)", "toward"),
        ("toward(s)", "towards"),
        ("after(wards)", "after"),
        ("as if", "as  \nif"),
        ("mm-hm+", "mm-hmmm"),
        ("co.uk", "co.uk"),
    ],
)
def test_an_alternation_matches(word: str, text: str) -> None:
    assert re.fullmatch(alternation(["oak", word]), text)


@pytest.mark.parametrize(("word", "text"), [("toward(s)", "towardly"), ("co.uk", "coxuk")])
def test_an_alternation_does_not_match(word: str, text: str) -> None:
    assert not re.fullmatch(alternation(["oak", word]), text)


@given(st.lists(st.from_regex(r"[a-z]{1,9}(?:[ '-][a-z]{1,9})?", fullmatch=True), min_size=1))
def test_an_alternation_matches_each_of_its_words(words: list[str]) -> None:
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)


@pytest.mark.parametrize("name", fields())
def test_no_table_is_empty_and_no_word_is_half(name: str) -> None:
    home = field(name)
    for table in home:
        assert home.size(table.name) > 1
        assert not any("__" in line or "\t" in line for line in table.lines)


def test_the_command_line_starts_without_words() -> None:
    code = "import sys, fabula.cli.main; print([m for m in sys.modules if 'fabula.english' in m])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_branching_finds_the_longest_of_many_words() -> None:
    words = ["foot step", "foot steps", "foot", "hand bag", "handle"]
    pattern = re.compile(branching(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert [m[0] for m in pattern.finditer("Foot, foot  steps, handles")] == [
        "foot  steps",
        "handle",
    ]
    assert not pattern.fullmatch("hand")
