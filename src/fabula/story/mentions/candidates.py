"""The mentions to link: what the reading marks, less what cannot be one, plus what it missed.

Dropped: mentions that cross a sentence, names that hold a finite verb, pronouns of many
words. Added, as whole-book knowledge that one window of text does not have: personal
pronouns (he, she, you, they ... nearly always mean somebody), and names left unmarked that
are marked in other places of the book.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from fabula.arrays import Bools, Bytes, Ints
from fabula.english.capitals import DAYS_AND_FEASTS, PEOPLES_AND_TONGUES, PLACES_ALWAYS
from fabula.english.function_words import ARTICLES_AND_POSSESSIVES, DEMONSTRATIVES
from fabula.english.given_names import FEMININE_NAMES, MASCULINE_NAMES
from fabula.english.modifiers import UNLIVING
from fabula.english.name_bank import share_of_women
from fabula.english.people import SWORN_BY
from fabula.english.pronouns import NEW_SETS
from fabula.english.times import MONTHS
from fabula.english.titles import TITLES
from fabula.language.reading import EntityType, MentionKind, Mentions, Reading
from fabula.story.names.gender import PRONOUNS, Gender

__all__ = ["MentionRow", "mended_mentions", "with_rows", "without"]

_ALWAYS_SOMEBODY = frozenset(
    w
    for w, pronoun in PRONOUNS.items()
    if pronoun.gender != Gender.IT and not (pronoun.plural and pronoun.person == 3)
) - {
    "u",
    "ur",
    "mine",
    "ya",
    "ee",
}
_LONGEST_NAME = 6
_CLOSING_MARKS = ('"', "”", "’")
_OPENING_MARKS = ('"', "“", "‘", "*", "_", "—")
_STOPS = (".", ",", "!", "?", "…", "...", "?!", "!?", *_CLOSING_MARKS)
_DETERMINERS = frozenset(ARTICLES_AND_POSSESSIVES) | frozenset(DEMONSTRATIVES)
_NO_PEOPLE = DAYS_AND_FEASTS | PEOPLES_AND_TONGUES | PLACES_ALWAYS | SWORN_BY
_MONTHS = frozenset(MONTHS)
_LIFELESS = UNLIVING - FEMININE_NAMES - MASCULINE_NAMES
_OPEN_CLASS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ"})
"""Of a word of these classes a capital can make a name."""
_ADDED_SCORE = 0.5

MentionRow = tuple[int, int, int, int, int, float]
"""A mention: first, last and head token, type, kind, score."""


def mended_mentions(reading: Reading) -> Reading:
    """The reading with the mentions that linking works on, sorted as `Mentions` are."""
    kept = _sound(reading)
    fresh = _new_pronouns(reading)
    if len(fresh):
        kept = without(kept, np.isin(kept.first, fresh) & (kept.last - kept.first == 1))
    rows: list[MentionRow] = [
        (t, t + 1, t, EntityType.PER, MentionKind.PRONOUN, _ADDED_SCORE) for t in fresh.tolist()
    ]
    rows += [*_missed_pronouns(reading, kept), *_missed_names(reading, kept)]
    found = with_rows(kept, rows)
    return reading.with_mentions(with_rows(found, _single_names(reading, found)))


def with_rows(kept: Mentions, rows: Sequence[MentionRow]) -> Mentions:
    """The mentions and others, sorted as `Mentions` are.

    ``rows``: first, last and head token, type, kind and score of each.
    """
    if not rows:
        return kept
    added = np.array(rows, dtype=np.float64)
    first = np.concatenate([kept.first, added[:, 0].astype(np.int32)])
    last = np.concatenate([kept.last, added[:, 1].astype(np.int32)])
    order = np.lexsort((-last, first))
    return Mentions(
        first=first[order],
        last=last[order],
        head=np.concatenate([kept.head, added[:, 2].astype(np.int32)])[order],
        type=np.concatenate([kept.type, added[:, 3].astype(np.uint8)])[order],
        kind=np.concatenate([kept.kind, added[:, 4].astype(np.uint8)])[order],
        score=np.concatenate([kept.score, added[:, 5].astype(np.float16)])[order],
    )


def _sound(reading: Reading) -> Mentions:
    """The reading's mentions without those that no grammar allows."""
    mentions, tokens = reading.mentions, reading.tokens
    if not len(mentions):
        return mentions
    first, last = mentions.first, mentions.last
    keep = tokens.sentence[first] == tokens.sentence[last - 1]
    keep &= (mentions.kind != MentionKind.PRONOUN) | (last - first <= 2)
    verbs = np.concatenate([[0], np.cumsum(reading.has_feature("VerbForm", "Fin"))])
    named = mentions.kind == MentionKind.NAME
    keep &= ~named | (verbs[last] == verbs[first])
    keep &= ~(named & _strung(reading, mentions))
    single = mentions.last - mentions.first == 1
    keep &= ~(named & single & np.isin(mentions.first, _weather(reading)))
    keep &= ~(named & _parts_of_names(reading, mentions, named & keep))
    first = _with_titles(reading, mentions, named & keep)
    type_ = _by_majority(reading, mentions, named & keep)
    return without(replace(mentions, first=first, type=type_), ~keep)


