"""The trained weights of this floor, as one parameter: who wants others gives them."""

from dataclasses import dataclass

from fabula.story.mentions.coreference import Links
from fabula.story.speech.scorer import Scorer

__all__ = ["Weights", "shipped_weights"]


@dataclass(frozen=True, eq=False)
class Weights:
    """``links``: the scorer of who is meant by a mention; ``speakers``: that of who speaks."""

    links: Links
    speakers: Scorer


def shipped_weights() -> Weights:
    """The weights that come with the package, loaded once."""
    return Weights(Links.shipped(), Scorer.shipped())
