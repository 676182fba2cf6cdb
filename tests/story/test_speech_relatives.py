"""Cues that name relations or shared names, who is in a scene, and the second look."""

import numpy as np
import pytest

from fabula.language.reading import MentionKind
from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.story.names.gender import Gender
from fabula.story.speech import find_speakers
from fabula.story.speech.columns import FEATURES
from fabula.story.speech.contexts import read_contexts
from fabula.story.speech.cues import find_cues, narration_beside
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates, find_candidates
from fabula.story.speech.relatives import RELATIVES, Families
from fabula.story.speech.scorer import Scorer
from fabula.story.speech.second import SECOND_FEATURES, look_again
from fabula_training.known_cast import Member, evidence_from_cast

FAMILY = (
    Member("Lily Ash", ("Lily", "Miss Ash"), Gender.SHE),
    Member("Mrs. Ash", (), Gender.SHE),
    Member("Mr. Ash", (), Gender.HE),
    Member("Mrs. Birch", (), Gender.SHE),
    Member("Tom Birch", ("Tom",), Gender.HE),
)


def told(text: str, cast: tuple[Member, ...] = FAMILY) -> SpeechEvidence:
    manuscript = from_text(text)
    table = find_quotations(manuscript)
    said = table.speech
    columns = (table.start[said], table.end[said], table.turn[said])
    parts = list(zip(*(column.tolist() for column in columns), strict=True))
    return evidence_from_cast(manuscript, parts, cast)


def speakers(text: str, cast: tuple[Member, ...] = FAMILY) -> list[str]:
    found, _, _ = find_speakers(told(text, cast))
    return [cast[i].name if i >= 0 else "" for i in found]


def subject(read: SpeechEvidence, number: int = 0) -> int:
    return find_cues(read, narration_beside(read, number))[0].mention


def kin(text: str, number: int, recent: list[int]) -> dict[str, dict[str, float]]:
    """The columns of kinship of the whole cast, by name, for one speech."""
    read = told(text)
    rows = Families(read).rows(subject(read, number), recent, range(len(FAMILY)))
    assert rows is not None
    return {
        member.name: dict(zip(RELATIVES, row.tolist(), strict=True))
        for member, row in zip(FAMILY, rows, strict=True)
    }


def test_a_relation_of_the_speaker_before_shares_a_surname_and_bears_the_title() -> None:
    found = kin('"Must I?" asked Lily.\n\n"You must," said her mother.', 1, [0])
    assert found["Mrs. Ash"]["kin of owner"] == 1
    assert found["Mrs. Ash"]["kin by title"] == 1
    assert found["Mrs. Birch"]["kin of owner"] == 0
    assert found["Mr. Ash"]["kin of owner"] == 0
    assert found["Lily Ash"]["owner of kin"] == 1


@pytest.mark.parametrize("owner", ["Lily's", "Lily s"])
def test_a_named_owner_is_the_owner_with_or_without_the_mark(owner: str) -> None:
    read = told(f'"You must," said {owner} father.')
    families = Families(read)
    assert families.kin(subject(read), []) == [2]


def test_a_title_is_no_relation() -> None:
    read = told('"You must," said Mrs. Ash.')
    assert Families(read).rows(subject(read), [], [0, 1]) is None


def test_whoever_is_kin_can_speak_without_having_been_named() -> None:
    text = 'Lily sat down.\n\n"Must I?" asked Lily.\n\n"You must," said her mother.'
    read = told(text)
    candidates = find_candidates(read)
    second = candidates.entity[candidates.first[1] : candidates.first[2]]
    assert 1 in second
    assert speakers(text) == ["Lily Ash", "Mrs. Ash"]


def test_whoever_is_heard_to_speak_is_the_subject() -> None:
    read = told('Lily heard Tom say, "The rain has stopped."')
    at = subject(read)
    assert read.text[read.mention_start[at] : read.mention_end[at]] == "Tom"


