"""The one home of a promise: no library that Fabula brings along reports anything.

`onnxruntime`, which runs the model, has collected telemetry since its version 1.29: when it is
loaded it leaves a folder in the user's cache, and some seconds later it looks up a host to
send to. Only the variable `SWITCH`, set before it is loaded, prevents both; its function
``disable_telemetry_events`` does not. So the package sets the variable when anything of it is
first imported, and `fabula.language.runtime` is the only module that loads the runtime.
Processes started from here inherit the variable.
"""

import os
import sys
import warnings

__all__ = ["SWITCH", "PrivacyWarning", "speak_up", "switch_off"]

SWITCH = "ORT_DISABLE_TELEMETRY"
"""Environment variable by which onnxruntime is told not to collect or send anything."""

_OFF = frozenset(("1", "true", "yes", "on"))
_RUNTIME = "onnxruntime"

_loaded_before = False


class PrivacyWarning(UserWarning):
    """Something outside Fabula, in this process, may report to somebody."""


def switch_off() -> None:
    """Switch telemetry off for this process and those it starts.

    Too late where the surrounding program has loaded the runtime before; `speak_up` says so.
    """
    global _loaded_before
    if _RUNTIME in sys.modules and os.environ.get(SWITCH, "").lower() not in _OFF:
        _loaded_before = True
    os.environ[SWITCH] = "1"


def speak_up() -> None:
    """Warn once, in one line, if the runtime was loaded with its telemetry on.

    Warns with `PrivacyWarning`.
    """
    global _loaded_before
    if not _loaded_before:
        return
    _loaded_before = False
    warnings.warn_explicit(  # not warn(): it would print a line of somebody's program too
        f"{_RUNTIME} was imported before fabula and may send telemetry; "
        f"import fabula first, or set {SWITCH}=1",
        PrivacyWarning,
        filename="fabula",
        lineno=0,
    )
