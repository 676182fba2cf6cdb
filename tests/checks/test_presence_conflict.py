"""The check of who speaks after leaving: its time grows with the number of leavings."""

from dataclasses import replace

from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import run_check
from fabula.checks.framework.view import Shared
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.model import Story
from timing import processor_seconds

PEOPLE = ("Tom", "Ann", "Ruth", "Karl")
FEW, MANY = 40, 240


def leavings(number: int) -> Story:
    """A house in which somebody leaves a room again and again, and those who stay go on."""
    told = []
    for n in range(number):
        gone, here = PEOPLE[n % 4], PEOPLE[(n + 1) % 4]
        told.append(f"{gone} left the room. {here} stood at the window.")
        told.append(f"“It rains,” said {here}.")
        told.append(f"“The road is long,” said {gone}.")
    manuscript = from_text("\n\n".join(told) + "\n")
    return build_story(manuscript, read_manuscript(manuscript, corrections=False))


def seconds_for(story: Story) -> float:
    """Of the check alone, with all that it derives from the story."""
    check = load_checks().get("presence-conflict")
    assert run_check(check, Shared(story))
    return processor_seconds(lambda: run_check(check, Shared(replace(story))))


def test_its_time_grows_with_the_leavings_not_with_their_square() -> None:
    few, many = seconds_for(leavings(FEW)), seconds_for(leavings(MANY))
    assert many < 0.05 + 2 * MANY / FEW * few
