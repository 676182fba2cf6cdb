"""Tokens by the conventions of Universal Dependencies, on sentences of our own."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.language.tokens import tokenize
from fabula.manuscript.model import Block
from fabula.manuscript.spans import Span


def split(text: str) -> str:
    offsets = tokenize(text, [Block("paragraph", Span(0, len(text)))])
    return " ".join(
        text[s:e] for s, e in zip(offsets.start.tolist(), offsets.end.tolist(), strict=True)
    )


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I don't, won’t and CAN'T.", "I do n't , wo n’t and CA N'T ."),
        ("Magnus's oar, the boys' oars.", "Magnus 's oar , the boys ' oars ."),
        ("She'd've cannot gonna", "She 'd 've can not gon na"),
        ("'Tis late, ’twas early", "'T is late , ’t was early"),
        ("an eye-opening non-event", "an eye - opening non-event"),
        ("re-read it to-morrow, ex-husband's", "re-read it to-morrow , ex-husband 's"),
        ("No--wait—what...?", "No -- wait — what ... ?"),
        ("Wait… what?! No!!", "Wait … what ?! No !!"),
        ("Mr. Hale met Dr. Oso in St. Ives.", "Mr. Hale met Dr. Oso in St. Ives ."),
        ("J. R. Hale of the U.S. Navy", "J. R. Hale of the U.S. Navy"),
        ("It was I. She left.", "It was I . She left ."),
        ("Was it plan B? It was plan B.", "Was it plan B ? It was plan B ."),
        ("$4.50 at 10:30pm, 5%, 1,200 men", "$ 4.50 at 10:30 pm , 5 % , 1,200 men"),
        ("the 1980s, the '80s, the 2nd", "the 1980s , the '80s , the 2nd"),
        ("give 'em time at five o'clock", "give 'em time at five o'clock"),
        ("goin' an' comin', o' course", "goin' an' comin' , o' course"),
        ("'Come in,' he said. 'Begin!'", "' Come in , ' he said . ' Begin ! '"),
        ("‘It’s Magnus’,’ she said.", "‘ It ’s Magnus ’ , ’ she said ."),
        ("“Where?” she said.", "“ Where ? ” she said ."),
        ('"No," said O\'Hara, "ma\'am."', '" No , " said O\'Hara , " ma\'am . "'),
        ("it was *so* cold, _very cold_, **no**", "it was so cold , very cold , no"),
        ("*Magnus*'s hat", "Magnus 's hat"),
        ("* a star, 2 * 3", "* a star , 2 * 3"),
        ("see https://example.org/a-b?c=d.", "see https://example.org/a-b?c=d ."),
        ("write to ada@example.org, please", "write to ada@example.org , please"),
        ("and/or w/o", "and / or w/o"),
        ("th- the B-but", "th- the B-but"),
        ("so happy 😀👍🏽 :)", "so happy 😀 👍🏽 :)"),
        ("cafe\u0301 na\u00efve", "cafe\u0301 na\u00efve"),
        ("zero\u200bwidth\u0007 x\ufeff", "zero width x"),
        ("dunno, lemme see, c'mon y'all", "du n no , lem me see , c'm on y' all"),
    ],
)
def test_conventions(text: str, tokens: str) -> None:
    assert split(text) == tokens


def test_a_scene_break_has_no_tokens_and_every_token_knows_its_block() -> None:
    text = "One.\n* * *\nTwo three."
    blocks = [
        Block("paragraph", Span(0, 4)),
        Block("break", Span(5, 10)),
        Block("paragraph", Span(11, 21)),
    ]
    offsets = tokenize(text, blocks)
    assert offsets.block.tolist() == [0, 0, 2, 2, 2]
    assert len(offsets) == 5


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("'’*_-. a\u0301n't")), max_size=80)
)
def test_any_text_gives_ordered_tokens_that_cover_its_letters(text: str) -> None:
    offsets = tokenize(text, [Block("paragraph", Span(0, len(text)))])
    starts, ends = offsets.start.tolist(), offsets.end.tolist()
    assert all(s < e for s, e in zip(starts, ends, strict=True))
    assert all(e <= s for e, s in zip(ends, starts[1:], strict=False))
    inside = "".join(text[s:e] for s, e in zip(starts, ends, strict=True))
    assert not any(c.isspace() for c in inside)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 150_000,
        "a'" * 60_000,
        "a-" * 60_000,
        "a.b@" * 50_000,
        "*a " * 50_000,
        "'a " * 50_000,
        "A. " * 50_000,
        "." * 150_000,
        "1,234" * 60_000,
        "\u202e\u0627\u0644" * 50_000,
        "😀\u200d" * 60_000,
        "_" * 150_000,
        ":" * 150_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_no_text_takes_more_than_time_in_line_with_its_length(text: str) -> None:
    begun = time.process_time()
    tokenize(text, [Block("paragraph", Span(0, len(text)))])
    assert time.process_time() - begun < 5
