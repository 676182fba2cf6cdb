"""Coreference: every mention of the book linked to whom or what it means.

Names are grouped over the whole book first (`fabula.story.names.namesakes`); then each mention
goes, in reading order, to the entity whose earlier mentions the learned scorer finds
likeliest together, or opens a new one. The scorer looks at a bounded number of earlier
mentions, so the time is linear in the book. Named people are never merged, nor a "he" with
a "she".
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np

from fabula.arrays import Floats, Ints
from fabula.language.reading import Reading
from fabula.language.threads import in_order
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import GrammaticalNumber, MentionClass, Role
from fabula.story.mentions.pairs import Landscape, PairFinder, Pairs, PairScorer
from fabula.story.mentions.strays import with_strays_joined
from fabula.story.names.gender import Gender

__all__ = [
    "Hints",
    "Linking",
    "Links",
    "Scored",
    "decode_links",
    "link_mentions",
    "link_vectors",
    "linked",
    "score_links",
]

SOONER = np.float32(-0.4)
"""Added to a noun's score of being new: the nets, averaged, link nouns too seldom.

On LitBank's training documents, left out of training in turn, -0.4 is best of a few values.
"""

REFLEXIVE, OBJECT = 20.0, 0.05
"""How many times likelier the subject of its clause becomes for a reflexive and an object pronoun:
"herself" is the subject, "her" as an object somebody else. Obliques are left to the scorer:
"she looked behind her"."""

STRETCH = 5_000
"""Mentions scored and decided at a time: what is held of a long book at once."""


@dataclass(frozen=True, eq=False)
class Linking:
    """``cluster``: the entity of each mention, numbered by first mention; ``score``: 0 to 1."""

    cluster: Ints
    score: Floats


@dataclass(slots=True)
class _LinkedEntity:
    """What the decoder keeps of an entity: its name's owner, its gender votes, its number."""

    name: int = -1
    he: int = 0
    she: int = 0
    number: int = 0


@dataclass(frozen=True, eq=False)
class Links:
    """The scorer of links, and the checksum of the encoder whose vectors it was trained on.

    Vectors of another training mean nothing to it; it then judges by all the rest.
    """

    scorer: PairScorer
    encoder: str

    @staticmethod
    def load(folder: Traversable) -> "Links":
        """Read ``links.npz`` and ``manifest.json``."""
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        return Links(PairScorer.load(folder / "links.npz"), str(manifest["encoder"]))

    @staticmethod
    @cache
    def shipped() -> "Links":
        """The weights that come with the package."""
        return Links.load(files("fabula.story.mentions") / "links")


def link_vectors(reading: Reading, which: Ints | slice = slice(None)) -> Floats:
    """The token vectors of head, first and last token of mentions, by default of all. [., 3 D]"""
    vectors, mentions = reading.tokens.vectors, reading.mentions
    places = (mentions.head[which], mentions.first[which], mentions.last[which] - 1)
    return np.concatenate([vectors[p] for p in places], axis=1).astype(np.float32)


Scored = Sequence[tuple[int, Pairs, Floats, Floats]]
"""What the scorer makes of a story, by stretches: first mention, pairs, their scores, newness."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of links from elsewhere, by mention.

    ``same``: the earlier mention that one is surely the same as. ``apart``: those that one is
    hardly the same as.
    """

    same: Mapping[int, int] = field(default_factory=dict)
    apart: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def and_then(self, others: "Hints") -> "Hints":
        """These hints and others, which are believed where both tell of one mention."""
        return Hints({**self.same, **others.same}, {**self.apart, **others.apart})


def link_mentions(
    reading: Reading, frame: Frame, links: Links | None = None, *, threads: int | None = None
) -> Linking:
    """Link all mentions of the frame, which holds the reading's mentions in their order.

    ``links``: by default the scorer that comes with the package. ``threads``: by default one
    per processor; what is linked does not depend on them.
    """
    return linked(frame, score_links(reading, frame, links, threads=threads))


def score_links(
    reading: Reading, frame: Frame, links: Links | None = None, *, threads: int | None = None
) -> Scored:
    """What the scorer makes of every pair of a frame's mentions; see `link_mentions`."""
    links = links or Links.shipped()
    scorer = links.scorer
    width = scorer.width
    blind = 3 * reading.tokens.vectors.shape[1] != width or links.encoder != reading.encoder
    finder, land = PairFinder(frame), Landscape(frame)

    def inputs(which: Ints) -> Floats:
        if blind:
            return np.zeros((len(which), width), dtype=np.float32)
        return link_vectors(reading, which)

    def scored(low: int) -> tuple[int, Pairs, Floats, Floats]:
        high = min(low + STRETCH, len(frame))
        pairs = finder.among(low, high)
        scores, new = scorer.score_some(frame, pairs, inputs, land, low, high)
        return low, pairs, scores, new + SOONER * (frame.cls[low:high] == MentionClass.NOUN)

    return list(in_order(scored, range(0, len(frame), STRETCH), threads, ahead=1))


def linked(frame: Frame, scored: Scored, hints: Hints | None = None) -> Linking:
    """The mentions of a frame linked by what the scorer made of them, and by hints."""
    state = _LinkState.before(frame)
    for low, pairs, scores, new in scored:
        _decode_some(frame, pairs, scores, new, low, state, hints or Hints())
    return Linking(with_strays_joined(frame, state.cluster), state.score)


