"""The reading's correction tags, sorted by the check that speaks of them.

The reader says of every word how likely it is wrong (``error``) and what would mend it
(``tag``). Its probabilities are first set to the share of wrong words in this text
(`fabula.checks.grammar.prior`). Then each word that is likely wrong becomes a `Correction`: which
fault it is, which words it covers, and the smallest edit where the remedy is sure. The
checks add the sentence for the writer. What is least shown was chosen on held-out novels,
spoiled and clean (``benchmarks/corrections.py thresholds``).
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from fabula.arrays import Bools, Doubles
from fabula.checks.dialogue.dialect import narrated_in_dialect, said_in_dialect
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import Shared, StoryView
from fabula.checks.grammar.alikes import Alike, alikes
from fabula.checks.grammar.allowances import is_allowed
from fabula.checks.grammar.concord import PASTS, Suspicions
from fabula.checks.grammar.constructions import is_right
from fabula.checks.grammar.faults import Fault, fault_of
from fabula.checks.grammar.fragments import goes_against_its_subject
from fabula.checks.grammar.mistaken import mistaken_phrases
from fabula.checks.grammar.prior import expected, reweighed, share_of_faults
from fabula.checks.grammar.remedies import Remedy, remedy
from fabula.checks.grammar.second_look import doubts_left
from fabula.checks.grammar.sentence_place import SentencePlace
from fabula.checks.grammar.tried import odds_tried, worth_trying
from fabula.checks.grammar.witnesses import Witness, witnesses
from fabula.english.contractions import WITHOUT_APOSTROPHE
from fabula.english.inflection import TENSE_OF
from fabula.english.minds import DESCRIBING_PRESENT
from fabula.language.reading import Reading
from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.stage.tense import Tense, told_around

__all__ = [
    "BARS",
    "Bar",
    "Correction",
    "corrections",
    "found",
    "in_speech",
    "report",
    "share",
    "wrong_words",
]

_NEVER = 1.01


@dataclass(frozen=True, slots=True)
class Bar:
    """From which probability on a fault is shown, and how gravely.

    ``told``: the least in narration. ``spoken``: inside speech, where dialects agree and tell
    their tenses otherwise. ``error``: below it the finding is a query. ``asked``: a query in
    speech always; some say so, though not this speaker so far.
    """

    told: float
    spoken: float
    error: float = 0.8
    asked: bool = False


BARS: dict[Fault, Bar] = {
    "agreement": Bar(0.4, 0.6, asked=True),
    "verb-form": Bar(0.35, 0.5),
    "tense": Bar(0.35, _NEVER),
    "number": Bar(0.4, 0.5),
    "wrong-word": Bar(0.5, 0.8, error=0.9),
    "word-form": Bar(0.7, _NEVER),
    "typo": Bar(0.9, _NEVER),
    "misspelling": Bar(0.4, 0.5),
    "missing-word": Bar(0.75, 0.85, error=0.85),
    "missing-noun": Bar(0.55, 0.6),
    "superfluous": Bar(0.5, 0.75, error=0.97),
    "possessive": Bar(0.35, 0.5),
    "comma-splice": Bar(0.8, _NEVER),
    "run-on": Bar(0.6, 0.6),
    "comma": Bar(0.4, 0.5),
    "case": Bar(0.5, 0.55),
    "stop": Bar(0.6, 0.6, asked=True),
}
"""Of a narrator in dialect nothing is said: the reader learned its grammar from edited standard
English, and cannot tell a slip there from the voice. What is shown was chosen on held-out novels;
what is an error, on two drafts and 78 scenes of today, whose findings were read: of other words
below .9 three in five were right, of words struck out below .97 none of four."""

_NAMED = 0.5
"""Share of the probability of a fault that one remedy must have for its edit to be offered."""

_UNNAMED, _UNNAMED_ARTICLE = 0.88, 0.76
_SAID: frozenset[Fault] = frozenset(("wrong-word", "agreement", "number", "possessive", "comma"))
"""Probability below which nothing is said of a fault that nobody could say the remedy of, and
the faults that are told apart by the place alone."""

_OF_SOUND_ALIKES, _OF_ARTICLES, _OF_TAILS, _OF_CALLS = 0.12, 0.1, 0.15, 0.25
_HEARD, _OF_TRIED = 0.4, 0.3
_ARTICLES = ("insert-before:a", "insert-before:an", "insert-before:the")
"""What is taken off the least probability where the reader names a word that sounds like this
one, or an article."""

_PLAINLY_ANOTHER, _ASKED = 20.0, 0.89
"""The odds from which another word was plainly meant, and the most chance below them."""

_OF_REMEDIES, _OF_WORDS = 1.0, 8.0
_OF_LEFT_OVER = 2.5
_FREE: frozenset[Fault] = frozenset(("missing-word", "missing-noun"))
_TRIED_THOUGH_RIGHT: frozenset[Fault] = frozenset(("number", "tense", "word-form"))
"""The least odds from which a remedy is shown that takes a doubt away: of forms, which grammar
asks for; of words, where the sense is free; and of words struck out, or where a construction may
make the words right, and the faults for which that is asked at all. Chosen so that drafts put
right and text that is easily misjudged stay free of it."""

_PLAINLY = 0.95
"""From this chance on what dialects allow in speech is a slip, of one who speaks none."""

_NEARLY_SURE, _NEAR_SUBJECT = 0.8, 6
_ARE = frozenset(("are", "were", "be", "been"))
_KNOWN = frozenset("the his her my their our this that".split())
"""For a change of tense at what a thing does: the least chance, how far back the subject stands,
and the words by which it is known."""

_LOOKED_AT = 0.2
"""Below this probability a word is not looked at any further."""

_NO_DIALECT: frozenset[Fault] = frozenset(("possessive", "superfluous"))
"""What is no better in a speech in dialect: apostrophes left out, words typed twice."""

_ALLOWED = 0.05
"""How many times likelier a fault is where an allowance speaks for the word, in narration."""

_ENDS = ((",",), (".",), ("?",), ("!",))
_MOST = 0.995
_LEANS = 0.25
"""From this share of its own probability on, a neighbour's puts the very place in doubt."""

