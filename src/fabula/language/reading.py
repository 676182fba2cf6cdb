"""The reading: what the one encoder pass saw, as frozen columns over tokens.

Everything above this floor reads these arrays; nothing above it sees the model.
Token indices are positions in the token columns; offsets are code points into
`Manuscript.text`. Label columns hold indices into the label tuples of `Labels`.
"""

from concurrent.futures import Future
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np

from fabula.arrays import Bools, Bytes, Halves, Ints, Shorts
from fabula.display import counted

__all__ = [
    "Edits",
    "EntityType",
    "Labels",
    "MentionKind",
    "Mentions",
    "Reading",
    "Tokens",
    "cut",
]


def cut(text: str, starts: Ints, ends: Ints) -> list[str]:
    """The pieces of a text between the offsets; equal ones are one string in memory."""
    known: dict[str, str] = {}
    once = known.setdefault
    pieces = (text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True))
    return [once(piece, piece) for piece in pieces]


class EntityType(IntEnum):
    """What a mention means, in the categories of LitBank; the codes of ``type`` columns."""

    PER = 0
    FAC = 1
    GPE = 2
    LOC = 3
    VEH = 4
    ORG = 5


class MentionKind(IntEnum):
    """How a mention means it; the codes of ``kind`` columns."""

    NAME = 0
    NOUN = 1
    PRONOUN = 2


