"""What is read once from each speech and the narration beside it, before candidates are weighed."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from fabula.english.function_words import BEFORE_A_ROLE
from fabula.english.titles import TITLES, TITLES_OF_ROLE
from fabula.language.reading import MentionKind
from fabula.quotations.tags import Tag, find_tag
from fabula.story.names.gender import Gender
from fabula.story.speech.cues import NarrationBeside, find_cues, narration_beside
from fabula.story.speech.evidence import Shown, SpeechEvidence, SpeechUnit
from fabula.story.speech.subjects import ClausePart
from fabula.story.speech.vocatives import Addressed, addressed_in, term_gender

__all__ = ["SpeechContext", "alike", "is_alias", "read_contexts"]

_WORD = re.compile(r"[^\W_]+")
_SURE = 0.7  # from here on a cue is taken at its word
_BEARERS = 40  # people of one name that are looked at
_FITTING = 6
_TALE = 3  # paragraphs after the first of a speech that is a tale
_BESIDE = 400  # code points of narration searched for who acts


_APART: dict[int, Gender] = {Shown.HE: Gender.SHE, Shown.SHE: Gender.HE}


@dataclass(frozen=True, eq=False)
class SpeechContext:
    """One speech.

    ``segments``: the narration beside it. ``cues``: the surest first. ``called``,
    ``spoken_of``: entities named in it. ``term``: the gender its terms of address show
    (he, she or open). ``hard``: the entity a sure cue names, ``soft``: the entity a cue's
    pronoun or noun is taken for, ``beat``: who acts first in the narration beside it when
    there is neither; -1 for none. ``cue_shows``: what the cue's subject shows.
    ``unknown``: a verb of saying stands beside it whose subject is nobody mentioned (*said a
    voice*). ``fitting``: the entities whose names have all words of the cue's subject; ``rivals``:
    those of them that the cue's name may mean as well as whom it is taken for.
    """

    segments: list[NarrationBeside]
    cues: list[Tag]
    called: Addressed
    spoken_of: set[int]
    term: Gender
    hard: int
    soft: int
    beat: int
    cue_shows: int
    unknown: bool
    fitting: tuple[int, ...]
    rivals: frozenset[int]


def read_contexts(evidence: SpeechEvidence) -> list[SpeechContext]:
    """The contexts of all speeches, in order."""
    bearers: dict[str, list[int]] = {}
    for entity, words in enumerate(evidence.entity_words):
        for word in words:
            known = bearers.setdefault(word, [])
            if len(known) < _BEARERS:
                known.append(entity)
    return [_context(evidence, number, bearers) for number in range(len(evidence.units))]


def alike(noun: str) -> tuple[str, ...]:
    """The noun and the words of names that say the same of somebody."""
    return (noun, *TITLES_OF_ROLE.get(noun, ()))


def is_alias(evidence: SpeechEvidence, mention: int) -> bool:
    """Whether a noun ("the officer") is one of the words its entity is called by."""
    entity = int(evidence.mention_entity[mention])
    if entity < 0 or evidence.mention_kind[mention] != MentionKind.NOUN:
        return False
    words = _said(evidence, mention).lower().split()
    return bool(words) and any(w in evidence.entity_words[entity] for w in alike(words[-1]))


def _context(evidence: SpeechEvidence, number: int, bearers: dict[str, list[int]]) -> SpeechContext:
    unit = evidence.units[number]
    segments = narration_beside(evidence, number)
    cues = [c for c in find_cues(evidence, segments) if not _is_told(evidence, unit, c)]
    called, spoken_of = addressed_in(evidence, unit)
    hard, soft, shows = -1, -1, int(Shown.NOTHING)
    if cues and cues[0].sure >= _SURE:
        subject = cues[0].mention
        entity = int(evidence.mention_entity[subject])
        shows = int(evidence.mention_shows[subject])
        if shows == Shown.I:
            hard = evidence.narrators[number]
        elif entity >= 0:
            named = evidence.mention_kind[subject] == MentionKind.NAME or is_alias(
                evidence, subject
            )
            hard, soft = (entity, -1) if named else (-1, entity)
            shows = shows or int(evidence.entity_gender[entity])
    fitting = _fitting(evidence, cues[0].mention, bearers) if cues else ()
    return SpeechContext(
        segments,
        cues,
        called,
        spoken_of,
        term_gender(evidence, unit),
        hard,
        soft,
        _beat(evidence, segments) if hard < 0 and soft < 0 else -1,
        shows,
        not cues and _has_tag(evidence, segments),
        fitting,
        _rivals(evidence, cues[0].mention, fitting) if cues else frozenset(),
    )


def _is_told(evidence: SpeechEvidence, unit: SpeechUnit, cue: Tag) -> bool:
    """Whether a tag is part of the tale: its teller's own "said I", paragraphs after its begin."""
    first_person = evidence.mention_shows[cue.mention] == Shown.I
    long = unit.last_block - unit.block >= _TALE
    return bool(first_person and long and cue.start >= evidence.block_end[unit.block])


