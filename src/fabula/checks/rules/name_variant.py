"""One person's name spelled in two ways.

What it finds
    A name that stands once or a few times in the book and differs by a letter, or
    by nothing one can hear, from a name that stands there often: Katherine and
    Catherine, Alec and Alex. An error where the two share a surname or a title, or
    sound alike, or are plainly one person; else a query. Two people whose names are
    merely close (they meet, they differ in gender or surname, both are frequent)
    are left alone, and so are short forms and plurals.

Why a reader cares
    A reader meeting a new spelling looks for a new person, and waits for her to
    come back.

Flagged
    - Katherine Hill opened the door. Katherine smiled, and Katherine spoke. Then
      Katherine sat down. Katherine waited. **Catherine** Hill rose at last.
    - Alec ran. Alec fell, and Alec rose. Alec laughed while Alec bled. Alec slept. At
      dawn **Alex** woke, and Alec sang.
    - "Sit down, Mr. Tolland," said Anna. Mr. Tolland sat. Mr. Tolland wept. "What did
      you do, Mr. **Tolling**?" said Anna.
    - Miss Morland stood up. Miss Morland left. Miss Morland wrote a letter, and
      Miss Morland sighed. Then Miss **Moreland** came home.

Fine
    - Katherine smiled. Katherine spoke. Kate was what he called Katherine, and
      Katherine liked it.
      Because: Kate is a short form.
    - Anna ran. Anna fell, and Anna rose. Anna laughed while Anna bled. Anna met Anne.
      Because: the two meet; they are two people.
    - Paul ran. Paul fell, and Paul rose. Paul laughed while Paul bled. His sister
      Paula slept.
      Because: a man's name and a woman's.
    - George Hill rose. George ate, and George sang. George rode out with Anna, and George
      fell. "Georgie, sit down!" said Anna. "Georgie, come!"
      Because: what she calls him.
    - The Bennets dined. Mr. Bennet spoke, and Mr. Bennet ate. Mr. Bennet rose. Mr.
      Bennet slept.
      Because: the plural of the name.
    - Grandma sat down. Grandma sighed. "Tea?" said Grandma. Grandma poured, and
      Grandma drank. Grandpa grunted over his paper.
      Because: names of kin are words, and near to each other.

Known misses
    A name spelled both ways about equally often, and names of three letters.

Source
    The name list of a copy editor's style sheet (Amy Schneider, The Chicago Guide
    to Copyediting Fiction, 2023). Distance of spellings after Damerau (1964); the
    sound key folds the spellings that English given names vary in (ph/f, c/k, y/i,
    doubled letters, silent h and e), in the manner of Philips, Metaphone (1990).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.checks.framework.passages import Passages
from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.spellings import one_edit_apart, sound_key
from fabula.english.changes import NAME_SPOKEN_OF
from fabula.english.kin import KIN
from fabula.english.tables import alternation
from fabula.english.times import MONTHS, WEEKDAYS
from fabula.english.titles import BEFORE_NAME_VARIANTS, GENDER_OF_TITLE, TITLES, TRADE_OF_TITLE
from fabula.language.reading import EntityType, MentionKind
from fabula.manuscript.spans import Span

__all__ = ["name_variant"]

_LEAST, _MORE = 3, 4
"""How often the usual spelling must stand in the book."""

_OFTEN = 12
"""How often it must stand before another spelling is plainly a slip."""

_RARE = 3
"""How often the other may, at most, unless a surname or a title says who is meant."""

_PRONOUNS = {"he/him": "m", "she/her": "f"}
_DIMINUTIVE = re.compile(r"(?:e?y|ie|ee|kin|ick|i?a|(?:el)?l[ea]|ett[ea]|in[ea]|(?:ly)?n|o)\Z")
_FOND = ("ie", "y", "ey", "kin", "kins")
"""What makes a pet form of a given name."""
_SPELLED = re.compile(
    rf"\bwith(?:out)?\san?\s[“\"']?[A-Za-z]\b|\b(?:{alternation(NAME_SPOKEN_OF)})\b", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_CALLED = re.compile(r"\b(?:call(?:ed|s)?|names?|named)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—–]\s+(?:and|but|then|while|when|as|so)\b")
_APART = 60
"""Two people who meet are named closer together than this, in code points."""

_NEAR = 120
_TITLED = 3
"""Times that a surname stands which another, standing once, may be meant for."""

_MANY_ALIKE = 4
"""First letters that two surnames share of which one, standing but twice, was meant."""

_LONG_ENOUGH = 5
_OF_ANYBODY = frozenset({"mr", "mrs", "ms", "miss", "sir", "lady", "lord", "uncle", "aunt"})
"""Titles that two people of one scene are likely to share."""
_OF_RANK = (BEFORE_NAME_VARIANTS | TITLES.keys() | TRADE_OF_TITLE.keys()) - _OF_ANYBODY

_IN_TALK = 3000
"""How far before it, in code points, the usual surname stands."""
_CALENDAR = frozenset((*WEEKDAYS, *MONTHS))
"""June is not a slip for Jane; nor is Grandpa for Grandma."""


@dataclass(slots=True)
class _Name:
    """A spelling: where it stands, beside what other words of a name, for whom."""

    spelling: str
    spans: list[Span] = field(default_factory=list)
    beside: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    entities: Counter[int] = field(default_factory=Counter)
    person: bool = True


@check(
    level="error",
    topic="continuity",
    needs={"reading", "mentions", "characters", "quotes"},
    reach="book",
    evidence=True,
)
def name_variant(story: StoryView) -> Iterator[Finding]:
    """Compare each rare name of a person with the frequent ones."""
    names = _names(story)
    _find_in_text(story, names)
    names = {k: n for k, n in names.items() if n.spans}
    common = {n.spelling: n for n in names.values() if n.person and len(n.spans) >= _LEAST}
    lower = _lower_words(story)
    keys: dict[str, list[_Name]] = defaultdict(list)
    for name in common.values():
        for key in _keys(name.spelling):
            keys[key].append(name)
    judge = _SpellingJudge(story, story.derive(Passages))
    for rare in sorted(names.values(), key=lambda n: n.spans[0]):
        plural = rare.spelling.endswith("s") and rare.spelling[:-1] in names
        if (
            plural
            or story.is_given(rare.spelling)
            or rare.spelling.lower() in lower
            or rare.spelling.lower() in _CALENDAR
            or rare.spelling.lower() in KIN
        ):
            continue
        near = {n.spelling: n for k in _keys(rare.spelling) for n in keys.get(k, ())}
        for usual in sorted(near.values(), key=lambda n: -len(n.spans)):
            found = tuple(judge.variant(rare, usual))
            if found:
                yield from found
                break
        else:
            if rare.spelling.endswith("s"):
                found = tuple(judge.family(rare, names))
            else:
                found = tuple(judge.surname(rare, names))
            found = found or tuple(judge.once(rare, names))
            yield from found or judge.beside(rare, names)


def _names(story: StoryView) -> dict[str, _Name]:
    """The names of people as mentions give them, by spelling."""
    reading, mentions = story.reading, story.mentions
    words, upos = reading.words, reading.upos
    person = EntityType.PER
    by_name = MentionKind.NAME
    pronouns = {c.id: _PRONOUNS.get(c.pronouns or "", "") for c in story.characters}
    names: dict[str, _Name] = {}
    taken: set[int] = set()
    rows = (mentions.first, mentions.last, mentions.type, mentions.kind, mentions.entity)
    for first, last, kind, form, entity in zip(*(r.tolist() for r in rows), strict=True):
        if kind != person or form != by_name or last - first > 6:
            continue
        inside = [t for t in range(first, last) if words[t][:1].isupper()]
        parts = [words[t] for t in inside]
        titled = [GENDER_OF_TITLE.get(w.lower().rstrip("."), "") for w in parts]
        for t in inside:
            if t in taken or not _is_name(words[t], upos[t]):
                continue
            taken.add(t)
            name = names.setdefault(words[t], _Name(words[t]))
            name.beside.update(w for w in parts if w != words[t] and w not in (".", "-"))
            name.genders.update(g for g in [*titled, pronouns.get(entity, "")] if g)
            name.entities[entity] += 1
    return names


def _find_in_text(story: StoryView, names: dict[str, _Name]) -> None:
    """Where each name stands, and capitalised words that are nobody's name yet.

    A slip may not have been read as a name, so the text is asked, not the mentions.
    """
    known = lexicon()
    words = story.derive(words_of)
    for before, word, after in zip((None, *words), words, (*words[1:], None), strict=False):
        spelling = _POSSESSIVE.sub("", word.form)
        plain = spelling.isalpha() and spelling[:1].isupper() and spelling[1:].islower()
        if not plain or len(spelling) < 4 or spelling.lower() in BEFORE_NAME_VARIANTS:
            continue
        name = names.get(spelling)
        if name is None:
            if known.knows(spelling.lower()) and not known.is_name(spelling):
                continue
            name = names[spelling] = _Name(spelling, person=False)
        name.spans.append(Span(word.start, word.start + len(spelling)))
        for other, gap in ((before, word.start), (after, word.end)):
            if other and other.form[:1].isupper() and _touching(story.text, other, gap):
                name.beside[_POSSESSIVE.sub("", other.form)] += 1
                gender = GENDER_OF_TITLE.get(other.form.lower())
                name.genders.update([gender] if gender else [])


def _touching(text: str, other: TextWord, gap: int) -> bool:
    """Whether a word stands right beside an offset, a title's full stop apart."""
    between = text[other.end : gap] if other.end <= gap else text[gap : other.start]
    return between.strip() in ("", ".") and (between.strip() == "" or len(other.form) <= 4)


