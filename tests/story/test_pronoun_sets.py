"""Which pronouns go with whom: names of many languages, clauses that tell, new pronouns, titles."""

import numpy as np
import pytest

from fabula.english.name_bank import share_of_women
from fabula.language.compose import compose
from fabula.language.reading import MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.candidates import mended_mentions
from fabula.story.mentions.coreference import decode_links
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.grammar import GrammaticalNumber
from fabula.story.mentions.pairs import find_pairs
from fabula.story.mentions.tag_subjects import with_tag_subjects
from fabula.story.names.gender import Gender
from fabula.story.names.pronoun_sets import PronounSet, set_name


def scene(text: str) -> tuple[Manuscript, Reading, Frame]:
    """The frame of composed sentences: ``form TAG head relation Entity``."""
    manuscript, reading = compose(text)
    reading = mended_mentions(reading)
    return manuscript, reading, make_frame(manuscript, reading, find_quotations(manuscript))


def clause(name: str, verb: str, *rest: str) -> str:
    """A sentence whose subject is a name; ``rest``: more lines."""
    return "\n".join([f"{name} NNP 2 nsubj Entity=(PER-name)", f"{verb} VBD 0 root", *rest, ". ."])


@pytest.mark.parametrize(
    ("name", "women"),
    [("Solveig", True), ("Ngozi", True), ("Hamid", False), ("Jun-ho", False), ("Séamus", False)],
)
def test_names_of_many_languages_tell(name: str, women: bool) -> None:
    share = share_of_women(name)
    assert share is not None
    assert (share > 0.9) == women
    assert (share < 0.1) != women


def test_a_name_nobody_bears_tells_nothing() -> None:
    assert share_of_women("Zzorblax") is None
    _, _, frame = scene(clause("Zzorblax", "slept"))
    assert frame.gender[0] == Gender.OPEN
    assert frame.sets[0, PronounSet.HE] == frame.sets[0, PronounSet.SHE]


def test_a_known_name_has_its_gender_before_any_pronoun() -> None:
    _, _, frame = scene(clause("Solveig", "slept"))
    assert frame.gender[0] == Gender.SHE


@pytest.mark.parametrize(
    ("pronoun", "at"),
    [("himself", PronounSet.HE), ("herself", PronounSet.SHE), ("themself", PronounSet.THEY)],
)
def test_a_reflexive_tells_of_its_subject(pronoun: str, at: int) -> None:
    object_ = f"{pronoun} PRP 2 obj Entity=(PER-pronoun)"
    _, _, frame = scene(clause("Zzorblax", "hurt", object_))
    assert frame.sets[0].argmax() == at


def test_an_object_pronoun_tells_nothing_of_its_subject() -> None:
    _, _, hugged = scene(clause("Zzorblax", "hugged", "her PRP 2 obj Entity=(PER-pronoun)"))
    _, _, shook = scene(
        clause("Zzorblax", "shook", "her PRP$ 4 nmod:poss Entity=(PER-pronoun)", "head NN 2 obj")
    )
    assert (
        shook.sets[0, PronounSet.SHE] - shook.sets[0, PronounSet.HE]
        > hugged.sets[0, PronounSet.SHE] - hugged.sets[0, PronounSet.HE] + 1
    )


def test_they_of_a_name_alone_in_its_clauses_may_be_one_person() -> None:
    shook = clause(
        "Zzorblax", "shook", "their PRP$ 4 nmod:poss Entity=(PER-pronoun)", "head NN 2 obj"
    )
    _, _, frame = scene("\n\n".join([shook, shook]))
    assert frame.sets[0].argmax() == PronounSet.THEY
    assert frame.gender[0] == Gender.OPEN


def test_an_object_is_linked_past_the_subject_of_its_clause() -> None:
    text = "\n\n".join(
        [
            clause("Zzorblax", "came"),
            clause("Quillonda", "hugged", "her PRP 2 obj Entity=(PER-pronoun)"),
        ]
    )
    _, _, frame = scene(text)
    first, hugger, her = range(3)
    pairs = find_pairs(frame)
    # To the scorer the nearer one, who hugs, is somewhat likelier.
    scores = np.where(pairs.antecedent == hugger, 1.5, 1.0).astype(np.float32)
    cluster = decode_links(frame, pairs, scores, np.full(len(frame), -2, dtype=np.float32)).cluster
    assert cluster[her] == cluster[first] != cluster[hugger]


