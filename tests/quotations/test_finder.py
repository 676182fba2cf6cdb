"""Quotation spans: styles, apostrophes, continued and unclosed speech, quoted words."""

import re
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.manuscript.model import Block, Chapter, Manuscript, Scene, SourcePlace
from fabula.manuscript.spans import Span
from fabula.quotations.finder import find_quotations
from fabula.quotations.marks import infer_style
from fabula.quotations.quoted_words import SIGNS, weight
from fabula.quotations.table import QuotationTable
from timing import processor_seconds


class _Source:
    def places(self, span: Span) -> tuple[SourcePlace, ...]:
        return (SourcePlace("t", "t", span, span),)

    def line_column(self, offset: int) -> tuple[int, int]:
        return 1, offset + 1


def manuscript(text: str) -> Manuscript:
    """Paragraphs are separated by blank lines."""
    found = re.finditer(r"[^\n](?:[^\n]|\n(?!\n))*", text)
    blocks = tuple(Block("paragraph", Span(*m.span())) for m in found if m.group().strip())
    whole = Span(0, len(text))
    return Manuscript(text, "t", "", blocks, (Chapter("", whole),), (Scene(0, whole),), _Source())


def spoken(text: str) -> list[str]:
    """The speeches, marks included."""
    table = find_quotations(manuscript(text))
    return [
        text[s:e] for s, e in zip(table.start[table.speech], table.end[table.speech], strict=True)
    ]


def every(text: str) -> list[tuple[int, str]]:
    table = find_quotations(manuscript(text))
    rows = zip(table.depth, table.start, table.end, strict=True)
    return [(int(d), text[s:e]) for d, s, e in rows]


def turns(text: str) -> list[int]:
    table: QuotationTable = find_quotations(manuscript(text))
    return [int(turn) for turn in table.turn[table.speech]]