def test_a_name_means_the_bearer_who_has_no_shorter_one() -> None:
    cast = (Member("John Beaver", ("Beaver",), Gender.HE), Member("John Andrew", (), Gender.HE))
    text = "Beaver came in. " * 9 + "John Andrew sat by the fire. John looked up."
    read = told(text, cast)
    assert read.mention_entity[read.mention_kind == MentionKind.NAME].tolist() == [0] * 9 + [1, 1]


def test_those_who_share_a_cues_name_are_its_rivals_but_not_with_another_title() -> None:
    cast = (Member("John Ash", (), Gender.HE), Member("John Birch", (), Gender.HE))
    (context,) = read_contexts(told('John Birch came in.\n\n"Late," said John.', cast))
    assert context.rivals == {0}
    (context,) = read_contexts(told('"Late," said Mrs. Ash.'))
    assert context.rivals == set()


def test_rivals_are_not_ruled_out_by_the_cue() -> None:
    cast = (
        Member("John Ash", (), Gender.HE),
        Member("John Birch", (), Gender.HE),
        Member("Ida", (), Gender.SHE),
    )
    candidates = find_candidates(told('John Birch met Ida.\n\n"Late," said John.', cast))
    by_person = dict(zip(candidates.entity.tolist(), candidates.rows, strict=True))
    another, shared = FEATURES.index("cue after is another"), FEATURES.index("cue shared name")
    assert (by_person[0][shared], by_person[0][another]) == (1, 0)
    assert (by_person[2][shared], by_person[2][another]) == (0, 1)


def test_who_is_told_of_later_in_the_scene_counts_but_not_in_the_next_one() -> None:
    text = '"Late."\n\nTom shut the door.\n\n* * *\n\nLily slept. "Up," said Tom to Lily.'
    candidates = find_candidates(told(text))
    rows = candidates.rows[: candidates.first[1], FEATURES.index("told in scene after")]
    by_person = dict(zip(candidates.entity.tolist(), rows.tolist(), strict=False))
    assert by_person[4] > 0
    assert by_person[0] == 0


def talk() -> tuple[SpeechEvidence, SpeakerCandidates]:
    """Two who take turns: Lily says "indeed" throughout, Tom "bother"."""
    lines = [f'"{word} {number}."' for number in range(6) for word in ("Indeed", "Bother")]
    lines[0] += " said Lily to Tom."
    read = told("\n\n".join(lines))
    return read, find_candidates(read)


def test_a_second_look_leaves_the_likely_and_hears_how_they_talk() -> None:
    read, candidates = talk()
    speech = np.repeat(np.arange(12), np.diff(candidates.first))
    truth = np.where(speech % 2, 4, 0)
    chances = np.where(candidates.entity == truth, 0.999, 0.0005).astype(np.float32)
    unsure = speech == 6
    chances[unsure] = 1 / unsure.sum()
    left = look_again(read, candidates, chances)
    assert np.diff(left.first).tolist() == [1] * 6 + [unsure.sum()] + [1] * 5
    rows = left.rows[left.first[6] : left.first[7]]
    like = dict(
        zip(
            left.entity[left.first[6] : left.first[7]].tolist(),
            rows[:, SECOND_FEATURES.index("idiolect by sure speeches")].tolist(),
            strict=True,
        )
    )
    even = rows[:, SECOND_FEATURES.index("chance at even turns")]
    assert like[0] > like[4]
    assert left.entity[left.first[6] + int(np.argmax(even))] == 0


def test_a_second_look_gives_probabilities() -> None:
    read, candidates = talk()
    left, chances = Scorer.shipped().weigh(read, candidates)
    sums = np.add.reduceat(chances, left.first[:-1])
    assert sums == pytest.approx(np.ones(12), abs=1e-4)


def test_a_second_look_at_nothing() -> None:
    read = told("Nobody speaks.")
    left, chances = Scorer.shipped().weigh(read, find_candidates(read))
    assert (len(left.entity), len(chances)) == (0, 0)
