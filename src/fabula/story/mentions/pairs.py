"""Pairs of mentions: which earlier mentions each may go back to, and how the two compare.

Candidates are chosen with whole arrays: for each mention the nearest earlier ones that
agree with it, and a few far ones that share its head word or its speaker. Features are
small categories (looked up in learned tables) and numbers; `PairScorer` turns them into
scores. Both work on one stretch of mentions at a time, so memory stays bounded, and what
they find does not depend on how the stretches are cut.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Floats, Ints
from fabula.language.products import product
from fabula.language.reading import EntityType
from fabula.story.mentions.focus_clues import FOCUS, FocusClues
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import Determiner, GrammaticalNumber, MentionClass, Role
from fabula.story.mentions.pair_clues import CLUES, PairClues
from fabula.story.names.gender import Gender

__all__ = [
    "NUMBERS",
    "TABLES",
    "Landscape",
    "PairFinder",
    "PairScorer",
    "Pairs",
    "find_pairs",
    "mention_categories",
    "pair_features",
]

Inputs = Callable[[Ints], Floats]
"""The token vectors of the mentions of these numbers. [., 3 D]"""

REACH = 100
"""How many mentions back an ordinary candidate may stand."""

KEPT = 22
"""How many of the nearest agreeing candidates a mention keeps."""

BATCH = 4_000
"""How many pairs are compared at once: few enough to stay near the processor."""

TABLES = {
    "class": len(MentionClass) ** 2,
    "role": len(Role) ** 2,
    "speech": 16,  # of `_SpeechRelation`
    "near": 48,
    "det": len(Determiner) ** 2,
}
"""Pair categories and their sizes."""

NUMBERS = 38 + CLUES + FOCUS
"""Width of the numeric features of a pair."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """P candidate pairs, sorted by anaphor and then by antecedent, nearest last."""

    anaphor: Ints
    antecedent: Ints

    def __len__(self) -> int:
        return len(self.anaphor)


def _agree(frame: Frame, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Whether nothing known keeps mentions a and b from being one entity."""
    gender_a, gender_b = frame.gender[a], frame.gender[b]
    told = (gender_a != Gender.OPEN) & (gender_b != Gender.OPEN)
    clash = told & (gender_a != gender_b)
    number_a, number_b = frame.number[a], frame.number[b]
    clash |= (
        (number_a != GrammaticalNumber.OPEN)
        & (number_b != GrammaticalNumber.OPEN)
        & (number_a != number_b)
        & ((frame.cls[a] != MentionClass.THEY) | (number_a == GrammaticalNumber.ONE))
    )
    person_a, person_b = frame.type[a] == EntityType.PER, frame.type[b] == EntityType.PER
    clash |= person_a != person_b
    clash |= (frame.name[a] >= 0) & (frame.name[b] >= 0) & (frame.name[a] != frame.name[b])
    i, you = MentionClass.I, MentionClass.YOU
    first_second = ((frame.cls[a] == i) & (frame.cls[b] == you)) | (
        (frame.cls[a] == you) & (frame.cls[b] == i)
    )
    clash |= first_second & (frame.quote[a] == frame.quote[b])
    agreed: NDArray[np.bool_] = ~(clash | _two_the(frame, a, b))
    return agreed


