"""What is known of each mention before any linking: its words, grammar, place and name.

A `Frame` holds small integer columns over the mentions; `fabula.story.mentions.pairs` compares two
rows of it at a time, whole arrays at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Bools, Floats, Ints
from fabula.english.body import BODY_PARTS
from fabula.english.pronouns import NEW_SETS
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.story.mentions.clausemates import subjects_of_mentions
from fabula.story.mentions.cue_names import cue_mentions, cue_name, known_in
from fabula.story.mentions.grammar import GrammaticalNumber, MentionClass, Role
from fabula.story.mentions.placeholders import placeholder_name
from fabula.story.mentions.turn_cues import TurnCues, find_turn_cues
from fabula.story.mentions.wording import Wording, plain, wording_of
from fabula.story.names.gender import Gender
from fabula.story.names.people import Naming, People, find_people, mark_families
from fabula.story.names.personal import PersonName, bare_title, parse_name
from fabula.story.names.pronoun_sets import Clues, PronounSet, set_of_gender, sets_of_people
from fabula.story.names.tellers import Saying, ToldStretch, told_by

__all__ = ["Frame", "make_frame"]

NARRATOR_SHARE = 0.03
"""The least share of all mentions that a narrator's "I" has; an author's aside has less."""

FEWEST_I = 5

_ONE_BODY = BODY_PARTS - {"back", "side"}

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
    smallest mention around it, -1 for none. ``governor``: the token its head hangs on;
    ``above``: the one that hangs on, -1 for none. ``acting``: a subject, or whose part is one.
    ``modifiers``: [M, 3] ids, as in ``word``, of the last words before the head that describe
    it, -1 for none. ``title``: that of the title of a person's name, -1 for none.
    ``words``: the text of each mention. ``names``: the parsed name of each mention or None.
    ``turn_cue``: the mention that is each turn's
    cue subject, -1 for none. ``set``: of a third-person pronoun, -1 for
    all others. ``sets``: [M, 4] log-probabilities of the pronouns that go with
    each mention (`fabula.story.names.pronoun_sets`). ``subject``: the mention that is the subject
    of the clause in which this one is an object or oblique; ``owner``: in which it possesses
    one; -1 for none. ``reflexive``: a pronoun in -self. ``narrator``: in a story told in the
    first person, the number in ``name`` that every "I" in narration bears, as if it were a
    name, else -1; so does every "you" of a story told to one who is its "you", which
    ``second_person`` says it is. ``told``: the stretches that say who tells them.
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
    above: Ints
    acting: Bools
    modifiers: Ints
    title: Ints
    words: tuple[str, ...]
    names: tuple[PersonName | None, ...]
    turn_cue: Ints
    set: Ints
    sets: Floats
    subject: Ints
    owner: Ints
    reflexive: Bools
    narrator: int = -1
    second_person: bool = False
    told: tuple[ToldStretch, ...] = ()

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, eq=False)
class _Written:
    """Mentions as they stand in the text: columns that need no grammar. [M]"""

    start: Ints
    end: Ints
    words: tuple[str, ...]
    names: tuple[PersonName | None, ...]
    kind: Ints
    type: Ints
    quote: Ints


@dataclass(frozen=True, eq=False)
class _Grammar:
    """What the tree tells of each mention. [M]"""

    role: Ints
    sentence: Ints
    block: Ints
    subject: Ints
    owner: Ints
    set: Ints
    reflexive: Bools
    single: Bools
    governor: Ints
    above: Ints
    acting: Bools


@dataclass(frozen=True, eq=False)
class _Named:
    """Who each mention names, the narrator included, and which pronouns go with it. [M]"""

    name: Ints
    narrator: int
    second_person: bool
    number: Ints
    gender: Ints
    sets: Floats
    told: tuple[ToldStretch, ...]


def make_frame(
    manuscript: Manuscript,
    reading: Reading,
    quotations: QuotationTable,
    *,
    seeds: Sequence[str] = (),
) -> Frame:
    """The frame of all mentions; ``seeds``: names of characters that the metadata gives."""
    written = _written(manuscript, reading, quotations)
    wording = wording_of(reading, written.words, written.names, written.kind.tolist())
    grammar = _grammar(reading, written, wording)
    named = _named(manuscript, reading, written, wording, grammar, seeds)
    turns = _turn_cues(manuscript, quotations, written)
    return Frame(
        start=written.start,
        end=written.end,
        first=reading.mentions.first.astype(np.int32),
        head=reading.mentions.head.astype(np.int32),
        type=written.type,
        kind=written.kind,
        cls=wording.cls,
        role=grammar.role,
        determiner=wording.determiner,
        gender=_with_speakers(named.gender, wording.cls, written.quote, turns.cue),
        number=named.number,
        word=wording.word,
        modifiers=wording.modifiers,
        title=wording.title,
        string=wording.string,
        name=named.name,
        sentence=grammar.sentence,
        block=grammar.block,
        quote=written.quote,
        cued=turns.cued,
        parent=_parents(written.start, written.end),
        governor=grammar.governor,
        above=grammar.above,
        acting=grammar.acting,
        words=written.words,
        names=written.names,
        turn_cue=turns.cue,
        set=grammar.set,
        sets=named.sets,
        subject=grammar.subject,
        owner=grammar.owner,
        reflexive=grammar.reflexive,
        narrator=named.narrator,
        second_person=named.second_person,
        told=named.told,
    )


def _turn_cues(manuscript: Manuscript, quotations: QuotationTable, written: _Written) -> TurnCues:
    """The cues of all turns."""
    start, end, quote = written.start, written.end, written.quote
    return find_turn_cues(manuscript, quotations, start, end, quote, written.type)


def _written(manuscript: Manuscript, reading: Reading, quotations: QuotationTable) -> _Written:
    mentions = reading.mentions
    start = reading.tokens.start[mentions.first].astype(np.int32)
    end = reading.tokens.end[mentions.last - 1].astype(np.int32)
    words = tuple(
        " ".join(manuscript.text[s:e].split())
        for s, e in zip(start.tolist(), end.tolist(), strict=True)
    )
    kind, type_ = mentions.kind.astype(np.int32), mentions.type.astype(np.int32)
    kinds = kind.tolist()
    names = [
        placeholder_name(w) or parse_name(w) if k == MentionKind.NAME else None
        for w, k in zip(words, kinds, strict=True)
    ]
    words = _with_cues(manuscript, start, end, words, names, kinds)
    quote = quotations.speech_turns_at(start)
    for i, called in _called_by_title(words, names, type_, kinds, quote).items():
        names[i], kind[i] = called, MentionKind.NAME
    return _Written(start, end, words, mark_families(names), kind, type_, quote)


def _grammar(reading: Reading, written: _Written, wording: Wording) -> _Grammar:
    tokens, head = reading.tokens, reading.mentions.head
    roles = [_ROLE_OF.get(relation, Role.OTHER) for relation in reading.labels.deprel]
    role = np.array(roles, dtype=np.int32)[tokens.deprel[head]]
    subject, owner = subjects_of_mentions(reading, role)
    selves = [word.lower().endswith(("self", "selves")) for word in written.words]
    sets = _pronoun_sets(wording.cls, [reading.words[t].lower() for t in head.tolist()])
    governor = tokens.head[head].astype(np.int32)
    return _Grammar(
        role=role,
        sentence=tokens.sentence[head].astype(np.int32),
        block=tokens.block[head].astype(np.int32),
        subject=subject,
        owner=owner,
        set=sets,
        reflexive=np.array(selves, dtype=np.bool_) & (written.kind == MentionKind.PRONOUN),
        single=_of_one_body(reading, sets, role, governor),
        governor=governor,
        above=np.where(governor >= 0, tokens.head[governor], -1).astype(np.int32),
        acting=_acting(reading, governor, role),
    )


def _acting(reading: Reading, governor: Ints, role: Ints) -> Bools:
    """Subjects, and those whose a subject is: "Anna's eyes grew wide"."""
    subject = np.array([d.startswith("nsubj") for d in reading.labels.deprel], dtype=np.bool_)
    of_subject = (governor >= 0) & subject[reading.tokens.deprel[governor]]
    acting: Bools = (role == Role.SUBJECT) | ((role == Role.POSSESSOR) & of_subject)
    return acting


def _of_one_body(reading: Reading, sets: Ints, role: Ints, governor: Ints) -> Bools:
    """The "their" of a part of one body: "put their face in the pillow", where many had faces."""
    out = np.zeros(len(sets), dtype=np.bool_)
    theirs = (sets == PronounSet.THEY) & (role == Role.POSSESSOR) & (governor >= 0)
    for i in np.flatnonzero(theirs).tolist():
        t = int(governor[i])
        out[i] = reading.xpos[t] == "NN" and reading.words[t].lower() in _ONE_BODY
    return out


def _named(
    manuscript: Manuscript,
    reading: Reading,
    written: _Written,
    wording: Wording,
    grammar: _Grammar,
    seeds: Sequence[str],
) -> _Named:
    people = find_people(_naming(written, wording, grammar), seeds)
    number, gender = wording.number.copy(), wording.gender.copy()
    number[grammar.single] = GrammaticalNumber.ONE
    for i, name in enumerate(written.names):
        if name is not None and name.plural:
            number[i] = GrammaticalNumber.SEVERAL
        elif name is not None:
            gender[i] = people.gender.get(int(people.of[i]), Gender.OPEN)
    clues = _clues(reading, people, written, grammar, number)
    told = sets_of_people(reading, clues)
    gender = _surely(clues, written.names, gender, told)
    sets = _sets(clues, gender, told)
    narrating = written.quote < 0
    saying_i = (wording.cls == MentionClass.I) & narrating
    saying_you = (wording.cls == MentionClass.YOU) & narrating
    of, stretches = told_by(
        manuscript,
        Saying(
            start=written.start,
            end=written.end,
            names=written.names,
            of=people.of,
            saying_i=saying_i,
            saying_you=saying_you,
            told=narrating,
        ),
    )
    named, narrator = _with_narrator(of, saying_i & (of < 0))
    second_person = narrator < 0 and not stretches
    if second_person:
        named, narrator = _with_narrator(of, saying_you)
    second_person &= narrator >= 0
    return _Named(named, narrator, second_person, number, gender, sets, stretches)


def _naming(written: _Written, wording: Wording, grammar: _Grammar) -> Naming:
    cls = wording.cls
    return Naming(
        names=written.names,
        words=written.words,
        strings=[plain(words) for words in written.words],
        person=written.type == EntityType.PER,
        one=(cls <= MentionClass.NOUN) & (wording.number == GrammaticalNumber.ONE),
        he=cls == MentionClass.HE,
        she=cls == MentionClass.SHE,
        subject=grammar.role == Role.SUBJECT,
        sentence=grammar.sentence,
    )


def _clues(
    reading: Reading, people: People, written: _Written, grammar: _Grammar, number: Ints
) -> Clues:
    return Clues(
        of=people.of,
        names=written.names,
        set=grammar.set,
        head=reading.mentions.head,
        reflexive=grammar.reflexive,
        single=grammar.single,
        told=written.quote < 0,
        block=grammar.block,
        several=number == GrammaticalNumber.SEVERAL,
        person=written.type == EntityType.PER,
        subject=grammar.subject,
        owner=grammar.owner,
        follows=_follows(written.names, written.type, grammar),
    )


def _with_speakers(gender: Ints, cls: Ints, quote: Ints, turn_cue: Ints) -> Ints:
    """The gender of each mention, that of an "I" in speech its cue's."""
    speaking = (cls == MentionClass.I) & (quote >= 0)
    cues = turn_cue[quote[speaking]]
    out = gender.copy()
    out[speaking] = np.where(cues >= 0, gender[np.maximum(cues, 0)], Gender.OPEN)
    return out