def _is_name(word: str, upos: str) -> bool:
    plain = word.isalpha() and word[1:].islower() and len(word) >= 4
    return plain and upos == "PROPN" and word.lower() not in BEFORE_NAME_VARIANTS


def _lower_words(story: StoryView) -> frozenset[str]:
    """The words that stand in lower case somewhere: no mere variants of a name."""
    return frozenset(w for w in story.reading.words if w.islower())


def _keys(spelling: str) -> set[str]:
    """Buckets in which two near spellings meet: their sound, and each with a letter less."""
    word = spelling.lower()
    shorter = {word[:i] + word[i + 1 :] for i in range(len(word))}
    return {"=" + sound_key(word), word, *shorter}


@dataclass(frozen=True, eq=False)
class _SpellingJudge:
    """Decides whether two near spellings are one person's."""

    story: StoryView
    passages: Passages

    def variant(self, rare: _Name, usual: _Name) -> Iterator[Finding]:
        a, b = rare.spelling, usual.spelling
        if len(usual.spans) < _MORE and lexicon().knows(a.lower()):
            return
        few = len(rare.spans) <= max(_RARE, len(usual.spans) // 40)
        if b == a + "s" or len(rare.spans) * 3 > len(usual.spans) or not _near(a, b):
            return
        same_sound = sound_key(a.lower()) == sound_key(b.lower())
        surname = bool(_shared(rare, usual))
        if not rare.person and not surname and lexicon().knows(a.lower()):
            return
        if not surname and (not few or _other_person(rare, usual)):
            return
        if surname and not few and len(rare.spans) * 8 > len(usual.spans):
            return
        if _two_genders(rare, usual) or self._meet(rare, usual):
            return
        if _short_form(a, b):
            if self._is_her(rare, usual):
                yield self._finding(rare.spans[0], rare, usual, sure=False)
            return
        explained = {
            self.passages.paragraph(s.start) for s in rare.spans if self._explained(s, usual)
        }
        spans = [s for s in rare.spans if self.passages.paragraph(s.start) not in explained]
        spoken = all(self._spoken(s) for s in spans)
        together = bool(rare.entities.keys() & usual.entities.keys())
        frequent = len(usual.spans) >= _OFTEN or together
        unknown = not lexicon().is_name(a) and not lexicon().knows(a.lower())
        sure = surname or (frequent and (same_sound or together or unknown))
        sure = sure and not spoken
        if spoken and a[:-1] == b[:-1] and {a[-1], b[-1]} <= set("aey"):
            return  # as the speaker says it: Ezry, Perce
        if spoken and lexicon().is_name(a):
            return  # a real name that somebody calls somebody, or speaks of
        for span in spans:
            yield self._finding(span, rare, usual, sure=sure)

    def _is_her(self, rare: _Name, usual: _Name) -> bool:
        """ "Lenora", once, of the only woman who is called Lenore all the time."""
        a, b = rare.spelling.lower(), usual.spelling.lower()
        ending = a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "e"}
        once = len(rare.spans) == 1 and len(usual.spans) >= _OFTEN // 2
        told = once and not self._spoken(rare.spans[0])
        return ending and told and not _own(rare) and not self._explained(rare.spans[0], usual)

    def family(self, rare: _Name, names: dict[str, _Name]) -> Iterator[Finding]:
        """ "The Kirkbrydes", once, of people who are called Kirkbride one by one."""
        single, text = rare.spelling[:-1], self.story.text
        if len(rare.spans) != 1 or lexicon().knows(single.lower()) or lexicon().is_name(single):
            return
        span = rare.spans[0]
        if not re.search(r"\b[Tt]he\s\Z", text[max(0, span.start - 5) : span.start]):
            return
        for usual in names.values():
            often = usual.person and len(usual.spans) >= _TITLED - 1 and usual.beside
            if often and usual.spelling != single and _near(single, usual.spelling):
                yield self._finding(span, rare, usual, sure=False)
                return

    def surname(self, rare: _Name, names: dict[str, _Name]) -> Iterator[Finding]:
        """A surname that stands once, with the title of one near by that begins like it.

        Whoever it is speaks or is spoken to, and is told of nowhere else.
        """
        titles = {w.lower().rstrip(".") for w in rare.beside} & BEFORE_NAME_VARIANTS
        if not titles:
            return
        if len(rare.spans) != 1 or {w.lower().rstrip(".") for w in rare.beside} != titles:
            return
        span = rare.spans[0]
        if not self._takes_part(span):
            return
        for usual in names.values():
            often = _TITLED - (_first_alike(rare, usual) >= _MANY_ALIKE)
            alike = usual.person and len(usual.spans) >= often and _begin_alike(rare, usual)
            near = [s for s in usual.spans if 0 < span.start - s.start < _IN_TALK]
            same_title = titles & {w.lower().rstrip(".") for w in usual.beside}
            if not (alike and near and same_title) or self._explained(span, usual):
                continue
            if self._meet(rare, usual) or _two_genders(rare, usual):
                continue
            yield self._finding(span, rare, usual, sure=False)
            return

    def once(self, rare: _Name, names: dict[str, _Name]) -> Iterator[Finding]:
        """A name that stands once, near one that stands seldom too, and may be meant for it.

        Either it has the same rank ("Inspector"), which few have in one scene, and begins
        alike; or it sounds the same.
        """
        if len(rare.spans) != 1:
            return
        span = rare.spans[0]
        if not (self._takes_part(span) or self._is_called(span)):
            return
        ranks = {w.lower().rstrip(".") for w in rare.beside} & _OF_RANK
        for usual in names.values():
            same_rank = ranks & {w.lower().rstrip(".") for w in usual.beside}
            alike = same_rank and _begin_alike(rare, usual)
            alike = alike and _first_alike(rare, usual) >= _MANY_ALIKE
            sounds = len(usual.spans) > 1 and _sound_same(rare.spelling, usual.spelling)
            near = any(0 < span.start - s.start < _IN_TALK for s in usual.spans)
            sounds = sounds and not _two_genders(rare, usual)
            if not (usual.person and near and (alike or sounds)):
                continue
            if self._meet(rare, usual) or self._explained(span, usual):
                continue
            if not _other_person(rare, usual) and not _short_form(rare.spelling, usual.spelling):
                yield self._finding(span, rare, usual, sure=False)
                return

    def beside(self, rare: _Name, names: dict[str, _Name]) -> Iterator[Finding]:
        """ "Jonas Wickman", once, of one who is called Jonas Wickham: the other name is his.

        A surname that begins alike beside the same forename, or a forename that sounds the same
        beside the same surname.
        """
        if len(rare.spans) > 1:
            return
        span = rare.spans[0]
        for usual in names.values():
            shared = _shared(rare, usual)
            earlier = [s for s in usual.spans if s.start < span.start]
            if usual is rare or not shared or not earlier or usual.spelling in shared:
                continue
            if not (_is_last(self.story.text, span, shared) and _is_slip(rare, usual)):
                sounds = sound_key(rare.spelling.lower()) == sound_key(usual.spelling.lower())
                if not sounds or _short_form(rare.spelling, usual.spelling):
                    continue
            if _two_genders(rare, usual) or self._meet(rare, usual):
                continue
            if not self._explained(span, usual):
                yield self._finding(span, rare, usual, sure=False)
                return

    def _is_called(self, span: Span) -> bool:
        """Whether somebody is spoken to by the name alone: "Go on, Anna," she said."""
        text = self.story.text
        before = re.search(r"(?:,\s|[“\"‘])\Z", text[max(0, span.start - 3) : span.start])
        after = re.match(r"[,.?!]", text[span.end : span.end + 1])
        return self._spoken(span) and before is not None and after is not None

    def _takes_part(self, span: Span) -> bool:
        """Whether the one named there speaks, or is spoken to by that name."""
        text = self.story.text
        before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 4]
        called = re.search(r"(?:,|[“\"‘])\s(?:[A-Z]\w+\.?\s)\Z|^[“\"‘][A-Z]\w+\.?\s\Z", before)
        if self._spoken(span):
            return bool(called) and bool(re.match(r"[?.!,]", after))
        if self._acts(span):
            return True
        said = {quote.cue for quote in self.story.speech.begun_within(span.start - 400, span.end)}
        return any(cue is not None and cue.start <= span.start < cue.end + 60 for cue in said)

    def _acts(self, span: Span) -> bool:
        """Whether the narration has the name for the subject of a verb."""
        tokens = self.story.reading.tokens
        token = int(np.searchsorted(tokens.start, span.start))
        if token >= len(tokens) or int(tokens.start[token]) != span.start:
            return False
        relation, head = self.story.reading.deprels[token], int(tokens.head[token])
        while relation in ("flat", "compound", "appos") and head >= 0:
            relation, head = self.story.reading.deprels[head], int(tokens.head[head])
        verb = head >= 0 and self.story.reading.upos[head] == "VERB"
        return relation == "nsubj" and verb

    def _meet(self, rare: _Name, usual: _Name) -> bool:
        """Whether one sentence names both: then they are two."""
        text = self.story.text
        whole = re.compile(rf"\b{re.escape(usual.spelling)}\b")
        for span in rare.spans:
            sentence = self.passages.sentence(span)
            if whole.search(text, sentence.start, sentence.end) and not self._again(span, usual):
                return True
        return False

    def _again(self, span: Span, usual: _Name) -> bool:
        """The usual spelling further off in a long sentence may name the same person again."""
        text = self.story.text
        sentence = self.passages.sentence(span)
        before = text[sentence.start : span.start].rpartition(usual.spelling)
        after = text[span.end : sentence.end].partition(usual.spelling)
        gaps = [before[2]] if before[1] else []
        gaps += [after[0]] if after[1] else []
        return all(len(gap) > _APART or _CLAUSE.search(gap) for gap in gaps)

    def _explained(self, span: Span, usual: _Name) -> bool:
        """Whether the text itself talks of the name or its spelling there."""
        begin, end = max(0, span.start - _NEAR), span.end + _NEAR
        both = usual.spelling in self.story.text[begin:end]
        named = both and _CALLED.search(self.story.text, begin, end)
        return bool(named) or bool(_SPELLED.search(self.story.text, begin, end))

    def _spoken(self, span: Span) -> bool:
        return self.story.speech.around(span) is not None

    def _finding(self, span: Span, rare: _Name, usual: _Name, *, sure: bool) -> Finding:
        count = len(usual.spans)
        often = "once" if count == 1 else f"{count} times"
        near = min(usual.spans, key=lambda s: abs(s.start - span.start))
        message = (
            f"“{rare.spelling}” is spelled “{usual.spelling}” in the other {count} places."
            if sure
            else f"Is “{rare.spelling}” the same person as “{usual.spelling}” ({often})?"
        )
        return self.story.finding(
            span,
            message,
            evidence=(Evidence(near, f"“{usual.spelling}”, the usual spelling"),),
            edits=(Edit(span, usual.spelling),) if sure or _is_typed_once(rare) else (),
            confidence=0.85 if sure else 0.5,
            level=None if sure else "query",
        )


