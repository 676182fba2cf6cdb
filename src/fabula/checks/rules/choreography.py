"""A body that does what it has done already.

What it finds
    Somebody who sits down where they have been sitting, or stands up standing, with nothing
    in between that lets them rise or sit; and a coat or shoes taken off twice in one scene, when
    nothing tells that they were put on again or that their wearer went out. Somebody who
    kneels down kneeling, leans on a wall lying down, waves with both hands full, sees with
    covered eyes, acts asleep, or has the wheel of a car that another drives.

Why a reader cares
    A reader sees the scene. A body that sits down sitting, or a second coat under the
    first, makes them read back to find what they missed.

Flagged
    - Tom took the chair by the stove. "It is late," said Anna. Tom nodded at her. Tom
      **sat down in the chair** and sighed.
    - Anna came through the crowd with a pint in one hand and a glass in the other. "Mind,"
      said Anna. Tom moved his stool. Anna **waved** at him.
    - Tom knelt by the stove. "Is it out?" said Anna. Tom blew on the ashes. Then Tom **knelt**
      down beside the stove and lit a match.
    - Anna took off her raincoat and hung it up. Tom made the tea. "Sugar?" said Tom. Anna
      **shrugged off her coat** and smiled.

Fine
    - Tom took the chair by the stove. Tom stood up and looked out. Tom sat down in the
      chair again.
      Because: he stood up.
    - Anna took off her coat. Anna went out for wood in her coat, and came back. Anna took
      off her coat.
      Because: she went out.
    - Tom sat down on the bench. Anna sat down on the bench.
      Because: they are two people.

Known misses
    Two seats of one scene by different words, and what only a pronoun that nobody could
    link says of somebody.

Source
    Amy Schneider, The Chicago Guide to Copyediting Fiction (2023), on blocking.
"""

from collections.abc import Iterator
from itertools import chain

from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.scene_questions import scene_questions
from fabula.display import capitalised
from fabula.story.continuity.bodies import body_clashes
from fabula.story.continuity.clothes import off_twice
from fabula.story.continuity.drivers import other_drivers
from fabula.story.continuity.hands import full_hands
from fabula.story.continuity.poised import begun_twice
from fabula.story.continuity.seats import sat_twice, sat_where_they_sat

__all__ = ["choreography"]

_CLASHES = {
    "sitting already": ("{who} sits down here, and was sitting.", "{who} sits"),
    "lying already": ("{who} lies down here, and was lying.", "{who} lies down"),
    "standing already": ("{who} stands up here, and was standing.", "{who} stands"),
}


@check(
    level="query",
    topic="continuity",
    needs={"reading", "mentions", "characters", "quotes"},
    reach="book",
    evidence=True,
)
def choreography(story: StoryView) -> Iterator[Finding]:
    """Tell of each thing that a body does twice without undoing it."""
    yield from scene_questions(story, "choreography")
    seated = [
        sat
        for search in (sat_twice, sat_where_they_sat)
        for sat in story.find(search, "reading", "mentions", "characters", "quotes")
    ]
    for sat in seated:
        who = story.doer(sat.who)
        yield story.finding(
            sat.second,
            f"{capitalised(who)} sits down on the {sat.seat} here, and was sitting on it.",
            evidence=(Evidence(sat.first, f"{who} sits down"),),
            confidence=0.6,
        )
    for off in story.find(off_twice, "reading", "mentions", "characters", "quotes"):
        who = story.doer(off.who)
        does = "puts on" if off.on else "wears" if off.worn else "takes off"
        done = ("put", "on") if off.on else ("taken", "off")
        yield story.finding(
            off.second,
            f"{capitalised(who)} {does} the {off.sort} here, and has {done[0]} it {done[1]}.",
            evidence=(Evidence(off.first, f"{who} has it {done[1]}"),),
            confidence=0.6,
        )
    for other in story.find(other_drivers, "reading", "mentions", "characters", "quotes"):
        who = story.doer(other.who)
        yield story.finding(
            other.second,
            f"{capitalised(who)} has the wheel here, but {other.driver} drives.",
            evidence=(Evidence(other.first, f"{other.driver} drives"),),
            confidence=0.5,
        )
    searches = (body_clashes, full_hands)
    bodies = (story.find(s, "reading", "mentions", "characters", "quotes") for s in searches)
    for clash in chain.from_iterable(bodies):
        who = (
            story.doer(clash.who) if clash.who is not None or clash.state != "asleep" else "whoever"
        )
        yield story.finding(
            clash.second,
            f"{capitalised(who)} cannot do this: {clash.state}.",
            evidence=(Evidence(clash.first, f"{who} is {clash.state}"),),
            confidence=0.5,
        )
    twice = story.find(begun_twice, "reading", "mentions", "characters", "quotes")
    yield from questions(story, twice, _CLASHES)
