"""Faults of wording: words left out, doubled, superfluous, confused, mistyped."""

from random import Random

from fabula.language.inflection import inflect
from fabula.language.soundalikes import SOUNDALIKES
from fabula_training.confusions import (
    CONFUSIONS,
    INSERTABLE,
    NEIGHBOURS,
    PREPOSITIONS,
    SUPERFLUOUS_AFTER,
)
from fabula_training.draft import Draft, Fault, Spoil
from fabula_training.lexicon import Lexicon

__all__ = ["WORD_FAULTS"]

_BARE_PLACES = frozenset(
    "bed school church home town sea dinner breakfast supper lunch prison hospital court college "
    "table hand foot night day noon midnight work heart mind fact order time times class war "
    "university market evening morning summer winter spring dawn dusk sunset".split()
)
_TIMES = frozenset(
    "moment minute minutes hour hours day days night nights week weeks month months year years "
    "morning evening afternoon time times while second seconds instant monday tuesday wednesday "
    "thursday friday saturday sunday summer winter spring autumn miles mile yards".split()
)
_VERBAL = ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN")
_PREDICATE = ("VBG", "JJ", "DT", "IN", "PRP$", "RB")
_BE_DROPPED = frozenset("am is are was were be been".split())
_INSERTABLE = frozenset(INSERTABLE)
_CLITICS = frozenset(
    (
        "n't",
        "'s",
        "'re",
        "'m",
        "'ll",
        "'ve",
        "'d",
        "’s",
        "’re",
        "’m",
        "’ll",
        "’ve",
        "’d",
        "n’t",
        "'",
        "’",
    )
)
_NOT_DOUBLED = frozenset("that had no very so her well ha there now on in".split())


def _missing(d: Draft, i: int, kind: str) -> bool:
    """Leave the closed-class word at i out and name it on the next word."""
    if d.low[i] not in _INSERTABLE or d.at(i + 1) in _CLITICS:
        return False
    return d.remove(i, f"insert-before:{d.low[i]}", kind)


def _leave_out(kind: str) -> Spoil:
    return lambda d, i, _r, _lex: _missing(d, i, kind)


def _noun_after(d: Draft, i: int) -> int:
    """The index of the singular noun that ends the adjectives after i; -1 if there is none."""
    j = i + 1
    while j < len(d) and j < i + 4 and d.tags[j] in ("JJ", "RB", "VBG", "VBN"):
        j += 1
    return j if d.tag(j) == "NN" and d.tag(j + 1) not in ("NN", "NNS") else -1


