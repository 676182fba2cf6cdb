"""Pronouns to whom things are done, and who is neither named nor acts."""

import numpy as np
import pytest

from fabula.language.compose import compose
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.pairs import find_pairs
from fabula.story.mentions.strays import not_the_other, with_strays_joined

MET = "{} NNP 2 nsubj Entity=(PER-name)\nmet VBD 0 root\n{} PRP 2 obj Entity=(PER-pronoun)\n. .\n"
ROSE = "{} NNP 2 nsubj Entity=(PER-name)\nrose VBD 0 root\n. .\n"
SHE = "She PRP 2 nsubj Entity=(PER-pronoun)\nrose VBD 0 root\n. .\n"


def framed(*sentences: str) -> Frame:
    manuscript, reading = compose("\n".join(sentences))
    return make_frame(manuscript, reading, find_quotations(manuscript))


def joined(frame: Frame) -> dict[str, str]:
    """Whom each pronoun means when every name is somebody and the pronouns are nobody else."""
    own = {word: number for number, word in enumerate(dict.fromkeys(frame.words))}
    low = {"she": own.get("her", own.get("She", -1)), "She": own.get("her", -1)}
    cluster = np.array([low.get(w, own[w]) for w in frame.words], dtype=np.int32)
    names = {number: word for word, number in own.items()}
    after = with_strays_joined(frame, cluster)
    return {
        word: names[int(who)]
        for word, who in zip(frame.words, after, strict=True)
        if word in "herhim"
    }


@pytest.mark.parametrize(
    ("sentences", "pronoun", "name"),
    [
        ((MET.format("Anna", "her"), ROSE.format("Mary")), "her", "Mary"),
        ((ROSE.format("Mary"), MET.format("Anna", "her")), "her", "Mary"),
        ((MET.format("George", "him"), ROSE.format("Walter")), "him", "Walter"),
        ((MET.format("Anna", "her"), ROSE.format("George"), ROSE.format("Mary")), "her", "Mary"),
        ((MET.format("George", "her"), ROSE.format("Mary")), "her", "Mary"),
    ],
)
def test_it_is_done_to_the_one_who_is_left(
    sentences: tuple[str, ...], pronoun: str, name: str
) -> None:
    assert joined(framed(*sentences)) == {pronoun: name}


@pytest.mark.parametrize(
    "sentences",
    [
        (MET.format("Anna", "her"), ROSE.format("Mary"), ROSE.format("Ida")),
        (MET.format("Anna", "her"), ROSE.format("George")),
        (MET.format("Anna", "her"), SHE, ROSE.format("Mary")),
        (MET.format("Anna", "her"),),
    ],
)
def test_where_several_are_left_or_nobody_it_stays_open(sentences: tuple[str, ...]) -> None:
    assert joined(framed(*sentences)) == {"her": "her"}


THE = "The DT 2 det Entity=(PER-noun\n{} NN 3 nsubj Entity=)\nran VBD 0 root\n"
AND = "and CC 7 cc\n{} DT 6 det Entity=(PER-noun\n{} NN 7 nsubj Entity=)\nfell VBD 3 conj\n. .\n"


@pytest.mark.parametrize(
    ("first", "determiner", "second", "two"),
    [
        ("nurse", "the", "porter", True),
        ("duke", "the", "boy", True),
        ("nurse", "the", "nurse", False),
        ("nurse", "a", "porter", False),
    ],
)
def test_two_nouns_with_the_in_one_sentence_are_two(
    first: str, determiner: str, second: str, *, two: bool
) -> None:
    pairs = find_pairs(framed(THE.format(first) + AND.format(determiner, second)))
    assert (len(pairs) == 0) == two


NURSE = "The DT 2 det Entity=(PER-noun\n{} NN 3 nsubj Entity=)\nrose VBD 0 root\n. .\n"
HELD = (
    "{} PRP 2 nsubj Entity=(PER-pronoun)\nheld VBD 0 root\n{} PRP 2 obj Entity=(PER-pronoun)\n. .\n"
)


@pytest.mark.parametrize(
    ("sentences", "apart"),
    [
        ((ROSE.format("Mary"), NURSE.format("guard"), HELD.format("She", "him")), {"She": "guard"}),
        ((ROSE.format("George"), NURSE.format("pilot"), HELD.format("He", "her")), {"He": "pilot"}),
        ((ROSE.format("George"), NURSE.format("guard"), HELD.format("She", "him")), {}),
        ((NURSE.format("guard"), NURSE.format("doctor"), HELD.format("She", "him")), {}),
        ((NURSE.format("guard"), HELD.format("She", "herself")), {}),
        ((NURSE.format("guard"), HELD.format("He", "him")), {}),
    ],
)
def test_who_alone_can_be_the_object_is_not_the_subject(
    sentences: tuple[str, ...], apart: dict[str, str]
) -> None:
    frame = framed(*sentences)
    found = {
        frame.words[i]: frame.words[j].split()[-1]
        for i, others in not_the_other(frame).items()
        for j in others
    }
    assert found == apart
