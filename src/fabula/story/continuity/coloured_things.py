"""A thing of a scene in another colour: "a yellow umbrella" that becomes "the blue umbrella".

The thing is brought in by its colour and taken up again with another, in one scene, while nothing
there tells of a second one. Vehicles have a module of their own (`repainted`).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.attributes import ANOTHER_THING, THINGS_OF_MANY, VEHICLES
from fabula.english.colours import SHADES
from fabula.english.supersenses import NOUN_SENSES
from fabula.story.continuity.clashes import Clash
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.vehicles import basic_colours
from fabula.story.model import Story

__all__ = ["recoloured_things"]

_BRINGING_IN = frozenset({"a", "an"})
_TAKING_UP = frozenset({"the", "that", "this"})
_OWN = frozenset({"his", "her", "my", "their", "our"})
_KINDS = frozenset({"noun.artifact", "noun.possession"})
_REACH = 4
"""Words before a noun among which its colour stands, and after it in "a kite, a black one"."""
_FAR = 6000
_AFTER = 25
"""Words after a sentence in which "the yellow one" may tell of a second thing."""


@dataclass(frozen=True, slots=True)
class _Coloured:
    """A noun with a colour. ``told``: the determiner before it; ``whose``: of "her", who."""

    noun: str
    colour: str
    told: str
    whose: int | None
    first: int
    last: int


def recoloured_things(story: Story) -> Iterator[Clash]:
    """Each thing that is taken up in another colour than it was brought in with."""
    clauses = story.clauses
    seen: defaultdict[tuple[int, str], list[_Coloured]] = defaultdict(list)
    for one in _coloured(story):
        span = clauses.span(one.first, one.last)
        scene = story.manuscript.scene_at(span.start)
        before = seen[scene, one.noun]
        before.append(one)
        if scene < 0 or len(before) != 2 or one.told in _BRINGING_IN:
            continue
        first = before[0]
        if not _is_taken_up(first, one) or basic_colours(first.colour) & basic_colours(one.colour):
            continue
        at = clauses.span(first.first, first.last)
        if span.start - at.end < _FAR and not _is_another(clauses, first, one):
            yield Clash("recoloured", at, span, None, one.noun)


def _is_taken_up(first: _Coloured, one: _Coloured) -> bool:
    """Whether the second phrase means what the first brought in."""
    if first.told in _BRINGING_IN:
        return one.told in _TAKING_UP
    own = first.told in _OWN and one.told == first.told
    return own and first.whose is not None and first.whose == one.whose


def _coloured(story: Story) -> Iterator[_Coloured]:
    clauses, reading = story.clauses, story.reading
    colours = [word for word in clauses.vocabulary if basic_colours(word)]
    for t in clauses.places(colours):
        if reading.upos[t] not in ("ADJ", "NOUN") or clauses.words[t + 1 : t + 2] in (
            ("and",), ("or",), ("-",)):  # fmt: skip
            continue
        noun = _noun_after(clauses, t)
        if noun < 0:
            found = _one(clauses, t)
            if found is not None:
                yield found
            continue
        first = t
        while first > 0 and reading.upos[first - 1] in ("ADJ", "ADV") and t - first < _REACH:
            first -= 1
        told = clauses.words[first - 1] if first else ""
        possessor = clauses.possessor_before(first)
        owner = clauses.who(possessor) if told in _OWN else None
        if told in _BRINGING_IN | _TAKING_UP or owner is not None:
            whose = owner.entity if owner is not None else None
            yield _Coloured(clauses.words[noun], clauses.words[t], told, whose, t, noun + 1)


def _noun_after(clauses: Clauses, colour: int) -> int:
    """The noun of "red suitcase", "red leather suitcase"; -1 for none that is a thing."""
    t, upos = colour + 1, clauses.reading.upos
    while t < min(len(upos), colour + _REACH) and (
        upos[t] == "ADJ" or (upos[t] == "NOUN" and t + 1 < len(upos) and upos[t + 1] == "NOUN")
    ):
        if basic_colours(clauses.words[t]) or clauses.words[t] in SHADES:
            return -1
        t += 1
    if t >= len(upos) or not _is_thing(clauses, t):
        return -1
    return -1 if clauses.words[t + 1 : t + 2] == ("-",) else t


def _is_thing(clauses: Clauses, t: int) -> bool:
    word = clauses.words[t]
    return (
        clauses.reading.xpos[t] == "NN"
        and NOUN_SENSES.get(word) in _KINDS
        and word not in VEHICLES
        and word not in THINGS_OF_MANY
    )


def _one(clauses: Clauses, colour: int) -> _Coloured | None:
    """ "A kite, a black one", "a kite. It was a black one": the colour of what was just named."""
    words = clauses.words
    if words[colour + 1 : colour + 2] != ("one",) or words[colour - 1] not in _BRINGING_IN:
        return None
    for t in range(colour - 2, max(-1, colour - 2 - 2 * _REACH), -1):
        if clauses.reading.upos[t] != "NOUN":
            continue
        if not _is_thing(clauses, t):
            return None
        return _Coloured(words[t], words[colour], "a", None, t, colour + 2)
    return None


def _is_another(clauses: Clauses, first: _Coloured, second: _Coloured) -> bool:
    """Whether a clause between the two tells of more of them, of paint or of a change."""
    words, lemmas = clauses.words, clauses.reading.lemmas
    _, end = clauses.sentence(second.first)
    ones = (t for t in range(first.last, min(end + _AFTER, len(words))) if words[t] == "one")
    if any(basic_colours(words[t - 1]) for t in ones):
        return True  # "and kept the yellow one"
    for t in range(first.last, second.first):
        if lemmas[t].lower() != first.noun:
            continue
        if clauses.reading.xpos[t] == "NNS":
            return True
        begin, end = clauses.sentence(t)
        if not ANOTHER_THING.isdisjoint(words[max(begin, t - 8) : min(end, t + 8)]):
            return True
        if words[max(0, t - 3) : t].count("a") or words[max(0, t - 3) : t].count("an"):
            return True  # a second one is brought in
    begin, end = clauses.sentence(second.first)
    return not ANOTHER_THING.isdisjoint(words[begin:end])
