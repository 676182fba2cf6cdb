"""Evidence from what coreference and the quotation finder made of a manuscript."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Bools, Ints
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.quotations.table import QuotationTable
from fabula.story.model import Character, MentionTable
from fabula.story.names.gender import (
    HE_OR_SHE,
    NOUN_GENDER,
    PRONOUNS,
    TITLE_GENDER,
    Gender,
    Pronoun,
)
from fabula.story.speech.evidence import Shown, SpeechEvidence
from fabula.story.speech.lines import apart_from_lines
from fabula.story.speech.subjects import ClausePart

__all__ = ["evidence_from_story", "roles_by_parse", "shown_by"]

_WORD = re.compile(r"[^\W_]+")
_ROLES = {"nsubj": ClausePart.SUBJECT} | dict.fromkeys(
    ("obl", "nmod", "obj", "iobj"), ClausePart.OBJECT
)
_FEWEST_YOU = 5
_GENDER_OF_SET = {"he/him": Gender.HE, "she/her": Gender.SHE}


def evidence_from_story(
    manuscript: Manuscript,
    reading: Reading,
    quotations: QuotationTable,
    mentions: MentionTable,
    characters: Sequence[Character],
    told_by: Sequence[tuple[int, int, int]] = (),
) -> SpeechEvidence:
    """Evidence whose entities are the indices of ``characters``.

    ``told_by``: stretches (start, end, id) that a character of their own tells.
    Only speech counts as quotation. The lines of chats and scripts, whose speakers are known,
    are no part of it. Mentions of anybody who is no character have no entity.
    """
    tellers = _tellers(told_by, characters)
    lines, words = manuscript.lines, _words_of_names(characters)
    said = quotations.speech & apart_from_lines(lines, quotations.start)
    place = {character.id: number for number, character in enumerate(characters)}
    entity_gender = np.array(
        [_GENDER_OF_SET.get(c.pronouns or "", Gender.OPEN) for c in characters], dtype=np.int32
    )
    entity = np.array([place.get(e, -1) for e in mentions.entity.tolist()], dtype=np.int32)
    person = mentions.type == EntityType.PER
    kept = np.flatnonzero((person | (entity >= 0)) & apart_from_lines(lines, mentions.start))
    entity = entity[kept]
    shows = _shown(reading, mentions, kept, entity, entity_gender)
    quoted = quotations.rows_at(mentions.start[kept]) >= 0
    narrator, shows = _narrating(characters, tellers, entity, shows, quoted)
    told = _told(manuscript)
    return SpeechEvidence(
        text=manuscript.text,
        block_start=np.array([s.start for s in told], dtype=np.int32),
        block_end=np.array([s.end for s in told], dtype=np.int32),
        part_start=quotations.start[said],
        part_end=quotations.end[said],
        part_unit=quotations.turn[said],
        mention_start=mentions.start[kept],
        mention_end=mentions.end[kept],
        mention_entity=entity,
        mention_kind=mentions.kind[kept].astype(np.int32),
        mention_shows=shows,
        entity_gender=entity_gender,
        entity_words=tuple(frozenset(w for name in own for w in name.split()) for own in words),
        narrator=narrator,
        tellers=tellers,
        entity_names=tuple(frozenset(tuple(_WORD.findall(name)) for name in own) for own in words),
        takes_they=frozenset(i for i, c in enumerate(characters) if c.pronouns == "they/them"),
        mention_role=roles_by_parse(reading, mentions.head[kept]),
    )


def _words_of_names(characters: Sequence[Character]) -> list[tuple[str, ...]]:
    """The names of each character in lower case."""
    return [tuple(name.lower() for name in (c.name, *c.aliases)) for c in characters]


def _tellers(
    told_by: Sequence[tuple[int, int, int]], characters: Sequence[Character]
) -> tuple[tuple[int, int, int], ...]:
    """The stretches with their tellers as places among the characters."""
    place = {character.id: number for number, character in enumerate(characters)}
    return tuple((low, high, place[who]) for low, high, who in told_by if who in place)


def _told(manuscript: Manuscript) -> list[Span]:
    """The paragraphs that are no line of a chat or script."""
    told = [b.span for b in manuscript.blocks if b.kind == "paragraph"]
    starts = np.array([span.start for span in told], dtype=np.int32)
    free = apart_from_lines(manuscript.lines, starts).tolist()
    return [span for span, is_free in zip(told, free, strict=True) if is_free]


def _narrating(
    characters: Sequence[Character],
    tellers: Sequence[tuple[int, int, int]],
    entity: Ints,
    shows: Ints,
    quoted: Bools,
) -> tuple[int, Ints]:
    """Who narrates, -1 for nobody, and what the mentions show.

    Whom a story's "you" means speaks in it as a narrator does: "you say" beside a speech is
    then what "I say" is in other stories.
    """
    several = {who for _, _, who in tellers}
    narrators = (i for i, c in enumerate(characters) if c.narrator and i not in several)
    narrator = next(narrators, -1)
    you = (shows == Shown.YOU) & ~quoted & (entity >= 0)
    if narrator >= 0 or several or not you.any():
        return narrator, shows
    own = int(np.bincount(entity[you]).argmax())
    is_own = you & (entity == own)
    if is_own.sum() < _FEWEST_YOU:
        return -1, shows
    return own, np.where(is_own, np.int32(Shown.I), shows)


def roles_by_parse(reading: Reading, heads: NDArray[np.int32]) -> NDArray[np.int32]:
    """What the tree makes of the mentions with these head words: their roles. [n]"""
    relations = np.array(
        [_ROLES.get(name.partition(":")[0], ClausePart.OTHER) for name in reading.deprels],
        dtype=np.int32,
    )
    return relations[heads]


def _shown(
    reading: Reading,
    mentions: MentionTable,
    kept: NDArray[np.int64],
    entity: NDArray[np.int32],
    entity_gender: NDArray[np.int32],
) -> NDArray[np.int32]:
    """What each mention's own words show, else what is known of its entity."""
    words = reading.words
    out = np.zeros(len(kept), dtype=np.int32)
    heads, firsts = mentions.head[kept].tolist(), mentions.first[kept].tolist()
    kinds = mentions.kind[kept].tolist()
    known = entity_gender.tolist()
    for row, (head, first, kind) in enumerate(zip(heads, firsts, kinds, strict=True)):
        word = words[head].lower()
        if kind == MentionKind.PRONOUN:
            out[row] = _SHOWN_BY[PRONOUNS.get(word, Pronoun(3))]
        elif kind == MentionKind.NOUN:
            out[row] = NOUN_GENDER.get(word, Gender.OPEN)
        else:
            out[row] = TITLE_GENDER.get(words[first].lower(), Gender.OPEN)
        if not out[row] and kind != MentionKind.PRONOUN and entity[row] >= 0:
            out[row] = known[entity[row]]
    return out


def shown_by(pronoun: Pronoun) -> Shown:
    """What a pronoun shows of whom it means."""
    if pronoun.plural:
        return Shown.SEVERAL
    if pronoun.person < 3:
        return Shown.I if pronoun.person == 1 else Shown.YOU
    return Shown(pronoun.gender) if pronoun.gender in HE_OR_SHE else Shown.NOTHING


_SHOWN_BY = {pronoun: shown_by(pronoun) for pronoun in (*PRONOUNS.values(), Pronoun(3))}