def _rivals(evidence: SpeechEvidence, subject: int, fitting: tuple[int, ...]) -> frozenset[int]:
    """Who else bears the name of a cue's subject, and no title that speaks against it."""
    entity = int(evidence.mention_entity[subject])
    named = evidence.mention_kind[subject] == MentionKind.NAME
    if not named or entity < 0 or not evidence.entity_names:
        return frozenset()
    words = [w.lower() for w in _WORD.findall(_said(evidence, subject))]
    title = words[0] if len(words) > 1 and words[0] in TITLES else ""
    found = set()
    for other in fitting:
        titles = {n[0] for n in evidence.entity_names[other] if len(n) > 1 and n[0] in TITLES}
        if other != entity and (not title or not titles or title in titles):
            found.add(other)
    return frozenset(found)


def _has_tag(evidence: SpeechEvidence, segments: list[NarrationBeside]) -> bool:
    """Whether words alone make a tag of the narration beside a speech."""
    return any(
        find_tag(evidence.text, s.start, s.end, side="before" if s.place == "before" else "after")
        for s in segments
    )


def _beat(evidence: SpeechEvidence, segments: list[NarrationBeside]) -> int:
    """Who acts first beside the speech, or else is mentioned first; -1 for nobody known."""
    for segment in segments:
        low = segment.start
        if segment.place == "before":
            low = max(low, segment.end - _BESIDE)
        stop = min(segment.end, low + _BESIDE)
        first, last = (bisect_left(evidence.mention_start, at) for at in (low, stop))
        told = [
            mention
            for mention in range(first, last)
            if evidence.mention_entity[mention] >= 0 and evidence.mention_part[mention] < 0
        ]
        acting = [mention for mention in told if evidence.roles[mention] == ClausePart.SUBJECT]
        if told:
            return int(evidence.mention_entity[(acting or told)[0]])
    return -1


def _fitting(
    evidence: SpeechEvidence, subject: int, bearers: dict[str, list[int]]
) -> tuple[int, ...]:
    if evidence.mention_kind[subject] == MentionKind.PRONOUN:
        return ()
    words = [w.lower() for w in _WORD.findall(_said(evidence, subject))]
    words = [w for w in words if w not in TITLES and w not in BEFORE_A_ROLE]
    if not words:
        return ()
    apart = _APART.get(int(evidence.mention_shows[subject]), -1)
    return tuple(
        entity
        for last in alike(words[-1])
        for entity in bearers.get(last, ())
        if evidence.entity_gender[entity] != apart
        and all(word in evidence.entity_words[entity] for word in (*words[:-1], last))
    )[:_FITTING]


def _said(evidence: SpeechEvidence, mention: int) -> str:
    return evidence.text[evidence.mention_start[mention] : evidence.mention_end[mention]]
