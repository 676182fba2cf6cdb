"""Words that account for what would else be a contradiction: disguise, dream, lie, time."""

from fabula.english.tables import field

__all__ = [
    "BEFORE_ANOTHER_DAY",
    "CHANGED_LOOKS",
    "COME_BACK",
    "DEAD_YET_THERE",
    "HEARD_FROM_AWAY",
    "NAME_SPOKEN_OF",
    "NIGHT_PASSES",
    "NOT_TAKEN_IN",
    "RAIN_NOT_NOW",
    "TIME_PASSES",
    "TOLD_OF_BEFORE",
    "UNLOCKING",
    "UNREAL",
    "UNTRUE",
    "WEATHER_TURNS",
]

_FIELD = field("changes")
TOLD_OF_BEFORE = _FIELD.ordered("TOLD_OF_BEFORE")
UNTRUE = _FIELD.ordered("UNTRUE")
DEAD_YET_THERE = _FIELD.ordered("DEAD_YET_THERE")
COME_BACK = _FIELD.ordered("COME_BACK")
HEARD_FROM_AWAY = _FIELD.ordered("HEARD_FROM_AWAY")
BEFORE_ANOTHER_DAY = _FIELD.ordered("BEFORE_ANOTHER_DAY")
UNREAL = _FIELD.ordered("UNREAL")
CHANGED_LOOKS = _FIELD.ordered("CHANGED_LOOKS")
TIME_PASSES = _FIELD.ordered("TIME_PASSES")
WEATHER_TURNS = _FIELD.ordered("WEATHER_TURNS")
NIGHT_PASSES = _FIELD.ordered("NIGHT_PASSES")
RAIN_NOT_NOW = _FIELD.ordered("RAIN_NOT_NOW")
UNLOCKING = _FIELD.ordered("UNLOCKING")
NAME_SPOKEN_OF = _FIELD.ordered("NAME_SPOKEN_OF")
NOT_TAKEN_IN = _FIELD.ordered("NOT_TAKEN_IN")
