"""Speech punctuated against the rules, or against the manuscript's own.

What it finds
    A full stop where a dialogue tag follows, or a comma where an action does; a
    capital on the tag; commas and full stops on the wrong side of the closing mark
    or missing; quotation marks that are never closed or never opened; a hyphen
    where speech breaks off; a space inside the marks or none outside; two speakers
    in one paragraph. American and British marks are both understood, and where
    usage differs the manuscript's own habit is the rule.

Why a reader cares
    The punctuation of dialogue tells who speaks, where speech ends and what is
    only gesture. Readers know it by heart without knowing that they do; where it
    fails they lose the speaker.

Flagged
    - "I am not hungry**." She** said.
    - "The bridge is **down", he said**.
    - "Where is the boat**?" He** asked.
    - "It was never mine**," she** opened the window.
    - "Nobody came**" said** the porter.
    - "We leave at noon. ¶ The others nodded.
    - "If you would only **listen-"** she began.
    - 'I have seen the **letter' she** said.
    - Hannah **said "You** had better sit down."
    - "Good morning**. "** She put down the tray.
    - "We close at six," said the **clerk, "Come** back tomorrow."
    - "I know the **way**" ¶ They went on.
    - "You have his eyes**,." she** said.
    - "It was **locked." Osric gasped** at last.
    - Ines put down her **fork, "I** was in bed by nine."
    - "Is it far?" she asked. "**Not** very," Tomas said.

Fine
    - "I am not hungry," she said. She pushed the plate away.
    - "Where is the boat?" he asked. ¶ "It's gone!" cried the boy.
      Because: the tag keeps its small letter after a question or exclamation mark.
    - "It was never mine." She opened the window.
      Because: an action is a sentence of its own.
    - "If you would only listen—" she began. "I did . . . I always . . ."
      Because: a dash breaks speech off and an ellipsis lets it trail.
    - "First we row out. ¶ "Then we wait," said the ferryman.
      Because: speech that goes on in the next paragraph is not closed before it.
    - 'It was "the worst of all winters",' he said.
      Because: quotation marks nest.
    - "He called it 'a fair trade,'" said Ruth, "and we believed him."
    - 'Twas the boys' boat, and 'em that took it knew.
      Because: apostrophes are no quotation marks.
    - "The trouble with you," said Ann, "is that you listen."
    - 'The trouble', said Ann, 'is that you listen.'
      Because: British logic puts the comma outside when it is not the speaker's.
    - They called him "the Admiral" and asked no more.
    - "Anna looks tired." He asked for the bill.
      Because: the verb has another object.
    - "Is he in?" The porter shook his head.

Known misses
    Verbs that can be tag or action ("laughed", "sighed", "called") are let pass
    either way. Two speakers in a paragraph are told only when both have tags.

Source
    The Chicago Manual of Style, 17th ed., 6.9-6.11, 6.39-6.43, 6.87, 13.30-13.43;
    New Hart's Rules, 2nd ed., chapter 9, for British usage.
"""

import re
from collections.abc import Iterator

from fabula.checks.dialogue.beats import Remark, remarks, told_in_short
from fabula.checks.dialogue.questions import is_asked, mark_of
from fabula.checks.dialogue.quoted import (
    BLANK,
    DOUBLE,
    EMPHASIS,
    MARKS,
    STOP_NAMES,
    Habit,
    Quoted,
    alike_inside,
    faces_about,
    goes_on,
    habit_of,
    is_abbreviated,
    is_introduced,
    is_name_or_title,
    is_sentence,
    narration_start,
    quoted_of,
    word_end,
    word_start,
)
from fabula.checks.dialogue.unclosed import unclosed
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Evidence, Finding, Level
from fabula.checks.framework.view import StoryView
from fabula.english.function_words import SENTENCE_OPENERS
from fabula.manuscript.spans import Span
from fabula.quotations.tag_grammar import (
    action_after,
    is_tag_alone,
    report_after,
    tag_after,
    tag_before,
)
from fabula.quotations.tags import Tag

__all__ = ["dialogue_punctuation"]

_UNSURE = 0.85
"""Plainly wrong, but more than one mark would mend it: nothing that `--fix` is sure of."""

