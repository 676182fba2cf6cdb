"""Dialogue tags and action beats to the letter of their grammar.

A tag has a verb that takes the speech as its object (*she said*); a beat is a
sentence of its own (*She opened the door*). Verbs that do both (*laughed*,
*sighed*, *called*) are left undecided.
"""

import re
from collections.abc import Iterator

from fabula.english.function_words import AFTER_A_TAG, NEVER_A_NOUN
from fabula.english.motion import ACTS, IRREGULAR_PASTS_OF_ACTS
from fabula.english.pronouns import AFTER_TO
from fabula.english.saying import (
    ACTS_FOR_SAYING,
    COMMONEST_FORMS,
    PREPOSITIONS_OF_OTHER_OBJECT,
    TELLING_WHOM,
    VERBS_OF_WORDS,
)
from fabula.english.tables import alternation
from fabula.english.titles import COMMONEST_TITLES
from fabula.quotations.tags import CAPITAL, Tag
from fabula.quotations.verbs import SPEECH_VERBS, inflections

__all__ = [
    "action_after",
    "adverb_after",
    "is_said_by",
    "is_tag_alone",
    "is_wordless",
    "report_after",
    "says",
    "tag_after",
    "tag_before",
    "tags_within",
    "told_after",
    "worded_after",
]

_UNSURE = 0.5

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
_TITLE = rf"(?:(?:{alternation(COMMONEST_TITLES)})\.?\s+)"
_NAME = rf"{_TITLE}?{CAPITAL}[\w’'-]+(?:\s+{CAPITAL}[\w’'-]+){{0,2}}"
_ADVERB = r"(?:\s+(?:\w+ly|then|just|only|also|always|never|still|at\s+last))?"


