"""The vocabulary behind the generator: which words exist, and which forms belong together.

Forms and lemmas come from the training parts of the treebanks; the counts of words
from edited fiction say whether a spelling is a word at all, and which verbs and nouns
there are beyond the treebanks.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from fabula.english.inflection import IRREGULAR_PLURALS
from fabula.language.inflection import IRREGULAR_VERBS, inflect

__all__ = ["Lexicon", "build_lexicon"]

_WORD = re.compile(r"[A-Za-z]+")
_VERB_TAGS = ("VBZ", "VBD", "VBG", "VBN")
_STATIVE_NOUNS = frozenset(
    "morning evening thing nothing something anything everything king".split()
)


@dataclass(frozen=True)
class Lexicon:
    """Words and their forms; all keys are lower case.

    ``counts``: how often each word stands in lower case in edited text.
    ``verbs``: verb form -> lemma. ``adjectives``: words used as adjectives.
    """

    counts: dict[str, int]
    verbs: dict[str, str]
    adjectives: frozenset[str]
    nouns: dict[str, str] = field(default_factory=dict)

    def is_word(self, word: str) -> bool:
        """Whether edited prose has the spelling at all."""
        return word in self.counts

    def verb(self, form: str) -> str:
        """The lemma of a verb form; empty if it is none."""
        return self.verbs.get(form, "")

    def singular(self, plural: str) -> str:
        """The singular of a plural noun, if both are words; else empty."""
        return self.nouns.get(plural, "")

    @cached_property
    def mostly_plural(self) -> frozenset[str]:
        """Plurals three times as common as their singular and common: lips, features."""
        counts = self.counts
        return frozenset(
            p
            for p, s in self.nouns.items()
            if counts.get(p, 0) >= 60 and counts[p] > 3 * counts.get(s, 0) and p not in _ODD_PLURALS
        )

    @cached_property
    def countable(self) -> frozenset[str]:
        """Singular nouns whose plural is not rare."""
        counts = self.counts
        return frozenset(
            s
            for p, s in self.nouns.items()
            if counts.get(p, 0) >= 5 and counts[p] > 0.08 * counts.get(s, 0)
        )


_ODD_PLURALS = frozenset("spirits means manners people clothes thanks mrs news goods terms".split())


def build_lexicon(gold: Iterable[tuple[str, str, str]], texts: Iterable[str]) -> Lexicon:
    """The lexicon of (form, lemma, Penn tag) triples and of edited texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text))
    for word in [w for w in counts if not w.islower()]:
        del counts[word]
    lemmas: dict[str, Counter[str]] = {}
    adjectives: set[str] = set()
    nouns: set[str] = set()
    for form, lemma, tag in gold:
        low = form.lower()
        if not low.isalpha():
            continue
        if tag.startswith("VB"):
            lemmas.setdefault(low, Counter())[lemma.lower()] += 1
        elif tag == "JJ":
            adjectives.add(low)
        elif tag in ("NN", "NNS"):
            nouns.add(lemma.lower())
        if tag not in ("NNP", "NNPS", "FW", "GW") and form.islower():
            counts[low] += 2
    words = Counter({w: n for w, n in counts.items() if n >= 3})
    return Lexicon(
        dict(words), _verb_forms(lemmas, words), frozenset(adjectives), _noun_forms(nouns, words)
    )


def _verb_forms(lemmas: dict[str, Counter[str]], words: dict[str, int]) -> dict[str, str]:
    bases = {c.most_common(1)[0][0] for c in lemmas.values()} | set(IRREGULAR_VERBS)
    bases |= {
        w
        for w in words
        if len(w) > 2
        and words.get(inflect(w, "VBD"), 0) > 2
        and words.get(inflect(w, "VBG"), 0) > 2
        and not w.endswith(("ed", "ing"))
    }
    forms: dict[str, str] = {}
    for base in sorted(bases, key=lambda b: (words.get(b, 0), b)):
        if base not in words or base in _STATIVE_NOUNS:
            continue
        for tag in ("VB", *_VERB_TAGS):
            form = inflect(base, tag)
            if form:
                forms[form] = base
    for form, found in lemmas.items():
        forms[form] = found.most_common(1)[0][0]
    forms.update(dict.fromkeys("am is are was were be been being".split(), "be"))
    return forms


def _noun_forms(nouns: set[str], words: dict[str, int]) -> dict[str, str]:
    forms = {}
    for singular in sorted(nouns | {w for w in words if not w.endswith("s") and len(w) > 2}):
        plural = inflect(singular, "NNS")
        if plural != singular and plural in words and singular in words:
            forms[plural] = singular
    forms.update(
        {plural: single for single, plural in IRREGULAR_PLURALS.items() if plural != single}
    )
    return forms
