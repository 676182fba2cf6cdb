"""What characters look like: eyes, hair, skin, build and the rest of the body.

The words carry most of the weight; the tree is asked for what stands further off, such as "had".
"""

from collections.abc import Iterator

from fabula.english.attributes import KINDS
from fabula.english.colours import SHADES
from fabula.english.kin import KIN
from fabula.english.looks import (
    BUILD,
    COMPOUND_ENDINGS,
    FEATURES,
    HAIR_STYLES,
    HEIGHT,
    OF_HEAD,
    SELDOM_OR_OFTEN,
)
from fabula.story.facts.bearers import (
    in_apposition,
    of_another,
    of_predicate,
    on_same_body,
    once,
    set_beside,
    subject_person,
    topic_before,
    weighed,
)
from fabula.story.facts.claims import Described, beside_name, claim, described, is_predicate
from fabula.story.facts.clauses import Clauses, Owner
from fabula.story.facts.epithets import seen_of_another
from fabula.story.facts.feature_values import (
    first_person_after,
    is_value,
    of_follows,
    premodifiers,
    right_of,
    run_of_values,
    so_pale_a,
    value_of,
)
from fabula.story.model import Attribute

__all__ = ["find_looks"]

_DASHES = frozenset({"-", "‐", "‑"})
_SKULLS = frozenset({"head", "skull", "scalp", "pate"})
_HEDGES = frozenset({"look", "seem", "appear"})
_HAVING = frozenset({"have", "possess", "boast", "wear"})
_OPENING = 4
"""Marks and articles that may open a sentence before the feature it begins with."""
_BEFORE_FEATURE = frozenset({"a", "an", "the", "one", "two", "those", "such"})
_WITH_EYES = frozenset("shut close open narrow raise lift lower roll fix blink".split())
_OWNER_KINDS = frozenset("eyes hair beard skin eyebrows teeth hands nose face".split())
_THE = frozenset({"the", "that", "this", "those", "these"})
_TAKING_UP = {"they": frozenset({"eyes", "teeth", "hands"}), "it": frozenset({"hair", "beard"})}
"""Pronouns that go on about a feature just named, and the kinds that each may mean."""
_TURNING = frozenset({"became", "become", "becomes", "grew", "turned", "turn", "turns", "went"})
_OWN_PRONOUNS = {"his": "he/him", "her": "she/her", "their": "they/them"}
_REACH = 12
"""How many words a feature just named may stand before the pronoun that takes it up."""


def find_looks(clauses: Clauses) -> Iterator[Attribute]:
    """Attributes of the body: features with their colours and shapes, height and build."""
    physique = HEIGHT | BUILD
    for i, word in enumerate(clauses.words):
        if word in FEATURES and clauses.words[i + 1 : i + 2] not in (("-",), ("glasses",)):
            yield from _feature(clauses, i, FEATURES[word])
        elif word.rpartition("-")[2] in COMPOUND_ENDINGS:
            yield from _compound(clauses, i, word)
        elif word in physique and _qualifies(clauses, i, word):
            yield from _physique(clauses, i, word)
        elif word in _TAKING_UP and clauses.reading.deprels[i].startswith("nsubj"):
            yield from _named_before(clauses, i, _TAKING_UP[word])
        elif word in _SKULLS and clauses.words[i - 1 : i] and clauses.words[i - 1] in OF_HEAD:
            yield from _feature(clauses, i, "hair")
    yield from once(
        found
        for i, word in enumerate(clauses.words)
        if word in HAIR_STYLES and clauses.reading.upos[i] == "NOUN"
        for found in _style(clauses, i, FEATURES[word])
    )


def _qualifies(clauses: Clauses, i: int, word: str) -> bool:
    """Whether a word of height or build is an adjective here; "stooped" may be read as a verb."""
    pos = clauses.reading.upos[i]
    return pos == "ADJ" or (pos == "VERB" and word.endswith(("ed", "ing")))


# --- "her green eyes", "eyes as green as grass" ---


