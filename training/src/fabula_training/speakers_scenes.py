"""Contemporary scenes as evidence for speaker attribution, given and as the pipeline reads them.

Given: the gold mentions, parts of quotations and people. Read: predicted quotations, mentions
and cast, where a person is the predicted character that has most of their mentions (one to
one, as scenes are scored); a person without one is nobody, as for a scorer they cannot be
named. Copies in other guises (`fabula_training.copies`) are read in the same way.
"""

from bisect import bisect_left, bisect_right
from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from fabula.language.reading import MentionKind, Reading
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import SpanIndex
from fabula.story.model import Character
from fabula.story.names.gender import NOUN_GENDER, PRONOUNS, TITLE_GENDER, Gender
from fabula.story.speech.evidence import Shown, SpeechEvidence
from fabula.story.speech.from_story import roles_by_parse, shown_by
from fabula_training.scenes import Mention, Scene
from fabula_training.speakers_data import UNKNOWN, Novel
from fabula_training.speakers_story import predicted_evidence

__all__ = ["aligned_people", "given_scene", "read_scene"]

_GENDERS = {"he/him": Gender.HE, "she/her": Gender.SHE}


def read_scene(scene: Scene, reading: Reading) -> Novel:
    """A scene as the pipeline reads it, entities being its characters."""
    evidence, characters = predicted_evidence(from_text(scene.text), reading)
    person = aligned_people(scene, evidence, characters)
    return _labelled(scene, evidence, person)


def given_scene(scene: Scene, reading: Reading) -> Novel:
    """A scene with its gold mentions, quotations and people; only its tree is predicted."""
    place = {who: number for number, who in enumerate(scene.people)}
    return _labelled(scene, _given_evidence(scene, reading, place), place)


def aligned_people(
    scene: Scene, evidence: SpeechEvidence, characters: tuple[Character, ...]
) -> dict[str, int]:
    """The people of a scene who are among the characters, with their places there.

    "I" and "you" in speech do not count: whom they mean is only known with the speaker.
    """
    ids = list(scene.people)
    gold = {(m.start, m.end): ids.index(m.who[0]) for m in scene.mentions if len(m.who) == 1}
    shared = np.zeros((len(ids), len(characters)))
    columns = zip(
        evidence.mention_start.tolist(),
        evidence.mention_end.tolist(),
        evidence.mention_entity.tolist(),
        evidence.mention_kind.tolist(),
        (evidence.mention_part >= 0).tolist(),
        strict=True,
    )
    for start, end, entity, kind, said in columns:
        who = gold.get((start, end), -1)
        if who >= 0 and entity >= 0 and not (said and kind == MentionKind.PRONOUN):
            shared[who, entity] += 2 if kind == MentionKind.NAME else 1
    rows, places = linear_sum_assignment(-shared)
    return {ids[row]: int(at) for row, at in zip(rows, places, strict=True) if shared[row, at] > 0}


def _labelled(scene: Scene, evidence: SpeechEvidence, person: dict[str, int]) -> Novel:
    """The speeches with their true speakers."""
    unit_of = np.repeat(np.arange(len(evidence.units)), [u.last - u.first for u in evidence.units])
    starts, ends = evidence.part_start.tolist(), evidence.part_end.tolist()
    votes: list[Counter[int]] = [Counter() for _ in evidence.units]
    speech, speaker = [], []
    for line in scene.lines:
        if not line.speaker:
            continue
        shared: Counter[int] = Counter()
        low, high = bisect_right(ends, line.start), bisect_left(starts, line.end)
        for part in range(low, high):
            overlap = min(line.end, ends[part]) - max(line.start, starts[part])
            shared[int(unit_of[part])] += overlap
        who = person.get(line.speaker, -1)
        for unit, overlap in shared.items():
            votes[unit][who] += overlap
        speech.append(shared.most_common(1)[0][0] if shared else -1)
        speaker.append(who)
    return Novel(
        scene.name,
        evidence,
        np.array([v.most_common(1)[0][0] if v else UNKNOWN for v in votes], dtype=np.int64),
        np.array(speech, dtype=np.int64),
        np.array(speaker, dtype=np.int64),
        ("scene",) * len(speech),
    )


