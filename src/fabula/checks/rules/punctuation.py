"""Stops, commas, dashes and capitals that are plainly wrong.

What it finds
    A space before a stop or none after it, two stops where one is meant, a hyphen
    doing a dash's work, brackets that do not match, a paragraph without its final
    stop, a small letter where a sentence begins, a lone "i", questions marked as
    statements or the other way round, a phrase cut off after a speech, and commas
    or capitals that the sense of the sentence forbids or asks for.

Why a reader cares
    Punctuation is how prose breathes. A slip in it makes the reader go back and
    parse again.

Flagged
    - The rain stopped **, and** the birds began.
    - He looked **up,then** down.
    - After eight **hours- nobody** had counted- the bell rang.
    - They left at **dawn.. The** road was empty.
    - The door was open. **nobody** had locked it.
    - He knew what **i** wanted.
    - The letter (which nobody had signed lay on the **(**table.
    - "**Why did you come back.**" she wondered.
    - "**Where does the road go.**" "**Why didn't anybody write to me.**" "**Who is.**"
    - "**Ines, who is that man in the green coat.**" "**Now, which of you took the key.**"
    - She packed the last of her **boxes** ¶ The cart came at noon and took them.
    - "**Tell me what happened?**" he begged.
    - "I was afraid that you had gone." **Turning the cup round and round.**

Fine
    - The rain stopped, and the birds began . . . and stopped again.
      Because: an ellipsis may be spaced.
    - It was a two- and three-year plan at 10.30 a.m. by Mr. Hale's reckoning.
      Because: a suspended hyphen, a time, abbreviations.
    - "Why did you come back?" she wondered. "Tell me, what happened?"
    - "What is the use?" "What was the hall is the kitchen." "Which of them it was, I forget."
    - "What?!" he cried. "You never--" "I did!" said Ruth...
    - Then - so she told it - the bell rang.
      Because: a spaced hyphen throughout is a dash as typewriters know it; style-sheet
      sees to that.
    - "I was afraid." Turning the cup, she said that she had waited.
      Because: the phrase hangs on "she".
    - The cat (old, and blind in one eye) slept. The plan (it was hers;) failed.
    - Dear Anna, ¶ The boat is late. ¶ Yours, ¶ Tomas

Known misses
    Commas that a sentence could do without, or with, are left to the writer, and so
    are most in speech.
    Brackets are matched within a paragraph only.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 14 of 15 errors right.

Source
    The Chicago Manual of Style, 17th ed., chapter 6: 6.7 (spacing), 6.12-6.15 (full
    stops), 6.66-6.70 (questions), 6.75-6.91 (hyphens and dashes), 6.95 (brackets).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fabula.checks.dialogue.questions import unmarked
from fabula.checks.dialogue.quoted import MARKS, STOP_NAMES
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding, Level
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import Correction, found, report
from fabula.checks.grammar.stray_marks import stray_commas_of_trees, stray_marks
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.english.abbreviations import WITH_STOP
from fabula.english.function_words import (
    QUESTION_OPENERS,
    SIGNS_OF_A_CLAUSE,
)
from fabula.english.tables import alternation
from fabula.english.usage import NEVER_CAPITAL_INSIDE
from fabula.manuscript.model import Block, Manuscript
from fabula.manuscript.spans import Span
from fabula.quotations.tag_grammar import tag_before

__all__ = ["punctuation"]

_SPACE_BEFORE = re.compile(
    r"(?<=[A-Za-z])(?P<gap>[ \xa0]+)(?P<stop>[,;])(?=\s+(?P<next>[A-Za-z]\w*))"
)
_STOP_BEFORE = re.compile(r"(?<=[a-z])(?P<gap> +)(?P<stop>[.?!])(?=\s+[A-Z]|\s*$)")
_STOP_INSIDE = re.compile(r"(?<=[a-z])(?P<gap> +)(?P<stop>[.?!,])(?=[\"”’])")
_NO_SPACE = re.compile(r"(?<![A-Za-z])(?P<word>[A-Za-z]{2,})(?P<stop>[,;])(?P<next>[A-Za-z]{2,})")
_NO_SPACE_STOP = re.compile(r"\b(?P<word>[a-z]{2,})(?P<stop>[.?!])(?P<next>[A-Z][a-z]+)\b")
_TWO_STOPS = re.compile(
    r"(?<![A-Za-z])(?P<word>[A-Za-z]{2,})(?P<stops>(?<!\.)\.\.(?!\.|\s\.)|,,+|;;+|[,;][.;]|\.,(?=\s+[a-z])|[?!]\.(?!\.))"
    r"(?=[\s\"”’]|$)"
)
_SPACED_MARK = re.compile(r"[ \xa0][,;.?!]")
_TWO_MARKS = re.compile(r"[.,;?!][.,;]")
_STOP_AND_SMALL = re.compile(r"[.?!]\s+[a-z]")
_MARK_IN_WORD = re.compile(r"[,;.?!][A-Za-z]")
"""What a pattern that begins with a word is about: looked for first, for it is rarely there."""
_NEXT_WORD = re.compile(r"\s*\w*")
_HYPHEN = re.compile(r"(?<![A-Za-z])(?P<word>[A-Za-z]{2,})(?P<dash>- )(?P<next>[A-Za-z]+)")
_HYPHEN_LEFT = re.compile(r"(?<![A-Za-z])(?P<word>[A-Za-z]{2,})(?P<dash> -)(?P<next>[A-Za-z]{2,})")
_AFFIX = re.compile(r"[A-Za-z]-[,.;:!?\"”’)]")
"""A beginning of words by itself (*tarr-, to hold*), beside which an ending may stand: *-ash*."""
_SURE = 0.98
"""Confidence in a space that is missing, or too many: no writer means it."""

_SUSPENDED = frozenset("and or to nor but".split())
_NUMBERS = frozenset("one two three four five six seven eight nine".split())
_SMALL = re.compile(
    r"(?<![.\w])(?P<before>[a-z]{3,})(?P<stop>[.?!])(?P<gap>\s+)(?P<word>[a-z]{2,})"
)
_LONE_I = re.compile(r"(?<![\w.'’\-&])i(?=\s+[a-z]{2,}|['’](?:m|ll|ve|d)\b)(?!\.)")
_STATEMENT = re.compile(
    r"(?:^|(?<=[.!?,]\s)|(?<=[\"“‘]))(?P<all>[Tt]ell\s+(?:me|us)\s+(?:what|why|how|who|where|when|"
    r"if|whether)(?:['’]s)?\s[^.?!;:,\"”—]{0,60}\?)(?=\s|[\"”’]|$)"
)
_CUT_OFF = re.compile(
    r"[.,][\"”’]\s+(?P<all>(?P<first>[A-Z][a-z]{2,}ing)\b(?:\s+[\w’'-]+){2,14}\.)(?=\s*$)"
)
_FINITE = re.compile(rf"\b(?:{alternation(SIGNS_OF_A_CLAUSE)})\b|[A-Z]")
_FINAL = re.compile(r"[.!?…:;,—–\-\"“”’'»«)\]*_~]$")
_VERSE = re.compile(r"\n\s*\S")


@dataclass(frozen=True, slots=True)
class _ParagraphText:
    """A paragraph's text and where it begins; ``dash`` is what the manuscript uses."""

    text: str
    offset: int
    dash: str


