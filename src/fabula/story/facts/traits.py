"""What characters are: marks, handedness, clothes, occupation, nationality."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fabula.english.attributes import RANKS, WRITING_TOOLS
from fabula.english.body import BODY_PARTS
from fabula.english.clothes import GARMENTS, MATERIALS
from fabula.english.colours import COLOURS, SHADES
from fabula.english.function_words import PLACING
from fabula.english.inflection import BE_AND_BECOME
from fabula.english.looks import HARM, JUDGING, MARKS
from fabula.english.people import NATIONALITIES, OCCUPATIONS
from fabula.english.titles import TRADE_OF_TITLE
from fabula.language.reading import MentionKind
from fabula.story.facts.ages import left_of
from fabula.story.facts.bearers import (
    had_by,
    of_another,
    on_same_body,
    set_beside,
    subject_person,
    weighed,
)
from fabula.story.facts.claims import claim, described
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.facts.wounds import placed_before
from fabula.story.model import Attribute

__all__ = ["find_traits"]

_SIDES = frozenset({"left", "right"})
_WRITING = frozenset({"write", "sign", "draw", "paint", "scribble", "scrawl", "sketch", "pen"})
_WEARING = frozenset({"wear", "don", "clothe", "dress", "clad", "sport"})
_SUPPORTS = frozenset({"sling", "plaster", "splint", "bandage", "bandages", "bandaged", "crutch"})
_EMPLOYING = frozenset({"work", "serve", "train", "employ", "hire", "qualify"})
_JOBS = frozenset({"job", "post", "position", "place", "work", "living"})
_UNPLACED = frozenset({"limp", "dimple"})
"""Marks that have no place on the body to be told."""
_TELLING_MARKS = frozenset({"scar", "scars", "eyepatch", "eye-patch", "birthmark"})
"""Marks that tell something without their place: "he had a scar from the war"."""
_LASTING = frozenset({"glasses", "spectacles", "sunglasses", "monocle", "pince-nez", "dentures"})
"""What is worn day by day, and tells of a person whatever it is made of."""
_DASHES = frozenset({"-", "‐", "‑"})
_AFTER_TRADE = frozenset({",", ".", "in", "at", "from", "with", "who", "by", "for", "on", "of"})
_BEFORE_RANK = frozenset({"detective", "police", "chief", "staff", "lance", "senior", "acting"})
_DEFINITE = frozenset({"the", "that", "this"})
_ARTICLES = frozenset({"a", "an", "the"})
_OF_A_TRADE = frozenset({"retired", "trained", "failed", "struggling", "working", "practising"})
_PEOPLES = frozenset({"pole", "turk", "dane", "swede", "finn", "scot", "briton", "spaniard"})
_BY_NATION = 0.55
"""How sure the nationality of "the Italian lady" is, who may be linked to anybody."""
_NO_TRADE_IF_OLD = frozenset({"maid", "soldier", "sailor"})


def find_traits(clauses: Clauses) -> Iterator[Attribute]:
    """Marks and injuries, handedness, clothes, occupation and nationality."""
    for i, word in enumerate(clauses.words):
        if word in MARKS and clauses.reading.upos[i] == "NOUN":
            yield from _mark(clauses, i)
        elif word in _SIDES:
            yield from _side(clauses, i)
        elif word.endswith(("-handed", "-hander")) or word in ("handed", "hander", "southpaw"):
            yield from _handed(clauses, i)
        elif word in GARMENTS:
            yield from _clothes(clauses, i)
        if word in OCCUPATIONS:
            yield from _occupation(clauses, i)
        elif word in NATIONALITIES:
            yield from _nationality(clauses, i)
        elif word == "accent":
            yield from _accent(clauses, i)
    yield from _titles(clauses)


# --- marks, sides, hands ---


def _mark(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "a scar on his left cheek", "the scar that ran across her chin"."""
    kind = MARKS[clauses.words[i]]
    place = _place_of(clauses, i) or _place_before(clauses, i)
    if place is None:
        if clauses.words[i] in _TELLING_MARKS:
            owner = _marked(clauses, i)
            status = clauses.status(i, i + 1)
            yield from claim(clauses, owner, kind, kind, (i, i + 1), status, 0.85)
        if kind in _UNPLACED:
            owner = _marked(clauses, i) or _walks_with(clauses, i)
            status = clauses.status(i, i + 1)
            yield from claim(clauses, owner, kind, kind, (i, i + 1), status, 0.9)
        return
    first, last, possessor = place
    own = clauses.possessor_before(_noun_phrase_start(clauses, i))
    owner = clauses.who(possessor) or clauses.who(own) or _marked(clauses, i)
    if owner is None and clauses.words[max(0, _noun_phrase_start(clauses, i) - 1)] in _DEFINITE:
        owner = on_same_body(clauses, i) or of_another(clauses, i)
    presupposed = own >= 0 or clauses.words[max(0, i - 1)] == "the"
    status = Status() if presupposed else clauses.status(i, i + 1)
    value = " ".join(w for w in clauses.words[first:last] if w in _SIDES or w in BODY_PARTS)
    yield from claim(clauses, owner, kind, value, (min(i, first), max(i + 1, last)), status, 0.9)


