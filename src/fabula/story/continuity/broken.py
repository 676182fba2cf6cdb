"""Things that burst, or are smashed or torn up, and are whole again."""

import re
from collections.abc import Iterator

from fabula.english.changes import MENDED
from fabula.english.food import VESSELS
from fabula.english.stage import THINGS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import is_of_another_time, sentence_around
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["whole_again"]

_BURSTING = frozenset({"burst", "shatter", "smash", "explode", "break", "disintegrate"})
_SMASHING = frozenset({"smash", "shatter", "break", "snap", "rip", "tear", "melt", "crush"})
_IN_USE = frozenset("pour fill drink take lift raise set put carry refill hold".split())
_FROM = frozenset({"from", "with", "out"})
_DEFINITE = frozenset({"the", "his", "her", "my", "their", "our", "that"})
_OTHER = frozenset({"new", "other", "second", "another", "old", "mended", "broken", "last"})
_TO_PIECES = frozenset(
    (bits, way)
    for bits in ("pieces", "powder", "bits", "splinters", "smithereens", "fragments", "dust")
    for way in ("to", "into", "in")
)
_TORN = frozenset({"up", "apart", "across"})
_BITS = re.compile(r"\b(?:piece|bit|shard|fragment|splinter|remain|rest|half|halves|end)s?\sof\b")
_MENDED = re.compile(rf"\b(?:{alternation(MENDED)})\b", re.IGNORECASE)
_REACH = 20_000


def whole_again(story: Story) -> Iterator[Clash]:
    """Each use of what has gone to pieces, when nothing tells that it was mended or replaced."""
    gone: dict[str, Span] = {}
    for act in story.acts.all:
        if act.when != "now":
            continue
        for thing in _used(story, act) if gone else ():
            noun = story.clauses.words[thing]
            key = next((k for k in gone if noun.endswith(k) or k.endswith(noun)), None)
            span = story.acts.span(act.token, thing)
            if key is None or not _is_that(story, thing) or span.start < gone[key].end:
                continue
            first = gone.pop(key)
            if _is_gone(story, first, span, key):
                yield Clash("broken", first, span, None, noun)
        for thing in _broken(story, act):
            gone[story.clauses.words[thing]] = story.acts.span(act.token, thing)


def _broken(story: Story, act: Act) -> list[int]:
    """What goes to pieces in an act: what bursts, or what somebody smashes."""
    objects = story.acts.objects(act.token)
    subject = story.clauses.subject(act.token)
    way, bits = (*story.clauses.words[act.token + 1 : act.token + 3], "", "")[:2]
    ways = {(story.clauses.words[t], way) for t, way in story.acts.obliques(act.token)}
    ways.add((bits, way))
    if act.lemma in ("go", "fly", "fall", "burst") and ways & _TO_PIECES and subject >= 0:
        return [_meant(story, subject)]
    heard = story.reading.deprels[act.token] in ("xcomp", "ccomp")
    for seen in story.clauses.dependents(story.clauses.head(act.token), ("obj",)) if heard else ():
        subject = seen  # "they heard it smash"
    found = [subject] if act.lemma in _BURSTING and not objects and subject >= 0 else []
    torn = act.lemma not in ("rip", "tear") or story.acts.particles(act.token) & _TORN
    if act.lemma in _SMASHING and torn:
        found += objects
    found = [_meant(story, t) for t in found]
    return [t for t in found if story.clauses.words[t] in THINGS | VESSELS and _is_that(story, t)]


def _meant(story: Story, token: int) -> int:
    """The thing that "it" means: the one named last before it in the sentence, or the token."""
    if story.clauses.words[token] != "it":
        return token
    begin, _ = story.clauses.sentence(token)
    before = range(token - 1, begin - 1, -1)
    return next((t for t in before if story.clauses.words[t] in THINGS | VESSELS), token)


def _used(story: Story, act: Act) -> list[int]:
    if act.lemma not in _IN_USE:
        return []
    found = list(story.acts.objects(act.token))
    found += [t for t, way in story.acts.obliques(act.token) if way in _FROM]
    return [t for t in found if story.reading.xpos[t] == "NN"]


def _is_that(story: Story, thing: int) -> bool:
    words = story.clauses.words
    before = {words[t] for t in story.clauses.dependents(thing, ("det", "nmod:poss", "amod"))}
    return bool(before & _DEFINITE) and not before & _OTHER


def _is_gone(story: Story, first: Span, second: Span, noun: str) -> bool:
    text = story.manuscript.text
    if second.start - first.end > _REACH or is_of_another_time(story, second):
        return False
    sentence = sentence_around(story, second.start)
    if _BITS.search(text, sentence.start, sentence.end):
        return False
    for match in re.finditer(rf"{noun}\b|\b(?:it|another)\b", text[first.end : second.start]):
        near = sentence_around(story, first.end + match.start())
        if _MENDED.search(text, near.start, near.end):
            return False
    return True
