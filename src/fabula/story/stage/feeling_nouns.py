"""Nouns of feeling, and of what it makes people do, and whose each is.

"His anger", "a stab of fear went through her", "he lost interest", "in horror", "a laugh escaped
her", "there was joy in his face".
"""

from collections.abc import Iterator

from fabula.english.feelings import ESCAPING, IN_FEELING, SHOWING_ONES_OWN, SPREADING
from fabula.english.stage import EMOTION_ACTS, EMOTION_NOUNS, SHOWING
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.felt import felt
from fabula.story.stage.moves import Move

__all__ = ["named_feelings", "whose_feeling"]

_GIVING = frozenset({"give", "let", "utter", "wear", "have", "stifle", "burst", "smile", "break"})
_FACES = frozenset({"smile", "grin", "scowl", "glare", "blush", "grimace"})
_WITHIN = frozenset({"in", "with", "from", "for", "of"})
_INTO_ONE = frozenset({"in", "over", "through", "into", "upon", "on", "within", "inside"})
_PART_OF = ("nmod", "conj")
_CLIMBS = 3


def named_feelings(acts: Acts) -> Iterator[Move]:
    """Nouns of feeling, and of what it makes people do, that are somebody's."""
    words = acts.clauses.words
    for token in acts.nouns:
        word = words[token]
        emotion, channel = EMOTION_NOUNS.get(word), "told"
        if emotion is not None:
            who = _seen_on(acts, token) or whose_feeling(acts, token)
        elif word in IN_FEELING:
            emotion, who = IN_FEELING[word], _seen_on(acts, token) or _done_with(acts, token)
        elif word in EMOTION_ACTS:
            emotion, who = EMOTION_ACTS[word], _given(acts, token) or _come_out(acts, token)
            channel = "face" if word in _FACES else "voice"
        else:
            continue
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


def whose_feeling(acts: Acts, token: int) -> tuple[int, ...]:
    """The people a noun of feeling belongs to.

    Its possessor, who bears or shows it ("felt a stab of it"), who does something in it ("in
    horror"), whom it seizes or rises in.
    """
    at = token
    for _ in range(_CLIMBS):
        found = _whose(acts, at)
        head = acts.clauses.head(at)
        part = acts.story.reading.deprels[at] in _PART_OF and head >= 0
        if found or not part or acts.story.reading.upos[head] != "NOUN":
            return found
        if acts.clauses.words[head] in SHOWING:
            return ()  # "a face of horror": whose face it is tells another reader
        at = head
    return ()


def _whose(acts: Acts, token: int) -> tuple[int, ...]:
    owner = acts.owner(token)
    if owner is not None:
        return (owner,)
    verb = acts.clauses.head(token)
    act = acts.at.get(verb)
    if act is None:
        return ()
    if acts.doer(verb) == token:
        seized = [acts.person(t) for t in acts.objects(verb)]
        seized += [acts.person(t) for t, way in acts.obliques(verb) if way in _INTO_ONE]
        return tuple(who for who in seized if who is not None)[:1]
    relation = acts.story.reading.deprels[token]
    within = relation.startswith("obl") and acts.way(token) in _WITHIN
    if within or (relation == "obj" and act.lemma in SHOWING_ONES_OWN):
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


def _come_out(acts: Acts, token: int) -> tuple[int, ...]:
    """Whose a laugh is that escapes them, or a smile that spreads over their face."""
    verb = acts.clauses.head(token)
    act = acts.at.get(verb)
    if act is None or acts.doer(verb) != token or act.lemma not in ESCAPING | SPREADING:
        return ()
    owner = acts.owner(token)
    if owner is not None:
        return (owner,)
    found = (*acts.objects(verb), *(noun for noun, _ in acts.obliques(verb)))
    whose = [acts.somebody(one) for one in found]
    whose += [acts.owner(one) for one in found if acts.clauses.words[one] in SHOWING]
    return tuple(who for who in whose if who is not None)[:1]


def _given(acts: Acts, token: int) -> tuple[int, ...]:
    """Who gives a laugh or is in tears."""
    verb = _verb_over(acts, token)
    act = acts.at.get(verb)
    if act is None or acts.clauses.head(token) != verb:
        return ()
    given = act.lemma in _GIVING and acts.story.reading.deprels[token] == "obj"
    within = acts.way(token) in ("in", "with", "into")
    return acts.people(acts.clauses.subject(verb)) if given or within else ()
