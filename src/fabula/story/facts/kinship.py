"""Which relations to believe: the whole book's evidence for each pair of people, weighed.

A name beside a noun of relation ("his sister Jane") says who is meant; a noun of relation
alone ("his sister") is linked by coreference, which is often wrong where a book has many
sisters. One row of the first sort can carry a relation; rows of the second only confirm
one that a shared surname makes likely, or that nothing else in the book speaks against.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fabula.english.kin import INVERSE as ONE_WAY
from fabula.english.kin import SYMMETRIC
from fabula.manuscript.spans import Span
from fabula.story.model import Character, Relation
from fabula.story.names.personal import parse_name

__all__ = ["INVERSE", "Told", "believed"]

INVERSE: dict[str, str] = {**{kind: kind for kind in SYMMETRIC}, **ONE_WAY}
INVERSE |= {other: kind for kind, other in INVERSE.items()}
"""What someone is to a person who is the key to them."""

_KIN = frozenset(
    {
        *("sibling", "parent", "child", "spouse", "grandparent", "grandchild", "cousin"),
        *("aunt or uncle", "niece or nephew", "in-law"),
    }
)
"""Kinds of which two people have one at most."""

_ONE_SURNAME = frozenset({"sibling", "parent", "child", "spouse"})
"""Kinds whose people mostly share a surname; others are not told by it."""

_BELIEVED = 0.6
"""Evidence from which on a relation is believed. Tuned on two novels by Jane Austen."""

_WEAK = 0.3
"""Rows that weigh less only confirm."""

_CONFIRMING = 0.35
"""The most that weak rows weigh together where no surname makes them likely."""

_KINDRED = 0.8
"""The evidence of a shared surname where a strong row or several weak ones agree with it."""

_BY_BLOOD = frozenset({"sibling", "parent", "child"})
_STRANGE_NAMES = 0.75
"""What different surnames leave of the evidence for near kin; wives make it more than little."""

_FEWEST = 2
"""Weak rows that a shared surname needs, without a strong one."""

_UNNAMED_FEWEST = 3
"""Weak rows that suffice between people of whom no surname is known."""

_MAJORITY = 0.6
"""The part of a pair's evidence that the kind believed must have."""


@dataclass(frozen=True, slots=True)
class Told:
    """One place that makes ``source`` the ``kind`` of ``target``; ``weight`` is 0 to 1."""

    source: int
    kind: str
    target: int
    span: Span
    said_by: int | None
    weight: float


@dataclass(slots=True)
class _Case:
    """What speaks for one relation of a pair, seen from the person with the lower id."""

    low: int
    kind: str
    high: int
    rows: list[Told] = field(default_factory=list)

    @property
    def best(self) -> Told:
        """The row to show: the heaviest, the narrator's and the first among equals."""
        return max(self.rows, key=lambda r: (r.weight, r.said_by is None, -r.span.start))

    @property
    def ends(self) -> tuple[int, int]:
        return self.low, self.high

    def strong(self) -> float:
        """The rows that can carry a relation, taken as independent."""
        doubt = 1.0
        for row in self.rows:
            doubt *= 1.0 - row.weight if row.weight >= _WEAK else 1.0
        return 1.0 - doubt

    def weak(self) -> float:
        """The weight of the other rows, which are not independent of each other."""
        return sum(row.weight for row in self.rows if row.weight < _WEAK)


def believed(rows: Iterable[Told], characters: Sequence[Character]) -> tuple[Relation, ...]:
    """The relations that the rows support, each once, from the end that is told best."""
    pronouns = {c.id: c.pronouns for c in characters}
    surnames = {c.id: _surnames(c) for c in characters}
    by_pair: defaultdict[tuple[int, int], dict[str, _Case]] = defaultdict(dict)
    for row in rows:
        if row.source != row.target:
            low, high = sorted((row.source, row.target))
            kind = row.kind if row.source == low else INVERSE[row.kind]
            cases = by_pair[low, high]
            cases.setdefault(kind, _Case(low, kind, high)).rows.append(row)
    sure: list[tuple[float, _Case]] = []
    for cases in by_pair.values():
        sure += _of_pair(cases, surnames)
    return tuple(_agreeing(sure, pronouns))


