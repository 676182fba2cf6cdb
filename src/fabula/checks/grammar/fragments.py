"""What is right because the sentence is no whole one: broken off, a mention of a word, a reply.

The reader was taught whole sentences, and wants of a piece of one what only these have. The rules
are used beside those of `fabula.checks.grammar.constructions`, whose form they have.
"""

from itertools import pairwise, takewhile

from fabula.checks.grammar.sentence_place import SentencePlace
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.slips import distance, skeleton
from fabula.english.constructions import VERBS_WITH_TO
from fabula.english.function_words import BE_HAVE_DO
from fabula.english.inflection import MODALS
from fabula.english.numbers import MEASURES, SAME_IN_PLURAL
from fabula.language.soundalikes import SOUNDALIKES

__all__ = [
    "another_verb",
    "anyone_want_it",
    "asks_nothing",
    "breaks_off",
    "clear_as_day",
    "devil_take_it",
    "elided",
    "goes_against_its_subject",
    "habit_of_somebody",
    "had_writing_on",
    "in_hand",
    "italic_beside",
    "looked_forward_to",
    "mine_are",
    "mother_tongue",
    "no_name",
    "one_word",
    "parts_of_it",
    "short_reply",
    "takes_to",
    "time_passed",
    "two_year",
    "word_is_noun",
]

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BREAKS = frozenset("— – -- - … ... ....".split())
_ABSOLUTES = frozenset("mine hers ours yours theirs his whose".split())
_QUALITIES = frozenset("quiet dark cold calm damp hush still chill hollow".split())
_SUBJECTS = frozenset("i you he she it we they".split())
_QUESTIONS = frozenset("who whom whose what which when where why how".split())
_SINCE = frozenset("way like as because since who which that where what how".split())
_ANY_WAY = frozenset("to that possible i you he she we they".split())
_ALONG = frozenset("up down through over out off into around round along".split())
_LED = frozenset("look talk walk lead see show guide bring take".split())
_OF_MOTHERS = frozenset("tongue country land ship church lode hen superior figure board".split())
_INVOKED = frozenset("devil deuce god lord heaven heavens saints".split())
_TIMES = frozenset("second minute hour day week month year night time".split())
_REPLY = 7
_COMMON = 60
_PERFECT = frozenset("have has had 've ’ve n't n’t not".split())
_LONG = 4


def breaks_off(p: SentencePlace) -> bool:
    """ "When did —", "I only wanted to…": nothing is missing where a speaker stops short."""
    return any(p.word(k) in _BREAKS for k in (-1, 0, 1, 2))


def italic_beside(p: SentencePlace) -> bool:
    """ "The *was*", "write *crumb*": a word that is spoken of, beside the marks of italics."""
    tokens, text = p.reading.tokens, p.reading.text
    before = int(tokens.end[p.i - 1]) if p.i > p.first else int(tokens.start[p.i])
    return any(mark in text[before : int(tokens.end[p.i]) + 1] for mark in "*_")


def mine_are(p: SentencePlace) -> bool:
    """ "Hers are thick", "Ayzel's was there": what is owned is understood, of any number."""
    owned = p.word(-1) in _ABSOLUTES or p.tag(-1) == "POS"
    return owned and (p.wanted == "noun" or p.word() in BE_HAVE_DO)


def word_is_noun(p: SentencePlace) -> bool:
    """ "There is a quiet with a drip in it": a quality as a thing."""
    return p.wanted == "noun" and p.word(-1) in _QUALITIES


def takes_to(p: SentencePlace) -> bool:
    """ "Nobody went to see to it", "it reaches to the knee": verbs that take *to* or not."""
    if p.word() in ("'s", "’s"):
        return p.tag() == "VBZ"
    return p.word() == "to" and (p.lemma(-1) in VERBS_WITH_TO or p.lemma(-2) in VERBS_WITH_TO)


def two_year(p: SentencePlace) -> bool:
    """ "I've waited two year", "five mile off": measures without their -s, as many say them."""
    if p.wanted == "NNS":
        return p.tag(-1) == "CD" and (p.word() in SAME_IN_PLURAL or p.spoken)
    measured = any(p.word(-k) in MEASURES for k in (1, 2))
    return p.word() in ("is", "was") and measured


