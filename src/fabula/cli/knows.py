"""``fabula knows``: what somebody in a story knows and believes, or is not told to know."""

import click

from fabula.cli.opening import opened, story_at
from fabula.cli.output import emit, refuse_output

__all__ = ["knows"]


@click.command()
@click.argument("path", metavar="PATH")
@click.argument("name", metavar="NAME")
@click.option("--not", "others", is_flag=True, help="What others know, and NAME is not told to.")
@click.option(
    "--at",
    metavar="LINE|WORDS",
    help="Up to one place: the number of a line, or words of the text.",
)
@click.option(
    "--output", "-o", metavar="FILE", help="Write to a file instead of the screen (UTF-8)."
)
def knows(path: str, name: str, others: bool, at: str | None, output: str | None) -> None:
    """Show what somebody in a manuscript knows, believes and doubts, and from whom.

    Only what the text says outright: that somebody knows, sees, learns, thinks or is told
    something. With --not, what others are said to know and this person is not.

    \b
    fabula knows draft.docx Mara
    fabula knows draft.docx Dev --not --at "put the key down"
    """
    from fabula.cli import knowing, staging
    from fabula.pipeline.reading import Depth

    refuse_output(output, [path])
    (manuscript,) = opened([path], book=False)
    story = story_at(path, manuscript, Depth.STORY)
    who = staging.person(story, name)
    until = staging.offset(story.manuscript, at) if at is not None else None
    shown = knowing.render_known(story, who, until, others=others, to_file=output is not None)
    emit(shown, output, rendered=True)
