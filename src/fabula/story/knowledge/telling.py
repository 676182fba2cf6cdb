"""What people say to one another: who is told something knows it, and so does who tells it.

Only what somebody says has happened, of themselves or of another person, in a clause of its
own: "I broke it", "he has sold the house". Orders, questions and suppositions tell nothing.
"""

from collections.abc import Iterator

from fabula.english.knowing import NOT_TELLING
from fabula.story.knowledge.holding import Held
from fabula.story.knowledge.wording import has_content, stretch, whom_named
from fabula.story.model import Story

__all__ = ["statements"]

_HEARER = frozenset({"you", "thou", "ye"})
_HANGING = frozenset("when while if because since until what who".split())
_MAIN = frozenset({"root", "parataxis"})
_PERFECT = frozenset({"have", "has", "'ve", "’ve", "had"})
_SURE = 0.5


def statements(story: Story) -> Iterator[Held]:
    """What each statement lets its hearers know, and shows its speaker to know."""
    clauses, xpos = story.clauses, story.reading.xpos
    for token, quote in enumerate(clauses.quote_of):
        if quote < 0 or xpos[token] not in ("VBD", "VBN") or not _is_main(story, token):
            continue
        row = story.quotes[quote]
        if row.speaker is None or not _tells(story, token):
            continue
        clause = stretch(story, token)
        if not has_content(story, clause) or clauses.words[clause[0]] in _HANGING:
            continue
        for hearer in row.addressees:
            if hearer != row.speaker:
                yield Held(hearer, "knows", "told", row.speaker, clause, token, "open", _SURE)
        yield Held(row.speaker, "knows", "always", None, clause, token, "open", _SURE)


def _is_main(story: Story, token: int) -> bool:
    """Whether a clause stands by itself in what is said."""
    relation, head = story.reading.deprels[token], story.clauses.head(token)
    quotes = story.clauses.quote_of
    return relation in _MAIN or (relation == "ccomp" and quotes[head] != quotes[token])


def _tells(story: Story, token: int) -> bool:
    """Whether a verb says that somebody, not the hearer, has done something."""
    clauses, reading = story.clauses, story.reading
    if reading.lemmas[token].lower() in NOT_TELLING or clauses.status(token, token + 1) is None:
        return False
    helpers = {clauses.words[t] for t in clauses.dependents(token, ("aux",))}
    if reading.xpos[token] == "VBN" and not helpers & _PERFECT:
        return False
    found = clauses.dependents(token, ("nsubj",))
    if not found or clauses.words[found[0]] in _HEARER:
        return False
    same = clauses.quote_of[found[0]] == clauses.quote_of[token]
    return same and whom_named(story, found[0], token) is not None
