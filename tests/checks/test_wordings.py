"""Number, complements, words joined or parted, and degrees that their neighbours give away."""

import pytest

from fabula.checks.grammar.usage import usage_slips


def mended(text: str, *, older: bool = False) -> str:
    slips = usage_slips(text, 0, older=older)
    for slip in sorted(slips, key=lambda slip: -slip.span.start):
        text = text[: slip.span.start] + slip.wanted + text[slip.span.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("They had packed too much bottles.", "They had packed too many bottles."),
        ('"How much spoons are there?"', '"How many spoons are there?"'),
        ("He owned so much hats that he forgot them.", "He owned so many hats that he forgot them."),
        ("There are not much trees up here.", "There are not many trees up here."),
        ("She had as much shoes as a shop.", "She had as many shoes as a shop."),
        ('"This boots are mine."', '"These boots are mine."'),
        ("That doors were never locked.", "Those doors were never locked."),
        ("He was tired of that stairs.", "He was tired of those stairs."),
        ('"That curtains, she said, must go."', '"Those curtains, she said, must go."'),
        ("She looked out from under that trees.", "She looked out from under those trees."),
        ("The wolfs were closer.", "The wolves were closer."),
        ("She bought two knifes and a fork.", "She bought two knives and a fork."),
        ("He showed his tooths.", "He showed his teeth."),
        ("The thiefs ran off.", "The thieves ran off."),
        ("There were three loafs on the table.", "There were three loaves on the table."),
        ("They caught many mouses.", "They caught many mice."),
        ("Four policemans came.", "Four policemen came."),
        ("They moved the furnitures.", "They moved the furniture."),
        ("He gave me many advice.", "He gave me much advice."),
        ("She had fewer money than before.", "She had less money than before."),
        ("She enjoyed to sing in the bath.", "She enjoyed singing in the bath."),
        ("He avoided to look at her.", "He avoided looking at her."),
        ("They suggested to wait.", "They suggested waiting."),
        ('"Would you mind to open it?"', '"Would you mind opening it?"'),
        ("He felt like to cry.", "He felt like crying."),
        ("She asked him opening the gate.", "She asked him to open the gate."),
        ("They begged us bringing the dog.", "They begged us to bring the dog."),
        ("He was capable to kill.", "He was capable of killing."),
        ("She insisted to pay.", "She insisted on paying."),
        ("They prevented him to leave.", "They prevented him from leaving."),
        ('"I look forward to see you."', '"I look forward to seeing you."'),
        ("He left without to say a word.", "He left without saying a word."),
        ("It was the bestest day.", "It was the best day."),
        ("His coat was more blacker than mine.", "His coat was blacker than mine."),
        ("No sooner had she sat down then the bell rang.", "No sooner had she sat down than the bell rang."),
        ("It was different then the first.", "It was different from the first."),
        ("He would rather starve then ask.", "He would rather starve than ask."),
        ("She was as tall than her father.", "She was as tall as her father."),
        ("She walked rather then ride.", "She walked rather than ride."),
        ("It was more crowded then the fair.", "It was more crowded than the fair."),
        ("She preferred swimming than running.", "She preferred swimming to running."),
        ('"May be they left."', '"Maybe they left."'),
        ("\"May be she's ill.\"", "\"Maybe she's ill.\""),
        ("Any one who knew her smiled.", "Anyone who knew her smiled."),
        ("Every one knew it.", "Everyone knew it."),
        ("Some one had taken the key.", "Someone had taken the key."),
        ("Some times he sang.", "Sometimes he sang."),
        ("They had all ready gone.", "They had already gone."),
        ("They went in to the kitchen.", "They went into the kitchen."),
        ("It hung in mid air.", "It hung in mid-air."),
        ("He gave into temptation.", "He gave in to temptation."),
        ("She went onto say more.", "She went on to say more."),
        ("He was apart of the family.", "He was a part of the family."),
        ("You must backup the files.", "You must back up the files."),
        ("He hurt him self.", "He hurt himself."),
        ("She stayed for awhile.", "She stayed for a while."),
        ("He left with out a word.", "He left without a word."),
        ("It was no where near.", "It was nowhere near."),
        ("Anyone of them could do it.", "Any one of them could do it."),
    ],
)  # fmt: skip
def test_wordings_that_are_wrong(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "He had too much sugar, as much as two men, and so much depends on it.",
        "How much rests on this! Much hurts; how much needs doing is unknown. So much rules us, so much lies ahead.",
        "That men should die for this. She said that eyes were closing, and that trees grew there.",
        "This people has a king. At this men laughed. Of that he was sure, and of that women, too, were tired.",
        "The man wolfs his food, the gunner mans the gun, and she leafs through it.",
        "My wife's sister, the child's toys, a calf's head, his life's work; the elf's.",
        "Many advice columns, fewer water taps, many money changers, fewer gold coins and many trouble spots.",
        "She enjoyed it to the full. They were suggested to us. The dish he had enjoyed to excess.",
        "He finished to applause. It was recommended to friends. She was suggested to lead.",
        "He had a mind to go. They insisted to the end. He succeeded to the throne and was capable to a degree.",
        "She asked him, lowering the lamp. He told her running the place was hard. They asked him something the day before.",
        'He looked forward to work. They looked forward to a meal. "I look forward to Sunday."',
        "He invited her, bringing the dog. They forced him nothing.",
        "The best of the rest. The worst part. No sooner had he begun then, than he stopped.",
        "It was different then. Things were so different then and now. He would rather go now and then sleep.",
        "Rather than go, he sat. It was more than he knew. She grew more frightened then, and left.",
        "As tall as her father, rather than not. He is as good and better than any. As long as they wait, rather than go.",
        'He may be late. It may be that he came. "May be," he said. They may be the ones.',
        "Any one of them could do it. Every one of the cups was broken. Some one thing must do. Every one was of gold.",
        "At some times he sang; some times are bad. There were some times when he slept.",
        "They were all ready to go, and had all ready money. We are all ready.",
        "They went in to dinner, and he went in to see her. He handed it in to the man in the kitchen. She gave herself up in to-morrow's hour.",
        "They gave into his hand the key. They moved onto the roof. They stood far apart of an evening.",
        "The backup the men brought. To backup plans. A while ago, awhile.",
        "The self he showed, her self and mine. It hung in the mid sky, mid-air, amid air.",
        "The sea has salt with in it sand. He came in with out-of-date news.",
        "There was nowhere to go.",
        "The more white paper he had, the more black ink he used.",
        "She wore a more grave look; the most black cats live here.",
    ],
)
def test_wordings_like_them(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    ["Any one who knew her smiled.", "Some one had taken the key.", "May be they left."],
)
def test_older_books_wrote_them_apart(text: str) -> None:
    assert mended(text, older=True) == text
