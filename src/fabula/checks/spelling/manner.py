"""Whether a manuscript is written in the manner of an older book.

What is a mistake today was usual once: *life time* and *any one* as two words, *finely-cut* with
a hyphen, *an hero*, *my dear mother* called so in small letters, *parlor* beside *honour*. A text
that says *to-day*, *connexion* or *thither* is held to what was wrong then too.
"""

from collections.abc import Iterable, Iterator

from fabula.checks.framework.text_words import forms_of
from fabula.english.spelling import OF_OLDER_BOOKS
from fabula.manuscript.model import Manuscript

__all__ = ["is_of_older_manner"]

_LEAST = 2
_SHARE = 0.0002
"""Different older words, and how many in all for each word of the text: a chapter of a
contemporary novel has one at most (one word again and again, like the *ye* of an Irish speaker, is
a voice), of 28 novels from 1726 to 1922 all but six have more."""


def is_of_older_manner(manuscript: Manuscript) -> bool:
    """Whether words of older books are usual in it; ask with ``story.of_manuscript``."""
    words = forms_of(manuscript)
    older = list(_older(words))
    return len(set(older)) >= _LEAST and len(older) >= _SHARE * len(words)


def _older(forms: Iterable[str]) -> Iterator[str]:
    low = (form.lower().replace("’", "'") for form in forms)
    return (form for form in low if form in OF_OLDER_BOOKS)
