"""The wrong one of a and an.

What it finds
    "A" before a word that is said with a vowel, and "an" before one that is not, by the
    sound and not the letter: an hour, a union, an 8, a one-eyed cat.

Why a reader cares
    It is heard even in silent reading; nobody says it so.

Flagged
    - He waited for **a** hour in the rain.
    - It was **an** useful thing to know.
    - She bought **a** umbrella and **an** loaf.
    - "There is **a** old boat in the barn," said the boy.
    - The lift held **a** 8-year-old and a dog.

Fine
    - He waited an hour for a unicorn, a one-eyed cat and an heir.
    - It was an honest mistake, a European one, a ewe's.
    - Plan A is over; a is the first letter of the alphabet.
    - It was a historic day, or an historic one.
      Because: both are said.
    - "It's an 'orse," said the carter.
      Because: the letter is dropped.

Known misses
    Letters and abbreviations, which are spelled out by some and said as words by others.

Source
    The Chicago Manual of Style, 17th ed., 5.74; Merriam-Webster for the sounds.
"""

import re
from collections import Counter
from collections.abc import Iterator

from fabula.checks.dialogue.dialect import narrated_in_dialect, speech_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.english.function_words import NEVER_A_NOUN, PREPOSITIONS_OF_PHRASES
from fabula.language.inflection import said_with_consonant, said_with_vowel
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["article"]

_ARTICLE = re.compile(
    r"(?<![\w'’.\-&/])(?P<article>[Aa]n?) (?P<mark>[\"“_*]?)(?P<word>[A-Za-z]{2,}|[A-Z](?=-)|\d+)"
)
_NUMBER_WITH_VOWEL = re.compile(r"8\d*|1[18](?:000)?")
_SOUND = {"a": "consonant", "an": "vowel"}
_AFTER_A_LETTER = (
    frozenset(NEVER_A_NOUN)
    | frozenset(PREPOSITIONS_OF_PHRASES)
    | frozenset("am i us or so and is are an then".split())
)
"""Words of no noun phrase, before which a and an are a letter or another slip."""

_HABIT = 3

_NAMED_WITH_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with the sound of a vowel: an X-ray, an S-bend."""


@check(level="error", topic="grammar", needs={"text"}, reach="paragraph")
def article(story: StoryView) -> Iterator[Finding]:
    """Every a and an against the sound of the word that follows."""
    habits = story.of_manuscript(_habits)
    older = story.of_manuscript(is_of_older_manner)
    if story.of_book(narrated_in_dialect):
        return
    for match in _wrong(story.manuscript):
        if habits[_kind(match)] >= (1 if older else _HABIT) or speech_in_dialect(
            story.text, story.quotations, match.start()
        ):
            continue
        wanted = "a" if match["article"].lower() == "an" else "an"
        span = Span(match.start("article"), match.end("article"))
        written = wanted.capitalize() if match["article"][0].isupper() else wanted
        yield story.finding(
            span,
            f"“{match['word']}” begins with the sound of a {_SOUND[wanted]}: “{wanted}”.",
            edits=[Edit(span, written)],
            confidence=0.97,
        )


def _kind(match: re.Match[str]) -> str:
    """What would be a habit of older books: an h-, an u-."""
    return f"{match['article'].lower()} {match['word'][0].lower()}"


def _habits(manuscript: Manuscript) -> Counter[str]:
    found = Counter(_kind(match) for match in _wrong(manuscript))
    return Counter(
        {kind: n for kind, n in found.items() if kind in ("an h", "an u", "an e", "an o")}
    )


def _wrong(manuscript: Manuscript) -> Iterator[re.Match[str]]:
    known = lexicon().knows
    for block in manuscript.blocks:
        if block.kind != "paragraph":
            continue
        for match in _ARTICLE.finditer(manuscript.text, block.span.start, block.span.end):
            word, low = match["word"], match["word"].lower()
            if word.isdecimal():
                if bool(_NUMBER_WITH_VOWEL.fullmatch(word)) != (match["article"].lower() == "an"):
                    yield match
                continue
            if len(word) == 1 and word.isalpha():
                if (word in _NAMED_WITH_VOWEL) != (match["article"].lower() == "an"):
                    yield match  # a X-ray, an U-turn
                continue
            if word.isupper() or low in _AFTER_A_LETTER or not known(low):
                continue
            if match["article"].lower() == "a":
                if said_with_vowel(low) and not (word[0].isupper() and low[:2] in ("eo", "eu")):
                    yield match
            elif said_with_consonant(low) and not word[0].isupper():
                yield match
