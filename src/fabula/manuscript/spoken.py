"""Chat, scripts and plays: which lines of a manuscript are spoken, and by whose name.

A line is taken for speech by the manuscript's own habit, never by its look alone: such
lines stand in runs, names come back in them, and what stands after the names reads like
something said. A novel with one line like a chat's stays a novel. Linear in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from fabula.manuscript.cues import CHAT_FORMS, OWN_LINE, Cue, is_transition, read_cue
from fabula.manuscript.draft import Draft, Unit
from fabula.manuscript.gutenberg import story_bounds
from fabula.manuscript.habit import Candidate, in_habit, reads_as_said
from fabula.manuscript.headings import is_break, read_heading
from fabula.manuscript.model import Block, BlockKind, SpokenLine
from fabula.manuscript.spans import Span

__all__ = ["blocks_of_lines", "mark_spoken", "split_asides"]

_LONGEST_SPEECH = 3000  # code points below a cue; a chapter under a name is longer
_SHORT_LINE = 60  # code points; a line that ends before was ended by the writer
_SLUG_LEVEL = 6
_SLUG = re.compile(r"[.\d]*\s*(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)(?:\.|\s)\s*\S")
_BRACKETED = re.compile(
    r"[_*]{0,2}\[[^\[\]]{1,600}\][_*]{0,2}|[_*]{0,2}\([^()]{1,600}\)[_*]{0,2}\.?"
)
_PARENTHESIS = re.compile(r"\s*[_*]{0,2}[(\[][^()\[\]]{1,300}[)\]][_*]{0,2}[.]?\s*")
_PERSONS = re.compile(
    r"[_*\s]*(?:dramatis person|(?:the )?(?:persons|characters|cast|people|players)\b)",
    re.IGNORECASE,
)


def mark_spoken(draft: Draft) -> None:
    """Find the spoken lines of a draft, unless its reader knew them, and mark its units.

    Fills ``draft.lines``. A unit in which lines are spoken is neither heading nor title;
    the headings of a script's scenes become headings that open scenes, its transitions breaks.
    """
    if not draft.lines:
        story = _story(draft)
        candidates = list(_candidates(draft.text, story))
        scripted = _mark_slugs(draft, candidates)
        if scripted:
            story = _story(draft)
            candidates = list(_candidates(draft.text, story))
        kept = in_habit(draft.text, candidates, scripted=scripted)
        draft.lines = [_line(draft.text, c, n, story) for c, n in _with_next(kept)]
        if any(c.cue.form == "own" for c in kept):
            _mark_transitions(draft)
    _mark_units(draft)


def _story(draft: Draft) -> list[Unit]:
    low, high = story_bounds(draft.text)
    return [u for u in draft.units if u.start >= low and u.end <= high and not u.contents]


def _mark_units(draft: Draft) -> None:
    starts = [unit.start for unit in draft.units]
    for line in draft.lines:
        for span in (line.cue, *line.parts, *line.asides):
            at = bisect_left(starts, span.start + 1) - 1
            if at >= 0 and span.start < draft.units[at].end:
                draft.units[at].spoken = True


# --- candidates ----------------------------------------------------------------------------


def _candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """Every line that looks like a cue and has something said after it, in order."""
    listing = False
    for number, unit in enumerate(units):
        if unit.kind != "paragraph":
            listing = False
            continue
        if unit.end - unit.start < 60 and _PERSONS.match(text, unit.start, unit.end):
            listing = True
            continue
        for cue, end in _cues(text, unit.start, unit.end):
            if _heads(text[cue.start : end]):
                listing = False
            elif not listing or _opens_talk(text, cue, end):
                listing = False
                said = _said(text, units, number, cue, end)
                if said is not None:
                    yield Candidate(cue, number, said)


def _cues(text: str, low: int, high: int) -> Iterator[tuple[Cue, int]]:
    """The lines of a unit that look like cues, each with where the line ends."""
    first: Cue | None = None
    before = low
    for start, end in _lines(text, low, high):
        cue = read_cue(text, start, end)
        if cue is not None and not is_break(text[start:end]):
            if start == low:
                first = cue
            if start == low or _begins_line(text, before, start, end, cue, first):
                yield cue, end
        before = start


def _said(
    text: str, units: Sequence[Unit], number: int, cue: Cue, end: int
) -> tuple[int, int] | None:
    """What may be said after a cue whose line ends here, or None where nothing is."""
    if cue.form in OWN_LINE:
        found = _below(text, units, number, end)
        goes_on = found is not None and cue.form == "own" and text[found[0]].islower()
        return None if goes_on else found
    reach = number if cue.form in CHAT_FORMS else _glued(text, units, number)
    return cue.end, units[reach].end


def _begins_line(text: str, before: int, start: int, end: int, cue: Cue, first: Cue | None) -> bool:
    """Whether a line within a paragraph is one of its own, not the last one's words wrapped.

    ``before``: where the line before begins.
    """
    if first is not None and first.form == cue.form:
        return True
    lead = text[before:start].rstrip()
    word = text[start:end].split(maxsplit=1)[0]
    return len(lead) + len(word) < _SHORT_LINE or lead[-1:] in '.!?…:)]"”*_'


def _opens_talk(text: str, cue: Cue, end: int) -> bool:
    """Whether a line below a list of persons is no entry of it any more."""
    capital = text[cue.end : cue.end + 1].isupper()
    return cue.form in OWN_LINE or (capital and reads_as_said(text, cue.end, end))


def _heads(line: str) -> bool:
    return len(line) < 120 and read_heading(line) is not None


def _lines(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The lines of a unit without the blanks at their edges."""
    at = low
    while at < high:
        stop = text.find("\n", at, high)
        stop = high if stop < 0 else stop
        start, end = at, stop
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end
        at = stop + 1


