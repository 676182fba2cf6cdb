"""Scenes in markup, and copies of them whose gold stays known."""

import random

import pytest

from fabula.language.compose import compose
from fabula_training import copies, scenes
from fabula_training.scenes import Scene

MARKED = """# title The Lamp
# pov third-limited a
# person a Ada Finch (she/her) aka Ada; Ms Finch
# person t Tom (he/him)
# place k the kitchen

[Ada|a] was late. [[Her|a] brother|t] was in [the kitchen|@k].
% at t k | "in the kitchen"

"[You|a] forgot," said [Tom|t].{t>a}

[They|a+t] laughed; [it|-] rained.
"""

READ = """
Ada     NNP  4  nsubj  Entity=(PER-name)
was     VBD  4  cop    lemma=be
so      RB   4  advmod
late    JJ   0  root
.       .

Her     PRP$ 2  nmod:poss  Entity=(PER-pronoun)
brother NN   6  nsubj
was     VBD  6  cop    lemma=be
in      IN   6  case
the     DT   6  det
kitchen NN   0  root
.       .
"""


def words(scene: Scene, who: tuple[str, ...]) -> list[str]:
    return [scene.text[m.start : m.end] for m in scene.mentions if m.who == who]


def test_a_marked_scene_is_its_text_people_mentions_and_lines() -> None:
    scene = scenes.parse_scene(MARKED.replace("{t>a}", "").replace('forgot,"', 'forgot,"{t>a}'))
    assert scene.text == (
        'Ada was late. Her brother was in the kitchen.\n\n"You forgot," said Tom.\n\n'
        "They laughed; it rained."
    )
    assert scene.people["a"].aliases == ("Ada", "Ms Finch")
    assert scene.pov == "a"
    assert words(scene, ("a",)) == ["Ada", "Her", "You"]
    assert words(scene, ("t",)) == ["Her brother", "Tom"]
    assert words(scene, ("a", "t")) == ["They"]
    assert words(scene, ()) == ["it"]
    (line,) = scene.lines
    assert scene.text[line.start : line.end] == '"You forgot,"'
    assert (line.speaker, line.to) == ("t", ("a",))


@pytest.mark.parametrize(
    ("head", "row", "part"),
    [
        ("# marks single\n", "‘It isn’t,’{a} said [Ada|a].", "‘It isn’t,’"),
        ("# marks dash\n", "— Not me,{a} said [Ada|a].", "— Not me,"),
        ("", "“No,”{a} said [Ada|a].", "“No,”"),
    ],
)
def test_the_marks_of_speech_are_the_scene_s_own(head: str, row: str, part: str) -> None:
    scene = scenes.parse_scene(f"# person a Ada (she/her)\n{head}\n{row}\n")
    (line,) = scene.lines
    assert scene.text[line.start : line.end] == part


def test_nobody_undeclared_is_mentioned() -> None:
    with pytest.raises(ValueError, match="declared"):
        scenes.parse_scene("[Ada|a] sat.")


def test_edits_move_what_is_annotated_along() -> None:
    scene = scenes.parse_scene(MARKED.replace("{t>a}", ""))
    longer = copies.edited(scene, [(0, 3, "Alexandra"), (14, 17, "My")])
    assert words(longer, ("a",)) == ["Alexandra", "My", "You"]
    assert words(longer, ("t",)) == ["My brother", "Tom"]


def test_a_renamed_scene_has_no_old_name_left_and_the_same_mentions() -> None:
    scene = scenes.parse_scene(MARKED.replace("{t>a}", ""))
    for seed in range(20):
        copy = copies.renamed(scene, random.Random(seed))
        assert "Ada" not in copy.text
        assert "Tom" not in copy.text
        assert [m.who for m in copy.mentions] == [m.who for m in scene.mentions]
        assert words(copy, ("a",))[0] in copy.people["a"].name.split()
        assert words(copy, ("t",))[0] == "Her brother"


SMALL = "# person a Ada (she/her)\n# person t Tom (he/him)\n\n[Ada|a] was so late. [[Her|a] brother|t] was in the kitchen.\n"


@pytest.mark.parametrize(
    ("sets", "teller", "tells", "text"),
    [
        ({"a": "he"}, "", "I", "Ada was so late. His brother was in the kitchen."),
        ({"a": "they"}, "", "I", "Ada was so late. Their brother was in the kitchen."),
        ({"t": "she"}, "", "I", "Ada was so late. Her sister was in the kitchen."),
        ({}, "a", "I", "I was so late. My brother was in the kitchen."),
        ({}, "a", "you", "You were so late. Your brother was in the kitchen."),
        ({"t": "xe"}, "a", "you", "You were so late. Your brother was in the kitchen."),
    ],
)
def test_a_recast_scene_is_grammatical_and_means_the_same_people(
    sets: dict[str, str], teller: str, tells: str, text: str
) -> None:
    scene = scenes.parse_scene(SMALL)
    copy = copies.recast(scene, compose(READ)[1], sets, teller, tells)
    assert copy.text == text
    assert [m.who for m in copy.mentions] == [("a",), ("t",), ("a",)]
    assert copy.text[copy.mentions[1].start :].startswith(copy.text[copy.mentions[2].start :])


def test_invented_names_are_one_word_with_a_capital() -> None:
    rng = random.Random(1)
    names = {copies.invented_name(rng) for _ in range(300)}
    assert len(names) > 200
    assert all(n[0].isupper() and " " not in n for n in names)
