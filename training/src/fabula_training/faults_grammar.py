"""Faults of grammar: verb forms, agreement, tense, number, adverbs."""

from random import Random

from fabula.english.inflection import VERB_OF_NOUN
from fabula.language.inflection import adjective_of, inflect
from fabula_training.confusions import CAUSATIVES, MASS_NOUNS
from fabula_training.draft import Draft, Fault, Sites, Spoil
from fabula_training.lexicon import Lexicon

__all__ = ["GRAMMAR_FAULTS", "singular_subject"]

_BE = frozenset("am is are was were be been being 's 're 'm".split())
_HAVE = frozenset("have has had having 've".split())
_DO = frozenset("do does did".split())
_NOMINAL = frozenset("PRP NNP NNPS NN NNS DT PRP$ JJ POS CD".split())
_SUBJECT = frozenset("PRP NNP NNPS NN NNS WP WDT".split())
_PLURAL_SUBJECTS = frozenset("they we you i these those both people".split())
_NOUN_OF = {verb: noun for noun, verb in reversed(tuple(VERB_OF_NOUN.items()))}
_LIGHT = _BE | _HAVE | _DO
_ASKING = frozenset("cause force allow want ask tell get order beg urge lead enable help".split())
_GERUND_AFTER = frozenset("without by after before of for from at in on while when".split())
_PLURAL_DETERMINERS = frozenset(
    "two three four five six seven eight nine ten many few several these those both various "
    "dozen hundred".split()
)
_SINGULAR_DETERMINERS = frozenset("a an one this that each every another".split())


def _spoil_form(
    d: Draft, i: int, r: Random, lex: Lexicon, forms: tuple[str, ...], edit: str, kind: str
) -> bool:
    """Replace the verb at i by one of the forms that differs from it."""
    lemma = lex.verb(d.low[i])
    if not lemma:
        return False
    wrong = [inflect(lemma, form) for form in forms]
    if "NN" in forms:
        wrong = [w for w in wrong if w != lemma] + [_NOUN_OF.get(lemma, "")] * 2
    wrong = [w for w in wrong if w and w != d.low[i]]
    return bool(wrong) and d.replace(i, r.choice(wrong), edit, kind)


def _after_modal(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i, tag in enumerate(d.tags):
        if tag != "VB" or d.low[i] in _LIGHT or not lex.verb(d.low[i]):
            continue
        j = d.before(i)
        if j >= 0 and d.tags[j] == "PRP" and d.at(j - 1) in _DO:
            j -= 1
        if j >= 0 and (d.tags[j] == "MD" or d.low[j] in _DO):
            found.append(i)
    return found


def _after_causative(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i, tag in enumerate(d.tags):
        if tag not in ("VB", "VBP") or d.low[i] in _LIGHT or not lex.verb(d.low[i]):
            continue
        j = i - 1
        while j > i - 5 and j >= 0 and d.tags[j] in _NOMINAL:
            j -= 1
        if 0 <= j < i - 1 and lex.verb(d.low[j]) in CAUSATIVES and d.tags[j].startswith("VB"):
            found.append(i)
    return found


def _infinitives(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d))
        if d.tags[i] == "VB"
        and d.low[i - 1] == "to"
        and d.low[i] not in _LIGHT
        and lex.verb(d.low[i])
    ]


def _asked_to(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in _infinitives(d, lex)
        if d.tag(i - 2) in _NOMINAL
        and any(lex.verb(d.at(j)) in _ASKING for j in range(max(i - 5, 0), i - 2))
    ]


