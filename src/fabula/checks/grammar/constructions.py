"""What no copy editor would touch, though the reader does: constructions of living English.

What an allowance (`fabula.checks.grammar.allowances`) makes less likely wrong is shown all the same
where the reader is sure. What stands here is right, whatever the reader says: contractions, bare
verbs and nouns that their neighbours ask for, words left out because the clause beside has them,
compounds, a writer's own spellings. The sections in brackets are those of Huddleston and Pullum,
The Cambridge Grammar of the English Language (2002).
"""

from collections.abc import Callable
from itertools import pairwise

from fabula.checks.grammar.fragments import (
    another_verb,
    anyone_want_it,
    asks_nothing,
    breaks_off,
    clear_as_day,
    devil_take_it,
    elided,
    habit_of_somebody,
    had_writing_on,
    in_hand,
    italic_beside,
    looked_forward_to,
    mine_are,
    mother_tongue,
    no_name,
    one_word,
    parts_of_it,
    short_reply,
    takes_to,
    time_passed,
    two_year,
    word_is_noun,
)
from fabula.checks.grammar.orders import (
    age_or_date,
    archaic_past,
    here_to_party,
    in_walked,
    of_a_kind,
    said_twice,
    saw_nothing_move,
    titled,
    two_modals,
    typed_twice,
)
from fabula.checks.grammar.sentence_place import SentencePlace
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.constructions import (
    BARE_AFTER,
    BARE_AFTER_TRIGGERS,
    BARE_OBJECTS,
    CLEFT_NOUNS,
    GROUPS_OF_PLURALS,
    MASS_OF_TIMES,
    MODERN_SPELLINGS,
    OF_NOT_OFF,
    PAST_LIKE_PLAIN,
    TROUBLE,
)
from fabula.english.function_words import BE_HAVE_DO, NEVER_TWICE, TAKES_TO
from fabula.english.inflection import MODALS
from fabula.english.kin import KIN_PRONOUNS
from fabula.language.reading import Reading

__all__ = ["is_right"]

