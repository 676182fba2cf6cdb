"""The words of a value: the adjectives before "eyes" and what is said of them to the right."""

from fabula.english.attributes import KINDS
from fabula.english.colours import SHADES
from fabula.english.inflection import COPULAR_FORMS
from fabula.english.looks import FEATURES, INTENSIFIERS
from fabula.story.facts.clauses import Clauses

__all__ = [
    "first_person_after",
    "is_value",
    "of_follows",
    "premodifiers",
    "right_of",
    "run_of_values",
    "so_pale_a",
    "value_of",
]

_ALSO_ADVERBS = frozenset({"round", "straight", "long", "deep", "even", "little"})
"""Values that are often no adjectives: "she cast her eyes round the room"."""
_GONE = frozenset({"gone", "turned", "went", "going", "turning"})
"""Verbs that say of hair what it now is."""
_CORRECTIONS = (("no",), ("or", "rather"), ("rather",), ("nay",), ("i", "mean"), ("actually",))
_PAUSES = frozenset({",", "—", "–", "-", "--", "...", "…", ".", ";"})
_DASHES = frozenset({"-", "‐", "‑"})
_NOT_COLOURED = frozenset({("eyes", "red"), ("eyes", "pink"), ("eyes", "white")})


def is_value(clauses: Clauses, token: int, kind: str) -> bool:
    """Whether a token can be part of a value; "Dorian Gray" is no colour."""
    word = clauses.words[token]
    if word not in KINDS[kind].values and word not in SHADES and word not in _DASHES:
        return False
    if word in _ALSO_ADVERBS and clauses.reading.upos[token] != "ADJ":
        return False
    return clauses.reading.words[token].islower() or word in _DASHES or clauses.opens(token)


def premodifiers(clauses: Clauses, noun: int, kind: str) -> tuple[int, list[str]]:
    """Where the adjectives before the noun begin, and those that are values of the kind."""
    begin, _ = clauses.sentence(noun)
    t, start, values = noun - 1, noun, []
    while t >= begin:
        word, pos = clauses.words[t], clauses.reading.upos[t]
        named = word in KINDS[kind].values or word in SHADES
        link = word in (",", "and", "-", "two", "own", "one") or word in (
            "very",
            "once",
            "now",
            "rather",
        )
        participle = pos == "VERB" and word.endswith(("ed", "ing"))
        if not named and not link and pos not in ("ADJ", "ADV") and not participle:
            break
        if clauses.possessor_before(t + 1) == t or (
            clauses.possessive(t - 1) and word in ("'s", "’s")
        ):
            break
        if named or participle or pos in ("ADJ", "ADV") or word in ("very", "once", "two", "own"):
            start = t
        if word in KINDS[kind].values:
            values.append(word)
        t -= 1
    return start, values


def of_follows(clauses: Clauses, noun: int) -> bool:
    """Whether "of" and somebody come after the noun: "the eyes of Anna"."""
    if noun + 2 >= len(clauses.words) or clauses.words[noun + 1] != "of":
        return False
    return clauses.who(first_person_after(clauses, noun + 2)) is not None


def first_person_after(clauses: Clauses, token: int) -> int:
    """The head of the mention that begins at the token, an article apart."""
    m = clauses.cover[token] if token < len(clauses.cover) else -1
    return int(clauses.mentions.head[m]) if m >= 0 and clauses.mentions.first[m] == token else -1


def right_of(clauses: Clauses, noun: int, kind: str) -> tuple[int, int, str] | None:
    """The value said of the noun to its right: first and exclusive last token, and value."""
    _, end = clauses.sentence(noun)
    t = noun + 1
    if t + 1 < end and clauses.words[t] == "of" and of_follows(clauses, noun):
        t = int(clauses.mentions.last[clauses.cover[t + 1]])
    if t < end and clauses.words[t] == ",":
        t += 1
    if t < end and clauses.words[t] in ("which", "that"):
        t += 1
    passed = False
    while t < end and not is_value(clauses, t, kind):
        word, pos = clauses.words[t], clauses.reading.upos[t]
        if word in ("colour", "color", "shade", "hue") and t + 1 < end:
            return _colour_of(clauses, t, end)
        skippable = (
            word in INTENSIFIERS
            or word in _GONE
            or pos in ("ADV", "PART", "AUX")
            or word in ("n't", "n’t")
        )
        if not skippable and (passed or word not in COPULAR_FORMS):
            return None
        passed = passed or word in COPULAR_FORMS
        t += 1
    return run_of_values(clauses, t, end, kind)


