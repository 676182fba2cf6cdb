"""How old people are: "was eleven that summer", "a boy of six", "in her sixties", "an old man".

The value is what the text says ("eleven", "forty-odd", "late twenties"); `years` is its number.
"""

import re
from collections.abc import Iterator

from fabula.english.inflection import BE_AND_BECOME
from fabula.english.looks import INTENSIFIERS, YOUNG_OR_OLD
from fabula.english.numbers import NUMBERS
from fabula.english.people import PERSON_NOUNS
from fabula.english.times import MONTHS, WEEKDAYS, YEARS_OF_WHAT
from fabula.language.reading import MentionKind
from fabula.story.facts.bearers import apposed, once, set_beside, subject_person, weighed
from fabula.story.facts.claims import claim, described
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.model import Attribute

__all__ = ["DECADES", "find_ages", "left_of", "number_at", "years"]

_ABOUT = frozenset("about only just nearly almost barely now already perhaps scarcely not".split())
_ROUGHLY = frozenset({"about", "nearly", "almost", "maybe", "perhaps", "around", "barely"})
_AFTER_AGE = frozenset({".", ",", ";", ":", "!", "—", "–", "--", "and", "but", "when", "now", ")"})
_GOING_ON = frozenset("with before because who though since or".split())
"""Words after an age that go on about the same person."""
_GUESSED = frozenset({"might", "must", "could"})
_NOBODY_ELSE = ("he", "she", "they", "i", "it")
_AFTER_TIME = frozenset(
    {"if", "today", "tomorrow", "yesterday", "already", "then", "years", "going"}
)
_COMPARED = (("older",), ("younger",), ("my",), ("his",), ("her",), ("ago",), ("on",))
"""Words after "years" with which a number tells no age but a difference."""
_THAT = frozenset({"that", "this", "last", "next"})
_SEASONS = frozenset("summer winter spring autumn fall year month week may".split())
_AGE_CLAUSES = frozenset({"when", "since", "until", "till", "before", "after", "while", "at"})
DECADES = frozenset("teens twenties thirties forties fifties sixties seventies eighties".split())
_PARTS_OF_DECADE = frozenset({"late", "early", "mid", "middle"})
_AGE_FORM = re.compile(r"([a-z]+(?:-[a-z]+)?|\d{1,3})-years?-old\Z")
_DASHES = frozenset({"-", "‐", "‑"})
_OR_SO = (
    ("or", "so"),
    ("-", "odd"),
    ("odd",),
    ("or", "thereabouts"),
    ("maybe",),
    ("perhaps",),
    ("at", "most"),
)
_LONGEST = 12
"""Words before a noun that are looked through for where its phrase begins."""
_NO_AGE_AFTER = frozenset({"there", "here", "then", "when", "where"})
_SEEMING = frozenset(
    {"'re", "’re", "turns", "turning", "looked", "looks", "seemed", "seems", "whose"}
)
_LEAST_OF_YEARS = 12
"""Up to this "at ten" is likelier a time of the clock."""
_LEAST_AGE = 3
"""Numbers below this, after a form of be, are seldom ages."""
_MOST_AGE = 999
_MOST_OF_LIFE = 110
_PLURAL = frozenset({"we", "they", "us", "them", "there", "it", "these", "those"})
_LEAST_OF_THEM = 13
"""From this on "they were nineteen" is more likely an age than a count."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?|\d+")


def years(value: str) -> int | None:
    """The number of years that an age says, None where it says none ("late twenties", "old")."""
    words = tuple(_WORD.findall(value))
    for i in range(len(words)):
        found = number_at(words, i)
        if found:
            return found[0]
    return None


def find_ages(clauses: Clauses) -> Iterator[Attribute]:
    """Every age that is told of somebody, and whether they are old or young."""
    for i, word in enumerate(clauses.words):
        if word in NUMBERS or word.isdecimal() or word.endswith(("-old", "-odd")):
            yield from _age(clauses, i)
        elif word in DECADES:
            yield from _decade(clauses, i)
    yield from once(
        found
        for i, word in enumerate(clauses.words)
        if word in YOUNG_OR_OLD
        for found in _old_or_young(clauses, i)
    )


def number_at(words: tuple[str, ...], i: int) -> tuple[int, int] | None:
    """The number written at a token (in words or figures), and the exclusive last token.

    "twenty-six" may be one token or three; "six and twenty" and "a hundred and four" are read too.
    """
    word = words[i].removesuffix("-odd") if i < len(words) else ""
    if word.isdecimal() and len(word) <= 3:
        return int(word), i + 1
    if word not in NUMBERS:
        return None
    value, last = NUMBERS[word], i + 1
    if value < 10 and words[i + 1 : i + 2] == ("and",) and words[i + 2 : i + 3]:
        tens = NUMBERS.get(words[i + 2], 0)
        if tens >= 20 and tens % 10 == 0:
            return value + tens, i + 3
    if value < 10 and words[i + 1 : i + 2] == ("hundred",):
        value, last = value * 100, i + 2
    if value % 100 == 0 and words[last : last + 1] == ("and",):
        rest = number_at(words, last + 1) if last + 1 < len(words) else None
        return (value + rest[0], rest[1]) if rest and rest[0] < 100 else (value, last)
    if value >= 20 and value % 10 == 0 and last + 1 < len(words):
        dash = words[last] in _DASHES
        unit = NUMBERS.get(words[last + 1] if dash else words[last], 0)
        if 0 < unit < 10:
            return value + unit, last + (2 if dash else 1)
    return value, last


# --- numbers ---


def _age(clauses: Clauses, i: int) -> Iterator[Attribute]:
    words = clauses.words
    whole = _AGE_FORM.match(words[i])
    if whole:
        if number_at((whole.group(1),), 0):
            yield from _attributive(clauses, whole.group(1), i, i + 1)
        return
    if i and words[i - 1] in _DASHES and i >= 2 and words[i - 2] in NUMBERS:
        return  # the second half of "twenty-six" was read with the first
    found = number_at(words, i)
    if not found or not 0 < found[0] <= _MOST_AGE or _second_half(words, i):
        return
    value, last = found
    first, stop = _hedged(words, i, last)
    first -= words[i] == "hundred" and words[first - 1 : first] == ("a",)
    said = clauses.text(first, stop).replace(" - ", "-")
    rest = words[last : last + 4]
    if rest[:4] in (("-", "year", "-", "old"), ("-", "years", "-", "old")):
        yield from _attributive(clauses, said, i, last + 4)
    elif rest[:2] in (("years", "old"), ("year", "old")) or rest[:3] == ("years", "of", "age"):
        size = 2 if rest[1] == "old" else 3
        yield from _years_old(clauses, said, first, last + size)
    elif rest[:1] == ("years",) and clauses.possessor_before(i) >= 0:
        yield from _whole_life(clauses, i, value, last)
    elif words[i - 1 : i] == ("be",) and _is_coming(clauses, i, last):
        owner = clauses.who(clauses.subject(i)) or clauses.who(left_of(clauses, i - 1))
        yield from claim(clauses, owner, "age", str(value - 1), (i, last), Status(), 0.9)
    elif (
        _ends_age(clauses, stop)
        or _of_person(words, first)
        or (words[first - 1 : first] == ("at",) and clauses.reading.upos[stop] == "AUX")
    ) and not _part_of_name(clauses, i):
        yield from _bare(clauses, value, said, first, stop)


def _of_person(words: tuple[str, ...], first: int) -> bool:
    """ "A boy of nineteen in a borrowed suit": the noun says that the number is an age."""
    return words[max(0, first - 1) : first] == ("of",) and words[first - 2] in PERSON_NOUNS


def _is_coming(clauses: Clauses, i: int, last: int) -> bool:
    """ "He'd be seventy in May": an age to come within the year."""
    words = clauses.words
    will = set(words[max(0, i - 4) : i]) & {"will", "would", "'d", "’d", "'ll", "’ll"}
    after = words[last : last + 2]
    soon = after[:1] == ("in",) and after[1:] and (after[1] in MONTHS or after[1] in _SEASONS)
    return bool(will) and bool(soon or after == ("next", "birthday") or after == ("on", "his"))


def _second_half(words: tuple[str, ...], i: int) -> bool:
    """Whether the number goes on one that was read with its first word: "hundred AND SIX"."""
    before = words[max(0, i - 2) : i]
    return before[-1:] == ("hundred",) or (before[:1] == ("hundred",) and before[-1] == "and")


def _part_of_name(clauses: Clauses, i: int) -> bool:
    """Whether the number is the end of a name ("Apollo 13")."""
    m = clauses.cover[i]
    if m < 0 or clauses.mentions.kind[m] != MentionKind.NAME:
        return False
    return int(clauses.mentions.first[m]) < i


def _hedged(words: tuple[str, ...], first: int, last: int) -> tuple[int, int]:
    """The token range with "about" before the number and "or so" after it."""
    while first > 0 and words[first - 1] in _ROUGHLY:
        first -= 1
    for phrase in _OR_SO:
        if words[last : last + len(phrase)] == phrase:
            return first, last + len(phrase)
    return first, last


def _ends_age(clauses: Clauses, last: int) -> bool:
    """Whether a bare number may end here: at a stop, or before words of time."""
    words = clauses.words
    if words[last : last + 1] == ("years",) and words[last + 1 : last + 2] in _COMPARED:
        return False
    if last >= len(words) or words[last] in _AFTER_AGE | _AFTER_TIME or _already(clauses, last):
        return True
    if words[last] in _GOING_ON or words[last : last + 2] == ("last", "birthday"):
        return True
    if words[last] in _NOBODY_ELSE and clauses.reading.deprels[last].startswith("nsubj"):
        return True
    if words[last] in ('"', "”", "’", "?") or clauses.sentence(last - 1)[1] <= last:
        return True
    after = words[last + 1 : last + 2]
    if words[last] == "for":
        return bool(after) and (after[0] in NUMBERS or after[0] in ("a", "only", "just"))
    if words[last] == "in":
        return bool(after) and (after[0] in MONTHS or after[0] in _SEASONS or _is_year(after[0]))
    if words[last] == "on":
        return bool(after) and after[0] in WEEKDAYS
    if words[last] in _THAT:
        return bool(after) and (after[0] in _SEASONS or after[0] in MONTHS)
    if words[last] == "the" and words[last + 2 : last + 3] == ("before",):
        return True
    return words[last : last + 3] == ("at", "the", "time")


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == len("1900")


def _attributive(clauses: Clauses, said: str, first: int, last: int) -> Iterator[Attribute]:
    whom = described(clauses, last - 1) or described(clauses, first)
    if whom is None and clauses.words[max(0, first - 1)] == "the":
        beside = clauses.dependents(last - 1, ("appos",))
        owner = clauses.who(beside[0]) if beside else clauses.who(last - 1)
        yield from claim(clauses, owner, "age", said, (first, last), Status(), 0.9)
    elif whom is None and clauses.words[max(0, first - 1)] in ("a", "an"):
        owner = set_beside(clauses, first - 1)
        yield from claim(clauses, owner, "age", said, (first, last), Status(), 0.9)
    if whom:
        status = Status() if whom.attributive else clauses.status(first, last)
        yield from claim(clauses, whom.owner, "age", said, (first, last), status)


def _years_old(clauses: Clauses, said: str, first: int, last: int) -> Iterator[Attribute]:
    verb = _verb_before(clauses, first)
    if verb >= 0:
        owner = subject_person(clauses, clauses.subject(last - 1))
        owner = owner or clauses.who(left_of(clauses, verb))
        sure = 1.0
    else:
        owner, sure = set_beside(clauses, first) or _taken_up(clauses, first, last), 0.9
    status = _aged(clauses, first, last)
    yield from claim(clauses, owner, "age", said, (first, last), status, sure)


def _goes_on(clauses: Clauses, last: int) -> bool:
    """Whether a number set beside a name ends there: at a comma, or before "and tired of it"."""
    words = clauses.words
    if words[last : last + 1] in ((",",), ("if",), (")",)):
        return True
    if words[last : last + 1] == (".",) and words[last - 1] in ("maybe", "perhaps", "so"):
        return True
    joined = words[last : last + 1] == ("and",) and last + 1 < len(words)
    return joined and clauses.reading.upos[last + 1] in ("ADJ", "VERB", "ADV")


def _at_that_age(clauses: Clauses, first: int, last: int) -> Owner | None:
    """ "At seventeen, Tom left"; "Tom, at thirty, had never seen it"; no time of the clock."""
    begin, end = clauses.sentence(first)
    if clauses.opens(first - 1):
        for t in range(last, min(end, last + 4)):
            if clauses.reading.deprels[t].startswith("nsubj"):
                return clauses.who(t)
        return None
    beside = first - 2 > begin and clauses.words[first - 2] == ","
    return clauses.who(left_of(clauses, first - 2)) if beside else None


def _is_brought_in(clauses: Clauses, comma: int) -> bool:
    """ "At fourteen, Anna was the youngest": what a person who is named first is, at that age."""
    _, end = clauses.sentence(comma)
    subject = next(
        (t for t in range(comma, min(end, comma + 4))
         if clauses.reading.deprels[t].startswith("nsubj")),
        -1,
    )  # fmt: skip
    if subject < 0 or clauses.words[subject + 1 : subject + 2] not in (("was",), ("is",)):
        return False
    owner = clauses.who(subject)
    lasting = clauses.words[subject + 2 : subject + 3] in (("the",), ("still",), ("already",))
    return lasting and owner is not None and clauses.reading.upos[subject] == "PROPN"


def _whole_life(clauses: Clauses, i: int, value: int, last: int) -> Iterator[Attribute]:
    """ "In all her eleven years": as many as she has lived, if nothing says of what else."""
    words = clauses.words
    possessor = clauses.possessor_before(i)
    led = words[max(0, possessor - 1)] if possessor >= 0 else ""
    if led not in ("all", "in", "of") or value < _LEAST_AGE or value > _MOST_OF_LIFE:
        return
    if words[last + 1 : last + 2] and words[last + 1] in YEARS_OF_WHAT:
        return
    if led != "all" and clauses.reading.upos[last + 1] not in ("PUNCT", "CCONJ", "PRON"):
        return
    value_told = f"{clauses.text(i, last).replace(' - ', '-')} years"
    owner = clauses.who(possessor)
    yield from claim(clauses, owner, "age", value_told, (possessor, last + 1), Status(), 0.8)


def _taken_up(clauses: Clauses, first: int, last: int) -> Owner | None:
    """ "Eighty years old, and she beat me": an age that opens a sentence is its subject's."""
    _, end = clauses.sentence(first)
    t = last
    while t < min(end, last + 3) and clauses.words[t] in (",", "and", "—", "–", "but"):
        t += 1
    opens = clauses.opens(first) and last < t < end
    nominative = opens and clauses.reading.deprels[t].startswith("nsubj")
    return weighed(clauses.who(t), 0.8) if nominative else None


