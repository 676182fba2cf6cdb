"""The kinds of attribute, a row for each: nouns, values, what is opposed, what changes it.

Two values that exclude each other need an explanation where the kind lasts; clothes, trades,
faces and voices change in a story by right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from fabula.english.changes import CHANGED_LOOKS
from fabula.english.clothes import GARMENTS
from fabula.english.colours import COLOURS, PALE_OR_DARK
from fabula.english.looks import (
    BASIC_COLOURS_OF_EYES,
    BASIC_COLOURS_OF_HAIR,
    BASIC_COLOURS_OF_SKIN,
    COMPOUND_ENDINGS,
    CURLY_OR_STRAIGHT,
    FEATURES,
    HEAVY_OR_THIN,
    HEIGHT,
    MARKS,
    OF_BEARD,
    OF_EYEBROWS,
    OF_EYES,
    OF_FACE,
    OF_FIGURE,
    OF_HAIR,
    OF_HANDS,
    OF_NOSE,
    OF_SKIN,
    OF_TEETH,
    OF_VOICE,
    TALL_OR_SHORT,
)
from fabula.english.people import NATIONALITIES, OCCUPATIONS
from fabula.english.tables import field

__all__ = [
    "ANOTHER_THING",
    "ANOTHER_VEHICLE",
    "BLEACHED",
    "CHANGED_EYES",
    "CHANGED_WEIGHT",
    "EITHER_HAND",
    "GROWN",
    "HURT_AS_ONE",
    "KINDS",
    "MAKES",
    "MORE_CHILDREN",
    "NAMED_KIN",
    "NO_KIND",
    "PAINTED",
    "PROMOTED",
    "RANKS",
    "THINGS_OF_MANY",
    "VEHICLES",
    "WRITING_TOOLS",
    "AttributeKind",
    "Opposition",
]

_FIELD = field("attributes")
CHANGED_EYES = _FIELD.ordered("CHANGED_EYES")
GROWN = _FIELD.ordered("GROWN")
CHANGED_WEIGHT = _FIELD.ordered("CHANGED_WEIGHT")
MORE_CHILDREN = _FIELD.ordered("MORE_CHILDREN")
EITHER_HAND = _FIELD.ordered("EITHER_HAND")
BLEACHED = _FIELD.ordered("BLEACHED")
PROMOTED = _FIELD.ordered("PROMOTED")
HURT_AS_ONE = _FIELD.mapping("HURT_AS_ONE")
VEHICLES = _FIELD.mapping("VEHICLES")
PAINTED = _FIELD.groups("PAINTED")
ANOTHER_VEHICLE = _FIELD.ordered("ANOTHER_VEHICLE")
ANOTHER_THING = _FIELD.words("ANOTHER_THING")
THINGS_OF_MANY = _FIELD.words("THINGS_OF_MANY")
MAKES = _FIELD.groups("MAKES")
WRITING_TOOLS = _FIELD.words("WRITING_TOOLS")

Opposition = Literal["basic", "side", "number", "whole"]
"""How two values exclude each other: they stand for other basic values, lie on two sides of
one part, are two numbers, or differ at all."""


@dataclass(frozen=True, slots=True)
class AttributeKind:
    """One kind of attribute. ``lasts``: whether values that exclude each other need explaining.

    ``nouns`` name what is described (a figure, a scar), ``endings`` end adjectives that do
    ("haired"); ``values`` are the words that can be said of it. ``opposition`` tells how two
    values exclude each other, None where both may be so; ``basic`` are then tables of values
    and the basic ones each may be called. ``changed_by`` explains a change wherever it is told
    of the person; ``altered`` tells whether light, dye or magic explain one. ``least`` is the
    confidence that a claim needs to contradict another; ``called`` how the kind is called.
    A ``fleeting`` feature takes a colour from a feeling: "his face grew pale".
    """

    name: str
    nouns: frozenset[str]
    endings: frozenset[str]
    values: frozenset[str] = frozenset()
    opposition: Opposition | None = None
    basic: tuple[Mapping[str, frozenset[str]], ...] = ()
    changed_by: tuple[str, ...] = ()
    altered: bool = False
    least: float = 0.5
    called: str = ""
    lasts: bool = False
    fleeting: bool = False


def _basic(*tables: Mapping[str, str]) -> tuple[Mapping[str, frozenset[str]], ...]:
    return tuple(
        MappingProxyType({word: frozenset(basic.split()) for word, basic in table.items()})
        for table in tables
    )


def _row(
    name: str,
    values: frozenset[str] = frozenset(),
    nouns: frozenset[str] = frozenset(),
    opposition: Opposition | None = None,
    basic: tuple[Mapping[str, frozenset[str]], ...] = (),
    changed_by: tuple[str, ...] = (),
    *,
    altered: bool = False,
    fleeting: bool = False,
    lasts: bool = True,
    least: float = 0.5,
    called: str = "",
) -> AttributeKind:
    named = {word for table in (FEATURES, MARKS) for word, kind in table.items() if kind == name}
    return AttributeKind(
        name=name,
        nouns=nouns | named,
        endings=frozenset(word for word, kind in COMPOUND_ENDINGS.items() if kind == name),
        values=values,
        opposition="basic" if basic else opposition,
        basic=basic,
        changed_by=changed_by,
        altered=altered,
        least=least,
        called=called or name,
        lasts=lasts and (opposition is not None or bool(basic)),
        fleeting=fleeting,
    )


RANKS = frozenset("captain colonel major lieutenant sergeant inspector admiral constable".split())
"""Trades that are ranks: somebody holds one at a time."""

NAMED_KIN = ("mother", "father", "wife", "husband", "sister", "brother")
"""Of whom somebody has one, or says that it is but one."""

_HAIR_DYED = (*CHANGED_LOOKS, *BLEACHED)

_ROWS = (
    _row(
        "eyes",
        COLOURS | OF_EYES | PALE_OR_DARK,
        basic=_basic(BASIC_COLOURS_OF_EYES),
        changed_by=CHANGED_EYES,
        altered=True,
    ),
    _row(
        "hair",
        COLOURS | OF_HAIR | PALE_OR_DARK,
        basic=_basic(BASIC_COLOURS_OF_HAIR, CURLY_OR_STRAIGHT),
        changed_by=_HAIR_DYED,
        altered=True,
    ),
    _row(
        "beard",
        COLOURS | OF_BEARD | {"dark", "light"},
        basic=_basic(BASIC_COLOURS_OF_HAIR),
        changed_by=_HAIR_DYED,
        altered=True,
        least=0.6,
    ),
    _row(
        "skin", COLOURS | OF_SKIN, basic=_basic(BASIC_COLOURS_OF_SKIN), fleeting=True, lasts=False
    ),
    _row("eyebrows", COLOURS | OF_EYEBROWS),
    _row("nose", OF_NOSE),
    _row("face", OF_FACE, fleeting=True),
    _row("voice", OF_VOICE, fleeting=True),
    _row("hands", OF_HANDS),
    _row("teeth", OF_TEETH),
    _row("height", HEIGHT, basic=_basic(TALL_OR_SHORT), changed_by=GROWN, least=0.75),
    _row("build", OF_FIGURE, basic=_basic(HEAVY_OR_THIN), changed_by=CHANGED_WEIGHT, least=0.8),
    _row("age", opposition="number"),
    _row("scar", opposition="side"),
    _row("birthmark", opposition="side"),
    _row("mole", opposition="side"),
    _row("tattoo", opposition="side"),
    _row("eyepatch", opposition="side"),
    _row("injury", opposition="side", called="injured side"),
    _row("limp"),
    _row("dimple"),
    _row("handedness", opposition="whole", changed_by=EITHER_HAND, called="writing hand"),
    _row("clothing", nouns=GARMENTS),
    _row("occupation", nouns=OCCUPATIONS),
    _row("rank", opposition="whole", changed_by=PROMOTED),
    _row("brothers", opposition="number", called="number of brothers"),
    _row("sisters", opposition="number", called="number of sisters"),
    _row("siblings", opposition="number", called="number of siblings"),
    *(
        _row(kin, opposition="number", changed_by=MORE_CHILDREN, called=f"number of {kin}")
        for kin in ("sons", "daughters", "children")
    ),
    *(_row(f"{noun}'s name", opposition="whole") for noun in NAMED_KIN),
    _row("nationality", frozenset(NATIONALITIES.values()), opposition="whole", least=0.7),
)

KINDS: Mapping[str, AttributeKind] = MappingProxyType({row.name: row for row in _ROWS})
"""Every kind of attribute, by name."""

NO_KIND = _row("")
"""What holds of a kind that has no row: nothing."""
