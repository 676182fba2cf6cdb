"""Constructions that are right whatever the reader says, and their neighbours that are not."""

import pytest

from fabula.checks.framework.finding import Finding, Level
from fabula.checks.framework.form import without_form
from fabula.checks.framework.sure import is_sure
from fabula.checks.grammar.constructions import is_right
from fabula.checks.grammar.remedies import remedy
from fabula.checks.spelling.lexicon import lexicon
from fabula.language.compose import compose
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story

CASES = [
    ("You PRP 4 nsubj|could MD 4 aux|'ve VBP 4 aux|rung VBN 0 root|. .", "could", "delete", True),
    ("She PRP 3 nsubj|could MD 3 aux|see VB 0 root|could MD 3 aux|it PRP 3 obj|. .", "it", "delete", False),
    ("a bump key", "A DT 3 det|bump NN 3 compound|key NN 0 root|. .", "key", "delete", True),
    ("reached into", "He PRP 2 nsubj|reached VBD 0 root|into IN 5 case|the DT 5 det|bag NN 2 obl|. .",
     "into", "delete", True),
    ("in into", "He PRP 2 nsubj|reached VBD 0 root|in IN 6 case|into IN 6 case|the DT 6 det|bag NN 2 obl|. .",
     "into", "delete", False),
    ("at street level", "He PRP 2 nsubj|lived VBD 0 root|at IN 5 case|street NN 5 compound|level NN 2 obl|. .",
     "street", "insert-before:the", True),
    ("at window", "He PRP 2 nsubj|stood VBD 0 root|at IN 4 case|window NN 2 obl|. .",
     "window", "insert-before:the", False),
    ("took careful note", "She PRP 2 nsubj|took VBD 0 root lemma=take|careful JJ 4 amod|note NN 2 obj|. .",
     "careful", "insert-before:a", True),
    ("trouble finding", "She PRP 2 nsubj|had VBD 0 root|trouble NN 2 obj|finding VBG 3 acl|it PRP 4 obj|. .",
     "finding", "insert-before:in", True),
    ("the wind finding", "She PRP 2 nsubj|heard VBD 0 root|rain NN 2 obj|finding VBG 3 acl|it PRP 4 obj|. .",
     "finding", "insert-before:in", False),
    ("all he did was", "All DT 4 nsubj|he PRP 3 nsubj|did VBD 1 acl|was VBD 0 root|laugh VB 4 xcomp|. .",
     "laugh", "form:VBG", True),
    ("insisted that", "She PRP 2 nsubj|insisted VBD 0 root lemma=insist|that IN 5 mark|he PRP 5 nsubj"
     "|stay VB 2 ccomp|. .", "stay", "form:VBD", True),
    ("said that", "She PRP 2 nsubj|said VBD 0 root lemma=say|that IN 5 mark|he PRP 5 nsubj"
     "|stay VB 2 ccomp|. .", "stay", "form:VBD", False),
    ("lest", "Lest IN 4 mark|the DT 3 det|child NN 4 nsubj|wake VB 6 advcl|she PRP 6 nsubj"
     "|whispered VBD 0 root|. .", "wake", "form:VBD", True),
    ("noticed it slow", "He PRP 2 nsubj|noticed VBD 0 root|it PRP 4 nsubj|slow VB 2 ccomp|. .",
     "slow", "form:VBD", True),
    ("dripped onto", "It PRP 2 nsubj|dripped VBD 0 root|onto IN 4 case|tiles NNS 2 obl|. .",
     "onto", "word:into", True),
    ("a cup off tea", "A DT 2 det|cup NN 0 root|off IN 4 case|tea NN 2 nmod|. .", "off", "word:of", False),
    ("the hall off the stairs", "A DT 2 det|hall NN 0 root|off IN 4 case|stairs NN 2 nmod|. .",
     "off", "word:of", True),
    ("alright", "I PRP 3 nsubj|am VBP 3 cop|alright JJ 0 root|. .", "alright", "split", True),
    ("loads of times", "I PRP 3 nsubj|have VBP 3 aux|done VBN 0 root|this DT 3 obj|loads NNS 3 obl"
     "|of IN 7 case|times NNS 5 nmod|. .", "loads", "form:NN", True),
    ("girls school", "A DT 3 det|girls NNS 3 compound|school NN 0 root|. .", "girls", "apostrophe", True),
    ("girls face", "The DT 3 det|girls NNS 3 compound|face NN 0 root|. .", "girls", "apostrophe", False),
    ("mothers house", "His PRP$ 3 det|mothers NNS 3 compound lemma=mother|house NN 0 root|. .",
     "mothers", "apostrophe", False),
    ("gapping", "One CD 2 nsubj|hit VBD 0 root|it PRP 2 obj|, , 6 punct|her PRP$ 6 det|reply NN 2 conj"
     "|a DT 8 det|sniff NN 6 orphan|. .", "a", "insert-before:was", True),
    ("a glove's", "As RB 2 advmod|close JJ 0 root|as IN 5 case|a DT 5 det|glove NN 2 obl|'s POS 5 case"
     "|with IN 9 case|the DT 9 det|hand NN 5 nmod|. .", "'s", "delete", True),
    ("the devil take", "The DT 2 det|devil NN 3 nsubj|take VBP 0 root|him PRP 3 obj|. .", "take", "form:VBD", True),
    ("the driver take", "The DT 2 det|driver NN 3 nsubj|take VBP 0 root|him PRP 3 obj|. .", "take", "form:VBD", False),
    ("had writing on", "It PRP 2 nsubj|had VBD 0 root lemma=have|writing VBG 2 obj|on IN 6 case|the DT 6 det"
     "|lid NN 2 obl|. .", "writing", "form:VBN", True),
    ("had writing letters", "She PRP 3 nsubj|had VBD 3 aux lemma=have|writing VBG 0 root|letters NNS 3 obj|. .",
     "writing", "form:VBN", False),
    ("somebody want", "Somebody NN 2 nsubj|want VBP 0 root|it PRP 2 obj|. .", "want", "form:VBZ", False),
    ("pail in hand", "She PRP 2 nsubj|left VBD 0 root|, , 4 punct|pail NN 2 parataxis|in IN 6 case|hand NN 4 nmod|. .",
     "pail", "confused", True),
    ("an hour passed", "An DT 2 det|hour NN 3 nsubj|passed VBD 0 root|, , 3 punct|then RB 3 advmod|. .",
     "passed", "alike:past", True),
    ("was sat", "He PRP 3 nsubj|was VBD 3 aux|sat VBN 0 root|there RB 3 advmod|. .", "sat", "form:VBG", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "at", "tag", "right"), [c[-4:] for c in CASES])