def _place_before(clauses: Clauses, i: int) -> tuple[int, int, int] | None:
    """ "Behind her ear was a neat white scar": the place comes first."""
    found, _ = placed_before(clauses, i, clauses.sentence(i)[0])
    return found


def _walks_with(clauses: Clauses, noun: int) -> Owner | None:
    """ "He walked with a limp"."""
    at = clauses.head(noun)
    verb = at >= 0 and clauses.reading.upos[at] == "VERB"
    return subject_person(clauses, clauses.subject(at)) if verb else None


def _noun_phrase_start(clauses: Clauses, noun: int) -> int:
    t = noun
    while t > 0 and clauses.reading.upos[t - 1] in ("ADJ", "NOUN", "ADV"):
        t -= 1
    return t


def _place_of(clauses: Clauses, i: int) -> tuple[int, int, int] | None:
    """Where on the body a mark is: token range of the part, and whose (-1: not said)."""
    _, end = clauses.sentence(i)
    placed = -1
    for t in range(i + 1, min(end, i + 12)):
        word = clauses.words[t]
        if word in PLACING or word in ("from", "to", "in", "of"):
            placed = t
        if word in BODY_PARTS and placed >= 0 and word != "side":
            first = t - 1 if clauses.words[t - 1] in _SIDES else t
            return first, t + 1, clauses.possessor_before(first)
        if word in (";", ".", ":", '"', "”"):
            return None
    return None


def _marked(clauses: Clauses, noun: int) -> Owner | None:
    """Who has the mark: the subject of "had", the bearer of "with"."""
    at = clauses.head(noun)
    if at >= 0 and clauses.reading.lemmas[at] in ("have", "bear", "get", "carry", "wear"):
        return clauses.who(clauses.subject(at))
    before = _noun_phrase_start(clauses, noun) - 1
    while before >= 0 and clauses.words[before] in _ARTICLES:
        before -= 1
    if before < 1:
        return None
    if clauses.words[before] in ("had", "has", "have", "bore", "having"):
        return clauses.who(left_of(clauses, before))
    if clauses.words[before] == "with":
        return clauses.who(left_of(clauses, before)) or set_beside(clauses, before)
    return _beside_another(clauses, noun)


def _beside_another(clauses: Clauses, noun: int) -> Owner | None:
    """ "With a grey plait and a scar", "his long nails, the scar": what it is joined to."""
    begin, _ = clauses.sentence(noun)
    at = clauses.head(noun)
    if clauses.reading.deprels[noun] not in ("conj", "appos", "list") or not begin <= at < noun:
        return None
    first = _noun_phrase_start(clauses, at)
    owner = clauses.who(clauses.possessor_before(first))
    if owner is not None:
        return weighed(owner, 0.9)
    while first > begin and clauses.words[first - 1] in _ARTICLES:
        first -= 1
    if first > begin and clauses.words[first - 1] == "with":
        beside = clauses.who(left_of(clauses, first - 1))
        return beside or set_beside(clauses, first - 1)
    if clauses.reading.lemmas[clauses.head(at)] == "have" and clauses.head(at) >= begin:
        return clauses.who(clauses.subject(clauses.head(at)))
    return None


