"""Animals that live with people: their kinds, what only their bodies have, their sexes."""

from fabula.english.tables import field

__all__ = ["ANIMAL_PARTS", "PETS", "SEXED_ANIMALS"]

_FIELD = field("animals")
PETS = _FIELD.words("PETS")
ANIMAL_PARTS = _FIELD.words("ANIMAL_PARTS")
SEXED_ANIMALS = _FIELD.mapping("SEXED_ANIMALS")
