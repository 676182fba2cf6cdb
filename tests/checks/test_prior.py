"""The share of wrong words in a text, and what it makes of each word's chance."""

import numpy as np
import pytest

from fabula.checks.grammar.prior import (
    EXPECTED,
    ODD,
    TAUGHT,
    expected,
    reweighed,
    share_of_faults,
    share_wrong,
)


def drawn(share: float, words: int) -> np.ndarray:
    """A calibrated reader's probabilities on a text of which that share is wrong.

    Scores are normal, two deviations apart for sound and wrong words; the reader was
    taught where the share is `TAUGHT`.
    """
    rng = np.random.default_rng(3)
    wrong = rng.random(words) < share
    score = rng.normal(size=words) + 4.0 * wrong
    odds = np.exp(4.0 * score - 8.0) * TAUGHT / (1 - TAUGHT)
    return odds / (1 + odds)


@pytest.mark.parametrize("share", [0.001, 0.005, 0.02, 0.1, 0.3])
def test_the_share_is_found_in_a_long_text(share: float) -> None:
    assert share_wrong(drawn(share, 200_000)) == pytest.approx(share, rel=0.1, abs=0.0003)


def test_a_short_text_leans_on_what_is_expected() -> None:
    assert share_wrong(drawn(0.0, 30)) == pytest.approx(EXPECTED, rel=0.1)
    assert share_wrong(np.zeros(0)) == pytest.approx(EXPECTED)
    assert share_wrong(np.array([0.99] * 3 + [0.0] * 27)) < 2 * EXPECTED


def test_what_is_expected_goes_by_the_slips_that_the_text_shows() -> None:
    assert expected(None, 800) == EXPECTED
    assert expected(0, 10_000) < expected(0, 800) < EXPECTED < expected(3, 800)
    assert expected(500, 800) == expected(1000, 800)
    careful, careless = (share_wrong(drawn(0.005, 800), expected(n, 800)) for n in (0, 4))
    assert careful < careless


def test_what_looks_wrong_in_edited_novels_too_is_no_fault() -> None:
    assert share_of_faults(drawn(0.02, 200_000)) == pytest.approx(0.02 - ODD, rel=0.1)
    edited = share_of_faults(drawn(ODD / 2, 200_000))
    assert 0 < edited < ODD / 2


def test_the_taught_share_leaves_every_chance_as_it_is() -> None:
    chances = np.array([0.001, 0.3, 0.97])
    assert reweighed(chances, TAUGHT) == pytest.approx(chances)


def test_chances_rise_and_fall_with_the_share_and_keep_their_order() -> None:
    chances = np.array([0.001, 0.3, 0.97])
    sound, careless = reweighed(chances, 0.0005), reweighed(chances, 0.2)
    assert (sound < chances).all()
    assert (careless > chances).all()
    assert (np.diff(sound) > 0).all()


def test_certainty_and_impossibility_stay_finite() -> None:
    chances = reweighed(np.array([0.0, 1.0]), 0.05)
    assert np.isfinite(chances).all()
    assert chances[0] < 0.001 < 0.999 < chances[1]
