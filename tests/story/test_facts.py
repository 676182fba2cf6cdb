"""Attributes, relations and events over readings composed by hand.

One sentence is one string: ``form|tag|head|relation@mention``, the head counted from 1.
``@1`` makes the word a mention of entity 1, ``@(1`` opens and ``@)`` closes a longer one.
"""

from dataclasses import replace

import pytest

from fabula.language.compose import compose
from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.facts.about_people import find_facts
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.events import find_events
from fabula.story.model import Attribute, Character, MentionTable, Quote, Relation
from mention_tables import linked

ANNA, TOM, MARY = 1, 2, 3
CAST = (Character(ANNA, "Anna"), Character(TOM, "Tom"), Character(MARY, "Mary"))
PRONOUNS = ("PRP", "PRP$", "WP")


def read(*sentences: str) -> tuple[Manuscript, Reading, MentionTable]:
    lines: list[str] = []
    ids: list[int] = []
    for sentence in sentences:
        for word in sentence.split():
            columns, _, mark = word.partition("@")
            form, tag, *rest = columns.split("|")
            kind = "pronoun" if tag in PRONOUNS else "name" if tag.startswith("NNP") else "noun"
            entity = ""
            for part in mark.split("@") if mark else ():
                if part == ")":
                    entity += ")"
                else:
                    ids.append(int(part.strip("(")))
                    entity += f"(PER-{kind}" + ("" if part.startswith("(") else ")")
            lemma = [f"lemma={LEMMAS[form.lower()]}"] if form.lower() in LEMMAS else []
            extra = [f"Entity={entity}"] if entity else []
            lines.append(" ".join([form, tag, *rest, *lemma, *extra]))
        lines.append("")
    manuscript, reading = compose("\n".join(lines))
    table = linked(reading, ids)
    return manuscript, reading, table


LEMMAS = {
    "had": "have", "has": "have", "was": "be", "were": "be", "is": "be", "are": "be",
    "wore": "wear", "wrote": "write", "married": "marry", "struck": "strike", "saw": "see",
    "wearing": "wear", "left": "leave", "kissed": "kiss", "could": "can",
}  # fmt: skip


def clauses_of(
    manuscript: Manuscript,
    reading: Reading,
    mentions: MentionTable,
    cast: tuple[Character, ...] = CAST,
    quotes: tuple[Quote, ...] = (),
) -> Clauses:
    story = bare_story(manuscript).with_tables(reading=reading, mentions=mentions)
    return story.with_tables(characters=cast, quotes=quotes).clauses


def facts(
    *sentences: str, quotes: tuple[Quote, ...] = ()
) -> tuple[tuple[Attribute, ...], tuple[Relation, ...], str]:
    manuscript, reading, mentions = read(*sentences)
    attributes, relations = find_facts(
        manuscript, clauses_of(manuscript, reading, mentions, CAST, quotes), CAST
    )
    return attributes, relations, manuscript.text


def said(*sentences: str) -> list[tuple[int, str, str]]:
    return [(a.character, a.kind, a.value) for a in facts(*sentences)[0]]


def test_the_colour_of_possessed_eyes() -> None:
    attributes, _, text = facts(
        "Her|PRP$|3|nmod:poss@1 green|JJ|3|amod eyes|NNS|4|nsubj shone|VBD|0 .|."
    )
    assert [(a.character, a.kind, a.value) for a in attributes] == [(ANNA, "eyes", "green")]
    assert attributes[0].span.text(text) == "green eyes"
    assert attributes[0].said_by is None


