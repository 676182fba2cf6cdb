"""Correction tags become findings: the right check, the right words, the smallest edit."""

from dataclasses import replace

import pytest

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.harness import apply_edits
from fabula.checks.framework.runner import Selection, run_checks
from fabula.checks.framework.view import Shared
from fabula.checks.grammar.corrections import BARS, corrections, wrong_words
from fabula.language.compose import compose
from fabula.story.bare import bare_story
from fabula.story.model import Story

CHOSEN = Selection(
    select=frozenset(
        "agreement verb-form wrong-word missing-word superfluous-word possessive comma-splice "
        "punctuation".split()
    )
)


def tagged(rows: str) -> Story:
    """A story of one short text; rows of ``word tag lemma edit error``, "-" for the plain case."""
    lines = []
    for row in rows.strip().splitlines():
        word, tag, lemma, edit, error = row.split()
        misc = [] if lemma == "-" else [f"lemma={lemma}"]
        misc += [] if edit == "-" else [f"Edit={edit}", f"Error={error}"]
        lines.append("\t".join([word, tag, *misc]))
    manuscript, reading = compose("\n".join(lines))
    return replace(bare_story(manuscript), reading=reading)


def only(story: Story) -> Finding:
    findings = run_checks(story, CHOSEN)
    assert len(findings) == 1
    return findings[0]


CASES = [
    ("He PRP - - -|walk VBP walk form:VBZ .99|home NN - - -|. . - - -",
     "agreement", "walk", "He walks home."),
    ("They PRP - - -|was VBD be word:were .99|late JJ - - -|. . - - -",
     "agreement", "was", "They were late."),
    ("Two CD - - -|man NN man form:NNS .99|came VBD - - -|. . - - -",
     "agreement", "man", "Two men came."),
    ("Anna NNP - - -|did VBD - - -|not RB - - -|response NN response form:VB .99|. . - - -",
     "verb-form", "response", "Anna did not respond."),
    ("He PRP - - -|turned VBD - - -|and CC - - -|walks VBZ walk form:VBD .99|. . - - -",
     "verb-form", "walks", "He turned and walked."),
    ("She PRP - - -|spoke VBD - - -|slowing VBG slow form:RB .99|. . - - -",
     "wrong-word", "slowing", "She spoke slowly."),
    ("There EX - word:their .99|coats NNS - - -|hung VBD - - -|. . - - -",
     "wrong-word", "There", "Their coats hung."),
    ("He PRP - - -|could MD - - -|not RB - - -|breath VB - confused .99|. . - - -",
     "wrong-word", "breath", "He could not breathe."),
    ("She PRP - - -|looked VBD - - -|harbour NN - insert-before:the .99|. . - - -",
     "missing-word", "looked harbour", "She looked the harbour."),
    ("Slight JJ - insert-before:a .99|smile NN - - -|came VBD - - -|. . - - -",
     "missing-word", "Slight smile", "A slight smile came."),
    ("A DT - - -|wide JJ - - -|spread VBD - insert-before:noun .99|. . - - -",
     "missing-word", "wide spread", None),
    ("She PRP - - -|could MD - - -|to TO - delete .99|see VB - - -|. . - - -",
     "superfluous-word", "to", "She could see."),
    ("Anna NNP - possessive .99|own JJ - - -|hands NNS - - -|froze VBD - - -|. . - - -",
     "possessive", "Anna own", "Anna's own hands froze."),
    ("His PRP$ - - -|mothers NNS mother apostrophe .99|house NN - - -|burned VBD - - -|. . - - -",
     "possessive", "mothers", "His mother's house burned."),
    ("It PRP - - -|rained VBD - - -|, , - comma-to-stop .99|he PRP - - -|left VBD - - -|. . - - -",
     "comma-splice", "rained, he", "It rained; he left."),
    ("It PRP - - -|rained VBD - - -|he PRP - stop:insert .99|left VBD - - -|. . - - -",
     "comma-splice", "rained he", "It rained; he left."),
    ("The DT - - -|boat NN - - -|, , - comma:delete .99|left VBD - - -|early RB - - -|. . - - -",
     "punctuation", "boat, left", "The boat left early."),
    ("Please UH - - -|Anna NNP - comma:insert .99|stay VB - - -|here RB - - -|. . - - -",
     "punctuation", "Please Anna", "Please, Anna stay here."),
    ("She PRP - - -|saw VBD - - -|anna NNP - case:upper .99|there RB - - -|. . - - -",
     "punctuation", "anna", "She saw Anna there."),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "check", "words", "mended"), CASES, ids=[c[2] for c in CASES])
def test_a_tag_becomes_a_finding(rows: str, check: str, words: str, mended: str | None) -> None:
    story = tagged(rows.replace("|", "\n"))
    finding = only(story)
    assert finding.check == check
    assert finding.span.text(story.manuscript.text) == words
    if mended is None:
        assert not finding.edits
    else:
        assert apply_edits(story.manuscript.text, finding.edits).strip() == mended


def test_unsure_corrections_are_not_shown() -> None:
    rows = "He PRP - - -\nwalk VBP walk form:VBZ .3\n. . - - -"
    assert run_checks(tagged(rows), CHOSEN) == ()


