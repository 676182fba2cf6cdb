"""Who speaks dialect, told from its forms alone: the narrator, a character, one speech."""

import re
from collections import Counter

from fabula.checks.framework.text_words import words_of
from fabula.checks.framework.view import Shared
from fabula.english.dialect import (
    BEFORE_A_PLAIN_VERB,
    DIALECT_FORMS,
    PASTS_AFTER_HAVE,
    PASTS_OF_DIALECT,
    TOLD_PLAINLY,
)
from fabula.english.tables import alternation
from fabula.quotations.table import QuotationTable

__all__ = [
    "dialect_speakers",
    "narrated_in_dialect",
    "said_in_dialect",
    "speech_in_dialect",
    "spoken_in_dialect",
]

_FORMS = re.compile(
    r"(?:ai|hai|wa|war|da|das)n['’]t|['’]em|th['’]|o['’]|wi['’]|"
    rf"\w+in['’]|{alternation(DIALECT_FORMS)}",
    re.IGNORECASE,
)
"""Contractions and vulgar forms listed by H. L. Mencken, The American Language (1921), ch. 9,
and Joseph Wright, The English Dialect Grammar (1905)."""

_AGREEMENT = re.compile(
    r"\b(?:might|may)\s+(?:could|can|should|would)\b|"
    r"\b(?:they|we|you)\s+was(?:n['’]t)?\b|\b(?:he|she|it)\s+don['’]t\b|\bI\s+says\b|"
    r"\b(?:did|does|do|could|would|wo|ca|ai|war)n['’]t\s+(?:\w+\s+)?(?:no|nothing|nobody|none)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?:\b(?P<before>[\w’']{{1,12}})\s)?\b[Ss]?[Hh]e\s(?:{alternation(TOLD_PLAINLY)})\b(?!\?)|"
    r"\b(?:in|on|of|with|from|at|under)\s(?:she|we|he)\s"
    r"(?!is\b|was\b|had\b|did\b)[a-z]+\b|"
    rf"\b(?:had|has|have|been|['’]ve|(?:had|has|have)n['’]t)\s(?:{alternation(PASTS_AFTER_HAVE)})\b|"
    rf"\b(?:I|[Ss]?[Hh]e|[Ww]e|[Tt]hey|[Ii]t)\s(?:{alternation(PASTS_OF_DIALECT)})\s|"
    r"\b(?:I|[Yy]ou|[Ww]e|[Tt]hey)\sdoes\b|(?:^|[.!?]\s)(?:[Ss]?[Hh]e|[Ii]t)\shave\b"
)
"""*She say*, *in she lap*, *had went*, *I seen*: grammar of dialects and creoles, each of which
alone is as often a slip. Sources: Wright (1905), 425-36; Winford, Predication in Caribbean English
Creoles (1993)."""

_OFTEN, _SHARE_OFTEN = 9, 0.0045
"""How often, and for each word, such grammar is a narrator's own. Of 194 drafts in which writers
planted a mistake in thirty words none comes to it that is in standard English."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|['’][^\W\d_]+")
_LEAST = 3
_SHARE = 0.0005
"""Dialect forms in narration, and how many for each word of the book, from which the narrator
uses them. Standard narrators of the last three centuries stay below half of this."""


def narrated_in_dialect(shared: Shared) -> bool:
    """Whether the narration, not only speech, is in dialect (*ain't*, *goin'*, *they was*).

    What is an error in standard English is then the narrator's voice. A phrase in the
    grammar of dialect counts only beside words of it: alone it is a writer's slip.
    Ask for it with ``story.of_book(narrated_in_dialect)``, so that it is worked out once.
    """
    words, quotations = shared.derive(words_of), shared.story.quotations
    text = shared.story.manuscript.text
    forms = {form for form in {word.form for word in words} if _FORMS.fullmatch(form)}
    told = sum(w.form in forms and not quotations.is_quoted(w.start) for w in words)
    grammar = sum(not quotations.is_quoted(m.start()) for m in _AGREEMENT.finditer(text))
    if told and told + grammar >= max(_LEAST, _SHARE * len(words)):
        return True
    other = sum(
        (m["before"] or "").lower() not in BEFORE_A_PLAIN_VERB
        and not quotations.is_quoted(m.start())
        for m in _TOLD.finditer(text)
    )
    return told + grammar + other >= max(_OFTEN, _SHARE_OFTEN * len(words))


def spoken_in_dialect(speech: str) -> bool:
    """Whether a speech has a word or phrase of dialect in it (*ain't*, *knowed*, *we was*)."""
    if _AGREEMENT.search(speech):
        return True
    return any(_FORMS.fullmatch(word) for word in _WORD.findall(speech))


def speech_in_dialect(text: str, quotations: QuotationTable, offset: int) -> bool:
    """Whether a place lies in a speech with dialect in it, where *a owl* is the voice."""
    row = quotations.at(offset)
    if row is None:
        return False
    return spoken_in_dialect(text[quotations.start[row] : quotations.end[row]])


_SPEECHES = 2
_SHARE_OF_SPEECHES = 0.12
"""Speeches with dialect in them, and their share of a character's, from which it is theirs."""


def dialect_speakers(shared: Shared) -> frozenset[int]:
    """The characters who speak dialect, by the share of their speeches with a form of it.

    Ask for it with ``story.of_book(dialect_speakers, "quotes")``, so that it is worked out once.
    """
    text = shared.story.manuscript.text
    all_of: Counter[int] = Counter()
    with_forms: Counter[int] = Counter()
    for quote in shared.story.quotes:
        if quote.speaker is not None:
            all_of[quote.speaker] += 1
            with_forms[quote.speaker] += spoken_in_dialect(quote.span.text(text))
    return frozenset(
        speaker
        for speaker, times in with_forms.items()
        if times >= max(_SPEECHES, _SHARE_OF_SPEECHES * all_of[speaker])
    )


def said_in_dialect(shared: Shared, offset: int) -> bool:
    """Whether a place lies in a speech with dialect in it, or of somebody who speaks dialect."""
    story = shared.story
    if speech_in_dialect(story.manuscript.text, story.quotations, offset):
        return True
    quote = shared.story.speech.at(offset)
    return quote is not None and quote.speaker in shared.of_book(dialect_speakers)
