"""The whole pass with a tiny random model: any text gives a reading that holds together."""

import itertools
import json
import re
import shutil
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.language.conllu import from_conllu, to_conllu
from fabula.language.encoder import Model, load_model
from fabula.language.read import read_manuscript
from fabula.language.reading import Reading
from fabula.language.sentences import LONGEST, limits
from fabula.language.windows import breaks, pack
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Block, Manuscript
from fabula.manuscript.spans import Span

TINY = Path(__file__).parent / "tiny_model"
STORY = (
    'CHAPTER ONE\n\n"Where?" she said. The ferry had gone; nobody knew why.\n\n'
    "He rowed *slowly* past the old mill's wheel, counting under his breath—one, two, three—"
    "until the lamp went out. “Well?” asked Ada. “I can't see a thing.” He laughed.\n\n"
    "* * *\n\nNobody came. The rope was wet, the tide was high, and the boy's boots had filled.\n"
)


def check(reading: Reading, manuscript: Manuscript) -> None:
    """Everything that holds of every reading."""
    tokens, text = reading.tokens, manuscript.text
    total = len(tokens)
    columns = vars(tokens)
    assert all(
        len(column) == total for column in columns.values() if isinstance(column, np.ndarray)
    )
    assert reading.text == text
    if not total:
        assert len(reading.mentions) == 0
        return
    assert (tokens.start < tokens.end).all()
    assert (tokens.end[:-1] <= tokens.start[1:]).all()
    assert tokens.start[0] >= 0
    assert tokens.end[-1] <= len(text)
    for block in np.unique(tokens.block).tolist():
        span = manuscript.blocks[block].span
        inside = tokens.block == block
        assert (tokens.start[inside] >= span.start).all()
        assert (tokens.end[inside] <= span.end).all()
    check_sentences(reading)
    check_mentions(reading)
    for column, names in (
        (tokens.upos, reading.labels.upos),
        (tokens.xpos, reading.labels.xpos),
        (tokens.feats, reading.labels.feats),
        (tokens.deprel, reading.labels.deprel),
        (tokens.lemma, reading.labels.lemmas),
        (reading.proofread().tag, reading.labels.edits),
    ):
        assert int(column.max()) < len(names)
    assert all(reading.lemmas)
    edits = reading.proofread()
    assert len(edits.tag) == len(edits.score) == len(edits.error) == total
    assert np.isfinite(edits.score.astype(float)).all()
    assert ((edits.error >= 0) & (edits.error <= 1)).all()


def check_sentences(reading: Reading) -> None:
    tokens, firsts = reading.tokens, reading.sentence_first
    assert firsts[0] == 0
    assert (np.diff(firsts) > 0).all()
    assert np.diff(np.append(firsts, len(tokens))).max() <= LONGEST
    assert (tokens.sentence == np.searchsorted(firsts, np.arange(len(tokens)), "right") - 1).all()
    new_block = np.flatnonzero(np.diff(tokens.block)) + 1
    assert np.isin(new_block, firsts).all()
    for a, b in zip(firsts.tolist(), reading.sentence_last.tolist(), strict=True):
        heads = tokens.head[a:b]
        assert (heads < 0).sum() == 1
        assert ((heads < 0) | ((heads >= a) & (heads < b))).all()
        up = np.where(heads < 0, b - a, heads - a)
        up = np.append(up, b - a)
        for _ in range((b - a).bit_length()):
            up = up[up]
        assert (up == b - a).all()
    root = reading.labels.deprel.index("root")
    assert ((tokens.deprel == root) == (tokens.head < 0)).all()


def check_mentions(reading: Reading) -> None:
    mentions = reading.mentions
    spans = list(zip(mentions.first.tolist(), mentions.last.tolist(), strict=True))
    assert spans == sorted(set(spans), key=lambda s: (s[0], -s[1]))
    assert all(0 <= a < b <= len(reading.tokens) for a, b in spans)
    assert ((mentions.head >= mentions.first) & (mentions.head < mentions.last)).all()
    open_ends: list[int] = []
    for a, b in spans:
        while open_ends and open_ends[-1] <= a:
            open_ends.pop()
        assert not open_ends or b <= open_ends[-1], "two mentions cross"
        open_ends.append(b)
    assert (mentions.score >= 0.5).all()