_STILL_WRONG = 0.2
"""How doubtful a place may be once it is mended: of the corrections of 53 contemporary scenes
without mistakes a third are more so, of those of 27 rough drafts one in twenty. An apostrophe
that is plainly missing (*dont*) is no question of the reader's."""

_PLAINLY_WRONG, _EASED, _AS_LIKELY = 0.9, 15.0, 0.5
"""From which doubt on a remedy may leave more, how many times less likely a fault has to be once
it is made (*his hole weight*, mended to *whole*), and what may be left at most."""

_OWN_FORM = 0.8
"""Share of the probability from which the form that the reader names goes before a rule's: the
rule knows the number, the reader the tense as well."""

_FINITE = ("form:VBD", "form:VBZ", "form:VBP")
"""Of these the reader is not asked where a plain form and a past are spelled alike."""

_ONLY_WITH_REMEDY = ("spell", "confused")
"""Of words the reader finds odd nothing is said where nobody could say what was meant."""

_PRESENT_OF = {
    "insert-before:was": "insert-before:is", "insert-before:were": "insert-before:are",
}  # fmt: skip
_TENSED = ("tense", "verb-form")
_PERSONS = frozenset("i he she we they".split())


@dataclass(frozen=True, slots=True)
class Correction:
    """Something the reader would correct.

    ``token``: the word that carries the tag. ``confidence``: the probability that
    something is wrong here. ``spoken``: it stands inside a quotation.
    ``remedy``: the words concerned and what would mend them; nothing where that is unsure.
    ``before``: the word before it. ``general``: the verb is of a thing, and may tell what is so
    at any time. ``called``: it is a name that ends its sentence and may call somebody.
    ``tried``: its remedy takes the doubt away, which was too little to be shown by itself;
    ``guarded``: though a construction may make the words right.
    """

    fault: Fault
    token: int
    tag: str
    confidence: float
    spoken: bool
    remedy: Remedy
    called: bool = False
    general: bool = False
    before: str = ""
    tried: bool = False
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A word that is likely wrong.

    ``chance``: the probability that something is wrong here. ``named``: the share of it
    that the tag has. ``first``/``last``: the words it may be about, both included.
    """

    tag: str
    chance: float
    named: float
    first: int
    last: int


def corrections(shared: Shared) -> tuple[Correction, ...]:
    """All corrections of a story above a low floor, in the order of the text."""
    reading = shared.story.reading
    spoken = shared.derive_from_story(in_speech)
    suspected = Suspicions(reading)
    suspects = _suspects(reading, shared.derive_from_story(wrong_words), spoken, suspected)
    _try_alikes(suspects, alikes(reading, shared.story.manuscript, shared.derive_from_story(share)))
    if not suspects or shared.of_book(narrated_in_dialect):
        return ()
    told = told_around(reading, ~spoken, list(suspects))
    dialect = _dialect_speeches(shared, [i for i in suspects if spoken[i]])
    found = (
        _correction(reading, i, suspect, told[i], spoken=bool(spoken[i]))
        for i, suspect in sorted(suspects.items())
    )
    kept = [c for c in found if c and not (c.token in dialect and c.fault not in _NO_DIALECT)]
    shown = tuple(_looked_at_again(shared.story, kept))
    told_of = {c.token for c in shown if c.confidence >= _least(c)}
    tried = _tried(shared, spoken, suspected, told_of)
    return tuple(sorted((*shown, *tried), key=lambda c: c.token))


def _tried(
    shared: Shared, spoken: Bools, suspected: Suspicions, told_of: Set[int]
) -> list[Correction]:
    """What is doubted too little to be shown, and no more once the remedy that is named is made."""
    story, reading = shared.story, shared.story.reading
    part = shared.derive_from_story(share)
    raw = reading.proofread().error.astype(np.float64)
    suspects = {
        i: suspect
        for i, suspect in _suspects(reading, raw, spoken, suspected).items()
        if suspect.named >= _NAMED
        and not told_of & {i - 1, i, i + 1}
        and worth_trying(suspect.chance, part, _OF_REMEDIES)
    }
    told = told_around(reading, ~spoken, list(suspects))
    dialect = _dialect_speeches(shared, [i for i in suspects if spoken[i]])
    trials: dict[int, Correction] = {}
    for i, suspect in suspects.items():
        made = _trial(reading, i, suspect, told[i], spoken=bool(spoken[i]))
        if made is not None and not (i in dialect and made.fault not in _NO_DIALECT):
            trials[i] = made
    edits = {i: c.remedy.edit for i, c in trials.items() if c.remedy.edit is not None}
    odds = odds_tried(reading, story.manuscript, edits, part)
    return [
        replace(trials[i], confidence=min(times / (1 + times), _ASKED))
        for i, times in odds.items()
        if times >= _least_odds(trials[i])
    ]


def _least_odds(trial: Correction) -> float:
    """The least odds from which a correction that was tried is shown."""
    if trial.guarded or trial.fault == "superfluous":
        return _OF_LEFT_OVER
    return _OF_WORDS if trial.fault in _FREE else _OF_REMEDIES


def _trial(
    reading: Reading, i: int, suspect: _Suspect, told: Tense, *, spoken: bool
) -> Correction | None:
    """The correction to be tried at a suspect; None where nothing can be, or it may be right."""
    told = "" if spoken else told
    tag = _in_tense(reading, i, suspect.tag, told)
    fault = _fault(reading, i, tag, spoken=spoken)
    if fault in (None, "wrong-word", "stop") or is_allowed(reading, i, tag, spoken=spoken):
        return None  # of other words look-alikes alone are tried
    if fault in _TENSED and not _fits(tag, told):
        return None
    if fault == "tense" and (spoken or not told):
        return None
    guarded = is_right(reading, i, tag, spoken=spoken)
    mended = remedy(reading, i, tag)
    if mended is None or mended.edit is None or (guarded and fault not in _TRIED_THOUGH_RIGHT):
        return None
    if fault == "typo":
        fault = "misspelling"
    return Correction(fault, i, tag, 0.0, spoken, mended, tried=True, guarded=guarded)


def _looked_at_again(story: Story, found: Sequence[Correction]) -> Iterator[Correction]:
    """The corrections without those whose remedy leaves the reader in doubt."""
    asked = {
        n: c.remedy.edit for n, c in enumerate(found) if c.remedy.edit and c.confidence >= _least(c)
    }
    left = doubts_left(story.reading, story.manuscript, asked)
    doubts = story.reading.proofread().error
    for n, correction in enumerate(found):
        plain = story.reading.words[correction.token].lower() in WITHOUT_APOSTROPHE
        if plain or _is_mended(float(doubts[correction.token]), left.get(n, 0.0)):
            yield correction


def _is_mended(before: float, left: float) -> bool:
    """Whether a remedy leaves little doubt, or takes away nearly all of a great one."""
    if left < _STILL_WRONG or left >= _AS_LIKELY:
        return left < _STILL_WRONG
    odds = before / max(1 - before, 1e-6), left / max(1 - left, 1e-6)
    return before >= _PLAINLY_WRONG and odds[0] >= _EASED * odds[1]


def wrong_words(shared: Shared) -> Doubles:
    """The probability of every word to be wrong, in a text like this one. [T]"""
    error = shared.story.reading.proofread().error.astype(np.float64)
    return reweighed(error, shared.derive_from_story(share))


def share(shared: Shared) -> float:
    """The share of wrong words in a text.

    How careless the writer is shows in the narration, for speech may be so on purpose, and in the
    slips that need no reader.
    """
    error = shared.story.reading.proofread().error.astype(np.float64)
    narrated = ~shared.derive_from_story(in_speech)
    slips = shared.slips
    if slips is not None:
        slips += len(shared.derive_from_story(mistaken_phrases))
    return share_of_faults(error[narrated], expected(slips, len(error)))


def found(story: StoryView, *faults: Fault) -> Iterator[Correction]:
    """The corrections of these faults that are sure enough to be shown."""
    for correction in story.derive_from_story(corrections, "reading", "edits"):
        if correction.fault in faults and correction.confidence >= _least(correction):
            yield correction


def _least(correction: Correction) -> float:
    """The least probability with which a correction is shown."""
    if correction.tried:
        return 0.0
    bar = BARS[correction.fault]
    return (bar.spoken if correction.spoken else bar.told) - _gentler(correction)


def _gentler(correction: Correction) -> float:
    """How much less is asked for where the remedy is plain: a sound-alike of the very word, an
    article before its noun."""
    mended = correction.remedy.edit is not None
    if correction.tag.startswith("alike:"):
        return _OF_TRIED * correction.spoken
    if correction.tag == "confused" and mended:
        return _OF_SOUND_ALIKES + (_HEARD - _OF_SOUND_ALIKES) * correction.spoken
    if correction.tag == "delete" and mended and correction.remedy.wanted.lower() == "its":
        return _OF_TAILS
    if correction.tag == "comma:insert" and correction.spoken:
        return _OF_CALLS if correction.called else 0.0
    plural = correction.before in _ARE
    if correction.tag in _ARTICLES and mended and not (correction.spoken or plural):
        return _OF_ARTICLES
    return 0.0


def report(story: StoryView, correction: Correction, message: str) -> Finding:
    """The finding of a correction, with its edit if there is one; a query where it is less sure,
    or nothing is known that would mend it."""
    mended = correction.remedy
    edits = () if mended.edit is None else (Edit(mended.edit.span, mended.edit.replacement),)
    bar = BARS[correction.fault]
    sure = bool(edits) and correction.confidence >= bar.error
    asked = correction.general or (correction.spoken and bar.asked)
    return story.finding(
        Span(mended.span.start, mended.span.end),
        message,
        edits=edits,
        confidence=round(min(correction.confidence, 1.0), 3),
        level=None if sure and not asked else "query",
    )


def _suspects(
    reading: Reading, wrong: Doubles, spoken: Bools, suspected: Suspicions
) -> dict[int, _Suspect]:
    """The words looked at: those the reader doubts, and those with a sign against them.

    A fault between two words may be laid to either. Never are both wrong in what the
    reader was taught, so the chances of neighbours add up, at the likelier of them.
    """
    edits = reading.proofread()
    found: dict[int, _Suspect] = {}
    for i in np.flatnonzero(wrong >= _LOOKED_AT / 2).tolist():
        own, other = float(wrong[i]), _neighbour(reading, wrong, i)
        beside = float(wrong[other]) if other >= 0 else 0.0
        if beside > own:
            other, beside = -1, 0.0
        chance = min(own + beside, max(own, _MOST))
        if chance >= _LOOKED_AT:
            share = float(edits.score[i]) / max(float(edits.error[i]), 1e-6)
            named = min(share, 1.0) * own / chance
            shaken = other >= 0 and beside > own * _LEANS
            first, last = (min(i, other), max(i, other)) if shaken else (i, i)
            tag = reading.labels.edits[int(edits.tag[i])]
            found[i] = _Suspect(tag, chance, named, first, last)
    for i, witness in witnesses(reading, wrong, spoken, suspected).items():
        found[i] = _witnessed(found.get(i), witness, float(wrong[i]), i)
        before = found.get(i - 1)
        if before is not None and before.tag == found[i].tag == "delete":
            del found[i - 1]
    return _whole_contractions(reading, found)


def _try_alikes(suspects: dict[int, _Suspect], meant: Mapping[int, Alike]) -> None:
    """Puts the words that were meant for others in place of what is said of those and beside."""
    for i, alike in meant.items():
        for beside in (i - 1, i + 1):
            if beside not in meant:
                suspects.pop(beside, None)
        most = _MOST if alike.odds >= _PLAINLY_ANOTHER else _ASKED
        chance = min(alike.odds / (1 + alike.odds), most)
        suspects[i] = _Suspect(f"alike:{alike.wanted}", chance, 1.0, i, i)


def _whole_contractions(reading: Reading, found: dict[int, _Suspect]) -> dict[int, _Suspect]:
    """*It's* for *its* is one slip: what is left of the contraction goes with its first word."""
    starts, ends = reading.tokens.start, reading.tokens.end
    for i in [k for k in found if found[k].tag == "delete"]:
        first = found.get(i - 1)
        if first and first.tag.startswith("word:") and starts[i] == ends[i - 1]:
            found[i - 1] = replace(first, chance=max(first.chance, found[i].chance))
            del found[i]
    return found


