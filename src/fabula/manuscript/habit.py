"""Whether a manuscript is written in lines of chat, script or play: its own habit decides.

Cues of one form stand in runs, the names in them come back or are known from the text, and
what stands after them reads like something said. The thresholds are set on novels (none of
their lines may be taken for a cue) and on plays and chats of every form.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fabula.english.address import CHATTED
from fabula.english.numbers import FIRST_FEW
from fabula.english.tables import alternation
from fabula.manuscript.cues import CHAT_FORMS, OWN_LINE, Cue, Form

__all__ = ["Candidate", "in_habit", "reads_as_said"]

_NEAR = 4  # units from one inline cue to the next of its run
_NEAR_OWN = 6  # the same where the cue has a line to itself
_LOOK = 600  # code points of a speech that are looked at
_SAID = re.compile(
    rf"[?!…]|\.\.\.|\b(?:{alternation(CHATTED)})\b|['’](?:m|"
    r"re|ll|ve|d|t)\b",
    re.IGNORECASE,
)
_NUMBER = alternation(FIRST_FEW)
_VALUE = re.compile(rf"[\W\d]*(?:\d+\s?\S{{0,12}})?|(?:{_NUMBER})(?: [a-z]+){{1,2}}")
_WORD = re.compile(r"[^\W\d_]+")
_TYPED: frozenset[Form] = frozenset(("bracket", "arrow", "colon"))
_QUOTE = re.compile(r"[\"“«]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be spoken: its cue, the number of the unit it stands in, and its words.

    ``said``: where the words begin and, at the latest, end; in the same unit or later ones.
    """

    cue: Cue
    unit: int
    said: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _CueRun:
    """Candidates of one form that stand close together, and what they show.

    ``names``: how often each name stands in the run. ``said``, ``values``, ``quoting``: the
    shares of them that read like something said, are a mere number, hold quotation marks.
    ``recurs``: somebody in it has another line in the manuscript. ``known``: the text names
    all of them elsewhere too. ``common``: the share whose name is rather a common word
    of the text. ``scripted``: the manuscript has the scene headings of a script.
    """

    form: Form
    members: Sequence[Candidate]
    names: Counter[str]
    said: float
    values: float
    quoting: float
    recurs: bool
    known: bool
    common: float
    scripted: bool


