"""English inflection: from a lemma to a wanted form, and back.

`inflect` knows the irregular verbs, nouns and adjectives of the closed tables
below (the lists found in every school grammar, e.g. Quirk et al., *A
Comprehensive Grammar of the English Language*, 1985, 3.11-20 and 5.81-5.97) and
follows the spelling rules for all others. Tags are Penn tags: VB, VBP, VBZ, VBD,
VBG, VBN, NN, NNS, JJ, JJR, JJS, RB.
"""

from collections.abc import Callable

__all__ = [
    "IRREGULAR_PLURALS",
    "IRREGULAR_VERBS",
    "adjective_of",
    "inflect",
    "match_case",
    "said_with_vowel",
]

_SAID_WITH_Y_OR_W = ("eu", "ew", "one", "once", "uni", "use", "usu", "uto", "ut")
"""How words begin that are written with a vowel and said with a consonant."""


def said_with_vowel(word: str) -> bool:
    """Whether a lower-case word begins with the sound of a vowel, as far as its letters tell."""
    return word[:1] in tuple("aeiou") and not word.startswith(_SAID_WITH_Y_OR_W)


_VERBS = """
abide abode abode|arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten
become became become|begin began begun|light lit lit|broadcast broadcast broadcast
behold beheld beheld|bend bent bent|bereave bereft bereft|beseech besought besought
beset beset beset|bet bet bet|bid bade bidden|bind bound bound|bite bit bitten|bleed bled bled
blow blew blown|break broke broken|breed bred bred|bring brought brought|build built built
burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen
cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt
dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled
fling flung flung|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen
foretell foretold foretold|forget forgot forgotten|forgive forgave forgiven
forsake forsook forsaken|freeze froze frozen|get got got|give gave given|go went gone
grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden
hit hit hit|hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known
lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost
make made made|mean meant meant|meet met met|mislead misled misled|mistake mistook mistaken
outgrow outgrew outgrown|overcome overcame overcome|overhear overheard overheard
overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|put put put
quit quit quit|read read read|rebuild rebuilt rebuilt|rend rent rent|rid rid rid|ride rode ridden
ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone
shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung
sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|sling slung slung
slink slunk slunk|slit slit slit|speak spoke spoken|spend spent spent|spin spun spun
spit spat spat|split split split|spread spread spread|spring sprang sprung|stand stood stood
steal stole stolen|stick stuck stuck|sting stung stung|stink stank stunk|stride strode stridden
strike struck struck|string strung strung|strive strove striven|swear swore sworn
sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken
teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown
thrust thrust thrust|tread trod trodden|undergo underwent undergone
understand understood understood|undertake undertook undertaken|undo undid undone
uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn|weave wove woven
weep wept wept|wed wed wed|win won won|wind wound wound|withdraw withdrew withdrawn
withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written
rewrite rewrote rewritten|mishear misheard misheard|sew sewed sewn|sow sowed sown|mow mowed mown
saw sawed sawn|hew hewed hewn|bestride bestrode bestridden|redo redid redone|outdo outdid outdone
retell retold retold|resell resold resold|repay repaid repaid
misunderstand misunderstood misunderstood|partake partook partaken|shear sheared shorn
beget begot begotten|befall befell befallen|forego forewent foregone|forgo forwent forgone
smite smote smitten|swing swung swung|unwind unwound unwound|rethink rethought rethought
oversleep overslept overslept|mislay mislaid mislaid|overhang overhung overhung
bespeak bespoke bespoken
"""

IRREGULAR_VERBS: dict[str, tuple[str, str]] = {
    lemma: (past, participle)
    for lemma, past, participle in (
        row.split() for line in _VERBS.strip().splitlines() for row in line.split("|")
    )
}
"""Lemma -> (past, past participle); the commoner form where there are two."""

