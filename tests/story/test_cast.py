"""The cast: who becomes a character, under what name, with which pronouns; the narrator."""

from dataclasses import replace

import numpy as np
import pytest

from fabula.language.compose import compose
from fabula.language.reading import EntityType, Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.candidates import mended_mentions
from fabula.story.mentions.coreference import Linking
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.pronouns import link_speech
from fabula.story.model import Character, Quote
from fabula.story.names.cast import Cast, make_cast, shown_name
from fabula.story.names.narrator import find_narrator, with_narrator
from fabula.story.names.personal import parse_name


def read(*sentences: str) -> tuple[Manuscript, Reading, Frame]:
    """One sentence a string; ``word/TAG`` and ``[word/TAG ...]TYPE-kind`` for a mention."""
    lines: list[str] = []
    for sentence in sentences:
        for chunk in sentence.split():
            opens = chunk.startswith("[")
            body, closes, label = chunk.lstrip("[").partition("]")
            form, _, tag = body.partition("/")
            entity = ""
            if opens:
                kind = label if closes else _label_after(sentence, chunk)
                entity = f"Entity=({kind}" + (")" if closes else "")
            elif closes:
                entity = "Entity=)"
            lines.append(" ".join(x for x in (form, tag or form, entity) if x))
        lines.append("")
    manuscript, reading = compose("\n".join(lines))
    return manuscript, reading, make_frame(manuscript, reading, find_quotations(manuscript))


def _label_after(sentence: str, chunk: str) -> str:
    rest = sentence[sentence.index(chunk) :]
    return rest[rest.index("]") + 1 :].split()[0]


def cast_of(
    reading: Reading, frame: Frame, cluster: list[int], manuscript: Manuscript | None = None
) -> Cast:
    linking = Linking(np.array(cluster, dtype=np.int32), np.ones(len(frame), dtype=np.float32))
    narrator = find_narrator(manuscript, frame, linking.cluster) if manuscript else None
    if narrator is not None:
        linking = replace(linking, cluster=with_narrator(frame, linking.cluster, narrator))
    return make_cast(reading, frame, linking, narrator)


def test_a_character_has_the_fullest_name_and_its_other_names() -> None:
    _, reading, frame = read(
        "[Mr./NNP Voss/NNP]PER-name slept/VBD ./.",
        "[Voss/NNP]PER-name woke/VBD and/CC [he/PRP]PER-pronoun ran/VBD ./.",
        "[Edgar/NNP Voss/NNP]PER-name hid/VBD ./.",
    )
    (voss,) = cast_of(reading, frame, [0, 0, 0, 0]).characters
    assert voss.name == "Edgar Voss"
    assert set(voss.aliases) == {"Mr. Voss", "Voss"}
    assert voss.pronouns == "he/him"
    assert not voss.narrator


def test_characters_come_by_how_often_they_are_meant() -> None:
    _, reading, frame = read(
        "[Tilly/NNP]PER-name saw/VBD [Anna/NNP]PER-name ./.",
        "[Anna/NNP]PER-name saw/VBD [London/NNP]GPE-name ./.",
    )
    cast = cast_of(reading, frame, [0, 1, 1, 2])
    assert [c.name for c in cast.characters] == ["Anna", "Tilly"]
    assert [c.id for c in cast.characters] == [0, 1]
    assert [(p.id, p.name) for p in cast.places] == [(2, "London")]
    assert cast.mentions.entity.tolist() == [1, 0, 0, 2]


def test_they_may_be_one_persons_pronoun() -> None:
    _, reading, frame = read(
        "[Robin/NNP]PER-name came/VBD ./.",
        "[They/PRP]PER-pronoun slept/VBD ./.",
        "[They/PRP]PER-pronoun woke/VBD ./.",
        "[They/PRP]PER-pronoun left/VBD ./.",
    )
    (robin,) = cast_of(reading, frame, [0, 0, 0, 0]).characters
    assert robin.pronouns == "they/them"


def test_passers_by_and_groups_are_no_characters() -> None:
    _, reading, frame = read(
        "[A/DT porter/NN]PER-noun yawned/VBD ./.",
        "[The/DT sailors/NNS]PER-noun sang/VBD ./.",
        "[They/PRP]PER-pronoun drank/VBD ./.",
        "[They/PRP]PER-pronoun slept/VBD ./.",
        "[They/PRP]PER-pronoun left/VBD ./.",
    )
    assert cast_of(reading, frame, [0, 1, 1, 1, 1]).characters == ()


