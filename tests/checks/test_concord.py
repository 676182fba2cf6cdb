"""Faults of verbs and nouns that the tree shows, and forms that only look like faults."""

import pytest

from fabula.checks.grammar.concord import Suspicions
from fabula.language.compose import compose

FAULTS = [
    ("He PRP 2 nsubj|walk VBP 0 root lemma=walk|home NN 2 obl|. .", "walk", "form:VBZ"),
    ("They PRP 2 nsubj|seems VBZ 0 root lemma=seem|tired JJ 2 xcomp|. .", "seems", "form:VBP"),
    ("He PRP 3 nsubj|could MD 3 aux|went VBD 0 root lemma=go|. .", "went", "form:VB"),
    ("He PRP 4 nsubj|did VBD 4 aux lemma=do|n't RB 4 advmod|response VB 0 root|. .",
     "response", "form:VB"),
    ("It PRP 2 nsubj|makes VBZ 0 root lemma=make|his PRP$ 4 nmod:poss|heart NN 2 obj"
     "|melts VBZ 2 xcomp lemma=melt|. .", "melts", "form:VB"),
    ("Tom NNP 2 nsubj|gasps VBZ 0 root lemma=gasp|and CC 4 cc|moan VB 2 conj|. .",
     "moan", "form:VBZ"),
    ("She PRP 2 nsubj|wanted VBD 0 root lemma=want|to TO 4 mark|went VBD 2 xcomp lemma=go|. .",
     "went", "form:VB"),
    ("I PRP 2 nsubj|considered VBD 0 root lemma=consider|to TO 4 mark|leave VB 2 xcomp|. .",
     "leave", "form:VBG"),
    ("It PRP 2 nsubj|caused VBD 0 root lemma=cause|him PRP 2 obj|stumbles VBZ 2 xcomp|. .",
     "stumbles", "form:to-VB"),
    ("Two CD 2 nummod|coat NN 3 nsubj|hung VBD 0 root lemma=hang|. .", "coat", "form:NNS"),
    ("A DT 2 det|coats NNS 3 nsubj lemma=coat|hung VBD 0 root lemma=hang|. .",
     "coats", "form:NN"),
    ("Anna NNP 3 nmod:poss|own JJ 3 amod|hands NNS 4 nsubj lemma=hand|froze VBD 0 root|. .",
     "Anna", "possessive"),
    ("So RB 2 advmod|much JJ 3 amod|tears NNS 4 nsubj lemma=tear|fell VBD 0 root|. .",
     "much", "word:many"),
    ("He PRP 2 nsubj|took VBD 0 root lemma=take|Tom NNP 4 compound|hand NN 2 obj|. .",
     "Tom", "possessive"),
    ("She PRP 2 nsubj|listened VBD 0 root lemma=listen|the DT 4 det|wind NN 2 obj|. .",
     "the", "insert-before:to"),
    ("She PRP 3 nsubj|had VBD 3 aux lemma=have|drew VBN 0 root lemma=draw|it PRP 3 obj|. .",
     "drew", "form:VBN"),
]  # fmt: skip

SOUND = [
    "She PRP 3 nsubj|had VBD 3 aux lemma=have|wrote VBN 0 root lemma=write|it PRP 3 obj|. .",
    "All DT 4 nsubj|she PRP 3 nsubj|had VBD 1 acl:relcl lemma=have|came VBD 0 root lemma=come|. .",
    "Ten CD 2 nummod|years NNS 5 nsubj lemma=year|was VBD 5 cop lemma=be|too RB 5 advmod|long JJ 0 root|. .",
    "He PRP 2 nsubj|glanced VBD 0 root lemma=glance|them PRP 2 obj|over RB 2 advmod|. .",
    "She PRP 2 nsubj|listened VBD 0 root lemma=listen|an DT 4 det|hour NN 2 obl|. .",
    "The DT 3 det|Smith NNP 3 compound|face NN 4 nsubj|fell VBD 0 root lemma=fall|. .",
    "She PRP 2 nsubj|asked VBD 0 root lemma=ask|that IN 5 mark|he PRP 5 nsubj|go VB 2 ccomp|. .",
    "They PRP 2 nsubj|saw VBD 0 root lemma=see|it PRP 4 nsubj|grow VB 2 ccomp|. .",
    "He PRP 2 nsubj|put VBD 0 root lemma=put|it PRP 2 obj|down RP 2 compound:prt|. .",
    "Did VBD 3 aux lemma=do|she PRP 3 nsubj|walk VB 0 root|? .",
    "A DT 3 det|few JJ 3 amod|days NNS 4 nsubj lemma=day|passed VBD 0 root lemma=pass|. .",
    "The DT 2 det|people NNS 3 nsubj lemma=people|waits VBZ 0 root lemma=wait|. .",
    "If IN 3 mark|he PRP 3 nsubj|come VB 5 advcl|I PRP 5 nsubj|go VBP 0 root|. .",
    "He PRP 3 nsubj|will MD 3 aux|stumble VB 0 root|and CC 5 cc|fall VB 3 conj|. .",
]


def read(rows: str) -> dict[str, str]:
    _, reading = compose(rows.replace("|", "\n"))
    asked = Suspicions(reading).among(range(len(reading.tokens)))
    return {reading.words[i]: tag for i, tag in asked.items()}


@pytest.mark.parametrize(("rows", "word", "tag"), FAULTS, ids=[f[1] + "-" + f[2] for f in FAULTS])
def test_a_fault_is_seen(rows: str, word: str, tag: str) -> None:
    assert read(rows) == {word: tag}


@pytest.mark.parametrize("rows", SOUND)
def test_what_is_right_is_left_alone(rows: str) -> None:
    assert read(rows) == {}
