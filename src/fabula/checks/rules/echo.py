"""The same uncommon word again too soon.

What it finds
    In narration, an uncommon word that comes back within a few lines, in any of its
    forms, where it is not repeated on purpose.

Why a reader cares
    A striking word rings in the ear; its echo sounds like an accident.

Flagged
    - The lantern gave a feeble glimmer. Beyond the window the sea lay in a feeble
      light, and a **glimmer** of white showed where the rocks began.
    - He trudged up the hill with the sack on his back, and when he had rested he
      **trudged** down again.

Fine
    - The lantern swung. In the light of the lantern they saw the lantern-keeper.
      Because: a thing is called by its name.
    - "A feeble excuse," she said. "Feeble!"
      Because: speech repeats as it likes.
    - He said nothing. She said nothing. They walked on, and walked on.
      Because: plain words do not ring.
    - Slowly, slowly, the great door opened.
      Because: repeated at once, on purpose.
    - A glimmer of hope, a glimmer of fear, a glimmer of something else.
      Because: a figure of three.

Known misses
    Sounds that echo (rhymes, "light" and "slight") are not heard.

Source
    Browne and King, Self-Editing for Fiction Writers, chapter 11 ("Sophistication");
    how common a word is comes from SCOWL's size classes.
"""

import re
from collections import Counter
from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.lexicon import lexicon
from fabula.manuscript.spans import Span

__all__ = ["echo"]

_REACH = 45
"""How many words the ear remembers an uncommon word."""

_AT_ONCE = 5
_RARER_THAN = 20
_LONG = 5
_OFTEN = 0.0004
"""A word this frequent in the book (or used five times and more) is part of its subject."""

_INFLECTED = re.compile(r"(?:ies|ied|ying|ings?|edly|ed|es|s|ly|ness|e|y|d)$")
_DETERMINED = re.compile(
    r"\b(?:the|this|that|these|those|his|her|its|their|my|our|[A-Z]\w+['’]s)\s+$"
)


@check(level="note", topic="style", needs={"text"}, reach="book")
def echo(story: StoryView) -> Iterator[Finding]:
    """Uncommon words of the narration, each against the same word just before."""
    quotations = story.quotations
    words = story.derive(words_of)
    counts = Counter(_stem(word.form) for word in words)
    at_most = max(5, _OFTEN * len(words))
    last: dict[str, tuple[int, TextWord, int]] = {}
    for number, word in enumerate(words):
        stem = _stem(word.form)
        if word.form[0].isupper() or counts[stem] > at_most or not _rings(word.form):
            continue
        if quotations.is_quoted(word.start):
            continue
        before = last.get(stem)
        times = before[2] + 1 if before and number - before[0] <= _REACH else 1
        last[stem] = (number, word, times)
        if before is None or not _AT_ONCE < number - before[0] <= _REACH or times > 2:
            continue
        if not _is_thing(story.text, word) and not _is_figure(story.text, before[1], word):
            yield _finding(story, before[1], word)


def _stem(form: str) -> str:
    low = form.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    short = _INFLECTED.sub("", low)
    return short if len(short) >= _LONG - 1 else low


def _rings(form: str) -> bool:
    """Whether the word is long and uncommon enough to be remembered."""
    size = lexicon().size(form.lower())
    return len(form) >= _LONG and "-" not in form and size is not None and size > _RARER_THAN


def _is_thing(text: str, word: TextWord) -> bool:
    """Whether the word names again what has been named: "the lantern"."""
    return _DETERMINED.search(text[max(0, word.start - 20) : word.start]) is not None


def _is_figure(text: str, one: TextWord, other: TextWord) -> bool:
    """Whether the same word stands before both: a figure of speech."""
    before = [text[max(0, w.start - 20) : w.start].split()[-1:] for w in (one, other)]
    after = [text[w.end : w.end + 20].split()[:1] for w in (one, other)]
    return before[0] == before[1] and after[0] == after[1]


def _finding(story: StoryView, before: TextWord, word: TextWord) -> Finding:
    return story.finding(
        Span(word.start, word.end),
        f"“{word.form}” echoes “{before.form}” just before.",
        evidence=[Evidence(Span(before.start, before.end), "the first time")],
        confidence=0.5,
    )