def short_reply(p: SentencePlace) -> bool:
    """ "Just her?", "Gone two.": a reply of a few words, without a verb of its own."""
    tokens = range(p.first - p.i, p.last - p.i)
    words = [k for k in tokens if p.word(k)[:1].isalnum()]
    if p.joined(1) and {"'", "’"} & set(p.word(1)):
        return False  # half of a contraction: it has its verb
    return (
        p.spoken and len(words) <= _REPLY and not any(p.tag(k) in _FINITE for k in tokens)
    ) or _counts(p)


def _counts(p: SentencePlace) -> bool:
    """ "I can touch two.": a number that ends its clause, or has a plural after it, is none of
    *to* and *too*."""
    if p.word() != "two" or p.wanted not in ("to", "too"):
        return False
    return not p.word(1)[:1].isalpha() or p.tag(1) in ("NNS", "CC", "IN", "VBD")


def another_verb(p: SentencePlace) -> bool:
    """ "Where you kneel": no slip of the hand or the ear makes it of the word that is asked for."""
    one, other = p.word(), p.wanted
    if (one, other) == ("being", "been") and p.word(-1) in _PERFECT:
        return False  # I have being patient
    if p.tag()[:2] not in ("VB", "NN", "JJ"):
        return False
    if min(len(one), len(other)) < _LONG or one in BE_HAVE_DO or one in MODALS:
        return False
    if not (one.isalpha() and other.isalpha()) or other in SOUNDALIKES.get(one, ()):
        return False
    if skeleton(one) == skeleton(other) or sorted(one) == sorted(other):
        return False  # it sounds alike, or has its letters: *hear* for *here*
    return distance(one, other) > 1 and one[:-1] not in other and lexicon().listed(one)


def habit_of_somebody(p: SentencePlace) -> bool:
    """ "The way she looks at people", "because she is the eldest": so it is still, in the present.

    Told in the past, a teller may say in the present what holds at any time; a slip of tense
    is joined to what happens beside it.
    """
    if p.wanted not in ("VBD", "was", "were", "had", "did"):
        return False
    present = p.tag() in ("VBZ", "VBP") or p.word() in ("is", "are", "has", "have", "does", "do")
    used_to = p.word() == "use" and p.word(1) == "to"
    if not present or used_to or goes_against_its_subject(p):
        return False
    near = {p.word(-k) for k in range(1, 6)}
    return bool(near & _SINCE) or p.reading.deprels[p.i].partition(":")[0] in ("acl", "advcl")


def goes_against_its_subject(p: SentencePlace) -> bool:
    """Whether a plural has a verb in -s: *they all does* is a slip of number, and no change of
    tense on purpose; so is *he don't*."""
    if p.word() in ("do", "have") and p.word(1) in ("n't", "n’t", "not"):
        return p.word(-1) in ("he", "she", "it")
    heads, deprels = p.reading.tokens.head, p.reading.deprels
    subjects = [
        k for k in range(p.first, p.i) if int(heads[k]) == p.i and deprels[k].startswith("nsubj")
    ]
    plural = any(
        p.reading.xpos[k] == "NNS" or p.reading.words[k].lower() in ("they", "we") for k in subjects
    )
    return plural and p.tag() == "VBZ" and p.word() not in ("are", "have", "do")


def asks_nothing(p: SentencePlace) -> bool:
    """ "Have my uncle's.": no word asks; "Will you come in, please.": it is a request."""
    if p.word(-1) == "please":
        return True
    words = [p.word(k) for k in range(p.first - p.i, 0) if p.word(k)[:1].isalpha()]
    if not words or any(word in _QUESTIONS for word in words[:3]):
        return False
    inverted = any(
        one in BE_HAVE_DO | MODALS and other in _SUBJECTS for one, other in pairwise(words)
    )
    opens = words[0] in BE_HAVE_DO | MODALS and words[0] not in ("have", "do", "be", "had")
    return not (inverted or opens)


