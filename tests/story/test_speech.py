"""Who says it: cues, pronouns, turn-taking, vocatives, and addressees, on stories of our own."""

import re
import time

import numpy as np
import pytest

from fabula.language.reading import MentionKind
from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.story.names.gender import Gender
from fabula.story.speech import find_speakers
from fabula.story.speech.addressees import addressees_of
from fabula.story.speech.cues import find_cues, narration_beside
from fabula.story.speech.evidence import SpeechEvidence, SpeechUnit
from fabula.story.speech.features import find_candidates
from fabula.story.speech.scorer import Scorer
from fabula.story.speech.turns import with_split_turns
from fabula.story.speech.vocatives import addressed_in, term_gender
from fabula_training.known_cast import Member, evidence_from_cast

CAST = (
    Member("Nora Quill", ("Nora", "Mrs. Quill"), Gender.SHE),
    Member("Piet Quill", ("Piet", "Mr. Quill"), Gender.HE),
    Member("Ida", (), Gender.SHE),
    Member("Captain Rook", ("Rook",), Gender.HE),
)


def evidence(text: str, cast: tuple[Member, ...] = CAST) -> SpeechEvidence:
    manuscript = from_text(text)
    table = find_quotations(manuscript)
    said = table.speech
    parts = list(
        zip(
            table.start[said].tolist(),
            table.end[said].tolist(),
            table.turn[said].tolist(),
            strict=True,
        )
    )
    return evidence_from_cast(manuscript, parts, cast)


def speakers(text: str, cast: tuple[Member, ...] = CAST) -> list[str]:
    found, _, _ = find_speakers(evidence(text, cast))
    return [cast[i].name.split()[0] if i >= 0 else "" for i in found]


def subject(text: str) -> str:
    """The subject of the first speech's best cue."""
    read = evidence(text)
    cues = find_cues(read, narration_beside(read, 0))
    return read.text[read.mention_start[cues[0].mention] : read.mention_end[cues[0].mention]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"Come in," said Nora.', "Nora"),
        ('"Come in," Nora said, and shut the door on Piet.', "Nora"),
        ('"Come in!" Piet quietly called to Nora.', "Piet"),
        ('Nora looked up at Piet and said, "Come in."', "Nora"),
        ('When Piet knocked, Nora cried: "Come in!"', "Nora"),
        ('"Come in," murmured the old man by the stove.', "the old man"),
        ('"If you come," said Captain Rook, "come alone."', "Captain Rook"),
        ('"Come in," he said.', "he"),
        ('Piet rose, turning to Nora, and at last he answered--\n\n"Come in."', "he"),
    ],
)
def test_the_subject_of_a_cue(text: str, who: str) -> None:
    assert subject(text) == who


def test_an_owner_is_not_the_subject() -> None:
    assert subject('"Come in," said Nora\'s uncle to Piet.') != "Nora"


def test_narration_without_a_verb_of_speech_is_no_cue() -> None:
    read = evidence('"Come in." The rain had stopped. Nora closed the shutters.')
    assert all(not cue.has_verb for cue in find_cues(read, narration_beside(read, 0)))


def test_names_in_cues_name_speakers() -> None:
    text = (
        '"The boat is late," said Nora.\n\n'
        '"It is always late," said Piet.\n\n'
        'Ida answered, "Not always."'
    )
    assert speakers(text) == ["Nora", "Piet", "Ida"]


def test_two_people_take_turns() -> None:
    text = (
        "Nora found Piet on the quay.\n\n"
        '"The boat is late," said Nora.\n\n'
        '"It is always late," said Piet.\n\n'
        '"You might have told me."\n\n'
        '"I thought you knew."\n\n'
        '"I did not know."'
    )
    assert speakers(text) == ["Nora", "Piet", "Nora", "Piet", "Nora"]


def test_a_pronoun_goes_to_the_person_of_its_gender() -> None:
    text = (
        "Nora found Piet on the quay. Piet was mending a net.\n\n"
        '"The boat is late," he said.\n\n'
        '"It is always late," she said.'
    )
    assert speakers(text) == ["Piet", "Nora"]


def test_an_action_beat_names_the_speaker() -> None:
    text = (
        "Nora and Piet stood on the quay.\n\n"
        'Piet threw down the net. "The boat is late."\n\n'
        '"It is always late." Nora folded her arms.'
    )
    assert speakers(text) == ["Piet", "Nora"]


def test_whoever_is_called_is_not_the_speaker() -> None:
    read = evidence('Nora and Piet stood on the quay.\n\n"Tell me, Piet, is the boat late?"')
    called, _ = addressed_in(read, read.units[0])
    assert called == {1: 1.0}
    assert speakers(read.text) == ["Nora"]


