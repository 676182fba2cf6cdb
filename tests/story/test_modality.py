"""Whether the story says that something is done, over trees composed by hand."""

import pytest

from fabula.language.compose import compose
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.events import find_events
from fabula.story.facts.modality import is_told_as_done, when_of
from fabula.story.model import Quote


def clauses(rows: str, said: str = "") -> Clauses:
    """Of one sentence, its words in rows parted by slashes; ``said``: the words of a speech."""
    manuscript, reading = compose("\n".join(rows.split(" / ")))
    quotes: tuple[Quote, ...] = ()
    if said:
        at = manuscript.text.index(said)
        quotes = (Quote(Span(at, at + len(said)), 0, None, (), None, "implicit", 1.0),)
    return bare_story(manuscript).with_tables(reading=reading, quotes=quotes).clauses


def when(rows: str, word: str, said: str = "", *, enacted: bool = False) -> str:
    found = clauses(rows, said)
    return when_of(found, found.words.index(word), enacted=enacted)


@pytest.mark.parametrize(
    ("rows", "word", "expected"),
    [
        ("She PRP 2 nsubj / left VBD 0 root", "left", "now"),
        ("She PRP 3 nsubj / had VBD 3 aux lemma=have / left VBN 0 root", "left", "before"),
        ("She PRP 3 nsubj / will MD 3 aux / leave VB 0 root", "leave", "after"),
        ("She PRP 3 nsubj / would MD 3 aux / leave VB 0 root", "leave", "habit"),
        ("She PRP 3 nsubj / might MD 3 aux / leave VB 0 root", "leave", "imagined"),
        (
            "He PRP 4 nsubj / must MD 4 aux / have VB 4 aux / crept VBN 0 root lemma=creep",
            "crept",
            "imagined",
        ),
    ],
)
def test_auxiliaries(rows: str, word: str, expected: str) -> None:
    assert when(rows, word) == expected


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("She PRP 3 nsubj / could MD 3 aux / hear VB 0 root / him PRP 3 obj", "hear"),
        ("I PRP 3 nsubj / must MD 3 aux / confess VB 0 root", "confess"),
        ("May MD 2 aux / settled VBD 0 root lemma=settle / down RP 2 compound:prt", "settled"),
    ],
)
def test_a_modal_verb_with_which_it_is_done_all_the_same(rows: str, word: str) -> None:
    assert when(rows, word) == "now"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("She PRP 4 nsubj / did VBD 4 aux / not RB 4 advmod / turn VB 0 root", "turn"),
        ("Nobody NN 2 nsubj / answered VBD 0 root lemma=answer", "answered"),
        ("No DT 2 det / guest NN 3 nsubj / came VBD 0 root lemma=come", "came"),
        ("She PRP 2 nsubj / said VBD 0 root lemma=say / nothing NN 2 obj", "said"),
        (
            "He PRP 2 nsubj / left VBD 0 root / without IN 4 mark / turning VBG 2 advcl lemma=turn",
            "turning",
        ),
        ("There EX 2 expl / was VBD 0 root / no DT 4 det / answer NN 2 nsubj", "answer"),
        (
            "He PRP 4 nsubj / did VBD 4 aux / not RB 4 advmod / make VB 0 root / a DT 6 det "
            "/ sound NN 4 obj",
            "sound",
        ),
    ],
)
def test_what_is_denied(rows: str, word: str) -> None:
    assert when(rows, word) == "imagined"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (  # Not slowly he left: it is how that is denied.
            "Not RB 3 advmod / in IN 3 case / haste NN 4 obl / he PRP 5 nsubj / left VBD 0 root",
            "left",
        ),
        (
            "He PRP 4 nsubj / could MD 4 aux / not RB 4 advmod / help VB 0 root "
            "/ laughing VBG 4 xcomp lemma=laugh",
            "laughing",
        ),
        (
            "He PRP 4 nsubj / did VBD 4 aux / not RB 4 advmod / stop VB 0 root / but CC 6 cc "
            "/ ran VBD 4 conj lemma=run",
            "ran",
        ),
        (
            "He PRP 4 nsubj / had VBD 4 aux / not RB 4 advmod / only RB 5 advmod / sat VBN 0 root",
            "sat",
        ),
        (
            "He PRP 4 nsubj / did VBD 4 aux / not RB 4 advmod / hear VB 0 root / her PRP 6 nsubj "
            "/ leave VB 4 ccomp",
            "leave",
        ),
        (
            "He PRP 4 nsubj / did VBD 4 aux / not RB 4 advmod / hear VB 0 root / the DT 6 det "
            "/ shout NN 4 obj",
            "shout",
        ),
    ],
)
def test_what_stands_by_a_denial_and_is_done(rows: str, word: str) -> None:
    assert when(rows, word) in ("now", "before")


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("If IN 3 mark / he PRP 3 nsubj / came VBD 0 root lemma=come", "came"),
        (
            "as IN 2 fixed / though IN 4 mark / he PRP 4 nsubj / fell VBD 0 root lemma=fall",
            "fell",
        ),
        ("He PRP 2 nsubj / wanted VBD 0 root lemma=want / to TO 4 mark / stay VB 2 xcomp", "stay"),
        (
            "Too RB 2 advmod / tired JJ 0 root / to TO 4 mark / speak VB 2 xcomp",
            "speak",
        ),
        (
            "She PRP 2 nsubj / dreamed VBD 0 root lemma=dream / he PRP 4 nsubj / came VBD 2 ccomp",
            "came",
        ),
    ],
)
def test_what_is_supposed_or_wanted(rows: str, word: str) -> None:
    assert when(rows, word) == "imagined"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("though IN 3 mark / it PRP 3 nsubj / rained VBD 0 root lemma=rain", "rained"),
        (
            "He PRP 2 nsubj / managed VBD 0 root lemma=manage / to TO 4 mark / stay VB 2 xcomp",
            "stay",
        ),
        (
            "She PRP 2 nsubj / knew VBD 0 root lemma=know / he PRP 4 nsubj / came VBD 2 ccomp",
            "came",
        ),
    ],
)
def test_what_is_conceded_carried_out_or_known(rows: str, word: str) -> None:
    assert when(rows, word) == "now"


