"""Stories that several tell: chapters headed by names, diaries, letters; read by the model."""

import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.model import Story


def read(text: str) -> Story:
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript))


def speakers(story: Story) -> list[str]:
    names = {c.id: c.name for c in story.characters}
    return [names.get(-1 if q.speaker is None else q.speaker, "") for q in story.quotes]


def tellers(story: Story) -> set[str]:
    return {c.name for c in story.characters if c.narrator}


def meant(story: Story, words: str) -> list[str]:
    """Whom these words mean, in order."""
    names = {c.id: c.name for c in story.characters}
    table, text = story.mentions, story.manuscript.text
    rows = zip(table.start.tolist(), table.end.tolist(), table.entity.tolist(), strict=True)
    return [names.get(who, "") for start, end, who in rows if text[start:end] == words]


TWO = """{first}

I found the boat half under the jetty, and Oren sitting on it as if it were a bench.

"Get up," I said. "It has a hole."

"I know it has a hole," said Oren.

{second}

Petra was not amused, and I could not stop laughing. I had put the hole there myself.

"You owe me a boat," Petra said.

"I owe you a patch," I told her.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Petra's POV", "Oren's POV"),
        ("POV: Petra", "POV: Oren"),
        ("From the diary of Petra", "From the diary of Oren"),
        ("PETRA'S JOURNAL", "OREN'S JOURNAL"),
        ("**Petra's point of view**", "**Oren's point of view**"),
    ],
)
def test_lines_that_say_who_tells(first: str, second: str) -> None:
    story = read(TWO.format(first=first, second=second))
    assert tellers(story) == {"Petra", "Oren"}
    assert speakers(story) == ["Petra", "Petra", "Oren", "Petra", "Oren"]


def test_one_chapter_called_by_a_name_is_about_somebody() -> None:
    story = read(
        "# Petra\n\nI met Petra at the boat. Petra had an oar. I took it.\n\n"
        '"Mine," I said.\n\n"Ours," Petra said. I let her hold it. I sat down. I rowed.'
    )
    assert "Petra" not in tellers(story)
    assert speakers(story)[1] == "Petra"


LETTERS = """Lowestoft, 2nd March

Dear Nell,

I have sold the van. I know what you said, but nobody else would have it. You may tell Father.

Your loving brother,
Jack

Norwich, 4th March

My dear Jack,

I told Father. He threw a boot. When he had gone I laughed until I cried.

Nell

P.S. I kept the boot.
"""


def test_letters_are_told_by_whoever_signs_them_to_whom_they_greet() -> None:
    story = read(LETTERS)
    assert tellers(story) == {"Jack", "Nell"}
    assert meant(story, "I") == ["Jack"] * 2 + ["Nell"] * 4
    assert meant(story, "you") == ["Nell"]


def test_a_letter_in_a_story_makes_its_writer_no_narrator() -> None:
    story = read(
        "Nell took the letter to the window. It was from Jack, and it was short.\n\n"
        "Dear Nell,\n\nI have sold the van.\n\nJack\n\n"
        "She read it twice. Then Nell put on her coat and went down to the quay, where the "
        "boats were coming in, and she stood there until it was dark and the last of the men "
        "had gone home with their boxes and their bad jokes. Nobody spoke to her."
    )
    assert tellers(story) == set()
    assert meant(story, "I") == ["Jack"]


def test_a_greeting_that_nobody_signs_names_no_teller() -> None:
    story = read("Dear Nell,\n\nI have sold the van. I am sorry. I had to. I know. I will write.")
    assert "Nell" not in tellers(story)
