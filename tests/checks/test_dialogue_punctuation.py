"""Dialogue punctuation: the patterns of the manuals, right and wrong, American and British."""

import pytest

from fabula.checks.dialogue.questions import mark_of, unmarked
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import run_check
from fabula.checks.framework.view import Shared
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story

CHECK = load_checks().get("dialogue-punctuation")

WRONG = (
    '"I am going home." she said.',
    '"I am going home" she said.',
    '"I am going home", she said.',
    '"I am going home," She said.',
    '"I am going home." She said.',
    '"I am going home.", she said.',
    '"I am going home" said Mary.',
    '"It rains all day" I told her.',
    '"Good morning he calls. "Is anybody there?"',
    '"It was empty, said the captain when he came back.',
    '"Where is it? she asked. "I want to see."',
    '"I am going home." said Mary.',
    '"I am going home." Mary said.',
    '"Where are you going?" He asked.',
    '"Where are you going?", he asked.',
    '"Where are you going"? he asked.',
    '"Stop!" He shouted.',
    '"Stop!", he shouted.',
    '"Stop"! he shouted.',
    'She said "I am going home."',
    'She said, "i am going home."',
    'She said, "I am going home".',
    'She said, "I am going home"',
    'She said. "I am going home."',
    'She asked "Where are you going?"',
    '"I am going home," she picked up her coat.',
    '"I am going home," Mary picked up her coat.',
    '"I am going home", she picked up her coat.',
    '"I am going home," she said, "And I will not be back."',
    '"I am going home," she said "and I will not be back."',
    '"I am going home" she said, "and I will not be back."',
    '"I am going," she said. "home to my mother."',
    '"I am going home. she said.',
    'I am going home," she said.',
    '"I never-" he began.',
    '"I never- " he began.',
    '"I never -" he began.',
    '"I never—," he began.',
    '" I am going home," she said.',
    '"I am going home,"she said.',
    '"I am going home,"  She turned away.',
    '"I am going home,".',
    '"I am going home.".',
    '"I am going home" She turned away.',
    '"He told me "Go home," and I went," said Tom.',
    "“I am going home,“ she said.",
    "”I am going home,” she said.",
    "'I am going home.' she said.",
    "'I am going home' she said.",
    "'I am going home,' She said.",
    "'Where are you going?' She asked.",
    "'I am going home,' she picked up her coat.",
    "‘I am going home.’ she said.",
    "‘I am going home’ she said.",
    "“I am going home.” she said.",
    "“I am going home” she said.",
    "“I am going home”, she said.",
    "“What are you doing,” he asked.",
    '"Are you coming?," she asked.',
    '"I am going home" she said quietly.',
    '"I am going home;" she said.',
    '"Come in." The old man said.',
    '"Come in" the old man said.',
    '"Come in," The old man said.',
    '"I am going home," said Mary "and I will not be back."',
    '"I know", whispered Tom.',
    'She whispered "I know."',
    'Mary said "Come in," and smiled.',
    '"I am going home..." She said.',
    '"Wait—" He said.',
    '"I hate you." He whispered.',
    '"It\'s fine." I said.',
    '"It\'s fine" I said.',
    '"It\'s fine," I walked away.',
    '"Did you see that?" asked Tom "It was huge."',
)

