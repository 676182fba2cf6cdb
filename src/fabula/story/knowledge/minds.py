"""What the text says that people know, believe, doubt or are told, clause by clause.

Only what is said outright counts: a verb of the mind or of telling with a clause of its own
("she knew that he had lied"), the words "I thought" of what somebody thought before, and what
somebody says has happened to one other, who then knows it. Denials ("did not know"), questions
and suppositions say of nobody that they know.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fabula.english.knowing import BELIEVING, DOUBTING, KNOWING, LETTING_KNOW
from fabula.manuscript.spans import Span
from fabula.story.facts.modality import when_of
from fabula.story.model import Quote, Story

__all__ = ["Attitude", "Came", "Held", "Truth", "clause_span", "held_in"]

Attitude = Literal["knows", "believes", "doubts", "denies"]
Came = Literal["saw", "heard", "told", "read", "inferred", "always"]
Truth = Literal["so", "not so", "open"]

_CLAUSE = ("ccomp",)
_SELF = frozenset({"i", "me"})
_HEARER = frozenset({"you"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_SURE = frozenset({"sure", "certain", "convinced", "positive"})
_AWARE = frozenset({"aware", "conscious"})
_ASKED = frozenset({"if", "whether", "what", "who", "where", "when", "why", "how", "which"})
_CAME: dict[str, Came | None] = {
    "none": None, "saw": "saw", "heard": "heard", "inferred": "inferred", "read": "read",
}  # fmt: skip
_VERBS = frozenset(KNOWING) | BELIEVING | DOUBTING | LETTING_KNOW
_OF_MINDS = frozenset({"say", "mean", "want", "feel", "wonder", "ask", "hope", "wish"})
_MAIN = frozenset({"root", "parataxis", "conj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ALREADY = frozenset({"know", "remember", "recall", "recollect"})
_TOLD, _THOUGHT, _DOUBTED = 0.7, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's attitude to a clause.

    ``clause``: its first and exclusive last token. ``verb``: the word that says so. ``truth``:
    whether the clause is so, as far as the verb tells. ``source``: who told them.
    """

    who: int
    attitude: Attitude
    how: Came | None
    source: int | None
    clause: tuple[int, int]
    verb: int
    truth: Truth
    confidence: float = _TOLD


def held_in(story: Story) -> Iterator[Held]:
    """Every attitude that the text tells of, in the order of its words."""
    reading = story.reading
    for token, upos in enumerate(reading.upos):
        if upos == "VERB":
            lemma = reading.lemmas[token].lower()
            if lemma in _VERBS:
                yield from _by_verb(story, token, lemma)
        elif upos == "ADJ" and story.clauses.words[token] in _SURE | _AWARE:
            yield from _by_adjective(story, token)
    yield from _told(story)


def _told(story: Story) -> Iterator[Held]:
    """What somebody says has happened, to one who then knows it: "I broke it"."""
    clauses, reading = story.clauses, story.reading
    for token, quote in enumerate(clauses.quote_of):
        if quote < 0 or reading.xpos[token] != "VBD" or not _is_main(story, token):
            continue
        speaker, hearers = story.quotes[quote].speaker, story.quotes[quote].addressees
        lemma = reading.lemmas[token].lower()
        if len(hearers) != 1 or hearers[0] == speaker or lemma in _VERBS | _OF_MINDS:
            continue
        subject = clauses.subject(token)
        if subject < 0 or clauses.quote_of[subject] != quote or clauses.words[subject] in _HEARER:
            continue
        if clauses.status(token, token + 1) is not None:
            clause = _stretch(story, token)
            yield Held(hearers[0], "knows", "told", speaker, clause, token, "open", _DOUBTED)


def _is_main(story: Story, token: int) -> bool:
    """Whether a clause stands by itself in what is said."""
    relation, head = story.reading.deprels[token], story.clauses.head(token)
    quotes = story.clauses.quote_of
    return relation in _MAIN or (relation in _CLAUSE and quotes[head] != quotes[token])


def _by_verb(story: Story, token: int, lemma: str) -> Iterator[Held]:
    clause = _clause(story, token)
    if clause is None or not _is_said(story, token):
        return
    if lemma in LETTING_KNOW:
        yield from _let_know(story, token, clause)
        return
    who = _person(story, story.clauses.subject(token), token)
    if who is None:
        return
    yield from _held(story, token, lemma, who, clause)


