"""The one error the user sees: the tool could not do its work, and what to do next."""

from collections.abc import Mapping

__all__ = ["FabulaError"]


class FabulaError(Exception):
    """A clear line for the user: what is wrong with which file, and the next step.

    Where the next step is another on a terminal than in an editor or a page, the line
    leaves it out and ``code`` says what kind of trouble it is, so that each face can word
    its own; ``about`` is then the name of what the trouble is with. The command line
    prints the line on standard error and ends with exit code 2.
    """

    def __init__(self, line: str, *, code: str = "", about: str = "") -> None:
        super().__init__(line)
        self.code = code
        self.about = about

    def with_step(self, steps: Mapping[str, str]) -> str:
        """The line with the next step that a face has for its code; the line alone for none."""
        step = steps.get(self.code)
        return f"{self}; {step.format(about=self.about)}" if step else str(self)
