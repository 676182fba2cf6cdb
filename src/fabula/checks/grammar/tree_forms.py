"""Forms of verbs that the tree shows to be wrong, without asking how odd they seem.

Participles that stand as pasts (*the boat sunk*), pasts that stand as participles (*was stole*),
and verbs whose number goes against a subject that other words part from them (*the box of letters
were*), after "there" (*there was three chairs*), or that is singular by its sense (*each of them
were*). Sources: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), 3.1
and 5.18; Garner's Modern English Usage (2022), "irregular verbs" and "subject-verb agreement".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fabula.checks.framework.view import Shared
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.function_words import ARTICLES_AND_POSSESSIVES, BE_HAVE_DO
from fabula.english.numbers import MEASURES, SAME_IN_PLURAL
from fabula.english.people import COLLECTIVES_AND_QUANTITIES
from fabula.english.usage import (
    PASTS_AS_PARTICIPLES,
    QUANTITIES,
    SINGULAR_BY_SENSE,
    STATES_OF_THINGS,
)
from fabula.language.inflection import IRREGULAR_VERBS, inflect
from fabula.language.reading import Reading

__all__ = ["TreeSlip", "slips_of_trees", "tree_slips"]

_SUBJECTS = ("nsubj", "nsubj:pass")
_AUXILIARIES = ("aux", "aux:pass", "cop")
_MAIN = frozenset(("root", "conj", "ccomp", "parataxis", "advcl", "acl:relcl"))
_PRONOUNS = frozenset("i he she it we they who".split())
_LEADS = BE_HAVE_DO | {"having", "being", "get", "got", "gets"} - {"do", "does", "did"}
_TAILS = frozenset("'ve ’ve 'd ’d 's ’s 're ’re 'm ’m".split())
_SEVERAL = frozenset("rest all some both most many several few".split())
_OF_SEVERAL = 3
_TURNED_ROUND = frozenset("i he she we they you".split())
_OTHER_NUMBER = {
    "was": "were", "is": "are", "has": "have", "does": "do",
    "were": "was", "are": "is", "have": "has", "do": "does",
}  # fmt: skip
_DETERMINERS = frozenset(ARTICLES_AND_POSSESSIVES) | {"this", "that", "each", "every"}
_DOUBT = frozenset("if though as wish wished than suppose whether lest were".split())
_JOINING = frozenset("and or nor , as with like plus who that which".split())
_OTHERWISE = frozenset("who that which what whose one each every than and or".split())
_OWNED = frozenset(ARTICLES_AND_POSSESSIVES) | {"these", "those"}
_HAVE = frozenset("have has had having 've ’ve".split())
_OFTEN = frozenset("hid bit forgot got".split())
"""Pasts that are participles as well in some dictionary of today."""

_NEAR = 4
_FAR = 8
"""Words within which an auxiliary or a subject is looked for."""

_PARTICIPLES = {
    done: past
    for past, done in IRREGULAR_VERBS.values()
    if done != past and done not in {p for p, _ in IRREGULAR_VERBS.values()}
}
"""Participles that are no pasts, and their past."""

_ALSO_PLAIN = frozenset(plain for plain in IRREGULAR_VERBS if plain in _PARTICIPLES)
"""Participles like their plain form: come, run, become."""

_PASTS = {
    past: done
    for past, done in IRREGULAR_VERBS.values()
    if past != done and past not in {d for _, d in IRREGULAR_VERBS.values()}
}


@dataclass(frozen=True, slots=True)
class TreeSlip:
    """The token, the form that is meant, and which kind of fault: ``past`` or ``number``."""

    token: int
    wanted: str
    kind: str


def slips_of_trees(shared: Shared) -> tuple[TreeSlip, ...]:
    """`tree_slips` of a story, to be worked out once."""
    return tuple(tree_slips(shared.story.reading))


def tree_slips(reading: Reading) -> Iterator[TreeSlip]:
    """The wrong forms of a reading, in order."""
    looked_at = np.array([tag in _VERBAL for tag in reading.labels.xpos], dtype=np.bool_)
    tree = _FormColumns(reading)
    for i in np.flatnonzero(looked_at[reading.tokens.xpos]).tolist():
        low = tree.low[i]
        past = tree.past(i, low)
        if past:
            yield TreeSlip(i, past, "past")
        elif tree.of_several(i):
            yield TreeSlip(i, _OTHER_NUMBER.get(low, tree.lemmas[i].lower()), "number")
        elif low in _OTHER_NUMBER and tree.disagrees(i, low):
            yield TreeSlip(i, _OTHER_NUMBER[low], "number")


_VERBAL = frozenset("VBD VBN VBZ VBP VB NN JJ".split())


class _FormColumns:
    """The columns that the rules look at."""

    def __init__(self, reading: Reading) -> None:
        self.words = reading.words
        self.low = reading.low
        self.lemmas = reading.lemmas
        self.xpos = reading.xpos
        self.deprels = reading.deprels
        self.heads = reading.tokens.head
        self.firsts = reading.sentence_first
        self.lasts = reading.sentence_last
        self.sentence = reading.tokens.sentence

    def bounds(self, i: int) -> tuple[int, int]:
        """The first token of the sentence of a token, and the one after its last."""
        number = int(self.sentence[i])
        return int(self.firsts[number]), int(self.lasts[number])

    def of(self, i: int, relations: tuple[str, ...], begin: int, end: int) -> list[int]:
        """The dependents of a token by their relation, between two places."""
        return [
            k for k in range(begin, end) if int(self.heads[k]) == i and self.deprels[k] in relations
        ]

    # --- pasts and participles ---

    def past(self, i: int, low: str) -> str:
        """The form that should stand for a participle without its auxiliary, or for a past
        with one; empty where nothing is wrong."""
        if low in _PARTICIPLES and low not in _ALSO_PLAIN and self.xpos[i] in ("VBD", "VBN"):
            return _PARTICIPLES[low] if self._alone(i) else ""
        if self.xpos[i] in ("VBN", "VBD") and low in _PASTS:
            helped = (low in PASTS_AS_PARTICIPLES and self._passive(i)) or (
                low not in _OFTEN and self._perfect(i)
            )
            return _PASTS[low] if helped else ""
        return ""

    def _perfect(self, i: int) -> bool:
        """Whether a past has a form of "have" for its only auxiliary: it had stole that."""
        first, _ = self.bounds(i)
        helps = self.of(i, ("aux", "aux:pass", "cop"), max(first, i - _NEAR), i)
        return [self.low[k] in _HAVE for k in helps] == [True]

    def _alone(self, i: int) -> bool:
        """Whether a participle is the verb of a subject right before it, without help."""
        first, _ = self.bounds(i)
        begin = max(first, i - _FAR)
        subjects = self.of(i, _SUBJECTS, begin, i)
        if not subjects or self.deprels[i] not in _MAIN:
            return self._after_he(i, first)
        s = subjects[-1]
        between = self.low[s + 1 : i]
        if any(w in _LEADS or w in _TAILS or w.endswith(("n't", "n’t")) for w in between):
            return False
        if any(self.deprels[k] in _AUXILIARIES for k in range(s + 1, i)):
            return False
        if any(mark in between for mark in (",", "and", "or", "—", "–", "-", "(")):
            return False
        loose = self.deprels[i] in ("advcl", "parataxis", "conj")
        if loose and self.xpos[s] not in ("PRP", "WP") and "," in self.low[max(first, s - 3) : s]:
            return False  # an absolute: the house dark, Tom gone home
        if self.deprels[i] == "acl:relcl" and self.low[s] not in ("who", "that", "which"):
            return False
        return not self._asked(s, first) and self._whole(s, i)

    def _after_he(self, i: int, first: int) -> bool:
        """*He begun to laugh*, *she seen him*: with a pronoun right before it."""
        if i <= first or self.low[i - 1] not in _PRONOUNS - {"who", "it"}:
            return False
        return self.deprels[i] in _MAIN and not self._asked(i - 1, first)

    def _asked(self, subject: int, first: int) -> bool:
        """Whether an auxiliary stands before the subject: had he seen, have you done."""
        before = self.low[max(first, subject - 3) : subject]
        return bool(_LEADS & set(before)) or any(w in _TAILS for w in before[-1:])

    def _whole(self, subject: int, i: int) -> bool:
        """Whether the subject is no noun that the participle goes with: the work done, all said.

        A pronoun never is; a noun is not where the verb follows at once and a sentence goes on.
        """
        if self.low[subject] in _PRONOUNS or self.xpos[subject] == "NNP":
            return True
        _, last = self.bounds(i)
        if "by" in self.low[i + 1 : i + 3]:
            return False  # stubble broken only by willows: a sentence without a verb
        root = self.deprels[i] == "root" and self.xpos[last - 1] == "."
        finite = ("VBD", "VBZ", "VBP", "MD")
        others = (k for k in range(self.bounds(i)[0], last) if k != i and self.xpos[k] in finite)
        alone = self.xpos[i] == "VBD" or not any(others)
        return root and alone and self.xpos[subject] in ("NN", "NNS") and i + 2 < last

    def _passive(self, i: int) -> bool:
        """Whether a past follows "was" or "been" at once: was stole, had been wrote."""
        before = self.low[i - 1] if i else ""
        linked = before in ("was", "were", "been", "being", "is", "are")
        return linked and int(self.heads[i - 1]) == i and self.deprels[i - 1] == "aux:pass"

    # --- number ---

    def of_several(self, i: int) -> bool:
        """*The rest of us notices*, *both of them cries*: some of several, and a verb of one."""
        if i < _OF_SEVERAL or self.xpos[i] != "VBZ" or not self.low[i].endswith("s"):
            return False
        counted, of, them = self.low[i - 3 : i]
        plain = of == "of" and them in ("us", "them", "you") and self.low[i] != "'s"
        return plain and counted in _SEVERAL and self.sentence[i - 3] == self.sentence[i]

    def disagrees(self, i: int, low: str) -> bool:
        """Whether a form of be, have or do goes against the number of its subject."""
        clause = int(self.heads[i]) if self.deprels[i] in _AUXILIARIES else i
        if clause < 0 or self.xpos[i] not in ("VBD", "VBZ", "VBP"):
            return False
        first, last = self.bounds(i)
        plural = low in ("were", "are", "have", "do")
        if low == "was" and self._which(i, clause, first):
            return True
        there = i > first and self.low[i - 1] == "there" and self.deprels[i - 1] == "expl"
        if there:
            return not plural and self._there_are(i, clause, last)
        subjects = self.of(clause, _SUBJECTS, first, i)
        if len(subjects) != 1 or i - subjects[0] < 2 or self._subjunctive(first, subjects[0], low):
            return False
        s = subjects[0]
        if self.low[i + 1 : i + 2] and self.low[i + 1] in _TURNED_ROUND:
            return False  # nothing of the sort have I ever suffered
        if self.of(s, ("case",), first, s):
            return False  # among the teachers, was one
        if not plural and self._two(s, i, first):
            return True
        if self.of(s, ("conj", "appos"), s, i) or self.of(s, ("cc", "cc:preconj"), first, i):
            return False
        return self._is_one(s, i, first) if plural else self._is_many(s, i, first)

    def _which(self, i: int, clause: int, first: int) -> bool:
        """*The shelves, which was empty*: of things that lie, stand or are full, and no remark on
        all that was said (*which was odd*)."""
        if i - first < 3 or self.low[i - 1] != "which" or self.low[i - 2] != ",":
            return False
        physical = self.low[clause] in STATES_OF_THINGS
        return physical and self._plural(i - 3) and self.low[i - 4] in _OWNED

    def _there_are(self, i: int, clause: int, last: int) -> bool:
        """*There was three chairs*: a plural that is no measure and no list."""
        for s in self.of(clause, _SUBJECTS, i + 1, min(i + _FAR, last)) or [clause]:
            between = self.low[i + 1 : s]
            singular = any(
                word in ("a", "an", "no", "one", ",") and (word != "one" or before != "-")
                for before, word in pairwise(["", *between])
            )
            if self.xpos[s] == "CD" and self.low[s] != "one":  # "there was six of them"
                return s > i and self.low[s + 1 : s + 3] in (("of", "them"), ("of", "us"))
            counted = self._plural(s) and not singular
            listed = self.of(s, ("conj",), s, last)
            if counted and not listed and s > i:
                return self.low[s] not in MEASURES and "of" not in between
        return False

    def _plural(self, s: int) -> bool:
        low, lemma = self.low[s], self.lemmas[s].lower()
        return (
            self.xpos[s] == "NNS"
            and low != lemma
            and low not in SAME_IN_PLURAL
            and inflect(lemma, "NNS") == low
            and lexicon().listed(lemma)
        )

    def _two(self, s: int, i: int, first: int) -> bool:
        """*My mother and my aunt was waiting*: two of whom each has its own determiner."""
        joined = self.of(s, ("conj",), s + 1, i)
        if len(joined) != 1 or joined[0] != i - 1 or self.xpos[s] not in ("NN", "NNP"):
            return False
        other = joined[0]
        marks = self.of(other, ("cc",), s + 1, other)
        own = [self._determined(k, low) for k, low in ((s, first), (other, s + 1))]
        near = marks == [s + 1] and self.low[s + 1] == "and"  # no cap that he wears
        return near and all(own) and self.low[i] != "does"

    def _determined(self, noun: int, begin: int) -> bool:
        """Whether a singular noun has an article or a possessive of its own."""
        of_noun = self.of(noun, ("det", "nmod:poss"), begin, noun)
        return self.xpos[noun] == "NN" and any(self.low[k] in _OWNED for k in of_noun)

    def _is_one(self, s: int, i: int, first: int) -> bool:
        """A subject that is singular by its sense, or a thing of many: the box of letters."""
        low = self.low[s]
        if low == "one" and self.low[s + 1] == "of":
            before = self.low[max(first, s - 3) : s]
            return not {"or", "than", "and", "if", "though"} & set(before)
        if low in SINGULAR_BY_SENSE:
            return "all" not in self.low[max(first, s - 3) : s]
        if self.xpos[s] != "NN" or s == first:
            return False
        lemma = self.lemmas[s].lower()
        if lemma in COLLECTIVES_AND_QUANTITIES or lemma in QUANTITIES or low in SAME_IN_PLURAL:
            return False
        determined = self.of(s, ("det", "nmod:poss"), first, s)
        whose = self.of(s, ("nmod",), s + 1, i)
        singular = any(self.low[k] in _DETERMINERS for k in determined)
        near = set(self.low[s:i])
        return bool(singular and whose) and self.low[s + 1] == "of" and not _JOINING & near

    def _is_many(self, s: int, i: int, first: int) -> bool:
        """A plural with something between it and its verb: the leaves on the tree was."""
        if not self._plural(s) or self.low[s] in MEASURES or i - s > 2 * _FAR:
            return False
        before = self.low[first:s]
        counted = self.of(s, ("nummod",), first, s)
        named = any(word[:1].isupper() for word in self.words[s : s + 1])
        return not (counted or named or _OTHERWISE & (set(self.low[s:i]) | set(before)))

    def _subjunctive(self, first: int, s: int, low: str) -> bool:
        return low == "were" and bool(_DOUBT & set(self.low[max(first, s - 12) : s]))
