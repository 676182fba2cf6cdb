"""A misspelled word.

What it finds
    Words that are in no dictionary, American or British, and stand one slip of the
    hand or the ear away from a common word: letters swapped, left out, doubled or
    struck beside the right key; contractions without their apostrophe; two words
    run together. Names, places and invented words are learned from the story
    itself: what it writes with a capital, or again and again, is no mistake. An error
    has one clear candidate; a rarer or remoter one is asked, and a short form that may
    be a name or another tongue is left alone.

Why a reader cares
    A misspelling is the one mistake everybody sees. It says nothing of the story
    and breaks it all the same.

Flagged
    - He sat down **sliently** on the stairs.
    - They could not **beleive** their luck.
    - She **didnt** look back at the house.
    - There was **alot** of noise from the yard.
    - "I will be there **tommorow** morning," said the doctor.
    - The **goverment** had sent a clerk to count the sheep.
    - He spoke of the **suprise** in a **familier** voice.
    - She took **teh** lamp and went up.

Fine
    - Maren crossed the Vantholm bridge. Nobody in Vantholm spoke to her.
      Because: names and places are learned.
    - The quill was dipped in thrennel, for thrennel dries slowly.
      Because: an invented word is close to no common one.
    - "I wuz goin' to tell 'ee, missus," said the carter.
      Because: dialect inside speech is no mistake.
    - The colour of the harbour pleased him, though he had grown up with neither.
      Because: British spellings are words too.
    - "Nooooo," she wailed, "not the gray one!"
      Because: a drawn-out word.
    - "If you would only let me expl—" The line went dead.
      Because: the word is broken off.
    - It was an unladylike, moonlit, half-hearted sort of goodbye.
      Because: words built by rule from known ones.

Known misses
    Slips that make another word ("form" for "from", "wich" for "which") belong to
    `wrong-word`.
    Misspelled names are left to name-variant. A slip inside dialect, or beside
    other unknown words, is taken for dialect or a foreign tongue.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 9 of 9 errors right.

Source
    The dictionary is SCOWL by Kevin Atkinson (size classes up to 80). Words run
    together are those of Garner's Modern English Usage ("alot", "alright" apart).
    Suggestions are ranked by slip and frequency, after Kernighan, Church and Gale
    (1990); frequency is the order of the reader's vocabulary.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from fabula.checks.dialogue.dialect import narrated_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.belief import Belief, belief, is_broken_off
from fabula.checks.spelling.lexicon import Lexicon, Suggestion, lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.checks.spelling.slips import VOWELS, is_stretched
from fabula.english.dialect import SPELLED_AS_SPOKEN
from fabula.english.spelling import BEFORE_1800, RUN_TOGETHER
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span, SpanIndex
from fabula.quotations.table import QuotationTable

__all__ = ["spelling"]

_LEARNED = 3
"""An unlisted word written this often is the story's own."""

_SURE_LENGTH = 7
_LEAST_LENGTH = 4
_NEAR = 2
"""Unlisted words this near to one another are of another tongue."""

_THICK = 0.05
"""Share of unknown words above which a paragraph is dialect or a foreign tongue."""

_OPENER = 7.0
"""Nats of a slip below which it is believed of a word that opens a sentence of the narration,
and may be a name."""

_CERTAIN = 5.0
"""Nats of a slip below which it is one of the commonest words, and can be nothing else."""

_PROBABLE = 9.5
"""Nats of a slip below which it is believed in narration, whatever stands around a long word."""

_COMMON = 35
"""What was meant is a word of everyday English, or the slip is not believed."""

_VERY_COMMON = 20

_MENDED = 0.97
"""Confidence in a slip that leaves one word only: swapped or doubled letters, a lost apostrophe
or space."""

_DROPPED = re.compile(
    r"\w+in['’]|(?:ain|hain|warn)['’]t|o['’]|th['’]|an['’]|"
    rf"wi['’]|{alternation(SPELLED_AS_SPOKEN)}",
    re.IGNORECASE,
)
"""Words that show that a speaker speaks dialect."""

_DIALECT_TURNS = 0.03
"""Share of the turns of speech in dialect above which any speaker may speak it."""

