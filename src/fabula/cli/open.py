"""``fabula open``: the draft and its remarks in the browser, kept fresh."""

import sys

import click

from fabula.cli.output import complain, emit
from fabula.manuscript.errors import FabulaError

__all__ = ["open_"]


@click.command("open")
@click.argument("path")
@click.option("--book", is_flag=True, help="PATH is a folder of chapters, read as one book.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen on this "
              "machine; by default wherever there is room.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the page's address and open nothing.")
def open_(path: str, book: bool, port: int, no_browser: bool) -> None:
    """Open a draft in the browser: text, remarks, cast, and the book from above.

    The page is served by this machine to this machine alone, and changes as you edit
    the draft in your own program. Remarks can be let stand there with a click. It ends
    with Ctrl-C.

    \b
    fabula open draft.docx
    """
    try:
        from fabula.web.desk import Desk
        from fabula.web.serving import serve
    except ModuleNotFoundError as missing:
        raise FabulaError(
            f'{missing.name} is missing; install the page with pip install "fabula[web]"'
        ) from missing
    from fabula.pipeline.reading import manuscripts

    if path == "-":
        raise click.UsageError("A page is kept fresh from a file; name one.")
    next(iter(manuscripts([path], book=book)))  # a path that is wrong is told here and now

    def ready(address: str) -> None:
        emit(f"{address}\n", None)
        if not no_browser:
            import webbrowser

            webbrowser.open(address)
        if sys.stderr is not None and sys.stderr.isatty():
            complain("the page is at the address above; Ctrl-C ends it")

    try:
        serve(Desk(path, book=book), ready, port=port)
    except OSError as error:
        raise FabulaError(f"port {port}: cannot be listened at ({error.strerror})") from error
