"""Ages that no form of "to be" tells: "pushing seventy", "her fortieth birthday", "the eldest".

"In his mid-forties", "thirty-something", "alive for eighty years", "a pensioner", and the number
that answers "How old are you?".
"""

from collections.abc import Iterator

from fabula.english.inflection import BE_AND_BECOME
from fabula.english.kin import KIN
from fabula.english.looks import AGE_OF_NOUN, BORN_BEFORE_OTHERS
from fabula.english.numbers import (
    NUMBERS,
    ORDINAL_TEENS,
    ORDINAL_TENS,
    ORDINAL_UNITS,
    TEENS,
    TENS,
    UNITS,
)
from fabula.story.facts.ages import DECADES, left_of, number_at
from fabula.story.facts.bearers import set_beside, subject_person, weighed
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.model import Attribute

__all__ = ["find_ages_in_words"]

_CARDINAL = {
    **dict(zip(ORDINAL_UNITS, UNITS, strict=True)),
    **dict(zip(ORDINAL_TEENS, TEENS, strict=True)),
    **dict(zip(ORDINAL_TENS, TENS, strict=True)),
    **{
        f"{ten}-{unit}": f"{ten}-{of}"
        for ten in TENS
        for unit, of in zip(ORDINAL_UNITS, UNITS, strict=True)
    },
}
"""What number each ordinal is of: "fortieth" is of "forty"."""
_NEARING = frozenset({"pushing", "nearing", "approaching", "rising", "touching", "hitting"})
_ON = frozenset({("going", "on"), ("getting", "on")})
_LEAST = 13
_DASHES = frozenset({"-", "‐", "‑"})
_SOMETHING = frozenset({"something", "odd", "ish"})
_ANY_AGE = frozenset({"child", "kid"})
"""Nouns that tell an age only by themselves: not "a good kid", "a child of nature"."""
_ALIVE = frozenset({"alive", "living", "lived"})
_NO_MORE = frozenset({"than", "percent", "per", "of", "miles", "kilos", "degrees", "minutes"})
_LEAST_TEENAGER = 10
_JOINED = frozenset({"and", "but", "when", "already", "now", "that", "this", "he", "she"})
_ASKED = 14
"""How many tokens after "how old" its answer begins at most."""
_SURE = 0.9


def find_ages_in_words(clauses: Clauses) -> Iterator[Attribute]:
    """Ages told by a birthday, by nouns for people of an age, by what one nears, by an answer."""
    for i in clauses.places({"birthday"}):
        yield from _birthday(clauses, i)
    for i in clauses.places(AGE_OF_NOUN | _ANY_AGE):
        yield from _noun(clauses, i)
    for i in clauses.places(BORN_BEFORE_OTHERS):
        yield from _order(clauses, i)
    for i in clauses.places(_NEARING | {"on"}):
        yield from _nearing(clauses, i)
    for i in clauses.places(_SOMETHING):
        yield from _something(clauses, i)
    for i in clauses.places({f"mid-{decade}" for decade in DECADES}):
        yield from _in_decade(clauses, i)
    for i in clauses.places(_ALIVE):
        yield from _alive(clauses, i)
    for i in clauses.places({"than"}):
        yield from _no_older(clauses, i)
    for i in clauses.places({"years"}):
        yield from _all_years(clauses, i)
    for i in clauses.places({"old"}):
        if clauses.words[i - 1 : i] == ("how",):
            yield from _answered(clauses, i)


