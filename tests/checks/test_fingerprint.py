"""A fingerprint names a finding whatever its place in the book."""

from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story

FIRST = "The mill stood by the river, and the the wheel turned all day."
SECOND = "She came down to to the water when the sun was low."
ONLY = Selection(select=frozenset({"doubled-word"}))


def prints(*paragraphs: str) -> dict[str, str]:
    """Fingerprint by the words found."""
    story = bare_story(from_text("\n\n".join(paragraphs) + "\n"))
    found = run_checks(story, ONLY)
    assert len({f.fingerprint for f in found}) == len(found)
    return {f.span.text(story.manuscript.text): f.fingerprint for f in found}


def test_moved_paragraphs_keep_their_fingerprints() -> None:
    assert prints(FIRST, SECOND) == prints(SECOND, FIRST)


def test_edits_elsewhere_change_nothing() -> None:
    before = prints(FIRST, SECOND)
    after = prints("A new opening.", FIRST.replace("all day", "all night long"), SECOND)
    assert after == before


def test_other_quotes_and_spacing_change_nothing() -> None:
    straight = prints('"I came back," she said, "to to the mill."')
    curly = prints("\u201cI came back,\u201d she said,  \u201cto to the mill.\u201d")
    assert list(straight.values()) == list(curly.values())


def test_the_words_around_count() -> None:
    near = prints(FIRST.replace("river", "road"))
    assert near != prints(FIRST)


def test_alike_findings_are_told_apart_and_stay_so() -> None:
    story = bare_story(from_text(f"{SECOND}\n\n{SECOND}\n"))
    one, two = (f.fingerprint for f in run_checks(story, ONLY))
    assert one != two
    again = bare_story(from_text(f"Some words before.\n\n{SECOND}\n\nWords between.\n\n{SECOND}\n"))
    assert [f.fingerprint for f in run_checks(again, ONLY)] == [one, two]


def test_checks_do_not_share_fingerprints() -> None:
    names = [check.name for check in load_checks()]
    assert len(names) == len(set(names))