@pytest.mark.parametrize(
    ("speech", "names"),
    [
        ('"Is it late, Piet?"', {"Piet"}),
        ('"Piet, come here."', {"Piet"}),
        ('"You can tell me Piet."', {"Piet"}),
        ('"My dear Nora, sit down."', {"Nora"}),
        ('"I spoke to Piet."', set()),
        ('"Piet is late."', set()),
        ('"It was Nora\'s boat."', set()),
    ],
)
def test_vocatives(speech: str, names: set[str]) -> None:
    read = evidence(f"{speech}")
    called, spoken_of = addressed_in(read, read.units[0])
    assert {CAST[i].name.split()[0] for i in called} == names
    assert not spoken_of & called.keys()


def test_terms_of_address_tell_a_gender() -> None:
    assert term_gender(*_first('"Yes, sir."')) == Gender.HE
    assert term_gender(*_first('"Good night, madam."')) == Gender.SHE
    assert term_gender(*_first('"The lady is out."')) == Gender.OPEN


def _first(text: str) -> tuple[SpeechEvidence, SpeechUnit]:
    read = evidence(text)
    return read, read.units[0]


def test_the_first_person_narrator_speaks() -> None:
    cast = (Member("Tom", (), Gender.HE, narrator=True), *CAST)
    text = '"The boat is late," I said.\n\n"It is always late," said Nora.'
    assert speakers(text, cast) == ["Tom", "Nora"]


def addressed(text: str, speakers: list[int]) -> list[tuple[int, ...]]:
    read = evidence(text)
    return addressees_of(read, read.units, speakers)


def test_two_who_talk_address_one_another() -> None:
    text = '"The boat is late," said Nora.\n\n"It is always late," said Piet.\n\n"Oh," said Nora.'
    assert addressed(text, [0, 1, 0]) == [(1,), (0,), (1,)]


def test_one_called_by_name_is_addressed_before_the_one_who_spoke_last() -> None:
    text = (
        '"The boat is late," said Nora.\n\n"It is always late," said Piet.\n\n'
        '"Ida, is it?" said Nora.\n\n"It is," said Ida.'
    )
    assert [who[0] for who in addressed(text, [0, 1, 0, 2])] == [1, 0, 2, 0]


def test_the_tag_tells_whom() -> None:
    text = (
        '"The boat is late," said Nora.\n\n"Is it?" said Ida.\n\n'
        '"It is always late," Nora said to Piet.\n\n"I know," said Ida.'
    )
    assert 1 in addressed(text, [0, 2, 0, 2])[2]


def test_nobody_near_is_nobody_addressed() -> None:
    assert addressed('"The boat is late," said Nora.', [0]) == [()]


def test_cues_that_name_two_people_cut_a_turn() -> None:
    text = '"The boat is late," said Nora, and sat down. "It is always late," said Piet.'
    manuscript = from_text(text)
    found = find_quotations(manuscript)
    parts = [(int(s), int(e), 0) for s, e in zip(found.start, found.end, strict=True)]
    whole = evidence_from_cast(manuscript, parts, CAST)
    assert len(whole.units) == 1
    assert with_split_turns(whole).part_unit.tolist() == [0, 1]


def test_one_speaker_cued_twice_keeps_the_turn() -> None:
    text = '"The boat is late," said Nora. "It is always late," Nora added. "Always."'
    assert with_split_turns(evidence(text)).part_unit.tolist() == [0, 0, 0]


def test_nobody_near_gives_no_speaker() -> None:
    assert speakers('"Who is there?"', ()) == [""]
    assert speakers("No one spoke.") == []


def test_probabilities_sum_to_one_over_each_speech() -> None:
    read = evidence('"Late," said Nora to Piet.\n\n"Always," he said.\n\n"Who says?" asked Ida.')
    candidates = find_candidates(read)
    chances = Scorer.shipped().probabilities(candidates)
    sums = np.add.reduceat(chances, candidates.first[:-1])
    assert sums == pytest.approx(np.ones(len(read.units)), abs=1e-4)


def test_a_shared_first_name_means_the_one_lately_named_in_full() -> None:
    cast = (Member("John Ash", (), Gender.HE), Member("John Birch", (), Gender.HE))
    text = "John Ash came in. John sat down.\n\n" + "The rain fell. " * 900
    text += "\n\nJohn Birch came in. John sat down."
    read = evidence(text, cast)
    assert read.mention_entity[read.mention_kind == MentionKind.NAME].tolist() == [0, 0, 1, 1]


def test_time_grows_linearly_with_speeches_and_characters() -> None:
    cast = tuple(Member(f"Person{i}x", (), Gender.HE) for i in range(300))
    unit = "".join(f'"Late again," said Person{i}x.\n\n"So it is."\n\n' for i in range(300))

    def seconds(copies: int) -> float:
        read = evidence(unit * copies, cast)
        begin = time.process_time()
        find_speakers(read)
        return time.process_time() - begin

    seconds(1)
    assert seconds(4) < 12 * max(seconds(1), 0.02)


def test_cues_survive_strange_text() -> None:
    for text in (
        '"',
        '""',
        '"a" said',
        "said",
        '"A," said\n\n"B"',
        re.sub("a", '"', "banana" * 50),
    ):
        assert len(speakers(text)) == len(evidence(text).units)
