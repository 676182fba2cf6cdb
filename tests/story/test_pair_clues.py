"""What speaks for a pair of mentions: binding, address, and sets of pronouns."""

import numpy as np
from numpy.typing import NDArray

from fabula.language.compose import compose
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.pair_clues import CLUES, PairClues

BOUND = """
# text = Vera hugged her and saw herself in her window.
Vera NNP 2 nsubj Entity=(PER-name)
hugged VBD 0 root
her PRP 2 obj Entity=(PER-pronoun)
and CC 5 cc
saw VBD 2 conj
herself PRP 5 obj Entity=(PER-pronoun)
in IN 9 case
her PRP$ 9 nmod:poss Entity=(PER-pronoun)
window NN 5 obl
. .
"""

SAID = """
# text = Vera nodded. “I know you, Owen. He knows.”
Vera NNP 2 nsubj Entity=(PER-name)
nodded VBD 0 root
. .

“ ``
I PRP 3 nsubj Entity=(PER-pronoun)
know VBP 0 root
you PRP 3 obj Entity=(PER-pronoun)
, ,
Owen NNP 3 vocative Entity=(PER-name)
. .

He PRP 2 nsubj Entity=(PER-pronoun)
knows VBZ 0 root
. .
” ''

# newpar
# text = “I do,” said Owen.
“ ``
I PRP 3 nsubj Entity=(PER-pronoun)
do VBP 6 ccomp
, ,
” ''
said VBD 0 root
Owen NNP 6 nsubj Entity=(PER-name)
. .
"""

SETS = """
# text = Robin smiled to themself.
Robin NNP 2 nsubj Entity=(PER-name)
smiled VBD 0 root
to IN 4 case
themself PRP 2 obl Entity=(PER-pronoun)
. .

# newpar
# text = They met Mr. Dale, and he waved.
They PRP 2 nsubj Entity=(PER-pronoun)
met VBD 0 root
Mr. NNP 4 compound Entity=(PER-name
Dale NNP 2 obj Entity=)
, ,
and CC 8 cc
he PRP 8 nsubj Entity=(PER-pronoun)
waved VBD 2 conj
. .
"""


def framed(notation: str) -> Frame:
    manuscript, reading = compose(notation)
    return make_frame(manuscript, reading, find_quotations(manuscript))


def at(frame: Frame, words: str, occurrence: int = 0) -> int:
    return [i for i, w in enumerate(frame.words) if w == words][occurrence]


def clues(frame: Frame, a: int, b: int) -> NDArray[np.float32]:
    pair = np.array([a], dtype=np.int32), np.array([b], dtype=np.int32)
    columns = PairClues(frame).columns(*pair)
    assert len(columns) == CLUES
    return np.stack(columns, dtype=np.float32, casting="unsafe")[:, 0]


def test_an_object_a_reflexive_and_a_possessor_are_told_apart() -> None:
    frame = framed(BOUND)
    vera, her = at(frame, "Vera"), at(frame, "her")
    assert clues(frame, her, vera)[:4].tolist() == [1, 0, 0, 0]
    assert clues(frame, at(frame, "herself"), vera)[:4].tolist() == [0, 0, 1, 0]
    assert clues(frame, at(frame, "herself"), her)[2] == -1
    assert clues(frame, at(frame, "her", 1), vera)[:4].tolist() == [0, 0, 0, 1]


def test_who_acts_beside_a_speech_speaks_it_and_who_is_called_is_spoken_to() -> None:
    frame = framed(SAID)
    vera, owen = at(frame, "Vera"), at(frame, "Owen")
    i, you, he = at(frame, "I"), at(frame, "you"), at(frame, "He")
    speaker, against, to, answers = range(4, 8)
    assert clues(frame, i, vera)[speaker] == 1
    assert clues(frame, you, vera)[against] == 1
    assert clues(frame, he, vera)[against] == 1
    assert clues(frame, he, owen)[to] == -1
    again = at(frame, "I", 1)
    assert clues(frame, again, owen)[speaker] == 1
    assert clues(frame, again, vera)[speaker] == -1
    assert clues(frame, again, i)[speaker] == -1
    assert clues(frame, you, owen)[[to, answers]].tolist() == [1, 1]


def test_pronouns_go_with_whom_the_text_gives_them_to() -> None:
    frame = framed(SETS)
    agreeing, clashing, unknown, lift = range(8, 12)
    robin, dale = at(frame, "Robin"), at(frame, "Mr. Dale")
    they, he = at(frame, "They"), at(frame, "he")
    assert clues(frame, he, dale)[[agreeing, clashing, unknown]].tolist() == [1, 0, 0]
    assert clues(frame, he, they)[clashing] == 1
    assert clues(frame, they, robin)[lift] > clues(frame, he, robin)[lift]
    assert clues(frame, they, robin)[unknown] == 0
    assert not clues(frame, dale, robin)[agreeing:].any()


def test_narration_alone_has_no_clues_of_address() -> None:
    frame = framed(BOUND)
    count = len(frame)
    for a in range(count):
        for b in range(a):
            assert not clues(frame, a, b)[4:8].any()
