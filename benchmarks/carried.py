"""The carried state at random places of scenes: posture, place and touch, by what the gold says.

    python benchmarks/carried.py FILE.scene ...

A scene is plain text with marks: `[words|id]` is a mention, `{a>b}` follows a quotation, and
lines that begin with `% posture`, `% at`, `% touch` and so on under a paragraph say what
changes in it. The gold changes and those that Fabula reads are carried on by the same rule
(`fabula.story.stage.carrying`): until one of their kind takes their place, their bearer leaves
or, of touches, they fade. At random ends of sentences each person of whom a change has been
told by then, in the gold, is asked for: their posture, the head noun of their place, and whom
they touch. An answer is right that is the gold's, "unknown" among them; a person stands for
the reader's character with most of their mentions. Figures: the share of right answers; of
those where the gold knows one, how many are right; and the share that "unknown" would get.
"""

import argparse
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fabula
from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.stage.acts import Act
from fabula.story.stage.carrying import Figure, carried
from fabula.story.stage.moves import Change, Move, StateKind

__all__ = ["Answers", "Scene", "ask", "read_scene"]

PLACES_ASKED = 12
"""Ends of sentences asked at in a scene."""
KINDS: tuple[StateKind, ...] = ("posture", "place", "touch")
_MARK = re.compile(r"\[|\|([\w+@\-]+)\]|\{[\w?]+(?:>[\w,?]*)?\}")
_STATE = re.compile(r'%\s*(\S+)\s+(.*?)\s*\|\s*"(.+)"(?:\s+#(\d+))?')
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s")
_TOLD: dict[str, tuple[StateKind, Change]] = {
    "posture": ("posture", "begins"), "at": ("place", "holds"), "enter": ("presence", "begins"),
    "leave": ("presence", "ends"), "touch": ("touch", "begins"), "release": ("touch", "ends"),
}  # fmt: skip


@dataclass(slots=True)
class Scene:
    """The text of a scene, its mentions of one person each, and the gold's moves.

    People are numbers, in the order in which the gold declares them.
    """

    text: str = ""
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)