def _feature(clauses: Clauses, noun: int, kind: str) -> Iterator[Attribute]:
    start, values = premodifiers(clauses, noun, kind)
    possessor = clauses.possessor_before(start)
    owner, presupposed = _feature_owner(clauses, noun, start, possessor)
    bruise = clauses.words[noun] == "eye" and "black" in values
    if values and owner and not bruise:
        first = next((t for t in range(start, noun) if is_value(clauses, t, kind)), start)
        status = clauses.presupposed(first) if presupposed else clauses.status(start, noun + 1)
        sure = 1.0 if presupposed else 0.9
        value = value_of(clauses, first, noun, kind)
        if clauses.words[noun] in HAIR_STYLES and value:
            value = f"{value} {clauses.words[noun]}"
        yield from claim(clauses, owner, kind, value, (first, noun + 1), status, sure)
    if possessor >= 0 or presupposed or of_follows(clauses, noun):
        yield from _predicate(clauses, noun, kind, owner)
    elif kind in _OWNER_KINDS and owner:
        yield from _postposed(clauses, noun, kind, owner)


def _named_before(clauses: Clauses, pronoun: int, kinds: frozenset[str]) -> Iterator[Attribute]:
    """ "The eyes opened, and they were grey": said of the feature named last, near by."""
    for noun in range(pronoun - 1, max(-1, pronoun - 2 * _REACH), -1):
        kind = FEATURES.get(clauses.words[noun])
        if clauses.quote_of[noun] != clauses.quote_of[pronoun]:
            return
        if kind not in kinds:
            continue
        found = right_of(clauses, pronoun, kind)
        if found is None:
            return
        start, _ = premodifiers(clauses, noun, kind)
        owner, _ = _feature_owner(clauses, noun, start, clauses.possessor_before(start))
        first, last, value = found
        status = clauses.status(pronoun, last)
        yield from claim(clauses, weighed(owner, 0.9), kind, value, (first, last), status, 0.9)
        return


def _style(clauses: Clauses, noun: int, kind: str) -> Iterator[Attribute]:
    """ "Her braids", "he had a moustache": the noun itself says what the hair is like."""
    start, values = premodifiers(clauses, noun, kind)
    if values:
        return
    possessor = clauses.possessor_before(start)
    owner, presupposed = _feature_owner(clauses, noun, start, possessor)
    if possessor < 0 and start <= clauses.sentence(noun)[0] + 1:
        return
    owner = owner or on_same_body(clauses, noun)
    status = clauses.presupposed(start) if presupposed else clauses.status(start, noun + 1)
    yield from claim(clauses, owner, kind, clauses.words[noun], (start, noun + 1), status, 0.85)


def _feature_owner(
    clauses: Clauses, noun: int, start: int, possessor: int
) -> tuple[Owner | None, bool]:
    """Whose feature it is, and whether the phrase itself says so ("her", "of Anna")."""
    if possessor >= 0:
        inherited = _inheritor(clauses, noun, possessor)
        if inherited is not None:
            return inherited, False
        return _taken_up(clauses, noun, possessor) or clauses.who(possessor), True
    if of_follows(clauses, noun):
        return clauses.who(first_person_after(clauses, noun + 2)), True
    before = start - 1
    while before >= 0 and clauses.words[before] in _BEFORE_FEATURE:
        before -= 1
    if before >= 0 and clauses.words[before] == "with":
        return _with(clauses, noun, before), False
    if clauses.words[max(0, before - 1) : before + 1] == ("out", "of"):
        return subject_person(clauses, clauses.subject(clauses.head(noun))), False
    owner = _haver(clauses, noun, before)
    if owner is None:
        owner = _of_topic(clauses, noun, start) or on_same_body(clauses, noun)
        the = before < start - 1 and clauses.words[start - 1] in _THE
        if owner is None and the:
            owner = of_another(clauses, noun)
        if owner is not None or the:
            owner = seen_of_another(clauses, noun, owner)
    return owner, False


def _with(clauses: Clauses, noun: int, preposition: int) -> Owner | None:
    """ "She winked with one brown eye" is of the subject, "a man with brown eyes" of the man."""
    governor = clauses.head(noun)
    acted = clauses.reading.deprels[noun].startswith("obl") and 0 <= governor < noun
    if acted and clauses.reading.upos[governor] == "VERB":
        owner = subject_person(clauses, clauses.subject(governor))
        if owner is not None:
            return owner
    return _bearer(clauses, preposition)


