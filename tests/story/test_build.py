"""From a reading to a story: the floors put together, and inputs that are no ordinary novel."""

import time
import weakref
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fabula.language.compose import compose
from fabula.language.read import read_manuscript
from fabula.language.reading import Reading
from fabula.manuscript.load import from_text
from fabula.story import build
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.names.cast import make_cast

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


def test_vectors_are_let_go_once_mentions_are_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[weakref.ref[object]] = []

    def seen() -> Reading:
        reading = compose(MEETING)[1]
        vectors = np.ones((len(reading.tokens), 128), dtype=np.float16)
        held.append(weakref.ref(vectors))
        return replace(reading, tokens=replace(reading.tokens, vectors=vectors))

    def cast_after(*told: Any) -> Any:
        assert held[0]() is None
        return make_cast(*told)

    monkeypatch.setattr(build, "make_cast", cast_after)
    story = build_story(compose(MEETING)[0], seen())
    assert story.reading.tokens.vectors.shape == (len(story.reading.tokens), 0)


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
        "'Is it you?' said Martha.\n\n“It is,” said John. \"And the 'key'?\"\n\n«Here,» he said.\n",
        "1 2 3 4 5 6 7\n\n--- --- ---\n",
    ],
    ids=["play", "poem", "unclosed quotation", "letter", "mixed marks", "no words"],
)
def test_other_texts_give_a_sensible_story(text: str) -> None:
    manuscript = from_text(text)
    invariants(build_story(manuscript, read_manuscript(manuscript, threads=1)))


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


def test_a_crowd_that_shares_its_names_takes_time_in_proportion() -> None:
    given = "Mary Anna Emma Clara Alice Grace Ethel Ella Martha Laura Cora Helen Maude Ida Bertha"
    family = "Smith Brown Jones Miller Davis Moore Clark Lewis Walker Young King Hill Green Baker"
    full = [(g, f) for g in given.split() for f in family.split()]

    def story_of(people: list[tuple[str, str]]) -> tuple[Story, float]:
        lines = [
            f"{g} NNP 2 compound Entity=(PER-name\n{f} NNP 3 nsubj Entity=)\nwoke VBD 0 root\n. .\n\n"
            "Miss NNP 2 compound Entity=(PER-name\n"
            f"{f} NNP 3 nsubj Entity=)\nslept VBD 0 root\n. .\n"
            for g, f in people
        ]
        manuscript, reading = compose("\n".join(lines))
        begin = time.process_time()
        story = build_story(manuscript, reading)
        return story, time.process_time() - begin

    story_of(full[:10])
    _, few = story_of(full[:50])
    story, many = story_of(full[:200])
    invariants(story)
    assert {f"{g} {f}" for g, f in full[:200]} <= {c.name for c in story.characters}
    assert many < 12 * max(few, 0.05)
