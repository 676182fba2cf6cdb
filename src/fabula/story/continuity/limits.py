"""What somebody cannot do, never does or does not have, and what they do all the same.

One table says by which words each limit is told (`LIMIT_TOLD`), another here what it forbids.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from fabula.english.attributes import VEHICLES
from fabula.english.food import ALCOHOL, DRINKING, EATING, VESSELS
from fabula.english.kin import KIN
from fabula.english.limits import LIMIT_LIFTED, LIMIT_QUALIFIED, LIMIT_TOLD, SOFT_DRINKS
from fabula.english.looks import FEATURES, STRANDS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    matches_near,
    meant_by,
    sentence_around,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["exceeded_limits"]

_LIMIT_OF = {word.replace("’", "'"): limit for limit, words in LIMIT_TOLD.items() for word in words}
_WAYS = sorted({word for words in LIMIT_TOLD.values() for word in words}, key=len, reverse=True)
_SIGN = re.compile(rf"\b(?:{alternation(_WAYS)})\b")
_STEMS = {re.compile(rf"(?:{alternation([word])})\Z"): limit for word, limit in _LIMIT_OF.items()}
_KEYS = frozenset(max(filter(str.isalpha, way.split()), key=len, default=way) for way in _WAYS)
"""The longest word of each way, by which its places are found."""
_ALLERGIC = re.compile(r"\ballergic\sto\s(?P<what>[a-z]{3,})\b")
_QUALIFIED = re.compile(rf"\b(?:{alternation(LIMIT_QUALIFIED)})\b", re.IGNORECASE)
_LIFTED = re.compile(rf"\b(?:{alternation(LIMIT_LIFTED)})\b", re.IGNORECASE)
_LEADING, _TRAILING = 24, 14
_REACH = 30_000
_WET = 1500
_HAIR = frozenset({word for word, kind in FEATURES.items() if kind == "hair"} | STRANDS | {"hair"})
_BEARD = frozenset(word for word, kind in FEATURES.items() if kind == "beard")
_BODILESS = frozenset({"that", "what", "how", "nothing", "it", "this", "where", "why", "no"})
_ONWARD = frozenset("down up along through to into home off away back".split())
_OF_BODY = frozenset({"hairless", "beardless"})
_SEEING = frozenset({"see", "watch", "read", "spot", "glimpse", "peer"})
_HANDLING = frozenset("tuck comb brush toss plait braid smooth shake push blow".split())


@dataclass(frozen=True, slots=True)
class _Limit:
    who: int
    kind: str
    span: Span
    what: str = ""


def exceeded_limits(story: Story) -> Iterator[Clash]:
    """The first thing that each one does against what was told of them."""
    limits = sorted((*_told(story), *_allergies(story)), key=lambda one: one.span)
    if not limits:
        return
    done: set[tuple[int, str]] = set()
    for act in story.acts.all:
        if act.when != "now" or story.clauses.quote_of[act.token] >= 0:
            continue
        who = doer(story, act)
        for one in limits:
            if one.who != who and not (who is None and one.kind in _OF_BODY):
                continue
            found = -1 if (one.who, one.kind) in done else _FORBIDDEN[one.kind](story, act, one)
            if found >= 0 and _holds(story, one, act, found):
                done.add((one.who, one.kind))
                span = story.acts.span(act.token, found)
                whose = None if one.who == NARRATOR else one.who
                yield Clash("limit", one.span, span, whose, one.kind)


def _told(story: Story) -> Iterator[_Limit]:
    text = story.manuscript.text
    for match in matches_near(story, _SIGN, _KEYS, 40, 30):
        said = match[0].lower().replace("’", "'")
        kind = next((limit for stem, limit in _STEMS.items() if stem.match(said)), None)
        around = (
            text[max(0, match.start() - _LEADING) : match.start()]
            + " | "
            + text[match.end() : match.end() + _TRAILING].partition(".")[0]
        )
        if kind is None or _QUALIFIED.search(around.rpartition(". ")[2]):
            continue
        sentence = sentence_around(story, match.start())
        if text[sentence.start : sentence.end].rstrip("\"”’' ").endswith("?"):
            continue
        who = _of_whom(story, match)
        if who is not None:
            yield _Limit(who, kind, Span(*match.span()))


def _allergies(story: Story) -> Iterator[_Limit]:
    for match in matches_near(story, _ALLERGIC, {"allergic"}, 4, 30):
        who = _of_whom(story, match)
        before = story.manuscript.text[max(0, match.start() - _LEADING) : match.start()]
        if who is not None and not _QUALIFIED.search(before):
            yield _Limit(who, "allergic", Span(*match.span()), match["what"].rstrip("s"))


def _of_whom(story: Story, match: re.Match[str]) -> int | None:
    """Whose a limit is: of "her head" hers, else of the subject; of "I" in speech the speaker's."""
    own = re.search(r"\b(?:his|her|my)\b", match[0])
    if own is not None and own[0] != "my":
        return meant_by(story, match.start() + own.start(), own[0])
    clauses = story.clauses
    first, last = (clauses.token_at(at) for at in (match.start(), match.end() - 1))
    subject = next(
        (s for t in range(last, first - 1, -1) if (s := _subject(story, t)) >= 0),
        -1,
    )
    if subject < 0:
        return None
    if clauses.words[subject] == "i":
        said_by = clauses.said_by(subject)
        return NARRATOR if said_by is None else said_by or None
    owner = clauses.who(subject)
    return owner.entity if owner is not None and owner.confidence >= _SURE else None