def _is_typed_once(rare: _Name) -> bool:
    """Whether a name stands once and is no word or name elsewhere: mistyped, then."""
    low = rare.spelling.lower()
    return (
        len(rare.spans) == 1 and not lexicon().is_name(rare.spelling) and not lexicon().knows(low)
    )


def _begin_alike(rare: _Name, usual: _Name) -> bool:
    """Two surnames that begin alike and are about as long: Tilney, Tilling."""
    a, b = rare.spelling.lower(), usual.spelling.lower()
    cut_short = len(a) >= _LONG_ENOUGH and b.startswith(a)  # Hollis, Hollister
    near = abs(len(a) - len(b)) <= 2 + cut_short
    return a != b and a[:3] == b[:3] and near and b + "s" != a


def _is_last(text: str, span: Span, forenames: set[str]) -> bool:
    """Whether one of the forenames stands right before a name."""
    before = text[max(0, span.start - 40) : span.start].split()
    return bool(before) and before[-1] in forenames


def _is_slip(rare: _Name, usual: _Name) -> bool:
    """Two surnames that begin alike, or are a letter apart: Wickman and Wickham."""
    a, b = rare.spelling, usual.spelling
    return (_begin_alike(rare, usual) and _first_alike(rare, usual) >= _MANY_ALIKE) or _near(a, b)


