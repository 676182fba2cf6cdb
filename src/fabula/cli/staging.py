"""The stage on the screen: every change in order, or everybody as they stand at one place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.console import RenderableType
from rich.text import Text

from fabula.cli.feeling_curves import colour_of, feeling_curves
from fabula.cli.screen import Renderables, hanging, indented, listed, name_of, render
from fabula.cli.whereabouts import Whereabouts
from fabula.display import cut_short, one_line
from fabula.english.stage import SAID_OF_CHANGES
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript
from fabula.story.model import Story
from fabula.story.stage.carrying import Figure
from fabula.story.stage.moves import Move

__all__ = ["StageFilter", "in_short", "offset", "person", "render_moment", "render_stage"]

_LONGEST = 60
_PEOPLE = 4
"""People of a scene whose changes a summary tells."""

_CHANGES = 5
"""Changes that it tells of each."""

_BY_ITSELF = frozenset({"away", "down"})


@dataclass(frozen=True, slots=True)
class StageFilter:
    """Of whom, and which kinds of change: None and an empty set for all."""

    who: int | None
    kinds: frozenset[str]

    def wants(self, move: Move) -> bool:
        """Whether a move is asked for."""
        mine = self.who is None or self.who in (move.who, move.target)
        return mine and (not self.kinds or move.kind in self.kinds)


def person(story: Story, name: str | None) -> int | None:
    """The character of a name or another name; None where none is given.

    Raises:
        FabulaError: nobody is called that.
    """
    if name is None:
        return None
    wanted = name.casefold()
    for same in (lambda one: one == wanted, lambda one: wanted in one.split()):
        for character in story.characters:
            if any(same(one.casefold()) for one in (character.name, *character.aliases)):
                return character.id
    known = [one_line(character.name) for character in story.characters[:8]]
    raise FabulaError(f"nobody is called {one_line(name)} here; there are {listed(known)}")


def offset(manuscript: Manuscript, at: str) -> int:
    """The place that a line number or words of the text mean.

    Raises:
        FabulaError: there is no such line, or no such words.
    """
    if at.isdecimal():
        text = manuscript.text
        for block in manuscript.blocks:
            line, _ = manuscript.source.line_column(max(block.span.start, block.span.end - 1))
            if line >= int(at):
                first, _ = manuscript.source.line_column(block.span.start)
                return block.span.end - 1 if first <= int(at) else block.span.start
        raise FabulaError(
            f"there is no line {at}: the text ends at line {_lines(manuscript, text)}"
        )
    found = manuscript.text.casefold().find(at.casefold())
    if found < 0:
        raise FabulaError(f"these words are not in the text: {cut_short(one_line(at), _LONGEST)}")
    return found + len(at) - 1


def _lines(manuscript: Manuscript, text: str) -> int:
    return manuscript.source.line_column(max(0, len(text) - 1))[0]


def in_short(story: Story, scene: int) -> Iterator[Text]:
    """What a scene's bodies do, a line for each of the few of whom most is told."""
    names = _names(story)
    span = story.manuscript.scenes[scene].span
    told: dict[int, dict[str, Move]] = {}
    for move in story.stage.moves:
        if span.start <= move.span.start < span.end:
            told.setdefault(move.who, {}).setdefault(_told(names, move), move)
    most = sorted(told, key=lambda who: -len(told[who]))[:_PEOPLE]
    for who in most:
        line = Text(f"{names.get(who, 'somebody')} ", style="dim")
        for n, (words, move) in enumerate(list(told[who].items())[:_CHANGES]):
            line.append("; " if n else "")
            line.append(words, style=colour_of(move.emotion))
        more = len(told[who]) - _CHANGES
        line.append(f" and {more} more" if more > 0 else "")
        yield line


def render_stage(story: Story, asked: StageFilter, *, to_file: bool) -> str:
    """Every change asked for, scene by scene."""

    def rows() -> Renderables:
        names = _names(story)
        where = Whereabouts(story.manuscript)
        yield Text(name_of(story.manuscript), style="bold")
        scene, told = -1, False
        for move in filter(asked.wants, story.stage.moves):
            told = True
            now = story.manuscript.scene_at(move.span.start)
            if now != scene:
                yield from _curves(story, scene, names, asked)
                scene = now
                yield Text(f"\nScene {scene + 1}", style="bold")
            yield _line(story, names, where, move)
        yield from _curves(story, scene, names, asked)
        if not told:
            yield indented(Text("nothing of that is told"), 2)

    return render(rows(), to_file=to_file)


