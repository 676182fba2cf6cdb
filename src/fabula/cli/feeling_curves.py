"""How somebody feels over a scene, as a line of letters: one for each stretch of the scene."""

from rich.console import RenderableType
from rich.text import Text

from fabula.cli.screen import hanging
from fabula.display import cut_short, one_line
from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.stage.carrying import Holding

__all__ = ["colour_of", "feeling_curves"]

_COLOURS = {
    "joy": "yellow",
    "fear": "magenta",
    "sadness": "blue",
    "anger": "red",
    "disgust": "green",
}
_SIGNS = {"surprise": "!", "anticipation": "?"}
_UNTOLD = "·"
_CELLS = 40
_NAME = 16


def colour_of(emotion: str | None) -> str:
    """The colour an emotion has on the screen; empty for none."""
    return _COLOURS.get(emotion or "", "")


def feeling_curves(
    story: Story, scene: int, names: dict[int, str], who: int | None = None
) -> list[RenderableType]:
    """A line for everybody whose feelings a scene tells, or for one of them.

    A letter stands for the feeling that holds in its stretch of the scene, a dot for none
    told; the emotions that occur stand behind.
    """
    span = story.manuscript.scenes[scene].span
    told: dict[int, list[Holding]] = {}
    for holding in story.stage.course(scene).holds:
        if holding.move.kind == "feeling" and who in (None, holding.move.who):
            told.setdefault(holding.move.who, []).append(holding)
    return [_curve(names.get(one, "somebody"), held, span) for one, held in told.items()]


def _curve(name: str, held: list[Holding], span: Span) -> RenderableType:
    cells = [""] * _CELLS
    for holding in held:
        first = _cell(holding.since, span)
        for at in range(first, max(_cell(holding.until - 1, span), first) + 1):
            cells[at] = holding.move.emotion or ""
    line = Text(f"  {cut_short(one_line(name), _NAME):{_NAME}} ", style="dim")
    for emotion in cells:
        line.append(_letter(emotion), style=colour_of(emotion) or "dim")
    met = Text()
    for n, emotion in enumerate(dict.fromkeys(h.move.emotion or "" for h in held)):
        met.append(", " if n else "")
        met.append(f"{_letter(emotion)} ")
        met.append(emotion, style=f"{colour_of(emotion)}")
    return hanging(line, met)


def _letter(emotion: str) -> str:
    return _SIGNS.get(emotion) or emotion[:1] or _UNTOLD


def _cell(offset: int, span: Span) -> int:
    """The stretch of the scene that an offset lies in."""
    share = (offset - span.start) / max(span.end - span.start, 1)
    return min(max(int(share * _CELLS), 0), _CELLS - 1)
