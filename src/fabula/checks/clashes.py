"""Words for what two places tell that cannot both be."""

from collections.abc import Iterable, Iterator, Mapping

from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.display import capitalised
from fabula.story.continuity.clashes import Clash

__all__ = ["questions"]


def questions(
    story: StoryView, clashes: Iterable[Clash], said: Mapping[str, tuple[str, str]]
) -> Iterator[Finding]:
    """A finding for each clash of a kind that ``said`` has a message and a note for.

    Both may have ``{who}``, ``{what}``, and ``{first}`` for the words told before.
    """
    for clash in clashes:
        if clash.how not in said:
            continue
        first = " ".join(clash.first.text(story.text).split())
        words = {"who": story.doer(clash.who), "what": clash.what, "first": first}
        message, note = (capitalised(form.format(**words)) for form in said[clash.how])
        yield story.finding(
            clash.second, message, evidence=(Evidence(clash.first, note),), confidence=0.5
        )