_SURE = 0.5


def _subject(story: Story, token: int) -> int:
    """The subject of a verb or of what has a copula."""
    clauses = story.clauses
    if story.reading.upos[token] in ("VERB", "AUX") or clauses.dependents(token, ("cop",)):
        at = token
        if story.reading.upos[token] == "AUX" and clauses.head(token) >= 0:
            at = clauses.head(token)
        return clauses.subject(at)
    return -1


def _holds(story: Story, one: _Limit, act: Act, found: int) -> bool:
    """Whether a limit told before an act still holds there."""
    second = story.acts.span(act.token, found)
    if not 0 < second.start - one.span.end < _REACH:
        return False
    sentence = sentence_around(story, second.start)
    begin = story.manuscript.blocks[story.manuscript.block_at(second.start)].span.start
    near = story.manuscript.text[max(begin, sentence.start - 160) : sentence.end]
    if _LIFTED.search(near) or is_of_another_time(story, second):
        return False
    between = story.speech.narration(one.span.end, second.start)
    return _LIFTED.search(between) is None or (
        one.kind in ("deaf", "blind")
        and not re.search(
            r"\b(?:operation|cure|implants?|hearing\said|surgery|restored)\b", between
        )
    )


# --- what each limit forbids: the token of what shows it, or -1 ---


def _hears(story: Story, act: Act, _: _Limit) -> int:
    things = story.acts.objects(act.token)
    if act.lemma in ("hear", "overhear") and things:
        plain = story.clauses.words[things[0]] not in _BODILESS
        return things[0] if plain and story.acts.person(things[0]) is None else -1
    to = [t for t, way in story.acts.obliques(act.token) if way == "to"]
    return to[0] if act.lemma == "listen" and to else -1


def _sees(story: Story, act: Act, _: _Limit) -> int:
    things = [t for t in story.acts.objects(act.token) if story.reading.upos[t] == "NOUN"]
    return things[0] if act.lemma in _SEEING and things else -1


def _swims(story: Story, act: Act, _: _Limit) -> int:
    if act.lemma == "swim":
        return act.token
    ways = {way for _, way in story.acts.obliques(act.token)} | story.acts.particles(act.token)
    return act.token if act.lemma == "dive" and ways & {"in", "into", "off", "from"} else -1


def _drives(story: Story, act: Act, _: _Limit) -> int:
    words, things = story.clauses.words, story.acts.objects(act.token)
    if act.lemma in ("drive", "park", "start", "reverse"):
        if any(VEHICLES.get(words[t]) for t in things):
            return things[0]
        onward = words[act.token + 1 : act.token + 2] and words[act.token + 1] in _ONWARD
        return act.token if act.lemma == "drive" and (onward or not things) else -1
    return -1


def _drinks(story: Story, act: Act, _: _Limit) -> int:
    words = story.clauses.words
    if act.lemma not in DRINKING | {"empty", "finish"}:
        return -1
    for thing in story.acts.objects(act.token):
        if words[thing] in ALCOHOL:
            return thing
        begin = max(0, act.token - _WET // 5)
        poured = set(words[begin : act.token])
        if words[thing] in VESSELS and poured & ALCOHOL and not poured & SOFT_DRINKS:
            return thing
    return -1


def _has(nouns: frozenset[str]) -> Callable[[Story, Act, _Limit], int]:
    def find(story: Story, act: Act, one: _Limit) -> int:
        reached = [*story.acts.objects(act.token), *(t for t, _ in story.acts.obliques(act.token))]
        for thing in reached:
            if story.clauses.words[thing] not in nouns:
                continue
            owners = story.clauses.dependents(thing, ("nmod:poss",))
            if owners:
                owner = story.clauses.who(owners[0])
                mine = story.clauses.words[owners[0]] == "my" and one.who == NARRATOR
                own = owner is not None and owner.entity == one.who
                return thing if mine or (own and _fits(story, owners[0], one.who)) else -1
            if (
                doer(story, act) == one.who
                and act.lemma in _HANDLING
                and not any(
                    KIN.get(story.clauses.words[t]) for t, _ in story.acts.obliques(act.token)
                )
            ):
                return thing
        return -1

    return find


def _fits(story: Story, token: int, who: int) -> bool:
    """Whether no pronoun of the other sex is whose hair it is."""
    called = story.clauses.pronouns.get(who) or ""
    word = story.clauses.words[token]
    return (
        word not in ("his", "her", "their")
        or not called
        or called[:1] == word[:1]
        or (word == "her" and called.startswith("she"))
    )


def _eats(story: Story, act: Act, one: _Limit) -> int:
    if act.lemma not in EATING | DRINKING | {"stroke", "pet", "cuddle"}:
        return -1
    reached = [*story.acts.objects(act.token), *(t for t, _ in story.acts.obliques(act.token))]
    lemmas = story.reading.lemmas
    return next((t for t in reached if lemmas[t].lower().endswith(one.what)), -1)


_FORBIDDEN: Mapping[str, Callable[[Story, Act, _Limit], int]] = {
    "deaf": _hears,
    "blind": _sees,
    "no swimmer": _swims,
    "no driver": _drives,
    "sober": _drinks,
    "hairless": _has(_HAIR),
    "beardless": _has(_BEARD),
    "allergic": _eats,
}