def decode_links(frame: Frame, pairs: Pairs, scores: Floats, new: Floats) -> Linking:
    """Give every mention its entity, in reading order.

    ``scores``: of each pair, as log-odds against ``new``, the score of being a new entity.
    """
    state = _LinkState.before(frame)
    _decode_some(frame, pairs, scores, new, 0, state, Hints())
    return Linking(state.cluster, state.score)


@dataclass(slots=True)
class _LinkState:
    """What is decided so far: entities, who owns each name, and the columns to fill."""

    entities: list[_LinkedEntity]
    owner: dict[int, int]
    cluster: Ints
    score: Floats

    @staticmethod
    def before(frame: Frame) -> "_LinkState":
        """Nothing decided yet."""
        count = len(frame)
        return _LinkState([], {}, np.zeros(count, dtype=np.int32), np.ones(count, np.float32))


def _decode_some(
    frame: Frame,
    pairs: Pairs,
    scores: Floats,
    new: Floats,
    low: int,
    state: _LinkState,
    hints: Hints,
) -> None:
    """Decide the mentions from ``low``, as many as ``new`` has, whose pairs these are.

    In lists, which plain loops read fastest.
    """
    high = low + len(new)
    weights = np.exp(np.clip(scores, -30, 30)).tolist()
    earlier = pairs.antecedent.tolist()
    starts = np.searchsorted(pairs.anaphor, np.arange(low, high + 1)).tolist()
    fresh = np.exp(np.clip(new, -30, 30)).tolist()
    names, genders = frame.name[low:high].tolist(), frame.gender[low:high].tolist()
    classes, numbers = frame.cls[low:high].tolist(), frame.number[low:high].tolist()
    entities, owner, cluster = state.entities, state.owner, state.cluster
    bound = _bound(frame, low, high)
    for i, (name, gender, number) in enumerate(zip(names, genders, numbers, strict=True)):
        chosen = owner.get(name, -1) if name >= 0 else -1
        if chosen < 0 and low + i in hints.same:
            entity = int(cluster[hints.same[low + i]])
            if _may_join(entities[entity], name, gender, number):
                chosen = entity
        if chosen < 0:
            near = range(starts[i], starts[i + 1])
            found = [(int(cluster[earlier[p]]), weights[p]) for p in near]
            leaning = [(int(cluster[other]), factor) for other, factor in bound.get(i, ())]
            leaning += [(int(cluster[other]), OBJECT) for other in hints.apart.get(low + i, ())]
            by_entity = _by_entity(found, leaning)
            best = fresh[i]
            total = best + sum(by_entity.values())
            for entity, weight in by_entity.items():
                if weight > best and _may_join(entities[entity], name, gender, number):
                    chosen, best = entity, weight
            state.score[low + i] = best / total
        if chosen < 0:
            chosen = len(entities)
            entities.append(_LinkedEntity())
        cluster[low + i] = chosen
        _join(entities[chosen], name, gender, number, classes[i])
        if name >= 0:
            owner[name] = chosen


def _by_entity(
    found: Sequence[tuple[int, float]], leaning: Sequence[tuple[int, float]]
) -> dict[int, float]:
    """The weight of each entity: that of its mentions, times what is known of it besides."""
    out: dict[int, float] = {}
    for entity, weight in found:
        out[entity] = out.get(entity, 0.0) + weight
    for entity, factor in leaning:
        out[entity] = out.get(entity, 0.0) * factor
    return out


def _bound(frame: Frame, low: int, high: int) -> dict[int, tuple[tuple[int, float]]]:
    """For pronouns whose clause tells: its subject, and how that weighs (`clausemates`).

    Numbered from ``low``. Only subjects that stand before them count.
    """
    rows = np.arange(low, high)
    subject = frame.subject[low:high]
    third = (frame.set[low:high] >= 0) & (subject >= 0) & (subject < rows)
    third &= frame.reflexive[low:high] | (frame.role[low:high] == Role.OBJECT)
    out: dict[int, tuple[tuple[int, float]]] = {}
    for i in np.flatnonzero(third).tolist():
        out[i] = ((int(subject[i]), REFLEXIVE if frame.reflexive[low + i] else OBJECT),)
    return out


def _may_join(entity: _LinkedEntity, name: int, gender: int, number: int) -> bool:
    if name >= 0 and entity.name >= 0 and name != entity.name:
        return False
    if gender == Gender.HE and entity.she > 2 * entity.he:
        return False
    if gender == Gender.SHE and entity.he > 2 * entity.she:
        return False
    if number == GrammaticalNumber.SEVERAL and entity.number == GrammaticalNumber.ONE:
        return entity.name < 0 or not entity.he + entity.she
    return True


def _join(entity: _LinkedEntity, name: int, gender: int, number: int, cls: int) -> None:
    if name >= 0:
        entity.name = name
    if gender == Gender.HE:
        entity.he += 1
    elif gender == Gender.SHE:
        entity.she += 1
    if not entity.number and cls <= MentionClass.NOUN:
        entity.number = number
