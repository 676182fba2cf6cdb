"""Whoever a dialogue tag says speaks, is somebody: "said the hare", "T'lara asked".

The reader of the text marks people as the novels have them, and passes over an animal, a
machine or a strange name. The subject of a tag's verb is marked here, and wherever else the
same word stands for it, where the reader has not marked most of these places itself.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fabula.english.writing import DOCUMENTS, PAPERS
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.quotations.tags import Tag, find_tag
from fabula.story.mentions.candidates import MentionRow, with_rows, without

__all__ = ["with_tag_subjects"]

_NO_SPEAKER = frozenset(DOCUMENTS) | frozenset(PAPERS) | {"voice", "voices", "silence", "others"}
_DETERMINERS = frozenset({"the", "a", "an", "another", "this", "that"})
_MARKS = '"“”‘*_'
_NAMING = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "INTJ", "X"})
_LONGEST = 5
_SCORE = 0.5


def with_tag_subjects(
    reading: Reading, manuscript: Manuscript, quotations: QuotationTable
) -> Reading:
    """The reading with a mention for each unmarked subject of a tag, and for the like of it."""
    covered = _covered(reading)
    subjects = [
        t for tag in _tags(manuscript, quotations) for t in [_subject(reading, tag)] if t >= 0
    ]
    names = {reading.words[t] for t in subjects if _is_name(reading, t)}
    nouns = {reading.words[t].lower() for t in subjects if not _is_name(reading, t)} - _NO_SPEAKER
    found = sorted(set(_spans(reading, names, nouns)))
    free = [not covered[first:last].any() for first, last, _, _ in found]
    passed_over: Counter[str] = Counter()
    for (_, _, head, _), is_free in zip(found, free, strict=True):
        passed_over[reading.words[head].lower()] += 1 if is_free else -1
    spans = [
        span
        for span, is_free in zip(found, free, strict=True)
        if is_free and passed_over[reading.words[span[2]].lower()] >= 0
    ]
    if not spans:
        return reading
    return _added(reading, spans)


def _covered(reading: Reading) -> NDArray[np.bool_]:
    """The tokens that stand at the head of a mention of a person, or in a name."""
    mentions = reading.mentions
    out = np.zeros(len(reading.tokens), dtype=np.bool_)
    out[mentions.head[mentions.type == EntityType.PER]] = True
    for i in np.flatnonzero(mentions.kind == MentionKind.NAME).tolist():
        out[mentions.first[i] : mentions.last[i]] = True
    return out


def _tags(manuscript: Manuscript, quotations: QuotationTable) -> Iterator[Tag]:
    """The tags beside the speeches, as far as words alone tell them."""
    rows = np.flatnonzero(quotations.speech & (quotations.depth == 0)).tolist()
    for k, row in enumerate(rows):
        start, end = int(quotations.start[row]), int(quotations.end[row])
        block = manuscript.blocks[quotations.block[row]].span
        after = int(quotations.start[rows[k + 1]]) if k + 1 < len(rows) else block.end
        before = int(quotations.end[rows[k - 1]]) if k else block.start
        tag = find_tag(manuscript.text, end, max(end, min(block.end, after)), side="after")
        if tag is None:
            low = min(start, max(block.start, before))
            tag = find_tag(manuscript.text, low, start, side="before")
        if tag is not None:
            yield tag


def _subject(reading: Reading, tag: Tag) -> int:
    """The token that is the subject of a tag's verb, -1 where it is a pronoun or none."""
    tokens = reading.tokens
    verb = int(np.searchsorted(tokens.start, tag.verb[0]))
    low, high = np.searchsorted(tokens.start, (tag.start, tag.end)).tolist()
    for t in range(low, min(high, len(tokens))):
        if tokens.head[t] == verb and reading.deprels[t].startswith("nsubj"):
            fits = reading.upos[t] in ("NOUN", "PROPN") or _is_name(reading, t)
            return t if fits and _is_word(reading.words[t]) else -1
    return _name_beside(reading, tag, verb)


def _name_beside(reading: Reading, tag: Tag, verb: int) -> int:
    """The name alone beside a tag's verb, where the tree has another subject or none: "said Six."

    -1 where none stands there. Before the verb it opens the tag, after it the tag ends there.
    """
    count, words = len(reading.words), reading.words
    if verb >= count or reading.tokens.start[verb] != tag.verb[0]:
        return -1
    for t, beyond in ((verb + 1, verb + 2), (verb - 1, verb - 2)):
        ends = not 0 <= beyond < count or not words[beyond][:1].isalnum()
        if 0 <= t < count and ends and words[t][:1].isupper() and _is_word(words[t]):
            return t if reading.upos[t] in _NAMING and _is_name(reading, t) else -1
    return -1


def _is_word(word: str) -> bool:
    return word.isalpha() or "'" in word or "’" in word


def _is_name(reading: Reading, t: int) -> bool:
    word = reading.words[t]
    first = reading.sentence_first[reading.tokens.sentence[t]]
    opens = t == first or (t and reading.words[t - 1] in _MARKS)
    return word[:1].isupper() and (not opens or reading.upos[t] == "PROPN")


def _spans(
    reading: Reading, names: set[str], nouns: set[str]
) -> Iterator[tuple[int, int, int, int]]:
    """First, last, head and kind of each place where one of the words means somebody."""
    words = reading.words
    for t, word in enumerate(words):
        if word in names:
            if reading.deprels[t] in ("amod", "compound"):
                continue  # "an American girl"
            yield t, t + 1, t, MentionKind.NAME
        elif word in nouns:
            first = next(
                (
                    f
                    for f in range(t - 1, max(-1, t - _LONGEST), -1)
                    if words[f].lower() in _DETERMINERS
                ),
                -1,
            )
            inside = {reading.upos[k] for k in range(first + 1, t)} if first >= 0 else {"X"}
            if inside <= {"ADJ", "NOUN", "NUM"}:
                yield first, t + 1, t, MentionKind.NOUN


def _added(reading: Reading, spans: list[tuple[int, int, int, int]]) -> Reading:
    """The reading with the spans as mentions of people; a mention of the same words is one."""
    mentions = reading.mentions
    new = {(first, last) for first, last, _, _ in spans}
    places = zip(mentions.first.tolist(), mentions.last.tolist(), strict=True)
    again = np.array([place in new for place in places], dtype=np.bool_)
    rows: list[MentionRow] = [(f, e, h, EntityType.PER, kind, _SCORE) for f, e, h, kind in spans]
    return reading.with_mentions(with_rows(without(mentions, again), rows))