def _side(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "blind in his left eye", "his wooden left leg", "wrote with her left hand"."""
    words = clauses.words
    part = words[i + 1] if i + 1 < len(words) else ""
    if part not in BODY_PARTS and part != "fist":
        return
    possessor = clauses.possessor_before(i)
    begin, end = clauses.sentence(i)
    if part in ("hand", "fist") and _writes(clauses, i, begin, end):
        owner = clauses.who(possessor)
        status = clauses.status(i, i + 2)
        yield from claim(clauses, owner, "handedness", words[i], (i, i + 2), status, 0.7)
    near = words[max(begin, i - 4) : min(end, i + 6)]
    slung = _SUPPORTS & set(words[i : min(end, i + 9)]) or (
        begin
        and _SUPPORTS & set(words[clauses.sentence(begin - 1)[0] : begin])
        and {"hold", "nurse", "cradle"} & set(clauses.reading.lemmas[begin:i])
    )
    if slung and part in ("arm", "wrist", "hand", "elbow", "leg", "ankle", "foot", "knee"):
        owner = clauses.who(possessor)
        status = clauses.status(i, i + 2)
        yield from claim(
            clauses, owner, "injury", f"sling {words[i]} {part}", (i, i + 2), status, 0.7
        )
    elif set(near) & HARM and not {",", ";", "and"} & set(words[max(begin, i - 3) : i]):
        owner = clauses.who(possessor) or _harmed(clauses, i, begin)
        value = f"{words[i]} {part}"
        status = clauses.status(i, i + 2)
        yield from claim(clauses, owner, "injury", value, (i, i + 2), status, 0.7)
    elif words[max(begin, i - 1) : i] == ("scarred",):
        owner = clauses.who(clauses.possessor_before(i - 1))
        yield from claim(clauses, owner, "scar", f"{words[i]} {part}", (i - 1, i + 2), Status())


def _writes(clauses: Clauses, i: int, begin: int, end: int) -> bool:
    if (
        WRITING_TOOLS & set(clauses.words[max(begin, i - 4) : i])
        and "in" in clauses.words[i - 2 : i]
    ):
        return True
    around = set(clauses.reading.lemmas[max(begin, i - 6) : min(end, i + 7)])
    if {"hold", "take"} & around and "in" in clauses.words[max(begin, i - 3) : i]:
        return bool(set(clauses.reading.lemmas[i:end]) & _WRITING)
    if {"do", "it"} <= around and begin:  # "He signed it. He did it with his left hand."
        around |= set(clauses.reading.lemmas[clauses.sentence(begin - 1)[0] : begin])
    return "with" in clauses.words[max(begin, i - 3) : i] and bool(around & _WRITING)


def _harmed(clauses: Clauses, i: int, begin: int) -> Owner | None:
    for t in range(i - 1, max(begin, i - 5) - 1, -1):
        if clauses.words[t] in HARM:
            return clauses.who(clauses.subject(t)) or clauses.who(left_of(clauses, t))
    return None


def _handed(clauses: Clauses, i: int) -> Iterator[Attribute]:
    first = i if "-" in clauses.words[i] else i - 2
    side = clauses.words[max(0, first)].partition("-")[0]
    if clauses.words[i] == "southpaw":
        side, first = "left", i
    if side not in _SIDES or first < 0:
        return
    whom = described(clauses, i) or described(clauses, first)
    if whom is None and clauses.words[i].endswith(("hander", "southpaw")):
        owner = (
            subject_person(clauses, clauses.subject(i)) if clauses.dependents(i, ("cop",)) else None
        )
        status = clauses.status(first, i + 1)
        yield from claim(clauses, owner, "handedness", side, (first, i + 1), status, 0.9)
    if whom:
        status = Status() if whom.attributive else clauses.status(first, i + 1)
        yield from claim(clauses, whom.owner, "handedness", side, (first, i + 1), status)


# --- clothes, trade, nation ---


def _clothes(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "in a blue dress", "wore a grey coat", "her red scarf"."""
    first = i
    while first > 0 and _of_cloth(clauses, first - 1):
        first -= 1
    while first < i and clauses.words[first] in (",", "and", "-"):
        first += 1
    if first == i and clauses.words[i] not in _LASTING:
        return
    possessor = clauses.possessor_before(first)
    owner = clauses.who(possessor) if possessor >= 0 else _wearer(clauses, i, first)
    status = Status() if possessor >= 0 else clauses.status(first, i + 1)
    value = clauses.text(first, i + 1)
    yield from claim(clauses, owner, "clothing", value, (first, i + 1), status, 0.8)


def _of_cloth(clauses: Clauses, t: int) -> bool:
    word = clauses.words[t]
    return word in COLOURS | MATERIALS | SHADES or word in ("dark", "-", ",", "and")


def _wearer(clauses: Clauses, noun: int, first: int) -> Owner | None:
    at = clauses.head(noun)
    if at >= 0 and clauses.reading.lemmas[at] in _WEARING:
        return clauses.who(clauses.subject(at))
    t = first - 1
    while t >= 0 and clauses.words[t] in _ARTICLES:
        t -= 1
    if t < 1:
        return None
    if clauses.reading.lemmas[t] in _WEARING:
        return clauses.who(clauses.subject(t))
    if clauses.words[t] == "in":
        if clauses.words[t - 1] in ("dressed", "clad", "arrayed"):
            return clauses.who(clauses.subject(t - 1)) or clauses.who(left_of(clauses, t - 1))
        return clauses.who(left_of(clauses, t))
    return None


def _occupation(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was a doctor", "Tom, the village baker,", "he worked as a clerk"."""
    first = _noun_phrase_start(clauses, i)
    while first > 1 and (
        clauses.words[first - 1] in _DASHES
        or clauses.words[first - 1] in _OF_A_TRADE
        or clauses.reading.upos[first - 1] == "NUM"
    ):
        first = _noun_phrase_start(clauses, first - 1)
    before = clauses.words[max(0, first - 1)]
    if first < 2 or clauses.reading.upos[i] not in ("NOUN", "PROPN"):
        return
    if before not in ("a", "an"):
        yield from _the_trade(clauses, i, first)
        return
    if _only_judged(clauses, first, i):
        return
    start = first - 1
    owner, sure = None, 0.9
    if clauses.words[start - 1] in BE_AND_BECOME or clauses.dependents(i, ("cop",)):
        said_of = clauses.subject(i)
        pointed = clauses.words[said_of] in ("it", "that", "this")
        owner = clauses.who(i) if pointed else subject_person(clauses, said_of)
        owner = owner or clauses.who(left_of(clauses, start - 1))
    elif clauses.words[start - 1] == "as":
        owner = _employed(clauses, start - 1)
    elif (
        clauses.words[start - 1] == ","
        and clauses.words[min(i + 1, len(clauses.words) - 1)] in _AFTER_TRADE
    ):
        owner, sure = clauses.who(left_of(clauses, start - 1)) or set_beside(clauses, start), 0.7
        predicate = _beside_predicate(clauses, i)
        owner, sure = (predicate, 0.85) if predicate else (owner, sure)
    status = clauses.status(i, i + 1)
    yield from claim(clauses, owner, "occupation", clauses.words[i], (start, i + 1), status, sure)


def _beside_predicate(clauses: Clauses, noun: int) -> Owner | None:
    """ "He is a big man with ink on his cuffs, an accountant": set beside what is said of him."""
    beside = clauses.head(noun)
    if clauses.reading.deprels[noun] != "appos" or not 0 <= beside < noun:
        return None
    said = clauses.dependents(beside, ("cop",))
    return subject_person(clauses, clauses.subject(beside)) if said else None


def _employed(clauses: Clauses, preposition: int) -> Owner | None:
    """Who "worked nights as a porter", "got a job as a waiter"."""
    begin, _ = clauses.sentence(preposition)
    for t in range(preposition - 1, max(begin, preposition - 6), -1):
        if clauses.reading.upos[t] == "VERB":
            near = set(clauses.words[t:preposition])
            employs = clauses.reading.lemmas[t] in _EMPLOYING or bool(near & _JOBS)
            return subject_person(clauses, clauses.subject(t)) if employs else None
    return None


def _the_trade(clauses: Clauses, i: int, first: int) -> Iterator[Attribute]:
    """ "She was the school's librarian", "Tom, the village smith,", "the midwife, Anna Hale,"."""
    words = clauses.words
    possessor = clauses.possessor_before(first)
    start = first - 1
    if possessor >= 0:
        m = clauses.cover[possessor]
        start = int(clauses.mentions.first[m]) if m >= 0 else possessor
        while start > 0 and clauses.reading.upos[start - 1] == "DET":
            start -= 1
    elif words[first - 1] != "the":
        return
    owner, sure = None, 0.85
    if clauses.dependents(i, ("cop",)):
        owner = subject_person(clauses, clauses.subject(i))
    elif start > 1 and words[start - 1] == "," and words[i + 1 : i + 2] in ((",",), (".",)):
        named = clauses.cover[start - 2]
        if named >= 0 and clauses.mentions.kind[named] == MentionKind.NAME:
            owner = clauses.owner(named) if int(clauses.mentions.last[named]) == start - 1 else None
    elif words[i + 1 : i + 2] == (",",) and i + 2 < len(words):
        named = clauses.cover[i + 2]
        if named >= 0 and clauses.mentions.kind[named] == MentionKind.NAME:
            last = int(clauses.mentions.last[named])
            beside = int(clauses.mentions.first[named]) == i + 2 and words[last : last + 1] == (
                ",",
            )
            owner = clauses.owner(named) if beside and words[first - 1] == "the" else None
    status = clauses.status(i, i + 1)
    yield from claim(clauses, owner, "occupation", words[i], (start, i + 1), status, sure)


def _only_judged(clauses: Clauses, first: int, noun: int) -> bool:
    """ "A fair judge", "an excellent manager", "an old maid" say no trade."""
    before = set(clauses.words[first:noun])
    return bool(before & JUDGING) or (clauses.words[noun] in _NO_TRADE_IF_OLD and "old" in before)


def _titles(clauses: Clauses) -> Iterator[Attribute]:
    """ "Dr Watson" is a doctor: one claim for each character and title, the narrator's if any."""
    claims: dict[tuple[int, str], Attribute] = {}
    ranks: list[Attribute] = []
    mentions = clauses.mentions
    columns = zip(
        mentions.first.tolist(), mentions.last.tolist(), mentions.entity.tolist(), strict=True
    )
    for first, last, entity in columns:
        first += clauses.words[first] in _BEFORE_RANK
        job = TRADE_OF_TITLE.get(clauses.words[first].rstrip("."))
        if not job or last - first < 2 or entity not in clauses.people:
            continue
        if not clauses.reading.words[first + 1][:1].isupper() and clauses.words[first + 1] != ".":
            continue
        if any(clauses.possessor_before(t) >= first for t in range(first + 1, last)):
            continue  # "Captain Rook's sister" is no captain
        known = claims.get((entity, job))
        if known is not None and known.said_by is None:
            continue
        for found in claim(clauses, Owner(entity, 0.9), "occupation", job, (first, last), Status()):
            if known is None or found.said_by is None:
                claims[entity, job] = found
            if job in RANKS:
                ranks.append(replace(found, kind="rank"))
    yield from claims.values()
    yield from _of_two_ranks(ranks)


def _of_two_ranks(ranks: list[Attribute]) -> Iterator[Attribute]:
    """The ranks of those who are called by more than one: each the first time it is given."""
    first: dict[tuple[int, str], Attribute] = {}
    for rank in sorted(ranks, key=lambda r: r.span):
        first.setdefault((rank.character, rank.value), rank)
    held = Counter(who for who, _ in first)
    yield from (rank for (who, _), rank in first.items() if held[who] > 1)


def _accent(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She spoke with a Polish accent", "his Leeds accent"."""
    first = _noun_phrase_start(clauses, i)
    while first > 0 and clauses.reading.upos[first - 1] == "PROPN":
        first -= 1
    told = [t for t in range(first, i) if clauses.reading.words[t][:1].isupper()]
    if not told:
        return
    owner, presupposed = had_by(clauses, i, first)
    at = clauses.head(i)
    if owner is None and at >= 0 and clauses.reading.lemmas[at] in ("speak", "talk", "say"):
        owner = subject_person(clauses, clauses.subject(at))
    status = clauses.presupposed(first) if presupposed else clauses.status(first, i + 1)
    yield from claim(clauses, owner, "accent", clauses.words[told[0]], (first, i + 1), status, 0.9)


def _nationality(clauses: Clauses, i: int) -> Iterator[Attribute]:
    if not clauses.reading.words[i][:1].isupper():
        return
    whom = described(clauses, i)
    head = int(clauses.mentions.head[clauses.cover[i]]) if clauses.cover[i] >= 0 else i
    if whom is None or (head > i and _only_judged(clauses, _noun_phrase_start(clauses, i), head)):
        return
    status = Status() if whom.attributive else clauses.status(i, i + 1)
    value = NATIONALITIES[clauses.words[i]]
    if whom.attributive and clauses.words[i] in _PEOPLES:
        return  # "the Pole Star": a noun of nationality before another noun is a name
    own = clauses.mentions.kind[clauses.cover[i]] == MentionKind.NOUN
    told_apart = whom.attributive and bool(own)
    sure = _BY_NATION if told_apart else 0.8
    yield from claim(clauses, whom.owner, "nationality", value, (i, i + 1), status, sure)
