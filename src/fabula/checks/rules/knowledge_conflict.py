"""Somebody asks what they have been told, or knows what they cannot.

What it finds
    A question to somebody about where they live, their name, their age, their work, where
    they are from, whether they are married, their children, brothers and sisters, when they
    have told it to the one who asks, and nothing says that it was forgotten; a question
    where somebody is, or after one who is dead, by one who was told. A name in somebody's
    mouth before it is given, or in that of a stranger to whom nobody has told it, a secret
    in the mouth of one who was not told, and news that startles the same hearer twice.

Why a reader cares
    A reader remembers the answer, and takes the question for a sign: of lying, of drink, of
    illness. Where it is none, the scene was moved or written twice.

Flagged
    - "I live in Dover," said Anna to Tom. "I know it," said Tom. ¶ They walked on. ¶ Tom
      turned to Anna. "**Where do you live**?" said Tom. "In Dover," said Anna.
    - The girl did not give her name. "Well, **Molly**," said Anna, "have a biscuit." ¶ The girl
      looked at the tin. "Thanks," she said. "I'm Molly."
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
    Most of what is known: what people see, overhear and conclude, and what the narrator says
    to have been told.

Source
    Amy Schneider, The Chicago Guide to Copyediting Fiction (2023), on who knows what.
"""

from collections.abc import Iterator

from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.scene_questions import scene_questions
from fabula.story.continuity.answers import asked_again
from fabula.story.continuity.kin_told import asked_of_kin_again
from fabula.story.continuity.news import knowledge_slips
from fabula.story.continuity.secret_work import work_not_told
from fabula.story.continuity.strangers import names_not_given

__all__ = ["knowledge_conflict"]

_SAID = {
    "name": "{who} uses the name {what} here, which is given only later.",
    "secret": "{who} speaks of the {what} here, of which nobody was told.",
    "news": "{who} tells this as news here, and has told it before.",
    "where": "{who} asks where the {what} is here, but was told.",
    "dead": "{who} asks this of the {what} here, but was told of the death.",
    "married": "{who} asks this here, but was told of {what}.",
}
_TOLD = {
    "name": "{what} gives the name",
    "secret": "nobody is told of the {what}",
    "news": "it is told",
    "where": "where the {what} is",
    "dead": "the death of the {what}",
    "married": "{what} is told",
}
_CLASHES = {
    "work not told": ("{who} knows the work here, of which nobody was told.", "nobody is told"),
    "name not given": (
        "A stranger calls {what} by name here, and nobody has said it.",
        "they have not met before",
    ),
}


@check(
    level="query",
    topic="continuity",
    needs={"reading", "mentions", "quotes", "characters", "events"},
    reach="book",
    evidence=True,
)
def knowledge_conflict(story: StoryView) -> Iterator[Finding]:
    """Tell of each question whose answer was given to the one who asks."""
    yield from scene_questions(story, "knowledge-conflict")
    names = {c.id: c.name for c in story.characters}
    searches = (asked_again, asked_of_kin_again)
    for again in (one for search in searches for one in story.find(search, "quotes")):
        asker, who = names.get(again.asker, "Somebody"), names.get(again.who, "somebody")
        yield story.finding(
            again.asked,
            f"{asker} asks {who} here, but was told {again.topic}.",
            evidence=(Evidence(again.told, f"{who} tells {asker}"),),
            confidence=0.5,
        )
    for slip in story.find(knowledge_slips, "reading", "mentions", "quotes", "events"):
        who = names.get(-1 if slip.who is None else slip.who, "Somebody")
        yield story.finding(
            slip.second,
            _SAID[slip.how].format(who=who, what=slip.what),
            evidence=(Evidence(slip.first, _TOLD[slip.how].format(what=slip.what)),),
            confidence=0.5,
        )
    for search in (names_not_given, work_not_told):
        known = story.find(search, "reading", "mentions", "quotes")
        yield from questions(story, known, _CLASHES)
