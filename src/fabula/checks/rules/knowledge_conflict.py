"""Somebody asks what they have been told.

What it finds
    A question to somebody about where they live, their name, their age, their work, where
    they are from, whether they are married, their children, brothers and sisters, when they
    have told it to the one who asks, and nothing says that it was forgotten.

Why a reader cares
    A reader remembers the answer, and takes the question for a sign: of lying, of drink, of
    illness. Where it is none, the scene was moved or written twice.

Flagged
    - "I live in Dover," said Anna to Tom. "I know it," said Tom. ¶ They walked on. ¶ Tom
      turned to Anna. "**Where do you live**?" said Tom. "In Dover," said Anna.
    - "I am twelve," Tom told Anna. "So old!" said Anna. ¶ Later Anna poured the tea. "**How
      old are you**, Tom?" said Anna. "Twelve," said Tom.

Fine
    - "I live in Dover," said Anna to Tom. "I know it," said Tom. ¶ "Where do you live again?"
      said Tom. "In Dover," said Anna.
      Because: he says that he has forgotten.
    - "I live in Dover," said Anna to Mary. "Oh," said Mary. ¶ "Where do you live?" said Tom.
      "In Dover," said Anna.
      Because: he was not there when she told it.
    - "Where do you live?" said Tom. "I live in Dover," said Anna.
      Because: she tells it after he asks.

Known misses
    What the narrator says to have been told, and all knowledge of other things.

Source
    Amy Schneider, The Chicago Guide to Copyediting Fiction (2023), on who knows what.
"""

from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import Shared, StoryView
from fabula.story.continuity.answers import AskedAgain, asked_again

__all__ = ["knowledge_conflict"]


@check(
    level="query", topic="continuity", needs={"quotes", "characters"}, reach="book", evidence=True
)
def knowledge_conflict(story: StoryView) -> Iterator[Finding]:
    """Tell of each question whose answer was given to the one who asks."""
    names = {c.id: c.name for c in story.characters}
    for again in story.derive_from_story(_asked, "quotes"):
        asker, who = names.get(again.asker, "Somebody"), names.get(again.who, "somebody")
        yield story.finding(
            again.asked,
            f"{asker} asks {who} here, but was told {again.topic}.",
            evidence=(Evidence(again.told, f"{who} tells {asker}"),),
            confidence=0.5,
        )


def _asked(shared: Shared) -> tuple[AskedAgain, ...]:
    return tuple(asked_again(shared.story))
