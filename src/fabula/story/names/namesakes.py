"""Who bears which name: the names of a whole novel, grouped into people.

A name form ("Mr. Darcy") is one person throughout a book. Full names are grouped first
and serve as anchors; titled surnames and given names join the anchor they fit; bare words
come last, since they fit most. A form that fits several people goes to the likeliest, or
stands alone when none is. Forms are looked up by their words, so the work grows with the
number of forms, not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from fabula.english.titles import KIN_TITLES
from fabula.story.names.gender import Gender
from fabula.story.names.personal import PersonName, full_forms, may_name_one_person

__all__ = ["NameForm", "group_names"]

_NOBLE = frozenset("lady sir king queen prince princess lord".split())
_BEFORE_GIVEN = frozenset("miss master mademoiselle lady lord".split())
_MARRIED = frozenset("mrs missus lady madame".split())
_WIFE_OR_DAUGHTER = frozenset("mrs miss lady madame mademoiselle".split())


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way of naming somebody: its parts, how often it occurs, and in which sentences.

    ``gender``: see `fabula.story.names.gender.likely_gender`.
    ``sentences``: indices of the sentences it occurs in.
    """

    name: PersonName
    count: int
    gender: Gender = Gender.OPEN
    sentences: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Person:
    """A group of forms while it grows; ``loose``: one of them lacks a given name or a surname."""

    forms: list[int] = field(default_factory=list)
    count: int = 0
    gender: Gender = Gender.OPEN
    titles: set[str] = field(default_factory=set)
    loose: bool = False


class _Grouping:
    """The people found so far, and where to find them by a word of their names."""

    def __init__(self, forms: Sequence[NameForm]) -> None:
        self.forms = forms
        self.people: list[_Person] = []
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.by_full_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self.loosely: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self.person_of: dict[int, int] = {}
        self.misses = {f.name.core[-1] for f in forms if f.name.title == "miss" and f.name.core}

    def add(self, form: int, person: int | None) -> None:
        entry = self.forms[form]
        if person is None:
            person = len(self.people)
            self.people.append(_Person())
        who = self.people[person]
        who.forms.append(form)
        who.count += entry.count
        if entry.gender and (not who.gender or entry.count > who.count / 2):
            who.gender = entry.gender
        if entry.name.title:
            who.titles.add(entry.name.title)
        self.person_of[form] = person
        for word in entry.name.core:
            for key in full_forms(word):
                if person not in self.by_word[key][-1:]:
                    self.by_word[key].append(person)
        self._index(form, person)

    def _index(self, form: int, person: int) -> None:
        """Note how a full name finds the person: by both names, or where one lacks by any."""
        who, name = self.people[person], self.forms[form].name
        added = [form]
        if name.given and name.family:
            for key in (*full_forms(name.given), _as_written(name.given)):
                self.by_full_name[name.family, key].append(person)
        elif not who.loose:
            who.loose, added = True, who.forms
        for known in added if who.loose else ():
            for word in self.forms[known].name.core:
                for key in full_forms(word):
                    self.loosely[key][person] = None

    def candidates(self, form: int) -> list[int]:
        """People whose every name is compatible with the form, gender included."""
        entry = self.forms[form]
        name = entry.name
        is_full = bool(name.given and name.family)
        by_word: Mapping[str, Iterable[int]] = self.loosely if is_full else self.by_word
        found: dict[int, None] = {}
        for word in name.core:
            for key in full_forms(word):
                found.update(dict.fromkeys(by_word.get(key, ())))
        for key in (*full_forms(name.given), _abbreviated(name.given)) if is_full else ():
            found.update(dict.fromkeys(self.by_full_name.get((name.family, key), ())))
        return [p for p in found if self._fits(entry, self.people[p])]

    def _fits(self, entry: NameForm, person: _Person) -> bool:
        if entry.gender and person.gender and entry.gender != person.gender:
            return False
        names = [self.forms[f].name for f in person.forms]
        if not any(may_name_one_person(entry.name, name) for name in names):
            return False
        if any(_conflict(entry.name, name) for name in names):
            return False
        if entry.name.title in _MARRIED and self._is_surname(entry.name, names):
            return not self._has_daughters(entry.name.core[-1], person)
        if person.titles & _NOBLE and not entry.name.title:
            return any(word in name.core for name in names for word in entry.name.core)
        return True

    @staticmethod
    def _is_surname(name: PersonName, others: Sequence[PersonName]) -> bool:
        """Whether the name's one word stands as the others' surname only."""
        word = name.core[-1]
        return name.bare and any(o.family == word for o in others if not o.bare)

    def _has_daughters(self, word: str, wife: _Person) -> bool:
        """Whether other women, or a Miss, bear the surname: then Mrs. is none of them."""
        for person in self.by_word.get(word, ()):
            who = self.people[person]
            if "miss" in who.titles or (who is not wife and who.gender == Gender.SHE):
                return True
        return word in self.misses


def _as_written(given: str) -> str:
    """The key under which a given name is kept: as an initial, or as a name that has one."""
    return f"{given[0]}." if _is_initial(given) else f"{given[0]}-"


def _abbreviated(given: str) -> str:
    """The key under which the names are kept that a given name abbreviates, or its initial."""
    return f"{given[0]}-" if _is_initial(given) else f"{given[0]}."


