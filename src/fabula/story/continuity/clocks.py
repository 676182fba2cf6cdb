"""Clock times of one scene that run backwards, on one clock however they are told.

A time counts where it is that of the scene: "it was ten to four", "the church struck five",
"at half past six they ate", "the time by it was ten past", "it's gone four". The hour that
"twenty-five past" leaves out is that of the time told last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.numbers import NUMBERS, TEENS, TENS, UNITS
from fabula.english.tables import alternation
from fabula.english.times import (
    ABOUT_THE_HOUR,
    CLOCK_ASTRAY,
    CLOCKS,
    CLOCKS_TELL,
    OF_ANOTHER_HOUR,
    OF_THE_NIGHT,
)
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import is_of_another_time, sentence_around
from fabula.story.model import Story

__all__ = ["ClockBack", "clocks_back"]

_HOUR = rf"(?:{alternation(w for w, n in NUMBERS.items() if 0 < n <= 12)}|1[0-2]|[1-9])"
_MINUTES = (
    rf"(?:(?:{alternation(TENS)})(?:-(?:{alternation(UNITS)}))?|{alternation((*TEENS, *UNITS))}"
    r"|[1-5]?[0-9])"
)
_UNITS, _TENS = alternation(UNITS), alternation(TENS)
_AFTER_HOUR = rf"(?:oh[\s-](?:{_UNITS})|(?:{_TENS})(?:-(?:{_UNITS}))?|{alternation(TEENS)})"
_NO_HOUR = r"(?=[.,;:!?”\"—–]|\s(?:and|when|by|now|already|on)\b|\Z)"
_TIME = re.compile(
    rf"(?:a\s)?(?:(?P<half>half)[\s-]past(?:\s(?P<h1>{_HOUR}))?"
    rf"|(?P<quarter>quarter)\s(?P<q>past|to|after|before)(?:\s(?P<h2>{_HOUR})|{_NO_HOUR})"
    rf"|(?P<m>{_MINUTES})(?:\sminutes)?\s(?P<way>past|to|after|before)(?:\s(?P<h3>{_HOUR})|{_NO_HOUR})"
    rf"|(?P<h4>{_HOUR})\so['’]clock"
    rf"|(?P<h5>{_HOUR})[\s-](?P<m5>{_AFTER_HOUR})"
    r"|(?P<h6>1?\d)[:.](?P<m6>[0-5]\d)"
    r"|(?P<noon>noon|midday|midnight)"
    rf"|(?P<h7>{_HOUR}))(?=[\s.,;:!?”\"—–]|\Z)(?!\sof\b|\sor\b|[\s-]years?\b)",
    re.IGNORECASE,
)
_OPENS = frozenset({"half", "quarter", "noon", "midday", "midnight", *NUMBERS, *UNITS})
_ABOUT = rf"(?:(?:{alternation(ABOUT_THE_HOUR)})\s){{0,3}}"
_IT_WAS = re.compile(
    rf"(?:\A|[,;:—–“\"‘]\s?|\b(?:and|but|for|so|that)\s)(?:(?:and|but|so|for)\s)?[Ii]t\s(?:was|is)\s{_ABOUT}\Z"
)
_IT_IS = re.compile(rf"\b[Ii]t(?:\sis|['’]s)\s{_ABOUT}\Z")
_CLOCK = re.compile(
    rf"\b(?:{alternation(CLOCKS)})\b[^.;“”\"]{{0,40}}\b(?:{alternation(CLOCKS_TELL)})\s{_ABOUT}\Z"
    rf"|\b(?:time|hour)\b[^.;,“”\"]{{0,25}}\b(?:was|is)\s{_ABOUT}\Z|\bstruck\s{_ABOUT}\Z",
    re.IGNORECASE,
)
_AT = re.compile(rf"\A(?:And\s|But\s|Then\s)?(?:At|By)\s{_ABOUT}\Z")
_DONE_AT = re.compile(
    rf"\b(?:reached|got|arrived|came|left|set\soff|stopped|began|finished|rang|opened)\b[^,;]{{0,40}}\sat\s{_ABOUT}\Z"
)
"""What comes before "at ten past six" where it tells when something was done."""
_HAD_DONE = re.compile(
    r"\bhad\s(?=(?:just\s)?(?:reached|got|arrived|come|left|set\soff|stopped|begun|finished)\b)"
)
"""What was done by then, the clock of the scene has passed."""
_AT_HOUR = re.compile(r"\b(?:at|by|since|till|until|from)\s\Z", re.IGNORECASE)
_EXACT = re.compile(r"\b(?:in\sthe\s(?:morning|evening|afternoon)|when|already|exactly|by\sthe)\b")
_ROUGHLY = re.compile(
    r"\b(?:nearly|almost|about|around|close\son|barely|not\syet|after|past|gone)\s", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:—–]\s|\swhen\s")
_NOT_NOW = re.compile(rf"\b(?:{alternation(OF_ANOTHER_HOUR)})\b|['’]d\b", re.IGNORECASE)
_PASSES = re.compile(
    r"\b(?:nights|days|slept|woke|awoke|dawn\w*|sunrise|overnight|yesterday|tomorrow|earlier)\b"
    rf"|\b(?:all|the|that|another|long|short|whole|sleepless|bad)\snight\b(?![-\s](?:{alternation(OF_THE_NIGHT)}))"
    r"|\bnight\s(?:fell|came|passed|wore|went|had|was)\b"
    r"|\b(?:next|following|that|all|by|in\sthe|towards?)\s(?:day|night|morning|evening|afternoon|dusk)\b"
    r"|\b(?:hours?|days?|nights?|weeks?|months?|years?)\s(?:later|passed|went|after|afterwards|had)\b",
    re.IGNORECASE,
)
_ASTRAY = re.compile(
    rf"\b(?:{alternation(CLOCK_ASTRAY)})\b(?!\s(?:side|way|end|place|train|road|door|man|one|people|thing))",
    re.IGNORECASE,
)
_IT = re.compile(r"[“\"‘']?(?:It|That)\b")
_A_CLOCK = re.compile(rf"\b(?:{alternation(CLOCKS)})\b", re.IGNORECASE)
_MOST_BACK = 180
"""Minutes: what is further back is another half of the day."""
_ROUNDED = 10
_REACH = 5000


@dataclass(frozen=True, slots=True)
class ClockBack:
    """It is later at ``first`` than at ``second``, which is told after it."""

    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class _ClockTime:
    """Minutes from twelve on; ``now``: that of the scene; ``rough``: only about so late;
    ``gone``: it has passed (*she had left at ten*), however long ago."""

    minutes: int
    span: Span
    scene: int
    now: bool
    rough: bool
    gone: bool


def clocks_back(story: Story) -> Iterator[ClockBack]:
    """Each time of the clock that lies before the one told last in its scene."""
    last: _ClockTime | None = None
    for time in _times(story):
        if not time.now:
            continue
        if time.gone and last is not None and last.scene == time.scene:
            if (last.minutes - time.minutes) % 720 > _MOST_BACK:
                last = time  # it is later now than it was
            continue
        if last is not None and last.scene == time.scene:
            back = (last.minutes - time.minutes) % 720
            least = _ROUNDED if time.rough or last.rough else 0
            near = time.span.start - last.span.end < _REACH
            if near and least < back <= _MOST_BACK and not _explained(story, last, time):
                yield ClockBack(last.span, time.span)
        last = time


def _explained(story: Story, last: _ClockTime, time: _ClockTime) -> bool:
    """Whether half a day may have gone by, or one of the clocks is wrong."""
    text = story.manuscript.text
    if _PASSES.search(story.speech.narration(last.span.end, time.span.start)):
        return True
    first, second = (sentence_around(story, one.span.start) for one in (last, time))
    after = sentence_around(story, second.end + 2)
    before = sentence_around(story, max(0, second.start - 2))
    return any(
        _ASTRAY.search(text, one.start, one.end)
        and (_A_CLOCK.search(text, one.start, one.end) or _IT.match(text, one.start))
        for one in (first, before, second, after)
    )


def _times(story: Story) -> Iterator[_ClockTime]:
    """All times of the clock in order, each with whether it is that of its scene."""
    text, starts = story.manuscript.text, story.reading.tokens.start
    hour, until, planned = -1, 0, False
    clauses = story.clauses
    for token in clauses.places(_OPENS.union(w for w in clauses.vocabulary if w[:1].isdecimal())):
        at = int(starts[token])
        match = _TIME.match(text, at) if at >= until else None
        if match is None:
            continue
        sentence = sentence_around(story, at)
        now = _is_now(story, match, sentence)
        told = _minutes(match, hour, planned=planned)
        if told is None or not (now or match["h7"] is None or _AT_HOUR.search(text, at - 6, at)):
            continue
        until, hour = match.end(), told // 60
        planned = told % 60 == 0 and not now  # "at a quarter to", of a train at ten
        rough = _ROUGHLY.search(text, max(sentence.start, at - 12), at) is not None
        span = Span(*match.span())
        gone = _HAD_DONE.search(text, sentence.start, at) is not None
        yield _ClockTime(told % 720, span, story.manuscript.scene_at(at), now, rough, gone)


def _is_now(story: Story, match: re.Match[str], sentence: Span) -> bool:
    """Whether the time is that of the scene: told as such, and none of habit or wish."""
    text = story.manuscript.text
    before, after = text[sentence.start : match.start()], text[match.end() : sentence.end]
    if story.speech.at(match.start()) is not None:
        return bool(_IT_IS.search(before)) and not match["h7"] and not _NOT_NOW.search(after)
    alone = not before.strip(' \n“"') and after.strip(' \n”"') in (".", "")
    at = _AT.search(before.lstrip())
    told = _CLOCK.search(before) or at or (_IT_WAS.search(before) if not match["h7"] else None)
    if match["h7"] and told is not None:
        told = told if _EXACT.match(after.lstrip()) or not at or after[:1] == "," else None
    elif told is None:
        told = _DONE_AT.search(before)
    if told is None and not (alone and not match["h7"]):
        return False
    before = _HAD_DONE.sub("", before)
    rest = after.lstrip(", ") if at else after
    clause = _CLAUSE.split(before)[-1] + _CLAUSE.split(rest)[0]
    return not _NOT_NOW.search(clause) and not is_of_another_time(story, Span(*match.span()))


def _minutes(match: re.Match[str], last_hour: int, *, planned: bool) -> int | None:
    """Minutes from twelve on; None where nobody knows of which hour."""
    if match["noon"]:
        return 0
    word = next((match[g] for g in ("h1", "h2", "h3", "h4", "h5", "h6", "h7") if match[g]), None)
    back = (match["q"] or match["way"] or "") in ("to", "before")
    if word is not None:
        hour = _number(word) % 12
    elif last_hour >= 0 and (match["half"] or match["quarter"] or match["way"] in ("past", "to")):
        hour = last_hour + (back and not planned)
    else:
        return None
    if match["half"]:
        return hour * 60 + 30
    if match["quarter"]:
        return (hour * 60 + (-15 if back else 15)) % 720
    if match["m"]:
        return (hour * 60 + _number(match["m"]) * (-1 if back else 1)) % 720
    return hour * 60 + _number(match["m5"] or match["m6"] or "0")


def _number(word: str) -> int:
    word = word.lower().removeprefix("oh").strip(" -")
    if word.isdecimal():
        return int(word)
    tens, _, unit = word.partition("-")
    return NUMBERS.get(tens, 0) + NUMBERS.get(unit, 0)
