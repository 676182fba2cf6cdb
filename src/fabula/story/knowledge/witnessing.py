"""What people see and hear others do: "he saw Anna take the key", "she watched them go"."""

from collections.abc import Iterator

from fabula.english.knowing import WITNESSING
from fabula.story.knowledge.holding import Came, Held
from fabula.story.knowledge.wording import has_content, is_denied, is_said, stretch, whom_named
from fabula.story.model import Story

__all__ = ["witnessed"]

_DONE = frozenset({"VB", "VBG", "VBN"})
_CAME: dict[str, Came] = {"saw": "saw", "heard": "heard"}


def witnessed(story: Story) -> Iterator[Held]:
    """Who sees or hears somebody do something, which is so."""
    clauses, reading = story.clauses, story.reading
    for token, upos in enumerate(reading.upos):
        lemma = reading.lemmas[token].lower() if upos == "VERB" else ""
        if lemma not in WITNESSING or is_denied(story, token) or not is_said(story, token):
            continue
        who = whom_named(story, clauses.subject(token), token)
        for done in clauses.dependents(token, ("xcomp", "ccomp")):
            doer = _doer(story, token, done)
            if who is None or doer < 0 or whom_named(story, doer, token) in (None, who):
                continue
            first, last = stretch(story, done)
            clause = min(first, doer), last
            if first > token and reading.xpos[done] in _DONE and has_content(story, clause):
                yield Held(who, "knows", _CAME[WITNESSING[lemma]], None, clause, token, "so")


def _doer(story: Story, verb: int, done: int) -> int:
    """Who does what is seen: the subject of its verb, or the object of the verb of seeing."""
    clauses = story.clauses
    marks = {clauses.words[t] for t in clauses.dependents(done, ("mark", "aux"))}
    if marks:
        return -1  # "saw him to be", "saw that he had gone"
    found = clauses.dependents(done, ("nsubj",)) or clauses.dependents(verb, ("obj",))
    return found[0] if found else -1
