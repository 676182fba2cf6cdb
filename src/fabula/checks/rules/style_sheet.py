"""The manuscript's own house style, and what departs from it.

What it finds
    One word spelled two ways, American spellings in a British manuscript or the
    reverse, a compound now hyphenated and now closed, straight quotation marks
    among curly ones, two kinds of dash, ellipsis or possessive. The commoner form is
    taken for the house style; each departure is told once, with its counts.

Why a reader cares
    Either form is right. Both together look like an oversight, and a publisher's
    copy editor will ask which one is meant.

Flagged
    - The grey sea met a grey sky over grey stones. Grey gulls cried. Only his eyes
      were **gray** as ash.
    - The colour of the harbour was her favourite. Her neighbour's behaviour showed no
      humour, no honour. She said the **flavor** was off.
    - The lighthouse stood empty. They saw the lighthouse, passed the lighthouse and
      feared the lighthouse. The **light-house** saw them.
    - He waited—she knew it—and waited. Then—nothing. Then—a knock. It was
      him **--** alone.
    - James's coat hung by James's hat and James's stick, near **James'** door.

Fine
    - The grey sea met the grey sky. "Gray," said the sign on Dr. Gray's door.
      Because: a name keeps its spelling.
    - They would realize, in time, that the colour of the theatre was wrong.
      Because: Oxford spelling has -ize and -our.
    - It was a well-known house; the house was well known.
      Because: a compound is hyphenated before its noun and open after it.
    - He waited—and waited. Pages 10–12 told him why.
      Because: an en dash between numbers is no break.
    - She looked toward him, then towards the door.
      Because: once each is no house style.

Known misses
    Styles of numbers, and capitals of titles, are not compared. A word's rarer
    spelling is told only where the commoner one has the clear majority.

Source
    The Chicago Manual of Style, 17th ed., 2.61 (the style sheet), 7.1-7.96; SCOWL by
    Kevin Atkinson for what is American and British.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.lexicon import Lexicon, lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.english.spelling import ENDINGS_THAT_DIFFER, MEANINGS_APART, WORDS_THAT_DIFFER
from fabula.manuscript.spans import Span

__all__ = ["style_sheet"]

_CLEAR = 4
"""How many times as common the house style must be, and how often it must stand."""

_REGION_LEAST = 5
_REGION_NAMES: Mapping[str, str] = {"us": "American", "gb": "British"}


@dataclass(slots=True)
class _Uses:
    """Where a lower-case form stands, and how often it has a capital within a sentence."""

    words: list[TextWord] = field(default_factory=list)
    names: int = 0


@check(level="query", topic="style", needs={"text"}, reach="book")
def style_sheet(story: StoryView) -> Iterator[Finding]:
    """Spellings, regions, compounds, marks: one finding for each departure."""
    uses = _uses(story.derive(words_of))
    told: set[str] = set()
    yield from _spellings(story, uses, told)
    if not story.of_manuscript(is_of_older_manner):  # there both shores' spellings were one's own
        yield from _regions(story, uses, told)
    yield from _compounds(story, uses)
    yield from _possessives(story)
    for styles in _MARKS:
        yield from _marks(story, styles)


def _uses(words: Iterable[TextWord]) -> dict[str, _Uses]:
    out: dict[str, _Uses] = defaultdict(_Uses)
    for word in words:
        form = word.form.replace("’", "'").rstrip("'").removesuffix("'s")
        entry = out[form.lower()]
        if form[:1].isupper() and not word.opens:
            entry.names += 1
        else:
            entry.words.append(word)
    return out


def _count(uses: Mapping[str, _Uses], form: str) -> int:
    return len(uses[form].words) if form in uses else 0


def _departure(
    story: StoryView, minor: str, major: str, uses: Mapping[str, _Uses], why: str
) -> Finding:
    """One finding for all places of the rarer form, the first of them marked."""
    word = uses[minor].words[0]
    end = word.start + len(minor)
    typed = story.text[word.start : end]
    mended = major[0].upper() + major[1:] if typed[0].isupper() else major
    house = uses[major].words[0]
    evidence = [Evidence(Span(house.start, house.end), f"“{major}” {_times(_count(uses, major))}")]
    evidence += [
        Evidence(Span(other.start, other.start + len(minor)), f"“{minor}” again")
        for other in uses[minor].words[1:4]
    ]
    edits = [
        Edit(Span(other.start, other.start + len(minor)), _like(story.text, other, major))
        for other in uses[minor].words[1:]
    ]
    return story.finding(
        Span(word.start, end),
        f"{why}: “{minor}” {_times(_count(uses, minor))}, “{major}” {_times(_count(uses, major))}.",
        evidence=evidence,
        edits=[Edit(Span(word.start, end), mended), *edits],
        confidence=0.8,
    )


def _like(text: str, word: TextWord, form: str) -> str:
    return form[0].upper() + form[1:] if text[word.start].isupper() else form


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _spellings(story: StoryView, uses: Mapping[str, _Uses], told: set[str]) -> Iterator[Finding]:
    """One word in two spellings."""
    known = lexicon()
    for form in sorted(uses):
        for other in _other_spellings(form, known):
            if other not in uses or {form, other} & MEANINGS_APART:
                continue
            minor, major = sorted((form, other), key=lambda f: (_count(uses, f), f))
            if minor in told or uses[minor].names or not _clear(uses, minor, major):
                continue
            told.add(minor)
            yield _departure(story, minor, major, uses, "One word in two spellings")


def _clear(uses: Mapping[str, _Uses], minor: str, major: str) -> bool:
    few, many = _count(uses, minor), _count(uses, major)
    return few > 0 and many >= _CLEAR and many >= _CLEAR * few


def _other_spellings(form: str, known: Lexicon) -> Iterator[str]:
    """The listed words that are the same word in another spelling."""
    for one, other in WORDS_THAT_DIFFER:
        if form == one:
            yield other
    if known.region(form) == "both":
        return
    for one, other in ENDINGS_THAT_DIFFER:
        for old, new in ((one, other), (other, one)):
            if form.endswith(old):
                changed = form[: -len(old)] + new
                if known.listed(changed) and changed != form and len(form) > len(old) + 1:
                    yield changed


def _regions(story: StoryView, uses: Mapping[str, _Uses], told: set[str]) -> Iterator[Finding]:
    """Spellings of the other shore."""
    known = lexicon()
    found: dict[str, list[str]] = {"us": [], "gb": []}
    for form in uses:
        region = known.region(form) if _count(uses, form) and known.listed(form, 70) else "both"
        if region in found and form not in MEANINGS_APART and list(_other_spellings(form, known)):
            found[region].append(form)
    totals = {region: sum(_count(uses, f) for f in forms) for region, forms in found.items()}
    home, away = ("us", "gb") if totals["us"] >= totals["gb"] else ("gb", "us")
    if totals[home] < _REGION_LEAST or totals[home] < _CLEAR * totals[away]:
        return
    sample = min(found[home], key=lambda f: (-_count(uses, f), f))
    for form in sorted(found[away]):
        if form in told or uses[form].names:
            continue
        yield _foreign(story, form, sample, (home, away), uses, known)


def _foreign(
    story: StoryView,
    form: str,
    sample: str,
    regions: tuple[str, str],
    uses: Mapping[str, _Uses],
    known: Lexicon,
) -> Finding:
    home, away = regions
    word, house = uses[form].words[0], uses[sample].words[0]
    own = next((o for o in _other_spellings(form, known) if known.region(o) in (home, "both")), "")
    spans = [Span(w.start, w.start + len(form)) for w in uses[form].words]
    return story.finding(
        spans[0],
        f"“{form}” is {_REGION_NAMES[away]}; the manuscript is {_REGION_NAMES[home]}"
        + (f", which has “{own}”." if own else "."),
        evidence=[Evidence(Span(house.start, house.end), f"{_REGION_NAMES[home]} “{sample}”")],
        edits=[
            Edit(span, _like(story.text, w, own))
            for span, w in zip(spans, uses[form].words, strict=True)
            if own
        ],
        confidence=0.7 if word.opens else 0.75,
    )


def _compounds(story: StoryView, uses: Mapping[str, _Uses]) -> Iterator[Finding]:
    """A compound hyphenated here and closed there."""
    known = lexicon()
    for form in sorted(uses):
        closed = form.replace("-", "")
        if "-" not in form or closed not in uses or uses[form].names or uses[closed].names:
            continue
        parts = form.split("-")
        if len(parts) != 2 or not all(known.listed(p, 70) and len(p) > 1 for p in parts):
            continue
        minor, major = sorted((form, closed), key=lambda f: (_count(uses, f), f))
        if _clear(uses, minor, major):
            yield _departure(story, minor, major, uses, "One compound in two forms")


_POSSESSIVE = re.compile(r"\b([A-Z][a-z]+s)(['’]s?)(?=[\s,.;:!?—-])(?!['’])")


def _possessives(story: StoryView) -> Iterator[Finding]:
    """James's and James': a name's possessive in two forms."""
    places: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for match in _POSSESSIVE.finditer(story.text):
        kind = "'s" if match[2].endswith("s") else "'"
        places[match[1]][kind].append(Span(*match.span()))
    for name, kinds in sorted(places.items()):
        if len(kinds) < 2:
            continue
        minor, major = sorted(kinds, key=lambda k: (len(kinds[k]), k))
        few, many = kinds[minor], kinds[major]
        if len(many) < _CLEAR - 1 or len(many) < (_CLEAR - 1) * len(few):
            continue
        first, house = few[0], many[0]
        mark = story.text[house.start + len(name) : house.end]
        yield story.finding(
            first,
            f"One possessive in two forms: “{first.text(story.text)}” {_times(len(few))}, "
            f"“{house.text(story.text)}” {_times(len(many))}.",
            evidence=[Evidence(house, "the commoner form")],
            edits=[Edit(Span(s.start + len(name), s.end), mark) for s in few],
            confidence=0.8,
        )