def test_eyes_said_to_be_of_a_colour() -> None:
    attributes, _, text = facts(
        "His|PRP$|2|nmod:poss@2 eyes|NNS|5|nsubj are|VBP|5|cop golden|JJ|5|amod green|JJ|0 "
        "in|IN|7|case colour|NN|5|obl .|."
    )
    (eyes,) = attributes
    assert (eyes.character, eyes.kind, eyes.value) == (TOM, "eyes", "golden green")
    assert eyes.span.text(text) == "eyes are golden green"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Anna|NNP|3|nmod:poss@1 's|POS|1|case eyes|NNS|5|nsubj were|VBD|5|cop brown|JJ|0 .|.", (ANNA, "eyes", "brown")),
        ("She|PRP|2|nsubj@1 had|VBD|0 long|JJ|5|amod black|JJ|5|amod hair|NN|2|obj .|.", (ANNA, "hair", "long black")),
        ("Tom|NNP|2|nsubj@2 had|VBD|0 a|DT|5|det red|JJ|5|amod beard|NN|2|obj and|CC|8|cc blue|JJ|8|amod eyes|NNS|5|conj .|.", (TOM, "eyes", "blue")),
        ("the|DT|3|det@(1 red-haired|JJ|3|amod girl|NN|4|nsubj@) ran|VBD|0 .|.", (ANNA, "hair", "red")),
        ("Anna|NNP|3|nsubj@1 was|VBD|3|cop left-handed|JJ|0 .|.", (ANNA, "handedness", "left")),
        ("Tom|NNP|5|nsubj@2 was|VBD|5|cop right|JJ|5|amod -|HYPH handed|JJ|0 .|.", (TOM, "handedness", "right")),
        ("the|DT|5|det@(1 red|JJ|4|amod -|HYPH haired|JJ|5|amod girl|NN|6|nsubj@) ran|VBD|0 .|.", (ANNA, "hair", "red")),
        ("Her|PRP$|5|nmod:poss@1 blue|JJ|4|amod -|HYPH gray|JJ|5|amod eyes|NNS|6|nsubj shone|VBD|0 .|.", (ANNA, "eyes", "blue-gray")),
        ("Anna|NNP|3|nsubj@1 was|VBD|3|cop twenty|CD|0 -|HYPH six|CD|3|flat .|.", (ANNA, "age", "twenty-six")),
        ("Anna|NNP|3|nsubj@1 was|VBD|3|cop twenty-six|CD|0 .|.", (ANNA, "age", "twenty-six")),
        ("Anna|NNP|3|nsubj@1 was|VBD|5|cop thirty|CD|4|nummod years|NNS|5|obl:npmod old|JJ|0 .|.", (ANNA, "age", "thirty")),
        ("a|DT|3|det@(2 tall|JJ|3|amod man|NN|0 of|IN|5|case forty|CD|3|nmod@) .|.", (TOM, "age", "forty")),
        ("a|DT|3|det@(2 tall|JJ|3|amod man|NN|0 of|IN|5|case forty|CD|3|nmod@) .|.", (TOM, "height", "tall")),
        ("Tom|NNP|2|nsubj@2 had|VBD|0 a|DT|4|det scar|NN|2|obj on|IN|8|case his|PRP$|8|nmod:poss@2 left|JJ|8|amod cheek|NN|4|nmod .|.", (TOM, "scar", "left cheek")),
        ("He|PRP|2|nsubj@2 wrote|VBD|0 with|IN|6|case his|PRP$|6|nmod:poss@2 left|JJ|6|amod hand|NN|2|obl .|.", (TOM, "handedness", "left")),
        ("She|PRP|2|nsubj@1 wore|VBD|0 a|DT|5|det blue|JJ|5|amod dress|NN|2|obj .|.", (ANNA, "clothing", "blue dress")),
        ("Anna|NNP|4|nsubj@1 was|VBD|4|cop a|DT|4|det lawyer|NN|0 .|.", (ANNA, "occupation", "lawyer")),
        ("Anna|NNP|3|nsubj@1 was|VBD|3|cop French|JJ|0 .|.", (ANNA, "nationality", "French")),
        ("a|DT|2|det@(2 man|NN|0 with|IN|5|case green|JJ|5|amod eyes|NNS|2|nmod@) .|.", (TOM, "eyes", "green")),
        ("Her|PRP$|2|nmod:poss@1 eyes|NNS|0 the|DT|4|det colour|NN|2|nmod of|IN|7|case wet|JJ|7|amod slate|NN|4|nmod .|.", (ANNA, "eyes", "wet slate")),
        ("The|DT|3|det dark|JJ|3|amod eyes|NNS|6|nsubj of|IN|5|case Anna|NNP|3|nmod@1 shone|VBD|0 .|.", (ANNA, "eyes", "dark")),
        ("She|PRP|3|nsubj@1 was|VBD|3|cop eleven|CD|0 that|DT|5|det summer|NN|3|obl:tmod .|.", (ANNA, "age", "eleven")),
        ("Tom|NNP|4|nsubj@2 was|VBD|4|cop a|DT|4|det boy|NN|0 of|IN|6|case six|CD|4|nmod .|.", (TOM, "age", "six")),
        ("Anna|NNP|3|nsubj@1 was|VBD|3|cop sixty-odd|CD|0 .|.", (ANNA, "age", "sixty-odd")),
        ("He|PRP|4|nsubj@2 is|VBZ|4|cop six|CD|4|nummod foot|NN|0 four|CD|4|nummod .|.", (TOM, "height", "six foot four")),
        ("He|PRP|3|nsubj@2 is|VBZ|3|cop taller|JJR|0 than|IN|5|case Anna|NNP|3|obl@1 .|.", (TOM, "height", "taller than anna")),
        ("He|PRP|2|nsubj@2 had|VBD|0 a|DT|4|det moustache|NN|2|obj .|.", (TOM, "beard", "moustache")),
        ("Tom|NNP|2|nsubj@2 broke|VBD|0 his|PRP$|5|nmod:poss@2 left|JJ|5|amod arm|NN|2|obj .|.", (TOM, "injury", "broken left arm")),
        ("Anna|NNP|2|nsubj@1 had|VBD|0 two|CD|4|nummod sisters|NNS|2|obj .|.", (ANNA, "sisters", "2")),
        ("Tom|NNP|4|nsubj@2 was|VBD|4|cop the|DT|4|det youngest|JJS|0 of|IN|7|case three|CD|7|nummod brothers|NNS|4|nmod .|.", (TOM, "brothers", "2")),
        ("Tom|NNP|2|nsubj@2 winked|VBD|0 with|IN|6|case one|CD|6|nummod brown|JJ|6|amod eye|NN|2|obl .|.", (TOM, "eyes", "brown")),
        ("Tom|NNP|3|nsubj@2 was|VBD|3|cop bald|JJ|0 .|.", (TOM, "hair", "bald")),
    ],
)  # fmt: skip
def test_what_is_said_of_someone(sentence: str, expected: tuple[int, str, str]) -> None:
    assert expected in said(sentence)


