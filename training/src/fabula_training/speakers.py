"""Train the scorer of speakers on the Project Dialogism Novel Corpus and on scenes of today.

    python -m fabula_training.speakers read PDNC --cache FOLDER
    python -m fabula_training.speakers first PDNC --cache FOLDER [--fold K]
    python -m fabula_training.speakers check PDNC --cache FOLDER
    python -m fabula_training.speakers train PDNC --cache FOLDER --out FOLDER

Every text is learned twice over: with its gold quotations and gold cast, and as the
pipeline reads it, with predicted quotations and characters, so that the scorer knows the
errors it will meet. The texts are the novels, and the scenes of the data folder that are not
set aside, each with two copies in other guises. ``read`` reads them once (twenty minutes).
``first`` trains two first looks, each without every second novel and every fourth scene with
its copies, so that each can be measured on what it has not learned from. ``check`` trains the
second look of each on what the other makes of its own held-out texts, and measures on the
texts left out, of scenes not on the copies; its figures go to ``fold-K.json``. (So a second
look's training rows come from a first look that has learned from the texts measured on; those
texts themselves are only seen by networks that have not.) ``train`` makes the shipped weights:
both first looks, whose log probabilities are averaged, and a second look from all that was
held out, with the figures in the manifest. A first look takes a minute of one core, the rest
seconds.
"""

import argparse
import json
import pickle
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.speech.attribute import decide
from fabula.story.speech.columns import FEATURES
from fabula.story.speech.features import SpeakerCandidates, find_candidates
from fabula.story.speech.scorer import Network, Scorer
from fabula.story.speech.second import SECOND_FEATURES, SecondNetwork, look_again
from fabula_training.copies import guises
from fabula_training.scenes import parse_scene, scene_files
from fabula_training.speakers_data import NOBODY, Novel, novel_names, read_novel
from fabula_training.speakers_net import fit_network
from fabula_training.speakers_scenes import given_scene, read_scene
from fabula_training.speakers_second import fit_second
from fabula_training.speakers_story import read_story

__all__ = ["COLUMNS", "Sample", "main", "report", "sample_of", "save"]

FOLDS = 2
COPIES = 2
SECOND_SEEDS = (0, 1)
SETTINGS = ("given", "read")
COLUMNS = [*FEATURES, *SECOND_FEATURES]


@dataclass(frozen=True, eq=False)
class Sample:
    """A novel's candidates with ``right`` [N] 1 for the true speaker."""

    novel: Novel
    candidates: SpeakerCandidates
    right: NDArray[np.float32]


Pair = tuple[Sample, Sample]


@dataclass(frozen=True, eq=False)
class Text:
    """A novel or a scene, given and read, and then its copies. ``kind``: which of the two."""

    kind: str
    pairs: Sequence[Pair]


Look = tuple[SpeakerCandidates, NDArray[np.float32]]


def sample_of(novel: Novel) -> Sample:
    """Candidates and labels of a novel."""
    candidates = find_candidates(novel.evidence)
    return Sample(novel, candidates, labels_of(novel, candidates))


def labels_of(novel: Novel, candidates: SpeakerCandidates) -> NDArray[np.float32]:
    """1 for the true speaker, who is nobody known where none of the candidates is. [N]

    Speeches of whose speaker nothing is known (`UNKNOWN`) have no true one.
    """
    speaker, first = novel.speaker, candidates.first
    nobody = len(novel.evidence.entity_gender)
    truth = np.repeat(np.where(speaker == NOBODY, nobody, speaker), np.diff(first))
    right: NDArray[np.float32] = (candidates.entity == truth).astype(np.float32)
    found = np.add.reduceat(np.append(right, 0), first[:-1]) * (np.diff(first) > 0)
    missed = np.flatnonzero((found == 0) & (speaker >= 0) & (np.diff(first) > 0))
    right[first[1:][missed] - 1] = candidates.entity[first[1:][missed] - 1] == nobody
    return right


def read_scenes(cache: Path) -> None:
    """The same for every scene and its copies, kept in ``cache``."""
    texts: list[Text] = []
    for path in scene_files():
        scene = parse_scene(path.read_text(encoding="utf-8"), path.stem)
        reading = read_manuscript(from_text(scene.text))
        versions = [(scene, reading)]
        for number in range(1, COPIES + 1):
            copy = guises(scene, reading, random.Random(f"{path.stem}{number}"))
            versions.append((copy, read_manuscript(from_text(copy.text))))
        both = [(sample_of(given_scene(*v)), sample_of(read_scene(*v))) for v in versions]
        texts.append(Text("scene", both))
    with (cache / "scenes.pickle").open("wb") as file:
        pickle.dump(texts, file, protocol=pickle.HIGHEST_PROTOCOL)