@pytest.mark.parametrize(
    ("left", "right"), [('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"), ("«", "»"), ("„", "“")]
)
def test_every_style_of_marks(left: str, right: str) -> None:
    text = (
        f"{left}Is the boat ready?{right} asked Nora.\n\n"
        f"{left}Nearly,{right} said Piet, {left}but it leaks.{right}"
    )
    assert spoken(text) == [
        f"{left}Is the boat ready?{right}",
        f"{left}Nearly,{right}",
        f"{left}but it leaks.{right}",
    ]


def test_reversed_guillemets() -> None:
    assert spoken("»Come in.«\n\n»No,« said Ida.") == ["»Come in.«", "»No,«"]


def test_single_marks_among_apostrophes_and_dialect() -> None:
    text = (
        "'I'm goin' down to th' mill,' said Joss. 'Tha' can't stop us, nor can t'other lads' dads.'\n\n"
        "'Twas the dogs' dinner that 'ad spoiled.\n\n"
        "'And what's 'e want wi' me?' she said, 'when 'is own mother won't 'ave 'im?'"
    )
    assert spoken(text) == [
        "'I'm goin' down to th' mill,'",
        "'Tha' can't stop us, nor can t'other lads' dads.'",
        "'And what's 'e want wi' me?'",
        "'when 'is own mother won't 'ave 'im?'",
    ]


def test_curly_apostrophes_do_not_close() -> None:
    text = "‘Don’t touch the girls’ coats,’ said Ann, ‘or they’ll have ’em off you.’"
    assert spoken(text) == [
        "‘Don’t touch the girls’ coats,’",
        "‘or they’ll have ’em off you.’",
    ]


def test_apostrophes_are_no_quotations_in_a_double_style() -> None:
    text = "\"It 's a fu' mile an' more,\" he said. \"I'll be goin' 'round by the Lees' farm.\""
    assert every(text) == [
        (0, "\"It 's a fu' mile an' more,\""),
        (0, "\"I'll be goin' 'round by the Lees' farm.\""),
    ]


def test_nested_quotations_are_inside_and_not_speech() -> None:
    text = "\"She told me, 'Never again,' and left.\""
    assert every(text) == [(0, text), (1, "'Never again,'")]
    assert spoken(text) == [text]


def test_double_marks_nest_in_single_ones() -> None:
    text = "'She told me, \"Never again,\" and left.'\n\n'Did she?'"
    assert every(text) == [
        (0, "'She told me, \"Never again,\" and left.'"),
        (1, '"Never again,"'),
        (0, "'Did she?'"),
    ]


@pytest.mark.parametrize(("left", "right"), [('"', '"'), ("“", "”")])
def test_words_quoted_by_the_same_marks_are_inside(left: str, right: str) -> None:
    text = f"{left}I knew you would say {left}never{right} to that,{right} said Ann."
    whole = f"{left}I knew you would say {left}never{right} to that,{right}"
    assert every(text) == [(0, whole), (1, f"{left}never{right}")]
    assert spoken(text) == [whole]


def test_interrupted_speech_is_one_turn() -> None:
    assert turns('"If you go," said Ann, "take the dog." She rose. "And the lamp."') == [0, 0, 0]


def test_two_speakers_in_one_paragraph_are_two_turns() -> None:
    assert turns('"Stay here," said Ann. "I cannot," said Piet.\n\n"Why?"') == [0, 1, 2]


def test_continued_paragraphs_are_one_turn() -> None:
    text = '"The first winter was hard.\n\n"The second was worse."\n\n"And the third?"'
    assert spoken(text) == [
        '"The first winter was hard.',
        '"The second was worse."',
        '"And the third?"',
    ]
    assert turns(text) == [0, 0, 1]


def test_continued_single_paragraphs_are_one_turn() -> None:
    text = "'The first winter was hard.\n\n'The second was worse.'\n\n'And the third?'"
    assert turns(text) == [0, 0, 1]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = '"Wait for me, said Ann.\n\nThe road was empty. Nothing moved.\n\n"Gone," said Piet.'
    assert spoken(text) == ['"Wait for me, said Ann.', '"Gone,"']
    assert turns(text) == [0, 1]


def test_a_lost_closing_mark_does_not_turn_the_paragraph_inside_out() -> None:
    text = '"Wait for me, said Ann, "or go alone," and she laughed.'
    assert spoken(text)[-1] == '"or go alone,"'


def test_a_lost_opening_mark_at_the_start_of_a_paragraph() -> None:
    assert spoken('Wait for me," said Ann.') == ['Wait for me,"']


def test_signs_weigh_the_same_in_any_order() -> None:
    for signs in combinations(sorted(SIGNS)[:9], 4):
        assert len({weight(order) for order in permutations(signs)}) == 1


def test_quoted_words_and_titles_are_not_speech() -> None:
    text = (
        'He was fond of the word "progress" and of calling his shed the "observatory" before guests.\n\n'
        'She had read "The Lamp and the Sea" twice.\n\n'
        '"Have you?" said Ann.'
    )
    table = find_quotations(manuscript(text))
    assert len(table) == 4
    assert spoken(text) == ['"Have you?"']


@pytest.mark.parametrize(
    "text",
    [
        'He might have said, "I am sorry for the boat," had she stayed.',
        'The letter lay open, and it began with these words:\n\n"My dear Ann,--The boat is lost.'
        '\n\n"Come home when you can. Yours ever,\n\n"PIET"\n\nShe read this letter twice.',
        'Then the children sang their song:\n\n"Over the water\n  and over the sea,\n'
        'Over the water\n  the boat carries me."\n\nThe teacher nodded.',
        'Nothing would move him. "He must see to his roof; he was expected at home, and his wife '
        'was alone." They let him go.',
        'On the door stood "CLOSED FOR THE WINTER" in large letters.',
        'Piet would not hear of it. "He had been promised a boat; she had written to his uncle." '
        "There the matter rested.",
        'Nora folded her hands, and began:\n\n"You are late, Father Piet," the fisherman said,\n'
        '    "And your nets are as dry as a bone;\nAnd yet you come home every night to your bed\n'
        '    With a herring to call your own."\n\nThe others laughed.',
        'The letter began with these words:\n\n"My dear Ann,--The boat is lost. Come home."\n\n'
        '"PIET."\n\n"I have sold the nets since I wrote this."\n\nShe read the letter twice.',
    ],
    ids=[
        "imagined",
        "letter",
        "song",
        "reported",
        "inscription",
        "reported, no cue",
        "verse with speakers",
        "letter of many paragraphs",
    ],
)
def test_words_that_nobody_says_are_not_speech(text: str) -> None:
    assert len(find_quotations(manuscript(text))) > 0
    assert spoken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Mary said "Come in," and smiled.',
        'The guard called out "The gate is shut!" and went away.',
        '"He saw the boat," said Ann, "and he went home."',
        'At last there was a cry of "Land!" from the bow.',
        'The letter lay between them. "Read it," said Ann.',
        'She read the letter.\n\n"What does he write?" asked Piet.',
        '"I wonder," thought Ann, "whether he knows."',
    ],
)
def test_speech_in_running_text_and_beside_letters(text: str) -> None:
    assert len(spoken(text)) == text.count('"') // 2


