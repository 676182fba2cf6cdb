"""From a reading to a story: the floors put together, and inputs that are no ordinary novel."""

from dataclasses import replace

import numpy as np
import pytest

from fabula.language.compose import compose
from fabula.language.read import read
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.model import Story

MEETING = """
# text = Anna Rook met Tom Hale at the mill.
Anna NNP 2 compound Entity=(PER-name
Rook NNP 3 nsubj Entity=)
met VBD 0 root Event=Yes
Tom NNP 5 compound Entity=(PER-name
Hale NNP 3 obj Entity=)
at IN 8 case
the DT 8 det Entity=(FAC-noun
mill NN 3 obl Entity=)
. .

# newpar
# text = “I am late,” said Tom.
“ ``
I PRP 4 nsubj Entity=(PER-pronoun)
am VBP 4 cop
late JJ 7 ccomp
, ,
” ''
said VBD 0 root lemma=say
Tom NNP 7 nsubj Entity=(PER-name)
. .

# newpar
# text = “You are always late,” said Anna.
“ ``
You PRP 5 nsubj Entity=(PER-pronoun)
are VBP 5 cop
always RB 5 advmod
late JJ 8 ccomp
, ,
” ''
said VBD 0 root lemma=say
Anna NNP 8 nsubj Entity=(PER-name)
. .
"""


def invariants(story: Story) -> None:
    ids = [c.id for c in story.characters] + [p.id for p in story.places]
    assert len(ids) == len(set(ids))
    table, text = story.mentions, story.manuscript.text
    assert (table.start < table.end).all()
    assert (table.end <= len(text)).all()
    assert (np.diff(table.start) >= 0).all()
    known = {c.id for c in story.characters}
    assert known <= set(table.entity.tolist())
    for quote in story.quotes:
        assert quote.speaker is None or quote.speaker in known
        assert set(quote.addressees) <= known
    for attribute in story.attributes:
        assert attribute.character in known


def test_a_meeting_of_two() -> None:
    manuscript, reading = compose(MEETING)
    story = build_story(manuscript, reading)
    invariants(story)
    people = {c.name: c.id for c in story.characters}
    assert set(people) == {"Anna Rook", "Tom Hale"}
    assert [q.speaker for q in story.quotes] == [people["Tom Hale"], people["Anna Rook"]]
    entity = dict(
        zip(
            [
                manuscript.text[s:e]
                for s, e in zip(
                    story.mentions.start.tolist(), story.mentions.end.tolist(), strict=True
                )
            ],
            story.mentions.entity.tolist(),
            strict=True,
        )
    )
    assert entity["I"] == people["Tom Hale"]
    assert entity["You"] == people["Tom Hale"]
    assert story.places == ()


def test_names_from_tags_join_what_the_text_keeps_apart() -> None:
    notation = (
        "Magnus NNP 2 nsubj Entity=(PER-name)\nslept VBD 0 root\n. .\n\n"
        "Bane NNP 2 nsubj Entity=(PER-name)\nwoke VBD 0 root\n. .\n"
    )
    manuscript, reading = compose(notation)
    assert len(build_story(manuscript, reading).characters) == 2
    tagged = replace(manuscript, metadata=replace(manuscript.metadata, characters=("Magnus Bane",)))
    assert len(build_story(tagged, reading).characters) == 1


def test_a_manuscript_with_nobody_in_it() -> None:
    manuscript, reading = compose("Rain NN 2 nsubj\nfell VBD 0 root\n. .\n")
    story = build_story(manuscript, reading)
    invariants(story)
    assert story.characters == ()
    assert story.quotes == ()


@pytest.mark.parametrize(
    "text",
    [
        "ACT ONE\n\nMARTHA. Where is the key?\n\nJOHN. (rising) I have it.\n\nMARTHA. Give it here.\n",
        "The tide went out,\nthe tide came in,\nand nobody stood on the shore.\n",
        "“I never said so, cried the boy.\n\nNobody answered him.\n\n“Well?” said Martha.\n",
        "Dear Martha,\n\nI am well. The bees swarm.\n\nYour loving John\n",
        "1 2 3 4 5 6 7\n\n--- --- ---\n",
    ],
    ids=["play", "poem", "unclosed quotation", "letter", "no words"],
)
def test_other_texts_give_a_sensible_story(text: str) -> None:
    manuscript = from_text(text)
    invariants(build_story(manuscript, read(manuscript, threads=1)))


def test_two_thousand_people() -> None:
    letters = "abcdefghijklmnopqrst"
    names = [f"{a}{b}{c}ix".title() for a in letters for b in "aeiouy" for c in letters if a != c][
        :2000
    ]
    lines = [f"{n} NNP 2 nsubj Entity=(PER-name)\nslept VBD 0 root\n. .\n" for n in names]
    manuscript, reading = compose("\n".join(lines))
    story = build_story(manuscript, reading)
    invariants(story)
    assert len(story.characters) == len(set(names))
