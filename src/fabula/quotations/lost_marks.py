"""What others say inside a speech, where the single marks of that are lost.

A text that has gone through a conversion which knows only ASCII has blanks or question
marks where its curly marks stood: ``"He came.  And then,  said he,  you ll see. "``. Such
a text shows itself: by its parted words (``you ll``, ``it s``), by closing marks that
nothing opens, by question marks before words. Only there are these traces read as marks:
the roles of all those of a speech (opening, closing, both, neither) are chosen together,
by what stands beside each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fabula.quotations.marks import is_elided
from fabula.quotations.tags import find_tag

__all__ = ["Loss", "find_loss", "lost_quotations"]

_PARTED = re.compile(r"[a-z] (?:s|t|ll|ve|re|d|m)\b")
_WHOLE = re.compile(r"[a-z]['’][a-z]")
_CLOSER = re.compile(r"[a-z][,.!?]_?['’](?=[\s\"”])")
_OPENER = re.compile(r"(?:^|[\s\"“(—-])['‘](?=[A-Z_])", re.MULTILINE)
_QUERY = re.compile(r"(?:^|[\s\"“(—-])\?(?=[^\W\d_])", re.MULTILINE)
_WIDE = re.compile(r"(?<=[^\W_]) {2,4}(?=[^\W_])")
_TRACE = re.compile(
    r" {2,}(?=[^\s?])|(?<=[\n\"“]) +(?=[^\s?])| +(?=[\n\"”]|$)|(?<=[\w.,!?;_-])['’](?![^\W_])"
    r"|(?<=[\s\"“(—-])\?(?=[^\W\d_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("the and for from with into upon between".split())  # in titles too
_LONGEST_TAG = 90  # code points
_FEWEST = 5  # fewer are slips of one who typed
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Loss:
    """What a text has lost. ``width``: the blanks that each mark left; 0: a question mark.

    ``closing``: closing marks and apostrophes are lost too, not the opening ones alone.
    """

    width: int
    closing: bool


@dataclass(frozen=True, slots=True)
class _Trace:
    """Where marks may have stood: ``text[start:end]``.

    ``opens``/``closes``: how much speaks for it, in log odds; ``both``: the blanks are wide
    enough for one mark that closes and another that opens. ``tagged``: the words after it
    say who speaks; ``goes_on``: those before it say who spoke, and the sentence goes on.
    """

    start: int
    end: int
    opens: float
    closes: float
    both: bool = False
    tagged: bool = False
    goes_on: bool = False


def find_loss(text: str) -> Loss | None:
    """What the text has lost; None, as nearly always, for nothing. Linear in its length."""
    if len(_QUERY.findall(text)) >= 2 * _FEWEST:
        return Loss(0, closing=False)
    parted = len(_PARTED.findall(text))
    closing = parted >= 2 * _FEWEST and parted > 10 * len(_WHOLE.findall(text))
    if not closing:
        closers = len(_CLOSER.findall(text))
        if closers < _FEWEST or closers < 5 * len(_OPENER.findall(text)):
            return None
    widths = [len(blank) for blank in _WIDE.findall(text)]
    # In UTF-8 a dash or a curly mark is three bytes, and each may leave a blank.
    return Loss(3 if widths.count(3) > widths.count(2) + widths.count(4) else 1, closing)


def lost_quotations(
    text: str, start: int, end: int, loss: Loss, *, closed: bool
) -> list[tuple[int, int]]:
    """The talk told inside the speech ``text[start:end]``: each quotation, traces included.

    Talk is what has a tag (``said he``) or stands as a sentence of its own; words that the
    speech only reports or names are left in it. ``closed``: the speech has its closing
    mark; else it goes on in the next paragraph, and what is quoted last may go on with it.
    Linear in the speech's length.
    """
    found = (_trace(text, *m.span(), (start, end), loss) for m in _TRACE.finditer(text, start, end))
    traces = _with_tags(text, [trace for trace in found if trace is not None], end)
    if all(trace.opens < 0 for trace in traces):
        return []
    return list(_talk(text, start, end, traces, _roles(traces, closed=closed)))


def _talk(
    text: str, start: int, end: int, traces: Sequence[_Trace], roles: str
) -> Iterator[tuple[int, int]]:
    opened: _Trace | None = None
    for trace, role in zip(traces, roles, strict=True):
        if opened is not None and role in "cb":
            if trace.tagged or _is_told(text, start, opened, trace.start):
                yield opened.start, trace.end
            opened = None
        if role in "ob":
            opened = trace
    if opened is not None and _is_told(text, start, opened, end):
        yield opened.start, end


def _is_told(text: str, start: int, opened: _Trace, end: int) -> bool:
    """Whether the words after an opening mark are talk and not part of a sentence, or a title."""
    lead = text[start : opened.start].rstrip()[-1:]
    words = text[opened.end : end].rstrip()
    later = [w for w in _WORD.findall(words)[1:] if len(w) > 2 and w not in _SMALL]
    names = sum(word[0].isupper() for word in later)
    if words[-1:] not in ("!", "?") and (2 * names > len(later) or not later):
        return False
    return opened.goes_on or lead in ("", ".", "!", "?", '"', "“", "'", "’")


def _with_tags(text: str, traces: Sequence[_Trace], end: int) -> list[_Trace]:
    """The traces; more speaks for marks before and after words that say who speaks."""
    out: list[_Trace] = []
    for number, trace in enumerate(traces):
        here = trace
        if out and out[-1].tagged and _is_tag(text, out[-1].end, here.start):
            here = replace(here, opens=here.opens + 2.5, closes=here.closes - 2, goes_on=True)
        following = traces[number + 1].start if number + 1 < len(traces) else end
        if here.closes > 0 and find_tag(text, here.end, following, side="after"):
            here = replace(here, closes=here.closes + 1.5, tagged=True)
        out.append(here)
    return out


def _is_tag(text: str, start: int, end: int) -> bool:
    return end - start < _LONGEST_TAG and text[start:end].rstrip()[-1:] in (",", ".", ";", ":")


def _trace(text: str, low: int, high: int, speech: tuple[int, int], loss: Loss) -> _Trace | None:
    """The trace of marks at ``text[low:high]``, blanks or a mark; None for no trace."""
    if low == speech[0]:
        return None
    before = text[low - 1]
    if text[low] in "'’":
        return _Trace(low, high, _NEVER, _closing_score(text, low) + 1)
    if text[low] == "?":
        return _Trace(low, high, _opening_score(text, low, high) + 2, _NEVER)
    if loss.width == 0:
        return None
    wide = high - low
    at_left = before in '\n"“'
    at_right = high >= speech[1] or text[high] in '\n"”'
    if at_left and at_right:
        return None
    if at_left:
        fits = loss.width <= wide <= 2 * loss.width
        return _Trace(low, high, _opening_score(text, low, high), _NEVER) if fits else None
    if at_right:
        fits = loss.closing and wide >= loss.width
        return _Trace(low, high, _NEVER, _closing_score(text, low)) if fits else None
    if wide <= loss.width:
        return None
    opens = _opening_score(text, low, high)
    closes = _closing_score(text, low) if loss.closing else _NEVER
    return _Trace(low, high, opens, closes, loss.closing and wide > 2 * loss.width)


def _opening_score(text: str, low: int, high: int) -> float:
    word = _WORD.search(text, high, high + 20)
    if word is None:
        return _NEVER
    before = text[:low].rstrip(" ")[-1:] if low < 40 else text[low - 40 : low].rstrip(" ")[-1:]
    score = 1.0 if word.group()[0].isupper() else -2.5
    if is_elided(text, word.start() - 1, before in ",:.!?"):
        score -= 4
    if before in ",:":
        return score + 1.5
    return score + (0.7 if before in '.!?-"“\n' else 0.0)


def _closing_score(text: str, low: int) -> float:
    before = text[low - 1] if text[low - 1] != "_" else text[low - 2]
    score = 1.0 if before in ",.!?;" else -1.5
    if before in "snht":
        score -= 1  # the dogs' dinner, goin', an', th', ha'
    return score


def _roles(traces: Sequence[_Trace], *, closed: bool) -> str:
    """The likeliest role of each trace: (o)pens, (c)loses, (b)oth or (n)either."""
    outside, inside = 0.0, _NEVER
    steps: list[tuple[str, str]] = []  # the role that leads outside and the one that leads inside
    for trace in traces:
        to_outside = max((outside, "n"), (inside + trace.closes, "c"))
        again = inside + trace.closes + trace.opens if trace.both else _NEVER
        to_inside = max((inside, "n"), (outside + trace.opens, "o"), (again, "b"))
        outside, inside = to_outside[0], to_inside[0]
        steps.append((to_outside[1], to_inside[1]))
    within = not closed and inside - 0.5 > outside
    roles = []
    for step in reversed(steps):
        role = step[within]
        roles.append(role)
        if role in "co":
            within = not within
    return "".join(reversed(roles))