_EYE_DIALECT = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ers?$", "ow"), (r"^on", "un"), ("w", "r"), (r"(?<=[cg])w", ""), (r"nst$", "nce"),
        ("th", "s"), (r"^v", "w"), (r"^w", "v"), ("ar", "er"), ("ar", "a"), ("sks?$", "sts"),
        ("d", "th"), (r"(?<=[a-z])f$", "th"),
        ("ee", "ea"), ("oi", "i"), ("ine", "oin"), (r"ed$", "e"), (r"able$", "ible"),
        (r"nk$", "ng"), ("jous", "dous"), (r"(?<=[bpj])i", "oi"), (r"aller$", "ellow"),
    )
)  # fmt: skip
"""Sounds that writers spell for a speaker, and what the dictionary has for them (Wright, The
English Dialect Grammar, 1905; lisps and children's r)."""

_FOREIGN_ARTICLE = re.compile(r"\b(?:[ld]['’]|(?:la|le|les|des|du|della|delle|dei|el|los|las)\s)$")
_BROKEN = re.compile(r"\w-\s+$")
"""A word broken at the end of a printed line: *con- gregation*."""

_FOREIGN_LEAST = 2
"""Unknown words of a stretch in italics that make it one of another tongue."""
_ITALIC_PHRASE = re.compile(r"[_*](?:\w{1,60}\s){1,30}$")
_OLD_LEAST = 5
"""So many different ones make a text one in older spelling."""

_SHORTENS = re.compile(r"[aeiouy]([^aeiouy])\1[aeiouy]")
"""A consonant doubled between vowels."""

_THOU = re.compile(r"\bthou\b", re.IGNORECASE)
_THOU_REACH = 1_000
"""Code points on either side within which a "thou" of the same paragraph is looked for."""
_DRAWN_OUT = re.compile(r"(.)\1\1", re.IGNORECASE)
_CRY = re.compile(
    r"(.)\1\1\1|(..)\2\2|^(?:h+m+|m+h*m*|b+r+|s+h+|p+s+t+|g+r+|z+|t+s+k+|p+f+t*)$|^(.)\3\3|(.)\4\4$",
    re.IGNORECASE,
)
"""Forms that are sounds rather than words: *hahaha*, *hmmm*, *nooo*."""
_WRONG_APOSTROPHE = re.compile(r"^(\w+)['’]nt$")


@dataclass(slots=True)
class _Seen:
    """A form as the text uses it: all its words, and how it is capitalised."""

    words: list[TextWord] = field(default_factory=list)
    capital_inside: int = 0
    lower: int = 0


@check(level="error", topic="spelling", needs={"text"}, reach="book")
def spelling(story: StoryView) -> Iterator[Finding]:
    """Unknown forms, each looked up once; then each place where one stands."""
    words = story.derive(words_of)
    quotations = story.quotations
    known, older = lexicon(), story.of_manuscript(is_of_older_manner)
    seen = _forms(words)
    unknown = {
        form
        for form, uses in seen.items()
        if not story.is_given(form) and _is_unknown(form, uses, known)
    }
    foreign = _foreign_in_italics(words, unknown, story.manuscript.italics)
    strange = _strange_places(words, unknown, quotations, _writes_otherwise(story, seen))
    for form in sorted(unknown):
        uses = seen[form]
        suggestions = _suggestions(form, known)
        believed = belief(form, suggestions)
        if believed == "none" or _is_the_storys_own(form, uses, suggestions[0], quotations):
            continue
        if len(uses.words) > 1 and all(quotations.is_quoted(w.start) for w in uses.words):
            continue
        for word in uses.words:
            if _is_clipped(word, story.text, known, quotations) or _is_with_thou(word, form, story):
                continue
            if word.start in foreign:
                continue
            if is_broken_off(story.text, word.start, word.start + len(form)):
                continue
            if _is_meant(word, quotations.turn_at(word.start), strange, suggestions[0], form):
                continue
            if older and not _is_plain_slip(form, suggestions[0]):
                continue
            if belief(form, suggestions, spoken=quotations.is_quoted(word.start)) == "none":
                continue
            yield _finding(story, word, form, suggestions, believed)