_HYPHEN_END = re.compile(r"[A-Za-z,]( ?)-$")
_SECOND_TAG = re.compile(
    r"\b(?:and|then|adding|saying|turning|\w+ed)\b|\b(?:of|to|the|an?|in|with|from|by|called)$"
)
"""Signs that the tag before a resumed speech is followed by a tag of the next."""

_ELLIPSIS = re.compile(r"(?:\.\s?\.\s?\.|…)$")
_LARGE_INITIAL = re.compile(r"\W*[A-Z]+['’]?[A-Z]+\b|\W*[AIO] [A-Z]{2}")

_ALIKE = "Marks inside like marks: one is missing, or the inner speech takes the other kind."
_CLAUSE_TAG = re.compile(r"[^.!?;:]*,$", re.DOTALL)


@check(level="error", topic="punctuation", needs={"text"}, reach="book")
def dialogue_punctuation(story: StoryView) -> Iterator[Finding]:
    """Every outermost quotation, with the narration before and after it."""
    quotes = quoted_of(story.manuscript, story.quotations)
    habit = habit_of(story.text, quotes)
    double_inside = story.quotations.style.outer != "double"
    yield from _in_paragraphs(story)
    for start, end in alike_inside(story.text, story.quotations):
        yield _at(story, start, end, _ALIKE, level="query", confidence=0.7)
    for number, quote in enumerate(quotes):
        following = quotes[number + 1] if number + 1 < len(quotes) else None
        if not {story.text[quote.start], story.text[quote.end - 1]} & set(MARKS):
            continue  # speech opened by a dash has no marks to close
        before = quotes[number - 1] if number and quotes[number - 1].block == quote.block else None
        yield from _spaces(story, quote, before)
        block_end = story.manuscript.blocks[quote.block].span.end
        for found in remarks(story.text, quote, following, habit, block_end):
            yield _remarked(story, found)
        if not quote.closed:
            blocks = story.manuscript.blocks
            for found in unclosed(story.text, blocks, quote, following, not double_inside):
                yield _remarked(story, found)
            continue
        left_open = number > 0 and not quotes[number - 1].closed
        yield from _unopened(story, quote, left_open, double_inside)
        yield from _ending(story, quote, habit)
        yield from _lead(story, quote)
        if following is not None and following.block == quote.block:
            yield from _resumed(story, quote, following)


def _remarked(story: StoryView, found: Remark) -> Finding:
    return _at(story, found.start, found.end, found.message, *found.edits,
               level=found.level, confidence=found.confidence)  # fmt: skip


def _in_paragraphs(story: StoryView) -> Iterator[Finding]:
    """Closing marks that stand where a paragraph's speech begins, or are lost before a tag."""
    for block in story.manuscript.blocks:
        start = block.span.start
        if block.kind != "paragraph":
            continue
        if story.text[start] == "”" and len(block.span) > 2:
            edit = Edit(Span(start, start + 1), "“")
            end = word_end(story.text, start + 1)
            yield _at(story, start, max(end, start + 1), "This quotation mark faces the wrong way.",
                      edit)  # fmt: skip


def _at(
    story: StoryView,
    start: int,
    end: int,
    message: str,
    *edits: Edit,
    level: Level | None = None,
    confidence: float = 0.9,
    evidence: tuple[Evidence, ...] = (),
) -> Finding:
    return story.finding(Span(start, end), message, edits=edits, level=level,
                         confidence=confidence, evidence=evidence)  # fmt: skip


def _lowered(text: str, tag: Tag) -> tuple[Edit, ...]:
    if not tag.opens_large(text):
        return ()
    return (Edit(Span(tag.start, tag.start + 1), text[tag.start].lower()),)


def _spaces(story: StoryView, quote: Quoted, before: Quoted | None) -> Iterator[Finding]:
    """A blank just inside the marks, or none just outside."""
    text = story.text
    first = quote.start + 1
    if faces_about(text, quote):
        if before is None or not faces_about(text, before):
            end = word_end(text, quote.end)
            span = quote.end - 1, max(end, quote.end)
            yield _at(story, *span, _ALIKE, level="query", confidence=0.7)
        return
    if text[quote.start] in DOUBLE and text[first : first + 1] == " " and quote.speech:
        while text[first : first + 1] == " ":
            first += 1
        if text[first : first + 1].isalnum():
            edit = Edit(Span(quote.start + 1, first), "")
            why = "There is a space after the opening quotation mark."
            yield _at(story, quote.start, word_end(text, first), why, edit)
    close = quote.end - 1
    if quote.closed and text[close] in DOUBLE + "’'" and text[close - 1] in " \xa0":
        first = close
        while text[first - 1] in " \xa0":
            first -= 1
        lead = text[first - 2 : first]
        trails = lead[-1:] in "…\n" or lead in {"..", " ."}
        if first > quote.start + 1 and lead[-1:] not in MARKS + EMPHASIS and not trails:
            yield _space(story, first, close, "before the closing quotation mark")
    after = text[quote.end : quote.end + 1]
    if quote.closed and quote.end < quote.after and after.isalpha() and text[close] in DOUBLE:
        edit = Edit(Span(quote.end, quote.end), " ")
        yield _at(story, close, quote.end + 1, "A space is missing after the speech.", edit)


