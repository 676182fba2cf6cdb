"""Speeches that ask, by their words: they take a question mark, before a tag and without one."""

import re
from collections.abc import Callable, Iterator

from fabula.checks.dialogue.quoted import BLANK, EMPHASIS, Quoted
from fabula.english.abbreviations import BEFORE_NAMES
from fabula.english.function_words import (
    AUXILIARIES_OF_QUESTIONS,
    FINITE_AUXILIARIES,
    MEASURED_BY_HOW,
    QUESTION_OPENERS,
    QUESTION_WORDS,
)
from fabula.english.tables import alternation
from fabula.quotations.tags import Tag

__all__ = ["is_asked", "mark_of", "unmarked"]

_ASKING = re.compile(
    rf"(?:{alternation(word.capitalize() for word in QUESTION_OPENERS)})\s[^.?!,;:—]+,$"
)
_SUBJECT = r"(?:I|you|he|she|it|we|they|this|that|there|(?:the|your|his|her|my|their|our)\s+\w+)"
_AUXILIARY = rf"(?:(?:{alternation(FINITE_AUXILIARIES)})(?:n['’]t)?|can|could|will|would|should)"
_OPENS = rf"(?:{alternation(word.capitalize() for word in FINITE_AUXILIARIES)})(?:n['’]t)?"
_WHO = rf"(?:{alternation(word.capitalize() for word in QUESTION_WORDS)})"
_INVERTED = re.compile(
    rf"(?:{_WHO}\s+(?:[a-z]+\s+){{0,2}}?{_AUXILIARY}\s+{_SUBJECT}\b|"
    r"(?:Who|What|Where)['’]s\s+(?:there|that|this|it|the|wrong)\b|"
    r"(?:What|Who)\s+(?:happened|did)\b|"
    rf"(?!Have\b|Don['’]t\s+you\b){_OPENS}\s+{_SUBJECT}\b|"
    r"For\s+(?:what|which)\s|Which\s+\w+$)[^.?!;:—…]*"
)
"""The order of a question: a question word and an inverted verb, or an inverted verb."""

_TOLD = re.compile(
    r"(?:(?:So|And|But|Then)\s)?(?:You|He|She|It|They|We|That|This|There)(?:['’][a-z]{1,3})?\s"
    r"[^.?!;:—…]+,$"
)
"""The order of a statement about somebody, which "he asked" makes a question: *You saw him*."""

_QUESTION = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=[\"“‘]))(?P<all>(?:Why|How|What|"
    rf"When|Where|Who)\s+(?:{alternation(AUXILIARIES_OF_QUESTIONS)})\s+(?:you|"
    r"he|she|they|we|I|it)\b[^.?!;:\"”—]{0,60}\.)(?=\s|"
    r"[\"”’]|$)(?!\.)"
)
_ASKED_OF = re.compile(
    r"(?<=[\"“‘])(?P<all>(?:[A-Z][\w’']{0,20},\s+){0,2}(?:[Ww]ho|[Ww]hat|[Ww]here|[Hh]ow|[Ww]hen|[Ww]hy)"
    r"(?:\s+(?:is|are|was|were)|['’]s)\s+(?:that|this|the|your|his|her|my|our|their)\s"
    r"[^.?!;:,\"“”—]{1,60}\.)(?=[\"”’])"
)
_WHICH_OF = re.compile(
    r"(?<=[\"“‘])(?P<all>(?:[A-Z][\w’']{0,20},\s+){0,2}[Ww]hich\s+of\s+(?:you|us|them|these|those)\b"
    r"[^.?!;:,\"“”—]{1,60}\.)(?=[\"”’])"
)
"""Questions of a speech, behind a name or a word like Now; with no other verb to be answered."""
_SOMEBODY = (
    r"(?:you|he|she|it|we|they|I|any(?:one|body)|(?:the|an?|this|that|your|his|her|my|their|our)\s+\w+"
    r"|[A-Z][a-z]+)"
)
_TURNED = rf"(?:{alternation(AUXILIARIES_OF_QUESTIONS)})(?:n['’]t)?"
_TURNED_ROUND = re.compile(
    rf"(?:(?<=[\"“‘'])|(?<=[.!?]\s))(?P<all>(?:(?:Why|How|When|Where|Who|What)\s+{_TURNED}\s+{_SOMEBODY}\s"
    rf"|(?:Does|Did|Is|Are|Was|Can|Has)(?:n['’]t)?\s+(?:you|he|she|it|we|they|any(?:one|body))\s"
    r"|(?:Who|Where|How)\s+(?:is|are|was|were)(?=\.))[^.?!,;:—…\"“”]{0,80}\.)(?=[\"”’'])(?!['’]\w)"
)
"""A speech in the order of a question: in nine million words of novels five end in a stop."""
_ANSWERED = re.compile(r"\b(?:is|was|are|were|has|had|will|would)\b")
_ABBREVIATED = re.compile(
    rf"\b(?:[A-Z]|{alternation(word.capitalize() for word in BEFORE_NAMES)})\.$"
)
_ASKING_NOW = r"(?:(?:[Aa]nd|[Bb]ut|[Ss]o|[Tt]hen|[Ww]ell|[Nn]ow|[Oo]h),?\s+)?"
_MODAL = r"(?:can|could|will|would|shall|should)"
_FIRST_VERB = rf"(?:{alternation(FINITE_AUXILIARIES)}|am|{_MODAL})(?:n['’]t)?"
_WHOM = (
    r"(?:you|he|she|it|we|they|I|this|that|there|(?:any|every)(?:one|body|thing)|all(?:\sof\s\w+)?"
    r"|(?:the|an?|your|his|her|my|their|our|these|those)\s+\w+|[A-Z][a-z]+)"
)
_MEASURES = alternation(MEASURED_BY_HOW)
_BEGINS = r"(?:(?<=[\"“‘'])|(?<=[.!?…]\s)|(?<=[,.—]\s[\"“‘']))"
_GOES_TO_STOP = r"(?:\s[^.?!,;:—…\"“”]{0,80})?\.(?=[\"”’'\s]|$)(?!['’]\w)(?!\.)"
_IN_SPEECH = re.compile(
    rf"{_BEGINS}(?=[A-Z])(?P<all>(?:"
    rf"{_ASKING_NOW}(?:(?:[Ww]hy|[Hh]ow|[Ww]hen|[Ww]here|[Ww]ho|[Ww]hat)(?:\s+on\s+earth|\s+else)?"
    rf"|[Ww]hat\s+(?:kind|sort)\s+of\s+\w+|[Hh]ow\s+(?:{_MEASURES})(?:\s\w+)?|[Ww]hich(?:\s\w+)?)"
    rf"\s+{_FIRST_VERB}\s+{_WHOM}"
    rf"|{_ASKING_NOW}(?:[Ww]ho|[Ww]hat|[Ww]here|[Hh]ow|[Ww]hen)['’](?:s|re|d|ve|ll)\s+{_WHOM}"
    r"|Who['’]s\s+(?!to\b)\w+"
    rf"|(?:{alternation(word.capitalize() for word in AUXILIARIES_OF_QUESTIONS)}|Am|Shall)\s+"
    r"(?:you|he|she|we|they|I|any(?:one|body|thing)|all\sof\s\w+"
    r"|(?<!Have )(?<!Do )(?:it|this|that|there))"
    rf"){_GOES_TO_STOP}|(?:And\s|But\s|For\s)?[Hh]ow\s(?:{_MEASURES})\.(?=[\"”’']))"
)
"""A speech's sentence in the order of a question: in nine million words of novels about thirty end
in a stop, half of them by a slip."""
_EXCLAIMS = re.compile(
    r"(?:\w+,?\s)?(?:[Hh]ow\s\w+ly\b|[Ww]hat\s(?:a|an)\b|[Ww]hich\s(?:is|was|are|were)\b)|Am\sI\b|Do\syou\s(?:hear|good)"
)

