"""Checks of the text alone, in longer texts: what they learn from the story, and how fast."""

import time

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.harness import apply_edits
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_check, run_checks
from fabula.checks.framework.view import Shared
from fabula.checks.spelling.lexicon import lexicon
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story

REGISTRY = load_checks()


def found(name: str, text: str) -> list[str]:
    """The words that a check marks."""
    story = bare_story(from_text(text))
    return [f.span.text(text) for f in run_check(REGISTRY.get(name), Shared(story))]


def test_an_invented_word_is_learned_by_use() -> None:
    slip = "The tallowman lit the candel lamp."
    assert found("spelling", slip + "\n") == ["candel"]
    again = f"{slip} Every candel burned. A candel never smokes, and no candel is cheap.\n"
    assert found("spelling", again) == []


def test_a_name_is_learned_from_its_capital() -> None:
    text = "The road to Vilage was long. Once in Vilage they slept, and the vilage bell rang.\n"
    assert found("spelling", text) == []


def test_dialect_in_speech_is_let_be_and_slips_in_it_are_not() -> None:
    assert found("spelling", '"I shall recieve him," said the clerk.\n') == ["recieve"]
    assert found("spelling", "\"I'll niver recieve 'im, niver,\" said the clerk.\n") == []


def test_speech_written_as_it_sounds_is_let_be() -> None:
    for heard in ("onreasonable", "tremenjous", "umbwellas"):
        assert found("spelling", f'"It is {heard}," said the clerk.\n') == []
        assert found("spelling", f"It was {heard} of him to stay.\n") == [heard]
    assert found("spelling", '"What a tremenduos noise!" said the clerk.\n') == ["tremenduos"]


def test_careless_narration_is_no_foreign_tongue() -> None:
    text = "He had an independant mind and a curiousity about everthing in the libary there.\n"
    assert found("spelling", text)[:2] == ["independant", "curiousity"]
    assert found("spelling", "They sang: schlaf kindlein schlaf, der vater huet die schaf.\n") == []


def test_the_commonest_words_are_known_however_short() -> None:
    for typed, meant in {"teh": "the", "wth": "with", "hzd": "had", "haev": "have"}.items():
        text = f"She went {typed} lamp up to bed.\n"
        story = bare_story(from_text(text))
        (one,) = run_check(REGISTRY.get("spelling"), Shared(story))
        assert apply_edits(text, one.edits) == text.replace(typed, meant)
    for said in ("tha", "wur", "nae", "hrs", "pst"):
        assert found("spelling", f'"I see {said} now," said the carter.\n') == []


def test_the_first_word_of_a_sentence_may_be_a_slip_or_a_name() -> None:
    for slip in ("Teh", "Becuase", "Evrything", "Thne"):
        assert found("spelling", f"The road was long. {slip} was still.\n") == [slip]
    for name in ("Marten", "Vantholm", "Briden", "Whitlow"):
        assert found("spelling", f"The road was long. {name} was still.\n") == []


def test_a_name_without_its_capital_may_be_a_common_word_mistyped() -> None:
    assert found("spelling", "It was a greta day for the harbour.\n") == ["greta"]
    for name in ("Greta came. It was a day for greta.", "They gave Greta a lamp, poor greta."):
        assert found("spelling", f"{name}\n") == []


def test_no_dialect_swaps_letters_or_doubles_them_at_the_end() -> None:
    for slip, kept in (("uppon", []), ("immmediately", ["immmediately"]), ("thatt", ["thatt"])):
        text = f"\"I bean't goin' there, nor was I {slip}, no,\" said the carter.\n"
        assert [w for w in found("spelling", text) if w == slip] == kept


def test_old_verbs_go_with_thou() -> None:
    assert found("spelling", "Thou comest late, and the road is long.\n") == []


def test_a_lost_double_letter_is_no_word_building() -> None:
    for slip in ("finaly", "realy", "truely", "begining"):
        assert found("spelling", f"It was {slip} the end of the road for them.\n") == [slip]


def test_a_command_without_object_calls_to_the_name_after_it() -> None:
    text = 'The lamp lit Anna. "Come in Anna. Wait Anna!" said Tom.\n'
    assert found("vocative-comma", text) == ["in Anna", "Wait Anna"]
    assert found("vocative-comma", 'Here Anna stood. "It is a fine Anna."\n') == []
    unknown = '"Sit up Ysolde. Keep walking Brannoch, please. Wake up Monday, go home Tuesday."\n'
    assert found("vocative-comma", unknown) == ["up Ysolde", "walking Brannoch"]


def test_what_looks_built_may_be_a_common_word_misspelled() -> None:
    for slip in ("suprise", "familier", "independant", "curiousity", "frowed", "quitly"):
        assert found("spelling", f"It was a {slip} word to them at the inn.\n") == [slip]
    for built in ("unladylike", "candlelit", "greyness", "sorrowings", "shopwards", "lordling"):
        assert found("spelling", f"It was a {built} word to them at the inn.\n") == []


def test_the_suggestion_comes_first_that_is_likeliest() -> None:
    words = {
        "beacuse": "because", "seperate": "separate", "wich": "which", "freind": "friend",
        "realy": "really", "grabed": "grabbed", "happend": "happened", "hte": "the",
        "tounge": "tongue", "rember": "remember", "gental": "gentle",
    }  # fmt: skip
    for typed, meant in words.items():
        assert lexicon().suggest(typed)[0].word == meant


def test_a_very_rare_word_may_be_a_slip_for_a_common_one() -> None:
    known = lexicon()
    for typed, meant in {"wich": "which", "stoped": "stopped", "belive": "believe"}.items():
        rather = known.meant_by_rare(typed)
        assert rather is not None
        assert rather.word == meant
    for typed in ("which", "meadow", "halyard", "thro", "beldam"):
        assert known.meant_by_rare(typed) is None


def test_british_and_american_are_both_known_and_told_apart() -> None:
    known = lexicon()
    assert known.region("colour") == "gb"
    assert known.region("color") == "us"
    assert known.region("realize") == "both"


def test_the_style_sheet_gives_one_finding_a_departure() -> None:
    text = "She wore a grey coat. The grey sky was grey. Her grey cat saw a gray dog.\n" * 2
    story = bare_story(from_text(text))
    (one,) = run_check(REGISTRY.get("style-sheet"), Shared(story))
    assert one.message == "One word in two spellings: “gray” twice, “grey” 8 times."
    mended = apply_edits(text, one.edits)
    assert "gray" not in mended


def only_text() -> Selection:
    return Selection(select=frozenset(c.name for c in REGISTRY if c.needs <= {"text"}))


def many(words: int) -> tuple[int, tuple[Finding, ...], float]:
    paragraph = (
        "“The harbour was quiet when I came down,” said the ferryman, “and nobody had "
        "mended the boat.” He sat on the wall and wached the tide go out.\n\n"
    )
    text = paragraph * (words // len(paragraph.split()))
    story = bare_story(from_text(text))
    began = time.process_time()
    findings = run_checks(story, only_text(), registry=REGISTRY)
    return len(text.split()), findings, time.process_time() - began


def test_time_grows_with_the_text_and_no_faster() -> None:
    lexicon()
    _, _, short = many(5_000)
    _, _, long = many(40_000)
    assert long < 16 * max(short, 0.05)


def test_nothing_is_found_in_nothing() -> None:
    for text in ("…\n", '"\n', "’\n\n”\n", "-\n", "(\n", "I\n"):
        story = bare_story(from_text(text))
        assert isinstance(run_checks(story, only_text(), registry=REGISTRY), tuple)
