"""A "he" or "she" that could be either of two people.

What it finds
    A pronoun for which the sentence offers two people of the same pronoun on equal
    terms: after two names joined by "and", or in what one person tells another of
    the same pronoun. Only these two cases are marked, for elsewhere readers take the
    subject of the sentence before, and are nearly always right.

Why a reader cares
    The reader has to stop and guess, or, worse, guesses wrong and reads on.

Flagged
    - Tom and Peter came in from the rain. **He** sat down by the fire. Peter laughed.
      Tom laughed too. Tom said that he was cold. Peter gave him his coat.
    - Anna sat with Mary. Anna told Mary that **she** had won the prize. Mary stood up.
      She kissed her. Anna smiled at her. She kissed Mary.

Fine
    - Tom and Anna came in from the rain. He sat down by the fire. She laughed at him.
      Because: only one of them is "he".
    - Tom came in from the rain. He sat down by the fire. Peter laughed at him.
      Because: only Tom has been named.
    - Tom and Peter came in from the rain. They sat down by the fire. Peter gave Tom
      his coat. He laughed.
      Because: both are meant.
    - Anna told Mary that Mary had won. Mary stood up. She kissed her. Anna smiled.
      Because: the name is repeated.

Known misses
    Most doubtful pronouns: which ones a reader stumbles over cannot be told from
    grammar alone, and a margin full of such questions helps nobody.

Source
    The Chicago Manual of Style, 18th edition, on antecedents; Quirk et al., A
    Comprehensive Grammar of the English Language (1985), 6.19 and 17.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.language.reading import MentionKind
from fabula.story.facts.clauses import Clauses

__all__ = ["ambiguous_pronoun"]

_SETS = {"he": "he/him", "she": "she/her"}
_TELLS = frozenset({"tell", "inform", "assure", "remind", "warn", "persuade", "convince"})


@check(
    level="query",
    topic="clarity",
    needs={"reading", "mentions", "characters", "quotes"},
    reach="paragraph",
    evidence=True,
)
def ambiguous_pronoun(story: StoryView) -> Iterator[Finding]:
    """Ask of each "he" and "she" that is a subject whether two people fit it equally."""
    search = _Search(story)
    for token, word in enumerate(story.reading.words):
        if word.lower() in _SETS and search.narrated(token):
            pair = search.joined_before(token) or search.told(token)
            if pair:
                yield search.finding(token, pair)


@dataclass(frozen=True, eq=False)
class _Search:
    story: StoryView

    @cached_property
    def clauses(self) -> Clauses:
        return self.story.clauses

    @cached_property
    def pronouns(self) -> dict[int, str | None]:
        return {c.id: c.pronouns for c in self.story.characters}

    def narrated(self, token: int) -> bool:
        """Whether a token is a subject in the narration."""
        subject = self.story.reading.deprels[token].startswith("nsubj")
        return subject and self.clauses.quote_of[token] < 0

    def joined_before(self, token: int) -> tuple[int, int] | None:
        """The heads of two joined names that end up as the only people to choose from."""
        first, last = self.clauses.sentence(token)
        opens = first
        while opens < last and self.story.reading.upos[opens] == "PUNCT":
            opens += 1
        blocks = self.story.reading.tokens.block
        if token != opens or first == 0 or blocks[first - 1] != blocks[first]:
            return None
        begin, end = self.clauses.sentence(first - 1)
        if any(self.clauses.quote_of[t] >= 0 for t in range(begin, end)):
            return None
        people = self._people(begin, end)
        if len(people) != 2 or not self._fit(token, people):
            return None
        one, other = people
        joined = self.clauses.head(other) == one and self.story.reading.deprels[other] == "conj"
        subject = self.story.reading.deprels[one].startswith("nsubj")
        return (one, other) if joined and subject and not self._named_again(token, people) else None

    def told(self, token: int) -> tuple[int, int] | None:
        """Teller and told, where one tells the other that "he" or "she" did something."""
        verb = self.clauses.head(token)
        above = self.clauses.head(verb) if verb >= 0 else -1
        reading = self.story.reading
        if above < 0 or reading.deprels[verb] != "ccomp" or reading.lemmas[above] not in _TELLS:
            return None
        if not any(
            self.clauses.words[t] == "that" for t in self.clauses.dependents(verb, ("mark",))
        ):
            return None
        objects = self.clauses.dependents(above, ("obj", "iobj"))
        if not objects:
            return None
        pair = [self.clauses.subject(above), objects[0]]
        named = all(self._is_name(t) for t in pair)
        fits = named and self._fit(token, pair) and not self._named_again(token, pair)
        return (pair[0], pair[1]) if fits else None

    def _people(self, begin: int, end: int) -> list[int]:
        """The heads of the names in a sentence; nothing if a pronoun or noun adds to them."""
        heads: list[int] = []
        m = -1
        for t in range(begin, end):
            if self.clauses.cover[t] == m or self.clauses.cover[t] < 0:
                continue
            m = self.clauses.cover[t]
            owner = self.clauses.owner(m)
            if owner is None:
                continue
            if int(self.story.mentions.kind[m]) != MentionKind.NAME:
                return []
            heads.append(int(self.story.mentions.head[m]))
        return heads

    def _is_name(self, token: int) -> bool:
        m = self.clauses.cover[token] if token >= 0 else -1
        return m >= 0 and int(self.story.mentions.kind[m]) == MentionKind.NAME

    def _fit(self, token: int, pair: list[int]) -> bool:
        """Whether two different people of this very pronoun are named."""
        wanted = _SETS[self.clauses.words[token]]
        owners = [self.clauses.who(t) for t in pair]
        ids = {o.entity for o in owners if o}
        return len(ids) == 2 and all(self.pronouns.get(i) == wanted for i in ids)

    def _named_again(self, token: int, pair: list[int]) -> bool:
        """Whether the pronoun's own sentence goes on to name one of them."""
        _, last = self.clauses.sentence(token)
        ids = {o.entity for t in pair if (o := self.clauses.who(t))}
        return any(
            (o := self.clauses.who(t)) and o.entity in ids and self._is_name(t)
            for t in range(token + 1, last)
        )

    def finding(self, token: int, pair: tuple[int, int]) -> Finding:
        """The question, with both people quoted."""
        names = [self.story.reading.words[t] for t in pair]
        word = self.story.reading.words[token]
        return self.story.finding(
            self.clauses.span(token, token + 1),
            f"Who is “{word}”, {names[0]} or {names[1]}?",
            evidence=[
                Evidence(self.clauses.span(t, t + 1), f"{n}, perhaps")
                for t, n in zip(pair, names, strict=True)
            ],
            confidence=0.5,
        )