def _bare(clauses: Clauses, value: int, said: str, first: int, last: int) -> Iterator[Attribute]:
    """ "She was twenty-six.", "a man of forty", "aged thirty", "Anna, 26,"."""
    words = clauses.words
    before = words[first - 1] if first else ""
    verb = _verb_before(clauses, first)
    if before == "of" and first >= 2 and words[first - 2] in PERSON_NOUNS:
        owner = _noun_owner(clauses, first - 2)
        yield from claim(clauses, owner, "age", said, (first - 2, last), Status(), 0.9)
    elif before == "aged" or (before == "age" and words[first - 2 : first - 1] != ("of",)):
        owner = clauses.who(left_of(clauses, first - 1)) or set_beside(clauses, first - 1)
        yield from claim(clauses, owner, "age", said, (first, last), Status(), 0.9)
    elif before == "of" and words[max(0, first - 4) : first] == ("at", "the", "age", "of"):
        owner = clauses.who(clauses.subject(clauses.head(first)))
        yield from claim(clauses, owner, "age", said, (first, last), Status("before"), 0.7)
    elif before == "at" and words[last : last + 1] == (",",) and value > _LEAST_OF_YEARS:
        owner = _at_that_age(clauses, first, last)
        then = Status() if _is_brought_in(clauses, last) else Status("before")
        yield from claim(clauses, owner, "age", said, (first, last), then, 0.8)
    elif before == "at" and value > _LEAST_OF_YEARS and _already(clauses, last):
        owner = clauses.who(last)
        now = Status("now" if _is_now(clauses, last) else "before")
        yield from claim(clauses, owner, "age", said, (first, last), now, 0.85)
    elif before in (",", "(") and _goes_on(clauses, last) and value >= _LEAST_AGE:
        owner = clauses.who(left_of(clauses, first - 1))
        if said.split()[0] not in NUMBERS or last - first > 1 or value > len(_PLURAL):
            owner = owner or set_beside(clauses, first)
        yield from claim(clauses, owner, "age", said, (first, last), Status(), 0.9)
    elif verb >= 0 and value >= _LEAST_AGE and before not in ("a", "an", "the"):
        yield from _said_to_be(clauses, value, said, verb, (first, last))
    else:
        owner = _otherwise(clauses, value, first, last)
        yield from claim(clauses, owner, "age", said, (first, last), Status(), 0.8)


