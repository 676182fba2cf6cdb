"""Train the scorer of speakers on the Project Dialogism Novel Corpus.

    python -m fabula_training.speakers read PDNC --cache FOLDER
    python -m fabula_training.speakers first PDNC --cache FOLDER [--fold K]
    python -m fabula_training.speakers check PDNC --cache FOLDER
    python -m fabula_training.speakers train PDNC --cache FOLDER --out FOLDER

Every novel is learned twice over: with its gold quotations and gold cast, and as the
pipeline reads it, with predicted quotations and characters, so that the scorer knows the
errors it will meet. ``read`` reads the novels once (ten minutes). ``first`` trains the
first looks of four folds, each on three quarters of the novels. ``check`` trains the second
look of each fold on what the other folds' first looks make of their own held-out novels,
and measures on the novels left out; its figures go to ``fold-K.json``. (So a second look's
training rows come from first looks that have learned from the novels measured on; those
novels themselves are only seen by networks that have not.) ``train`` makes the shipped
weights from all novels, with those figures in the manifest. A first look takes under two
minutes of one core, the rest seconds.
"""

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from fabula.language.read import read
from fabula.manuscript.load import from_text
from fabula.story.speech.columns import FEATURES
from fabula.story.speech.features import Candidates, find_candidates
from fabula.story.speech.scorer import Network, Scorer
from fabula.story.speech.second import SECOND_FEATURES, SecondNetwork, look_again
from fabula_training.speakers_data import Novel, novel_names, read_novel
from fabula_training.speakers_net import fit_network
from fabula_training.speakers_second import fit_second
from fabula_training.speakers_story import read_story

__all__ = ["COLUMNS", "Sample", "main", "report", "sample_of", "save"]

FOLDS = 4
SEEDS = (0,)
SECOND_SEEDS = (0, 1)
SETTINGS = ("given", "read")
COLUMNS = [*FEATURES, *SECOND_FEATURES]


@dataclass(frozen=True, eq=False)
class Sample:
    """A novel's candidates with ``right`` [N] 1 for the true speaker."""

    novel: Novel
    candidates: Candidates
    right: NDArray[np.float32]


Pair = tuple[Sample, Sample]
Look = tuple[Candidates, NDArray[np.float32]]


def sample_of(novel: Novel) -> Sample:
    """Candidates and labels of a novel."""
    candidates = find_candidates(novel.evidence)
    truth = np.repeat(novel.speaker, np.diff(candidates.first))
    return Sample(novel, candidates, (candidates.entity == truth).astype(np.float32))


def read_corpus(corpus: Path, cache: Path) -> None:
    """Candidates of every novel in both settings, kept in ``cache``."""
    cache.mkdir(parents=True, exist_ok=True)
    for name in novel_names(corpus):
        text = (corpus / name / "novel_text.txt").read_bytes().decode("utf-8")
        reading = read(from_text(text))
        both = (sample_of(read_novel(corpus, name)), sample_of(read_story(corpus, name, reading)))
        with (cache / f"{name}.pickle").open("wb") as file:
            pickle.dump(both, file, protocol=pickle.HIGHEST_PROTOCOL)
        print(name, flush=True)


def _cached(corpus: Path, cache: Path) -> list[Pair]:
    """What `read_corpus` kept: this program's own files, safe to unpickle."""
    pairs = []
    for name in novel_names(corpus):
        with (cache / f"{name}.pickle").open("rb") as file:
            pairs.append(pickle.load(file))
    return pairs


def fit_first(pairs: Sequence[Pair]) -> Scorer:
    """A scorer of all the samples, with a first look only."""
    rows = [(s.candidates, s.right) for pair in pairs for s in pair]
    return Scorer(tuple(Network(fit_network(rows, seed)) for seed in SEEDS))


def fit_again(looks: Sequence[Sequence[Look]]) -> tuple[SecondNetwork, ...]:
    """The second look from what first looks left of novels they have not learned from."""
    rows = [look for novel in looks for look in novel]
    return tuple(SecondNetwork(fit_second(rows, seed)) for seed in SECOND_SEEDS)


def _looked(pairs: Sequence[Pair], cache: Path) -> list[list[Look]]:
    """Every sample as the first look leaves it that has not learned from its novel."""
    firsts = [Scorer.load(cache / f"first-{fold}") for fold in range(FOLDS)]
    found: list[list[Look]] = []
    for number, pair in enumerate(pairs):
        looks: list[Look] = []
        for sample in pair:
            chances = firsts[number % FOLDS].probabilities(sample.candidates)
            left = look_again(sample.novel.evidence, sample.candidates, chances)
            truth = np.repeat(sample.novel.speaker, np.diff(left.first))
            looks.append((left, (left.entity == truth).astype(np.float32)))
        found.append(looks)
    return found


