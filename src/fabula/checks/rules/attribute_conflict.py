"""A character described in two ways that cannot both be true.

What it finds
    Two passages that give one person different eyes, hair, skin, height, build, age,
    nationality, rank or writing hand, another number of brothers or sisters, an only
    sister or a spouse of another name, or a scar or a wound on the other side, when
    nothing in the text accounts for the change; an age that the years of a life leave
    no room for; the one car of a story in another colour; an animal that is he and then
    she; somebody who eats or drinks what they never do. The finding stands at the
    passage that departs from the rest (the later one where there are but two) and quotes
    the other; it says who asserts what, for a character may lie or be wrong.

Why a reader cares
    Readers picture people from such words, and keep the picture; eyes that change
    colour between chapters tell them that nobody is minding the story.

Flagged
    - Anna's eyes were blue. Tom looked away. ¶ Later Anna smiled. Anna's **brown eyes**
      shone in the lamplight.
    - Tom had a scar on his left cheek. ¶ Anna poured the tea. ¶ Tom touched the
      **scar on his right cheek**.
    - Anna was a tall woman with black hair. Tom loved her. ¶ Anna combed her
      **blonde hair** and sighed.

Fine
    - Anna's eyes were hazel. ¶ Anna's greenish eyes followed him.
      Because: hazel is both brown and green.
    - Anna's hair was brown. ¶ A week later she dyed it. Anna's red hair shocked Tom.
      Because: she dyed it.
    - Tom's eyes were blue. ¶ Anna's eyes were brown.
      Because: they are two people.
    - Anna's hair had been black. ¶ Anna's hair was grey.
      Because: the one was true before the other.
    - Anna's eyes were hazel, no, green. ¶ Anna's green eyes met his.
      Because: the narrator takes the first word back.

Known misses
    Clothes, trades and faces change in a story by right and are not compared. A
    person only called "he" or "the stranger" may not be known to be the same one.

Source
    The style sheet of characters that copy editors keep: Amy Schneider, The
    Chicago Guide to Copyediting Fiction (2023), chapter 4.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.passages import Passages
from fabula.checks.framework.view import Shared, StoryView
from fabula.checks.values import can_both_hold
from fabula.english.attributes import KINDS, NO_KIND, RANKS
from fabula.english.changes import UNTRUE
from fabula.english.tables import alternation
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span
from fabula.story.continuity.abstinence import lapses
from fabula.story.continuity.animals import two_sexes
from fabula.story.continuity.hurt_sides import wrong_sides
from fabula.story.continuity.repainted import repainted_vehicles
from fabula.story.continuity.siblings import sums_of_siblings
from fabula.story.continuity.trades import two_trades
from fabula.story.facts.ages import years
from fabula.story.facts.lifetimes import lifetimes
from fabula.story.facts.seniority import NOBODY_KNOWN, Seniority, seniorities
from fabula.story.model import Attribute

__all__ = ["attribute_conflict"]

_BESIDE = 90
"""How far around a passage, in code points, a wig or a lens accounts for it."""

_OF_ONE = {"sister's name": "sisters", "brother's name": "brothers"}
"""Names of kin of whom one may have several, and the number that must be one."""

_ROUGH = 5
"""Years by which "about forty" may be off."""

_RARE = 2
_OFTEN = 4
"""Times that somebody is named by a rank, and that the other is, if the one is a slip."""

_STONE = 160
"""How far before two years, in code points, the name stands whose they are."""

_ABOUT = re.compile(r"\b(?:about|nearly|almost|maybe|perhaps|around|barely|odd|so)\b")

_SURE = 0.5
"""Links to people weaker than this do not make a contradiction."""

_CHANGED = {
    row.name: re.compile(rf"\b(?:{alternation(row.changed_by)})\b", re.IGNORECASE)
    for row in KINDS.values()
    if row.changed_by
}
"""What accounts for a change wherever it is told of the person."""

_ONE_OF = re.compile(r"\b[Oo]ne\sof\s(?:them|the|his|her)\b|\bthe\sother\s(?:one|two)\b")
"""What accounts for fewer brothers or sisters in a place than there are: one is elsewhere."""

_OTHER_SIDE = re.compile(
    r"\b(?:the|his|her|my)\sother\s(?:arm|leg|hand|wrist|side|knee|foot|ankle|eye|one|cheek)\b"
)

_SEEMING = re.compile(
    r"""\b(?:look|seem|appear|made?|turn)\w{0,5}\b[^.]{0,80}\b(?:in|by)\s(?:the\s|this\s|that\s)?\w{0,9}light\b|\b\w*light\b[^.]*\b(?:look|seem|appear|ma[dk]e|turn)
    |\b(?:illusion|mask|disguise[ds]?|glamou?r(?:ed)?|painted|fad(?:ed|ing)|darkened|lightened|streaked|coloured\s(?:her|his|their)
    |colored\s(?:her|his|their))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What accounts for a look where it is said of it: light, paint, fading."""

_ALTERS = re.compile(
    r"""\b(?:spells?|enchant\w*|magic\w*|transform\w*|chang(?:e[ds]|ing)|bleach\w*|powder\w*
    |(?:turn(?:ed|s|ing)|gone|went|gr[eo]wn?)\s(?:\w+\s)?(?:grey|gray|white|black|brown|red|blue|green|gold\w*|silver))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"""\b(?:spell|enchantment|magic|potion|transformation)\s(?:\w+\s){0,3}(?:changed|altered|turned|made)
    |\bchanged\s(?:\w+\s){0,2}(?:appearance|looks|colou?r)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What alters a person's looks as a whole."""

