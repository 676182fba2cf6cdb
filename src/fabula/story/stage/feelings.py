"""Feelings on the stage: the words that name one, and what faces, voices and bodies show.

A feeling is said of somebody ("she was afraid", "his anger", "in horror", "she said angrily"),
shown by what they do ("he laughed", "she gave a sob") or by what their body does ("his hands
shook", "she went white").
"""

from collections.abc import Iterator
from itertools import chain

from fabula.english.feelings import CAUSING, ESCAPING, IN_FEELING
from fabula.english.stage import (
    EMOTION_ACTS,
    EMOTION_NOUNS,
    EMOTION_VERBS,
    EMOTION_WORDS,
    SHOWING,
    SHOWN_BY,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.feeling_signs import feeling_signs
from fabula.story.stage.felt import done_in, felt, is_one_of_two
from fabula.story.stage.moves import Move
from fabula.story.stage.stirrings import stirrings

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
    """Who feels what: "she was afraid", "his anger", "he laughed"; once in a sentence."""
    told: set[tuple[int, int, str | None]] = set()
    sentence = acts.story.reading.tokens.sentence
    readers = (_said_of, _named, _done, feeling_signs, _by_the_way, stirrings, _burst_out)
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
            who = _whose(acts, head)
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


def _named(acts: Acts) -> Iterator[Move]:
    """Nouns of feeling, and of what it makes people do, that are somebody's."""
    words = acts.clauses.words
    for token in acts.nouns:
        word = words[token]
        emotion = EMOTION_NOUNS.get(word)
        channel = "told"
        if emotion is not None:
            who = _seen_on(acts, token) or _whose(acts, token)
        elif word in IN_FEELING:
            emotion, who = IN_FEELING[word], _seen_on(acts, token) or _done_with(acts, token)
        else:
            emotion = EMOTION_ACTS.get(word)
            if emotion is None:
                continue
            channel = "face" if word in ("smile", "grin", "scowl", "glare", "blush") else "voice"
            who = _given(acts, token)
        for one in who:
            act = Act(token, word, one, -1, acts.when(_verb_over(acts, token)))
            yield felt(acts, act, one, word, emotion, channel)


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


def _seen_on(acts: Acts, token: int) -> tuple[int, ...]:
    """Whose face, eyes or voice a feeling is in: "horror in her eyes", "joy crossed his face"."""
    clauses = acts.clauses
    verb = _verb_over(acts, token)
    near = clauses.dependents(token, ("nmod", "obl"))
    if verb in acts.at or acts.story.reading.lemmas[verb] == "be":
        near += [noun for noun, _ in acts.obliques(verb)]
        near += acts.objects(verb) if acts.doer(verb) == token else ()
    for noun in near:
        if clauses.words[noun] in SHOWING and noun != token:
            owner = acts.owner(noun)
            if owner is not None:
                return (owner,)
    return ()


def _done_with(acts: Acts, token: int) -> tuple[int, ...]:
    """Who does something "with" or "in" a feeling."""
    verb = acts.clauses.head(token)
    own = acts.clauses.dependents(token, ("det", "nmod"))
    if verb not in acts.at or acts.way(token) not in ("in", "with") or own:
        return ()  # "in the warmth of the stove"
    return acts.people(acts.clauses.subject(verb))


def _burst_out(acts: Acts) -> Iterator[Move]:
    """ "A laugh escaped her", "a sob broke from him"."""
    words = acts.clauses.words
    for act in acts.all:
        doer = acts.doer(act.token)
        emotion = EMOTION_ACTS.get(words[doer]) if doer >= 0 else None
        if emotion is None or act.lemma not in ESCAPING:
            continue
        found = (*acts.objects(act.token), *(noun for noun, _ in acts.obliques(act.token)))
        for one in found:
            who = acts.somebody(one)
            if who is not None:
                made = Act(doer, words[doer], who, -1, act.when)
                yield felt(acts, made, who, words[doer], emotion, "voice")
                break


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
        emotion = EMOTION_WORDS.get(_adjective(clauses.words[token]))
        verb = clauses.head(token)
        if emotion is None or verb not in acts.at or clauses.opens(token):
            continue
        act = acts.at[verb]
        if act.who is not None and act.by_part < 0:
            channel = "voice" if reading.lemmas[verb] in _SAYING else "act"
            made = Act(token, act.lemma, act.who, -1, act.when)
            yield felt(acts, made, act.who, clauses.words[token], emotion, channel)


def _adjective(adverb: str) -> str:
    """The adjective that an adverb is made of: angrily, miserably, ecstatically, sadly."""
    stem = adverb.removesuffix("ly")
    if stem.endswith("i"):
        return stem.removesuffix("i") + "y"
    if stem.endswith(("ab", "ib")):
        return stem + "le"
    return stem.removesuffix("al") if stem.endswith("ical") else stem
