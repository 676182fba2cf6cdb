"""Linking: what is known of mentions, which pairs are weighed, and how links are decided."""

import time
import tracemalloc
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from numpy.typing import NDArray

from fabula.language.compose import compose
from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.finder import find_quotations
from fabula.story.mentions import coreference
from fabula.story.mentions.coreference import Linking, Links, decode_links, link_mentions
from fabula.story.mentions.focus_clues import FOCUS
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.grammar import MentionClass
from fabula.story.mentions.pair_clues import CLUES
from fabula.story.mentions.pairs import (
    NUMBERS,
    Landscape,
    Pairs,
    PairScorer,
    find_pairs,
    pair_features,
)
from fabula.story.names.gender import Gender

SCENE = """
# text = Anna Rook met Tom Hale at the mill.
Anna NNP 2 compound Entity=(PER-name
Rook NNP 3 nsubj Entity=)
met VBD 0 root
Tom NNP 5 compound Entity=(PER-name
Hale NNP 3 obj Entity=)
at IN 8 case
the DT 8 det Entity=(FAC-noun
mill NN 3 obl Entity=)
. .

# text = She gave him her lamp.
She PRP 2 nsubj Entity=(PER-pronoun)
gave VBD 0 root
him PRP 2 iobj Entity=(PER-pronoun)
her PRP$ 5 nmod:poss Entity=(PER-pronoun)
lamp NN 2 obj
. .

# newpar
# text = “I am late,” said Tom.
“ ``
I PRP 4 nsubj Entity=(PER-pronoun)
am VBP 4 cop
late JJ 6 ccomp
, ,
” ''
said VBD 0 root
Tom NNP 7 nsubj Entity=(PER-name)
. .

# newpar
# text = “You are always late,” said Anna.
“ ``
You PRP 5 nsubj Entity=(PER-pronoun)
are VBP 5 cop
always RB 5 advmod
late JJ 8 ccomp
, ,
” ''
said VBD 0 root
Anna NNP 8 nsubj Entity=(PER-name)
. .
"""


def scene(notation: str = SCENE) -> tuple[Manuscript, Reading, Frame]:
    manuscript, reading = compose(notation)
    return manuscript, reading, make_frame(manuscript, reading, find_quotations(manuscript))


def at(frame: Frame, words: str, occurrence: int = 0) -> int:
    return [i for i, w in enumerate(frame.words) if w == words][occurrence]


def test_a_frame_knows_classes_names_and_places_of_mentions() -> None:
    _, _, frame = scene()
    she, him = at(frame, "She"), at(frame, "him")
    assert frame.cls[she] == MentionClass.SHE
    assert frame.cls[him] == MentionClass.HE
    assert frame.name[at(frame, "Anna Rook")] == frame.name[at(frame, "Anna")]
    assert frame.name[at(frame, "Tom")] != frame.name[at(frame, "Anna")]
    assert frame.name[she] == -1
    assert frame.gender[at(frame, "Anna")] == Gender.SHE
    assert frame.quote[at(frame, "I")] >= 0
    assert frame.quote[at(frame, "Tom")] == -1
    assert frame.cued[at(frame, "Tom")] == frame.quote[at(frame, "I")]
    assert frame.cued[at(frame, "Anna")] == frame.quote[at(frame, "You")]


def test_pairs_never_join_what_cannot_be_one() -> None:
    _, _, frame = scene()
    pairs = find_pairs(frame)
    found = set(zip(pairs.anaphor.tolist(), pairs.antecedent.tolist(), strict=True))
    assert all(b < a for a, b in found)
    assert (at(frame, "him"), at(frame, "Tom Hale")) in found
    assert (at(frame, "him"), at(frame, "She")) not in found
    assert (at(frame, "him"), at(frame, "Anna Rook")) not in found
    assert (at(frame, "She"), at(frame, "the mill")) not in found


def test_the_shipped_scorer_links_a_plain_scene() -> None:
    _, reading, frame = scene()
    cluster = link_mentions(reading, frame).cluster
    anna, tom = cluster[at(frame, "Anna Rook")], cluster[at(frame, "Tom Hale")]
    assert anna != tom
    assert cluster[at(frame, "She")] == anna
    assert cluster[at(frame, "her")] == anna
    assert cluster[at(frame, "him")] == tom
    assert cluster[at(frame, "I")] == tom
    assert cluster[at(frame, "the mill")] not in (anna, tom)


def _decide(frame: Frame, links: dict[tuple[int, int], float], new: float = 0.0) -> Linking:
    keys = sorted(links)
    pairs = Pairs(
        np.array([a for a, _ in keys], dtype=np.int32),
        np.array([b for _, b in keys], dtype=np.int32),
    )
    scores = np.array([links[k] for k in keys], dtype=np.float32)
    return decode_links(frame, pairs, scores, np.full(len(frame), new, dtype=np.float32))


def test_evidence_for_one_entity_adds_up() -> None:
    _, _, frame = scene()
    first, second, her = at(frame, "Anna Rook"), at(frame, "She"), at(frame, "her")
    cluster = _decide(
        frame, {(second, first): 3.0, (her, first): -0.3, (her, second): -0.3}
    ).cluster
    assert cluster[her] == cluster[first]


def test_a_weak_link_opens_a_new_entity() -> None:
    _, _, frame = scene()
    cluster = _decide(frame, {(at(frame, "She"), at(frame, "Anna Rook")): -2.0}).cluster
    assert cluster[at(frame, "She")] != cluster[at(frame, "Anna Rook")]


