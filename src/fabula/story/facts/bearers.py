"""Whom a phrase describes that is no part of a person's noun phrase, nor said of a subject.

Set beside a name ("Zoe, eleven,"), at the end of a sentence whose subject it describes
("he filled the door, a big man in a coat"), or a sentence without a verb of its own ("Short
yellow hair, all up from the rain.").
"""

from collections.abc import Iterable, Iterator

from fabula.english.body import BODY_PARTS
from fabula.english.looks import FEATURES
from fabula.language.reading import MentionKind
from fabula.story.facts.clauses import Clauses, Owner
from fabula.story.facts.epithets import meant_by_description
from fabula.story.model import Attribute

__all__ = [
    "apposed",
    "had_by",
    "in_apposition",
    "is_predicate_noun",
    "of_another",
    "of_predicate",
    "on_same_body",
    "once",
    "person_of",
    "set_beside",
    "subject_person",
    "topic_before",
    "weighed",
]

_ADJACENT = 0.9
_OF_SUBJECT = 0.8
_OF_TOPIC = 0.75
_OF_ANOTHER = 0.7
"""How sure it is that "the yellow hair" is of whom the sentence before is about."""
_ARTICLES = frozenset({"a", "an", "the"})
_LIGHT = frozenset("a an the about nearly almost barely maybe perhaps some and".split())
_MARKS = frozenset("\" “ ” ‘ ' ( — – -- - * _".split())
_NOMINATIVE = {"he": "he/him", "she": "she/her"}
_SEEING = frozenset(
    "see look watch notice study regard examine eye find recognise recognize".split()
)
_NEAR_PART = 8
_SUBJECT_REACH = 80
"""How many tokens before a phrase its sentence's subject is looked for."""
_TOPIC_REACH = 60
"""How many tokens back the person is looked for whom a sentence without a verb is about."""


def weighed(owner: Owner | None, weight: float) -> Owner | None:
    """The owner, as sure as before times the weight."""
    return Owner(owner.entity, owner.confidence * weight) if owner else None


def apposed(clauses: Clauses, head: int) -> Owner | None:
    """The person that a noun is set beside: Anna, of "Anna, a small woman"."""
    beside = clauses.head(head)
    if clauses.reading.deprels[head] != "appos" or not 0 <= beside < head:
        return _led_up_to(clauses, head)
    return weighed(clauses.who(beside), _ADJACENT)


def _led_up_to(clauses: Clauses, head: int) -> Owner | None:
    """ "A thin woman in a raincoat, Anna never hurried": the name that comes after it."""
    if not clauses.reading.deprels[head].startswith("nsubj"):
        return None
    verb = clauses.head(head)
    beside = (*clauses.dependents(head, ("appos",)), *clauses.dependents(verb, ("nsubj",)))
    for t in beside:
        name = clauses.reading.upos[t] == "PROPN" and clauses.words[t - 1 : t] == (",",)
        if t > head and name:
            return weighed(clauses.who(t), _ADJACENT)
    return None


def on_same_body(clauses: Clauses, noun: int) -> Owner | None:
    """ "On her chin, below the scar": whose part of the body was named just before."""
    begin, _ = clauses.sentence(noun)
    for t in range(noun - 1, max(begin, noun - _NEAR_PART) - 1, -1):
        if clauses.words[t] in BODY_PARTS and clauses.reading.upos[t] == "NOUN":
            owners = clauses.dependents(t, ("nmod:poss",))
            owner = clauses.who(owners[0]) if owners else None
            return weighed(owner, _ADJACENT)
        if clauses.reading.upos[t] in ("VERB", "AUX"):
            return None
    return None


def is_predicate_noun(clauses: Clauses, head: int) -> bool:
    """Whether the noun is said of a subject: "he is a large man"."""
    return bool(clauses.dependents(head, ("cop",)))


def person_of(clauses: Clauses, mention: int) -> Owner | None:
    """The person of a mention, which is its subject's where it is a predicate."""
    if mention < 0:
        return None
    head = int(clauses.mentions.head[mention])
    if is_predicate_noun(clauses, head):
        return clauses.who(clauses.subject(head))
    return meant_by_description(clauses, mention)