NEW_TEXT = """
Zzorblax NNP 2 nsubj Entity=(PER-name)
laughed VBD 0 root
. .

Xe NNP 2 nsubj Entity=(PER-name)
poured VBD 0 root
xyr NN 4 nmod:poss
tea NN 2 obj
, ,
and CC 7 cc
xe NN 8 nsubj
drank VBD 2 conj
. .
"""


def test_new_pronouns_are_pronouns_and_nobodys_name() -> None:
    _, reading, frame = scene(NEW_TEXT.strip())
    kinds = dict(zip(frame.words, frame.kind.tolist(), strict=True))
    assert kinds["Xe"] == kinds["xyr"] == kinds["xe"] == MentionKind.PRONOUN
    assert frame.set.tolist().count(PronounSet.NEW) == 3
    assert set_name(PronounSet.NEW, ["Xe"]) == "xe/xem"
    assert len(reading.mentions) == len(frame)


def test_one_such_word_in_capitals_stays_a_name() -> None:
    _, _, frame = scene(clause("Fae", "laughed"))
    assert frame.kind.tolist() == [MentionKind.NAME]


def kin(word: str, verb: str) -> str:
    return f"{word} NN 2 nsubj Entity=(PER-noun)\n{verb} VBD 0 root\n. ."


def test_a_word_of_kin_that_narration_uses_as_a_name_is_one() -> None:
    _, _, frame = scene("\n\n".join([kin("Mum", "came"), kin("Mum", "sat")]))
    assert frame.name[0] == frame.name[1] >= 0
    assert frame.gender.tolist() == [Gender.SHE, Gender.SHE]
    _, _, once = scene("\n\n".join([kin("Mum", "came"), kin("Dad", "sat")]))
    assert once.name.tolist() == [-1, -1]


def test_auntie_alone_is_the_one_who_bears_the_title() -> None:
    full = "Auntie NNP 2 compound Entity=(PER-name\nTiti NNP 3 nsubj Entity=)\ncame VBD 0 root\n. ."
    _, _, frame = scene("\n\n".join([full, kin("Auntie", "sat"), kin("Auntie", "slept")]))
    assert frame.name[0] == frame.name[1] == frame.name[2] >= 0


TALKING = """
" ``
No UH 5 ccomp
, ,
" ''
said VBD 0 root
the DT 7 det
hare NN 5 nsubj
. .

The DT 2 det
hare NN 3 nsubj
slept VBD 0 root
. .
"""


def test_whoever_a_tag_says_speaks_is_somebody_everywhere() -> None:
    manuscript, reading = compose(TALKING.strip())
    marked = with_tag_subjects(reading, manuscript, find_quotations(manuscript))
    words = [
        " ".join(marked.words[f:e])
        for f, e in zip(marked.mentions.first.tolist(), marked.mentions.last.tolist(), strict=True)
    ]
    assert words == ["the hare", "The hare"]


@pytest.mark.parametrize(
    ("part", "one"),
    [("face NN", True), ("chin NN", True), ("faces NNS", False), ("house NN", False)],
)
def test_a_part_of_one_body_says_that_they_is_one(part: str, one: bool) -> None:
    hid = clause("Zzorblax", "hid", "their PRP$ 4 nmod:poss Entity=(PER-pronoun)", f"{part} 2 obj")
    _, _, frame = scene(hid)
    assert (frame.number[1] == GrammaticalNumber.ONE) == one
    assert (frame.sets[0, PronounSet.THEY] > np.log(0.9)) == one


def test_where_bodies_of_one_are_told_of_they_is_nearer_to_all_names() -> None:
    hid = clause("Zzorblax", "hid", "their PRP$ 4 nmod:poss Entity=(PER-pronoun)", "{} 2 obj")
    other = clause("Qwill", "slept")
    many = "\n\n".join([hid.format("faces NNS"), hid.format("faces NNS"), other])
    single = "\n\n".join([hid.format("face NN"), hid.format("chin NN"), other])
    _, _, before = scene(many)
    _, _, after = scene(single)
    assert after.sets[-1, PronounSet.THEY] > before.sets[-1, PronounSet.THEY] + 1
    assert after.sets[-1].argmax() != PronounSet.THEY
