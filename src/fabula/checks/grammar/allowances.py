"""What looks like a fault to the reader and is none: rare but right, or old, or idiom.

Each rule is a construction of English that edited fiction uses and that training on
mistakes teaches a model to mistrust. They are described in Huddleston and Pullum, The
Cambridge Grammar of the English Language (2002; chapter and section beside each rule),
and, for what is no longer usual, in Jespersen, A Modern English Grammar (1909-49).
"""

from collections.abc import Callable

from fabula.checks.grammar.sentence_place import SentencePlace
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.function_words import (
    ATTRIBUTIVE_PARTICLES,
    BE_HAVE_DO,
    CONDITIONS,
    DIRECTIONS,
    TAKES_TO,
)
from fabula.english.inflection import MODALS
from fabula.english.motion import ONTO_SURFACES
from fabula.english.numbers import SAME_IN_PLURAL
from fabula.english.people import COLLECTIVES_AND_QUANTITIES
from fabula.language.inflection import IRREGULAR_VERBS, said_with_vowel
from fabula.language.reading import Reading

__all__ = ["is_allowed"]

_MEASURES = frozenset("as all so than ever every what".split())
_RELATIVE_HEADS = frozenset("he she they him them those we".split())
_NOMINATIVES = frozenset("i he she we they".split())
_PERFECT = frozenset("have has had having 've ’ve".split())
_EXPLETIVES = frozenset("it there that this".split())
_CHANGED = frozenset("become come gone grown fallen risen fled arrived departed got".split())
_ABSOLUTES = frozenset("mine hers ours yours theirs thine".split())
_POSSESSIVES = frozenset("its his her my your their our thy".split())
_GOVERNING = frozenset("see hear feel watch notice make let help bid have behold".split())
_SETTING = frozenset("set get fall take go come put begin keep".split())
_OWN_VERBS = frozenset("saw found wound fell bore ground bound rent lay bath".split())
"""Pasts that are plain forms of another verb (to saw, to found), and British "to bath"."""
_PASTS = frozenset(form for forms in IRREGULAR_VERBS.values() for form in forms)


def is_allowed(reading: Reading, i: int, tag: str, *, spoken: bool) -> bool:
    """Whether the word stands in a construction that makes it right as it is.

    ``tag``: the edit that is asked for at token ``i``; ``spoken``: inside a quotation.
    """
    kind, _, wanted = tag.partition(":")
    place = SentencePlace(reading, i, wanted, spoken)
    return any(rule(place) for rule in _RULES.get(kind, ()))


def _as_fast_as_he_could(p: SentencePlace) -> bool:
    """ "As fast as ever I could to reach it": the verb after the modal is understood (17.7)."""
    return p.word() == "to" and p.word(-1) in MODALS and bool(p.before() & _MEASURES)


def _they_that(p: SentencePlace) -> bool:
    """ "They that be born": a relative clause on a pronoun (12.4)."""
    return p.word() == "that" and p.word(-1) in _RELATIVE_HEADS


def _absolute_his(p: SentencePlace) -> bool:
    """ "A friend of his"; "His were not": *his* without a noun (5.10)."""
    if p.wanted in ("noun", "verb"):
        return p.word(-1) == "his"
    return p.word() == "his" and (p.tag(1).startswith("VB") or p.tag(1) in ("MD", "IN", ".", ","))


def _attributive(p: SentencePlace) -> bool:
    """ "The then king", "the under side", "a becoming air": the noun comes later (6.4)."""
    if p.wanted != "noun":
        return False
    follows = p.tag(1).startswith("NN") or (p.tag(1) == "JJ" and p.tag(2).startswith("NN"))
    return follows and (p.tag() in ("VBG", "VBN") or p.word() in ATTRIBUTIVE_PARTICLES)


def _broken_off(p: SentencePlace) -> bool:
    """ "The (glad to have ...": speech that starts again, or marks around a word."""
    return p.wanted == "noun" and not p.word()[:1].isalnum()


def _is_become(p: SentencePlace) -> bool:
    """ "Was become", "is gone": *be* was the auxiliary of motion and change (Jespersen IV, 3)."""
    return p.word() in _CHANGED and p.word(-1) in BE_HAVE_DO


def _a_he(p: SentencePlace) -> bool:
    """ "Unless you call her a he"; "an you smuggle", where *an* is *if*."""
    return p.word(-1) in ("a", "an") and p.word() in (*_NOMINATIVES, "you", "it")


def _left_alone(p: SentencePlace) -> bool:
    """ "Nor she mine", "his is a type": a possessive without its noun is no word too many."""
    return p.word() in _ABSOLUTES or (p.word(-1) == "his" and p.word() in BE_HAVE_DO)