def test_what_is_right_and_what_is_not(words: str, at: str, tag: str, right: bool) -> None:
    rows = words.replace("|", "\n")
    _, reading = compose("\n".join("\t".join(row.split()) for row in rows.split("\n")))
    place = next(i for i, word in enumerate(reading.words) if word == at)
    assert is_right(reading, place, tag, spoken=False) is right


@pytest.mark.parametrize(
    "word", "esky numpty magick welp facepalmed bellend docx namaste dreich arvo lakh".split()
)
def test_words_of_today_are_words(word: str) -> None:
    assert lexicon().knows(word)


@pytest.mark.parametrize("word", "esky thunk begat quoth plink gras wight".split())
def test_a_rare_word_is_no_slip_for_a_common_one(word: str) -> None:
    assert lexicon().meant_by_rare(word) is None


@pytest.mark.parametrize(("typed", "meant"), [("wich", "which"), ("stoped", "stopped")])
def test_a_rare_word_that_is_the_commonest_slip_is_one(typed: str, meant: str) -> None:
    found = lexicon().meant_by_rare(typed)
    assert found is not None
    assert found.word == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("lieing", "lying"), ("fourty", "forty"), ("ninty", "ninety")]
)
def test_a_slip_is_mended_by_what_sounds_like_it(typed: str, meant: str) -> None:
    assert lexicon().suggest(typed)[0].word == meant


@pytest.mark.parametrize(
    ("rows", "owner"),
    [
        ("The DT 3 det|parishes NNS 3 compound|boat NN 0 root|. .", "parish's"),
        ("The DT 3 det|ladies NNS 3 compound|hat NN 0 root|. .", "lady's"),
        ("The DT 3 det|ships NNS 3 compound|hull NN 0 root|. .", "ship's"),
        ("The DT 3 det|glass NN 3 compound|edge NN 0 root|. .", ""),
    ],
)
def test_an_owner_is_a_word(rows: str, owner: str) -> None:
    _, reading = compose("\n".join("\t".join(row.split()) for row in rows.split("|")))
    mended = remedy(reading, 1, "apostrophe")
    assert mended is not None
    assert mended.wanted == owner


def test_no_remedy_is_a_word_built_by_rule() -> None:
    _, reading = compose("He\tPRP\t2\tnsubj\nquot\tVB\t0\troot\n.\t.")
    mended = remedy(reading, 1, "form:VBD")
    assert mended is not None
    assert mended.edit is None


VERSE = (
    "The tide comes in, the tide goes out,\n"
    "and gull and gull go up and down\n"
    "and none of them has asked about\n"
    "the man who leave his coat in town\n"
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (VERSE, 0),
        ("where r u\n\nShe laughed and put the telephone down on the table by the door.\n", 0),
        ("\n\n".join(VERSE.splitlines()) + "\n", 0),
        (" ".join(VERSE.split()) + ".\n", 1),
    ],
)
def test_verse_and_messages_are_not_prose(text: str, kept: int) -> None:
    manuscript = from_text(text)
    at = text.split()[0]
    finding = Finding("verb-form", "error", Span(0, len(at)), "The form.")
    assert len(without_form([finding], manuscript, bare_story(manuscript).quotations)) == kept


def test_what_is_sure_is_surer_than_an_error() -> None:
    def found(check: str, confidence: float, level: Level = "error") -> Finding:
        return Finding(check, level, Span(0, 1), "Wrong.", confidence=confidence)

    assert is_sure(found("doubled-word", 0.95))
    assert not is_sure(found("wrong-word", 0.9))
    assert not is_sure(found("missing-word", 1.0))
    assert not is_sure(found("doubled-word", 0.95, "query"))
