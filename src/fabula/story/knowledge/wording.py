"""Clauses that somebody knows or tells: their tokens, and whom a word in them means."""

from fabula.story.facts.modality import when_of
from fabula.story.model import Quote, Story

__all__ = [
    "asks",
    "clause_before",
    "clause_under",
    "has_content",
    "is_denied",
    "is_said",
    "said_before",
    "stretch",
    "whom_named",
]

_CLAUSE = ("ccomp",)
_SELF = frozenset({"i", "me"})
_HEARER = frozenset({"you"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OWN = ("nsubj", "nsubj:pass", "expl", "csubj")
_ASKED = frozenset({"if", "whether", "what", "who", "where", "when", "why", "how", "which"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
_EMPTY = frozenset({"do", "be", "have", "go", "so", "too", "thing", "well", "then", "just", "not"})
_AT_EITHER_END = frozenset({"that", "and", "so", "then"})


def clause_under(story: Story, token: int) -> tuple[int, int] | None:
    """The tokens of the finite clause that follows a word and hangs on it, if there is one."""
    clauses = story.clauses
    for head in clauses.dependents(token, _CLAUSE):
        if _is_finite(story, head) and clauses.quote_of[head] == clauses.quote_of[token]:
            first, last = stretch(story, head)
            if first > token and has_content(story, (first, last)):
                return first, last
    return None


def clause_before(story: Story, token: int) -> tuple[int, int] | None:
    """The clause told before the verb that says who thinks it: "it was over, he thought"."""
    clauses, reading = story.clauses, story.reading
    head = clauses.head(token)
    own = [head] if reading.deprels[token] == "parataxis" and head >= 0 else []
    for one in (*own, *clauses.dependents(token, _CLAUSE)):
        if one > token or not _is_finite(story, one):
            continue
        first, last = _without(story, stretch(story, one), token)
        if last <= token and has_content(story, (first, last)):
            return first, last
    return None


def _without(story: Story, clause: tuple[int, int], token: int) -> tuple[int, int]:
    """The part of a clause before a verb and the words of that verb."""
    first, last = clause
    own = [t for t in story.clauses.dependents(token) if first <= t < token]
    inside = [t for t in own if story.reading.deprels[t] not in _CLAUSE]
    end = min([token, *inside]) if first <= token < last else last
    while end > first and story.reading.upos[end - 1] == "PUNCT":
        end -= 1
    return first, end


def _is_finite(story: Story, head: int) -> bool:
    clauses = story.clauses
    says = (head, *clauses.dependents(head, ("aux", "aux:pass", "cop")))
    finite = any(story.reading.xpos[t] in _FINITE for t in says)
    return finite and bool(clauses.dependents(head, _OWN))


def has_content(story: Story, clause: tuple[int, int]) -> bool:
    """Whether the words say anything by themselves: not "he did", "you would"."""
    upos, lemmas = story.reading.upos, story.reading.lemmas
    return any(upos[t] in _CONTENT and lemmas[t].lower() not in _EMPTY for t in range(*clause))


def said_before(story: Story, token: int) -> tuple[int, int] | None:
    """The sentence before a word's own, in its paragraph or the one before: "it" is that."""
    begin, _ = story.clauses.sentence(token)
    sentence = int(story.reading.tokens.sentence[token])
    block = story.reading.tokens.block
    if sentence == 0 or int(block[token]) - int(block[begin - 1]) > 1:
        return None
    first = int(story.reading.sentence_first[sentence - 1])
    last, upos = begin, story.reading.upos
    while first < last and upos[first] == "PUNCT":
        first += 1
    while last > first and upos[last - 1] == "PUNCT":
        last -= 1
    quotes = story.clauses.quote_of
    same = all(quotes[t] == quotes[first] for t in range(first, last))
    return (first, last) if same and first < last and has_content(story, (first, last)) else None


def stretch(story: Story, head: int) -> tuple[int, int]:
    """The tokens under a word, without the marks at either end."""
    clauses, upos = story.clauses, story.reading.upos
    under, waiting = {head}, [head]
    while waiting:
        more = [t for t in clauses.dependents(waiting.pop()) if t not in under]
        under.update(more)
        waiting += more
    same = {t for t in under if clauses.quote_of[t] == clauses.quote_of[head]}
    first, last = head, head + 1
    while first - 1 in same or (first - 2 in same and upos[first - 1] == "PUNCT"):
        first -= 1
    while last in same or (last + 1 in same and upos[last] == "PUNCT"):
        last += 1
    while first < head and (upos[first] == "PUNCT" or clauses.words[first] in _AT_EITHER_END):
        first += 1
    while last - 1 > head and upos[last - 1] == "PUNCT":
        last -= 1
    return first, last


def is_denied(story: Story, token: int) -> bool:
    """Whether a word has a "not" or "never" of its own."""
    words = story.clauses.words
    return any(words[t] in _NOT for t in story.clauses.dependents(token, ("advmod",)))


def is_said(story: Story, token: int) -> bool:
    """Whether a verb says that somebody does what it says: now or before, and not asked."""
    if is_denied(story, token):
        return True  # who does not believe doubts
    return when_of(story.clauses, token) in ("now", "before")


def asks(story: Story, clause: tuple[int, int]) -> bool:
    """ "Knew where he was", "told her what to do": the words do not say what is so."""
    return story.clauses.words[clause[0]] in _ASKED


def whom_named(story: Story, token: int, verb: int) -> int | None:
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
