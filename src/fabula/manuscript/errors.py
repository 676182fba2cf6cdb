"""The one error the user sees: the tool could not do its work, and what to do next."""

__all__ = ["FabulaError"]


class FabulaError(Exception):
    """A clear line for the user: what is wrong with which file, and the next step.

    The command line prints it on standard error and ends with exit code 2.
    """
