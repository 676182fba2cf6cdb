"""The first-person narrator: who says "I" outside all speech, and by what name, if any.

So, too, the "you" of a story that is told to whom it is about.

The narrator is given a name only when others call them by it: a name that stands almost
only in speech, as a form of address, next to the narrator's own turns; or when the text
says so ("my name is Anna", "call me Anna").
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType
from fabula.manuscript.model import Manuscript
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import GrammaticalNumber, MentionClass

__all__ = ["Narrator", "find_narrator", "is_address", "with_narrator"]

_SELF_NAMED = re.compile(r"\b(?:my name(?:’s|'s| is| was)|call me|called me|I am called)\W+$", re.I)


@dataclass(frozen=True, slots=True)
class Narrator:
    """The narrator's cluster in the linking, and the person of `Frame.name` they are, or -1.

    ``second_person``: they are the "you" of the story and do not tell it.
    """

    cluster: int
    name: int
    second_person: bool = False


def find_narrator(manuscript: Manuscript, frame: Frame, cluster: Ints) -> Narrator | None:
    """The narrator of the story or its "you", or None where nobody is either."""
    if frame.narrator < 0:
        return None
    own = int(cluster[np.argmax(frame.name == frame.narrator)])
    return Narrator(own, _called_by(manuscript, frame, own, cluster), frame.second_person)


def with_narrator(frame: Frame, cluster: Ints, narrator: Narrator) -> Ints:
    """The linking with the narrator's "I" outside speech, and their name, made one entity."""
    merged = cluster.copy()
    if narrator.name >= 0:
        for other in np.unique(cluster[frame.name == narrator.name]).tolist():
            merged[cluster == other] = narrator.cluster
    return merged


def _called_by(manuscript: Manuscript, frame: Frame, own: int, cluster: Ints) -> int:
    """The person whose name the narrator bears, -1 when nobody says it."""
    text = manuscript.text
    people = (frame.name >= 0) & (frame.cls == MentionClass.NAME)
    people &= frame.type == EntityType.PER
    people &= frame.number != GrammaticalNumber.SEVERAL
    total = Counter(frame.name[people].tolist())
    told = Counter(frame.name[people & (frame.quote < 0)].tolist())
    narrator_turns = set(frame.cued[(cluster == own) & (frame.cued >= 0)].tolist())
    votes: Counter[int] = Counter()
    for i in np.nonzero(people)[0].tolist():
        name = int(frame.name[i])
        before = text[max(0, int(frame.start[i]) - 24) : int(frame.start[i])]
        if _SELF_NAMED.search(before):
            votes[name] += 2 if frame.quote[i] < 0 or int(frame.quote[i]) in narrator_turns else 0
        turn = int(frame.quote[i])
        if turn < 0 or turn in narrator_turns or told[name] > 0.25 * total[name]:
            continue
        if is_address(text, int(frame.start[i]), int(frame.end[i])):
            near = {turn - 1, turn + 1} & narrator_turns
            votes[name] += 2 if near else 1
    if not votes:
        return -1
    (name, most), *rest = votes.most_common(2)
    runner_up = rest[0][1] if rest else 0
    # One call tells enough where nobody else is called so: others are named in narration too.
    return name if most > 1.5 * runner_up and (most >= 2 or not rest) else -1


def is_address(text: str, start: int, end: int) -> bool:
    """Whether a name in speech is set off by punctuation, as a form of address is."""
    before = text[max(0, start - 12) : start].rstrip()
    after = text[end : end + 2]
    opens = (
        not before or before[-1] in ",“\"‘'—!?." or before.lower().endswith(("dear", "oh", "my"))
    )
    return opens and after[:1] in (",", ".", "!", "?", ";", "”", '"', "’", "—", "-")
