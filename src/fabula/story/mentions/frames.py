"""What is known of each mention before any linking: its words, grammar, place and name.

A `Frame` holds small integer columns over the mentions; `fabula.story.mentions.pairs` compares two
rows of it at a time, whole arrays at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.english.function_words import QUANTIFIERS
from fabula.english.pronouns import POSSESSIVES
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.quotations.tags import find_tag
from fabula.story.mentions.cue_names import cue_mentions, cue_name, cued_parts, known_in
from fabula.story.mentions.grammar import Determiner, GrammaticalNumber, MentionClass, Role
from fabula.story.names.gender import NOUN_GENDER, PRONOUNS, Gender
from fabula.story.names.people import Naming, find_people, mark_families
from fabula.story.names.personal import PersonName, parse_name

__all__ = ["Frame", "make_frame"]

Ints = NDArray[np.int32]

NARRATOR_SHARE = 0.03
"""The least share of all mentions that a narrator's "I" has; an author's aside has less."""

FEWEST_I = 5

MODIFIERS = 3
"""How many words before a noun are looked at for what describes it."""

_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB"})

_ROLE_OF = {
    "nsubj": Role.SUBJECT,
    "nsubj:pass": Role.SUBJECT,
    "csubj": Role.SUBJECT,
    "nsubj:outer": Role.SUBJECT,
    "obj": Role.OBJECT,
    "iobj": Role.OBJECT,
    "obl": Role.OBLIQUE,
    "obl:tmod": Role.OBLIQUE,
    "obl:agent": Role.OBLIQUE,
    "nmod": Role.OBLIQUE,
    "nmod:poss": Role.POSSESSOR,
    "vocative": Role.VOCATIVE,
    "conj": Role.JOINED,
    "appos": Role.APPOSITION,
    "root": Role.PREDICATE,
}
_DETERMINER_OF = {
    **dict.fromkeys(("the", "th'"), Determiner.THE),
    **dict.fromkeys(("a", "an", "another"), Determiner.A),
    **dict.fromkeys(("this", "that", "these", "those", "such"), Determiner.THIS),
    **dict.fromkeys(POSSESSIVES, Determiner.POSSESSIVE),
    **dict.fromkeys(QUANTIFIERS, Determiner.QUANTITY),
}
_CLASS_OF_GENDER = {
    Gender.HE: MentionClass.HE,
    Gender.SHE: MentionClass.SHE,
    Gender.IT: MentionClass.IT,
    Gender.NEW: MentionClass.THEY,
}
_CLASS_OF_PERSON = {
    (1, False): MentionClass.I,
    (1, True): MentionClass.WE,
    (2, False): MentionClass.YOU,
    (2, True): MentionClass.YOU,
    (3, True): MentionClass.THEY,
}


@dataclass(frozen=True, eq=False)
class Frame:
    """Columns over M mentions in reading order.

    ``start``/``end``: offsets; ``first``/``head``: tokens. ``type``, ``kind`` as in the
    reading. ``cls``, ``role``, ``determiner`` and ``number`` are codes of `MentionClass`,
    `Role`, `Determiner` and `GrammaticalNumber`. ``gender``: of `Gender`, open for those of
    new pronouns; that of "I" in speech is its cue's. ``word``: id of the head's lower-case form;
    ``string``: id of the whole mention's. ``name``: the person
    or place its name belongs to, -1 for mentions without one. ``sentence``, ``block``.
    ``quote``: the turn of the quotation it stands in, -1 in narration. ``cued``: for a
    mention in narration, the turn it is the cue subject of, else -1. ``parent``: the
    smallest mention around it, -1 for none. ``governor``: the token its head hangs on.
    ``modifiers``: [M, 3] ids, as in ``word``, of the last words before the head that describe
    it, -1 for none. ``title``: that of the title of a person's name, -1 for none.
    ``words``: the text of each mention. ``names``: the parsed name of each mention or None.
    ``turn_block``: the block of each turn. ``turn_cue``: the mention that is each turn's
    cue subject, -1 for none. ``narrator``: in a story told in the first person, the number
    in ``name`` that every "I" in narration bears, as if it were a name; else -1.
    """

    start: Ints
    end: Ints
    first: Ints
    head: Ints
    type: Ints
    kind: Ints
    cls: Ints
    role: Ints
    determiner: Ints
    gender: Ints
    number: Ints
    word: Ints
    string: Ints
    name: Ints
    sentence: Ints
    block: Ints
    quote: Ints
    cued: Ints
    parent: Ints
    governor: Ints
    modifiers: Ints
    title: Ints
    words: tuple[str, ...]
    names: tuple[PersonName | None, ...]
    turn_block: Ints
    turn_cue: Ints
    narrator: int = -1

    def __len__(self) -> int:
        return len(self.start)


@dataclass(slots=True)
class _Rows:
    """The columns that need a look at the words, while they grow."""

    cls: list[int]
    number: list[int]
    gender: list[int]
    determiner: list[int]
    word: list[int]
    string: list[int]
    modifiers: list[list[int]]
    title: list[int]


def make_frame(
    manuscript: Manuscript,
    reading: Reading,
    quotations: QuotationTable,
    *,
    seeds: Sequence[str] = (),
) -> Frame:
    """The frame of all mentions of the reading.

    ``seeds``: names of characters that the manuscript's metadata gives.
    """
    tokens, mentions = reading.tokens, reading.mentions
    start = tokens.start[mentions.first].astype(np.int32)
    end = tokens.end[mentions.last - 1].astype(np.int32)
    words = tuple(
        " ".join(manuscript.text[s:e].split())
        for s, e in zip(start.tolist(), end.tolist(), strict=True)
    )
    kind = mentions.kind.astype(np.int32)
    type_ = mentions.type.astype(np.int32)
    kinds = kind.tolist()
    parsed = [
        parse_name(w) if k == MentionKind.NAME else None for w, k in zip(words, kinds, strict=True)
    ]
    words = _with_cues(manuscript, start, end, words, parsed, kinds)
    names = mark_families(parsed)
    rows = _look_at_words(reading, words, names)
    sentence = tokens.sentence[mentions.head].astype(np.int32)
    quote = quotations.speech_turns_at(start)
    gender = np.array(rows.gender, dtype=np.int32).reshape(-1)
    cls = np.array(rows.cls, dtype=np.int32).reshape(-1)
    deprels = np.array([_ROLE_OF.get(d, 0) for d in reading.labels.deprel], dtype=np.int32)
    role = deprels[tokens.deprel[mentions.head]].astype(np.int32)
    number = np.array(rows.number, dtype=np.int32).reshape(-1)
    naming = Naming(
        names=names,
        words=words,
        strings=[_plain(w) for w in words],
        person=type_ == EntityType.PER,
        one=(cls <= MentionClass.NOUN) & (number == GrammaticalNumber.ONE),
        he=cls == MentionClass.HE,
        she=cls == MentionClass.SHE,
        subject=role == Role.SUBJECT,
        sentence=sentence,
    )
    people = find_people(naming, seeds)
    for i, name in enumerate(names):
        if name is not None and name.plural:
            number[i] = GrammaticalNumber.SEVERAL
        elif name is not None:
            gender[i] = people.gender.get(int(people.of[i]), Gender.OPEN)
    named, narrator = _with_narrator(people.of, (cls == MentionClass.I) & (quote < 0))
    turn_block, turn_spans = _turns(quotations)
    cued, turn_cue = _cues(manuscript, quotations, start, end, quote, type_, turn_spans)
    speaking = (cls == MentionClass.I) & (quote >= 0)
    cues = turn_cue[quote[speaking]]
    gender[speaking] = np.where(cues >= 0, gender[np.maximum(cues, 0)], 0)
    return Frame(
        start=start,
        end=end,
        first=mentions.first.astype(np.int32),
        head=mentions.head.astype(np.int32),
        type=type_,
        kind=kind,
        cls=cls,
        role=role,
        determiner=np.array(rows.determiner, dtype=np.int32).reshape(-1),
        gender=gender,
        number=number,
        word=np.array(rows.word, dtype=np.int32).reshape(-1),
        modifiers=np.array(rows.modifiers, dtype=np.int32).reshape(-1, MODIFIERS),
        title=np.array(rows.title, dtype=np.int32).reshape(-1),
        string=np.array(rows.string, dtype=np.int32).reshape(-1),
        name=named,
        sentence=sentence,
        block=tokens.block[mentions.head].astype(np.int32),
        quote=quote,
        cued=cued,
        parent=_parents(start, end),
        governor=tokens.head[mentions.head].astype(np.int32),
        words=words,
        names=names,
        turn_block=turn_block,
        turn_cue=turn_cue,
        narrator=narrator,
    )


def _with_cues(
    manuscript: Manuscript,
    start: Ints,
    end: Ints,
    words: tuple[str, ...],
    names: list[PersonName | None],
    kinds: Sequence[int],
) -> tuple[str, ...]:
    """The words with those of the cues as they are shown; sets the cues' names too."""
    cues = [
        m
        for m in cue_mentions(manuscript.lines, start, end).values()
        if kinds[m] == MentionKind.NAME
    ]
    if not cues:
        return words
    shown = list(words)
    for mention in cues:
        shown[mention], names[mention] = cue_name(words[mention])
    known = {n.core[0] for n in names if n is not None and n.core and not n.written}
    for mention in cues:
        name = names[mention]
        if name is not None and name.written:
            names[mention] = known_in(name, known)
    return tuple(shown)


