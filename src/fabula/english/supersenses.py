"""Supersenses: the broad kind of thing that each noun and verb mostly means."""

from fabula.english.tables import field

__all__ = ["NOUN_SENSES", "VERB_SENSES"]

_FIELD = field("supersenses")
NOUN_SENSES = _FIELD.mapping("NOUN_SENSES")
VERB_SENSES = _FIELD.mapping("VERB_SENSES")