def _foreign_in_italics(
    words: tuple[TextWord, ...], unknown: set[str], italics: Sequence[Span]
) -> frozenset[int]:
    """Where words stand that are set in italics with others, half of them unknown: *dulce et*."""
    if not italics:
        return frozenset()
    starts = np.array([word.start for word in words])
    stretch = SpanIndex.of(italics).all_at(starts)
    slanted = np.flatnonzero(stretch >= 0)
    odd = np.array([_stem(words[i].form) in unknown for i in slanted.tolist()], dtype=np.bool_)
    of_each = np.bincount(stretch[slanted], minlength=len(italics))
    odd_of_each = np.bincount(stretch[slanted][odd], minlength=len(italics))
    foreign = (odd_of_each >= _FOREIGN_LEAST) & (2 * odd_of_each >= of_each)
    return frozenset(starts[slanted][foreign[stretch[slanted]]].tolist())


def _writes_otherwise(story: StoryView, seen: dict[str, _Seen]) -> bool:
    """Whether the narration is in dialect, or in the spelling of another century."""
    if len(BEFORE_1800 & seen.keys()) >= _OLD_LEAST:
        return True
    return story.of_book(narrated_in_dialect)


def _plain(form: str) -> str:
    return form.replace("’", "'").replace("ʼ", "'").replace("‑", "-")


@lru_cache(maxsize=1 << 16)
def _stem(form: str) -> str:
    """The form in lower case, without a possessive ending or closing quotation mark."""
    low = _plain(form).lower()
    if low.endswith("'s"):
        return low[:-2]
    return low.rstrip("'")


def _forms(words: tuple[TextWord, ...]) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for word in words:
        uses = seen[_stem(word.form)]
        uses.words.append(word)
        if word.form[0].isupper():
            uses.capital_inside += not word.opens
        else:
            uses.lower += 1
    return seen


def _is_unknown(form: str, uses: _Seen, known: Lexicon) -> bool:
    if uses.capital_inside or not form.isascii():
        return False
    if len(form) < _LEAST_LENGTH:
        return len(form) == _LEAST_LENGTH - 1 and _is_short_slip(form, known)
    if known.listed(form) or _CRY.search(form) or is_stretched(form):
        return False
    if known.is_name(form):
        return uses.lower == len(uses.words) and _is_rather_common(form, known)
    if "-" in form:
        return False
    if "'" in form:
        return _WRONG_APOSTROPHE.match(form) is not None
    if form.endswith("in") and known.listed(form + "g"):
        return False
    return form in RUN_TOGETHER or not known.knows(form)


def _is_short_slip(form: str, known: Lexicon) -> bool:
    """Whether a short form is one of the commonest words mistyped: *teh*, *wth*, *wzs*.

    Where only a vowel differs it may be a way of saying it: *tha*, *wus*.
    """
    if known.listed(form, 95) or known.is_name(form):
        return False
    found = known.suggest(form, 1)
    if not found or found[0].nats >= _CERTAIN:
        return False
    meant = found[0].word
    said = _consonants(form) == _consonants(meant) and _consonants(form) != form
    return sorted(form) == sorted(meant) or not said


def _is_rather_common(form: str, known: Lexicon) -> bool:
    """Whether a name without its capital is rather a common word mistyped: *greta*, *fromm*."""
    found = known.suggest(form, 1) if len(form) > _LEAST_LENGTH else ()
    return bool(found) and found[0].nats < _OPENER


def _suggestions(form: str, known: Lexicon) -> tuple[Suggestion, ...]:
    if form in RUN_TOGETHER:
        return (Suggestion(RUN_TOGETHER[form], 1, 10),)
    if len(form) > 2 * known.longest:
        return ()
    wrong = _WRONG_APOSTROPHE.match(form)
    if wrong:
        right = f"{wrong[1]}n't"
        return (Suggestion(right, 1, 10),) if known.listed(right) else ()
    for at in range(1, len(form)):
        contraction = f"{form[:at]}'{form[at:]}"
        if known.listed(contraction, 35):
            return (Suggestion(contraction, 1, 10),)
    found = known.suggest(form)
    if known.listed(form, 95) and not (found and _is_likelier(form, found[0])):
        return ()
    if found and (found[0].size <= _COMMON or len(form) > _SURE_LENGTH):
        return found
    apart = known.run_together(form)
    return (Suggestion(apart, 1, 10),) if apart else ()


