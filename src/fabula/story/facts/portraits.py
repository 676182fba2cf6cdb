"""What people look like as a whole: size, measures, hair of a person, comparisons, roles.

"A big fair man", "he is six foot four", "taller than her", "the redhead", "built like a door",
"the tailor" of somebody who is told of so.
"""

from collections import Counter
from collections.abc import Iterator

from fabula.english.inflection import COPULAR_FORMS
from fabula.english.kin import KIN
from fabula.english.looks import (
    BEARD_OF_PERSON,
    BIG,
    BUILD,
    COMPARED_IN_SIZE,
    HAIR_OF_PERSON,
    HEIGHT,
    SELDOM_OR_OFTEN,
    SENSELESS,
    SKIN_OF_PERSON,
    SMALL,
    SUPERLATIVES_OF_SIZE,
    UNITS_OF_HEIGHT,
)
from fabula.english.numbers import NUMBERS
from fabula.english.people import OCCUPATIONS, PERSON_NOUNS
from fabula.language.reading import MentionKind
from fabula.story.facts.ages import left_of, number_at
from fabula.story.facts.bearers import (
    apposed,
    is_predicate_noun,
    once,
    person_of,
    set_beside,
    subject_person,
    weighed,
)
from fabula.story.facts.claims import beside_name, claim, described
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.facts.epithets import meant_by_description
from fabula.story.model import Attribute

__all__ = ["find_portraits", "of_whole"]

_FAIR = frozenset({"man", "boy", "lad", "youth", "fellow", "giant"})
"""Of whom "fair" tells the hair; a fair judge is just and a fair lady lovely."""

_BE = frozenset("is was are were am be been being 's ’s 'm ’m 're ’re".split())
_AFTER_SIZE = frozenset({"with", "of", "as", "-", "enough", "for", "on", "in", "at", "to"})
_FROM = frozenset({"from", "away", "off", "above", "below", "of", "deep", "long", "wide", "apart"})
_FEET = frozenset({"foot", "feet", "ft"})
_TALL_IN_FEET = range(3, 9)
_FEET_TALL = frozenset({"four", "five", "six", "seven"})
_TALL_IN_CENTIMETRES = range(100, 231)
_NOTHING = frozenset({"nothing", "tall", "inches", "high"})
_STOPS = frozenset({".", ",", ";", ":", "!", "?", "—", "–", "--", "and", "but", '"', "”", "’"})
_OF_WHOLE = frozenset().union(
    BIG, SMALL, HAIR_OF_PERSON, SKIN_OF_PERSON, BEARD_OF_PERSON, SENSELESS
)
"""Words said of the whole person."""
_LONGEST = 12
"""Words before a noun that are looked through for where its phrase begins."""
_TWICE = 2
"""Times that somebody is called by a trade before it is believed to be theirs."""
_SURE_LINK = 0.6


def find_portraits(clauses: Clauses) -> Iterator[Attribute]:
    """Size, measured height, hair and skin told of the whole person, comparisons, and roles."""
    for i, word in enumerate(clauses.words):
        if word in UNITS_OF_HEIGHT:
            yield from _measured(clauses, i)
        elif word.partition("-")[0] in _FEET_TALL:
            yield from _in_feet(clauses, i)
        elif word in COMPARED_IN_SIZE and clauses.words[i + 1 : i + 2] == ("than",):
            yield from _compared(clauses, i)
        elif word in SUPERLATIVES_OF_SIZE:
            yield from _most(clauses, i)
        elif word == "built" and clauses.words[i - 1 : i] and clauses.words[i - 1].endswith("ly"):
            yield from _well_built(clauses, i)
        elif word in ("over", "above") and clauses.reading.lemmas[i - 1] == "tower":
            owner = subject_person(clauses, clauses.subject(i - 1))
            status = clauses.status(i - 1, i)
            yield from claim(clauses, owner, "height", "towering", (i - 1, i + 1), status, 0.8)
        elif word == "built" and clauses.words[i + 1 : i + 2] == ("like",):
            yield from _built_like(clauses, i)
    yield from once(
        found
        for i, word in enumerate(clauses.words)
        if word in _OF_WHOLE
        for found in _of_person(clauses, i, word)
    )
    yield from _roles(clauses)


