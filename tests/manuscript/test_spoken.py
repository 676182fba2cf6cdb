"""Chats, scripts and plays: lines that are spoken, and texts that only look like them."""

from functools import partial
from itertools import pairwise

import pytest

from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript
from timing import processor_seconds

Line = tuple[str, str]


def lines_of(text: str) -> list[Line]:
    """The name and the words of each spoken line; parts are joined with a bar."""
    manuscript = from_text(text)
    whole(manuscript)
    return [
        (
            line.name.text(manuscript.text),
            " | ".join(" ".join(part.text(manuscript.text).split()) for part in line.parts),
        )
        for line in manuscript.lines
    ]


def whole(manuscript: Manuscript) -> None:
    """What holds of every manuscript: blocks in order and apart, each part a block of its own."""
    spans = [block.span for block in manuscript.blocks]
    for one, other in pairwise(spans):
        assert one.end <= other.start
    kinds = {block.span: block.kind for block in manuscript.blocks}
    for line in manuscript.lines:
        assert kinds[line.cue] == "cue"
        assert line.cue.contains(line.name)
        assert all(kinds[part] == "paragraph" for part in line.parts)
        assert all(kinds[aside] == "aside" for aside in line.asides)


CHATS: dict[str, tuple[str, list[Line]]] = {
    "one name in capitals": (
        "fernfern: who has the keys\n\nOZ: not me lol\n\ncaptain_max: i do\n\nfernfern: bring them\n",
        [
            ("fernfern", "who has the keys"),
            ("OZ", "not me lol"),
            ("captain_max", "i do"),
            ("fernfern", "bring them"),
        ],
    ),
    "names with pictures": (
        "fern🌊: are you up\n\noz 💀: no\n\nfern🌊: i need the boat\n\noz 💀: you can’t\n",
        [
            ("fern🌊", "are you up"),
            ("oz 💀", "no"),
            ("fern🌊", "i need the boat"),
            ("oz 💀", "you can’t"),
        ],
    ),
    "time after a comma": (
        "Fern, 10:42 AM: are you up\n\nOsgood, 10:43 AM: no\n\nFern, 10:44 AM: i need it\n",
        [("Fern", "are you up"), ("Osgood", "no"), ("Fern", "i need it")],
    ),
    "braces": (
        "{Fern}: are you up\n\n{Osgood}: no\n\n{Fern}: i need the boat, you know\n",
        [("Fern", "are you up"), ("Osgood", "no"), ("Fern", "i need the boat, you know")],
    ),
    "a play with a speech of one word": (
        "FERN. Are you up?\n\nOSGOOD. No.\n\nFERN. I need the boat.\n\nOSGOOD. You can’t.\n",
        [
            ("FERN", "Are you up?"),
            ("OSGOOD", "No."),
            ("FERN", "I need the boat."),
            ("OSGOOD", "You can’t."),
        ],
    ),
    "brackets": (
        "The group had been quiet since noon.\n\n[Dana]: are you up\n[Rui]: define up\n"
        "[Dana]: vertical\n\nShe put the phone face down.",
        [("Dana", "are you up"), ("Rui", "define up"), ("Dana", "vertical")],
    ),
    "colons": (
        "Ilse: hey\nOdd: hey yourself\nIlse: did you feed the cat??\nOdd: which cat",
        [
            ("Ilse", "hey"),
            ("Odd", "hey yourself"),
            ("Ilse", "did you feed the cat??"),
            ("Odd", "which cat"),
        ],
    ),
    "angles": (
        "<rook> anyone here?\n<xX_tess_Xx> me\n<rook> finally",
        [("rook", "anyone here?"), ("xX_tess_Xx", "me"), ("rook", "finally")],
    ),
    "times before": (
        "[23:03] mika: hello?\n[23:04] Dr. Foss: go to bed",
        [("mika", "hello?"), ("Dr. Foss", "go to bed")],
    ),
    "times after": (
        "Mum ❤ (10:32 PM): are you home\nTheo (10:33 PM): nearly",
        [("Mum ❤", "are you home"), ("Theo", "nearly")],
    ),
    "exported": (
        "12/05/2023, 22:31 - Abel: you up?\n12/05/2023, 22:32 - Ruth: Why are YOU up\n"
        "12/05/2023, 22:32 - Abel: no reason",
        [("Abel", "you up?"), ("Ruth", "Why are YOU up"), ("Abel", "no reason")],
    ),
    "headers with times": (
        "Abel 10:32 PM\nare you home\n\nRuth 10:33 PM\nno\n\nAbel 10:33 PM\nwhere then",
        [("Abel", "are you home"), ("Ruth", "no"), ("Abel", "where then")],
    ),
    "arrows": (
        "abel > you there\nruth > always\nabel > liar, you were asleep",
        [("abel", "you there"), ("ruth", "always"), ("abel", "liar, you were asleep")],
    ),
    "bold": (
        "**Tess**: You kept it.\n\n**Odd**: Of course I did.\n\n**Tess:** Why?",
        [("Tess", "You kept it."), ("Odd", "Of course I did."), ("Tess", "Why?")],
    ),
    "among narration": (
        "She looked at the screen. Ida had seen Bo's name there all day.\n\nBo: where are you\n\n"
        "Ida typed and deleted and typed.\n\nIda: outside\n\nBo: liar\n\nIt rained.",
        [("Bo", "where are you"), ("Ida", "outside"), ("Bo", "liar")],
    ),
    "one side only": (
        "Simon's phone buzzed in the pew.\n\nPetra: Where are you?\n\nHe typed under the hymn "
        "book. Church, he wrote.\n\nPetra: Whose church?\n\nThe vicar coughed.\n\n"
        "Petra: Simon. Are you ill?",
        [
            ("Petra", "Where are you?"),
            ("Petra", "Whose church?"),
            ("Petra", "Simon. Are you ill?"),
        ],
    ),
    "two lines by known people": (
        "Bo and Ida had not spoken since Bo left.\n\nBo: are you awake\nIda: no",
        [("Bo", "are you awake"), ("Ida", "no")],
    ),
}

