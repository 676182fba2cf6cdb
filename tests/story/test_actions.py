"""What people do, suffer, have and are, by the grammar beside their mentions."""

from collections.abc import Sequence

from fabula.language.compose import compose
from fabula.story.model import Character, Story
from fabula.story.tables.actions import Action
from mention_tables import linked


def said(scene: str, ids: Sequence[int]) -> list[tuple[str, str]]:
    manuscript, reading = compose(scene)
    people = (Character(0, "Ada"), Character(1, "Tom"))
    story = Story(manuscript, reading, people, (), linked(reading, ids), (), (), (), ())
    rows = [(people[row.character].name, f"{row.role} {row.lemma}") for row in story.rows(Action)]
    for row in story.rows(Action):
        assert row.span.text(manuscript.text) == reading.words[row.token]
    return rows


def test_what_is_done_by_whom_and_to_whom() -> None:
    scene = """
Poor    JJ   2  amod
Ada     NNP  3  nsubj      Entity=(PER-name)
came    VBD  0  root       lemma=come
,       ,
kissed  VBD  3  conj       lemma=kiss
Tom     NNP  5  obj        Entity=(PER-name)
and     CC   9  cc
was     VBD  9  aux:pass   upos=AUX lemma=be
thanked VBN  3  conj       lemma=thank
.       .
"""
    assert said(scene, (0, 1)) == [
        ("Ada", "modifier poor"),
        ("Ada", "agent come"),
        ("Ada", "agent kiss"),
        ("Tom", "patient kiss"),
    ]


def test_what_somebody_has_and_is() -> None:
    scene = """
Her     PRP$ 2  nmod:poss  Entity=(PER-pronoun)
hand    NN   4  nsubj
was     VBD  4  cop        upos=AUX lemma=be
cold    JJ   0  root
.       .

Tom     NNP  3  nsubj      Entity=(PER-name)
was     VBD  3  cop        upos=AUX lemma=be
glad    JJ   0  root
.       .

Ada     NNP  2  nsubj      Entity=(PER-name)
was     VBD  0  root       upos=AUX lemma=be
.       .
"""
    assert said(scene, (0, 1, 0)) == [("Ada", "possession hand"), ("Tom", "modifier glad")]


def test_a_passive_is_suffered() -> None:
    scene = """
Tom     NNP  3  nsubj:pass Entity=(PER-name)
was     VBD  3  aux:pass   upos=AUX lemma=be
seen    VBN  0  root       lemma=see
and     CC   5  cc
wept    VBD  3  conj       lemma=weep
.       .
"""
    assert said(scene, (1,)) == [("Tom", "patient see")]
