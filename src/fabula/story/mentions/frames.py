"""What is known of each mention before any linking: its words, grammar, place and name.

A `Frame` holds small integer columns over the mentions; `fabula.story.mentions.pairs` compares two
rows of it at a time, whole arrays at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Floats, Ints
from fabula.english.function_words import QUANTIFIERS
from fabula.english.pronouns import NEW_SETS, POSSESSIVES
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.quotations.tags import find_tag
from fabula.story.mentions.clausemates import subjects_of_mentions
from fabula.story.mentions.cue_names import cue_mentions, cue_name, cued_parts, known_in
from fabula.story.mentions.grammar import Determiner, GrammaticalNumber, MentionClass, Role
from fabula.story.names.gender import NOUN_GENDER, PRONOUNS, Gender
from fabula.story.names.people import Naming, find_people, mark_families
from fabula.story.names.personal import PersonName, bare_title, parse_name
from fabula.story.names.pronoun_sets import (
    HE,
    NEW,
    SETS,
    SHE,
    THEY,
    Clues,
    set_of_gender,
    sets_of_people,
)

__all__ = ["Frame", "make_frame"]

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
    cue subject, -1 for none. ``set``: of a third-person pronoun, -1 for
    all others. ``sets``: [M, 4] log-probabilities of the pronouns that go with
    each mention (`fabula.story.names.pronoun_sets`). ``subject``: the mention that is the subject
    of the clause in which this one is an object or oblique; ``owner``: in which it possesses
    one; -1 for none. ``reflexive``: a pronoun in -self. ``narrator``: in a story told in the
    first person, the number in ``name`` that every "I" in narration bears, as if it were a
    name, else -1; so does every "you" of a story told to one who is its "you".
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
    set: Ints
    sets: Floats
    subject: Ints
    owner: Ints
    reflexive: NDArray[np.bool_]
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
    quote = quotations.speech_turns_at(start)
    for i, called in _called_by_title(words, parsed, type_, kinds, quote).items():
        parsed[i], kind[i] = called, MentionKind.NAME
    names = mark_families(parsed)
    rows = _look_at_words(reading, words, names, kind.tolist())
    sentence = tokens.sentence[mentions.head].astype(np.int32)
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
    subject, owner = subjects_of_mentions(reading, role)
    pronoun_set = _pronoun_sets(cls, [reading.words[t].lower() for t in mentions.head.tolist()])
    block = tokens.block[mentions.head].astype(np.int32)
    reflexive = np.array([w.lower().endswith(("self", "selves")) for w in words], dtype=np.bool_)
    reflexive &= kind == MentionKind.PRONOUN
    clues = Clues(
        of=people.of,
        names=names,
        set=pronoun_set,
        head=mentions.head,
        reflexive=reflexive,
        told=quote < 0,
        block=block,
        several=number == GrammaticalNumber.SEVERAL,
        person=type_ == EntityType.PER,
        subject=subject,
        owner=owner,
        follows=_follows(names, type_, pronoun_set, role, sentence, subject),
    )
    told_sets = sets_of_people(reading, clues)
    gender = _surely(clues, names, gender, told_sets)
    sets = _sets(clues, gender, told_sets)
    named, narrator = _with_narrator(people.of, (cls == MentionClass.I) & (quote < 0))
    if narrator < 0:
        named, _ = _with_narrator(people.of, (cls == MentionClass.YOU) & (quote < 0))
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
        block=block,
        quote=quote,
        cued=cued,
        parent=_parents(start, end),
        governor=tokens.head[mentions.head].astype(np.int32),
        words=words,
        names=names,
        turn_block=turn_block,
        turn_cue=turn_cue,
        set=pronoun_set,
        sets=sets,
        subject=subject,
        owner=owner,
        reflexive=reflexive,
        narrator=narrator,
    )


def _pronoun_sets(cls: Ints, heads: Sequence[str]) -> Ints:
    """The set that each third-person pronoun belongs to, -1 for all other mentions."""
    out = np.full(len(cls), -1, dtype=np.int32)
    for code, at in ((MentionClass.HE, HE), (MentionClass.SHE, SHE), (MentionClass.THEY, THEY)):
        out[cls == code] = at
    for i in np.flatnonzero(cls == MentionClass.THEY).tolist():
        if heads[i] in NEW_SETS:
            out[i] = NEW
    return out


def _follows(
    names: Sequence[PersonName | None],
    types: Ints,
    sets: Ints,
    role: Ints,
    sentence: Ints,
    subject: Ints,
) -> Ints:
    """For each pronoun the named subject that it goes on from, -1 for none.

    The subject of a sentence is who the next pronoun in it, or the pronoun that is the next
    sentence's subject, most often means; an object of its own clause is somebody else.
    """
    out = np.full(len(names), -1, dtype=np.int32)
    waiting = -1
    shown, persons = sets.tolist(), (types == EntityType.PER).tolist()
    roles, at, own = role.tolist(), sentence.tolist(), subject.tolist()
    for i, name in enumerate(names):
        if not persons[i]:
            continue
        if shown[i] >= 0 and waiting >= 0 and own[i] != waiting:
            gap = at[i] - at[waiting]
            if gap == 0 or (gap == 1 and roles[i] == Role.SUBJECT):
                out[i] = waiting
        waiting = i if name is not None and roles[i] == Role.SUBJECT else -1
    return out


SURE = 0.75
"""How likely a set of pronouns must be before no other may stand for a name."""


def _surely(clues: Clues, names: Sequence[PersonName | None], gender: Ints, people: Floats) -> Ints:
    """The gender of each mention, that of a name as sure as its pronouns are."""
    of_people = np.zeros(len(people), dtype=np.int32)
    of_people[np.exp(people[:, HE]) > SURE] = Gender.HE
    of_people[np.exp(people[:, SHE]) > SURE] = Gender.SHE
    one = np.array([n is not None and not n.plural for n in names], dtype=np.bool_)
    named = one & (clues.of >= 0)
    return (
        np.where(named, of_people[np.maximum(clues.of, 0)], gender).astype(np.int32)
        if len(people)
        else gender
    )


def _sets(clues: Clues, gender: Ints, people: Floats) -> Floats:
    """The log-probabilities of the four sets for every mention. [M, 4]"""
    out = np.full((len(clues.of), SETS), np.log(0.25), dtype=np.float32)
    out[:] = np.log([0.45, 0.45, 0.09, 0.01])
    sure = np.log(np.full((SETS, SETS), 0.01) + np.eye(SETS) * 0.96)
    for code in (Gender.HE, Gender.SHE):
        out[gender == code] = sure[set_of_gender(code)]
    known = clues.of >= 0
    out[known] = people[clues.of[known]]
    third = clues.set >= 0
    out[third] = sure[clues.set[third]]
    return out


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


def _called_by_title(
    words: Sequence[str],
    names: Sequence[PersonName | None],
    types: Ints,
    kinds: Sequence[int],
    quote: Ints,
) -> dict[int, PersonName]:
    """The mentions in which a title or a word of kin is somebody's name: "Mum", "Captain".

    It is a name where narration uses it alone, with a capital, and more than once in all: in
    speech alone it is whoever is that to the speaker.
    """
    found: dict[int, PersonName] = {}
    uses: Counter[PersonName] = Counter()
    told: Counter[PersonName] = Counter()
    for i, text in enumerate(words):
        if kinds[i] == MentionKind.PRONOUN or types[i] != EntityType.PER or " " in text:
            continue
        parsed = names[i]
        name = bare_title(text) if parsed is None or not parsed.core or kinds[i] else None
        if name is None and parsed is not None and parsed.bare and not parsed.title:
            name = bare_title(text)
        if name is not None:
            found[i] = name
            uses[name] += 1
            told[name] += quote[i] < 0
    return {i: name for i, name in found.items() if told[name] and uses[name] > 1}


def _look_at_words(
    reading: Reading,
    words: Sequence[str],
    names: Sequence[PersonName | None],
    kinds: Sequence[int],
) -> _Rows:
    rows = _Rows([], [], [], [], [], [], [], [])
    ids: dict[str, int] = {}
    strings: dict[str, int] = {}
    plural_tags = {"NNS", "NNPS"}
    heads = reading.mentions.head.tolist()
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
