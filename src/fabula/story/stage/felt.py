"""A feeling as a move on the stage, and what a verb is done with that names one."""

from dataclasses import replace
from typing import cast

from fabula.english.feelings import IN_FEELING
from fabula.english.stage import EMOTION_NOUNS
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Channel, Emotion, Move

__all__ = ["done_in", "felt", "is_one_of_two", "lasting"]

_WITH = frozenset({"with", "in", "from", "for"})


def felt(acts: Acts, act: Act, who: int, word: str, emotion: str, channel: str) -> Move:
    """Somebody feels something, by an act and the word for it."""
    return Move(act, "feeling", "begins", who, value=word, span=acts.span(act.token),
                emotion=cast(Emotion, emotion), channel=cast(Channel, channel))  # fmt: skip


def done_in(acts: Acts, verb: int) -> str:
    """The emotion in which something is said to be done: "wept with joy", "shook from rage"."""
    words = acts.clauses.words
    for noun, way in acts.obliques(verb):
        if way in _WITH:
            emotion = EMOTION_NOUNS.get(words[noun]) or IN_FEELING.get(words[noun])
            if emotion is not None:
                return emotion
    return ""


def is_one_of_two(acts: Acts, token: int) -> bool:
    """Whether the telling leaves it open: "he was sobbing, or laughing"."""
    clauses = acts.clauses
    joined = [token] if acts.story.reading.deprels[token] == "conj" else []
    joined += clauses.dependents(token, ("conj",))
    return any(clauses.words[t] == "or" for one in joined for t in clauses.dependents(one, ("cc",)))


def lasting(act: Act) -> Act:
    """What had turned, filled or gone so is so still: "her eyes had filled"."""
    return replace(act, when="now") if act.when == "before" else act
