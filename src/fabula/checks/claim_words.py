"""The words of a remark on two claims about one person."""

from collections.abc import Mapping
from dataclasses import dataclass

from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.english.attributes import KINDS, NO_KIND
from fabula.story.model import Attribute

__all__ = ["ClaimWords", "flat"]


@dataclass(frozen=True, eq=False)
class ClaimWords:
    """Says who asserts what of whom."""

    story: StoryView
    names: Mapping[int, str]

    def finding(self, kind: str, at: Attribute, against: Attribute) -> Finding:
        """A remark at one claim that quotes the other."""
        name = self.names[at.character]
        said = at.span.text(self.story.text)
        other = against.span.text(self.story.text)
        message = (
            f"{name}’s {_noun(kind)}: {self.who(at)} says “{flat(said)}” here, "
            f"but {self.who(against)} says “{flat(other)}” "
            f"{'earlier' if against.span < at.span else 'later'}."
        )
        note = f"{name}’s {_noun(kind)}: “{against.value}”, says {self.who(against)}"
        sure = min(at.confidence, against.confidence)
        spoken = at.said_by is not None or against.said_by is not None
        return self.story.finding(
            at.span,
            message,
            evidence=(Evidence(against.span, note),),
            confidence=round(max(0.05, min(1.0, sure * (0.7 if spoken else 0.9))), 3),
        )

    def who(self, claim: Attribute) -> str:
        """Who says so: the narrator or a character, by name."""
        if claim.said_by is None:
            return "the narrator"
        return self.names.get(claim.said_by, "a character")


def _noun(kind: str) -> str:
    return KINDS.get(kind, NO_KIND).called or kind


def flat(text: str) -> str:
    """The words with every white space between them made single."""
    return " ".join(text.split())
