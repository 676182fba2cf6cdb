"""Who acts in a clause, told by the words beside a mention: enough where there is no parse.

``Anna turned``, ``said Anna`` and ``Anna, smiling, had risen`` have Anna as their subject;
``to Anna``, ``Anna's`` have not.
"""

import re
from enum import IntEnum

from fabula.english.function_words import BEFORE_A_NAME, BETWEEN_SUBJECT_AND_VERB, PREPOSITIONS
from fabula.english.inflection import PASTS_AND_AUXILIARIES
from fabula.english.tables import alternation
from fabula.quotations.tag_grammar import is_said_by

__all__ = ["ClausePart", "role_of"]


class ClausePart(IntEnum):
    """What a mention is in its clause; the codes of `SpeechEvidence.roles`."""

    OBJECT = 0
    """Ruled by a verb or a preposition, or owning something."""
    OTHER = 1
    """Nothing tells."""
    SUBJECT = 2


_VERB = rf"(?:(?:{'|'.join(PASTS_AND_AUXILIARIES)})\b|[a-z]{{2,}}ed\b|'d\b|'ll\b)"
_ADVERB = rf"(?:(?:[a-z]+ly|{alternation(BETWEEN_SUBJECT_AND_VERB)})\s+)"
_ACTS = re.compile(rf"(?:,[^,.;:!?\"“”]{{1,60}},)?\s+{_ADVERB}{{0,2}}{_VERB}")
_OWNS = re.compile(r"['’]s?\b|['’](?=\s+[a-z])|\s+s\b")
_RULED = re.compile(
    rf"\b(?:{alternation(PREPOSITIONS)}|[a-z]{{3,}}ing)\s+(?:(?:{alternation(BEFORE_A_NAME)})"
    r"\s+){0,2}\Z"
)
# A word that ends otherwise cannot be the one the pattern begins with: the last three tell.
_MAY_RULE = ("ing", *(words.split()[-1] for words in PREPOSITIONS))
_OBJECT_FORMS = frozenset(("him", "her", "me", "us", "them", "his", "my", "their", "our"))


def role_of(text: str, start: int, end: int) -> ClausePart:
    """What the mention ``text[start:end]`` is in its clause."""
    if _OWNS.match(text, end) or text[start:end].lower() in _OBJECT_FORMS:
        return ClausePart.OBJECT
    before = text[max(0, start - 40) : start]
    last = before.split()[-3:]
    ruled = _ends(last, _MAY_RULE) and _RULED.search(before) is not None
    if ruled:
        return ClausePart.OBJECT
    if _ACTS.match(text, end, end + 110) or is_said_by(before):
        return ClausePart.SUBJECT
    return ClausePart.OTHER


def _ends(words: list[str], endings: tuple[str, ...]) -> bool:
    return any(word.endswith(endings) for word in words)
