"""Names: parts, compatibility, and the people of a whole book."""

import time

import pytest

from fabula.story.names.gender import Gender, given_name_gender, likely_gender, pronoun_set
from fabula.story.names.namesakes import NameForm, group_names
from fabula.story.names.people import mark_families
from fabula.story.names.personal import may_name_one_person, parse_name


@pytest.mark.parametrize(
    ("text", "title", "core", "given", "family"),
    [
        ("Mr. Thornfield", "mr", ("thornfield",), "", "thornfield"),
        ("Capt. Ada Voss", "captain", ("ada", "voss"), "ada", "voss"),
        ("my dear little Tilly", "", ("tilly",), "", ""),
        ("Hanna's", "", ("hanna",), "", ""),
        ("Magnus’", "", ("magnus",), "", ""),
        ("Lady Ottoline de Vere", "lady", ("ottoline", "de", "vere"), "ottoline", "vere"),
        ("Aunt Polly", "aunt", ("polly",), "", ""),
        ("John Rook, Esq., of the Mill", "", ("john", "rook"), "john", "rook"),
        ("_Silas_", "", ("silas",), "", ""),
        ("Mistah Rook", "mr", ("rook",), "", "rook"),
        ("Marse Tom", "master", ("tom",), "", ""),
        ("Kaito-senpai", "", ("kaito",), "", ""),
        ("Mori Yuna-chan", "", ("mori", "yuna"), "mori", "yuna"),
        ("Park Min-ji", "", ("park", "min-ji"), "park", "min-ji"),
        ("Mary-Ann O'Neill", "", ("mary-ann", "o'neill"), "mary-ann", "o'neill"),
    ],
)
def test_the_parts_of_a_name(
    text: str, title: str, core: tuple[str, ...], given: str, family: str
) -> None:
    name = parse_name(text)
    assert name is not None
    assert (name.title, name.core, name.given, name.family) == (title, core, given, family)