RIGHT = (
    '"First this.\n\n"Then that," she said.',
    '"I am going home," she said.',
    '"I am going home," said Mary.',
    '"I am going home," Mary said. "Do not wait for me."',
    '"Where are you going?" he asked.',
    '"Where are you going?" asked Mary.',
    '"Stop!" he shouted.',
    '"Stop!" Mary shouted.',
    'She said, "I am going home."',
    'She asked, "Where are you going?"',
    'She said: "I am going home."',
    '"I am going home." She picked up her coat.',
    '"I am going home," she said, "and I will not be back."',
    '"I am going home," she said. "I will not be back."',
    '"I am," she said, "going home."',
    '"If you think," he said, "that I care, you are wrong."',
    '"I never—" he began.',
    '"I never—"',
    '"I never"—he struck the table—"said that."',
    '"I never" — he struck the table — "said that."',
    '"I just thought . . ." she said.',
    '"I just thought ..." she said.',
    '"I just thought…" she said.',
    '"I just thought…," she said.',
    '"I just thought..." She looked away.',
    '"I never—" He broke off.',
    "\"He told me, 'Go home,' and I went,\" said Tom.",
    "\"He told me to 'go home,'\" said Tom.",
    "\"Did he say 'Go home'?\" asked Tom.",
    "\"Who shouted 'Fire!'?\" she asked.",
    "'I am going home,' she said.",
    "'I am going home', she said, 'and I will not be back'.",
    "'I am going home,' said Mary. 'Do not wait.'",
    "'He told me, \"Go home,\" and I went,' said Tom.",
    "'He told me to \"go home\",' said Tom.",
    "'Where are you going?' he asked.",
    "‘I am going home,’ she said.",
    "‘I never –’ he began.",
    "‘He told me, “Go home”, and I went,’ said Tom.",
    "“I am going home,” she said.",
    "“I am going home.” She picked up her coat.",
    "“I’m goin’ home,” she said. “’Tis late.”",
    "'I'm goin' home,' she said. ''Tis late.'",
    'She called him "the admiral" and laughed.',
    "She called him 'the admiral', and laughed.",
    'He had read "The Lottery" twice.',
    'What he called "art" was nothing.',
    '"Come in." Mary laughed.',
    '"Come in!" The old man laughed.',
    '"I see." He said nothing more.',
    '"I see." He asked for his hat.',
    '"Yes." She answered the door.',
    '"Yes," he said. She said, "No."',
    '"Yes." He told her everything.',
    '"Dr. Smith," he said, "is here."',
    '"It costs $3.50," he said.',
    '"I\'m here," John said, smiling, "and I\'m staying."',
    '"Well," said he, "so be it."',
    "\"And then he said, 'No.'\" She sighed.",
    "\"And then he said, 'No,'\" she said.",
    '"I will," Mary whispered, "if you will."',
    'She paused. "I will."',
    'Looking up, she said, "I will."',
    'He nodded and said, "Yes."',
    '"Yes"—she hesitated—"I suppose so."',
    '"But—" "No buts," she said.',
    '"Ready?" "Ready."',
    '"No," I said.',
    '"No." I shook my head.',
    '"No!" I said.',
    '"Oh, John!" "Yes?"',
    "\"In the words of my father, 'Never give up.'\"",
    "(“I am going home,” she said.)",
    '"Mary," he said; "come here."',
    '"It was his." Tom\'s hand shook.',
    '"You did what?" Her voice rose.',
    '"I am going home," she said, picking up her coat.',
    '"I am going home" was all she said.',
    '"No" meant no.',
    '"I know she said so. It was a long time ago.\n\n"And then she left."',
    '"Go home" was what I told her.',
    '"I have signed," he had told her. There was a pause. "So be it," she had replied.',
    'Her "yes" was barely a whisper.',
    '"Happy birthday to you," she sang.',
    '"I did it," he lied.',
    '"Come here," she smiled.',
    '"Get out!" The door slammed.',
    '"Get out!" he said and slammed the door.',
)