def test_two_named_people_are_never_merged() -> None:
    _, _, frame = scene()
    tom, anna, i = at(frame, "Tom Hale"), at(frame, "Anna Rook"), at(frame, "I")
    cluster = _decide(
        frame, {(tom, anna): 25.0, (i, anna): 9.0, (at(frame, "Tom"), i): 9.0}
    ).cluster
    assert cluster[tom] != cluster[anna]
    assert cluster[at(frame, "Tom")] == cluster[tom]


def test_the_landscape_counts_what_stands_between() -> None:
    _, _, frame = scene()
    land = Landscape(frame)
    first, again = at(frame, "Anna Rook"), at(frame, "Anna")
    a, b = np.array([again]), np.array([first])
    men, women = land.between(a, b)[0, :2].tolist()
    assert (men, women) == (4, 2)
    assert land.following[first] == again
    assert land.following[again] == len(frame)
    name = frame.name[[first]]
    assert land.named(name, np.array([0]), a).tolist() == [1]
    assert land.named(np.array([-1]), np.array([0]), a).tolist() == [0]


WORDING = """
# text = The old captain met Captain Rook and the young captain.
The DT 3 det Entity=(PER-noun
old JJ 3 amod
captain NN 4 nsubj Entity=)
met VBD 0 root
Captain NNP 6 compound Entity=(PER-name
Rook NNP 4 obj Entity=)
and CC 10 cc
the DT 10 det Entity=(PER-noun
young JJ 10 amod
captain NN 6 conj Entity=)
. .
"""


def test_nouns_are_compared_by_what_describes_them() -> None:
    _, _, frame = scene(WORDING)
    old, rook, young = range(3)
    assert frame.modifiers[old][0] != frame.modifiers[young][0]
    assert frame.title[rook] == frame.word[old] == frame.word[young]
    assert frame.title[old] == -1
    pairs = Pairs(np.array([1, 2], dtype=np.int32), np.array([0, 0], dtype=np.int32))
    _, numbers = pair_features(frame, pairs, 0, 2, Landscape(frame))
    assert numbers.shape == (2, NUMBERS)
    last = NUMBERS - CLUES - FOCUS
    wording = numbers[:, last - 7 : last]
    shared, differ, *_, differ_in_word, _, titled = wording.T
    assert titled.tolist() == [1.0, 0.0]
    assert differ.tolist() == differ_in_word.tolist() == [0.0, 1.0]
    assert not shared.any()


def test_several_nets_score_by_their_mean() -> None:
    _, _, frame = scene()
    pairs = find_pairs(frame)
    scorer = PairScorer.load(files("fabula.story.mentions") / "links/links.npz")
    wide = np.random.default_rng(0).normal(size=(len(frame), scorer.width)).astype(np.float32)

    def inputs(which: NDArray[np.int32]) -> NDArray[np.float32]:
        return wide[which]

    net = scorer.nets[0]
    nets = [net, {name: values * np.float32(0.8) for name, values in net.items()}]
    scores, new = PairScorer(nets).score(frame, pairs, inputs)
    alone = [PairScorer([one]).score(frame, pairs, inputs) for one in nets]
    assert np.abs(alone[0][0] - alone[1][0]).max() > 0.1
    np.testing.assert_allclose(scores, np.mean([s for s, _ in alone], axis=0), atol=1e-4)
    np.testing.assert_allclose(new, np.mean([n for _, n in alone], axis=0), atol=1e-4)


def seen_scenes(count: int) -> tuple[Reading, Frame]:
    """The scene again and again, with vectors as wide as those of the encoder."""
    _, reading, frame = scene("".join([SCENE.replace("# newpar\n", "", 1)] * count))
    width = PairScorer.load(files("fabula.story.mentions") / "links/links.npz").width // 3
    random = np.random.default_rng(count).normal(size=(len(reading.tokens), width))
    tokens = replace(reading.tokens, vectors=random.astype(np.float16))
    return replace(reading, tokens=tokens, encoder=Links.shipped().encoder), frame


def test_stretches_and_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, frame = seen_scenes(25)
    whole = link_mentions(reading, frame, threads=1)
    assert len(set(whole.cluster.tolist())) > 3
    for stretch, threads in ((7, 1), (64, 3), (101, 2)):
        monkeypatch.setattr(coreference, "STRETCH", stretch)
        parted = link_mentions(reading, frame, threads=threads)
        assert parted.cluster.tolist() == whole.cluster.tolist()
        np.testing.assert_allclose(parted.score, whole.score, atol=1e-5)


def test_linking_holds_little_of_a_long_book_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coreference, "STRETCH", 100, raising=False)
    peaks, counts = [], []
    for size in (20, 80):
        reading, frame = seen_scenes(size)
        link_mentions(reading, frame, threads=1)
        tracemalloc.start()
        link_mentions(reading, frame, threads=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        counts.append(len(frame))
    assert (peaks[1] - peaks[0]) / (counts[1] - counts[0]) < 1000


def test_a_text_without_mentions() -> None:
    _, reading, frame = scene("Rain NN 2 nsubj\nfell VBD 0 root\n. .\n")
    assert len(frame) == 0
    assert len(link_mentions(reading, frame).cluster) == 0


def test_the_work_grows_with_the_text_not_with_its_square() -> None:
    pages = [SCENE.replace("# newpar\n", "", 1) for _ in range(60)]
    small, large = "".join(pages[:15]), "".join(pages)

    def pairs_and_seconds(notation: str) -> tuple[int, float]:
        _, reading, frame = scene(notation)
        began = time.process_time()
        link_mentions(reading, frame)
        return len(find_pairs(frame)), time.process_time() - began

    few, quick = pairs_and_seconds(small)
    many, slow = pairs_and_seconds(large)
    assert many < 6 * few
    assert slow < 40 * max(quick, 0.005)
