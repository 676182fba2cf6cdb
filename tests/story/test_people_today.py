"""People as today's fiction has them: who is in the cast and who speaks, read by the model."""

import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story


def told(text: str) -> tuple[set[str], list[str | None]]:
    """The names of the cast, and who says each quotation."""
    manuscript = from_text(text)
    story = build_story(manuscript, read_manuscript(manuscript))
    names = {c.id: c.name for c in story.characters}
    return set(names.values()), [names.get(q.speaker) for q in story.quotes]  # type: ignore[arg-type]


NAMES = [
    (
        "Seven",
        '"Wait," said Seven.\n\nSeven put down the torch. Ada picked it up.\n\n"No," said Ada.',
    ),
    (
        "Marshal",
        'Marshal shut the gate. Ada saw Marshal go.\n\n"Come back," Ada called. Marshal did not.',
    ),
    (
        "N'shan",
        "N'shan folded four hands. \"Sit,\" said Ada. N'shan sat. The eyes of N'shan went round.",
    ),
    ("Bishop", 'Bishop was nine and hated soup.\n\n"More?" said Ada.\n\n"No," said Bishop.'),
    (
        "the badger",
        '"Go home," said the badger. Ada went. The badger watched. "Fool," the badger said.',
    ),
]


@pytest.mark.parametrize(("name", "text"), NAMES)
def test_somebody_with_such_a_name_is_in_the_cast(name: str, text: str) -> None:
    assert name in told(text)[0]


YOU = (
    "You find her at the sink, where she always is.\n\n"
    '"Dry those," Ada says.\n\n'
    "You dry those. You have been told that you drop things.\n\n"
    '"The doctor rang," you say.\n\n'
    '"The doctor can wait." Ada looks at you.\n\n'
    '"She said you would say that," you tell her. You put down the cloth.'
)


def test_the_you_of_a_story_is_somebody_who_speaks() -> None:
    cast, speakers = told(YOU)
    assert "you" in cast
    assert speakers == ["Ada", "you", "Ada", "you"]


def test_you_in_speech_alone_is_nobody_of_that_name() -> None:
    cast, _ = told(
        '"Do you know you snore?" said Ada. "You do. You all do. You and you."\n\nTom slept.'
    )
    assert "you" not in cast


@pytest.mark.parametrize("blank", ["(Y/N)", "Y/N", "[Y/N]"])
def test_the_readers_own_name_left_blank_is_a_name(blank: str) -> None:
    text = (
        f'{blank} shut the door. "You are late," said Ada.\n\n"I know," {blank} said. She sat down.'
    )
    cast, speakers = told(text)
    assert blank in cast
    assert speakers == ["Ada", blank]


NOBODY = [
    '"Ada," a voice said, and Tom dropped the lamp.',
    '"They took my coat," said someone behind Tom.',
    'Ada and Tom ran. "Stop!" another voice called.',
    '"Papa?" a small, sleepy voice asked. Tom turned round.',
    'Ada waited. Somebody said, "Not here," and Tom laughed.',
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_voice_is_no_bystanders(text: str) -> None:
    (speaker,) = told(f"Ada and Tom stood in the dark.\n\n{text}")[1]
    assert speaker is None or "voice" in speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ada pulled off her boots. Snow ran out of them.",
        "Ada shut the book. Rain ran down the glass.",
        "Ada looked out. Mist lay on the field.",
        "Ada held the lamp. Smoke went up from it.",
        "Ada waited. Thunder rolled about the hills.",
    ],
)
def test_the_weather_that_opens_a_sentence_is_nobody(text: str) -> None:
    assert told(text)[0] == {"Ada"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rain", 'Ada looked up. Rain shook his head. "No," said Rain.'),
        ("Dawn", 'Dawn laughed. Ada did not. "Why not?" asked Dawn.'),
    ],
)
def test_somebody_called_so_is_somebody(name: str, text: str) -> None:
    assert name in told(text)[0]