def _of_topic(clauses: Clauses, noun: int, start: int) -> Owner | None:
    """ "Short yellow hair, all up from the rain.": a sentence that opens with the feature."""
    begin, _ = clauses.sentence(noun)
    if start - begin > _OPENING or any(
        clauses.reading.upos[t] not in ("PUNCT", "DET") for t in range(begin, start)
    ):
        return None
    if clauses.words[max(begin, start - 1)] in ("no", "whose", "what"):
        return None
    if clauses.words[noun + 1 : noun + 2] == ("of",):
        return None
    return topic_before(clauses, begin)


def _inheritor(clauses: Clauses, noun: int, possessor: int) -> Owner | None:
    """ "He had their mother's green eyes": they are his too."""
    if KIN.get(clauses.words[possessor]) not in ("parent", "grandparent"):
        return None
    at = clauses.head(noun)
    if at < 0 or clauses.reading.lemmas[at] not in _HAVING | {"get", "inherit"}:
        return None
    return subject_person(clauses, clauses.subject(at))


def _taken_up(clauses: Clauses, noun: int, possessor: int) -> Owner | None:
    """ "He looked at Tom's eyes. His eyes were green": what was just named is meant again.

    The same feature of a named person, with nobody named since, whom the pronoun fits.
    """
    wanted = _OWN_PRONOUNS.get(clauses.words[possessor])
    if wanted is None:
        return None
    for t in range(possessor - 1, max(0, possessor - _REACH) - 1, -1):
        if clauses.words[t] == clauses.words[noun]:
            named = clauses.possessor_before(t)
            owner = clauses.who(named) if named >= 0 else None
            fits = owner is not None and clauses.pronouns.get(owner.entity) in (None, wanted)
            return owner if fits and clauses.reading.upos[named] == "PROPN" else None
        if clauses.who(t) is not None:
            return None
    return None


def _bearer(clauses: Clauses, preposition: int) -> Owner | None:
    """Who it is that is "with green eyes"."""
    before = preposition - 1
    if before >= 0 and clauses.words[before] == ",":
        before -= 1
    m = clauses.cover[before] if before >= 0 else -1
    if m < 0:
        m = clauses.cover[preposition]
    if m < 0:
        owner = of_predicate(clauses, before) or set_beside(clauses, preposition)
        return weighed(owner, 0.9)
    head = int(clauses.mentions.head[m])
    if is_predicate(clauses, head, int(clauses.mentions.first[m])):
        return subject_person(clauses, clauses.subject(head)) or clauses.owner(m)
    return clauses.owner(m) or in_apposition(clauses, m)


def _haver(clauses: Clauses, noun: int, before: int) -> Owner | None:
    """Who has it: the subject of "had", through lists of things had."""
    lemmas = clauses.reading.lemmas
    at = noun
    for _ in range(4):
        at = clauses.head(at)
        if at < 0:
            break
        if lemmas[at] in _HAVING or clauses.words[at] == "got":
            return subject_person(clauses, clauses.subject(at))
        if clauses.words[noun] in ("eye", "eyes") and lemmas[at] in _WITH_EYES:
            return subject_person(clauses, clauses.subject(at))
    begin, _ = clauses.sentence(noun)
    for t in range(before, max(begin, noun - 10) - 1, -1):
        if clauses.words[t] in ("had", "has", "have", "having"):
            return subject_person(clauses, clauses.subject(t))
        if clauses.words[t] == "with":
            return _bearer(clauses, t)
        if clauses.reading.upos[t] in ("VERB", "AUX", "PRON") or clauses.words[t] in (";", ":"):
            return None
    return None