def test_agreement_is_a_query_in_speech() -> None:
    spoken = "\" `` - - -\nHe PRP - - -\nwalk VBP walk form:VBZ .99\n. . - - -\n\" '' - - -"
    assert [c.spoken for c in corrections(Shared(tagged(spoken)))] == [True]
    assert [f.level for f in run_checks(tagged(spoken), CHOSEN)] == ["query"]
    dialect = spoken.replace("walk VBP walk", "knowed VBD - - -\nwalk VBP walk")
    assert run_checks(tagged(dialect), CHOSEN) == ()


def test_a_speech_in_dialect_is_let_be() -> None:
    rows = "\" `` - - -\nI PRP - - -\n{} VBD - - -\nto TO - {} .99\nbreath VB - {} .99\n\" '' - - -"
    assert len(run_checks(tagged(rows.format("tried", "keep", "confused")), CHOSEN)) == 1
    assert run_checks(tagged(rows.format("knowed", "keep", "confused")), CHOSEN) == ()
    assert len(run_checks(tagged(rows.format("knowed", "delete", "keep")), CHOSEN)) == 1


def test_what_is_wrong_is_shown_even_where_it_cannot_be_mended() -> None:
    story = tagged("He PRP - - -\nwalks VBZ walk form:VBZ .99\nhome NN - - -\n. . - - -")
    finding = only(story)
    assert finding.span.text(story.manuscript.text) == "walks"
    assert (finding.edits, finding.level) == ((), "query")


def test_of_a_word_that_could_be_no_other_nothing_is_said() -> None:
    rows = "He PRP - - -\n{} VBD - {} .99\nhome NN - - -\n. . - - -"
    assert run_checks(tagged(rows.format("slept", "confused")), CHOSEN) == ()
    assert run_checks(tagged(rows.format("facepalmed", "spell")), CHOSEN) == ()


def test_a_contraction_for_a_possessive_is_one_slip() -> None:
    rows = "With IN - - -\nit PRP - word:its .91\n's POS - delete .99\nlid NN - - -\n. . - - -"
    finding = only(tagged(rows))
    assert (finding.check, finding.confidence > 0.95) == ("wrong-word", True)


def test_a_word_too_many_after_a_contraction_is_a_slip_of_its_own() -> None:
    rows = (
        "With IN - - -\nit PRP - word:its .91\n's POS - delete .99\nthe DT - delete .99\n"
        "lid NN - - -\n. . - - -"
    )
    found = run_checks(tagged(rows), CHOSEN)
    assert [f.check for f in found] == ["wrong-word", "superfluous-word"]


def test_both_words_are_marked_where_either_may_be_the_slip() -> None:
    for rows, marked, mended in (
        ("It PRP - - -\nwas VBD be - -\nof IN - - -\na DT - - -\nlogs NNS log form:NN .99\n. . - - -",
         "a logs", "It was of a log."),
        ("It PRP - - -\nlay VBD lie - -\nby IN - - -\nby IN - delete .99\nhim PRP - - -\n. . - - -",
         "by by", "It lay by him."),
        ("Some DT - - -\nlogs NNS log form:NN .99\nburned VBD - - -\n. . - - -", "logs", "Some log burned."),
    ):  # fmt: skip
        story = tagged(rows)
        finding = only(story)
        assert finding.span.text(story.manuscript.text) == marked
        assert apply_edits(story.manuscript.text, finding.edits).strip() == mended


def test_a_remedy_among_many_is_not_offered() -> None:
    story = tagged("Two CD - - -\nman NN man form:NNS .99\ncame VBD - - -\n. . - - -")
    edits = story.reading.proofread()
    doubtful = replace(edits, score=(edits.score * 0.3).astype(edits.score.dtype))
    finding = only(replace(story, reading=replace(story.reading, edits=doubtful)))
    assert (finding.check, finding.edits) == ("agreement", ())


def test_neighbours_in_doubt_are_judged_together() -> None:
    rows = "She PRP - - -\nlistened VBD - {}\nharbour NN - {}\nbells NNS - - -\n. . - - -"
    alone = tagged(rows.format("- -", "insert-before:to .84"))
    beside = tagged(rows.format("form:VBG .4", "insert-before:to .84"))
    assert run_checks(alone, CHOSEN) == ()
    assert only(beside).span.text(beside.manuscript.text) == "listened harbour"


def test_a_sign_makes_the_reader_s_doubt_a_finding() -> None:
    doubted = (
        "We PRP - - -\nsat VBD - - -\nbeside IN - - -\n{} DT - delete .1\nfire NN - - -\n. . - - -"
    )
    assert run_checks(tagged(doubted.format("the")), CHOSEN) == ()
    twice = tagged(doubted.format("the").replace("beside IN", "the DT"))
    assert only(twice).check == "superfluous-word"


def test_speech_is_never_judged_more_severely() -> None:
    assert all(bar.told <= bar.spoken for bar in BARS.values())


def test_the_share_of_wrong_words_sets_what_is_believed() -> None:
    doubt = "They PRP - - -\ncame VBD come - -\nhome RB - insert-before:to .75\n. . - - -\n"
    glaring = "Two CD - - -\nman NN man form:NNS .97\ncame VBD come - -\n. . - - -\n"
    sound = "It PRP - - -\nwas VBD be - -\nlate JJ - - -\n. . - - -\n"
    among_few, among_many = tagged(doubt + sound * 40), tagged(doubt + glaring * 60)
    chosen = Selection(select=frozenset(["missing-word"]))
    few, many = (float(wrong_words(Shared(s))[2]) for s in (among_few, among_many))
    assert few < 0.75 < many
    assert len(run_checks(among_few, chosen)) == 0
    assert len(run_checks(among_many, chosen)) == 1