def _possessive_for_article(p: SentencePlace) -> bool:
    """ "All its due", "mine host": where one may stand the other may, and says less."""
    return p.wanted in ("the", "a", "an") and p.word() in (*_ABSOLUTES, *_POSSESSIVES)


def _his_then_majesty(p: SentencePlace) -> bool:
    """ "His then majesty": the adverb as an adjective (6.4)."""
    return p.word() == "then" and p.tag(-1) in ("PRP$", "DT", "POS")


def _other_class(p: SentencePlace) -> bool:
    """A form of *do* or *be* for a pronoun or a perfect: no slip of the hand makes it."""
    pronoun = p.word() in BE_HAVE_DO and p.wanted in (*_NOMINATIVES, "it", "you")
    other = BE_HAVE_DO - {"do", "does", "did"}
    return pronoun or (p.word() in ("do", "does", "did") and p.wanted in other)


def _heard_him_say(p: SentencePlace) -> bool:
    """ "She heard one voice say": the plain form after the senses, *make*, *let*, *help* (14.5)."""
    plain = p.word() == p.reading.lemmas[p.i].lower()
    if p.word(-1) in _NOMINATIVES:
        return False  # the subject of its own verb: how she sound
    ruled = {w.lower() for w in p.reading.lemmas[max(p.first, p.i - 8) : p.i]} & _GOVERNING
    return plain and p.wanted in ("VBD", "VBZ") and bool(ruled)


def _nobody(p: SentencePlace) -> bool:
    """Pronouns in -body and -one have no number to change."""
    return p.word().endswith(("body", "one")) and p.wanted == "NNS"


def _lets(p: SentencePlace) -> bool:
    return p.spoken and p.word() == "lets"


def _by_the_by(p: SentencePlace) -> bool:
    return p.word() in ("by", "bye") and p.word(-1) == "the" and p.word(-2) == "by"


def _exclamation(p: SentencePlace) -> bool:
    """ "Wonderful kindness this!": an exclamation needs no verb (10.8)."""
    return p.wanted in BE_HAVE_DO and p.reading.words[p.last - 1] == "!"


def _inverted_tag(p: SentencePlace) -> bool:
    """ "Said I as she turned": the subject of a tag comes after its verb."""
    verb = p.tag(-2) in ("VBD", "VBZ", "VBP") and not p.word(-3).isalnum()
    return p.word(-1) in _NOMINATIVES and verb


def _right_article(p: SentencePlace) -> bool:
    """ "An arm", "a unicorn": the article that the sound asks for (5.6.2)."""
    if p.word() not in ("a", "an") or p.wanted not in ("a", "an"):
        return False
    return said_with_vowel(p.word(1)) == (p.word() == "an")


def _held_onto(p: SentencePlace) -> bool:
    """ "Hold onto the rail", "laid it onto the table": holding, and putting on a surface (7.2)."""
    near = {w.lower() for w in p.reading.lemmas[max(p.first, p.i - 8) : p.i]}
    return p.word() == "onto" and bool(near & ONTO_SURFACES)


def _one_and_another(p: SentencePlace) -> bool:
    """ "Curly and he were led away": two make a plural (5.18)."""
    joined = p.word(-2) == "and" and p.reading.deprels[p.i - 1] == "conj"
    return joined and p.word() in ("are", "were", "have", "do")


def _one_of_them(p: SentencePlace) -> bool:
    """ "One of the lenses was cracked": the verb of one, right behind the many it is of (5.18)."""
    if not (p.word() in ("was", "is", "has", "does") or p.tag() == "VBZ"):
        return False
    if p.tag(-1) not in ("NNS", "NNPS", "PRP"):
        return False
    steps = range(-2, -_OF_MANY, -1)
    of = next((step for step in steps if p.word(step) == "of"), 0)
    between = {p.tag(step)[:2] for step in range(of + 1, -1)}
    alone = p.word(of - 2) not in ("more", "than", "and", "or")
    return bool(of) and p.word(of - 1) in ("one", "each") and alone and between <= _OF_A_PHRASE


_OF_MANY = 7
"""How far before its verb the word "of" after "one" may stand."""
_OF_A_PHRASE = frozenset("DT PR JJ CD NN PO".split())


def _subjunctive(p: SentencePlace) -> bool:
    """ "If it be so", "though he were": the subjunctive (3.9; Jespersen VII, 18)."""
    return p.word() in ("be", "were", "have") and bool(p.before(6) & CONDITIONS)


def _noun_me(p: SentencePlace) -> bool:
    """ "This hypothetical me": a pronoun used as a noun (5.8)."""
    return p.word() == "me" and p.tag(-1) in ("JJ", "PRP$", "DT")


def _spoken_auxiliary(p: SentencePlace) -> bool:
    """ "He do want it": dialects use other auxiliaries (Wright 1905, 435)."""
    return p.spoken and p.word() in BE_HAVE_DO and p.wanted in BE_HAVE_DO


