"""Whether the story says that something is done, and when: now, before, after, often, or not.

Told by the grammar alone: negations, auxiliaries, subordinators, and the verb above. Events and
the stage ask alike; the stage is stricter about the verb above, as only what is carried out
moves a body (``enacted``). What a modal verb makes of a clause is Quirk et al., *A
Comprehensive Grammar of the English Language* (1985), 4.49-4.65; which verbs carry their
infinitive out is Karttunen, "Implicative Verbs", *Language* 47 (1971).
"""

from typing import Literal

from fabula.english.minds import CARRIED_OUT, INTENDING, PERCEIVING, PERFORMING, SUPPOSING
from fabula.story.facts.clauses import Clauses

__all__ = ["When", "is_told_as_done", "when_of"]

When = Literal["now", "before", "after", "habit", "imagined"]

_STEPS = 4
"""Verbs above that are looked at: "did not try to begin to speak"."""
_NOT = frozenset({"not", "n't", "n’t", "nt", "never", "nor", "neither"})
_NOBODY = frozenset({"nobody", "nothing", "none", "nowhere"})
_BESIDE_ITS_VERB = frozenset({"not", "n't", "n’t", "nt"})
_LIGHT = frozenset({"ADV", "AUX", "PART"})
"""What may stand between a negation and the verb that it denies."""
_ONLY = frozenset({"only", "merely", "just", "simply", "alone"})
_SUPPOSING_MARKS = frozenset({"if", "unless", "whether", "lest", "like"})
_UNDONE_MARKS = frozenset({"without", "instead"})
_POSSIBLE = frozenset({"may", "might", "should", "must", "ought", "can", "could"})
_QUESTION_WORDS = frozenset(
    {"who", "whom", "whose", "what", "which", "when", "where", "why", "how"}
)
_AGAINST = frozenset({"but", "yet", "only", "so"})
_NOT_YET = frozenset({"before", "until", "till"})
_REACHED = frozenset({"until", "till"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ANY = frozenset({"a", "an", "any", "no"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "expl", "csubj")


def is_told_as_done(clauses: Clauses, token: int) -> bool:
    """Whether a word that tells an event tells it as done: once, not denied, supposed or asked."""
    return when_of(clauses, token) in ("now", "before")


def when_of(clauses: Clauses, token: int, *, enacted: bool = False) -> When:
    """How what a verb or a noun says lies in story time.

    ``before`` (the past perfect), ``after`` (will, going to), ``habit`` (would, used to),
    ``imagined`` (denied, supposed, possible, wished, ordered, or asked with yes or no).
    ``enacted``: asked of what moves a body. Then an aim ("went to find it") and what hangs on a
    verb that may fail ("tried to rise") are imagined, and what "before" and "since" open lies
    there.
    """
    if not enacted and clauses.reading.upos[token] in ("NOUN", "PROPN"):
        return _of_noun(clauses, token)
    at, near = token, True
    for _ in range(_STEPS):
        own = _time_of_act(clauses, at) if enacted else _own_time(clauses, at)
        if own == "before" or (own != "now" and near):
            return own
        above = _above_act(clauses, at) if enacted else _above(clauses, at)
        if isinstance(above, str):
            return above if near else "now"
        if above < 0:
            break
        near = near and (enacted or not _is_apart(clauses, at, above))
        at = above
    asked = _is_asked(clauses, token) or _is_ordered(clauses, token)
    return "imagined" if asked else "now"


def _above_act(clauses: Clauses, token: int) -> int | When:
    """The verb above that an act is done with, -1 for none, or what it makes of the act."""
    reading = clauses.reading
    relation, head = reading.deprels[token], clauses.head(token)
    if head < 0 or reading.upos[head] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return -1
    infinitive = _is_infinitive(clauses, token)
    if relation == "xcomp":
        done = not infinitive or reading.lemmas[head].lower() in CARRIED_OUT
        return head if done else "imagined"
    if relation == "advcl":
        if infinitive:
            return "imagined"  # "went to find a hammer"
        return -1 if clauses.dependents(token, ("nsubj", "mark")) else head
    follows = relation == "conj" and not clauses.dependents(token, ("nsubj", "aux"))
    alike = reading.xpos[token] not in _FINITE or reading.xpos[head] in _FINITE
    return head if follows and alike else -1


def _time_of_act(clauses: Clauses, token: int) -> When:
    """The time of an act by its own words; of what "before" and "since" open too."""
    reading, words = clauses.reading, clauses.words
    relation, head = reading.deprels[token], clauses.head(token)
    if relation.startswith("acl") and head >= 0 and words[head] == "way":
        return "habit"  # "the way she looks at him"
    gerund = relation == "acl" and reading.xpos[token] == "VBG"
    if (gerund and clauses.dependents(token, ("nsubj",))) or _has_no(clauses, token):
        return "imagined"  # "the idea of his going"
    own = _own_time(clauses, token)
    if own == "imagined":
        return own
    marks = {words[t] for t in clauses.dependents(token, ("mark", "case"))}
    reached = marks <= _REACHED and reading.xpos[token] == "VBD"  # "ran until he fell"
    if marks & _NOT_YET and not (reached and head >= 0 and reading.lemmas[head] != "wait"):
        return "after"
    return "before" if "since" in marks else own


def _above(clauses: Clauses, token: int) -> int | When:
    """The verb above that decides with it, -1 for none, or what it makes of the one below."""
    reading = clauses.reading
    relation, head = reading.deprels[token], clauses.head(token)
    if head < 0 or reading.upos[head] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return -1
    if clauses.quote_of[head] != clauses.quote_of[token]:
        return -1
    lemma = reading.lemmas[head].lower()
    if relation.startswith("acl") and clauses.words[head] == "way":
        return "habit"  # "the way she looks at him"
    if relation == "ccomp":
        supposed = lemma in SUPPOSING and not _is_denied(clauses, head)
        return "imagined" if supposed else -1
    if relation in ("xcomp", "advcl", "acl") and _is_infinitive(clauses, token):
        if clauses.words[head] == "used":
            return "habit"
        if clauses.words[head] == "going":
            return "after"
        if lemma in INTENDING or _is_too_much(clauses, head):
            return "imagined"
    if relation == "xcomp":
        return -1 if lemma in PERCEIVING else head
    if relation == "conj" and _is_apart(clauses, token, head) and _is_denied(clauses, head):
        return -1
    goes_on = relation == "conj" and not clauses.dependents(token, (*_SUBJECTS, "aux", "aux:pass"))
    joined = {clauses.words[t] for t in clauses.dependents(token, ("cc",))}
    return head if goes_on and not joined & _AGAINST else -1


def _own_time(clauses: Clauses, token: int) -> When:
    reading, words = clauses.reading, clauses.words
    if _is_denied(clauses, token):
        return "imagined"
    for t in clauses.dependents(token, ("mark", "case")):
        as_though = words[t] == "though" and t > 0 and words[t - 1] == "as"
        if words[t] in _SUPPOSING_MARKS or words[t] in _UNDONE_MARKS or as_though:
            return "imagined"
    helpers = [t for t in _beside(clauses, token, ("aux",)) if t < token]
    plain = reading.xpos[token] == "VB" or len(helpers) > 1
    plain = plain or bool(clauses.dependents(token, ("cop", "aux:pass")))
    for t in helpers:
        if reading.xpos[t] == "MD" and not plain:
            continue  # no verb with an ending stands with a modal verb: May settled down
        lemma = reading.lemmas[t].lower()
        if words[t] == "had" or (words[t] in ("'d", "’d") and reading.xpos[token] == "VBN"):
            # What had been going on goes on: "he had been sitting there".
            return "now" if reading.xpos[token] == "VBG" else "before"
        if lemma == "would" or (words[t] in ("'d", "’d") and reading.xpos[t] == "MD"):
            return "habit"
        if lemma in ("will", "shall", "'ll", "’ll"):
            return "after"
        if words[t] in _POSSIBLE and not _is_done_by_saying(clauses, token, words[t]):
            return "imagined"
    return "now"


def _is_done_by_saying(clauses: Clauses, token: int, modal: str) -> bool:
    """ "I could see" is to see, "I must confess" to confess, "could not help doing" to do."""
    lemma = clauses.reading.lemmas[token].lower()
    if modal in ("can", "could"):
        return lemma in PERCEIVING or _is_help(clauses, token)
    return lemma in PERFORMING


def _is_denied(clauses: Clauses, token: int) -> bool:
    """Whether a negation of its own denies a verb; "could not help doing" denies nothing."""
    if _is_help(clauses, token):
        return False
    words = clauses.words
    for t in _beside(clauses, token, ("advmod", "cc", "cc:preconj")):
        if words[t] in _NOT and t < token and not set(words[t + 1 : t + 2]) & _ONLY:
            between = (clauses.reading.upos[k] for k in range(t + 1, token))
            if words[t] not in _BESIDE_ITS_VERB or all(tag in _LIGHT for tag in between):
                return True
    subjects = [t for t in _beside(clauses, token, _SUBJECTS) if t < token]
    objects = [t for t in _beside(clauses, token, ("obj", "iobj")) if t > token]
    return any(words[t] in _NOBODY or _has_no(clauses, t) for t in (*subjects, *objects))


def _is_help(clauses: Clauses, token: int) -> bool:
    """ "Could not help": what follows is done."""
    return clauses.reading.lemmas[token].lower() == "help" and any(
        clauses.reading.xpos[t] == "VBG"
        for t in clauses.dependents(token, ("xcomp", "ccomp", "advcl", "obj"))
    )


def _is_apart(clauses: Clauses, token: int, head: int) -> bool:
    """Whether a comma or another subject stands between a verb and the one that it is joined to."""
    low, high = sorted((token, head))
    return clauses.reading.deprels[token] == "conj" and any(
        clauses.words[t] in (",", ";", ":") or clauses.reading.deprels[t].startswith("nsubj")
        for t in range(low + 1, high)
    )


def _has_no(clauses: Clauses, token: int) -> bool:
    return any(clauses.words[t] in ("no", "neither") for t in clauses.dependents(token, ("det",)))


def _beside(clauses: Clauses, token: int, relations: tuple[str, ...]) -> list[int]:
    """The dependents in the same speech, or in narration as the token is."""
    side = clauses.quote_of[token]
    return [t for t in clauses.dependents(token, relations) if clauses.quote_of[t] == side]


def _is_infinitive(clauses: Clauses, token: int) -> bool:
    return any(clauses.words[t] == "to" for t in clauses.dependents(token, ("mark",)))


def _is_too_much(clauses: Clauses, head: int) -> bool:
    """ "Too tired to speak"."""
    return any(clauses.words[t] == "too" for t in clauses.dependents(head, ("advmod",)))


def _of_noun(clauses: Clauses, noun: int) -> When:
    """ "No answer", "without a word"; "a sound" that nobody makes."""
    if _has_no(clauses, noun):
        return "imagined"
    if any(clauses.words[t] in _UNDONE_MARKS for t in clauses.dependents(noun, ("case",))):
        return "imagined"
    head = clauses.head(noun)
    bare = any(clauses.words[t] in _ANY for t in clauses.dependents(noun, ("det",)))
    if bare and head >= 0 and clauses.reading.deprels[noun] == "obj":
        return "imagined" if when_of(clauses, head) == "imagined" else "now"
    return "now"


def _is_asked(clauses: Clauses, token: int) -> bool:
    """Whether a verb is what is asked, with yes or no: "did he go?", not "why did he go?"."""
    subjects = _beside(clauses, token, _SUBJECTS)
    helpers = _beside(clauses, token, ("aux", "aux:pass", "cop"))
    if not subjects or not helpers or helpers[0] > subjects[0]:
        return False
    own = {clauses.words[t] for t in clauses.dependents(token)}
    if own & _QUESTION_WORDS or clauses.words[max(helpers[0] - 1, 0)] in _QUESTION_WORDS:
        return False
    _, end = clauses.sentence(token)
    side = clauses.quote_of[token]
    for t in range(token, min(end + 1, len(clauses.words))):
        if clauses.words[t] in ("?", "?!", "!?"):
            return clauses.quote_of[t] == side
        if clauses.words[t] in (".", "!", ";"):
            return False
    return False


def _is_ordered(clauses: Clauses, token: int) -> bool:
    """Whether a plain verb without a subject opens what somebody says: "Tell him"."""
    reading, side = clauses.reading, clauses.quote_of[token]
    if side < 0 or reading.xpos[token] != "VB" or reading.deprels[token] != "root":
        return False
    if clauses.dependents(token, (*_SUBJECTS, "aux", "mark")):
        return False
    return all(
        reading.upos[t] in ("PUNCT", "INTJ") or clauses.quote_of[t] != side
        for t in range(clauses.sentence(token)[0], token)
    )
