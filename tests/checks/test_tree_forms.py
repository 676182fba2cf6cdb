"""Forms of verbs that the tree shows to be wrong, and forms that only look so."""

import pytest

from fabula.checks.grammar.tree_forms import tree_slips
from fabula.language.compose import compose

WRONG = [
    ("The DT 2 det|boat NN 3 nsubj|sunk VBD 0 root lemma=sink|in IN 6 case|the DT 6 det"
     "|harbour NN 3 obl|. .", "sunk", "sank"),
    ("She PRP 2 nsubj|seen VBD 0 root lemma=see|his PRP$ 4 nmod:poss|face NN 2 obj|. .",
     "seen", "saw"),
    ("They PRP 2 nsubj|done VBN 0 root lemma=do|the DT 4 det|floors NNS 2 obj|. .", "done", "did"),
    ("It PRP 3 nsubj:pass|was VBD 3 aux:pass lemma=be|stole VBN 0 root lemma=steal|. .",
     "stole", "stolen"),
    ("The DT 2 det|box NN 7 nsubj|of IN 5 case|old JJ 5 amod|letters NNS 2 nmod lemma=letter"
     "|were VBD 7 cop lemma=be|gone JJ 0 root|. .", "were", "was"),
    ("Each DT 5 nsubj|of IN 3 case|them PRP 1 nmod|were VBD 5 cop lemma=be|sorry JJ 0 root|. .",
     "were", "was"),
    ("The DT 2 det|rest NN 5 nsubj|of IN 4 case|us PRP 2 nmod|notices VBZ 0 root lemma=notice|it PRP 5 obj"
     "|. .", "notices", "notice"),
    ("Both DT 4 nsubj|of IN 3 case|them PRP 1 nmod|cries VBZ 0 root lemma=cry|. .", "cries", "cry"),
    ("There EX 2 expl|was VBD 0 root lemma=be|three CD 4 nummod|chairs NNS 2 nsubj lemma=chair"
     "|. .", "was", "were"),
    ("The DT 2 det|leaves NNS 7 nsubj lemma=leaf|on IN 5 case|the DT 5 det|tree NN 2 nmod"
     "|was VBD 7 aux lemma=be|turning VBG 0 root lemma=turn|. .", "was", "were"),
]  # fmt: skip

SOUND = [
    "Had VBD 3 aux lemma=have|she PRP 3 nsubj|seen VBN 0 root lemma=see|it PRP 3 obj|? .",
    "He PRP 3 nsubj|'d VBD 3 aux lemma=have|drunk VBN 0 root lemma=drink|it PRP 3 obj|. .",
    "The DT 2 det|work NN 5 nsubj|done VBN 2 acl lemma=do|today NN 3 obl|pleased VBD 0 root lemma=please"
    "|him PRP 5 obj|. .",
    "A DT 2 det|couple NN 6 nsubj|of IN 4 case|men NNS 2 nmod lemma=man|were VBD 6 aux lemma=be"
    "|waiting VBG 0 root lemma=wait|. .",
    "If IN 7 mark|each DT 7 nsubj|of IN 4 case|them PRP 2 nmod|were VBD 7 cop lemma=be|a DT 7 det"
    "|king NN 0 root|. .",
    "There EX 2 expl|was VBD 0 root lemma=be|a DT 5 det|few JJ 5 amod|chairs NNS 2 nsubj lemma=chair|. .",
    "Nothing NN 6 nsubj|of IN 3 case|it PRP 1 nmod|have VBP 6 aux lemma=have|we PRP 6 nsubj"
    "|kept VBN 0 root lemma=keep|. .",
    "Among IN 3 case|the DT 3 det|guests NNS 7 nsubj lemma=guest|on IN 6 case|the DT 6 det|lawn NN 3 nmod"
    "|was VBD 0 root lemma=be|Ann NNP 7 nsubj|. .",
    "A DT 2 det|squadron NN 6 nsubj|of IN 4 case|geese NNS 2 nmod lemma=goose|were VBD 6 aux lemma=be"
    "|riding VBG 0 root lemma=ride|. .",
    "Ten CD 2 nummod|years NNS 7 nsubj lemma=year|in IN 5 case|that DT 5 det|house NN 2 nmod"
    "|was VBD 7 cop lemma=be|enough JJ 0 root|. .",
]  # fmt: skip


def read(rows: str) -> dict[str, str]:
    _, reading = compose(rows.replace("|", "\n"))
    return {reading.words[slip.token]: slip.wanted for slip in tree_slips(reading)}


@pytest.mark.parametrize(("rows", "word", "wanted"), WRONG, ids=[w[1] for w in WRONG])
def test_wrong_forms(rows: str, word: str, wanted: str) -> None:
    assert read(rows) == {word: wanted}


@pytest.mark.parametrize("rows", SOUND)
def test_sound_forms(rows: str) -> None:
    assert read(rows) == {}
