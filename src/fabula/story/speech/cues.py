"""Speech cues with their subjects: which mention a cue beside a quotation names.

``," said Anna`` and ``Anna said, "`` are told by a verb of speech; after a comma that
ends the quotation any clause is a cue, whatever its verb.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from fabula.english.abbreviations import BEFORE_NAMES
from fabula.english.function_words import BEFORE_AN_OBJECT
from fabula.english.saying import BARE_VERBS, PLAINEST_VERBS
from fabula.english.tables import alternation
from fabula.quotations.verbs import MANNER_VERBS, SPEECH_VERBS, inflections
from fabula.story.speech.evidence import SpeechEvidence

__all__ = ["Cue", "NarrationBeside", "find_cues", "narration_beside", "sentence_start"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TITLES = alternation(word.capitalize() for word in BEFORE_NAMES)
_ABBREVIATION = re.compile(rf"(?:\b(?:{_TITLES}|[A-Z]))\.$")
_STOP = re.compile(r"[.!?;][\"”'’)\]]*\s+|\n\s*\n")
_REACH = 160  # code points of narration read on either side of a quotation
# After a full stop only these make a cue of "Anna repeated": the others are beats as often.
_PLAIN = frozenset(form for verb in PLAINEST_VERBS for form in inflections(verb))
_EDGES = " \t\r\n_*"
_LEADS_ON = re.compile(r"(?::|,|—|--|:-)[\s_*]*\Z")
_VERBS = SPEECH_VERBS | MANNER_VERBS


@dataclass(frozen=True, slots=True)
class NarrationBeside:
    """Narration beside a speech, in its paragraphs.

    ``place``: before the first part, between parts, or after the last. ``lead``: the
    character that ends the quotation before it ("" when none stands before it).
    """

    start: int
    end: int
    place: Literal["before", "between", "after"]
    lead: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its verb (-1 when unknown), its subject's mention, where it stands, how sure."""

    verb: int
    subject: int
    place: Literal["before", "between", "after"]
    sure: float


def sentence_start(text: str, start: int, end: int) -> int:
    """Where the last sentence of ``text[start:end]`` begins, titles (Mr.) not counted as ends."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and not _ABBREVIATION.search(
            text, max(start, stop.start() - 5), stop.start() + 1
        ):
            at = stop.end()
    return at


def narration_beside(evidence: SpeechEvidence, number: int) -> list[NarrationBeside]:
    """The narration in the paragraphs of one speech, up to the speeches beside it."""
    units = evidence.units
    unit = units[number]
    starts, ends = evidence.part_start, evidence.part_end
    low = int(evidence.block_start[unit.block])
    high = int(evidence.block_end[unit.last_block])
    if number and units[number - 1].last_block == unit.block:
        low = int(ends[unit.first - 1])
    if number + 1 < len(units) and units[number + 1].block == unit.last_block:
        high = int(starts[unit.last])
    found: list[NarrationBeside] = []
    first = int(starts[unit.first])
    if not evidence.text[low:first].strip(_EDGES) and unit.block:
        # The words that lead up to a speech may close the paragraph before it.
        begin, stop = (int(e[unit.block - 1]) for e in (evidence.block_start, evidence.block_end))
        free = not number or units[number - 1].last_block < unit.block - 1
        if free or int(ends[unit.first - 1]) < stop:
            begin = begin if free else int(ends[unit.first - 1])
            if evidence.text[begin:stop].rstrip(_EDGES)[-1:] and _LEADS_ON.search(
                evidence.text, begin, stop
            ):
                found.append(NarrationBeside(begin, stop, "before", ""))
    if evidence.text[low:first].strip():
        found.append(NarrationBeside(low, first, "before", ""))
    for part in range(unit.first, unit.last):
        begin = int(ends[part])
        inner = evidence.text[max(int(starts[part]), begin - 6) : begin].rstrip("\"”“'’‘»«_* \n")
        last = part + 1 == unit.last
        stop = high if last else int(starts[part + 1])
        if stop > begin and evidence.text[begin:stop].strip():
            found.append(NarrationBeside(begin, stop, "after" if last else "between", inner[-1:]))
    return found


def find_cues(evidence: SpeechEvidence, segments: list[NarrationBeside]) -> list[Cue]:
    """The cues of one speech, the surest first."""
    cues: list[Cue] = []
    for segment in segments:
        cue = None
        if segment.place != "before":
            cue = _following(evidence, segment)
        if cue is None and segment.place != "after":
            cue = _leading(evidence, segment)
        if cue is not None:
            cues.append(cue)
    cues.sort(key=lambda c: -c.sure)
    return cues


def _mentions(evidence: SpeechEvidence, start: int, end: int) -> list[int]:
    """Mentions that begin in the range, without those inside another. Few."""
    low = bisect_left(evidence.mention_start, start)
    high = bisect_left(evidence.mention_start, end)
    kept: list[int] = []
    edge = -1
    for at in range(low, high):
        if evidence.mention_start[at] >= edge:
            kept.append(at)
            edge = int(evidence.mention_end[at])
    return kept


_OWN = re.compile(
    r"(?:['’]s?|\ss)\s+(?:\w+\s+)?(?!voice|tone|face|eyes?|lips|answer|reply|words?|hand)\w"
)


def _owns(evidence: SpeechEvidence, mention: int) -> bool:
    """Whether the mention only owns the subject: Anna's mother is not Anna; her voice is."""
    return _OWN.match(evidence.text, int(evidence.mention_end[mention])) is not None


