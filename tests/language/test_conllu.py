"""CoNLL-U and the short notation: what is written reads back as the same reading."""

import pytest

from fabula.language.compose import compose
from fabula.language.conllu import from_conllu, to_conllu
from fabula.language.mentions import heads_of
from fabula.manuscript.errors import FabulaError

STORY = """
# block = heading
The   DT
Ferry NN

# newpar
“     ``
Row   VB  0  root
,     ,
boy   NN  2  vocative  Entity=(PER-noun)
,     ,
”     ''
said  VBD 2  parataxis lemma=say Event=Yes
Ada   NNP 10 nmod:poss Entity=(PER-noun(PER-name)
's    POS 8  case
aunt  NN  7  nsubj     Entity=)
.     .

He    PRP
did   VBD
n't   RB  2  advmod    lemma=not
.     .

# block = break
# newpar
Night NN
fell  VBD 0 root lemma=fall
.     .
"""


def test_compose_builds_the_text_its_blocks_and_its_scenes() -> None:
    manuscript, reading = compose(STORY)
    assert manuscript.text == (
        "The Ferry\n\n“Row, boy,” said Ada's aunt. He didn't.\n\n* * *\n\nNight fell.\n"
    )
    assert [b.kind for b in manuscript.blocks] == ["heading", "paragraph", "break", "paragraph"]
    assert [c.title for c in manuscript.chapters] == ["The Ferry"]
    assert len(manuscript.scenes) == 2
    assert reading.words[:4] == ("The", "Ferry", "“", "Row")
    assert all(
        manuscript.text[s:e] == w
        for s, e, w in zip(reading.tokens.start, reading.tokens.end, reading.words, strict=True)
    )


def test_compose_fills_in_lemma_tag_and_features() -> None:
    _, reading = compose(STORY)
    at = reading.words.index("said")
    assert (reading.lemmas[at], reading.upos[at], reading.xpos[at]) == ("say", "VERB", "VBD")
    assert bool(reading.has_feature("Tense", "Past")[at])
    he = reading.words.index("He")
    assert bool(reading.has_feature("Gender", "Masc")[he])
    assert reading.tokens.event.nonzero()[0].tolist() == [at]


def test_mentions_nest_and_know_their_heads() -> None:
    _, reading = compose(STORY)
    mentions, words = reading.mentions, reading.words
    found = [
        (" ".join(words[a:b]), words[h])
        for a, b, h in zip(mentions.first, mentions.last, mentions.head, strict=True)
    ]
    assert found == [("boy", "boy"), ("Ada 's aunt", "aunt"), ("Ada", "Ada")]


def test_writing_and_reading_back_changes_nothing() -> None:
    manuscript, reading = compose(STORY)
    written = to_conllu(reading, manuscript)
    again, same = from_conllu(written)
    assert (again.text, again.blocks, again.scenes) == (
        manuscript.text, manuscript.blocks, manuscript.scenes,
    )  # fmt: skip
    assert to_conllu(same, again) == written
    assert "8-9\tAda's\t" in written
    assert "# text = He didn't.\n" in written


def test_an_apostrophe_joins_its_word_only_as_a_possessive() -> None:
    rows = "# text = 'the boys' oars'\n' `` \nthe DT\nboys NNS\n' POS\noars NNS\n' ''\n"
    manuscript, reading = compose(rows)
    written = to_conllu(reading, manuscript)
    assert "\tboys'\t" in written
    assert "\toars'\t" not in written


def test_multiword_tokens_that_are_not_spelled_by_their_words() -> None:
    rows = [
        "1-2\tim\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tI\tI\tPRON\tPRP\t_\t3\tnsubj\t_\t_",
        "2\t'm\tbe\tAUX\tVBP\t_\t3\taux\t_\t_",
        "3\trowing\trow\tVERB\tVBG\t_\t0\troot\t_\t_",
    ]
    manuscript, reading = from_conllu("\n".join(rows) + "\n\n")
    assert manuscript.text == "im rowing\n"
    assert reading.words == ("i", "m", "rowing")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("1\ta\ta", "columns"),
        ("1\ta\ta\tX\tX\t_\t1\troot\t_\t_", "head 1"),
        ("1\ta\ta\tX\tX\t_\t0\troot\t_\tEntity=(PER-name", "never closed"),
        ("1\ta\ta\tX\tX\t_\t0\troot\t_\tEntity=)", "opens nothing"),
        ("1\ta\ta\tX\tX\t_\t0\troot\t_\tEntity=(CAT-name)", "PER-name"),
        ("2\ta\ta\tX\tX\t_\t0\troot\t_\t_", "word 2"),
    ],
)
def test_what_is_not_conllu_is_told_with_its_line(rows: str, why: str) -> None:
    with pytest.raises(FabulaError, match=rf"line 1: .*{why}"):
        from_conllu(rows + "\n\n")


def test_the_empty_text_is_an_empty_reading() -> None:
    manuscript, reading = from_conllu("")
    assert (manuscript.text, len(reading.tokens), len(reading.mentions)) == ("", 0, 0)
    assert to_conllu(reading, manuscript) == ""


def test_mention_heads_of_a_chain() -> None:
    _, reading = compose("the DT 3 det\nold JJ 3 amod\nferry NN 4 compound\nman NN 0 root")
    tokens = reading.tokens
    whole = heads_of(tokens.start[:1] * 0, tokens.start[:1] * 0 + 4, tokens.head)
    part = heads_of(tokens.start[:1] * 0, tokens.start[:1] * 0 + 3, tokens.head)
    assert (whole.tolist(), part.tolist()) == ([3], [2])
