"""What attribution works on: quotations, mentions and people as plain columns.

Both a gold cast matched by aliases and the mentions of a predicted story fit this
table, so one scorer serves both.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from fabula.arrays import Ints
from fabula.manuscript.spans import SpanIndex
from fabula.story.names.gender import Gender
from fabula.story.speech.subjects import role_of

__all__ = ["Shown", "SpeechEvidence", "SpeechUnit"]


class Shown(IntEnum):
    """What a mention's words show of whom they mean: a gender, several, or I and you."""

    NOTHING = Gender.OPEN
    HE = Gender.HE
    SHE = Gender.SHE
    SEVERAL = 3
    I = 4  # noqa: E741 (the word itself)
    YOU = 5


@dataclass(frozen=True, slots=True)
class SpeechUnit:
    """One speech: the parts of a turn that one person says.

    ``first``/``last``: part indices, ``last`` exclusive. ``block``/``last_block``: the
    paragraphs of its first and last part.
    """

    first: int
    last: int
    block: int
    last_block: int


@dataclass(frozen=True, eq=False)
class SpeechEvidence:
    """Columns over Q quotation parts, M mentions, B paragraphs and E entities.

    Parts are sorted and do not overlap; ``part_unit`` numbers the speech each belongs
    to, from 0. Mentions are sorted by start, longer first; ``mention_entity`` is -1
    where nothing is known. ``mention_kind``, ``mention_shows`` and ``entity_gender`` are
    codes of `MentionKind`, `Shown` and `Gender` (open, he or she). ``entity_words``: the
    lower-case words of an entity's names. ``narrator``: index of the first-person narrator,
    or -1. ``entity_names``: the names of each entity as lower-case words. ``takes_they``:
    entities whose pronoun is they. ``mention_role``: what the parse says each mention is in
    its clause; without a parse the words beside it tell (see `roles`). ``tellers``: stretches
    (start, end, entity) with a first-person narrator of their own, see `narrator_at`.
    """

    text: str
    block_start: Ints
    block_end: Ints
    part_start: Ints
    part_end: Ints
    part_unit: Ints
    mention_start: Ints
    mention_end: Ints
    mention_entity: Ints
    mention_kind: Ints
    mention_shows: Ints
    entity_gender: Ints
    entity_words: tuple[frozenset[str], ...]
    narrator: int = -1
    entity_names: tuple[frozenset[tuple[str, ...]], ...] = ()
    takes_they: frozenset[int] = frozenset()
    mention_role: Ints | None = None
    tellers: tuple[tuple[int, int, int], ...] = ()

    def narrator_at(self, offset: int) -> int:
        """The first-person narrator of a place: that of the latest stretch around it, or -1."""
        around = [who for low, high, who in self.tellers if low <= offset < high]
        return around[-1] if around else self.narrator

    @cached_property
    def narrators(self) -> tuple[int, ...]:
        """`narrator_at` the beginning of each speech. [units]"""
        return tuple(self.narrator_at(int(self.part_start[u.first])) for u in self.units)

    @cached_property
    def roles(self) -> list[int]:
        """What each mention is in its clause: of `ClausePart`. [M]"""
        if self.mention_role is not None:
            return [int(role) for role in self.mention_role]
        spans = zip(self.mention_start.tolist(), self.mention_end.tolist(), strict=True)
        return [role_of(self.text, start, end) for start, end in spans]

    @cached_property
    def part_block(self) -> Ints:
        """The paragraph of each part. [Q]"""
        blocks = SpanIndex(self.block_start, self.block_end)
        return np.maximum(blocks.all_begun(self.part_start), 0)

    @cached_property
    def mention_part(self) -> Ints:
        """The part each mention lies in, -1 for narration. [M]"""
        return SpanIndex(self.part_start, self.part_end).all_at(self.mention_start)

    @cached_property
    def units(self) -> tuple[SpeechUnit, ...]:
        """The speeches in order; the parts of each stand together."""
        units: list[SpeechUnit] = []
        blocks = self.part_block.tolist()
        numbers = self.part_unit.tolist()
        first = 0
        for at in range(1, len(numbers) + 1):
            if at == len(numbers) or numbers[at] != numbers[first]:
                units.append(SpeechUnit(first, at, blocks[first], blocks[at - 1]))
                first = at
        return tuple(units)