def _glued(text: str, units: Sequence[Unit], number: int) -> int:
    """The last of the units that stand below one without a blank line between.

    Only where a blank line stands before it; else the text has none to tell by.
    """
    if number and text.count("\n", units[number - 1].end, units[number].start) < 2:
        return number
    while (
        number + 1 < len(units)
        and units[number + 1].kind == "paragraph"
        and text.count("\n", units[number].end, units[number + 1].start) == 1
    ):
        number += 1
    return number


def _below(text: str, units: Sequence[Unit], number: int, end: int) -> tuple[int, int] | None:
    """What is said below a cue that ends its line: the rest of its unit, or the next unit."""
    last = units[_glued(text, units, number)].end
    under = next(_lines(text, end, last), None)
    if under is not None:
        return under[0], last
    for at in range(number + 1, min(number + 3, len(units))):
        there = units[at]
        if there.kind != "paragraph" or there.end - there.start > _LONGEST_SPEECH:
            return None
        if not _PARENTHESIS.fullmatch(text, there.start, there.end):
            line = next(_lines(text, there.start, there.end))
            cue = read_cue(text, *line)
            if cue is not None and cue.form == "own" and line[1] == there.end:
                return None
            return units[number + 1].start, there.end
    return None


# --- lines ---------------------------------------------------------------------------------


def _with_next(kept: Sequence[Candidate]) -> Iterator[tuple[Candidate, int]]:
    """Each candidate with where the next one's cue begins."""
    for number, candidate in enumerate(kept):
        after = kept[number + 1].cue.start if number + 1 < len(kept) else candidate.said[1]
        yield candidate, after


def _line(text: str, candidate: Candidate, after: int, units: Sequence[Unit]) -> SpokenLine:
    cue = candidate.cue
    low, high = candidate.said
    high = min(high, after) if after > low else high
    if cue.form in OWN_LINE and high - low > _LONGEST_SPEECH:
        high = next(_lines(text, low, high))[1]
    staged = cue.form not in CHAT_FORMS and (cue.capitals or cue.form != "colon")
    if not staged:
        high = _own_lines(text, low, high)
    parts: list[Span] = []
    asides: list[Span] = []
    for piece in _by_unit(units, candidate.unit, low, high):
        said, told = split_asides(text, *piece, staged=staged)
        parts += said
        asides += told
    return SpokenLine(
        _trimmed(text, cue.start, cue.end)[0], Span(*cue.name), tuple(parts), tuple(asides)
    )


def _by_unit(units: Sequence[Unit], number: int, low: int, high: int) -> list[tuple[int, int]]:
    """A stretch of the text cut where its units end."""
    found: list[tuple[int, int]] = []
    while number < len(units) and units[number].start < high:
        start, end = max(low, units[number].start), min(high, units[number].end)
        if start < end:
            found.append((start, end))
        number += 1
    return found