def _said_to_be(
    clauses: Clauses, value: int, said: str, verb: int, where: tuple[int, int]
) -> Iterator[Attribute]:
    """ "He is forty", "he might have been forty", "Anna and Tom were forty"."""
    first, last = where
    subject = left_of(clauses, verb)
    if _counted(clauses, subject, verb, value):
        return
    status = _aged(clauses, first, last)
    if status is None and clauses.words[verb] in ("be", "been") and not _asks(clauses, last):
        status = _guessed(clauses, verb, last)
        said = f"about {said}" if status and last - first == 1 else said
    told = clauses.subject(first)
    several = clauses.dependents(told, ("conj",)) if 0 <= told < verb else []
    if several and value >= _LEAST_OF_THEM:
        for one in (told, *several):
            yield from claim(clauses, clauses.who(one), "age", said, where, status, 0.9)
        return
    owner = subject_person(clauses, subject) or clauses.who(told)
    yield from claim(clauses, owner, "age", said, where, status, 0.9)


def _asks(clauses: Clauses, last: int) -> bool:
    _, end = clauses.sentence(last - 1)
    return "?" in clauses.words[last:end]


def _guessed(clauses: Clauses, verb: int, last: int) -> Status | None:
    """ "He must be fifty", "might have been forty", "he'd be forty now": as good as told."""
    begin, _ = clauses.sentence(verb)
    before = clauses.words[max(begin, verb - 4) : verb]
    led = set(clauses.words[max(begin, verb - 9) : verb])
    if led & {"if", "when", "wish", "wished", "not", "n't", "n’t", "whether", "as"}:
        return None
    now = clauses.words[last : last + 1] == ("now",) and bool({"'d", "’d", "would"} & set(before))
    return Status() if _GUESSED & set(before) or now else None


