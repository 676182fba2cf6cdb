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
        ("He spoke like somebody who have all day.", "He spoke like somebody who has all day."),
        ("It takes a woman who do the work.", "It takes a woman who does the work."),
        ("I want someone that are ready.", "I want someone that is ready."),
        ("People which lived there knew.", "People who lived there knew."),
        ("The guests which had come early left.", "The guests who had come early left."),
        ("It was the porter, whom had seen it all.", "It was the porter, who had seen it all."),
        ("She didn't say nothing all day.", "She didn't say anything all day."),
        ("We didn't see nobody on the road.", "We didn't see anybody on the road."),
        ("He wouldn't let no one past.", "He wouldn't let anyone past."),
        ("I'd eat an other slice.", "I'd eat another slice."),
        ("The cellar lay be neath the shop.", "The cellar lay beneath the shop."),
        ("He looked up wards at the bell.", "He looked upwards at the bell."),
        ("They ran a cross the bridge.", "They ran across the bridge."),
        ("She ran her hand a long the rail.", "She ran her hand along the rail."),
        ("I sold it ten weeks a go.", "I sold it ten weeks ago."),
        ("They left us all a lone.", "They left us all alone."),
        ("He lay a wake until five.", "He lay awake until five."),
        ("The window stood a jar.", "The window stood ajar."),
        ("She read it a loud to him.", "She read it aloud to him."),
        ("They walked straight a head.", "They walked straight ahead."),
        ("You may ask any body.", "You may ask anybody."),
        ("Every one would have heard it.", "Everyone would have heard it."),
        ("At six o' clock the whistle blew.", "At six o'clock the whistle blew."),
        ("She bit her thumb nail.", "She bit her thumbnail."),
        ("His suit case stood by the stair case.", "His suitcase stood by the staircase."),
        ("They couldn't climb no higher.", "They couldn't climb any higher."),
        ("I can't walk no further than this.", "I can't walk any further than this."),
        ("It was five minutes walk from here.", "It was five minutes' walk from here."),
        ("He gave two weeks notice.", "He gave two weeks' notice."),
        ("The Hallam's have moved out.", "The Hallams have moved out."),
        ("She ought to of told us.", "She ought to have told us."),
    ],
)  # fmt: skip
def test_wrong_constructions(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "Somebody who has time, people who do, a couple who have sons, each of those who are here.",
        "The houses in which people lived; the porter, whom they knew; of people, which is more.",
        "She couldn't do it for nothing, and said no more than she had to. Nobody said nothing was wrong.",
        "Ten minutes ago, two hours later; five minutes' walk; the Hallam's roof, the Club's all right.",
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
        "Any body of water will freeze. Every one of them did, and some one hundred more.",
        "She had a cross on her chest, a long scar and a wake of gulls behind the boat.",
        "A jar of plums stood there, a head taller than the rest. He gave it a go.",
        "Her heart beat. The hair cut he got was bad, and a green house stood in a black bird's way.",
        "Any one man can hold the gate; every one was a fool.",
    ],
)
def test_right_constructions(text: str) -> None:
    assert mended(text) == text
