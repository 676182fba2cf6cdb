"""Vocatives: who is called to in a speech ("tell me, Anna"), and how (sir, my dear girl)."""

import re
from bisect import bisect_left

from fabula.english.address import BEFORE_A_NAME_CALLED, TERMS_OF_ADDRESS, TO_A_MAN, TO_A_WOMAN
from fabula.english.function_words import BEFORE_NO_CALL
from fabula.english.tables import alternation
from fabula.language.reading import MentionKind
from fabula.story.names.gender import Gender
from fabula.story.speech.evidence import SpeechEvidence, SpeechUnit

__all__ = ["Addressed", "addressed_in", "term_gender"]

_TERM = re.compile(
    r"(?:^|[,.!?;—-]\s*|\b(?:dear|my|yes|no|well|oh|good)\s+)"
    rf"(?P<term>{alternation(TERMS_OF_ADDRESS)}|ma['’ ]?am|guv['’]?nor)"
    r"(?=[\s_]*(?:[,.!?;—\"”'’-]|$))",
    re.I,
)
_BEFORE = re.compile(
    rf"(?:^|[,.!?;:—–-]|\b(?:{alternation(BEFORE_A_NAME_CALLED)}"
    r"|good[- ](?:morning|night|bye|evening|day|heavens)))[\s_\"“'‘]*$",
    re.I,
)
_AFTER = re.compile(r"^[\s_]*(?:[,.!?;:…—–\"”'’-]|$)")
_PREPOSED = re.compile(
    rf"\b(?:{alternation(BEFORE_NO_CALL)})\s+$",
    re.I,
)

Addressed = dict[int, float]
"""Entity to how surely it is called to: 1 set off by commas, .5 at the end of a sentence."""


def addressed_in(evidence: SpeechEvidence, unit: SpeechUnit) -> tuple[Addressed, set[int]]:
    """Who is called to by name in a speech, and who is only spoken of."""
    called: Addressed = {}
    spoken_of: set[int] = set()
    starts, entities = evidence.mention_start, evidence.mention_entity
    kinds, pronoun = evidence.mention_kind, int(MentionKind.PRONOUN)
    for part in range(unit.first, unit.last):
        low, high = int(evidence.part_start[part]), int(evidence.part_end[part])
        for mention in range(bisect_left(starts, low), bisect_left(starts, high)):
            entity = int(entities[mention])
            if entity < 0 or kinds[mention] == pronoun:
                continue
            sure = _sure(evidence, mention, low, high)
            if sure:
                called[entity] = max(sure, called.get(entity, 0.0))
            else:
                spoken_of.add(entity)
    return called, spoken_of - called.keys()


def _sure(evidence: SpeechEvidence, mention: int, low: int, high: int) -> float:
    text = evidence.text
    start, end = int(_starts_at(evidence, mention)), int(evidence.mention_end[mention])
    before = text[max(low, start - 24) : start].lstrip("\"“'‘«_")
    if start - low < 24 and not before.strip("\"“'‘«_ "):
        before = ""
    after = text[end : min(end + 3, high)]
    if not _AFTER.match(after) or re.match(r"['’]s\b", after):
        return 0.0
    if _BEFORE.search(before):
        # "Anna, Bert and Carl came" is a list, not a call; the comma alone is weaker
        # evidence inside a sentence that goes on.
        return 1.0 if not before or after[:1] in "!?.,-—\"”'’" else 0.7
    if after[:1] in ".!?\"”'’" and not _PREPOSED.search(before) and before.rstrip()[-1:].isalpha():
        return 0.5
    return 0.0


def _starts_at(evidence: SpeechEvidence, mention: int) -> int:
    """Where a mention starts."""
    return int(evidence.mention_start[mention])


def term_gender(evidence: SpeechEvidence, unit: SpeechUnit) -> Gender:
    """The gender of the one addressed, when a term of address tells it."""
    for part in range(unit.first, unit.last):
        inner = evidence.text[evidence.part_start[part] : evidence.part_end[part]].strip("\"“”'‘’ ")
        for found in _TERM.finditer(inner):
            term = found["term"].lower().replace("’", "'").replace("ma am", "ma'am")
            if term in TO_A_MAN:
                return Gender.HE
            if term in TO_A_WOMAN:
                return Gender.SHE
    return Gender.OPEN
