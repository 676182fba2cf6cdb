"""Constructions that are wrong by their words alone, and what is like them and right."""

import pytest

from fabula.checks.grammar.usage import usage_slips


def mended(text: str) -> str:
    for slip in sorted(usage_slips(text, 0), key=lambda slip: -slip.span.start):
        text = text[: slip.span.start] + slip.wanted + text[slip.span.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The drum was more louder than the flute.", "The drum was louder than the flute."),
        ("It was the most oldest trick of all.", "It was the oldest trick of all."),
        ("They had been married since thirty years.", "They had been married for thirty years."),
        ("It was neither warm or dry in there.", "It was neither warm nor dry in there."),
        ("There were less soldiers on the wall.", "There were fewer soldiers on the wall."),
        ("He felt as he had swallowed a stone.", "He felt as if he had swallowed a stone."),
        ("She picked up it and ran.", "She picked it up and ran."),
        ("The boy threw away them.", "The boy threw them away."),
        ("She asked him where was the ladder.", "She asked him where the ladder was."),
        ("They ate the our bread.", "They ate our bread."),
        ("He sold my the coat.", "He sold the coat."),
        ("She asked for the another cup.", "She asked for another cup."),
        ("He leant against on it.", "He leant against it."),
        ("The shelf fell on top mine.", "The shelf fell on top of mine."),
        ("Every one them knew the song.", "Every one of them knew the song."),
        ("They stood in front him.", "They stood in front of him."),
        ("She gave him look that stung.", "She gave him a look that stung."),
        ("He took deep breath and dived.", "He took a deep breath and dived."),
        ("One of us are going to pay.", "One of us is going to pay."),
    ],
)  # fmt: skip
def test_wrong_constructions(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "It was all mine, the more so; she gave him hope, gave him looks, and took deep breaths.",
        "Some others stood in front, on top, and on top of them; he gave them some.",
        "Those of us are right; more than one of us are; a thing of theirs, the Theirs Inn.",
        "Two more older men came in; the more often he went the better.",
        "She had waited since two o'clock, since ten years ago, since many years before.",
        "Neither of them had a hat or coat.",
        "It took less than ten people, and less water.",
        "He looked as he had always looked, and felt as she had felt.",
        "She looked up it, climbed up them, and put on it a cloth.",
        'He asked, "Where was the ladder?" She knew where the ladder was.',
    ],
)
def test_right_constructions(text: str) -> None:
    assert mended(text) == text
