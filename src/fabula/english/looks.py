"""Words that describe how people look."""

from fabula.english.tables import field

__all__ = [
    "BASIC_COLOURS_OF_EYES",
    "BASIC_COLOURS_OF_HAIR",
    "BASIC_COLOURS_OF_SKIN",
    "BUILD",
    "COMPOUND_ENDINGS",
    "CURLY_OR_STRAIGHT",
    "FEATURES",
    "HARM",
    "HEAVY_OR_THIN",
    "HEIGHT",
    "INTENSIFIERS",
    "JUDGING",
    "MARKS",
    "OF_A_STRANGER",
    "OF_BEARD",
    "OF_EYEBROWS",
    "OF_EYES",
    "OF_FACE",
    "OF_FIGURE",
    "OF_HAIR",
    "OF_HANDS",
    "OF_NOSE",
    "OF_SKIN",
    "OF_TEETH",
    "OF_VOICE",
    "OTHER_BUILD",
    "TALL_OR_SHORT",
]

_FIELD = field("looks")
COMPOUND_ENDINGS = _FIELD.mapping("COMPOUND_ENDINGS")
HARM = _FIELD.words("HARM")
JUDGING = _FIELD.words("JUDGING")
INTENSIFIERS = _FIELD.words("INTENSIFIERS")
OF_EYES = _FIELD.words("OF_EYES")
OF_HAIR = _FIELD.words("OF_HAIR")
OF_BEARD = _FIELD.words("OF_BEARD")
OF_SKIN = _FIELD.words("OF_SKIN")
OF_NOSE = _FIELD.words("OF_NOSE")
OF_FACE = _FIELD.words("OF_FACE")
OF_VOICE = _FIELD.words("OF_VOICE")
OF_HANDS = _FIELD.words("OF_HANDS")
OF_TEETH = _FIELD.words("OF_TEETH")
OF_FIGURE = _FIELD.words("OF_FIGURE")
FEATURES = _FIELD.mapping("FEATURES")
MARKS = _FIELD.mapping("MARKS")
OF_EYEBROWS = _FIELD.words("OF_EYEBROWS")
OF_A_STRANGER = _FIELD.ordered("OF_A_STRANGER")
BASIC_COLOURS_OF_EYES = _FIELD.mapping("BASIC_COLOURS_OF_EYES")
BASIC_COLOURS_OF_HAIR = _FIELD.mapping("BASIC_COLOURS_OF_HAIR")
BASIC_COLOURS_OF_SKIN = _FIELD.mapping("BASIC_COLOURS_OF_SKIN")
TALL_OR_SHORT = _FIELD.mapping("TALL_OR_SHORT")
HEAVY_OR_THIN = _FIELD.mapping("HEAVY_OR_THIN")
CURLY_OR_STRAIGHT = _FIELD.mapping("CURLY_OR_STRAIGHT")
OTHER_BUILD = _FIELD.words("OTHER_BUILD")

HEIGHT = frozenset(TALL_OR_SHORT)
"""Words that tell how tall somebody is."""

BUILD = OTHER_BUILD | frozenset(HEAVY_OR_THIN)
"""Words that tell how somebody is built."""