def _first_alike(rare: _Name, usual: _Name) -> int:
    """How many letters two names begin with alike."""
    letters = zip(rare.spelling.lower(), usual.spelling.lower(), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))


def _sound_same(a: str, b: str) -> bool:
    """Whether two longer names differ by one letter that nobody hears."""
    low, other = a.lower(), b.lower()
    long = min(len(low), len(other)) >= _LONG_ENOUGH and low[0] == other[0]
    silent = low.replace("h", "") == other.replace("h", "") or sound_key(low) == sound_key(other)
    return long and silent and one_edit_apart(low, other)


def _near(a: str, b: str) -> bool:
    """One slip of the pen apart, or alike to the ear."""
    low, other = a.lower(), b.lower()
    if sound_key(low) == sound_key(other):
        return True
    return low[0] == other[0] and one_edit_apart(low, other)


def _shared(rare: _Name, usual: _Name) -> set[str]:
    """Surnames and forenames that stand beside both, titles apart."""
    titles = {w for w in rare.beside if w.lower().rstrip(".") in BEFORE_NAME_VARIANTS}
    names = {w for w in rare.beside if len(w) > 2} - titles
    return names & usual.beside.keys()


def _other_person(rare: _Name, usual: _Name) -> bool:
    """Whether the rare name has a surname or forename the usual one never has."""

    return bool(_own(rare)) and bool(_own(usual)) and not _own(rare) & _own(usual)


