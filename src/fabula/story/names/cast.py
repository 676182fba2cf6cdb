"""The cast: which linked entities are characters and places, and what each is called.

A character is a person or a being that acts like one: anybody named, the first-person
narrator, and somebody without a name who speaks or comes back (at least
`RECURS` mentions, one of them a noun). Groups, and names only sworn by, are no characters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.english.capitals import PEOPLES_AND_TONGUES
from fabula.english.kin import KIN
from fabula.english.people import COLLECTIVES, SWORN_BY
from fabula.english.titles import KEPT_WITHOUT_NAME
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.story.mentions.coreference import Linking
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import Determiner, GrammaticalNumber, MentionClass
from fabula.story.model import Character, MentionTable, Place
from fabula.story.names.gender import given_name_gender, pronoun_set
from fabula.story.names.narrator import Narrator
from fabula.story.names.personal import PersonName, parse_name
from fabula.story.names.pronoun_sets import PronounSet, set_name
from fabula.story.names.rulings import Ruling, as_ruled

__all__ = ["Cast", "make_cast", "shown_name"]

RECURS = 4
"""Mentions that make somebody without a name a character."""

SELDOM = 20
"""Mentions to each noun of somebody without a name, at most: more are pronouns gone astray."""

_POSSESSED = Determiner.POSSESSIVE
_OWN = (Determiner.THE, Determiner.A, Determiner.THIS)
_ADDRESS = frozenset({"sir", "madam", "ma'am", "miss", "the dear", "a man", "the man", "the woman"})
_PLACES = (EntityType.FAC, EntityType.GPE, EntityType.LOC)


@dataclass(frozen=True, eq=False)
class Cast:
    """Characters and places, most mentioned first, and the mentions with their final ids."""

    characters: tuple[Character, ...]
    places: tuple[Place, ...]
    mentions: MentionTable


@dataclass(frozen=True, slots=True)
class _CastEntity:
    """One linked entity: its mentions and what most of them are."""

    members: list[int]
    person: bool
    named: bool
    several: bool


def make_cast(
    reading: Reading,
    frame: Frame,
    linking: Linking,
    narrator: Narrator | None,
    ruled: Mapping[int, Ruling] | None = None,
) -> Cast:
    """The cast of a linked story. Entity ids run from 0: characters, places, the others.

    ``ruled``: what the writer says of linked entities, which are then characters.
    """
    ruled = ruled or {}
    members: dict[int, list[int]] = defaultdict(list)
    for i, cluster in enumerate(linking.cluster.tolist()):
        members[cluster].append(i)
    entities = {c: _entity(frame, m) for c, m in members.items()}
    heads = [reading.words[t].lower() for t in frame.head.tolist()]
    told_as = _told_as(frame, linking, narrator)
    people = [
        c
        for c, e in entities.items()
        if c in ruled or c in told_as or (e.person and _is_character(frame, e, heads))
    ]
    people.sort(key=lambda c: (-len(members[c]), members[c][0]))
    kept = set(people)
    places = [
        c
        for c, e in entities.items()
        if c not in kept and e.named and _commonest(frame.type[e.members]) in _PLACES
    ]
    places.sort(key=lambda c: (-len(members[c]), members[c][0]))
    kept.update(places)
    others = [c for c in entities if c not in kept]
    ids = {c: i for i, c in enumerate([*people, *places, *others])}
    read = (_character(frame, ids[c], members[c], told_as.get(c, "")) for c in people)
    characters = tuple(
        as_ruled(one, ruled[c]) if c in ruled else one for c, one in zip(people, read, strict=True)
    )
    rows = tuple(Place(ids[c], _place_name(frame, members[c])) for c in places)
    return Cast(characters, rows, _table(reading, frame, linking, ids))


def _told_as(frame: Frame, linking: Linking, narrator: Narrator | None) -> dict[int, str]:
    """The entities that narration speaks of as "I" or "you".

    Who writes a letter tells the story only where such stretches are most of it.
    """
    found: dict[int, str] = {}
    if narrator is not None:
        found[narrator.cluster] = "you" if narrator.second_person else "I"
    if len(frame) and 2 * sum(t.end - t.start for t in frame.told) > int(frame.end.max()):
        found |= {int(linking.cluster[t.mention]): "I" for t in frame.told}
    return found


def _commonest(values: NDArray[np.int32]) -> int:
    return int(np.bincount(values).argmax())


def _entity(frame: Frame, members: list[int]) -> _CastEntity:
    names = [frame.names[i] for i in members]
    singular = [n for n in names if n is not None and not n.plural]
    return _CastEntity(
        members,
        _commonest(frame.type[members]) == EntityType.PER,
        any(n is not None and n.core for n in (singular or names)),
        not singular and _several(frame, members),
    )


def _several(frame: Frame, members: list[int]) -> bool:
    """Whether the nouns, or else the pronouns, speak of a group."""
    rows = np.array(members)
    nouns = rows[frame.cls[rows] == MentionClass.NOUN]
    numbers = frame.number[nouns if len(nouns) else rows]
    return bool((numbers == GrammaticalNumber.SEVERAL).sum() * 2 >= len(numbers))


def _is_character(frame: Frame, entity: _CastEntity, heads: Sequence[str]) -> bool:
    if entity.several:
        return False
    members = np.array(entity.members)
    speaks = bool((frame.cued[members] >= 0).any())
    names = [frame.names[i] for i in entity.members if frame.names[i] is not None]
    if names and all(n is not None and n.core and n.core[-1] in SWORN_BY for n in names):
        return speaks
    if entity.named:
        return True
    return _matters(frame, members, heads, speaks)


def _matters(frame: Frame, members: NDArray[np.intp], heads: Sequence[str], speaks: bool) -> bool:
    """Whether somebody without a name is a figure of their own and not a passing mention.

    "The landlord" who speaks or comes back is. "His wife" is somebody else's word for a
    person, "sir" and "my dear" are words for whoever listens.
    """
    told = members[frame.cls[members] <= MentionClass.NOUN]
    own = told[np.isin(frame.determiner[told], _OWN)]
    no_one = COLLECTIVES | SWORN_BY
    nouns = np.array(
        [
            i
            for i in own.tolist()
            if frame.words[i].lower() not in _ADDRESS and heads[i] not in no_one
        ]
    )
    if not len(nouns) or 2 * len(nouns) < len(told) or SELDOM * len(nouns) < len(members):
        return _is_kin_who_matters(frame, members, told, heads, speaks=speaks)
    if speaks:
        return True
    again = np.bincount(frame.word[nouns]).max() > 1
    definite = (frame.determiner[nouns] != Determiner.A).any()
    return bool(again and definite) and len(members) >= RECURS


def _is_kin_who_matters(
    frame: Frame,
    members: NDArray[np.intp],
    told: NDArray[np.intp],
    heads: Sequence[str],
    *,
    speaks: bool,
) -> bool:
    """Whether "my father", called so alone, has words, or acts enough for a figure of their own."""
    kin = [i for i in told.tolist() if heads[i] in KIN and frame.determiner[i] == _POSSESSED]
    if not kin or 2 * len(kin) < len(told):
        return False
    return speaks or (len(members) > RECURS and int((frame.set[members] >= 0).sum()) > 1)


def _character(frame: Frame, id_: int, members: list[int], told_as: str) -> Character:
    """A character; ``told_as``: "I" or "you" where narration speaks of them so."""
    name, aliases = _called(frame, members)
    if not name:
        name = {"I": "the narrator", "you": "you"}.get(told_as) or _noun_name(frame, members)
    return Character(id_, name, aliases, _pronouns(frame, members), told_as == "I")


_EACH = np.array([0.8, 0.8, 0.7, 0.8])
"""What a pronoun linked to somebody adds to the logarithm of its set's probability."""