def test_a_story_reads_whole_and_prints_as_conllu(tiny: Model) -> None:
    manuscript = from_text(STORY)
    reading = read_manuscript(manuscript, model=tiny)
    check(reading, manuscript)
    written = to_conllu(reading, manuscript)
    assert written.count("# newpar") == len(set(reading.tokens.block.tolist()))
    for start, end in re.findall(r"TokenRange=(\d+):(\d+)", written):
        assert manuscript.text[int(start) : int(end)].strip()
    _, again = from_conllu(written)
    assert again.words == reading.words
    assert again.tokens.head.tolist() == reading.tokens.head.tolist()


def test_the_number_of_threads_changes_nothing(tiny: Model) -> None:
    manuscript = from_text(STORY * 5)
    one, many = (
        read_manuscript(manuscript, model=tiny, threads=1),
        read_manuscript(manuscript, model=tiny, threads=4),
    )
    for name, column in vars(one.tokens).items():
        assert np.array_equal(column, vars(many.tokens)[name]), name
    for name, column in vars(one.mentions).items():
        assert np.array_equal(column, vars(many.mentions)[name]), name


def test_without_corrections_all_else_is_the_same(tiny: Model) -> None:
    manuscript = from_text(STORY)
    whole, less = (
        read_manuscript(manuscript, model=tiny),
        read_manuscript(manuscript, model=tiny, corrections=False),
    )
    assert less.edits is None
    with pytest.raises(ValueError, match="without corrections"):
        less.proofread()
    assert len(whole.proofread().tag) == len(whole.tokens)
    for name, column in vars(whole.tokens).items():
        assert np.array_equal(column, vars(less.tokens)[name]), name
    for name, column in vars(whole.mentions).items():
        assert np.array_equal(column, vars(less.mentions)[name]), name


def test_a_change_far_away_changes_nothing_here(tiny: Model) -> None:
    calm = "The tide was high. Nobody came. " * 3
    before = from_text("\n\n".join([calm] * 20))
    after = from_text("\n\n".join([calm] * 19 + ["Then, at last, it all went wrong."]))
    one, two = read_manuscript(before, model=tiny), read_manuscript(after, model=tiny)
    half = len(one.tokens) // 2
    assert np.array_equal(one.tokens.head[:half], two.tokens.head[:half])
    assert np.array_equal(one.tokens.vectors[:half], two.tokens.vectors[:half])


def test_progress_runs_to_one(tiny: Model) -> None:
    seen: list[float] = []
    read_manuscript(from_text(STORY * 3), model=tiny, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) > 2


@pytest.mark.parametrize("text", ["", "* * *", "\x00\x01\u200b", "\u00ad \u200d"])
def test_a_text_without_words_is_an_empty_reading(tiny: Model, text: str) -> None:
    block = Block("break" if "* *" in text else "paragraph", Span(0, len(text)))
    manuscript = replace(from_conllu("")[0], text=text, blocks=(block,))
    reading = read_manuscript(manuscript, model=tiny)
    assert len(reading.tokens) == 0
    assert len(reading.sentence_last) == 0
    check(reading, manuscript)


_ODD = {
    "chinese": "她走了。他留下來，看著河水。" * 40,
    "arabic": "\u202bقال الرجل: إلى أين؟\u202c " * 40,
    "cyrillic": "«Куда?» — спросила она. Он молчал. " * 40,
    "devanagari": "वह नाव में बैठा रहा। " * 40,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈❤️ 🙂 " * 60,
    "ascii art": "  /\\_/\\  \n ( o.o ) \n  > ^ <  \n" * 30,
    "controls": "a\x00b\x07 c\x1b[31m d\x7f\u202ee\u2066 " * 60,
    "combining": "e" + "\u0301" * 500 + " o\u0308" * 200,
    "one word": "x" * 100_000,
    "one hyphenated word": "x-" * 5_000,
    "quotes": "\"'“”‘’" * 400,
    "dots": ". " * 3_000,
    "no end": "and the river ran " * 2_000,
    "surrogate": "lone \ud83d half",
    "underscores": "__init__ _a_ __b__ ___ " * 60,
}


