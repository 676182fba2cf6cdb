"""Knowledge without a verb of knowing and its clause.

"It struck her that he lied", "he had a feeling that it would rain"; and verbs of knowing whose
clause was said before: "he knew about Rory", "she had left. Tom knew."
"""

from collections.abc import Iterator

from fabula.english.knowing import MINDED, STRIKING
from fabula.story.knowledge.holding import Attitude, Came, Held, Truth
from fabula.story.knowledge.wording import (
    asks,
    clause_under,
    has_content,
    is_denied,
    is_said,
    said_before,
    stretch,
    whom_named,
)
from fabula.story.model import Story

__all__ = ["hinted"]

_THAT = frozenset({"it", "that", "this", "everything", "all"})
_ABOUT = frozenset({"about"})
_ON = frozenset({"on", "upon", "to"})
_BARE = frozenset({"know", "guess", "realise", "realize"})
_HAVING = frozenset({"have", "get"})
_INFERRED, _BY_BEFORE = 0.6, 0.5


def hinted(story: Story) -> Iterator[Held]:
    """Every attitude that the text tells of in such a way."""
    for token, upos in enumerate(story.reading.upos):
        if upos == "VERB":
            lemma = story.reading.lemmas[token].lower()
            if lemma in STRIKING:
                yield from _struck(story, token, lemma)
            elif lemma in _BARE:
                yield from _known_before(story, token)
        elif upos == "NOUN" and story.clauses.words[token] in MINDED:
            yield from _had_in_mind(story, token)


def _struck(story: Story, token: int, lemma: str) -> Iterator[Held]:
    """ "It dawned on him that", "it struck her that"."""
    clauses = story.clauses
    subject = clauses.dependents(token, ("expl", "nsubj"))
    found = clauses.dependents(token, ("obj", "iobj"))
    found += [t for t in clauses.dependents(token, ("obl",)) if _way(story, t) in _ON]
    clause = _clause_of(story, token)
    if clause is None or not subject or clauses.words[subject[0]] != "it" or not found:
        return
    who = whom_named(story, found[0], token)
    if who is not None and not is_denied(story, token) and is_said(story, token):
        attitude: Attitude = "knows" if STRIKING[lemma] == "knows" else "believes"
        truth: Truth = "so" if attitude == "knows" else "open"
        yield Held(who, attitude, "inferred", None, clause, token, truth, _INFERRED)


def _clause_of(story: Story, token: int) -> tuple[int, int] | None:
    """The clause with "that" which hangs on a word, whatever the parser takes it for."""
    clauses = story.clauses
    for head in clauses.dependents(token, ("csubj", "ccomp", "advcl", "acl", "acl:relcl")):
        marks = {clauses.words[t] for t in clauses.dependents(head, ("mark",))}
        if head > token and "that" in marks:
            clause = stretch(story, head)
            return clause if has_content(story, clause) else None
    return clause_under(story, token)


def _had_in_mind(story: Story, noun: int) -> Iterator[Held]:
    """ "He had a feeling that it would rain", "her belief that he lied"."""
    clauses, reading = story.clauses, story.reading
    clause = _clause_of(story, noun)
    if clause is None or any(clauses.words[t] == "no" for t in clauses.dependents(noun, ("det",))):
        return
    owner = clauses.dependents(noun, ("nmod:poss",))
    verb = clauses.head(noun)
    who = whom_named(story, owner[0], noun) if owner else None
    if who is None and verb >= 0 and reading.lemmas[verb].lower() in _HAVING:
        if is_denied(story, verb) or not is_said(story, verb):
            return
        who = whom_named(story, clauses.subject(verb), verb)
    if who is not None:
        attitude: Attitude = "knows" if MINDED[clauses.words[noun]] == "knows" else "believes"
        truth: Truth = "so" if attitude == "knows" else "open"
        yield Held(who, attitude, "inferred", None, clause, noun, truth, _INFERRED)


def _known_before(story: Story, token: int) -> Iterator[Held]:
    """ "He knew about Rory"; "she had left, and he knew it": what was said just before."""
    clauses = story.clauses
    if is_denied(story, token) or not is_said(story, token):
        return
    if clauses.dependents(token, ("ccomp", "xcomp", "advcl", "iobj")):
        return
    who = whom_named(story, clauses.subject(token), token)
    objects = clauses.dependents(token, ("obj",))
    about = [t for t in clauses.dependents(token, ("obl",)) if _way(story, t) in _ABOUT]
    clause = stretch(story, about[0]) if about else None
    spoken = clauses.quote_of[token] >= 0
    if clause is None and not spoken and all(clauses.words[t] in _THAT for t in objects):
        clause = said_before(story, token)
    if who is None or clause is None or asks(story, clause):
        return
    how: Came | None = None if story.reading.lemmas[token].lower() == "know" else "inferred"
    yield Held(who, "knows", how, None, clause, token, "so", _BY_BEFORE)


def _way(story: Story, noun: int) -> str:
    clauses = story.clauses
    return next((clauses.words[t] for t in clauses.dependents(noun, ("case",))), "")
