"""What holds in a scene until something ends it, and what is told there that it forbids.

One table of kinds and one comparer: each kind names the signs (``english/scene_states``) that
tell of a state, that cannot be while it holds, and that end it, and whose the state is.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from fabula.english.scene_states import SIGNS
from fabula.english.supersenses import NOUN_SENSES
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.phrases import Phrases, Sign
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    meant_by,
    people_in,
)
from fabula.story.model import Story

__all__ = ["KINDS", "SceneState", "scene_clashes"]

Whose = Literal["scene", "one", "others", "pair", "thing", "touch"]


@dataclass(frozen=True, slots=True)
class SceneState:
    """A state: the tables that tell, forbid and end it, and whose it is.

    ``whose``: the whole ``scene``'s; ``one`` person's; one of the ``others`` than the one
    who acts; of a ``pair`` of people; of a ``thing`` named beside; of two who cannot ``touch``.
    ``said``: where it is told and forbidden, of narration (n) or speech (s): two letters, ``a``
    for both. ``ended_in_speech``: whether what somebody says ends it too.
    """

    how: str
    told: str
    denied: str
    ended: str
    whose: Whose = "scene"
    said: str = "nn"
    reach: int = 5000
    ended_in_speech: bool = False


KINDS = (
    SceneState("day", "NIGHT", "DAYLIGHT", "NIGHT_OVER"),
    SceneState("wet", "DROUGHT", "WET", "WATER_ELSEWHERE"),
    SceneState("autumn", "AUTUMN_SIGNS", "SPRING_SIGNS", "SEASON_OVER"),
    SceneState("spring", "SPRING_SIGNS", "AUTUMN_SIGNS", "SEASON_OVER"),
    SceneState("summer", "SUMMER_SIGNS", "WINTER_SIGNS", "SEASON_OVER"),
    SceneState("winter", "WINTER_SIGNS", "SUMMER_SIGNS", "SEASON_OVER"),
    SceneState("fog", "FOG", "CLEAR_VIEW", "FOG_LIFTED"),
    SceneState("rain", "RAIN_FALLS", "SKY_DRY", "RAIN_OVER"),
    SceneState("snow", "SNOW_FALLS", "SKY_DRY", "SNOW_OVER"),
    SceneState("no wind", "NO_WIND", "WIND_BLOWS", "WIND_RISES"),
    SceneState("no car", "NO_CAR", "DRIVES", "CAR_LENT", "one", "an", 9000, True),
    SceneState("top floor", "TOP_FLOOR", "SOMEBODY_ABOVE", "FLOOR_CHANGED"),
    SceneState("street level", "STREET_LEVEL", "HIGH_UP", "FLOOR_CHANGED"),
    SceneState("hands held", "HANDS_HELD", "HANDS_USED", "HANDS_LET_GO", "one", "nn", 3000),
    SceneState("eyes covered", "EYES_COVERED", "SEES", "EYES_FREED", "others", "an", 3000),
    SceneState("back turned", "BACK_TURNED", "FACE_SEEN", "FACE_SHOWN", "one", "nn", 3000),
    SceneState("only key", "ONLY_KEY", "WALKS_IN", "KEY_COMES", "scene", "nn", 5000, True),
    SceneState("fallen away", "FALLEN_AWAY", "TAKES_OUT", "FOUND_AGAIN", "thing", "nn", 5000, True),
    SceneState("burnt up", "BURNT_UP", "TAKES_OUT", "FOUND_AGAIN", "thing", "nn", 5000, True),
    SceneState(
        "flat battery", "FLAT_BATTERY", "PHONE_RINGS", "PHONE_CHARGED", "scene", "nn", 5000, True
    ),
    SceneState("glass empty", "GLASS_EMPTY", "DRINKS_ON", "GLASS_FILLED", "one", "nn", 3000),
    SceneState("coat off", "COAT_OFF", "COAT_TAKEN_OFF", "COAT_ON", "one"),
    SceneState("shoes off", "SHOES_OFF", "SHOES_TAKEN_OFF", "SHOES_ON", "one"),
    SceneState("seated", "SEATED", "SITS_DOWN", "RISEN", "one", "nn", 3000),
    SceneState(
        "on the phone", "ON_THE_PHONE", "TOUCHES", "OFF_THE_PHONE", "touch", "an", 3000, True
    ),
    SceneState("introduced", "INTRODUCED", "NEVER_MET", "MET_NO_MORE", "pair", "as", 9000, True),
)

_PHRASES = Phrases({name: words for name, words in SIGNS.items() if words})
_UNREAL = frozenset({"if", "would", "could", "might", "like", "as", "should", "without"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "nothing", "neither"})
_SENSES = frozenset({"see", "hear", "smell", "feel", "taste"})
_STOPS = frozenset({",", ";", ":", "—", "–"})
_HE = {"he": "his", "she": "her"}
_NO_THING = frozenset({"noun.person", "noun.body", "noun.time", "noun.act", "noun.feeling"})
_OWN_DOING = frozenset({"back turned", "seated", "coat off", "shoes off"})
"""States that only their bearer ends by moving."""
_APART = 12
"""Tokens that lie between a state and what it forbids, at the least."""
_BESIDE = 150
"""Tokens around a loss in which the thing is named."""
_TRIED = 4
"""States of one kind, the last first, that are held against what may be forbidden."""


@dataclass(slots=True)
class _SignsOfOne:
    """The signs of one kind, in order: each with its scene and whose it is."""

    told: list[Sign] = field(default_factory=list)
    denied: list[Sign] = field(default_factory=list)
    ended: list[Sign] = field(default_factory=list)


def scene_clashes(story: Story) -> Iterator[Clash]:
    """The first thing of each scene and kind that a state told before forbids."""
    words = story.clauses.words
    signs: dict[str, _SignsOfOne] = defaultdict(_SignsOfOne)
    for found in _PHRASES.among(story.clauses):
        for kind in KINDS:
            own = signs[kind.how]
            if found.name == kind.told:
                own.told.append(found)
            if found.name == kind.denied:
                own.denied.append(found)
            heard = kind.ended_in_speech or bool(story.narrated[found.first])
            if found.name == kind.ended and heard and words[found.first - 1] not in _NOT:
                own.ended.append(found)
    for kind in KINDS:
        yield from _Comparer(story, kind, signs[kind.how]).clashes()


@dataclass(frozen=True, slots=True)
class _Comparer:
    story: Story
    kind: SceneState
    signs: _SignsOfOne

    def clashes(self) -> Iterator[Clash]:
        scenes: set[int] = set()
        starts = [found.first for found in self.signs.told]
        for denied in self.signs.denied:
            scene = self.story.manuscript.scene_at(self._start(denied))
            if scene in scenes:
                continue
            k = bisect_left(starts, denied.first)
            for told in reversed(self.signs.told[max(0, k - _TRIED) : k]):
                if self._ended(told, denied):
                    break
                clash = self._clash(told, denied, scene)
                if clash is not None:
                    scenes.add(scene)
                    yield clash
                    break

    def _start(self, found: Sign) -> int:
        return int(self.story.reading.tokens.start[found.first])

    def _ended(self, told: Sign, denied: Sign) -> bool:
        ended = self.signs.ended
        k = bisect_left(ended, told.last, key=lambda found: found.first)
        while k < len(ended) and ended[k].first < denied.last:
            if ended[k].first != denied.first and not self._is_of_another(ended[k], denied):
                return True
            k += 1
        return False

    def _is_of_another(self, ended: Sign, denied: Sign) -> bool:
        """Whether another moves or undresses than whose state it is; what is no verb ends all."""
        if self.kind.how not in _OWN_DOING:
            return False
        reading, clauses = self.story.reading, self.story.clauses
        if reading.upos[ended.first] != "VERB":
            return False
        does = self._doer(ended)
        if does is None:
            subject = clauses.subject(ended.first)
            return subject >= 0 and reading.upos[subject] == "NOUN"
        return does not in (self._one(denied), None)

    def _clash(self, told: Sign, denied: Sign, scene: int) -> Clash | None:
        story = self.story
        first = story.clauses.span(told.first, told.last)
        second = story.clauses.span(denied.first, denied.last)
        if denied.first - told.last < _APART or second.start - first.end > self.kind.reach:
            return None
        if story.manuscript.scene_at(first.start) != scene:
            return None
        if not (self._is_so(told, self.kind.said[0]) and self._is_so(denied, self.kind.said[1])):
            return None
        if self._unlikely(told, first) or self._unlikely(denied, second):
            return None
        fits, who = self._same(told, denied)
        what = story.clauses.words[denied.thing] if denied.thing >= 0 else ""
        return Clash(self.kind.how, first, second, who, what) if fits else None

    def _is_so(self, found: Sign, said: str) -> bool:
        return said == "a" or bool(self.story.narrated[found.first]) == (said == "n")

    def _unlikely(self, found: Sign, span: Span) -> bool:
        """Whether the sign is denied, supposed, likened or remembered."""
        story, words = self.story, self.story.clauses.words
        begin, _ = story.clauses.sentence(found.first)
        if words[found.first - 1] == "to" and story.reading.xpos[found.first] == "VB":
            return True
        for t in range(found.first - 1, max(begin - 1, found.first - 8), -1):
            if words[t] in _STOPS:
                break
            sensed = words[t] == "could" and words[t + 1] in _SENSES
            if words[t] in _NOT or (words[t] in _UNREAL and not sensed):
                return True
        return is_of_another_time(story, span)

    # --- whose ---

    def _same(self, told: Sign, denied: Sign) -> tuple[bool, int | None]:
        whose = self.kind.whose
        if whose == "scene":
            return True, None
        if whose == "thing":
            return self._is_thing(told, denied), None
        if whose == "pair":
            return len(self._people(told) & self._people(denied)) > 1, None
        if whose == "touch":
            return self._is_touch(denied), None
        acts = self._doer(denied) if whose == "others" else self._one(denied)
        if acts is None:
            return False, None
        if whose == "others":
            does = self._doer(told)
            return acts != does and acts in self._people(told, speaks=False), acts
        return self._one(told) == acts, None if acts == NARRATOR else acts

    def _one(self, found: Sign) -> int | None:
        """Whose the state is: by the possessive in the phrase, or as its subject."""
        words = self.story.clauses.words
        if found.one >= 0 and words[found.one] != "their":
            at = int(self.story.reading.tokens.start[found.one])
            return meant_by(self.story, at, words[found.one])
        return self._doer(found)

    def _doer(self, found: Sign) -> int | None:
        """Who does what a phrase tells: the subject of its verb, or of the verb above."""
        clauses, reading = self.story.clauses, self.story.reading
        verb = next((t for t in range(found.first, found.last) if reading.upos[t] == "VERB"), -1)
        at = verb if verb >= 0 else found.first
        for _ in range(4):
            subject = clauses.subject(at)
            if subject >= 0:
                break
            at = clauses.head(at)
            if at < 0:
                return None
        if subject < 0:
            return None
        word = clauses.words[subject]
        if word == "i":
            return NARRATOR
        if word in _HE:
            return meant_by(self.story, int(reading.tokens.start[subject]), _HE[word])
        return self.story.acts.person(subject)

    def _people(self, found: Sign, *, speaks: bool = True) -> set[int]:
        """Who is named in the paragraph, or ``speaks`` there."""
        span = self.story.manuscript.block_span_at(self._start(found))
        if not speaks:
            return people_in(self.story, span)
        said = self.story.speech.begun_within(span.start - 1, span.end)
        speakers = {quote.speaker for quote in said if quote.speaker is not None}
        return people_in(self.story, span) | speakers

    def _is_thing(self, told: Sign, denied: Sign) -> bool:
        """Whether the thing in use is the one named beside its loss."""
        words = self.story.clauses.words
        noun = words[denied.thing] if denied.thing >= 0 else ""
        if not noun or NOUN_SENSES.get(noun, "") in _NO_THING:
            return False
        until = min(told.last + _BESIDE, denied.first)
        return noun in words[max(0, told.first - _BESIDE) : until]

    def _is_touch(self, denied: Sign) -> bool:
        """Whether a man touches a woman, or a woman a man, and nobody else is about."""
        words = self.story.clauses.words
        doer, owner = self._doer(denied), self._one(denied)
        scene = self.story.manuscript.scene_at(self._start(denied))
        there = people_in(self.story, self.story.manuscript.scenes[scene].span)
        known = None not in (doer, owner) and doer != owner
        return known and words[denied.one] in ("his", "her") and len(there) <= 2