def test_somebody_without_a_name_who_comes_back_is_a_character() -> None:
    _, reading, frame = read(
        "[The/DT landlord/NN]PER-noun came/VBD ./.",
        "[He/PRP]PER-pronoun sat/VBD ./.",
        "[He/PRP]PER-pronoun rose/VBD ./.",
        "[The/DT landlord/NN]PER-noun left/VBD ./.",
    )
    (landlord,) = cast_of(reading, frame, [0, 0, 0, 0]).characters
    assert landlord.name == "the landlord"


def test_my_father_who_comes_back_is_a_character_by_that_name() -> None:
    came = "My PRP$ 2 nmod:poss Entity=(PER-noun\nfather NN 3 nsubj Entity=)\ncame VBD 0 root\n. ."
    sat = "He PRP 2 nsubj Entity=(PER-pronoun)\nsat VBD 0 root\n. ."

    def characters(*sentences: str) -> tuple[Character, ...]:
        manuscript, reading = compose("\n\n".join(sentences))
        frame = make_frame(manuscript, reading, find_quotations(manuscript))
        return cast_of(reading, frame, [0] * len(frame)).characters

    (father,) = characters(came, sat, sat, came, sat)
    assert father.pronouns == "he/him"
    assert characters(came, came) == ()


def test_one_call_names_a_narrator_where_nobody_else_is_called_so() -> None:
    manuscript, reading, frame = read(*TOLD[:4])
    cast = cast_of(reading, frame, [0, 0, 0, 0, 1, 2, 0], manuscript)
    assert next(c.name for c in cast.characters if c.narrator) == "Nora"


def test_a_name_only_sworn_by_is_no_character() -> None:
    _, reading, frame = read("Good/JJ [God/NNP]PER-name ,/, [Anna/NNP]PER-name wept/VBD ./.")
    assert [c.name for c in cast_of(reading, frame, [0, 1]).characters] == ["Anna"]


TOLD = (
    "[I/PRP]PER-pronoun woke/VBD and/CC [I/PRP]PER-pronoun rose/VBD ./.",
    "[I/PRP]PER-pronoun dressed/VBD and/CC [I/PRP]PER-pronoun ate/VBD ./.",
    "“ You/PRP are/VBP late/JJ ,/, [Nora/NNP]PER-name ,/, ” said/VBD [Tom/NNP]PER-name ./.",
    "“ No/UH ,/, ” said/VBD [I/PRP]PER-pronoun ./.",
    "“ Sit/VB down/RP ,/, [Nora/NNP]PER-name ,/, ” said/VBD [Tom/NNP]PER-name ./.",
)


def test_the_narrator_bears_the_name_others_call_them_by() -> None:
    manuscript, reading, frame = read(*TOLD)
    cast = cast_of(reading, frame, [0, 0, 0, 0, 1, 2, 0, 1, 2], manuscript)
    narrator = next(c for c in cast.characters if c.narrator)
    assert narrator.name == "Nora"
    assert [c.name for c in cast.characters if not c.narrator] == ["Tom"]


def test_a_narrator_nobody_names_has_no_name() -> None:
    manuscript, reading, frame = read(*TOLD[:2], TOLD[3])
    (narrator,) = cast_of(reading, frame, [0, 0, 0, 0, 0], manuscript).characters
    assert narrator.narrator
    assert narrator.name == "the narrator"


def test_nobody_narrates_a_story_in_the_third_person() -> None:
    manuscript, _, frame = read(
        "[Anna/NNP]PER-name woke/VBD ./.", "[She/PRP]PER-pronoun rose/VBD ./."
    )
    assert find_narrator(manuscript, frame, np.zeros(2, dtype=np.int32)) is None


