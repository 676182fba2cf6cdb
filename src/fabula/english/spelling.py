"""Words of two spellings, of older spelling, and such as are taken for each other."""

from fabula.english.tables import field

__all__ = [
    "BEFORE_1800",
    "ENDINGS_THAT_DIFFER",
    "MEANINGS_APART",
    "OF_OLDER_BOOKS",
    "RUN_TOGETHER",
    "SOUND_ALIKE",
    "TOGETHER",
    "WORDS_THAT_DIFFER",
    "WRITTEN_APART",
]

_FIELD = field("spelling")
RUN_TOGETHER = _FIELD.mapping("RUN_TOGETHER")
BEFORE_1800 = _FIELD.words("BEFORE_1800")
OF_OLDER_BOOKS = _FIELD.words("OF_OLDER_BOOKS")
ENDINGS_THAT_DIFFER = _FIELD.rows("ENDINGS_THAT_DIFFER")
WORDS_THAT_DIFFER = _FIELD.rows("WORDS_THAT_DIFFER")
MEANINGS_APART = _FIELD.words("MEANINGS_APART")
WRITTEN_APART = _FIELD.words("WRITTEN_APART")
SOUND_ALIKE = _FIELD.rows("SOUND_ALIKE")
TOGETHER = _FIELD.mapping("TOGETHER")
