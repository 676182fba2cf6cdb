"""A thing that is where it cannot be.

What it finds
    A thing given away that the giver takes out again, one put down that is in the hand
    without having been taken up, one left in one place and taken from another, and a
    locked door that opens; one that was burnt, sunk or left behind and is used, a telephone
    without power that rings, and food, drink or a cigarette finished and gone on with:
    each when nothing between the two passages accounts for it.

Why a reader cares
    A prop that wanders tells the reader that the writer has lost sight of the room; in a
    mystery they will take it for a clue.

Flagged
    - Tom shook the lighter into her palm, and Anna closed her fist on it. ¶ They walked up
      the hill. ¶ Tom **got out the lighter** and lit a candle.
    - Tom burned the letter in the saucer. "Was that wise?" said Anna. Tom **took the letter**
      out of his pocket and read it once more.
    - The battery was dead. Tom put the phone down. "Well," said Anna. They sat for an hour.
      Then **the phone rang**, and Tom snatched it up.
    - Anna locked the door and leaned on it. ¶ "Is it done?" said Tom. ¶ They sat in the
      dark and waited. ¶ At two **the door opened**, and a man walked in.

Fine
    - Tom gave Anna the lighter. ¶ Anna lit a candle and gave Tom the lighter. ¶ Tom took out
      the lighter.
      Because: she gave it back.
    - Anna locked the door. ¶ They waited in the dark. ¶ There was a key in the lock, and the
      door opened.
      Because: whoever came had a key.
    - Tom put the book on the table. ¶ Anna picked up the book and tapped the book on her
      knee.
      Because: she took it up.

Known misses
    Things called by another name the second time, and things of which there are many.

Source
    Amy Schneider, The Chicago Guide to Copyediting Fiction (2023), on props.
"""

from collections.abc import Iterator

from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.scene_questions import scene_questions
from fabula.display import capitalised
from fabula.story.continuity.broken import whole_again
from fabula.story.continuity.consumed import used_up
from fabula.story.continuity.doors import opened_locked
from fabula.story.continuity.lost import lost_and_used
from fabula.story.continuity.spent import spent_things
from fabula.story.continuity.things import misplaced

__all__ = ["object_conflict"]

_GONE = {
    "destroyed": "is destroyed",
    "left": "was left behind",
    "dead": "has no power",
}
_SAID = {
    "given": ("{who} has the {thing} here, but gave it away.", "{who} gives the {thing} away"),
    "put": (
        "{who} has the {thing} in the hand here, but put it down.",
        "{who} puts the {thing} down",
    ),
    "left": ("The {thing} is taken from here, but lay elsewhere.", "where the {thing} is"),
}
_CLASHES = {
    "lost": ("The {what} is used here, but has fallen where nobody can get it.", "it is lost"),
    "broken": ("The {what} is used here, but has gone to pieces.", "it breaks"),
    "used up": ("{who} takes of the {what} here, but has finished it.", "nothing is left of it"),
}


@check(
    level="query",
    topic="continuity",
    needs={"reading", "mentions", "characters", "quotes"},
    reach="book",
    evidence=True,
)
def object_conflict(story: StoryView) -> Iterator[Finding]:
    """Tell of each thing that two passages put in two places."""
    yield from scene_questions(story, "object-conflict")
    for thing in story.find(misplaced, "reading", "mentions", "characters", "quotes"):
        who = story.doer(thing.who)
        message, note = (
            said.format(who=capitalised(who), thing=thing.thing) for said in _SAID[thing.how]
        )
        yield story.finding(
            thing.second, message, evidence=(Evidence(thing.first, note),), confidence=0.5
        )
    for door in story.find(opened_locked, "reading", "mentions", "characters", "quotes"):
        yield story.finding(
            door.second,
            f"The {door.what} opens here, but is locked.",
            evidence=(Evidence(door.first, f"the {door.what} is locked"),),
            confidence=0.5,
        )
    for spent in story.find(spent_things, "reading", "mentions", "characters", "quotes"):
        yield story.finding(
            spent.second,
            f"The {spent.thing} is used here, but {_GONE[spent.how]}.",
            evidence=(Evidence(spent.first, f"the {spent.thing} {_GONE[spent.how]}"),),
            confidence=0.5,
        )
    for search in (used_up, whole_again, lost_and_used):
        gone = story.find(search, "reading", "mentions", "characters", "quotes")
        yield from questions(story, gone, _CLASHES)
