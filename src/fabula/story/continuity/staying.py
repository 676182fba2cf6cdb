"""Whether the story stays where it was when somebody left, or is elsewhere after; who is back."""

import re
from bisect import bisect_left, bisect_right

import numpy as np

from fabula.english.changes import COME_BACK
from fabula.english.stage import GOING, LEAVING
from fabula.english.tables import alternation
from fabula.language.reading import EntityType, MentionKind
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import sentence_around
from fabula.story.model import Quote, Story
from fabula.story.stage.acts import Act

__all__ = ["comes_back", "moves_on", "speaks_again"]

_BACK = re.compile(rf"\b(?:{alternation(COME_BACK)})\b", re.IGNORECASE)

_ALONG = frozenset("follow accompany chase pursue overtake catch meet join escort reach go".split())
_ALONG_BY = frozenset({"after", "with", "together", "behind"})
_AWAY = frozenset({"away", "off", "out", "on", "along", "past", "through", "across"})
_TO = frozenset({"into", "to", "through", "toward", "towards", "across", "along", "up", "down"})
_SEX = {"he": "he/him", "she": "she/her"}
_AT_ONCE = 500
"""How far after a leaving, in code points, a pronoun for who left shows where the story is."""


def comes_back(story: Story, who: int | None, low: int, high: int) -> bool:
    """Whether between two places somebody is back who may be ``who``, or time has passed.

    ``who``: None for somebody known by a noun alone.
    """
    text = story.manuscript.text
    for match in _BACK.finditer(text, low, high):
        if story.speech.at(match.start()) is None and not _is_another(story, match.start(), who):
            return True
    return False


def _is_another(story: Story, offset: int, who: int | None) -> bool:
    """Whether it is somebody else by name, or of the other sex, whom the verb there is said of."""
    clauses, reading = story.clauses, story.reading
    token = clauses.token_at(offset)
    if reading.upos[token] not in ("VERB", "AUX") or who is None:
        return False
    over = token
    if reading.deprels[token] in ("cop", "aux", "aux:pass"):
        over = clauses.head(token)
    subject = clauses.subject(over)
    if subject < 0:
        return False
    one = story.acts.person(subject)
    if reading.upos[subject] == "PROPN" or clauses.words[subject] == "i":
        return one not in (who, None)
    sex = _SEX.get(clauses.words[subject])
    known = clauses.pronouns.get(who)
    return sex is not None and known is not None and known != sex


def speaks_again(story: Story, who: int, quote: Quote, gone: int) -> bool:
    """Whether a speech after a leaving is sure to be of who left.

    It is not where its tag has a noun by which they were not known before ("said the vicar"),
    nor where it has a pronoun that may as well mean somebody told of since.
    """
    if quote.speaker != who:
        return False
    if quote.cue is None:
        return True
    mentions, words = story.mentions, story.clauses.words
    low, high = np.searchsorted(mentions.start, [gone, quote.cue.end]).tolist()
    before = np.flatnonzero(mentions.entity[:low] == who)
    known = {words[t] for t in mentions.head[before].tolist()}
    for m in range(high - 1, low - 1, -1):
        at = int(mentions.start[m])
        if mentions.kind[m] == MentionKind.PRONOUN or mentions.type[m] != EntityType.PER:
            continue
        if story.speech.at(at) is not None:
            continue
        one = int(mentions.entity[m])
        if one == who:
            return mentions.kind[m] == MentionKind.NAME or words[int(mentions.head[m])] in known
        if story.clauses.pronouns.get(one) in (None, story.clauses.pronouns.get(who)):
            return False
    return True


def moves_on(story: Story, who: int, gone: Span, until: int) -> bool:
    """Whether the story goes with who left at ``gone``, or those left go too, before ``until``."""
    sentence = sentence_around(story, gone.start)
    starts = story.acts.starts
    low = bisect_left(starts, sentence.start)
    acts = story.acts.all[low : bisect_right(starts, until)]
    after = [act for act in acts if int(story.reading.tokens.start[act.token]) >= sentence.end]
    return any(_goes_too(story, act, who) for act in acts) or _goes_along(
        story, after, who, sentence.end
    )


def _goes_too(story: Story, act: Act, who: int) -> bool:
    """Whether somebody else follows, or leaves for elsewhere."""
    if act.who == who or act.when in ("imagined", "habit", "after"):
        return False
    ways = {way for _, way in story.acts.obliques(act.token)}
    led = story.acts.particles(act.token)
    if act.lemma in _ALONG and (act.lemma != "go" or (led | ways) & _ALONG_BY):
        return True
    subject = story.clauses.subject(act.token)
    deprels, head = story.reading.deprels, story.clauses.head(act.token)
    joined = deprels[act.token] == "conj" and head >= 0
    seen = deprels[head if joined else act.token] in ("xcomp", "ccomp")  # "saw his lights go"
    if seen or subject < 0 or story.reading.upos[subject] not in ("PRON", "PROPN"):
        return False
    return act.lemma in GOING | LEAVING and bool(led & _AWAY or ways & _TO or act.lemma in LEAVING)


def _goes_along(story: Story, after: list[Act], who: int, low: int) -> bool:
    """Whether the narration goes on with a pronoun that means who left, and nobody else."""
    pronouns = {c.id: c.pronouns for c in story.characters}
    for act in after:
        at = int(story.reading.tokens.start[act.token])
        if at - low > _AT_ONCE:
            return False
        subject = story.clauses.subject(act.token)
        if subject < 0 or act.token in story.acts.cues:
            continue
        sex = _SEX.get(story.clauses.words[subject])
        if sex is None:
            return act.who == who and story.reading.upos[subject] == "PROPN"
        named = story.presence.named_between(low, at)
        others = {one for _, one in named if one != who and pronouns.get(one) in (sex, None)}
        return pronouns.get(who) in (sex, None) and not others
    return False