def _with_narrator(name: Ints, saying_i: NDArray[np.bool_]) -> tuple[Ints, int]:
    """Names with that of a first-person narrator added, and its number or -1."""
    if saying_i.sum() < max(FEWEST_I, NARRATOR_SHARE * len(name)):
        return name, -1
    narrator = int(name.max(initial=-1)) + 1
    return np.where(saying_i, np.int32(narrator), name).astype(np.int32), narrator


def _look_at_words(
    reading: Reading, words: Sequence[str], names: Sequence[PersonName | None]
) -> _Rows:
    rows = _Rows([], [], [], [], [], [], [], [])
    ids: dict[str, int] = {}
    strings: dict[str, int] = {}
    plural_tags = {"NNS", "NNPS"}
    heads = reading.mentions.head.tolist()
    kinds = reading.mentions.kind.tolist()
    firsts = reading.mentions.first.tolist()
    describing = [u in _DESCRIBING for u in reading.labels.upos]
    upos = reading.tokens.upos.tolist()
    for text, head, kind, first, name in zip(words, heads, kinds, firsts, names, strict=True):
        word = reading.words[head].lower().replace("’", "'")
        rows.word.append(ids.setdefault(word, len(ids)))
        rows.string.append(strings.setdefault(_plain(text), len(strings)))
        before = [
            ids.setdefault(reading.words[t].lower(), len(ids))
            for t in range(max(first, head - MODIFIERS), head)
            if kind == MentionKind.NOUN and describing[upos[t]]
        ]
        rows.modifiers.append(before + [-1] * (MODIFIERS - len(before)))
        title = name.title if name is not None else ""
        rows.title.append(ids.setdefault(title, len(ids)) if title else -1)
        opening = reading.words[first].lower()
        determiner = _DETERMINER_OF.get(opening, Determiner.NONE)
        if not determiner and kind == MentionKind.NOUN and reading.xpos[first] == "POS":
            determiner = Determiner.POSSESSIVE
        rows.determiner.append(determiner)
        if kind == MentionKind.PRONOUN:
            grammar = _of_pronoun(word)
        else:
            several = reading.xpos[head] in plural_tags or " and " in text
            grammar = _of_noun(word if kind == MentionKind.NOUN else "", several=several)
        rows.cls.append(grammar[0])
        rows.number.append(grammar[1])
        rows.gender.append(grammar[2])
    return rows