def _articles(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i, word in enumerate(d.low):
        if word not in ("a", "an", "the") or d.tags[i] != "DT":
            continue
        j = _noun_after(d, i)
        if j < 0 or d.low[j] not in lex.countable:
            continue
        if d.low[j] in _BARE_PLACES and i and d.tags[i - 1] in ("IN", "TO"):
            continue
        if d.at(i - 1) in ("both", "all", "half", "such", "what", "many", "as", "or", "and"):
            continue
        found.append(i)
    return found


def _prepositions(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    found = []
    for i in range(1, len(d) - 1):
        if d.low[i] not in PREPOSITIONS or d.tags[i] not in ("IN", "TO", "RP"):
            continue
        if d.tags[i + 1] not in ("DT", "PRP", "PRP$", "NNP", "VBG"):
            continue
        if d.tags[i - 1] not in (*_VERBAL, "NN", "NNS", "RB", "JJ"):
            continue
        near = d.low[i + 1 : i + 5]
        if any(w in _TIMES for w in near) or d.low[i - 1] in ("and", "or", "all", "both"):
            continue
        if d.low[i] == "to" and d.tags[i + 1] in ("PRP", "NNP"):
            continue
        found.append(i)
    return found


def _auxiliaries(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i in range(1, len(d) - 1):
        if d.low[i] in ("had", "have", "has"):
            verb = lex.verb(d.low[i + 1])
            if verb and d.tags[i + 1] == "VBN" and inflect(verb, "VBD") != d.low[i + 1]:
                found.append(i)
            continue
        if d.low[i] not in _BE_DROPPED:
            continue
        after = d.tags[i + 1]
        if d.low[i] in ("be", "been"):
            if after in ("VBN", "JJ", "VBG") and d.tags[i - 1] in ("MD", "VBN", "TO", "VBD", "VBZ"):
                found.append(i)
        elif d.tags[i - 1] in ("PRP", "NNP", "NN", "NNS", "EX") and after in _PREDICATE:
            found.append(i)
    return found


def _infinitive_to(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d) - 1)
        if d.low[i] == "to"
        and d.tags[i + 1] == "VB"
        and (d.tags[i - 1] in _VERBAL or d.tags[i - 1] in ("JJ", "PRP", "NN"))
        and lex.verb(d.low[i - 1]) not in ("help", "dare", "need", "go", "come", "know")
    ]


def _nouns(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    found = []
    for i in range(1, len(d) - 1):
        if d.tags[i] not in ("NN", "NNS") or d.tags[i + 1] in ("NN", "NNS", "POS", "NNP", "CD"):
            continue
        before = d.low[i - 1]
        if d.tags[i - 1] == "JJ" and d.tag(i - 2) in ("DT", "PRP$", "JJ", "POS", "CC"):
            if d.at(i - 2) in ("a", "an", "his", "her", "my", "your", "its") or d.tag(i - 2) in (
                "JJ",
                "POS",
            ):
                found.append(i)
        elif before in ("a", "an", "my", "your", "our", "their", "the", "his", "every") or (
            d.tags[i - 1] == "POS" and d.tags[i + 1] in ("RB", "IN", "VBD", "VBZ", "CC")
        ):
            found.append(i)
    return found


def _drop_noun(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    return d.remove(i, "insert-before:noun", "noun")


def _verbs(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d) - 1)
        if d.tags[i] in ("VBD", "VBZ", "VBP", "VB")
        and lex.verb(d.low[i]) not in ("", "be", "have", "do")
        and d.tags[i + 1] in ("DT", "PRP$", "PRP", "IN", "NNP", "TO")
        and (d.tags[i - 1] in ("PRP", "NNP", "MD", "CC") or d.low[i - 1] == "to")
    ]


def _drop_verb(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    return d.remove(i, "insert-before:verb", "verb")


def _pronouns(d: Draft, lex: Lexicon) -> list[int]:
    found = []
    for i in range(1, len(d) - 1):
        tag, before = d.tags[i], d.tags[i - 1]
        if tag == "PRP" and d.tags[i + 1] in ("VBD", "VBZ", "VBP", "MD"):
            if d.low[i - 1] in ("when", "because", "if", "that", "what", "how", "where", "who"):
                found.append(i)
            elif before in ("NN", "NNS", ","):
                continue
        elif tag == "PRP" and before in ("VBD", "VBZ", "VB", "VBG"):
            if d.tags[i + 1] in ("IN", "TO", "RB", "VB", "RP", "JJ"):
                found.append(i)
        elif (
            tag == "PRP$"
            and d.tags[i + 1] == "NN"
            and d.low[i + 1] in lex.countable
            and before in (*_VERBAL, "IN")
        ) or (d.low[i] in ("who", "what") and d.tags[i + 1] in ("VBD", "VBZ") and before == "NN"):
            found.append(i)
    return found


def _conjunctions(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(2, len(d) - 1)
        if (d.low[i] == "and" and d.tags[i + 1] in ("VBD", "VBZ", "VBP") and d.low[i - 1] != ",")
        or (d.low[i] == "and" and d.tags[i - 1] == d.tags[i + 1] and d.tags[i - 1] in ("NN", "NNS"))
        or (d.low[i] == "than" and d.tags[i - 1] in ("JJR", "RBR"))
        or (d.low[i] == "that" and d.tags[i - 1] in ("NN", "NNS") and d.tags[i + 1] in _VERBAL)
        or (
            d.low[i] == "as"
            and d.at(i - 2) in ("as", "so")
            and d.tags[i - 1] in ("JJ", "RB")
            and d.tags[i + 1] in ("DT", "PRP", "PRP$", "NNP")
        )
    ]


def _doublable(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(len(d))
        if d.words[i].isalpha()
        and d.low[i] not in _NOT_DOUBLED
        and d.tags[i] not in ("UH", "NNP", "JJ", "RB", "NNPS")
        and (d.tags[i] in ("DT", "IN", "TO", "PRP", "PRP$", "CC", "MD") or len(d.low[i]) < 7)
        and d.at(i + 1) not in _CLITICS
    ]


def _double(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    return d.insert(i + 1, d.low[i] if d.low[i] != "i" else "I", d.tags[i], "delete", "doubled")


def _bare_nouns(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(1, len(d))
        if d.tags[i] in ("NNS", "NNP") and d.tags[i - 1] in ("IN", "VBD", "VBZ", "VB", "CC")
    ]


def _add_article(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    if d.tags[i] == "NNS":
        article = "a"
    else:
        if d.tag(i + 1) in ("NN", "NNS", "NNP", "POS"):
            return False
        article = "the"
    if article == "a" and d.low[i][0] in "aeiou":
        article = "an"
    return d.insert(i, article, "DT", "delete", "superfluous")


def _direct_objects(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d))
        if d.tags[i] in ("DT", "PRP", "PRP$", "NNP")
        and d.tags[i - 1] in _VERBAL
        and lex.verb(d.low[i - 1]) in SUPERFLUOUS_AFTER
        and d.low[i] not in ("all", "both", "i", "he", "she", "they", "we")
    ]


def _add_preposition(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    word = r.choice(SUPERFLUOUS_AFTER[lex.verb(d.low[i - 1])])
    return d.insert(i, word, "IN", "delete", "superfluous")


def _bare_infinitives(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(1, len(d))
        if d.tags[i] == "VB"
        and lex.verb(d.low[i])
        and (d.tags[d.before(i)] == "MD" or lex.verb(d.at(i - 2)) in ("make", "let", "see"))
        and d.tags[i - 1] in ("MD", "PRP", "NNP")
        and d.at(i - 1) not in ("ought", "used")
    ]


def _add_to(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    return d.insert(i, "to", "TO", "delete", "superfluous")


def _leftover_places(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(1, len(d) - 1)
        if (d.low[i] in PREPOSITIONS and d.tags[i + 1] in ("DT", "PRP$", "PRP"))
        or d.tags[i] == "MD"
        or (d.tags[i] == "VBD" and d.tags[i - 1] in ("PRP", "NNP"))
    ]


def _add_leftover(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    """A word of an earlier wording left standing: "in on the table", "would could"."""
    del lex
    if d.low[i] in PREPOSITIONS:
        options = [p for p in ("at", "of", "for", "with") if p != d.low[i]]
        return d.insert(i, r.choice(options), "IN", "delete", "superfluous")
    if d.tags[i] == "MD":
        options = [m for m in ("would", "could", "can", "will") if m != d.low[i]]
        return d.insert(i, r.choice(options), "MD", "delete", "superfluous")
    return d.insert(i, "is" if d.low[i] != "is" else "did", "VBD", "delete", "superfluous")


def _confusable(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [i for i in range(len(d)) if d.low[i] in CONFUSIONS and d.tags[i] != "NNP"]


_AFTER_NOUN = ("was", "were", "is", "are")


def _confuse(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del lex
    right = d.low[i]
    wrong = r.choice(CONFUSIONS[right])
    if d.at(i + 1) in _CLITICS and "'" not in wrong:
        return False
    if wrong in ("a", "an", "the") and right not in ("a", "an", "the", "then", "they", "he", "and"):
        return False
    if {right, wrong} == {"a", "an"} and not d.at(i + 1)[:1].isalpha():
        return False
    if {right, wrong} == {"the", "a"} and d.tag(i + 1) not in ("NNS", "JJS", "PRP$", "CD", "NNP"):
        return False
    if "'" in wrong:
        stem, clitic = wrong.split("'")
        if not d.replace(i, stem, f"word:{right}", "confusion"):
            return False
        return d.insert(i + 1, "'" + clitic, "VBZ", "delete", "confusion", space=False)
    if _still_fine(d, i, right, wrong):
        return False
    return d.replace(i, wrong, f"word:{right}", "confusion")


def _still_fine(d: Draft, i: int, right: str, wrong: str) -> bool:
    """Whether the wrong word may well read as right here."""
    after = d.tag(i + 1)
    if right in ("on", "in", "at") and wrong in ("on", "in", "at", "of"):
        return after not in ("DT", "PRP$", "NNP", "NN") or d.at(i - 1) in _AFTER_NOUN
    if right in ("would", "could", "will", "can") and wrong in ("will", "can", "could", "would"):
        if right in ("could", "can") or d.quoted[i]:
            return not d.quoted[i] and "VBD" not in d.tags
        return "VBD" not in d.tags
    if right in ("this", "these", "that", "those", "his", "the") and wrong in (
        "this", "these", "that", "those", "his", "a"
    ):  # fmt: skip
        return (wrong in ("these", "those")) == (after == "NNS") or after not in ("NN", "NNS", "JJ")
    if right in ("before", "between", "while", "into", "up", "out", "how", "what"):
        return after in ("PRP", "NNP") and wrong in ("after", "when", "to", "who", "that")
    if right in ("him", "her", "them") and wrong in ("them", "her", "him"):
        return True
    if right in ("himself", "herself") and wrong in ("him", "her"):
        return after in ("VBD", "VBZ")
    if right in ("to",) and wrong in ("for",):
        return after != "VB"
    return right in ("he", "she") and wrong in ("she", "he", "her")


def _soundalike_sites(d: Draft, lex: Lexicon) -> list[int]:
    found = [i for i in range(len(d)) if d.low[i] in SOUNDALIKES and d.tags[i] != "NNP"]
    rare = [i for i in found if lex.counts.get(d.low[i], 0) < 2000]
    return rare or found


def _take_soundalike(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del lex
    return d.replace(i, r.choice(SOUNDALIKES[d.low[i]]), "confused", "confusion")


def _misspell(word: str, r: Random) -> str:
    """One slip of the fingers, or a common doubt about doubling or vowels."""
    i = r.randrange(1, len(word) - 1)
    slip = r.random()
    if slip < 0.28:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if slip < 0.55:
        return word[:i] + word[i + 1 :]
    if slip < 0.70:
        return word[:i] + word[i] + word[i:]
    if slip < 0.80:
        beside = NEIGHBOURS.get(word[i], "")
        return word[:i] + r.choice(beside) + word[i + 1 :] if beside else word
    if slip < 0.87 and len(word) > 5:
        return word[:-1]
    for right, wrong in r.sample(_DOUBTS, len(_DOUBTS)):
        if right in word:
            return word.replace(right, wrong, 1)
    return word[:i] + word[i + 1 :]


_DOUBTS = (
    ("ie", "ei"), ("ei", "ie"), ("ence", "ance"), ("ance", "ence"), ("able", "ible"),
    ("ible", "able"), ("ely", "ly"), ("ss", "s"), ("ll", "l"), ("tt", "t"), ("rr", "r"),
    ("mm", "m"), ("cc", "c"), ("pp", "p"), ("a", "e"), ("e", "a"), ("ally", "aly"),
    ("ite", "ate"), ("que", "ke"),
)  # fmt: skip


def _spellable(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(len(d))
        if len(d.low[i]) > 3 and d.words[i].isalpha() and d.tags[i] not in ("NNP", "NNPS", "FW")
    ]


def _forms_of_one(word: str, other: str, lex: Lexicon) -> bool:
    """Whether both are forms of one verb, or a noun and its plural."""
    if lex.verb(word) and lex.verb(word) == lex.verb(other):
        return True
    return lex.singular(word) == other or lex.singular(other) == word


def _spell(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    wrong = _misspell(d.low[i], r)
    if wrong == d.low[i]:
        return False
    if lex.is_word(wrong):
        if _forms_of_one(wrong, d.low[i], lex):
            return False
        return d.replace(i, wrong, "spell", "typo")
    return d.replace(i, wrong, "spell", "spelling")


def _one_slip_away(word: str) -> set[str]:
    """Spellings one slip of the fingers away: a letter lost, doubled, swapped, or its neighbour."""
    found = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    found |= {word[:i] + word[i] + word[i:] for i in range(1, len(word))}
    found |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    for i in range(1, len(word)):
        found |= {word[:i] + beside + word[i + 1 :] for beside in NEIGHBOURS.get(word[i], "")}
    return found - {word}


def _typo(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    """A slip of the fingers that makes another word, common enough to be read past."""
    right = d.low[i]
    others = [
        w
        for w in sorted(_one_slip_away(right))
        if lex.counts.get(w, 0) >= _COMMON and not _forms_of_one(w, right, lex)
    ]
    if not others:
        return False
    wrong = r.choices(others, [lex.counts[w] ** 0.5 for w in others])[0]
    return d.replace(i, wrong, f"word:{right}" if right in CONFUSIONS else "spell", "typo")


_COMMON = 20
"""Times a word stands in the edited texts for a slip to end in it."""


def _typed(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(len(d))
        if len(d.low[i]) > 2
        and d.words[i].isalpha()
        and d.tags[i] not in ("NNP", "NNPS", "FW", "UH")
        and d.at(i + 1) not in _CLITICS
    ]


def _closed_class(d: Draft, lex: Lexicon) -> list[int]:
    """Determiners, prepositions, pronouns and auxiliaries, wherever a lost one is likely felt."""
    del lex
    return [
        i
        for i in range(1, len(d) - 1)
        if d.low[i] in _INSERTABLE
        and d.tags[i] in ("DT", "IN", "TO", "PRP", "PRP$", "VBD", "VBZ", "VBP", "WP")
        and d.tags[i + 1][:1].isalpha()
        and d.low[i] not in ("that", "so", "up", "out", "over", "about")
        and d.low[i - 1] != d.low[i + 1]
    ]


WORD_FAULTS: tuple[Fault, ...] = (
    Fault("article", 8, _articles, _leave_out("article")),
    Fault("preposition", 6, _prepositions, _leave_out("preposition")),
    Fault("auxiliary", 7, _auxiliaries, _leave_out("auxiliary")),
    Fault("auxiliary", 3, _infinitive_to, _leave_out("auxiliary")),
    Fault("noun", 4, _nouns, _drop_noun),
    Fault("verb", 2, _verbs, _drop_verb),
    Fault("pronoun", 6, _pronouns, _leave_out("pronoun")),
    Fault("conjunction", 8, _conjunctions, _leave_out("conjunction")),
    Fault("doubled", 1.5, _doublable, _double),
    Fault("superfluous", 1.5, _bare_nouns, _add_article),
    Fault("superfluous", 3, _direct_objects, _add_preposition),
    Fault("superfluous", 1.5, _bare_infinitives, _add_to),
    Fault("superfluous", 2, _leftover_places, _add_leftover),
    Fault("confusion", 7, _confusable, _confuse),
    Fault("confusion", 4.5, _soundalike_sites, _take_soundalike),
    Fault("spelling", 3.5, _spellable, _spell),
    Fault("typo", 4, _typed, _typo),
    Fault("missing", 4, _closed_class, _leave_out("missing")),
)
"""The faults of wording and how often each is tried."""
