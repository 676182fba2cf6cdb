"""Words to word pieces and case ids: what the encoder is fed.

Training and reading share this module, so that both see text the same way.
The vocabulary is MiniLM's uncased WordPiece; a word's case, whether it opens its
paragraph and whether white space stands before it go in as a second id.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["CASES", "MODEL_FOLDER", "WordPieces", "case_ids"]

MODEL_FOLDER = Path(__file__).parent / "model"
"""Where the installed model lies, its vocabulary (``tokenizer.json``) with it."""

CASES = 16
"""Number of case ids: 4 shapes x paragraph start x space before."""

MAX_WORD_PIECES = 12
"""A longer word keeps its first pieces; nothing is learned from the rest of a hash or URL."""

MAX_WORD_LETTERS = 64

_UNIFY = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "′": "'",
        "–": "—",
        "―": "—",
        "‒": "—",
        "‐": "-",
        "‑": "-",
    }
)


def _plain(word: str) -> str:
    """The word as the vocabulary knows it: quotes and dashes unified, ellipses spelled one way."""
    plain = word[:MAX_WORD_LETTERS].translate(_UNIFY)
    if plain.startswith("--"):
        return "—"
    if plain.startswith("..") or plain == "…":
        return "..."
    return plain


def _shape(word: str) -> int:
    """0 lower case or no letters, 1 Title, 2 UPPER (two letters or more), 3 mixed."""
    if word.islower() or word.lower() == word:
        return 0
    if word.isupper():
        return 2 if sum(map(str.isalpha, word[:MAX_WORD_LETTERS])) > 1 else 1
    return 1 if word[:1].isupper() and word[1:].islower() else 3


def case_ids(
    words: Sequence[str], opens_paragraph: NDArray[np.bool_], space_before: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """The case id of every word. [W]

    ``opens_paragraph``: the word is the first of its paragraph; ``space_before``:
    white space or the paragraph's start stands before it.
    """
    known: dict[str, int] = {}
    shapes = np.empty(len(words), dtype=np.int32)
    for i, word in enumerate(words):
        shape = known.get(word)
        if shape is None:
            shape = known[word] = _shape(word)
        shapes[i] = shape
    return shapes + 4 * opens_paragraph.astype(np.int32) + 8 * space_before.astype(np.int32)


class WordPieces:
    """The WordPiece vocabulary, with each distinct word looked up once."""

    def __init__(self, tokenizer_path: Path) -> None:
        """Load ``tokenizer.json``; raises OSError or ValueError if it cannot be read."""
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer_path))
        except Exception as problem:
            raise ValueError(f"{tokenizer_path}: {problem}") from problem
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.start_id = self._id("[CLS]")
        self.end_id = self._id("[SEP]")
        self.unknown_id = self._id("[UNK]")

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the tokenizer has no {token}")
        return int(found)

    def rank(self, word: str) -> int | None:
        """How common a lower-case word is, small numbers first; None if it is no whole piece."""
        found = self._tokenizer.token_to_id(word)
        return None if found is None else int(found)

    def encode(self, words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """All pieces of all words in a row [P], and the number of pieces of each word [W].

        Every word has between 1 and `MAX_WORD_PIECES` pieces.
        """
        if not words:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
        index: dict[str, int] = {}
        positions = [index.setdefault(word, len(index)) for word in words]
        encodings = self._tokenizer.encode_batch(
            [_plain(word) for word in index], add_special_tokens=False
        )
        distinct = [(e.ids or [self.unknown_id])[:MAX_WORD_PIECES] for e in encodings]
        pieces = [distinct[p] for p in positions]
        counts = np.fromiter(map(len, pieces), dtype=np.int32, count=len(pieces))
        flat = np.fromiter(
            (piece for word in pieces for piece in word), dtype=np.int32, count=int(counts.sum())
        )
        return flat, counts
