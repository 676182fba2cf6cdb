"""Prefixes and suffixes, with which English makes new words."""

from fabula.english.tables import field

__all__ = [
    "KEPT_TOGETHER",
    "PRODUCTIVE_PREFIXES",
    "PRODUCTIVE_SUFFIXES",
    "VERB_PREFIXES",
]

_FIELD = field("affixes")
PRODUCTIVE_PREFIXES = _FIELD.ordered("PRODUCTIVE_PREFIXES")
PRODUCTIVE_SUFFIXES = _FIELD.ordered("PRODUCTIVE_SUFFIXES")
VERB_PREFIXES = _FIELD.ordered("VERB_PREFIXES")
KEPT_TOGETHER = _FIELD.ordered("KEPT_TOGETHER")
