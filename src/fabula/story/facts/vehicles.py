"""Cars, vans and boats with a colour: "a green Lancia", "her red van"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fabula.english.attributes import PAINTED, VEHICLES
from fabula.english.colours import SHADES
from fabula.language.reading import Reading
from fabula.manuscript.spans import Span

__all__ = ["PaintedVehicle", "basic_colours", "painted_vehicles"]

_POSSESSIVES = frozenset("my your his her its our their".split())
_INDEFINITE = frozenset({"a", "an", "another", "some"})
_DEFINITE = frozenset({"the", "that", "this", "same"})
_REACH = 4
_FURTHER = 14
"""How many words after a vehicle its colour may stand."""
_WITH = frozenset({"with", "under", "from", "in", "inside", "like"})
_PAINTED_PARTS = frozenset("roof bonnet hood paint paintwork bodywork door doors boot".split())
"""Parts of a vehicle that have its colour."""

Definiteness = Literal["a", "the", "whose"]


@dataclass(frozen=True, slots=True)
class PaintedVehicle:
    """A vehicle and its colour, as one place says. ``kind``: car, van, boat ...

    ``told``: whether the words bring it in ("a"), take it up ("the") or say whose it is.
    """

    kind: str
    noun: str
    colour: str
    told: Definiteness
    span: Span


def basic_colours(colour: str) -> frozenset[str]:
    """The basic colours that a word may mean; none for a word that is not known."""
    return frozenset(basic for basic, words in PAINTED.items() if colour in words)


def painted_vehicles(reading: Reading) -> Iterator[PaintedVehicle]:
    """Every vehicle of the text that has a colour before its noun, or before a part of it."""
    found = (*_by_noun(reading), *_by_part(reading), *_by_predicate(reading))
    yield from sorted(found, key=lambda v: v.span)


def _by_predicate(reading: Reading) -> Iterator[PaintedVehicle]:
    """ "The van was yellow", "a van of so fierce a yellow", "a van, painted yellow"."""
    words = reading.low
    for i, kind in _vehicles(reading):
        s = int(reading.tokens.sentence[i])
        stop = min(int(reading.sentence_last[s]), i + _FURTHER)
        for t in range(i + 1, stop):
            if reading.words[t] in VEHICLES or words[t] in _WITH:
                break
            if not basic_colours(words[t]) or not _says_colour(words, i, t):
                continue
            if words[t + 1 : t + 2] and (words[t + 1] in _WITH or reading.upos[t + 1] == "NOUN"):
                break
            told: Definiteness = "a" if words[max(0, i - 3) : i].count("a") else "whose"
            span = Span(int(reading.tokens.start[i]), int(reading.tokens.end[t]))
            yield PaintedVehicle(kind, reading.words[i], words[t], told, span)
            break


def _vehicles(reading: Reading) -> Iterator[tuple[int, str]]:
    kinds = {word: VEHICLES[word] for word in set(reading.words) & VEHICLES.keys()}
    for i, word in enumerate(reading.words):
        if word in kinds and reading.upos[i] in ("NOUN", "PROPN"):
            yield i, kinds[word]


def _says_colour(words: Sequence[str], noun: int, colour: int) -> bool:
    """Whether the words from a vehicle to a colour say that it has it."""
    t = colour - 1
    if words[t] in ("a", "an") and t - 2 > noun:
        return words[t - 2] in ("so", "as", "too")
    while t > noun and (words[t] in SHADES or words[t] in ("a", "an", "bright", "all", "very")):
        t -= 1
    return words[t] == "painted" or (words[t] in ("was", "is") and t == noun + 1)


def _by_part(reading: Reading) -> Iterator[PaintedVehicle]:
    """ "The car was there, its silver roof wet": the colour of what is the vehicle's own."""
    words = reading.words
    starts, ends = reading.tokens.start, reading.tokens.end
    for i in range(2, len(words)):
        if words[i] not in _PAINTED_PARTS or words[i - 2] not in ("its", "Its"):
            continue
        if not basic_colours(words[i - 1]):
            continue
        s = int(reading.tokens.sentence[i])
        before = words[int(reading.sentence_first[s]) : i]
        noun = next((w for w in reversed(before) if VEHICLES.get(w)), None)
        if noun is not None:
            span = Span(int(starts[i - 1]), int(ends[i]))
            yield PaintedVehicle(VEHICLES[noun], noun, words[i - 1], "the", span)


def _by_noun(reading: Reading) -> Iterator[PaintedVehicle]:
    words, upos = reading.words, reading.upos
    starts, ends = reading.tokens.start, reading.tokens.end
    for i, kind in _vehicles(reading):
        word = words[i]
        colour, t = "", i - 1
        while t >= max(0, i - _REACH):
            lower = words[t].lower()
            if basic_colours(words[t]):
                colour = colour or words[t]
            elif upos[t] not in ("ADJ", "NOUN", "PUNCT") and lower not in SHADES:
                break
            elif lower in SHADES or upos[t] == "ADJ" or VEHICLES.get(words[t]) or lower == ",":
                pass
            else:
                break
            t -= 1
        if not colour or t < 0:
            continue
        before = words[t].lower()
        told: Definiteness
        if before in _INDEFINITE:
            told = "a"
        elif before in _DEFINITE:
            told = "the"
        elif before in _POSSESSIVES or before in ("'s", "’s"):
            told = "whose"
        else:
            continue
        span = Span(int(starts[t + 1]), int(ends[i]))
        yield PaintedVehicle(kind, word, colour, told, span)
