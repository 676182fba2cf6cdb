"""Whole novels as the pipeline sees them: predicted quotations, mentions and cast.

The true speaker of a predicted speech is the predicted character that bears one of
the gold speaker's names, so a scorer learns from the very errors it will meet.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from fabula.language.reading import Reading
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.candidates import mended_mentions
from fabula.story.mentions.coreference import link_mentions
from fabula.story.mentions.frames import make_frame
from fabula.story.model import Character
from fabula.story.names.cast import make_cast
from fabula.story.names.narrator import find_narrator, with_narrator
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.from_story import evidence_from_story
from fabula.story.speech.turns import with_joined_turns, with_split_turns
from fabula_training.speakers_data import UNKNOWN, Novel, gold_speakers

__all__ = ["predicted_evidence", "read_story"]


def predicted_evidence(
    manuscript: Manuscript, reading: Reading
) -> tuple[SpeechEvidence, tuple[Character, ...]]:
    """What the scorer of speakers sees of a manuscript, and the characters."""
    quotations = find_quotations(manuscript)
    sound = mended_mentions(reading)
    frame = make_frame(manuscript, sound, quotations)
    linking = link_mentions(sound, frame)
    narrator = find_narrator(manuscript, frame, linking.cluster)
    if narrator is not None:
        linking = replace(linking, cluster=with_narrator(frame, linking.cluster, narrator))
    cast = make_cast(sound, frame, linking, narrator)
    evidence = with_joined_turns(
        with_split_turns(
            evidence_from_story(manuscript, reading, quotations, cast.mentions, cast.characters)
        )
    )
    return evidence, cast.characters


def read_story(folder: Path, name: str, reading: Reading) -> Novel:
    """One novel of the corpus as the pipeline reads it, entities being its characters."""
    evidence, characters = predicted_evidence(from_text(reading.text), reading)
    names = [frozenset(_plain(n) for n in (c.name, *c.aliases)) for c in characters]
    narrates = [c.narrator for c in characters]
    gold = gold_speakers(folder, name)
    bears = {
        spoken.speaker: [
            number
            for number, own in enumerate(names)
            if own & {_plain(n) for n in spoken.names} or (spoken.narrates and narrates[number])
        ]
        for spoken in gold
    }
    unit_of = np.repeat(np.arange(len(evidence.units)), [u.last - u.first for u in evidence.units])
    votes: list[Counter[int]] = [Counter() for _ in evidence.units]
    starts, ends = evidence.part_start.tolist(), evidence.part_end.tolist()
    speech, speaker = [], []
    for spoken in gold:
        shared: Counter[int] = Counter()
        for low, high in spoken.parts:
            for part in range(max(0, bisect_left(starts, low) - 1), len(starts)):
                if starts[part] >= high:
                    break
                overlap = min(high, ends[part]) - max(low, starts[part])
                if overlap > 0:
                    shared[int(unit_of[part])] += overlap
        # Most mentioned first: of several entities for one person, the commonest.
        who = bears[spoken.speaker][0] if bears[spoken.speaker] else -1
        for unit, overlap in shared.items():
            votes[unit][who] += overlap
        speech.append(shared.most_common(1)[0][0] if shared else -1)
        speaker.append(who)
    return Novel(
        name,
        evidence,
        np.array([v.most_common(1)[0][0] if v else UNKNOWN for v in votes], dtype=np.int64),
        np.array(speech, dtype=np.int64),
        np.array(speaker, dtype=np.int64),
        tuple(spoken.type for spoken in gold),
    )


def _plain(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
