"""What the words of each mention tell of it: its class, number, gender, determiner, describers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Ints
from fabula.english.function_words import QUANTIFIERS
from fabula.english.pronouns import POSSESSIVES
from fabula.language.reading import MentionKind, Reading
from fabula.story.mentions.grammar import Determiner, GrammaticalNumber, MentionClass
from fabula.story.names.gender import NOUN_GENDER, PRONOUNS, Gender
from fabula.story.names.personal import PersonName

__all__ = ["MODIFIERS", "Wording", "plain", "wording_of"]

MODIFIERS = 3
"""How many words before a noun are looked at for what describes it."""

_PLURAL = frozenset({"NNS", "NNPS"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB"})

_DETERMINER_OF = {
    **dict.fromkeys(("the", "th'"), Determiner.THE),
    **dict.fromkeys(("a", "an", "another"), Determiner.A),
    **dict.fromkeys(("this", "that", "these", "those", "such"), Determiner.THIS),
    **dict.fromkeys(POSSESSIVES, Determiner.POSSESSIVE),
    **dict.fromkeys(QUANTIFIERS, Determiner.QUANTITY),
}
_CLASS_OF_GENDER = {
    Gender.HE: MentionClass.HE,
    Gender.SHE: MentionClass.SHE,
    Gender.IT: MentionClass.IT,
    Gender.NEW: MentionClass.THEY,
}
_CLASS_OF_PERSON = {
    (1, False): MentionClass.I,
    (1, True): MentionClass.WE,
    (2, False): MentionClass.YOU,
    (2, True): MentionClass.YOU,
    (3, True): MentionClass.THEY,
}


@dataclass(frozen=True, eq=False)
class Wording:
    """Columns over M mentions, as in `fabula.story.mentions.frames.Frame`. [M]; modifiers [M, 3]"""

    cls: Ints
    number: Ints
    gender: Ints
    determiner: Ints
    word: Ints
    string: Ints
    modifiers: Ints
    title: Ints


class _Ids:
    """A number for each distinct word, from 0 in the order they are met."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        return self._known.setdefault(word, len(self._known))


def wording_of(
    reading: Reading,
    words: Sequence[str],
    names: Sequence[PersonName | None],
    kinds: Sequence[int],
) -> Wording:
    """What the words of all mentions tell; ``kinds``: of `MentionKind`."""
    ids, strings = _Ids(), _Ids()
    heads, firsts = reading.mentions.head.tolist(), reading.mentions.first.tolist()
    describing = [u in _DESCRIBING for u in reading.labels.upos]
    describes = [describing[u] for u in reading.tokens.upos.tolist()]
    grammar, determiners = [], []
    word, string, modifiers, titles = [], [], [], []
    for text, head, kind, first, name in zip(words, heads, kinds, firsts, names, strict=True):
        plain_head = reading.words[head].lower().replace("’", "'")
        word.append(ids(plain_head))
        string.append(strings(plain(text)))
        before = [
            ids(reading.words[t].lower())
            for t in range(max(first, head - MODIFIERS), head)
            if kind == MentionKind.NOUN and describes[t]
        ]
        modifiers.append(before + [-1] * (MODIFIERS - len(before)))
        titles.append(ids(name.title) if name is not None and name.title else -1)
        determiners.append(_determiner(reading, first, kind))
        if kind == MentionKind.PRONOUN:
            grammar.append(_of_pronoun(plain_head))
        else:
            several = reading.xpos[head] in _PLURAL or " and " in text
            grammar.append(
                _of_noun(plain_head if kind == MentionKind.NOUN else "", several=several)
            )
    cls, number, gender = np.array(grammar, dtype=np.int32).reshape(-1, 3).T.copy()
    return Wording(
        cls=cls,
        number=number,
        gender=gender,
        determiner=np.array(determiners, dtype=np.int32),
        word=np.array(word, dtype=np.int32),
        string=np.array(string, dtype=np.int32),
        modifiers=np.array(modifiers, dtype=np.int32).reshape(-1, MODIFIERS),
        title=np.array(titles, dtype=np.int32),
    )


def _determiner(reading: Reading, first: int, kind: int) -> Determiner:
    found = _DETERMINER_OF.get(reading.words[first].lower(), Determiner.NONE)
    if not found and kind == MentionKind.NOUN and reading.xpos[first] == "POS":
        return Determiner.POSSESSIVE
    return found


def _of_pronoun(word: str) -> tuple[MentionClass, GrammaticalNumber, Gender]:
    pronoun = PRONOUNS.get(word)
    if pronoun is None:
        return MentionClass.OTHER, GrammaticalNumber.OPEN, Gender.OPEN
    number = GrammaticalNumber.SEVERAL if pronoun.plural else GrammaticalNumber.ONE
    return (
        _CLASS_OF_GENDER.get(pronoun.gender) or _CLASS_OF_PERSON[pronoun.person, pronoun.plural],
        GrammaticalNumber.OPEN if pronoun.person == 2 else number,
        Gender.OPEN if pronoun.gender == Gender.NEW else pronoun.gender,
    )


def _of_noun(noun: str, *, several: bool) -> tuple[MentionClass, GrammaticalNumber, Gender]:
    """The grammar of a noun, or of a name where there is none."""
    return (
        MentionClass.NOUN if noun else MentionClass.NAME,
        GrammaticalNumber.SEVERAL if several else GrammaticalNumber.ONE,
        NOUN_GENDER.get(noun, Gender.OPEN),
    )


def plain(text: str) -> str:
    """A mention as its spelling is compared: small letters, without article, marks and 's."""
    lower = text.lower().replace("’", "'").replace("_", "").strip(" *\"'")
    for article in ("the ", "a ", "an "):
        lower = lower.removeprefix(article)
    return lower.removesuffix("'s").strip()