def _patterns(verbs: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A subject before one of the verbs, and one of the verbs before its subject."""
    forms = "|".join(sorted(verbs, key=lambda v: (-len(v), v)))
    either = "|".join(
        f"[{v[0]}{v[0].upper()}]{v[1:]}" for v in sorted(verbs, key=lambda v: (-len(v), v))
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


_ACT_OF_SPEAKING = re.compile(
    r"\s+(?:back|in)\s*(?:[.,;:!?—–]|\w+ly\b|at\b|over\b)|[^.!?;:\"“”]{0,60}?\b(?:say|saying|reply|replying|remark|observe)\b"
)
"""What makes of a verb of doing one of saying: *he threw back*, *I put in*, *took it upon herself
to reply*."""


def tag_after(text: str, start: int, end: int) -> Tag | None:
    """The dialogue tag at the head of ``text[start:end]``, the narration after a quotation.

    Only verbs that hardly do without the words said.
    """
    return _first_match(_SAYING_PATTERNS, text, start, end)


def report_after(text: str, start: int, end: int) -> Tag | None:
    """Like `tag_after`, with every verb that can report speech (*laughed*, *began*)."""
    return _first_match(_REPORTING_PATTERNS, text, start, end)


def action_after(text: str, start: int, end: int) -> Tag | None:
    """The action beat at the head of ``text[start:end]``: a subject and a verb of doing."""
    match = _ACTING_PATTERN.match(text, start, end)
    if match is None or match["subject"].lower() == "it":
        return None
    if _ACT_OF_SPEAKING.match(text, match.end(), end):
        return None
    return _tag(text, match, end)


def _first_match(
    patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str, start: int, end: int
) -> Tag | None:
    for pattern in patterns:
        match = pattern.match(text, start, end)
        if match:
            return _tag(text, match, end)
    return None


def _tag(text: str, match: re.Match[str], end: int) -> Tag:
    verb = match["verb"].lower()
    after = text[match.end() : min(end, match.end() + 40)]
    goes_on = _TAG_GOES_ON.match(after)
    following = (re.findall(r"[a-z]+", after) or [""])[0] if after[:1] not in ".,;:!?" else ""
    whole = goes_on is not None and following not in PREPOSITIONS_OF_OTHER_OBJECT.get(
        _LEMMA.get(verb, ""), set()
    )
    inverted = match.start("verb") == match.start()
    sure = 1.0 if whole or inverted else _UNSURE
    return Tag(*match.span(), match.span("verb"), match.span("subject"), "after", sure)


# --- after a speech, how it is said ---

_PLAIN_SUBJECT = (
    r"(?:he|she|they|we|I|you|(?:the|his|her|my|their)\s+[a-z]+(?:\s+[a-z]+)?|"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?[A-Z][\w’'-]+)"
)
"""Remarks on style keep to plain tags."""

_WORDED = re.compile(
    rf"(?:(?P<subject>{_PLAIN_SUBJECT})\s+(?P<verb>[a-z]+)|"
    rf"(?P<first>[a-z]+)\s+(?P<then>{_PLAIN_SUBJECT}))\b"
)
_SAID = r"said|says|asked|asks|replied"
_WITH_ADVERB = re.compile(
    rf"(?:(?P<subject>{_PLAIN_SUBJECT})\s+(?P<verb>{_SAID})\s+(?P<adverb>[a-z]{{3,}}ly)|"
    rf"(?P<first>{_SAID})\s+(?P<then>{_PLAIN_SUBJECT})\s+(?P<last>[a-z]{{3,}}ly))\b"
)


def worded_after(text: str, start: int, end: int) -> Tag | None:
    """The words of a tag at the head of ``text[start:end]``, whatever its verb means."""
    match = _WORDED.match(text, start, end)
    return None if match is None else _either(match)


def adverb_after(text: str, start: int, end: int) -> tuple[Tag, tuple[int, int]] | None:
    """A tag with a plain verb and an adverb (*said softly*), and where the adverb stands."""
    match = _WITH_ADVERB.match(text, start, end)
    if match is None:
        return None
    return _either(match), match.span("adverb" if match["adverb"] else "last")


def _either(match: re.Match[str]) -> Tag:
    """The tag of a pattern with the subject before the verb, or the verb before the subject."""
    verb, subject = ("verb", "subject") if match["verb"] else ("first", "then")
    return Tag(*match.span(), match.span(verb), match.span(subject), "after", _UNSURE)


# --- before a speech, and between its parts ---

_LEADING = re.compile(rf"\b(?:{alternation(COMMONEST_FORMS)})$")
_SUBJECT_BEFORE = re.compile(
    r"(?:^|[.!?;]\s+|\band\s+|\bthen\s+|\bwhen\s+)"
    r"(?P<subject>he|she|they|we|I|[A-Z][\w’'-]+|(?:the|his|her|my)\s+\w+)"
    r"\s+(?:\w+ly\s+)?\w+$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:He|She|They|I|We|[A-Z][\w’'-]+)\s+(?:said|says|asked|asks)\.")
_INNER_SUBJECT = (
    r"(?:he|she|they|I|we|it|one)|"
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+"
    rf"|{CAPITAL}[\w'’.-]*(?:\s+{CAPITAL}[\w'’-]*)*)"
)
_INNER = re.compile(
    rf"(?:(?<=[,.!?…])|\s(?:—|–|―|--?))\s+"
    rf"(?:(?P<first>[a-z]+)\s+(?P<then>{_INNER_SUBJECT})\b"
    rf"|(?P<subject>{_INNER_SUBJECT})\s+(?P<verb>[a-z]+)\b)"
)


def tag_before(text: str, start: int, end: int) -> Tag | None:
    """The tag that ends ``text[start:end]``, the narration up to a speech, without its comma.

    It has no ``speaker`` where no plain subject stands before the verb.
    """
    lead = text[start:end]
    said = _LEADING.search(lead)
    if said is None:
        return None
    verb = (start + said.start(), start + said.end())
    subject = _SUBJECT_BEFORE.search(lead)
    if subject is None:
        return Tag(verb[0], verb[1], verb, (verb[0], verb[0]), "before", _UNSURE)
    speaker = (start + subject.start("subject"), start + subject.end("subject"))
    return Tag(speaker[0], verb[1], verb, speaker, "before")


def is_tag_alone(sentence: str) -> bool:
    """Whether a sentence is a tag and no more, a full stop at its end: *She said.*"""
    return _ALONE.fullmatch(sentence) is not None


def tags_within(text: str, start: int, end: int) -> Iterator[Tag]:
    """The tags inside a speech that has no closing marks, each with the dash before it.

    A comma, a stop or a dash stands before each: ``-- Come in, said the old man. It is late.``
    """
    for match in _INNER.finditer(text, start, end):
        tag = _either(match)
        if text[slice(*tag.verb)] in SPEECH_VERBS:
            yield tag


_SAID_BY = re.compile(
    rf"\b(?:{'|'.join(sorted(SPEECH_VERBS))})\s+(?:the\s+|old\s+|poor\s+){{0,2}}\Z"
)


_MAY_SAY = tuple(SPEECH_VERBS)
"""Without a word that ends so among the last three, the pattern need not be tried."""


def is_said_by(before: str) -> bool:
    """Whether a verb of saying that ends some words has its subject right after them."""
    last = before.split()[-3:]
    return any(word.endswith(_MAY_SAY) for word in last) and _SAID_BY.search(before) is not None


# --- whom one tells, and who late speaks up ---

_SAYS = re.compile(rf"\b(?:{alternation(sorted(SPEECH_VERBS))})\b")
_WORDLESS = frozenset(form for verb in ACTS_FOR_SAYING for form in inflections(verb))
_HEARER = r"(?:him|her|them|me|us|you|(?:the|his|my|their)\s+\w+|[A-Z]\w+)"
_TELLS = re.compile(
    rf"(?P<subject>He|She|They|I|We|[A-Z][\w’'-]+|(?:The|His|Her|My)\s+\w+)\s+"
    rf"(?P<verb>{alternation(TELLING_WHOM)})\s+{_HEARER}(?=[.!?,]|\s+(?:in|with|over|from|as|of)\b)"
)
_SOMEONE = re.compile(
    r"(?P<subject>(?:Some|Every)(?:one|body)|Nobody|No\s+one|Another|One\s+of\s+\w+\s+\w+)"
    r"\s+(?P<verb>\w+)"
)


def told_after(text: str, start: int, end: int) -> Tag | None:
    """The tag with its hearer (*Ines told the boy*), or of nobody known (*Someone cried*)."""
    match = _TELLS.match(text, start, end) or _SOMEONE.match(text, start, end)
    if match is None or match["verb"] not in SPEECH_VERBS:
        return None
    return Tag(*match.span(), match.span("verb"), match.span("subject"), "after", _UNSURE)


def says(words: str) -> bool:
    """Whether a verb of saying stands among the words."""
    return _SAYS.search(words) is not None


def is_wordless(verb: str) -> bool:
    """Whether a form is of an act that writers put for a verb of saying: *laughed*."""
    return verb in _WORDLESS
