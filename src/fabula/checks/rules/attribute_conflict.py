"""A character described in two ways that cannot both be true.

What it finds
    Two passages that give one person different eyes, hair, skin, height, build, age,
    nationality, rank or writing hand, another number of brothers or sisters, an only
    sister or a spouse of another name, or a scar or a wound on the other side, when
    nothing in the text accounts for the change; an age that the years of a life leave
    no room for; the one car of a story in another colour, a thing of a scene in another
    colour or by another make; an animal that is he and then she; somebody who eats or
    drinks what they never do. The finding stands at the
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

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.checks.accounts import Accounts
from fabula.checks.ages import Ages
from fabula.checks.claim_words import ClaimWords, flat
from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.passages import Passages
from fabula.checks.framework.view import StoryView
from fabula.checks.values import can_both_hold
from fabula.english.attributes import KINDS, NO_KIND, RANKS
from fabula.story.continuity.abstinence import lapses
from fabula.story.continuity.animals import two_sexes
from fabula.story.continuity.coloured_things import recoloured_things
from fabula.story.continuity.hurt_sides import wrong_sides
from fabula.story.continuity.limits import exceeded_limits
from fabula.story.continuity.makes import other_makes
from fabula.story.continuity.marked_sides import marks_on_two_sides
from fabula.story.continuity.repainted import repainted_vehicles
from fabula.story.continuity.shaven import bare_chins
from fabula.story.continuity.siblings import sums_of_siblings
from fabula.story.continuity.trades import two_trades
from fabula.story.model import Attribute

__all__ = ["attribute_conflict"]


_OF_ONE = {"sister's name": "sisters", "brother's name": "brothers"}
"""Names of kin of whom one may have several, and the number that must be one."""


_RARE = 2
_OFTEN = 4
"""Times that somebody is named by a rank, and that the other is, if the one is a slip."""


_SURE = 0.5
"""Links to people weaker than this do not make a contradiction."""


_SEARCHES = (
    wrong_sides,
    marks_on_two_sides,
    sums_of_siblings,
    two_trades,
    exceeded_limits,
    recoloured_things,
    other_makes,
    bare_chins,
)

_OF_THINGS = {
    "shaven": ("{who} has a beard before: “{first}”.", "the beard"),
    "recoloured": ("The {what} has another colour here than before: “{first}”.", "its colour"),
    "make": ("Another make stands here than before: “{first}”.", "what it was called before"),
}

_CLASHES = {
    "two trades": ("Another trade stands here than before: “{first}”.", "what the trade is"),
    "limit": (
        "This does not fit what was told of {who} before: “{first}”.",
        "{who}: {what}",
    ),
    "marked side": ("This is on the {what} side before: “{first}”.", "the side told before"),
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
    accounts = Accounts(story, passages, names, grouped)
    words = ClaimWords(story, names)
    judge = _ClaimJudge(story, accounts, words, names, grouped)
    ages = Ages(story, accounts, words, names, grouped)
    for (_, kind), claims in sorted(grouped.items()):
        claims.sort(key=lambda a: a.span)
        if kind == "age":
            yield from ages.ages(claims)
        elif kind in _OF_ONE and not judge.has_but_one(claims[0].character, _OF_ONE[kind]):
            continue
        elif KINDS.get(kind, NO_KIND).lasts:
            yield from judge.conflicts(kind, claims)
    yield from judge.only_children()
    yield from judge.ranks()
    yield from ages.lifetimes()
    yield from ages.seniorities()
    yield from judge.lapses()
    for search in _SEARCHES:
        yield from questions(
            story, story.find(search, "reading", "mentions", "quotes"), _CLASHES | _OF_THINGS
        )
    for painted in story.find(repainted_vehicles, "reading", "mentions", "quotes"):
        said, first = (flat(at.text(story.text)) for at in (painted.second, painted.first))
        yield story.finding(
            painted.second,
            f"The {painted.kind} is “{said}” here, but “{first}” earlier.",
            evidence=(Evidence(painted.first, f"the {painted.kind}: “{first}”"),),
            confidence=0.6,
        )
    for animal in story.find(two_sexes, "reading", "mentions", "quotes"):
        yield story.finding(
            animal.second,
            f"{animal.name} is “{flat(animal.second.text(story.text))}” here, but “"
            f"{flat(animal.first.text(story.text))}” elsewhere.",
            evidence=(Evidence(animal.first, f"the sex of {animal.name}"),),
            confidence=0.6,
        )


@dataclass(frozen=True, eq=False)
class _ClaimJudge:
    """Decides which differences are contradictions."""

    story: StoryView
    accounts: Accounts
    words: ClaimWords
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
            if other is None or self.accounts.accounted(kind, claim, other):
                continue
            told.append(claim.value)
            first, second = sorted((claim, other), key=lambda a: a.span)
            at, against = (claim, other) if len(claims) > 2 else (second, first)
            yield self.words.finding(kind, at, against)

    def _other(
        self, kind: str, claim: Attribute, claims: Sequence[Attribute], settled: str
    ) -> Attribute | None:
        """The claim to quote against this one: the nearest before it, else after it."""
        others = [c for c in claims if can_both_hold(kind, c.value, settled)]
        others = [c for c in others if not can_both_hold(kind, c.value, claim.value)]
        before = [c for c in others if c.span < claim.span]
        return before[-1] if before else others[0] if others else None

    def has_but_one(self, who: int, kind: str) -> bool:
        """Whether somebody is said to have one brother or sister, and never more."""
        told = {claim.value for claim in self.grouped.get((who, kind), ())}
        return told == {"1"}

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
            if alone and others and not self.accounts.in_one_sentence(alone[0], others[0]):
                first, second = sorted((alone[0], others[0]), key=lambda c: c.span)
                yield self.words.finding("siblings", second, first)

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
                    if not self.accounts.risen(first.span, second.span):
                        yield self.words.finding("rank", other, usual)

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
