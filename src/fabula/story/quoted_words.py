"""Speech or only quoted words: titles, words held at arm's length, inscriptions, letters.

A handful of yes-or-no signs, each weighed; the weights are those of a logistic
regression on the quotations of ten novels of the Project Dialogism Novel Corpus.
"""

import re
from collections.abc import Sequence

from fabula.story.speech_cues import find_cue
from fabula.story.speech_verbs import SPEECH_VERBS

__all__ = ["SIGNS", "is_speech", "signs_of"]

_NEAR = 200  # code points looked at on either side; all that a sign needs
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAMING = frozenset(
    "word words phrase name term title called named known entitled labelled labeled marked termed "
    "headed inscribed styled letters motto sign mean means meant meaning spelt spelled".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those his her their my our your its any some no every such".split()
)
_PREPOSITIONS = frozenset(
    "of on in at as by for from to with about into like than upon between against or".split()
)
_SALUTATION = re.compile(r"(?:my\s+)?(?:dear|dearest)\b[^.!?]{0,40}(?:[,:]?(?:--|—)|,$|:$)", re.I)
_VALEDICTION = re.compile(
    r"(?:(?:believe me|i (?:am|remain)|with (?:much )?love|ever|yours?)\b[^.!?]{0,60},$"
    r"|yours? (?:\w+ ){0,4}(?:truly|faithfully|affectionately|sincerely|ever|friend|servant)"
    r"|p\.\s?s\.)",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:as if|as though|as who should|as much as to|might|would have|could have|should have|"
    r"almost|nearly|ready to|wanted to|about to|wished to|longed to|to be called|so-called|"
    r"did not)\b"
)
_THOUGHT = re.compile(
    r"\b(?:thought|thinks?|thinking|reflected|reflects|mused|wondered|pondered|"
    r"to (?:him|her|my)self)\b"
)
_PREDICATE = frozenset(
    "was were is are had has came would seemed might may should could will ran went rang "
    "sounded".split()
)

SIGNS: dict[str, float] = {
    "after quotation": -1.67,
    "supposed": -1.51,
    "determiner before": -1.31,
    "predicate after": -1.25,
    "word before": -1.08,
    "title case": -0.92,
    "naming word": -0.77,
    "preposition before": -0.75,
    "dash before": -0.74,
    "thought": -0.51,
    "letter": -0.48,
    "colon before": -0.45,
    "mark after": -0.41,
    "ends bare": -0.41,
    "ends sentence": -0.22,
    "plain word before": -0.18,
    "1 words": -0.16,
    "capital after": -0.11,
    "capital": 0.11,
    "8+ words": 0.14,
    "2 words": 0.21,
    "ends in comma": 0.22,
    "ends in exclamation": 0.25,
    "comma before": 0.32,
    "4-7 words": 0.35,
    "always": 0.42,
    "ends in dash": 0.58,
    "sentence before": 0.83,
    "closes paragraph": 0.93,
    "verb of speech before": 0.94,
    "other before": 1.15,
    "cue": 1.26,
    "speech opens paragraph": 1.68,
    "opens paragraph": 2.07,
}
"""What each sign weighs for (above zero) or against a quotation being speech."""

_THRESHOLD = -0.2  # log odds: when in doubt, speech


def is_speech(text: str, low: int, high: int, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """For each outer quotation of the paragraph ``text[low:high]``, whether it is speech."""
    verdicts: list[bool] = []
    for at in range(len(spans)):
        weight = sum(SIGNS.get(sign, 0.0) for sign in signs_of(text, low, high, spans, at))
        verdicts.append(weight > _THRESHOLD)
    return verdicts


def signs_of(text: str, low: int, high: int, spans: Sequence[tuple[int, int]], at: int) -> set[str]:
    """The names of the signs, keys of `SIGNS`, that the quotation ``spans[at]`` shows."""
    start, end = spans[at]
    inner = text[start:end].strip("\"“”„'‘’«»‹›`_* \t\r\n")
    words = _WORD.findall(inner)
    signs = {"always", _length_sign(len(words))}
    lead = text[max(low, start - _NEAR) : start].rstrip(" \t\r\n_*")
    signs.add(_before_sign(lead, text, spans, at))
    signs.add(_end_sign(inner))
    signs.add(_after_sign(text[end : min(high, end + _NEAR)], end == high))
    if not inner[:1].islower():
        signs.add("capital")
    if len(words) > 1 and all(w[0].isupper() or len(w) < 4 for w in words):
        signs.add("title case")
    if _SALUTATION.match(inner) or _VALEDICTION.match(inner):
        signs.add("letter")
    if at and spans[0][0] - low <= 2:
        signs.add("speech opens paragraph")
    previous = spans[at - 1][1] if at else low
    following = spans[at + 1][0] if at + 1 < len(spans) else high
    signs |= _beside(text[max(previous, start - 60) : start], text[end : min(following, end + 60)])
    if find_cue(text, end, following, side="after") or find_cue(
        text, previous, start, side="before"
    ):
        signs.add("cue")
    if lead and not start - low <= 2 and previous < start:
        last = _WORD.findall(lead[-30:])
        if last and lead[-1].isalnum():
            signs.add(_word_sign(last[-1]))
        if last and not _NAMING.isdisjoint(w.lower() for w in last[-3:]):
            signs.add("naming word")
    return signs


def _beside(before: str, after: str) -> set[str]:
    """Signs in the narration just before and after."""
    before = re.split(r"[.!?]\s", before)[-1]
    after = re.split(r"[.!?](?:\s|$)", after)[0]
    signs = set()
    if _SUPPOSED.search(before):
        signs.add("supposed")
    if _THOUGHT.search(before[-25:]) or _THOUGHT.search(after[:25]):
        signs.add("thought")
    first = _WORD.search(after)
    if first and first.group() in _PREDICATE and not after[: first.start()].strip(" \n-"):
        signs.add("predicate after")
    return signs


def _length_sign(words: int) -> str:
    return f"{words} words" if words < 4 else "4-7 words" if words < 8 else "8+ words"


def _before_sign(lead: str, text: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    if not lead:
        return "opens paragraph"
    if at and not text[spans[at - 1][1] : spans[at][0]].strip():
        return "after quotation"
    kinds = {",": "comma before", ":": "colon before", "-": "dash before", "—": "dash before"}
    if lead[-1] in ".!?":
        return "sentence before"
    return kinds.get(lead[-1], "word before" if lead[-1].isalnum() else "other before")


def _end_sign(inner: str) -> str:
    last = inner[-1:]
    if last in ".!?…":
        return "ends sentence" if last == "." else "ends in exclamation"
    if last in ",;:":
        return "ends in comma"
    return "ends in dash" if last in "-—–" else "ends bare"


def _after_sign(after: str, ends: bool) -> str:
    if ends or not after.strip():
        return "closes paragraph"
    if after[0] in ".,;:!?)":
        return "mark after"
    head = after.lstrip(" \t\r\n_*-—–")
    return "small letter after" if head[:1].islower() else "capital after"


def _word_sign(word: str) -> str:
    lower = word.lower()
    if lower in _DETERMINERS:
        return "determiner before"
    if lower in _PREPOSITIONS:
        return "preposition before"
    if lower in SPEECH_VERBS:
        return "verb of speech before"
    return (
        "name before" if word[0].isupper() or word.endswith(("'s", "’s")) else "plain word before"
    )