def _number(p: SentencePlace) -> bool:
    """A number in words is no slip for another word, but for "two"."""
    return p.tag() == "CD" and p.word() not in ("two", "won")


def _save(p: SentencePlace) -> bool:
    """ "No one save the boy": *save* as a preposition (7.2)."""
    return p.word() == "save"


def _own_verb(p: SentencePlace) -> bool:
    """ "To saw a board", "to wound him": another verb's past, but a verb of its own."""
    return p.word() in _OWN_VERBS and (p.word(-1) == "to" or p.word() == "bath")


def _to_a_plural(p: SentencePlace) -> bool:
    """ "Accustomed to savages": *to* is a preposition here."""
    return p.word(-1) == "to" and p.word().endswith("s") and bool(p.before() & TAKES_TO)


def _in_sped(p: SentencePlace) -> bool:
    """ "In sped the boy": the direction comes first (11.4)."""
    opens = p.i - p.first <= 2 or p.word(-2) in ("and", "then", "but", ",", ";")
    return p.word() in _PASTS and p.word(-1) in DIRECTIONS and opens


def _two_subjects(p: SentencePlace) -> bool:
    """ "He and Ma make", "say Blaze and Sparkle": two make a plural (5.18)."""
    if p.tag() not in ("VBP", "VB") or p.wanted not in ("VBZ", "VBD"):
        return False
    ahead = [p.word(k) for k in range(2, 5)]
    inverted = p.tag(1).startswith("NN") and "and" in ahead
    return inverted or (p.word(-2) == "and" and p.tag(-1)[:2] in ("NN", "PR"))


def _what_is_so(p: SentencePlace) -> bool:
    """ "It is proof of his patience that he stayed": the narrator judges now."""
    return p.word() == "is" and p.word(-1) in _EXPLETIVES


def _those_who(p: SentencePlace) -> bool:
    """ "Men who live alone", "as the books inform us": of a kind, told in the present (3.4)."""
    if p.wanted != "VBD" or p.tag() not in ("VBP", "VB"):
        return False
    heads = p.reading.tokens.head.tolist()
    near = range(p.first, p.i)
    subject = any(heads[k] == p.i and p.reading.xpos[k] in ("NNS", "NNPS") for k in near)
    kind = heads[p.i] >= 0 and p.reading.xpos[heads[p.i]] in ("NNS", "NNPS")
    relative = p.reading.deprels[p.i] == "acl:relcl"
    said = any(heads[k] == p.i and p.reading.words[k].lower() == "as" for k in near)
    return (relative and (kind or subject)) or (subject and said)


def _collective(p: SentencePlace) -> bool:
    """ "The family were at breakfast": a group may take a plural verb (Quirk et al. 10.36)."""
    plural = p.word() in ("were", "are", "have", "do") or p.tag() == "VBP"
    near = range(max(p.first, p.i - 3), p.i)
    return plural and any(p.reading.lemmas[k].lower() in COLLECTIVES_AND_QUANTITIES for k in near)


def _either_number(p: SentencePlace) -> bool:
    """ "The gallows was high", "the headquarters were dark": nouns in -s of both numbers (5.2)."""
    be = p.word() in ("was", "were", "is", "are", "has", "have")
    return be and p.word(-1).endswith("s") and p.word(-1) in SAME_IN_PLURAL


def _fool_enough(p: SentencePlace) -> bool:
    """ "He was fool enough": a noun graded by *enough* takes no article (5.7)."""
    return p.wanted in ("a", "the") and p.word(1) == "enough"


def _cheek_on_cheek(p: SentencePlace) -> bool:
    """ "Cheek on cheek", "from door to door", "with finger on lip": bare nouns in pairs (5.8)."""
    if p.wanted not in ("a", "an", "the", *_POSSESSIVES):
        return False
    paired = (
        p.tag(1) == "IN" and p.tag(2) == "NN" and (p.word() == p.word(2) or p.word(-1) == "with")
    )
    return paired or (p.tag(-1) == "IN" and p.word(-2) == p.word())


def _absolute(p: SentencePlace) -> bool:
    """ "It being late, they left": a participle with a subject of its own (14.9)."""
    return p.word() in ("being", "having") and p.wanted in BE_HAVE_DO


def _set_to_talking(p: SentencePlace) -> bool:
    """ "Set him to talking", "got to thinking": here *to* is a preposition (14.4)."""
    put = {w.lower() for w in p.reading.lemmas[max(p.first, p.i - 4) : p.i]} & _SETTING
    return p.word(-1) == "to" and p.tag() == "VBG" and bool(put)