def _space(story: StoryView, first: int, close: int, where: str) -> Finding:
    edit = Edit(Span(first, close), "")
    return _at(story, first - 1, close + 1, f"There is a space {where}.", edit)


def _unopened(
    story: StoryView, quote: Quoted, left_open: bool, double_inside: bool
) -> Iterator[Finding]:
    """A closing mark in prose that no opening one answers, here or in a paragraph before."""
    text, blocks = story.text, story.manuscript.blocks
    if text[quote.start] in MARKS or not quote.speech or left_open:
        return
    large = quote.block == 0 or blocks[quote.block - 1].kind != "paragraph"
    if large and _LARGE_INITIAL.match(text, quote.start):
        return  # a large initial often stands in for the opening mark
    if text[quote.end - 1] not in DOUBLE or text[quote.start] in "…-–—|_" or double_inside:
        return
    open_mark = {"”": "“", "’": "‘"}.get(text[quote.end - 1], text[quote.end - 1])
    words = text[quote.start : quote.end].split()
    yield _at(story, quote.end - 1 - len(words[-1].rstrip(MARKS)), quote.end,
              "This speech is closed but never opened.",
              Edit(Span(quote.start, quote.start), open_mark), confidence=0.8)  # fmt: skip


def _ending(story: StoryView, quote: Quoted, habit: Habit) -> Iterator[Finding]:
    """How the speech ends, by what follows it: a tag, an action, or nothing."""
    text = story.text
    last = text[quote.inner - 1]
    at = narration_start(text, quote)
    outside = text[quote.end] if quote.end < quote.after else ""
    doubled = _doubled_stop(story, quote, outside)
    if doubled is not None:
        yield doubled
        return
    if _HYPHEN_END.search(text[quote.start : quote.inner]) and quote.speech:
        hyphen = quote.inner - 1
        edit = Edit(Span(hyphen, quote.inner), habit.dash)
        yield _at(story, word_start(text, hyphen), quote.end, "Speech breaks off with a dash, "
                  "not a hyphen.", edit)  # fmt: skip
        return
    tag = tag_after(text, at, quote.after)
    if last == "," or (tag is None and text[at : at + 1].islower()):
        tag = report_after(text, at, quote.after)
    if outside and outside in ",.?!":
        yield from _outside(story, quote, habit, outside)
    elif tag is not None and at > quote.end:
        yield from _before_tag(story, quote, last, tag, habit)
    elif at >= quote.after and quote.last:
        yield from _at_paragraph_end(story, quote, last)
    elif quote.speech:
        yield from _before_action(story, quote, last, at)


