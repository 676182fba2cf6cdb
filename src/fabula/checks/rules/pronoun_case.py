"""A pronoun in the wrong case: him and Tom went, between you and I, to who.

What it finds
    Object forms that open a clause as its subject ("Him and Tom went"), subject forms
    that end a phrase after a preposition ("between you and I"), "who" after a
    preposition before its subject, "whom" right before a verb it is the subject of,
    "which" of people.

Why a reader cares
    The case of a pronoun tells who does and to whom it is done. The slip is heard at
    once in narration.

Flagged
    - **Him** and Tom walked to the quay at dawn.
    - It stayed a secret between her brother and **I**.
    - She was the woman to **who** he had written.
    - The porter, **whom** was asleep, heard nothing.
    - This was the Saltmother, before **who** four kings had knelt.
    - She taught my brother and **I** to ride.
    - A man **whom** evidently had no home sat there. There are clerks **which** never sleep.

Fine
    - He and Tom walked to the quay, and she saw him and Tom wave.
    - It stayed a secret between her brother and me.
    - She wondered to whom he had written and who was asleep.
    - Between us, he and I had ten crowns.
    - The man whom he had seen was gone.
    - The clerk whom nobody liked had a lamp which never went out.
    - He told Anna and I went home. She taught my brother and me to ride.

Known misses
    Objects of most verbs ("the dog bit Tom and I hard"). Inside speech only what nobody would
    say on purpose is an error; the rest is asked.

Source
    The Chicago Manual of Style, 17th ed., 5.34-35, 5.66.
"""

import re
from collections.abc import Iterator

from fabula.checks.dialogue.dialect import speech_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.tree_pronouns import pronouns_of_trees
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.english.function_words import PREPOSITIONS_OF_PHRASES
from fabula.english.inflection import PASTS_AND_AUXILIARIES
from fabula.english.tables import alternation
from fabula.english.usage import AFTER_WHO, BEFORE_WHOM, WITH_TWO_OBJECTS
from fabula.manuscript.spans import Span

__all__ = ["pronoun_case"]

_SUBJECT_OF = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
_OBJECT_OF = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
_PARTNER = r"(?:(?:my|his|her|their|the|our|your)\s+(?:\w+\s+)?[a-z]+|[A-Z][a-z]+|you|I)"
_DOES = rf"(?:[a-z]{{2,}}ed|{alternation(PASTS_AND_AUXILIARIES)})"

_OPENS = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=[\"“]))(?P<v>Him|Her|Them|Us|Me)\s+and\s+{_PARTNER}\s+(?:\w+ly\s+|both\s+)?{_DOES}\b"
)
_AFTER_PREPOSITION = re.compile(
    rf"\b(?:[Bb]etween\s+{_PARTNER}|(?:[Ww]ith|[Ff]or|[Tt]o|[Ff]rom|[Aa]t|[Aa]bout|[Oo]f|[Bb]y)\s+"
    rf"{_PARTNER})\s+and\s+"
    r"(?P<v>I|he|she|we|they)(?=[.,;!?—\"”])"
)
_TO_WHO = re.compile(
    r"\b[a-z]+\s+(?:to|with|from|by|for)\s+(?P<v>who)\s+(?:he|she|they|we|I|you|it)\s+(?:had|has|have|\w+ed|was|were|could|would)\b"
)
_AFTER_COMMA = re.compile(
    rf",\s+(?:{alternation(BEFORE_WHOM)})\s+(?P<v>who)\s+(?:{alternation(AFTER_WHO)}|[A-Z][a-z]+)\b"
)
_AS_OBJECT = re.compile(
    rf"\b(?:{alternation(WITH_TWO_OBJECTS)})\s+{_PARTNER}\s+and\s+(?P<v>I)"
    r"(?=\s+(?:to|home|how|where|into|all|both|(?:in|on|at)\s+the)\b|[.!?])"
)
_RULED = re.compile(rf"\b(?:than|{alternation(PREPOSITIONS_OF_PHRASES)})\s+$", re.IGNORECASE)
_WHO_BEFORE = re.compile(r"\b(?:as|know|knew|wondered|asked|not|depends|depending)\s+\w+\s+who$")
_WHOM_IS = re.compile(
    r"\b(?P<v>whom)\s+(?:is|was|are|were|has|said|came|went|looked|stood|seemed)\s+"
    r"(?!(?:he|she|they|we|I|you|it|the|his|her|my|a|an)\b)[a-z]+"
)


@check(level="error", topic="grammar", needs={"reading"}, reach="paragraph")
def pronoun_case(story: StoryView) -> Iterator[Finding]:
    """Each pattern over each paragraph, then the trees; in speech what many say is asked."""
    told: set[int] = set()
    for finding in _by_words(story):
        told.add(finding.span.start)
        yield finding
    tokens = story.reading.tokens
    older = story.of_manuscript(is_of_older_manner)
    for slip in story.derive_from_story(pronouns_of_trees):
        span = Span(int(tokens.start[slip.first]), int(tokens.end[slip.last - 1]))
        if slip.kind != "owner" and span.start not in told and not (slip.kind == "thing" and older):
            yield from _finding(story, span, slip.wanted, slip.kind)


def _by_words(story: StoryView) -> Iterator[Finding]:
    """What the words of a paragraph show."""
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        text, at = block.span.text(story.text), block.span.start
        for pattern, forms in (
            (_OPENS, _SUBJECT_OF), (_AFTER_PREPOSITION, _OBJECT_OF),
            (_TO_WHO, {"who": "whom"}), (_WHOM_IS, {"whom": "who"}),
            (_AFTER_COMMA, {"who": "whom"}), (_AS_OBJECT, {"i": "me"}),
        ):  # fmt: skip
            for match in pattern.finditer(text):
                ruled = pattern is _WHOM_IS and _RULED.search(text, 0, match.start())
                if not (ruled or (pattern is _TO_WHO and _WHO_BEFORE.search(match[0]))):
                    typed, wanted = match["v"], forms[match["v"].lower()]
                    capital = typed[0].isupper() and typed != "I"
                    span = Span(at + match.start("v"), at + match.end("v"))
                    yield from _finding(story, span, wanted.capitalize() if capital else wanted)


def _finding(story: StoryView, span: Span, wanted: str, kind: str = "case") -> Iterator[Finding]:
    typed = span.text(story.text)
    if speech_in_dialect(story.text, story.quotations, span.start):
        return
    message = f"“{typed}” is the wrong case here: “{wanted}”."
    if kind == "thing":
        message = f"Of people one writes “{wanted}”, not “{typed}”."
    yield story.finding(
        span,
        message,
        edits=[Edit(span, wanted)],
        confidence=0.9,
        level="query" if story.quotations.is_quoted(span.start) else None,
    )
