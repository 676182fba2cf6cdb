"""Forms of verbs that the words beside them show to be wrong."""

import pytest

from fabula.checks.grammar.verb_pairs import verb_slips


def mended(text: str) -> str:
    for slip in sorted(verb_slips(text, 0), key=lambda slip: -slip.span.start):
        text = text[: slip.span.start] + slip.wanted + text[slip.span.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("She laid on the bed until noon.", "She lay on the bed until noon."),
        ("The dog was laying under the table.", "The dog was lying under the table."),
        ("He wanted to lay down.", "He wanted to lie down."),
        ("Mara lied down on the grass.", "Mara lay down on the grass."),
        ("She lay her hand on his arm.", "She laid her hand on his arm."),
        ("He sat the lantern down.", "He set the lantern down."),
        ("They set down beside the fire.", "They sat down beside the fire."),
        ("She raised from her chair.", "She rose from her chair."),
        ("He rose his eyebrows.", "He raised his eyebrows."),
        ("They had drove all night.", "They had driven all night."),
        ("She'd grew fond of him.", "She'd grown fond of him."),
        ("I'd never once swam so far.", "I'd never once swum so far."),
        ("They've almost forgot the tune.", "They've almost forgotten the tune."),
        ("We had already went to bed.", "We had already gone to bed."),
        ("He had broke the handle.", "He had broken the handle."),
        ("I had never saw her cry.", "I had never seen her cry."),
        ("The boys didn't went home.", "The boys didn't go home."),
        ("Ruth did not knew the song.", "Ruth did not know the song."),
        ("It doesn’t sounded like rain.", "It doesn’t sound like rain."),
        ("Nobody couldn't carried it far.", "Nobody couldn't carry it far."),
        ("We didn't even stopped to eat.", "We didn't even stop to eat."),
        ("The cat has laid down flat on the mat.", "The cat has lain down flat on the mat."),
        ("He'd laid awake till three.", "He'd lain awake till three."),
        ("You can't set there all day.", "You can't sit there all day."),
        ("I couldn't set in that room.", "I couldn't sit in that room."),
        ("He slipped and set down again, hard.", "He slipped and sat down again, hard."),
        ("Smoke raised out of the chimney.", "Smoke rose out of the chimney."),
        ("They had broke into a run.", "They had broken into a run."),
        ("It has stole all our apples.", "It has stolen all our apples."),
    ],
)
def test_wrong_forms(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "She laid the book on the bed and lay down.",
        "She laid on the counter a handful of coins.",
        "He laid upon the grave a single glove.",
        "The case which he had laid beside the chair; the rule that he had laid down; stores laid in.",
        "He had to set in motion what he could; he can't set it down there. Steam was raised out of it.",
        "The hand she laid on his arm was cold; the cloth was laid on the table.",
        "He was laying bricks, laying down the law.",
        "She lay the whole night in the barn.",
        "He lied to her about the money.",
        "She sat the child on the wall and sat down.",
        "They set down the box and set out.",
        "He raised his hand, rose, and raised bees.",
        "He had rose bushes, a saw, and had driven home.",
        "She needed the ball; he rested.",
        "I'd put it away. He'd cut it, and she'd beat him. We'd come if they'd let us.",
        "They didn't need it, didn't feed us, couldn't put it down and wouldn't let us cut it.",
        "Those who didn't went hungry, and the ones that could not stayed home.",
        "He wouldn't, went home, and didn't found a school or spread the news.",
        "She had saw dust in her hair. He had fell runners, and broke friends.",
    ],
)
def test_right_forms(text: str) -> None:
    assert mended(text) == text
