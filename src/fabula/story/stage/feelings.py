"""Feelings on the stage: the words that name one, and what faces, voices and bodies show.

A feeling is said of somebody ("she was afraid", "his anger", "in horror", "she said angrily"),
shown by what they do ("he laughed", "she gave a sob") or by what their body does ("his hands
shook", "she went white").
"""

from collections.abc import Iterator
from itertools import chain

from fabula.english.feelings import CAUSING
from fabula.english.stage import (
    EMOTION_VERBS,
    EMOTION_WORDS,
    SHOWING,
    SHOWN_BY,
)
from fabula.language.inflection import adjective_of
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.feeling_nouns import named_feelings, whose_feeling
from fabula.story.stage.feeling_signs import feeling_signs
from fabula.story.stage.felt import done_in, felt, is_one_of_two
from fabula.story.stage.moves import Move
from fabula.story.stage.stirrings import stirrings

__all__ = ["feelings"]

_TURNING = frozenset({"go", "turn", "flush", "become", "be", "blush"})
_OF_VOICE = frozenset({"voice", "tone", "laugh"})
_WITHIN = frozenset({"in", "with", "of", "into", "from"})
_COLOURED = frozenset("face cheek ear neck head forehead".split())
_FACIAL = frozenset("face mouth lip eye eyebrow brow chin jaw nostril nose forehead".split())
_SAYING = frozenset({"say", "ask", "answer", "reply"})
_CALLING = frozenset({"cry", "bawl", "wail"})


def feelings(acts: Acts) -> Iterator[Move]:
    """Who feels what: "she was afraid", "his anger", "he laughed"; once in a sentence."""
    told: set[tuple[int, int, str | None]] = set()
    sentence = acts.story.reading.tokens.sentence
    readers = (_said_of, named_feelings, _done, feeling_signs, _by_the_way, stirrings)
    for move in chain.from_iterable(reader(acts) for reader in readers):
        key = (int(sentence[move.act.token]), move.who, move.emotion)
        if key not in told and not is_one_of_two(acts, move.act.token):
            told.add(key)
            yield move


def _done(acts: Acts) -> Iterator[Move]:
    """What people and their bodies do from a feeling."""
    for act, who in acts.of_people:
        emotion = EMOTION_VERBS.get(act.lemma)
        if emotion is not None and not _calls(acts, act):
            emotion = done_in(acts, act.token) or emotion
            yield felt(acts, act, who, act.lemma, emotion, SHOWN_BY.get(act.lemma, "told"))


def _calls(acts: Acts, act: Act) -> bool:
    """Whether "cried" is a way of speaking there."""
    if act.lemma not in _CALLING:
        return False
    quotes = acts.clauses.quote_of
    said = acts.clauses.dependents(act.token, ("ccomp", "parataxis"))
    spoken = any(quotes[t] >= 0 for t in said) or bool(acts.objects(act.token))
    return spoken or act.token in acts.cues or "out" in acts.particles(act.token)


def _said_of(acts: Acts) -> Iterator[Move]:
    """Adjectives of feeling said of a person, or of their voice, face or look."""
    reading, clauses = acts.story.reading, acts.clauses
    for token in acts.told:
        word = clauses.words[token]
        emotion = EMOTION_WORDS.get(word)
        if emotion is None or reading.upos[token] not in ("ADJ", "VERB"):
            continue
        if clauses.dependents(token, ("obj",)):  # "frightened her"
            continue
        head = clauses.head(token)
        channel = "told"
        who: tuple[int, ...]
        if reading.deprels[token] == "amod":
            if head < 0 or clauses.words[head] not in SHOWING:
                continue
            channel = "voice" if clauses.words[head] in _OF_VOICE else "face"
            who = whose_feeling(acts, head)
        else:
            who = _of_whom(acts, token)
        for one in who:
            act = acts.at.get(token) or Act(token, word, one, -1, acts.when(token))
            yield felt(acts, act, one, word, emotion, channel)


def _of_whom(acts: Acts, token: int) -> tuple[int, ...]:
    """The person an adjective of feeling is said of, by itself or through voice or face."""
    clauses, reading = acts.clauses, acts.story.reading
    relation, head = reading.deprels[token], clauses.head(token)
    if clauses.dependents(token, ("cop", "nsubj", "nsubj:pass")):
        subject = clauses.subject(token)
    elif relation in ("xcomp", "advcl", "conj", "acl", "appos") and head >= 0:
        person = acts.person(head)
        if person is not None and relation in ("acl", "appos"):
            return (person,)
        subject = clauses.subject(head)
        if relation == "xcomp" and reading.lemmas[head].lower() in CAUSING:
            subject = next(iter(acts.objects(head)), -1)  # "it made her angry"
    else:
        return ()
    if subject >= 0 and clauses.words[subject] in SHOWING:
        owner = acts.owner(subject)
        return (owner,) if owner is not None else ()
    return acts.people(subject)


def _by_the_way(acts: Acts) -> Iterator[Move]:
    """ "She said angrily": adverbs of feeling beside what somebody does."""
    reading, clauses = acts.story.reading, acts.clauses
    for token in acts.told:
        if reading.upos[token] != "ADV" or not clauses.words[token].endswith("ly"):
            continue
        emotion = EMOTION_WORDS.get(adjective_of(clauses.words[token], EMOTION_WORDS.__contains__))
        verb = clauses.head(token)
        if emotion is None or verb not in acts.at or clauses.opens(token):
            continue
        act = acts.at[verb]
        if act.who is not None and act.by_part < 0:
            channel = "voice" if reading.lemmas[verb] in _SAYING else "act"
            made = Act(token, act.lemma, act.who, -1, act.when)
            yield felt(acts, made, act.who, clauses.words[token], emotion, channel)