def _of_person(clauses: Clauses, i: int, word: str) -> Iterator[Attribute]:
    """ "A big man", "the bald fellow", "the redhead"; "he is huge", "she was freckled"."""
    if clauses.words[i - 1 : i] in (("too",), ("-",)) or not clauses.reading.words[i].islower():
        return
    kind, value = _said_of_person(word)
    if clauses.reading.upos[i] == "NOUN" and word in HAIR_OF_PERSON:
        owner = person_of(clauses, clauses.by_head.get(i, -1))
        if owner is None and is_predicate_noun(clauses, i):
            owner = subject_person(clauses, clauses.subject(i))
        status = clauses.status(i, i + 1) if is_predicate_noun(clauses, i) else Status()
        yield from claim(clauses, owner, kind, value, (i, i + 1), status, 0.8)
        return
    if clauses.reading.upos[i] not in ("ADJ", "VERB"):
        return
    noun = _noun_of(clauses, i)
    if noun >= 0 and word == "fair" and clauses.words[noun] not in _FAIR:
        return
    if noun >= 0:
        yield from _attributive(clauses, i, noun, kind, value)
    elif whom := beside_name(clauses, i):
        yield from claim(clauses, whom.owner, kind, value, (i, i + 1), Status(), 0.9)
    elif _said_of_subject(clauses, i, word):
        whom = described(clauses, i)
        owner = whom.owner if whom and not whom.attributive else None
        if owner is None and clauses.reading.lemmas[clauses.head(i)] == "go" and kind == "hair":
            owner = clauses.who(clauses.subject(clauses.head(i)))
        if owner is None and clauses.words[i - 1 : i] in ((",",), ("and",)):
            owner = set_beside(clauses, i) if kind in ("hair", "skin") else None
        yield from claim(clauses, owner, kind, value, (i, i + 1), clauses.status(i, i + 1), 0.9)


def _said_of_person(word: str) -> tuple[str, str]:
    """The kind and the value that a word of the whole person tells."""
    if word in HAIR_OF_PERSON:
        return "hair", HAIR_OF_PERSON[word]
    for kind, words in (
        ("skin", SKIN_OF_PERSON),
        ("beard", BEARD_OF_PERSON),
        ("injury", SENSELESS),
    ):
        if word in words:
            return kind, word
    return ("build" if word in BIG else "height"), word


def of_whole(word: str) -> tuple[str, str]:
    """The kind and value of a word that by itself says what somebody looks like; else nothing."""
    if word in HEIGHT or word in BUILD:
        return ("height" if word in HEIGHT else "build"), word
    return _said_of_person(word) if word in _OF_WHOLE - SENSELESS else ("", "")


def _noun_of(clauses: Clauses, i: int) -> int:
    """The noun for a person that an adjective stands before; -1 for none."""
    for t in range(i + 1, min(i + 6, len(clauses.words))):
        word, pos = clauses.words[t], clauses.reading.upos[t]
        if word in PERSON_NOUNS or (word in OCCUPATIONS and pos == "NOUN"):
            return t
        if pos not in ("ADJ", "ADV") and word not in (",", "and", "-"):
            return -1
    return -1


def _attributive(clauses: Clauses, i: int, noun: int, kind: str, value: str) -> Iterator[Attribute]:
    m = clauses.by_head.get(noun, -1)
    subject = clauses.dependents(noun, ("cop",)) or _after_copula(clauses, i)
    if subject:
        said_of = clauses.subject(noun)
        pointed = clauses.words[said_of] in ("it", "that", "this") and m >= 0
        owner = clauses.owner(m) if pointed else subject_person(clauses, said_of)
        yield from claim(clauses, owner, kind, value, (i, noun + 1), clauses.status(i, i + 1), 0.9)
        return
    owner = apposed(clauses, noun) or (meant_by_description(clauses, m) if m >= 0 else None)
    if owner is None:
        first = int(clauses.mentions.first[m]) if m >= 0 else _start(clauses, i)
        owner = set_beside(clauses, first)
    yield from claim(clauses, owner, kind, value, (i, noun + 1), clauses.presupposed(i), 0.8)


