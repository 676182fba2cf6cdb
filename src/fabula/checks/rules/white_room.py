"""A scene that stands nowhere.

What it finds
    A scene whose opening is all talk and gesture, with no place, thing, light or
    weather in it.

Why a reader cares
    Readers build the room as they read. Given nothing to build with, they hear
    voices in a white room, and whatever comes later will not fit what they imagined.

Flagged
    - **"You came,"** she said. ¶ "I said I would." ¶ "You say many things." ¶ He
      smiled. "And I do some of them." ¶ "Not the ones that matter." ¶ "Name one." ¶
      She thought about it. "You said you would write." ¶ "I did write." ¶ "Twice." ¶
      "Twice is writing." ¶ "In three years?" ¶ "They were long years." ¶ "They were the
      same length for me," she said. ¶ "I know that." He sighed. "I know that now." ¶
      "And what do you want me to do with it?" ¶ "Nothing. I wanted you to know." ¶
      "Well," she said, "now I know, and I find it makes no difference to me at all." ¶
      "None?" ¶ "None at all." ¶ "I think it does," he said. "I think it always did."
    - **"Is it done?"** ¶ "It is done." ¶ "And she knows?" ¶ "She knows nothing." ¶ "You
      are sure?" ¶ "I am never sure," said Ivo, "but I am careful." ¶ "You were careful
      last time." ¶ "Last time I was young." ¶ "You were forty." ¶ "A young forty." ¶ Lena
      laughed. "You have an answer for everything." ¶ "It saves time." ¶ "Does it? I have
      wasted years on your answers." ¶ "Then ask better questions." ¶ "Very well. Do you
      regret it?" ¶ "No." ¶ "Not even a little?" ¶ "Regret is for people who had a
      choice," he said. ¶ "You had a choice." ¶ "I had you." ¶ "That is not an answer." ¶
      "It is the only one I have," said Ivo, "and I have had it for a very long time."

Fine
    - "You came," she said, and shut the kitchen door behind him. ¶ "I said I would." ¶
      "You say many things." ¶ He smiled. "And I do some of them." ¶ "Not the ones that
      matter." ¶ "Name one." ¶ She thought about it. "You said you would write." ¶ "I did
      write." ¶ "Twice." ¶ "Twice is writing." ¶ "In three years?" ¶ "They were long
      years." ¶ "They were the same length for me," she said. ¶ "I know that." He sighed. "I
      know that now." ¶ "And what do you want me to do with it?" ¶ "Nothing. I wanted you
      to know." ¶ "Well," she said, "now I know, and it makes no difference at all."
      Because: one door is enough.
    - "Stop." ¶ "Why?" ¶ "Because I say so."
      Because: a short exchange needs no furniture.
    - All that winter he thought of her, and of what he had said, and of what she had
      not. He had been wrong. He had been wrong for years, and proud of it, and now he
      was alone with it. So he wrote to her.
      Because: narration that thinks is no dialogue in the void.

Known misses
    A place named only within the dialogue counts as shown. The words that make a
    place are a list; an unusual setting may escape it.

Source
    The Turkey City Lexicon (Sterling and others), "White Room Syndrome".
"""

import re
from collections.abc import Iterator

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import StoryView
from fabula.english.places import SETTINGS
from fabula.manuscript.spans import Span
from fabula.quotations.table import QuotationTable

__all__ = ["white_room"]

_OPENING = 100
"""Words of a scene in which a place should have shown itself."""

_SPOKEN = 0.6
"""Share of speech from which the opening is a dialogue."""


@check(level="note", topic="clarity", needs={"text"}, reach="scene")
def white_room(story: StoryView) -> Iterator[Finding]:
    """The opening of every scene that begins as a dialogue."""
    quotations = story.quotations
    words = story.derive(words_of)
    at = 0
    for scene in story.manuscript.scenes:
        while at < len(words) and words[at].start < scene.span.start:
            at += 1
        opening = words[at : at + _OPENING]
        if len(opening) < _OPENING or opening[-1].end > scene.span.end:
            continue
        if _is_dialogue(opening, quotations) and not _has_place(opening):
            end = _first_words(opening)
            yield story.finding(
                Span(opening[0].start, end),
                f"The first {_OPENING} words of this scene show no place, thing or weather.",
                confidence=0.5,
            )


def _is_dialogue(opening: tuple[TextWord, ...], quotations: QuotationTable) -> bool:
    spoken = sum(quotations.is_quoted(word.start) for word in opening)
    return spoken >= _SPOKEN * len(opening)


def _has_place(opening: tuple[TextWord, ...]) -> bool:
    forms = (re.sub(r"['’]s?$", "", word.form.lower()) for word in opening)
    return any(form in SETTINGS or form.removesuffix("s") in SETTINGS for form in forms)


def _first_words(opening: tuple[TextWord, ...]) -> int:
    """The end of the scene's first few words, which stand for its opening."""
    few = [word for word in opening[:6] if word.block == opening[0].block]
    return few[-1].end if few else opening[0].end
