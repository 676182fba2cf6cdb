"""Speech cues: the words beside a quotation that say who speaks (said Anna; he asked).

Patterns over the text alone, so that they serve before any model has read it; the
verbs are those of `fabula.quotations.verbs`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from fabula.english.function_words import BEFORE_NO_SUBJECT, SUBJECT_OPENERS
from fabula.english.tables import alternation
from fabula.quotations.verbs import SPEECH_VERBS

__all__ = ["TextCue", "find_cue"]

_VERB = re.compile(r"[^\W\d_]+")
_SUBJECT = re.compile(rf"(?:{alternation(SUBJECT_OPENERS)}|[A-Z][\w'’.-]*)\b")
_REACH = 90  # code points searched beside a quotation


@dataclass(frozen=True, slots=True)
class TextCue:
    """A cue in the text: its span, the verb's span, and the subject's first words, lower-cased.

    ``named``: the subject begins with a capital that is not the pronoun I.
    """

    start: int
    end: int
    verb: tuple[int, int]
    subject: str
    named: bool


def find_cue(
    text: str, start: int, end: int, *, side: Literal["before", "after"]
) -> TextCue | None:
    """The cue of a quotation in the narration ``text[start:end]`` beside it.

    ``side="after"``: the narration follows the quotation (``," said Anna.``); the cue
    must begin there. ``side="before"``: it leads up to it (``Anna said, "``).
    """
    if side == "after":
        return _after(text, start, min(end, start + _REACH))
    return _before(text, max(start, end - _REACH), end)


def _after(text: str, start: int, end: int) -> TextCue | None:
    words = [m.span() for m in _VERB.finditer(text, start, end)][:8]
    if not words or re.match(r"\s*[.!?]", text[start:end]):
        return None
    if text[slice(*words[0])] in SPEECH_VERBS:
        first = text[slice(*words[1])] if len(words) > 1 else ""
        if not first or first in BEFORE_NO_SUBJECT:
            return None
        return TextCue(words[0][0], words[-1][1], words[0], *_subject(text, words[1][0], end))
    if not _SUBJECT.match(text, words[0][0]):
        return None
    for word in words[1:6]:
        between = text[words[0][0] : word[0]]
        if re.search(r"[.!?;:]\s", between.replace("Mr. ", "Mr ").replace("Mrs. ", "Mrs ")):
            return None
        if text[slice(*word)] in SPEECH_VERBS:
            return TextCue(words[0][0], word[1], word, *_subject(text, words[0][0], word[0]))
    return None


def _before(text: str, start: int, end: int) -> TextCue | None:
    lead = text[start:end].rstrip()
    if not lead or lead[-1] not in ",:-—":
        return None
    sentence = start + max((m.end() for m in re.finditer(r"[a-z\"”'’][.!?;]\s", lead)), default=0)
    words = [m.span() for m in _VERB.finditer(text, sentence, end)]
    for at in range(len(words) - 1, 0, -1):
        if text[slice(*words[at])] in SPEECH_VERBS:
            return TextCue(sentence, end, words[at], *_subject(text, sentence, words[at][0]))
    return None


def _subject(text: str, start: int, end: int) -> tuple[str, bool]:
    """The first one or two words of the subject, enough to tell two subjects apart."""
    words = [m.group() for m in re.finditer(r"[\w'’-]+", text[start:end])][:2]
    if words and words[0] in ("he", "she", "they", "I", "we", "it"):
        return words[0].lower(), False
    return " ".join(words).lower(), bool(words) and words[0][0].isupper()