def _weather(reading: Reading) -> list[int]:
    """ "Snow ran out of the boots": lifeless things that stand once, where a sentence opens."""
    words = reading.words
    opening = [t for t in reading.sentence_first.tolist() if words[t].lower() in _LIFELESS]
    return [t for t in opening if words[t][0].isupper() and words.count(words[t]) == 1]


def _by_majority(reading: Reading, mentions: Mentions, names: Bools) -> Bytes:
    """The types of the mentions, a name of one word a person's where it mostly is.

    "The shoes of Kofi" is no place where Kofi walks and talks everywhere else.
    """
    words, out = reading.words, mentions.type.copy()
    single = np.flatnonzero(names & (mentions.last - mentions.first == 1)).tolist()
    people: Counter[str] = Counter()
    for i in single:
        people[words[mentions.first[i]]] += 1 if out[i] == EntityType.PER else -1
    for i in single:
        if people[words[mentions.first[i]]] > 0:
            out[i] = EntityType.PER
    return out


def without(mentions: Mentions, which: Bools) -> Mentions:
    """The mentions that are not among ``which`` [M]."""
    return Mentions(
        mentions.first[~which],
        mentions.last[~which],
        mentions.head[~which],
        mentions.type[~which],
        mentions.kind[~which],
        mentions.score[~which],
    )


def _new_pronouns(reading: Reading) -> Ints:
    """The tokens that are pronouns of somebody's own making, where the text has such.

    A text has them when two stand in small letters; with a capital they are such at the
    beginning of a sentence only.
    """
    words = reading.words
    found = [t for t, word in enumerate(words) if word.lower() in NEW_SETS]
    if sum(words[t].islower() for t in found) < 2:
        return np.zeros(0, dtype=np.int32)
    begins = set(reading.sentence_first.tolist())
    opening = {t for t in found if t in begins or (t and words[t - 1] in _OPENING_MARKS)}
    return np.array([t for t in found if words[t].islower() or t in opening], dtype=np.int32)


def _strung(reading: Reading, mentions: Mentions) -> Bools:
    """Mentions that begin and end with other names and hold more than "and" between them."""
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    spans = zip(
        mentions.first.tolist(), mentions.last.tolist(), mentions.kind.tolist(), strict=True
    )
    rows = [(f, e) for f, e, k in spans if k == MentionKind.NAME]
    for f, e in rows:
        opens[f] = min(e, opens.get(f, e))
        closes[e] = max(f, closes.get(e, f))
    words = reading.words
    out = np.zeros(len(mentions), dtype=np.bool_)
    for i in np.flatnonzero(mentions.kind == MentionKind.NAME).tolist():
        low, high = opens[int(mentions.first[i])], closes[int(mentions.last[i])]
        between = {w.lower() for w in words[low:high]}
        out[i] = low <= high and bool(between - {"and", "&", ",", "or"})
    return out


def _parts_of_names(reading: Reading, mentions: Mentions, names: Bools) -> Bools:
    """Names inside longer ones that are all capitals ("Sherlock" in "Mr. Sherlock Holmes")."""
    words = reading.words
    capital = np.array([not w[:1].isalpha() or w[:1].isupper() for w in words], dtype=np.int32)
    marks = np.array([w in (",", "'s", "’s", "'", "’", "&", ";") for w in words], dtype=np.int32)
    low = np.concatenate([[0], np.cumsum(1 - capital + marks)])
    out = np.zeros(len(mentions), dtype=np.bool_)
    end = -1
    for i in np.flatnonzero(names).tolist():
        first, last = int(mentions.first[i]), int(mentions.last[i])
        if last <= end:
            out[i] = True
        elif low[last] == low[first]:
            end = last
    return out