@pytest.mark.parametrize(
    ("rows", "word", "expected"),
    [
        ("Did VBD 3 aux / he PRP 3 nsubj / leave VB 0 root / ? . 3 punct", "leave", "imagined"),
        (
            "Why WRB 4 advmod / did VBD 4 aux / he PRP 4 nsubj / leave VB 0 root / ? . 4 punct",
            "leave",
            "now",
        ),
        ("He PRP 2 nsubj / left VBD 0 root / ? . 2 punct", "left", "now"),
    ],
)
def test_what_is_asked_with_yes_or_no(rows: str, word: str, expected: str) -> None:
    assert when(rows, word) == expected


def test_a_speech_denies_and_asks_nothing_of_who_says_it() -> None:
    rows = "Never RB 4 advmod / ? . 1 punct / he PRP 4 nsubj / said VBD 0 root lemma=say"
    assert when(rows, "said", said="Never?") == "now"
    assert when(rows, "said") == "imagined"


def test_an_order_in_speech() -> None:
    rows = "Tell VB 0 root / him PRP 1 obj / he PRP 4 nsubj / said VBD 1 parataxis lemma=say"
    assert when(rows, "tell", said="Tell him") == "imagined"
    assert when(rows, "said", said="Tell him") == "now"


def test_an_event_says_whether_it_is_actual() -> None:
    found = clauses(
        "Nobody NN 2 nsubj / moved VBD 0 root lemma=move Event=Yes / until IN 5 mark "
        "/ she PRP 5 nsubj / spoke VBD 2 advcl lemma=speak Event=Yes"
    )
    assert [(e.lemma, e.actual) for e in find_events(found)] == [("move", False), ("speak", True)]
    assert not is_told_as_done(found, found.words.index("moved"))


