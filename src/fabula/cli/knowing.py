"""What somebody knows, on the screen: each fact with its place, its words and its source."""

from rich.console import RenderableType
from rich.text import Text

from fabula.cli.screen import Renderables, hanging, indented, name_of, render
from fabula.cli.whereabouts import Whereabouts
from fabula.display import cut_short, one_line
from fabula.story.knowledge.ledger import Known
from fabula.story.model import Story

__all__ = ["render_known"]

_LONGEST = 70
_HOW = {
    "saw": "saw",
    "heard": "heard",
    "told": "was told",
    "read": "read",
    "inferred": "inferred",
    "always": "knew before",
}


def render_known(
    story: Story, who: int | None, until: int | None, *, others: bool, to_file: bool
) -> str:
    """What somebody holds of each fact, or what others know and they are not told to."""

    def rows() -> Renderables:
        names = {c.id: one_line(c.name) for c in story.characters}
        where = Whereabouts(story.manuscript)
        yield Text(name_of(story.manuscript), style="bold")
        found: tuple[Known, ...] = ()
        if who is not None:
            ledger = story.ledger
            found = ledger.unknown_to(who, until) if others else ledger.of(who, until)
            yield Text(f"\n{names.get(who, 'somebody')}", style="bold cyan")
        for row in found:
            yield _known_line(story, names, where, row, others=others)
        if not found:
            yield indented(Text("nothing of that is told"), 2)

    return render(rows(), to_file=to_file)


def _known_line(
    story: Story, names: dict[int, str], where: Whereabouts, row: Known, *, others: bool
) -> RenderableType:
    fact = story.ledger.facts[row.fact]
    line = Text(f"{names.get(row.who, 'somebody')} " if others else "", style="cyan")
    line.append(row.attitude, style="not bold default")
    line.append(
        f": {cut_short(one_line(fact.words.replace('*', '')), _LONGEST)}", style="not bold default"
    )
    came = [_HOW[row.how]] if row.how is not None else []
    came += [f"by {names[row.source]}"] if row.source in names else []
    came += ["not so"] if fact.truth == "not so" else []
    line.append(f"  ({', '.join(came)})" if came else "", style="dim")
    return hanging(Text(f"  {where.beside(row.span.start)}", style="dim"), line)
