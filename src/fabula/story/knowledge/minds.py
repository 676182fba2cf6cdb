"""What the text says that people know, believe, doubt or are told, clause by clause.

Only what is said outright counts: a verb of the mind or of telling with a clause of its own
("she knew that he had lied"), the words "I thought" of what somebody thought before, and what
somebody says has happened, whose hearers then know it. Denials ("did not know"), questions and
suppositions say of nobody that they know.
"""

from collections.abc import Iterator

from fabula.english.knowing import BELIEVING, DOUBTING, KNOWING, LETTING_KNOW, MADE_OUT
from fabula.manuscript.spans import Span
from fabula.story.knowledge.hints import hinted
from fabula.story.knowledge.holding import Attitude, Came, Held
from fabula.story.knowledge.telling import statements
from fabula.story.knowledge.witnessing import witnessed
from fabula.story.knowledge.wording import (
    asks,
    clause_before,
    clause_under,
    is_denied,
    is_said,
    whom_named,
)
from fabula.story.model import Story

__all__ = ["clause_span", "held_in"]

_SELF = frozenset({"i", "me"})
_SURE = frozenset({"sure", "certain", "convinced", "positive"})
_AWARE = frozenset({"aware", "conscious"})
_CAME: dict[str, Came | None] = {
    "none": None, "saw": "saw", "heard": "heard", "inferred": "inferred", "read": "read",
}  # fmt: skip
_MADE_OUT = frozenset(phrase.partition(" ")[0] for phrase in MADE_OUT)
_VERBS = frozenset(KNOWING) | BELIEVING | DOUBTING | LETTING_KNOW | _MADE_OUT
_ALREADY = frozenset({"know", "remember", "recall", "recollect"})
_THOUGHT, _DOUBTED = 0.6, 0.5


def held_in(story: Story) -> Iterator[Held]:
    """Every attitude that the text tells of; not in the order of its words."""
    reading = story.reading
    for token, upos in enumerate(reading.upos):
        if upos == "VERB":
            lemma = reading.lemmas[token].lower()
            if lemma in _VERBS:
                yield from _by_verb(story, token, lemma)
        elif upos == "ADJ" and story.clauses.words[token] in _SURE | _AWARE:
            yield from _by_adjective(story, token)
    yield from hinted(story)
    yield from witnessed(story)
    yield from statements(story)


def _by_verb(story: Story, token: int, lemma: str) -> Iterator[Held]:
    clause = clause_under(story, token)
    if clause is None and lemma in BELIEVING:
        clause = clause_before(story, token)
    if clause is None or not is_said(story, token):
        return
    if lemma in LETTING_KNOW:
        yield from _let_know(story, token, clause)
        return
    who = whom_named(story, story.clauses.subject(token), token)
    if who is not None:
        yield from _held(story, token, lemma, who, clause)


def _held(
    story: Story, token: int, lemma: str, who: int, clause: tuple[int, int]
) -> Iterator[Held]:
    denied = is_denied(story, token)
    if lemma in KNOWING or lemma in _MADE_OUT:
        if not denied and lemma != "forget" and not asks(story, clause):
            yield from _known(story, token, lemma, who, clause)
        return
    if lemma in DOUBTING or denied:
        attitude: Attitude = "denies" if lemma == "deny" else "doubts"
        if not (denied and lemma in DOUBTING):
            yield Held(who, attitude, None, None, clause, token, "open", _DOUBTED)
        return
    if _was_thought(story, token, lemma):
        yield Held(who, "believes", "inferred", None, clause, token, "not so", _DOUBTED)
        yield Held(who, "doubts", None, None, clause, token, "not so", _DOUBTED)
    else:
        yield Held(who, "believes", "inferred", None, clause, token, "open", _THOUGHT)


def _known(
    story: Story, token: int, lemma: str, who: int, clause: tuple[int, int]
) -> Iterator[Held]:
    particles = story.clauses.dependents(token, ("compound:prt",))
    phrase = " ".join((lemma, *(story.clauses.words[t] for t in particles)))
    if lemma in KNOWING and phrase not in MADE_OUT:
        how = "always" if lemma in _ALREADY and _is_old(story, token) else _CAME[KNOWING[lemma]]
    elif phrase in MADE_OUT:
        how = "inferred"
    else:
        return
    yield Held(who, "knows", how, None, clause, token, "so")


def _by_adjective(story: Story, token: int) -> Iterator[Held]:
    """ "She was sure that he had lied", "aware that it rained"."""
    clause = clause_under(story, token)
    who = whom_named(story, story.clauses.subject(token), token)
    if clause is None or who is None or is_denied(story, token) or not is_said(story, token):
        return
    if story.clauses.words[token] in _AWARE:
        yield Held(who, "knows", None, None, clause, token, "so")
    else:
        yield Held(who, "believes", "inferred", None, clause, token, "open", _THOUGHT)


def _let_know(story: Story, token: int, clause: tuple[int, int]) -> Iterator[Held]:
    """ "Told him that she left": he knows; "he was told that ..." too."""
    clauses = story.clauses
    passive = clauses.dependents(token, ("nsubj:pass",))
    hearers = passive or clauses.dependents(token, ("iobj", "obj"))
    teller = None if passive else whom_named(story, clauses.subject(token), token)
    if is_denied(story, token) or asks(story, clause) or (teller is None and not passive):
        return
    for hearer in hearers:
        who = whom_named(story, hearer, token)
        if who is not None and who != teller:
            yield Held(who, "knows", "told", teller, clause, token, "open")


def _is_old(story: Story, token: int) -> bool:
    """ "Had known": what somebody knew before."""
    words = story.clauses.words
    found = story.clauses.dependents(token, ("aux",))
    return any(words[t] in ("had", "'d", "’d", "'ve", "’ve", "have", "has") for t in found)


def _was_thought(story: Story, token: int, lemma: str) -> bool:
    """ "I thought you were dead", said aloud, or "she had thought": so it is not."""
    clauses, reading = story.clauses, story.reading
    if lemma not in ("think", "believe", "suppose", "assume"):
        return False
    if clauses.quote_of[token] >= 0:
        subject = clauses.subject(token)
        mine = subject >= 0 and clauses.words[subject] in _SELF
        return mine and reading.xpos[token] == "VBD"
    return _is_old(story, token)


def clause_span(story: Story, held: Held) -> Span:
    """The words of the clause that is held."""
    return story.clauses.span(*held.clause)
