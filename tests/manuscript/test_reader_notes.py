"""Notes to readers, headers of archives and bylines are text, but no part of the story."""

import time
from pathlib import Path

import pytest

from fabula.manuscript.load import from_text, load_manuscript
from fabula.manuscript.model import Manuscript
from manuscript.documents import docx

_A = "The lock on the boathouse had been changed, and Wren stood in the reeds with the old key."
_B = "She counted the windows twice. In the third one somebody had set a lamp upon the sill."
_C = "“You came,” said Osric, and he did not sound glad about it."
_D = "By morning the reeds were white, and the boat was gone from its ring."
_STORY = (_A, _B, _C, _D)


def _story(manuscript: Manuscript) -> tuple[str, ...]:
    return tuple(
        " ".join(block.span.text(manuscript.text).split())
        for block in manuscript.blocks
        if block.kind == "paragraph"
    )


_BEFORE = [
    "(A/N) Hello!",
    "Beta: Birch",
    "Notes: Written for the Boathouse Exchange 2019.",
    "Written for the prompt “reeds”.",
    "Warning: major character death",
    "Warnings: violence, a bad word",
    "Please do not repost this work to any other site.",
    "Cross-posted to AO3 and FFN.",
    "Edit: fixed some typos, thanks guys!",
    "A/N: Hi everyone, this came to me at three in the morning.",
    "A/N - sorry for the wait!",
    "AN: I wrote this for Birch, who likes boats.",
    "*A/N: Not beta read, all mistakes are mine and Birch's.*",
    "(A/N: Set two years after Harrow left.)",
    "[A/N. Birch asked for this.]",
    "Author's Note: Birch read this first.",
    "Author’s notes – for Birch",
    "**Author's Note:** thanks to Birch Marlow for the title.",
    "Disclaimer: I don't own Harrow Hall, Petra Lindqvist does.",
    "DISCLAIMER: All of it is Petra Lindqvist's.",
    "I do not own Harrow Hall.",
    "All characters belong to Petra Lindqvist.",
    "Beta: birchbark",
    "Beta'd by the lovely birchbark.",
    "Posted by birchbark on 3 May 2014",
    "Originally posted to harrowfic on LiveJournal",
    "Uploaded by birchbark",
    "by birchbark",
    "Summary: Wren comes back to Harrow and Birch is there.",
    "Pairing: Wren/Osric",
    "Rating: T",
    "Translator's note: Birch let me do this one.",
    "Thank you to my beta-reader Birch, and to everybody who left a review!",
]


@pytest.mark.parametrize("note", _BEFORE)
def test_a_note_before_the_story(note: str) -> None:
    for head in ("", "Chapter One\n\n"):
        manuscript = from_text(head + "\n\n".join((note, *_STORY)))
        assert note in manuscript.text
        assert _story(manuscript) == _STORY


_AFTER = [
    "A/N: So that was the boathouse. Birch says hi.",
    "Author's Note: the reeds are real, Birch measured them.",
    "End notes:\n\nBirch Marlow drew the map.",
    "Please review!",
    "Please leave a comment, Birch and I read them all.",
    "Thanks for reading! Let me know what you think of this chapter.",
    "R&R, no flames, Birch is watching.",
    "Don't forget to vote and comment!",
    "I hope you all enjoyed it. Reviews are love, as Birch says.",
    "Next chapter will be up on Friday, says Birch.",
    "Come find me on tumblr at birchbark.",
    "TBC? Leave a review and tell Birch.",
    "Thank you so much for all the kudos!",
]


@pytest.mark.parametrize("note", _AFTER)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n* * *\n\n"])
def test_a_note_after_the_story(note: str, gap: str) -> None:
    text = "\n\n".join(_STORY) + gap + note
    assert _story(from_text(text)) == _STORY
    two = f"Chapter One\n\n{text}\n\nChapter Two\n\n{text}"
    manuscript = from_text(two)
    assert _story(manuscript) == _STORY * 2
    assert len(manuscript.chapters) == 2


@pytest.mark.parametrize(
    "note",
    [
        "A/N:\n\nBirch Marlow made me write this. There is more to come.",
        "Author's Note\n\nHello everyone! Birch Marlow made me write this.\n\n* * *",
        "A/N: Hey guys.\n\nBirch Marlow made me write this.\n\nEnjoy!",
        "A/N: Hey guys.\n\nBirch Marlow made me write this.\n\nOn with the story!",
        "A/N: Hey guys.\n\nBirch Marlow made me write this.\n\n~*~*~",
        "Title: The Ring\nAuthor: birchbark\nFandom: Harrow Hall\nRating: T\nSummary: Wren is back.",
        "Title: The Ring\n\nAuthor: birchbark\n\nRating: T\n\nCharacters: Birch Marlow",
        "A/N: Hi!\n\nDisclaimer: I own nothing but Birch Marlow.\n\nWarnings: reeds",
    ],
)
def test_a_note_of_several_paragraphs(note: str) -> None:
    manuscript = from_text("\n\n".join((note, *_STORY)))
    assert _story(manuscript) == _STORY
    if "Title" in note:
        assert (manuscript.title, manuscript.author) == ("The Ring", "birchbark")