def test_dash_dialogue_only_where_the_manuscript_uses_it() -> None:
    text = (
        "— Are you coming? said Nora.\n\n— In a minute, he said, I must lock the door.\n\n— Hurry.\n\n"
        "She waited."
    )
    assert spoken(text) == [
        "— Are you coming?",
        "— In a minute,",
        "I must lock the door.",
        "— Hurry.",
    ]
    mostly_marks = '"Yes."\n\n"No."\n\n"Why?"\n\n— so she thought, at least.\n\n"Because."'
    assert spoken(mostly_marks) == ['"Yes."', '"No."', '"Why?"', '"Because."']


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("— The boat is late, said Åse.", ["— The boat is late,"]),
        ("— It is late, said Nora, and sat down.", ["— It is late,"]),
        ("— It is late, said Nora, taking her hat. Too late.", ["— It is late,", "Too late."]),
        ("— It is late, she said, then laughed. — Always.", ["— It is late,", "Always."]),
        ("— Bread, said Óscar, and wine.", ["— Bread,", "and wine."]),
    ],
)
def test_what_a_speaker_goes_on_to_do_is_not_said(line: str, said: list[str]) -> None:
    others = "— Are you coming?\n\n— In a minute, said Piet.\n\n— Hurry."
    assert spoken(f"{others}\n\n{line}")[3:] == said


def test_mixed_styles_are_both_read() -> None:
    text = "'One of us must go,' said Ann.\n\n\"Not I,\" said Piet.\n\n'Then I will,' said Ann."
    assert spoken(text) == ["'One of us must go,'", '"Not I,"', "'Then I will,'"]


def test_style_is_inferred_from_how_paragraphs_open() -> None:
    assert (
        infer_style(manuscript("'Yes.'\n\n'No.'\n\nThe \"shed\" and the \"barn\".")).outer
        == "single"
    )
    assert infer_style(manuscript('"Yes."\n\n\'Tis late, and the wind is up.')).outer == "double"
    assert infer_style(manuscript("No speech at all.")).outer == "double"


@pytest.mark.parametrize("text", ['"', '""', "'", '" "', "«»"])
def test_marks_around_nothing_are_no_quotation(text: str) -> None:
    assert every(f"{text}\n\nThe hill was bare.") == []


def test_no_dialogue_gives_an_empty_table() -> None:
    table = find_quotations(manuscript("The hill was bare.\n\nNobody spoke."))
    assert len(table) == 0
    assert table.turn.dtype.kind == "i"
    assert table.speech.dtype.kind == "b"


def test_time_grows_linearly() -> None:
    unit = "'I'm goin' to th' mill,' said Joss. 'Tha' can't stop me, \"not ever.\n\n\"Oh!\" 'ow said he.\n\n"

    def seconds(copies: int) -> float:
        book = manuscript(unit * copies)
        return processor_seconds(lambda: find_quotations(book))

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)


@pytest.mark.parametrize("unit", ["'Oh 'Oh \"Oh 'ah' ", "'A b' ", '"A b," said he. ', "'a 'b "])
def test_one_huge_paragraph_of_marks_is_linear(unit: str) -> None:
    def seconds(copies: int) -> float:
        book = manuscript(unit * copies)
        return processor_seconds(lambda: find_quotations(book))

    seconds(50)
    assert seconds(3000) < 50 * max(seconds(300), 0.005)


@settings(deadline=None)
@given(st.text(alphabet="aB ,.'\"“”‘’«»—\n", max_size=80))
def test_any_text_gives_ordered_spans_inside_their_blocks(text: str) -> None:
    book = manuscript(text)
    table = find_quotations(book)
    assert (table.start < table.end).all()
    assert (table.start[1:] >= table.start[:-1]).all()
    assert (table.turn[1:] >= table.turn[:-1]).all()
    for start, end, block in zip(table.start, table.end, table.block, strict=True):
        span = book.blocks[block].span
        assert span.start <= start
        assert end <= span.end
    outer = table.depth == 0
    assert (table.start[outer][1:] >= table.end[outer][:-1]).all()