def _own_lines(text: str, low: int, high: int) -> int:
    """Where the first line ends, and those that go on with it because it was full."""
    end = low
    for start, stop in _lines(text, low, high):
        if end > low:
            line = text.rfind("\n", 0, end) + 1
            word = text[start:stop].split(maxsplit=1)[0]
            if end - line + 1 + len(word) < _SHORT_LINE:
                break
        end = stop
    return end


def split_asides(text: str, low: int, high: int, *, staged: bool) -> tuple[list[Span], list[Span]]:
    """The parts of ``text[low:high]`` that are said, and the brackets in which is only told.

    A chat's brackets are said, unless they open the line; on a stage those in square
    brackets, and round ones between sentences, tell what is done.
    """
    said: list[Span] = []
    told: list[Span] = []
    at = low
    for match in _BRACKETED.finditer(text, low, high):
        before = text[max(at, match.start() - 40) : match.start()].rstrip(" \t\n_*")
        opens = not before and not said
        between = not before or before[-1] in ".!?…—-:;"
        if not (opens or (staged and ("[" in match[0][:3] or between))):
            continue
        said += _trimmed(text, at, match.start())
        told += _trimmed(text, match.start(), match.end())
        at = match.end()
    said += _trimmed(text, at, high)
    return said, told


def _trimmed(text: str, low: int, high: int) -> list[Span]:
    """The span without blanks at its edges, if it has words or marks of speech."""
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return [Span(low, high)] if text[low:high].strip("_*.,;: \t\n") else []


# --- scripts: scene headings, transitions --------------------------------------------------


def _mark_slugs(draft: Draft, candidates: Sequence[Candidate]) -> bool:
    """Turn the headings of a script's scenes into headings; whether there are any.

    A single one is a script's only where names stand alone on their lines.
    """
    text = draft.text
    found = [
        unit
        for unit in draft.units
        if unit.kind != "break" and not unit.contents and _is_slug(text, unit)
    ]
    own = any(c.cue.form == "own" for c in candidates)
    if not found or (len(found) < 2 and not own):
        return False
    at: dict[int, Unit] = {id(unit): unit for unit in found}
    units: list[Unit] = []
    for unit in draft.units:
        units.append(unit)
        if id(unit) not in at:
            continue
        low, stop = next(_lines(text, unit.start, unit.end))
        rest = _trimmed(text, stop, unit.end)
        unit.start, unit.end = low, stop
        unit.kind, unit.level, unit.scene, unit.spoken = "heading", _SLUG_LEVEL, True, True
        units += [Unit("paragraph", span.start, span.end) for span in rest]
    draft.units[:] = units
    return True


def _is_slug(text: str, unit: Unit) -> bool:
    start, stop = next(_lines(text, unit.start, unit.end), (0, 0))
    if stop - start > 120 or _SLUG.match(text, start, stop) is None:
        return False
    line = text[start:stop]
    return sum(c.isupper() for c in line) > 2 * sum(c.islower() for c in line)


def _mark_transitions(draft: Draft) -> None:
    for unit in draft.units:
        short = unit.kind == "paragraph" and unit.end - unit.start < 40
        if short and is_transition(draft.text[unit.start : unit.end]):
            unit.kind, unit.spoken = "break", True


# --- blocks --------------------------------------------------------------------------------


def blocks_of_lines(
    text: str, blocks: Sequence[Block], lines: Sequence[SpokenLine]
) -> tuple[Block, ...]:
    """The blocks, with paragraphs in which lines are spoken cut into cues, asides and speech."""
    if not lines:
        return tuple(blocks)
    cuts: list[tuple[Span, BlockKind]] = []
    for line in lines:
        cuts.append((line.cue, "cue"))
        cuts += [(span, "aside") for span in line.asides]
        cuts += [(span, "paragraph") for span in line.parts]
    cuts.sort(key=lambda cut: cut[0].start)
    starts = [span.start for span, _ in cuts]
    out: list[Block] = []
    for block in blocks:
        low = bisect_left(starts, block.span.start)
        high = bisect_left(starts, block.span.end)
        if block.kind != "paragraph" or low == high:
            out.append(block)
            continue
        at = block.span.start
        for span, kind in cuts[low:high]:
            out += [Block("paragraph", gap) for gap in _trimmed(text, at, span.start)]
            out.append(Block(kind, span))
            at = span.end
        out += [Block("paragraph", gap) for gap in _trimmed(text, at, block.span.end)]
    return tuple(out)
