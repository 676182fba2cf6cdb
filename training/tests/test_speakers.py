"""The trainer of speakers: its network is the one that ships, and it learns who speaks."""

from pathlib import Path

import numpy as np
import pytest

from fabula.story.speech.columns import FEATURES
from fabula.story.speech.features import SpeakerCandidates
from fabula.story.speech.scorer import Network, Scorer
from fabula.story.speech.second import SECOND_FEATURES, SecondNetwork

torch = pytest.importorskip("torch")
speakers = pytest.importorskip("fabula_training.speakers")
net = pytest.importorskip("fabula_training.speakers_net")
second = pytest.importorskip("fabula_training.speakers_second")


def conversation(speeches: int, seed: int) -> tuple[SpeakerCandidates, np.ndarray]:
    """Three people; the first column marks the speaker, in every other speech only."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(speeches * 3, len(FEATURES))).astype(np.float32)
    who = np.arange(speeches) % 2
    right = (np.tile(np.arange(3), speeches) == np.repeat(who, 3)).astype(np.float32)
    rows[:, 0] = 4 * right * np.repeat(who == 0, 3)
    return (
        SpeakerCandidates(
            np.arange(0, 3 * speeches + 1, 3, dtype=np.int32),
            np.tile(np.arange(3), speeches).astype(np.int32),
            rows,
            (None,) * speeches,
            np.ones(speeches, dtype=np.int32),
        ),
        right,
    )


def test_the_shipped_arithmetic_is_the_trained_one() -> None:
    candidates, _ = conversation(50, 1)
    trained = net.SpeakerNet(len(FEATURES)).eval()
    arrays = trained.arrays() | {
        "mean": np.zeros(len(FEATURES), np.float32),
        "scale": np.ones(len(FEATURES), np.float32),
    }
    around = net.look_around(candidates, 0, 50)
    with torch.no_grad():
        wanted = trained(torch.from_numpy(candidates.rows), around, 50)[-1].exp().numpy()
    found = Scorer((Network(arrays),)).probabilities(candidates)
    assert found == pytest.approx(wanted, abs=1e-5)


def test_runs_side_by_side_do_not_see_each_other() -> None:
    candidates, right = conversation(60, 2)
    runs = net._runs(candidates, right, np.zeros(len(FEATURES)), np.ones(len(FEATURES)))
    trained = net.SpeakerNet(len(FEATURES)).eval()
    both = net._joined(runs)
    with torch.no_grad():
        together = trained(both.rows, both.around, both.speeches)[-1]
        apart = [trained(r.rows, r.around, r.speeches)[-1] for r in runs]
    assert together.numpy() == pytest.approx(torch.cat(apart).numpy(), abs=1e-5)


def test_a_scorer_learns_and_comes_back_from_its_file(tmp_path: Path) -> None:
    samples = [conversation(480, seed) for seed in range(2)]
    scorer = Scorer((Network(net.fit_network(samples, seed=0, epochs=20)),))
    candidates, _ = conversation(90, 9)
    chance = scorer.probabilities(candidates).reshape(-1, 3)
    best = chance.argmax(1)
    assert (best[::2] == 0).mean() > 0.9
    speakers.save(scorer, tmp_path, {"features": speakers.COLUMNS})
    again = Scorer.load(tmp_path).probabilities(candidates).reshape(-1, 3)
    assert again == pytest.approx(chance, abs=0.02)


def looks(speeches: int, seed: int) -> tuple[SpeakerCandidates, np.ndarray]:
    """A first look that knows nothing, of three people; the last column tells the speaker."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(speeches * 3, len(SECOND_FEATURES))).astype(np.float32)
    right = (np.tile(np.arange(3), speeches) == np.repeat(rng.integers(3, size=speeches), 3)) * 1.0
    rows[:, 0] = np.log(1 / 3)
    rows[:, -1] += 3 * right
    candidates, _ = conversation(speeches, seed)
    return (
        SpeakerCandidates(
            candidates.first, candidates.entity, rows, candidates.cues, candidates.gaps
        ),
        right.astype(np.float32),
    )


def test_a_second_look_learns_and_comes_back_from_its_file(tmp_path: Path) -> None:
    trained = SecondNetwork(second.fit_second([looks(4000, seed) for seed in range(3)], seed=0))
    candidates, right = looks(200, 9)
    score = trained.score(candidates.rows)
    assert (score.reshape(-1, 3).argmax(1) == right.reshape(-1, 3).argmax(1)).mean() > 0.9
    zeros = {"mean": np.zeros(len(FEATURES)), "scale": np.ones(len(FEATURES))}
    first = Network(net.SpeakerNet(len(FEATURES)).arrays() | zeros)
    speakers.save(Scorer((first,), (trained,)), tmp_path, {"features": speakers.COLUMNS})
    again = Scorer.load(tmp_path).again[0].score(candidates.rows)
    assert again == pytest.approx(score, abs=0.05)


def test_trust_makes_confidences_of_held_out_shares() -> None:
    def counts(setting: str, sure: dict[int, tuple[int, int]]) -> dict[str, dict[str, int]]:
        found = {"asked given": sum(asked for asked, _ in sure.values())}
        for chance, (asked, right) in sure.items():
            found |= {f"asked sure {chance}": asked, f"right sure {chance}": right}
        return {setting: found}

    boastful = {60: (1000, 500), 80: (1000, 600), 95: (1000, 800)}
    scorer = Scorer((), trust=speakers.fit_trust(counts("novels read", boastful)))
    for chance, (asked, right) in boastful.items():
        assert scorer.confidence((chance + 0.5) / 100) == pytest.approx(right / asked, abs=0.06)