def _with_titles(reading: Reading, mentions: Mentions, which: Bools) -> Ints:
    """First tokens of the mentions; names marked take in the title that stands before them."""
    first = mentions.first.copy()
    taken = set(mentions.first[which].tolist())
    words = reading.words
    for i in np.flatnonzero(which & (first > 0)).tolist():
        before = int(first[i]) - 1
        if before not in taken and _is_title(words[before]) and words[before + 1][:1].isupper():
            first[i] = before
    return first


def _is_title(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return plain in TITLES and (word[:1].isupper() or plain in ("lady", "lord", "sir"))


def _missed_pronouns(reading: Reading, kept: Mentions) -> list[MentionRow]:
    single = kept.last - kept.first == 1
    marked = set(kept.first[single].tolist())
    tags = {i for i, tag in enumerate(reading.labels.upos) if tag in ("PRON", "DET")}
    fits = np.flatnonzero(np.isin(reading.tokens.upos, list(tags)))
    return [
        (t, t + 1, t, EntityType.PER, MentionKind.PRONOUN, _ADDED_SCORE)
        for t in fits.tolist()
        if t not in marked and reading.words[t].lower().replace("’", "'") in _ALWAYS_SOMEBODY
    ]


def _missed_names(reading: Reading, kept: Mentions) -> list[MentionRow]:
    """Unmarked words that the book elsewhere marks, more than once, as a name.

    A word that the reader takes for no proper noun counts where its capital says that it is
    one, and the name is a person's: "Art was asleep", where no "art" in small letters stands.
    """
    known = _known_names(reading, kept)
    for name in _unmarked_people(reading, kept):
        known[name].setdefault((name,), EntityType.PER)
    if not known:
        return []
    covered = _covered(len(reading.tokens), kept, kept.kind == MentionKind.NAME)
    proper = [i for i, tag in enumerate(reading.labels.upos) if tag == "PROPN"]
    is_proper = np.isin(reading.tokens.upos, proper)
    free = np.flatnonzero((is_proper | _capitals(reading, known)) & ~covered)
    sentence = reading.tokens.sentence
    words = reading.words
    rows: list[MentionRow] = []
    done = -1
    for t in free.tolist():
        if t < done:
            continue
        for length, type_ in _matches(words, t, known):
            last = t + length
            if not is_proper[t] and type_ != EntityType.PER:
                continue
            if not covered[t:last].any() and sentence[t] == sentence[last - 1]:
                first = t - 1 if t and _is_title(words[t - 1]) and not covered[t - 1] else t
                rows.append(
                    (first, last, _head(reading, t, last), type_, MentionKind.NAME, _ADDED_SCORE)
                )
                done = last
                break
    return rows


def _single_names(reading: Reading, found: Mentions) -> list[MentionRow]:
    """Given names that stand but once or twice and that nothing marks.

    One acts or is called to ("Lidia will mind", "Ines!"), or is a sentence of its own. What is
    in no list of given names is one where the book has it as somebody's name elsewhere.
    """
    words, upos = reading.words, reading.upos
    covered = _covered(len(words), found, found.kind != MentionKind.PRONOUN)
    single = (found.kind == MentionKind.NAME) & (found.last - found.first == 1)
    known = {words[t] for t in found.first[single & (found.type == EntityType.PER)].tolist()}
    no_names = {word for word in words if word.islower()} | _NO_PEOPLE | _MONTHS
    no_names |= {words[t].lower() for t in _weather(reading)}
    acts = [i for i, r in enumerate(reading.labels.deprel) if r in ("nsubj", "vocative")]
    doing = np.isin(reading.tokens.deprel, acts)
    out: list[MentionRow] = []
    for t in np.flatnonzero(~covered).tolist():
        word = words[t]
        if len(word) < 2 or not word[0].isupper() or not word[1:].islower():
            continue
        alone = _stands_alone(words, t)
        if word in known:
            fits = alone and words[min(t + 1, len(words) - 1)] != "."
        else:
            fits = upos[t] in ("PROPN", "X") and bool(doing[t] or alone)
            fits &= word.lower() not in no_names
            fits = fits and share_of_women(word) is not None
        if fits:
            out.append((t, t + 1, t, EntityType.PER, MentionKind.NAME, _ADDED_SCORE))
    return out


def _stands_alone(words: Sequence[str], t: int) -> bool:
    """Whether a word stands between marks that open and close a sentence or a call."""
    before = words[t - 1] if t else _OPENING_MARKS[0]
    after = words[t + 1] if t + 1 < len(words) else "."
    return (before in _OPENING_MARKS or before in _STOPS) and after in _STOPS


def _capitals(reading: Reading, known: Mapping[str, Mapping[tuple[str, ...], int]]) -> Bools:
    """The tokens that begin a known name and whose capital no sentence or speech asks for.

    One that opens a sentence counts where the book has no such word in small letters.
    """
    words = reading.words
    out = np.zeros(len(words), dtype=np.bool_)
    out[[t for t, word in enumerate(words) if word in known]] = True
    small = {word for word in words if word.islower()}
    begins = set(reading.sentence_first.tolist())
    for t in np.flatnonzero(out).tolist():
        opens = t in begins or words[t - 1] in _OPENING_MARKS
        grammar = reading.upos[t] not in _OPEN_CLASS
        out[t] = not (opens and (grammar or words[t].lower() in small))
    return out


def _unmarked_people(reading: Reading, kept: Mentions) -> list[str]:
    """Words that nothing marks and that are people's names by how they are used.

    They stand with a capital, never in small letters, more than once, without a determiner,
    once at least as a proper noun; and they do something or are called to.
    """
    words, tokens = reading.words, reading.tokens
    marked = _covered(len(words), kept, kept.kind != MentionKind.PRONOUN)
    known = {words[t].lower() for t in np.flatnonzero(marked).tolist()}
    small = {word for word in words if word.islower()}
    does = _doing(reading)
    seen: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    doing: Counter[str] = Counter()
    classes = [i for i, tag in enumerate(reading.labels.upos) if tag in _OPEN_CLASS]
    for t in np.flatnonzero(np.isin(tokens.upos, classes) & ~marked).tolist():
        word, beside = words[t], words[t - 1 : t] + words[t + 1 : t + 2]
        if not word[:1].isupper() or word.isupper() or "-" in beside:
            continue
        if words[t - 1].lower() not in _DETERMINERS:
            seen[word] += 1
            proper[word] += reading.upos[t] == "PROPN"
            doing[word] += bool(does[t])
    return [
        word
        for word, count in seen.items()
        if count > 1
        and proper[word]
        and doing[word]
        and word.lower() not in known | small | _NO_PEOPLE
    ]


def _doing(reading: Reading) -> Bools:
    """The tokens that are subjects of a verb or vocatives, or stand right before a finite one."""
    tokens = reading.tokens
    acts = [i for i, r in enumerate(reading.labels.deprel) if r in ("nsubj", "vocative")]
    verbs = [i for i, tag in enumerate(reading.labels.upos) if tag == "VERB"]
    is_verb = np.isin(tokens.upos, verbs)
    finite = np.append((is_verb & reading.has_feature("VerbForm", "Fin"))[1:], False)
    out: Bools = (np.isin(tokens.deprel, acts) & is_verb[np.maximum(tokens.head, 0)]) | finite
    return out


def _known_names(reading: Reading, kept: Mentions) -> dict[str, dict[tuple[str, ...], int]]:
    """First word of each name marked at least twice, to the names and their commonest types."""
    types: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    words = reading.words
    short = kept.last - kept.first <= _LONGEST_NAME
    for i in np.flatnonzero((kept.kind == MentionKind.NAME) & short):
        form = words[kept.first[i] : kept.last[i]]
        if form[0][:1].isupper():
            types[tuple(form)][int(kept.type[i])] += 1
    known: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for form, counts in types.items():
        if counts.total() > 1:
            known[form[0]][form] = counts.most_common(1)[0][0]
    return known


def _matches(
    words: Sequence[str], t: int, known: dict[str, dict[tuple[str, ...], int]]
) -> list[tuple[int, int]]:
    """Length and type of the known names that stand at token t, longest first."""
    forms = known.get(words[t], {})
    found = [(len(f), k) for f, k in forms.items() if tuple(words[t : t + len(f)]) == f]
    return sorted(found, reverse=True)


def _covered(count: int, kept: Mentions, which: Bools) -> Bools:
    edges = np.zeros(count + 1, dtype=np.int32)
    np.add.at(edges, kept.first[which], 1)
    np.add.at(edges, kept.last[which], -1)
    inside: Bools = np.cumsum(edges)[:count] > 0
    return inside


def _head(reading: Reading, first: int, last: int) -> int:
    """The token of a range whose own head lies outside it, else the last one."""
    heads = reading.tokens.head[first:last]
    outside = np.flatnonzero((heads < first) | (heads >= last))
    return first + int(outside[0]) if len(outside) else last - 1