def _doubled_stop(story: StoryView, quote: Quoted, outside: str) -> Finding | None:
    """Two stops where one is meant: ``,.``  ``!,``  and the like, inside or across the mark."""
    text = story.text
    if "\n" in text[quote.inner : quote.end]:
        return None
    pair = text[quote.inner - 2 : quote.inner]
    before = text[quote.inner - 3 : quote.inner - 2]
    if pair == ".," and (is_abbreviated(text, quote.inner - 1) or not quote.speech):
        return None
    if pair in {",.", ".,", "?,", "!,", ",?", ",!", "?.", "!."} and before.isalnum():
        at = narration_start(text, quote)
        stop = "," if tag_after(text, at, quote.after) else "."
        kept = next((c for c in pair if c in "?!"), stop)
        edit = Edit(Span(quote.inner - 2, quote.inner), kept)
        return _at(story, quote.inner - 2, quote.end, "Two stops where one is meant.", edit)
    last = text[quote.inner - 1]
    if outside == "," and last == "." and not is_abbreviated(text, quote.inner) and quote.leads:
        comma = Edit(Span(quote.inner - 1, quote.inner), ",")
        cut = Edit(Span(quote.end, quote.end + 1), "")
        why = "Two stops where one is meant."
        return _at(story, quote.inner - 1, quote.end + 1, why, comma, cut)
    at = narration_start(text, quote)
    if (
        outside == ","
        and last in "?!,"
        and quote.speech
        and (last == "," or quote.leads or tag_after(text, at, quote.after))
    ):  # *having said "Sir?", and bowed*: the comma is the sentence's around it
        edit = Edit(Span(quote.end, quote.end + 1), "")
        why = f"No comma follows a speech that ends with “{last}”."
        return _at(story, quote.inner - 1, quote.end + 1, why, edit)
    if text[quote.end : quote.end + 2] == "..":
        return None
    if outside == "." and last in ".," and text[quote.inner - 2].isalnum() and quote.leads:
        if is_abbreviated(text, quote.inner):
            return None
        edit = Edit(Span(quote.inner - 1, quote.end + 1), "." + text[quote.inner : quote.end])
        return _at(story, quote.inner - 1, quote.end + 1, "Two stops where one is meant.", edit)
    return None


def _outside(story: StoryView, quote: Quoted, habit: Habit, mark: str) -> Iterator[Finding]:
    """A comma or full stop after the closing mark."""
    text = story.text
    if not text[quote.inner - 1].isalnum() or not quote.speech:
        return
    at = quote.end + 1
    while at < quote.after and text[at] in BLANK:
        at += 1
    tag = report_after(text, at, quote.after)
    if mark in "?!":
        tagged = quote.leads and tag is not None and text[tag.start].islower()
        if not tagged and (quote.end + 1 < quote.after or not is_sentence(text, quote)):
            return
    elif mark == ",":
        action = action_after(text, at, quote.after)
        if tag is None and action is not None and quote.leads and not habit.outside:
            tag = action
        if tag is None or habit.outside or (text[quote.start] in "'‘" and goes_on(text, quote)):
            return
    elif quote.end + 1 < quote.after or not (
        is_introduced(text, quote) or is_sentence(text, quote)
    ):
        return
    end = tag.verb[1] if tag else quote.end + 1
    yield _at(story, word_start(text, quote.inner), end,
              f"The {STOP_NAMES[mark]} belongs inside the quotation marks.",
              Edit(Span(quote.inner, quote.inner), mark),
              Edit(Span(quote.end, quote.end + 1), ""))  # fmt: skip


def _before_tag(
    story: StoryView, quote: Quoted, last: str, tag: Tag, habit: Habit
) -> Iterator[Finding]:
    text = story.text
    edits = _lowered(text, tag)
    trails = _ELLIPSIS.search(text[quote.start : quote.inner]) is not None
    between = text[quote.end : quote.after].rstrip(BLANK)
    bare = quote.end + len(between) == tag.verb[1] and text[quote.after : quote.after + 1] in tuple(
        MARKS
    )
    leads_on = (between[-1:] in ",:" or bare) and not quote.last
    small = text[tag.start].islower()
    if not small and leads_on and last != ",":
        return  # the tag may belong to the speech that follows
    if last in ".;" and not trails:
        if not (tag.sure == 1 or small) or is_abbreviated(text, quote.inner):
            return
        if last == ";" and habit.semicolon:
            return
        mark, sure = mark_of(text[quote.start + 1 : quote.inner - 1])
        yield _at(story, quote.inner - 1, tag.verb[1],
                  f"A {STOP_NAMES[mark]}, not a {STOP_NAMES[last]}, stands before the tag.",
                  Edit(Span(quote.inner - 1, quote.inner), mark), *edits,
                  confidence=sure)  # fmt: skip
    elif last.isalnum():
        led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
        begins = quote.leads or not led or led[-1] in ".!?…—-,:"
        if not (quote.speech and begins and (tag.sure == 1 or small)):
            return
        mark, sure = mark_of(text[quote.start + 1 : quote.inner])
        yield _at(story, word_start(text, quote.inner), tag.verb[1],
                  f"A {STOP_NAMES[mark]} is missing before the tag.",
                  Edit(Span(quote.inner, quote.inner), mark), *edits, confidence=sure)  # fmt: skip
    elif last == "," and text[quote.inner - 2] in "—–-" and not habit.dash_comma:
        dash = quote.inner - 1
        cut = Edit(Span(dash, quote.inner), "")
        first = word_start(text, dash - 1 - (text[dash - 2] == "-"))
        yield _at(story, first, tag.verb[1], "No comma follows a dash.", cut, *edits)
    elif edits and (tag.sure == 1 or last == ","):
        what = "The tag goes on with the sentence and takes a small letter."
        yield _at(story, quote.inner - 1, tag.verb[1], what, *edits)
    elif last == "," and is_asked(text, quote, tag):
        asked = Edit(Span(quote.inner - 1, quote.inner), "?")
        yield _at(story, word_start(text, quote.inner - 1), tag.verb[1],
                  "This is asked: should it end with a question mark?", asked,
                  level="query", confidence=0.7)  # fmt: skip