@dataclass(frozen=True, slots=True)
class Labels:
    """The label inventories that the label columns index into.

    ``feats`` are whole CoNLL-U feature strings (``"_"`` for none), ``lemmas`` the
    distinct lemmas of this text, ``edits`` the edit tags ("keep", "delete",
    "form:VBD", "word:their", "insert", ...).
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    deprel: tuple[str, ...]
    lemmas: tuple[str, ...]
    entity: tuple[str, ...] = tuple(EntityType.__members__)
    kind: tuple[str, ...] = tuple(kind.name.lower() for kind in MentionKind)
    edits: tuple[str, ...] = ("keep",)

    def __repr__(self) -> str:
        counts = (f"{len(getattr(self, one.name)):,} {one.name}" for one in fields(self))
        return f"<Labels: {', '.join(counts)}>"


@dataclass(frozen=True, eq=False)
class Tokens:
    """Columns over the T tokens of the story, in reading order.

    ``start``/``end``: offsets. ``sentence``: index of the token's sentence.
    ``block``: index of the token's block in `Manuscript.blocks`. ``head``: token
    index of the syntactic head, -1 for a root. ``event``: the token is the
    trigger of an event that really happens (realis). ``vectors``: [T, D] float16,
    what the encoder keeps of each token for the linking of mentions, D = 0 after it.
    """

    start: Ints
    end: Ints
    sentence: Ints
    block: Ints
    upos: Bytes
    xpos: Bytes
    feats: Shorts
    lemma: Ints
    head: Ints
    deprel: Bytes
    event: Bools
    vectors: Halves

    def __len__(self) -> int:
        return len(self.start)

    def __repr__(self) -> str:
        return f"<Tokens: {counted(len(self), 'word or mark', 'words and marks')}>"


@dataclass(frozen=True, eq=False)
class Mentions:
    """Columns over the M entity mentions, sorted by first token, longer first.

    ``first``/``last``: token indices, ``last`` exclusive. ``head``: the mention's
    syntactic head token. ``type`` and ``kind`` are codes of `EntityType` and
    `MentionKind`. Mentions may nest. ``score``: confidence from 0 to 1.
    """

    first: Ints
    last: Ints
    head: Ints
    type: Bytes
    kind: Bytes
    score: Halves

    def __len__(self) -> int:
        return len(self.first)

    def __repr__(self) -> str:
        return f"<Mentions: {counted(len(self), 'mention')}>"


@dataclass(frozen=True, eq=False)
class Edits:
    """Columns over the T tokens: what a correction would do at each.

    ``tag`` indexes `Labels.edits`; ``score`` is the tag's probability;
    ``error`` is the probability that something is wrong at the token at all.
    """

    tag: Shorts
    score: Halves
    error: Halves

    def __repr__(self) -> str:
        return f"<Edits: {counted(len(self.tag), 'word or mark', 'words and marks')}>"


_WORKED_OUT = ("words", "lemmas", "upos", "xpos", "deprels", "sentence_last")
"""Columns of a reading that depend on nothing but its words and labels."""


@dataclass(frozen=True, eq=False)
class Reading:
    """The text and every layer read from it.

    ``sentence_first``: [S] index of each sentence's first token; a sentence ends
    where the next one begins. ``edits``: none where the corrections were not asked for, and
    perhaps still coming: see `proofread`.
    ``encoder``: checksum of the encoder that made the vectors, empty where none did.
    ``threads``: how many at most read it, and read parts of it again; None for all.
    """

    text: str
    labels: Labels
    tokens: Tokens
    sentence_first: Ints
    mentions: Mentions
    edits: Edits | Future[Edits] | None
    encoder: str = ""
    threads: int | None = None

    def __repr__(self) -> str:
        words = counted(len(self.tokens), "word or mark", "words and marks")
        sentences = counted(len(self.sentence_first), "sentence")
        return f"<Reading: {words}, {sentences}, {counted(len(self.mentions), 'mention')}>"

    def without_vectors(self) -> "Reading":
        """This reading with ``vectors`` [T, 0]: without most of its memory, for after linking."""
        none = np.zeros((len(self.tokens), 0), dtype=np.float16)
        return self._of_the_same_words(tokens=replace(self.tokens, vectors=none))

    def with_mentions(self, mentions: Mentions) -> "Reading":
        """This reading with other mentions."""
        return self._of_the_same_words(mentions=mentions)

    def with_edits(self, edits: Edits) -> "Reading":
        """This reading with other corrections."""
        return self._of_the_same_words(edits=edits)

    def _of_the_same_words(self, **changes: Any) -> "Reading":
        """A copy that keeps the columns of words and labels that were worked out already."""
        out = replace(self, **changes)
        kept = {name: self.__dict__[name] for name in _WORKED_OUT if name in self.__dict__}
        out.__dict__.update(kept)
        return out

    def proofread(self) -> Edits:
        """`edits`, of a reading that has them; they are waited for where they are still coming.

        Raises:
            ValueError: the corrections were not asked for when the text was read.
        """
        if self.edits is None:
            raise ValueError("the text was read without corrections")
        return self.edits.result() if isinstance(self.edits, Future) else self.edits

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The text of every token; equal ones are one string, for long books' sake. [T]"""
        kept: dict[str, str] = {}
        words = cut(self.text, self.tokens.start, self.tokens.end)
        return tuple(kept.setdefault(word, word) for word in words)

    @cached_property
    def low(self) -> tuple[str, ...]:
        """The text of every token in lower case. [T]"""
        lower = {word: word.lower() for word in set(self.words)}
        return tuple(map(lower.__getitem__, self.words))

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemma of every token. [T]"""
        names = self.labels.lemmas
        return tuple(names[i] for i in self.tokens.lemma.tolist())

    @cached_property
    def upos(self) -> tuple[str, ...]:
        """The universal part of speech of every token. [T]"""
        names = self.labels.upos
        return tuple(names[i] for i in self.tokens.upos.tolist())

    @cached_property
    def xpos(self) -> tuple[str, ...]:
        """The Penn tag of every token. [T]"""
        names = self.labels.xpos
        return tuple(names[i] for i in self.tokens.xpos.tolist())

    @cached_property
    def deprels(self) -> tuple[str, ...]:
        """The dependency relation of every token to its head. [T]"""
        names = self.labels.deprel
        return tuple(names[i] for i in self.tokens.deprel.tolist())

    @cached_property
    def sentence_last(self) -> Ints:
        """Exclusive end token of every sentence. [S]"""
        ends = np.append(self.sentence_first[1:], np.int32(len(self.tokens))).astype(np.int32)
        return ends[: len(self.sentence_first)]

    def has_feature(self, name: str, value: str) -> Bools:
        """Which tokens carry the feature, e.g. ``has_feature("Tense", "Past")``. [T]"""
        wanted = f"{name}={value}"
        table = np.array([wanted in f.split("|") for f in self.labels.feats], dtype=np.bool_)
        return table[self.tokens.feats]