SCRIPTS: dict[str, tuple[str, list[Line]]] = {
    "screenplay": (
        "EXT. HARBOUR - NIGHT\n\nRUTH (40) ties the boat.\n\nRUTH (O.S.)\nYou came.\n\nABEL\n"
        "(quietly)\nI said I would. (beat) Did you think I'd not?\n\nCUT TO:\n\n"
        "INT. KITCHEN - DAY\n\nRUTH (CONT'D)\nSit down.",
        [
            ("RUTH", "You came."),
            ("ABEL", "I said I would. | Did you think I'd not?"),
            ("RUTH", "Sit down."),
        ],
    ),
    "a line each, as word processors keep it": (
        "INT. SHED - DAY\n\nABEL\n\nIs it dry?\n\nRuth kicks the wall.\n\nRUTH\n\n(to the wall)\n\n"
        "You tell me.\n\nABEL\n\nIt's dry.",
        [("ABEL", "Is it dry?"), ("RUTH", "You tell me."), ("ABEL", "It's dry.")],
    ),
    "indented": (
        "                RUTH\n        You came.\n\n                ABEL (V.O.)\n"
        "            (tired)\n        I said I would. You never\n        listen to me.\n\n"
        "She turns away.\n\n                RUTH\n        I listen.",
        [
            ("RUTH", "You came."),
            ("ABEL", "I said I would. You never listen to me."),
            ("RUTH", "I listen."),
        ],
    ),
    "play in capitals": (
        "ACT ONE\n\nA kitchen.\n\nRUTH. [Without looking up.] You are late.\n\n"
        "ABEL. The bus was late. [He sits.] I was on it.\n\n"
        "RUTH. Then it's the bus I should shout at?\n\n(ABEL takes his coat off.)\n\n"
        "ABEL. If you like.",
        [
            ("RUTH", "You are late."),
            ("ABEL", "The bus was late. | I was on it."),
            ("RUTH", "Then it's the bus I should shout at?"),
            ("ABEL", "If you like."),
        ],
    ),
    "play in small letters": (
        "Ruth. You are late.\n\nAbel. The bus was late, and I was on it.\n\n"
        "Ruth. Is that what you tell people?\n\nAbel. It's what I tell you.\n\nRuth. Sit down.",
        [
            ("Ruth", "You are late."),
            ("Abel", "The bus was late, and I was on it."),
            ("Ruth", "Is that what you tell people?"),
            ("Abel", "It's what I tell you."),
            ("Ruth", "Sit down."),
        ],
    ),
    "play in italics": (
        "_Ruth._ You are late.\n\n_Abel._ The bus was late, I tell you.\n\n_Ruth._ Sit down.",
        [
            ("Ruth", "You are late."),
            ("Abel", "The bus was late, I tell you."),
            ("Ruth", "Sit down."),
        ],
    ),
    "verse": (
        "KING.\nWho goes there in the dark, and will not say\nhis name?\n\nMESSENGER.\n"
        "My lord, a friend,\nAnd one you know.\n\nKING.\nThen speak, friend; are we lost?",
        [
            ("KING", "Who goes there in the dark, and will not say his name?"),
            ("MESSENGER", "My lord, a friend, And one you know."),
            ("KING", "Then speak, friend; are we lost?"),
        ],
    ),
    "transcript": (
        "Inspector Vane set the recorder going, and Mr Oduya sat back.\n\n"
        "VANE: Where were you on the fourth?\n\nODUYA: At home. I am always at home.\n\n"
        "VANE: And can anyone confirm that?\n\n“Nobody,” Oduya said later, outside.",
        [
            ("VANE", "Where were you on the fourth?"),
            ("ODUYA", "At home. I am always at home."),
            ("VANE", "And can anyone confirm that?"),
        ],
    ),
    "after a list of persons": (
        "THE FERRY\n\na play in one act\n\nCharacters\n\nRUTH: a ferrywoman, 60\nABEL: her son\n"
        "A PASSENGER\n\nSCENE ONE\n\nRUTH: You're late.\nABEL: I'm never late.\n"
        "A PASSENGER: Is this the ferry?\nRUTH: Does it look like a bus?",
        [
            ("RUTH", "You're late."),
            ("ABEL", "I'm never late."),
            ("A PASSENGER", "Is this the ferry?"),
            ("RUTH", "Does it look like a bus?"),
        ],
    ),
    "with how it is said": (
        "RUTH (_from the wheel_): You're late.\n\nABEL: I'm never late. [_He sits._] Never.\n\n"
        "RUTH, _rising_. What is it?\n\nABEL. What?\n\nRUTH. I asked you.",
        [
            ("RUTH", "You're late."),
            ("ABEL", "I'm never late. | Never."),
            ("RUTH", "What is it?"),
            ("ABEL", "What?"),
            ("RUTH", "I asked you."),
        ],
    ),
}

