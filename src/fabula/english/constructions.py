"""What makes a bare noun, a bare verb or a lost word right."""

from fabula.english.tables import field

__all__ = [
    "BARE_AFTER",
    "BARE_AFTER_TRIGGERS",
    "BARE_OBJECTS",
    "CLEFT_NOUNS",
    "GROUPS_OF_PLURALS",
    "MASS_OF_TIMES",
    "MODERN_SPELLINGS",
    "OF_NOT_OFF",
    "PAST_LIKE_PLAIN",
    "TELLS_OF_BEFORE",
    "TROUBLE",
    "VERBS_WITH_TO",
]

_FIELD = field("constructions")
BARE_AFTER = {word: frozenset(nouns) for word, nouns in _FIELD.groups("BARE_AFTER").items()}
BARE_OBJECTS = {word: frozenset(nouns) for word, nouns in _FIELD.groups("BARE_OBJECTS").items()}
TROUBLE = _FIELD.words("TROUBLE")
BARE_AFTER_TRIGGERS = _FIELD.words("BARE_AFTER_TRIGGERS")
CLEFT_NOUNS = _FIELD.words("CLEFT_NOUNS")
GROUPS_OF_PLURALS = _FIELD.words("GROUPS_OF_PLURALS")
PAST_LIKE_PLAIN = _FIELD.words("PAST_LIKE_PLAIN")
MASS_OF_TIMES = _FIELD.words("MASS_OF_TIMES")
OF_NOT_OFF = _FIELD.words("OF_NOT_OFF")
MODERN_SPELLINGS = _FIELD.words("MODERN_SPELLINGS")
VERBS_WITH_TO = _FIELD.words("VERBS_WITH_TO")
TELLS_OF_BEFORE = _FIELD.words("TELLS_OF_BEFORE")
