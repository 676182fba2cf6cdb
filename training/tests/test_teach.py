"""Teaching the shipped corrections on: what they begin as, and what they learn from."""

import numpy as np
import pytest

from fabula.language.encoder import CORRECTIONS, load_model
from fabula_training.data import Document

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
teach = pytest.importorskip("fabula_training.teach")

WORDS = "He walk to the door and then he had went home to there house .".split()


def document(edits: dict[int, str]) -> Document:
    opens = [i == 0 for i in range(len(WORDS))]
    space = [w != "." for w in WORDS]
    tags = [edits.get(i, "keep") for i in range(len(WORDS))]
    return Document("x", WORDS, opens, space, edits=tags)


@torch.no_grad()
def test_the_weights_unpacked_say_what_the_file_says() -> None:
    model = load_model()
    (lesson,) = teach.lessons([document({})], model)
    tops, mask, words, _ = teach.padded([lesson])
    reader = teach.reader_of(model, 0.0).eval()
    told = reader.corrections(tops, mask, words)["doubt"][0].numpy()
    given = {"top": lesson.top.astype(np.float32)[None], "words": lesson.words[None]}
    shipped = model.corrections.run(CORRECTIONS, given)[0][0]
    assert np.abs(told - shipped).max() < 0.3
    assert told[WORDS.index("there")] > 0 > told[WORDS.index("door")]


def test_a_word_without_a_tag_is_doubted_and_what_is_unknown_is_not_learned() -> None:
    model = load_model()
    edits = {1: "form:VBD", 9: teach.UNNAMED, 12: "unknown"}
    (lesson,) = teach.lessons([document(edits)], model)
    assert lesson.labels[1] == model.labels.edits.index("form:VBD")
    assert lesson.labels[9] == teach.NO_TAG
    assert lesson.labels[12] == teach.IGNORED
    reader = teach.reader_of(model, 0.0).eval()
    loss = teach.loss_of(reader, [lesson])
    loss.backward()
    assert torch.isfinite(loss)
    assert float(reader.encoder.proof[0].query.weight.grad.abs().sum()) > 0


def test_windows_of_like_length_make_a_step() -> None:
    rng = np.random.default_rng(1)
    made = [
        teach.Lesson(np.zeros((n, 4), np.float16), np.zeros(2, np.int64), np.zeros(2, np.int64))
        for n in (20, 200, 30, 190, 25)
    ]
    steps = teach.steps_of(made * 30, rng)
    assert sum(map(len, steps)) == 150
    assert all(len(s) * max(len(x.top) for x in s) <= teach.PIECES for s in steps)