def _of_pronoun(word: str) -> tuple[MentionClass, GrammaticalNumber, Gender]:
    pronoun = PRONOUNS.get(word)
    if pronoun is None:
        return MentionClass.OTHER, GrammaticalNumber.OPEN, Gender.OPEN
    number = GrammaticalNumber.SEVERAL if pronoun.plural else GrammaticalNumber.ONE
    return (
        _CLASS_OF_GENDER.get(pronoun.gender) or _CLASS_OF_PERSON[pronoun.person, pronoun.plural],
        GrammaticalNumber.OPEN if pronoun.person == 2 else number,
        Gender.OPEN if pronoun.gender == Gender.NEW else pronoun.gender,
    )


def _of_noun(noun: str, *, several: bool) -> tuple[MentionClass, GrammaticalNumber, Gender]:
    """The grammar of a noun, or of a name where there is none."""
    return (
        MentionClass.NOUN if noun else MentionClass.NAME,
        GrammaticalNumber.SEVERAL if several else GrammaticalNumber.ONE,
        NOUN_GENDER.get(noun, Gender.OPEN),
    )


def _plain(text: str) -> str:
    lower = text.lower().replace("’", "'").replace("_", "").strip(" *\"'")
    for article in ("the ", "a ", "an "):
        lower = lower.removeprefix(article)
    return lower.removesuffix("'s").strip()


