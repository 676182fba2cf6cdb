"""Attribution from a story's own mentions and characters: what becomes of each quote."""

import re

import numpy as np

from fabula.language.reading import Edits, Labels, Mentions, Reading, Tokens
from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.story.model import Character, MentionTable, Quote
from fabula.story.speech import attribute_speech

WORD = re.compile(r"\w+|[^\w\s]")
NORA = Character(3, "Nora Quill", ("Nora",), "she/her")
PIET = Character(7, "Piet", (), "he/him")
IDS = {"Nora": 3, "She": 3, "she": 3, "Piet": 7, "He": 7, "he": 7}


def reading(text: str) -> Reading:
    """Tokens by white space and punctuation; every other column is empty of meaning."""
    spans = [m.span() for m in WORD.finditer(text)]
    count = len(spans)
    ints = np.zeros(count, dtype=np.int32)
    small = np.zeros(count, dtype=np.uint8)
    wide = np.zeros(count, dtype=np.uint16)
    half = np.zeros(count, dtype=np.float16)
    tokens = Tokens(
        start=np.array([s for s, _ in spans], dtype=np.int32),
        end=np.array([e for _, e in spans], dtype=np.int32),
        sentence=ints,
        block=ints,
        upos=small,
        xpos=small,
        feats=wide,
        lemma=ints,
        head=ints,
        deprel=small,
        event=np.zeros(count, dtype=np.bool_),
        vectors=np.zeros((count, 2), dtype=np.float16),
    )
    labels = Labels(("X",), ("X",), ("_",), ("dep",), ("_",))
    none = np.zeros(0, dtype=np.int32)
    bare = np.zeros(0, dtype=np.uint8)
    mentions = Mentions(none, none, none, bare, bare, np.zeros(0, dtype=np.float16))
    return Reading(
        text, labels, tokens, np.zeros(1, dtype=np.int32), mentions, Edits(wide, half, half)
    )


def mentions(read: Reading) -> MentionTable:
    """Every word of `IDS` means who it says there."""
    rows = [(i, w) for i, w in enumerate(read.words) if w in IDS]
    at = np.array([i for i, _ in rows], dtype=np.int32)
    return MentionTable(
        start=read.tokens.start[at],
        end=read.tokens.end[at],
        first=at,
        last=at + 1,
        head=at,
        type=np.zeros(len(rows), dtype=np.uint8),
        kind=np.array([2 if w.lower() in ("he", "she") else 0 for _, w in rows], dtype=np.uint8),
        entity=np.array([IDS[w] for _, w in rows], dtype=np.int32),
        score=np.ones(len(rows), dtype=np.float16),
    )


def quotes(text: str, characters: tuple[Character, ...] = (NORA, PIET)) -> tuple[Quote, ...]:
    read = reading(text)
    manuscript = from_text(text)
    quotations = find_quotations(manuscript)
    return attribute_speech(manuscript, read, quotations, mentions(read), characters)


DIALOGUE = (
    '"The boat is late," said Nora to Piet.\n\n'
    '"It is always late," he answered. "You know that, Nora."\n\n'
    '"I know."\n'
)


def test_speakers_are_character_ids() -> None:
    assert [q.speaker for q in quotes(DIALOGUE)] == [3, 7, 7, 3]


def test_parts_of_one_speech_share_a_turn() -> None:
    assert [q.turn for q in quotes(DIALOGUE)] == [0, 1, 1, 2]


def test_types_tell_how_the_speaker_is_known() -> None:
    assert [q.type for q in quotes(DIALOGUE)] == ["explicit", "anaphoric", "anaphoric", "implicit"]


def test_spans_hold_the_marks_and_cues_their_verbs() -> None:
    found = quotes(DIALOGUE)
    assert found[0].span.text(DIALOGUE) == '"The boat is late,"'
    assert [q.cue.text(DIALOGUE) if q.cue else None for q in found] == [
        "said Nora",
        "he answered",
        "he answered",
        None,
    ]


def test_addressees_are_the_called_or_the_partner() -> None:
    assert [q.addressees for q in quotes(DIALOGUE)] == [(7,), (3,), (3,), (7,)]


def test_quoted_words_are_no_quotes() -> None:
    assert quotes('Nora called the shed an "office" before guests.\n') == ()


def test_without_characters_speeches_have_no_speaker() -> None:
    found = quotes(DIALOGUE, ())
    assert len(found) == 4
    assert {q.speaker for q in found} == {None}
    assert {q.confidence for q in found} == {0.0}


def test_one_character_talks_alone() -> None:
    found = quotes('Nora sat down. "The boat is late."\n\n"It is always late."\n', (NORA,))
    assert [q.speaker for q in found] == [3, 3]
    assert found[0].addressees == ()


def test_confidence_is_a_probability() -> None:
    assert all(0 < q.confidence <= 1 for q in quotes(DIALOGUE))
