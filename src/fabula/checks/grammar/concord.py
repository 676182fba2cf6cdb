"""Faults of verbs and nouns that the tree itself shows.

A rule looks at the form of a word and at the words that govern it, and says which form
they ask for, as an edit tag. Rules are a second witness beside the reader's own
correction tags: what both see is sure (`fabula.checks.grammar.corrections`).

The contexts are those of Huddleston and Pullum, The Cambridge Grammar of the English
Language (2002): forms after auxiliaries and catenative verbs (chapters 3 and 14),
subject-verb agreement and its exceptions (5.18), number within the noun phrase (5.7-8).
"""

from collections.abc import Iterable, Iterator

import numpy as np

from fabula.checks.spelling.lexicon import lexicon
from fabula.english.body import PARTS_OWNED
from fabula.english.function_words import PREPOSITION_OF
from fabula.english.inflection import MODALS, OLD_PASTS, ONCE_PARTICIPLES, VERB_OF_NOUN
from fabula.english.numbers import MEASURES, PLURAL_DETERMINERS, SAME_IN_PLURAL
from fabula.english.people import COLLECTIVES_AND_QUANTITIES, OCCUPATIONS
from fabula.english.saying import DEMANDS
from fabula.language.inflection import IRREGULAR_VERBS, inflect
from fabula.language.reading import Reading

__all__ = ["PASTS", "Suspicions"]

_DO = frozenset("do does did".split())
_CAUSATIVES = frozenset("make let".split())
_PERCEIVED = frozenset("see watch hear feel notice".split())
_MUCH_OF = frozenset("pains brains thanks riches goods oats dregs airs wages odds spirits".split())
_PARTICLES = frozenset("over through up down out off".split())
_KIN = frozenset("mother father brother sister wife husband friend uncle aunt daughter son".split())
_DOERS = ("er", "or", "ist", "man", "woman")
_OTHER_NUMBER = {
    "was": "were", "is": "are", "has": "have", "does": "do",
    "were": "was", "are": "is", "have": "has", "do": "does",
}  # fmt: skip
_OBJECTS = frozenset("him me them us".split())
_GERUND_VERBS = frozenset("consider avoid enjoy finish mind risk imagine dislike resist".split())
_INFINITIVE_VERBS = frozenset("decide hope refuse agree promise manage pretend".split())
_ASKING = frozenset("cause force allow want ask tell order beg urge".split())
_PREPOSITIONS = frozenset("without by from of about".split())
_SINGULAR = frozenset("he she it".split())
_PLURAL = frozenset("they we these those".split())
_ONE = frozenset("a an this that each every".split())
PASTS = frozenset(past for past, _ in IRREGULAR_VERBS.values()) | OLD_PASTS
"""Past tenses, also those that a plain form is spelled like (put, lay, read)."""

_PAST_FORMS = PASTS | frozenset(participle for _, participle in IRREGULAR_VERBS.values())

_NO_PARTICIPLES = frozenset(past for past, done in IRREGULAR_VERBS.values() if past != done) - {
    participle for _, participle in IRREGULAR_VERBS.values()
} - ONCE_PARTICIPLES  # fmt: skip
"""Pasts that are no participles, those left out that were so in older English."""

_CONDITIONS = frozenset("if lest though unless whether that till until before".split())
_UNINFLECTED = frozenset("be have do need dare".split())
_BARE_AFTER = frozenset("durst dare dared need needs should may let".split())


