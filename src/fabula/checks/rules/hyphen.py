"""A hyphen left out, or put where none belongs; one word written as two.

What it finds
    Compound numbers ("twenty one"), in-laws, ex- and self- without their hyphens; an
    adjective and a word in -ed ("blue eyed"); ages and measures before a noun ("a six
    year old boy", "a two hour drive"); "well" and a participle before a noun; a hyphen
    after an adverb in -ly; and words that drafts write as two ("door way").

Why a reader cares
    The hyphen says which words belong together. Without it "a long haired dog" is first
    a long dog.

Flagged
    - She wore a **moth eaten** coat and met her **half brother** in a **one way** street.
    - She was **twenty one** that spring, and he was thirty-four or **forty five**.
    - Her **mother in law** kept the keys.
    - My **ex husband** was too **self conscious** to dance.
    - A **blue eyed** boy led a **three legged** dog.
    - He took his **six year old** son on a **two hour** drive.
    - A **well known** singer lived in the **freshly-painted** house.
    - He stood in the **door way** at **day break**.

Fine
    - She was twenty-one, her mother-in-law fifty-two. At twenty, one of them left.
    - He was six years old and the drive took two hours.
      Because: after the noun no hyphen stands.
    - The singer was well known, the house freshly painted, the bus family-owned.
    - He eyed the dog; the long night handed them over.
    - Her true self was hidden. The ex officio member agreed.
    - The day broke. The door was way too small.
    - She could not sleep, her heart beat so fast.
      Because: "beat" is a verb here.

Known misses
    Compounds that dictionaries write in several ways, and most of those before a noun.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 7 of 7 errors right.

Source
    The Chicago Manual of Style, 17th ed., 7.81-7.89.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding, Level
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.english.function_words import ARTICLES_AND_POSSESSIVES, PREPOSITIONS
from fabula.english.hyphens import (
    ADJECTIVES_IN_LY,
    AFTER_A_MEASURE,
    AFTER_A_VERB_IN_ED,
    AFTER_EX,
    AFTER_HALF,
    AFTER_SELF,
    BEFORE_ENDING_ED,
    BEFORE_NOUNS,
    ENDING_ED,
    HYPHEN_AFTER_LY,
    MEASURE_UNITS,
    ONE_WORD,
    PARTICIPLES_AFTER_WELL,
)
from fabula.english.numbers import ORDINAL_UNITS, TEENS, TENS, UNITS
from fabula.english.tables import alternation, branching
from fabula.language.inflection import adjective_of
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["hyphen"]

_ADDED = (*UNITS[1:], *TEENS, *TENS)
_NUMBER = rf"(?:{alternation(_ADDED)}|\d+)"
_MEASURE = rf"{_NUMBER} (?:{alternation(MEASURE_UNITS)})"
_OWNED = r"(?:(?<=\ba )|(?<=\ban )|(?<=\bthe )|(?<=\bhis )|(?<=\bher ))"
_NOUN = rf"(?= (?!(?:{alternation(AFTER_A_MEASURE)})\b)[a-z])"
_WELL = rf"well (?:{alternation(PARTICIPLES_AFTER_WELL)})"
_TENS = rf"(?:{alternation(TENS)}) (?:{alternation((*UNITS, *ORDINAL_UNITS))})"
_EYED = rf"(?:{alternation(BEFORE_ENDING_ED)}) (?:{alternation(ENDING_ED)})"
_NO_VERB = rf"(?! (?:{alternation(AFTER_A_VERB_IN_ED)}|(?-i:[A-Z][a-z]+))\b)"
_COMPOUND = rf"(?:{alternation(' '.join(words) for words in BEFORE_NOUNS)})"
_IN_LAW = r"(?:mother|father|brother|sister|son|daughter)s? in laws?"
_END = r"(?![\w\-])"
_TOUCHING = r"(?<![\w'’\-])"


@dataclass(frozen=True, slots=True)
class _HyphenRule:
    """Words to be joined by hyphens: those of the group ``all``.

    ``always``: they were joined in older books too.
    """

    pattern: re.Pattern[str]
    message: str
    level: Level | None = None
    fits: Callable[[re.Match[str]], bool] = lambda _: True
    always: bool = False


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(_TOUCHING + pattern, re.IGNORECASE)


def _stands_before_noun(match: re.Match[str]) -> bool:
    """Whether what follows the words is a lower-cased word that can be what they describe."""
    following = re.match(r"\s([a-z]+)", match.string[match.end("all") : match.end("all") + 40])
    return (
        following is not None
        and following[1] not in ARTICLES_AND_POSSESSIVES
        and lexicon().knows(following[1])
        and not following[1].endswith("ly")
    )


def _is_no_verb(match: re.Match[str]) -> bool:
    """Not *the two faced each other*, *they left headed east*."""
    first, _, last = match["all"].lower().partition(" ")
    return last not in ("faced", "headed") or first not in (*UNITS, "left", "right", "still")


_RULES = (
    _HyphenRule(
        _pattern(rf"(?P<all>{_TENS}){_END}(?! (?:another|by one|of the|of them|of us)\b)"),
        "A compound number has a hyphen.",
        always=True,
    ),
    _HyphenRule(_pattern(rf"(?P<all>{_IN_LAW}){_END}"), "In-laws have hyphens.", always=True),
    _HyphenRule(_pattern(rf"(?P<all>ex (?:{alternation(AFTER_EX)})){_END}"), "“Ex-” has a hyphen."),
    _HyphenRule(
        _pattern(rf"(?P<all>self (?:{alternation(AFTER_SELF)})){_END}"), "“Self-” has a hyphen."
    ),
    _HyphenRule(
        _pattern(rf"(?P<all>{_EYED}){_END}{_NO_VERB}"),
        "An adjective and a word in -ed are joined by a hyphen.",
        fits=_is_no_verb,
    ),
    _HyphenRule(
        _pattern(rf"(?P<all>{_NUMBER}[ -]year old)s?{_END}"),
        "An age before a noun, or as a noun, has hyphens.",
    ),
    _HyphenRule(
        _pattern(rf"{_OWNED}(?P<all>{_MEASURE}){_NOUN}"),
        "A measure before a noun has a hyphen.",
        fits=_stands_before_noun,
    ),
    _HyphenRule(
        _pattern(rf"{_OWNED}(?P<all>{_COMPOUND}){_NOUN}(?! (?:{alternation(PREPOSITIONS)})\b)"),
        "A compound before its noun is joined by a hyphen.",
        "query",
        _stands_before_noun,
    ),
    _HyphenRule(
        _pattern(rf"(?P<all>half (?:{alternation(AFTER_HALF)})){_END}"),
        "“Half-” has a hyphen here.",
        "query",
    ),
    _HyphenRule(
        _pattern(rf"{_OWNED}(?P<all>{_WELL}){_NOUN}"),
        "“Well” and a participle before a noun are joined by a hyphen.",
        "query",
        _stands_before_noun,
    ),
)
_PARTICIPLE = r"[a-z]{3,}(?:ed|en|wn|ing|ught|ade|eld)"
_ADVERB = _pattern(
    r"(?P<adverb>[a-z]{3,}ly)-(?P<next>[a-z]{3,}(?:ed|en|wn|ing|ught|ade|eld)|lit|kept|hung)"
    r"(?![\w\-])"
)
_SPLIT = _pattern(rf"(?P<all>{branching(ONE_WORD)})(?![\w\-])")
_HABIT = 3
_OR_A_VERB = frozenset(("sun rise", "sun set", "day break", "heart beat", "head ache"))
_BEFORE_A_NOUN = re.compile(r"\b(?:at|by|before|until|till|since|a|an|each|every)\s+$")
"""Of words written as two those whose second may be a verb (*her heart beat*), and what shows
that it is none."""


@check(level="error", topic="spelling", needs={"text"}, reach="paragraph")
def hyphen(story: StoryView) -> Iterator[Finding]:
    """Each rule over each paragraph; then adverbs, then words written as two."""
    older = story.of_manuscript(is_of_older_manner)
    often = older or story.of_manuscript(_joins_adverbs)
    apart = story.of_manuscript(_writes_apart)
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        text, at = block.span.text(story.text), block.span.start
        for rule in _RULES:
            if older and not rule.always:
                continue
            for m in rule.pattern.finditer(text):
                if rule.fits(m):
                    joined = m["all"].replace(" ", "-")
                    yield _finding(
                        story, at + m.start("all"), m["all"], joined, rule.message, rule.level
                    )
        if not often:
            for m in filter(_is_adverb, _ADVERB.finditer(text)):
                parted = f"{m['adverb']} {m['next']}"
                message = "No hyphen stands after an adverb in -ly."
                yield _finding(story, at + m.start(), m[0], parted, message, "query")
        for m in () if older else filter(_is_noun, _SPLIT.finditer(text)):
            if " ".join(m["all"].lower().split()) in apart:
                continue
            whole = ONE_WORD[" ".join(m["all"].lower().split())]
            whole = whole.capitalize() if m["all"][0].isupper() else whole
            message = f"“{m['all']}” is one word: “{whole}”."
            yield _finding(story, at + m.start(), m["all"], whole, message, None)


def _finding(
    story: StoryView, start: int, typed: str, wanted: str, message: str, level: Level | None
) -> Finding:
    span = Span(start, start + len(typed))
    sure = 0.99 if wanted.endswith("-year-old") else 0.92
    return story.finding(span, message, edits=[Edit(span, wanted)], confidence=sure, level=level)


def _is_noun(match: re.Match[str]) -> bool:
    """Whether two words are one noun, and not a noun and its verb: *a heart beat*."""
    low = " ".join(match["all"].lower().split())
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    return low not in _OR_A_VERB or _BEFORE_A_NOUN.search(before) is not None


def _writes_apart(manuscript: Manuscript) -> frozenset[str]:
    """What the manuscript writes as two words each time, and often: its own way."""
    text = manuscript.text
    seen = Counter(" ".join(m["all"].lower().split()) for m in _SPLIT.finditer(text))
    often = [phrase for phrase, n in seen.items() if n > _HABIT]
    low = text.lower() if often else ""
    return frozenset(phrase for phrase in often if ONE_WORD[phrase].lower() not in low)


def _is_adverb(match: re.Match[str]) -> bool:
    """Whether the word in -ly is an adverb: freshly, not family."""
    low = match["adverb"].lower()
    if low in ADJECTIVES_IN_LY or match["next"].lower() in ENDING_ED:
        return False
    if f"{low}-{match['next'].lower()}" in HYPHEN_AFTER_LY:
        return False
    return bool(adjective_of(low, lexicon().listed)) and lexicon().listed(match["next"].lower())


def _joins_adverbs(manuscript: Manuscript) -> bool:
    """Whether the manuscript puts the hyphen after adverbs as a rule, as older books do."""
    return sum(map(_is_adverb, _ADVERB.finditer(manuscript.text))) >= _HABIT