NOVELS = {
    "remarks": "Note: the gate is shut.\n\nWarning: dogs.\n\nHe went in. Note: he never came out.",
    "saying": "He said: nothing will come of it.\n\nShe said: you never know.\n\nHe said: I do.",
    "a letter": "Dear Sir:\n\nI write to you about the well.\n\nP.S.: you owe me a bucket.",
    "one line": "The kettle sang.\n\nIda: are you there?\n\nNobody was. The kettle stopped.",
    "a recipe": "Flour: 200 g\nSugar: 100 g\nButter: 50 g\nEggs: two, if you have them",
    "a list": "Milk: two pints\nBread: three\nMilk: one more\nBread: you choose",
    "times": "10:30 breakfast\n11:15 the bank\n12:00 are you sure?\n13:00 lunch",
    "records": "Name: Bo Lind\nAge: 16\nClass: Ranger\n\nName: Ida Moss\nAge: 17\nClass: Cleric",
    "a status window": "[Name]: Bo\n[Strength]: 14\n[Agility]: 12\n[Skill]: Fire Bolt",
    "questions": "Question: where is the key?\nAnswer: under the mat.\nQuestion: whose mat?\n"
    "Answer: yours.",
    "answers": "No. I won't go.\n\nYes. You will.\n\nNo. You can't make me.\n\nYes. I can.",
    "chapters by who tells them": "RUTH\n\nShe ran down before anybody was up.\n\n"
    "“Abel,” she said. “Where are they?”\n\nHe did not know.\n\nABEL\n\nThe boats had gone. He "
    "told her so.\n\n“Ruth!” he called.\n\nRUTH\n\nNobody was at home.",
    "chapters by who tells them, whose talk comes later": "RUTH\n\nWhat do I know? I ran.\n\n"
    "“Abel,” I said. “Where are they?”\n\nABEL\n\nI didn’t know. Why would I?\n\n“Ruth!” I "
    "called.\n\nRUTH\n\nI can’t say that I minded. You saw Abel.\n\n“No,” I said.",
    "signs": "The board said\n\nCLOSED\n\nand the other board said\n\nOPEN\n\nand I believed "
    "neither.\n\nCLOSED\n\nsaid the third.",
    "titles in capitals": "THE DEAD OF WINTER\n\nIt was cold.\n\nTHE OPEN ROAD\n\nHe went on. "
    "“Are you well?” she asked.\n\nTHE DEAD OF WINTER\n\nSnow fell again.",
    "verse": "O Rose, thou art sick!\nThe worm is in thee.\n\nO Rose: I knew you,\nO Rose: I lost "
    "you,\nO Rose: I rest.",
    "persons alone": "Dramatis Personae\n\nRUTH, a ferrywoman.\nABEL, her son.\n\nThe ferry is "
    "late. You wait for it.",
    "days": "_Dec._ 11. This day I went to work.\n\n_Dec._ 17. I placed shelves.\n\n_Dec._ 20. Now "
    "I carried everything into the cave.\n\n_Jan._ 2. Did you know?",
    "titles of address": "“You will come?”\n\nMr. Brook turned his eyes on me.\n\nMrs. Brook did "
    "not.\n\nMr. Brook sat.\n\nMrs. Brook stood, and I said: come.",
    "papers": "_Dr. Vane's Diary._ I am tired.\n\n_Ruth Lind's Journal._ We sailed.\n\n"
    "_Dr. Vane's Diary._ Why do I write?",
    "wrapped prose": "It was the year that he had waited for, and he said to all who would listen\n"
    "no: I do not go. And they who knew him best said that it was so, and that the\n"
    "no: I do not go was his. They left him then, and he went home, and did not say\n"
    "no: I do not go again.",
}


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_is_spoken(name: str) -> None:
    text, expected = CHATS[name]
    assert lines_of(text) == expected


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_spoken(name: str) -> None:
    text, expected = SCRIPTS[name]
    assert lines_of(text) == expected


