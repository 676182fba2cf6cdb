"""Those known by what they are ("the midwife"), who go away and then speak or act in the scene."""

from bisect import bisect_left
from collections.abc import Iterator

from fabula.english.kin import KIN
from fabula.english.motion import ARRIVING
from fabula.english.people import PERSON_NOUNS
from fabula.english.stage import ENTERING
from fabula.english.supersenses import NOUN_SENSES
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.staying import comes_back
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    sentence_around,
    time_passes,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["roles_gone"]

_ONESELF = frozenset({"himself", "herself", "itself"})
_NO_ONE_ALONE = PERSON_NOUNS | KIN.keys() | {"other", "others", "voice", "crowd", "friend", "enemy"}
_ARRIVES = ARRIVING | ENTERING
_KILLED = frozenset({"shoot", "kill", "bury", "drown", "slaughter", "behead", "hang"})
_DIES = frozenset({"die", "drown", "perish"})
_CLIMBS = 4
_FAR = 6000
_LEAST, _REACH = 300, 2500
_TURNS = 2
"""What is said, at the least, before who left is missed."""


def roles_gone(story: Story) -> Iterator[Clash]:
    """The first thing that each one says or does who has gone away, or is dead."""
    yield from _dead(story)
    for act, subject in _leavings(story):
        noun = story.clauses.words[subject]
        gone = story.acts.span(act.token)
        later = _next(story, noun, sentence_around(story, gone.start).end)
        if later is None:
            continue
        second = story.clauses.span(later, later + 1)
        if _accounted(story, subject, gone, second) or is_of_another_time(story, second):
            continue
        yield Clash("role left", gone, second, None, noun)


def _dead(story: Story) -> Iterator[Clash]:
    """ "Fenn shot the mule", "they buried the cat", "the horse was dead": and it gets up."""
    words, starts = story.clauses.words, story.reading.tokens.start
    for act in story.acts.all:
        if act.when not in ("now", "before") or act.lemma not in _KILLED | _DIES:
            continue
        subject = story.clauses.subject(act.token)
        found = [subject] if act.lemma in _DIES else story.acts.objects(act.token)
        for dead in found:
            if dead < 0 or not _is_living(story, dead):
                continue
            first = story.acts.span(act.token, dead)
            low = sentence_around(story, first.start).end
            for token in story.clauses.places((words[dead],)):
                at = int(starts[token])
                if at < low or story.speech.at(at) is not None:
                    continue
                second = story.clauses.span(token, token + 1)
                if at > low + _FAR or not is_one_scene(story, first.start, at):
                    break
                if _is_living(story, token) and _takes_part(story, token, animal=True):
                    if at - low > _LEAST and not is_of_another_time(story, second):
                        yield Clash("role dead", first, second, None, words[dead])
                    break


def _is_living(story: Story, token: int) -> bool:
    """ "The mule", "the midwife": one, and no "other" or "second"."""
    words, noun = story.clauses.words, story.clauses.words[token]
    animal = NOUN_SENSES.get(noun) == "noun.animal" and story.reading.xpos[token] == "NN"
    before = {words[t] for t in story.clauses.dependents(token, ("det", "amod", "nummod"))}
    alone = "the" in before and not before & {"other", "second", "first", "next", "last", "dead"}
    return (animal and alone) or _is_role(story, token)


def _leavings(story: Story) -> Iterator[tuple[Act, int]]:
    """What "the midwife" does to leave, and the token of that noun."""
    ends = {
        move.act.token
        for move in story.stage.moves
        if move.kind == "presence" and move.change == "ends"
    }
    words = story.clauses.words
    for act in story.acts.all:
        out = act.lemma == "let" and "out" in words[act.token : act.token + 3]
        out = out and any(words[t] in _ONESELF for t in story.acts.objects(act.token))
        if act.when != "now" or not (out or act.token in ends):
            continue
        subject = _subject(story, act.token)
        if subject >= 0 and _is_role(story, subject):
            yield act, subject


def _subject(story: Story, token: int) -> int:
    """The subject of a verb, or of the one that it goes on from."""
    for _ in range(_CLIMBS):
        subject = story.clauses.subject(token)
        if subject >= 0 or story.reading.deprels[token] != "conj":
            return subject
        token = story.clauses.head(token)
    return -1


def _is_role(story: Story, token: int) -> bool:
    """ "The midwife": one person of a trade or a rank, known as such."""
    noun, reading = story.clauses.words[token], story.reading
    if reading.xpos[token] != "NN" or noun in _NO_ONE_ALONE:
        return False
    if NOUN_SENSES.get(noun) != "noun.person":
        return False
    words = story.clauses.words
    before = {words[t] for t in story.clauses.dependents(token, ("det", "amod", "nummod"))}
    return "the" in before and not before & {"other", "second", "first", "next"}


def _next(story: Story, noun: str, low: int) -> int | None:
    """Where the narration has the same noun next; None where it has none in reach."""
    starts = story.reading.tokens.start
    places = story.clauses.places((noun,))
    k = bisect_left(places, low, key=lambda t: int(starts[t]))
    while k < len(places) and int(starts[places[k]]) < low + _REACH:
        at = int(starts[places[k]])
        if story.speech.at(at) is None:
            return places[k] if _takes_part(story, places[k]) else None
        k += 1
    return None


def _takes_part(story: Story, token: int, *, animal: bool = False) -> bool:
    """Whether "the midwife" speaks or does something now; an ``animal`` too."""
    if token in story.acts.cues:
        return True
    known = animal or _is_role(story, token)
    if story.reading.deprels[token] != "nsubj" or not known:
        return False
    head = story.clauses.head(token)
    act = story.acts.at.get(head)
    return act is not None and act.when == "now" and act.lemma not in _ARRIVES


def _accounted(story: Story, subject: int, gone: Span, second: Span) -> bool:
    """Whether nothing is amiss: it is too soon, they came back, or the story went along."""
    low = sentence_around(story, gone.start).end
    if second.start - low < _LEAST or not is_one_scene(story, gone.start, second.start):
        return True
    if len(story.speech.begun_within(low, second.start)) < _TURNS:
        return True
    owner = story.clauses.who(subject)
    who = owner.entity if owner is not None else -1
    if comes_back(story, None if who < 0 else who, low, second.start):
        return True
    if time_passes(story.speech.narration(low, second.start)):
        return True
    if _goes_along(story, low):
        return True
    events = story.presence.happening_between(low, second.start)
    return any(e.lemma in _ARRIVES and e.agent in (who, None) for e in events)


def _goes_along(story: Story, offset: int) -> bool:
    """Whether the narration goes on right after with "he" or "she", who may be who left."""
    token = story.clauses.token_at(offset + 1)
    if token < 0 or not story.narrated[token]:
        return False
    begin, end = story.clauses.sentence(token)
    subjects = (t for t in range(begin, end) if story.reading.deprels[t] == "nsubj")
    first = next(subjects, -1)
    return first >= 0 and story.clauses.words[first] in ("he", "she")