def _following(evidence: SpeechEvidence, segment: NarrationBeside) -> Cue | None:
    text = evidence.text
    end = min(segment.end, segment.start + _REACH)
    words = [m.span() for m in _WORD.finditer(text, segment.start, end)][:9]
    if not words or text[segment.start : words[0][0]].strip(" \n\t-—–,_*)(") not in ("",):
        return None
    mentions = _mentions(evidence, segment.start, end)
    head = text[slice(*words[0])]
    open_end = segment.lead in (",", "-", "—", "–", "?", "!", "…", "")
    if head in _VERBS or (segment.lead == "," and head.islower() and head.endswith(("ed", "s"))):
        sure = 1.0 if head in SPEECH_VERBS else 0.8
        for mention in mentions:
            start = int(evidence.mention_start[mention])
            between = text[words[0][1] : start]
            if re.search(r"[.,;:!?]", between) or between.count(" ") + between.count("\n") > 3:
                break
            if start > words[0][0] and not _owns(evidence, mention):
                return Cue(words[0][0], mention, segment.place, sure)
        if head in SPEECH_VERBS:
            return None
    for mention in mentions[:1]:
        start, stop = int(evidence.mention_start[mention]), int(evidence.mention_end[mention])
        if len([w for w in words if w[0] < start]) > 2 or _owns(evidence, mention):
            return None
        verb = next((w for w in words if w[0] >= stop and text[slice(*w)] in SPEECH_VERBS), None)
        between = text[stop : verb[0]] if verb else ""
        if verb and not re.search(r"[.;:!?]", between) and between.count(" ") <= 6:
            beside = not between.strip() and text[slice(*verb)] in _PLAIN
            sure = 1.0 if segment.lead in (",", "-", "—") else 0.75 if open_end or beside else 0.5
            return Cue(verb[0], mention, segment.place, sure)
        if segment.lead == ",":
            return Cue(-1, mention, segment.place, 0.7)
    return None


_NOT_SUBJECT = re.compile(
    rf"\b(?:{alternation(BEFORE_AN_OBJECT)}|\w+ing|\w+ed|"
    r"saw|heard|took|made|told|gave|let)\s{1,9}(?:the|a|an|his|"
    r"her|my|their|our|dear|poor|old|young)?\s{0,9}$",
    re.I,
)
_OBJECTS = frozenset("him her me us them his my their our".split())


_HEARD = re.compile(
    r"\b(?:hear|hears|heard|hearing|let|made|make|bade)\s{1,9}"
    r"(?:the|a|an|his|her|my|their|our|dear|poor|old|young)?\s{0,9}$"
)


def _subject(evidence: SpeechEvidence, before: list[int], start: int, verb: str) -> int:
    """The mention nearest the verb that can be its subject."""
    nearest = int(evidence.mention_start[before[-1]])
    if verb in BARE_VERBS and _HEARD.search(evidence.text, max(start, nearest - 30), nearest):
        return before[-1]  # "Anna heard Bert say"
    for mention in reversed(before):
        at, end = int(evidence.mention_start[mention]), int(evidence.mention_end[mention])
        if evidence.text[at:end].lower() in _OBJECTS or _owns(evidence, mention):
            continue
        if not _NOT_SUBJECT.search(evidence.text, max(start, at - 30), at):
            return mention
    return before[0]


def _leading(evidence: SpeechEvidence, segment: NarrationBeside) -> Cue | None:
    text = evidence.text
    lead = text[segment.start : segment.end].rstrip(" \n\t_*")
    if not lead:
        return None
    start = sentence_start(text, segment.start, segment.start + len(lead))
    ending = lead[-1]
    if ending in ".!?;" or segment.end - start > 3 * _REACH:
        return None
    words = [
        m.span() for m in _WORD.finditer(text, max(start, segment.end - 2 * _REACH), segment.end)
    ]
    verb = next((w for w in reversed(words) if text[slice(*w)] in SPEECH_VERBS), None)
    mentions = _mentions(evidence, start, segment.end)
    if not mentions:
        return None
    if verb is not None:
        before = [m for m in mentions if evidence.mention_end[m] <= verb[0]]
        subject = _subject(evidence, before, start, text[slice(*verb)]) if before else mentions[0]
        return Cue(verb[0], subject, segment.place, 0.95 if ending in ",:" else 0.7)
    if ending in ":,—-":
        return Cue(-1, mentions[0], segment.place, 0.5 if ending == ":" else 0.3)
    return None