@pytest.mark.parametrize("name", NOVELS)
def test_what_only_looks_like_it_stays_narration(name: str) -> None:
    assert lines_of(NOVELS[name]) == []


def test_a_cue_is_no_heading_and_no_title() -> None:
    text = "CHAPTER ONE\n\nRUTH\n\nIs it dry?\n\nABEL\n\nYou tell me.\n\nRUTH\n\nIt's dry."
    manuscript = from_text(text)
    assert [chapter.title for chapter in manuscript.chapters] == ["CHAPTER ONE"]
    assert manuscript.title == ""
    assert len(manuscript.lines) == 3


def test_the_headings_of_a_script_open_scenes() -> None:
    manuscript = from_text(SCRIPTS["screenplay"][0])
    assert len(manuscript.scenes) == 2
    assert len(manuscript.chapters) == 1
    heads = [b.span.text(manuscript.text) for b in manuscript.blocks if b.kind == "heading"]
    assert heads == ["EXT. HARBOUR - NIGHT", "INT. KITCHEN - DAY"]


def test_a_wrapped_message_goes_on_and_narration_under_it_does_not() -> None:
    text = (
        "Bo: I have walked all the way from the station to the river and back and you are\n"
        "still not here\n"
        "Ida: sorry\n"
        "Bo: are you\n"
        "She put the phone away."
    )
    assert lines_of(text)[0][1].endswith("still not here")
    assert lines_of(text)[2] == ("Bo", "are you")


@pytest.mark.parametrize(
    "text",
    [
        "Bo: are you (there) [now]?\n" * 4_000,
        "RUTH\nYou came.\n" * 4_000,
        "RUTH\n\nYou came.\n\n" * 4_000,
        "RUTH. " + "[She sits.] You came. " * 4_000,
        "[" * 50_000 + "\nIda: are you there?",
        "<" * 10_000 + ": " + "A" * 50_000,
        "A. " * 50_000,
        "RUTH:\n" * 10_000,
    ],
    ids=["chat", "glued", "apart", "asides", "brackets", "angles", "stops", "cues alone"],
)
def test_time_grows_with_the_text_alone(text: str) -> None:
    half = text[: len(text) // 2]
    times = []
    for some in half, text:
        times.append(processor_seconds(partial(from_text, some)))
    assert times[1] < 3.2 * times[0] + 0.3