def _drop_to_and_spoil(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    if not _spoil_form(d, i, r, lex, ("VBZ", "VBD"), "form:to-VB", "verb-form"):
        return False
    d.drop(i - 1)
    return True


def _after_words(tag: str, words: frozenset[str]) -> Sites:
    """Sites with the tag whose word before (adverbs skipped) is one of the words."""

    def sites(d: Draft, lex: Lexicon) -> list[int]:
        found = []
        for i, t in enumerate(d.tags):
            if t != tag or d.low[i] in _LIGHT:
                continue
            j = d.before(i)
            if j >= 0 and d.low[j] in words and lex.verb(d.low[i]) not in ("", "be"):
                found.append(i)
        return found

    return sites


def _participle_clauses(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(2, len(d) - 1)
        if d.tags[i] == "VBG"
        and d.low[i - 1] == ","
        and d.tags[i + 1] in ("DT", "PRP", "PRP$", "IN", "RB", "TO", "RP", "NNP")
        and lex.verb(d.low[i])
    ]


def _finite(d: Draft, i: int, tag: str) -> bool:
    """Whether the word at i looks like a finite verb of the tag with its subject before it."""
    if d.tags[i] != tag:
        return False
    j = d.before(i)
    if j < 0:
        return False
    if d.low[j] in _LIGHT and d.low[j] not in ("'s",):
        return False
    return d.tags[j] in _SUBJECT or d.low[j] in ("and", "then", "who", "which", "that", ",", '"')


def _lexical(tag: str) -> Sites:
    def sites(d: Draft, lex: Lexicon) -> list[int]:
        return [
            i
            for i in range(1, len(d))
            if d.tags[i] == tag
            and d.low[i] not in _LIGHT
            and _finite(d, i, tag)
            and lex.verb(d.low[i])
        ]

    return sites


def _plural_verbs(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i in range(1, len(d)):
        if d.tags[i] not in ("VBP", "VB") or d.low[i] in _LIGHT or not lex.verb(d.low[i]):
            continue
        j = d.before(i)
        if j < 0 or d.at(j - 1) in CAUSATIVES or lex.verb(d.at(j - 1)) in CAUSATIVES:
            continue
        if d.tags[i] == "VBP" and (d.low[j] in _PLURAL_SUBJECTS or d.tags[j] == "NNS"):
            found.append(i)
    return found


def singular_subject(d: Draft, i: int) -> bool | None:
    """Whether the subject right before the verb at i is singular; None where that is unclear."""
    j = d.before(i)
    if j < 0:
        return None
    word, tag = d.low[j], d.tags[j]
    if word in ("he", "she", "it"):
        return True
    if word in _PLURAL_SUBJECTS or tag == "NNS":
        return False
    if tag in ("NNP", "NN") and "and" not in d.low[max(j - 3, 0) : j]:
        return None if d.at(j - 1) == "of" or d.at(j - 2) == "of" else True
    return None


_SWAPPED = {
    "was": "were", "were": "was", "is": "are", "are": "is", "has": "have", "have": "has",
    "does": "do", "do": "does", "am": "is",
}  # fmt: skip


def _light_agreement(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    found = []
    for i in range(1, len(d)):
        word = d.low[i]
        if word not in _SWAPPED or not d.words[i].islower():
            continue
        if d.at(i - 1) == "there":
            plural = any(t == "NNS" for t in d.tags[i + 1 : i + 4])
            if plural == (word in ("were", "are")):
                found.append(i)
            continue
        singular = singular_subject(d, i)
        if word in ("was", "is", "has", "does"):
            if singular and not {"if", "though", "wish", "as"} & set(d.low[:i]):
                found.append(i)
        elif singular is False and (word != "do" or d.tags[i] != "VB"):
            found.append(i)
    return found


def _swap(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    right = d.low[i]
    return d.replace(i, _SWAPPED[right], f"word:{right}", "agreement")


_TENSES = {"was": "is", "were": "are", "had": "has", "did": "does", "would": "will"}
_PRESENTS = {"is": "was", "are": "were", "has": "had", "does": "did", "'s": ""}


def _slips(d: Draft, lex: Lexicon) -> list[int]:
    """Finite verbs of a sentence whose other finite verbs have the same tense."""
    past = [i for i in range(1, len(d)) if d.tags[i] == "VBD" and not d.quoted[i]]
    present = [i for i in range(1, len(d)) if d.tags[i] in ("VBZ", "VBP") and not d.quoted[i]]
    if len(past) >= 2 and not present:
        chosen = past
    elif len(present) >= 2 and not past:
        chosen = present
    else:
        return []
    return [
        i
        for i in chosen
        if _finite(d, i, d.tags[i])
        and (d.low[i] in _TENSES or d.low[i] in _PRESENTS or lex.verb(d.low[i]) not in ("", "be"))
        and not (d.low[i] in ("had", "has") and d.tag(i + 1) in ("VBN", "VBD", "RB"))
    ]


def _slip(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    word, tag = d.low[i], d.tags[i]
    if word in _TENSES or word in _PRESENTS:
        other = _TENSES.get(word) or _PRESENTS.get(word, "")
        if word == "had" and singular_subject(d, i) is False:
            other = "have"
        if word == "did" and singular_subject(d, i) is False:
            other = "do"
        return bool(other) and d.replace(i, other, f"word:{word}", "tense")
    if tag == "VBD":
        plural = singular_subject(d, i) is False
        return _spoil_form(d, i, r, lex, ("VBP",) if plural else ("VBZ",), "form:VBD", "tense")
    return _spoil_form(d, i, r, lex, ("VBD",), f"form:{tag}", "tense")


def _plural_nouns(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i in range(1, len(d)):
        if d.tags[i] != "NNS" or d.low[i] not in lex.nouns:
            continue
        j = i - 1
        while j > 0 and d.tags[j] == "JJ":
            j -= 1
        if (
            d.low[j] in _PLURAL_DETERMINERS
            or (
                d.low[i - 1] in ("his", "her", "the")
                and d.at(i - 2) == "of"
                and d.at(i - 3) == "one"
            )
            or (d.low[i] in lex.mostly_plural and (d.tags[j] == "PRP$" or d.tags[j] == "POS"))
        ):
            found.append(i)
    return found


def _singular_nouns(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i in range(1, len(d)):
        if d.tags[i] != "NN" or not d.words[i].isalpha() or d.tag(i + 1) in ("NN", "NNS", "POS"):
            continue
        if d.low[i] in MASS_NOUNS:
            found.append(i)
            continue
        j = i - 1
        while j > 0 and d.tags[j] == "JJ":
            j -= 1
        if d.low[j] in _SINGULAR_DETERMINERS and d.low[i] in lex.countable:
            found.append(i)
    return found


def _to_singular(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r
    return d.replace(i, lex.singular(d.low[i]), "form:NNS", "number")


def _to_plural(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    return d.replace(i, inflect(d.low[i], "NNS"), "form:NN", "number")


def _adverbs(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d))
        if d.tags[i] == "RB"
        and d.low[i].endswith("ly")
        and (
            lex.verb(d.low[i - 1])
            or d.tags[i - 1] in ("PRP", "NN", "NNS", "RB", "RP", ",")
            or d.tag(i + 1) in (".", ",", "JJ", "VBD", "VBZ")
        )
    ]


def _to_adjective(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    stem = adjective_of(d.low[i], lambda w: w in lex.adjectives)
    if not stem:
        return False
    gerund = inflect(stem, "VBG")
    if lex.verb(gerund) == stem and r.random() < 0.7:
        return d.replace(i, gerund, "form:RB", "adverb")
    return d.replace(i, stem, "form:RB", "adverb")


def _adjectives(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(1, len(d) - 1)
        if d.tags[i] == "JJ"
        and d.tags[i - 1] in ("DT", "PRP$")
        and d.tags[i + 1] in ("NN", "NNS")
        and len(d.low[i]) > 3
    ]


def _to_adverb(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    adverb = inflect(d.low[i], "RB")
    if r.random() < 0.15 and d.low[i].endswith("ed") and lex.verb(d.low[i]):
        return d.replace(i, lex.verb(d.low[i]), "form:VBN", "adverb")
    return lex.is_word(adverb) and d.replace(i, adverb, "form:JJ", "adverb")


def _attributive_participles(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d) - 1)
        if d.low[i].endswith("ed")
        and d.tags[i] in ("JJ", "VBN")
        and lex.verb(d.low[i])
        and (d.tags[i + 1] in ("NN", "NNS") or lex.verb(d.low[i - 1]) in ("be", "look", "seem"))
    ]


def _comparatives(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(len(d))
        if d.tags[i] == "JJR" and d.low[i].endswith("er") and d.at(i + 1) == "than"
    ]


def _to_positive(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    word = d.low[i]
    for stem in (word[:-2], word[:-1], word[:-3], word[:-3] + "y"):
        if stem in lex.adjectives and inflect(stem, "JJR") == word:
            if r.random() < 0.4:
                d.insert(i, "more", "RBR", "delete", "superfluous", d.spaces[i])
                d.spaces[i + 1] = True
                return True
            return d.replace(i, stem, "form:JJR", "adverb")
    return False


def _form(forms: str, edit: str, kind: str) -> Spoil:
    """A spoiler that puts the verb into one of the wrong forms."""
    wrong = tuple(forms.split())
    return lambda d, i, r, lex: _spoil_form(d, i, r, lex, wrong, edit, kind)


GRAMMAR_FAULTS: tuple[Fault, ...] = (
    Fault("verb-form", 5, _after_modal, _form("VBD VBZ VBG NN", "form:VB", "verb-form")),
    Fault("verb-form", 14, _after_causative, _form("VBZ VBZ VBD VBG", "form:VB", "verb-form")),
    Fault("verb-form", 4, _infinitives, _form("VBD VBZ VBG NN", "form:VB", "verb-form")),
    Fault("verb-form", 8, _asked_to, _drop_to_and_spoil),
    Fault("verb-form", 5, _after_words("VBG", _BE), _form("VB VBD VBZ", "form:VBG", "verb-form")),
    Fault("verb-form", 3, _after_words("VBN", _HAVE), _form("VB VBD VBG", "form:VBN", "verb-form")),
    Fault("verb-form", 2, _after_words("VBN", _BE), _form("VB VBD VBZ", "form:VBN", "verb-form")),
    Fault(
        "verb-form", 3, _after_words("VBG", _GERUND_AFTER), _form("VB VBZ", "form:VBG", "verb-form")
    ),
    Fault("verb-form", 2, _participle_clauses, _form("VB", "form:VBG", "verb-form")),
    Fault("verb-form", 1.5, _lexical("VBD"), _form("VBN", "form:VBD", "verb-form")),
    Fault("verb-form", 5, _lexical("VBD"), _form("VB", "form:VBD", "verb-form")),
    Fault("agreement", 16, _lexical("VBZ"), _form("VB", "form:VBZ", "agreement")),
    Fault("agreement", 5, _plural_verbs, _form("VBZ", "form:VBP", "agreement")),
    Fault("agreement", 4, _light_agreement, _swap),
    Fault("tense", 10, _slips, _slip),
    Fault("number", 7, _plural_nouns, _to_singular),
    Fault("number", 2.5, _singular_nouns, _to_plural),
    Fault("adverb", 9, _adverbs, _to_adjective),
    Fault("adverb", 1, _adjectives, _to_adverb),
    Fault("adverb", 1, _attributive_participles, _form("VB", "form:VBN", "adverb")),
    Fault("adverb", 5, _comparatives, _to_positive),
)
"""The faults of grammar and how often each is tried."""
