"""The point of view slips.

What it finds
    In a story told of "he" and "she", an "I" in the narration that stands alone; in a
    story told by "I", the teller called by name as if by someone else, or another
    person's thought that the teller cannot know.

Why a reader cares
    The reader sees through one pair of eyes at a time, and stumbles when they change
    without notice.

Flagged
    - Anna opened the door and stepped inside. She hung up her coat, and **I** sat down by
      the fire. Tom poured the tea. She drank it and smiled. He took her cup. She thanked
      him. Tom sat beside her.
    - I opened the door and stepped inside. I hung up my coat. Tom poured the tea, and I
      drank it. **Tom wondered** whether the rain would stop. I sat down. I said nothing.

Fine
    - I opened the door and stepped inside. I hung up my coat. Tom seemed to wonder at
      it. I sat down. I said nothing.
      Because: the teller sees what he seems to think.
    - Anna opened the door. "I am cold," she said. She hung up her coat. Tom poured the
      tea. He took her cup.
      Because: the "I" is spoken.
    - I opened the door. I hung up my coat. Tom told me later that he wondered at it. I
      sat down. I laughed.
      Because: the teller was told.

Known misses
    A story that moves between several minds in the third person does so by right as
    often as by mistake, and is not marked.

Source
    The Chicago Guide to Copyediting Fiction (2023), on point of view; Dorrit Cohn,
    Transparent Minds (1978).
"""

import re
from collections.abc import Iterator

import numpy as np

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.english.minds import KNOWN_BY
from fabula.english.tables import alternation
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span
from fabula.story.stage.narration import Narration, Verb

__all__ = ["pov_slip"]

_FEW = 2
"""More strays than this are the way the story is told."""

_PER_WORDS = 20_000
_TELLING = 6
_THOUGHTS = frozenset({"wonder", "realise", "realize"})
_KNOWN_BY = re.compile(
    rf"""\b(?:{alternation(KNOWN_BY)})\b""",
    re.VERBOSE | re.IGNORECASE,
)


@check(
    level="query",
    topic="clarity",
    needs={"reading", "mentions", "characters", "quotes", "events"},
    reach="book",
    evidence=True,
)
def pov_slip(story: StoryView) -> Iterator[Finding]:
    """Look for the stray "I", or for what an "I" cannot tell."""
    narration = story.narration
    few = _FEW + len(story.reading.tokens) // _PER_WORDS
    if narration.first_person:
        found = [*_other_minds(story, narration), *_named_teller(story, narration)]
    else:
        found = list(_stray_teller(story, narration))
    if len(found) <= few:
        yield from found


def _stray_teller(story: StoryView, narration: Narration) -> Iterator[Finding]:
    """An "I" that does something in a story of "he" and "she"."""
    words = story.reading.words
    for scene, told in zip(narration.scenes, narration.telling, strict=True):
        strays = [v for v in scene if v.person == "i" and (v.event or v.coordinate)]
        if len(told) < _TELLING or len(strays) > 1:
            continue
        for verb in strays:
            subject = _before(words, verb, "I")
            near = [v for v in told if abs(v.sentence - verb.sentence) <= 2]
            agreeing = [v for v in near if v.tense == verb.tense]
            if subject < 0 or len(agreeing) < 2 or verb.tense == "pres":
                continue
            span = _token(story, subject)
            nearest = min(agreeing, key=lambda v: abs(v.token - verb.token))
            yield story.finding(
                span,
                "“I” stands in the narration here; the scene is told from outside.",
                evidence=(Evidence(nearest.span, "told of others"),),
                confidence=0.6,
            )


def _other_minds(story: StoryView, narration: Narration) -> Iterator[Finding]:
    """What another thinks, told as fact by an "I"."""
    reading = story.reading
    for scene in narration.scenes:
        teller = [v for v in scene if v.person == "i"]
        for verb in scene:
            if reading.lemmas[verb.token] not in _THOUGHTS or not verb.telling or not teller:
                continue
            sentence = narration.sentence_span(verb.sentence)
            own = {"i", "we", "who", "you", ""}
            if verb.person in own or _KNOWN_BY.search(_rest(story, sentence, verb)):
                continue
            nearest = min(teller, key=lambda v: abs(v.token - verb.token))
            first = max(0, verb.token - 1)
            yield story.finding(
                Span(_token(story, first).start, verb.span.end),
                "Another’s thought is told as fact; how does the “I” who tells this know?",
                evidence=(Evidence(nearest.span, "told by an “I”"),),
                confidence=0.5,
            )


def _rest(story: StoryView, sentence: Span, verb: Verb) -> str:
    """The sentence without the verb itself."""
    text = story.text
    return text[sentence.start : verb.span.start] + " " + text[verb.span.end : sentence.end]


def _named_teller(story: StoryView, narration: Narration) -> Iterator[Finding]:
    """The teller, called by name where "I" is due."""
    tellers = {c.id: c.name for c in story.characters if c.narrator}
    mentions = story.mentions
    names = {
        int(mentions.head[m]): int(mentions.entity[m])
        for m in np.flatnonzero(mentions.kind == MentionKind.NAME).tolist()
        if int(mentions.entity[m]) in tellers
    }
    for scene in narration.scenes:
        teller = [v for v in scene if v.person == "i"]
        for verb in scene:
            subject = next((t for t in (verb.token - 1, verb.token - 2) if t in names), -1)
            if subject < 0 or not verb.telling or not verb.event or not teller:
                continue
            nearest = min(teller, key=lambda v: abs(v.token - verb.token))
            yield story.finding(
                _token(story, subject),
                f"{tellers[names[subject]]} tells this story as “I”; here the name stands instead.",
                evidence=(Evidence(nearest.span, "told by an “I”"),),
                confidence=0.5,
            )


def _before(words: tuple[str, ...], verb: Verb, wanted: str) -> int:
    """The token with a word, right before the verb or an adverb apart."""
    return next((t for t in (verb.token - 1, verb.token - 2) if t >= 0 and words[t] == wanted), -1)


def _token(story: StoryView, token: int) -> Span:
    tokens = story.reading.tokens
    return Span(int(tokens.start[token]), int(tokens.end[token]))
