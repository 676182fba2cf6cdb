"""Contradictions planted in novels by program, and as many explained or harmless changes.

Two sets of sentences that share nothing, in ``planted_sentences.json``: one to tune on, one to
report on. ``{n}`` is the name of a character of the novel; values with ``_a`` and ``_b``
cannot both be true.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

__all__ = ["SETS", "Kind", "Plant", "Planted", "people", "plant"]

Kind = Literal["attribute", "name", "weekday"]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Miss|Sir|Lady|Lord|Aunt|Uncle|Captain|Dr)\.? (?P<titled>[A-Z][a-z]{3,})\b"
    r"|\b(?:said|cried|asked|replied|answered|exclaimed) (?P<said>[A-Z][a-z]{3,})\b"
    r"|(?<=[a-z,] )(?P<acts>[A-Z][a-z]{3,}) (?:said|asked|looked|went|came|took|turned|had|was)\b"
)
_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|mornings?|afternoons?|evenings?|nights?|to-?morrow|slept|woke)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_NO_PERSON = frozenset(
    "There This That They Then What When Where Which While With Your Lord Lady Miss Father Mother "
    "Uncle Aunt Captain Heaven Church England London France Paris Christmas Doctor".split()
)

SETS: dict[str, dict[str, list[tuple[str, str]]]] = json.loads(
    Path(__file__).with_name("planted_sentences.json").read_text(encoding="utf-8")
)
"""Pairs of sentences: what stands first in the book, and what stands later."""

_COLOURS = {
    "eye": (("blue", "brown"), ("green", "brown"), ("grey", "brown"), ("blue", "green")),
    "hair": (("black", "red"), ("blonde", "black"), ("brown", "blond"), ("red", "brown")),
}
_RESPELL = (
    ("c", "k"), ("k", "c"), ("ph", "f"), ("y", "i"), ("ll", "l"), ("tt", "t"), ("nn", "n"),
    ("ie", "y"), ("ey", "y"), ("th", "t"), ("ea", "ae"), ("or", "er"), ("er", "or"), ("an", "en"),
    ("en", "an"), ("on", "en"), ("l", "ll"), ("t", "tt"), ("n", "nn"), ("r", "rr"), ("e", "a"),
    ("a", "e"), ("i", "y"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted change: its kind, whether it is wrong, and where its words stand."""

    kind: Kind
    wrong: bool
    spans: tuple[tuple[int, int], ...]
    words: str


@dataclass(slots=True)
class Planted:
    """A text with what was planted in it."""

    text: str = ""
    plants: list[Plant] = field(default_factory=list)


def people(text: str, count: int) -> list[str]:
    """Names that stand often in the text where only a person can."""
    seen: Counter[str] = Counter()
    for match in _PERSON.finditer(text):
        name = match["titled"] or match["said"] or match["acts"]
        if name not in _NO_PERSON:
            seen[name] += 1
    frequent = [n for n, c in seen.most_common(3 * count) if c >= 3]
    return [n for n in frequent if len(re.findall(rf"\b{n}\b", text)) >= 5][:count]


