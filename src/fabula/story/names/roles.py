"""Roles that a book uses as names: "the General", "the Dormouse".

A role written with a capital where none is due means one figure throughout a book, as a name
does. Words for a nation's people are no roles, though they are written so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from fabula.english.kin import KIN
from fabula.english.people import PEOPLES
from fabula.story.names.personal import PersonName, long_title

__all__ = ["find_roles"]

_ROLE = re.compile(r"[Tt]he ((?:[A-Z][\w’'-]*[a-z] ?){1,3})")
_FEWEST = 2
"""Mentions that make a role a name; also those of a titled name that a bare title may mean."""


def find_roles(
    words: Sequence[str],
    fits: Sequence[bool],
    names: Sequence[PersonName | None],
    of: Sequence[int],
) -> dict[int, list[int]]:
    """The mentions of each role, by the number of the person they name.

    ``words``: the text of each mention; ``fits``: whether it is a name or noun for one person.
    ``of``: the person that each mention's name belongs to, -1 for none. A role that is the
    title of one person's name means that person; the title of several means nobody surely.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for i, (text, fit) in enumerate(zip(words, fits, strict=True)):
        role = _ROLE.fullmatch(text) if fit and of[i] < 0 else None
        if role and role[1].split()[-1].lower() not in PEOPLES:
            found[role[1].lower()].append(i)
    out: dict[int, list[int]] = defaultdict(list)
    for i, person in _by_title(words, fits, names, of).items():
        out[person].append(i)
    titled = _titled(names, of)
    spelled = {" ".join(n.core): p for n, p in zip(names, of, strict=True) if n and p >= 0}
    fresh = max(of, default=-1) + 1
    for role_, where in found.items():
        bearers = titled.get(long_title(role_), ())
        if len(bearers) > 1:
            continue
        person = spelled.get(role_, bearers[0] if bearers else -1)
        if person >= 0:
            out[person] += where
        elif len(where) >= _FEWEST:
            out[fresh] = where
            fresh += 1
    return out


def _titled(names: Sequence[PersonName | None], of: Sequence[int]) -> Mapping[str, list[int]]:
    """The people whose names bear each title, more than once."""
    counts: Counter[tuple[str, int]] = Counter()
    for name, person in zip(names, of, strict=True):
        if name is not None and person >= 0 and name.title and not name.plural:
            counts[name.title, person] += 1
    out: dict[str, list[int]] = defaultdict(list)
    for (title, person), count in counts.items():
        if count >= _FEWEST:
            out[title].append(person)
    return out


def _by_title(
    words: Sequence[str],
    fits: Sequence[bool],
    names: Sequence[PersonName | None],
    of: Sequence[int],
) -> dict[int, int]:
    """The mentions that are a bare title, "the queen", of whom one alone in the book bears it.

    Nobody else may be called so: not "a queen", nor "the old queen", nor "his queen".
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    for name, person in zip(names, of, strict=True):
        if name is not None and person >= 0 and name.title and not name.plural:
            bearers[name.title].add(person)
    bare: dict[str, list[int]] = defaultdict(list)
    others: set[str] = set()
    for i, (text, fit) in enumerate(zip(words, fits, strict=True)):
        last = long_title(text.split()[-1].lower()) if text and of[i] < 0 else ""
        if last not in bearers:
            continue
        noun = text.split()[-1]
        if fit and noun.islower() and text.lower() == f"the {noun}":
            bare[last].append(i)
        else:
            others.add(last)
    return {
        i: next(iter(bearers[title]))
        for title, where in bare.items()
        if len(bearers[title]) == 1 and title not in others and title not in KIN
        for i in where
    }