def _own(name: _Name) -> set[str]:
    """The surnames and forenames that stand beside a name."""
    return {
        w for w in name.beside if w.lower().rstrip(".") not in BEFORE_NAME_VARIANTS and len(w) > 2
    }


def _two_genders(rare: _Name, usual: _Name) -> bool:
    def of(name: _Name) -> str:
        return name.genders.most_common(1)[0][0] if name.genders else ""

    return bool(of(rare)) and bool(of(usual)) and of(rare) != of(usual)


def _short_form(a: str, b: str) -> bool:
    """Two real names: a short form, or an ending by which a name changes its gender."""
    known = lexicon()
    if not (known.is_name(a) and known.is_name(b)):
        return _pet_form(a, b) or _pet_form(b, a)
    short, long = sorted((a.lower(), b.lower()), key=len)
    if long.startswith(short) and _DIMINUTIVE.fullmatch(long[len(short) :]):
        return True
    stem = short.rstrip("aeiouy")
    endings = {short[len(stem) :], long[len(stem) :]} if long.startswith(stem) else set()
    if endings == {"a", "e"}:
        return True  # Diana and Diane, Maria and Marie
    return bool(endings) and bool(endings & {"y", "ie", "ey", "o"}) and len(stem) >= 2


def _pet_form(name: str, other: str) -> bool:
    """Whether the other is what a known name becomes when its bearer is fondly called: Georgie."""
    stem = name.lower().rstrip("aeiou")
    ends = {stem + end for end in _FOND} | {stem + stem[-1:] + end for end in _FOND}
    return lexicon().is_name(name) and other.lower() in ends
