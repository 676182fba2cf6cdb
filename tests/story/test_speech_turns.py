"""Beats that stand for tags, whose turn it is of two, and speeches of nobody known."""

import numpy as np
import pytest

from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.story.names.gender import Gender
from fabula.story.speech.attribute import decide
from fabula.story.speech.beats import BEATS
from fabula.story.speech.columns import FEATURES
from fabula.story.speech.contexts import read_contexts
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates, find_candidates
from fabula.story.speech.pairing import PAIRED
from fabula.story.speech.scorer import Scorer
from fabula.story.speech.turns import with_split_turns
from fabula_training.known_cast import Member, evidence_from_cast

CAST = (
    Member("Dilys", (), Gender.SHE),
    Member("Marek", (), Gender.HE),
    Member("Yusuf", (), Gender.HE),
)


def told(text: str) -> SpeechEvidence:
    manuscript = from_text(text)
    table = find_quotations(manuscript)
    said = table.speech
    parts = zip(
        table.start[said].tolist(),
        table.end[said].tolist(),
        table.turn[said].tolist(),
        strict=True,
    )
    return evidence_from_cast(manuscript, list(parts), CAST)


def column(text: str, name: str, speech: int) -> dict[str, float]:
    """A column of one speech's candidates, by first name; nobody known is ""."""
    found = find_candidates(told(text))
    low, high = found.first[speech : speech + 2].tolist()
    names = [*(member.name for member in CAST), ""]
    values = found.rows[low:high, FEATURES.index(name)].tolist()
    return {
        names[e]: round(v, 3) for e, v in zip(found.entity[low:high].tolist(), values, strict=True)
    }


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ('Yusuf came in. Marek put the kettle down. "You kept it."', "acts before", "Marek"),
        ('"You kept it." Dilys turned to Marek with the key.', "acts after", "Dilys"),
        ('"You kept it." Dilys turned to Marek with the key.', "acted on after", "Marek"),
        ('"Anyone there?" It was Yusuf, behind the door.', "acts after", "Yusuf"),
        ('"Sit." Marek pulled out a chair. "You look tired."', "acts after by name", "Marek"),
    ],
)
def test_who_acts_beside_a_speech(text: str, name: str, who: str) -> None:
    found = column(text, name, 0)
    assert [n for n, value in found.items() if value] == [who]


def test_turns_are_counted_from_the_last_speaker_shown() -> None:
    text = (
        '"Is it late?" said Dilys.\n\n"Very," said Marek.\n\n"Then go."\n\n"I am going."\n\n'
        '"You are not."'
    )
    assert column(text, "turn by last in run", 2)["Dilys"] == 1
    assert column(text, "turn by last in run", 3)["Marek"] == pytest.approx(0.9)
    assert column(text, "turn by last in run", 4)["Dilys"] == pytest.approx(0.81)
    assert column(text, "not turn by last in run", 4)["Marek"] == pytest.approx(0.81)


def test_a_paragraph_of_narration_ends_the_run_and_not_the_scene() -> None:
    text = '"Late?" said Dilys.\n\n"Very," said Marek.\n\nThe kettle boiled.\n\n"Then go."'
    assert not any(column(text, "turn by last in run", 2).values())
    assert column(text, "turn by last in scene", 2)["Dilys"] == 1


def test_nobody_known_is_the_last_candidate_of_each_speech() -> None:
    found = find_candidates(told('"Late?" said Dilys.\n\n"Very," said Marek.'))
    assert found.entity[found.first[1:] - 1].tolist() == [len(CAST)] * 2
    assert found.rows[:, FEATURES.index("nobody")].sum() == 2


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ('Dilys sat.\n\n"Is anyone there?" said the wireless in the hall.', True),
        ('Dilys sat.\n\n"The lift is closing," announced the loudspeaker.', True),
        ('Dilys sat.\n\n"Is anyone there?" said Marek.', False),
        ('Dilys sat.\n\n"Is anyone there?" The hall was dark.', False),
    ],
)
def test_a_tag_of_nobody_mentioned_is_seen(text: str, unknown: bool) -> None:
    assert read_contexts(told(text))[0].unknown is unknown


def test_nobody_known_gives_no_speaker() -> None:
    candidates = SpeakerCandidates(
        np.array([0, 2, 4], dtype=np.int32),
        np.array([0, 3, 1, 3], dtype=np.int32),
        np.zeros((4, len(FEATURES)), dtype=np.float32),
        (None, None),
        np.ones(2, dtype=np.int32),
    )
    chances = np.array([0.15, 0.85, 0.3, 0.7], dtype=np.float32)
    speakers, _ = decide(candidates, chances, people=3)
    assert speakers == [-1, 1]


def test_a_confidence_is_what_held_out_texts_bear_out() -> None:
    plain, modest = Scorer(()), Scorer((), trust=(0.5, 0.0))
    assert plain.confidence(0.9) == pytest.approx(0.9)
    assert 0.5 < modest.confidence(0.9) < 0.9
    assert modest.confidence(0.1) > 0.1


def test_columns_have_names_of_their_own() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert {*BEATS, *PAIRED} < set(FEATURES)


@pytest.mark.parametrize(
    ("text", "speeches"),
    [
        ('"Is it far?" "A mile," Dilys said.', 2),
        ('"Sit down." "I will not." "Then stand, and be quiet."', 3),
        ('Marek knocked. "Who is it?" "Only me," he said.', 2),
        ('"Where is it?" he asked. "In the shed," she said.', 2),
        ('"Will you come?" I asked. "When it stops," said Yusuf.', 2),
        ('"Is it far?" "Very," said Dilys. "And is it cold?" "No."', 4),
        ('"Sit," said Marek. "You look tired."', 1),
        ('"Sit down," he said. "Please," he said again, "sit down."', 1),
        ('"Sit down," said Marek, and he pulled out a chair. "You look tired," he added.', 1),
    ],
)
def test_speeches_run_in_are_turn_and_turn_about(text: str, speeches: int) -> None:
    assert len(with_split_turns(told(text)).units) == speeches
