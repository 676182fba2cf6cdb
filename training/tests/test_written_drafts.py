"""Marked drafts: what is labelled with which remedy, and that nothing else is."""

from pathlib import Path

import pytest

pytest.importorskip("torch")
written = pytest.importorskip("fabula_training.written_drafts")
lexicons = pytest.importorskip("fabula_training.lexicon")


TAGS = {"the": "DT", "to": "TO", "walked": "VBD", "had": "VBD", "gone": "VBN", "she": "PRP"}


class _Tags:
    """Tags a few words, all others as nouns."""

    def tag(self, words: list[str]) -> list[str]:
        return [TAGS.get(w.lower(), "NN") for w in words]


LEXICON = lexicons.Lexicon(
    counts=dict.fromkeys("walk walked went gone form from house houses well".split(), 9),
    verbs={"walk": "walk", "walked": "walk", "went": "go", "gone": "go"},
    adjectives=frozenset(),
    nouns={"houses": "house"},
)


def labelled(text: str) -> list[tuple[str, str]]:
    labeller = written.Labeller(LEXICON, _Tags())
    words, _, labels = labeller.label(written.pieces_of(text))
    return [(w, e) for w, e in zip(words, labels, strict=True) if e != "keep"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He [[walked the||walked to the]] door.", [("the", "insert-before:to")]),
        ("He [[walk||walked]] home.", [("walk", "form:VBD")]),
        ("She [[had went||had gone]].", [("went", "form:VBN")]),
        ("It was [[the the||the]] end.", [("the", "delete")]),
        ("A letter [[form||from]] home.", [("form", "word:from")]),
        ("She saw [[there||their]] house.", [("there", "word:their")]),
        ("He took the [[bag, she||bag. She]] left.", [(",", "comma-to-stop")]),
        ('"Fine[[."||,"]] she said.', [(".", "stop-to-comma")]),
        ("[[Thanks Dad||Thanks, Dad]].", [("Dad", "comma:insert")]),
        ("The [[man, was||man was]] old.", [(",", "comma:delete")]),
        ("On [[monday||Monday]] he came.", [("monday", "case:upper")]),
        ("[[alot||a lot]] of it", [("alot", "split")]),
        ("[[an other||another]] day", [("other", "join")]),
        ("[[dont||don't]] go", [("nt", "apostrophe")]),
        ("[[Its||It's]] late", [("Its", "word:it's")]),
        ("the dog wagged [[it's||its]] tail", [("it", "word:its"), ("'s", "delete")]),
        ("in his [[fathers||father's]] house", [("fathers", "apostrophe")]),
        ("two [[house||houses]]", [("house", "form:NNS")]),
        ("[[Febuary||February]]", [("Febuary", "spell")]),
        ("the end [[of day||of the day]]", [("day", "insert-before:the")]),
    ],
)
def test_a_mistake_is_labelled(text: str, found: list[tuple[str, str]]) -> None:
    assert labelled(text) == found


def test_what_is_not_judged_is_left_out() -> None:
    assert labelled("[[well known||well-known]] man") == [("known", "unknown")]
    assert labelled('She said, [[go||go"]].') == [(".", "unknown")]


def test_a_word_without_a_tag_is_wrong_all_the_same() -> None:
    assert labelled("He [[went||house]] in.") == [("went", "unnamed")]


def test_an_open_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        written.pieces_of("He [[walk home.")


def test_a_pass_mends_some_marks_and_keeps_the_text_whole(tmp_path: Path) -> None:
    draft = tmp_path / "001.txt"
    draft.write_text("He [[walk||walked]] home. " * 40 + "\n\nShe [[went||gone]].", "utf-8")
    labeller = written.Labeller(LEXICON, _Tags())
    document = next(written.draft_documents([draft], labeller, 3))
    assert len(document.words) == len(document.edits) == len(document.space) == 40 * 4 + 3
    assert sum(document.opens) == 2
    typed, mended = document.words.count("walk"), document.words.count("walked")
    assert typed + mended == 40
    assert 0 < typed < 40
    assert document.edits.count("form:VBD") == typed