def _curves(story: Story, scene: int, names: dict[int, str], asked: StageFilter) -> Renderables:
    """How everybody asked for feels over a scene, where it is told."""
    if scene >= 0 and (not asked.kinds or "feeling" in asked.kinds):
        yield from feeling_curves(story, scene, names, asked.who)


def _line(story: Story, names: dict[int, str], where: Whereabouts, move: Move) -> RenderableType:
    line = Text(names.get(move.who, "somebody"), style="bold cyan")
    line.append(f" {_told(names, move)}", style=f"not bold {colour_of(move.emotion)}")
    line.append(f"  “{_words(story, move)}”", style="not bold dim")
    return hanging(Text(f"  {where.beside(move.span.start)}", style="dim"), line)


def _words(story: Story, move: Move) -> str:
    return cut_short(one_line(move.span.text(story.manuscript.text)), _LONGEST)


def _names(story: Story) -> dict[int, str]:
    """A name of everybody: of those whom nobody names what they are called first."""
    mentions, text = story.mentions, story.manuscript.text
    found: dict[int, str] = {}
    columns = zip(
        mentions.entity.tolist(), mentions.start.tolist(), mentions.end.tolist(), strict=True
    )
    for entity, start, end in columns:
        found.setdefault(entity, cut_short(one_line(text[start:end]), 30))
    return found | {character.id: one_line(character.name) for character in story.characters}


def _told(names: dict[int, str], move: Move) -> str:
    """What a move says, without its bearer."""
    value = one_line(move.value or "")
    if move.kind == "posture":
        return f"is {value}"
    if move.kind == "feeling":
        by = f", by {move.channel}" if move.channel and move.channel != "told" else ""
        return f"feels {move.emotion} ({value}{by})"
    said = SAID_OF_CHANGES[f"{move.kind} {move.change}"]
    if move.kind == "gaze" and value in _BY_ITSELF:
        return f"looks {value}"
    whom = names.get(move.target, "somebody") if move.target is not None else ""
    if move.kind == "gaze":
        return f"{said} {whom or value}"
    if move.kind == "touch":
        their = f"{whom}’s {one_line(move.target_part)}" if move.target_part else whom
        return f"{said} {their}" + (f" with the {one_line(move.part)}" if move.part else "")
    return f"{said} {value}".rstrip()


def render_moment(story: Story, at: int, asked: StageFilter, *, to_file: bool) -> str:
    """What holds at an offset of everybody asked for."""

    def rows() -> Renderables:
        names = _names(story)
        where = Whereabouts(story.manuscript)
        yield Text(f"{name_of(story.manuscript)}, {where.anywhere(at)}", style="bold")
        figures = [f for f in story.stage.at(at) if asked.who in (None, f.who)]
        if not figures:
            yield indented(Text("the scene has told nothing of that yet"), 2)
        for figure in figures:
            yield from _figure(story, names, where, figure, asked)

    return render(rows(), to_file=to_file)


def _figure(
    story: Story, names: dict[int, str], where: Whereabouts, figure: Figure, asked: StageFilter
) -> Renderables:
    head = Text(f"\n{names.get(figure.who, 'somebody')}", style="bold cyan")
    if not figure.here:
        head.append("  has left", style="not bold default")
    yield head
    for move in figure.holds:
        if asked.kinds and move.kind not in asked.kinds:
            continue
        line = Text(
            _told(names, replace(move, change="holds")),
            style=colour_of(move.emotion),
        )
        place = where.beside(move.span.start)
        line.append(f"  since {place}, “{_words(story, move)}”", style="dim")
        yield indented(line, 4)
    untold = [kind for kind in figure.unknown if not asked.kinds or kind in asked.kinds]
    if figure.here and untold:
        yield indented(Text(f"not told: {listed(untold)}", style="dim"), 4)
