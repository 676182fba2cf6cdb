"""Things that sink, or fall where nobody can get them, and are in use later."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import REPLACED
from fabula.english.clothes import GARMENTS
from fabula.english.possession import (
    BROUGHT_OUT,
    FALLING_AWAY,
    GOT_BACK,
    IN_USE,
    NO_RETURN,
    TAKEN_UP,
    THROWN_OFTEN,
)
from fabula.english.stage import DROPPING, PUTTING_ON, TAKING_OFF, THINGS
from fabula.english.supersenses import NOUN_SENSES
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.continuity.surroundings import is_of_another_time, sentence_around
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["lost_and_used"]

_INTO = frozenset({"into", "in", "through", "down", "over", "under", "beneath", "off", "to"})
_SEEN = frozenset({"see", "watch"})
_USING = TAKEN_UP | BROUGHT_OUT | TAKING_OFF | PUTTING_ON | IN_USE
_ANOTHER = frozenset(REPLACED) | {"two", "both", "other", "spare", "last", "first"}
_IT = 30
"""How many tokens back "it" may mean the thing."""
_AFTER = 240
"""How far, in code points, after "saw it go" it is told where."""
_LEAST = 100
_REACH = 20_000
"""How near the use may be, and how far, in code points."""


@dataclass(frozen=True, slots=True)
class _Fallen:
    noun: str
    whose: int | None
    span: Span
    token: int


def lost_and_used(story: Story) -> Iterator[Clash]:
    """The first use of each thing that went where nobody gets it, if nobody has got it back."""
    for loss in _losses(story):
        low = loss.span.end
        for act in story.acts.after(low, _REACH):
            if _is_got_back(story, act, loss):
                break
            thing = _used(story, act, loss) if act.when == "now" else -1
            if thing < 0:
                continue
            span = story.acts.span(act.token, thing)
            far = span.start - low > _LEAST
            if far and not _replaced(story, loss, thing) and not is_of_another_time(story, span):
                who = doer(story, act)
                yield Clash("lost", loss.span, span, None if who == NARRATOR else who, loss.noun)
            break


def _losses(story: Story) -> Iterator[_Fallen]:
    words = story.clauses.words
    for act in story.acts.all:
        if act.when != "now" or act.lemma not in FALLING_AWAY | DROPPING:
            continue
        subject = story.acts.doer(act.token)
        objects = story.acts.objects(act.token)
        things = list(objects) if act.lemma in DROPPING and objects else [subject]
        for thing in things:
            if thing < 0 or not _is_one(story, thing) or not _goes_away(story, act):
                continue
            owners = story.clauses.dependents(thing, ("nmod:poss",))
            whose = _owner(story, owners[0]) if owners else None
            yield _Fallen(words[thing], whose, story.acts.span(thing, act.token), act.token)


def _owner(story: Story, token: int) -> int | None:
    return NARRATOR if story.clauses.words[token] == "my" else story.acts.person(token)


def _is_one(story: Story, thing: int) -> bool:
    """Whether it is one thing in particular: "the key", "his spectacles", no pebble."""
    words, reading = story.clauses.words, story.reading
    if reading.upos[thing] != "NOUN" or words[thing] in THROWN_OFTEN:
        return False
    solid = NOUN_SENSES.get(reading.lemmas[thing].lower()) in (
        "noun.artifact",
        "noun.communication",
    )
    many = reading.xpos[thing] == "NNS" and words[thing] not in GARMENTS
    before = story.clauses.dependents(thing, ("det", "nmod:poss"))
    definite = any(words[t] == "the" or reading.deprels[t] == "nmod:poss" for t in before)
    return definite and not many and (solid or words[thing] in GARMENTS | THINGS)


def _goes_away(story: Story, act: Act) -> bool:
    words = story.clauses.words
    ways = story.acts.obliques(act.token)
    if any(words[t] in NO_RETURN and way in _INTO for t, way in ways):
        return True
    head = story.clauses.head(act.token)
    seen = head >= 0 and story.reading.lemmas[head].lower() in _SEEN
    if not seen or ways or story.acts.objects(act.token):
        return False
    starts = story.reading.tokens.start
    until = int(starts[act.token]) + _AFTER
    last = bisect_right(starts, until, lo=act.token)
    return any(words[t] in NO_RETURN for t in range(act.token + 1, last) if story.narrated[t])


def _means(story: Story, token: int, noun: str) -> bool:
    """Whether a word is the thing, or "it" soon after the thing."""
    words = story.clauses.words
    if words[token] == noun:
        return True
    return words[token] in ("it", "them") and noun in words[max(0, token - _IT) : token]


def _is_got_back(story: Story, act: Act, loss: _Fallen) -> bool:
    if act.lemma not in GOT_BACK or act.when == "imagined":
        return False
    return any(_means(story, t, loss.noun) for t in story.acts.objects(act.token))


def _used(story: Story, act: Act, loss: _Fallen) -> int:
    """The thing that an act has in use: as its object, or "with the key"; -1 for none."""
    words = story.clauses.words
    found = [t for t in story.acts.objects(act.token) if act.lemma in _USING]
    found += [t for t, way in story.acts.obliques(act.token) if way == "with"]
    for thing in found:
        if words[thing] != loss.noun or not _is_one(story, thing):
            continue
        owners = story.clauses.dependents(thing, ("nmod:poss",))
        whose = _owner(story, owners[0]) if owners else None
        if loss.whose is None or whose in (None, loss.whose):
            return thing
    return -1


def _replaced(story: Story, loss: _Fallen, thing: int) -> bool:
    """Whether there may be two: "the other key", or somebody speaks of another, or finds it."""
    words = story.clauses.words
    if any(words[t] in _ANOTHER for t in story.clauses.dependents(thing, ("amod", "det"))):
        return True
    for t in story.clauses.places((loss.noun,)):
        if loss.token < t < thing:
            begin, end = story.clauses.sentence(t)
            if set(words[begin:end]) & (_ANOTHER | GOT_BACK):
                return True
    own = sentence_around(story, loss.span.start)
    return own.end > int(story.reading.tokens.start[thing])
