"""Personal names: what their parts are, and when two of them may name one person.

Titles and ranks are those of English usage ("Titles and Forms of Address", A. & C.
Black), and those of dialect (J. Wright, *The English Dialect Dictionary*, "master",
"missis"); nicknames are the common English short forms (E. G. Withycombe, *The Oxford
Dictionary of English Christian Names*, entries "hypocoristic"); name particles are the
usual lower-case ones of European surnames.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fabula.english.given_names import NICKNAMES
from fabula.english.titles import (
    AFTER_NAME,
    BEFORE_GIVEN_NAMES,
    BEFORE_NAME,
    CALLED_BY,
    HUNG_ON,
    KIN_TITLES,
    LONG_FORMS,
    NEVER_ALONE,
    PARTICLES,
    TITLES,
)
from fabula.story.names.gender import TITLE_GENDER, Gender, given_name_gender, title_gender

__all__ = [
    "PersonName",
    "bare_title",
    "full_forms",
    "long_title",
    "may_name_one_person",
    "parse_name",
]

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?", re.UNICODE)
_SAINT = re.compile(r"(?<=[\w.] )St\.? (?=[A-Z])")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, all lower case; a missing part is empty.

    ``title``: the last title before the name, in its long form ("captain").
    ``core``: the words of the name itself. ``family``: the last of them (with its
    particles left out of the comparison) when there are at least two, or when a title
    that takes a surname stands before one. ``given``: the first of them when it is known
    to be a given name by its place; a bare word has neither. ``plural``: a family or a
    pair ("the Bennets", "the Misses Bennet", "Mr. and Mrs. Bennet"). ``written``: as it is
    shown, where a name is one of somebody's own making ("xX_jo_Xx").
    """

    title: str
    core: tuple[str, ...]
    given: str
    family: str
    suffix: str = ""
    plural: bool = False
    written: str = ""

    @property
    def bare(self) -> bool:
        """One word, that may be a given name or a surname."""
        return len(self.core) == 1

    @property
    def title_gender(self) -> Gender:
        """The gender that the title tells, if it does."""
        return title_gender(self.title)


def long_title(word: str) -> str:
    """A title in its long form ("doctor" for "dr"); other words as they are."""
    return LONG_FORMS.get(word, word)


_ALSO_NOUNS = frozenset("sister brother father mother king private judge agent nurse chief".split())
"""Titles that, in lower case before a name, only say what somebody is ("my sister Anna")."""


def _long_forms() -> dict[str, frozenset[str]]:
    """Nickname to the names it may be short for."""
    table: dict[str, set[str]] = {}
    for name, short in NICKNAMES.items():
        for nick in short:
            table.setdefault(nick, set()).add(name)
    return {nick: frozenset(names) for nick, names in table.items()}


_LONG = _long_forms()
_SURNAME_TITLES = frozenset(TITLES) - BEFORE_GIVEN_NAMES


def full_forms(given: str) -> frozenset[str]:
    """The names a given name may stand for: itself, and what it is a nickname of."""
    return _LONG.get(given, frozenset()) | {given}


def _same_given(one: str, other: str) -> bool:
    if one == other or (full_forms(one) & full_forms(other)):
        return True
    initial = min(one, other, key=len)
    return len(initial.rstrip(".")) == 1 and max(one, other, key=len).startswith(initial[0])


def _clean(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower()).rstrip(".").replace("’", "'")


@lru_cache(maxsize=20_000)
def parse_name(text: str) -> PersonName | None:
    """The parts of a name as written, or None when it holds no capitalised name.

    Words before the name that are not part of it ("my dear little Lizzy") are left out,
    as is everything from the first comma, "of" after a titled name aside.
    """
    text = _SAINT.sub("St-", re.sub(r"[_*\"“”‘]+", " ", text).strip())
    plural = bool(re.search(r"\b(Misses|Messrs|and|Brothers|Sisters)\b|&", text))
    words = _WORD.findall(text.split(",")[0])
    lead_article = bool(words) and words[0].lower() in ("the", "these", "those", "both")
    titles, core, suffix = _sorted_words(words)
    title = titles[-1] if titles else ""
    if not core:
        if not title or not words[-1][0].isupper():
            return None
        return PersonName(title, (), "", "", suffix, plural)
    if lead_article and not title and core[-1].endswith("s") and len(core) == 1:
        plural = True
        core = [core[-1][:-1]]
    return PersonName(title, tuple(core), *_given_family(title, core), suffix, plural)


