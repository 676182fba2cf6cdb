"""A name spoken to someone, without its comma.

What it finds
    A name, title or endearment by which a speaker addresses somebody, not set off
    by a comma: at the end of a speech, after an interjection, or at its start.

Why a reader cares
    The comma tells "Let's eat, Grandma" from the other thing.

Flagged
    - "You can tell **me Marta**," said Joan. Marta shook her head.
    - "Thank **you sir**," said the boy.
    - "**Hello Piet**," she said. Piet bowed.
    - "**Yes ma'am**," said the clerk.
    - "**Are you tired Tomas**?" asked Ines. Tomas was asleep.
    - "**Please sir**, may I go home?"
    - "**Morning Piet**," she said. "You are **late my love**."
    - "**Ines are** you awake?" he called. Ines was.
    - "**Oluchi do** you know the way?" he asked. "Good **evening children**."
    - "I believe it was **you ma**," said the boy. "**Thanks friends**."
    - "Are you **coming Tomas**?"
    - "**Sorry mate**," he said. "Good **morning Mrs Hale**." ¶ "I couldn't **possibly madam**."

Fine
    - "You can tell me, Marta," said Joan. "You can tell Marta too."
    - "Have you met Piet?" she asked.
      Because: the name is the verb's object.
    - "I told him Tomas was asleep," said Ines. "He gave me Tomas."
      Because: the name opens a clause, or is what was given.
    - "Yes, ma'am," said the clerk. "No, sir."
    - "This is Ines," he said. "I am Tomas."
    - "It was the way he liked everyone!" she cried.
    - "No children," said the sign. "Where are you going? How are you?"
    - "Oh dear," said the old lady. "Good God!"
      Because: fixed exclamations.
    - "Dear Marta," he read, "the sea is calm."
    - "They call me Ishbel," she said.

Known misses
    Names that follow a verb which could take them for its object ("Follow Anna")
    are let pass, and so are nouns that are seldom spoken to anyone.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 12 of 12 errors right.

Source
    The Chicago Manual of Style, 17th ed., 6.53 (direct address).
"""

import re
from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.text_words import words_of
from fabula.checks.framework.view import Shared, StoryView
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.address import (
    AFTER_A_COMMAND,
    ASKED_OF_ONE_CALLED,
    BEFORE_A_NAME_ASKED,
    BEFORE_FONDNESS,
    BEFORE_NO_CALLED,
    BEFORE_THIS_AND_NAME,
    CALLED,
    CALLED_AFTER_GREETINGS,
    CALLED_TOGETHER,
    COMMANDS_ALONE,
    FONDNESS,
    GREETINGS,
    SHORT_CALLS,
    TOLD_TO_ONE_CALLED,
)
from fabula.english.function_words import BEFORE_A_CALL, LINKING, VERBS_OF_TWO_OBJECTS
from fabula.english.given_names import FEMININE_NAMES, MASCULINE_NAMES
from fabula.english.tables import alternation
from fabula.english.titles import CAPITALS_NOT_CALLED, COMMONEST_TITLES
from fabula.manuscript.spans import Span

__all__ = ["vocative_comma"]

_ADDRESS = alternation(CALLED)
_TITLED = rf"(?:(?:{alternation(COMMONEST_TITLES)})\.?\s+)?"
_SPEAKABLE = rf"(?:{_TITLED}[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?|{_ADDRESS})"
_GREETED = rf"(?:{_SPEAKABLE}|{alternation((*CALLED_AFTER_GREETINGS, *CALLED_TOGETHER))})"
_END = r"(?=[.!?,…]|\s*(?:[\"”—–]|’(?!\s+[a-z])|--|$))"
"""Where a call may end; an apostrophe before a word is that of many: *No girls’ names.*"""

_AT_END = re.compile(
    rf"\b(?P<word>[A-Za-z’']{{1,30}})(?P<gap>\s+)(?P<name>{_SPEAKABLE})(?=[.!?…]|,[\"”'’]|[\"”]|—|--)"
)
_COMMANDED = re.compile(
    rf"(?:^|[.!?,;…—]\s+|\b(?:please|and|just|now)\s+)(?:{alternation(COMMANDS_ALONE)})"
    r"(?P<gap>\s+)(?P<name>[A-Z][a-z]+)(?=[.!?…,]|[\"”]|—|--)",
    re.IGNORECASE,
)
"""A name after a command that takes no object (CGEL 4.2, 16.4)."""

_GREETING = re.compile(
    rf"(?:^|[.!?…]\s+)(?P<word>{alternation(GREETINGS)})"
    rf"(?P<gap>\s+)(?P<name>{_GREETED}){_END}"
)
_ASKS = rf"(?:{alternation(ASKED_OF_ONE_CALLED)})\s+(?:you|it|we|I|they)\b"
_TELLS = rf"(?:{alternation(TOLD_TO_ONE_CALLED)})\s+(?:{alternation(AFTER_A_COMMAND)})\b"
_WHAT = r"(?:what|where|why|how)\s+(?:are|is|did|do|the|was|were|have)\b"
_AT_START = re.compile(
    rf"(?:^|[.!?…]\s+)(?P<word>{_TITLED}[A-Z][a-z]+)(?P<gap>\s+)(?P<then>{_ASKS}|{_TELLS}|{_WHAT})"
)
"""A name at the start, and what can only be said to the one who bears it."""