def one_word(p: SentencePlace) -> bool:
    """ "Nowhere to be anyway", "maybe so": two words only where a noun or verb is meant."""
    if p.word() == "anyway":
        return p.word(1) not in _ANY_WAY
    if p.word() == "maybe":
        return p.word(-1) not in _SUBJECTS and not p.tag(-1).startswith("NN")
    return False


def parts_of_it(p: SentencePlace) -> bool:
    """ "Looked him up and down", "talked her through it", "to viewing room 5"."""
    if p.wanted in ("at", "to", "with", "on"):
        return p.lemma(-1) in _LED and any(p.word(k) in _ALONG for k in (1, 2))
    numbered = any(p.tag(k) == "CD" and p.tag(k - 1)[:2] == "NN" for k in (1, 2))
    return p.wanted in ("the", "a", "an") and numbered


def mother_tongue(p: SentencePlace) -> bool:
    """ "My mother tongue": a compound whose first noun owns nothing."""
    return p.word() == "mother" and p.word(1) in _OF_MOTHERS


_PARTING = frozenset((",", ";", ":", "—", "–"))
"""Marks that part a clause from one before."""


def looked_forward_to(p: SentencePlace) -> bool:
    """ "All she had looked forward to proved rare": *to* ends a relative clause."""
    before = (p.word(k) for k in range(-1, p.first - p.i - 1, -1))
    clause = takewhile(lambda word: word not in _PARTING, before)
    relative = not {"which", "that", "what", "all"}.isdisjoint(clause)
    return p.word(-1) == "to" and p.wanted == "VB" and relative


def no_name(p: SentencePlace) -> bool:
    """ "Says ze", "eighty-six, bach": a small word that is known, or no name anywhere."""
    if p.wanted != "upper" or p.opens():
        return False
    known = lexicon()
    return p.word() != "i" and (known.listed(p.word(), _COMMON) or not known.is_name(p.word()))


def anyone_want_it(p: SentencePlace) -> bool:
    """ "Anyone want a desk?", "Everybody sit": a question without its *does*, a command (10.8).

    In speech a plain verb goes against a pronoun or a noun right before it only.
    """
    if not p.spoken or p.word() != p.lemma() or p.wanted not in ("VBZ", "VBD"):
        return False
    subject = p.word(-1) in ("he", "she", "it", "who", "that") or p.tag(-1) in ("NN", "RB")
    return not subject or p.word(-1).endswith(("one", "body"))


def elided(p: SentencePlace) -> bool:
    """ "“’Im,” said Kit": it has its apostrophe, where its first letters are lost."""
    start = int(p.reading.tokens.start[p.i])
    if p.joined(0):
        start = int(p.reading.tokens.start[p.i - 1])
    before = p.reading.text[max(start - 2, 0) : start]
    return len(before) == 2 and before[0] in "\"“'‘" and before[1] in "'’"


def devil_take_it(p: SentencePlace) -> bool:
    """ "The devil fetch him", "God save the king": a wish (10.9)."""
    return p.word() == p.lemma() and p.word(-1) in _INVOKED and p.wanted in ("VBD", "VBZ")


def had_writing_on(p: SentencePlace) -> bool:
    """ "The box had writing on it": what is written or painted, as a noun (3.2)."""
    had = p.lemma(-1) == "have" and p.word().endswith("ing") and p.wanted in ("VBN", "VBD")
    return had and p.word(1) in ("on", "along", "round", "around", "in", "across", "over", "all")


def in_hand(p: SentencePlace) -> bool:
    """ "The woman, pail in hand": a noun without an article, held (5.8)."""
    return p.word(1) == "in" and p.word(2) in ("hand", "hands", "arms", "tow", "mouth")


def time_passed(p: SentencePlace) -> bool:
    """ "An hour and a half passed": time goes by; it is no *past*, but before an hour."""
    half = p.word(-1) == "half" and p.word(-2) in ("a", "and") and p.tag(1) != "CD"
    return p.word() == "passed" and (half or p.lemma(-1) in _TIMES)


def clear_as_day(p: SentencePlace) -> bool:
    """ "Clear as day": a comparison without its first *as* (13.4)."""
    return p.word() == "as" and p.tag(-1).startswith("JJ")