def _colour_of(clauses: Clauses, token: int, end: int) -> tuple[int, int, str] | None:
    """ "the colour of wet slate": what the colour is compared to is the value."""
    t = token + 1
    if clauses.words[t] != "of" or t + 1 >= end:
        return None
    t += 1
    while t < end and clauses.words[t] in ("a", "an", "the"):
        t += 1
    last = t
    while last < end and clauses.reading.upos[last] in ("ADJ", "NOUN", "PROPN"):
        last += 1
    return (t, last, clauses.text(t, last)) if last > t else None


def run_of_values(clauses: Clauses, first: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """The run of value words from the first on; a correction ("hazel, no, green") counts last."""
    t, last = first, first
    while t < end and (is_value(clauses, t, kind) or _joins(clauses, t, end, kind)):
        t += 1
        last = t if is_value(clauses, t - 1, kind) else last
    if not any(clauses.words[k] in KINDS[kind].values for k in range(first, last)):
        return None
    if _head_noun_follows(clauses, last, end):
        return None
    corrected = _correction(clauses, last, kind)
    if corrected:
        return corrected
    return first, last, value_of(clauses, first, last, kind)


def _joins(clauses: Clauses, t: int, end: int, kind: str) -> bool:
    link = clauses.words[t] in ("and", ",", "or") or clauses.words[t] in INTENSIFIERS
    ahead = [clauses.words[k] for k in range(t + 1, min(t + 3, end))]
    return link and bool(ahead) and any(w in KINDS[kind].values for w in ahead)


def _head_noun_follows(clauses: Clauses, last: int, end: int) -> bool:
    """ "His eyes were black holes": the colour is of another noun."""
    if last >= end or clauses.words[last] in ("colour", "color", "ones", "in"):
        return False
    return clauses.reading.upos[last] in ("NOUN", "PROPN")


def _correction(clauses: Clauses, last: int, kind: str) -> tuple[int, int, str] | None:
    """The value that takes back the one before: "hazel... no, green"."""
    t, stop = last, min(len(clauses.words), last + 8)
    while t < stop and clauses.words[t] in _PAUSES:
        t += 1
    for phrase in _CORRECTIONS:
        if t > last and clauses.words[t : t + len(phrase)] == phrase:
            t += len(phrase)
            while t < stop and not is_value(clauses, t, kind):
                t += 1
            end = t
            while end < stop and is_value(clauses, end, kind):
                end += 1
            return (t, end, value_of(clauses, t, end, kind)) if end > t else None
    return None


def so_pale_a(clauses: Clauses, noun: int, kind: str) -> tuple[int, int, str] | None:
    """ "His eyes came as a shock, so pale a blue that": a colour after "so" and its shade."""
    _, end = clauses.sentence(noun)
    for t in range(noun + 1, end - 3):
        if clauses.words[t] in FEATURES:
            return None
        degree = clauses.words[t] in ("so", "as", "too") and clauses.words[t + 2] in ("a", "an")
        if degree and is_value(clauses, t + 3, kind):
            shade = f"{clauses.words[t + 1]} " if is_value(clauses, t + 1, kind) else ""
            return t + 1, t + 4, f"{shade}{clauses.words[t + 3]}"
    return None


def value_of(clauses: Clauses, first: int, last: int, kind: str) -> str:
    """The value words of a token range, in order, hyphens kept."""
    words = [clauses.words[t] for t in range(first, last) if is_value(clauses, t, kind)]
    text = " ".join(words)
    for dash in _DASHES:
        text = text.replace(f" {dash} ", "-")
    text = text.strip(" -‐‑")
    return "" if (kind, text) in _NOT_COLOURED else text