def test_whose_eyes_follows_the_mention() -> None:
    found = said(
        "He|PRP|2|nsubj@2 looked|VBD|0 into|IN|6|case her|PRP$|6|nmod:poss@1 blue|JJ|6|amod eyes|NNS|2|obl .|."
    )
    assert found == [(ANNA, "eyes", "blue")]


def test_a_feature_just_named_is_taken_up() -> None:
    found = said(
        "He|PRP|2|nsubj@2 saw|VBD|0 Peter|NNP|5|nmod:poss@3 's|POS|3|case eyes|NNS|2|obj .|.",
        "His|PRP$|2|nmod:poss@2 eyes|NNS|4|nsubj were|VBD|4|cop green|JJ|0 .|.",
    )
    assert found == [(3, "eyes", "green")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Were|VBD|4|cop Anna|NNP|3|nmod:poss@1 eyes|NNS|4|nsubj blue|JJ|0 ?|.",
        "If|IN|5|mark her|PRP$|3|nmod:poss@1 eyes|NNS|5|nsubj were|VBD|5|cop blue|JJ|0 .|.",
        "Her|PRP$|2|nmod:poss@1 eyes|NNS|5|nsubj might|MD|5|aux be|VB|5|cop blue|JJ|0 .|.",
        "She|PRP|2|nsubj@1 had|VBD|0 eyes|NNS|2|obj like|IN|6|case black|JJ|6|amod holes|NNS|3|nmod .|.",
        "Her|PRP$|2|nmod:poss@1 eyes|NNS|5|nsubj were|VBD|5|cop black|JJ|5|amod holes|NNS|0 .|.",
        "She|PRP|3|nsubj@1 was|VBD|3|cop ten|CD|0 minutes|NNS|3|dep late|JJ|3|dep .|.",
        "The|DT|3|det green|JJ|3|amod eyes|NNS|4|nsubj shone|VBD|0 .|.",
    ],
)
def test_what_is_not_asserted(sentence: str) -> None:
    assert said(sentence) == []