def _is_the_storys_own(
    form: str, uses: _Seen, best: Suggestion, quotations: QuotationTable
) -> bool:
    """Whether the story uses the word often enough, or so little like a slip, as its own."""
    if not uses.lower:
        told = len(uses.words) == 1 and not quotations.is_quoted(uses.words[0].start)
        plain = _is_plain_slip(form, best) or _is_unheard(form, best)
        return not (plain or (told and best.nats < _OPENER))
    if len(uses.words) < _LEARNED:
        return False
    if len(uses.words) >= 2 * _LEARNED and not _is_plain_slip(form, best):
        return True
    return not (len(form) >= _SURE_LENGTH and best.distance == 1 and best.size <= _COMMON)


def _is_plain_slip(form: str, best: Suggestion) -> bool:
    """Two letters swapped, or one doubled or not, in a long enough word."""
    if len(form) < _LEAST_LENGTH + 1 or best.size > _COMMON:
        return False
    return lexicon().is_plain_slip(form, best.word)


def _is_clipped(word: TextWord, text: str, known: Lexicon, quotations: QuotationTable) -> bool:
    """Whether the word is part of a longer form, or printed without an end: 'quaint, goin'."""
    before = text[word.start - 1 : word.start]
    lead, tail = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 2]
    if _FOREIGN_ARTICLE.search(text, max(0, word.start - 8), word.start):
        return True
    if (
        _BROKEN.search(text, max(0, word.start - 4), word.start)
        or text[word.end : word.end + 2] == "- "
    ):
        return True
    if tail[:1] in ("_", "*") and _ITALIC_PHRASE.search(text, max(0, word.start - 60), word.start):
        return True
    if before == "&" or re.fullmatch(r"[\w-]_", lead) or re.fullmatch(r"_\w", tail):
        return True
    if before and before in "-‑'’‘ʼ":
        return not (before in "'‘’" and quotations.opens_at(word.start - 1))
    low = _plain(word.form).lower()
    return low.endswith("in'") and known.knows(f"{low[:-1]}g")


def _is_with_thou(word: TextWord, form: str, story: StoryView) -> bool:
    """Whether a verb in -est or -st goes with the "thou" of its paragraph: *thou comest*."""
    known = lexicon()
    stems = (form[:-3], form[:-2], form[:-2] + "e") if form.endswith("st") else ()
    if not any(known.listed(stem) for stem in stems):
        return False
    block = story.manuscript.blocks[word.block].span
    begin, end = max(block.start, word.start - _THOU_REACH), min(block.end, word.end + _THOU_REACH)
    return _THOU.search(story.text, begin, end) is not None


def _is_likelier(form: str, best: Suggestion) -> bool:
    """Whether a very common word was meant rather than the very rare one that is written."""
    sure = len(form) > _SURE_LENGTH and best.distance == 1 and best.size <= _VERY_COMMON
    return sure or best.nats < _CERTAIN or _is_plain_slip(form, best)


@dataclass(frozen=True, slots=True)
class _Strange:
    """Where the text is not standard English: paragraphs, turns of speech, words.

    ``narrator``: the narration itself is in dialect; ``speakers``: some speakers are.
    """

    blocks: frozenset[int]
    turns: Counter[int]
    words: frozenset[int]
    narrator: bool
    speakers: bool


def _strange_places(
    words: tuple[TextWord, ...], unknown: set[str], quotations: QuotationTable, narrator: bool
) -> _Strange:
    total: Counter[int] = Counter()
    odd: Counter[int] = Counter()
    turns: Counter[int] = Counter()
    spoken: set[int] = set()
    foreign: list[tuple[int, TextWord]] = []
    known = lexicon()
    forms = {word.form for word in words}
    stems = {form: _stem(form) for form in forms}
    dropped = {form for form in forms if _DROPPED.fullmatch(form)}
    for number, word in enumerate(words):
        total[word.block] += 1
        form = stems[word.form]
        is_odd = form in unknown
        odd[word.block] += is_odd
        dialect = word.form in dropped
        if is_odd or dialect:
            turn = quotations.turn_at(word.start)
            turns[-1 if turn is None else turn] += 1
            if dialect and turn is not None:
                spoken.add(turn)
        if word.form[0].islower() and (is_odd or not _is_english(form, known)):
            foreign.append((number, word))
    beside = {
        place.start
        for (one, first), (two, second) in pairwise(foreign)
        if two - one <= _NEAR and first.block == second.block
        for place in (first, second)
    }
    thick = {b for b, n in odd.items() if n > 2 and n > _THICK * total[b]}
    return _Strange(
        blocks=frozenset(thick),
        turns=turns,
        words=frozenset(beside),
        narrator=narrator,
        speakers=len(spoken) > _DIALECT_TURNS * len(set(quotations.turn.tolist())),
    )