ASKED_OF_ANOTHER = [
    (  # He sat down, and what did she do?
        "He PRP 2 nsubj / sat VBD 0 root / down RP 2 compound:prt / , , 8 punct / and CC 8 cc / "
        "what WP 8 obj / did VBD 8 aux / do VB 2 conj / ? . 2 punct",
        "sat",
        "",
    ),
    (  # "Why?" he asked, and rose.
        "“ `` 2 punct / Why WRB 5 advmod / ? . 2 punct / ” '' 2 punct / asked VBD 0 root / "
        "and CC 7 cc / rose VBD 5 conj / . . 5 punct",
        "rose",
        "Why?",
    ),
    (  # She knelt, didn't she?
        "She PRP 2 nsubj / knelt VBD 0 root / , , 4 punct / did VBD 2 parataxis / "
        "n't RB 4 advmod / he PRP 4 nsubj / ? . 2 punct",
        "knelt",
        "",
    ),
    (  # He stood at the door; was she asleep?
        "He PRP 2 nsubj / stood VBD 0 root / ; : 6 punct / was VBD 6 cop / she PRP 6 nsubj / "
        "asleep JJ 2 parataxis / ? . 2 punct",
        "stood",
        "",
    ),
    (  # Why did she turn?
        "Why WRB 4 advmod / did VBD 4 aux / she PRP 4 nsubj / turn VB 0 root / ? . 4 punct",
        "turn",
        "",
    ),
    (  # Who sat there?
        "Who WP 2 nsubj / sat VBD 0 root / there RB 2 advmod / ? . 2 punct",
        "sat",
        "",
    ),
]


@pytest.mark.parametrize("enacted", [False, True])
@pytest.mark.parametrize(("rows", "word", "said"), ASKED_OF_ANOTHER)
def test_what_a_question_is_not_about_is_done(
    rows: str, word: str, said: str, enacted: bool
) -> None:
    assert when(rows, word, said, enacted=enacted) == "now"


@pytest.mark.parametrize("enacted", [False, True])
@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("Did VBD 3 aux / she PRP 3 nsubj / kneel VB 0 root / ? . 3 punct", "kneel"),
        (
            "And CC 4 cc / is VBZ 4 aux / he PRP 4 nsubj / sitting VBG 0 root / ? . 4 punct",
            "sitting",
        ),
        (
            "So RB 5 advmod / , , 5 punct / did VBD 5 aux / they PRP 5 nsubj / embrace VB 0 root "
            "/ , , 8 punct / or CC 8 cc / not RB 5 conj / ? . 5 punct",
            "embrace",
        ),
    ],
)
def test_what_is_asked_with_yes_or_no_is_not_done(rows: str, word: str, enacted: bool) -> None:
    assert when(rows, word, enacted=enacted) == "imagined"


ONLY_MEANT = [
    "He PRP 2 nsubj / went VBD 0 root / to TO 4 mark / find VB 2 advcl / it PRP 4 obj",
    "He PRP 2 nsubj / hesitated VBD 0 root / to TO 4 mark / find VB 2 xcomp / it PRP 4 obj",
]


@pytest.mark.parametrize("rows", ONLY_MEANT)
def test_an_aim_moves_no_body(rows: str) -> None:
    assert when(rows, "find", enacted=True) == "imagined"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("She PRP 2 nsubj / began VBD 0 root lemma=begin / to TO 4 mark / walk VB 2 xcomp", "now"),
        (
            "He PRP 2 nsubj / waited VBD 0 root lemma=wait / until IN 5 mark / she PRP 5 nsubj / "
            "walk VBD 2 advcl lemma=walk",
            "after",
        ),
        (
            "He PRP 2 nsubj / ran VBD 0 root lemma=run / until IN 5 mark / he PRP 5 nsubj / "
            "walk VBD 2 advcl lemma=walk",
            "now",
        ),
        (
            "He PRP 2 nsubj / left VBD 0 root lemma=leave / before IN 5 mark / she PRP 5 nsubj / "
            "walk VBD 2 advcl lemma=walk",
            "after",
        ),
        ("No DT 2 det / walk NN 3 nsubj / followed VBD 0 root lemma=follow", "imagined"),
        (
            "Though IN 3 mark / she PRP 3 nsubj / walk VBP 5 advcl / she PRP 5 nsubj / "
            "fell VBD 0 root",
            "now",
        ),
    ],
)
def test_what_moves_a_body(rows: str, expected: str) -> None:
    assert when(rows, "walk", enacted=True) == expected