def report(samples: Sequence[Sample], scorer: Scorer) -> Counter[str]:
    """Counts by quotation: "asked" and "right", by novel, by type, and for all."""
    counts: Counter[str] = Counter()
    for sample in samples:
        left, chance = scorer.weigh(sample.novel.evidence, sample.candidates)
        first = left.first
        novel = sample.novel
        for speech, speaker, kind in zip(
            novel.quote_speech, novel.quote_speaker, novel.quote_type, strict=True
        ):
            low, high = (int(first[speech]), int(first[speech + 1])) if speech >= 0 else (0, 0)
            hit = low < high and speaker >= 0
            hit = hit and left.entity[low + np.argmax(chance[low:high])] == speaker
            for key in (novel.name, kind, "all"):
                counts[f"asked {key}"] += 1
                counts[f"right {key}"] += bool(hit)
    return counts


def save(scorer: Scorer, folder: Path, manifest: dict[str, object]) -> None:
    """Write ``weights.npz`` and ``manifest.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    named = [(str(number), network.arrays) for number, network in enumerate(scorer.networks)]
    named += [(f"again{number}", network.arrays) for number, network in enumerate(scorer.again)]
    arrays = {
        f"{key}/{name}": array.astype(np.float16 if array.ndim > 1 else np.float32)
        for key, own in named
        for name, array in own.items()
    }
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def check(pairs: Sequence[Pair], cache: Path) -> None:
    """For every fold, train a second look without its novels, and measure on those."""
    looks = _looked(pairs, cache)
    for fold in range(FOLDS):
        first = Scorer.load(cache / f"first-{fold}")
        again = fit_again([own for i, own in enumerate(looks) if i % FOLDS != fold])
        scorer = Scorer(first.networks, again)
        held = [p for i, p in enumerate(pairs) if i % FOLDS == fold]
        found = {
            setting: dict(report([pair[number] for pair in held], scorer))
            for number, setting in enumerate(SETTINGS)
        }
        (cache / f"fold-{fold}.json").write_text(json.dumps(found), encoding="utf-8")
        save(scorer, cache / f"fold-{fold}", {"features": COLUMNS})


def held_out(cache: Path) -> dict[str, dict[str, float]]:
    """The figures of all folds together; empty where none was checked."""
    counts = {setting: Counter[str]() for setting in SETTINGS}
    for path in sorted(cache.glob("fold-*.json")):
        for setting, found in json.loads(path.read_text(encoding="utf-8")).items():
            counts[setting].update(found)
    return {
        setting: {
            key.removeprefix("asked "): round(own[key.replace("asked", "right", 1)] / asked, 4)
            for key, asked in sorted(own.items())
            if key.startswith("asked ")
        }
        for setting, own in counts.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("read", "first", "check", "train"))
    parser.add_argument("corpus", type=Path, help="the folder with one folder a novel")
    parser.add_argument("--cache", type=Path, required=True, help="what was read is kept here")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="first: only this fold")
    parser.add_argument("--out", type=Path, help="write the weights here")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    if options.what == "read":
        read_corpus(options.corpus, options.cache)
        return
    pairs = _cached(options.corpus, options.cache)
    if options.what == "first":
        for fold in range(FOLDS) if options.fold is None else [options.fold]:
            first = fit_first([p for i, p in enumerate(pairs) if i % FOLDS != fold])
            save(first, options.cache / f"first-{fold}", {"features": COLUMNS})
        return
    if options.what == "check":
        check(pairs, options.cache)
        print(json.dumps(held_out(options.cache), indent=1))
        return
    manifest: dict[str, object] = {
        "what": "speaker scorer: networks over candidates and the speeches around, twice",
        "features": COLUMNS,
        "data": "Project Dialogism Novel Corpus: " + ", ".join(novel_names(options.corpus)),
        "seeds": list(SEEDS),
        "seeds of the second look": list(SECOND_SEEDS),
        "accuracy by quotation on held-out novels, four folds": held_out(options.cache),
    }
    again = fit_again(_looked(pairs, options.cache))
    save(Scorer(fit_first(pairs).networks, again), options.out, manifest)


if __name__ == "__main__":
    main()