def _after_copula(clauses: Clauses, i: int) -> bool:
    start = _start(clauses, i)
    return start > 0 and clauses.words[start - 1] in COPULAR_FORMS


def _start(clauses: Clauses, i: int) -> int:
    """Where the noun phrase of an adjective begins, its article apart."""
    t = i
    while t > max(0, i - _LONGEST) and (
        clauses.reading.upos[t - 1] in ("ADJ", "ADV", "DET") or clauses.words[t - 1] in (",", "-")
    ):
        if clauses.words[t - 1] == "," and clauses.reading.upos[t] == "DET":
            break
        t -= 1
    return t


def _said_of_subject(clauses: Clauses, i: int, word: str) -> bool:
    """Whether the adjective may be a look said of a subject."""
    begin, _ = clauses.sentence(i)
    before = clauses.words[max(begin, i - 4) : i]
    following = clauses.words[i + 1] if i + 1 < len(clauses.words) else "."
    sized = word in BIG or word in SMALL
    if SELDOM_OR_OFTEN & set(before) or word in ("heavy", "fair"):
        return False
    if following in _AFTER_SIZE and sized:
        return False
    forms = {t for t in range(max(begin, i - 4), i) if clauses.words[t] in _BE}
    return not sized or any(clauses.reading.upos[t] != "PART" for t in forms)


# --- measures and comparisons ---


def _measured(clauses: Clauses, unit: int) -> Iterator[Attribute]:
    """ "He is six foot four", "five feet nothing", "almost two metres"."""
    words = clauses.words
    first = unit
    while (first > 0 and (words[first - 1] in NUMBERS or words[first - 1].isdecimal())) or (
        first > 1 and words[first - 1] in ("and", "a") and first < unit
    ):
        first -= 1
    found = number_at(words, first) if first < unit else None
    if words[first : first + 2] == ("a", "hundred"):
        found = number_at(words, first + 1)
    if words[unit - 1 : unit] == ("a",) and words[unit] in ("metre", "meter"):
        found, first = (1, unit), unit - 1
        if not words[unit + 1 : unit + 2] or words[unit + 1] not in NUMBERS:
            return
    if found is None or found[1] != unit or not _tall(found[0], words[unit]):
        return
    last = unit + 1
    inches = number_at(words, last) if last < len(words) else None
    if inches and (inches[0] < 12 if words[unit] in _FEET else words[unit].startswith("m")):
        last = inches[1]
    while last < len(words) and words[last] in _NOTHING:
        last += 1
    of_them = words[last : last + 2] in (("of", "him"), ("of", "her"), ("of", "them"))
    if last < len(words) and words[last] in _FROM and not of_them:
        return
    t = first - 1
    while t > 0 and (clauses.reading.upos[t] in ("ADV", "ADP", "PART") or words[t] == "all"):
        t -= 1
    if t >= 0 and words[t] in _BE | {"stands", "stood", "standing", "measured"}:
        owner: Owner | None = subject_person(clauses, clauses.subject(unit))
        owner = owner or clauses.who(left_of(clauses, t))
    elif t >= 0 and (words[t] in (",", ";") or clauses.opens(first)):
        owner = set_beside(clauses, first)
    else:
        return
    value = clauses.text(first, last).replace(" - ", "-")
    status = clauses.status(first, last)
    yield from claim(clauses, owner, "height", value, (first, last), status, 0.85)