_LAST = re.compile(r"[^.?!…]*$")
_MAY_ASK = re.compile(
    rf"\s*(?:{_WHO}|{_OPENS}|(?i:with|of|to|for|from|by)\s+(?:who|whom|what|which))\b"
)
_PLAIN, _LIKELY = 0.9, 0.8


def is_asked(text: str, quote: Quoted, tag: Tag) -> bool:
    """Whether a speech that ends in a comma before its tag is a question, by the verb of the tag
    or the order of its words; it begins its paragraph, or follows a whole sentence."""
    led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    begins = quote.leads or not led or led[-1] in ".!?"
    return begins and (_asks(text, quote, tag) or _inverted(text, quote))


def unmarked(text: str, is_spoken: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Where sentences of a paragraph with the order of a question end in a full stop; what is said
    of a code point by ``is_spoken`` is whether it stands in speech, where more can be told."""
    ends: set[int] = set()
    for pattern in (_QUESTION, _TURNED_ROUND, _ASKED_OF, _WHICH_OF, _IN_SPEECH):
        for m in pattern.finditer(text):
            words, (start, end) = m["all"], m.span("all")
            if end in ends or "--" in words or _ABBREVIATED.search(words):
                continue
            answered = len(_ANSWERED.findall(words)) > ("’s" not in words and "'s" not in words)
            if pattern in (_ASKED_OF, _TURNED_ROUND, _IN_SPEECH) and answered:
                continue  # "What was the hall is a bath."
            if pattern is _IN_SPEECH and (_EXCLAIMS.match(words) or not is_spoken(start)):
                continue
            ends.add(end)
            yield start, end


def mark_of(speech: str) -> tuple[str, float]:
    """The mark for a speech that lacks its own before a tag, and how sure that is: a comma, but
    for what has the order of a question (*How is it*), or may be one (*With who*)."""
    last = _LAST.search(speech)
    sentence = (last[0] if last else speech).strip()
    if _INVERTED.fullmatch(sentence):
        return "?", _LIKELY
    return ",", _LIKELY if _MAY_ASK.match(sentence) else _PLAIN


def _inverted(text: str, quote: Quoted) -> bool:
    """Whether a speech of one sentence has the order of a question, and no request's or oath's."""
    if text[quote.end : quote.after].rstrip(BLANK)[-1:] == ",":
        return False  # the sentence goes on after the tag
    return _INVERTED.fullmatch(text[quote.start + 1 : quote.inner - 1]) is not None


def _asks(text: str, quote: Quoted, tag: Tag) -> bool:
    """Whether a whole question ends in a comma before "he asked"."""
    verb = text[slice(*tag.verb)].lower()
    if not verb.startswith(("ask", "inquire", "enquire")) or (
        text[quote.end : quote.after].rstrip(BLANK)[-1:] == ","
    ):
        return False
    speech = text[quote.start + 1 : quote.inner]
    return (_ASKING.fullmatch(speech) or _TOLD.fullmatch(speech)) is not None
