"""What the checks of continuity say of states of a scene, each of its own kinds."""

from collections.abc import Iterator

from fabula.checks.clashes import questions
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.story.continuity.scene_states import scene_clashes

__all__ = ["scene_questions"]

_SAID = {
    "day": (
        "timeline-conflict",
        "It is day here, but night before in the scene: “{first}”.",
        "it is night",
    ),
    "wet": (
        "timeline-conflict",
        "It is wet here, but the weather is dry: “{first}”.",
        "the weather told before",
    ),
    "autumn": ("timeline-conflict", "This is of another season than “{first}”.", "it is autumn"),
    "spring": ("timeline-conflict", "This is of another season than “{first}”.", "it is spring"),
    "summer": ("timeline-conflict", "This is of another season than “{first}”.", "it is summer"),
    "winter": ("timeline-conflict", "This is of another season than “{first}”.", "it is winter"),
    "fog": ("timeline-conflict", "Nobody sees this in fog: “{first}”.", "there is fog"),
    "rain": ("timeline-conflict", "It is dry here, but it rains: “{first}”.", "it rains"),
    "snow": ("timeline-conflict", "The sky is clear here, but it snows: “{first}”.", "it snows"),
    "no wind": ("timeline-conflict", "There is wind here, but none before: “{first}”.", "no wind"),
    "no car": (
        "place-conflict",
        "{who} drives here, but has come without a car or does not drive.",
        "{first}",
    ),
    "top floor": (
        "place-conflict",
        "There is nothing above, or level with, the highest floor: “{first}”.",
        "the highest floor",
    ),
    "street level": (
        "place-conflict",
        "This is seen from high up, but the place is at street level.",
        "at street level",
    ),
    "on the phone": (
        "place-conflict",
        "The two touch here, but speak by telephone.",
        "they are on the telephone",
    ),
    "hands held": (
        "choreography",
        "{who} needs a free hand here, and has none.",
        "both hands are held",
    ),
    "eyes covered": ("choreography", "{who} sees here, with covered eyes.", "the eyes are covered"),
    "back turned": (
        "choreography",
        "This cannot be seen of {who}, whose back is turned.",
        "the back is turned",
    ),
    "coat off": (
        "choreography",
        "{who} takes off the coat here, and has taken it off.",
        "the coat is off",
    ),
    "shoes off": (
        "choreography",
        "{who} has shoes on here, and has taken them off.",
        "the shoes are off",
    ),
    "seated": ("choreography", "{who} sits down here, and was sitting.", "{who} sits"),
    "only key": (
        "object-conflict",
        "This opens here, but is locked, and its only key is away.",
        "the key",
    ),
    "fallen away": (
        "object-conflict",
        "The {what} is used here, but has fallen where nobody can get it.",
        "it is lost",
    ),
    "burnt up": ("object-conflict", "The {what} is used here, but is burnt.", "it is burnt"),
    "flat battery": (
        "object-conflict",
        "The telephone is used here, but has no power.",
        "it has no power",
    ),
    "glass empty": (
        "object-conflict",
        "{who} drinks on here, but has drunk all.",
        "nothing is left",
    ),
    "introduced": (
        "knowledge-conflict",
        "Somebody speaks here as to a stranger, but they have met.",
        "they are made known to each other",
    ),
}
"""By the kind of state: the check that tells of it, its message, the note on its evidence."""


def scene_questions(story: StoryView, check: str) -> Iterator[Finding]:
    """The findings of a check, of what a state of the scene forbids."""
    own = {how: said[1:] for how, said in _SAID.items() if said[0] == check}
    found = story.find(scene_clashes, "reading", "mentions", "quotes")
    yield from questions(story, found, {how: (said[0], said[1]) for how, said in own.items()})