def _in_feet(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He is six-two": feet and inches, said of somebody."""
    words = clauses.words
    parts = words[i].split("-") if "-" in words[i] else [*words[i : i + 3 : 2]]
    last = i + 1 if "-" in words[i] else i + 3
    dashed = last == i + 1 or words[i + 1 : i + 2] == ("-",)
    if not dashed or len(parts) != len(("feet", "inches")) or NUMBERS.get(parts[1], 12) >= 12:
        return
    if words[max(0, i - 1)] not in _BE or not _ends(clauses, last):
        return
    owner = subject_person(clauses, left_of(clauses, i - 1))
    value = f"{parts[0]}-{parts[1]}"
    status = clauses.status(i, last)
    yield from claim(clauses, owner, "height", value, (i, last), status, 0.8)


def _ends(clauses: Clauses, last: int) -> bool:
    return last >= len(clauses.words) or clauses.words[last] in _STOPS | {"in"}


def _tall(number: int, unit: str) -> bool:
    if unit in _FEET:
        return number in _TALL_IN_FEET
    if unit.startswith("c"):
        return number in _TALL_IN_CENTIMETRES
    return number in (1, 2)


def _compared(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He is taller than me": as much as a comparison says."""
    words = clauses.words
    if i + 2 >= len(words) or clauses.cover[i + 2] < 0:
        return
    whom = described(clauses, i)
    if whom is None or whom.attributive:
        return
    last = i + 3
    stop = min(int(clauses.mentions.last[clauses.cover[i + 2]]), i + 6)
    last = max(last, stop)
    status = clauses.status(i, i + 1)
    kind = COMPARED_IN_SIZE[words[i]]
    yield from claim(clauses, whom.owner, kind, clauses.text(i, last), (i, last), status, 0.8)


def _most(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was the tallest of them"."""
    words = clauses.words
    noun = _noun_of(clauses, i)
    said = noun if noun >= 0 else i
    if words[i - 1 : i] != ("the",) or not clauses.dependents(said, ("cop",)):
        return
    owner = subject_person(clauses, clauses.subject(said))
    kind = SUPERLATIVES_OF_SIZE[words[i]]
    yield from claim(clauses, owner, kind, words[i], (i, i + 1), clauses.status(i, i + 1), 0.8)


def _well_built(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He was heavily built"."""
    if not clauses.dependents(i, ("cop", "aux:pass")):
        return
    owner = subject_person(clauses, clauses.subject(i))
    value, status = clauses.text(i - 1, i + 1), clauses.status(i - 1, i + 1)
    yield from claim(clauses, owner, "build", value, (i - 1, i + 1), status, 0.78)


def _built_like(clauses: Clauses, i: int) -> Iterator[Attribute]:
    _, end = clauses.sentence(i)
    last = i + 2
    while last < min(end, i + 7) and clauses.words[last] not in _STOPS:
        last += 1
    subject = clauses.who(clauses.subject(i)) or set_beside(clauses, i)
    value = clauses.text(i + 1, last)
    yield from claim(clauses, subject, "build", value, (i, last), clauses.status(i, i + 1), 0.85)


# --- roles ---


def _roles(clauses: Clauses) -> Iterator[Attribute]:
    """ "The tailor", told again and again of one person: his trade, once for each person."""
    mentions = clauses.mentions
    seen: dict[tuple[int, str], list[int]] = {}
    columns = zip(
        mentions.kind.tolist(), mentions.head.tolist(), mentions.entity.tolist(), strict=True
    )
    for m, (kind, head, entity) in enumerate(columns):
        word = clauses.words[head]
        if (
            kind != MentionKind.NOUN
            or word not in OCCUPATIONS
            or word in KIN
            or entity not in clauses.people
        ):
            continue
        if clauses.words[int(mentions.first[m])] == "the" and mentions.score[m] >= _SURE_LINK:
            seen.setdefault((entity, word), []).append(m)
    trades = Counter(entity for entity, _ in seen)
    for (entity, word), found in sorted(seen.items(), key=lambda item: item[1][0]):
        if len(found) < _TWICE and trades[entity] > 1:
            continue
        first, last = int(mentions.first[found[0]]), int(mentions.head[found[0]]) + 1
        sure = float(mentions.score[found[0]]) * (0.9 if len(found) >= _TWICE else 0.7)
        owner = weighed(Owner(entity, sure), 1.0)
        yield from claim(clauses, owner, "occupation", word, (first, last), Status())