def test_first_and_second_person_follow_the_speech() -> None:
    manuscript, reading, frame = read(
        "“ [I/PRP]PER-pronoun saw/VBD [you/PRP]PER-pronoun ,/, ” said/VBD [Tom/NNP]PER-name ./.",
        "[Anna/NNP]PER-name laughed/VBD ./.",
    )
    cast = cast_of(reading, frame, [0, 1, 2, 3])
    tom, anna = (next(c.id for c in cast.characters if c.name == n) for n in ("Tom", "Anna"))
    end = manuscript.text.index("”") + 1
    quote = Quote(Span(0, end), 0, tom, (anna,), None, "explicit", 0.9)
    entity = link_speech(cast.mentions, frame, [quote], manuscript).entity
    assert entity.tolist() == [tom, anna, tom, anna]
    unsure = replace(quote, confidence=0.1)
    kept = link_speech(cast.mentions, frame, [unsure], manuscript).entity
    assert kept.tolist() == cast.mentions.entity.tolist()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my dear Mr. Voss", "Mr. Voss"),
        ("Anna's", "Anna"),
        ("TILLY ROOK", "Tilly Rook"),
        ("poor little Tilly", "Tilly"),
        ("Lady Ottoline de Vere", "Lady Ottoline de Vere"),
        ("Dr. Ada Voss, the dentist", "Dr. Ada Voss"),
    ],
)
def test_names_are_shown_without_what_surrounds_them(text: str, shown: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert shown_name(text, name) == shown


def test_missed_pronouns_and_names_are_added() -> None:
    _, reading, _ = read(
        "[Magnus/NNP]PER-name saw/VBD her/PRP ./.",
        "[Magnus/NNP]PER-name slept/VBD ./.",
        "Magnus/NNP woke/VBD by/IN the/DT sea/NN ./.",
    )
    mended = mended_mentions(reading).mentions
    words = [reading.words[i] for i in mended.first.tolist()]
    assert words == ["Magnus", "her", "Magnus", "Magnus"]
    assert mended.first.tolist() == sorted(mended.first.tolist())


def added(*sentences: str) -> list[str]:
    """The words of the mentions, those of the mended reading."""
    _, reading, _ = read(*sentences)
    mentions = mended_mentions(reading).mentions
    return [
        " ".join(reading.words[a:b])
        for a, b in zip(mentions.first.tolist(), mentions.last.tolist(), strict=True)
    ]


def test_a_known_name_that_is_a_word_is_found_by_its_capital() -> None:
    told = "[Art/NNP]PER-name sat/VBD by/IN [Art/NNP]PER-name ./."
    assert added(told, "At/IN last/JJ Art/NN was/VBD asleep/JJ ./.").count("Art") == 3
    assert added(told, "Art/NN was/VBD asleep/JJ ./.").count("Art") == 3


def test_a_word_that_also_stands_in_small_letters_is_no_name_where_a_sentence_opens() -> None:
    told = "[Art/NNP]PER-name sat/VBD by/IN [Art/NNP]PER-name ./."
    assert (
        added(told, "He/PRP liked/VBD art/NN ./.", "Art/NN was/VBD dear/JJ ./.").count("Art") == 2
    )


def test_a_name_that_is_mostly_a_persons_is_no_place() -> None:
    _, reading, _ = read(
        "[Kofi/NNP]PER-name sat/VBD ./.",
        "[Kofi/NNP]PER-name rose/VBD ./.",
        "She/PRP saw/VBD the/DT shoes/NNS of/IN [Kofi/NNP]GPE-name ./.",
    )
    mentions = mended_mentions(reading).mentions
    types = {t for t, f in zip(mentions.type, mentions.first, strict=True) if f in (0, 3, 11)}
    assert types == {EntityType.PER}


def test_a_mention_across_sentences_is_dropped() -> None:
    _, reading, _ = read("[Tom/NNP]PER-name slept/VBD ./.", "It/PRP rained/VBD ./.")
    long = replace(reading.mentions, last=np.array([5], dtype=np.int32))
    assert len(mended_mentions(replace(reading, mentions=long)).mentions) == 0


def test_no_full_name_is_made_of_words_that_stand_together_once() -> None:
    """*Captains Harville and Wentworth*, *he has taught Lucy Italian*, *Dat Buck one devil*."""
    often = [f"[{name}/NNP]PER-name slept/VBD ./." for name in ("Harville", "Lucy") * 30]
    once = [
        "[Captains/NNP Harville/NNP]PER-name came/VBD ./.",
        "he/PRP taught/VBD [Lucy/NNP Italian/NNP]PER-name ./.",
    ]
    _, reading, frame = read(*often, *once)
    cluster = [0, 1] * 30 + [0, 1]
    cluster.insert(61, 2)  # he
    cast = cast_of(reading, frame, cluster[: len(frame)])
    assert [one.name for one in cast.characters][:2] == ["Harville", "Lucy"]


def test_a_full_name_that_is_told_once_is_one() -> None:
    often = ["[Anne/NNP]PER-name slept/VBD ./."] * 30
    _, reading, frame = read(*often, "[Anne/NNP Voss/NNP]PER-name woke/VBD ./.")
    assert cast_of(reading, frame, [0] * 31).characters[0].name == "Anne Voss"
