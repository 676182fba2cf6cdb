"""Lemmas of inflected forms: the model proposes, the rules of English inflection dispose.

An edit script guessed from context may fit no English word (*adde* for "added"). For
inflected Penn tags the lemma is therefore the word whose inflection gives the form
(`fabula.language.inflection`); where several could (*point*, *pointe*), the commonest that
is known as a word, and where none is known, the one that English spelling makes likely.
For all other tags, and where no rule fits, the script's lemma stands.
"""

import re
from collections.abc import Callable, Iterator

from fabula.english.affixes import VERB_PREFIXES
from fabula.english.inflection import (
    IRREGULAR_PLURALS,
    LEMMA_OF_OTHER_VERBS,
    LEMMAS_AS_LEARNED,
    PLURALS_AS_LEMMAS,
)
from fabula.language.inflection import IRREGULAR_VERBS, inflect

__all__ = ["Lemmatizer"]

_PASTS = {past: lemma for lemma, (past, _) in IRREGULAR_VERBS.items()}
_PARTICIPLES = {participle: lemma for lemma, (_, participle) in IRREGULAR_VERBS.items()}
_SINGULARS = {plural: singular for singular, plural in IRREGULAR_PLURALS.items()}
_BE = frozenset("is was were been being am are be".split())

_ENDINGS = {
    "VBD": ("ed", "d"),
    "VBN": ("ed", "d"),
    "VBG": ("ing",),
    "VBZ": ("es", "s"),
    "NNS": ("es", "s"),
    "NNPS": ("es", "s"),
    "JJR": ("er", "r"),
    "JJS": ("est", "st"),
    "RBR": ("er", "r"),
    "RBS": ("est", "st"),
}
_SILENT = re.compile(
    r"(?:[uv]|[^z]z|[^c]c|[^n]g|ring|[^aeioulrwy]l|[^s]s|quir|uat|creat|(?<![aeiou])(?:[aeiou]d|[iu]m|[iau][nr]|[aui]t|i[bl]))\Z"
)
"""Stems that usually lost a silent e, where no list of words can tell (nominat-e, trampl-e)."""

_LOST_E = frozenset("breath bath cloth loath sooth teeth sheath wreath seeth swath unit".split())
"""Words that differ by an -e from a verb."""


class Lemmatizer:
    """Lemmas of forms; ``rank`` gives a lower-case word's rank by frequency, None if unknown."""

    def __init__(self, rank: Callable[[str], int | None]) -> None:
        self._rank = rank

    def lemma(self, form: str, tag: str, scripted: str) -> str:
        """The lemma of a form with a Penn tag; ``scripted`` is what the model proposes."""
        endings = _ENDINGS.get(tag)
        start, hyphen, lower = form.lower().rpartition("-")
        if endings is None or not lower.isalpha() or lower in LEMMAS_AS_LEARNED:
            return scripted
        if tag == "NNPS" and scripted == form:
            return scripted
        found = "be" if lower in _BE else _irregular(lower, tag)
        found = found or self._regular(lower, tag, endings)
        if found is None:
            return scripted
        whole = start + hyphen + found
        return _cased(whole, form) if scripted[:1].isupper() else whole

    def _regular(self, form: str, tag: str, endings: tuple[str, ...]) -> str | None:
        fitting = [c for c in _stems(form, endings) if len(c) > 1 and _inflects(c, tag, form)]
        if not fitting and tag in ("VBD", "VBN"):  # drived, sweared
            fitting = [c for c in _stems(form, endings) if c in IRREGULAR_VERBS]
        if not fitting:
            return None
        ranks = {c: self._rank(c) for c in fitting}
        known = [(len(c) < 3, r, c) for c, r in ranks.items() if r is not None]
        if known:
            best = min(known)[2]
            return best + "e" if best in _LOST_E and tag[0] == "V" else best
        return min(fitting, key=_unlikely)


def _irregular(form: str, tag: str) -> str | None:
    if tag in ("NNS", "NNPS"):
        if form in PLURALS_AS_LEMMAS:
            return form
        if form.endswith("men") and len(form) > 4:
            return form[:-3] + "man"
        return _SINGULARS.get(form)
    if tag[0] != "V":
        return None
    if tag not in ("VBD", "VBN"):
        return LEMMA_OF_OTHER_VERBS.get(form)
    first, second = (_PARTICIPLES, _PASTS) if tag == "VBN" else (_PASTS, _PARTICIPLES)
    found = first.get(form) or LEMMA_OF_OTHER_VERBS.get(form) or second.get(form)
    return found or _prefixed(form, first)


def _unlikely(lemma: str) -> tuple[bool, int]:
    """How unlikely a spelling is for a word nobody knows."""
    if lemma.endswith("e"):
        strange = not _SILENT.search(lemma[:-1])
    else:
        doubled = lemma[-1] == lemma[-2:-1] and lemma[-1] not in "lszfe"
        strange = doubled or bool(_SILENT.search(lemma))
    return strange, len(lemma)


def _cased(lemma: str, form: str) -> str:
    """The lemma with the capitals of the form."""
    pairs = zip(lemma, form[: len(lemma)].ljust(len(lemma)), strict=True)
    return "".join(f if f.lower() == c else c for c, f in pairs)


def _prefixed(form: str, table: dict[str, str]) -> str | None:
    for prefix in VERB_PREFIXES:
        rest = form.removeprefix(prefix)
        if rest != form and rest in table and len(rest) > 2:
            return prefix + table[rest]
    return None


def _stems(form: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The words whose regular inflection with one of the endings might give the form."""
    for ending in endings:
        if not form.endswith(ending):
            continue
        stem = form[: -len(ending)]
        if not stem:
            continue
        if stem.endswith("i") and ending in ("ed", "es", "er", "est"):
            yield stem[:-1] + "y"
        yield stem + "e"
        yield stem
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sf":
            yield stem[:-1]
        if stem.endswith("ck"):
            yield stem[:-1]
        if ending == "ing" and stem.endswith("y"):
            yield stem[:-1] + "ie"


def _inflects(lemma: str, tag: str, form: str) -> bool:
    """Whether the lemma's inflection is the form, a doubled or single consonant aside."""
    wanted = {"NNPS": "NNS", "RBR": "JJR", "RBS": "JJS"}.get(tag, tag)
    if tag in ("VBD", "VBN") and lemma in IRREGULAR_VERBS:
        return False
    made = inflect(lemma, wanted)
    if made == form:
        return True
    if lemma[-1] in "aeiou":
        return False
    doubled = lemma + lemma[-1]
    return form.startswith(doubled) and made.replace(lemma, doubled, 1) == form
