"""A capital missing from a name, or standing where no name is.

What it finds
    Days, months, feasts, peoples, languages and well-known places in small letters;
    words for kin used as names without their capital ("Where is dad?"), or with one
    after a possessive ("my Dad"); titles before a name ("captain Reyes"); a capital
    after a comma or semicolon where the sentence goes on.

Why a reader cares
    A capital says "this is a name". Where it is missing, or stands on a plain word,
    the reader looks for a person or a thing that is not there.

Flagged
    - They met on a **friday** at the end of **november**.
    - She taught **spanish** and learned to row.
    - "I left it with **grandma**," said the girl.
    - My **Dad** kept bees behind the chapel.
    - The order came from **captain Reyes** himself.
    - The lamp was lit**; The** door stood open.

Fine
    - They met on a Friday. She may march in August, or he may.
      Because: "may" and "march" are verbs here.
    - "I left it with Grandma," said the girl. My dad kept bees; a mum of two helped him.
    - He opened the french windows and ate his french fries.
      Because: here the custom is small.
    - The captain told Reyes to wait. My uncle Tom and Captain Reyes were late.
    - We wrote to Mum and to Aunt Ada. Her mother and father never wrote.
    - see you tuesday at dads
      Because: a message all in small letters is typed so.

Known misses
    Places and peoples that are also common words (turkey, polish). What the manuscript
    writes in one way throughout is its own style.

Source
    The Chicago Manual of Style, 17th ed., 8.19-8.36 (titles, kin), 8.38-8.49, 8.87-8.91.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding, Level
from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.english.capitals import (
    AFTER_KIN_AS_NAMES,
    BEFORE_KIN_AS_NAMES,
    DAYS_AND_FEASTS,
    KIN_AS_NAMES,
    KIN_OWNED,
    PEOPLES_AND_TONGUES,
    PLACES_ALWAYS,
    SMALL_BY_CUSTOM,
    WITH_NAMES,
)
from fabula.english.function_words import PREPOSITIONS_OF_PHRASES
from fabula.english.tables import alternation
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["capital"]

_ALWAYS = DAYS_AND_FEASTS | PEOPLES_AND_TONGUES | PLACES_ALWAYS
_POSSESSIVES = frozenset("my your his her our their".split())
_KIN_AS_NAMES, _KIN_OWNED = frozenset(KIN_AS_NAMES), frozenset(KIN_OWNED)
_ANY_KIN = (*KIN_AS_NAMES, "mother", "father")
_HABIT = 3
"""So many small ones, more than there are capitals, are the manuscript's own way."""

_CALLED = re.compile(
    rf"(?P<before>,\s+|\b(?:hi|hello|hey|bye|thanks|please|sorry|okay)\s+)"
    rf"(?P<kin>{alternation(KIN_AS_NAMES)}|mother|father)(?=[.?!…]|,[\"”’'\s])"
)
_NAMED = re.compile(
    rf"\b(?P<before>(?i:{alternation(BEFORE_KIN_AS_NAMES)}))\s+(?P<kin>{alternation(KIN_AS_NAMES)})"
    rf"(?P<after>[.?!,…\"”]|['’]s\b|\s+(?:{alternation(AFTER_KIN_AS_NAMES)}|and\s+(?:I|me|[A-Z]))\b)"
)
_MID_CAPITAL = re.compile(
    r"(?<=[a-z])(?P<stop>;|,)(?P<gap> )(?P<word>He|She|They|We|It|There|The|His|Her|This|That)"
    r"(?= [a-z])"
)
_TITLE = re.compile(
    rf"\b(?P<title>{alternation(WITH_NAMES)})(?P<gap>(?:(?<=\b[a-z]{{2}})\.)?\s)(?P<name>[A-Z][a-z]+)"
)
_BEFORE_TITLES = (
    *PREPOSITIONS_OF_PHRASES,
    *"and that when but said saw met told asked was is".split(),
)
_BEFORE_TITLE = re.compile(rf"(?:^|[.!?,;:—\"“‘]|\b(?:{alternation(_BEFORE_TITLES)}))\s*$")
_SHARED = re.compile(r"\b(?:my|your|his|her|our|their)\s+\w+\s+and\s+$")
_REACH = 30


@check(level="error", topic="spelling", needs={"text"}, reach="book")
def capital(story: StoryView) -> Iterator[Finding]:
    """Words that always have a capital; words for kin; titles; capitals in mid-sentence."""
    small = story.derive(_all_small)
    for finding in _candidates(story):
        if not any(span.overlaps(finding.span) for span in small):
            yield finding


def _candidates(story: StoryView) -> Iterator[Finding]:
    words = story.derive(words_of)
    yield from _always(story, words)
    if not story.of_manuscript(is_of_older_manner):
        yield from _owned(story, words)
    yield from _in_paragraphs(story)


def _all_small(manuscript: Manuscript) -> tuple[Span, ...]:
    """Paragraphs with no capital at all, where small letters are the form."""
    return tuple(
        block.span
        for block in manuscript.blocks
        if not any(c.isupper() for c in block.span.text(manuscript.text))
    )


def _always(story: StoryView, words: Iterable[TextWord]) -> Iterator[Finding]:
    text = story.text
    for word in words:
        form = word.form.partition("'")[0].partition("’")[0]
        if not form[:1].islower():
            continue
        stem = form if form in _ALWAYS else form.removesuffix("s")
        if stem not in _ALWAYS or story.is_given(form):
            continue
        if text[max(0, word.start - 1) : word.start] in ("-", "@", "#", "/", ".", "_"):
            continue
        following = re.match(r"\s+(\w+)", text[word.end : word.end + _REACH])
        if following and following[1].lower() in SMALL_BY_CUSTOM:
            continue
        if (
            text[word.end : word.end + 1] in ("-", ".")
            and text[word.end + 1 : word.end + 2].isalpha()
        ):
            continue
        yield _mark(
            story, word.start, word.start + len(form), f"“{form.capitalize()}” has a capital."
        )