@pytest.mark.parametrize("name", _ODD)
def test_odd_text_is_read_in_bounded_time(tiny: Model, name: str) -> None:
    manuscript = from_text(_ODD[name])
    begun = time.process_time()
    reading = read_manuscript(manuscript, model=tiny)
    assert time.process_time() - begun < 20
    check(reading, manuscript)
    to_conllu(reading, manuscript)


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from(" \n\n.\"'“”*_ab")),
        max_size=120,
    )
)
def test_any_text_gives_a_reading_that_holds_together(tiny: Model, text: str) -> None:
    manuscript = from_text(text + "\n\nThe end")
    check(read_manuscript(manuscript, model=tiny), manuscript)


# --- windows and sentence limits -----------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), min_size=1, max_size=400),
    st.integers(0, 40),
)
def test_every_word_is_owned_once_and_no_window_is_too_long(
    words: list[tuple[int, int]], context: int
) -> None:
    counts = np.array([c for c, _ in words], dtype=np.int32)
    quality = np.array([3, *(q for _, q in words[1:]), 3], dtype=np.int32)
    windows = pack(counts, quality, 128, context)
    assert windows[0].own_first == 0
    assert windows[-1].own_last == len(counts)
    for one, two in itertools.pairwise(windows):
        assert one.own_last == two.own_first
    for w in windows:
        assert w.first <= w.own_first < w.own_last <= w.last
        assert counts[w.first : w.last].sum() + 2 <= 128
        if context >= 12:
            assert w.first < w.own_first or w.own_first == 0
            assert w.last > w.own_last or w.own_last == len(counts)


def test_windows_are_cut_between_paragraphs_where_they_can_be() -> None:
    words = ("The tide was high .".split() * 4) * 12
    block = np.repeat(np.arange(12), 20).astype(np.int32)
    counts = np.ones(len(words), dtype=np.int32)
    windows = pack(counts, breaks(words, block), 100, 16)
    assert len(windows) > 2
    assert all(w.own_first % 20 == 0 for w in windows)


def test_dialogue_may_not_break_after_its_closing_mark() -> None:
    words = '" Where ? " she said . " There . " He went .'.split()
    space = np.array([1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0], dtype=np.bool_)
    found = limits(words, np.zeros(len(words), dtype=np.int32), space)
    may = [w for w, m in zip(words, found.may.tolist(), strict=True) if m]
    assert "she" not in may
    assert "He" in may
    assert not found.may[3]
    assert bool(found.may[7])
    assert not found.may[10]


@pytest.mark.parametrize(
    ("sentence", "may", "must"),
    [
        ('" Gone ! " Ada cried .', False, False),
        ('" Gone ! " Old Mrs. Hale asked .', False, False),
        ('" Gone ! " The old ferryman asked .', False, False),
        ('" Gone , " Ada thought .', False, False),
        ('" Gone ! " Ada laughed .', True, False),
        ('" Gone . " Ada said nothing .', True, False),
        ('" Gone ! " Ada rose .', True, True),
        ('" Gone . " The ferry had sailed .', True, True),
    ],
)
def test_a_cue_belongs_to_its_quotation(sentence: str, may: bool, must: bool) -> None:
    words = sentence.split()
    close = words.index('"', 1)
    space = np.array([i in (0, 1) or i > close for i in range(len(words))], dtype=np.bool_)
    found = limits(words, np.zeros(len(words), dtype=np.int32), space)
    assert bool(found.may[close + 1]) is may
    assert bool(found.must[close + 1]) is must


# --- the model's files ---------------------------------------------------------------------


FILES = ["encoder.onnx", "corrections.onnx", "pairs.npz", "tokenizer.json", "manifest.json"]


def copy_of_tiny(folder: Path) -> Path:
    target = folder / "model"
    shutil.copytree(TINY, target)
    return target


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    folder = copy_of_tiny(tmp_path)
    (folder / name).unlink()
    with pytest.raises(FabulaError, match=rf"missing.*{name}") as caught:
        load_model(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    folder = copy_of_tiny(tmp_path)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(FabulaError, match=rf"damaged.*{name}") as caught:
        load_model(folder)
    assert "\n" not in str(caught.value)


def test_another_schema_is_refused(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path)
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": "fabula.model/9"}))
    with pytest.raises(FabulaError, match="another version"):
        load_model(folder)


def test_no_window_takes_a_copy_of_the_whole_book() -> None:
    total = 200_000
    counts, quality = np.ones(total, dtype=np.int32), np.ones(total + 1, dtype=np.int32)
    tracemalloc.start()
    windows = pack(counts, quality, 256)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(windows) > 500
    assert peak < 21 * total  # begins and ends of words are 16 bytes a word