def _held(
    story: Story, token: int, lemma: str, who: int, clause: tuple[int, int]
) -> Iterator[Held]:
    denied = _is_denied(story, token)
    if lemma in KNOWING:
        if not denied and lemma != "forget" and not _asks(story, clause):
            how = "always" if lemma in _ALREADY and _is_old(story, token) else _CAME[KNOWING[lemma]]
            yield Held(who, "knows", how, None, clause, token, "so")
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


def _by_adjective(story: Story, token: int) -> Iterator[Held]:
    """ "She was sure that he had lied", "aware that it rained"."""
    clause = _clause(story, token)
    who = _person(story, story.clauses.subject(token), token)
    if clause is None or who is None or _is_denied(story, token) or not _is_said(story, token):
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
    teller = None if passive else _person(story, clauses.subject(token), token)
    if _is_denied(story, token) or _asks(story, clause) or (teller is None and not passive):
        return
    for hearer in hearers:
        who = _person(story, hearer, token)
        if who is not None and who != teller:
            yield Held(who, "knows", "told", teller, clause, token, "open")


def _clause(story: Story, token: int) -> tuple[int, int] | None:
    """The tokens of the clause that a verb has; None where it has none, or one that asks."""
    clauses = story.clauses
    for head in clauses.dependents(token, _CLAUSE):
        first, last = _stretch(story, head)
        own = clauses.dependents(head, ("nsubj", "nsubj:pass", "expl", "csubj"))
        says = (head, *clauses.dependents(head, ("aux", "aux:pass", "cop")))
        if not own or not any(story.reading.xpos[t] in _FINITE for t in says):
            continue
        if first > token and clauses.quote_of[head] == clauses.quote_of[token]:
            return first, last
    return None


def _stretch(story: Story, head: int) -> tuple[int, int]:
    """The tokens under a word, without the marks at either end."""
    clauses, upos = story.clauses, story.reading.upos
    begin, end = clauses.sentence(head)
    heads = [clauses.head(t) for t in range(begin, end)]
    under = {head}
    for _ in range(end - begin):
        more = {t for t in range(begin, end) if heads[t - begin] in under} - under
        if not more:
            break
        under |= more
    same = {t for t in under if clauses.quote_of[t] == clauses.quote_of[head]}
    first, last = head, head + 1
    while first - 1 in same or (first - 2 in same and upos[first - 1] == "PUNCT"):
        first -= 1
    while last in same or (last + 1 in same and upos[last] == "PUNCT"):
        last += 1
    while first < head and (upos[first] == "PUNCT" or clauses.words[first] == "that"):
        first += 1
    while last - 1 > head and upos[last - 1] == "PUNCT":
        last -= 1
    return first, last


def _is_said(story: Story, token: int) -> bool:
    """Whether a verb says that somebody does what it says: now or before, and not asked."""
    if _is_denied(story, token):
        return True  # who does not believe doubts
    return when_of(story.clauses, token) in ("now", "before")


def _is_denied(story: Story, token: int) -> bool:
    words = story.clauses.words
    return any(words[t] in _NOT for t in story.clauses.dependents(token, ("advmod",)))


def _is_old(story: Story, token: int) -> bool:
    """ "Had known": what somebody knew before."""
    words = story.clauses.words
    found = story.clauses.dependents(token, ("aux",))
    return any(words[t] in ("had", "'d", "’d", "'ve", "’ve", "have", "has") for t in found)


def _asks(story: Story, clause: tuple[int, int]) -> bool:
    """ "Knew where he was", "told her what to do": the words do not say what is so."""
    return story.clauses.words[clause[0]] in _ASKED


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


def _person(story: Story, token: int, verb: int) -> int | None:
    """Whom a word means: in speech "I" is who speaks, and "you" the one spoken to."""
    if token < 0:
        return None
    clauses = story.clauses
    quote = clauses.quote_of[verb]
    if quote >= 0:
        said = _in_speech(clauses.words[token], story.quotes[quote])
        if said is not None:
            return said
    owner = clauses.who(token)
    heads = token in clauses.by_head or story.reading.upos[token] in ("PRON", "PROPN")
    return owner.entity if owner is not None and heads else None


def _in_speech(word: str, quote: Quote) -> int | None:
    if word in _SELF:
        return quote.speaker
    if word in _HEARER and len(quote.addressees) == 1:
        return quote.addressees[0]
    return None


def clause_span(story: Story, held: Held) -> Span:
    """The words of the clause that is held."""
    return story.clauses.span(*held.clause)