@dataclass(slots=True)
class Answers:
    """How often the gold knows, what is right, and what is right of the known, by kind."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    known_right: Counter[str] = field(default_factory=Counter)

    def told(self) -> Iterator[str]:
        """A line for each kind, and one for all."""
        for kind in (*KINDS, "all"):
            kinds = KINDS if kind == "all" else (kind,)
            asked, right, known, found = (
                sum(table[one] for one in kinds)
                for table in (self.asked, self.right, self.known, self.known_right)
            )
            yield (
                f"{kind:8s} {right / max(asked, 1):.3f} of {asked} right, "
                f"of {known} known {found / max(known, 1):.3f}; "
                f"unknown always {(asked - known) / max(asked, 1):.3f}"
            )


def read_scene(raw: str) -> Scene:
    """The scene that a marked text holds."""
    scene = Scene()
    people: dict[str, int] = {}
    places: dict[str, str] = {}
    paragraph = 0
    for row in raw.split("\n"):
        if row.startswith("# "):
            kind, _, rest = row[2:].partition(" ")
            name, _, words = rest.partition(" ")
            if kind == "person":
                people[name] = len(people)
            elif kind == "place":
                places[name] = words
        elif row.startswith("%"):
            move = _move(row, scene.text, paragraph, people, places)
            if move is not None:
                scene.moves += move
        elif row.strip():
            scene.text += "\n\n" if scene.text else ""
            paragraph = len(scene.text)
            scene.text += _plain(row, scene, people)
    scene.moves.sort(key=lambda move: move.span.start)
    return scene


def _plain(row: str, scene: Scene, people: dict[str, int]) -> str:
    """A paragraph without its marks; its mentions are noted in the scene."""
    out, opened, at = "", list[int](), 0
    for found in _MARK.finditer(row):
        out += row[at : found.start()]
        at = found.end()
        if found[0] == "[":
            opened.append(len(out))
        elif found[1] and opened:
            start = opened.pop()
            if found[1] in people:
                base = len(scene.text)
                scene.mentions.append((base + start, base + len(out), people[found[1]]))
    return out + row[at:]


def _move(
    row: str, text: str, paragraph: int, people: dict[str, int], places: dict[str, str]
) -> list[Move] | None:
    """The moves of a line under a paragraph; None for other kinds."""
    found = _STATE.fullmatch(row.strip())
    if found is None or found[1] not in _TOLD:
        return None
    kind, change = _TOLD[found[1]]
    args = found[2].split()
    start = paragraph - 1
    for _ in range(int(found[4] or 1)):
        start = text.find(found[3], start + 1)
    span = Span(start, start + len(found[3]))
    who, _, part = args[0].partition(".")
    act = Act(-1, "", people[who], -1, "now")

    def move(kind: StateKind, change: Change, value: str | None = None, **more: Any) -> Move:
        return Move(act, kind, change, people[who], span, value, **more)

    if kind == "touch":
        whom = people[args[2].split(".")[0]]
        return [move(kind, change, part=part or None, target=whom)]
    if kind == "posture":
        return [move(kind, change, args[1])]
    there = [move("place", "holds", places[args[1]])] if change != "ends" else []
    return [move("presence", change), *there] if kind == "presence" else there


def ask(raw: str, answers: Answers, seed: int = 0) -> None:
    """Asks a scene at random ends of its sentences and notes the answers."""
    scene = read_scene(raw)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scene.txt"
        path.write_text(scene.text, encoding="utf-8")
        story = fabula.read(path)
    known_as = _characters(scene, story)
    ends = [found.end() - 1 for found in _SENTENCE_END.finditer(scene.text)]
    for offset in sorted(random.Random(seed).sample(ends, min(PLACES_ASKED, len(ends)))):
        gold = carried([m for m in scene.moves if m.span.start <= offset], offset)
        read = {figure.who: figure for figure in story.stage.at(offset)}
        for figure in gold:
            own = read.get(known_as.get(figure.who, -1), Figure(-1))
            for kind in KINDS:
                wanted = _answer(figure, kind, known_as)
                right = wanted == _answer(own, kind, None)
                answers.asked[kind] += 1
                answers.right[kind] += right
                answers.known[kind] += bool(wanted)
                answers.known_right[kind] += right and bool(wanted)


def _answer(figure: Figure, kind: StateKind, known_as: dict[int, int] | None) -> frozenset[object]:
    """What holds of a kind; empty where it is unknown."""
    found = figure.of(kind)
    if kind == "touch":
        whom = {move.target for move in found}
        return frozenset(whom if known_as is None else {known_as.get(w or 0, -1) for w in whom})
    return frozenset((move.value or "").rsplit(" ", 1)[-1].lower() for move in found)


def _characters(scene: Scene, story: Story) -> dict[int, int]:
    """For each person the character that has most of their mentions."""
    table = story.mentions
    read = dict(
        zip(
            zip(table.start.tolist(), table.end.tolist(), strict=True),
            table.entity.tolist(),
            strict=True,
        )
    )
    shared: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for start, end, who in scene.mentions:
        if (start, end) in read:
            shared[who][read[start, end]] += 1
    pairs = sorted(((n, who, one) for who, own in shared.items() for one, n in own.items()))
    made: dict[int, int] = {}
    for _, who, one in reversed(pairs):
        if who not in made and one not in made.values():
            made[who] = one
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description="The carried state at random places of scenes.")
    parser.add_argument("files", nargs="+", type=Path)
    answers = Answers()
    for path in parser.parse_args().files:
        ask(path.read_text(encoding="utf-8"), answers)
    print(*answers.told(), sep="\n")


if __name__ == "__main__":
    main()