_TAILS = frozenset("'ve ’ve 'd ’d 'll ’ll 're ’re 'm ’m n't n’t na ta".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CLAUSE_MARKS = frozenset(", ; : — – -- - ( ) … ...".split())
_CLAUSE_WORDS = frozenset("and or but nor".split())
_AFTER_SET = frozenset("off out about up forth aside sail foot fire free".split())
_BEFORE_NIGHT = frozenset("all good last every at by to that late one".split())
_OWNERS = frozenset("your its their whose".split())
_ARTICLES = frozenset("a an the".split())
_POSSESSIVES = frozenset("its his her my your their our".split())
_DETERMINERS = _ARTICLES | _POSSESSIVES
_PREPOSITIONS = frozenset("of in on at with for to from by".split())
_SUBJECTS = frozenset("i he she it we they you there".split())
_NOMINATIVES = frozenset("i he she we they".split())
_VERBS_WANTED = frozenset("verb noun was were is are be had has have being".split())
_PREPOSITIONS_OF_PATHS = frozenset("into onto toward towards upon unto".split())
_ANSWERS = frozenset("no now not know yes".split())
_BEFORE_KNOW = frozenset("to i you we they n't n’t not never didn't don't".split())
_AT_ONCE = frozenset("come go run try help dare need".split())
_PLAIN_THERE = frozenset("come go run try".split())
"""Of them, those that must be plain themselves: *go see*, but *going to see*."""

_SENSES = frozenset("see saw hear heard feel felt watch watched notice noticed".split())
_BEFORE_BARE = frozenset("better sooner rather lest than not why let".split())
_SPENDS = frozenset("spend spent waste busy worth".split())
_WHATEVER = frozenset("any every all everything whatever anything what best most as".split())
_OR_ADJECTIVE = frozenset("close near live open clear free dry empty clean calm slow".split())
_LET_GO = frozenset("make let".split())
_LIKE = frozenset("like as though if wish wished than suppose imagine".split())
_MANY = frozenset("all both many few several these those".split())
_COUNTED = 9
_SEEN_FROM = 16


def is_right(reading: Reading, i: int, tag: str, *, spoken: bool) -> bool:
    """Whether the word is right as it stands, so that nothing is to be said of it."""
    kind, _, wanted = tag.partition(":")
    place = SentencePlace(reading, i, wanted, spoken)
    return any(rule(place) for rule in _RULES.get("confused" if kind == "alike" else kind, ()))


# --- words that are not too many ---------------------------------------------------------------


def _contracted(p: SentencePlace) -> bool:
    """ "You could've rung", "gonna": half of a contraction is never struck out.

    *You're* for *your* is another word for the whole of it; *he don't* has another verb.
    """
    whole = p.wanted in _OWNERS and p.word(1)[1:] in ("re", "s")
    if p.word(1) in ("n't", "n’t") and {p.word(), p.wanted} <= BE_HAVE_DO:
        return False
    return p.joined(1) and p.word(1) in _TAILS and not whole


def _of_its_own_meaning(p: SentencePlace) -> bool:
    """ "A bump key", "the void space": a noun or verb is no leftover, unless typed twice."""
    tail = p.word() in _TAILS or p.word() in ("'s", "’s")
    content = p.tag()[:2] in ("NN", "JJ", "RB") or (
        p.tag().startswith("VB") and p.word() not in BE_HAVE_DO and not tail
    )
    return content and not _repeated(p)


def _repeated(p: SentencePlace) -> bool:
    return p.word() in (p.word(-1), p.word(1))


def _of_a_path(p: SentencePlace) -> bool:
    """ "Reached into her bag", "entered into an agreement" (7.2)."""
    return p.word() in _PREPOSITIONS_OF_PATHS and p.tag(-1) != "IN" and p.tag(1) != "IN"


def _for_weight(p: SentencePlace) -> bool:
    """ "Do you like him, or like like him?"; "Fuck. Fuck fuck fuck.": said again on purpose."""
    if not _repeated(p):
        return False
    again = p.word() in (p.word(-2), p.word(2), p.word(-3), p.word(3))
    opens = all(not w[:1].isalnum() for w in p.reading.words[p.first : p.i - 1])
    return again or (p.spoken and (opens or p.word() not in NEVER_TWICE))


def _nobodys(p: SentencePlace) -> bool:
    """ "Like nobody's", "as close as a glove's": a possessive without its noun (5.16)."""
    if p.tag() != "POS":
        return False
    compared = bool(p.before(_SEEN_FROM) & {"as", "than", "like"}) and p.tag(1) in ("IN", "TO", ".")
    return compared or p.word(-1).endswith(("body", "one"))


def _go_do(p: SentencePlace) -> bool:
    """ "To go do what he wanted": a plain verb after a plain *go* or *come* (14.5)."""
    return p.word(-1) in ("go", "come", "help") and p.word() == p.lemma() and p.tag()[:2] == "VB"


def _all_he_could_to(p: SentencePlace) -> bool:
    """ "Any excuse he could to do it": the verb after the modal is understood (17.7)."""
    if p.word() != "to" or p.word(-1) not in MODALS:
        return False
    return bool(p.before() & _WHATEVER)


# --- words that are not missing ----------------------------------------------------------------


def _bare_noun(p: SentencePlace) -> bool:
    """ "At street level", "took careful note", "on stage": no article is wanted (5.8).

    An adjective among them asks for its own nouns: *have second thoughts*, not *had second cup*.
    """
    if p.wanted not in _ARTICLES and p.wanted not in _POSSESSIVES:
        return False
    nouns = BARE_AFTER.get(p.word(-1), frozenset()) | BARE_OBJECTS.get(p.lemma(-1), frozenset())
    if not nouns:
        return False
    step = 0
    while step < 3 and p.tag(step)[:2] in ("JJ", "NN", "VB", "RB") and p.word(step) not in nouns:
        step += 1
    other = p.tag(step) == "JJ" and p.tag(step + 1) == "NN" and p.word(step + 1) not in nouns
    return p.word(step) in nouns and not other


def _mass_at_the_head(p: SentencePlace) -> bool:
    """ "Glass rained over them", "Sensation returned": a sentence may open on a bare noun (5.8)."""
    return p.wanted in _ARTICLES and p.opens() and p.tag() in ("NN", "NNS")


def _clipped(p: SentencePlace) -> bool:
    """ "Bit of a mess", "Didn't think so": what a speaker or a close narrator leaves off (10.8)."""
    if p.wanted not in _ARTICLES and p.wanted not in _SUBJECTS and p.wanted not in BE_HAVE_DO:
        return False
    article = p.wanted in _ARTICLES
    told = any(p.tag(k) in _FINITE for k in range(_clause(p)[1]))
    if article and told and not p.spoken and p.word(1) != "of":
        return False
    before = [p.word(k) for k in range(p.first - p.i, 0)]
    return all(w in BE_HAVE_DO or w in MODALS or not w[:1].isalpha() or w in _TAILS for w in before)


def _trouble_finding(p: SentencePlace) -> bool:
    """ "Trouble finding it", "an hour looking", "busy packing", "no point arguing" (14.10)."""
    if not p.tag().startswith("VBG") and not p.word().endswith("ing"):
        return False
    earlier = [p.word(-k) for k in (1, 2, 3)]
    return p.word(-1) in TROUBLE or any(w in _SPENDS or w in TROUBLE for w in earlier)


def _at_once(p: SentencePlace) -> bool:
    """ "Come see", "go get it", "help carry", "dare not answer" (14.5)."""
    steps = (
        (1, 2) if p.word(-1) in ("n't", "n’t", "not", "me", "us", "him", "her", "them") else (1,)
    )
    verb = p.tag().startswith("VB") and p.wanted in ("to", "and")
    return verb and any(
        p.lemma(-k) in _AT_ONCE and (p.word(-k) == p.lemma(-k) or p.lemma(-k) not in _PLAIN_THERE)
        for k in steps
    )


def _all_he_did_was(p: SentencePlace) -> bool:
    """ "All he did was laugh": a plain verb after *be* that says what was done (16.9)."""
    if p.word(-1) not in BE_HAVE_DO or p.word() != p.lemma():
        return False
    before = p.before()
    return bool(before & CLEFT_NOUNS) and not p.word(-1).startswith("ha")


def _in_the_clause_beside(p: SentencePlace) -> bool:
    """ "The first shot hit the sign, the second the window"; "his trolley full, he left".

    A clause without a verb between commas, where the one beside it has one: the verb is
    understood (gapping, 15.4), or there is none (absolutes, 14.9; appositions, 5.20).
    """
    understood = p.tag() in ("DT", "PRP$", "IN") and p.word() in _DETERMINERS
    if p.wanted not in _VERBS_WANTED and not (understood and p.wanted in _PREPOSITIONS):
        return False
    start, end = _clause(p)
    if (start, end) == (p.first - p.i, p.last - p.i) or any(
        p.tag(k) in _FINITE for k in range(start, end)
    ):
        return False
    if p.word(start) in _NOMINATIVES:
        return False
    outside = [*range(p.first - p.i, start), *range(end, p.last - p.i)]
    return any(p.tag(k) in _FINITE for k in outside)


def _clause(p: SentencePlace) -> tuple[int, int]:
    """The steps to where the words between the marks or conjunctions around it begin and end."""
    start = 0
    while start > p.first - p.i and not _parts(p, start - 1):
        start -= 1
    end = 1
    while end < p.last - p.i and not _parts(p, end):
        end += 1
    return start, end


def _parts(p: SentencePlace, step: int) -> bool:
    return p.word(step) in _CLAUSE_MARKS or p.word(step) in _CLAUSE_WORDS


def _fragment(p: SentencePlace) -> bool:
    """ "Just Shona and Hazel sitting alone on the stage.": a sentence without a finite verb."""
    if p.wanted not in _VERBS_WANTED or p.word(-1) in (*_NOMINATIVES, "there"):
        return False
    return not any(p.tag(k) in _FINITE for k in range(p.first - p.i, p.last - p.i))


def _what_felt_like(p: SentencePlace) -> bool:
    """ "For what felt like hours": *what* is the subject (12.6)."""
    return p.wanted in _SUBJECTS and p.word(-1) in ("what", "who", "which", "whatever")


def _the_before_times(p: SentencePlace) -> bool:
    """ "The before times", "the up and the down": a word of any kind as a noun (5.2)."""
    return p.wanted == "noun" and p.word(-1) in _ARTICLES and p.word(1)[:1].isalpha() and (
        p.tag(1).startswith("NN") or p.tag()[:2] in ("JJ", "RB", "RP")
    )  # fmt: skip


def _worried_that(p: SentencePlace) -> bool:
    """ "John worried that": a past, and no participle without its *was*."""
    return p.wanted in ("was", "were", "is") and p.tag() == "VBD" and p.word(1) in ("that", "about")


def _let_go(p: SentencePlace) -> bool:
    """ "Let go", "made do", "lets slip": two verbs that take nothing between (14.5)."""
    return p.lemma(-1) in _LET_GO and p.word() == p.lemma() and p.tag()[:2] in ("VB", "NN")


def _she_had_a_ring(p: SentencePlace) -> bool:
    """ "She'd a ring", "I've a train to catch": *have* owns, drawn together (Quirk et al. 3.34)."""
    had = p.word(-1)[1:] in ("d", "ve", "s") and p.word(-1)[:1] in ("'", "’")
    return had and p.wanted in ("verb", "been", "had") and p.tag() in ("DT", "CD", "PRP$")


def _degrees(p: SentencePlace) -> bool:
    """ "Fourteen degrees Celsius": a name for a measure follows at once (5.20)."""
    return p.wanted in _PREPOSITIONS and p.lemma(-1) in ("degree", "class", "type", "number")


# --- words that are not others -----------------------------------------------------------------


def _into_onto_off(p: SentencePlace) -> bool:
    """ "Dripped onto the tiles", "a room off the hall": each says another thing (7.2)."""
    pair = {p.word(), p.wanted}
    if pair == {"into", "onto"} or pair == {"in", "into"} or pair == {"on", "onto"}:
        return True
    return p.word() == "off" and p.wanted == "of" and p.word(-1) not in OF_NOT_OFF


def _answered(p: SentencePlace) -> bool:
    """ "He shook his head no", "Now, go": what is said is not for the reader to know."""
    if p.wanted == "know" and p.word(-1) in _BEFORE_KNOW:
        return False
    return p.word() in _ANSWERS and p.wanted in _ANSWERS


def _another_word(p: SentencePlace) -> bool:
    """A whole word for another that shares neither its letters nor its sound: *good* for *well*."""
    one, other = p.word(), p.wanted
    if len(one) < _LONG_ENOUGH or len(other) < _LONG_ENOUGH:
        return False
    return one in _OTHER_SENSE and other in _OTHER_SENSE[one]


_LONG_ENOUGH = 3
_OTHER_SENSE = {
    "good": {"well"}, "well": {"good"}, "saw": {"was"}, "god": {"good"}, "ate": {"are"},
    "or": {"of"},
}  # fmt: skip


def _knight(p: SentencePlace) -> bool:
    """ "The knight drew rein": no night, but after the words that a time of day has before it."""
    return p.word() == "knight" and p.word(-1) not in _BEFORE_NIGHT


def _set_off(p: SentencePlace) -> bool:
    """ "She set off down the path": no *sat*, with these words after it (4.6)."""
    return p.word() == "set" and p.word(1) in _AFTER_SET


def _if_i_were_her(p: SentencePlace) -> bool:
    """ "If I were her": a pronoun as a complement (5.16)."""
    return p.word() in ("her", "him", "them", "me", "us") and p.word(-1) in BE_HAVE_DO


def _in_a_title(p: SentencePlace) -> bool:
    """ "*Being Alone*": a capital inside a sentence belongs to a name or a title."""
    here = p.reading.words[p.i]
    before = p.reading.words[p.i - 1] if p.i > p.first else ""
    marked = before[:1].isalnum() or before in ("*", "_")
    return here[:1].isupper() and here != "I" and marked and not p.opens()


def _nor_was_it(p: SentencePlace) -> bool:
    """ "And nor was it a play": *nor* after a conjunction (15.2)."""
    return p.word() == "nor"


def _as_if_she_were(p: SentencePlace) -> bool:
    """ "Like she were nineteen again": the irrealis form (3.9)."""
    first = max(p.first - p.i, -_COUNTED)
    return p.word() == "were" and any(p.word(k) in _LIKE for k in range(first, 0))


def _so_much_as(p: SentencePlace) -> bool:
    """ "It did not so much stop as give up": *as* answers *so much* (13.4)."""
    before = [p.word(k) for k in range(max(p.first - p.i, -_SEEN_FROM), 0)]
    return p.word() == "as" and any(pair == ("so", "much") for pair in pairwise(before))


def _what_has_you_here(p: SentencePlace) -> bool:
    """ "What has you home?": *what* is the subject, and one thing."""
    return p.word() in ("has", "is", "was", "does") and p.word(-1) in ("what", "who")


def _have_you(p: SentencePlace) -> bool:
    """ "You haven't read it, have you?": a question at the end, comma or none (10.5.2)."""
    ends = p.tag(2) in (".", ",") or p.word(2) == ""
    return p.word() in BE_HAVE_DO and p.word(1) in _SUBJECTS and ends


def _modern_spelling(p: SentencePlace) -> bool:
    """ "Alright", "anymore": written so by choice."""
    return p.word() in MODERN_SPELLINGS


# --- forms that are right ----------------------------------------------------------------------


def _bare_after_trigger(p: SentencePlace) -> bool:
    """ "Insisted that she go", "better he hear it", "lest the child wake" (11.1)."""
    if p.word() != p.lemma() or p.wanted not in ("VBD", "VBZ", "VBP", "VBG"):
        return False
    first = max(p.first - p.i, -_COUNTED)
    near = range(first, 0)
    if any(p.word(k) in _BEFORE_BARE or p.lemma(k) in BARE_AFTER_TRIGGERS for k in near):
        return True
    return any(p.word(k) == "before" and p.lemma(j) in BARE_AFTER_TRIGGERS
               for k in near for j in range(p.first - p.i, k))  # fmt: skip


def _seen_to(p: SentencePlace) -> bool:
    """ "Noticed it slow", "watched the lights go out" (14.5)."""
    step = -1
    while step > max(p.first - p.i, -_SEEN_FROM) and (
        p.word(step) not in _CLAUSE_MARKS or p.word(step + 1) == "and"
    ):
        if p.word(step) in _NOMINATIVES or p.tag(step)[:1] == "W":
            return False  # a clause with its own subject: she heard how he laughs
        if p.word(step) in _SENSES:
            return p.word() == p.lemma() and step < -1
        step -= 1
    return False


def _past_like_plain(p: SentencePlace) -> bool:
    """ "How she fit in", "he spit": pasts spelled like the plain form."""
    return p.word() in PAST_LIKE_PLAIN


def _reduced_relative(p: SentencePlace) -> bool:
    """ "The twins, taken one at a time, ...": a participle with its noun (12.2)."""
    relation = p.reading.deprels[p.i].partition(":")[0]
    return p.tag() == "VBN" and p.wanted in ("VBD", "VBZ", "VBP") and relation in ("acl", "advcl")


def _taken_singly(p: SentencePlace) -> bool:
    """ "The twins taken one at a time were": the verb of the subject comes later (12.2)."""
    if p.tag() != "VBN" or p.wanted not in ("VBD", "VBZ", "VBP"):
        return False
    for step in range(1, _SEEN_FROM):
        if p.tag(step) in ("", ",", ".", "CC", "PRP", "WDT", "WP", "WRB") or p.word(step) == "that":
            return False
        if p.tag(step) in _FINITE:
            return True
    return False


def _the_mentally_ill(p: SentencePlace) -> bool:
    """ "The mentally unbalanced": an adverb before an adjective that is a noun (5.7.3)."""
    return p.wanted == "JJ" and p.word(-1) == "the" and p.tag(1) in ("JJ", "VBN", "VBG")


def _was_sat(p: SentencePlace) -> bool:
    """ "He was sat on the wall": usual in Britain (Trudgill and Hannah 2017)."""
    return p.wanted == "VBG" and p.word() in ("sat", "stood") and p.word(-1) in BE_HAVE_DO


def _adjective(p: SentencePlace) -> bool:
    """ "They were live on air", "Allison close behind": an adjective spelled like a verb."""
    object_follows = p.tag(1)[:2] in ("DT", "PR", "NN", "CD")
    if p.word() not in _OR_ADJECTIVE or not p.wanted.startswith("VB") or object_follows:
        return False
    start, _ = _clause(p)
    return p.word(-1) in BE_HAVE_DO or not any(p.tag(k) in _FINITE for k in range(start, 0))


def _prefer_to_having(p: SentencePlace) -> bool:
    """ "Preferred it to having to talk": *to* is a preposition (14.4)."""
    if p.word(-1) != "to" or not p.word().endswith("ing"):
        return False
    return bool(p.before() & TAKES_TO) or any(
        p.lemma(k) in ("prefer", "object", "admit", "confess", "lead", "return", "devote", "commit")
        for k in range(p.first - p.i, 0)
    )


def _a_visitors_pass(p: SentencePlace) -> bool:
    """ "A visitors pass", "in all weathers": the number is right (5.14)."""
    if p.wanted != "NN":
        return False
    return p.lemma(1) in GROUPS_OF_PLURALS or p.word(-1) in _MANY


def _strange_verb(p: SentencePlace) -> bool:
    """A word that no dictionary has as a common one: its forms are not for us to make."""
    return p.wanted.startswith("VB") and not lexicon().listed(p.lemma(), _KNOWN)


_KNOWN = 60


def _dozens_of_times(p: SentencePlace) -> bool:
    """ "I've done this loads of times": *this* is no determiner here."""
    return p.word() in MASS_OF_TIMES and p.word(1) == "of" and p.word(-1) in ("this", "that")


def _there_were_none(p: SentencePlace) -> bool:
    """ "There were none", "there was news, cartoons, ...": number after *there* (5.5, 16.6)."""
    if p.word() not in BE_HAVE_DO or p.word(-1) != "there":
        return False
    return p.word(1) in ("none", "no") or p.tag(1) in ("NN", "NNP", "JJ") or "," in (
        p.word(k) for k in range(1, 4)
    )  # fmt: skip


def _none_of_them(p: SentencePlace) -> bool:
    """ "None of the lifts were", "neither of us have": both numbers are in use (5.18)."""
    before = p.before(8)
    return p.word() in BE_HAVE_DO and bool(before & {"none", "neither", "either", "any", "who"})


def _nothing_but_an_inflection(p: SentencePlace) -> bool:
    """ "As good as new": *good* for *well* and *slow* for *slowly* after a verb of sense."""
    return p.wanted == "RB" and p.spoken


# --- marks, capitals, possessives --------------------------------------------------------------


def _girls_school(p: SentencePlace) -> bool:
    """ "The girls school", "a farmers market": a plural before what is theirs needs no mark."""
    kin = p.lemma() in KIN_PRONOUNS
    return p.word().endswith("s") and p.lemma(1) in GROUPS_OF_PLURALS and not kin


def _given_entrance(p: SentencePlace) -> bool:
    """ "Allowed Harry entrance"; "the Smith message": no owner, a recipient or a first element."""
    return p.tag(-1).startswith("VB") or p.word(-1) in _ARTICLES


def _has_a_capital_for_a_reason(p: SentencePlace) -> bool:
    """ "Good News", "the Enemy": what is no common function word has its capital on purpose."""
    return p.tag() not in ("PRP", "PRP$", "DT", "IN", "CC", "MD", "WP", "WRB", "EX", "TO")


def _small_by_choice(p: SentencePlace) -> bool:
    """ "where r u", "k": what opens its paragraph small is typed so; a message, a list, verse."""
    blocks = p.reading.tokens.block
    first = p.i
    while first > 0 and blocks[first - 1] == blocks[p.i]:
        first -= 1
    opening = next((w for w in p.reading.words[first : p.i + 1] if w[:1].isalpha()), "")
    return opening[:1].islower()


def _capital_or_small(p: SentencePlace) -> bool:
    if p.wanted == "lower":
        return _has_a_capital_for_a_reason(p)
    return _small_by_choice(p)


Rule = Callable[[SentencePlace], bool]


_RULES: dict[str, tuple[Rule, ...]] = {
    "delete": (
        _contracted, _of_its_own_meaning, _of_a_path, _for_weight, _nobodys, _all_he_could_to,
        takes_to, italic_beside, _go_do, said_twice, two_modals,
    ),
    "insert-before": (
        _bare_noun, _mass_at_the_head, _clipped, _trouble_finding, _at_once, _all_he_did_was,
        _in_the_clause_beside, _fragment, _what_felt_like, _the_before_times, _let_go, _degrees,
        _she_had_a_ring, _worried_that, here_to_party,
        breaks_off, italic_beside, mine_are, word_is_noun, parts_of_it, titled, saw_nothing_move,
    ),
    "word": (
        _contracted, _into_onto_off, _answered, _another_word, _if_i_were_her, _modern_spelling,
        _there_were_none, _none_of_them, _in_a_title, _nor_was_it, _as_if_she_were, clear_as_day,
        _so_much_as, _what_has_you_here, _have_you,
        mine_are, two_year, short_reply, another_verb, habit_of_somebody, elided, in_walked,
        age_or_date, typed_twice,
    ),
    "confused": (
        in_walked, archaic_past, short_reply, in_hand, time_passed, _knight, _set_off, _contracted,
        _modern_spelling, _in_a_title, _nor_was_it, age_or_date, typed_twice,
    ),
    "split": (_modern_spelling, one_word),
    "form": (
        _contracted, _all_he_did_was, _bare_after_trigger, _seen_to, _past_like_plain,
        _reduced_relative, _taken_singly, _the_mentally_ill, of_a_kind, _strange_verb,
        _dozens_of_times, _trouble_finding,
        _nothing_but_an_inflection, _was_sat, _adjective, _prefer_to_having, _a_visitors_pass,
        _in_a_title, two_year, habit_of_somebody, looked_forward_to,
        devil_take_it, had_writing_on, anyone_want_it, archaic_past,
    ),
    "spell": (_contracted, archaic_past, age_or_date),
    "apostrophe": (_girls_school, _in_a_title, elided),
    "possessive": (_girls_school, _given_entrance, mother_tongue, elided),
    "case": (_capital_or_small, no_name),
    "stop-to-question": (asks_nothing,),
}  # fmt: skip
"""The kind of an edit tag -> the constructions in which the word is right."""