def _surnames(character: Character) -> frozenset[str]:
    names = [parse_name(name) for name in (character.name, *character.aliases)]
    return frozenset(n.family for n in names if n is not None and n.family and not n.plural)


def _of_pair(
    cases: Mapping[str, _Case], surnames: Mapping[int, frozenset[str]]
) -> Iterator[tuple[float, _Case]]:
    """The kin kind that the evidence favours, if it does; else the best other kind."""
    kin = {kind: case for kind, case in cases.items() if kind in _KIN}
    other = {kind: case for kind, case in cases.items() if kind not in _KIN}
    for group in (kin, other):
        mass = {kind: _mass(case, surnames) for kind, case in group.items()}
        if not mass:
            continue
        kind = max(mass, key=lambda k: (mass[k], len(group[k].rows), k))
        strength = _strength(group[kind], surnames)
        if strength >= _BELIEVED and mass[kind] >= _MAJORITY * sum(mass.values()):
            yield strength, group[kind]
            return


def _likely(case: _Case, surnames: Mapping[int, frozenset[str]]) -> bool:
    """Whether two people share a surname that fits the kind."""
    return case.kind in _ONE_SURNAME and bool(surnames[case.low] & surnames[case.high])


def _mass(case: _Case, surnames: Mapping[int, frozenset[str]]) -> float:
    """What a kind brings against the other kinds of its pair."""
    strong = sum(row.weight for row in case.rows if row.weight >= _WEAK)
    return strong + (case.weak() if _likely(case, surnames) else min(case.weak(), _CONFIRMING))


def _strength(case: _Case, surnames: Mapping[int, frozenset[str]]) -> float:
    strength = case.strong()
    one, other = surnames[case.low], surnames[case.high]
    if case.kind in _BY_BLOOD and one and other and not one & other:
        strength *= _STRANGE_NAMES
    if _likely(case, surnames) and (strength or len(case.rows) >= _FEWEST):
        return 1.0 - (1.0 - strength) * (1.0 - _KINDRED) * (1.0 - min(case.weak(), _CONFIRMING))
    if not one and not other and case.kind in _KIN and len(case.rows) >= _UNNAMED_FEWEST:
        return max(strength, _BELIEVED)
    return strength


def _agreeing(
    sure: Iterable[tuple[float, _Case]], pronouns: Mapping[int, str | None]
) -> Iterator[Relation]:
    """The strongest first: nobody has two spouses, or three parents, or two mothers."""
    taken: defaultdict[tuple[int, str], list[str | None]] = defaultdict(list)
    for strength, case in sorted(sure, key=lambda s: (-s[0], s[1].best.span)):
        seats = list(_seats(case))
        if not all(_free(seat[1], taken[seat], pronouns.get(who)) for seat, who in seats):
            continue
        for seat, who in seats:
            taken[seat].append(pronouns.get(who))
        row = case.best
        yield Relation(row.source, row.kind, row.target, row.span, row.said_by, round(strength, 3))


def _seats(case: _Case) -> Iterator[tuple[tuple[int, str], int]]:
    """Whose spouse or parent is taken by the relation, and by whom."""
    low, high = case.ends
    if case.kind == "spouse":
        yield (low, "spouse"), high
        yield (high, "spouse"), low
    elif case.kind == "parent":
        yield (high, "parent"), low
    elif case.kind == "child":
        yield (low, "parent"), high


def _free(role: str, taken: Sequence[str | None], pronouns: str | None) -> bool:
    if role == "spouse" or len(taken) > 1:
        return not taken
    return not taken or pronouns is None or pronouns not in taken
