"""Tags inside what a paragraph's marks take for speech, where a closing mark is lost.

*"Morning she calls. "Is it you?"* has one double mark too many or too few.
"""

import re
from dataclasses import dataclass

from fabula.english.saying import COMMONEST_FORMS
from fabula.english.tables import alternation
from fabula.quotations.verbs import SPEECH_VERBS

__all__ = ["LostMark", "lost_before_tag"]

_WHO = r"(?:he|she|they|we|I|[A-Z][a-z]+|(?:the|my|his|her|our|their)\s[a-z]+)"
_TAG = re.compile(
    r"(?P<open>[\"“])(?P<said>[A-Z][^\"“”]{0,240}?[a-z'’])(?P<stop>[,?!]?)"
    rf"\s(?P<tag>{_WHO}\s(?:{alternation(sorted(SPEECH_VERBS))})"
    rf"|(?:{alternation(COMMONEST_FORMS)})\s{_WHO})\b"
    r"(?P<rest>[^\"“”]{0,60}[.,]\s[\"“]|[^\"“”]{0,120}\.$)?"
)
_MARKS = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class LostMark:
    """A speech from ``start`` that ends at ``end``, its stop included, before the tag to ``tag``.

    ``mark``: the mark that closes it, with the comma before it where no stop stands.
    """

    start: int
    end: int
    tag: int
    mark: str


def lost_before_tag(text: str, start: int, end: int) -> LostMark | None:
    """The first tag of a paragraph before which the closing mark is lost."""
    marks = _MARKS.findall(text, start, end)
    if marks.count('"') % 2 == 0 and marks.count("“") <= marks.count("”"):
        return None
    paragraph = text[start:end].rstrip()
    for match in _TAG.finditer(paragraph):
        before = paragraph[: match.start()].rstrip()
        opens = not before or before[-1] in ".!?" or (before[-1] == "," and match["open"] == "“")
        if not opens or match["rest"] is None:
            continue
        if not match["stop"] and match["rest"][-1] == ".":
            continue  # a speech of two paragraphs: I know she said so.
        mark = "”" if match["open"] == "“" else '"'
        last = start + match.start("tag") - 1
        return LostMark(
            start + match.start(),
            last,
            start + match.end("tag"),
            mark if match["stop"] else f",{mark}",
        )
    return None
