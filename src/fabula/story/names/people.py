"""The people and places of a book by the names in it: which mention names whom."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.arrays import Bools, Ints
from fabula.story.names.gender import Gender, given_name_gender, likely_gender
from fabula.story.names.namesakes import NameForm, group_names
from fabula.story.names.personal import PersonName, parse_name
from fabula.story.names.roles import find_roles

__all__ = ["Naming", "People", "find_people", "mark_families"]


def mark_families(names: Sequence[PersonName | None]) -> tuple[PersonName | None, ...]:
    """The names, with "Rooks" and "the Miss Rooks" plural where the book has a Rook."""
    words = {n.family for n in names if n is not None and n.family and not n.plural}

    full = {n.family for n in names if n is not None and n.given}

    def marked(name: PersonName | None) -> PersonName | None:
        if name is None or not name.bare or name.plural or name.given:
            return name
        word = name.core[0]
        stem = word[:-2] if word.endswith("es") and word[:-2] in words else word[:-1]
        if word.endswith("s") and len(stem) > 2 and stem in words and word not in full:
            return replace(name, core=(stem,), family="", plural=True)
        return name

    return tuple(map(marked, names))


@dataclass(frozen=True, eq=False)
class Naming:
    """What tells who is named: columns over M mentions.

    ``names``: parsed, None for mentions without one. ``words``: each mention as written,
    ``strings`` plainly spelled. ``person``: somebody is meant. ``one``: a name or a noun for
    one. ``he``, ``she``: the pronouns. ``subject``: of its clause. ``sentence``: its index.
    """

    names: Sequence[PersonName | None]
    words: Sequence[str]
    strings: Sequence[str]
    person: Bools
    one: Bools
    he: Bools
    she: Bools
    subject: Bools
    sentence: Ints


@dataclass(frozen=True, eq=False)
class People:
    """``of``: the person or place that each mention names, -1 for mentions without a name.

    ``gender``: he or she, of the people whose names or pronouns tell.
    """

    of: Ints
    gender: dict[int, Gender]


def find_people(mentions: Naming, seeds: Sequence[str] = ()) -> People:
    """Group the names of the mentions.

    ``seeds``: names known from outside the text. A form is a person's when most of its
    mentions are; all others are grouped by spelling. Gender comes from titles, given names,
    and the pronouns that follow.
    """
    names = mentions.names
    forms, places = _sort_out(names, mentions.strings, mentions.person)
    after = _pronouns_after(mentions)
    table: list[NameForm] = []
    for name, where in forms.items():
        told = Counter(after[i] for i in where)
        sentences = frozenset(mentions.sentence[where].tolist())
        table.append(_form(name, len(where), told[Gender.HE], told[Gender.SHE], sentences))
    for seed in seeds:
        name_ = parse_name(seed)
        if name_ is not None and name_.core and name_ not in forms:
            table.append(_form(name_, 1, 0, 0, frozenset()))
    grouped = _with_bare_titles(table, group_names(table))
    of = np.full(len(names), -1, dtype=np.int32)
    votes: dict[int, Counter[Gender]] = defaultdict(Counter)
    for form, group in zip(table, grouped, strict=True):
        of[forms.get(form.name, [])] = group
        if form.gender:
            votes[group][form.gender] += form.count + 5 * bool(form.name.title_gender)
    base = max(grouped, default=-1) + 1
    for number, where in enumerate(places.values()):
        of[where] = base + number
    fits = (mentions.person & mentions.one).tolist()
    for number, where in find_roles(mentions.words, fits, names, of.tolist()).items():
        of[where] = number
    return People(of, {group: vote.most_common(1)[0][0] for group, vote in votes.items()})


def _with_bare_titles(forms: Sequence[NameForm], people: Sequence[int]) -> list[int]:
    """The people of the forms, "Auntie" the one who bears that title, where only one does."""
    titled: dict[str, set[int]] = defaultdict(set)
    for form, person in zip(forms, people, strict=True):
        if form.name.title and not form.name.plural:
            titled[form.name.title].add(person)
    other = {
        person: next(iter(titled[form.name.core[0]]))
        for form, person in zip(forms, people, strict=True)
        if form.name.written and form.name.bare and len(titled[form.name.core[0]]) == 1
    }
    return [other.get(person, person) for person in people]


def _sort_out(
    names: Sequence[PersonName | None], strings: Sequence[str], person: Bools
) -> tuple[dict[PersonName, list[int]], dict[str, list[int]]]:
    """The mentions of every form of a person's name, and of every other name by spelling."""
    votes: dict[tuple[str, ...], int] = defaultdict(int)
    for name, is_person in zip(names, person.tolist(), strict=True):
        if name is not None:
            votes[name.core] += 1 if is_person else -1
    forms: dict[PersonName, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for i, (name, string) in enumerate(zip(names, strings, strict=True)):
        if name is None or not name.core:
            continue
        if votes[name.core] >= 0 or name.title:
            forms[name].append(i)
        else:
            places[string].append(i)
    return forms, places


def _form(name: PersonName, count: int, he: int, she: int, sentences: frozenset[int]) -> NameForm:
    if name.plural:
        return NameForm(name, count, Gender.OPEN, sentences)
    given = name.given or (name.core[0] if name.bare and not name.family else "")
    gender = likely_gender(name.title_gender, given_name_gender(given), float(he), float(she))
    return NameForm(name, count, gender, sentences)


def _pronouns_after(mentions: Naming) -> list[int]:
    """For each name, the gender when the next mention of a person after it is he or she.

    Only subjects tell: the subject of a sentence is who the next pronoun in it, or the
    pronoun that is the next sentence's subject, most often means.
    """
    names, sentence = mentions.names, mentions.sentence
    out = [0] * len(names)
    waiting = -1
    shown = (Gender.HE * mentions.he + Gender.SHE * mentions.she).tolist()
    somebody = (mentions.person | mentions.he | mentions.she).tolist()
    subjects = mentions.subject.tolist()
    for i, (kind, name) in enumerate(zip(shown, names, strict=True)):
        if not somebody[i]:
            continue
        if kind and waiting >= 0:
            gap = sentence[i] - sentence[waiting]
            if gap == 0 or (gap == 1 and subjects[i]):
                out[waiting] = kind
        waiting = i if name is not None and subjects[i] else -1
    return out
