"""Two sentences run together, by a comma alone or by nothing, and what only looks like it."""

import numpy as np
import pytest

from fabula.checks.grammar.run_together import run_together
from fabula.language.compose import compose

THE_KETTLE = (
    "The DT 2 det|kettle NN 3 nsubj|stood VBD 0 root lemma=stand|on IN 6 case|the DT 6 det"
    "|hob NN 3 obl|"
)
JOINED = [
    THE_KETTLE
    + ", , 9 punct|it PRP 9 nsubj|had VBD 3 parataxis lemma=have|no DT 11 det|lid NN 9 obj|. .",
    THE_KETTLE
    + ", , 10 punct|her PRP$ 9 nmod:poss|brother NN 10 nsubj|wanted VBD 3 conj lemma=want"
    "|some DT 12 det|tea NN 10 obj|. .",
    THE_KETTLE + ", , 9 punct|nobody NN 9 nsubj|wanted VBD 3 parataxis lemma=want|to TO 11 mark"
    "|touch VB 9 xcomp|it PRP 11 obj|. .",
]
AFTER_A_TAG = [
    "\" `` 2 punct|Well UH 5 ccomp|, , 2 punct|\" '' 2 punct|said VBD 0 root lemma=say|the DT 7 det"
    "|widow NN 5 nsubj|, , 11 punct|she PRP 11 nsubj|did VBD 11 aux|rise VB 5 parataxis|. .",
]
"""A speech, its tag, and a statement of its own."""

FINE = [
    # a comment after a tag
    '" `` 2 punct|Well UH 5 ccomp|, , 2 punct|" \'\' 2 punct|said VBD 0 root lemma=say|the DT 7 det'
    "|widow NN 5 nsubj|, , 10 punct|she PRP 10 nsubj|thought VBD 5 parataxis lemma=think|. .",
    # a conjunction
    THE_KETTLE + ", , 10 punct|and CC 10 cc|it PRP 10 nsubj|had VBD 3 conj lemma=have|no DT 12 det"
    "|lid NN 10 obj|. .",
    # a comment
    THE_KETTLE + ", , 9 punct|she PRP 9 nsubj|thought VBD 3 parataxis lemma=think|. .",
    # three in a row
    THE_KETTLE + ", , 9 punct|it PRP 9 nsubj|had VBD 3 parataxis lemma=have|no DT 11 det|lid NN 9 obj"
    "|, , 15 punct|and CC 15 cc|steam NN 15 nsubj|rose VBD 3 conj lemma=rise|. .",
    # no verb that is finite
    THE_KETTLE + ", , 9 punct|its PRP$ 9 nmod:poss|lid NN 3 parataxis|gone VBN 9 acl lemma=go"
    "|since IN 12 case|noon NN 10 obl|. .",
    # a subordinate clause first
    "When WRB 3 advmod|Dora NNP 3 nsubj|came VBD 8 advcl lemma=come|from IN 6 case|the DT 6 det"
    "|garden NN 3 obl|, , 9 punct|she PRP 9 nsubj|saw VBD 0 root lemma=see|no DT 11 det|smoke NN 9 obj|. .",
    # what is denied, and what is so
    "It PRP 5 nsubj|was VBD 5 cop lemma=be|not RB 5 advmod|a DT 5 det|house NN 0 root|, , 10 punct"
    "|it PRP 10 nsubj|was VBD 10 cop lemma=be|a DT 10 det|palace NN 5 parataxis|of IN 12 case"
    "|glass NN 10 nmod|. .",
]  # fmt: skip


def places(rows: str) -> list[tuple[str, bool]]:
    _, reading = compose(rows.replace("|", "\n"))
    wrong = np.zeros(len(reading.tokens))
    spoken = np.zeros(len(reading.tokens), dtype=np.bool_)
    found = run_together(reading, wrong, spoken)
    return [(reading.words[place.token + place.comma], place.comma) for place in found]


@pytest.mark.parametrize("rows", JOINED + AFTER_A_TAG)
def test_two_statements_and_a_comma(rows: str) -> None:
    assert len(places(rows)) == 1
    assert places(rows)[0][1]


@pytest.mark.parametrize("rows", FINE)
def test_what_a_comma_may_join(rows: str) -> None:
    assert places(rows) == []
