"""Scores from raw text by the alignment of the CoNLL 2018 shared task.

Zeman et al. (2018), CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to
Universal Dependencies. Words are aligned by their characters, white space aside; where
either side has a multiword token, by the longest common run of forms inside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gold import Table, Word

__all__ = ["METRICS", "Score", "score"]

METRICS = (
    "Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS",
)  # fmt: skip

_UNIVERSAL_FEATURES = frozenset(
    "PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree"
    " VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite".split()
)


@dataclass(slots=True)
class Score:
    """Counts that add up over documents."""

    right: int = 0
    gold: int = 0
    system: int = 0

    def add(self, right: int, gold: int, system: int) -> None:
        """Count one more document."""
        self.right += right
        self.gold += gold
        self.system += system

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where there is nothing."""
        total = self.gold + self.system
        return 2 * self.right / total if total else 0.0


def score(gold: Table, system: Table, totals: dict[str, Score]) -> None:
    """Add a document's counts to the totals, one `Score` per metric."""
    squeeze = _squeezer(gold.text)
    for metric, ours, theirs in (
        ("Tokens", system.tokens, gold.tokens),
        ("Sentences", system.sentences, gold.sentences),
    ):
        left = {(squeeze[a], squeeze[b]) for a, b in theirs}
        right = {(squeeze[a], squeeze[b]) for a, b in ours}
        totals[metric].add(len(left & right), len(theirs), len(ours))
    pairs = list(_aligned(gold.words, system.words, squeeze))
    partner = dict(pairs)
    counts = (len(gold.words), len(system.words))
    totals["Words"].add(len(pairs), *counts)
    for metric, same in _SAME.items():
        right_ones = sum(same(gold.words[g], system.words[s]) for g, s in pairs)
        totals[metric].add(right_ones, *counts)
    attached = labelled = 0
    for g, s in pairs:
        theirs_head, ours_head = gold.words[g].head, system.words[s].head
        fits = ours_head < 0 if theirs_head < 0 else partner.get(theirs_head) == ours_head
        if fits and (theirs_head < 0 or ours_head >= 0):
            attached += 1
            labelled += _base(gold.words[g].deprel) == _base(system.words[s].deprel)
    totals["UAS"].add(attached, *counts)
    totals["LAS"].add(labelled, *counts)


def _base(deprel: str) -> str:
    return deprel.split(":")[0]


def _features(word: Word) -> frozenset[str]:
    named = (f for f in word.feats.split("|") if f.partition("=")[0] in _UNIVERSAL_FEATURES)
    return frozenset(named)


_SAME: dict[str, Callable[[Word, Word], bool]] = {
    "UPOS": lambda gold, ours: gold.upos == ours.upos,
    "XPOS": lambda gold, ours: gold.xpos == ours.xpos,
    "UFeats": lambda gold, ours: _features(gold) == _features(ours),
    "Lemmas": lambda gold, ours: gold.lemma in ("_", ours.lemma),
}


def _squeezer(text: str) -> list[int]:
    """How many letters that are not white space stand before each offset. [len(text) + 1]"""
    out = [0]
    for letter in text:
        out.append(out[-1] + (not letter.isspace()))
    return out


def _aligned(gold: list[Word], system: list[Word], squeeze: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of words that stand for the same thing."""

    def begin(word: Word) -> int:
        return squeeze[word.start]

    def end(word: Word) -> int:
        return squeeze[word.end]

    g = s = 0
    while g < len(gold) and s < len(system):
        if not gold[g].multiword and not system[s].multiword:
            left, right = gold[g], system[s]
            if (begin(left), end(left)) == (begin(right), end(right)):
                yield g, s
                g, s = g + 1, s + 1
                continue
            if _multiword_at(gold, g, end(right), squeeze) or _multiword_at(
                system, s, end(left), squeeze
            ):
                pass
            elif begin(left) <= begin(right) and end(left) <= end(right):
                g += 1
                continue
            else:
                s += 1
                continue
        g_end, s_end = _region(gold, g, system, s, squeeze)
        for i, j in _longest_common(gold[g:g_end], system[s:s_end]):
            yield g + i, s + j
        g, s = g_end, s_end


def _multiword_at(words: list[Word], at: int, end: int, squeeze: list[int]) -> bool:
    """Whether a multiword token begins before ``end`` at or after ``at``."""
    while at < len(words) and squeeze[words[at].start] < end:
        if words[at].multiword:
            return True
        at += 1
    return False


def _region(
    gold: list[Word], g: int, system: list[Word], s: int, squeeze: list[int]
) -> tuple[int, int]:
    """The exclusive ends of the words that a multiword token on either side ties together."""
    reach = max(squeeze[gold[g].end], squeeze[system[s].end])
    while True:
        before = reach
        while g < len(gold) and squeeze[gold[g].start] < reach:
            reach = max(reach, squeeze[gold[g].end])
            g += 1
        while s < len(system) and squeeze[system[s].start] < reach:
            reach = max(reach, squeeze[system[s].end])
            s += 1
        if reach == before:
            return g, s


def _longest_common(gold: list[Word], system: list[Word]) -> Iterator[tuple[int, int]]:
    """The longest common subsequence of two short runs of forms."""
    rows, columns = len(gold), len(system)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            if gold[i].form.lower() == system[j].form.lower():
                best[i][j] = best[i + 1][j + 1] + 1
            else:
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows and j < columns:
        if gold[i].form.lower() == system[j].form.lower():
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