def _predicate(clauses: Clauses, noun: int, kind: str, owner: Owner | None) -> Iterator[Attribute]:
    """ "His eyes are golden green", "his eyes, green and sharp", "eyes the colour of slate"."""
    found = right_of(clauses, noun, kind) or _tree_predicate(clauses, noun, kind)
    found = found or so_pale_a(clauses, noun, kind)
    if not found or owner is None:
        return
    first, last, value = found
    if KINDS[kind].fleeting and not _TURNING.isdisjoint(clauses.words[noun:first]):
        return
    hedge = any(clauses.reading.lemmas[t] in _HEDGES for t in range(noun, first))
    status = clauses.status(first, last)
    yield from claim(clauses, owner, kind, value, (noun, last), status, 0.8 if hedge else 1.0)


def _postposed(clauses: Clauses, noun: int, kind: str, owner: Owner) -> Iterator[Attribute]:
    """ "with eyes as green as grass", "she had hair the colour of straw"."""
    found = right_of(clauses, noun, kind)
    if found:
        first, last, value = found
        yield from claim(
            clauses, owner, kind, value, (noun, last), clauses.status(first, last), 0.9
        )


def _tree_predicate(clauses: Clauses, noun: int, kind: str) -> tuple[int, int, str] | None:
    """ "His eyes, she noticed, were green": the predicate adjective, by the tree."""
    head = clauses.head(noun)
    if head < 0 or not clauses.reading.deprels[noun].startswith("nsubj"):
        return None
    if head < noun:
        return None
    if clauses.words[head] not in KINDS[kind].values:
        further = clauses.dependents(head, ("conj", "appos", "parataxis"))
        head = next((t for t in further if clauses.words[t] in KINDS[kind].values), -1)
        if head < noun:
            return None
    first = head
    while first - 1 > noun and is_value(clauses, first - 1, kind):
        first -= 1
    return run_of_values(clauses, first, clauses.sentence(noun)[1], kind)


# --- "the red-haired girl", "a tall man" ---


def _compound(clauses: Clauses, i: int, word: str) -> Iterator[Attribute]:
    """ "red-haired", as one token or three."""
    kind = COMPOUND_ENDINGS[word.rpartition("-")[2]]
    first, left = i, word.rpartition("-")[0]
    if not left and i >= 2 and clauses.words[i - 1] in _DASHES:
        first, left = i - 2, clauses.words[i - 2]
    if left not in KINDS[kind].values or (
        word.endswith("headed") and left not in KINDS["hair"].values
    ):
        return
    if word.endswith("headed") and left in ("clear", "light", "hot", "long", "thick", "fine"):
        return
    while first > 0 and clauses.words[first - 1] in SHADES | {"dark", "light", "pale"}:
        first -= 1
    whom = described(clauses, i) or described(clauses, first)
    if whom is None:
        return
    status = clauses.presupposed(first) if whom.attributive else clauses.status(first, i + 1)
    value = clauses.text(first, i + 1).rpartition("-")[0].replace(" - ", "-").strip()
    yield from claim(clauses, whom.owner, kind, value, (first, i + 1), status)


_AFTER_AS = (("a",), ("an",), ("he",), ("she",), ("they",), ("i",))


def _as_they_are(clauses: Clauses, i: int) -> Described | None:
    """ "Tall as he was, Tom stretched"."""
    words = clauses.words
    if words[i + 1 : i + 2] != ("as",) or words[i + 3 : i + 4] not in (("was",), ("is",)):
        return None
    owner = clauses.who(i + 2)
    return Described(owner, True) if owner else None


def _physique(clauses: Clauses, i: int, word: str) -> Iterator[Attribute]:
    following = clauses.words[i + 1] if i + 1 < len(clauses.words) else ""
    likened = following == "as" and clauses.words[i + 2 : i + 3] in _AFTER_AS
    blocked = following in ("with", "of", "as", "-") and not likened
    if clauses.words[i - 1 : i] == ("too",) or blocked:
        return
    whom = described(clauses, i) or beside_name(clauses, i) or _as_they_are(clauses, i)
    if whom is None:
        return
    seldom = SELDOM_OR_OFTEN & set(clauses.words[max(0, i - 3) : i])
    if not whom.attributive and (seldom or following == "for"):
        return
    status = clauses.presupposed(i) if whom.attributive else clauses.status(i, i + 1)
    kind = "height" if word in HEIGHT else "build"
    yield from claim(clauses, whom.owner, kind, word, (i, i + 1), status, 0.9)
