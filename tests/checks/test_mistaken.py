"""Words mistaken for others by their sound, told by the words around them."""

import pytest

from fabula.checks.framework.text_words import words_of
from fabula.checks.grammar.mistaken import entries, mistaken
from fabula.manuscript.load import from_text


def mended(text: str) -> str:
    """The text with every phrase put right."""
    manuscript = from_text(text)
    out = manuscript.text
    for slip in reversed(list(mistaken(manuscript, words_of(manuscript)))):
        out = out[: slip.span.start] + slip.wanted + out[slip.span.end :]
    return out.strip()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("She was interested about maps.", "She was interested in maps."),
        ("None off them had slept.", "None of them had slept."),
        ("He caught hold off the rail.", "He caught hold of the rail."),
        ("It ran out off control.", "It ran out of control."),
        ("She was proud off her garden.", "She was proud of her garden."),
        ("I slipped of the ladder.", "I slipped off the ladder."),
        ("He came in without been asked.", "He came in without being asked."),
        ("She was cross about been late.", "She was cross about being late."),
        ("Are you suppose to be here?", "Are you supposed to be here?"),
        ("That was one to many.", "That was one too many."),
        ("It weighed hardly nothing.", "It weighed hardly anything."),
        ("I have not slept since I come back.", "I have not slept since I came back."),
        ("He did not know were to stand.", "He did not know where to stand."),
        ("They complied to the order.", "They complied with the order."),
        ("He was not used of waiting.", "He was not used to waiting."),
        ("The step was covered of moss.", "The step was covered in moss."),
        ("It depends of the weather.", "It depends on the weather."),
        ("She insisted for paying.", "She insisted on paying."),
        ("They accused him for stealing.", "They accused him of stealing."),
        ("It was similar with the first.", "It was similar to the first."),
        ("She was fond for the dog.", "She was fond of the dog."),
        ("They walked passed the mill.", "They walked past the mill."),
        ("The road runs strait across the moor.", "The road runs straight across the moor."),
        ("She took of her gloves.", "She took off her gloves."),
        ("He looked over his should.", "He looked over his shoulder."),
        ("It fell on the wrong said of the wall.", "It fell on the wrong side of the wall."),
        ("Five came, and non of them spoke.", "Five came, and none of them spoke."),
        ("She was married with a young soldier.", "She was married to a young soldier."),
        ("They accused him for hiding it.", "They accused him of hiding it."),
        ("She came over an old photograph.", "She came across an old photograph."),
        ("He was interested for music.", "He was interested in music."),
        ("It depends from you.", "It depends on you."),
        ("He was afraid from spiders.", "He was afraid of spiders."),
        ("The first is similar than the last.", "The first is similar to the last."),
        ("We arrived to the old station at noon.", "We arrived at the old station at noon."),
        ("They had to listen the radio.", "They had to listen to the radio."),
        ("She was listening music.", "She was listening to music."),
        ("He is bad in spelling.", "He is bad at spelling."),
        ("They took advantage from his absence.", "They took advantage of his absence."),
        ("They made fun on him.", "They made fun of him."),
        ("We ran out from milk.", "We ran out of milk."),
        ("He persisted on asking.", "He persisted in asking."),
        ("They congratulated her with the prize.", "They congratulated her on the prize."),
        ("He thanked them of the help.", "He thanked them for the help."),
        ("They discussed about the plan.", "They discussed the plan."),
        ("He looked forward for seeing her.", "He looked forward to seeing her."),
        ("She was in love of him.", "She was in love with him."),
        ("He stopped them of leaving.", "He stopped them from leaving."),
        ("He explained me how it worked.", "He explained to me how it worked."),
        ("She resembled to her aunt.", "She resembled her aunt."),
        ("They blamed her of everything.", "They blamed her for everything."),
        ("He came at Monday morning.", "He came on Monday morning."),
        ("It was the same than before.", "It was the same as before."),
        ("She sat next of him.", "She sat next to him."),
        ("What's wrong to him?", "What's wrong with him?"),
        ("He was familiar about the road.", "He was familiar with the road."),
        ("She was excited of going.", "She was excited about going."),
        (
            "She was married with two sons, and married with her father's blessing.",
            "She was married with two sons, and married to her father's blessing.",
        ),
    ],
)
def test_prepositions_and_near_words(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "The birds were frightened from the trees; the lamp depended from the beam.",
        "She was ashamed for him. The knife was used with care.",
        "The passed bill ran to ten pages, and a beet lay on the plate.",
        "One admired him; the other said of him that he was mad.",
        "The look of the place, the turn of the road, the cut of his coat.",
        "They lived in the moment, on the middle of the table, and took of it what they could.",
        "She was married with two sons.",
        "They came over the hill, and over a wall. He was accused for years.",
        "He was good in parts. He was famous of old; the most famous of his books; most curious of the three.",
        "He depended for his bread on her. They relied for help on us. He congratulated her at the door.",
        "She was interested for a moment. The lamp depended from the beam.",
        "He explained himself. She listened the whole night. As she listened her face changed.",
        "They laughed on their way. The hide of him. We arrived to a burst of music.",
        "They discussed it. He thought of it. What is wrong is wrong. The same, then.",
        "It was used with care. They hid of necessity. It is close to it.",
        "He was full from the meal. They waited at the door, and he ran out from the house.",
    ],
)
def test_their_near_misses(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("They gave the dog a wide birth.", "They gave the dog a wide berth."),
        ("He had to tow the line at school.", "He had to toe the line at school."),
        ("She kept him on tenderhooks.", "She kept him on tenterhooks."),
        ("It stirred hunger pains.", "It stirred hunger pangs."),
        ("By in large, it went well.", "By and large, it went well."),
        ("He took it for granite.", "He took it for granted."),
        ("Nip it in the butt, she thought.", "Nip it in the bud, she thought."),
        ("He was a real escape goat.", "He was a real scapegoat."),
        ("All of it, for all intensive purposes.", "All of it, for all intents and purposes."),
        ("She poured over the old maps.", "She pored over the old maps."),
    ],
)
def test_idioms_misheard(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The priest stood at the alter.", "The priest stood at the altar."),
        ("She slammed on the breaks.", "She slammed on the brakes."),
        ("He wondered around the garden.", "He wandered around the garden."),
        ("It was a grizzly murder.", "It was a grisly murder."),
        ("She wrapped on the door twice.", "She rapped on the door twice."),
        ("He lead her to the well.", "He led her to the well."),
        ("The rope was taught.", "The rope was taut."),
        ("“I can’t except that,” he said.", "“I can’t accept that,” he said."),
        ("The box was to heavy for him.", "The box was too heavy for him."),
        ("They stood over their, by the gate.", "They stood over there, by the gate."),
        ("Who's coat is it?", "Whose coat is it?"),
        ("It was of no use to it's owner.", "It was of no use to its owner."),
        ("HE HIT THE BREAKS.", "HE HIT THE BRAKES."),
        ("It was somebody elses coat.", "It was somebody else's coat."),
        ("Give it to who ever you like.", "Give it to whoever you like."),
        ("I've seen worst.", "I've seen worse."),
        ("She knelt besides the bed.", "She knelt beside the bed."),
        ("He lent against the rail.", "He leant against the rail."),
        ("The bag burst in to flames.", "The bag burst into flames."),
        ("They led her but the hand.", "They led her by the hand."),
    ],
)
def test_words_that_sound_alike(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "Who ever heard of such a thing? He saw the worst of it, and besides, the shop was shut.",
        "She lent her brother ten pounds, and he lent it on to me.",
        "They broke in while we slept. He turned himself in to the police.",
        "He held her but the arm was cold. Besides the dog there was a cat.",
        "What else did he say? Somebody else said that.",
    ],
)
def test_what_only_looks_like_them(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Only then did he alter the plan, and the birth was easy.",
        "She wondered aloud; her mind was on lunch breaks.",
        "To be heavy was one thing, to be slow another.",
        "He poured the tea over the old tray and led them out.",
        "Their horses were there, and they're tired.",
        "Who's there? Who's coming to the party?",
        "It's over; its master is gone.",
        "He taught her to wrap parcels, and the wire was taut.",
        "With their “help” and your being late, we were lost.",
        "He does not hear--nobody does.",
        "An hour and a half passed, and a day and a half passed.",
        "A low moan came; grown men wept in the morning.",
        "He made off with the takings and took the top off the jar. They fell of their own accord.",
        "I was sick off and on, and the boat lay out off the point.",
        "I suppose to him it was a joke, and to many of them.",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


def test_every_line_of_the_tables_makes_phrases_that_change_something() -> None:
    phrases = [phrase for entry in entries().values() for phrase in entry.phrases]
    assert len(phrases) > 1_000
    assert [p for p in phrases if " ".join(p.wrong) == p.wanted.lower() or not p.wanted] == []


def test_a_phrase_is_not_cut_off_by_its_distance() -> None:
    far = "x" * 90
    assert mended(f"They gave {far} a wide birth {far}") == f"They gave {far} a wide berth {far}"
    assert mended(f"of their{far} friends") == f"of their{far} friends"
