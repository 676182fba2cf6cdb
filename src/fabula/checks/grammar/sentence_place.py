"""A word in its sentence, with its neighbours, as the rules about constructions see it."""

from dataclasses import dataclass

from fabula.language.reading import Reading

__all__ = ["SentencePlace"]


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """A token, what is asked for there, and the words around it.

    ``wanted``: what stands after the colon of an edit tag; ``spoken``: inside a quotation.
    """

    reading: Reading
    i: int
    wanted: str
    spoken: bool

    def word(self, step: int = 0) -> str:
        """The lower-cased word so many tokens on; empty beyond the sentence."""
        at = self.i + step
        return self.reading.words[at].lower() if self.first <= at < self.last else ""

    def lemma(self, step: int = 0) -> str:
        """The lower-cased lemma so many tokens on; empty beyond the sentence."""
        at = self.i + step
        return self.reading.lemmas[at].lower() if self.first <= at < self.last else ""

    def tag(self, step: int = 0) -> str:
        """The Penn tag of the word so many tokens on; empty beyond the sentence."""
        at = self.i + step
        return self.reading.xpos[at] if self.first <= at < self.last else ""

    def joined(self, step: int) -> bool:
        """Whether the word so many tokens on stands right at the end of the one before it."""
        at, tokens = self.i + step, self.reading.tokens
        if not self.first < at < self.last:
            return False
        return bool(tokens.start[at] == tokens.end[at - 1])

    def opens(self) -> bool:
        """Whether nothing but marks stands before the word in its sentence."""
        return not any(w[:1].isalnum() for w in self.reading.words[self.first : self.i])

    @property
    def first(self) -> int:
        """The first token of the sentence."""
        return int(self.reading.sentence_first[self.reading.tokens.sentence[self.i]])

    @property
    def last(self) -> int:
        """The token after the last of the sentence."""
        return int(self.reading.sentence_last[self.reading.tokens.sentence[self.i]])

    def before(self, most: int = 30) -> frozenset[str]:
        """The lower-cased words of the sentence before the token, so many at most."""
        start = max(self.first, self.i - most)
        return frozenset(w.lower() for w in self.reading.words[start : self.i])
