"""``fabula explain`` and ``fabula checks``: what the checks look for, and why."""

import sys
from typing import TYPE_CHECKING

import click

from fabula.cli.output import emit, is_terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from fabula.checks.framework.check import Check

__all__ = ["checks", "explain"]


@click.command()
@click.argument("name", required=False)
@click.pass_context
def explain(context: click.Context, name: str | None) -> None:
    """Explain a check: what it finds, why a reader cares, what is flagged and what is fine.

    Without a name, list the checks.

    \b
    fabula explain tense-shift
    fabula explain
    """
    if name is None:
        context.invoke(checks)
        return
    from fabula.checks.framework import docstrings, registry

    found = registry.load_checks().get(name)
    doc = docstrings.parse(found.doc)
    page = docstrings.to_markdown(
        found.name, found.level, doc, default=found.default, reach=found.reach
    )
    rendered = False
    if is_terminal(sys.stdout):
        from rich.markdown import Markdown

        from fabula.cli.screen import render

        page, rendered = render([Markdown(page)], to_file=False), True
    emit(page, None, rendered=rendered)


@click.command()
def checks() -> None:
    """List the checks by what they are about: name, level, and what each one marks.

    A query is a question to the author; a note is about style and is off unless
    asked for with --level note or --select NAME.
    """
    from rich.text import Text

    from fabula.checks.framework import registry
    from fabula.checks.framework.topics import TOPICS, plain_name
    from fabula.cli.screen import render

    known = registry.load_checks()
    widest = max((len(check.name) for check in known), default=0)
    rows: list[RenderableType] = []
    for topic in TOPICS:
        rows += [Text(("\n" if rows else "") + plain_name(topic), style="bold underline")]
        rows += [_listed(check, widest) for check in known if check.topic == topic]
    emit(render(rows, to_file=False), None, rendered=True)


def _listed(check: "Check", widest: int) -> "RenderableType":
    """The row of a check, its name as wide as the widest."""
    from rich.text import Text

    from fabula.cli.screen import hanging

    head = Text(check.name.ljust(widest), style="bold")
    head.append(f"  {check.level:5}", style="not bold dim")
    origin = "" if check.origin == "fabula" else f" (from {check.origin})"
    return hanging(head, Text(check.summary + origin))
