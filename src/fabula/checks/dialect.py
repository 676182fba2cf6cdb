"""Whether the narrator of a manuscript speaks dialect, told from its forms alone."""

import re

from fabula.checks.speech import speech_of
from fabula.checks.text_words import words_of
from fabula.manuscript.model import Manuscript

__all__ = ["narrated_in_dialect"]

_FORMS = re.compile(r"(?:ai|hai|wa)n['’]t|['’]em|th['’]|o['’]|\w+in['’]", re.IGNORECASE)
_SHARE = 0.0002
"""Dialect forms in narration, for each word of the book, from which the narrator uses them."""


def narrated_in_dialect(manuscript: Manuscript) -> bool:
    """Whether the narration, not only speech, is in dialect (*ain't*, *goin'*).

    What is an error in standard English is then the narrator's voice. Ask for it with
    ``story.derive(narrated_in_dialect)``, so that it is worked out once.
    """
    words, speech = words_of(manuscript), speech_of(manuscript)
    forms = [word for word in words if "'" in word.form or "’" in word.form]
    told = sum(_FORMS.fullmatch(w.form) is not None and speech.at(w.start) is None for w in forms)
    return told > _SHARE * len(words)
