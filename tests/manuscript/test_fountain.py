"""Fountain: what is story comes out, what is not stays out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.readers.fountain import read_fountain
from fabula.manuscript.spans import Span
from timing import processor_seconds

SCRIPT = """Title:
    _**THE LAST BUS**_
Credit: Written by
Author: R. Moss
Contact:
\tSomebody
\t555-0100

FADE IN:

# Act One

= Nell needs a bus.

INT. BUS STATION - NIGHT #1#

Rain. *A vending machine* hums. [[is this
too much?]] NELL (30s) counts **coins**.

NELL
Two, three. \\*Three-fifty\\*.

OTTO (O.S.)
You're short. [[cut?]]

NELL ^
(not looking)
I'm always short.
(beat)
_Always_.

@McKay
Tickets!

/* An older version

OTTO
Nobody ever said this.
*/

.THE DEPOT

!NELL SLEEPS

~la la la

===

SMASH CUT TO:

EXT. DEPOT - DAWN

> Somewhere a bell. <

> FADE OUT.
"""


def manuscript_of(source: str, folder: Path, name: str = "script.fountain") -> Manuscript:
    path = folder / name
    path.write_bytes(source.encode())
    return load_manuscript(str(path))


@pytest.mark.parametrize("name", ["script.fountain", "script.spmd", "SCRIPT.FOUNTAIN"])
def test_what_is_story_comes_out(tmp_path: Path, name: str) -> None:
    manuscript = manuscript_of(SCRIPT, tmp_path, name)
    assert (manuscript.title, manuscript.author) == ("THE LAST BUS", "R. Moss")
    assert [(b.kind, b.span.text(manuscript.text)) for b in manuscript.blocks] == [
        ("break", "FADE IN:"),
        ("heading", "Act One"),
        ("heading", "INT. BUS STATION - NIGHT"),
        ("paragraph", "Rain. A vending machine hums."),
        ("paragraph", "NELL (30s) counts coins."),
        ("cue", "NELL"),
        ("paragraph", "Two, three. *Three-fifty*."),
        ("cue", "OTTO (O.S.)"),
        ("paragraph", "You're short."),
        ("cue", "NELL"),
        ("aside", "(not looking)"),
        ("paragraph", "I'm always short."),
        ("aside", "(beat)"),
        ("paragraph", "Always."),
        ("cue", "McKay"),
        ("paragraph", "Tickets!"),
        ("heading", "THE DEPOT"),
        ("paragraph", "NELL SLEEPS"),
        ("paragraph", "la la la"),
        ("break", "SMASH CUT TO:"),
        ("heading", "EXT. DEPOT - DAWN"),
        ("paragraph", "Somewhere a bell."),
        ("break", "FADE OUT."),
    ]


def test_lines_have_names_and_parts(tmp_path: Path) -> None:
    manuscript = manuscript_of(SCRIPT, tmp_path)
    text = manuscript.text
    assert [(x.name.text(text), [p.text(text) for p in x.parts]) for x in manuscript.lines] == [
        ("NELL", ["Two, three. *Three-fifty*."]),
        ("OTTO", ["You're short."]),
        ("NELL", ["I'm always short.", "Always."]),
        ("McKay", ["Tickets!"]),
    ]


def test_sections_are_chapters_and_scene_headings_open_scenes(tmp_path: Path) -> None:
    source = "# One\n\nINT. A - DAY\n\nRain.\n\nEXT. B - DAY\n\nSun.\n\n# Two\n\nSnow."
    manuscript = manuscript_of(source, tmp_path)
    assert [chapter.title for chapter in manuscript.chapters] == ["One", "Two"]
    assert [scene.chapter for scene in manuscript.scenes] == [0, 0, 1]


@pytest.mark.parametrize(
    ("source", "cues"),
    [
        ("NELL\nHello.\n\nNELL\n\nNobody.", ["NELL"]),  # no words below: no cue
        ("Rain on NELL\nand on OTTO.", []),
        ("MARIE-CLAIRE\nBonjour.", ["MARIE-CLAIRE"]),
        ("R2D2\n(beeps)\nBeep.", ["R2D2"]),
        ("@nell\nhello.", ["nell"]),
        ("!NELL\nis not a cue here.", []),
        ("CUT TO:\nBlack.", []),
        ("23\nskidoo.", []),
    ],
)
def test_cues(tmp_path: Path, source: str, cues: list[str]) -> None:
    manuscript = manuscript_of(source, tmp_path)
    assert [line.name.text(manuscript.text) for line in manuscript.lines] == cues


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A [[note]] here.", "A  here."),
        ("A [[note that\n\nends nowhere.", "A [[note that\n\nends nowhere."),
        ("A /* lost", "A /* lost"),
        ("/* a */B/* c */", "B"),
        ("2 * 3 * 4 is not much.", "2 * 3 * 4 is not much."),
        ("She is ***very*** _sure_.", "She is very sure."),
        ("FADE IN:\n\nRain.", "FADE IN:\n\nRain."),
        ("Remember: it rains.", "Remember: it rains."),
    ],
)
def test_marks(tmp_path: Path, source: str, text: str) -> None:
    assert manuscript_of(source, tmp_path).text == text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "NELL\n|word |(beat)\n|\n|\n\n|[[|]]|/*|*/|*|_|\\|# |= |===|> | <|.|!|@|~|^|: |é|\r\n".split(
                "|"
            )
        ),
        max_size=30,
    )
)
def test_every_letter_maps_back(pieces: list[str]) -> None:
    source = "word " + "".join(pieces)
    draft = read_fountain(source.encode(), "a.fountain")
    source_map = draft.pieces.freeze(draft.text)
    for at, letter in enumerate(draft.text):
        if letter.isalpha():
            (place,) = source_map.places(Span(at, at + 1))
            assert source[place.source.start : place.source.end] == letter
    for unit in draft.units:
        assert "\0" not in draft.text[unit.start : unit.end]


@pytest.mark.parametrize(
    "piece", ["[[", "/*", "*", "_a", "NELL\nHi.\n\n", "(\n", "# a\n\n", "> <", "[[a]] "]
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(count: int) -> float:
        source = ("word " + piece * count).encode()
        return processor_seconds(lambda: read_fountain(source, "a.fountain"))

    assert seconds(4_000) < 3.2 * seconds(2_000) + 0.2
