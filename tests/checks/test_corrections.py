"""Correction tags become findings: the right check, the right words, the smallest edit."""

from dataclasses import replace

import pytest

from fabula.checks.corrections import CARELESS, THRESHOLDS, corrections, is_careless
from fabula.checks.finding import Finding
from fabula.checks.harness import apply_edits
from fabula.checks.runner import Selection, run_checks
from fabula.checks.view import Shared, bare_story
from fabula.language.compose import compose
from fabula.story.model import Story

FED = "agreement verb-form wrong-word missing-word superfluous-word possessive comma-splice"


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
    findings = run_checks(story, Selection(select=frozenset(FED.split())))
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
    rows = "He PRP - - -\nwalk VBP walk form:VBZ .5\n. . - - -"
    assert len(corrections(Shared(tagged(rows)))) == 1
    assert run_checks(tagged(rows), Selection(select=frozenset(FED.split()))) == ()


def test_agreement_is_not_asked_of_speech() -> None:
    spoken = "\" `` - - -\nHe PRP - - -\nwalk VBP walk form:VBZ .99\n. . - - -\n\" '' - - -"
    assert [c.spoken for c in corrections(Shared(tagged(spoken)))] == [True]
    assert run_checks(tagged(spoken), Selection(select=frozenset(FED.split()))) == ()


def test_an_impossible_edit_is_dropped() -> None:
    rows = "He PRP - - -\nwalks VBZ walk form:VBZ .99\n. . - - -"
    assert corrections(Shared(tagged(rows))) == ()


def test_speech_is_never_judged_more_severely() -> None:
    for table in (THRESHOLDS, CARELESS):
        assert all(narrated <= spoken for narrated, spoken in table.values())
    assert all(CARELESS[f][k] <= THRESHOLDS[f][k] for f in THRESHOLDS for k in (0, 1))


def test_a_careless_draft_is_read_with_less_trust() -> None:
    unsure = "They PRP - - -\ncame VBD come - -\nhome RB - insert-before:to .75\n. . - - -\n"
    glaring = "Two CD - - -\nman NN man form:NNS .9\ncame VBD come - -\n. . - - -\n"
    alone, among = tagged(unsure), tagged(unsure + glaring * 4)
    chosen = Selection(select=frozenset(["missing-word"]))
    assert (is_careless(Shared(alone)), is_careless(Shared(among))) == (False, True)
    assert len(run_checks(alone, chosen)) == 0
    assert len(run_checks(among, chosen)) == 1
