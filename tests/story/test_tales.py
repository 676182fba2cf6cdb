"""Long tales in speech: whose they are when listeners interrupt, and whose "said I" it is."""

import numpy as np

from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.story.names.gender import Gender
from fabula.story.speech.contexts import read_contexts
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates
from fabula.story.speech.tales import with_one_teller
from fabula.story.speech.turns import with_joined_turns
from fabula_training.known_cast import Member, evidence_from_cast

MARLOW, BRIGHT, NARRATOR = 0, 1, 2
CAST = (
    Member("Marlow", (), Gender.HE),
    Member("Bright", (), Gender.HE),
    Member("the narrator", (), Gender.OPEN, True),
)
TALE = (
    '"I was mate of a coaster then, and I had no money.\n\n'
    '"I went ashore with the cook. I never saw a worse town.\n\n'
    "\"'You are lost,' said a woman in the door. I told her that I was.\n\n"
    "\"'Not for long,' said I, and I paid for the soup.\""
)


def evidence(text: str) -> SpeechEvidence:
    manuscript = from_text(text)
    table = find_quotations(manuscript)
    said = table.speech
    columns = (table.start[said], table.end[said], table.turn[said])
    parts = list(zip(*(column.tolist() for column in columns), strict=True))
    return with_joined_turns(evidence_from_cast(manuscript, parts, CAST))


def candidates(*speeches: tuple[float, float, float]) -> tuple[SpeakerCandidates, np.ndarray]:
    """Three candidates for each speech, with these chances."""
    count = len(speeches)
    table = SpeakerCandidates(
        first=np.arange(0, 3 * count + 1, 3, dtype=np.int32),
        entity=np.tile(np.array([MARLOW, BRIGHT, NARRATOR], dtype=np.int32), count),
        rows=np.zeros((3 * count, 1), dtype=np.float32),
        cues=(None,) * count,
        gaps=np.ones(count, dtype=np.int32),
    )
    return table, np.array(speeches, dtype=np.float32).reshape(-1)


def decided(*speeches: tuple[float, float, float]) -> tuple[list[int], list[float]]:
    return [int(np.argmax(s)) for s in speeches], [max(s) for s in speeches]


def test_i_said_inside_a_tale_is_its_tellers_own() -> None:
    read = evidence(f'We sat on the quay.\n\n{TALE}, said I, but he paid.\n\n"Go on," I said.')
    long, short = read_contexts(read)
    assert long.hard < 0
    assert not long.cues
    assert short.hard == NARRATOR


def test_i_said_after_a_short_speech_is_the_narrators() -> None:
    read = evidence('Marlow sat down.\n\n"I am late," said I. "I know it."')
    assert read_contexts(read)[0].hard == NARRATOR


def test_a_tale_that_is_interrupted_has_one_teller() -> None:
    read = evidence(f'{TALE}\n\n"Go on," said Bright.\n\n{TALE}')
    rows = (0.6, 0.1, 0.3), (0.0, 0.9, 0.1), (0.3, 0.35, 0.35)
    speakers, likely = with_one_teller(read, *candidates(*rows), decided(*rows))
    assert speakers == [MARLOW, BRIGHT, MARLOW]
    assert likely[0] == likely[2] > 0.6


def test_whoever_puts_in_a_word_does_not_tell_the_tale() -> None:
    read = evidence(f'{TALE}\n\n"Go on," said Bright.\n\n{TALE}')
    rows = (0.3, 0.4, 0.3), (0.05, 0.9, 0.05), (0.3, 0.5, 0.2)
    speakers, _ = with_one_teller(read, *candidates(*rows), decided(*rows))
    assert speakers == [MARLOW, BRIGHT, MARLOW]


def test_a_long_speech_that_does_not_say_i_is_no_tale() -> None:
    sermon = TALE.replace("I ", "they ").replace("said I", "said they")
    read = evidence(f'{sermon}\n\n"Go on," said Bright.\n\n{sermon}')
    rows = (0.6, 0.1, 0.3), (0.0, 0.9, 0.1), (0.3, 0.4, 0.3)
    speakers, _ = with_one_teller(read, *candidates(*rows), decided(*rows))
    assert speakers == [MARLOW, BRIGHT, BRIGHT]


def test_a_tale_after_a_longer_speech_is_another() -> None:
    between = "\n\n".join(['"Nobody has asked you what you think of the town, or of her.'] * 12)
    read = evidence(f'{TALE}\n\n{between}"\n\n{TALE}')
    rows = (0.6, 0.1, 0.3), (0.0, 0.9, 0.1), (0.1, 0.2, 0.7)
    speakers, _ = with_one_teller(read, *candidates(*rows), decided(*rows))
    assert speakers == [MARLOW, BRIGHT, NARRATOR]
