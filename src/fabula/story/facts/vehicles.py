"""Cars, vans and boats with a colour: "a green Lancia", "her red van"."""

from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class PaintedVehicle:
    """A vehicle and its colour, as one place says. ``kind``: car, van, boat ...

    ``told``: whether the words bring it in ("a"), take it up ("the") or say whose it is.
    """

    kind: str
    noun: str
    colour: str
    told: Literal["a", "the", "whose"]
    span: Span


def basic_colours(colour: str) -> frozenset[str]:
    """The basic colours that a word may mean; none for a word that is not known."""
    return frozenset(basic for basic, words in PAINTED.items() if colour in words)


def painted_vehicles(reading: Reading) -> Iterator[PaintedVehicle]:
    """Every vehicle of the text that has a colour before its noun."""
    words, upos = reading.words, reading.upos
    starts, ends = reading.tokens.start, reading.tokens.end
    for i, word in enumerate(words):
        kind = VEHICLES.get(word) or (VEHICLES.get(word.lower()) if word.islower() else None)
        if kind is None or upos[i] not in ("NOUN", "PROPN"):
            continue
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
        told: Literal["a", "the", "whose"]
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
