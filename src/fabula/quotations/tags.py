"""Dialogue tags: the words beside a quotation that say who speaks (said Anna; he asked).

Every tag is a `Tag`, however it is found: here by the words alone, before any model has read
them; by those who are mentioned beside it (`fabula.quotations.tags_among`), once they are
known; and by its grammar to the letter (`fabula.quotations.tag_grammar`), where a remark on
the punctuation stands on it. The verbs are those of `fabula.quotations.verbs`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from fabula.english.function_words import BEFORE_NO_SUBJECT, COMMON_OPENERS, SUBJECT_OPENERS
from fabula.english.tables import alternation
from fabula.quotations.verbs import SPEECH_VERBS

__all__ = ["CAPITAL", "Tag", "TagPlace", "find_tag", "first_words"]

CAPITAL = "[" + "".join(chr(code) for code in range(0x250) if chr(code).isupper()) + "]"
"""What a name begins with, as a part of a pattern: the large letters of Latin, accents too."""

_VERB = re.compile(r"[^\W\d_]+")
_SUBJECT = re.compile(rf"(?:{alternation(SUBJECT_OPENERS)}|{CAPITAL}[\w'’.-]*)\b")
_REACH = 90  # code points searched beside a quotation
_OPENERS = frozenset(word.capitalize() for word in COMMON_OPENERS)
_PRONOUNS = ("he", "she", "they", "I", "we", "it")

TagPlace = Literal["before", "between", "after"]
"""Where a tag stands: before the speech, between its parts, or after it (or one part of it)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A dialogue tag: a verb of saying and its subject, beside a quotation.

    ``start``/``end``: its offsets. ``verb``: those of the verb, empty where only the
    punctuation tells that a clause is a tag. ``speaker``: those of the words in which the
    subject stands. ``sure``: how likely it is one, 0 to 1. ``mention``: the number of the
    mention that is its subject, -1 where mentions are not known.
    """

    start: int
    end: int
    verb: tuple[int, int]
    speaker: tuple[int, int]
    place: TagPlace
    sure: float = 1.0
    mention: int = -1

    @property
    def has_verb(self) -> bool:
        """Whether a verb says that it is a tag."""
        return self.verb[0] < self.verb[1]

    @property
    def has_speaker(self) -> bool:
        """Whether its subject is known."""
        return self.speaker[0] < self.speaker[1]

    @property
    def is_inverted(self) -> bool:
        """Whether the verb opens it: *said Anna*."""
        return self.has_verb and self.verb[0] == self.start

    def opening(self, text: str) -> str:
        """Its first word."""
        word = _OPENING.match(text, self.start, self.end)
        return word[0] if word else text[self.start : self.end]

    def opens_large(self, text: str) -> bool:
        """Whether it begins with a capital that no name or *I* accounts for."""
        word = self.opening(text)
        return word in _OPENERS or (self.is_inverted and word[0].isupper())


_OPENING = re.compile(r"[\w’'-]+")


def find_tag(text: str, start: int, end: int, *, side: Literal["before", "after"]) -> Tag | None:
    """The tag of a quotation in the narration ``text[start:end]`` beside it.

    ``side="after"``: the narration follows the quotation (``," said Anna.``); the tag
    must begin there. ``side="before"``: it leads up to it (``Anna said, "``).
    """
    if side == "after":
        return _after(text, start, min(end, start + _REACH))
    return _before(text, max(start, end - _REACH), end)


def _after(text: str, start: int, end: int) -> Tag | None:
    words = [m.span() for m in _VERB.finditer(text, start, end)][:8]
    if not words or re.match(r"\s*[.!?]", text[start:end]):
        return None
    if text[slice(*words[0])] in SPEECH_VERBS:
        first = text[slice(*words[1])] if len(words) > 1 else ""
        if not first or first in BEFORE_NO_SUBJECT:
            return None
        return Tag(words[0][0], words[-1][1], words[0], (words[1][0], end), "after")
    if not _SUBJECT.match(text, words[0][0]):
        return None
    for word in words[1:6]:
        between = text[words[0][0] : word[0]]
        if re.search(r"[.!?;:]\s", between.replace("Mr. ", "Mr ").replace("Mrs. ", "Mrs ")):
            return None
        if text[slice(*word)] in SPEECH_VERBS:
            return Tag(words[0][0], word[1], word, (words[0][0], word[0]), "after")
    return None


def _before(text: str, start: int, end: int) -> Tag | None:
    lead = text[start:end].rstrip()
    if not lead or lead[-1] not in ",:-—":
        return None
    sentence = start + max((m.end() for m in re.finditer(r"[a-z\"”'’][.!?;]\s", lead)), default=0)
    words = [m.span() for m in _VERB.finditer(text, sentence, end)]
    for at in range(len(words) - 1, 0, -1):
        if text[slice(*words[at])] in SPEECH_VERBS:
            return Tag(sentence, end, words[at], (sentence, words[at][0]), "before")
    return None


def first_words(text: str, tag: Tag) -> tuple[str, bool]:
    """The first one or two words of a tag's subject, lower-cased; enough to tell two apart.

    With them, whether they are a name: begin with a capital, and are not the pronoun I.
    """
    words = [m.group() for m in re.finditer(r"[\w'’-]+", text[slice(*tag.speaker)])][:2]
    if words and words[0] in _PRONOUNS:
        return words[0].lower(), False
    return " ".join(words).lower(), bool(words) and words[0][0].isupper()
