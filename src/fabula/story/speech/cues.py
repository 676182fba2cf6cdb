"""The narration beside a speech, and the tags in it: which mention says the speech is its own."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from fabula.quotations.tags import Tag, TagPlace
from fabula.quotations.tags_among import tag_after_among, tag_before_among
from fabula.story.speech.evidence import SpeechEvidence

__all__ = ["NarrationBeside", "find_cues", "narration_beside"]

_EDGES = " \t\r\n_*"
_LEADS_ON = re.compile(r"(?::|,|—|--|:-)[\s_*]*\Z")


@dataclass(frozen=True, slots=True)
class NarrationBeside:
    """Narration beside a speech, in its paragraphs.

    ``place``: before the first part, between parts, or after the last. ``lead``: the
    character that ends the quotation before it ("" when none stands before it); of what
    stands before a speech, that of the other speech whose paragraph it shares.
    """

    start: int
    end: int
    place: TagPlace
    lead: str


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
        shared = number > 0 and low == int(ends[unit.first - 1])
        lead = _last_character(evidence, unit.first - 1) if shared else ""
        found.append(NarrationBeside(low, first, "before", lead))
    for part in range(unit.first, unit.last):
        begin = int(ends[part])
        last = part + 1 == unit.last
        stop = high if last else int(starts[part + 1])
        if stop > begin and evidence.text[begin:stop].strip():
            place: TagPlace = "after" if last else "between"
            found.append(NarrationBeside(begin, stop, place, _last_character(evidence, part)))
    return found


def _last_character(evidence: SpeechEvidence, part: int) -> str:
    """The character that ends a quotation, its marks left out."""
    begin, end = int(evidence.part_start[part]), int(evidence.part_end[part])
    return evidence.text[max(begin, end - 6) : end].rstrip("\"”“'’‘»«_* \n")[-1:]


def find_cues(evidence: SpeechEvidence, segments: list[NarrationBeside]) -> list[Tag]:
    """The tags of one speech with their mentions, the surest first."""
    text = evidence.text

    def mentioned(start: int, end: int) -> list[tuple[int, int, int]]:
        return _mentions(evidence, start, end)

    tags: list[Tag] = []
    for segment in segments:
        tag, where, place = None, (segment.start, segment.end), segment.place
        if place != "before":
            tag = tag_after_among(text, *where, mentioned, place=place, lead=segment.lead)
        if tag is None and place != "after":
            tag = tag_before_among(text, *where, mentioned, place=place)
            if tag is not None and segment.lead and place == "before":
                # "Where?" he asked, and "There," she said: he asked what stands before.
                own = tag_after_among(text, *where, mentioned, place="after", lead=segment.lead)
                if own is not None and own.has_verb and own.mention == tag.mention:
                    tag = None
        if tag is not None:
            tags.append(tag)
    tags.sort(key=lambda tag: -tag.sure)
    return tags


def _mentions(evidence: SpeechEvidence, start: int, end: int) -> list[tuple[int, int, int]]:
    """Mentions that begin in the range, without those inside another. Few."""
    low = bisect_left(evidence.mention_start, start)
    high = bisect_left(evidence.mention_start, end)
    kept: list[tuple[int, int, int]] = []
    edge = -1
    for at in range(low, high):
        begin = int(evidence.mention_start[at])
        if begin >= edge:
            edge = int(evidence.mention_end[at])
            kept.append((begin, edge, at))
    return kept
