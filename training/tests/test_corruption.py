"""The generator of errors: what it spoils, how it labels it, and what it leaves alone."""

from collections import Counter
from random import Random

import numpy as np
import pytest

from fabula_training.confusions import EDIT_TAGS
from fabula_training.corruption import KINDS, Corruptor, quoted_words, sentence_starts
from fabula_training.draft import Draft
from fabula_training.lexicon import Lexicon, build_lexicon
from fabula_training.modernise import modern_marks, modern_spelling, to_present

GOLD = [
    ("gasps", "gasp", "VBZ"), ("gasp", "gasp", "VB"), ("gasped", "gasp", "VBD"),
    ("looked", "look", "VBD"), ("look", "look", "VB"), ("looks", "look", "VBZ"),
    ("turned", "turn", "VBD"), ("turn", "turn", "VB"), ("melt", "melt", "VB"),
    ("makes", "make", "VBZ"), ("made", "make", "VBD"), ("went", "go", "VBD"),
    ("slow", "slow", "JJ"), ("slow", "slow", "VB"), ("slowly", "slowly", "RB"),
    ("door", "door", "NN"), ("doors", "door", "NNS"), ("grin", "grin", "NN"),
    ("grins", "grin", "NNS"), ("heart", "heart", "NN"), ("hearts", "heart", "NNS"),
]  # fmt: skip
PLAIN = [
    ("She", "PRP"), ("looked", "VBD"), ("at", "IN"), ("the", "DT"), ("door", "NN"),
    ("and", "CC"), ("turned", "VBD"), ("slowly", "RB"), (".", "."),
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words = sorted({form for form, _, _ in GOLD} | {"she", "at", "the", "and", "it", "he"})
    return build_lexicon(GOLD * 20, [" ".join(words * 40)])


def columns(pairs: list[tuple[str, str]]) -> tuple[list[str], list[bool], list[str]]:
    words = [word for word, _ in pairs]
    return words, [word not in ".,!?" for word in words], [tag for _, tag in pairs]


def test_same_seed_same_errors(lexicon: Lexicon) -> None:
    words, spaces, tags = columns(PLAIN * 5)
    corruptor = Corruptor(lexicon)
    first = corruptor.corrupt(words, spaces, tags, np.random.default_rng(3), 0.8)
    again = corruptor.corrupt(words, spaces, tags, np.random.default_rng(3), 0.8)
    other = corruptor.corrupt(words, spaces, tags, np.random.default_rng(4), 0.8)
    assert first == again
    assert first != other


def test_rate_zero_changes_nothing(lexicon: Lexicon) -> None:
    words, spaces, tags = columns(PLAIN)
    clean = Corruptor(lexicon).corrupt(words, spaces, tags, np.random.default_rng(0), 0.0)
    assert clean.words == words
    assert set(clean.tags) == {"keep"}
    assert not any(clean.errors)


def test_every_column_is_parallel_and_known(lexicon: Lexicon) -> None:
    words, spaces, tags = columns(PLAIN * 3)
    corruptor = Corruptor(lexicon)
    rng = np.random.default_rng(1)
    seen = Counter[str]()
    for _ in range(400):
        spoiled = corruptor.corrupt(words, spaces, tags, rng, 0.9)
        lengths = {len(column) for column in (
            spoiled.words, spoiled.space_before, spoiled.tags, spoiled.errors, spoiled.kinds
        )}  # fmt: skip
        assert len(lengths) == 1
        for tag, error, kind in zip(spoiled.tags, spoiled.errors, spoiled.kinds, strict=True):
            assert tag in EDIT_TAGS
            assert error == (tag != "keep") == bool(kind)
            seen[kind] += 1
    assert set(seen) <= {"", *KINDS}
    assert {"article", "doubled", "spelling", "adverb", "tense", "verb-form"} <= set(seen)


def test_a_missing_word_is_named_on_the_next() -> None:
    words, spaces, tags = columns(PLAIN)
    draft = Draft(words, spaces, tags, [False] * len(words))
    assert draft.remove(3, "insert-before:the", "article")
    assert draft.words[3] == "door"
    assert draft.edits[3] == "insert-before:the"


def test_a_word_left_out_before_a_mark_leaves_no_space() -> None:
    words, spaces, tags = columns([("A", "DT"), ("door", "NN"), (",", ","), ("slow", "JJ")])
    draft = Draft(words, spaces, tags, [False] * len(words))
    assert draft.remove(1, "insert-before:noun", "noun")
    assert (draft.words[1], draft.spaces[1]) == (",", False)


def test_a_typo_may_be_a_word() -> None:
    words, spaces, tags = columns([("She", "PRP"), ("wore", "VBD"), ("it", "PRP"), (".", ".")])
    known = build_lexicon([("wore", "wear", "VBD")] * 20, ["wore more wire she it " * 40])
    rng = np.random.default_rng(5)
    slips = set()
    for _ in range(2000):
        spoiled = Corruptor(known).corrupt(words, spaces, tags, rng, 1.0)
        columns_ = zip(spoiled.words, spoiled.tags, spoiled.kinds, strict=True)
        slips |= {(word.lower(), tag) for word, tag, kind in columns_ if kind == "typo"}
    assert ("wire", "spell") in slips  # i is beside o on the keyboard
    assert all(known.is_word(word) for word, _ in slips)


def test_dialect_is_left_alone(lexicon: Lexicon) -> None:
    words, spaces, tags = columns([("Tha", "PRP"), ("looked", "VBD"), ("at", "IN"), (".", ".")])
    for seed in range(20):
        spoiled = Corruptor(lexicon).corrupt(words, spaces, tags, np.random.default_rng(seed), 1.0)
        assert spoiled.words == words


def test_tags_are_few_and_distinct() -> None:
    assert EDIT_TAGS[0] == "keep"
    assert len(EDIT_TAGS) == len(set(EDIT_TAGS)) <= 220


def test_present_tense_agrees_with_its_subject(lexicon: Lexicon) -> None:
    words, _, tags = columns(PLAIN)
    told = to_present(words, tags, [False] * len(words), lexicon)
    assert told is not None
    assert " ".join(told[0]) == "She looks at the door and turns slowly ."


def test_present_tense_is_not_guessed(lexicon: Lexicon) -> None:
    words, _, tags = columns([("Somewhere", "RB"), ("turned", "VBD"), ("it", "PRP"), (".", ".")])
    assert to_present(words, tags, [False] * 4, lexicon) is None


def test_speech_is_not_told_in_the_present(lexicon: Lexicon) -> None:
    words, _, tags = columns([('"', "``"), ("It", "PRP"), ("went", "VBD"), (".", "."), ('"', "''")])
    assert to_present(words, tags, [True] * 5, lexicon) is None


def test_period_spelling_becomes_modern() -> None:
    assert modern_spelling("To-day she shewed me.") == "Today she showed me."
    words, spaces, _ = modern_marks(["any", "one"], [True, True], ["DT", "NN"], Random(0))
    assert words == ["anyone"]
    assert spaces == [True]


def test_a_dash_with_spaces_leaves_hyphens_alone() -> None:
    words = ["half", "-", "open", "—", "then"]
    for seed in range(20):
        out, spaces, _ = modern_marks(words, [True] + [False] * 4, ["NN"] * 5, Random(seed))
        assert spaces[:3] == [True, False, False]
        assert spaces[3] == spaces[4] == (out[3] in ("–", "-"))


def test_one_before_a_noun_is_a_number() -> None:
    tags = ["DT", "CD", "NN"]
    words, _, _ = modern_marks(["some", "one", "place"], [True] * 3, tags, Random(0))
    assert words == ["some", "one", "place"]


def test_quotes_and_sentences_of_a_paragraph() -> None:
    words = ['"', "Go", ".", '"', "He", "went", "."]
    quoted = quoted_words(words, [True] * 7)
    assert quoted == [True, True, True, True, False, False, False]
    assert sentence_starts(words, quoted) == [0, 4]