def _two_the(frame: Frame, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """ "The fox ran, and the hare knew it": two nouns with "the" in one sentence are two."""
    two: NDArray[np.bool_] = (frame.sentence[a] == frame.sentence[b]) & (
        frame.word[a] != frame.word[b]
    )
    for one in (a, b):
        two &= (frame.cls[one] == MentionClass.NOUN) & (frame.determiner[one] == Determiner.THE)
        two &= (frame.role[one] != Role.APPOSITION) & (frame.role[one] != Role.PREDICATE)
    return two


def find_pairs(frame: Frame) -> Pairs:
    """The candidate pairs of all mentions, at most about `KEPT` + 8 for each."""
    return PairFinder(frame).among(0, len(frame))


class PairFinder:
    """Finds the candidate pairs of a story, those of one stretch of mentions at a time."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        far = _far_pairs(frame)
        a = np.concatenate([pair[0] for pair in far])
        b = np.concatenate([pair[1] for pair in far])
        order = np.argsort(a, kind="stable")
        self._far = a[order], b[order]

    def among(self, low: int, high: int) -> Pairs:
        """The pairs whose anaphors are the mentions ``low`` to ``high``."""
        size = len(self._frame) + 1
        far_a, far_b = self._far
        far = slice(*np.searchsorted(far_a, (low, high)))
        found = [*self._near(low, high), (far_a[far], far_b[far])]
        keys = np.concatenate([a.astype(np.int64) * size + b for a, b in found])
        keys.sort()
        keys = keys[np.diff(keys, prepend=-1) > 0]
        return Pairs((keys // size).astype(np.int32), (keys % size).astype(np.int32))

    def _near(self, low: int, high: int) -> list[tuple[Ints, Ints]]:
        """Each of these mentions with the nearest earlier ones that agree with it."""
        found: list[tuple[Ints, Ints]] = []
        wanting = np.arange(low, high, dtype=np.int32)
        kept = np.zeros(high - low, dtype=np.int32)
        for back in range(1, REACH + 1):
            wanting = wanting[(wanting >= back) & (kept[wanting - low] < KEPT)]
            if not len(wanting):
                break
            earlier = wanting - np.int32(back)
            mask = _agree(self._frame, wanting, earlier)
            a = wanting[mask]
            kept[a - low] += 1
            found.append((a, earlier[mask]))
        return found


def _previous(groups: Ints, times: int) -> list[tuple[Ints, Ints]]:
    """Pairs of each member of a group with its last few members before it; -1 is no group."""
    members = np.nonzero(groups >= 0)[0]
    order = members[np.argsort(groups[members], kind="stable")]
    pairs = []
    for back in range(1, times + 1):
        a, b = order[back:], order[:-back]
        same = groups[a] == groups[b]
        pairs.append((a[same].astype(np.int32), b[same].astype(np.int32)))
    return pairs


def _far_pairs(frame: Frame) -> list[tuple[Ints, Ints]]:
    singular_noun = (frame.cls == MentionClass.NOUN) & (frame.determiner != Determiner.A)
    pairs = _previous(np.where(singular_noun, frame.word, -1), 3)
    narrating = (frame.quote < 0) & np.isin(frame.cls, (MentionClass.I, MentionClass.WE))
    pairs += _previous(np.where(narrating, frame.cls, -1), 1)
    pairs += _previous(np.where(frame.cls == MentionClass.NOUN, frame.string, -1), 1)
    noun_or_name = np.where(frame.cls <= MentionClass.NOUN, frame.word, -1)
    pairs += _previous(noun_or_name, 1)
    return [
        (a[m], b[m])
        for a, b in pairs
        for m in [(frame.type[a] == frame.type[b]) & _agree(frame, a, b)]
    ]


def mention_categories(frame: Frame, which: Ints | slice = slice(None)) -> Ints:
    """What the model is told of mentions apart from their vectors: [., 6] small categories."""
    in_speech = (frame.quote[which] >= 0).astype(np.int32)
    nested = (frame.parent[which] >= 0).astype(np.int32)
    return np.stack(
        [
            frame.cls[which],
            frame.role[which],
            frame.determiner[which],
            frame.gender[which] + 4 * frame.number[which],
            frame.type[which],
            in_speech + 2 * nested + 4 * (frame.cued[which] >= 0),
        ],
        axis=1,
    ).astype(np.int32)


def _bucket(values: Ints, edges: tuple[int, ...]) -> Ints:
    return np.searchsorted(np.array(edges), values, side="left").astype(np.int32)


class _SpeechRelation(IntEnum):
    """Where an anaphor and its antecedent stand with regard to speech and its cues."""

    BOTH_TOLD = 0
    BOTH_SAID = 1
    """In one turn; the codes up to five say how many turns apart."""
    TOLD_BESIDE = 6
    """The antecedent is told in the block in which the anaphor is said."""
    TOLD_ELSEWHERE = 7
    OWN_CUE = 8
    """The antecedent is the cue of the anaphor's turn."""
    CUE_BEFORE = 9
    CUE_TWO_BEFORE = 10
    SAID_BESIDE = 11
    """The antecedent is said in the block in which the anaphor is told."""
    SAID_ELSEWHERE = 12
    CUE_OF_IT = 13
    """The anaphor is the cue of the antecedent's turn."""
    CUE_AFTER = 14
    CUE_TWO_AFTER = 15


def _speech_relation(frame: Frame, a: Ints, b: Ints) -> Ints:
    """Where each pair stands with regard to speech: of `_SpeechRelation`."""
    of = _SpeechRelation
    qa, qb = frame.quote[a], frame.quote[b]
    apart = np.clip(np.abs(qa - qb), 0, of.TOLD_BESIDE - of.BOTH_SAID - 1)
    out = np.where((qa >= 0) & (qb >= 0), of.BOTH_SAID + apart, of.BOTH_TOLD)
    beside = frame.block[a] == frame.block[b]
    said_a, said_b = (qa >= 0) & (qb < 0), (qa < 0) & (qb >= 0)
    out = np.where(said_a, np.where(beside, of.TOLD_BESIDE, of.TOLD_ELSEWHERE), out)
    out = np.where(said_b, np.where(beside, of.SAID_BESIDE, of.SAID_ELSEWHERE), out)
    cue = frame.cued[b]
    for steps, relation in enumerate((of.OWN_CUE, of.CUE_BEFORE, of.CUE_TWO_BEFORE)):
        out = np.where(said_a & (cue >= 0) & (cue == qa - steps), relation, out)
    cue = frame.cued[a]
    for steps, relation in enumerate((of.CUE_OF_IT, of.CUE_AFTER, of.CUE_TWO_AFTER)):
        out = np.where(said_b & (cue >= 0) & (cue == qb + steps), relation, out)
    return out.astype(np.int32)


def _categories(frame: Frame, a: Ints, b: Ints) -> dict[str, Ints]:
    sentences = _bucket(frame.sentence[a] - frame.sentence[b], (0, 1, 2, 3, 5, 8, 13))
    blocks = _bucket(frame.block[a] - frame.block[b], (0, 1, 2, 4, 8))
    return {
        "class": frame.cls[a] * len(MentionClass) + frame.cls[b],
        "role": frame.role[a] * len(Role) + frame.role[b],
        "speech": _speech_relation(frame, a, b),
        "near": sentences * 6 + blocks,
        "det": frame.determiner[a] * len(Determiner) + frame.determiner[b],
    }


def _running(mask: NDArray[np.bool_]) -> Ints:
    return np.concatenate([[0], np.cumsum(mask)]).astype(np.int32)


def _speakers(frame: Frame, a: Ints, name: Ints) -> list[NDArray[np.bool_]]:
    """Whether a name is, or is not, that of the cue of the turn that a stands in.

    Then whether it is that of a cue one turn away, and two. A cue may follow its turn, so the
    antecedents alone would not show it.
    """
    if not len(frame.turn_cue):
        return [np.zeros(len(a), dtype=np.bool_)] * 4
    said = np.where(frame.turn_cue >= 0, frame.name[frame.turn_cue], -1)
    last = len(said) - 1
    turn = frame.quote[a]
    spoken = (turn >= 0) & (name >= 0)

    def cue(step: int) -> Ints:
        at = turn + step
        return np.where((at >= 0) & (at <= last), said[np.clip(at, 0, last)], -1).astype(np.int32)

    own = cue(0)
    near = (cue(-1) == name) | (cue(1) == name)
    far = (cue(-2) == name) | (cue(2) == name)
    return [
        spoken & (own == name),
        spoken & (own >= 0) & (own != name),
        spoken & near,
        spoken & far,
    ]


def _wording(frame: Frame, a: Ints, b: Ints) -> list[NDArray[np.bool_]]:
    """How the words that describe two nouns compare, and a noun with the title of a name."""
    word_a, word_b = frame.word[a], frame.word[b]
    mine, other = frame.modifiers[a], frame.modifiers[b]
    shared = ((mine[:, :, None] == other[:, None, :]) & (mine[:, :, None] >= 0)).any(axis=(1, 2))
    told_a, told_b = mine[:, 0] >= 0, other[:, 0] >= 0
    differ = told_a & told_b & ~shared
    return [
        shared,
        differ,
        told_a & ~told_b,
        told_b & ~told_a,
        differ & (word_a == word_b),
        (mine == word_b[:, None]).any(axis=1) | (other == word_a[:, None]).any(axis=1),
        (word_a == frame.title[b]) | (word_b == frame.title[a]),
    ]


class _Between(IntEnum):
    """Sorts of mentions that are counted between two: people by gender, groups, subjects."""

    HE = 0
    SHE = 1
    OPEN = 2
    SEVERAL = 3
    SUBJECT = 4


class Landscape:
    """What stands between and around mentions, made ready once for all pairs of a story.

    Running counts answer how many mentions of a sort stand between two places; sorted keys
    of name and place answer how often somebody was named of late.
    """

    def __init__(self, frame: Frame) -> None:
        count = len(frame)
        person = frame.type == EntityType.PER
        known = person & (frame.cls != MentionClass.OTHER)
        open_ = frame.gender == Gender.OPEN
        sorts = {
            _Between.HE: known & (frame.gender == Gender.HE),
            _Between.SHE: known & (frame.gender == Gender.SHE),
            _Between.OPEN: person & open_ & (frame.cls <= MentionClass.NOUN),
            _Between.SEVERAL: frame.number == GrammaticalNumber.SEVERAL,
            _Between.SUBJECT: person & (frame.role == Role.SUBJECT),
        }
        self.sorts = np.stack([_running(sorts[sort]) for sort in _Between], axis=1)
        named = np.flatnonzero(frame.name >= 0)
        order = named[np.argsort(frame.name[named], kind="stable")]
        self.size = count + 1
        self.keys = frame.name[order].astype(np.int64) * self.size + order
        self.following = np.full(count, count, dtype=np.int32)
        same = frame.name[order[1:]] == frame.name[order[:-1]]
        self.following[order[:-1][same]] = order[1:][same]
        self.clues = PairClues(frame)
        self.focus = FocusClues(frame)

    def between(self, a: Ints, b: Ints) -> Ints:
        """How many of each sort (`_Between`) stand between two mentions. [P, 5]"""
        return self.sorts[a] - self.sorts[b + 1]

    def named(self, name: Ints, low: Ints, high: Ints) -> Ints:
        """How often each name stands from mention ``low`` up to ``high``; 0 for no name. [P]"""
        base = name.astype(np.int64) * self.size
        found = np.searchsorted(self.keys, base + high) - np.searchsorted(self.keys, base + low)
        return np.where(name >= 0, found, 0).astype(np.int32)


def pair_features(
    frame: Frame, pairs: Pairs, low: int, high: int, land: Landscape
) -> tuple[dict[str, Ints], Floats]:
    """Categories and numbers of the pairs ``low`` to ``high``. Numbers: [P, NUMBERS]."""
    a, b = pairs.anaphor[low:high], pairs.antecedent[low:high]
    gender_a, gender_b = frame.gender[a], frame.gender[b]
    between = land.between(a, b)
    own = np.where(gender_a == Gender.SHE, between[:, _Between.SHE], between[:, _Between.HE])
    name = frame.name[b]
    columns = [
        np.log1p(a - b) / 4,
        np.log1p(np.maximum(frame.head[a] - frame.head[b], 0)) / 6,
        (gender_a != Gender.OPEN) & (gender_a == gender_b),
        (gender_a != Gender.OPEN) & (gender_b == Gender.OPEN),
        (frame.number[a] == frame.number[b]) & (frame.number[a] != GrammaticalNumber.OPEN),
        frame.type[a] == frame.type[b],
        frame.word[a] == frame.word[b],
        frame.string[a] == frame.string[b],
        (frame.name[a] >= 0) & (frame.name[a] == name),
        frame.end[b] >= frame.end[a],
        (frame.parent[a] >= 0) & (frame.parent[a] == frame.parent[b]),
        (frame.governor[a] == frame.governor[b]) & (frame.governor[a] >= 0),
        frame.governor[a] == frame.head[b],
        frame.governor[b] == frame.head[a],
        frame.block[a] == frame.block[b],
        np.log1p(own) / 2,
        np.log1p(between[:, _Between.OPEN]) / 2,
        np.log1p(between[:, _Between.SEVERAL]) / 2,
        np.log1p(between[:, _Between.SUBJECT]) / 2,
        own == 0,
        (frame.role[b] == Role.SUBJECT) & (frame.sentence[a] - frame.sentence[b] == 1),
        frame.cued[b] >= 0,
        frame.cued[a] >= 0,
        name >= 0,
        (name >= 0) & (land.following[b] >= a),
        np.log1p(land.named(name, np.maximum(a - 60, 0), a)) / 3,
        np.log1p(land.named(name, np.zeros_like(a), a)) / 5,
        *_speakers(frame, a, name),
        *_wording(frame, a, b),
        *land.clues.columns(a, b),
    ]
    numbers = np.empty((len(a), NUMBERS), dtype=np.float32)
    np.stack(columns, axis=1, out=numbers[:, :-FOCUS], casting="unsafe")
    numbers[:, -FOCUS:] = land.focus.columns(a, b)
    return _categories(frame, a, b), numbers


class PairScorer:
    """The learned scorer of pairs and of new entities: the mean of a few nets of one shape.

    A mention's state is a linear view of its vectors (head, first and last token) and its
    categories; a pair's hidden layer adds both states, its tables, its numbers and the
    product of two short views; two more layers give the score. A new entity scores by the
    mention alone.
    """

    def __init__(self, nets: Sequence[Mapping[str, Floats]]) -> None:
        self.nets = [_with_joint_tables(net) for net in nets]

    @property
    def width(self) -> int:
        """The width of a mention's inputs, 3 D."""
        return int(self.nets[0]["vector"].shape[0])

    @staticmethod
    def load(path: Traversable) -> "PairScorer":
        """The scorer whose weights the ``.npz`` file holds; the first axis of each is the net."""
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            weights = {k: data[k].astype(np.float32) for k in data.files}
        count = len(next(iter(weights.values())))
        return PairScorer([{k: v[n] for k, v in weights.items()} for n in range(count)])

    def score(self, frame: Frame, pairs: Pairs, inputs: Inputs) -> tuple[Floats, Floats]:
        """Scores of all pairs of a story [P] and of being new [M]."""
        return self.score_some(frame, pairs, inputs, Landscape(frame), 0, len(frame))

    def score_some(
        self, frame: Frame, pairs: Pairs, inputs: Inputs, land: "Landscape", low: int, high: int
    ) -> tuple[Floats, Floats]:
        """Scores of the pairs of the anaphors ``low`` to ``high`` [P], and of their being new."""
        shown = _Shown.of(pairs, low, high)
        x, categories = inputs(shown.mentions), mention_categories(frame, shown.mentions)
        views = [_view(net, x, categories) for net in self.nets]
        scores = np.zeros(len(pairs), dtype=np.float32)
        for begin in range(0, len(pairs), BATCH):
            end = min(begin + BATCH, len(pairs))
            a, b = pairs.anaphor[begin:end], pairs.antecedent[begin:end]
            tables, numbers = pair_features(frame, pairs, begin, end, land)
            joint = [tables[one] * TABLES[other] + tables[other] for one, other in _JOINT]
            rows = dict(zip(_JOINT, joint, strict=True))
            a, b = shown.rows(a), shown.rows(b)
            for net, view in zip(self.nets, views, strict=True):
                scores[begin:end] += _score_pairs(net, view, a, b, rows, tables["role"], numbers)
        own = slice(len(shown.mentions) - (high - low), None)
        new: Floats = np.mean([view.new[own] for view in views], axis=0, dtype=np.float32)
        scores /= len(self.nets)
        return scores, new


class _Shown(NamedTuple):
    """The mentions that the pairs of a stretch show: a few far ones, then all from ``base``."""

    mentions: Ints
    base: int
    far: Ints

    @staticmethod
    def of(pairs: Pairs, low: int, high: int) -> "_Shown":
        """Those of pairs whose anaphors are ``low`` to ``high``."""
        base = max(low - REACH, 0)
        far = np.unique(pairs.antecedent[pairs.antecedent < base])
        near = np.arange(base, high, dtype=np.int32)
        return _Shown(np.concatenate([far, near]), base, far)

    def rows(self, mentions: Ints) -> Ints:
        """Where these stand in ``mentions``."""
        near = mentions - self.base + len(self.far)
        return np.where(mentions < self.base, np.searchsorted(self.far, mentions), near)


class _View(NamedTuple):
    """What each mention brings to its pairs: later, earlier, both short views, newness."""

    later: Floats
    earlier: Floats
    short_a: Floats
    short_b: Floats
    new: Floats


_JOINT = (("class", "det"), ("near", "speech"))
"""Tables whose sums are looked up at once."""


def _with_joint_tables(net: Mapping[str, Floats]) -> dict[str, Floats]:
    made = dict(net)
    for one, other in _JOINT:
        both = net[f"table_{one}"][:, None, :] + net[f"table_{other}"][None, :, :]
        made[f"{one}+{other}"] = both.reshape(-1, both.shape[-1])
    return made


def _view(net: Mapping[str, Floats], x: Floats, categories: Ints) -> _View:
    state = product(x, net["vector"])
    for column in range(categories.shape[1]):
        state += net[f"mention{column}"][categories[:, column]]
    first = np.maximum(product(state, net["new1"]) + net["new1_bias"], 0)
    return _View(
        later=product(state, net["later"]),
        earlier=product(state, net["earlier"]),
        short_a=product(x, net["short_a"]),
        short_b=product(x, net["short_b"]),
        new=(product(first, net["new2"]) + net["new2_bias"])[:, 0],
    )


def _score_pairs(
    net: Mapping[str, Floats],
    view: _View,
    a: Ints,
    b: Ints,
    rows: Mapping[tuple[str, str], Ints],
    roles: Ints,
    numbers: Floats,
) -> Floats:
    hidden = product(numbers, net["numbers"])
    hidden += product(view.short_a[a] * view.short_b[b], net["product"])
    row = np.empty_like(hidden)
    for (one, other), values in rows.items():
        hidden += np.take(net[f"{one}+{other}"], values, axis=0, out=row, mode="clip")
    hidden += np.take(net["table_role"], roles, axis=0, out=row, mode="clip")
    hidden += np.take(view.later, a, axis=0, out=row, mode="clip")
    hidden += np.take(view.earlier, b, axis=0, out=row, mode="clip")
    np.maximum(hidden, 0, out=hidden)
    second = np.maximum(product(hidden, net["second"]) + net["second_bias"], 0)
    scores: Floats = (product(second, net["last"]) + net["last_bias"])[:, 0]
    return scores
