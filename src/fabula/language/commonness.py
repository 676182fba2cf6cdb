"""How common an English word is: its place in the vocabulary of the model, commonest first."""

from functools import cache

from fabula.language.pieces import MODEL_FOLDER, WordPieces

__all__ = ["rank_of"]

_BEFORE_WORDS = 1995
"""Before the words the vocabulary has its signs and letters."""


@cache
def _vocabulary() -> WordPieces:
    return WordPieces(MODEL_FOLDER / "tokenizer.json")


def rank_of(word: str) -> int | None:
    """The rank of a lower-case word, 1 for the commonest; None if it is no word of the vocabulary.

    Raises OSError or ValueError if the vocabulary cannot be read.
    """
    place = _vocabulary().rank(word)
    return None if place is None else max(place - _BEFORE_WORDS, 1)