def _neighbour(reading: Reading, wrong: Doubles, i: int) -> int:
    """The likelier wrong of the words beside this one in its sentence; -1 if there is none."""
    sentence = reading.tokens.sentence
    beside = [k for k in (i - 1, i + 1) if 0 <= k < len(wrong) and sentence[k] == sentence[i]]
    return max(beside, key=lambda k: float(wrong[k]), default=-1)


def _witnessed(said: _Suspect | None, witness: Witness, chance: float, i: int) -> _Suspect:
    """What is made of a place where a rule is broken, with the reader's word on it."""
    odds = chance / max(1 - chance, 1e-6) * witness.times
    sure = max(odds / (1 + odds), said.chance if said else 0.0)
    agreed = said is None or said.tag == "keep" or said.tag.partition(":")[0] == "form"
    own = said is not None and said.tag.startswith("form") and said.named >= _OWN_FORM
    tag = said.tag if said is not None and (own or not agreed) else witness.tag
    return _Suspect(tag, sure, 1.0, i, i)


def _correction(
    reading: Reading, i: int, suspect: _Suspect, told: Tense, *, spoken: bool
) -> Correction | None:
    """What is made of a suspect; None where the word may stand as it is."""
    told = "" if spoken else told  # who speaks tells in another tense
    tag = _in_tense(reading, i, suspect.tag, told)
    fault = _fault(reading, i, tag, spoken=spoken)
    if fault is None or (fault in _TENSED and not _fits(tag, told)):
        return None
    if fault == "tense" and not (told and (_of_somebody(reading, i) or _acts(reading, i, suspect))):
        return None
    if tag in _FINITE and reading.words[i].lower() in PASTS:
        return None
    if is_right(reading, i, tag, spoken=spoken):
        return None
    mended = remedy(reading, i, tag)
    if mended is None:
        return None
    chance = suspect.chance
    plainly = fault == "agreement" and spoken and chance >= _PLAINLY
    if not plainly and is_allowed(reading, i, tag, spoken=spoken):
        if spoken:
            return None
        chance = chance * _ALLOWED / (1 - chance * (1 - _ALLOWED))
    if fault == "typo" and mended.edit is not None:
        fault = "misspelling"
    if not (mended.edit or mended.wanted) and tag in _ONLY_WITH_REMEDY:
        return None
    if suspect.named < _NAMED:
        tokens = reading.tokens
        start = min(mended.span.start, int(tokens.start[suspect.first]))
        end = max(mended.span.end, int(tokens.end[suspect.last]))
        mended = replace(mended, span=Span(start, end), wanted="", edit=None)
    least = _UNNAMED_ARTICLE if tag in _ARTICLES else _UNNAMED
    if not mended.edit and not mended.wanted and fault not in _SAID and chance < least:
        return None
    called = reading.xpos[i] == "NNP" and reading.words[i + 1 : i + 2] in (*_ENDS,)
    general = fault == "tense" and not _of_somebody(reading, i)
    before = reading.words[i - 1].lower() if i else ""
    return Correction(fault, i, tag, chance, spoken, mended, called, general, before)