def read_corpus(corpus: Path, cache: Path) -> None:
    """Candidates of every novel in both settings, kept in ``cache``."""
    cache.mkdir(parents=True, exist_ok=True)
    for name in novel_names(corpus):
        text = (corpus / name / "novel_text.txt").read_bytes().decode("utf-8")
        reading = read_manuscript(from_text(text))
        both = (sample_of(read_novel(corpus, name)), sample_of(read_story(corpus, name, reading)))
        with (cache / f"{name}.pickle").open("wb") as file:
            pickle.dump(both, file, protocol=pickle.HIGHEST_PROTOCOL)
        print(name, flush=True)


def _cached(corpus: Path, cache: Path) -> list[Text]:
    """What was read and kept: this program's own files, safe to unpickle."""
    texts = []
    for name in novel_names(corpus):
        with (cache / f"{name}.pickle").open("rb") as file:
            texts.append(Text("novel", [pickle.load(file)]))
    with (cache / "scenes.pickle").open("rb") as file:
        texts += pickle.load(file)
    return texts


def _folds(texts: Sequence[Text]) -> list[int]:
    """Which fold each text is held out of, -1 for none: every second novel, every fourth scene."""
    counts: Counter[str] = Counter()
    folds = []
    for text in texts:
        number = counts[text.kind]
        counts[text.kind] += 1
        folds.append(number % 2 if text.kind == "novel" else (0, -1, 1, -1)[number % 4])
    return folds


def fit_first(texts: Sequence[Text], seed: int) -> Scorer:
    """A scorer of all the samples, with a first look only."""
    rows = [(s.candidates, s.right) for text in texts for pair in text.pairs for s in pair]
    return Scorer((Network(fit_network(rows, seed)),))


def fit_again(looks: Sequence[Sequence[Look]]) -> tuple[SecondNetwork, ...]:
    """The second look from what first looks left of texts they have not learned from."""
    rows = [look for text in looks for look in text]
    return tuple(SecondNetwork(fit_second(rows, seed)) for seed in SECOND_SEEDS)


def _looked(texts: Sequence[Text], cache: Path) -> list[list[Look]]:
    """Every sample as the first look leaves it that has not learned from its text."""
    firsts = [Scorer.load(cache / f"first-{fold}") for fold in range(FOLDS)]
    found: list[list[Look]] = []
    for text, fold in zip(texts, _folds(texts), strict=True):
        looks: list[Look] = []
        for sample in (s for pair in text.pairs for s in pair if fold >= 0):
            chances = firsts[fold].probabilities(sample.candidates)
            left = look_again(sample.novel.evidence, sample.candidates, chances)
            looks.append((left, labels_of(sample.novel, left)))
        found.append(looks)
    return found


def report(samples: Sequence[Sample], scorer: Scorer) -> Counter[str]:
    """Counts by quotation: "asked" and "right", by novel, by type, and for all.

    "sure N" are those of them whose speaker is given, and N hundredths likely to be right.
    """
    counts: Counter[str] = Counter()
    for sample in samples:
        left, chance = scorer.weigh(sample.novel.evidence, sample.candidates)
        speakers, likely = decide(left, chance, len(sample.novel.evidence.entity_gender))
        novel = sample.novel
        for speech, speaker, kind in zip(
            novel.quote_speech, novel.quote_speaker, novel.quote_type, strict=True
        ):
            given = speech >= 0 and speakers[speech] >= 0
            hit = given and speakers[speech] == speaker
            keys = [kind, "all", *([] if kind == "scene" else [novel.name])]
            if given:
                keys += ["given", f"sure {min(int(likely[speech] * 100), 99)}"]
            for key in keys:
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


