"""Telephones without power that ring, or are looked at, or called from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import POWERED
from fabula.english.kin import KIN
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    meant_by,
    people_in,
    sentence_around,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["DeadPhone", "dead_phones"]

_PHONES = frozenset({"phone", "mobile", "cellphone", "smartphone", "handset"})
_TOLD_BY = _PHONES | {"battery", "charge"}
_FLAT = re.compile(
    r"\bbatter(?:y|ies)\b[^.;?!“”\"]{0,30}?\b(?:died|dead|flat|gone|gave\sout|given\sout|r[au]n\sout|drained|packed\sup)\b"
    r"|\b(?:phone|mobile|cellphone|handset)(?:['’]s|\s(?:was|is|had|has|lay))\s(?:gone\s|now\s|quite\s|long\s)?(?:dead|flat|died|drowned|r[au]n\sout)\b"
    r"|\b(?:phone|mobile|cellphone)\s(?:had\s)?died\b|\bout\sof\s(?:battery|charge)\b|\bno\s(?:battery|charge)\b(?!\sfor)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:charge|battery)\b[^.?!]{0,40}\?", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\A[“\"‘']?(?:No[,.]\s)?(?:It(?:['’]s)?\s(?:just\s)?(?:died|dead|flat|gone)|Dead|Flat|None"
    r"|Mine['’]s\s(?:dead|flat|gone))\b"
)
_UNREAL = re.compile(
    r"\b(?:if|nearly|almost|not|never|about\sto|when|would|going\sto)\b|n['’]t\b"
    r"|\b(?:car|torch|radio|clock|watch)\b",
    re.IGNORECASE,
)
_RINGING = frozenset("ring buzz ping vibrate chirp trill chime bleep beep".split())
_LOOKED_AT = frozenset("check unlock scroll consult thumb tap swipe".split())
_CALLING = frozenset({"phone", "ring", "text", "dial", "telephone"})
_POWERED = re.compile(rf"\b(?:{alternation(POWERED)})\b", re.IGNORECASE)
_BESIDE = 60
_REACH = 8000


@dataclass(frozen=True, slots=True)
class DeadPhone:
    """A telephone, of ``who`` if known, that is dead at ``first`` and used at ``second``."""

    who: int | None
    first: Span
    second: Span


def dead_phones(story: Story) -> Iterator[DeadPhone]:
    """The first use of each telephone that has no power, in the same scene."""
    for first, who in _flat(story):
        for act in story.acts.after(first.end, _REACH):
            at = int(story.reading.tokens.start[act.token])
            if not is_one_scene(story, first.start, at):
                break
            if act.when == "now" and _uses(story, act, who):
                span = story.acts.span(act.token)
                if not _POWERED.search(story.manuscript.text, first.end, span.end + _BESIDE):
                    yield DeadPhone(None if who == NARRATOR else who, first, span)
                break


def _flat(story: Story) -> Iterator[tuple[Span, int | None]]:
    """Where a telephone is said to have no power, and whose it is if that is known."""
    text, starts = story.manuscript.text, story.reading.tokens.start
    until = 0
    for token in story.clauses.places(_TOLD_BY):
        if int(starts[token]) < until:
            continue
        at = int(starts[token])
        sentence = sentence_around(story, at)
        quote = story.speech.at(at)
        match = _FLAT.search(text, max(sentence.start, at - 10), sentence.end)
        span = Span(*match.span()) if match is not None else None
        who: int | None = None
        if span is not None:
            who = quote.speaker if quote is not None else _owner(story, token, sentence)
        elif quote is not None and _ASKED.search(text, at, sentence.end):
            following = story.speech.begun_within(quote.span.end, quote.span.end + 300)[:1]
            for answer in following:
                if _ANSWERED.match(answer.span.text(text)):
                    span, who = answer.span, answer.speaker
        if span is None or _UNREAL.search(text, sentence.start, sentence.end):
            continue
        until = sentence.end
        if not is_of_another_time(story, span):
            yield span, who


def _owner(story: Story, token: int, sentence: Span) -> int | None:
    """Whose it is: by "her phone", or the only one of the scene."""
    for t in story.clauses.dependents(token, ("nmod:poss",)):
        word = story.clauses.words[t]
        return meant_by(story, int(story.reading.tokens.start[t]), word)
    scene = story.manuscript.scene_at(sentence.start)
    there = people_in(story, story.manuscript.scenes[scene].span) if scene >= 0 else set()
    return there.pop() if len(there) == 1 else None


def _uses(story: Story, act: Act, who: int | None) -> bool:
    """Whether the telephone rings, or its owner looks at it or calls somebody by it."""
    words, clauses = story.clauses.words, story.clauses
    subject = clauses.subject(act.token)
    things = [*story.acts.objects(act.token), *(t for t, _ in story.acts.obliques(act.token))]
    phones = [t for t in things if words[t] in _PHONES]
    if subject >= 0 and words[subject] in _PHONES:
        lit = act.lemma == "light" and "up" in story.acts.particles(act.token)
        return (act.lemma in _RINGING or lit) and _is_own(story, subject, who)
    does = doer(story, act)
    looks = act.lemma in _LOOKED_AT or words[act.token + 1 : act.token + 2] == ("at",)
    if phones and looks:
        return does is not None and (who is None or does == who) and _is_own(story, phones[0], who)
    if act.lemma not in _CALLING or who is None or does != who:
        return False
    upos = story.reading.upos
    called = story.acts.objects(act.token)
    return any(words[t] in KIN or upos[t] in ("PROPN", "PRON") for t in called)


def _is_own(story: Story, phone: int, who: int | None) -> bool:
    possessors = story.clauses.dependents(phone, ("nmod:poss",))
    if not possessors or who is None:
        return True
    at = int(story.reading.tokens.start[possessors[0]])
    return meant_by(story, at, story.clauses.words[possessors[0]]) in (who, None)