def subject_person(clauses: Clauses, token: int) -> Owner | None:
    """Whom a subject means; a pronoun that is linked to nobody takes up the sentence before.

    "Mina tore up mint. She is eighty-three": a sentence of description goes on with whom the
    one before it is about.
    """
    owner = clauses.who(token)
    wanted = _NOMINATIVE.get(clauses.words[token]) if token >= 0 else None
    if owner is not None and wanted is not None and clauses.opens(token):
        topic = topic_before(clauses, clauses.sentence(token)[0])
        if topic and topic.entity != owner.entity and clauses.pronouns.get(topic.entity) == wanted:
            return topic
    if owner is not None or wanted is None:
        return owner
    begin, _ = clauses.sentence(token)
    if token - begin > _TOPIC_REACH or any(clauses.who(t) is not None for t in range(begin, token)):
        return None
    topic = topic_before(clauses, begin)
    fits = topic is not None and clauses.pronouns.get(topic.entity) in (None, wanted)
    return topic if fits else None


def set_beside(clauses: Clauses, first: int) -> Owner | None:
    """Whom a phrase describes that begins at ``first``, after a comma or as a sentence."""
    begin, _ = clauses.sentence(first)
    t = first - 1
    while t >= begin and (clauses.words[t] in _LIGHT or clauses.words[t] in _MARKS):
        t -= 1
    if t < begin:
        return topic_before(clauses, begin)
    if clauses.words[t] != ",":
        return None
    beside = _mention_ending(clauses, t)
    owner = weighed(person_of(clauses, beside), _ADJACENT) if beside >= 0 else None
    return owner or weighed(_subject_of_sentence(clauses, begin, t), _OF_SUBJECT)


def _mention_ending(clauses: Clauses, last: int) -> int:
    """The longest mention that ends right before a token; -1 for none."""
    m = clauses.cover[last - 1] if last else -1
    if m < 0 or int(clauses.mentions.last[m]) != last or clauses.possessive(last - 1):
        return -1
    for wider in range(m - 1, max(-1, m - 4), -1):
        if int(clauses.mentions.last[wider]) == last:
            m = wider
    return m


def _subject_of_sentence(clauses: Clauses, begin: int, end: int) -> Owner | None:
    """The person that is the first subject between two tokens, in the same voice."""
    voice = clauses.quote_of[end]
    for t in range(max(begin, end - _SUBJECT_REACH), end):
        if clauses.reading.deprels[t].startswith("nsubj") and clauses.quote_of[t] == voice:
            owner = clauses.who(t)
            if owner is not None:
                return owner
    return _without_a_verb(clauses, begin, end)


def _without_a_verb(clauses: Clauses, begin: int, end: int) -> Owner | None:
    """ "Anna in the corner, forty years old": the person whom a sentence is, that has no verb."""
    first = next((t for t in range(begin, end) if clauses.reading.upos[t] != "PUNCT"), begin)
    m = clauses.cover[first]
    head = int(clauses.mentions.head[m]) if m >= 0 else -1
    whole = begin <= head < end and clauses.reading.deprels[head] == "root"
    return clauses.who(head) if whole and clauses.reading.upos[head] != "VERB" else None


def topic_before(clauses: Clauses, begin: int) -> Owner | None:
    """Whom the sentence before is about: its last subject that is a person, in one paragraph."""
    tokens = clauses.reading.tokens
    if begin >= len(tokens):
        return None
    block, voice = int(tokens.block[begin]), clauses.quote_of[begin]
    for t in range(begin - 1, max(-1, begin - _TOPIC_REACH), -1):
        if int(tokens.block[t]) != block:
            return None
        if clauses.quote_of[t] != voice:
            continue
        if clauses.reading.deprels[t].startswith("nsubj"):
            owner = _seen_by(clauses, t) or clauses.who(t) or _of_whom_is(clauses, t)
        else:
            owner = _there_is(clauses, t)
        if owner is not None:
            return weighed(owner, _OF_TOPIC)
    return None


