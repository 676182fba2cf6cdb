"""Faults of marks: apostrophes, possessives, commas and stops, capitals, spaces."""

from functools import lru_cache
from random import Random

from fabula.english.spelling import TOGETHER, WRITTEN_APART
from fabula.language.tokens import tokenize
from fabula.manuscript.model import Block
from fabula.manuscript.spans import Span
from fabula_training.draft import Draft, Fault, Spoil
from fabula_training.lexicon import Lexicon

__all__ = ["MARK_FAULTS"]

_CLOSING = frozenset(('"', "”", "''"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_NEGATIVE = frozenset(("n't", "n’t"))
_CONTRACTED = _NEGATIVE | frozenset(
    c for stem in ("m", "re", "ve", "ll", "d", "s") for c in ("'" + stem, "’" + stem)
)
_TOGETHER = {apart: together for together, apart in TOGETHER.items()}
_SPEECH_VERBS = frozenset(
    "say ask reply whisper mutter murmur shout answer cry call exclaim demand continue add laugh "
    "sigh breathe snap growl admit agree explain announce repeat mumble begin return".split()
)
_WRITTEN_OTHERWISE = {"its": "it's", "were": "we're", "lets": "let's"}


def _possessives(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(1, len(d) - 1)
        if d.low[i] in _POSSESSIVE
        and d.tags[i] == "POS"
        and d.tags[i - 1] in ("NNP", "NN", "NNPS")
        and d.tags[i + 1] in ("NN", "NNS", "JJ", "RB", "VBG", "VBN")
    ]


def _drop_possessive(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del lex
    d.edits[i - 1] = "possessive" if r.random() < 0.6 else "apostrophe"
    d.kinds[i - 1] = "possessive"
    if d.low[i] in ("'", "’"):
        d.edits[i - 1] = "possessive"
    if d.edits[i - 1] == "apostrophe":
        d.words[i - 1] += "s"
        d.low[i - 1] += "s"
    d.drop(i)
    return True


def _plurals(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(len(d))
        if d.tags[i] == "NNS"
        and d.low[i].endswith("s")
        and lex.singular(d.low[i]) == d.low[i][:-1]
        and d.tag(i + 1) not in ("POS", "NN", "NNS")
    ]


def _add_apostrophe(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    d.words[i], d.low[i] = d.words[i][:-1], d.low[i][:-1]
    d.edits[i], d.kinds[i] = "plural-not-possessive", "possessive"
    return d.insert(i + 1, "'s", "POS", "delete", "possessive", space=False)


def _contractions(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(1, len(d))
        if d.low[i] in _CONTRACTED
        and not d.spaces[i]
        and d.tags[i] != "POS"
        and d.low[i - 1] != "ai"
    ]


def _join_contraction(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    joined = d.words[i - 1] + d.words[i].replace("'", "").replace("’", "")
    low = joined.lower()
    if low in ("ill", "wed", "shell", "hell", "well", "id", "shed", "hed"):
        return False
    parts = _as_read(joined)
    if len(parts) == 2:
        d.words[i - 1], d.words[i] = parts
        d.low[i - 1], d.low[i] = (p.lower() for p in parts)
        d.edits[i], d.kinds[i] = "apostrophe", "apostrophe"
        return True
    other = _WRITTEN_OTHERWISE.get(low)
    d.words[i - 1], d.low[i - 1] = joined, low
    d.edits[i - 1], d.kinds[i - 1] = f"word:{other}" if other else "apostrophe", "apostrophe"
    d.drop(i)
    return True


@lru_cache(maxsize=4096)
def _as_read(word: str) -> tuple[str, ...]:
    """The tokens the reader makes of what is written as one word."""
    offsets = tokenize(word, [Block("paragraph", Span(0, len(word)))])
    spans = zip(offsets.start.tolist(), offsets.end.tolist(), strict=True)
    return tuple(word[start:end] for start, end in spans)


def _joinable(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [i for i in range(len(d) - 1) if d.low[i] + " " + d.low[i + 1] in _TOGETHER]


def _write_together(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    together = _TOGETHER[d.low[i] + " " + d.low[i + 1]]
    if together in ("into", "onto") and d.tag(i + 2) != "VB":
        return False
    if not d.replace(i, together, "split", "join"):
        return False
    d.drop(i + 1)
    return True


def _splittable(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(len(d))
        if d.low[i] in WRITTEN_APART
        and any(d.low[i].startswith(s) and lex.is_word(d.low[i][len(s) :]) for s in _HEADS)
    ]


_HEADS = (
    "any some every no him her it my your them our with in on up may can a al out be for mean "
    "after"
    "bed bath break eye finger fore some where under over grand good to throughout".split()
)


def _write_apart(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r
    word = d.low[i]
    heads = [s for s in _HEADS if word.startswith(s) and lex.is_word(word[len(s) :])]
    head = max(heads, key=len)
    if word in ("someone", "anyone", "everyone") and d.at(i + 1) == "of":
        return False
    tail = d.words[i][len(head) :]
    d.words[i], d.low[i] = d.words[i][: len(head)], head
    return d.insert(i + 1, tail, d.tags[i], "join", "join")


def _vocatives(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(1, len(d) - 2)
        if d.low[i] == ","
        and d.quoted[i]
        and (
            (
                d.tags[i + 1] == "NNP"
                and d.at(i + 2) in (".", "!", "?", ",")
                and d.tags[i - 1] != "NNP"
            )
            or (
                d.at(i - 1) in ("oh", "well", "hey", "please", "thanks", "okay")
                and d.tags[i + 1] == "NNP"
            )
        )
    ]


def _drop_mark(kind: str, edit: str) -> Spoil:
    return lambda d, i, _r, _lex: d.remove(i, edit, kind)


def _speech_commas(d: Draft, lex: Lexicon) -> list[int]:
    """Commas before a closing quotation mark and its speech verb."""
    return [
        i
        for i in range(len(d) - 3)
        if d.low[i] == ","
        and d.low[i + 1] in _CLOSING
        and (lex.verb(d.low[i + 2]) in _SPEECH_VERBS or lex.verb(d.low[i + 3]) in _SPEECH_VERBS)
    ]


def _spoil_speech_comma(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del lex
    if r.random() < 0.5:
        return d.remove(i, "comma:insert", "speech-mark")
    return d.replace(i, ".", "stop-to-comma", "speech-mark")


def _capital_after_speech(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(2, len(d) - 1)
        if d.low[i - 1] in _CLOSING
        and d.low[i - 2] in (",", "?", "!")
        and d.low[i] in ("he", "she", "they", "said", "asked", "the")
        and d.words[i].islower()
        and (lex.verb(d.low[i + 1]) in _SPEECH_VERBS or lex.verb(d.low[i]) in _SPEECH_VERBS)
    ]


def _capitalize(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    d.words[i] = d.words[i][:1].upper() + d.words[i][1:]
    d.edits[i], d.kinds[i] = "case:lower", "case"
    return True


def _speech_stops(d: Draft, lex: Lexicon) -> list[int]:
    """Stops before a closing quotation mark that ends the paragraph or stands before action."""
    del lex
    return [
        i
        for i in range(2, len(d) - 1)
        if d.low[i] in (".", "?") and d.low[i + 1] in _CLOSING and d.words[i - 1].isalpha()
    ]


def _spoil_speech_stop(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del lex
    if i + 2 == len(d) or d.words[i + 2][:1].isupper():
        edit = "stop:insert" if d.low[i] == "." else "stop-to-question"
        if d.low[i] == "?" or r.random() < 0.3:
            if d.low[i] == "?":
                return d.replace(i, ".", "stop-to-question", "speech-mark")
            return d.replace(i, ",", "comma-to-stop", "speech-mark")
        return d.remove(i, edit, "speech-mark")
    return False


def _questions(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    starts = ("what", "why", "who", "where", "how", "do", "did", "are", "is", "can", "will", "have")
    first = next((w for w in d.low if w.isalpha()), "")
    return [i for i in range(3, len(d)) if d.low[i] == "?" and first in starts]


def _statements(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    if not d.low or d.low[-1] not in (".", '"', "”") or len(d) > 14:
        return []
    first = next((w for w in d.low if w.isalpha()), "")
    return [
        i
        for i in range(3, len(d))
        if d.low[i] == "."
        and first in ("tell", "let", "give", "come", "he", "she", "they", "the")
        and d.quoted[i]
    ]


def _mark(mark: str, edit: str, kind: str) -> Spoil:
    return lambda d, i, _r, _lex: d.replace(i, mark, edit, kind)


def _subject_verb(d: Draft, lex: Lexicon) -> list[int]:
    return [
        i
        for i in range(2, len(d) - 1)
        if d.tags[i] in ("VBD", "VBZ", "MD")
        and d.tags[i - 1] in ("NN", "NNP", "NNS")
        and d.tag(i - 2) in ("DT", "PRP$", "JJ", "")
        and (lex.verb(d.low[i]) or d.tags[i] == "MD")
    ]


def _add_comma(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    return d.insert(i, ",", ",", "comma:delete", "comma", space=False)


def _capitals(d: Draft, lex: Lexicon) -> list[int]:
    """I, the first word, and names that are no words otherwise."""
    return [
        i
        for i in range(len(d))
        if d.words[i] == "I"
        or (i == 0 and d.words[i].istitle() and d.tags[i] != "NNP")
        or (
            d.tags[i] == "NNP"
            and d.words[i].istitle()
            and len(d.low[i]) > 2
            and not lex.is_word(d.low[i])
        )
    ]


def _lower(d: Draft, i: int, r: Random, lex: Lexicon) -> bool:
    del r, lex
    d.words[i] = d.low[i]
    d.edits[i], d.kinds[i] = "case:upper", "case"
    return True


def _common_nouns(d: Draft, lex: Lexicon) -> list[int]:
    del lex
    return [
        i
        for i in range(2, len(d))
        if d.tags[i] == "NN" and d.words[i].islower() and d.tags[i - 1] in ("PRP$", "DT", "JJ")
    ]


MARK_FAULTS: tuple[Fault, ...] = (
    Fault("possessive", 12, _possessives, _drop_possessive),
    Fault("possessive", 1.5, _plurals, _add_apostrophe),
    Fault("apostrophe", 8, _contractions, _join_contraction),
    Fault("join", 8, _joinable, _write_together),
    Fault("join", 3, _splittable, _write_apart),
    Fault("comma", 9, _vocatives, _drop_mark("comma", "comma:insert")),
    Fault("comma", 1, _subject_verb, _add_comma),
    Fault("speech-mark", 3, _speech_commas, _spoil_speech_comma),
    Fault("speech-mark", 1.5, _speech_stops, _spoil_speech_stop),
    Fault("speech-mark", 1, _questions, _mark(".", "stop-to-question", "speech-mark")),
    Fault("speech-mark", 0.7, _statements, _mark("?", "question-to-stop", "speech-mark")),
    Fault("case", 2, _capital_after_speech, _capitalize),
    Fault("case", 0.5, _capitals, _lower),
    Fault("case", 0.3, _common_nouns, _capitalize),
)
"""The faults of marks and how often each is tried."""