def test_a_name_that_is_also_a_colour_describes_nothing() -> None:
    assert (
        said(
            "Anna|NNP|4|nmod:poss@1 's|POS|1|case Gray|NNP|4|amod eyes|NNS|5|nsubj shone|VBD|0 .|."
        )
        == []
    )


def test_negation_and_time() -> None:
    attributes, _, _ = facts(
        "Her|PRP$|2|nmod:poss@1 eyes|NNS|5|nsubj were|VBD|5|cop not|RB|5|advmod blue|JJ|0 .|.",
        "His|PRP$|2|nmod:poss@2 hair|NN|5|nsubj had|VBD|5|aux been|VBN|5|cop black|JJ|0 .|.",
    )
    eyes, hair = attributes
    assert (eyes.value, eyes.negated, eyes.time) == ("blue", True, "now")
    assert (hair.value, hair.negated, hair.time) == ("black", False, "before")


def test_the_narrators_own_correction_counts() -> None:
    found = said(
        "Her|PRP$|2|nmod:poss@1 eyes|NNS|4|nsubj were|VBD|4|cop hazel|JJ|0 —|: no|UH|8|discourse ,|, green|JJ|4|conj .|."
    )
    assert found == [(ANNA, "eyes", "green")]


def test_a_claim_in_dialogue_is_the_speakers() -> None:
    sentence = "“|`` Her|PRP$|4|nmod:poss@1 blue|JJ|4|amod eyes|NNS|0 !|. ”|''"
    text = facts(sentence)[2]
    whole = Span(0, len(text.rstrip()))
    spoken = Quote(whole, 0, TOM, (), None, "implicit", 0.9)
    assert [a.said_by for a in facts(sentence, quotes=(spoken,))[0]] == [TOM]
    assert facts(sentence, quotes=(replace(spoken, speaker=None),))[0] == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Anna|NNP|3|nmod:poss@1 's|POS|1|case brother|NN|5|nsubj Tom|NNP|3|flat@2 left|VBD|0 .|.", (TOM, "sibling", ANNA)),
        ("Tom|NNP|5|nsubj@2 was|VBD|5|cop Anna|NNP|5|nmod:poss@1 's|POS|3|case brother|NN|0 .|.", (TOM, "sibling", ANNA)),
        ("Tom|NNP|4|nsubj@2 was|VBD|4|cop the|DT|4|det father|NN|0 of|IN|6|case Mary|NNP|4|nmod@3 .|.", (TOM, "parent", MARY)),
        ("His|PRP$|2|nmod:poss@2 wife|NN|4|nsubj Mary|NNP|2|flat@3 left|VBD|0 .|.", (MARY, "spouse", TOM)),
        ("Tom|NNP|5|nsubj@2 and|CC|3|cc Anna|NNP|1|conj@1 were|VBD|5|cop cousins|NNS|0 .|.", (TOM, "cousin", ANNA)),
        ("Tom|NNP|2|nsubj@2 married|VBD|0 Mary|NNP|2|obj@3 .|.", (TOM, "spouse", MARY)),
    ],
)  # fmt: skip
def test_relations(sentence: str, expected: tuple[int, str, int]) -> None:
    _, relations, _ = facts(sentence)
    assert expected in [(r.source, r.kind, r.target) for r in relations]