@pytest.mark.parametrize("text", ["the Rooks", "the Misses Rook", "Mr. and Mrs. Rook"])
def test_families_are_plural(text: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert name.plural
    assert name.core == ("rook",)


@pytest.mark.parametrize("text", ["", "the old man", "...", "his sister", "42"])
def test_words_that_are_no_name(text: str) -> None:
    assert parse_name(text) is None


def test_surnames_in_s_are_families_only_where_the_book_has_the_surname() -> None:
    names = [parse_name(t) for t in ("Anna Rook", "Rooks", "the Miss Rooks", "Magnus", "Jones")]
    families = [n.core[0] for n in mark_families(names) if n is not None and n.plural]
    assert families == ["rook", "rook"]
    assert parse_name("Magnus- Magnus") == parse_name("Magnus")


def test_a_title_alone_names_nobody_in_particular() -> None:
    name = parse_name("the Captain")
    assert name is not None
    assert name.core == ()
    assert name.title == "captain"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Darcy", "Fitzwilliam Darcy"),
        ("Mr. Darcy", "Darcy"),
        ("Lizzy", "Elizabeth"),
        ("Tom Rook", "Thomas Rook"),
        ("J. Rook", "Josephine Rook"),
        ("Dr. Rook", "Mr. Rook"),
        ("Sir William", "William Lucas"),
    ],
)
def test_names_that_may_be_one_person(one: str, other: str) -> None:
    first, second = parse_name(one), parse_name(other)
    assert first is not None
    assert second is not None
    assert may_name_one_person(first, second)
    assert may_name_one_person(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Miss Bingley", "Mr. Bingley"),
        ("Mrs. Rook", "Miss Rook"),
        ("Jane Bennet", "Lydia Bennet"),
        ("General Rook", "Captain Rook"),
        ("Tom Rook Sr.", "Tom Rook Jr."),
        ("Captain Darcy", "Darcy Fisher"),
        ("the Rooks", "Mr. Rook"),
        ("Anna", "Ada"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    first, second = parse_name(one), parse_name(other)
    assert first is not None
    assert second is not None
    assert not may_name_one_person(first, second)
    assert not may_name_one_person(second, first)


def people_of(*forms: tuple[str, int, Gender]) -> list[set[str]]:
    table = []
    for text, count, gender in forms:
        name = parse_name(text)
        assert name is not None
        table.append(NameForm(name, count, gender))
    groups: dict[int, set[str]] = {}
    for (text, _, _), person in zip(forms, group_names(table), strict=True):
        groups.setdefault(person, set()).add(text)
    return list(groups.values())


def test_a_family_of_one_surname_stays_apart() -> None:
    people = people_of(
        ("Mr. Rook", 40, Gender.HE),
        ("Mrs. Rook", 60, Gender.SHE),
        ("Anna Rook", 4, Gender.SHE),
        ("Anna", 300, Gender.SHE),
        ("Tilly Rook", 3, Gender.SHE),
        ("Tilly", 200, Gender.SHE),
        ("the Rooks", 6, Gender.OPEN),
    )
    assert {"Anna Rook", "Anna"} in people
    assert {"Tilly Rook", "Tilly"} in people
    assert {"Mr. Rook"} in people
    assert {"Mrs. Rook"} in people
    assert {"the Rooks"} in people


def test_a_bare_surname_goes_to_the_man_who_is_called_by_it() -> None:
    people = people_of(
        ("Mr. Voss", 90, Gender.HE),
        ("Voss", 50, Gender.HE),
        ("Miss Voss", 70, Gender.SHE),
        ("Edgar Voss", 1, Gender.HE),
    )
    assert {"Mr. Voss", "Voss", "Edgar Voss"} in people
    assert {"Miss Voss"} in people


def test_a_nickname_joins_its_long_form_unless_both_stand_together() -> None:
    assert {"Elizabeth", "Lizzy"} in people_of(
        ("Elizabeth", 50, Gender.SHE), ("Lizzy", 20, Gender.SHE)
    )
    names = [parse_name("John"), parse_name("Jack")]
    assert names[0] is not None
    assert names[1] is not None
    forms = [
        NameForm(names[0], 20, Gender.HE, frozenset(range(20))),
        NameForm(names[1], 20, Gender.HE, frozenset(range(10, 30))),
    ]
    assert len(set(group_names(forms))) == 2


def test_a_titled_surname_goes_to_whoever_bears_the_title() -> None:
    names = ("Hetty Crane", "Miss Hetty", "Flora Crane", "Miss Crane")
    parsed = [parse_name(t) for t in names]
    people = group_names([NameForm(n, 30, Gender.SHE) for n in parsed if n is not None])
    assert people[0] == people[1] == people[3] != people[2]


def test_two_thousand_people_take_no_time() -> None:
    forms = [
        (f"Given{i:04d}".replace("0", "o") + f" Family{i % 97}x", 3, Gender.OPEN)
        for i in range(2000)
    ]
    letters = str.maketrans("0123456789", "abcdefghij")
    began = time.process_time()
    people = people_of(*[(text.translate(letters), count, g) for text, count, g in forms])
    assert time.process_time() - began < 5
    assert len(people) == 2000


def test_gender_of_a_name() -> None:
    assert given_name_gender("elizabeth") == Gender.SHE
    assert given_name_gender("thornfield") == Gender.OPEN
    assert likely_gender(Gender.SHE, Gender.HE, 9, 0) == Gender.SHE
    assert likely_gender(Gender.OPEN, Gender.HE, 0, 12) == Gender.SHE
    assert likely_gender(Gender.OPEN, Gender.HE, 0, 0) == Gender.HE
    assert likely_gender(Gender.OPEN, Gender.OPEN, 3, 3) == Gender.OPEN


@pytest.mark.parametrize(
    ("he", "she", "it", "they", "expected"),
    [
        (9, 1, 0, 2, "he/him"),
        (0, 4, 1, 0, "she/her"),
        (0, 0, 0, 5, "they/them"),
        (6, 0, 0, 5, "he/him"),
        (0, 0, 9, 0, "it/its"),
        (0, 0, 0, 0, None),
    ],
)
def test_pronouns_come_from_the_text(
    he: int, she: int, it: int, they: int, expected: str | None
) -> None:
    assert pronoun_set(he, she, it, they) == expected