_MARKS: tuple[tuple[str, Mapping[str, str], Mapping[str, str]], ...] = (
    (
        "Two kinds of dash",
        {"—": r"(?:(?<![—\s-])\s+|(?<![—-]))—\s*(?!—)", "--": r"(?<!-)--(?!-)",
         " – ": r"(?<=[a-z,]) – (?=[a-z])", " - ": r"(?<=[a-z,]) - (?=[a-z])"},
        {"—": "—", "--": "--", " – ": " – ", " - ": " - "},
    ),
    (
        "Two kinds of ellipsis",
        {"…": r"…", "...": r"(?<!\.)\.\.\.(?!\.)", ". . .": r"(?<!\. )\. \. \.(?! \.)"},
        {"…": "…", "...": "...", ". . .": ". . ."},
    ),
    (
        "Straight quotation marks among curly ones, or the reverse",
        {"curly": r"[“”]", "straight": r'"'},
        {},
    ),
    (
        "Straight apostrophes among curly ones, or the reverse",
        {"curly": r"(?<=\w)’(?=\w)", "straight": r"(?<=\w)'(?=\w)"},
        {"curly": "’", "straight": "'"},
    ),
)  # fmt: skip


def _marks(
    story: StoryView, styles: tuple[str, Mapping[str, str], Mapping[str, str]]
) -> Iterator[Finding]:
    """Marks of two kinds where the manuscript plainly prefers one."""
    message, patterns, replacements = styles
    found: dict[str, list[Span]] = {}
    counts: Counter[str] = Counter()
    for kind, pattern in patterns.items():
        spans = [Span(*m.span()) for m in re.finditer(pattern, story.text)]
        found[kind] = [s for s in spans if len(s)]
        counts[kind] = len(found[kind])
    (house, many), *others = counts.most_common()
    for kind, few in others:
        if few == 0 or many < _CLEAR or many < _CLEAR * few:
            continue
        new = replacements.get(house)
        first = found[kind][0]
        yield story.finding(
            first,
            f"{message}: “{kind.strip()}” {_times(few)}, “{house.strip()}” {_times(many)}.",
            evidence=[Evidence(found[house][0], "the commoner form")],
            edits=[Edit(span, new) for span in found[kind]] if new else (),
            confidence=0.8,
        )
