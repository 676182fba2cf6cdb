"""``fabula stage``: what bodies do in a story in order, or how everybody stands at one place."""

import click

from fabula.cli.opening import opened, story_at
from fabula.cli.output import emit, refuse_output

__all__ = ["stage"]

_KINDS = "presence place posture touch gaze hold wear feeling".split()


@click.command()
@click.argument("path", metavar="PATH")
@click.option(
    "--at",
    metavar="LINE|WORDS",
    help="How everybody stands at one place: the number of a line, or words of the text.",
)
@click.option("--who", metavar="NAME", help="Only what is told of this person.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    help="Only changes of this kind; may be given several times.",
)
@click.option(
    "--output", "-o", metavar="FILE", help="Write to a file instead of the screen (UTF-8)."
)
def stage(
    path: str, at: str | None, who: str | None, kinds: tuple[str, ...], output: str | None
) -> None:
    """Show what bodies do in a manuscript: who comes, sits, looks, touches, holds, wears, feels.

    Scene by scene and change by change, each with its place and its words; at the end of a
    scene a line for everybody whose feelings it tells, a letter for each stretch of it. With
    --at it stops at one place and shows what holds there of everybody of whom the scene has told,
    since where and by which words, and what it leaves untold.

    \b
    fabula stage draft.docx --who Mara --kind gaze
    fabula stage draft.docx --at "put the letter down"
    """
    from fabula.cli import staging
    from fabula.pipeline.reading import Depth

    refuse_output(output, [path])
    (manuscript,) = opened([path], book=False)
    story = story_at(path, manuscript, Depth.STORY)
    asked = staging.StageFilter(staging.person(story, who), frozenset(kinds))
    if at is not None:
        shown = staging.render_moment(
            story, staging.offset(story.manuscript, at), asked, to_file=output is not None
        )
    else:
        shown = staging.render_stage(story, asked, to_file=output is not None)
    emit(shown, output, rendered=True)
