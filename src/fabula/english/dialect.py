"""Words by which a speaker's or narrator's dialect shows."""

from fabula.english.tables import field

__all__ = [
    "BEFORE_A_PLAIN_VERB",
    "DIALECT_FORMS",
    "PASTS_AFTER_HAVE",
    "PASTS_OF_DIALECT",
    "SPELLED_AS_SPOKEN",
    "TOLD_PLAINLY",
]

_FIELD = field("dialect")
DIALECT_FORMS = _FIELD.ordered("DIALECT_FORMS")
SPELLED_AS_SPOKEN = _FIELD.ordered("SPELLED_AS_SPOKEN")
TOLD_PLAINLY = _FIELD.ordered("TOLD_PLAINLY")
BEFORE_A_PLAIN_VERB = _FIELD.words("BEFORE_A_PLAIN_VERB")
PASTS_AFTER_HAVE = _FIELD.ordered("PASTS_AFTER_HAVE")
PASTS_OF_DIALECT = _FIELD.ordered("PASTS_OF_DIALECT")
