"""Who never eats meat, or never drinks, and does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.food import ALCOHOL, DRINKING, EATING, MEAT, MEATLESS
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import doer
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["Lapse", "lapses"]

_ABSTAINERS = {
    "vegetarian": "meat",
    "vegan": "meat",
    "teetotal": "alcohol",
    "teetotaller": "alcohol",
    "teetotaler": "alcohol",
}
_FOODS = {"meat": MEAT, "alcohol": ALCOHOL}
_VERBS = {"meat": EATING, "alcohol": DRINKING}
_HELPING = frozenset({"cut", "finish", "order", "salt"})
"""What one does to one's own food, and so is going to eat it."""
_NEVER = frozenset({"never", "not", "n't", "n’t"})
_ATE = frozenset({"eat", "touch", "taste"})
_AGAIN = re.compile(
    r"\b(?:first\stime|no\slonger|any\s?more|gave\sup|given\sup|lapsed?|first\s(?:meat|drink)|used\sto|once|until|relapse\w*)\b",
    re.IGNORECASE,
)


_NEVER_SEEN = re.compile(
    r"\b(?:[Nn]obody|[Nn]o\sone|[Nn]one)\b[^.;]{0,40}\bever\s(?:seen|known)\s(?P<who>[A-Z]\w+|him|her)\s(?:to\s)?"
    r"(?:eat|touch|drink|take)\s(?:a\s)?(?P<food>meat|drink|drop|alcohol|beer|wine)\b"
)


_BEGAN = re.compile(
    r"\b(?:started|begun|began|taken\sto|gone\sback\sto|went\sback\sto)\s(?:eating|drinking|touching|meat|drink)\b"
)


@dataclass(frozen=True, slots=True)
class Lapse:
    """``who`` abstains from ``what`` (meat, alcohol), and has it at ``second``."""

    who: int | None
    what: str
    first: Span
    second: Span


def lapses(story: Story) -> Iterator[Lapse]:
    """The first meal or drink of each one who is said to abstain from it."""
    abstain = dict[tuple[int, str], Span]()
    for who, what, span in sorted(_abstainers(story), key=lambda a: a[2]):
        abstain.setdefault((who, what), span)
    if not abstain:
        return
    for act in story.acts.all:
        doing = doer(story, act)
        if doing is None or act.when != "now":
            continue
        for what, verbs in _VERBS.items():
            first = abstain.get((doing, what))
            food = _food(story, act, what) if act.lemma in verbs or act.lemma in _HELPING else -1
            if food >= 0 and act.lemma in _HELPING and not _is_own(story, food):
                continue
            if first is None or food < 0:
                continue
            span = story.acts.span(act.token, food)
            began = _BEGAN.search(story.manuscript.text, first.end, max(first.end, span.start))
            if (
                span.start > first.end
                and not began
                and not _AGAIN.search(_around(story, act.token))
            ):
                del abstain[doing, what]
                yield Lapse(None if doing < 0 else doing, what, first, span)


def _is_own(story: Story, food: int) -> bool:
    possessors = story.clauses.dependents(food, ("nmod:poss",))
    return any(story.clauses.words[t] in ("his", "her", "my") for t in possessors)


def _around(story: Story, token: int) -> str:
    """The sentence of a token, and the one before it."""
    begin, end = story.clauses.sentence(token)
    before = story.clauses.sentence(begin - 1)[0] if begin else begin
    return story.clauses.text(before, end)


def _food(story: Story, act: Act, what: str) -> int:
    """The food that an act is done to: its object, or what its object or place is full of."""
    clauses, foods = story.clauses, _FOODS[what]
    acts = story.acts
    reached = [*acts.objects(act.token), *(t for t, _ in acts.obliques(act.token))]
    within = [t for one in reached for t in clauses.dependents(one)]
    for token in [*reached, *within]:
        words = {clauses.words[token], story.reading.lemmas[token].lower()}
        around = {clauses.words[t] for t in clauses.dependents(token)}
        if words & foods and not around & MEATLESS:
            return token
    return -1


def _abstainers(story: Story) -> Iterator[tuple[int, str, Span]]:
    """ "She was a vegetarian", "he had not touched meat for years", "he never drank"."""
    clauses, reading = story.clauses, story.reading
    yield from _never_seen_to(story)
    for token, word in enumerate(clauses.words):
        what, subject = "", -1
        if word in _ABSTAINERS and clauses.dependents(token, ("cop",)):
            what, subject = _ABSTAINERS[word], clauses.subject(token)
            if not (status := clauses.status(token, token + 1)) or status.negated:
                continue
        elif reading.upos[token] == "VERB" and _denied(story, token):
            lemma = reading.lemmas[token].lower()
            objects = {clauses.words[t] for t in clauses.dependents(token, ("obj",))}
            if lemma in _ATE and "meat" in objects:
                what, subject = "meat", clauses.subject(token)
            never = "never" in clauses.words[max(0, token - 3) : token]
            if (lemma == "drink" and not objects and never) or (
                lemma == "touch" and "drop" in objects
            ):
                what, subject = "alcohol", clauses.subject(token)
        if not what or subject < 0:
            continue
        owner = clauses.who(subject)
        told = clauses.quote_of[token] < 0 or clauses.words[subject] == "i"
        if owner is not None and told and owner.confidence >= 0.5:
            yield owner.entity, what, clauses.span(min(subject, token), max(subject, token) + 1)


def _never_seen_to(story: Story) -> Iterator[tuple[int, str, Span]]:
    """ "Nobody at the table had ever seen her eat meat"."""
    for match in _NEVER_SEEN.finditer(story.manuscript.text):
        owner = story.clauses.who(story.clauses.token_at(match.start("who")))
        if owner is not None and story.speech.at(match.start()) is None:
            what = "meat" if match["food"] in MEAT else "alcohol"
            yield owner.entity, what, Span(*match.span())


def _denied(story: Story, token: int) -> bool:
    clauses = story.clauses
    return any(clauses.words[t] in _NEVER for t in clauses.dependents(token, ("advmod",)))