def _turns(quotations: QuotationTable) -> tuple[Ints, list[tuple[int, int, int]]]:
    """The block of every turn, and the spoken parts as (start, end, turn)."""
    count = int(quotations.turn.max()) + 1 if len(quotations) else 0
    block = np.full(count, -1, dtype=np.int32)
    said = quotations.speech & (quotations.depth == 0)
    spans = []
    for s, e, t, b in zip(
        quotations.start[said].tolist(),
        quotations.end[said].tolist(),
        quotations.turn[said].tolist(),
        quotations.block[said].tolist(),
        strict=True,
    ):
        spans.append((s, e, t))
        if block[t] < 0:
            block[t] = b
    return block, spans


def _cues(
    manuscript: Manuscript,
    quotations: QuotationTable,
    start: Ints,
    end: Ints,
    quote: Ints,
    types: Ints,
    spans: Sequence[tuple[int, int, int]],
) -> tuple[Ints, Ints]:
    """Which turn each mention is the cue subject of, and each turn's cue subject."""
    cued = np.full(len(start), -1, dtype=np.int32)
    turns = int(quotations.turn.max()) + 1 if len(quotations) else 0
    turn_cue = np.full(turns, -1, dtype=np.int32)
    turn_of = {start: turn for start, _, turn in spans}
    blocks = [(b.span.start, b.span.end) for b in manuscript.blocks]
    said = quotations.speech & (quotations.depth == 0)
    block_of = quotations.block[said].tolist()
    for k, (s, e, turn) in enumerate(spans):
        low, high = blocks[block_of[k]]
        next_start = spans[k + 1][0] if k + 1 < len(spans) else high
        last_end = spans[k - 1][1] if k else low
        cue = find_tag(manuscript.text, e, max(e, min(high, next_start)), side="after")
        if cue is None:
            cue = find_tag(manuscript.text, min(s, max(low, last_end)), s, side="before")
        if cue is None or turn_cue[turn] >= 0:
            continue
        subject = _subject_mention(cue.start, cue.end, cue.verb, start, end, quote, types)
        if subject >= 0:
            turn_cue[turn] = subject
            cued[subject] = turn
    for part, mention in cued_parts(manuscript.lines, start, end).items():
        turn = turn_of.get(part, -1)
        if turn >= 0 and turn_cue[turn] < 0:
            turn_cue[turn] = mention
            cued[mention] = turn
    return cued, turn_cue


def _subject_mention(
    low: int, high: int, verb: tuple[int, int], start: Ints, end: Ints, quote: Ints, types: Ints
) -> int:
    """The person nearest to the verb of a cue, on the side the subject stands."""
    # A number of another type would have the whole array converted, once a cue.
    first = int(np.searchsorted(start, start.dtype.type(low)))
    best, distance = -1, 1 << 30
    for i in range(first, min(first + 12, len(start))):
        if start[i] >= high + 40:
            break
        if quote[i] >= 0 or types[i] != EntityType.PER:
            continue
        gap = start[i] - verb[1] if start[i] >= verb[1] else verb[0] - end[i]
        if start[i] >= verb[1] and low != verb[0]:
            gap += 40
        if 0 <= gap < distance:
            best, distance = i, int(gap)
    return best


def _parents(start: Ints, end: Ints) -> Ints:
    """For each mention the smallest earlier-listed one that contains it, -1 for none."""
    out = np.full(len(start), -1, dtype=np.int32)
    stack: list[int] = []
    ends = end.tolist()
    for i, s in enumerate(start.tolist()):
        while stack and ends[stack[-1]] <= s:
            stack.pop()
        for j in reversed(stack):
            if ends[j] >= ends[i]:
                out[i] = j
                break
        stack.append(i)
    return out
