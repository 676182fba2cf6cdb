"""A thing by another make than it has: a Honda that becomes "that Suzuki".

A make that nobody has brought in is taken up ("the", "that", "her old"), where only one thing of
the kind has a make, and that is another one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.attributes import ANOTHER_VEHICLE, MAKES, VEHICLES
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.facts.clauses import Clauses
from fabula.story.model import Story

__all__ = ["other_makes"]

_KINDS = {
    make.lower(): frozenset(kind for kind, makes in MAKES.items() if make in makes)
    for makes in MAKES.values()
    for make in makes
}
_BRINGING_IN = frozenset({"a", "an"})
_TAKING_UP = frozenset({"the", "that", "this"})
_OWN = frozenset({"his", "her", "my", "our", "their"})
_OTHER = frozenset(ANOTHER_VEHICLE) | {"another", "other", "bought", "sold", "hired", "borrowed"}
_ALIKE = (frozenset({"chevy", "chevrolet"}), frozenset({"fender", "telecaster", "stratocaster"}),
          frozenset({"rolls-royce", "bentley"}), frozenset({"citroen", "citroën"}))  # fmt: skip
_FAR = 40_000
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class _Make:
    name: str
    told: str
    whose: int | None
    token: int


def other_makes(story: Story) -> Iterator[Clash]:
    """The first make of each kind of thing that is taken up where another was brought in."""
    clauses, starts = story.clauses, story.reading.tokens.start
    seen: defaultdict[str, list[_Make]] = defaultdict(list)
    told: set[str] = set()
    for token in clauses.places(_KINDS):
        if not story.reading.words[token][:1].isupper() or _is_name(clauses, token):
            continue
        one = _make(clauses, token)
        for kind in sorted(_KINDS[one.name]):
            first = seen[kind][0] if seen[kind] else None
            others = {make.name for make in seen[kind]}
            seen[kind].append(one)
            if first is None or len(others) != 1 or one.name in others or kind in told:
                continue
            if any({one.name, first.name} <= alike for alike in _ALIKE):
                continue
            near = int(starts[token]) - int(starts[first.token]) < _FAR
            scenes = [story.manuscript.scene_at(int(starts[m.token])) for m in (first, one)]
            if near and _is_taken_up(first, one, one_scene=scenes[0] == scenes[1]) and not (
                _is_another(clauses, kind, first.token, token)
            ):  # fmt: skip
                told.add(kind)
                at, span = (clauses.span(m.token, m.token + 1) for m in (first, one))
                yield Clash("make", at, span)
                break


def _is_name(clauses: Clauses, token: int) -> bool:
    """Whether it is part of a longer name, of somebody or of a model: "Henry Ford"."""
    words = clauses.reading.words
    before, after = words[max(0, token - 1)], words[token + 1 : token + 2]
    beside = before[:1].isupper() and not clauses.opens(token - 1) and token > 0
    return beside or bool(after and (after[0][:1].isupper() or after[0] in ("'s", "’s", "-")))


def _make(clauses: Clauses, token: int) -> _Make:
    first = token
    while token - first < _BEFORE and clauses.reading.upos[first - 1] in ("ADJ", "ADV", "NUM"):
        first -= 1
    told = clauses.words[first - 1] if first else ""
    whose = None
    if told == "my" and clauses.quote_of[first] < 0:
        whose = NARRATOR
    elif told in _OWN:
        owner = clauses.who(first - 1)
        whose = owner.entity if owner is not None else None
    return _Make(clauses.words[token], told, whose, token)


def _is_taken_up(first: _Make, one: _Make, *, one_scene: bool) -> bool:
    """Whether the second make can only be of what the first was."""
    brought_in = first.told in _BRINGING_IN | _OWN
    if not brought_in:
        return False
    if one.told in _OWN:
        return one.told == first.told and one.whose is not None and one.whose == first.whose
    return one.told in _TAKING_UP and (one_scene or one.told == "that")


def _is_another(clauses: Clauses, kind: str, low: int, high: int) -> bool:
    """Whether between the two something tells of a second thing of the kind."""
    words = clauses.words
    for t in range(low + 1, high):
        of_kind = words[t] == kind or VEHICLES.get(words[t]) == kind
        if of_kind:
            begin, end = clauses.sentence(t)
            if not _OTHER.isdisjoint(words[begin:end]) or words[t - 1] in ("'s", "’s"):
                return True
            if words[t - 1] in _BRINGING_IN or words[t - 2] in _BRINGING_IN:
                return True
    begin, end = clauses.sentence(high)
    return not _OTHER.isdisjoint(words[begin:end])
