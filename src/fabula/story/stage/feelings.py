"""Feelings on the stage: the words that name one, and what faces, voices and bodies show.

A feeling is said of somebody ("she was afraid", "his anger", "in horror", "she said angrily"),
shown by what they do ("he laughed", "she gave a sob") or by what their body does ("his hands
shook", "she went white").
"""

from collections.abc import Iterator
from typing import cast

from fabula.english.stage import (
    EMOTION_ACTS,
    EMOTION_COLOURS,
    EMOTION_NOUNS,
    EMOTION_SIGNS,
    EMOTION_VERBS,
    EMOTION_WORDS,
    SHOWING,
    SHOWN_BY,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Channel, Emotion, Move

__all__ = ["feelings"]

_BEARING = frozenset({"feel", "have", "know"})
_GIVING = frozenset({"give", "let", "utter", "wear", "have", "stifle", "burst", "smile", "break"})
_TURNING = frozenset({"go", "turn", "flush", "become", "be", "blush"})
_OF_VOICE = frozenset({"voice", "tone", "laugh"})
_WITHIN = frozenset({"in", "with", "of", "into", "from"})
_COLOURED = frozenset("face cheek ear neck head forehead".split())
_FACIAL = frozenset("face mouth lip eye eyebrow brow chin jaw nostril nose forehead".split())
_CLIMBS = 3
_SAYING = frozenset({"say", "ask", "answer", "reply"})
_CALLING = frozenset({"cry", "bawl", "wail"})


def feelings(acts: Acts) -> Iterator[Move]:
    """Who feels what: "she was afraid", "his anger", "he laughed"; once for each word."""
    told: set[tuple[int, int]] = set()
    for move in (*_said_of(acts), *_named(acts), *_done(acts), *_by_the_way(acts)):
        key = (move.span.start, move.who)
        if key not in told:
            told.add(key)
            yield move


def _done(acts: Acts) -> Iterator[Move]:
    """What people and their bodies do from a feeling."""
    words = acts.clauses.words
    for act, who in acts.of_people:
        emotion = EMOTION_VERBS.get(act.lemma)
        if emotion is not None and not _calls(acts, act):
            yield _felt(acts, act, who, act.lemma, emotion, SHOWN_BY.get(act.lemma, "told"))
        if act.lemma in _TURNING:
            for t in acts.clauses.dependents(act.token, ("xcomp", "advmod", "obj")):
                if words[t] in EMOTION_COLOURS:
                    yield _felt(acts, act, who, words[t], EMOTION_COLOURS[words[t]], "face")
    yield from _shown(acts)


def _shown(acts: Acts) -> Iterator[Move]:
    """What a part of somebody's body does, turns or is, that shows a feeling."""
    reading, words = acts.story.reading, acts.clauses.words
    for part in acts.nouns:
        verb = acts.clauses.head(part)
        if verb < 0 or reading.deprels[part] not in ("nsubj", "nsubj:pass"):
            continue
        said = [reading.lemmas[verb].lower()]
        if said[0] in _TURNING or said[0] == "get":
            said = [words[t] for t in acts.clauses.dependents(verb, ("xcomp", "advmod", "obj"))]
        name = reading.lemmas[part].lower()
        sign = next((f"{name} {one}" for one in said if f"{name} {one}" in EMOTION_SIGNS), "")
        emotion = EMOTION_SIGNS.get(sign)
        colour = next((one for one in said if one in EMOTION_COLOURS and name in _COLOURED), "")
        if colour:
            sign, emotion = f"{name} {colour}", EMOTION_COLOURS[colour]
        if emotion is None:
            continue
        act = acts.at.get(verb) or Act(verb, said[0] if said else "be", None, part, acts.when(verb))
        owner = _bearer(acts, act, part)
        if owner is not None:
            channel = "voice" if name == "voice" else "face" if name in _FACIAL else "body"
            yield _felt(acts, act, owner, sign, emotion, channel)


def _bearer(acts: Acts, act: Act, part: int) -> int | None:
    """Whose a part is that shows a feeling; said of nobody, the one who was told of last."""
    owner = acts.owner(part)
    if owner is None:
        owner = act.who if act.by_part < 0 else None
    if owner is None:
        owner = _lone(acts, act)
    if owner is None and acts.is_the(part):
        owner = next(acts.before(part), None)
    return owner


def _calls(acts: Acts, act: Act) -> bool:
    """Whether "cried" is a way of speaking there."""
    if act.lemma not in _CALLING:
        return False
    said = acts.clauses.dependents(act.token, ("obj", "ccomp", "parataxis"))
    return bool(said) or act.token in acts.cues or "out" in acts.particles(act.token)


def _lone(acts: Acts, act: Act) -> int | None:
    """Whose tears run: of the face they run down."""
    for noun, _ in acts.obliques(act.token):
        owner = acts.owner(noun)
        if owner is not None:
            return owner
    return None


def _said_of(acts: Acts) -> Iterator[Move]:
    """Adjectives of feeling said of a person, or of their voice, face or look."""
    reading, clauses = acts.story.reading, acts.clauses
    for token in acts.told:
        word = clauses.words[token]
        emotion = EMOTION_WORDS.get(word)
        if emotion is None or reading.upos[token] not in ("ADJ", "VERB"):
            continue
        head = clauses.head(token)
        channel = "told"
        who: tuple[int, ...]
        if reading.deprels[token] == "amod":
            if head < 0 or clauses.words[head] not in SHOWING:
                continue
            channel = "voice" if clauses.words[head] in _OF_VOICE else "face"
            who = _whose(acts, head)
        else:
            who = _of_whom(acts, token)
        for one in who:
            act = acts.at.get(token) or Act(token, word, one, -1, acts.when(token))
            yield _felt(acts, act, one, word, emotion, channel)


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
    else:
        return ()
    if subject >= 0 and clauses.words[subject] in SHOWING:
        owner = acts.owner(subject)
        return (owner,) if owner is not None else ()
    return acts.people(subject)


def _named(acts: Acts) -> Iterator[Move]:
    """Nouns of feeling, and of what it makes people do, that are somebody's."""
    words = acts.clauses.words
    for token in acts.nouns:
        word = words[token]
        emotion = EMOTION_NOUNS.get(word)
        channel = "told"
        if emotion is not None:
            who = _whose(acts, token)
        else:
            emotion = EMOTION_ACTS.get(word)
            if emotion is None:
                continue
            channel = "face" if word in ("smile", "grin", "scowl", "glare", "blush") else "voice"
            who = _given(acts, token)
        for one in who:
            act = Act(token, word, one, -1, acts.when(_verb_over(acts, token)))
            yield _felt(acts, act, one, word, emotion, channel)


def _verb_over(acts: Acts, token: int) -> int:
    at = token
    for _ in range(_CLIMBS):
        if at in acts.at:
            return at
        head = acts.clauses.head(at)
        if head < 0:
            break
        at = head
    return at if at in acts.at else token


def _whose(acts: Acts, token: int) -> tuple[int, ...]:
    """The person a noun of feeling belongs to: its possessor, who bears it ("felt a stab of
    it"), who does something in it ("in horror"), or whom it seizes."""
    owner = acts.owner(token)
    if owner is not None:
        return (owner,)
    verb = _verb_over(acts, token)
    act = acts.at.get(verb)
    if act is None:
        return ()
    if acts.doer(verb) == token:
        seized = [acts.person(t) for t in acts.objects(verb)]
        return tuple(who for who in seized if who is not None)
    direct = acts.clauses.head(token) == verb
    within = direct and acts.way(token) in ("in", "with")
    if act.lemma in _BEARING or within:
        return acts.people(acts.clauses.subject(verb))
    return ()


def _given(acts: Acts, token: int) -> tuple[int, ...]:
    """Who gives a laugh or is in tears."""
    verb = _verb_over(acts, token)
    act = acts.at.get(verb)
    if act is None or acts.clauses.head(token) != verb:
        return ()
    given = act.lemma in _GIVING and acts.story.reading.deprels[token] == "obj"
    within = acts.way(token) in ("in", "with", "into")
    return acts.people(acts.clauses.subject(verb)) if given or within else ()


def _by_the_way(acts: Acts) -> Iterator[Move]:
    """ "She said angrily": adverbs of feeling beside what somebody does."""
    reading, clauses = acts.story.reading, acts.clauses
    for token in acts.told:
        if reading.upos[token] != "ADV" or not clauses.words[token].endswith("ly"):
            continue
        stem = clauses.words[token].removesuffix("ly")
        adjective = stem.removesuffix("i") + "y" if stem.endswith("i") else stem
        emotion = EMOTION_WORDS.get(adjective)
        verb = clauses.head(token)
        if emotion is None or verb not in acts.at or clauses.opens(token):
            continue
        act = acts.at[verb]
        if act.who is not None and act.by_part < 0:
            channel = "voice" if reading.lemmas[verb] in _SAYING else "act"
            made = Act(token, act.lemma, act.who, -1, act.when)
            yield _felt(acts, made, act.who, clauses.words[token], emotion, channel)


def _felt(acts: Acts, act: Act, who: int, word: str, emotion: str, channel: str) -> Move:
    return Move(act, "feeling", "begins", who, value=word, span=acts.span(act.token),
                emotion=cast(Emotion, emotion), channel=cast(Channel, channel))  # fmt: skip
