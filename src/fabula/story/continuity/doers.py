"""Who acts, for what has to be sure of it: a character, or whoever tells the story as "I"."""

from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["NARRATOR", "doer"]

NARRATOR = -1
"""Whoever tells the story as "I", whoever that is linked to."""


def doer(story: Story, act: Act) -> int | None:
    """Who acts with the whole body; None for nobody known."""
    subject = story.clauses.subject(act.token)
    if subject >= 0 and story.clauses.words[subject] == "i":
        return NARRATOR
    return act.who if act.by_part < 0 else None