def _fault(reading: Reading, i: int, tag: str, *, spoken: bool) -> Fault | None:
    """The fault of a tag; a verb against the number of its subject is no change of tense."""
    fault = fault_of(reading, i, tag)
    if fault == "tense" and goes_against_its_subject(SentencePlace(reading, i, "", spoken)):
        return "agreement"
    return fault


def _acts(reading: Reading, i: int, suspect: _Suspect) -> bool:
    """Whether a thing or animal that the story knows does something here and now, and the reader
    is nearly sure: *the train pulls in* among pasts."""
    if suspect.chance < _NEARLY_SURE or reading.lemmas[i].lower() in DESCRIBING_PRESENT:
        return False
    heads, deprels = reading.tokens.head, reading.deprels
    for k in range(max(i - _NEAR_SUBJECT, 0), i):
        if int(heads[k]) == i and deprels[k] == "nsubj" and reading.xpos[k] == "NN":
            before = [reading.words[m].lower() for m in range(max(k - 3, 0), k)]
            return bool(_KNOWN & set(before))
    return False


def _of_somebody(reading: Reading, i: int) -> bool:
    """Whether a verb is of a person: things, places and kinds are as they are in any tense."""
    heads, deprels = reading.tokens.head, reading.deprels
    sentence = reading.tokens.sentence[i]
    inside = range(int(reading.sentence_first[sentence]), int(reading.sentence_last[sentence]))
    subjects = [k for k in inside if deprels[k].startswith("nsubj")]
    verb = int(heads[i]) if deprels[i].partition(":")[0] in ("aux", "cop") else i
    while subjects and verb >= 0:
        own = [k for k in subjects if int(heads[k]) == verb]
        if own:
            return reading.xpos[own[0]] == "NNP" or reading.words[own[0]].lower() in _PERSONS
        if deprels[verb] != "conj" or int(heads[verb]) >= verb:
            return False
        verb = int(heads[verb])
    return not subjects


