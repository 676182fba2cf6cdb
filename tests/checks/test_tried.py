"""Remedies tried where the doubt alone is too little: the doubt goes, or it stays."""

from fabula.checks.framework.finding import Edit
from fabula.checks.grammar.tried import odds_tried, worth_trying
from fabula.language.compose import compose
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span

TEXT = "The men ran down the steps, and behind them walk a boy. It took ten second to fall.\n"


def test_a_remedy_that_takes_the_doubt_away_has_the_better_odds() -> None:
    manuscript = from_text(TEXT)
    reading = read_manuscript(manuscript)
    places = {word: reading.words.index(word) for word in ("walk", "second")}

    def tried(**wanted: str) -> dict[int, float]:
        edits = {
            places[word]: Edit(Span(TEXT.index(word), TEXT.index(word) + len(word)), other)
            for word, other in wanted.items()
        }
        return odds_tried(reading, manuscript, edits, 0.01)

    right = tried(walk="walked", second="seconds")
    wrong = tried(walk="walking", second="seconded")
    assert right.keys() == set(places.values())
    assert all(right[i] > wrong.get(i, 0.0) for i in right)


def test_a_reading_of_no_model_has_nothing_to_say() -> None:
    manuscript, reading = compose("She\tPRP\t2\tnsubj\nwalk\tVBP\t0\troot\n.\t.")
    assert odds_tried(reading, manuscript, {1: Edit(Span(4, 8), "walks")}, 0.01) == {}


def test_a_small_doubt_in_clean_prose_is_not_worth_trying() -> None:
    assert worth_trying(0.9, 0.01, 1.0)
    assert not worth_trying(0.2, 0.001, 1.0)
