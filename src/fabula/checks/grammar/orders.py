"""Sentences in an order or a manner of their own: what looks wrong in them is right.

Each rule is a construction of English with an example beside it; chapters and sections are those of
Huddleston and Pullum, The Cambridge Grammar of the English Language (2002).
"""

from fabula.checks.grammar.sentence_place import SentencePlace
from fabula.english.abbreviations import DAYS_AND_MONTHS
from fabula.english.function_words import BE_HAVE_DO
from fabula.english.inflection import MODALS

__all__ = [
    "age_or_date",
    "archaic_past",
    "here_to_party",
    "in_walked",
    "of_a_kind",
    "said_twice",
    "saw_nothing_move",
    "titled",
    "two_modals",
    "typed_twice",
]

_PARTICLES = frozenset("in out up down off away over back on by along".split())
_PEOPLE = frozenset("police people folk".split())
_ANYTHING = frozenset("nothing anything something everything nobody anybody somebody".split())
_SENSES = frozenset("see hear feel watch notice make let have".split())
_ARCHAIC = frozenset("brake spake sware tare clave drave gat forgat clomb holp bespake".split())
_FAR = 5


def in_walked(p: SentencePlace) -> bool:
    """ "When in walked the buyer", "up went the flag": the subject comes last (16.7)."""
    if p.word() not in _PARTICLES or p.tag(1) not in ("VBD", "VBZ"):
        return False
    return p.tag(2) in ("DT", "PRP$", "NNP", "NN", "JJ", "CD") and p.tag(-1) not in ("DT", "PRP$")


def titled(p: SentencePlace) -> bool:
    """ "Who burnt this?" said Chef: with a capital inside a sentence it is a name (5.20)."""
    written = p.reading.words[p.i]
    return p.wanted in ("the", "a", "an", "his", "her") and written[:1].isupper() and not p.opens()


def saw_nothing_move(p: SentencePlace) -> bool:
    """ "She felt nothing do anything": the plain verb after the senses (14.5)."""
    if p.wanted != "to" or p.word(-1) not in _ANYTHING or p.word() != p.lemma():
        return False
    return any(p.lemma(-k) in _SENSES for k in range(2, _FAR))


_FREE_RELATIVES = frozenset("what whatever whoever whichever wherever whenever however".split())
_FREE = 6
"""Words between a free relative and its verb, at most."""


def said_twice(p: SentencePlace) -> bool:
    """ "What the trouble is is damp", "those who could do did", "what he had had to say",
    "whoever wins wins"."""
    if p.word() == p.word(-1) or p.word() == p.word(1):
        if p.word() == "had":
            after = p.tag(1) if p.word() == p.word(-1) else p.tag(2)
            return after not in ("VBN", "VBD")
        if p.tag()[:2] in ("VB", "NN") and p.before(_FREE) & _FREE_RELATIVES:
            return True
        return p.word() in ("is", "was") and bool(p.before() & {"what", "all", "thing", "where"})
    done = p.word() in ("do", "did", "does", "done") and p.lemma(-1) in BE_HAVE_DO
    return done and bool(p.before(_FAR) & MODALS)


def two_modals(p: SentencePlace) -> bool:
    """ "I might could fix it": of the American South and of Scotland, in speech (Mencken 1921)."""
    return p.spoken and p.word(-1) in ("might", "may") and p.word() in MODALS


def here_to_party(p: SentencePlace) -> bool:
    """ "We're here to party", "born to dance": a verb that is a noun as well, after *to*."""
    led = ("here", "there", "ready", "born", "how", "want", "wanted", "wants", "time")
    return p.word(-1) == "to" and p.word(-2) in led and p.tag() in ("NN", "VB")


def typed_twice(p: SentencePlace) -> bool:
    """ "To to", "the the": what is typed twice is another check's, and no word for another."""
    return p.word().isalpha() and p.word() in (p.word(-1), p.word(1))


def age_or_date(p: SentencePlace) -> bool:
    """ "Seventy if a day", "Fri. 13 July", "Sat 15": at the least; and a diary's dates."""
    if p.word() == "if":
        return p.word(1) == "a" and p.word(2) == "day"
    dated = p.word(1)[:1].isdecimal() or p.word(1) == "."
    return dated and p.word().rstrip(".") in DAYS_AND_MONTHS


def archaic_past(p: SentencePlace) -> bool:
    """ "He brake the loaf", "she spake no word": pasts of the Authorized Version."""
    return p.word() in _ARCHAIC


def of_a_kind(p: SentencePlace) -> bool:
    """ "The rich get richer", "smut peddlers go to lengths": of a kind, in the present (3.4)."""
    if p.wanted != "VBD" or p.tag() not in ("VBP", "VB"):
        return False
    heads, xpos = p.reading.tokens.head, p.reading.xpos
    if p.reading.deprels[p.i] == "conj" and xpos[int(heads[p.i])] == "VBD":
        return False  # it goes on with what happens: the sun sank and the hills look blue
    for k in range(p.first, p.i):
        if int(heads[k]) == p.i and p.reading.deprels[k].startswith("nsubj"):
            kind = xpos[k].startswith("JJ") or xpos[k] in ("NNS", "NNPS")
            return kind or p.reading.words[k].lower() in _PEOPLE
    return False
