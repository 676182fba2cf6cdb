"""In whom the light stands for a pronoun of narration: who acted, who is opposite, who is called."""

import numpy as np
from numpy.typing import NDArray

from fabula.language.compose import compose
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.focus_clues import FocusClues
from fabula.story.mentions.frames import Frame, make_frame

ACTING, BEFORE_SENTENCE, BEFORE_BLOCK, ACTED_ON, TOPIC = range(5)
BESIDE, CUE_BEFORE, CUE_SECOND, PARAGRAPH_BEFORE, OTHER_END, CALLED = range(5, 11)
SINCE, LATELY, SHARE, MOST, UNDER, OPENS_BLOCK, OPENS_SENTENCE = range(11, 18)

KITCHEN = """
# text = Maud's hands shook. Ida held the lamp for Maud. She frowned at Ida.
Maud NNP 3 nmod:poss Entity=(PER-name)
's POS 1 case
hands NNS 4 nsubj
shook VBD 0 root
. .

Ida NNP 2 nsubj Entity=(PER-name)
held VBD 0 root
the DT 4 det
lamp NN 2 obj
for IN 6 case
Maud NNP 2 obl Entity=(PER-name)
. .

She PRP 2 nsubj Entity=(PER-pronoun)
frowned VBD 0 root
at IN 4 case
Ida NNP 2 obl Entity=(PER-name)
. .
"""

TURNS = """
# text = “Go, Maud,” said Ida.
“ ``
Go VB 6 ccomp
, ,
Maud NNP 2 vocative Entity=(PER-name)
” ''
said VBD 0 root
Ida NNP 6 nsubj Entity=(PER-name)
. .

# newpar
# text = “I went,” said Maud.
“ ``
I PRP 3 nsubj Entity=(PER-pronoun)
went VBD 6 ccomp
, ,
” ''
said VBD 0 root
Maud NNP 6 nsubj Entity=(PER-name)
. .

# newpar
# text = “Then stay, Maud,” she said.
“ ``
Then RB 3 advmod
stay VB 8 ccomp
, ,
Maud NNP 3 vocative Entity=(PER-name)
” ''
she PRP 8 nsubj Entity=(PER-pronoun)
said VBD 0 root
. .
"""


def framed(notation: str) -> Frame:
    manuscript, reading = compose(notation)
    return make_frame(manuscript, reading, find_quotations(manuscript))


def at(frame: Frame, words: str, occurrence: int = 0) -> int:
    return [i for i, w in enumerate(frame.words) if w == words][occurrence]


def clues(frame: Frame, a: int, b: int) -> NDArray[np.float32]:
    pair = np.array([a], dtype=np.int32), np.array([b], dtype=np.int32)
    row: NDArray[np.float32] = FocusClues(frame).columns(*pair)[0]
    return row


def test_whose_part_acts_is_the_topic_of_its_paragraph() -> None:
    frame = framed(KITCHEN)
    she, maud, ida = at(frame, "She"), at(frame, "Maud"), at(frame, "Ida")
    assert clues(frame, she, maud)[[TOPIC, ACTING, ACTED_ON]].tolist() == [1, 0, 1]
    assert clues(frame, she, ida)[[TOPIC, ACTING, BEFORE_SENTENCE]].tolist() == [0, 1, 1]
    assert not clues(frame, she, ida)[BEFORE_BLOCK]


def test_who_stands_at_the_other_end_of_the_verb_is_told_by_name() -> None:
    frame = framed(KITCHEN)
    she, maud, ida = at(frame, "She"), at(frame, "Maud"), at(frame, "Ida")
    assert clues(frame, she, ida)[OTHER_END] == 1
    assert clues(frame, she, maud)[OTHER_END] == 0
    assert clues(frame, she, maud)[SINCE] > clues(frame, she, at(frame, "Maud", 1))[SINCE]
    assert clues(frame, she, maud)[OPENS_SENTENCE] == 1
    assert clues(frame, she, maud)[OPENS_BLOCK] == 0


def test_speakers_take_turns_and_call_others_than_themselves() -> None:
    frame = framed(TURNS)
    she, ida, maud = at(frame, "she"), at(frame, "Ida"), at(frame, "Maud", 1)
    assert clues(frame, she, ida)[[CUE_BEFORE, CUE_SECOND, CALLED]].tolist() == [0, 1, 0]
    assert clues(frame, she, maud)[[CUE_BEFORE, CUE_SECOND, CALLED]].tolist() == [1, 0, 1]
    assert clues(frame, she, maud)[OPENS_BLOCK] == 1


def test_names_nouns_and_words_in_speech_ask_for_nobody() -> None:
    frame = framed(TURNS)
    for a in range(len(frame)):
        for b in range(a):
            if frame.words[a] != "she":
                assert not clues(frame, a, b).any()