def check(texts: Sequence[Text], cache: Path) -> None:
    """For every fold, train a second look without its texts, and measure on those."""
    looks, folds = _looked(texts, cache), _folds(texts)
    for fold in range(FOLDS):
        first = Scorer.load(cache / f"first-{fold}")
        again = fit_again([own for own, at in zip(looks, folds, strict=True) if at != fold])
        scorer = Scorer(first.networks, again)
        held = [text for text, at in zip(texts, folds, strict=True) if at == fold]
        found = {
            f"{kind}s {setting}": dict(
                report([text.pairs[0][number] for text in held if text.kind == kind], scorer)
            )
            for kind in ("novel", "scene")
            for number, setting in enumerate(SETTINGS)
        }
        (cache / f"fold-{fold}.json").write_text(json.dumps(found), encoding="utf-8")
        save(scorer, cache / f"fold-{fold}", {"features": COLUMNS})
    trust = fit_trust(_held_out(cache))
    for fold in range(FOLDS):
        path = cache / f"fold-{fold}" / "manifest.json"
        path.write_text(json.dumps({"features": COLUMNS, "trust": trust}), encoding="utf-8")


def _held_out(cache: Path) -> dict[str, Counter[str]]:
    """The counts of all folds together; empty where none was checked."""
    counts: dict[str, Counter[str]] = {}
    for path in sorted(cache.glob("fold-*.json")):
        for setting, found in json.loads(path.read_text(encoding="utf-8")).items():
            counts.setdefault(setting, Counter()).update(found)
    return counts


def fit_trust(counts: Mapping[str, Mapping[str, int]]) -> tuple[float, float]:
    """Slope and shift that make log odds as given those that held-out texts bear out.

    By logistic regression (Platt 1999) on what is read, novels and scenes weighing alike.
    """
    points = []
    for setting, own in counts.items():
        if not setting.endswith(" read"):
            continue
        for key, asked in own.items():
            if key.startswith("asked sure "):
                chance = (int(key.rpartition(" ")[2]) + 0.5) / 100
                right = own[key.replace("asked", "right", 1)]
                points.append((chance, right / own["asked given"], asked / own["asked given"]))
    chance, right, asked = np.array(points).T
    odds = np.stack([np.log(chance / (1 - chance)), np.ones_like(chance)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(20):
        likely = 1 / (1 + np.exp(-odds @ weights))
        curve = (odds * (asked * likely * (1 - likely))[:, None]).T @ odds
        weights += np.linalg.solve(curve, odds.T @ (right - asked * likely))
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def held_out(cache: Path) -> dict[str, dict[str, float]]:
    """The figures of all folds together."""
    counts = _held_out(cache)
    return {
        setting: {
            key.removeprefix("asked "): round(own[key.replace("asked", "right", 1)] / asked, 4)
            for key, asked in sorted(own.items())
            if key.startswith("asked ") and not key.startswith("asked sure")
        }
        for setting, own in counts.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("read", "first", "check", "train"))
    parser.add_argument("corpus", type=Path, help="the folder with one folder a novel")
    parser.add_argument("--cache", type=Path, required=True, help="what was read is kept here")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="first: only this")
    parser.add_argument("--out", type=Path, help="write the weights here")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    if options.what == "read":
        read_corpus(options.corpus, options.cache)
        read_scenes(options.cache)
        return
    texts = _cached(options.corpus, options.cache)
    if options.what == "first":
        for fold in range(FOLDS) if options.fold is None else [options.fold]:
            kept = [t for t, at in zip(texts, _folds(texts), strict=True) if at != fold]
            first = fit_first(kept, fold)
            save(first, options.cache / f"first-{fold}", {"features": COLUMNS})
        return
    if options.what == "check":
        check(texts, options.cache)
        print(json.dumps(held_out(options.cache), indent=1))
        return
    manifest: dict[str, object] = {
        "what": "speaker scorer: networks over candidates and the speeches around, twice",
        "features": COLUMNS,
        "data": "Project Dialogism Novel Corpus: " + ", ".join(novel_names(options.corpus)),
        "scenes": f"{sum(t.kind == 'scene' for t in texts)} of our own (CC0), {COPIES} copies each",
        "seeds of the second look": list(SECOND_SEEDS),
        "accuracy by quotation on held-out novels and scenes, two folds": held_out(options.cache),
    }
    manifest["trust"] = fit_trust(_held_out(options.cache))
    again = fit_again(_looked(texts, options.cache))
    firsts = [Scorer.load(options.cache / f"first-{fold}") for fold in range(FOLDS)]
    save(Scorer(tuple(n for f in firsts for n in f.networks), again), options.out, manifest)


if __name__ == "__main__":
    main()