def _before_action(story: StoryView, quote: Quoted, last: str, at: int) -> Iterator[Finding]:
    """A comma or nothing before something that is done, not said; a small letter after a stop."""
    text = story.text
    action = action_after(text, at, quote.after)
    led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    if action is None or not (quote.leads or led[-1:] in ".!?" or not led):
        return
    first = text[action.start]
    capital = Edit(Span(action.start, action.start + 1), first.upper())
    edits = [capital] if first.islower() else []
    if last == ",":
        resumed = not quote.last and quote.after < len(text) and text[quote.after] in MARKS
        beat = text[at : quote.after].rstrip(BLANK)
        if resumed and beat.endswith(",") and not action.opens_large(text):
            return
        edits.append(Edit(Span(quote.inner - 1, quote.inner), "."))
        why = "A full stop, not a comma, stands before an action that is not a way of speaking."
        yield _at(story, quote.inner - 1, action.verb[1], why, *edits, confidence=0.8)
    elif last.isalnum() and quote.leads:
        edits.append(Edit(Span(quote.inner, quote.inner), "."))
        why = "The speech lacks its full stop before this sentence."
        yield _at(
            story,
            word_start(text, quote.inner),
            action.start + len(action.opening(text)),
            why,
            *edits,
        )
    elif last == "." and edits and not _ELLIPSIS.search(text[quote.start : quote.inner]):
        why = "An action is a sentence of its own and begins with a capital."
        yield _at(story, quote.inner - 1, action.verb[1], why, *edits, confidence=0.8)


def _at_paragraph_end(story: StoryView, quote: Quoted, last: str) -> Iterator[Finding]:
    """Speech that ends its paragraph with a comma or with nothing."""
    text = story.text
    if not quote.speech:
        return
    blocks = story.manuscript.blocks
    more = quote.block + 1 < len(blocks) and blocks[quote.block + 1].kind == "paragraph"
    head = blocks[quote.block + 1].span.text(text).lstrip(BLANK) if more else ""
    if head[:1].islower():
        return
    if last == ",":
        edit = Edit(Span(quote.inner - 1, quote.inner), ".")
        yield _at(story, word_start(text, quote.inner - 1), quote.end,
                  "The speech ends with a comma, but no tag follows.", edit,
                  confidence=_UNSURE)  # fmt: skip
    elif last.isalnum() and (
        (quote.leads and not is_name_or_title(text[quote.start + 1 : quote.inner]))
        or is_introduced(text, quote)
    ):
        edit = Edit(Span(quote.inner, quote.inner), ".")
        yield _at(story, word_start(text, quote.inner), quote.end,
                  "The speech ends without a stop.", edit, confidence=0.8)  # fmt: skip