def bare_title(text: str) -> PersonName | None:
    """A title or word of kin that stands alone as a name ("Mum", "Captain"), as such.

    None for any other words.

    >>> bare_title("Auntie").core
    ('aunt',)
    """
    plain = text.strip('_*"“”‘').rstrip(".")
    word = _clean(plain)
    called = word in CALLED_BY or word in KIN_TITLES or (word in TITLES and word not in NEVER_ALONE)
    if not plain[:1].isupper() or not called:
        return None
    shown = _POSSESSIVE.sub("", plain)
    return PersonName("", (LONG_FORMS.get(word, word),), "", "", written=shown.capitalize())


def _without_address(word: str) -> str:
    """A word of a name without what is hung on it: "aiko" of "aiko-chan"."""
    stem, _, last = word.rpartition("-")
    return stem if stem and last in HUNG_ON else word


def _sorted_words(words: Sequence[str]) -> tuple[list[str], list[str], str]:
    """Titles, the words of the name itself, and the suffix; all plainly spelled."""
    titles: list[str] = []
    core: list[str] = []
    suffix = ""
    for word in words:
        plain = _without_address(_clean(word))
        if not plain or plain in ("and", "misses", "messrs"):
            continue
        is_title = plain in TITLES or plain in KIN_TITLES
        if not core and is_title and (word[0].isupper() or plain not in _ALSO_NOUNS):
            titles.append(LONG_FORMS.get(plain, plain))
        elif not core and plain in BEFORE_NAME:
            continue
        elif core and word in ("I", "A"):
            break
        elif core and plain in AFTER_NAME:
            suffix = plain
        elif word[0].isupper() or (core and plain in PARTICLES):
            core.append(plain)
        elif core:
            break
    while core and (core[-1] in PARTICLES or core.index(core[-1]) < len(core) - 1):
        core.pop()
    return titles, core, suffix


def _given_family(title: str, core: list[str]) -> tuple[str, str]:
    if len(core) == 1:
        hint = given_name_gender(core[0])
        may_be_given = bool(hint) and hint == TITLE_GENDER.get(title)
        return ("", core[0]) if title in _SURNAME_TITLES and not may_be_given else ("", "")
    if core[0] in PARTICLES:
        return "", core[-1]
    if "of" in core:
        before = core[: core.index("of")]
        return before[0], before[-1] if len(before) > 1 else ""
    return core[0], core[-1]


_WIVES = frozenset({"mrs", "missus", "madame", "signora", "senora", "frau", "lady"})
_MAIDENS = frozenset({"miss", "mademoiselle", "signorina", "senorita", "fraulein"})


def _titles_agree(one: PersonName, other: PersonName) -> bool:
    if one.title == other.title or not one.title or not other.title:
        return True
    pair = {one.title, other.title}
    if one.title_gender and other.title_gender and one.title_gender != other.title_gender:
        return False
    if pair & _WIVES and pair & _MAIDENS:
        return False
    ranks = {t for t in pair if not TITLES.get(t) and not KIN_TITLES.get(t)}
    if ranks and (pair & _WIVES or (pair & _MAIDENS and not ranks & {"doctor", "professor"})):
        return False
    plain = pair & {"mr", "miss", "mrs", "doctor", "professor", "sir", "monsieur"}
    return bool(plain) or len(ranks) < 2


def may_name_one_person(one: PersonName, other: PersonName) -> bool:
    """Whether the two may name one person, going by their words alone."""
    if one.plural or other.plural or not one.core or not other.core:
        return one.plural == other.plural and one.core == other.core and one.title == other.title
    if not _titles_agree(one, other):
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if one.given and other.given:
        if one.family and other.family and one.family != other.family:
            return False
        return _same_given(one.given, other.given) and (
            one.family == other.family or not (one.family and other.family)
        )
    if one.bare and other.bare:
        return _bare_agree(one, other)
    full, short = (one, other) if len(one.core) > len(other.core) else (other, one)
    return _short_agrees(full, short)


def _bare_agree(one: PersonName, other: PersonName) -> bool:
    if one.core == other.core:
        return True
    if one.family or other.family:
        return False
    return _same_given(one.core[0], other.core[0]) and min(len(one.core[0]), len(other.core[0])) > 1


def _short_agrees(full: PersonName, short: PersonName) -> bool:
    word = short.core[-1]
    if not short.bare:
        return all(w in full.core for w in short.core)
    if short.family and word != full.family:
        return word in full.core[1:]
    if word in full.core:
        return True
    return bool(full.given) and len(word) > 1 and _same_given(word, full.given)