def messages(text: str) -> list[str]:
    return [f.message for f in run_check(CHECK, Shared(bare_story(from_text(text + "\n"))))]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_patterns_are_flagged(text: str) -> None:
    assert messages(text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_patterns_are_fine(text: str) -> None:
    assert messages(text) == []


def test_a_manuscript_that_puts_commas_outside_is_left_alone() -> None:
    text = "\n\n".join(
        f'"I have counted {n} boats", said Ann.' for n in ("two", "ten", "six", "no")
    )
    assert messages(text) == []


def test_old_commas_after_dashes_are_a_habit() -> None:
    text = "\n\n".join(f'"But the {what}--," he said.' for what in ("tide", "boat", "oar", "rope"))
    assert messages(text) == []


def test_one_mistake_costs_one_finding() -> None:
    assert len(messages('"I am going home." She said.')) == 1


@pytest.mark.parametrize(
    ("speech", "mark"),
    [
        ("How is it", "?"),
        ("Never mind. Is that the whole of it", "?"),
        ("Were you going to tell me", "?"),
        ("Leave it", ","),
        ("I know how it is", ","),
    ],
)
def test_the_mark_that_a_speech_lacks_before_its_tag(speech: str, mark: str) -> None:
    assert mark_of(speech)[0] == mark


def test_a_mark_that_may_be_another_is_not_sure() -> None:
    assert mark_of("With who")[1] < mark_of("Come in")[1]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('"The ferry is gone, the old man said.', '"The ferry is gone," the old man said.'),
        ('"Is it paid? Mary asked.', '"Is it paid?" Mary asked.'),
        ('"Sit down, whispered the boy.', '"Sit down," whispered the boy.'),
        ('"Late again, she called from the yard.\n\n"Yes," said Tom.', None),
    ],
)
def test_a_speech_left_open_before_its_tag_is_told_of_once(text: str, mended: str | None) -> None:
    """The remark stands at the tag, and closes the speech there, not at the paragraph's end."""
    found = list(run_check(CHECK, Shared(bare_story(from_text(text + "\n")))))
    assert len(found) == 1
    (edit,) = found[0].edits
    done = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert done == (mended or text.replace("again,", 'again,"'))


def test_talk_that_is_told_of_in_a_speech_of_two_paragraphs_is_no_tag() -> None:
    text = '"I asked her why, she said because, and so it went on till noon and on from noon till\n'
    text += "the lamps were lit, and nobody had eaten a crumb or spoken of the boats at all.\n\n"
    assert not list(run_check(CHECK, Shared(bare_story(from_text(text + '"Then we left."\n')))))


PROSE = "\n\nThey went down to the harbour.\n\nNobody was about.\n\n"
"""What stands around a speech in a draft, so that a lost mark is seen to be lost."""


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("\"That's a lot of rope Ivor said.", '"That\'s a lot of rope," Ivor said.'),
        ("“I was new she said.", "“I was new,” she said."),
        ("\"What's that asked Ottilie.", '"What\'s that?" asked Ottilie.'),
        ('"You should write to him', '"You should write to him."'),
        ("‘I’m only asking, Maud", "‘I’m only asking, Maud.’"),
        ('"How did you find it', '"How did you find it?"'),
        (
            '"Since Monday. He counted on his fingers. "No, longer."',
            '"Since Monday." He counted on his fingers. "No, longer."',
        ),
    ],
)
def test_a_speech_left_open_is_closed_where_it_ends(text: str, mended: str) -> None:
    whole = (PROSE + text + PROSE).strip() + "\n"
    found = list(run_check(CHECK, Shared(bare_story(from_text(whole)))))
    assert len(found) == 1
    for edit in found[0].edits:
        whole = whole[: edit.span.start] + edit.replacement + whole[edit.span.end :]
    assert whole == (PROSE + mended + PROSE).strip() + "\n"


def test_verse_over_paragraphs_and_speech_that_goes_on_are_no_open_speeches() -> None:
    verse = '"O wind of the west\n\nthat bends the barley\n\nand lets it rise."'
    two = '"I went there once. I saw it all.\n\n"Then I came home," he said.'
    for text in (verse, two):
        assert not list(run_check(CHECK, Shared(bare_story(from_text(PROSE + text + PROSE)))))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('"Are you cold. I can light the fire," he said.', ["Are you cold."]),
        ('"How many are there." She waited.', ["How many are there."]),
        ('"And who did you hear it from."', ["And who did you hear it from."]),
        ('"How long."', ["How long."]),
        ('"Who\'s next in the queue."', ["Who's next in the queue."]),
        ('"Would you hold this."', ["Would you hold this."]),
        ('"What really matters is that you came." "What a day." "How kind of you."', []),
        ('"Do it now. Have it your way. When he comes, tell him."', []),
        ('"Am I glad to see you. Do you good."', []),
        ('"What she wants is a bath. Is it Mr. Cole?"', []),
        ("Was he sure. Did he know. How long.", []),
    ],
)
def test_questions_of_speech_that_end_in_a_stop(text: str, asked: list[str]) -> None:
    found = unmarked(text, lambda at: '"' in text[:at] and text[:at].count('"') % 2 == 1)
    assert [text[start:end] for start, end in found] == asked