_TIME_PASSES = re.compile(
    r"""\b(?:years?\s(?:later|passed|had|have|went|after|afterwards|since|older)|birthdays?
    |(?:next|following)\s(?:year|summer|winter|spring|autumn)|turned\s\w+|gr[eo]wn?\sup
    |decades?|years\sof)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_YEARS_LATER = re.compile(
    r"\byears?\s(?:later|passed|went|after|afterwards)\b"
    r"|\b(?:next|following)\s(?:year|summer|winter|spring|autumn)\b|\bdecades?\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:both|another|second|two|scars|mirror|reflection|other|too|also)\b", re.IGNORECASE
)
_UNTRUE = re.compile(
    rf"""\b(?:{alternation(UNTRUE)}
    |no,\s|correct(?:ed|ing)\s(?:himself|herself|him|her))""",
    re.VERBOSE | re.IGNORECASE,
)
_GREYING = re.compile(r"\b(?:grey|gray|white|silver|grizzled|hoary|snow\w*|iron)\b|silvery|greying")

_CLASHES = {
    "two trades": ("Another trade stands here than before: “{first}”.", "what the trade is"),
    "hurt side": ("This does not fit the {what}, which {who} has hurt.", "{who} is hurt here"),
    "siblings": (
        "{who} has another number of {what} here than before: “{first}”.",
        "how many {what} there are",
    ),
}


@check(
    level="query",
    topic="continuity",
    needs={"attributes", "characters", "mentions", "quotes", "reading"},
    reach="book",
    pairwise=True,
    evidence=True,
)
def attribute_conflict(story: StoryView) -> Iterator[Finding]:
    """Compare what is said of each character, kind by kind."""
    names = {c.id: c.name for c in story.characters}
    grouped: dict[tuple[int, str], list[Attribute]] = defaultdict(list)
    for claim in story.attributes:
        lasts = KINDS.get(claim.kind, NO_KIND).opposition == "side"
        told = claim.time == "now" or (lasts and claim.time == "before")
        usable = not claim.negated and told and claim.character in names
        if usable and claim.confidence >= _SURE:
            grouped[claim.character, claim.kind].append(claim)
    passages = story.derive(Passages)
    judge = _ClaimJudge(story, passages, names, grouped)
    for (_, kind), claims in sorted(grouped.items()):
        claims.sort(key=lambda a: a.span)
        if kind == "age":
            yield from judge.ages(claims)
        elif kind in _OF_ONE and not judge.has_but_one(claims[0].character, _OF_ONE[kind]):
            continue
        elif KINDS.get(kind, NO_KIND).lasts:
            yield from judge.conflicts(kind, claims)
    yield from judge.only_children()
    yield from judge.ranks()
    yield from judge.lifetimes()
    yield from judge.seniorities()
    yield from judge.lapses()
    for search in (wrong_sides, sums_of_siblings, two_trades):
        yield from questions(story, story.find(search, "reading", "mentions", "quotes"), _CLASHES)
    for painted in story.find(repainted_vehicles, "reading", "mentions", "quotes"):
        said, first = (_flat(at.text(story.text)) for at in (painted.second, painted.first))
        yield story.finding(
            painted.second,
            f"The {painted.kind} is “{said}” here, but “{first}” earlier.",
            evidence=(Evidence(painted.first, f"the {painted.kind}: “{first}”"),),
            confidence=0.6,
        )
    for animal in story.find(two_sexes, "reading", "mentions", "quotes"):
        yield story.finding(
            animal.second,
            f"{animal.name} is “{_flat(animal.second.text(story.text))}” here, but “"
            f"{_flat(animal.first.text(story.text))}” elsewhere.",
            evidence=(Evidence(animal.first, f"the sex of {animal.name}"),),
            confidence=0.6,
        )


@dataclass(frozen=True, eq=False)
class _ClaimJudge:
    """Decides which differences are contradictions."""

    story: StoryView
    passages: Passages
    names: dict[int, str]
    grouped: dict[tuple[int, str], list[Attribute]]

    def conflicts(self, kind: str, claims: list[Attribute]) -> Iterator[Finding]:
        """One finding for each value that departs from what the text mostly says."""
        least = KINDS[kind].least
        claims = [c for c in claims if c.confidence >= least]
        settled = _settled(kind, claims)
        told: list[str] = []
        for claim in claims:
            if settled is None or can_both_hold(kind, claim.value, settled):
                continue
            if any(can_both_hold(kind, claim.value, value) for value in told):
                continue
            other = self._other(kind, claim, claims, settled)
            if other is None or self._accounted(kind, claim, other):
                continue
            told.append(claim.value)
            first, second = sorted((claim, other), key=lambda a: a.span)
            at, against = (claim, other) if len(claims) > 2 else (second, first)
            yield self._finding(kind, at, against)

    def _other(
        self, kind: str, claim: Attribute, claims: Sequence[Attribute], settled: str
    ) -> Attribute | None:
        """The claim to quote against this one: the nearest before it, else after it."""
        others = [c for c in claims if can_both_hold(kind, c.value, settled)]
        others = [c for c in others if not can_both_hold(kind, c.value, claim.value)]
        before = [c for c in others if c.span < claim.span]
        return before[-1] if before else others[0] if others else None

    def _accounted(self, kind: str, one: Attribute, other: Attribute) -> bool:
        """Whether the text accounts for the difference."""
        first, second = sorted((one, other), key=lambda a: a.span)
        if self.passages.sentence(first.span) == self.passages.sentence(second.span):
            return True
        if kind in ("hair", "beard") and _GREYING.search(second.value):
            return not _GREYING.search(first.value) and not self._near(first, second)
        if any(self._doubtful(c) for c in (first, second)):
            return True
        between = self.story.text[first.span.end : second.span.start]
        if KINDS[kind].opposition == "number" and _ONE_OF.search(between):
            return True
        if KINDS[kind].opposition == "side" and _OTHER_SIDE.search(between):
            return True
        if self._of_another(kind, one) or self._of_another(kind, other):
            return True
        return self._told_beside(kind, first, second) or self._told_between(kind, first, second)

    def _near(self, first: Attribute, second: Attribute) -> bool:
        return self.passages.scene(first.span) == self.passages.scene(second.span)

    def _doubtful(self, claim: Attribute) -> bool:
        """A claim of speech that the text around calls a lie, a joke or a mistake."""
        around = self.passages.around(claim.span)
        return claim.said_by is not None and bool(_UNTRUE.search(around.text(self.story.text)))

    def _of_another(self, kind: str, claim: Attribute) -> bool:
        """A claim by pronoun that fits another person close by, whom it may really mean."""
        if self.passages.named(claim.span):
            return False
        scene = self.passages.scene(claim.span)
        return any(
            can_both_hold(kind, claim.value, c.value)
            and _says_same(kind, claim.value, c.value)
            and self.passages.scene(c.span) == scene
            for (who, what), claims in self.grouped.items()
            if what == kind and who != claim.character
            for c in claims
        )

    def _told_beside(self, kind: str, first: Attribute, second: Attribute) -> bool:
        """Whether the passages themselves tell of a change."""
        text = self.story.text
        sentences = [self.passages.sentence(c.span) for c in (first, second)]
        if KINDS[kind].opposition == "number":
            return False
        if kind not in _CHANGED:
            return any(_ANOTHER.search(s.text(text)) for s in sentences)
        plain = _CHANGED[kind]
        near = [Span(max(0, s.start - _BESIDE), s.end + _BESIDE) for s in sentences]
        if any(
            self._present(m, first.character)
            for s in near
            for m in plain.finditer(text, s.start, s.end)
        ):
            return True
        told = (_ALTERS, _SEEMING)
        return KINDS[kind].altered and any(p.search(s.text(text)) for s in sentences for p in told)

    def _told_between(self, kind: str, first: Attribute, second: Attribute) -> bool:
        """Whether a sentence between the two tells of a change to this person.

        The person stands in its paragraph, and the feature in the sentence, unless
        the change is plain without it (a wig is always of hair).
        """
        plain, text = _CHANGED.get(kind), self.story.text
        begin, end = first.span.end, second.span.start
        if plain is None:
            return False
        if any(self._present(m, first.character) for m in plain.finditer(text, begin, end)):
            return True
        if not KINDS[kind].altered:
            return False
        feature = re.compile(r"\beyes?\b" if kind == "eyes" else r"\b(?:hair|locks|curls)\b")
        return any(
            self._present(m, first.character)
            and _ALTERS.search(self.passages.sentence(Span(*m.span())).text(text))
            for m in feature.finditer(text, begin, end)
        ) or any(self._present(m, first.character) for m in _WHOLLY.finditer(text, begin, end))

    def _present(self, match: re.Match[str], who: int) -> bool:
        """Whether a match is about the person: named last before it, or alone in its sentence."""
        mentions = self.story.mentions
        sentence = self.passages.sentence(Span(*match.span()))
        people = [e for e in self._entities(sentence.start, sentence.end) if e in self.names]
        if people:
            before = self._entities(sentence.start, match.start())
            last = next((e for e in reversed(before) if e in self.names), people[0])
            return last == who
        low = self.passages.paragraph(match.start()).start
        k = int(np.searchsorted(mentions.start, match.start())) - 1
        while k >= 0 and mentions.start[k] >= low:
            if int(mentions.entity[k]) in self.names:
                return int(mentions.entity[k]) == who
            k -= 1
        return False

    def _entities(self, begin: int, end: int) -> list[int]:
        """Who or what is mentioned between two offsets, in order."""
        starts = self.story.mentions.start
        a, b = int(np.searchsorted(starts, begin)), int(np.searchsorted(starts, end))
        found: list[int] = self.story.mentions.entity[a:b].tolist()
        return found

    def has_but_one(self, who: int, kind: str) -> bool:
        """Whether somebody is said to have one brother or sister, and never more."""
        told = {claim.value for claim in self.grouped.get((who, kind), ())}
        return told == {"1"}

    # --- age ---

    def ages(self, claims: list[Attribute]) -> Iterator[Finding]:
        """Ages that fall, or that rise when no time is told to pass."""
        numbered = [(c, n) for c in claims if (n := years(c.value)) and self._reliable(c)]
        for (first, earlier), (second, later) in pairwise(numbered):
            change = later - earlier
            if first.said_by is not None and second.said_by is not None:
                continue
            if abs(change) <= (
                _ROUGH if _hedged(first) or _hedged(second) else 0
            ) or self.passages.sentence(first.span) == self.passages.sentence(second.span):
                continue
            if change > 0 and self._time_passes(first, second):
                continue
            if change < 0 and self.passages.looks_back(second.span):
                continue
            yield self._finding("age", second, first)
            return

    def _in_one_sentence(self, one: Attribute, other: Attribute) -> bool:
        return self.passages.sentence(one.span) == self.passages.sentence(other.span)

    def _reliable(self, claim: Attribute) -> bool:
        """The narrator, or somebody who speaks of another and is called no liar."""
        if claim.said_by is None:
            return True
        return claim.said_by != claim.character and not self._doubtful(claim)

    def only_children(self) -> Iterator[Finding]:
        """An only child, as the narrator has it, and a brother of the same one."""
        for (who, kind), claims in sorted(self.grouped.items()):
            alone = [
                c for c in claims if kind == "siblings" and c.value == "0" and c.said_by is None
            ]
            others = self.grouped.get((who, "brothers"), []) + self.grouped.get(
                (who, "sisters"), []
            )
            others = [c for c in others if c.value != "0" and c.said_by is None]
            if alone and others and not self._in_one_sentence(alone[0], others[0]):
                first, second = sorted((alone[0], others[0]), key=lambda c: c.span)
                yield self._finding("siblings", second, first)

    def ranks(self) -> Iterator[Finding]:
        """A rank given once or twice to a surname that has another one everywhere else."""
        held: dict[str, list[Attribute]] = defaultdict(list)
        for (_, kind), claims in sorted(self.grouped.items()):
            for claim in claims if kind == "occupation" else ():
                words = claim.span.text(self.story.text).split()
                if claim.value in RANKS and len(words) > 1 and words[-1][:1].isupper():
                    held[words[-1]].append(claim)
        counts = Counter(self.story.mentions.entity.tolist())
        for claims in held.values():
            claims.sort(key=lambda c: (-counts[c.character], c.span))
            usual, *others = claims
            for other in others:
                rare = counts[other.character] <= _RARE and other.character != usual.character
                if rare and other.value != usual.value and counts[usual.character] >= _OFTEN:
                    first, second = sorted((usual, other), key=lambda c: c.span)
                    if not self._risen(first.span, second.span):
                        yield self._finding("rank", other, usual)

    def _risen(self, first: Span, second: Span) -> bool:
        """Whether a sentence between two places that has the surname tells of another post."""
        text = self.story.text
        surname = first.text(text).split()[-1]
        return any(
            surname in self.passages.sentence(Span(*m.span())).text(text)
            for m in _CHANGED["rank"].finditer(text, first.start, second.end)
        )

    def lifetimes(self) -> Iterator[Finding]:
        """Ages above what the years of birth and death told of the same person leave room for."""
        for life in lifetimes(self.story.text):
            who = self._named_before(life.span)
            for claim in self.grouped.get((who, "age"), ()):
                age = years(claim.value)
                if age is None or age <= life.died - life.born + _ROUGH * _hedged(claim):
                    continue
                if claim.span.start < life.span.start or self._doubtful(claim):
                    continue
                name, said = self.names[who], _flat(claim.span.text(self.story.text))
                message = (
                    f"{name}’s age: {self._who(claim)} says “{said}” here, but the years "
                    f"{life.born} and {life.died} make {name} {life.died - life.born} at most."
                )
                note = f"{name}: {life.born} to {life.died}"
                yield self.story.finding(
                    claim.span,
                    message,
                    evidence=(Evidence(life.span, note),),
                    confidence=round(claim.confidence * 0.8, 3),
                )
                break

    def seniorities(self) -> Iterator[Finding]:
        """Two ages that do not differ by the years that one is told to be older than the other."""
        for told in self.story.derive_from_story(_seniorities, "reading", "mentions", "quotes"):
            if told.older == NOBODY_KNOWN:
                one, other = self._two_ages(told.span)
            else:
                one = self._ages_near(told.older, told.span)
                other = self._ages_near(told.younger, told.span)
            if one is None or other is None:
                continue
            older, younger, loose = years(one.value), years(other.value), not self._near(one, other)
            if older is None or younger is None or abs(older - younger - told.years) <= loose:
                continue
            claim, against = (one, other) if one.span > other.span else (other, one)
            between = self.story.speech.narration(against.span.end, claim.span.start)
            if _YEARS_LATER.search(between):
                continue
            name, said = self.names[claim.character], _flat(claim.span.text(self.story.text))
            yield self.story.finding(
                claim.span,
                f"{name}’s age: {self._who(claim)} says “{said}” here, but "
                f"{self.names[one.character]} is {told.years} years older than "
                f"{self.names[other.character]}.",
                evidence=(
                    Evidence(told.span, "how much older"),
                    Evidence(against.span, f"{self.names[against.character]}’s age"),
                ),
                confidence=round(min(one.confidence, other.confidence) * 0.8, 3),
            )

    def _two_ages(self, span: Span) -> tuple[Attribute | None, Attribute | None]:
        """The ages of elder and younger, where the scene tells those of two people alone."""
        scene = self.passages.scene(span)
        ages = [c for (_, kind), claims in self.grouped.items() if kind == "age" for c in claims]
        told = [c for c in ages if years(c.value) and self.passages.scene(c.span) == scene]
        if len(told) != 2 or told[0].character == told[1].character:
            return None, None
        younger, elder = sorted(told, key=lambda c: years(c.value) or 0)
        return elder, younger

    def _ages_near(self, who: int, span: Span) -> Attribute | None:
        """The age told of somebody that stands nearest to a place, if it is one in years."""
        told = [c for c in self.grouped.get((who, "age"), ()) if years(c.value) and not _hedged(c)]
        return min(told, key=lambda c: abs(c.span.start - span.start), default=None)

    def lapses(self) -> Iterator[Finding]:
        """A vegetarian who eats meat, somebody who never drinks and does."""
        for lapse in self.story.find(lapses, "reading", "mentions", "quotes"):
            name = self.names.get(lapse.who if lapse.who is not None else -1, "The narrator")
            yield self.story.finding(
                lapse.second,
                f"{name} has {lapse.what} here, but never does.",
                evidence=(Evidence(lapse.first, f"{name} takes no {lapse.what}"),),
                confidence=0.6,
            )

    def _named_before(self, span: Span) -> int:
        """The person named last before a span, at most a few lines up; -1 for nobody."""
        mentions = self.story.mentions
        begin, end = np.searchsorted(mentions.start, [span.start - _STONE, span.start]).tolist()
        for k in range(end - 1, begin - 1, -1):
            who = int(mentions.entity[k])
            if who in self.names and mentions.kind[k] == MentionKind.NAME:
                return who
        return -1

    def _time_passes(self, first: Attribute, second: Attribute) -> bool:
        """Whether years go by between two ages: so the narrator says, or a line that names who."""
        text = self.story.text
        near = (self.passages.around(first.span), self.passages.around(second.span))
        if any(_TIME_PASSES.search(text, s.start, s.end) for s in near):
            return True
        for match in _TIME_PASSES.finditer(text, first.span.end, second.span.start):
            told = self.story.speech.at(match.start()) is None
            if told and (
                _YEARS_LATER.match(text, match.start()) or self._present(match, first.character)
            ):
                return True
        return False

    # --- what is said ---

    def _finding(self, kind: str, at: Attribute, against: Attribute) -> Finding:
        name = self.names[at.character]
        said = at.span.text(self.story.text)
        other = against.span.text(self.story.text)
        message = (
            f"{name}’s {_noun(kind)}: {self._who(at)} says “{_flat(said)}” here, "
            f"but {self._who(against)} says “{_flat(other)}” "
            f"{'earlier' if against.span < at.span else 'later'}."
        )
        note = f"{name}’s {_noun(kind)}: “{against.value}”, says {self._who(against)}"
        sure = min(at.confidence, against.confidence)
        spoken = at.said_by is not None or against.said_by is not None
        return self.story.finding(
            at.span,
            message,
            evidence=(Evidence(against.span, note),),
            confidence=round(max(0.05, min(1.0, sure * (0.7 if spoken else 0.9))), 3),
        )

    def _who(self, claim: Attribute) -> str:
        if claim.said_by is None:
            return "the narrator"
        return self.names.get(claim.said_by, "a character")


def _seniorities(shared: Shared) -> tuple[Seniority, ...]:
    return tuple(seniorities(shared.story.clauses))


def _hedged(claim: Attribute) -> bool:
    """Whether an age is but about so much: "nearly forty", "sixty-odd", "fifty or so"."""
    return _ABOUT.search(claim.value) is not None


def _settled(kind: str, claims: Sequence[Attribute]) -> str | None:
    """The value that most claims agree with, the narrator's and the earlier ones first."""
    counts = Counter[str]()
    order: dict[str, int] = {}
    for i, claim in enumerate(claims):
        counts[claim.value] += 2 if claim.said_by is None else 1
        order.setdefault(claim.value, i)
    clashes = {
        value: sum(n for v, n in counts.items() if not can_both_hold(kind, v, value))
        for value in counts
    }
    if not any(clashes.values()):
        return None
    return min(order, key=lambda v: (clashes[v], -counts[v], order[v]))


def _says_same(kind: str, one: str, other: str) -> bool:
    """Whether two values share a word, so that one passage may mean the other's person."""
    return bool(set(one.split()) & set(other.split())) or kind not in ("eyes", "hair")


def _noun(kind: str) -> str:
    return KINDS.get(kind, NO_KIND).called or kind


def _flat(text: str) -> str:
    return " ".join(text.split())
