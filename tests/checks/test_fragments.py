"""Pieces of sentences, habits and replies are right; whole sentences with the same fault are not."""

import pytest

from fabula.checks.grammar.constructions import is_right
from fabula.language.compose import compose

CASES = [
    ("went to see to it", "Nobody NN 2 nsubj|went VBD 0 root|to TO 4 mark|see VB 2 xcomp lemma=see|"
     "to IN 6 case|it PRP 4 obl|. .", 4, "delete", False, True),
    ("must to go", "He PRP 4 nsubj|must MD 4 aux lemma=must|to TO 4 mark|go VB 0 root|. .",
     2, "delete", False, False),
    ("hers are thick", "Hers PRP 3 nsubj|are VBP 3 cop|thick JJ 0 root|. .", 1, "word:is", False, True),
    ("she are thick", "She PRP 3 nsubj|are VBP 3 cop|thick JJ 0 root|. .", 1, "word:is", False, False),
    ("Mara's was there", "Mara NNP 4 nsubj|'s POS 1 case|was VBD 4 cop|there RB 0 root|. .",
     2, "insert-before:noun", False, True),
    ("a quiet with", "There EX 2 expl|was VBD 0 root lemma=be|a DT 4 det|quiet NN 2 nsubj|with IN 7 case|"
     "a DT 7 det|drip NN 4 nmod|. .", 4, "insert-before:noun", False, True),
    ("when did —", "When WRB 2 advmod|did VBD 0 root|— :", 1, "insert-before:you", True, True),
    ("when did go", "When WRB 3 advmod|did VBD 3 aux|go VB 0 root|home RB 3 advmod|then RB 3 advmod|? .",
     2, "insert-before:you", True, False),
    ("two year", "I PRP 2 nsubj|waited VBD 0 root|two CD 4 nummod|year NN 2 obl|. .",
     3, "form:NNS", True, True),
    ("two bottle", "I PRP 2 nsubj|drank VBD 0 root|two CD 4 nummod|bottle NN 2 obj|. .",
     3, "form:NNS", False, False),
    ("sixty seconds is", "Sixty CD 2 nummod|minutes NNS 4 nsubj|is VBZ 4 cop|ages NNS 0 root|. .",
     2, "word:are", False, True),
    ("just her", "Just RB 2 advmod|her PRP 0 root|? .", 1, "word:here", True, True),
    ("gone two", "Gone VBN 0 root|two CD 1 obj|. .", 1, "word:to", True, True),
    ("two the shop", "He PRP 2 nsubj|went VBD 0 root|two CD 5 case|the DT 5 det|shop NN 2 obl|. .",
     2, "word:to", False, False),
    ("where you kneel", "Where WRB 3 advmod|you PRP 3 nsubj|kneel VBP 0 root|to TO 5 mark|pray VB 3 advcl|. .",
     2, "word:knew", False, True),
    ("he new it", "He PRP 2 nsubj|new JJ 0 root|it PRP 2 obj|. .", 1, "word:knew", False, False),
    ("the way she looks", "The DT 2 det|way NN 0 root|she PRP 4 nsubj|looks VBZ 2 acl:relcl|at IN 6 case|"
     "people NNS 4 obl|. .", 3, "form:VBD", False, True),
    ("and looks", "He PRP 2 nsubj|turned VBD 0 root|and CC 4 cc|looks VBZ 2 conj|up RB 4 advmod|. .",
     3, "form:VBD", False, False),
    ("have my uncle's", "Have VB 0 root|my PRP$ 3 nmod:poss|uncle NN 1 obj|'s POS 3 case|. .",
     4, "stop-to-question", True, True),
    ("did you see", "Did VBD 3 aux|you PRP 3 nsubj|see VB 0 root|her PRP 3 obj|. .",
     4, "stop-to-question", True, False),
    ("says ze", "Ow UH 2 discourse|says VBZ 0 root|ze PRP 2 nsubj|. .", 2, "case:upper", False, True),
    ("nowhere to be anyway", "He PRP 2 nsubj|left VBD 0 root|anyway RB 2 advmod|. .", 2, "split", False, True),
    ("looked him up and down", "She PRP 2 nsubj|looked VBD 0 root lemma=look|him PRP 2 obj|up RP 2 compound:prt|"
     "and CC 6 cc|down RP 4 conj|. .", 2, "insert-before:at", False, True),
    ("to viewing room 5", "He PRP 2 nsubj|went VBD 0 root|to IN 5 case|viewing NN 5 compound|room NN 2 obl|"
     "5 CD 5 nummod|. .", 3, "insert-before:the", False, True),
    ("my mother tongue", "He PRP 2 nsubj|spoke VBD 0 root|my PRP$ 5 nmod:poss|mother NN 5 compound|"
     "tongue NN 2 obj|. .", 3, "possessive", False, True),
    ("come this way, please", "Will MD 3 aux|you PRP 3 nsubj|come VB 0 root|please UH 3 discourse|. .",
     4, "stop-to-question", True, True),
    ("looked forward to proved", "All DT 6 nsubj|she PRP 3 nsubj|looked VBD 1 acl:relcl|forward RB 3 advmod|"
     "to IN 3 obl|proved VBD 0 root|rare JJ 6 xcomp|. .", 5, "form:VB", False, True),
    ("wanted to proved", "She PRP 2 nsubj|wanted VBD 0 root|to TO 4 mark|proved VBD 2 xcomp|it PRP 4 obj|. .",
     3, "form:VB", False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "token", "tag", "spoken", "right"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_piece_of_a_sentence(rows: str, token: int, tag: str, spoken: bool, right: bool) -> None:
    _, reading = compose("\n".join("\t".join(row.split()) for row in rows.split("|")))
    assert is_right(reading, token, tag, spoken=spoken) == right
