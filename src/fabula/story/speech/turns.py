"""Two speakers in one paragraph: turns cut where the cues name different people.

``"Stay," said Anna. "I cannot," said Bert.`` A paragraph is one speaker's unless its
cues, each with a name and a verb of speech, say otherwise.
"""

from dataclasses import replace

import numpy as np

from fabula.language.reading import MentionKind
from fabula.story.speech.cues import find_cues, narration_beside
from fabula.story.speech.discourse import joined_turns
from fabula.story.speech.evidence import SpeechEvidence, SpeechUnit

__all__ = ["with_joined_turns", "with_split_turns"]

_SURE = 0.95


def with_split_turns(evidence: SpeechEvidence) -> SpeechEvidence:
    """The evidence with such turns cut; unchanged where no cues disagree."""
    cuts: list[int] = []
    for number, unit in enumerate(evidence.units):
        if unit.last - unit.first > 1:
            cuts += _cuts(evidence, number, unit)
    if not cuts:
        return evidence
    extra = np.zeros(len(evidence.part_unit), dtype=np.int32)
    extra[cuts] = 1
    changed = np.diff(evidence.part_unit, prepend=evidence.part_unit[:1]) != 0
    units = np.cumsum(changed | (extra > 0)).astype(np.int32)
    return replace(evidence, part_unit=units)


def with_joined_turns(evidence: SpeechEvidence) -> SpeechEvidence:
    """The evidence with speeches that go on from one paragraph to the next counted as one."""
    joined = joined_turns(evidence)
    if not len(joined) or joined[-1] == len(joined) - 1:
        return evidence
    sizes = [unit.last - unit.first for unit in evidence.units]
    return replace(evidence, part_unit=np.repeat(joined, sizes))


def _cuts(evidence: SpeechEvidence, number: int, unit: SpeechUnit) -> list[int]:
    """The parts of a turn that begin somebody else's."""
    speaker, cuts = -1, []
    segments = {s.start: s for s in narration_beside(evidence, number) if s.place != "before"}
    begin = unit.first
    for part in range(unit.first, unit.last):
        segment = segments.get(int(evidence.part_end[part]))
        if segment is None:
            continue
        cues = [c for c in find_cues(evidence, [replace(segment, place="after")]) if c.has_verb]
        entity = int(evidence.mention_entity[cues[0].mention]) if cues else -1
        named = bool(cues) and evidence.mention_kind[cues[0].mention] == MentionKind.NAME
        if not named or cues[0].sure < _SURE or entity < 0:
            continue
        if speaker >= 0 and entity != speaker and begin <= part:
            cuts.append(begin)
        speaker = entity
        ends = evidence.text[segment.start : segment.end].rstrip()[-1:] in (".", "!", "?")
        begin = part + 1 if ends else part + 2
    return cuts