_FONDLY = re.compile(
    rf"\b(?P<word>{alternation(BEFORE_FONDNESS)})(?P<gap>\s+)"
    rf"(?P<name>my\s+(?:{alternation(FONDNESS)}))(?=[.!?…]|,[\"”'’])"
)
_ASKED = re.compile(
    rf"\b(?P<word>{alternation(BEFORE_A_NAME_ASKED)})(?P<gap>\s+)"
    rf"(?P<name>{_SPEAKABLE}|puss|mate)(?=[?!])"
)
"""Words after which a name in a question or a cry is called."""

_NEVER_ELSE = re.compile(
    rf"\b(?!(?:{alternation(BEFORE_NO_CALLED)})\b)(?P<word>[a-z’']{{2,24}})(?P<gap>\s+)"
    r"(?P<name>sir|ma['’]am|madam|darling|sweetheart|buddy)"
    r"(?=[.!?…]|,[\"”'’])"
)
"""Words that at the end of a speech's sentence are hardly anything but a call."""

_YOU_AND_NAME = re.compile(
    rf"\b(?P<word>{alternation(BEFORE_FONDNESS)})(?P<gap>\s+)"
    rf"(?P<name>{alternation(SHORT_CALLS)})(?=[.!?…]|[\"”’]|,[\"”'’])"
)
"""Words by which one is called to in a word or two, where they can mean nobody else."""

_THIS_AND_NAME = re.compile(
    rf"\b(?:{alternation(BEFORE_THIS_AND_NAME)})\s+(?P<word>this|that)(?P<gap>\s+)"
    r"(?P<name>(?!I\b)[A-Z][a-z]+)(?=[.!?…]|,[\"”'’])"
)
"""*I can't do this Mom*: no name goes with "this" but to point at somebody."""

_GIVEN = FEMININE_NAMES | MASCULINE_NAMES
_NOT_CALLED = frozenset(word.capitalize() for word in CAPITALS_NOT_CALLED)
_LEAD = 300
"""Code points before a final name that tell how it stands in its clause."""

_INTRANSITIVE = re.compile(
    r"(?:^|[.!?,;…—]\s+|\b(?:please|and|just|now)\s+)"
    rf"(?:{alternation(COMMANDS_ALONE)})$",
    re.IGNORECASE,
)
"""Commands that take no object: a name after one is called to (CGEL 4.2, 16.4)."""

