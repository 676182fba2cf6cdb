"""Names by which somebody is only called, and what knowing the speakers tells of pronouns."""

import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.names.called import is_short_for


def read(text: str) -> Story:
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript))


def names_of(story: Story) -> list[set[str]]:
    """All names of each character."""
    return [{c.name, *c.aliases} for c in story.characters]


FORMS = [
    ("stevie", "stephen", False),
    ("gracie", "grace", True),
    ("zeyn", "zeynep", True),
    ("imo", "imogen", True),
    ("tommo", "tomasz", True),
    ("kemi", "oluwakemi", False),
    ("beth", "elsbeth", False),
    ("lek", "malek", True),
    ("mary", "mark", False),
    ("lucy", "lucas", False),
    ("al", "alan", False),
    ("anna", "anna", False),
]


@pytest.mark.parametrize(("short", "name", "expected"), FORMS)
def test_a_short_form_shares_its_letters(short: str, name: str, expected: bool) -> None:
    assert is_short_for(short, name) is expected


SHORTENED = [
    ("Zeynep", "Zeyno"),
    ("Thandeka", "Thandi"),
    ("Solveig", "Solvi"),
    ("Dorota", "Doro"),
]


def scene(name: str, called: str) -> str:
    return (
        f"{name} stood at the window with the post. Henrik came in from the yard.\n\n"
        f'"Anything for me, {called}?" said Henrik.\n\n'
        f'"Only bills," said {name}. {name} put them on the shelf.\n\n'
        '"Burn them," said Henrik. He sat down.\n\n'
        f'"I would like to," said {name}.'
    )


@pytest.mark.parametrize(("name", "called"), SHORTENED)
def test_whom_a_short_name_calls_is_the_one_whose_name_it_shortens(name: str, called: str) -> None:
    assert {name, called} in names_of(read(scene(name, called)))


@pytest.mark.parametrize("called", ["Rex", "Bettina", "Ludo"])
def test_another_name_that_is_called_is_somebody_else(called: str) -> None:
    assert not any({"Imogen", called} <= own for own in names_of(read(scene("Imogen", called))))


def test_a_short_name_that_acts_is_somebody_else() -> None:
    text = scene("Rosemary", "Rose") + "\n\nRose came down the stairs and took the bills."
    assert not any({"Rosemary", "Rose"} <= own for own in names_of(read(text)))


def test_a_name_said_by_its_fuller_form_is_somebody_else() -> None:
    text = (
        '"Where is Rose?" said Rosemary. Rosemary put down the kettle.\n\n'
        '"In the yard," said Henrik.\n\n"Rose!" shouted Rosemary. "Rose, come in!"'
    )
    assert not any({"Rosemary", "Rose"} <= own for own in names_of(read(text)))


def meant(story: Story, words: str, at: str) -> str | None:
    """Whom the mention ``words`` at the first place of ``at`` means."""
    start = story.manuscript.text.index(at) + at.index(words)
    table = story.mentions
    row = next(
        i
        for i in range(len(table))
        if table.start[i] == start and table.end[i] == start + len(words)
    )
    names = {c.id: c.name for c in story.characters}
    return names.get(int(table.entity[row]))


def test_who_acts_first_beside_a_speech_is_who_speaks() -> None:
    story = read(
        'Milan and Oskar had stopped at the gate.\n\n"Is it locked?" said Milan.\n\n'
        '"It was never locked," said Oskar.\n\n"Then open it." He shook the bars.\n\n'
        '"Open it yourself." He turned up his collar.'
    )
    speakers = {c.id: c.name for c in story.characters}
    for quote, at in ((story.quotes[2], "He shook"), (story.quotes[3], "He turned")):
        assert quote.speaker is not None
        assert meant(story, "He", at) == speakers[quote.speaker]


def test_an_owner_is_nobody_of_their_own_kin() -> None:
    story = read(
        'Ottilie shut the oven. "My sister thinks I am mad," said Ottilie.\n\n'
        '"Your sister is right," said Gwen. Gwen took a plate.'
    )
    assert meant(story, "My sister", "My sister thinks") != "Ottilie"


ALONE = [
    ("Ines", '"Ines!" Tom shouted up the stairs.\n\n"I heard," said Maud.'),
    ("Anselm", '"You are early, Mr Drewe," said Maud.\n\n"Anselm, please." He shook her hand.'),
    ("Lidia", 'Tom put down the list. "Lidia will have the other half," said Maud.'),
    ("Nuno", "The press was hot. “Nuno! Go and eat.” Maud hung up the coat."),
    ("Defne", "Tom looked at the sea. ‘Defne,’ said Maud. ‘Look there.’"),
]


@pytest.mark.parametrize(("name", "text"), ALONE)
def test_a_given_name_that_stands_once_is_somebodys(name: str, text: str) -> None:
    assert any(name in own for own in names_of(read(text)))


@pytest.mark.parametrize(
    "text",
    [
        '"Come," said Maud. Tom came.',
        '"August," said Maud. "Not before August." Tom wrote it down.',
        '"Mine," said Tom. Maud shrugged.',
        '"Tuesday?" said Maud. "Yes," said Tom.',
        '"Silence," said Maud. Tom was silent.',
    ],
)
def test_other_words_that_stand_alone_are_nobodys_names(text: str) -> None:
    assert {name for own in names_of(read(text)) for name in own} <= {"Maud", "Tom"}


ANSWERED = [
    (
        'Kasper met Liv at the quay. She told him of the storm. "Did you cross at Ost?" he asked, '
        'and "There is no Ost," she answered.',
        ["Kasper", "Liv"],
    ),
    ('Tom met Ida. "Are you cold?" he said, and "Not very," said Ida.', ["Tom", "Ida"]),
    (
        'Tom met Ida. She told him about it. "Where?" he asked, and "There," she said.',
        ["Tom", "Ida"],
    ),
    (
        'Ruth came in with Ben. "Well?" Ben asked, but "Ask me tomorrow," she said, and went in.',
        ["Ben", "Ruth"],
    ),
    (
        'Vera stood up and Olaf went to the door. "Is it far?" she asked, and "Far enough," he said.',
        ["Vera", "Olaf"],
    ),
]


@pytest.mark.parametrize(("text", "speakers"), ANSWERED)
def test_question_and_answer_in_one_sentence_have_two_speakers(
    text: str, speakers: list[str]
) -> None:
    story = read(text)
    names = {c.id: c.name for c in story.characters}
    assert [names.get(q.speaker) for q in story.quotes] == speakers  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        'Tom met Ida. "I called it," Tom said, "a game, and it was," and laughed.',
        'Tom read the sign. "So it says that we are shut," Ida said, and "Closed" it was.',
    ],
)
def test_what_goes_on_is_nobody_elses(text: str) -> None:
    assert len({q.speaker for q in read(text).quotes}) == 1
