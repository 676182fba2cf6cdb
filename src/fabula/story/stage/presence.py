"""Who is there: in each scene, and between any two places of the text.

Somebody is in a scene who speaks, acts or is acted upon in its narration; in a scene where
nobody does, those are who are mentioned. Who is called by name, and where, stands beside.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Bools
from fabula.display import counted
from fabula.english.kin import KIN
from fabula.english.people import PERSON_NOUNS
from fabula.english.supersenses import NOUN_SENSES
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span
from fabula.story.model import Event, Story
from fabula.story.stage.appearances import Appearances

__all__ = ["Presence", "presence_of"]

_ANYBODY = PERSON_NOUNS | KIN.keys()


@dataclass(frozen=True, eq=False)
class Presence:
    """Who is where.

    ``in_scene``: the ids of the characters in each scene, the most active first; where all
    only stand about, the most mentioned. ``named``: where anyone of the story is called by
    name, in speech or narration, and who, in order. ``named_at``: the same by id.
    ``happening``: the events of the narration, in order.
    """

    in_scene: tuple[tuple[int, ...], ...]
    named: Appearances
    named_at: dict[int, tuple[int, ...]]
    happening: tuple[Event, ...]

    def __repr__(self) -> str:
        return f"<Presence: {counted(len(self.in_scene), 'scene')}>"

    def named_between(self, low: int, high: int) -> list[tuple[int, int]]:
        """Where someone is called by name in ``low:high``, and who."""
        named = self.named
        return [(named.starts[at], named.who[at]) for at in named.between(low, high)]

    def is_named_in(self, who: int, span: Span) -> bool:
        """Whether somebody is called by name within a span."""
        starts = self.named_at.get(who, ())
        at = bisect_left(starts, span.start)
        return at < len(starts) and starts[at] < span.end

    def happening_between(self, low: int, high: int) -> Sequence[Event]:
        """The narrated events that begin after ``low`` and before ``high``."""
        first = bisect_left(self.happening, low + 1, key=_start)
        return self.happening[first : bisect_left(self.happening, high, key=_start)]


def presence_of(story: Story) -> Presence:
    """Who is where in a story."""
    mentions, speech = story.mentions, story.speech
    where = np.flatnonzero((mentions.kind == MentionKind.NAME) | _by_role(story))
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for start, who in zip(
        mentions.start[where].tolist(), mentions.entity[where].tolist(), strict=True
    ):
        starts[who].append(start)
    named = sorted((start, who) for who, own in starts.items() for start in own)
    return Presence(
        in_scene=_in_scenes(story),
        named=Appearances([start for start, _ in named], [who for _, who in named]),
        named_at={who: tuple(own) for who, own in starts.items()},
        happening=tuple(
            sorted((e for e in story.events if speech.around(e.span) is None), key=_start)
        ),
    )


def _by_role(story: Story) -> Bools:
    """The mentions by the trade or rank that is all the name somebody has: "the priest"."""
    mentions, text = story.mentions, story.manuscript.text
    found = np.zeros(len(mentions), dtype=bool)
    for character in story.characters:
        role = character.name.lower()
        noun = role.rpartition(" ")[2]
        if (
            not role.startswith("the ")
            or noun in _ANYBODY
            or NOUN_SENSES.get(noun) != "noun.person"
        ):
            continue
        for m in np.flatnonzero(mentions.entity == character.id).tolist():
            said = text[int(mentions.start[m]) : int(mentions.end[m])].lower()
            found[m] = said == role
    return found


def _in_scenes(story: Story) -> tuple[tuple[int, ...], ...]:
    manuscript, speech = story.manuscript, story.speech
    people = {character.id for character in story.characters}
    active: list[Counter[int]] = [Counter() for _ in manuscript.scenes]
    mentioned: list[Counter[int]] = [Counter() for _ in manuscript.scenes]

    def note(table: list[Counter[int]], scene: int, who: int | None) -> None:
        if who in people and scene >= 0:
            table[scene][who] += 1

    for quote in story.quotes:
        note(active, manuscript.scene_at(quote.span.start), quote.speaker)
    for event in story.events:
        if event.actual and speech.at(event.span.start) is None:
            scene = manuscript.scene_at(event.span.start)
            note(active, scene, event.agent)
            note(active, scene, event.patient)
    told = np.flatnonzero(speech.all_at(story.mentions.start) < 0)
    scenes = manuscript.scenes_at(story.mentions.start[told]).tolist()
    for scene, who in zip(scenes, story.mentions.entity[told].tolist(), strict=True):
        note(mentioned, scene, who)
    return tuple(
        tuple(who for who, _ in (acting or seen).most_common())
        for acting, seen in zip(active, mentioned, strict=True)
    )


def _start(event: Event) -> int:
    return event.span.start
