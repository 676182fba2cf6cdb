"""A word typed twice.

What it finds
    The same word twice in a row, with nothing but white space between, also over
    the end of a line: the trace of a sentence that was rewritten.

Why a reader cares
    Readers slide over a doubled word in their own prose and trip over it in yours;
    it says that nobody read the page aloud.

Flagged
    - She went **to to** the door and listened.
    - It was the first time **the the** lamp had failed him.
    - The key lay **in the in the** drawer of the desk.
    - He **was was** late again.

Fine
    - He had had enough of the sea.
      Because: the past perfect of "have" doubles the word by right.
    - She said that that man was her uncle.
      Because: a conjunction and a determiner.
    - "No no, a long long time ago," said the old man.
      Because: doubled on purpose, for weight.
    - Her whispered "is" is what he remembered.
      Because: the first one is quoted.
    - What it is is a mystery.
      Because: the first "is" ends a clause.
    - They sang la la la all the way home.
      Because: three in a row is a song.

Known misses
    Words that English doubles by right ("that that", "had had", "gave her her hat")
    are never flagged, even where the second is a slip; nor are nouns, verbs,
    adjectives and adverbs, which speech and names double on purpose.

Source
    The Chicago Manual of Style on proofreading; the closed classes (determiners,
    prepositions, pronouns, auxiliaries) as The Cambridge Grammar of the English
    Language lists them, less those that meet at a clause boundary.
"""

import re
from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import StoryView
from fabula.english.function_words import (
    CLAUSE_OPENERS,
    DETERMINERS_OF_PHRASES,
    NEVER_TWICE,
    PREPOSITIONS_OF_PHRASES,
)
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span

__all__ = ["doubled_word"]

_PAIR = re.compile(r"(?<![\w'’\-])([^\W\d_][\w'’]*)(\s+)(\1)(?![\w'’\-])", re.IGNORECASE)


_VERBS = frozenset("is are was were has have did does".split())
"""Slips too, unless the first one ends a clause: "what it was was a mystery"."""

_CLAUSE = re.compile(
    rf"\b({alternation(CLAUSE_OPENERS)})\b",
    re.IGNORECASE,
)
"""Words that open the clause such a verb could end."""

_PHRASE = re.compile(
    rf"(?<![\w'’\-])((?:{alternation(PREPOSITIONS_OF_PHRASES)})\s+(?:{alternation(DETERMINERS_OF_PHRASES)})"
    r")(\s+)(\1)(?![\w'’\-])",
    re.IGNORECASE,
)

_LONG = 2_000
"""Code points of a sentence that are looked at."""
_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’)]*\s")


_THAT_THAT = re.compile(
    r"(?<![\w'’\-])(that)(\s+)(that)(?=\s+(?:he|she|they|we|I|you)\s)", re.IGNORECASE
)
"""No noun follows the second *that*: the two are one conjunction."""


@check(level="error", topic="grammar", needs={"text"}, reach="paragraph")
def doubled_word(story: StoryView) -> Iterator[Finding]:
    """Doubled closed-class words and doubled openings of a phrase, paragraph by paragraph."""
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        text = block.span.text(story.text)
        for match in _PAIR.finditer(text):
            if _is_slip(match, text):
                yield _finding(story, match, block.span.start)
        for match in _THAT_THAT.finditer(text):
            yield _finding(story, match, block.span.start)
        for match in _PHRASE.finditer(text):
            yield _finding(story, match, block.span.start)


def _is_slip(match: re.Match[str], text: str) -> bool:
    word = match[1].lower()
    if match[3] != match[3].lower() or word not in NEVER_TWICE | _VERBS:
        return False
    if _repeats(word, text[max(0, match.start() - 40) : match.start()].split()[-1:]) or _repeats(
        word, text[match.end() : match.end() + 40].split()[:1]
    ):
        return False
    if word in NEVER_TWICE:
        return True
    sentence = _SENTENCE_END.split(text[max(0, match.start() - _LONG) : match.start()])[-1]
    return _CLAUSE.search(sentence) is None


def _repeats(word: str, neighbour: list[str]) -> bool:
    """Whether the word next to the pair is the same again: a chant, not a slip."""
    return bool(neighbour) and neighbour[0].strip("\"'“”‘’.,;:!?-—").lower() == word


def _finding(story: StoryView, match: re.Match[str], offset: int) -> Finding:
    words = " ".join(match[1].split())
    return story.finding(
        Span(match.start() + offset, match.end() + offset),
        f"“{words}” is typed twice.",
        edits=[Edit(Span(match.end(1) + offset, match.end() + offset), "")],
        confidence=0.95,
    )
