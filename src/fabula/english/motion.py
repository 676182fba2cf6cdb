"""Verbs of motion, posture, putting and contact."""

from fabula.english.tables import field

__all__ = [
    "ACTS",
    "ARRIVING",
    "IRREGULAR_PASTS_OF_ACTS",
    "MOVED_PAST",
    "OF_EYES_ALONE",
    "OF_LIMBS_ALONE",
    "ONTO_SURFACES",
    "PERCEIVED",
    "WENT_OUT",
]

_FIELD = field("motion")
ONTO_SURFACES = _FIELD.words("ONTO_SURFACES")
ARRIVING = _FIELD.words("ARRIVING")
ACTS = _FIELD.ordered("ACTS")
IRREGULAR_PASTS_OF_ACTS = _FIELD.ordered("IRREGULAR_PASTS_OF_ACTS")
MOVED_PAST = _FIELD.ordered("MOVED_PAST")
PERCEIVED = _FIELD.ordered("PERCEIVED")
WENT_OUT = _FIELD.ordered("WENT_OUT")
OF_EYES_ALONE = _FIELD.ordered("OF_EYES_ALONE")
OF_LIMBS_ALONE = _FIELD.ordered("OF_LIMBS_ALONE")
