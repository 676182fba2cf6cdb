"""The one car of a story in another colour."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.attributes import ANOTHER_VEHICLE, VEHICLES
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import sentence_around
from fabula.story.facts.vehicles import PaintedVehicle, basic_colours, painted_vehicles
from fabula.story.model import Story

__all__ = ["Repainted", "repainted_vehicles"]

_MOST = 6
"""Where more vehicles of a kind have colours, one more is one among many."""

_ANOTHER = re.compile(rf"\b(?:{alternation(ANOTHER_VEHICLE)})\b", re.IGNORECASE)
_BORROWED = re.compile(
    r"\b(?:lent|hired|rented|borrowed)\s(?:\w+\s)?(?:a|its|their|his|one|the)\s(?:own|car|van|other)\b"
    r"|\bcourtesy\scar\b|\brespray"
)


@dataclass(frozen=True, slots=True)
class Repainted:
    """A vehicle of a ``kind`` has one colour at ``first`` and another at ``second``."""

    kind: str
    first: Span
    second: Span


def repainted_vehicles(story: Story) -> Iterator[Repainted]:
    """A car of another colour than the only one that there is."""
    known: defaultdict[str, list[PaintedVehicle]] = defaultdict(list)
    for vehicle in painted_vehicles(story.reading):
        if len(known[vehicle.kind]) > _MOST:
            continue
        before = tuple(known[vehicle.kind])
        known[vehicle.kind].append(vehicle)
        if vehicle.told == "a" or not before:
            continue
        if vehicle.told == "whose" and vehicle.noun != before[0].noun:
            continue
        one, colours = before[0], basic_colours(vehicle.colour)
        others = [basic_colours(v.colour) for v in before]
        if any(colours & other for other in others):
            continue
        if not frozenset[str].intersection(*others) or one.told == "the":
            continue
        if not _is_another(story, one, vehicle):
            yield Repainted(vehicle.kind, one.span, vehicle.span)


def _is_another(story: Story, one: PaintedVehicle, other: PaintedVehicle) -> bool:
    """Whether a sentence from the one to the other speaks of a second vehicle, or of paint."""
    text = story.manuscript.text
    if _BORROWED.search(text, one.span.end, other.span.end):
        return True
    of_other = rf"\w(?:['’]s|s['’])\s(?:\w+\s)?{re.escape(other.noun)}\b"
    if one.told != "a" and re.search(of_other, text[one.span.end : other.span.start]):
        return True  # his brother's truck
    for match in _ANOTHER.finditer(text, one.span.end, other.span.end):
        sentence = sentence_around(story, match.start()).text(text)
        if one.noun == other.noun != one.kind and one.noun not in sentence:
            continue  # another car than the one of that make
        if any(VEHICLES.get(word) == one.kind for word in re.findall(r"\w+", sentence)):
            return True
    return False
