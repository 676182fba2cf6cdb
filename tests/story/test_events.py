"""Agents and patients over trees composed by hand; entities are numbered in order of naming."""

from fabula.language.compose import compose
from fabula.story.bare import bare_story
from fabula.story.facts.events import find_events
from mention_tables import linked

Row = tuple[str, int | None, int | None]


def events(notation: str, *ids: int) -> list[Row]:
    manuscript, reading = compose(notation)
    mentions = linked(reading, ids)
    story = bare_story(manuscript).with_tables(reading=reading, mentions=mentions)
    return [(e.lemma, e.agent, e.patient) for e in find_events(story.clauses)]


def test_active() -> None:
    assert events(
        """
        Anna   NNP 2 nsubj Entity=(PER-name)
        kissed VBD 0 root lemma=kiss Event=Yes
        Tom    NNP 2 obj Entity=(PER-name)
        """,
        1,
        2,
    ) == [("kiss", 1, 2)]


def test_passive_with_an_agent() -> None:
    assert events(
        """
        Tom    NNP 3 nsubj:pass Entity=(PER-name)
        was    VBD 3 aux:pass lemma=be
        struck VBN 0 root lemma=strike Event=Yes
        by     IN  5 case
        Anna   NNP 3 obl Entity=(PER-name)
        """,
        2,
        1,
    ) == [("strike", 1, 2)]


def test_shared_subject() -> None:
    assert events(
        """
        Anna NNP 2 nsubj Entity=(PER-name)
        rose VBD 0 root lemma=rise Event=Yes
        and  CC  4 cc
        left VBD 2 conj lemma=leave Event=Yes
        """,
        1,
    ) == [("rise", 1, None), ("leave", 1, None)]


def test_a_seen_event_belongs_to_the_one_seen() -> None:
    assert events(
        """
        Anna  NNP 2 nsubj Entity=(PER-name)
        saw   VBD 0 root lemma=see Event=Yes
        him   PRP 2 obj Entity=(PER-pronoun)
        leave VB  2 xcomp lemma=leave Event=Yes
        """,
        1,
        2,
    ) == [("see", 1, 2), ("leave", 2, None)]


def test_relative_clause() -> None:
    assert events(
        """
        the   DT  2 det Entity=(PER-noun
        girl  NN  0 root
        who   WP  4 nsubj
        sang  VBD 2 acl:relcl lemma=sing Event=Yes Entity=)
        """,
        1,
    ) == [("sing", 1, None)]


def test_nominal_events() -> None:
    assert events(
        """
        His       PRP$ 2 nmod:poss Entity=(PER-pronoun)
        departure NN   3 nsubj Event=Yes
        hurt      VBD  0 root
        """,
        2,
    ) == [("departure", 2, None)]


def test_nobody_does_it() -> None:
    assert events("Rain NN 2 nsubj\nfell VBD 0 root lemma=fall Event=Yes") == [("fall", None, None)]