@check(level="error", topic="punctuation", needs={"text", "reading", "edits"}, reach="book")
def punctuation(story: StoryView) -> Iterator[Finding]:
    """Every paragraph against every pattern; then marks that the reader would change."""
    manuscript = story.manuscript
    dash = story.derive(_dash)
    spaced = story.derive(_spaces_commas)
    yield from _brackets(story, manuscript.blocks)
    stray = tuple(_stray(story))
    yield from stray
    told = {finding.edits[0].span.start for finding in stray}
    for number, block in enumerate(manuscript.blocks):
        if block.kind != "paragraph":
            continue
        paragraph = _ParagraphText(block.span.text(story.text), block.span.start, dash)
        for rule in _RULES if not spaced else _RULES[1:]:
            yield from rule(story, paragraph)
        yield from _unfinished(story, paragraph, manuscript.blocks, number)
    for correction in found(story, "comma", "case", "stop"):
        if correction.tag == "case:lower" and _after_speech(story, correction.token):
            continue  # a tag or a new sentence, of which dialogue-punctuation speaks
        finding = report(story, correction, _would_change(story, correction))
        if not any(edit.span.start in told for edit in finding.edits):
            yield finding
    yield from _unstopped(story)


def _unstopped(story: StoryView) -> Iterator[Finding]:
    """*"He's stuck" She smiled*: speech that ends without a stop, where no tag follows."""
    tokens, words = story.reading.tokens, story.reading.words
    for correction in found(story, "run-on"):
        i = correction.token
        if words[i] not in ('"', "”") or not words[i - 1][:1].isalnum():
            continue
        at = int(tokens.start[i])
        if words[i + 1 : i + 2] and words[i + 1][:1].isupper():
            span = Span(int(tokens.start[i - 1]), int(tokens.end[i]))
            why = "The speech ends without a stop."
            edit = Edit(Span(at, at), ".")
            yield story.finding(
                span, why, edits=[edit], confidence=round(correction.confidence, 3), level="query"
            )


