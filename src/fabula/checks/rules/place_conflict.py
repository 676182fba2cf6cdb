"""Somebody or something is in two places.

What it finds
    Somebody who is found in the bath, in a pool or on a ladder when the scene had them on a
    chair and nothing moved them; a home that is on another floor than before; a way between
    two places that is told twice with lengths that cannot both be right.

Why a reader cares
    A reader builds the room and the map from such words, and walks through them; where the
    stairs lead to another floor, they stop believing in the house.

Flagged
    - Tom was on the sofa with a book. "Tea?" said Anna. Anna ate a biscuit. Then Tom
      **rolled** over in the bath, and water ran over the tiles.
    - Anna had a fourth-floor flat, and she liked it. Tom knocked. ¶ "**Second floor**,"
      said Tom, "and no lift."
    - From the village to the farm it was eleven miles. Tom walked it. ¶ **It was only three
      miles from the village to the farm**, he told himself.

Fine
    - Tom was on the sofa with a book. Tom got up and ran the water. Tom rolled over in the
      bath.
      Because: he got up.
    - Anna had a fourth-floor flat. In May she moved out. "Second floor," said Tom, "and no lift."
      Because: she has moved.
    - From the village to the farm it was eleven miles. From the village to the church it was
      one mile.
      Because: they are two ways.

Known misses
    Journeys that take no time, rooms that are next to each other and then are not, and ways
    told by other names of the same places.

Source
    Amy Schneider, The Chicago Guide to Copyediting Fiction (2023), on maps and floor plans.
"""

from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.scene_questions import scene_questions
from fabula.display import capitalised
from fabula.story.continuity.floors import two_distances, two_floors
from fabula.story.continuity.spots import two_spots

__all__ = ["place_conflict"]


@check(
    level="query",
    topic="continuity",
    needs={"reading", "mentions", "characters", "quotes"},
    reach="book",
    evidence=True,
)
def place_conflict(story: StoryView) -> Iterator[Finding]:
    """Tell of each body, home and way that two passages put in two places."""
    yield from scene_questions(story, "place-conflict")
    for spot in story.find(two_spots, "reading", "mentions", "characters", "quotes"):
        who = story.doer(spot.who)
        yield story.finding(
            spot.second,
            f"{capitalised(who)} is somewhere else here, and was at the {spot.spot} just before.",
            evidence=(Evidence(spot.first, f"{who} is at the {spot.spot}"),),
            confidence=0.5,
        )
    for floor in story.find(two_floors, "reading", "mentions", "characters", "quotes"):
        one = " ".join(floor.first.text(story.text).split())
        yield story.finding(
            floor.second,
            f"The floor is another here than before: “{one}”.",
            evidence=(Evidence(floor.first, "the floor told before"),),
            confidence=0.5,
        )
    for way in story.find(two_distances, "reading", "mentions", "characters", "quotes"):
        one = " ".join(way.first.text(story.text).split())
        yield story.finding(
            way.second,
            f"The way is longer or shorter here than before: “{one}”.",
            evidence=(Evidence(way.first, "the length told before"),),
            confidence=0.6,
        )