def plant(paragraphs: Sequence[str], names: Sequence[str], style: str, seed: int) -> Planted:
    """Plant one change for each name, and two pairs of weekdays; half of them are harmless."""
    chance = random.Random(seed)
    sentences = SETS[style]
    where: dict[int, list[tuple[int, str]]] = {}
    planned: list[tuple[Kind, bool, str]] = []

    def put(paragraph: int, words: str, number: int) -> None:
        where.setdefault(paragraph, []).append((number, words))

    n = len(paragraphs)
    respelled: dict[int, tuple[str, str, int]] = {}
    for k, name in enumerate(names):
        wrong = (k + seed) % 2 == 0
        number = len(planned)
        if k % 3 == 2:
            made = _respell(name, chance) if wrong else name + "s"
            at = _paragraph_with(paragraphs, name, n // 2, n)
            if made and at >= 0:
                planned.append(("name", wrong, made))
                respelled[at] = (name, made, number)
            continue
        pair = chance.choice(sentences["conflict" if wrong else "explained"])
        values = _values(name, chance)
        early = _paragraph_with(paragraphs, name, 0, n // 3)
        late = _paragraph_with(paragraphs, name, n // 2, n)
        if early >= 0 and late >= 0:
            planned.append(("attribute", wrong, pair[1].format(**values)))
            put(early, pair[0].format(**values), number)
            put(late, pair[1].format(**values), number)
    for wrong in (True, False):
        pair = chance.choice(sentences["days" if wrong else "days_fine"])
        values = _values("", chance)
        low, high = (n // 10, n // 2 - 3) if wrong else (n // 2 + 3, n - 3)
        at = _timeless(paragraphs, chance.randrange(low, max(low + 1, high)), n - 3)
        number = len(planned)
        planned.append(("weekday", wrong, pair[1].format(**values)))
        put(at, pair[0].format(**values), number)
        put(at + 2, pair[1].format(**values), number)
    return _assemble(paragraphs, where, respelled, planned)


def _timeless(paragraphs: Sequence[str], start: int, end: int) -> int:
    """The next place where nothing in three paragraphs tells of time that passes."""
    for i in range(start, end):
        if not _TIME.search(" ".join(paragraphs[i : i + 3])):
            return i
    return start


def _assemble(
    paragraphs: Sequence[str],
    where: dict[int, list[tuple[int, str]]],
    respelled: dict[int, tuple[str, str, int]],
    planned: Sequence[tuple[Kind, bool, str]],
) -> Planted:
    spans: dict[int, list[tuple[int, int]]] = {}
    out, at = [], 0
    for i, paragraph in enumerate(paragraphs):
        words = paragraph
        if i in respelled:
            name, made, number = respelled[i]
            match = re.search(rf"\b{name}\b(?!s)", words)
            if match:
                words = words[: match.start()] + made + words[match.end() :]
                begin = at + match.start()
                spans.setdefault(number, []).append((begin, begin + len(made)))
        for number, sentence in where.get(i, ()):
            begin = at + len(words) + 1
            words += " " + sentence
            spans.setdefault(number, []).append((begin, begin + len(sentence)))
        out.append(words)
        at += len(words) + 2
    plants = [
        Plant(kind, wrong, tuple(spans[k]), words)
        for k, (kind, wrong, words) in enumerate(planned)
        if k in spans
    ]
    return Planted("\n\n".join(out), plants)


def _values(name: str, chance: random.Random) -> dict[str, str]:
    eye, hair = (list(chance.choice(_COLOURS[k])) for k in ("eye", "hair"))
    chance.shuffle(eye)
    chance.shuffle(hair)
    sides = ["left", "right"]
    chance.shuffle(sides)
    age = chance.randrange(20, 50)
    day = chance.randrange(7)
    return {
        "n": name, "eye_a": eye[0], "eye_b": eye[1], "hair_a": hair[0], "hair_b": hair[1],
        "side_a": sides[0], "side_b": sides[1], "age_a": str(age), "age_b": str(age - 6),
        "age_less": str(age - 9), "age_old": str(age + 11),
        "day_a": _DAYS[day], "day_next": _DAYS[(day + 1) % 7],
        "day_wrong": _DAYS[(day + chance.choice((0, 2, 3, 4, 5))) % 7],
        "day_wrong2": _DAYS[(day + chance.choice((0, 1, 3, 4, 5))) % 7],
        "day_wrong3": _DAYS[(day + chance.choice((0, 1, 2, 4, 5))) % 7],
    }  # fmt: skip


def _respell(name: str, chance: random.Random) -> str:
    """The name spelled in another way, as a writer might."""
    ways = [w for w in _respellings(name) if w.lower() != name.lower() and w != name + "s"]
    return chance.choice(ways) if ways else ""


def _respellings(name: str) -> Iterator[str]:
    for old, new in _RESPELL:
        at = name.lower().find(old, 0 if old in ("c", "k", "ph") else 1)
        if at >= 0:
            made = name[:at] + new + name[at + len(old) :]
            yield made[:1].upper() + made[1:]


def _paragraph_with(paragraphs: Sequence[str], name: str, low: int, high: int) -> int:
    """A paragraph of narration that names the person, between two numbers; -1 for none."""
    for i in range(low, high):
        words = paragraphs[i]
        if re.search(rf"\b{name}\b(?!s)", words) and not re.search(r"[\"“”]", words):
            return i
    return next((i for i in range(low, high) if re.search(rf"\b{name}\b(?!s)", paragraphs[i])), -1)