def _stray(story: StoryView) -> Iterator[Finding]:
    """Commas and semicolons that part what belongs together, in a book of today."""
    if story.of_manuscript(is_of_older_manner):
        return
    told: set[int] = set()
    signs = [rule.sign if isinstance(rule.sign, tuple) else (rule.sign,) for rule in stray_marks()]
    for block in story.manuscript.blocks:
        text = block.span.text(story.text) if block.kind == "paragraph" else ""
        for rule, wanted in zip(stray_marks(), signs, strict=True):
            if any(sign in text for sign in wanted):
                matches = rule.pattern.finditer(text)
                told.update(block.span.start + match.start("v") for match in matches)
    told.update(int(story.reading.tokens.start[i]) for i in stray_commas_of_trees(story.reading))
    for at in sorted(told):
        mark = Span(at, at + 1)
        message = f"This {STOP_NAMES[story.text[at]]} separates what belongs together."
        yield story.finding(mark, message, edits=[Edit(mark, "")], level="query", confidence=0.8)


def _after_speech(story: StoryView, token: int) -> bool:
    """Whether a closing mark stands right before the word."""
    return token > 0 and story.reading.words[token - 1][:1] in MARKS


def _would_change(story: StoryView, correction: Correction) -> str:
    """What to say of a mark or a capital that the reader would change."""
    typed = story.reading.words[correction.token]
    if not correction.remedy.edit:
        return f"The punctuation or the capital at “{typed}” seems to be wrong."
    return {
        "comma:insert": f"A comma seems to be missing before “{typed}”.",
        "comma:delete": "This comma separates what belongs together.",
        "case:lower": f"“{typed}” needs no capital here.",
        "case:upper": f"“{typed}” needs a capital here.",
        "stop-to-question": "This reads as a question; should it end with a question mark?",
        "question-to-stop": "This is no question. A full stop?",
    }[correction.tag]


def _dash(manuscript: Manuscript) -> str:
    """The dash the manuscript breaks sentences with."""
    text = manuscript.text
    counts = {"—": text.count("—"), "--": text.count("--"), " – ": text.count(" – ")}
    best = max(counts, key=lambda d: counts[d])
    return best if counts[best] else "—"


def _spaces_commas(manuscript: Manuscript) -> bool:
    """Whether the manuscript spaces its stops throughout, as French and old prints do."""
    text = manuscript.text
    return len(re.findall(r"\w [;!?]", text)) * 4 > len(re.findall(r"\w[;!?]", text)) > 40


def _lone_i_throughout(manuscript: Manuscript) -> bool:
    """Whether the writer leaves the pronoun small often, not in one quoted letter."""
    lone = len(_LONE_I.findall(manuscript.text))
    return lone * 20 > len(re.findall(r"\bI\b", manuscript.text))


def _mark(
    story: StoryView,
    paragraph: _ParagraphText,
    span: tuple[int, int],
    message: str,
    edit: tuple[int, int, str] | None,
    *,
    level: Level | None = None,
    confidence: float = 0.9,
) -> Finding:
    """A finding from offsets into the paragraph."""
    at = paragraph.offset
    edits = [] if edit is None else [Edit(Span(at + edit[0], at + edit[1]), edit[2])]
    where = Span(at + span[0], at + span[1])
    return story.finding(where, message, edits=edits, level=level, confidence=confidence)


