"""Someone speaks who has left, or who is dead; more are there than have come.

What it finds
    A character who dies in the narration and later speaks, when nothing tells of a
    ghost, a memory, a mistake or an earlier time; and one who leaves a room and then
    speaks or acts in the same scene, among those who stayed, without coming back; one who is
    told to be elsewhere, or whom a list of all who are there leaves out, and who acts. A count of
    those who are together that is above the one given before in the scene.

Why a reader cares
    A reader keeps count of who is in the room; a voice from nowhere breaks the
    picture, and a dead man's voice breaks the book.

Flagged
    - Tom and Anna sat down with Mary. Tom left the room. Anna poured the tea. "Is he
      angry?" said Mary. "I am cold," **said Tom**.
    - "Help me," said Tom. Then Tom died. Anna closed his eyes. ¶ Anna walked home. ¶
      "We are late," **said Tom** to Anna.

    - Anna was in Lisbon and would not be home before Monday. Tom and Mary met in the front
      room. "Right," said Tom. "I agree," said Mary. "Hands up." Anna **leaned** over and put
      out the fire.

    - There were five of them round the table, and Tom cut the bread. "Well," said Anna.
      **The seven of them** looked at the clock.

Fine
    - Tom sat down. Tom left the room. Anna poured the tea. Tom came back. "I am
      cold," said Tom.
      Because: he came back.
    - Tom left the room. He walked down the street. "Taxi!" said Tom.
      Because: the story goes with him.
    - Tom died. Anna remembered him. "We are late," Tom had said.
      Because: she remembers.
    - Anna wept until Tom nearly died of pity. "We are late," Tom said gently.
      Because: nobody died.

Known misses
    Those who are only called "he", and most of what is done by parts of the body.

Source
    Amy Schneider, The Chicago Guide to Copyediting Fiction (2023), on blocking and
    continuity.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice

from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.passages import Passages
from fabula.checks.framework.view import Need, Shared, StoryView
from fabula.english.changes import DEAD_YET_THERE, HEARD_FROM_AWAY
from fabula.english.motion import ARRIVING, WENT_OUT
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.absent import absent_acts, gone_by_name
from fabula.story.continuity.dead_kin import dead_kin
from fabula.story.continuity.heads import more_heads, others_of_us
from fabula.story.continuity.roles_gone import roles_gone
from fabula.story.continuity.staying import comes_back, moves_on, speaks_again
from fabula.story.model import Event, Quote
from fabula.story.stage.exits import Exit, deaths, leavings, named_acts
from fabula.story.stage.presence import Presence

__all__ = ["presence_conflict"]

_DIES = frozenset({"die", "expire", "perish"})
_KILLS = frozenset({"kill", "murder", "slay", "behead", "execute"})
_LEAVES = re.compile(
    rf"""(?:left|leaves)\sthe\s(?:room|house|kitchen|parlou?r|office|hall|library|study|shop|table|building)\b
    |(?:{alternation(WENT_OUT)})\sout\b
    |(?:shut|closed|slammed|shuts|closes|slams)\sthe\sdoor\sbehind""",
    re.VERBOSE,
)
_ALIVE = re.compile(
    rf"""\b(?:{alternation(DEAD_YET_THERE)})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AWAY = re.compile(
    rf"""\b(?:{alternation(HEARD_FROM_AWAY)})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = 200
"""How far before a speech, in code points, what tells that it is heard from away may stand."""
_NAME_ALONE = re.compile(r"(?:[A-Z][\w.’']+\s)+(?:\w+ly\s)?")
_BESIDE = 39
"""How near, in code points, a name stands to the leaving of its bearer."""
_ALIVE_AGAIN = 13
"""Speeches after which a death was not meant so, or the name is another's."""
_AT_ONCE = 250
"""How far after a leaving, in code points, what the one who left does shows where the story is."""
_ERRAND = 900
"""How far after somebody went to fetch something, in code points, they are missed."""
_SCENE = 2500
"""How far, in code points, a leaving is followed."""
_OF_STORY: tuple[Need, ...] = ("reading", "mentions", "characters", "quotes", "events")
_CLASHES = {
    "role left": ("The {what} is here, but has left.", "the {what} leaves"),
    "role dead": ("The {what} acts here, but is dead.", "the {what} dies"),
    "dead kin": ("The {what} acts here, but is dead.", "the {what} is dead"),
}
_WHY = {
    "left": "has left",
    "dead": "has died",
    "away": "is elsewhere",
    "uncounted": "is not among those who are there",
}


@check(
    level="query",
    topic="continuity",
    needs={"reading", "mentions", "characters", "quotes", "events"},
    reach="book",
    evidence=True,
)
def presence_conflict(story: StoryView) -> Iterator[Finding]:
    """Look for speech after a death, and for speech after leaving the room."""
    stage = _Stage(story, story.derive(Passages))
    yield from stage.dead_who_speak()
    yield from stage.gone_who_speak()
    for absent in story.find(absent_acts, "quotes", "events"):
        yield story.finding(
            absent.second,
            f"{absent.name} acts here, but {_WHY[absent.why]}.",
            evidence=(Evidence(absent.first, f"{absent.name} {_WHY[absent.why]}"),),
            confidence=0.5,
        )
    for search in (roles_gone, dead_kin):
        yield from questions(story, story.find(search, "mentions", "quotes", "events"), _CLASHES)
    counts = (more_heads, others_of_us)
    for heads in (h for search in counts for h in story.find(search, "quotes", "events")):
        yield story.finding(
            heads.second,
            f"There are {heads.many} here, but there were {heads.few}, and nobody came or went.",
            evidence=(Evidence(heads.first, f"there are {heads.few}"),),
            confidence=0.6,
        )


@dataclass(frozen=True, eq=False)
class _Stage:
    """Who does and says what, in order."""

    story: StoryView
    passages: Passages
    names: dict[int, str] = field(default_factory=dict)
    unreal: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names.update({c.id: c.name for c in self.story.characters})

    def _spoken(self, span: Span) -> bool:
        return self.story.speech.around(span) is not None

    @property
    def presence(self) -> Presence:
        return self.story.presence

    @cached_property
    def told_speech(self) -> dict[int, list[Quote]]:
        """The quotations that narration gives to someone by name ("said Tom")."""
        found: dict[int, list[Quote]] = defaultdict(list)
        for quote in self.story.quotes:
            if quote.speaker is None or quote.cue is None:
                continue
            role = self.names.get(quote.speaker, "").startswith("the ")
            if quote.type != "explicit" and not role:
                continue
            if self.presence.is_named_in(quote.speaker, _cue_sentence(self.passages, quote)):
                found[quote.speaker].append(quote)
        return found

    def _said_after(self, who: int, offset: int) -> Iterator[Quote]:
        said = self.told_speech.get(who, [])
        for k in range(bisect_right(said, offset, key=lambda q: q.span.start), len(said)):
            yield said[k]

    # --- the dead ---

    def dead_who_speak(self) -> Iterator[Finding]:
        """One finding for each character who dies by name and later speaks by name."""
        told: set[int] = set()
        dying = [(event.span, self._victim(event)) for event in self.presence.happening]
        dying += [(death.span, death.who) for death in self.exits[1]]
        for where, who in sorted(dying, key=lambda death: death[0]):
            if who is None or who in told or who not in self.names:
                continue
            real = (q for q in self._said_after(who, where.end) if not self._is_unreal(q))
            later = list(islice(real, _ALIVE_AGAIN))
            if not later or len(later) == _ALIVE_AGAIN:
                continue
            told.add(who)
            name = self.names[who]
            sentence = self.passages.sentence(where)
            yield self.story.finding(
                later[0].cue or later[0].span,
                f"{name} speaks here, but has died.",
                evidence=(Evidence(sentence, f"{name} dies"),),
                confidence=0.6,
            )

    def _victim(self, event: Event) -> int | None:
        """Who dies in an event that the narration tells as fact, by name."""
        who = event.agent if event.lemma in _DIES else None
        if event.lemma in _KILLS:
            who = event.patient
        sentence = self.passages.sentence(event.span)
        dying = event.span.text(self.story.text).endswith("ing")  # he may be, for a long time
        if (
            dying
            or who is None
            or not self.presence.is_named_in(who, sentence)
            or self._unreal(event.span)
        ):
            return None
        before = self.story.text[sentence.start : event.span.start]
        if re.search(
            r"\b(?:had|has|have|'d|’d|when|after|since|until|till|not|never|who)\b", before
        ):
            return None
        return who

    def _is_unreal(self, quote: Quote) -> bool:
        at = quote.span.start
        if at not in self.unreal:
            self.unreal[at] = self._unreal(quote.cue or quote.span)
        return self.unreal[at]

    def _unreal(self, span: Span) -> bool:
        sentence = self.passages.sentence(span)
        begin, end = max(0, sentence.start - 200), sentence.end + 200
        told = re.search(r"\bhad\s(?:said|cried|told|asked)\b", sentence.text(self.story.text))
        return bool(told) or bool(_ALIVE.search(self.story.text, begin, end))

    # --- the gone ---

    def gone_who_speak(self) -> Iterator[Finding]:
        """Someone leaves, those who stay go on, and the one who left speaks."""
        told: set[int] = set()
        for where, who in self._leavings():
            quote = self._next_speech(who, where)
            if quote is None or not self._stays(who, where, quote):
                continue
            if quote.span.start in told:
                continue
            told.add(quote.span.start)
            name = self.names[who]
            yield self.story.finding(
                quote.cue or quote.span,
                f"{name} speaks here, but has left.",
                evidence=(Evidence(self.passages.sentence(where), f"{name} leaves"),),
                confidence=0.5,
            )

    @cached_property
    def exits(self) -> tuple[tuple[Exit, ...], ...]:
        """Who leaves and who dies in the narration, who does something there, and who is gone."""
        return self.story.derive_from_story(_exits, *_OF_STORY)

    @cached_property
    def _errands(self) -> frozenset[Span]:
        return frozenset(exit.span for exit in self.exits[0] if exit.errand)

    def _leavings(self) -> list[tuple[Span, int]]:
        """Where somebody leaves, by the words beside the name or by the grammar; and who."""
        found = [(exit.span, exit.who) for exit in self.exits[0] if exit.who in self.names]
        found += [(exit.span, exit.who) for exit in self.exits[3]]
        for match in _LEAVES.finditer(self.story.text):
            where = Span(*match.span())
            who = None if self._spoken(where) else self._leaver(where)
            if who is not None:
                found.append((where, who))
        return sorted(found)

    def _leaver(self, where: Span) -> int | None:
        """Who leaves: the name right before the verb."""
        near = self.presence.named_between(where.start - _BESIDE, where.start)
        last = {who: start for start, who in near if who in self.names}
        for who in sorted(last, key=lambda who: self.presence.named_at[who][0]):
            if _NAME_ALONE.fullmatch(self.story.text, last[who], where.start):
                return who
        return None

    def _next_speech(self, who: int, where: Span) -> Quote | None:
        scene = self.passages.scene(where)
        for quote in self._said_after(who, where.end):
            near = quote.span.start - where.end < _SCENE
            return quote if near and self.passages.scene(quote.span) == scene else None
        return None

    def _stays(self, who: int, where: Span, quote: Quote) -> bool:
        """Whether the scene stays with others, and nobody comes or goes, until the speech."""
        begin, end = where.end, quote.span.start
        if where in self._errands and end - begin < _ERRAND:
            return False
        cue = quote.cue or quote.span
        speech, text = self.story.speech, self.story.text
        gone = self.passages.sentence(where).end
        beside = speech.narration(max(begin, end - _LEAD), max(end, cue.end))
        if _AWAY.search(beside) or self.story.derive_from_story(_comes_back, *_OF_STORY)(
            who, gone, end
        ):
            return False
        if self.story.derive_from_story(_moves_on, *_OF_STORY)(who, where, end):
            return False
        name = re.escape(self.names[who].split()[-1])
        told = re.finditer(rf"\b{name}\b", text[begin:end])
        if any(_AWAY.search(self._narrated_sentence(begin + m.start())) for m in told):
            return False
        events = self.presence.happening_between(begin, end)
        if any(e.lemma in ARRIVING and e.agent in (who, None) for e in events):
            return False
        if any(act.who == who and gone <= act.span.start < end for act in self.exits[2]):
            return False
        said = self.story.speech.begun_within(begin + 1, end)
        cues = [quote.cue for quote in said if quote.cue is not None]
        at_once = (e for e in events if e.agent == who and gone <= e.span.start < gone + _AT_ONCE
                   and not any(c.start <= e.span.start < c.end for c in cues))  # fmt: skip
        if any(not self._others_named(who, gone, e.span.start) for e in at_once):
            return False  # the story goes with them
        again = self.story.derive_from_story(_speaks_again, *_OF_STORY)
        if any(again(who, quote, gone) for quote in said):
            return False
        others = {e.agent for e in events} | {quote.speaker for quote in said}
        before = self._present(where)
        speakers = {quote.speaker for quote in said} - {None, who}
        return bool((others - {None, who}) & before) or len(speakers) > 1

    def _others_named(self, who: int, low: int, high: int) -> bool:
        """Whether the narration names others between two places, one of whom "he" may mean."""
        named = self.presence.named_between(low, high)
        return any(other != who and self.story.speech.at(at) is None for at, other in named)

    def _narrated_sentence(self, offset: int) -> str:
        """The sentence around an offset, without speech; nothing for a place in speech."""
        if self.story.speech.at(offset) is not None:
            return ""
        sentence = self.passages.sentence(Span(offset, offset + 1))
        return self.story.speech.narration(sentence.start, sentence.end)

    def _present(self, where: Span) -> set[int | None]:
        """Who was there before the leaving."""
        return {who for _, who in self.presence.named_between(where.start - _SCENE, where.start)}


def _comes_back(shared: Shared) -> Callable[[int, int, int], bool]:
    return partial(comes_back, shared.story)


def _speaks_again(shared: Shared) -> Callable[[int, Quote, int], bool]:
    return partial(speaks_again, shared.story)


def _moves_on(shared: Shared) -> Callable[[int, Span, int], bool]:
    return partial(moves_on, shared.story)


def _exits(shared: Shared) -> tuple[tuple[Exit, ...], ...]:
    story = shared.story
    gone = tuple(Exit(who, where) for who, where in gone_by_name(story))
    return tuple(leavings(story)), tuple(deaths(story)), tuple(named_acts(story)), gone


def _cue_sentence(passages: Passages, quote: Quote) -> Span:
    """The stretch of narration beside the quotation that holds its cue."""
    cue = quote.cue or quote.span
    sentence = passages.sentence(cue)
    begin = max(sentence.start, cue.start - 60)
    return Span(begin, min(sentence.end, cue.end + 60)) if begin <= cue.start else cue