def _otherwise(clauses: Clauses, value: int, first: int, last: int) -> Owner | None:
    """Who is told to be so old without a verb between.

    "That made Tom sixty", "quick for sixty", "Tom at sixteen was", "reached the age of ninety",
    "all her sixty years".
    """
    words, before = clauses.words, clauses.words[max(0, first - 1)]
    if value < _LEAST_OF_THEM or first < 3:
        return None
    if (
        words[first - 2] in ("made", "makes", "make")
        and clauses.reading.deprels[first - 1] == "obj"
    ):
        return clauses.who(first - 1)
    if before == "for" and value >= _LEAST_FOR and clauses.reading.upos[first - 2] == "ADJ":
        said = clauses.dependents(first - 2, ("cop",)) or (
            clauses.reading.lemmas[clauses.head(first - 2)] == "look"
        )
        return subject_person(clauses, clauses.subject(first - 2)) if said else None
    if words[first - 3 : first] == ("the", "age", "of"):
        verb = clauses.head(first)
        verb = clauses.head(verb) if verb >= 0 and words[verb] == "age" else verb
        reached = verb >= 0 and clauses.reading.lemmas[verb] in ("reach", "attain")
        return subject_person(clauses, clauses.subject(verb)) if reached else None
    if before == "at" and clauses.reading.upos[min(last, len(words) - 1)] in ("AUX", "VERB"):
        named = left_of(clauses, first - 1)
        subject = named >= 0 and clauses.reading.deprels[named].startswith("nsubj")
        return clauses.who(named) if subject else None
    return None