_LEAD = 0.5
"""How far the likeliest set must lie before the next."""


def _pronouns(frame: Frame, members: Sequence[int]) -> str | None:
    """The pronouns that somebody is spoken of by: what the name tells and what was linked."""
    rows = np.array(members)
    counts = Counter(frame.cls[rows].tolist())
    third = frame.set[rows]
    used = np.bincount(third[third >= 0], minlength=len(PronounSet))
    if counts[MentionClass.IT] > 4 and counts[MentionClass.IT] > 2 * used.max():
        return pronoun_set(0, 0, counts[MentionClass.IT], 0)
    told = frame.sets[rows[third < 0]]
    likely = (
        told[np.argmax(np.abs(told[:, PronounSet.HE] - told[:, PronounSet.SHE]))]
        if len(told)
        else np.zeros(len(PronounSet))
    )
    score = likely + _EACH * np.minimum(used, 12)
    first, second = np.sort(score)[:-3:-1]
    if first - second < _LEAD:
        return None
    return set_name(
        int(score.argmax()), [frame.words[i] for i in rows[third == PronounSet.NEW].tolist()]
    )


def shown_name(text: str, name: PersonName) -> str:
    """A name as it stands in the text, without what surrounds it or belongs to the sentence.

    >>> shown_name("my dear Mr. Bennet's", parse_name("Mr. Bennet"))
    'Mr. Bennet'
    """
    if name.written:
        return name.written
    words: list[str] = []
    core = set(name.core)
    for word in re.sub(r"\bSt\.? (?=[A-Z])", "St-", text.split(",")[0]).replace("_", " ").split():
        bare = word.strip("\"“”‘’'()[]*;:!?")
        for ending in ("'s", "’s", "'", "’"):
            bare = bare.removesuffix(ending)
        parsed = parse_name(bare)
        plain = bare.lower().rstrip(".").replace("’", "'")
        is_title = parsed is not None and bool(parsed.title) and not parsed.core
        if (
            plain in core
            or (is_title and not words)
            or (words and plain == name.suffix)
            or (
                is_title
                and all(w[:1].isupper() for w in words)
                and not core & {w.lower() for w in words}
            )
        ):
            words.append(bare)
    shown = " ".join(words).replace("St-", "St ")
    if not shown.rstrip(".").endswith((" Jr", " Sr", " Esq")):
        shown = shown.rstrip(".") if not shown.endswith(("Mr.", "Mrs.")) else shown
    return shown.title() if shown.isupper() and len(shown) > 3 else shown


