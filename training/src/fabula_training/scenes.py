"""Contemporary scenes with every mention of a person, and who says each quotation to whom.

A scene is plain text with marks: ``[words|id]`` is a mention of a person (``id+id`` of
several, ``-`` of nobody, ``@id`` of a place), and ``{speaker>listener,listener}`` follows
the closing mark of every part of a quotation. Lines that begin with ``#`` tell of the
scene, those that begin with ``%`` of what happens in the paragraph above; the latter are
not read here. Offsets are code points into `Scene.text`, whose paragraphs are separated by
an empty line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fabula_training.data import data_folder

__all__ = ["Line", "Mention", "Person", "Scene", "own_scenes", "parse_scene", "scene_files"]

SET_ASIDE_EVERY = 5
_OWN = Path(__file__).resolve().parents[2] / "scenes"

_PERSON = re.compile(r"(\w+) (.+?) \((\S+)\)((?: narrator| absent)*)(?: aka (.+))?")
_MENTION_END = re.compile(r"\|([\w+@-]+)\]")
_SAID = re.compile(r"\{(\w+|\?)(?:>([\w,?]*))?\}")
_OPENING = {"single": "‘", "dash": "—"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person: full name, other names, pronouns ("she/her"), and whether they tell the story."""

    name: str
    aliases: tuple[str, ...]
    pronouns: str
    narrator: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of people (ids); of nobody in the story when ``who`` is empty."""

    start: int
    end: int
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a quotation with its marks, its speaker (empty: not known) and listeners."""

    start: int
    end: int
    speaker: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A scene; ``mentions`` sorted by start, longer first; ``pov``: whose eyes it is seen by."""

    name: str
    text: str
    people: Mapping[str, Person]
    mentions: tuple[Mention, ...]
    lines: tuple[Line, ...]
    pov: str = ""


def scene_files(folder: Path | None = None, *, held_out: bool = False) -> list[Path]:
    """The files to learn from, or every fifth by name, which is set aside."""
    found = sorted(((folder or data_folder()) / "scenes").glob("*/*.scene"))
    return _part(found, held_out)


def own_scenes(*, held_out: bool = False) -> list[Path]:
    """The scenes that stand beside this package, or every fifth by name, which is set aside."""
    return _part(sorted(_OWN.glob("*.scene")), held_out)


def _part(found: list[Path], held_out: bool) -> list[Path]:
    return [p for i, p in enumerate(found) if (i % SET_ASIDE_EVERY == 0) == held_out]


def parse_scene(raw: str, name: str = "") -> Scene:
    """The scene that a marked text holds.

    Raises:
        ValueError: a mark is not closed, or names somebody who is not declared.
    """
    people: dict[str, Person] = {}
    head: dict[str, str] = {}
    paragraphs: list[str] = []
    for row in raw.split("\n"):
        if row.startswith("# "):
            key, _, rest = row[2:].partition(" ")
            if key == "person":
                people.update([_person(rest)])
            else:
                head[key.rstrip(":")] = rest
        elif row.strip() and not row.startswith("%"):
            paragraphs.append(row)
    text, mentions, lines = "", [], []
    opening = _OPENING.get(head.get("marks", ""), "")
    for row in paragraphs:
        text += "\n\n" if text else ""
        plain, named, said = _paragraph(row, len(text), opening)
        text += plain
        mentions += named
        lines += said
    known = {who for m in mentions for who in m.who} | {w for q in lines for w in q.to}
    if missing := known - people.keys():
        raise ValueError(f"{name}: nobody is declared as {sorted(missing)}")
    mentions.sort(key=lambda m: (m.start, -m.end))
    seen = head.get("pov", "").split()
    pov = seen[1] if len(seen) > 1 and seen[1] in people else ""
    return Scene(name, text, people, tuple(mentions), tuple(lines), pov)


def _person(declared: str) -> tuple[str, Person]:
    found = _PERSON.fullmatch(declared)
    if found is None:
        raise ValueError(f"no declaration of a person: {declared}")
    id_, name, pronouns, flags, aka = found.groups()
    aliases = tuple(a.strip() for a in aka.split(";")) if aka else ()
    return id_, Person(name, aliases, pronouns, "narrator" in flags)


def _paragraph(row: str, base: int, opening: str) -> tuple[str, list[Mention], list[Line]]:
    """A paragraph without its marks; ``opening``: the mark of speech if it is no double one."""
    out: list[str] = []
    open_at: list[int] = []
    mentions: list[Mention] = []
    lines: list[Line] = []
    quoted: int | None = None
    spoken = (0, 0)
    free = 0
    i = 0
    while i < len(row):
        here = row[i]
        if here == "[":
            open_at.append(len(out))
            i += 1
        elif here == "|" and open_at and (end := _MENTION_END.match(row, i)):
            who = [w for w in end[1].split("+") if w != "-"]
            if not any(w.startswith("@") for w in who):
                mentions.append(Mention(base + open_at[-1], base + len(out), tuple(who)))
            open_at.pop()
            i = end.end()
        elif here == "{" and (said := _SAID.match(row, i)):
            if opening:
                begins = [k for k in range(free, len(out)) if out[k] == opening]
                spoken = (begins[-1] if begins else free, len(out))
            free = len(out)
            to = tuple(w for w in (said[2] or "").split(",") if w and w != "?")
            lines.append(Line(base + spoken[0], base + spoken[1], said[1].strip("?"), to))
            i = said.end()
        else:
            if here in '“"' and quoted is None:
                quoted = len(out)
            elif here in '”"' and quoted is not None:
                spoken, quoted = (quoted, len(out) + 1), None
            out.append(here)
            i += 1
    if open_at:
        raise ValueError(f"a mention is not closed: {row}")
    return "".join(out), mentions, lines