_LEAST_FOR = 30
"""From this on "quick for sixty" tells an age."""


def _already(clauses: Clauses, last: int) -> bool:
    """ "At thirteen she is already good at it": an age of now, with no comma after it."""
    words, deprels = clauses.words, clauses.reading.deprels
    if last + 2 >= len(words) or not deprels[last].startswith("nsubj"):
        return False
    return _is_now(clauses, last) or clauses.words[last + 1] in ("had", "was", "could")


def _is_now(clauses: Clauses, last: int) -> bool:
    words = clauses.words
    still = {"already", "still", "never", "afraid"} & set(words[last + 1 : last + 5])
    return words[last + 1] in ("is", "has", "'s", "’s") or bool(still)


def _counted(clauses: Clauses, subject: int, verb: int, value: int) -> bool:
    """Whether a number counts those spoken of: "they were five", "there were six"."""
    at = subject if subject >= 0 else verb - 1
    return value < _LEAST_OF_THEM and clauses.words[at] in _PLURAL


def _aged(clauses: Clauses, first: int, last: int) -> Status | None:
    """The status of an age; an age given for another time ("when she was ten") is before."""
    begin, _ = clauses.sentence(first)
    status = clauses.status(first, last)
    led = set(clauses.words[max(begin, first - 6) : first]) & _AGE_CLAUSES
    if status and (led or clauses.words[last : last + 1] == ("when",)):
        return Status("before", status.negated)
    return status