def _given_evidence(scene: Scene, reading: Reading, place: dict[str, int]) -> SpeechEvidence:
    blocks = [b.span for b in from_text(scene.text).blocks if b.kind == "paragraph"]
    block_start = np.array([s.start for s in blocks], dtype=np.int32)
    block_end = np.array([s.end for s in blocks], dtype=np.int32)
    lines = sorted((q for q in scene.lines if q.start < q.end), key=lambda q: q.start)
    part_start = np.array([q.start for q in lines], dtype=np.int32)
    block = SpanIndex(block_start, block_end).all_begun(part_start)
    changed = [
        n > 0 and (block[n] != block[n - 1] or lines[n].speaker != lines[n - 1].speaker)
        for n in range(len(lines))
    ]
    people = list(scene.people.values())
    names = [(p.name, *p.aliases) for p in people]
    words = [frozenset(w.lower() for name in own for w in name.split()) for own in names]
    mentions = [m for m in scene.mentions if m.who]
    rows = np.array([_row(scene, m, place, words) for m in mentions], dtype=np.int32).reshape(-1, 3)
    return SpeechEvidence(
        text=scene.text,
        block_start=block_start,
        block_end=block_end,
        part_start=part_start,
        part_end=np.array([q.end for q in lines], dtype=np.int32),
        part_unit=np.cumsum(changed).astype(np.int32),
        mention_start=np.array([m.start for m in mentions], dtype=np.int32),
        mention_end=np.array([m.end for m in mentions], dtype=np.int32),
        mention_entity=rows[:, 0],
        mention_kind=rows[:, 1],
        mention_shows=rows[:, 2],
        entity_gender=np.array(
            [_GENDERS.get(p.pronouns, Gender.OPEN) for p in people], dtype=np.int32
        ),
        entity_words=tuple(words),
        narrator=next((n for n, p in enumerate(people) if p.narrator), -1),
        entity_names=tuple(frozenset(tuple(name.lower().split()) for name in own) for own in names),
        takes_they=frozenset(n for n, p in enumerate(people) if p.pronouns == "they/them"),
        mention_role=roles_by_parse(reading, _heads(reading, mentions)),
    )


def _heads(reading: Reading, mentions: list[Mention]) -> NDArray[np.int32]:
    """The head word of each mention: the one that hangs on a word outside. [n]"""
    tokens = reading.tokens
    starts = np.array([m.start for m in mentions], dtype=np.int64)
    ends = np.array([m.end for m in mentions], dtype=np.int64)
    first = np.searchsorted(tokens.start, starts, side="right") - 1
    last = np.searchsorted(tokens.start, ends)
    out = np.maximum(first, 0)
    for at, (low, high) in enumerate(zip(out.tolist(), last.tolist(), strict=True)):
        own = tokens.head[low:high]
        free = np.flatnonzero((own < low) | (own >= high))
        out[at] = low + (int(free[0]) if len(free) else 0)
    return out.astype(np.int32)


def _row(
    scene: Scene, mention: Mention, place: dict[str, int], words: list[frozenset[str]]
) -> tuple[int, int, int]:
    """Entity, kind and what it shows of one gold mention."""
    said = scene.text[mention.start : mention.end].split()
    entity = place[mention.who[0]] if len(mention.who) == 1 else -1
    head = said[-1].lower().strip(".,")
    if len(said) == 1 and head in PRONOUNS:
        return entity, MentionKind.PRONOUN, shown_by(PRONOUNS[head])
    large = [
        w for w in said if w[:1].isupper() and w.lower() not in ("the", "a", "an", "my", "his")
    ]
    named = entity >= 0 and any(w.lower() in words[entity] for w in large)
    if len(mention.who) > 1:
        return entity, MentionKind.NOUN, Shown.SEVERAL
    gender = TITLE_GENDER.get(said[0].lower(), Gender.OPEN) if named else NOUN_GENDER.get(head, 0)
    if not gender and entity >= 0:
        person = list(scene.people.values())[entity]
        gender = _GENDERS.get(person.pronouns, Gender.OPEN)
    return entity, MentionKind.NAME if named else MentionKind.NOUN, int(gender)
