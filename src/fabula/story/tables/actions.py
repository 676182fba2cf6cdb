"""What people do and suffer, have and are, by the grammar of the words beside each mention."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.schema import Col, table

__all__ = ["Action", "ActionRole", "actions"]

ActionRole = Literal["agent", "patient", "possession", "modifier"]

_PATIENT = frozenset({"obj", "iobj", "nsubj:pass"})
_OWN = frozenset({"nsubj", "nsubj:pass", "aux:pass"})
"""What a verb has that does not share the subject of the verb before it, or not as its agent."""
_PREDICATES = frozenset({"ADJ", "NOUN"})


@dataclass(frozen=True, slots=True)
class Action:
    """A word that says what a character does, suffers, has or is."""

    character: Annotated[int, Col("whom it is said of", refers="characters")]
    role: Annotated[
        ActionRole,
        Col("they do it, it is done to them, they have it, or they are it or such a one"),
    ]
    token: Annotated[int, Col("the word's token id", refers="tokens")]
    lemma: Annotated[str, Col("dictionary form of the word")]
    mention: Annotated[int, Col("the words that mean the character", refers="mentions")]
    span: Span


@table(Action, "actions")
def actions(story: Story) -> Iterator[Action]:
    """The actions of the story, in the order of the mentions that they are of."""
    if not len(story.reading.tokens):
        return
    grammar = _ActionGrammar(story)
    cast = {character.id for character in story.characters}
    mentions, tokens = story.mentions, story.reading.tokens
    pairs = zip(mentions.entity.tolist(), mentions.head.tolist(), strict=True)
    for mention, (who, head) in enumerate(pairs):
        if who not in cast:
            continue
        for role, word in grammar.said_of(head):
            span = Span(int(tokens.start[word]), int(tokens.end[word]))
            yield Action(who, role, word, story.reading.lemmas[word], mention, span)


class _ActionGrammar:
    """What hangs on whom in the clauses of the story."""

    def __init__(self, story: Story) -> None:
        self._clauses = story.clauses
        self._relations = story.reading.deprels
        self._tags = story.reading.upos

    def said_of(self, head: int) -> Iterator[tuple[ActionRole, int]]:
        """The words that say something of whoever the token heads a mention of."""
        for word in self._clauses.dependents(head, ("amod",)):
            if self._tags[word] == "ADJ":
                yield "modifier", word
        governor, relation = self._clauses.head(head), self._relations[head]
        if governor < 0:
            return
        tag = self._tags[governor]
        if relation in _PATIENT and tag == "VERB":
            yield "patient", governor
        elif relation == "nmod:poss":
            yield "possession", governor
        elif relation == "nsubj" and tag == "VERB":
            for verb in (governor, *self._coordinated(governor)):
                yield "agent", verb
        elif relation == "nsubj" and tag in _PREDICATES:
            yield "modifier", governor

    def _coordinated(self, verb: int) -> Iterator[int]:
        """The verbs beside this one that have its subject too: she came *and wept*."""
        for other in self._clauses.dependents(verb, ("conj",)):
            if self._tags[other] == "VERB" and not self._clauses.dependents(other, _OWN):
                yield other