def test_a_long_note_after_a_break() -> None:
    note = "\n\n".join(
        ("A/N: Done!", "Birch Marlow drew the map.", "I named the boat.", "Ask me why.")
    )
    assert _story(from_text("\n\n".join((*_STORY, "***", note)))) == _STORY


def test_notes_under_headings(tmp_path: Path) -> None:
    source = (
        f"# Chapter One\n\n## A/N\n\nBirch asked for this.\n\n---\n\n{_A}\n\n{_B}\n\n"
        f"# Chapter Two\n\n{_C}\n\n{_D}\n\n## Author's Note\n\nBirch says: please review!\n"
    )
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    manuscript = load_manuscript(str(tmp_path / "a.md"))
    assert _story(manuscript) == _STORY
    assert [chapter.title for chapter in manuscript.chapters] == ["Chapter One", "Chapter Two"]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.docx"])
def test_notes_in_every_format(name: str, tmp_path: Path) -> None:
    paragraphs = ("A/N: Birch asked for this.", *_STORY, "Please review, Birch does.")
    data = {
        "a.html": "".join(f"<p>{p}</p>" for p in paragraphs).encode(),
        "a.md": "\n\n".join(paragraphs).encode(),
        "a.docx": docx(body="".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)),
    }[name]
    (tmp_path / name).write_bytes(b"<html>" + data if name == "a.html" else data)
    assert _story(load_manuscript(str(tmp_path / name))) == _STORY


_FICTION = [
    "A note from the author of the letters lay on the desk, unsigned.",
    "The author’s note to himself said only: burn it.",
    "An - no, she could not finish it.",
    "“A/N,” read the stamp on the crate.",
    "I don't own a car, and I never have.",
    "I do not own the house on the hill.",
    "Posted by the door, the sentry yawned.",
    "By the river they stopped.",
    "Warning: deep water, said the board.",
    "Title: it was the one thing he lacked.",
    "Note: feed the heron, she had written on the door.",
    "“Please review the accounts,” said the clerk.",
    "I hope you enjoyed the party, wrote my aunt.",
    "Thank you for reading to me, Father.",
    "He was our beta, and the pack knew it.",
    "The next part was the hardest.",
    "Dear Osric, this story is not for children.",
    "The characters in the play belonged to another age.",
    "They follow, and like it.",
    "Kudos to him, she thought, and shut the gate.",
    "Wren had found it on AO3, and wished she had not.",
    "It was a one-shot thing, he said, and never again.",
]


@pytest.mark.parametrize("line", _FICTION)
def test_fiction_stays(line: str) -> None:
    for paragraphs in ((line, *_STORY), (*_STORY, line), (_A, _B, line, _C, _D)):
        assert _story(from_text("\n\n".join(paragraphs))) == paragraphs


def test_a_published_authors_note_stays() -> None:
    note = "The village in this book is drawn from three that I knew, none of which is on the map."
    text = f"Author's Note\n\n{note}\n\nChapter One\n\n{_A}\n\nChapter Two\n\n{_B}"
    assert note in _story(from_text(text))


def test_a_file_of_nothing_but_a_note_is_still_read() -> None:
    assert _story(from_text("A/N: This is all there is.")) == ("A/N: This is all there is.",)


def test_story_around_a_note_in_the_middle() -> None:
    assert _story(from_text("\n\n".join((_A, _B, "(A/N: that is a real boat)", _C, _D)))) == _STORY


def test_many_labels_take_time_in_step_with_them() -> None:
    began = time.process_time()
    from_text("A/N\n\n" * 10_000)
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "words",
    [
        "Let me know what you think!",
        "Thanks for reading!",
        "Until next time! ~birch",
        "Hope you enjoyed it :)",
    ],
)
def test_farewells_after_the_story(words: str) -> None:
    assert _story(from_text(f"Chapter 1\n\n{_A}\n\n{_B}\n\n{words}\n\nChapter 2\n\n{_C}\n")) == (
        _A,
        _B,
        _C,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Warning: the paint was wet.",
        "Until next time.",
        "“Let me know what you think,” he said.",
        "Written for nobody, the letter lay there.",
    ],
)
def test_story_that_only_sounds_like_a_note(words: str) -> None:
    assert words in _story(
        from_text(f"Chapter 1\n\n{_A}\n\n{words}\n\nChapter 2\n\n{_C}\n\n{_D}\n")
    )