def _is_english(form: str, known: Lexicon) -> bool:
    return known.listed(form) or "-" in form or "'" in form or known.knows(form)


def _is_meant(
    word: TextWord, turn: int | None, strange: _Strange, best: Suggestion, form: str
) -> bool:
    """Whether the word stands where a writer leaves standard English on purpose."""
    if word.form.isupper():
        return True
    plain = len(form) >= _SURE_LENGTH and best.nats < _PROBABLE
    if plain and turn is None and not strange.narrator:
        return False
    if word.start in strange.words:
        return True
    if _is_unheard(form, best):
        return False
    if word.block in strange.blocks:
        return True
    if turn is None and not strange.narrator:
        return False
    if turn is not None and (strange.turns[turn] > 1 or _DRAWN_OUT.search(form)):
        return True
    if turn is not None and _is_eye_dialect(form):
        return True
    if "'" in best.word or " " in best.word:
        return strange.narrator
    if _is_plain_slip(form, best) or not (strange.narrator or strange.speakers):
        return False
    sure = len(form) >= _SURE_LENGTH and best.distance == 1 and best.size <= _COMMON
    return strange.narrator or not sure


def _is_unheard(form: str, best: Suggestion) -> bool:
    """Whether nobody would say it so: letters of a common word swapped, or a consonant doubled
    or not. But *babby* and *varry* are said with a short vowel."""
    if sorted(form) == sorted(best.word):
        return len(form) > _LEAST_LENGTH or best.nats < _CERTAIN
    doubled = lexicon().is_plain_slip(form, best.word) and _vowels(form) == _vowels(best.word)
    if not doubled or len(form) <= _LEAST_LENGTH or best.size > _COMMON:
        return False
    return len(form) < len(best.word) or _SHORTENS.search(form) is None


def _vowels(form: str) -> str:
    return "".join(c for c in form if c in VOWELS)


def _consonants(form: str) -> str:
    return "".join(c for c in form if c not in VOWELS)


def _is_eye_dialect(form: str) -> bool:
    """Whether the form writes a word as it is said: *shadder*, *onreasonable*, *umbwella*."""
    known = lexicon()
    heard = {pattern.sub(sound, form) for pattern, sound in _EYE_DIALECT} - {form}
    undoubled = {re.sub(r"([^aeiouls])\1(?=ow)", r"\1", word) for word in heard}
    return any(known.listed(word, _COMMON) for word in heard | undoubled)


def _finding(
    story: StoryView,
    word: TextWord,
    form: str,
    suggestions: tuple[Suggestion, ...],
    believed: Belief,
) -> Finding:
    end = word.start + len(form)
    typed = story.text[word.start : end]
    meant = [_cased(s.word, typed, story.text[word.start : word.end]) for s in suggestions]
    sure = believed == "sure"
    plain = len(suggestions) == 1 and (
        " " in suggestions[0].word
        or "'" in suggestions[0].word
        or (len(form) > _SURE_LENGTH - 1 and lexicon().is_plain_slip(form, suggestions[0].word))
    )
    others = f" or “{'”, “'.join(meant[1:])}”" if len(meant) > 1 else ""
    return story.finding(
        Span(word.start, end),
        f"“{typed}” is in no dictionary; “{meant[0]}”{others}?",
        edits=[Edit(Span(word.start, end), meant[0])],
        confidence=(_MENDED if plain else 0.9) if sure else 0.6,
        level=None if sure else "query",
    )


def _cased(meant: str, typed: str, around: str) -> str:
    if "’" in around:
        meant = meant.replace("'", "’")
    return meant[0].upper() + meant[1:] if typed[0].isupper() else meant