def _pronoun_sets(cls: Ints, heads: Sequence[str]) -> Ints:
    """The set that each third-person pronoun belongs to, -1 for all other mentions."""
    out = np.full(len(cls), -1, dtype=np.int32)
    for code, at in (
        (MentionClass.HE, PronounSet.HE),
        (MentionClass.SHE, PronounSet.SHE),
        (MentionClass.THEY, PronounSet.THEY),
    ):
        out[cls == code] = at
    for i in np.flatnonzero(cls == MentionClass.THEY).tolist():
        if heads[i] in NEW_SETS:
            out[i] = PronounSet.NEW
    return out


def _follows(names: Sequence[PersonName | None], types: Ints, grammar: _Grammar) -> Ints:
    """For each pronoun the named subject that it goes on from, -1 for none.

    The subject of a sentence is who the next pronoun in it, or the pronoun that is the next
    sentence's subject, most often means; an object of its own clause is somebody else.
    """
    out = np.full(len(names), -1, dtype=np.int32)
    waiting = -1
    shown, persons = grammar.set.tolist(), (types == EntityType.PER).tolist()
    roles, at = grammar.role.tolist(), grammar.sentence.tolist()
    own = grammar.subject.tolist()
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
    of_people[np.exp(people[:, PronounSet.HE]) > SURE] = Gender.HE
    of_people[np.exp(people[:, PronounSet.SHE]) > SURE] = Gender.SHE
    one = np.array([n is not None and not n.plural for n in names], dtype=np.bool_)
    named = one & (clues.of >= 0)
    return (
        np.where(named, of_people[np.maximum(clues.of, 0)], gender).astype(np.int32)
        if len(people)
        else gender
    )


def _sets(clues: Clues, gender: Ints, people: Floats) -> Floats:
    """The log-probabilities of the four sets for every mention. [M, 4]"""
    out = np.full((len(clues.of), len(PronounSet)), np.log(0.25), dtype=np.float32)
    out[:] = np.log([0.45, 0.45, 0.09, 0.01])
    sure = np.log(
        np.full((len(PronounSet), len(PronounSet)), 0.01) + np.eye(len(PronounSet)) * 0.96
    )
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


def _with_narrator(name: Ints, saying_i: Bools) -> tuple[Ints, int]:
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