_DITRANSITIVE = re.compile(
    rf"\b(?:{alternation(VERBS_OF_TWO_OBJECTS)}|_call_)\s+(?:me|you|him|her|us|them|it)$",
    re.IGNORECASE,
)
_LINKING = re.compile(
    rf"\b(?:{alternation(LINKING)})\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


@check(level="error", topic="punctuation", needs={"text"}, reach="paragraph")
def vocative_comma(story: StoryView) -> Iterator[Finding]:
    """Names at the end of a speech's sentence, and after a greeting."""
    names = story.of_book(_names_spoken_of)
    for span in story.quotations.said:
        inner = story.text[span.start + 1 : span.end]
        taken: set[int] = set()
        for match in _matches(inner):
            name = match["name"]
            titled = " " in name and name[0].isupper()
            if _in_a_title(inner, match.end("word")) or _points_at(inner, match):
                continue
            if name[0].isupper() and not titled and (name not in names or name in _NOT_CALLED):
                continue
            taken.add(match.end("word"))
            yield _finding(story, match, span.start + 1)
        for match in _COMMANDED.finditer(inner):
            if match.start("gap") not in taken and _looks_like_a_name(match["name"], names):
                taken.add(match.start("gap"))
                yield _finding(story, match, span.start + 1)
        for match in _less_plain(inner):
            name = match["name"] if match.re is not _AT_START else match["word"]
            if match.re is not _THIS_AND_NAME and _points_at(inner, match):
                continue
            small = name[0].islower() or " " in name
            opens = match.re is _AT_START and not lexicon().knows(name.lower())
            if (small or opens or _is_called(name, names)) and match.end("word") not in taken:
                taken.add(match.end("word"))
                yield _finding(story, match, span.start + 1)


def _points_at(inner: str, match: re.Match[str]) -> bool:
    """*Is that Nuala?*, *about this Sugden*, *the wrong Fipps*: one is spoken of, not to."""
    word, lead = match["word"].lower(), inner[max(0, match.start("word") - _LEAD) :]
    lead = lead[: match.start("word") - max(0, match.start("word") - _LEAD)]
    if word in ("this", "that"):
        return _BEFORE_THAT.search(lead) is not None
    return word in _WHICH_ONE and _DETERMINED.search(lead) is not None


_BEFORE_THAT = re.compile(
    r"(?:\b(?:is|was|isn['’]t|wasn['’]t|about|of|like|who|and)|['’]s)\s+$", re.IGNORECASE
)
_WHICH_ONE = frozenset("wrong right real other same only old young new".split())
_DETERMINED = re.compile(r"\b(?:the|an?|that|this|another)\s+$", re.IGNORECASE)


def _in_a_title(inner: str, end: int) -> bool:
    """Whether the word that ends there has a capital after a comma: *Ames and Son, Fine Linen*."""
    head = re.search(r"[,;]\s+[A-Z][a-z]+$", inner[max(0, end - _LEAD) : end])
    return head is not None


def _is_called(name: str, names: frozenset[str]) -> bool:
    """Whether it is somebody's name: by the story, or as names are given."""
    low = name.lower()
    given = low in _GIVEN and not lexicon().listed(low)
    return name not in _NOT_CALLED and (name in names or given)


def _looks_like_a_name(word: str, names: frozenset[str]) -> bool:
    """Whether a capital that no sentence asks for is on a name: of the story, or on no word."""
    if not word[0].isupper() or word in _NOT_CALLED:
        return False
    return word in names or not lexicon().listed(word.lower()) or _is_called(word, names)


def _less_plain(inner: str) -> Iterator[re.Match[str]]:
    """Names that open a speech, words of fondness at its end, names in a question."""
    yield from _AT_START.finditer(inner)
    yield from _FONDLY.finditer(inner)
    for match in _NEVER_ELSE.finditer(inner):
        lead = inner[max(0, match.start() - _LEAD) : match.end("word")]
        first = re.search(r"[^.!?…;:—]*$", lead)
        if first is not None and len(first[0].split()) > 1:
            yield match
    yield from _THIS_AND_NAME.finditer(inner)
    yield from _YOU_AND_NAME.finditer(inner)
    for match in _ASKED.finditer(inner):
        lead = inner[max(0, match.start() - _LEAD) : match.start()]
        if _SHORT_QUESTION.search(lead):
            yield match


_QUESTION = alternation(
    word.capitalize() for word in (*ASKED_OF_ONE_CALLED, *"what where why how who".split())
)
_SHORT_QUESTION = re.compile(rf"(?:^|[.!?…,]\s+)(?:{_QUESTION})\b[^.!?,]*$")


def _names_spoken_of(book: Shared) -> frozenset[str]:
    """Words written with a capital where none is due, and never without one."""
    capital: set[str] = set()
    lower: set[str] = set()
    for word in book.derive(words_of):
        form = word.form.removesuffix("'s").removesuffix("’s")
        if form[0].isupper() and not word.opens and form not in _NOT_CALLED:
            capital.add(form)
        elif form[0].islower():
            lower.add(form)
    return frozenset(name for name in capital if name.lower() not in lower)


def _matches(inner: str) -> Iterator[re.Match[str]]:
    taken: set[int] = set()
    for match in _GREETING.finditer(inner):
        if match["word"] in ("No", "Nope") and match["name"] in CALLED_TOGETHER:
            continue  # "No children." is a rule of the house
        taken.add(match.start("name"))
        yield match
    for match in _AT_END.finditer(inner):
        if match.start("name") not in taken and _is_addressed(match, inner):
            yield match


def _is_addressed(match: re.Match[str], inner: str) -> bool:
    """Whether the name at the end of a clause can only be the one spoken to."""
    word = match["word"].lower()
    lead = inner[max(0, match.end("word") - _LEAD) : match.end("word")]
    if _INTRANSITIVE.search(lead):
        return True
    sentence = re.split(r"[.!?…;:]\s+", lead)[-1]
    if word not in BEFORE_A_CALL or len(sentence.split()) < 2:
        return False
    if word in _ADJECTIVES and re.search(r"\b(?:an?|the|his|her|my|your)\s+\w+$", lead):
        return False
    if word == "please" and re.search(r"\bto\s+please$", lead):
        return False
    if word == "you" and not re.search(r"[a-z]_?\s+you$", lead):
        return False
    if _DITRANSITIVE.search(lead) and word in {"me", "you", "him", "us", "them", "it"}:
        return word in {"me", "us"} and _TELL.search(lead) is not None
    return not _LINKING.search(lead[: -len(word)]) or word not in _NOMINAL


_ADJECTIVES = frozenset("alone sorry tired ready fine".split())
_NOMINAL = frozenset("that this it you all me him".split())
_TELL = re.compile(r"\b(?:tell|told|show)\s+(?:me|us)$", re.IGNORECASE)


def _finding(story: StoryView, match: re.Match[str], offset: int) -> Finding:
    gap = offset + match.start("gap")
    first = match.re is _AT_START
    name, end = ("word", "then") if first else ("name", "name")
    begin = match.start("gap") if match.re is _COMMANDED else match.start("word")
    if match.re is _COMMANDED:
        begin = match.string.rfind(" ", 0, begin) + 1
    return story.finding(
        Span(offset + begin, offset + match.end(end)),
        f"A comma sets off “{match[name]}”, who is spoken to.",
        edits=[Edit(Span(gap, gap), ",")],
        confidence=0.85,
    )
