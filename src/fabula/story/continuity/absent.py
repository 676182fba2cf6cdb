"""Who acts where they are not: gone, dead, elsewhere, or not among those who came.

Only what somebody does who is called by name there counts, between the words and acts of
those who are there; whoever is told of once more on the way has taken the story along.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from fabula.english.changes import DEAD_TOLD_OF, DEAD_YET_THERE
from fabula.english.motion import ARRIVING
from fabula.english.numbers import NUMBERS
from fabula.english.presence import NOT_HERE
from fabula.english.stage import ENTERING, GOING, LEAVING
from fabula.english.tables import alternation
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span
from fabula.story.continuity.staying import comes_back, moves_on, speaks_again
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    sentence_around,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act
from fabula.story.stage.exits import died, leavings

__all__ = ["Absence", "AbsentAct", "absent_acts", "gone_by_name"]

Absence = Literal["left", "dead", "away", "uncounted"]

_NAME = r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
_DEAD = re.compile(
    rf"{_NAME}\shad\s(?:died|passed(?:\saway)?)\b|\b(?:buried|cremated)\s(?P<name2>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\b"
)
_AWAY = re.compile(
    rf"{_NAME}\s(?:was|had\sstayed|stayed)\s(?:still\s)?(?:out\sthere|on\sstage|next\sdoor|in|at|away|(?:up|down|out|over|off)\s(?:in|on|at|by)|abroad|upstairs|downstairs)\b"
)
_GONE = re.compile(
    rf"{_NAME}\swas\sgone\b"
    rf"|{_NAME.replace('<name>', '<name2>')}\s\w+ed\b[^.”’\"]{{0,120}}\band\s"
    r"(?:walked|went|drove|climbed|ran)\s(?:back|off|away|up|down|out)\b"
)
_ONLY_WHEN = frozenset("when once that after since before if until till as because".split())
_ON_TO = re.compile(r"\s(?:to|into|on|the|a|along)\b")
_FEW = alternation(w for w, n in NUMBERS.items() if 2 <= n <= 12)
_ROSTER = re.compile(
    rf"\b(?P<n>{_FEW})\sof\s(?:us|them)\b[^.:;]{{0,40}}:\s|\b[Oo]nly\s(?=[A-Z]\w+\sand\s)"
)
_NOT_HERE = re.compile(rf"\b(?:{alternation(NOT_HERE)})\b", re.IGNORECASE)
_FROM_AFAR = re.compile(
    r"\b(?:telephon\w*|phone[ds]?|letters?|wrote|voice|outside|upstairs|downstairs|street)\b"
)
_YET_THERE = re.compile(rf"\b(?:{alternation(DEAD_YET_THERE)})\b", re.IGNORECASE)
_TOLD_OF = re.compile(rf"\b(?:{alternation(DEAD_TOLD_OF)})\b", re.IGNORECASE)
_CAME = re.compile(
    r"\b(?:(?:came|stepped|walked)\s(?:in|out|up|back|over|down)|joined|arrived|appeared)\b"
)
_AT_TIMES = frozenset({"sometimes", "often", "always", "usually", "generally", "never"})
_AT_ONCE = 250
_TURNS = 3
"""What others say before somebody who left acts, and how far on that is, at the least."""
_NEAR = 450
"""How near an act, in code points, those who are there speak or act."""
_SCENE = 4000
_STAYED = 1500
"""How far before a roster somebody is told to stay behind."""


@dataclass(frozen=True, slots=True)
class AbsentAct:
    """Somebody who, as ``first`` says, is not there, does something at ``second``."""

    who: int
    name: str
    why: Absence
    first: Span
    second: Span


def absent_acts(story: Story) -> Iterator[AbsentAct]:
    """The first act of each absent one in the scene, where nothing brings them back."""
    company = _Company(story)
    told: set[tuple[int, int]] = set()
    for why, who, where in sorted(company.absences(), key=lambda a: a[2]):
        act = company.first_act(who, where)
        if act is None or (who, act.token) in told:
            continue
        second = story.acts.span(act.token)
        if company.is_told_absent(why, who, where, second):
            told.add((who, act.token))
            yield AbsentAct(who, company.names[who], why, where, second)


def gone_by_name(story: Story) -> Iterator[tuple[int, Span]]:
    """ "Tom was gone", "Tom thanked her and walked back to the car": who, and where."""
    by_name, text = _Company(story).by_name, story.manuscript.text
    for match in _GONE.finditer(text):
        who = by_name.get(match["name"] or match["name2"])
        before = text[max(0, match.start() - 12) : match.start()].lower().split()
        if before and before[-1] in _ONLY_WHEN:
            continue  # "when Bessie was gone, he asked": who may be back by then
        to = match["name2"] is not None and _ON_TO.match(text, match.end())
        if who is not None and not to and story.speech.at(match.start()) is None:
            yield who, Span(*match.span())


@dataclass(frozen=True, eq=False)
class _Company:
    """Who does what by name in the narration, and who is said not to be there."""

    story: Story

    @cached_property
    def names(self) -> dict[int, str]:
        return {c.id: c.name for c in self.story.characters}

    @cached_property
    def by_name(self) -> dict[str, int]:
        """Whom each name, and each first and last part of one, means, if one alone."""
        found: dict[str, set[int]] = {}
        for c in self.story.characters:
            for name in (c.name, *c.aliases):
                for part in {name, name.split()[0], name.split()[-1]}:
                    found.setdefault(part, set()).add(c.id)
        return {name: who.copy().pop() for name, who in found.items() if len(who) == 1}

    @cached_property
    def named_acts(self) -> tuple[dict[int, list[Act]], list[tuple[int, int]]]:
        """The acts now of each one named as their subject; and all acts' places, with who."""
        by: dict[int, list[Act]] = {}
        places = []
        for act in self.story.acts.all:
            if act.who is None or act.when != "now" or act.who not in self.names:
                continue
            if self.story.acts.particles(act.token) & _AT_TIMES:
                continue
            places.append((int(self.story.reading.tokens.start[act.token]), act.who))
            subject = self.story.clauses.subject(act.token)
            m = self.story.clauses.by_head.get(subject, -1)
            by_name = m >= 0 and self.story.mentions.kind[m] == MentionKind.NAME
            if by_name and act.by_part < 0 and act.token not in self.story.acts.cues:
                by.setdefault(act.who, []).append(act)
        return by, places

    def absences(self) -> Iterator[tuple[Absence, int, Span]]:
        """Who is said to be gone, dead, asleep or elsewhere, and where."""
        text = self.story.manuscript.text
        for exit_ in leavings(self.story):
            if exit_.who in self.names and not exit_.errand:
                yield "left", exit_.who, exit_.span
        for death in died(self.story):
            if death.who in self.names:
                yield "dead", death.who, death.span
        for why, pattern in (("dead", _DEAD), ("away", _AWAY)):
            for match in pattern.finditer(text):
                groups = match.groupdict()
                who = self.by_name.get(groups.get("name") or groups.get("name2") or "")
                if who is None or self.story.speech.at(match.start()) is not None:
                    continue
                span = Span(*match.span())
                gone = match[0].endswith(("out there", "on stage", "next door"))
                if why != "away" or gone or self._is_elsewhere(span):
                    yield why, who, span  # type: ignore[misc]
        for who, span in gone_by_name(self.story):
            yield "left", who, span
        yield from self._uncounted()

    def _is_elsewhere(self, span: Span) -> bool:
        """Whether the sentence, or the one after it, tells of somebody who is not here."""
        sentence = sentence_around(self.story, span.start)
        after = sentence_around(self.story, sentence.end + 2)
        return bool(
            _NOT_HERE.search(
                self.story.manuscript.text, sentence.start, max(sentence.end, after.end)
            )
        )

    def _uncounted(self) -> Iterator[tuple[Absence, int, Span]]:
        """Those whom the scene knows and a list of all who are there leaves out."""
        text = self.story.manuscript.text
        for match in _ROSTER.finditer(text):
            if self.story.speech.at(match.start()) is not None:
                continue
            sentence = sentence_around(self.story, match.start())
            there = self._named_between(match.end(), sentence.end)
            if len(there) < 2:
                continue
            groups = re.search(
                r"\bthe\s(?:\w+\s)?\w+s\b|\b(?:others|family|rest)\b",
                text[match.end() : sentence.end],
            )
            span = Span(match.start(), sentence.end)
            for who in self.names.keys() - there:
                if not groups or self._stayed(who, match.start()):
                    yield "uncounted", who, span

    def _stayed(self, who: int, before: int) -> bool:
        """Whether somebody named before a place was told to be in bed, or to stay."""
        low = max(0, before - _STAYED)
        for match in _NOT_HERE.finditer(self.story.manuscript.text, low, before):
            paragraph = self.story.manuscript.block_span_at(match.start())
            if who in self._named_between(paragraph.start, paragraph.end):
                return True
        return False

    def _named_between(self, low: int, high: int) -> set[int]:
        mentions = self.story.mentions
        a, b = np.searchsorted(mentions.start, [low, high]).tolist()
        return set(mentions.entity[a:b].tolist()) & self.names.keys()

    def first_act(self, who: int, where: Span) -> Act | None:
        """What somebody does next by name, in the scene."""
        acts = self.named_acts[0].get(who, [])
        starts = self.story.reading.tokens.start
        k = bisect_right(acts, where.end, key=lambda act: int(starts[act.token]))
        if k >= len(acts):
            return None
        at = int(starts[acts[k].token])
        near = at - where.end < _SCENE and is_one_scene(self.story, where.start, at)
        return acts[k] if near else None

    def is_told_absent(self, why: Absence, who: int, where: Span, second: Span) -> bool:
        """Whether nothing from the one to the other accounts for the act."""
        story, text = self.story, self.story.manuscript.text
        gone = sentence_around(story, where.start).end
        turns = len(story.speech.begun_within(gone, second.start))
        soon = why == "left" and turns < _TURNS and second.start - gone < _AT_ONCE
        if second.start <= gone or soon:
            return False
        between = story.speech.narration(gone, second.start)
        sentence = sentence_around(story, second.start)
        own = sentence.text(text)
        if is_of_another_time(story, second) or _FROM_AFAR.search(own):
            return False
        if why == "dead" and (
            _YET_THERE.search(own)
            or _TOLD_OF.search(text, max(gone, sentence.start - 200), sentence.end)
        ):
            return False
        if why in ("left", "away") and comes_back(story, who, gone, second.start):
            return False
        if self._is_seen(who, gone, second.start):
            return False
        if why == "left" and moves_on(story, who, where, second.start):
            return False
        events = story.presence.happening_between(gone, sentence.start)
        if why != "dead" and any(e.lemma in ARRIVING and e.agent in (who, None) for e in events):
            return False
        if why == "uncounted" and (
            _CAME.search(between) or self._is_named(who, gone, second.start)
        ):
            return False
        act = self._act_at(second)
        if act is not None and self._comes(act):
            return False
        walks = act is not None and act.lemma in GOING | ENTERING | LEAVING
        alone = why == "left" and (walks or turns < _TURNS)
        return self._among_others(who, where, second, alone=alone)

    def _comes(self, act: Act) -> bool:
        """Whether an act brings somebody in: "walked in", "slouched back into the kitchen"."""
        ways = {way for _, way in self.story.acts.obliques(act.token)}
        led = self.story.acts.particles(act.token) & {"in", "back"}
        return act.lemma in ENTERING or bool(led) or "into" in ways

    def _act_at(self, span: Span) -> Act | None:
        return self.story.acts.at.get(self.story.clauses.token_at(span.start))

    def _acts_between(self, low: int, high: int) -> list[tuple[int, int]]:
        places = self.named_acts[1]
        first, last = bisect_right(places, (low, -1)), bisect_left(places, (high, -1))
        return places[first:last]

    def _is_named(self, who: int, low: int, high: int) -> bool:
        """Whether somebody is named on the way, before the words of the act itself."""
        sentence = sentence_around(self.story, high)
        return any(one == who for _, one in self.story.presence.named_between(low, sentence.start))

    def _is_seen(self, who: int, low: int, high: int) -> bool:
        """Whether somebody acts or speaks on the way, so that the story is with them."""
        if any(one == who for _, one in self._acts_between(low, high)):
            return True
        said = self.story.speech.begun_within(low, high)
        return any(speaks_again(self.story, who, quote, low) for quote in said)

    def _among_others(self, who: int, where: Span, second: Span, *, alone: bool) -> bool:
        """Whether those who speak or act right before and after the act are others."""
        quotes = self.story.speech.begun_within(
            max(where.end, second.start - _NEAR), second.end + _NEAR
        )
        near = [(q.span.start, q.speaker) for q in quotes]
        low = max(where.end, second.start - _NEAR)
        near += self._acts_between(low, second.start + _NEAR)
        before = [one for at, one in near if at < second.start and one is not None]
        after = [one for at, one in near if at > second.end and one is not None]
        if not any(one != who for one in before):
            return False
        return not alone or not after or any(one != who for one in after)
