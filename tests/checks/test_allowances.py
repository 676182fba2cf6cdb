"""Constructions that look like faults: what is let be, and its neighbour that is not."""

import pytest

from fabula.checks.dialogue.dialect import narrated_in_dialect
from fabula.checks.framework.view import Shared
from fabula.checks.grammar.allowances import is_allowed
from fabula.language.compose import compose
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story

CASES = [
    ("a friend of his", "A DT 2 det|friend NN 0 root|of IN 4 case|his PRP$ 2 nmod|left VBD 2 dep|. .",
     "left", "insert-before:noun", True),
    ("a friend of her", "A DT 2 det|friend NN 0 root|of IN 4 case|her PRP$ 2 nmod|left VBD 2 dep|. .",
     "left", "insert-before:noun", False),
    ("his were not", "His PRP$ 2 nsubj|were VBD 0 root|not RB 2 advmod|. .", "His", "word:the", True),
    ("as fast as he could to", "As RB 2 advmod|fast RB 0 root|as IN 5 mark|he PRP 5 nsubj"
     "|could MD 2 advcl|to TO 7 mark|reach VB 2 advcl|. .", "to", "delete", True),
    ("could to see", "She PRP 2 nsubj|could MD 0 root|to TO 4 mark|see VB 2 xcomp|. .",
     "to", "delete", False),
    ("the then owner", "The DT 3 det|then RB 3 advmod|owner NN 4 nsubj|sold VBD 0 root|. .",
     "then", "insert-before:noun", True),
    ("was become", "She PRP 3 nsubj|was VBD 3 aux|become VBN 0 root|grave JJ 3 xcomp|. .",
     "become", "insert-before:to", True),
    ("if it be", "If IN 4 mark|it PRP 4 nsubj|be VB 4 cop|so RB 5 advcl|go VB 0 root|. .",
     "be", "word:was", True),
    ("it be", "Now RB 4 advmod|it PRP 4 nsubj|be VB 4 cop|late JJ 0 root|. .",
     "be", "word:was", False),
    ("to saw", "He PRP 2 nsubj|began VBD 0 root|to TO 4 mark|saw VB 2 xcomp|wood NN 4 obj|. .",
     "saw", "form:VB", True),
    ("to went", "He PRP 2 nsubj|began VBD 0 root|to TO 4 mark|went VBD 2 xcomp|home RB 4 advmod|. .",
     "went", "form:VB", False),
    ("heard a voice say", "She PRP 2 nsubj|heard VBD 0 root lemma=hear|a DT 4 det|voice NN 2 obj"
     "|say VB 2 xcomp|. .", "say", "form:VBD", True),
    ("a voice say", "Then RB 4 advmod|a DT 3 det|voice NN 4 nsubj|say VBP 0 root|. .",
     "say", "form:VBD", False),
    ("Tom and Anna make", "Tom NNP 4 nsubj|and CC 3 cc|Anna NNP 1 conj|make VBP 0 root|tea NN 4 obj|. .",
     "make", "form:VBZ", True),
    ("any thing, twice", "Any DT 2 det|thing NN 3 nsubj|or CC 5 cc|any DT 5 det|thing NN 0 root"
     "|, , 5 punct|any DT 8 det|thing NN 5 conj|. .", "thing", "join", True),
    ("any thing, once", "Give VB 0 root|any DT 3 det|thing NN 1 obj|. .", "thing", "join", False),
    ("the family were", "The DT 2 det|family NN 4 nsubj|were VBD 4 cop lemma=be|late JJ 0 root|. .",
     "were", "word:was", True),
    ("the boy were", "The DT 2 det|boy NN 4 nsubj|were VBD 4 cop lemma=be|late JJ 0 root|. .",
     "were", "word:was", False),
    ("fool enough", "He PRP 3 nsubj|was VBD 3 cop lemma=be|fool NN 0 root|enough RB 3 advmod|. .",
     "fool", "insert-before:a", True),
    ("cheek on cheek", "They PRP 2 nsubj|sat VBD 0 root|cheek NN 2 obl|on IN 5 case|cheek NN 3 nmod"
     "|. .", "cheek", "insert-before:a", True),
    ("it being", "It PRP 3 nsubj|being VBG 3 cop lemma=be|late JJ 5 advcl|we PRP 5 nsubj"
     "|left VBD 0 root|. .", "being", "insert-before:was", True),
    ("those who", "Men NNS 0 root|who WP 3 nsubj|live VBP 1 acl:relcl|alone RB 3 advmod|. .",
     "live", "form:VBD", True),
    ("an arm", "An DT 2 det|arm NN 0 root|, , 2 punct|you PRP 5 nsubj|goose NN 2 vocative|. .",
     "An", "word:a", True),
    ("an goose", "An DT 2 det|goose NN 0 root|. .", "An", "word:a", False),
    ("a unicorn", "A DT 2 det|unicorn NN 0 root|. .", "A", "word:an", True),
    ("Anna and he were", "Anna NNP 5 nsubj|and CC 3 cc|he PRP 1 conj|were VBD 5 aux|led VBN 0 root|. .",
     "were", "word:was", True),
    ("she left and he were", "She PRP 2 nsubj|left VBD 0 root|and CC 6 cc|he PRP 6 nsubj|were VBD 6 cop"
     "|glad JJ 2 conj|. .", "were", "word:was", False),
    ("one of the lamps was", "One CD 6 nsubj:pass|of IN 4 case|the DT 4 det|lamps NNS 1 nmod"
     "|was VBD 6 aux:pass|broken VBN 0 root|. .", "was", "word:were", True),
    ("the lamps was", "The DT 2 det|lamps NNS 4 nsubj:pass|was VBD 4 aux:pass|broken VBN 0 root|. .",
     "was", "word:were", False),
    ("clung onto", "He PRP 2 nsubj|clung VBD 0 root lemma=cling|onto IN 5 case|the DT 5 det"
     "|rail NN 2 obl|. .", "onto", "word:into", True),
    ("walked onto", "He PRP 2 nsubj|walked VBD 0 root lemma=walk|onto IN 5 case|the DT 5 det"
     "|house NN 2 obl|. .", "onto", "word:into", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "word", "tag", "allowed"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_rare_construction_is_let_be(rows: str, word: str, tag: str, allowed: bool) -> None:
    _, reading = compose(rows.replace("|", "\n"))
    assert is_allowed(reading, reading.words.index(word), tag, spoken=False) is allowed


def test_dialects_have_other_auxiliaries_in_speech_only() -> None:
    _, reading = compose("He PRP 3 nsubj\nbe VB 3 aux\ngone VBN 0 root\n. .")
    assert is_allowed(reading, 1, "word:has", spoken=True)
    assert not is_allowed(reading, 1, "word:has", spoken=False)


TOLD = "We was up before light, and Tom warn't ready. I knowed he ain't the early kind.\n\n"


def test_a_narrator_in_dialect_is_known_by_his_words() -> None:
    assert narrated_in_dialect(Shared(bare_story(from_text(TOLD))))


def test_speech_does_not_make_the_narrator_a_dialect_speaker() -> None:
    assert not narrated_in_dialect(
        Shared(bare_story(from_text(f'"{TOLD.strip()}" said the old man.\n')))
    )


def test_slips_of_agreement_alone_are_no_dialect() -> None:
    slips = "They was late. We was tired, and you was cross. They was home by noon.\n"
    assert not narrated_in_dialect(Shared(bare_story(from_text(slips))))


CREOLE = (
    "The sloop lie in the roads and the mate sleeping. So she say to me, give me the rope, and I "
    "give it. She take it in she hand. He come down from the cross-trees and he look at she face, "
    "and he tell her go. She go. She sit on the hatch and she laugh till she cough. Nobody want she "
    "basket. He say the wind dead. She know. She hold the wheel with one hand, and he make coffee.\n"
)
SCOTS_AND_SOUTHERN = (
    "He had went down to the shop for milk. I seen him go, and he hadn't took his coat. She come "
    "out after him. They had gave the key to my mother and it wasny hers to give. He done it anyway. "
    "It couldny be helped. She had broke the cup. I seen it.\n"
)
SLIPS = (
    "He had went down to the shop for milk. She bring the bread home and put it on the table. They "
    "were late, and the rain had came on. He sit down. It was not her cup, but she drank from it "
    "and thought about the summer, and the boat, and what the two of them had said that night.\n"
)


@pytest.mark.parametrize("text", [CREOLE, SCOTS_AND_SOUTHERN])
def test_a_narrator_in_dialect_is_known_by_the_grammar(text: str) -> None:
    assert narrated_in_dialect(Shared(bare_story(from_text(text))))


def test_a_draft_of_many_slips_is_no_dialect() -> None:
    assert not narrated_in_dialect(Shared(bare_story(from_text(SLIPS))))
