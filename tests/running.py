"""What running a command line in a test gives back."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command line did: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]