def _lead(story: StoryView, quote: Quoted) -> Iterator[Finding]:
    """What leads up to the speech: a tag without its comma, or with a full stop."""
    text = story.text
    lead = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    inner = text[quote.start + 1 : quote.inner]
    if not quote.speech or not inner[:1].isalpha():
        return
    first = quote.start + 1 + len(inner.split()[0].rstrip(".,;:!?"))
    end = quote.before + len(lead)
    begins = story.manuscript.blocks[quote.block].span.start
    said = tag_before(lead, 0, len(lead))
    if said is not None and inner[:1].isupper():
        whole = len(inner.split()) > 1 and inner[-1:] in ".!?…—,"
        told = said.has_speaker or _AND_SAID.search(lead) is not None
        if whole and (quote.last or inner[-1] != ".") and told:
            edit = Edit(Span(end, end), ",")
            yield _at(story, quote.before + said.verb[0], first,
                      "A comma is missing between the tag and the speech.", edit)  # fmt: skip
    elif is_tag_alone(lead.strip(BLANK)) and inner[:1].isupper():
        if quote.last and quote.before == begins:
            edit = Edit(Span(end - 1, end), ",")
            yield _at(story, end - 1, first,
                      "A comma, not a full stop, stands between the tag and the speech.",
                      edit)  # fmt: skip
    elif inner[:1].islower() and lead[-1:] == "," and tag_before(lead, 0, len(lead) - 1):
        whole = len(inner.split()) > 2 and inner[-1:] in ".!?"
        if whole and quote.last and quote.before == begins and inner.split()[0] not in _GOES_ON:
            at = quote.start + 1
            yield _at(story, at, first, "A speech begins with a capital.",
                      Edit(Span(at, at + 1), inner[0].upper()), confidence=0.8)  # fmt: skip


_AND_SAID = re.compile(r"[a-z]\s+and\s+(?:\w+ly\s+)?[a-z]+$")
_GOES_ON = frozenset("and but or nor for so yet that".split())


def _resumed(story: StoryView, quote: Quoted, following: Quoted) -> Iterator[Finding]:
    """A speech interrupted by its tag and taken up again; two speakers in a paragraph."""
    text = story.text
    between = text[quote.end : following.start]
    at = narration_start(text, quote)
    tag = tag_after(text, at, following.start)
    if following.turn != quote.turn and quote.speech and following.speech:
        if told_in_short(text, quote):
            return
        other = Evidence(Span(quote.start, quote.end), "the first speaker")
        end = following.start + len(text[following.start : following.inner].split()[0])
        yield _at(story, following.start, end, "A new speaker begins a new paragraph.",
                  level="query", confidence=0.7, evidence=(other,))  # fmt: skip
        return
    if tag is None or not following.closed or not following.speech:
        return
    words = text[following.start + 1 : following.inner].split()
    yield from _after_tag(story, quote, following, tag)
    if text[quote.inner - 1] != "," or not words or not _CLAUSE_TAG.fullmatch(between.rstrip()):
        return
    first = words[0].rstrip(".,;:!?")
    if _SECOND_TAG.search(text[tag.verb[1] : following.start]):
        return
    if first.lower() in SENTENCE_OPENERS and first[0].isupper():
        comma = quote.end + len(between.rstrip()) - 1
        stop = Edit(Span(comma, comma + 1), ".")
        yield _at(story, word_start(text, comma), following.start + 1 + len(first),
                  "After the tag a new sentence follows: a full stop, or a small letter if the "
                  "sentence goes on.", stop, level="query", confidence=0.7)  # fmt: skip


def _after_tag(story: StoryView, quote: Quoted, following: Quoted, tag: Tag) -> Iterator[Finding]:
    """The stop between the tag and the speech that goes on: missing, or at odds with it."""
    text = story.text
    between = text[quote.end : following.start].rstrip(BLANK + EMPHASIS)
    first = text[following.start + 1 : following.start + 3]
    end = quote.end + len(between)
    stop = word_end(text, following.start + 1)
    last_word = word_start(text, end - (not between[-1:].isalnum()))
    rest = text[tag.verb[1] : end].split()
    introduces = tag.opens_large(text) and text[quote.inner - 1] in ".!?" and not rest
    if (
        between[-1:].isalnum()
        and not introduces
        and len(rest) < 4
        and not _SECOND_TAG.search(text[tag.verb[1] : end].rstrip())
    ):
        mark = "," if first.islower() else "."
        name = "comma" if mark == "," else "full stop"
        yield _at(story, last_word, stop, f"A {name} is missing between the tag and the "
                  "speech.", Edit(Span(end, end), mark))  # fmt: skip
    elif between[-1:] == "." and first.isalpha() and first.islower() and len(rest) < 4:
        capital = text[quote.inner - 1] in ".?!"
        at = following.start + 1
        edit = (
            Edit(Span(at, at + 1), first[0].upper()) if capital else Edit(Span(end - 1, end), ",")
        )
        yield _at(story, last_word, stop, "After a full stop the speech begins with a capital; "
                  "a sentence that goes on has a comma before it.", edit,
                  confidence=_UNSURE)  # fmt: skip
