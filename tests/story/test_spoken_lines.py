"""Lines of chats, scripts and plays as speech: who says them, to whom, and what they are not."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.mentions.cue_names import cue_name
from fabula.story.model import Story

Said = tuple[str | None, str]


@cache
def story_of(text: str) -> Story:
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript, corrections=False))


def said(story: Story) -> list[Said]:
    names = {c.id: c.name for c in story.characters}
    text = story.manuscript.text
    return [
        (None if q.speaker is None else names[q.speaker], q.span.text(text)) for q in story.quotes
    ]


CHAT = "Dana: are you up\nRui: define up\nDana: I need the van\nRui: then say please, Dana"
SCRIPT = (
    "INT. SHED - DAY\n\nRUTH LIND, 40, kicks the wall.\n\nRUTH\n(to the wall)\nIs it dry?\n\n"
    "ABEL (O.S.)\nYou tell me. (beat) You're the plumber.\n\nRUTH\nI was.\n\nRuth laughs."
)
PLAY = (
    "ACT ONE\n\nA ferry. LADY VANE and her maid.\n\nLADY VANE. [Seated.] You are late, Tess.\n\n"
    "TESS. The tide was late, my lady.\n\nLADY VANE. Then whom do I dismiss?\n\n"
    "FERRYMAN. Is that a question?"
)
MIXED = (
    "Bo put the phone on the table between them.\n\nMika: where is she\n\nMika: is she with you\n\n"
    "Mika: Bo??\n\n“Don't answer that,” said Ida.\n\n“I wasn't going to,” Bo said."
)
HANDLES = "<rook> anyone here?\n<xX_tess_Xx> me\n<rook> finally\n<xX_tess_Xx> I was asleep"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            CHAT,
            [
                ("Dana", "are you up"),
                ("Rui", "define up"),
                ("Dana", "I need the van"),
                ("Rui", "then say please, Dana"),
            ],
        ),
        (
            SCRIPT,
            [
                ("Ruth Lind", "Is it dry?"),
                ("Abel", "You tell me."),
                ("Abel", "You're the plumber."),
                ("Ruth Lind", "I was."),
            ],
        ),
        (
            PLAY,
            [
                ("Lady Vane", "You are late, Tess."),
                ("Tess", "The tide was late, my lady."),
                ("Lady Vane", "Then whom do I dismiss?"),
                ("Ferryman", "Is that a question?"),
            ],
        ),
        (
            MIXED,
            [
                ("Mika", "where is she"),
                ("Mika", "is she with you"),
                ("Mika", "Bo??"),
                ("Ida", "“Don't answer that,”"),
                ("Bo", "“I wasn't going to,”"),
            ],
        ),
        (
            HANDLES,
            [
                ("rook", "anyone here?"),
                ("xX_tess_Xx", "me"),
                ("rook", "finally"),
                ("xX_tess_Xx", "I was asleep"),
            ],
        ),
    ],
    ids=["chat", "script", "play", "among narration", "handles"],
)
def test_whoever_the_cue_names_says_it(text: str, expected: Sequence[Said]) -> None:
    assert said(story_of(text)) == expected


def test_a_handle_that_holds_a_name_of_the_text_is_theirs() -> None:
    text = (
        "Tess put her feet on the desk. Odd watched her type.\n\n<xX_tess_Xx> anyone here?\n"
        "<not_a_cop> me\n<xX_tess_Xx> finally, I was bored\n\n“It worked,” said Tess."
    )
    story = story_of(text)
    assert [who for who, _ in said(story)] == ["Tess", "not_a_cop", "Tess", "Tess"]
    (tess,) = (c for c in story.characters if c.name == "Tess")
    assert "xX_tess_Xx" in tess.aliases


def test_of_two_each_speaks_to_the_other() -> None:
    story = story_of(CHAT)
    dana, rui = (next(c.id for c in story.characters if c.name == n) for n in ("Dana", "Rui"))
    assert [(q.speaker, q.addressees) for q in story.quotes] == [
        (dana, (rui,)),
        (rui, (dana,)),
        (dana, (rui,)),
        (rui, (dana,)),
    ]


def test_among_three_nobody_is_told_from_the_form() -> None:
    assert all(quote.addressees == () for quote in story_of(PLAY).quotes)


def test_i_and_you_are_those_of_the_line() -> None:
    story = story_of(CHAT)
    dana, rui = (next(c.id for c in story.characters if c.name == n) for n in ("Dana", "Rui"))
    text = story.manuscript.text
    meant = {
        text[s:e]: who
        for s, e, who in zip(
            story.mentions.start.tolist(),
            story.mentions.end.tolist(),
            story.mentions.entity.tolist(),
            strict=True,
        )
    }
    assert meant["I"] == dana
    assert meant["you"] == rui


def test_the_parts_of_a_line_are_one_turn_and_its_cue_is_shown() -> None:
    story = story_of(SCRIPT)
    text = story.manuscript.text
    turns = [quote.turn for quote in story.quotes]
    assert turns == [0, 1, 1, 2]
    cues = [quote.cue.text(text) if quote.cue else None for quote in story.quotes]
    assert cues == ["RUTH", "ABEL (O.S.)", "ABEL (O.S.)", "RUTH"]
    assert {quote.type for quote in story.quotes} == {"explicit"}


def test_no_sentence_holds_a_cue_and_words_beside_it() -> None:
    for text in CHAT, SCRIPT, PLAY, MIXED:
        story = story_of(text)
        tokens = story.reading.tokens
        for line in story.manuscript.lines:
            inside = (tokens.start >= line.cue.start) & (tokens.end <= line.cue.end)
            own = set(tokens.sentence[inside].tolist())
            assert own.isdisjoint(tokens.sentence[np.flatnonzero(~inside)].tolist())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("RUTH LIND", "Ruth Lind"),
        ("JO", "Jo"),
        ("TJ", "TJ"),
        ("O'NEIL", "O'Neil"),
        ("MAN OF KENT", "Man of Kent"),
        ("mika", "mika"),
        ("Mum ❤", "Mum"),
        ("xX_tess_Xx", "xX_tess_Xx"),
        ("@rook", "rook"),
    ],
)
def test_names_in_cues_are_shown_as_names(written: str, shown: str) -> None:
    assert cue_name(written)[0] == shown
