"""Fixed phrases that drafts get wrong: sound-alikes whose neighbours give them away.

Each entry is a wrong word with what stands before it, what stands after it, and the word
that was meant; no model is asked. Sources: Garner's Modern English Usage (2022); Brians,
Common Errors in English Usage (2013); the Eggcorn Database (eggcorns.lascribe.net), of
which only what every dictionary calls an error is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.degrees import COMPARATIVES
from fabula.english.motion import MOVED_PAST
from fabula.manuscript.spans import Span

__all__ = ["Slip", "slips"]

_OWNED = r"(?:his|her|my|your|their|our|its|the|\w+['’]s)"
_COMPARED = "|".join(COMPARATIVES)
_MOVED = "|".join(MOVED_PAST)
_PAGES = "books?|maps?|papers?|letters?|files?|notes?|documents?|pages?|manuscripts?"
_MIND = "mind|temper|patience|balance|footing|way|grip|cool|nerve|job"

_ENTRIES: tuple[tuple[str, str, str, str], ...] = (
    # (wrong word, before it, after it, right word)
    ("of", r"(?:could|would|should|might|must)(?:n['’]t)? ",
     r" (?:been|had|gone|done|known|seen|made|said|told|thought|come|taken|given|found|left|heard"
     r"|kept|felt|gotten)\b", "have"),
    ("then", rf"(?:{_COMPARED}) ", r" (?:him|her|them|me|us|ever|usual|before|any|expected"
     r"|necessary|anything|anyone|most)\b", "than"),
    ("then", rf"(?:{_COMPARED}) ", r" (?:i|you|he|she|it|we|they) (?:do|does|did|is|are|was|were"
     r"|had|have|has|could|would|can)\b", "than"),
    ("it['’]s", r"\b(?:with|from|by|under|into|against|behind|around|upon|onto|through|inside) ",
     r" [a-z]", "its"),
    ("suppose", r"(?:am|is|are|was|were|['’](?:m|re|s)|been|be|not|n['’]t) ", r" to\b", "supposed"),
    ("your", "", r" (?:a|an|the|welcome(?=[.,!?])|gonna|"
     r"going to (?!(?:the|an?|his|her|my|your|their|our|this|that|bed|work|school|church|town|war"
     r"|jail|prison|college|court|sea|sleep|see|help|study|live|stay|visit|meet)\b)[a-z]+"
     r"|not (?:going|supposed|alone|my|a|the|gonna|even)"
     r"|so (?:beautiful|stupid|lucky|kind|mean|funny|cute))\b(?!-)", "you're"),
    ("its", "", r" (?:a|an|the|been|my|your|his|too late|okay|time to|because"
     r"|not (?:a|the|like|that|my|your|his|fair|true|even|going))\b(?!-)", "it's"),
    ("it['’]s", "", r" own\b", "its"),
    ("there|they['’]re", r"(?:in|on|of|with|at|to|for|from|had|have|by|into) ", r" own\b", "their"),
    ("who['’]s", "", r" own\b", "whose"),
    ("their", "", r" (?:is|was|were|will be|has been|had been)\b", "there"),
    ("to", r"(?:far|way|just|is|are|was|were) ", r" (?:much|many) (?!of\b)", "too"),
    ("breath", r"(?:can|could|cannot|could not|can not|can['’]t|couldn['’]t|"
     r"able to|trying to|tried to|how to) ",
     r"(?! (?:of|control|was|is)\b)[ .,;!?—]", "breathe"),
    ("breathe", r"(?:deep|a|shaky|sharp|ragged|out of) ", r"\b", "breath"),
    ("peak|peek|peaked|peeked|peaks|peeks|peaking|peeking", "",
     rf" {_OWNED} (?:interest|curiosity|attention)\b", "pique"),
    ("peak|peaks", "sneak ", r"\b", "peek"),
    ("reign", "free ", r"\b", "rein"),
    ("baited", "", r" breath\b", "bated"),
    ("seeded", r"deep(?:ly)?[ -]", r"\b", "seated"),
    ("intensive purposes", "for all ", r"\b", "intents and purposes"),
    ("wet|wets|wetted|wetting", "", rf" {_OWNED} appetite\b", "whet"),
    ("in|an|or", "beck ", r" call\b", "and"),
    ("mute", "", r" point\b", "moot"),
    ("in", r"\bone ", r" the same\b[.,;!?]", "and"),
    ("bare", "", r" (?:with (?:me|him|her|us|them)|the thought|in mind)\b", "bear"),
    ("and", r"\bcase ", r" point\b", "in"),
    ("per say", "", r"\b", "per se"),
    ("pour|pours|poured|pouring", "", rf" over (?:\w+ )?(?:old )?(?:{_PAGES})\b", "pore"),
    ("lightening", r"(?:bolts?|flash(?:es)?|streaks?|strike) of ", r"\b", "lightning"),
    ("lightening", "", r" (?:bolts?|flash(?:ed|es)?|struck|strikes?|storms?)\b", "lightning"),
    ("due", r"(?:make|makes|making|made) ", r" with\b", "do"),
    ("despite of", r"(?<!in )", r" (?:the|his|her|their|all|being|that|this|it)\b", "in spite of"),
    ("worse", "", r" comes to (?:worse|worst)\b", "worst"),
    ("and", "tongue ", r" cheek\b", "in"),
    ("phased|unphased", "", r" by\b", "fazed"),
    ("phase", r"(?:did|does|do|could|would|to|never|not|n['’]t) ", r" (?:him|her|me|them|us)\b",
     "faze"),
    ("reek|wreck", "", r" havoc\b", "wreak"),
    ("passed", rf"(?:{_MOVED}) ", r" (?:the|a|an|him|her|them|me|us|his|my|their|it)\b",
     "past"),
    ("past", "", r" out (?:cold|drunk|on the (?:bed|sofa|couch|floor))\b", "passed"),
    ("loose", "", rf" (?:control|consciousness|patience|faith|hope|interest|sight of|track of"
     rf"|(?:his|her|my|your|their) (?:{_MIND}))\b", "lose"),
    ("loose", r"(?:want to|going to|gonna|can['’]t|cannot|couldn['’]t|afraid to) ",
     r" (?:him|her|them|you|me|it|everything|this)\b", "lose"),
)  # fmt: skip
_INFLECTED = {
    ("pique", "s"): "piques", ("pique", "ed"): "piqued", ("pique", "ing"): "piquing",
    ("whet", "s"): "whets", ("whet", "ed"): "whetted", ("whet", "ing"): "whetting",
    ("pore", "s"): "pores", ("pore", "ed"): "pored", ("pore", "ing"): "poring",
    ("fazed", "un"): "unfazed",
}  # fmt: skip
_REACH = 24
"""How far before a word its neighbours are looked for, in code points."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The wrong words and what should stand there."""

    span: Span
    wanted: str