def _verb_before(clauses: Clauses, first: int) -> int:
    """The form of "to be" right before a number, a few adverbs apart."""
    t = first - 1
    while t >= 0 and (
        clauses.words[t] in _ABOUT
        or clauses.words[t] in INTENSIFIERS
        or (clauses.reading.upos[t] == "ADV" and clauses.words[t] not in _NO_AGE_AFTER)
        or clauses.words[t - 1 : t + 1] == ("all", "of")
        or clauses.words[t : t + 2] == ("all", "of")
    ):
        t -= 1
    return t if t >= 0 and clauses.words[t] in BE_AND_BECOME | _SEEMING else -1


def left_of(clauses: Clauses, token: int) -> int:
    """The mention that ends right before a token, adverbs, auxiliaries and commas apart."""
    t = token - 1
    while t >= 0 and (
        clauses.words[t] in (",", "himself", "herself", "who")
        or (clauses.reading.upos[t] in ("ADV", "AUX", "PART") and clauses.cover[t] < 0)
    ):
        t -= 1
    m = clauses.cover[t] if t >= 0 else -1
    if m < 0 or clauses.possessive(t):
        return -1
    return int(clauses.mentions.head[m])


def _noun_owner(clauses: Clauses, noun: int) -> Owner | None:
    beside = apposed(clauses, noun)
    if beside is not None:
        return beside
    whom = described(clauses, noun)
    if whom:
        return whom.owner
    return clauses.who(noun) or set_beside(clauses, _phrase_start(clauses, noun))


def _phrase_start(clauses: Clauses, noun: int) -> int:
    t = noun
    while t > max(0, noun - _LONGEST) and clauses.reading.upos[t - 1] in ("ADJ", "NOUN", "ADV"):
        t -= 1
    return t


def _decade(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "in her late twenties"."""
    part = i - 1 if clauses.words[i - 1] in _PARTS_OF_DECADE else i
    possessor = clauses.possessor_before(part)
    if possessor < 1 or clauses.words[possessor - 1] not in ("in", "into"):
        return
    status = clauses.status(part, i + 1)
    owner = clauses.who(possessor)
    yield from claim(clauses, owner, "age", clauses.text(part, i + 1), (part, i + 1), status, 0.9)


# --- old and young ---


def _old_or_young(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "An old woman", "she was young"; not "my old friend", nor "too old to care"."""
    words = clauses.words
    following = words[i + 1] if i + 1 < len(words) else ""
    middle = words[max(0, i - 2) : i] == ("middle", "-")
    if clauses.reading.upos[i] != "ADJ" or words[i - 1 : i] in (("too",), ("years",), ("year",)):
        return
    if words[i - 1 : i] == ("-",) and not middle:
        return
    value = "middle-aged" if middle else words[i]
    head = clauses.head(i)
    of_person = head > i and words[head] in PERSON_NOUNS and head - i <= 3
    if not of_person and (following in ("enough", "to", "for", "-") or head > i):
        return
    whom = described(clauses, i)
    if whom is None:
        owner = set_beside(clauses, _phrase_start(clauses, head)) if of_person else None
        yield from claim(clauses, owner, "age", value, (i, i + 1), Status(), 0.8)
        return
    attributive = whom.attributive and of_person
    if whom.attributive and not attributive:
        return
    status = Status() if attributive else clauses.status(i, i + 1)
    owner = weighed(whom.owner, 1.3) if attributive else whom.owner
    yield from claim(clauses, owner, "age", value, (i, i + 1), status, 0.9)
