"""A word written for another one.

What it finds
    Words that sound or look like the one that was meant ("their" for "there",
    "peaked" for "piqued", "slowing" for "slowly"), a preposition or pronoun that the
    sentence cannot take, one word written as two or two as one, and slips of the hand
    that make another word ("form" for "from") or, where the sentence shows what was
    meant, none at all.

Why a reader cares
    No spelling check sees these: every one is a word. The reader does, and takes the
    writer for one who does not know the difference.

Flagged
    - He could not **breath** in the heat of the engine room.
    - They walked **passed** the mill without a word.
    - The strange letter **peaked** her interest.
    - The bell was **more louder** than the horn. There were **less** cars on the road.
    - He had known her **since** ten years, and it was neither hot **or** cold.
    - She looked **as** she had seen a ghost, and wrote **down it**.
    - She sat with her **heals** on the fender and her knitting in her lap.
    - The dog had been **lead** out on a piece of string. There was **know** one in the yard.
    - The bread was hard as a **bored**, and rain was dripping on the **alter**.

Fine
    - They left their coats there, and they're sure to be cold by noon.
      Because: each of the three stands where it belongs.
    - The sound of his breath filled the room.
      Because: the noun is meant.
    - The heels of his boots were worn, and the lead pipe lay on a board before the altar.
      Because: each is the word that was meant.
    - There was a small office off the main hall.
      Because: off is where it lies.
    - She was slowing down as the road grew steep.
      Because: the verb is meant.
    - "He talks too slow for me," said the girl.
      Because: speech may use adjectives so.

Known misses
    Words that fit their sentence as well as the one that was meant.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 13 of 15 errors right.

Source
    The commonly confused words of the Purdue Online Writing Lab and of Garner's Modern
    English Usage (2022).
"""

from collections.abc import Iterator
from dataclasses import replace

from fabula.checks.dialogue.dialect import speech_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding, Level
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import Correction, found, report
from fabula.checks.grammar.mistaken import mistaken_phrases
from fabula.checks.grammar.phrases import slips
from fabula.checks.grammar.tree_pronouns import pronouns_of_trees
from fabula.checks.grammar.usage import usage_slips
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.manuscript.spans import Span

__all__ = ["wrong_word"]

_FIXED = 0.97
"""Confidence in a fixed phrase: no false alarm in eight million characters of edited fiction."""

_ANOTHER_PREPOSITION = 0.95
"""Of one preposition for another: older books are "interested about" things."""

_PREPOSITIONS = frozenset("about at by for from in of on to upon with".split())

_BEFORE_SPELLING = 0.85
"""Where the dictionary speaks of the same word, the writer hears it from `spelling`."""


@check(level="error", topic="spelling", needs={"reading", "edits"}, reach="book")
def wrong_word(story: StoryView) -> Iterator[Finding]:
    """Fixed phrases by their letters; then words that the reader takes for slips."""
    quotations = story.quotations
    told: list[Span] = []
    for slip in slips(story.text):
        typed = slip.span.text(story.text)
        spoken = slip.wanted == "have" and quotations.is_quoted(slip.span.start)
        if spoken and speech_in_dialect(story.text, quotations, slip.span.start):
            continue
        told.append(slip.span)
        message = f"“{typed}” should be “{slip.wanted}” here."
        edit = Edit(slip.span, slip.wanted)
        level: Level | None = "query" if spoken else None  # somebody may say it so
        yield story.finding(slip.span, message, edits=[edit], confidence=_FIXED, level=level)
    for phrase in story.derive_from_story(mistaken_phrases):
        if not any(span.overlaps(phrase.span) for span in told):
            told.append(phrase.span)
            typed = phrase.span.text(story.text)
            message = f"“{typed}” should be “{phrase.wanted}” here."
            edit = Edit(phrase.span, phrase.wanted)
            of_taste = {typed.lower(), phrase.wanted.lower()} <= _PREPOSITIONS
            sure = _ANOTHER_PREPOSITION if of_taste else _FIXED
            yield story.finding(phrase.span, message, edits=[edit], confidence=sure)
    for finding in _of_usage(story):
        if not any(span.overlaps(finding.span) for span in told):
            told.append(finding.span)
            yield finding
    for finding in _of_owners(story):
        if not any(span.overlaps(finding.span) for span in told):
            told.append(finding.span)
            yield finding
    for correction in found(story, "wrong-word", "word-form", "typo", "misspelling"):
        if any(span.overlaps(correction.remedy.span) for span in told):
            continue
        finding = report(story, correction, _message(story, correction))
        if correction.fault == "misspelling":
            finding = replace(finding, confidence=min(finding.confidence, _BEFORE_SPELLING))
        yield finding


def _of_usage(story: StoryView) -> Iterator[Finding]:
    """Constructions that are wrong by their words alone, out of dialect."""
    quotations = story.quotations
    older = story.of_manuscript(is_of_older_manner)
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        for slip in usage_slips(block.span.text(story.text), block.span.start, older=older):
            at = slip.span.start
            if speech_in_dialect(story.text, quotations, at):
                continue
            level: Level | None = "query" if quotations.is_quoted(at) else slip.level
            edit = Edit(slip.span, slip.wanted)
            yield story.finding(slip.span, slip.message, edits=[edit], confidence=0.85, level=level)


def _of_owners(story: StoryView) -> Iterator[Finding]:
    """*A prince who's dinner is late*: "who is" where an owner stands."""
    tokens = story.reading.tokens
    for slip in story.derive_from_story(pronouns_of_trees):
        if slip.kind == "owner":
            span = Span(int(tokens.start[slip.first]), int(tokens.end[slip.last - 1]))
            message = f"“{span.text(story.text)}” means “who is”; whose it is, is “{slip.wanted}”."
            edit = Edit(span, slip.wanted)
            yield story.finding(span, message, edits=[edit], confidence=0.92)


def _message(story: StoryView, correction: Correction) -> str:
    typed = correction.remedy.span.text(story.text)
    wanted = correction.remedy.wanted
    if not wanted:
        return f"“{typed}” does not fit here; was another word meant?"
    if correction.tag == "split":
        return f"“{typed}” is two words: “{wanted}”."
    if correction.tag == "join":
        return f"“{typed}” is one word: “{wanted}”."
    if correction.fault == "misspelling":
        rare = " common" if lexicon().listed(typed.lower()) else ""
        return f"“{typed}” is not a{rare} word: “{wanted}”?"
    return f"“{typed}” is a word, but not one that fits here: “{wanted}”?"