def in_speech(shared: Shared) -> Bools:
    """Which words stand inside a quotation. [T]"""
    story = shared.story
    return np.asarray(story.quotations.rows_at(story.reading.tokens.start) >= 0, dtype=np.bool_)


def _dialect_speeches(shared: Shared, tokens: Sequence[int]) -> frozenset[int]:
    """Those of the tokens that stand in a speech with dialect in it, or of who speaks dialect."""
    starts, quotations = shared.story.reading.tokens.start, shared.story.quotations
    known: dict[int | None, bool] = {}
    for i in tokens:
        row = quotations.at(int(starts[i]))
        if row not in known:
            known[row] = said_in_dialect(shared, int(starts[i]))
    return frozenset(i for i in tokens if known[quotations.at(int(starts[i]))])


def _fits(tag: str, told: Tense) -> bool:
    """Whether the tense that a tag asks for is the one the story is told in."""
    wanted = tag.partition(":")[2]
    if wanted in ("VBD", "was", "were", "had", "did", "would", "could"):
        return told != "present"
    if wanted in ("VBZ", "VBP", *TENSE_OF, "will", "can"):
        return told != "past"
    return True


def _in_tense(reading: Reading, i: int, tag: str, told: Tense) -> str:
    """A plain form where an inflected one belongs is mended in the tense of the telling."""
    if tag in _PRESENT_OF and told == "present":
        return _PRESENT_OF[tag]
    plain = reading.words[i].lower() == reading.lemmas[i].lower()
    return "form:VBD" if plain and told == "past" and tag == "form:VBZ" else tag
