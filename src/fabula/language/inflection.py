"""English inflection: from a lemma to a wanted form, and back.

`inflect` knows the irregular verbs, nouns and adjectives of the closed tables
below (the lists found in every school grammar, e.g. Quirk et al., *A
Comprehensive Grammar of the English Language*, 1985, 3.11-20 and 5.81-5.97) and
follows the spelling rules for all others. Tags are Penn tags: VB, VBP, VBZ, VBD,
VBG, VBN, NN, NNS, JJ, JJR, JJS, RB.
"""

from collections.abc import Callable

from fabula.english.inflection import DOUBLING_VERBS, IRREGULAR_DEGREES, IRREGULAR_PLURALS, MODALS
from fabula.english.inflection import IRREGULAR_VERBS as VERB_ROWS
from fabula.english.sounds import SAID_WITH_A_VOWEL, SAID_WITH_Y_OR_W, SILENT_H, WEAK_H

__all__ = [
    "IRREGULAR_VERBS",
    "adjective_of",
    "inflect",
    "match_case",
    "said_with_consonant",
    "said_with_vowel",
]


def said_with_vowel(word: str) -> bool:
    """Whether a lower-case word begins with the sound of a vowel, as far as its letters tell."""
    if word.startswith((*SILENT_H, *SAID_WITH_A_VOWEL)):
        return True
    return word[:1] in tuple("aeiou") and not word.startswith(SAID_WITH_Y_OR_W)


def said_with_consonant(word: str) -> bool:
    """Whether a lower-case word plainly begins with the sound of a consonant: no weak h."""
    return not said_with_vowel(word) and not word.startswith(WEAK_H)


IRREGULAR_VERBS: dict[str, tuple[str, str]] = {
    lemma: (past, participle) for lemma, past, participle in VERB_ROWS
}
"""Lemma -> (past, past participle); the commoner form where there are two."""


_BE = {"VB": "be", "VBP": "are", "VBZ": "is", "VBD": "was", "VBG": "being", "VBN": "been"}
_ADJECTIVES = {parts[2]: base for base, parts in IRREGULAR_DEGREES.items() if parts[2] != base} | {
    "much": "much"
}
_VOWELS = "aeiou"


def _doubles(word: str) -> bool:
    """Whether the last consonant is doubled before -ed and -ing (stop, admit)."""
    if word in DOUBLING_VERBS:
        return True
    if len(word) < 3 or word[-1] in "aeiouwxyh" or word[-2] not in _VOWELS:
        return False
    before = word[:-2]
    if before.endswith("qu"):
        return not any(v in before[:-2] for v in _VOWELS)
    return not any(v in before for v in _VOWELS + "y"[len(before) < 2 :])


def _with_s(word: str) -> str:
    """The word with the -s of the third person or of the regular plural."""
    if word.endswith(("s", "x", "z", "ch", "sh")) and not word.endswith("mach"):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _third_person(lemma: str) -> str:
    if lemma == "have":
        return "has"
    if lemma.endswith("o") and len(lemma) > 1 and lemma[-2] not in _VOWELS:
        return lemma + "es"
    return _with_s(lemma)


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma.endswith("c"):
        return lemma + "ked"
    return lemma + lemma[-1] + "ed" if _doubles(lemma) else lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye", "inge")):
        return lemma[:-1] + "ing"
    if lemma.endswith("c"):
        return lemma + "king"
    return lemma + lemma[-1] + "ing" if _doubles(lemma) else lemma + "ing"


def _plural(lemma: str) -> str:
    if lemma.endswith("man") and not lemma.endswith(
        ("human", "german", "roman", "shaman", "talisman")
    ):
        return lemma[:-3] + "men"
    return IRREGULAR_PLURALS.get(lemma) or _with_s(lemma)


def _adverb(adjective: str) -> str:
    if adjective in IRREGULAR_DEGREES:
        return IRREGULAR_DEGREES[adjective][2]
    if adjective.endswith("y") and len(adjective) > 2:
        return adjective[:-1] + "ily"
    if adjective.endswith("le") and len(adjective) > 3 and adjective[-3] not in _VOWELS:
        return adjective[:-1] + "y"
    if adjective.endswith("ic"):
        return adjective + "ally"
    return adjective + "ly"


def _degree(adjective: str, ending: str) -> str:
    if adjective in IRREGULAR_DEGREES:
        return IRREGULAR_DEGREES[adjective][0 if ending == "er" else 1]
    if len(adjective) > 7:
        return ""
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if adjective.endswith("y") and adjective[-2] not in _VOWELS:
        return adjective[:-1] + "i" + ending
    return (adjective + adjective[-1] if _doubles(adjective) else adjective) + ending


def _verb(lemma: str, tag: str) -> str:
    if lemma == "be":
        return _BE[tag]
    if lemma in MODALS or lemma == "ought":
        return ""
    if tag in ("VB", "VBP"):
        return lemma
    if tag == "VBZ":
        return _third_person(lemma)
    if tag == "VBG":
        return _gerund(lemma)
    if lemma in IRREGULAR_VERBS:
        return IRREGULAR_VERBS[lemma][tag == "VBN"]
    return _past(lemma)


_OTHERS: dict[str, Callable[[str], str]] = {
    "NN": lambda lemma: lemma,
    "NNS": _plural,
    "JJ": lambda lemma: lemma,
    "RB": _adverb,
    "JJR": lambda lemma: _degree(lemma, "er"),
    "JJS": lambda lemma: _degree(lemma, "est"),
}


def inflect(lemma: str, tag: str) -> str:
    """The form of a lemma (lower case) that a Penn tag asks for; empty if it has none.

    For RB the lemma is the adjective: ``inflect("slow", "RB")`` is "slowly".
    """
    if not lemma:
        return ""
    if tag.startswith("VB"):
        return _verb(lemma, tag)
    return _OTHERS[tag](lemma) if tag in _OTHERS else ""


def adjective_of(adverb: str, known: Callable[[str], bool]) -> str:
    """The adjective an -ly adverb comes from, among those `known`; empty if there is none."""
    if adverb in _ADJECTIVES:
        return _ADJECTIVES[adverb]
    if not adverb.endswith("ly") or len(adverb) < 5:
        return ""
    stem = adverb[:-2]
    candidates = [stem, stem + "le", stem + "l", adverb[:-1] + "e"]
    if stem.endswith("i"):
        candidates.insert(0, stem[:-1] + "y")
    if stem.endswith("al"):
        candidates.append(stem[:-2])
    return next((c for c in candidates if known(c) and inflect(c, "RB") == adverb), "")


def match_case(word: str, model: str) -> str:
    """The word written with the capitals of the model: Title, UPPER or as it is."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
