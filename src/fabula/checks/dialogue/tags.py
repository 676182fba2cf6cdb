"""Dialogue tags and action beats beside a quotation, told apart from the text alone.

A tag has a verb that takes the speech as its object (*she said*); a beat is a
sentence of its own (*She opened the door*). Verbs that do both (*laughed*,
*sighed*, *called*) are left undecided.
"""

import re
from dataclasses import dataclass

from fabula.english.function_words import AFTER_A_TAG, COMMON_OPENERS, NEVER_A_NOUN
from fabula.english.motion import ACTS, IRREGULAR_PASTS_OF_ACTS
from fabula.english.pronouns import AFTER_TO
from fabula.english.saying import PREPOSITIONS_OF_OTHER_OBJECT, VERBS_OF_WORDS
from fabula.english.tables import alternation
from fabula.english.titles import COMMONEST_TITLES
from fabula.quotations.verbs import SPEECH_VERBS, inflections

__all__ = ["Beside", "action_after", "report_after", "tag_after"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A tag or beat: offsets of its first word and of its verb, and how it begins.

    ``word`` is the first word; ``capital`` says that it has a capital no name or
    *I* accounts for; ``sure`` that it cannot be read otherwise.
    """

    start: int
    first_end: int
    verb_start: int
    verb_end: int
    word: str
    capital: bool
    sure: bool


_LEMMA = {form: verb for verb in VERBS_OF_WORDS for form in inflections(verb)}
_SAYING_FORMS = frozenset(form for form in _LEMMA if not form.endswith("ing"))


def _forms(verb: str) -> tuple[str, ...]:
    """Present and past of a regular verb; doubled consonants with and without."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied")
    stem = verb.removesuffix("e")
    return (verb, verb + "s", verb + "es", stem + "ed", stem + stem[-1] + "ed")


_ACTING_FORMS = (
    frozenset(form for verb in ACTS for form in _forms(verb)) | frozenset(IRREGULAR_PASTS_OF_ACTS)
) - SPEECH_VERBS

_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Yy]ou|[Ii]t)"
_NO_NOUN = rf"(?!(?:{alternation(NEVER_A_NOUN)})\b)"
_DETERMINED = (
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|[Aa]nother)"
    rf"(?:\s+{_NO_NOUN}[a-z][\w’'-]*){{1,3}}?"
)
_OPENERS = frozenset(word.capitalize() for word in COMMON_OPENERS)
_TITLE = rf"(?:(?:{alternation(COMMONEST_TITLES)})\.?\s+)"
_NAME = rf"{_TITLE}?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){{0,2}}"
_ADVERB = r"(?:\s+(?:\w+ly|then|just|only|also|always|never|still|at\s+last))?"


def _patterns(verbs: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A subject before one of the verbs, and one of the verbs before its subject."""
    forms = "|".join(sorted(verbs, key=lambda v: (-len(v), v)))
    either = "|".join(
        f"[{v[0]}{v[0].upper()}]{v[1:]}" for v in sorted(verbs, key=len, reverse=True)
    )
    subject = rf"(?P<subject>{_PRONOUN}|{_DETERMINED}|{_NAME})"
    first = re.compile(rf"{subject}{_ADVERB}\s+(?P<verb>{forms})\b")
    inverted = re.compile(rf"(?P<verb>{either}){_ADVERB}\s+{subject}\b")
    return first, inverted


_REPORTING_FORMS = frozenset(form for form in SPEECH_VERBS if not form.endswith("ing"))
_SAYING_PATTERNS = _patterns(_SAYING_FORMS)
_REPORTING_PATTERNS = _patterns(_REPORTING_FORMS)
_ACTING_PATTERN = _patterns(_ACTING_FORMS)[0]

_TAG_GOES_ON = re.compile(
    r"\s*(?:[.,;:!?—–]|--|$)|\s+(?:\w+ly\b|as\b(?!\s+(?:much|many))|in\s+(?:an?|the|his|her)\b|"
    rf"(?:{alternation(AFTER_A_TAG)})\b|to\s+(?:{alternation(AFTER_TO)}|[A-Z]\w+)\b|"
    r"(?!(?:any|every|no|some)thing)[a-z]{3,}ing\b)"
)
"""What may follow a verb of saying that has the speech for its object."""


def tag_after(text: str, start: int, end: int) -> Beside | None:
    """The dialogue tag at the head of ``text[start:end]``, the narration after a quotation.

    Only verbs that hardly do without the words said.
    """
    return _first_match(_SAYING_PATTERNS, text, start, end)


def report_after(text: str, start: int, end: int) -> Beside | None:
    """Like `tag_after`, with every verb that can report speech (*laughed*, *began*)."""
    return _first_match(_REPORTING_PATTERNS, text, start, end)


def action_after(text: str, start: int, end: int) -> Beside | None:
    """The action beat at the head of ``text[start:end]``: a subject and a verb of doing."""
    match = _ACTING_PATTERN.match(text, start, end)
    if match and match["subject"].lower() != "it":
        return _beside(text, match, end)
    return None


def _first_match(
    patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str, start: int, end: int
) -> Beside | None:
    for pattern in patterns:
        match = pattern.match(text, start, end)
        if match:
            return _beside(text, match, end)
    return None


def _beside(text: str, match: re.Match[str], end: int) -> Beside:
    word = re.match(r"[\w’'-]+", match[0])
    first = word[0] if word else match[0]
    verb = match["verb"].lower()
    after = text[match.end() : min(end, match.end() + 40)]
    goes_on = _TAG_GOES_ON.match(after)
    following = (re.findall(r"[a-z]+", after) or [""])[0] if after[:1] not in ".,;:!?" else ""
    sure = goes_on is not None and following not in PREPOSITIONS_OF_OTHER_OBJECT.get(
        _LEMMA.get(verb, ""), set()
    )
    inverted = match.start("verb") == match.start()
    return Beside(
        start=match.start(),
        first_end=match.start() + len(first),
        verb_start=match.start("verb"),
        verb_end=match.end("verb"),
        word=first,
        capital=first in _OPENERS or (inverted and first[0].isupper()),
        sure=sure or inverted,
    )
