"""Tables of words, read from the text files in ``data/``.

A file begins with comments: what its words mean, ``Source:`` and ``Licence:``. Then come
tables::

    [NEAR_KIN]
    # What the table is for; why it differs from one that it resembles.
    + PARENTS
    + people.CHILDREN
    - orphan foundling
    twin half-brother foster_sister

``+`` takes in another table, of this file or of the field named; ``-`` leaves words out; an
underscore stands for a space inside a word, a dash for no word at all. A line that begins with
a blank goes on with the line before it. `Field.mapping` reads lines ``value = word word``,
`Field.groups` lines ``word = form form``, `Field.rows` lines ``word form, word form``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

__all__ = ["Field", "WordTable", "alternation", "branching", "field", "fields"]

_T = TypeVar("_T")
_OPTIONAL = re.compile(r"\((\w+)\)")


@dataclass(frozen=True, slots=True)
class WordTable:
    """One table as it stands in its file: what it is for, what it takes in, its lines."""

    name: str
    meaning: str
    takes: tuple[str, ...]
    leaves: frozenset[str]
    lines: tuple[str, ...]


class Field:
    """The tables of one file. Raises `KeyError` for a table that is not there."""

    def __init__(self, name: str, text: str) -> None:
        head, *tables = text.split("\n[")
        self.name = name
        self.about = " ".join(line.removeprefix("#").strip() for line in head.split("\n")).strip()
        self.tables = {table.name: table for table in map(_table, tables)}

    def __iter__(self) -> Iterator[WordTable]:
        """The tables in the order of the file."""
        return iter(self.tables.values())

    def size(self, name: str) -> int:
        """How many entries a table has: words, pairs or rows, those taken in among them."""
        lines = [line for table in self.taken(name) for line in table.lines]
        if any("=" in line for line in lines):
            return len(self.mapping(name))
        if any("," in line for line in lines):
            return len(self.rows(name))
        return len(self.words(name))

    def words(self, name: str) -> frozenset[str]:
        """The words of a table."""
        return frozenset(self._words(name))

    def ordered(self, name: str) -> tuple[str, ...]:
        """The words of a table in the order of the file, each once."""
        return tuple(dict.fromkeys(self._words(name)))

    def mapping(self, name: str) -> Mapping[str, str]:
        """What each word of a table stands for; of two lines with one word the later holds."""
        made: dict[str, str] = {}
        for table in self.taken(name):
            for line in table.lines:
                value, _, words = line.partition("=")
                made.update(dict.fromkeys(_split(words), value.strip(" —")))
        return MappingProxyType(_without(made, self.tables[name].leaves))

    def groups(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The words under each head word of a table."""
        made: dict[str, tuple[str, ...]] = {}
        for table in self.taken(name):
            for line in table.lines:
                head, _, words = line.partition("=")
                made[head.strip().replace("_", " ")] = tuple(_split(words))
        return MappingProxyType(_without(made, self.tables[name].leaves))

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a table, each of several words."""
        joined = ",".join(" ".join(table.lines) for table in self.taken(name))
        return tuple(tuple(_split(row)) for row in joined.split(",") if row.strip())

    def taken(self, name: str) -> Iterator[WordTable]:
        """The tables that a table is built from, itself the last."""
        for taken in self.tables[name].takes:
            home, other = self._find(taken)
            yield from home.taken(other)
        yield self.tables[name]

    def _words(self, name: str) -> Iterator[str]:
        table = self.tables[name]
        for taken in table.takes:
            home, other = self._find(taken)
            yield from (word for word in home._words(other) if word not in table.leaves)
        for line in table.lines:
            yield from _split(line)

    def _find(self, taken: str) -> "tuple[Field, str]":
        home, _, name = taken.rpartition(".")
        return (field(home) if home else self), name


@cache
def field(name: str) -> Field:
    """The tables of ``data/NAME.txt``, read once."""
    text = files("fabula.english").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return Field(name, text)


def alternation(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, in the order given; a space is any white space.

    A final ``*`` stands for any ending: ``remember*`` is *remembers* and *remembering* too;
    letters in brackets may be missing: ``toward(s)``; a ``+`` draws out the letter before it;
    a ``~`` between words is any one word or none: ``grew ~ tall``.
    """
    return "|".join(map(_pattern, words))


def branching(words: Iterable[str]) -> str:
    """Many plain words as one pattern that branches letter by letter, the longest first.

    It finds what `alternation` of the words finds, at a place in a time that does not grow with
    their number. A space is any white space.
    """
    by_letter: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + branching(rest)
        for letter, rest in sorted(by_letter.items())
    ]
    if not branches:
        return ""
    one = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{one}?" if ends else one


def fields() -> tuple[str, ...]:
    """The names of all fields, in order."""
    data = files("fabula.english").joinpath("data")
    return tuple(sorted(path.name.removesuffix(".txt") for path in data.iterdir()))


def _pattern(word: str) -> str:
    word = _OPTIONAL.sub(lambda m: f"{m[1]}?" if len(m[1]) == 1 else f"(?:{m[1]})?", word)
    word = word.replace(".", r"\.").replace("*", r"\w*").replace(" ~ ", r" (?:\w+ )?")
    return word.replace(" ", r"\s+")


def _table(text: str) -> WordTable:
    head, *rest = text.splitlines()
    meaning: list[str] = []
    takes: list[str] = []
    leaves: list[str] = []
    lines: list[str] = []
    for line in rest:
        sign, _, said = line.partition(" ")
        if sign == "#":
            meaning.append(said)
        elif sign == "+":
            takes += said.split()
        elif sign == "-":
            leaves += _split(said)
        elif line and not sign:
            lines[-1] += line
        elif line:
            lines.append(line)
    name = head.removesuffix("]")
    return WordTable(name, " ".join(meaning), tuple(takes), frozenset(leaves), tuple(lines))


def _split(words: str) -> list[str]:
    return [word.replace("_", " ") if word != "—" else "" for word in words.split()]


def _without(made: dict[str, _T], leaves: frozenset[str]) -> dict[str, _T]:
    return {word: value for word, value in made.items() if word not in leaves}