ANNAS_BROTHER = "Anna|NNP|3|nmod:poss@(2@1 's|POS|1|case brother|NN|4|nsubj@) left|VBD|0 .|."


def test_a_noun_of_relation_alone_must_be_confirmed() -> None:
    assert facts(ANNAS_BROTHER)[1] == ()
    (found,) = facts(ANNAS_BROTHER, ANNAS_BROTHER, ANNAS_BROTHER)[1]
    assert (found.source, found.kind, found.target) == (TOM, "sibling", ANNA)


def test_a_pronoun_rules_out_a_noun_of_relation() -> None:
    sentence = "His|PRP$|2|nmod:poss@2 wife|NN|4|nsubj Mary|NNP|2|flat@3 left|VBD|0 .|."
    he = (*CAST[:2], Character(MARY, "Mary", pronouns="he/him"))
    manuscript, reading, mentions = read(sentence)
    assert find_facts(manuscript, clauses_of(manuscript, reading, mentions, he), he)[1] == ()


def test_nobody_is_their_own_relation() -> None:
    _, relations, _ = facts("Her|PRP$|2|nmod:poss@1 brother|NN|3|nsubj left|VBD|0 .|.")
    assert relations == ()


def test_a_couple_by_its_titles() -> None:
    manuscript, reading, mentions = read(
        "Mr.|NNP|5|nsubj and|CC|3|cc Mrs.|NNP|1|conj Rook|NNP|3|flat@3 left|VBD|0 .|."
    )
    cast = (Character(TOM, "Mr. Rook", pronouns="he/him"), Character(MARY, "Mrs. Rook"))
    (couple,) = find_facts(manuscript, clauses_of(manuscript, reading, mentions, cast), cast)[1]
    assert (couple.source, couple.kind, couple.target) == (MARY, "spouse", TOM)
    assert couple.span.text(manuscript.text) == "Mr. and Mrs. Rook"


def test_what_others_are_judged_to_be_is_no_trade() -> None:
    assert said("Anna|NNP|5|nsubj@1 was|VBD|5|cop a|DT|5|det fair|JJ|5|amod judge|NN|0 .|.") == []


def test_nobody_speaks_of_himself_as_another() -> None:
    sentence = "“|`` His|PRP$|4|nmod:poss@2 blue|JJ|4|amod eyes|NNS|0 !|. ”|''"
    text = facts(sentence)[2]
    spoken = Quote(Span(0, len(text.rstrip())), 0, TOM, (), None, "implicit", 0.9)
    assert facts(sentence, quotes=(spoken,))[0] == ()


def test_no_words_no_facts() -> None:
    assert facts("Rain|NN|0 .|.")[:2] == ((), ())
    assert find_events(clauses_of(*read("Rain|NN|0 .|."))) == ()


def test_what_is_always_so_of_a_purse_is_no_height() -> None:
    assert said("Tom|NNP|4|nsubj@2 was|VBD|4|cop always|RB|4|advmod short|JJ|0 .|.") == []


def test_a_house_is_big_not_its_owner() -> None:
    possessed = (
        "Anna|NNP|4|nmod:poss@1 's|POS|1|case big|JJ|4|amod house|NN|5|nsubj burned|VBD|0 .|."
    )
    assert said(possessed) == []


def test_they_were_five_counts_and_tells_no_age() -> None:
    assert said("They|PRP|3|nsubj@1 were|VBD|3|cop five|CD|0 .|.") == []


def test_a_sentence_without_a_verb_is_about_whom_the_last_one_was() -> None:
    sentences = (
        "Tom|NNP|2|nsubj@2 came|VBD|0 .|.",
        "Short|JJ|3|amod yellow|JJ|3|amod hair|NN|0 .|.",
    )
    assert said(*sentences) == [(TOM, "hair", "short yellow")]