def _birthday(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "On his sixtieth birthday", "it was Anna's twenty-first birthday"."""
    words, first = clauses.words, i - 1
    if first >= 2 and words[first - 1] in _DASHES:
        first -= 2
    ordinal = "".join(words[first:i]).replace("‑", "-").replace("‐", "-")
    cardinal = _CARDINAL.get(ordinal)
    owner = clauses.who(clauses.possessor_before(first)) if first > 0 else None
    if cardinal is None or owner is None:
        return
    is_now = bool(clauses.dependents(i, ("cop",)))
    status = clauses.status(first, i + 1)
    if status is not None and not is_now:
        status = Status("before" if status.time == "now" else status.time, status.negated)
    yield from claim(clauses, owner, "age", cardinal, (first, i + 1), status, _SURE)


def _noun(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He was a teenager", "Anna, a pensioner,": said of somebody, or set beside a name."""
    words = clauses.words
    if clauses.reading.upos[i] != "NOUN" or words[i + 1 : i + 2] == ("-",):
        return
    first = i
    while first > 0 and clauses.reading.upos[first - 1] in ("ADJ", "ADV"):
        first -= 1
    if first < 2 or words[first - 1] not in ("a", "an"):
        return
    start = first - 1
    if words[i] in _ANY_AGE and (first < i or words[i + 1 : i + 2] == ("of",)):
        return
    if clauses.dependents(i, ("cop",)) or words[start - 1] in BE_AND_BECOME:
        owner = subject_person(clauses, clauses.subject(i))
        owner = owner or clauses.who(left_of(clauses, start - 1))
        status = clauses.status(i, i + 1)
        if (
            words[max(0, start - 2) : start] == ("as",)
            or "when" in words[max(0, start - 5) : start]
        ):
            status = Status("before") if status else None
    elif words[start - 1] == "," and words[i + 1 : i + 2] in ((",",), (".",)):
        owner, status = weighed(set_beside(clauses, start), 0.9), Status()
    else:
        return
    yield from claim(clauses, owner, "age", words[i], (start, i + 1), status, _SURE)


def _order(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was the eldest", "the youngest of them": which of several somebody is."""
    words = clauses.words
    said = clauses.dependents(i, ("cop",)) and words[i - 1 : i] == ("the",)
    if not said or (
        words[i + 1 : i + 2] == ("of",) and words[i + 2 : i + 3] in (("all",), ("any",))
    ):
        return
    if (
        words[i + 1 : i + 2]
        and clauses.reading.upos[i + 1] in ("NOUN", "PROPN")
        and (words[i + 1] not in KIN)
    ):
        return
    owner = subject_person(clauses, clauses.subject(i))
    status = clauses.status(i, i + 1)
    yield from claim(clauses, owner, "age", words[i], (i - 1, i + 1), status, 0.8)


def _nearing(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He was pushing seventy", "she's going on sixteen", "getting on for fifty"."""
    words = clauses.words
    last, first = i + 1, i
    if words[i] == "on":
        first = i - 1
        if words[max(0, first) : i + 1] not in _ON:
            return
        last += words[i + 1 : i + 2] == ("for",)
        if words[first] == "getting" and last == i + 1:
            return
    found = number_at(words, last) if last < len(words) else None
    if found is None or found[0] < _LEAST or not _ends(clauses, found[1]):
        return
    owner = subject_person(clauses, clauses.subject(first)) or set_beside(clauses, first)
    value = f"nearly {clauses.text(last, found[1]).replace(' - ', '-')}"
    status = clauses.status(first, found[1])
    yield from claim(clauses, owner, "age", value, (first, found[1]), status, _SURE)


def _ends(clauses: Clauses, last: int) -> bool:
    if last >= len(clauses.words) or clauses.sentence(last - 1)[1] <= last:
        return True
    word, pos = clauses.words[last], clauses.reading.upos[last]
    return word not in _NO_MORE and ((pos == "PUNCT" and word not in _DASHES) or word in _JOINED)


def _something(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was thirty-something", "a fortysomething": a number and "something" after a dash."""
    words = clauses.words
    if i < 3 or words[i - 1] not in _DASHES or NUMBERS.get(words[i - 2], 0) < _LEAST_TEENAGER:
        return
    first = i - 2
    if words[first - 1] in BE_AND_BECOME and _ends(clauses, i + 1):
        owner = subject_person(clauses, left_of(clauses, first - 1))
    elif words[first - 1] == "," and words[i + 1 : i + 2] == (",",):
        owner = set_beside(clauses, first)
    else:
        return
    value = f"{words[first]}-{words[i]}"
    status = clauses.status(first, i + 1)
    yield from claim(clauses, owner, "age", value, (first, i + 1), status, _SURE)


def _in_decade(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "In his mid-forties": the part and the decade in one word."""
    possessor = clauses.possessor_before(i)
    if possessor < 1 or clauses.words[possessor - 1] not in ("in", "into"):
        return
    owner, status = clauses.who(possessor), clauses.status(i, i + 1)
    yield from claim(clauses, owner, "age", clauses.words[i], (i, i + 1), status, _SURE)


def _alive(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He had been alive for eighty-one years"; "lived there for two years" tells no age."""
    words = clauses.words
    if words[i + 1 : i + 2] != ("for",) or words[i] == "living":
        return
    found = number_at(words, i + 2)
    if found is None or words[found[1] : found[1] + 1] != ("years",):
        return
    if not _ends(clauses, found[1] + 1) or (words[i] == "lived" and found[0] < _LEAST):
        return
    owner = subject_person(clauses, clauses.subject(i))
    value = clauses.text(i + 2, found[1]).replace(" - ", "-")
    status = clauses.status(i + 2, found[1])
    now = None if status is None or status.negated else Status()
    yield from claim(clauses, owner, "age", value, (i + 2, found[1] + 1), now, 0.8)


def _no_older(clauses: Clauses, than: int) -> Iterator[Attribute]:
    """ "She couldn't have been older than twelve", "he is not more than twenty"."""
    words = clauses.words
    found = number_at(words, than + 1) if than + 1 < len(words) else None
    begin, _ = clauses.sentence(than)
    before = words[max(begin, than - 7) : than]
    if found is None or words[than - 1 : than] not in (("older",), ("more",), ("over",)):
        return
    denied = {"n't", "n’t", "not", "no", "cannot", "hardly", "scarcely"} & set(before)
    if not denied or not {"be", "been", "was", "is"} & set(before) or found[0] <= _LEAST_AGE:
        return
    if not _ends(clauses, found[1]):
        return
    owner = subject_person(clauses, clauses.subject(than - 1))
    value = f"about {clauses.text(than + 1, found[1]).replace(' - ', '-')}"
    yield from claim(clauses, owner, "age", value, (than - 1, found[1]), Status(), 0.8)


def _all_years(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "In all her sixty years"."""
    words, first = clauses.words, i - 1
    if first > 2 and words[first - 1] in _DASHES:
        first -= 2
    found = number_at(words, first)
    owned = clauses.possessor_before(first)
    if found is None or found[1] != i or found[0] < _LEAST or owned < 1:
        return
    if words[owned - 1] != "all" or (not _ends(clauses, i + 1) and clauses.who(i + 1) is None):
        return
    value = clauses.text(first, i).replace(" - ", "-")
    yield from claim(clauses, clauses.who(owned), "age", value, (first, i + 1), Status(), 0.8)


def _answered(clauses: Clauses, old: int) -> Iterator[Attribute]:
    """ "How old are you?" asked Tom. "Forty-three," said Anna."""
    words, asked = clauses.words, clauses.quote_of[old]
    if words[old + 1 : old + 3] not in (("are", "you"), ("is", "he"), ("is", "she")) or asked < 0:
        return
    _, end = clauses.sentence(old)
    stop = min(len(words), max(end, old + 4) + _ASKED)
    for t in range(old + 3, stop):
        quote = clauses.quote_of[t]
        if quote < 0 or quote == asked or clauses.reading.upos[t] == "PUNCT":
            continue
        found = number_at(words, t)
        if found is None or not _LEAST_AGE < found[0] < _MOST_AGE:
            return
        if words[found[1]] not in (",", ".", "!", "…"):
            return
        value = clauses.text(t, found[1]).replace(" - ", "-")
        owner = _meant(clauses, old, quote)
        yield from _said(clauses, owner, value, (t, found[1]))
        return


_LEAST_AGE = 3
_MOST_AGE = 110


def _meant(clauses: Clauses, old: int, answer: int) -> Owner | None:
    """Whose age is asked for: the one who answers, or "she" of the question."""
    if clauses.words[old + 2] != "you":
        return clauses.who(old + 2)
    told = clauses.quotes[answer]
    speaker = told.speaker
    if speaker is None or speaker not in clauses.people:
        return None
    return Owner(speaker, told.confidence)


def _said(
    clauses: Clauses, owner: Owner | None, value: str, where: tuple[int, int]
) -> Iterator[Attribute]:
    """The claim of an answer, which has no word for its speaker."""
    said_by = clauses.said_by(where[0])
    if owner is None or said_by is False or said_by is None:
        return
    yield Attribute(
        character=owner.entity,
        kind="age",
        value=value,
        span=clauses.span(*where),
        said_by=said_by,
        negated=False,
        time="now",
        confidence=round(owner.confidence * _SURE, 3),
    )