class Suspicions:
    """What a reading's context asks for at its words; each is looked at once."""

    def __init__(self, reading: Reading) -> None:
        self._sentence = _Sentence(reading)
        self._known: dict[int, dict[int, str]] = {}
        self._looked_at = bytearray(len(reading.tokens))

    def among(self, tokens: Iterable[int]) -> dict[int, str]:
        """Token -> the edit tag that its context asks for, looking at some tokens only.

        A tag may be for the token beside the one looked at.
        """
        found: dict[int, str] = {}
        for i in tokens:
            if not self._looked_at[i]:
                self._looked_at[i] = 1
                if here := self._at(i):
                    self._known[i] = here
            if i in self._known:
                found.update(self._known[i])
        return found

    def _at(self, i: int) -> dict[int, str]:
        sentence = self._sentence
        tag = sentence.xpos[i]
        if tag[:2] == "VB":
            return sentence.verb(i)
        if tag in ("NN", "NNS", "NNP"):
            return sentence.noun(i)
        if tag == "," and sentence.spliced(i):
            return {i: "comma-to-stop"}
        if sentence.low[i] == "own" and sentence.owned(i):
            return {i - 1: "possessive"}
        if sentence.low[i] == "much" and sentence.many(i):
            return {i: "word:many"}
        return {}


def _plain(form: str) -> str:
    """The plain form of a third person in -s, by its letters; empty if there is none."""
    known = lexicon().listed
    for plain in (form[:-1], form[:-2], form[:-3] + "y"):
        if len(plain) > 1 and known(plain) and inflect(plain, "VBZ") == form:
            return plain
    return ""