def _is_initial(given: str) -> bool:
    return len(given.rstrip(".")) == 1


def _conflict(one: PersonName, other: PersonName) -> bool:
    """Whether the two cannot be one person, though each may fit a third name of hers."""
    if one.family and other.family and one.family == other.family:
        return not may_name_one_person(one, other)
    if one.title and other.title and one.title_gender and other.title_gender:
        return one.title_gender != other.title_gender
    if one.given and other.given:
        return not may_name_one_person(one, other)
    return False


def _preference(entry: NameForm, person: _Person, forms: Sequence[NameForm]) -> float:
    """How likely the person is meant by a short form that fits several, up to a factor."""
    name = entry.name
    word = name.core[-1]
    score = 0.0
    as_family = as_given = plainly = False
    for f in person.forms:
        other = forms[f].name
        score += forms[f].count * (1.0 if word in other.core else 0.05)
        as_family |= other.family == word
        as_given |= other.given == word or other.core == (word,)
        plainly |= other.given == word and not other.title
    if name.title and person.titles:
        return score * (20.0 if name.title in person.titles else 0.3)
    if as_family and not name.title and not entry.gender:
        if "mr" in person.titles:
            score *= 3
        elif person.titles & _WIFE_OR_DAUGHTER:
            score *= 0.05
    if as_given and not plainly and not name.title and person.titles & _NOBLE:
        score *= 0.2
    return score


def _apart(entry: NameForm, person: _Person, forms: Sequence[NameForm]) -> bool:
    """Whether a nickname or a titled surname keeps company with the person's other names.

    Two names in one sentence again and again are two people's, unless one holds the other.
    """
    if len(entry.sentences) < 2:
        return False
    word = entry.name.core[-1]
    if not entry.name.title and any(word in forms[f].name.core for f in person.forms):
        return False
    if entry.name.title and any(forms[f].name.core == (word,) for f in person.forms):
        return False
    together = sum(len(entry.sentences & forms[f].sentences) for f in person.forms)
    return together >= 2 and together > 0.04 * min(entry.count, person.count)


def _choose(grouping: _Grouping, form: int, *, dominance: float) -> int | None:
    """The person a form joins: the only or clearly likeliest candidate, else nobody."""
    entry = grouping.forms[form]
    forms = grouping.forms
    scored = sorted(
        ((_preference(entry, grouping.people[p], forms), -p) for p in grouping.candidates(form)),
        reverse=True,
    )
    if not scored or (len(scored) > 1 and scored[0][0] < dominance * scored[1][0]):
        return None
    best = -scored[0][1]
    return None if _apart(entry, grouping.people[best], forms) else best


def _givens(forms: Sequence[NameForm]) -> frozenset[str]:
    """Given names of full names, less those that more often are somebody's titled surname."""
    full: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for form in forms:
        if form.name.given and form.name.family:
            full[form.name.given] += form.count
        elif form.name.bare and form.name.family:
            titled[form.name.family] += form.count
    return frozenset(word for word in full if titled[word] <= full[word])


def _with_given(form: NameForm, givens: frozenset[str]) -> NameForm:
    """The form, its one word no surname where the book has it for a given name."""
    name = form.name
    if name.bare and name.title in _BEFORE_GIVEN and name.core[0] in givens:
        return replace(form, name=replace(name, family=""))
    return form


class _NameStage(IntEnum):
    """In which order forms of names find their persons: the fullest first."""

    FULL = 0
    GIVEN = 1
    TITLED = 2
    BARE = 3
    ALONE = 4
    """Plural names and mere titles, which are nobody else's."""


_DOMINANCE = {
    _NameStage.FULL: 1.0,
    _NameStage.GIVEN: 1.0,
    _NameStage.TITLED: 10.0,
    _NameStage.BARE: 1.0,
}


def _stage(name: PersonName, givens: frozenset[str]) -> _NameStage:
    if name.plural or not name.core:
        return _NameStage.ALONE
    if not name.bare:
        return _NameStage.FULL
    if not name.title and name.core[0] in givens:
        return _NameStage.GIVEN
    titled = name.title and name.title not in KIN_TITLES
    return _NameStage.TITLED if titled else _NameStage.BARE


def group_names(forms: Sequence[NameForm]) -> list[int]:
    """The person each form names, numbered from 0. One entry a form.

    Plural forms ("the Bennets") and titles without a name ("Captain") each stand alone.
    """
    givens = _givens(forms)
    forms = [_with_given(form, givens) for form in forms]
    grouping = _Grouping(forms)
    stages = [_stage(form.name, givens) for form in forms]
    order = sorted(
        range(len(forms)),
        key=lambda i: (
            stages[i],
            forms[i].name.title == "miss" and bool(forms[i].name.family),
            any(len(w) == 1 for w in forms[i].name.core),
            len(full_forms(forms[i].name.core[0])) > 1 if forms[i].name.core else False,
            -forms[i].count,
            i,
        ),
    )
    for form in order:
        if stages[form] == _NameStage.ALONE:
            grouping.add(form, None)
        else:
            chosen = _choose(grouping, form, dominance=_DOMINANCE[stages[form]])
            grouping.add(form, chosen)
    return [grouping.person_of[i] for i in range(len(forms))]
