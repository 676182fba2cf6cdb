"""Speeches that a tag gives to nobody known: "said a voice", "someone near the door asked"."""

import re
from bisect import bisect_left

from fabula.quotations.tags import find_tag
from fabula.story.speech.cues import narration_beside
from fabula.story.speech.evidence import SpeechEvidence

__all__ = ["said_by_nobody_known"]

_NOBODY = re.compile(
    r"\W*(?:(?:someone|somebody)\b(?!['’]s)"
    r"|(?:an?|another|one|some)\s(?:\w+,?\s){0,3}voices?\b|voices\b)",
    re.I,
)


def said_by_nobody_known(evidence: SpeechEvidence, number: int) -> bool:
    """Whether the tag of a speech has an indefinite word for its subject, and no character is
    called so."""
    for segment in narration_beside(evidence, number):
        before = segment.place == "before"
        where = (evidence.text, segment.start, segment.end)
        tag = find_tag(*where, side="before") if before else find_tag(*where, side="after")
        if tag is None:
            continue
        subject = _NOBODY.match(evidence.text, *tag.speaker)
        return subject is not None and not _is_called_so(evidence, subject)
    return False


def _is_called_so(evidence: SpeechEvidence, subject: re.Match[str]) -> bool:
    """Whether somebody is known by the word: "Somebody" of a family that has no other name."""
    word = subject.group().split()[-1].lower()
    at = bisect_left(evidence.mention_start, subject.start())
    if at == len(evidence.mention_start) or evidence.mention_start[at] >= subject.end():
        return False
    entity = int(evidence.mention_entity[at])
    return entity >= 0 and word in evidence.entity_words[entity]