def _space_before(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    if not _SPACED_MARK.search(paragraph.text):
        return
    for pattern in (_SPACE_BEFORE, _STOP_BEFORE, _STOP_INSIDE):
        for m in pattern.finditer(paragraph.text):
            end = m.end("next") if pattern is _SPACE_BEFORE else m.end()
            message = f"There is a space before the {STOP_NAMES[m['stop']]}."
            edit = (m.start("gap"), m.end("gap"), "")
            yield _mark(story, paragraph, (m.start("gap"), end), message, edit, confidence=_SURE)


def _space_missing(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    if not _MARK_IN_WORD.search(paragraph.text):
        return
    known = lexicon()
    for pattern in (_NO_SPACE, _NO_SPACE_STOP):
        for m in pattern.finditer(paragraph.text):
            if not (known.knows(m["word"].lower()) and known.knows(m["next"].lower())):
                continue
            if m.re is _NO_SPACE_STOP and paragraph.text[max(0, m.start() - 1)] in "./@:":
                continue
            message = f"A space is missing after the {STOP_NAMES[m['stop']]}."
            at = m.end("stop")
            edit = (at, at, " ")
            yield _mark(story, paragraph, m.span(), message, edit, confidence=_SURE)


def _trails_off(manuscript: Manuscript) -> bool:
    """Whether the writer trails off in two stops by habit."""
    return len(_DOUBLE_STOP.findall(manuscript.text)) >= _HABIT


_DOUBLE_STOP = re.compile(r"(?<![.\d])\.\.(?![.\d])")
_HABIT = 3


def _two_stops(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    if not _TWO_MARKS.search(paragraph.text):
        return
    for m in _TWO_STOPS.finditer(paragraph.text):
        stops = m["stops"]
        if stops == ".." and story.derive(_trails_off):
            continue
        if stops == ".," and (m["word"] in WITH_STOP or len(m["word"]) < 4):
            continue
        if stops[0] == "." and (m["word"][0].isupper() or m["word"] in WITH_STOP):
            continue
        kept = stops[0] if stops[0] in "?!" else "." if "." in stops else stops[0]
        after = _NEXT_WORD.match(paragraph.text, m.end())
        end = after.end() if after else m.end()
        edit = (m.start("stops"), m.end("stops"), kept)
        yield _mark(
            story, paragraph, (m.start(), end), "Two punctuation marks where one is meant.", edit
        )


def _hyphens(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    for pattern, dash in ((_HYPHEN, "- "), (_HYPHEN_LEFT, " -")):
        if dash not in paragraph.text or _AFFIX.search(paragraph.text):
            continue
        for m in pattern.finditer(paragraph.text):
            if m["next"].lower() in _SUSPENDED or "\n" in m[0]:
                continue
            after = m["next"].lower()
            if m.re is _HYPHEN_LEFT and (after in _NUMBERS or not lexicon().knows(after)):
                continue
            edit = (m.start("dash"), m.end("dash"), paragraph.dash)
            message = "A hyphen joins words; a dash parts them."
            yield _mark(story, paragraph, (m.start(), m.end()), message, edit)


def _capitals(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    known = lexicon()
    small = _SMALL.finditer(paragraph.text) if _STOP_AND_SMALL.search(paragraph.text) else ()
    for m in small:
        if m["stop"] != "." or m["before"] in WITH_STOP:
            continue
        if not (known.listed(m["before"], 60) and known.listed(m["word"], 60)):
            continue
        if paragraph.text[max(0, m.start() - 3) : m.start()].count("."):
            continue
        at = m.start("word")
        edit = (at, at + 1, m["word"][0].upper())
        span = (at, m.end("word"))
        yield _mark(story, paragraph, span, "A sentence begins with a capital.", edit)
    lone = list(_LONE_I.finditer(paragraph.text))
    if len(lone) > 2 and not story.derive(_lone_i_throughout):
        return  # a letter or a note in somebody's own spelling
    for m in lone:
        edit = (m.start(), m.end(), "I")
        yield _mark(story, paragraph, m.span(), "The pronoun I is a capital.", edit)


_CAPITAL_INSIDE = re.compile(
    r"(?<=[a-z])(?P<mark>[,;])\s"
    rf"(?P<word>{alternation(word.capitalize() for word in NEVER_CAPITAL_INSIDE)})\s[a-z]"
)
"""A capital after a comma or semicolon on a word that is in nobody's name or title."""


_THOUGHT = re.compile(r"\b(?:thought|think|thinks|knew|wondered|told\s\w+)$")
_TAG_REACH = 40


def _capital_inside(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    """A sentence's capital where none begins; not in a title, whose other words have theirs."""
    for m in _CAPITAL_INSIDE.finditer(paragraph.text):
        at = m.start("word")
        low = max(0, m.start() - _TAG_REACH)
        if _THOUGHT.search(paragraph.text[low : m.start()]) or tag_before(
            paragraph.text, low, m.start()
        ):
            continue  # *He thought, If it is true*: speech and thought without marks
        edit = (at, at + 1, m["word"][0].lower())
        span = (m.start("mark"), m.end("word"))
        message = f"After a {'comma' if m['mark'] == ',' else 'semicolon'} no capital is due."
        yield _mark(story, paragraph, span, message, edit, level="query", confidence=0.75)


_ASKING = alternation(word.capitalize() for word in QUESTION_OPENERS)
_WONDERED = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<all>(?:{_ASKING})\s"
    r"[^.?!\"“”]{3,120})(?P<tag>,\s(?:he|she|I|they|we|[A-Z][a-z]+)\s(?:wondered|asked|thought))"
    r"(?P<mark>\?)"
)
"""A question before the words that say who asks it, and its mark behind them."""


def _asked_too_late(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    for m in _WONDERED.finditer(paragraph.text):
        word = m["all"].rsplit(None, 1)[-1]
        span = (m.end("all") - len(word), m.end("mark"))
        edit = (m.start("tag"), m.end("mark"), "?" + m["tag"][1:] + ".")
        message = "The question ends before the words that say who asks it."
        yield _mark(story, paragraph, span, message, edit, level="query", confidence=0.75)


def _brackets(story: StoryView, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    """Round brackets without their fellow, which may stand some paragraphs on."""
    opened: list[tuple[int, int]] = []
    stray = -1
    for number, block in enumerate(blocks):
        if block.kind != "paragraph":
            continue
        for m in _BRACKET.finditer(story.text, block.span.start, block.span.end):
            if m[0] == ")" and not opened and story.text[m.start() - 1] in ":;":
                continue  # a face
            if m[0] == ")" and m.start() - 1 == stray:
                stray = m.start()  # one remark for a run of them
                continue
            if m[0] in "([":
                opened.append((number, m.start()))
                continue
            while opened and number - opened[-1][0] > _BRACKET_REACH:
                yield from _left_open(story, blocks, *opened.pop())
            if opened:
                opened.pop()
            elif m[0] == ")" and not _LISTED.search(
                story.text, max(block.span.start, m.start() - _LONGEST_NUMBER), m.start()
            ):
                stray = m.start()
                yield story.finding(Span(*m.span()), "This bracket closes none.", confidence=0.9)
    for place in opened:
        yield from _left_open(story, blocks, *place)


def _left_open(
    story: StoryView, blocks: tuple[Block, ...], number: int, at: int
) -> Iterator[Finding]:
    span = blocks[number].span
    ending = story.text[max(span.start, span.end - 100) : span.end].rstrip()
    in_run = story.text[at - 1 : at] == "("
    if story.text[at] == "(" and not in_run and not ending.endswith((",", ":")):
        message = "This bracket is never closed."
        yield story.finding(Span(at, at + 1), message, level="query", confidence=0.8)


_BRACKET = re.compile(r"[(\[\])]")
_BRACKET_REACH = 4
_LONGEST_NUMBER = 20
_LISTED = re.compile(r"(?<![^\s(])(?:\w{1,3}|\d+)$")
"""What stands before the bracket of a numbered list: a), iv), 12)."""


def _questions(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    def is_spoken(at: int) -> bool:
        return story.quotations.is_quoted(paragraph.offset + at)

    for start, end in unmarked(paragraph.text, is_spoken):
        message = "This reads as a question; should it end with a question mark?"
        yield _mark(story, paragraph, (start, end), message, (end - 1, end, "?"), level="query",
                    confidence=0.6)  # fmt: skip
    for m in _STATEMENT.finditer(paragraph.text):
        message = "This asks to be told; the question in it is indirect. A full stop?"
        edit = (m.end("all") - 1, m.end("all"), ".")
        yield _mark(story, paragraph, m.span("all"), message, edit, level="query",
                    confidence=0.6)  # fmt: skip


def _fragments(story: StoryView, paragraph: _ParagraphText) -> Iterator[Finding]:
    """A phrase without subject or finite verb, cut off from the speech it belongs to."""
    for m in _CUT_OFF.finditer(paragraph.text):
        if lexicon().listed(m["first"].lower(), 60) and not _FINITE.search(m["all"][1:]):
            message = "This phrase has no subject; does it go on from the sentence before?"
            yield _mark(story, paragraph, m.span("all"), message, None, level="query",
                        confidence=0.6)  # fmt: skip


def _ends(text: str) -> bool:
    return _FINAL.search(text) is not None and text[-1] != ","


def _unfinished(
    story: StoryView, paragraph: _ParagraphText, blocks: tuple[Block, ...], number: int
) -> Iterator[Finding]:
    """A paragraph of prose that stops without a stop, where another paragraph follows."""
    text = paragraph.text.rstrip()
    if _ends(text) or len(text.split()) < 6:
        return
    if number + 1 >= len(blocks) or blocks[number + 1].kind != "paragraph":
        yield from _unfinished_at_last(story, paragraph, text)
        return
    following = blocks[number + 1]
    head = following.span.text(story.text)[:2].lstrip("\"“‘'")
    if following.kind != "paragraph" or not head[:1].isupper():
        return
    if _SIGNED.match(following.span.text(story.text)):
        return  # the end of a letter: I remain, with respect, Your servant
    if text[-1] == "," and len(text.split()) > _LONG_ENOUGH and not _VERSE.search(text):
        span = (len(text) - 1 - len(text.split()[-1].rstrip(",")), len(text))
        edit = (len(text) - 1, len(text), ".")
        message = "The paragraph ends with a comma."
        yield _mark(story, paragraph, span, message, edit, level="query", confidence=0.75)
    if not text[-1].isalpha():
        return
    other = following.span.text(story.text)
    opens = number > 0 and blocks[number - 1].kind != "paragraph"
    if opens and len(text.split()) < 14:
        return  # a chapter's second title
    if len(other.split()) < 6 or any(map(_is_indented, (text, other))):
        return
    if {
        story.text[max(0, s.span.start - 2) : s.span.start] for s in (blocks[number], following)
    } & {"  "}:
        return
    if not re.search(r"[a-z]{2}$", text) or not text.lstrip("\"“‘'")[:1].isupper():
        return
    if _VERSE.search(text) and all(line.lstrip()[:1].isupper() for line in text.splitlines()):
        return
    yield _without_stop(story, paragraph, text)


_SIGNED = re.compile(r"[*_“\"]*(?:Yours?|Yrs?\.?|Y[’']rs?|Ever|Sincerely|Faithfully|Love|Truly)\b")


def _unfinished_at_last(
    story: StoryView, paragraph: _ParagraphText, text: str
) -> Iterator[Finding]:
    """The same of the last paragraph of a scene or a chapter, where it goes on from a sentence
    and so is no signature and no "The End"."""
    goes_on = _GOES_ON.search(text) and text[-1].islower() and len(text.split()) > _LONG_ENOUGH
    if goes_on and not (_VERSE.search(text) or _is_indented(text)):
        yield _without_stop(story, paragraph, text)


_GOES_ON = re.compile(r"[a-z][.!?,][\"”’']?\s+[\"“‘']?\w[^.!?]{8,}$")


def _without_stop(story: StoryView, paragraph: _ParagraphText, text: str) -> Finding:
    """The remark; where a speech is left open with it, its mark is put there too."""
    word = re.search(r"(?<!\w)\w+$", text)
    start = word.start() if word else len(text) - 1
    open_ = text.count("“") > text.count("”") or text.count('"') % 2 == 1
    close = ("”" if "“" in text else '"') if open_ else ""
    message = "The paragraph ends without a full stop."
    if close:
        message = "The paragraph ends without a full stop and a closing quotation mark."
    edit = (len(text), len(text), "." + close)
    return _mark(story, paragraph, (start, len(text)), message, edit, confidence=0.8)


def _is_indented(text: str) -> bool:
    return re.search(r"\n {2,}", text) is not None


_LONG_ENOUGH = 14
"""Words of a paragraph that is no greeting and no line of verse."""

_RULES: tuple[Callable[[StoryView, _ParagraphText], Iterator[Finding]], ...] = (
    _space_before,
    _space_missing,
    _two_stops,
    _hyphens,
    _capitals,
    _questions,
    _fragments,
    _capital_inside,
    _asked_too_late,
)