def _spoken_past(p: SentencePlace) -> bool:
    """ "He give me half", "I been there", "I seen it": pasts of dialect (Wright 1905, 425-32)."""
    if not p.spoken:
        return False
    if p.wanted == "VBN" and p.word() == p.lemma() and p.word(-1) in _PERFECT:
        return False  # *I've spend* is no dialect's
    if p.word() in ("been", "seen", "done", "gone", "got"):
        return p.wanted in (*BE_HAVE_DO, "VBD", "VBN")
    return p.wanted in ("VBD", "VBN")


def _me_and(p: SentencePlace) -> bool:
    """ "Me and Freya went": spoken everywhere (5.8)."""
    pair = p.word(1) == "and" or p.word(-1) == "and"
    return p.spoken and p.word() in ("me", "him", "her", "them", "us") and pair


def _ways(p: SentencePlace) -> bool:
    """ "A long ways off" (Garner 2022)."""
    return p.word() == "ways"


def _italic(p: SentencePlace) -> bool:
    """A word beside the marks of italics belongs to a title or to another tongue."""
    tokens, text = p.reading.tokens, p.reading.text
    start, end = int(tokens.start[p.i]), int(tokens.end[p.i])
    return text[max(start - 1, 0) : start] in ("_", "*") or text[end : end + 1] in ("_", "*")


def _written_apart(p: SentencePlace) -> bool:
    """ "Any thing", "every body": two words throughout, as was usual before 1850 (Jespersen II)."""
    apart = f"{p.word(-1)} {p.word()}"
    return p.i > p.first and p.reading.text.count(apart) > 1


def _quits(p: SentencePlace) -> bool:
    """ "I'll be quits with you"."""
    return p.word() == "quits"


def _passive(p: SentencePlace) -> bool:
    """ "What is called ..."; "it is said": an auxiliary before its participle is needed."""
    return p.word() in BE_HAVE_DO and p.tag(1) == "VBN"


def _in_name(p: SentencePlace) -> bool:
    """ "Finn the Red-Handed", "the Tappan Zee": the article belongs to a name (5.20)."""
    following = p.reading.words[p.i + 1] if p.i + 1 < p.last else ""
    return p.word() == "the" and following[:1].isupper()


def _that_there(p: SentencePlace) -> bool:
    """ "That there house": spoken everywhere (Wright 1905, 416)."""
    return p.spoken and p.word() in ("there", "here") and p.word(-1) in ("that", "this", "them")


def _dropped_h(p: SentencePlace) -> bool:
    """ "Saw 'im": him without its h; other forms that no dictionary has are dialect in speech."""
    start = int(p.reading.tokens.start[p.i])
    alone = start == 0 or not p.reading.text[start - 1].isalpha()
    return p.word() == "im" or (p.spoken and alone and not lexicon().listed(p.word()))


def _with_possessive(p: SentencePlace) -> bool:
    """ "A children's doctor": the article goes with the other noun (5.18)."""
    return p.wanted == "NN" and p.tag(1) == "POS"


def _is_short(p: SentencePlace) -> bool:
    """ "Dinner's ready": 's is the verb."""
    return p.tag(2) in ("JJ", "VBG", "VBN", "RB")


def _clipped(p: SentencePlace) -> bool:
    """ "Name's Gloria": in speech the first word may have lost its own, and 's be a verb."""
    return p.spoken and p.i - p.first <= 1 and p.tag(2).startswith(("NNP", "DT", "JJ", "IN", "V"))


_Rule = Callable[[SentencePlace], bool]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "delete": (_as_fast_as_he_could, _they_that, _left_alone, _passive, _in_name),
    "insert-before": (
        _absolute_his, _attributive, _broken_off, _by_the_by, _exclamation, _inverted_tag,
        _is_become, _a_he, _fool_enough, _cheek_on_cheek, _absolute, _spoken_past,
    ),
    "word": (
        _absolute_his, _inverted_tag, _subjunctive, _noun_me, _spoken_auxiliary, _number,
        _what_is_so, _possessive_for_article, _his_then_majesty, _other_class,
        _that_there, _me_and, _collective, _either_number, _right_article, _one_and_another,
        _held_onto, _one_of_them,
    ),
    "form": (
        _save, _own_verb, _to_a_plural, _in_sped, _two_subjects, _what_is_so, _those_who, _ways,
        _heard_him_say, _nobody, _lets, _quits, _collective, _either_number, _is_become,
        _set_to_talking,
        _spoken_past, _with_possessive, _one_of_them,
    ),
    "plural-not-possessive": (_clipped, _is_short),
    "possessive": (_dropped_h,),
    "apostrophe": (_dropped_h,),
    "spell": (_italic,),
    "join": (_written_apart,),
}  # fmt: skip
"""The kind of an edit tag -> the constructions that speak against it."""