def _called(frame: Frame, members: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    """The best full name and the other ways somebody is called; empty without a name."""
    forms: Counter[str] = Counter()
    parsed: dict[str, PersonName] = {}
    for i in members:
        name = frame.names[i]
        if name is None or not name.core:
            continue
        shown = shown_name(frame.words[i], name)
        if shown:
            forms[shown] += 1
            parsed[shown] = name
    if not forms:
        return "", ()
    singular = [s for s in forms if not parsed[s].plural] or list(forms)
    total = forms.total()
    used: Counter[str] = Counter()
    for shown in singular:
        used.update(dict.fromkeys(parsed[shown].core, forms[shown]))
    best = max(
        singular,
        key=lambda s: (
            not parsed[s].written,
            _fullness(parsed[s]) if _is_theirs(parsed[s], forms[s], used, total) else 0,
            used[parsed[s].core[0]],
            forms[s],
            s,
        ),
    )
    best = best.title() if best.islower() and best.title() in forms else best
    others = [s for s, _ in sorted(forms.items(), key=lambda f: (-f[1], f[0])) if s != best]
    name = parsed[best]
    if name.given and name.family and name.title in ("mr", "miss"):
        best = best.partition(" ")[2]
        others = [s for s in others if s != best]
    return best, tuple(others)


def _is_theirs(name: PersonName, count: int, used: Counter[str], total: int) -> bool:
    """Whether a form may be a full name: not where it stands a time or two among very many, and
    has words that nothing else knows for names (*Dat Buck*, *Mary M—*, *all Lucy Italian*)."""
    if count * 10 >= total:
        return True
    if not name.given:
        return False
    if used[name.given] == count and not given_name_gender(name.given) and total > _MANY:
        return False
    family = name.family
    return (
        count * _RARE >= total
        or used[family] > count
        or not (len(family) == 1 or family.endswith("s") or family in PEOPLES_AND_TONGUES)
    )


_MANY, _RARE = 12, 50


def _fullness(name: PersonName) -> int:
    """How full a name is: given and family name, then a title with a name, then a word."""
    if name.given and name.family and "of" not in name.core:
        return 3 if name.title in KEPT_WITHOUT_NAME or not name.title else 2
    return 1 if name.title else 0


def _noun_name(frame: Frame, members: Sequence[int]) -> str:
    """What somebody without a name is called: the commonest short noun phrase."""
    phrases: Counter[str] = Counter()
    for i in members:
        if frame.cls[i] > MentionClass.NOUN:
            continue
        words = frame.words[i].replace("_", "").split() or ["_"]
        if len(words) <= 5 and not set(words) & {",", "who", "which", "that"}:
            own = frame.determiner[i] in _OWN
            phrases[" ".join([words[0].lower(), *words[1:]])] += 4 if own else 1
        else:
            phrases[" ".join(words[:6])] += 1
    return phrases.most_common(1)[0][0] if phrases else "somebody"


def _place_name(frame: Frame, members: Sequence[int]) -> str:
    names: Counter[str] = Counter()
    for i in members:
        if frame.kind[i] == MentionKind.NAME:
            words = frame.words[i].strip(' _*"“”').removesuffix("’s").removesuffix("'s")
            names[words.strip()] += 1
    return names.most_common(1)[0][0] if names else frame.words[members[0]]


def _table(reading: Reading, frame: Frame, linking: Linking, ids: dict[int, int]) -> MentionTable:
    mentions = reading.mentions
    top = max(ids, default=-1) + 1
    lookup = np.zeros(top, dtype=np.int32)
    for cluster, id_ in ids.items():
        lookup[cluster] = id_
    return MentionTable(
        start=frame.start,
        end=frame.end,
        first=mentions.first.astype(np.int32),
        last=mentions.last.astype(np.int32),
        head=mentions.head.astype(np.int32),
        type=frame.type.astype(np.uint8),
        kind=frame.kind.astype(np.uint8),
        entity=lookup[linking.cluster] if top else np.zeros(0, dtype=np.int32),
        score=linking.score.astype(np.float16),
    )