def _by_word() -> dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]]:
    table: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]] = {}
    for words, before, after, right in _ENTRIES:
        for word in words.replace("['’]", "'").split("|"):
            entry = (re.compile(rf"(?:{before})\Z"), re.compile(after), right)
            table.setdefault(word, []).append(entry)
    return table


_TABLE = _by_word()
_WORDS = re.compile(
    r"\b(?:" + "|".join(sorted((re.escape(w) for w in _TABLE), key=len, reverse=True)) + r")\b"
)


def slips(text: str) -> Iterator[Slip]:
    """The phrases of a text that are wrong, in order."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.replace("’", "'").replace("\n", " ")
    for match in _WORDS.finditer(low):
        start, end = match.span()
        around = low[max(start - _REACH, 0) : start]
        for before, after, right in _TABLE[match[0]]:
            if after.match(low, end) and before.search(around):
                wanted = _cased(_inflected(match[0], right), text[start], text)
                yield Slip(Span(start, end), wanted)
                break


def _inflected(typed: str, right: str) -> str:
    """The right verb in the form of the one that was typed: peaked, piqued."""
    for (lemma, ending), form in _INFLECTED.items():
        if lemma == right and (
            typed.startswith("un") if ending == "un" else typed.endswith(ending)
        ):
            return form
    return right


def _cased(word: str, first: str, text: str) -> str:
    if "’" in text:
        word = word.replace("'", "’")
    return word[:1].upper() + word[1:] if first.isupper() else word
