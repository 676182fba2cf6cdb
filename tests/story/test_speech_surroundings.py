"""What lies around a speech: who acts, scenes, runs of speeches, speeches that go on, idiolects."""

from collections.abc import Sequence

import numpy as np
import pytest

from fabula.language.reading import MentionKind
from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.story.names.gender import Gender
from fabula.story.speech import find_speakers
from fabula.story.speech.contexts import read_contexts
from fabula.story.speech.discourse import joined_turns, read_discourse, run_weights
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.idiolect import Idiolects
from fabula.story.speech.subjects import ClausePart, role_of
from fabula_training.known_cast import Member, evidence_from_cast

CAST = (
    Member("Nora Quill", ("Nora", "Mrs. Quill"), Gender.SHE),
    Member("Piet Quill", ("Piet", "Mr. Quill"), Gender.HE),
    Member("The Pilot", ("The Pilot",), Gender.HE),
)


def told(text: str, cast: Sequence[Member] = CAST, *, apart: bool = False) -> SpeechEvidence:
    """SpeechEvidence of a text; ``apart``: every quotation is a speech of its own."""
    manuscript = from_text(text)
    table = find_quotations(manuscript)
    said = table.speech
    turns = np.arange(int(said.sum())) if apart else table.turn[said]
    spans = zip(table.start[said].tolist(), table.end[said].tolist(), turns.tolist(), strict=True)
    return evidence_from_cast(manuscript, list(spans), cast)


def by_hand(text: str, *speeches: str) -> SpeechEvidence:
    """SpeechEvidence whose speeches are the given pieces of the text, each a speech of its own."""
    parts = [(text.index(s), text.index(s) + len(s), n) for n, s in enumerate(speeches)]
    return evidence_from_cast(from_text(text), parts, CAST)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("At last Nora turned to the window.", ClausePart.SUBJECT),
        ("Nora, smiling at nothing, had already risen.", ClausePart.SUBJECT),
        ("At this, said Nora, it rained.", ClausePart.SUBJECT),
        ("He went in with Nora and sat down.", ClausePart.OBJECT),
        ("He sat down, watching Nora closely.", ClausePart.OBJECT),
        ("Nora's hand shook.", ClausePart.OBJECT),
        ("There was Nora, asleep.", ClausePart.OTHER),
    ],
)
def test_who_acts_in_a_clause(text: str, role: int) -> None:
    start = text.index("Nora")
    assert role_of(text, start, start + 4) == role


def test_a_pronoun_is_not_the_person_a_preposition_rules() -> None:
    cast = (Member("Ash", (), Gender.HE), Member("Birch", (), Gender.HE))
    read = told("Ash came in. Squeezing past Birch, he sat down.", cast)
    pronoun = read.mention_kind == MentionKind.PRONOUN
    assert read.mention_entity[pronoun].tolist() == [0]


def test_an_alias_that_is_a_noun_names_its_bearer() -> None:
    context = read_contexts(told('"Hard over," said the pilot.\n\n"Why?" said the old man.'))
    assert [c.hard for c in context] == [2, -1]


def test_all_bearers_of_a_name_fit_it_but_not_those_of_the_other_gender() -> None:
    cast = (
        Member("John Ash", (), Gender.HE),
        Member("John Birch", (), Gender.HE),
        Member("Ada John", (), Gender.SHE),
    )
    context = read_contexts(told('"Late again," said Mr. John.', cast))[0]
    assert sorted(context.fitting) == [0, 1]


def test_who_acts_beside_a_speech_without_a_cue() -> None:
    contexts = read_contexts(told('Piet looked up. "Late again."\n\n"So it is," said Nora.'))
    assert [c.beat for c in contexts] == [1, -1]


@pytest.mark.parametrize("line", ["* * *", "[III]", "Chapter Two", "---"])
def test_a_break_begins_a_scene(line: str) -> None:
    read = told(f'Nora rose.\n\n"Late."\n\n"Yes."\n\n{line}\n\nIt rained.\n\n"Again?"')
    scene = read_discourse(read).scene.tolist()
    assert scene[0] == scene[1] < scene[2]


def test_narration_between_ends_a_run_but_not_the_scene() -> None:
    read = told('"Late."\n\n"Yes."\n\nThe rain fell.\n\n"Again?"')
    found = read_discourse(read)
    assert found.run[0] == found.run[1] != found.run[2]
    assert len(set(found.scene.tolist())) == 1


def test_runs_tell_even_turns_from_odd_ones() -> None:
    values = [((7, 1.0),), ((8, 1.0),), (), ((8, 1.0),), ((7, 1.0),)]
    even, odd = run_weights([0, 0, 0, 0, 1], 2, values)
    assert set(even) == {7}
    assert set(odd) == {8}
    assert odd[8] == pytest.approx(2.0)


def test_a_speech_goes_on_until_its_mark_is_closed() -> None:
    text = (
        '"We sailed at dawn.\n\n"By noon the wind was up.\n\n"At dusk we saw land."\n\n"And then?"'
    )
    lines = text.split("\n\n")
    read = by_hand(text, *lines)
    assert joined_turns(read).tolist() == [0, 0, 0, 1]
    speakers, chances, cues = find_speakers(read)
    assert len(speakers) == len(chances) == len(cues) == 4
    assert len(set(speakers[:3])) == len(set(chances[:3])) == 1


def test_a_piece_before_nested_words_or_a_dash_does_not_go_on() -> None:
    text = '"I told him, \'Go.\'"\n\n"And did he?"\n\n— He did.\n\n— I see.'
    read = by_hand(text, '"I told him,', '"And did he?"', "— He did.", "— I see.")
    assert joined_turns(read).tolist() == [0, 1, 2, 3]


def test_a_speech_sounds_like_the_one_who_talks_so() -> None:
    lines = [
        "\"Dat ol' boat ain't gwine nowhere, honey,\" said Piet.",
        '"The vessel is evidently delayed, my dear," said Nora.',
    ] * 12
    text = "\n\n".join([*lines, '"Ain\'t dat so, honey?"', '"Evidently, my dear."'])
    read = told(text)
    found = Idiolects(read, [c.hard for c in read_contexts(read)])
    nora, piet = 0, 1
    broad, known = found.likeness(24, [nora, piet])
    proper, _ = found.likeness(25, [nora, piet])
    assert broad[1] > broad[0]
    assert proper[0] > proper[1]
    assert known.min() > 3


def test_a_speech_does_not_vouch_for_itself() -> None:
    read = told('"Zounds, zounds!" said Piet.\n\n"Rain," said Nora.\n\n"Rain," said Piet.')
    found = Idiolects(read, [1, 0, 1])
    own, _ = found.likeness(0, [1])
    other, _ = Idiolects(read, [-1, 0, 1]).likeness(0, [1])
    assert own == pytest.approx(other, abs=0.05)


def test_nothing_said_by_anybody_known() -> None:
    found = Idiolects(told('"Who is there?"'), [-1])
    like, known = found.likeness(0, [0, 1])
    assert not like.any()
    assert not known.any()
