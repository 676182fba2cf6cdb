"""Words of today that the word lists of the last century lack."""

from fabula.english.tables import field

__all__ = [
    "FROM_ELSEWHERE",
    "NET_AND_GAMES",
    "NOISES",
    "REGIONAL",
    "SWEARING",
    "WORDS_OF_TODAY",
]

_FIELD = field("today")
REGIONAL = _FIELD.words("REGIONAL")
NET_AND_GAMES = _FIELD.words("NET_AND_GAMES")
NOISES = _FIELD.words("NOISES")
SWEARING = _FIELD.words("SWEARING")
FROM_ELSEWHERE = _FIELD.words("FROM_ELSEWHERE")
WORDS_OF_TODAY = REGIONAL | NET_AND_GAMES | NOISES | SWEARING | FROM_ELSEWHERE
"""All of them: words, but none that a misspelling is taken for."""