class _Sentence:
    """The columns that the rules look at."""

    def __init__(self, reading: Reading) -> None:
        self.low = reading.low
        self.words = reading.words
        self.lemmas = reading.lemmas
        self.xpos = reading.xpos
        self.deprels = reading.deprels
        self.heads = reading.tokens.head.tolist()
        heads = reading.tokens.head
        self._order = np.argsort(heads, kind="stable").astype(np.int32)
        self._begin = np.searchsorted(heads[self._order], np.arange(len(heads) + 1)).astype(
            np.int32
        )
        self.sentence = reading.tokens.sentence
        self.firsts = reading.sentence_first
        self.lasts = reading.sentence_last

    def verb(self, i: int) -> dict[int, str]:
        """What is wrong at a verb: its form, its auxiliary, its preposition."""
        wanted = next(self.wanted(i), "") or self.light(i)
        if wanted:
            return {i: wanted}
        if self.xpos[i] == "VBG" and self.unaided(i):
            plural = self.low[i - 1] in ("they", "we")
            return {i: "insert-before:were" if plural else "insert-before:was"}
        if self.lemmas[i] == "discuss" and self.low[i + 1 : i + 2] == ("about",):
            return {i + 1: "delete"}
        if self.lemmas[i] in PREPOSITION_OF and self.bare(i):
            return {i + 1: f"insert-before:{PREPOSITION_OF[self.lemmas[i]]}"}
        return {}

    def noun(self, i: int) -> dict[int, str]:
        """What is wrong at a noun or name: its number, its possessive."""
        if self.xpos[i] == "NNP":
            return {i: "possessive"} if self.owns(i) else {}
        wanted = next(self.wanted(i), "")
        if not wanted and self.xpos[i] == "NNS" and (self.relative(i) or self.owner(i)):
            wanted = "apostrophe"
        return {i: wanted} if wanted else {}

    def wanted(self, i: int) -> Iterator[str]:
        """The tags that rules ask for at a verb or noun, the surest first."""
        form = self._form(i)
        yield from self._perfect(i)
        if not form and self.xpos[i] == "VBG":
            yield from self._after_infinitive_verb(i)
        if form:
            if self.xpos[i].startswith("VB") or self.low[i] in VERB_OF_NOUN:
                yield from self._after_auxiliary(i, form)
            if self.xpos[i].startswith("VB"):
                yield from self._after_causative(i, form)
                yield from self._after_catenative(i, form)
                yield from self._after_preposition(i, form)
                yield from self._with_subject(i, form)
                yield from self._joined(i, form)
        if self.xpos[i] in ("NN", "NNS"):
            yield from self._number(i)

    def owned(self, i: int) -> bool:
        """Whether "own" follows a bare name: Anna own hands."""
        if i == 0 or i + 1 >= len(self.low) or self.xpos[i - 1] != "NNP":
            return False
        noun = self.xpos[i + 1].startswith(("NN", "JJ"))
        return noun and self.xpos[i] == "JJ" and not self.low[i - 1].endswith(("s", "."))

    def bare(self, i: int) -> bool:
        """Whether an object follows at once on a verb that takes a preposition."""
        objects = self._of(i, "obj", "iobj")
        if not objects or self.xpos[i] == "VBN":
            return False
        between = self.xpos[i + 1 : objects[0] + 1]
        if self.low[objects[0] + 1 : objects[0] + 2] and self.low[objects[0] + 1] in _PARTICLES:
            return False
        return 0 < len(between) < 4 and self.xpos[i + 1] in ("DT", "PRP", "PRP$", "NNP")

    def owns(self, i: int) -> bool:
        """Whether a bare name stands before a part of the body: he took Tom hand."""
        head = self.heads[i]
        if head != i + 1 or self.xpos[head] not in ("NN", "NNS") or i == 0:
            return False
        loose = self.deprels[i] in ("compound", "nmod:poss", "nmod", "flat")
        alone = self.xpos[i - 1] not in ("NNP", "DT", "JJ", "NN", "POS", "HYPH")
        return loose and alone and self.low[head] in PARTS_OWNED and not self._of(i, "case")

    def relative(self, i: int) -> bool:
        """Whether a plural of kin stands before a part of the body: his mothers eyes."""
        head = self.heads[i]
        kin = self.lemmas[i].lower() in _KIN and i > 0 and self.xpos[i - 1] == "PRP$"
        return (
            kin and head == i + 1 and self.low[head] in PARTS_OWNED and self.xpos[head][:2] == "NN"
        )

    def owner(self, i: int) -> bool:
        """Whether a plural of somebody stands before the noun that is theirs: the readers
        apprentice."""
        if i == 0 or self.heads[i] != i + 1 or self.xpos[i + 1] not in ("NN", "NNS"):
            return False
        one = self.lemmas[i].lower()
        somebody = one in OCCUPATIONS or one in _KIN or one.endswith(_DOERS)
        loose = self.deprels[i] in ("compound", "nmod", "nmod:poss")
        return somebody and loose and self.xpos[i - 1] in ("DT", "PRP$")

    def light(self, i: int) -> str:
        """The form of be, have or do that goes with the subject right before it."""
        right = _OTHER_NUMBER.get(self.low[i], "")
        clause = self.heads[i] if self.deprels[i].partition(":")[0] in ("aux", "cop") else i
        subjects = self._of(clause, "nsubj") if right and clause >= 0 else []
        if len(subjects) != 1 or not 0 < i - subjects[0] < 3:
            return ""
        s = subjects[0]
        if i - s == 2 and self.xpos[i - 1] != "RB":
            return ""
        if self.low[i] in ("was", "is", "has", "does"):
            plural = self.low[s] in ("they", "we") or self.xpos[s] == "NNS"
            if self.low[s] in MEASURES:
                return ""
            plain = self.low[s] != self.lemmas[s].lower() or self.low[s] in ("they", "we")
            return f"word:{right}" if plural and plain and self.low[s] not in SAME_IN_PLURAL else ""
        if self.low[s] not in _SINGULAR or self.xpos[i] == "VB" or self._subjunctive(clause, s):
            return ""
        doubt = {"if", "though", "as", "wish", "wished", "than", "suppose", "whether", "were"}
        return "" if doubt & set(self.low[max(s - 12, 0) : s]) else f"word:{right}"

    def unaided(self, i: int) -> bool:
        """Whether a gerund with a subject is the whole sentence's verb: he going home."""
        alone = self.deprels[i] == "root" and not self._of(i, "aux", "cop", "mark")
        pronoun = i > 0 and self.low[i - 1] in ("he", "she", "they", "we")
        return (
            alone and pronoun and self.heads[i - 1] == i and self.low[i] not in ("being", "having")
        )

    def spliced(self, i: int) -> bool:
        """Whether the only comma of a sentence stands between two long statements."""
        first, last = self.limits(i)
        if i - first < 6 or last - i < 7 or self.xpos[first:last].count(",") > 1:
            return False
        subject = i + 1
        verb = self.heads[subject] if subject < last else -1
        if (
            verb < 0
            or verb >= last
            or self.deprels[subject] != "nsubj"
            or self.xpos[subject] != "PRP"
        ):
            return False
        if self.deprels[verb] not in ("parataxis", "conj") or self._of(verb, "cc", "mark"):
            return False
        head = self.heads[verb]
        marks = {"“", "”", '"', ";", ":", "—", "--", "‘", "’", "'", "(", "?", "!"}
        if not first <= head < i or marks & set(self.words[first:last]):
            return False
        own = self._of(head, "nsubj")
        return bool(own) and own[0] < head and self.deprels[head] == "root"

    def limits(self, i: int) -> tuple[int, int]:
        """The first token of the sentence of a token, and the one after its last."""
        number = int(self.sentence[i])
        return int(self.firsts[number]), int(self.lasts[number])

    def many(self, i: int) -> bool:
        """Whether "much" goes with a counted plural: so much emotions."""
        head = self.heads[i]
        if not i < head <= i + 2 or self.xpos[head] != "NNS" or self.deprels[i] != "amod":
            return False
        unnumbered = SAME_IN_PLURAL | _MUCH_OF
        return self.low[head] != self.lemmas[head].lower() and self.low[head] not in unnumbered

    def _form(self, i: int) -> str:
        """VB, VBZ or VBD by the word's own letters; empty where that is not plain."""
        low, lemma = self.low[i], self.lemmas[i].lower()
        if lemma in _UNINFLECTED or len(lemma) < 2 or not low.isalpha() or lemma in MODALS:
            return ""
        if low.endswith("s") and self.xpos[i].startswith("VB") and lemma in (low, low[:-2]):
            lemma = _plain(low) or lemma
        if low == lemma:
            inflected = self.xpos[i] == "VBZ" or low in _PAST_FORMS or low.endswith(("ed", "ing"))
            return "" if inflected else "VB"
        if inflect(lemma, "VBZ") == low:
            return "VBZ"
        plausible = len(lemma) > 2 or lemma in IRREGULAR_VERBS
        past = plausible and low == inflect(lemma, "VBD")
        return "VBD" if past and low != lemma else ""

    def _children(self, i: int) -> list[int]:
        """What hangs on a word, in order."""
        children: list[int] = self._order[self._begin[i] : self._begin[i + 1]].tolist()
        return children

    def _of(self, i: int, *relations: str) -> list[int]:
        return [c for c in self._children(i) if self.deprels[c].partition(":")[0] in relations]

    def _after_auxiliary(self, i: int, form: str) -> Iterator[str]:
        """An auxiliary that takes the plain form: didn't answered, would melts, did response."""
        noun = self.low[i] in VERB_OF_NOUN
        if form == "VB" and not noun:
            return
        j = i - 1
        while j >= 0 and (self.low[j] in ("n't", "n’t", "not", "never") or self.xpos[j] == "RB"):
            j -= 1
        if j >= 0 and self.low[j] == "to" and form in ("VBZ", "VBD"):
            infinitive = self.heads[j] == i and self.deprels[j] == "mark"
            yield from ("form:VB",) if infinitive else ()
        if j < 0 or self.heads[j] != i or self.deprels[j] != "aux":
            return
        if self.low[j] in MODALS or self.low[j] in _DO:
            negated = j < i - 1
            if not noun or (self.xpos[i] == "VB" and negated):
                yield "form:VB"

    def _after_causative(self, i: int, form: str) -> Iterator[str]:
        """make, let, see and their object take the plain form: it makes his heart melts."""
        head = self.heads[i]
        if form != "VBZ" or not 0 <= head < i - 1 or self.deprels[i] not in ("xcomp", "ccomp"):
            return
        lemma, tag = self.lemmas[head].lower(), self.xpos[head]
        if self._of(i, "mark", "aux") or self.low[head + 1] in ("that", "how", "what", "as", "if"):
            return
        subject = [k for k in range(head + 1, i) if self.xpos[k][:2] in ("NN", "PR")]
        if not subject or any(self.low[k] in (*_SINGULAR, "they", "we", "i") for k in subject):
            return
        if lemma in _CAUSATIVES or (lemma in _PERCEIVED and tag in ("VBD", "VBN")):
            yield "form:VB"

    def _after_catenative(self, i: int, form: str) -> Iterator[str]:
        """A gerund is asked for ("considered to check"), or "to" after an object is missing."""
        head = self.heads[i]
        if not 0 <= head < i or self._of(head, "aux:pass") or self.xpos[head] == "VBN":
            return
        if not self.xpos[head].startswith("VB"):
            return
        lemma = self.lemmas[head].lower()
        if form == "VB" and lemma in _GERUND_VERBS and head == i - 2 and self.low[i - 1] == "to":
            yield "form:VBG"
        if form == "VBZ" and lemma in _ASKING and head == i - 2 and self.low[i - 1] in _OBJECTS:
            yield "form:to-VB"

    def _perfect(self, i: int) -> Iterator[str]:
        """A past where the perfect takes the participle: had drew, has went."""
        j = i - 1
        while j >= 0 and self.xpos[j] == "RB" and self.heads[j] == i:
            j -= 1
        plain = self.xpos[i] in ("VB", "VBP") and self.low[i] == self.lemmas[i].lower()
        regular = plain and self.low[i] not in IRREGULAR_VERBS and self.low[i] not in MODALS
        had = j >= 0 and self.low[j] in ("had", "has", "have", "having") and self.heads[j] == i
        if had and self.deprels[j] == "aux" and (self.low[i] in _NO_PARTICIPLES or regular):
            yield "form:VBN"

    def _after_infinitive_verb(self, i: int) -> Iterator[str]:
        """A gerund right after a verb that takes an infinitive: refused going."""
        head = self.heads[i]
        if head == i - 1 and self.deprels[i] == "xcomp" and self.xpos[head] in ("VBD", "VBZ"):
            yield from ("form:to-VB",) if self.lemmas[head].lower() in _INFINITIVE_VERBS else ()

    def _after_preposition(self, i: int, form: str) -> Iterator[str]:
        """A preposition takes the gerund: without look at her."""
        if i == 0 or form not in ("VB", "VBZ") or self.low[i - 1] not in _PREPOSITIONS:
            return
        if self.heads[i - 1] == i and self._of(i, "obj", "obl", "compound") and not self._of(
            i, "nsubj", "cop", "det", "amod"
        ):  # fmt: skip
            yield "form:VBG"

    def _with_subject(self, i: int, form: str) -> Iterator[str]:
        """A present form beside its subject: he walk, they seems."""
        subjects = self._of(i, "nsubj")
        if len(subjects) != 1 or subjects[0] >= i or self._of(i, "aux", "cop"):
            return
        if self.low[i - 1] == "to" or "'" in self.words[subjects[0]]:
            return
        subject = subjects[0]
        one = self._is_singular(subject) or self._is_a_thing(i, subject)
        if form == "VB" and self.xpos[i] != "VBN" and one:
            found = not self._subjunctive(i, subject)
            yield from ("form:VBZ",) if found else ()
        elif form == "VBZ" and i - subject < 6:
            plural = self.low[subject] in _PLURAL or self.xpos[subject] == "NNS"
            if plural and self.low[subject] not in SAME_IN_PLURAL:
                yield "form:VBP"

    def _is_singular(self, subject: int) -> bool:
        low, tag = self.low[subject], self.xpos[subject]
        if low in _SINGULAR:
            return True
        return tag == "NNP" and not self._of(subject, "conj", "nmod", "appos")

    def _is_a_thing(self, i: int, subject: int) -> bool:
        """A noun in the singular right before its verb: dust sift down."""
        if subject != i - 1 or self.xpos[subject] != "NN" or self.xpos[i] != "VBP":
            return False
        lemma = self.lemmas[subject].lower()
        if lemma.endswith(("body", "one")) or "IN" in self.xpos[max(i - 4, 0) : subject]:
            return False  # somebody get a doctor; in the corner stand two chairs
        return lemma not in COLLECTIVES_AND_QUANTITIES and not self._of(
            subject, "conj", "nmod", "appos", "compound"
        )

    def _subjunctive(self, i: int, subject: int) -> bool:
        """Whether the plain form may be right: demanded that he go, saw her go, God bless."""
        head = self.heads[i]
        above = self.lemmas[head].lower() if head >= 0 else ""
        if above in DEMANDS or self.lemmas[subject].lower() in DEMANDS:
            return True
        if above in _CAUSATIVES or above in _PERCEIVED or above in ("help", "have", "dare"):
            return True
        earlier = {self.lemmas[k].lower() for k in range(max(subject - 4, 0), subject)}
        if earlier & (_PERCEIVED | _CAUSATIVES) or self.low[i] == "save":
            return True
        if _BARE_AFTER & set(self.low[subject + 1 : i]):
            return True
        marks = {self.low[c] for c in self._children(i) if self.deprels[c] == "mark"}
        if marks & _CONDITIONS:
            return True
        before = self.low[max(subject - 3, 0) : subject]
        asked = {"did", "does", "do", "let", "may", "will", "would", "can", "could", "should"}
        return bool(asked & set(before))

    def _joined(self, i: int, form: str) -> Iterator[str]:
        """The second of two verbs with one subject: he gasps and moan."""
        head = self.heads[i]
        if form != "VB" or self.deprels[i] != "conj" or not 0 <= head < i:
            return
        if self.xpos[head] != "VBZ" or self._form(head) != "VBZ" or self._of(i, "nsubj", "aux"):
            return
        near = self.low[i - 1] in ("and", "but", "then") or self.xpos[i - 1] == "RB"
        if near and not any(self.low[k] in ("to", "n't") for k in range(head + 1, i)):
            yield "form:VBZ"

    def _number(self, i: int) -> Iterator[str]:
        """A determiner that goes with the other number: two man, an old coats."""
        following = self.xpos[i + 1] if i + 1 < len(self.xpos) else ""
        if following.startswith("NN") or self.low[i] in SAME_IN_PLURAL or not self.low[i].isalpha():
            return
        determiners = [c for c in self._of(i, "det", "nummod", "amod") if c < i]
        if len(determiners) == 0 or self._of(i, "compound", "conj", "cc"):
            return
        lemma = self.lemmas[i].lower()
        first = self.low[determiners[0]]
        between = [self.xpos[k] for k in range(determiners[0] + 1, i)]
        if any(tag not in ("JJ", "RB") for tag in between):
            return
        if any(self.low[k] in ("few", "many", "good", "great") for k in determiners[1:]):
            return
        if not lexicon().listed(lemma):
            return
        counted = self.low[i] == lemma and not lemma.endswith("s")
        if first in PLURAL_DETERMINERS and self.xpos[i] == "NN" and counted:
            wanted, plural = "form:NNS", inflect(lemma, "NNS") != lemma
        elif first in _ONE and self.xpos[i] == "NNS" and self.low[i] != lemma:
            wanted, plural = "form:NN", inflect(lemma, "NNS") == self.low[i]
        else:
            return
        if plural:
            yield wanted