def in_habit(text: str, candidates: Sequence[Candidate], *, scripted: bool) -> list[Candidate]:
    """The candidates whose form the manuscript keeps to, in order; none overlap."""
    by_form: defaultdict[tuple[Form, bool], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_form[candidate.cue.form, candidate.cue.capitals].append(candidate)
    words: Counter[str] | None = None
    cues = Counter(c.cue.key for c in candidates)
    kept: list[Candidate] = []
    for members in by_form.values():
        runs = [run for run in _runs(members) if len(run) > 1]
        if not runs:
            continue
        if words is None:
            words = Counter(_WORD.findall(text))
        sound = [r for r in runs if _is_talk(_look(text, r, cues, words, scripted=scripted))]
        names = {c.cue.key for run in sound for c in run}
        kept += [c for c in members if c.cue.key in names]
    kept += _among(candidates, kept)
    kept.sort(key=lambda c: c.cue.start)
    return _apart(kept)


def _among(candidates: Sequence[Candidate], kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """Lines of a chat whose name is the only one in capitals, or not: between lines kept."""
    units = {(c.cue.form, c.unit) for c in kept}
    starts = {c.cue.start for c in kept}
    lines = Counter((c.cue.form, c.unit) for c in kept)
    for c in candidates:
        form = c.cue.form
        if form not in _TYPED or c.cue.start in starts:
            continue
        inside = lines[form, c.unit] > 1
        if inside or {(form, c.unit - 1), (form, c.unit + 1)} <= units:
            yield c


def reads_as_said(text: str, low: int, high: int) -> bool:
    """Whether ``text[low:high]`` has what speech has: first or second person, calls, questions."""
    return _SAID.search(text, low, high) is not None


def _apart(kept: Sequence[Candidate]) -> list[Candidate]:
    """Without a cue that is itself what another says."""
    found: list[Candidate] = []
    for candidate in kept:
        if not found or candidate.cue.start >= found[-1].cue.end:
            found.append(candidate)
    return found


def _runs(members: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    run: list[Candidate] = []
    near = _NEAR_OWN if members[0].cue.form in OWN_LINE else _NEAR
    for candidate in members:
        if run and candidate.unit - run[-1].unit > near:
            yield run
            run = []
        run.append(candidate)
    yield run


def _look(
    text: str, run: Sequence[Candidate], cues: Counter[str], words: Counter[str], *, scripted: bool
) -> _CueRun:
    names = Counter(c.cue.key for c in run)
    lines = [_first_line(text, c) for c in run]
    count = len(run)
    return _CueRun(
        form=run[0].cue.form,
        members=run,
        names=names,
        said=sum(reads_as_said(text, *line) for line in lines) / count,
        values=sum(_VALUE.fullmatch(text, *line) is not None for line in lines) / count,
        quoting=sum(_QUOTE.search(text, *span) is not None for span in _under(run)) / count,
        recurs=any(cues[name] > 1 for name in names),
        known=all(cues[n] > names[n] or _is_known(n, cues[n], words) for n in names),
        common=sum(
            not c.cue.capitals and words[c.cue.key] > cues[c.cue.key]
            for c in run
            if " " not in c.cue.key and not c.cue.capitals
        )
        / count,
        scripted=scripted,
    )


def _under(run: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """What stands under each cue of a run, up to the next where the cue has a line to itself."""
    for c, after in zip(run, [*run[1:], None], strict=True):
        high = c.said[1]
        if c.cue.form in OWN_LINE:
            high = after.cue.start if after is not None else max(high, c.said[0] + _LOOK)
        yield c.said[0], min(high, c.said[0] + _LOOK)


def _first_line(text: str, candidate: Candidate) -> tuple[int, int]:
    low, high = candidate.said
    high = min(high, low + _LOOK)
    stop = text.find("\n", low, high)
    return low, high if stop < 0 else stop


def _is_known(name: str, cues: int, words: Counter[str]) -> bool:
    last = name.split()[-1]
    return words[last.title()] + words[last.upper()] > cues


def _is_talk(run: _CueRun) -> bool:
    """Whether a run of candidates of one form is talk."""
    if run.values > 0.5:
        return False
    if run.form in ("angle", "stamped", "header"):
        return True
    if len(run.members) == 2:
        return _two_are_talk(run)
    if run.said < 0.3 or not (run.recurs or (run.known and len(run.names) > 1)):
        return False
    return _FURTHER[run.form](run)


def _two_are_talk(run: _CueRun) -> bool:
    """Two lines are little to go by: names that the text knows, or a form of chats alone."""
    if run.form in OWN_LINE:
        return run.scripted and run.form == "own"
    if run.form in ("stop", "small stop") or not run.said:
        return False
    return run.known or (run.form in CHAT_FORMS and len(run.names) == 2 and run.said > 0.5)


def _colon(run: _CueRun) -> bool:
    """Two speak, or one of whom it is plain; and no common words stand for names."""
    return run.common <= 0.5 and (len(run.names) > 1 or run.known or run.said >= 0.6)


def _own(run: _CueRun) -> bool:
    """Under names alone on their lines stand speeches, not chapters that quote speech."""
    return (run.scripted or len(run.names) > 1) and run.quoting <= (0.4 if run.scripted else 0.2)


def _stopped(run: _CueRun) -> bool:
    return len(run.names) > 1 and max(run.names.values()) > 1


def _small_stopped(run: _CueRun) -> bool:
    """``Mara. Speech`` is like any sentence of one word: the run must be long and close."""
    back = sum(count > 1 for count in run.names.values())
    span = run.members[-1].unit - run.members[0].unit + 1
    dense = run.form in OWN_LINE or len(run.members) >= 0.7 * span
    return len(run.members) > 3 and back > 1 and dense and not run.common


_FURTHER: dict[Form, Callable[[_CueRun], bool]] = {
    "bracket": _colon,
    "arrow": _colon,
    "colon": _colon,
    "own": _own,
    "own colon": _own,
    "own stop": _small_stopped,
    "stop": _stopped,
    "small stop": _small_stopped,
}
