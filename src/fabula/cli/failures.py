"""What happens when something goes wrong: one clear line, and never a traceback.

Every command runs inside `guarded`; nothing else in the command line catches
errors. ``FABULA_DEBUG=1`` shows the traceback of an unexpected error.
"""

import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

import click

from fabula.cli.output import complain
from fabula.files.ending import Ended, clean_up, heeding_signals
from fabula.manuscript.errors import FabulaError

__all__ = ["BROKEN_PIPE", "CANNOT", "INTERRUPTED", "guarded", "leave"]

CANNOT = 2
"""Exit code: the tool could not do its work."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it (128 + SIGINT); other signals likewise."""
BROKEN_PIPE = 141
"""Exit code when the reader of our output went away, as shells give it (128 + SIGPIPE)."""


def guarded(work: Callable[[], int]) -> int:
    """Run the work; give back its exit code, or print one line and give an error's code.

    However the work ends, nothing half done stays on the disk.
    """
    try:
        with heeding_signals():
            try:
                return _told(work)
            finally:
                clean_up()
    except Ended as ended:
        return 128 + ended.number


def _told(work: Callable[[], int]) -> int:
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except FabulaError as error:
        return _say(_worded(error))
    except click.ClickException as error:
        return _say(_usage(error))
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except MemoryError:
        return _say("this manuscript needs more memory than the machine has free")
    except RecursionError:
        return _unexpected("something is nested too deeply")
    except Exception as error:
        return _unexpected(_describe(error))
    return code


def _worded(error: FabulaError) -> str:
    from fabula.cli.next_steps import worded

    return worded(error)


def _describe(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _unexpected(what: str) -> int:
    if _debugging():
        traceback.print_exc()
        return CANNOT
    return _say(f"could not go on: {what} (set FABULA_DEBUG=1 to see where)")


def _debugging() -> bool:
    return os.environ.get("FABULA_DEBUG", "") not in ("", "0")


def _usage(error: click.ClickException) -> str:
    message = error.format_message().strip()
    context = getattr(error, "ctx", None)
    if context is None:
        return message
    return f"{message.rstrip('.')}. See '{context.command_path} --help'."


def _say(message: str) -> int:
    complain(message)
    return CANNOT


def _drop_output() -> None:
    """Point standard output at nothing, so that the exit does not trip over it again."""
    if sys.stdout is None:
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def leave(code: int) -> NoReturn:
    """End the process with this exit code, whatever became of the standard streams."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            if stream is sys.stdout:
                _drop_output()
    asking = sys.modules.get("fabula.export.asking")
    if asking is not None and asking.is_still_running():
        os._exit(code)  # a broken off question does not hear; nothing of it is on the disk
    sys.exit(code)
