"""Two speakers in one paragraph: turns cut where the cues name different people.

``"Stay," said Anna. "I cannot," said Bert.`` A paragraph is one speaker's unless its
cues, each with a verb of speech, say otherwise, or one speech follows another with nothing
between: ``"Long?" "Very."`` is a question and its answer.
"""

from dataclasses import dataclass, replace

import numpy as np

from fabula.language.reading import MentionKind
from fabula.story.speech.cues import NarrationBeside, find_cues, narration_beside
from fabula.story.speech.discourse import joined_turns
from fabula.story.speech.evidence import Shown, SpeechEvidence, SpeechUnit

__all__ = ["with_joined_turns", "with_split_turns"]

_SURE = 0.95
"""How sure a cue is that cuts a turn by the names alone."""

_LIKELY = 0.7
"""How sure one is whose pronoun cannot mean whom the other cue names."""

_CLOSING, _OPENING = frozenset("\"”’'»"), frozenset("\"“‘'«")


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
    answers = {part for part in range(unit.first + 1, unit.last) if _answers(evidence, part)}
    cuts = list(answers)
    before: _Cued | None = None
    segments = {s.start: s for s in narration_beside(evidence, number) if s.place != "before"}
    begin = unit.first
    for part in range(unit.first, unit.last):
        segment = segments.get(int(evidence.part_end[part]))
        cued = None if segment is None else _cued(evidence, segment)
        if segment is None or cued is None:
            continue
        if before is not None and _are_two(before, cued):
            # "Where?" he asked, and "There," she said: each speech has a cue of its own.
            begin = min(begin, part)
            if not any(begin <= cut <= part for cut in cuts):
                cuts.append(begin)
        elif part in answers and part + 2 in answers:
            # "Far?" "Very," she said. "And cold?" "No.": turn by turn, with a tag among them.
            cuts.append(part + 1)
        before = cued
        ends = evidence.text[segment.start : segment.end].rstrip()[-1:] in (".", "!", "?")
        begin = part + 1 if ends else part + 2
    return sorted(set(cuts))


def _answers(evidence: SpeechEvidence, part: int) -> bool:
    """Whether a part follows on the closing mark of the one before with a blank alone between."""
    end, start = int(evidence.part_end[part - 1]), int(evidence.part_start[part])
    text = evidence.text
    between = text[end:start]
    marked = text[end - 1] in _CLOSING and text[start] in _OPENING
    return marked and bool(between) and not between.strip() and between.count("\n") < 2


@dataclass(frozen=True, slots=True)
class _Cued:
    """Who a cue says speaks: an entity or -1, whether by name, and what its words show.

    ``pronoun``: its words are a pronoun, whose gender is sure whomever it was taken for.
    """

    entity: int
    named: bool
    shows: int
    pronoun: bool


def _cued(evidence: SpeechEvidence, segment: NarrationBeside) -> _Cued | None:
    """Whom the narration after a part says to speak it, if it is sure."""
    cues = [c for c in find_cues(evidence, [replace(segment, place="after")]) if c.has_verb]
    if not cues or cues[0].sure < _LIKELY:
        return None
    mention = cues[0].mention
    named = evidence.mention_kind[mention] == MentionKind.NAME and cues[0].sure >= _SURE
    shows = int(evidence.mention_shows[mention])
    pronoun = evidence.mention_kind[mention] == MentionKind.PRONOUN
    return _Cued(int(evidence.mention_entity[mention]), bool(named), shows, bool(pronoun))


def _are_two(one: _Cued, other: _Cued) -> bool:
    """Whether two cues name different people, or their words cannot mean one person."""
    if one.named and other.named:
        return one.entity >= 0 and other.entity >= 0 and one.entity != other.entity
    both = {one.shows, other.shows} == {Shown.HE, Shown.SHE}
    if one.entity >= 0 and one.entity == other.entity:
        return both and one.pronoun and other.pronoun
    if (one.shows == Shown.I) != (other.shows == Shown.I):
        return True  # nobody says "I" of himself and is named beside it
    return both
