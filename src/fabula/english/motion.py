"""Verbs of motion, posture, putting and contact."""

from fabula.english.tables import field

__all__ = [
    "ACTS",
    "ARRIVING",
    "IRREGULAR_PASTS_OF_ACTS",
    "MOVED_PAST",
    "ONTO_SURFACES",
]

_FIELD = field("motion")
ONTO_SURFACES = _FIELD.words("ONTO_SURFACES")
ARRIVING = _FIELD.words("ARRIVING")
ACTS = _FIELD.ordered("ACTS")
IRREGULAR_PASTS_OF_ACTS = _FIELD.ordered("IRREGULAR_PASTS_OF_ACTS")
MOVED_PAST = _FIELD.ordered("MOVED_PAST")
