"""What the writer rules about the people holds in the whole story."""

import pytest

from fabula.language.compose import compose
from fabula.story.build import build_story
from fabula.story.model import Character, Story
from fabula.story.names.rulings import Ruling

SCENE = """
# newpar
Nell  NNP 3  nsubj  Entity=(PER-name
Quill NNP 1  flat   Entity=)
slept VBD 0  root   lemma=sleep
.     .

# newpar
“     ``
Wake  VB  0  root
,     ,
Lizzy NNP 2  vocative  Entity=(PER-name)
,     ,
”     ''
said  VBD 2  parataxis lemma=say Event=Yes
the   DT  9  det    Entity=(PER-noun
Lady  NNP 7  nsubj  Entity=)
.     .

# newpar
Nell  NNP 2  nsubj  Entity=(PER-name)
woke  VBD 0  root   lemma=wake
.     .

# newpar
Lizzy NNP 2  nsubj  Entity=(PER-name)
drew  VBD 0  root   lemma=draw
Old   NNP 4  compound  Entity=(PER-name
Tom   NNP 2  obj    Entity=)
.     .

# newpar
They  PRP 2  nsubj  Entity=(PER-pronoun)
shone VBD 0  root   lemma=shine
.     .

# newpar
Beth  NNP 3  nsubj  Entity=(GPE-name
Moor  NNP 1  flat   Entity=)
saw   VBD 0  root   lemma=see
Old   NNP 5  compound  Entity=(PER-name
Tom   NNP 3  obj    Entity=)
.     .
"""


def told(*rulings: Ruling) -> Story:
    return build_story(*compose(SCENE), rulings=rulings)


def called(story: Story, name: str) -> Character:
    (found,) = [c for c in story.characters if c.name == name]
    return found


def meant(story: Story, words: str) -> set[int]:
    table, text = story.mentions, story.manuscript.text
    spans = zip(table.start.tolist(), table.end.tolist(), table.entity.tolist(), strict=True)
    return {entity for start, end, entity in spans if text[start:end] == words}


def names(story: Story) -> set[str]:
    return {c.name for c in story.characters}


def test_without_rulings_the_text_alone_speaks() -> None:
    assert {"Nell Quill", "Lizzy", "Tom"} <= names(told())
    assert [p.name for p in told().places] == ["Beth Moor"]


def test_two_who_are_one_become_one_under_the_name_that_is_ruled() -> None:
    story = told(Ruling("Nell Quill", ("Lizzy",)))
    nell = called(story, "Nell Quill")
    assert meant(story, "Lizzy") == meant(story, "Nell Quill") == {nell.id}
    assert "Lizzy" in nell.aliases
    assert "Lizzy" not in names(story)


def test_the_short_form_of_a_ruled_name_comes_along() -> None:
    story = told(Ruling("Nell Quill", ("the Lady",), "she/her"))
    assert meant(story, "Nell") == {called(story, "Nell Quill").id}


def test_somebody_without_a_name_can_be_ruled_too() -> None:
    story = told(Ruling("the Lady", ("Nell Quill",)))
    lady = called(story, "the Lady")
    assert meant(story, "the Lady") == meant(story, "Nell Quill") == {lady.id}
    assert story.quotes[0].speaker == lady.id


def test_a_name_never_used_for_anybody_shows_under_its_ruling() -> None:
    story = told(Ruling("Elizabeth Bennet", ("Lizzy",)))
    assert called(story, "Elizabeth Bennet").aliases == ("Lizzy",)


@pytest.mark.parametrize("pronouns", ["she/her", "he/him", "they/them", "it/its"])
def test_pronouns_are_as_ruled(pronouns: str) -> None:
    assert called(told(Ruling("Nell Quill", pronouns=pronouns)), "Nell Quill").pronouns == pronouns


def test_nobody_is_nobody_anywhere() -> None:
    story = told(Ruling("Old Tom", person=False))
    assert meant(story, "Old Tom") == set()
    assert names(story) == names(told()) - {"Tom"}


def test_a_place_that_is_ruled_a_person_is_one() -> None:
    story = told(Ruling("Beth Moor"))
    assert called(story, "Beth Moor")
    assert story.places == ()
    person = story.reading.labels.entity.index("PER")
    assert (
        story.mentions.type[story.mentions.start == story.manuscript.text.index("Beth")] == person
    )


@pytest.mark.parametrize("name", ["Somebody Else", "Nell Frost", "Thomas Moor", "a lord"])
def test_a_ruling_on_words_that_do_not_stand_there_changes_nobody(name: str) -> None:
    story = told(Ruling(name, pronouns="he/him"))
    assert names(story) == names(told())
    assert meant(story, "Nell") == meant(story, "Nell Quill")


def test_ids_and_tables_stay_whole() -> None:
    story = told(Ruling("Nell Quill", ("Lizzy",)), Ruling("Old Tom", person=False))
    ids = [c.id for c in story.characters]
    assert ids == list(range(len(ids)))
    assert set(story.mentions.entity.tolist()) == set(range(max(story.mentions.entity) + 1))


def test_the_narrator_can_be_given_a_name() -> None:
    woke = "# newpar\nI PRP 2 nsubj Entity=(PER-pronoun)\nwoke VBD 0 root lemma=wake\n. .\n\n"
    slept = "# newpar\nAnna NNP 2 nsubj Entity=(PER-name)\nslept VBD 0 root lemma=sleep\n. .\n\n"
    scene = compose(8 * woke + slept)
    (before,) = [c for c in build_story(*scene).characters if c.narrator]
    assert before.name == "the narrator"
    story = build_story(*scene, rulings=[Ruling("Anna", ("the narrator",), "she/her")])
    (anna,) = story.characters
    assert (anna.name, anna.aliases, anna.pronouns, anna.narrator) == ("Anna", (), "she/her", True)
    assert meant(story, "I") == meant(story, "Anna") == {anna.id}