def _seen_by(clauses: Clauses, subject: int) -> Owner | None:
    """ "He looked at Anna. Short dark hair.": who is seen, when the subject sees somebody."""
    verb = clauses.head(subject)
    looker = clauses.who(subject)
    if verb < 0 or looker is None or clauses.reading.lemmas[verb] not in _SEEING:
        return None
    for t in clauses.dependents(verb, ("obj", "obl")):
        seen = clauses.who(t)
        if seen is not None and t > verb and seen.entity != looker.entity:
            return seen
    return None


def _of_whom_is(clauses: Clauses, subject: int) -> Owner | None:
    """ "Their chin is going", "Cormac's bulk filled the door": whose the subject is."""
    owners = clauses.dependents(subject, ("nmod:poss",))
    part = clauses.words[subject] in BODY_PARTS or clauses.words[subject] in FEATURES
    return clauses.who(owners[0]) if owners and part else None


def _there_is(clauses: Clauses, token: int) -> Owner | None:
    """ "Under the lamp was Anna", "in the door stood a girl": who is there."""
    named = clauses.reading.deprels[token] == "root" and clauses.reading.upos[token] == "PROPN"
    copula = clauses.dependents(token, ("cop",)) if named else []
    return clauses.who(token) if copula and copula[0] < token else None


def in_apposition(clauses: Clauses, mention: int) -> Owner | None:
    """Of "Anna, a stocky woman": Anna, where the second mention is linked to nobody."""
    first = int(clauses.mentions.first[mention])
    beside = first > 1 and clauses.words[first - 1] == ","
    noun = clauses.mentions.kind[mention] == MentionKind.NOUN
    return set_beside(clauses, first) if beside and noun else None


def had_by(clauses: Clauses, noun: int, first: int) -> tuple[Owner | None, bool]:
    """Who has what a phrase names that begins at ``first``, and whether it says so itself.

    "Her broad shoulders", "he had broad shoulders", "a man with broad shoulders".
    """
    words, lemmas = clauses.words, clauses.reading.lemmas
    possessor = clauses.possessor_before(first)
    if possessor >= 0:
        return clauses.who(possessor), True
    at = noun
    for _ in range(3):
        at = clauses.head(at)
        if at < 0:
            break
        if lemmas[at] == "have" or words[at] == "got":
            return subject_person(clauses, clauses.subject(at)), False
        if clauses.reading.upos[at] not in ("NOUN", "ADJ"):
            break
    t = first - 1
    while t > 0 and words[t] in _ARTICLES:
        t -= 1
    if t < 1 or words[t] != "with":
        return None, False
    beside = t - (2 if words[t - 1] == "," else 1)
    m = clauses.cover[beside] if beside >= 0 else -1
    owner = person_of(clauses, m) if m >= 0 else None
    return owner or of_predicate(clauses, beside) or set_beside(clauses, t), False


def of_predicate(clauses: Clauses, token: int) -> Owner | None:
    """ "He is six foot four with a beard": of whom the words before "with" are said."""
    for at in (token, clauses.head(token) if token >= 0 else -1):
        if at >= 0 and clauses.dependents(at, ("cop",)):
            return weighed(subject_person(clauses, clauses.subject(at)), _ADJACENT)
    return None


def of_another(clauses: Clauses, noun: int) -> Owner | None:
    """Whose "the yellow hair" is: of whom the sentence before was about, and this one is not."""
    begin, end = clauses.sentence(noun)
    owner = topic_before(clauses, begin)
    if owner is None:
        return None
    for t in range(begin, end):
        if clauses.reading.deprels[t].startswith("nsubj"):
            other = clauses.who(t)
            if other is not None and other.entity == owner.entity:
                return None
    return weighed(owner, _OF_ANOTHER / _OF_TOPIC)


def once(claims: Iterable[Attribute]) -> Iterator[Attribute]:
    """The first of each kind and value, of claims that are but names for a person."""
    seen: set[tuple[int, str, str]] = set()
    for claim in claims:
        key = (claim.character, claim.kind, claim.value)
        if key not in seen:
            seen.add(key)
            yield claim