def _owned(story: StoryView, words: tuple[TextWord, ...]) -> Iterator[Finding]:
    """A capital on a word for kin that is owned: my Dad."""
    after = [
        (word, words[i + 1] if i + 1 < len(words) else None)
        for i, word in enumerate(words)
        if word.form[:1].isupper()
        and i > 0
        and words[i - 1].form.lower() in _POSSESSIVES
        and word.form.partition("'")[0].partition("’")[0].lower() in _KIN_OWNED
    ]
    small = Counter(
        b.form.partition("'")[0].partition("’")[0]
        for a, b in pairwise(words)
        if a.form.lower() in _POSSESSIVES
    )
    seen = Counter(word.form.lower() for word, _ in after)
    for word, following in after:
        form = word.form.partition("'")[0].partition("’")[0]
        named = (
            following is not None
            and following.form[:1].isupper()
            and (story.text[word.end : following.start] == " ")
        )
        holy = story.text[max(0, word.start - 4) : word.start].lower() in ("our ", "your") and (
            form == "Father"
        )
        holy = holy or _HOLY.match(story.text, word.end) is not None
        holy = holy or story.text[word.start - 4 : word.start] == "His "
        if named or holy or (word.form != form.capitalize() and word.form.isupper()):
            continue
        if seen[word.form.lower()] >= _HABIT and small[form.lower()] < seen[word.form.lower()]:
            continue
        yield _mark(
            story,
            word.start,
            word.start + len(form),
            f"“{form.lower()}” is no name after a possessive.",
            lower=True,
        )


def _in_paragraphs(story: StoryView) -> Iterator[Finding]:
    habits = story.derive(_small_names)
    older = story.of_manuscript(is_of_older_manner)
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        text, at = block.span.text(story.text), block.span.start
        kin = _names_kin(story.text, block.span)
        for m in _CALLED.finditer(text) if kin else ():
            if story.quotations.is_quoted(at + m.start()) and m["kin"] not in habits:
                plain = m["kin"] in ("mother", "father")
                if plain and older:
                    continue
                span = at + m.start("kin"), at + m.end("kin")
                message = _NAME.format(m["kin"].capitalize())
                yield _mark(story, *span, message, level="query" if plain else None)
        for m in _NAMED.finditer(text) if kin else ():
            if m["kin"] not in habits:
                yield _mark(
                    story,
                    at + m.start("kin"),
                    at + m.end("kin"),
                    _NAME.format(m["kin"].capitalize()),
                )
        for m in _TITLE.finditer(text):
            before = text[max(0, m.start() - _REACH) : m.start()]
            shared = _SHARED.search(before) is not None
            if _BEFORE_TITLE.search(before) and not shared and m["title"] not in habits:
                yield _mark(
                    story,
                    at + m.start(),
                    at + m.end(),
                    f"“{m['title'].capitalize()}” is part of the name and has a capital.",
                )
        for m in _MID_CAPITAL.finditer(text):
            yield from _mid_sentence(story, m, at)


_HOLY = re.compile(r"\s+(?:in\s+heaven|which|who\s+art|Almighty)")
_NAME = "“{}” is a name here and has a capital."


def _mid_sentence(story: StoryView, m: re.Match[str], at: int) -> Iterator[Finding]:
    text = m.string
    if m["stop"] == "," and (
        m["word"] in ("The", "His", "Her", "This", "That") or m.start() < _REACH
    ):
        return
    edit_at = at + m.start("word")
    if "_" in text[max(0, m.start() - _REACH) : m.end() + _REACH]:
        return
    edit = Edit(Span(edit_at, edit_at + 1), m["word"][0].lower())
    span = Span(at + m.start("stop"), at + m.end())
    yield story.finding(
        span,
        "The sentence goes on: no capital.",
        edits=[edit],
        confidence=0.85,
        level="query" if m["stop"] == "," else None,
    )


def _names_kin(text: str, span: Span) -> bool:
    """Whether a word for kin may stand there, which is quicker told than where it is a name."""
    return any(text.find(word, span.start, span.end) >= 0 for word in _ANY_KIN)


def _small_names(manuscript: Manuscript) -> frozenset[str]:
    """Words for kin and titles that the manuscript writes small as a rule."""
    text = manuscript.text
    small = Counter(
        m["kin"]
        for block in manuscript.blocks
        if _names_kin(text, block.span)
        for p in (_CALLED, _NAMED)
        for m in p.finditer(text, block.span.start, block.span.end)
    )
    small += Counter(
        m["title"]
        for m in _TITLE.finditer(text)
        if _BEFORE_TITLE.search(text[max(0, m.start() - _REACH) : m.start()])
    )
    return frozenset(
        word
        for word, n in small.items()
        if n >= _HABIT and n > len(re.findall(rf"(?<![.!?\"“] )\b{word.capitalize()}\b", text))
    )


def _mark(
    story: StoryView,
    start: int,
    end: int,
    message: str,
    *,
    lower: bool = False,
    level: Level | None = None,
) -> Finding:
    first = story.text[start]
    edit = Edit(Span(start, start + 1), first.lower() if lower else first.upper())
    return story.finding(Span(start, end), message, edits=[edit], confidence=0.93, level=level)