IRREGULAR_PLURALS: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "man:men woman:women child:children foot:feet tooth:teeth goose:geese mouse:mice "
        "louse:lice ox:oxen person:people die:dice life:lives wife:wives knife:knives leaf:leaves "
        "half:halves self:selves shelf:shelves thief:thieves loaf:loaves wolf:wolves calf:calves "
        "elf:elves sheaf:sheaves hoof:hooves scarf:scarves sheep:sheep deer:deer fish:fish "
        "series:series species:species crisis:crises analysis:analyses basis:bases oasis:oases "
        "hypothesis:hypotheses thesis:theses phenomenon:phenomena criterion:criteria datum:data "
        "medium:media stimulus:stimuli housewife:housewives midwife:midwives penknife:penknives "
        "bookshelf:bookshelves werewolf:werewolves grandchild:grandchildren stepchild:stepchildren "
        "godchild:godchildren potato:potatoes tomato:tomatoes hero:heroes echo:echoes "
        "mosquito:mosquitoes volcano:volcanoes myself:ourselves yourself:yourselves "
        "himself:themselves herself:themselves mother-in-law:mothers-in-law "
        "father-in-law:fathers-in-law brother-in-law:brothers-in-law "
        "sister-in-law:sisters-in-law passer-by:passers-by"
    ).split()
)
"""Singular -> plural."""

_BE = {"VB": "be", "VBP": "are", "VBZ": "is", "VBD": "was", "VBG": "being", "VBN": "been"}
_MODALS = frozenset("can could may might must shall should will would ought".split())
_DOUBLING = frozenset(
    (
        "abet abhor acquit admit allot annul begin commit compel concur confer control defer demur "
        "deter dispel embed emit enrol equip excel expel extol forbid forget incur infer intermit "
        "kidnap occur omit outwit overlap patrol permit prefer program propel quiz rebel rebut "
        "recur refer regret remit repel submit transfer transmit unpin unzip unwrap upset worship "
        "zigzag format overtop outfit fulfil instil"
    ).split()
)
_IRREGULAR_DEGREES = {
    "good": ("better", "best", "well"),
    "bad": ("worse", "worst", "badly"),
    "far": ("farther", "farthest", "far"),
    "little": ("less", "least", "little"),
    "many": ("more", "most", "much"),
    "much": ("more", "most", "much"),
    "fast": ("faster", "fastest", "fast"),
    "hard": ("harder", "hardest", "hard"),
    "early": ("earlier", "earliest", "early"),
    "late": ("later", "latest", "late"),
    "whole": ("", "", "wholly"),
    "true": ("truer", "truest", "truly"),
    "due": ("", "", "duly"),
    "shy": ("shyer", "shyest", "shyly"),
    "sly": ("slyer", "slyest", "slyly"),
    "dry": ("drier", "driest", "drily"),
    "gay": ("gayer", "gayest", "gaily"),
    "wry": ("wryer", "wryest", "wryly"),
    "coy": ("coyer", "coyest", "coyly"),
    "full": ("fuller", "fullest", "fully"),
    "dull": ("duller", "dullest", "dully"),
    "public": ("", "", "publicly"),
}
_ADJECTIVES = {parts[2]: base for base, parts in _IRREGULAR_DEGREES.items() if parts[2] != base} | {
    "much": "much"
}
_VOWELS = "aeiou"


def _doubles(word: str) -> bool:
    """Whether the last consonant is doubled before -ed and -ing (stop, admit)."""
    if word in _DOUBLING:
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
    if adjective in _IRREGULAR_DEGREES:
        return _IRREGULAR_DEGREES[adjective][2]
    if adjective.endswith("y") and len(adjective) > 2:
        return adjective[:-1] + "ily"
    if adjective.endswith("le") and len(adjective) > 3 and adjective[-3] not in _VOWELS:
        return adjective[:-1] + "y"
    if adjective.endswith("ic"):
        return adjective + "ally"
    return adjective + "ly"


def _degree(adjective: str, ending: str) -> str:
    if adjective in _IRREGULAR_DEGREES:
        return _IRREGULAR_DEGREES[adjective][0 if ending == "er" else 1]
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
    if lemma in _MODALS:
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
