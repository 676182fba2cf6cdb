"""Chats, scripts and plays: their form is not remarked on, what they say is."""

import pytest

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.form import OF_NAMES, OF_PROSE, OF_SENTENCES
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

CHAT = (
    "The kitchen was dark when Bo came in. His phone buzzed against the tiles.\n\n"
    "mika: u up\nmika: bo\nmika: i know ur up i can see ur light\n\n"
    "He typed with one thumb.\n\nbo: im making tea\nmika: at 3\nbo: its not illegal\n"
    "mika: debatable lol\nmika: ...\nmika: can i come over\nbo: door's open\n\n"
    "He left it on the latch."
)
SCRIPT = (
    "FADE IN:\n\nINT. BUS STATION - NIGHT\n\nRain. NELL (30s) counts coins.\n\nNELL\nThree. "
    "Three-fifty.\n\nOTTO (O.S.)\nYou're short.\n\nNELL\n(not looking)\nI'm always short.\n\n"
    "SMASH CUT TO:\n\nEXT. DEPOT - DAWN\n\nNell asleep on a bench. Otto puts a coffee beside her."
    "\n\nOTTO (CONT'D)\nMorning.\n\nNELL\n...is it?\n\nFADE OUT."
)
PLAY = (
    "ACT II\n\nThe garden. EDITH in a deck chair.\n\nCOLONEL PYM. My dear, I have looked "
    "everywhere!\n\nEDITH. In the wrong places, Colonel. [She closes her book.] Is it about the "
    "dog?\n\nCOLONEL PYM. He did worse, madam. He ignored me.\n\n[Enter MRS. HALE with a tray.]\n\n"
    "MRS. HALE. Tea?\n\nEDITH. [Aside.] And there he goes again."
)
HEADERS = "Abel 10:32 PM\nare you home\n\nRuth 10:33 PM\nno\n\nAbel 10:33 PM\nwhere then"


def findings_in(text: str) -> tuple[Finding, ...]:
    manuscript = from_text(text)
    assert manuscript.lines
    return run_checks(build_story(manuscript, read_manuscript(manuscript)))


@pytest.mark.parametrize(
    "text", [CHAT, SCRIPT, PLAY, HEADERS], ids=["chat", "script", "play", "times"]
)
def test_the_form_is_not_remarked_on(text: str) -> None:
    assert findings_in(text) == ()


def test_a_slip_in_the_narration_beside_a_chat_is_found() -> None:
    (found,) = findings_in(CHAT.replace("on the latch", "on the the latch"))
    assert found.edits


def test_a_slip_in_a_line_that_is_written_out_is_found() -> None:
    text = PLAY.replace("about the dog", "about teh dog")
    (found,) = findings_in(text)
    assert found.span.text(text) == "teh"


def test_the_checks_named_exist() -> None:
    known = {check.name for check in load_checks()}
    assert known >= OF_NAMES | OF_PROSE | OF_SENTENCES
