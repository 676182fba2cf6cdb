"""Runs a command without a network, under a trace of its system calls, and says what it did.

``strace`` reports every socket and every file that the command and all its threads and
children touch; ``unshare`` gives it a network of its own in which nothing can be reached.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LINGER = 14.0
"""Seconds a command is kept alive from its start: onnxruntime's telemetry first looks up its
host after nine."""

# A writer's environment, nothing of ours: libraries keep quiet where they see CI or a switch.
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")

_LINGERING = """
import sys, time
start = time.monotonic()
from fabula.cli.main import run
code = run(sys.argv[2:])
time.sleep(max(0.0, float(sys.argv[1]) - (time.monotonic() - start)))
sys.exit(code)
"""

_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<arguments>.*)")
_FAILED = re.compile(r"= -1 E\w+")
_PATHS = re.compile(r'(?:(?P<base>AT_FDCWD|\d+)(?:<(?P<folder>[^>]*)>)?, )?"(?P<path>[^"]*)"')
_CHANGES = frozenset(
    (
        *("mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink"),
        *("symlinkat", "unlink", "unlinkat", "rmdir", "truncate", "creat", "mknod", "mknodat"),
    )
)
_OPENS = frozenset(("open", "openat", "openat2"))
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_HARMLESS = frozenset(("/dev/null", "/dev/tty"))


@dataclass(frozen=True)
class Traced:
    """What a command did: its exit code and output, the sockets that it opened (their calls),
    and the paths that it wrote, made, renamed or removed."""

    code: int
    out: str
    err: str
    sockets: tuple[str, ...]
    changed: frozenset[Path]


@dataclass(frozen=True)
class Running:
    """A command that has been started under a trace."""

    process: subprocess.Popen[str]
    folder: Path
    log: Path

    def finish(self) -> Traced:
        """Wait for the end, and read the trace."""
        out, err = self.process.communicate(timeout=300)
        calls = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return Traced(
            self.process.returncode,
            out,
            err,
            tuple(call for call in calls if _is_socket(call)),
            frozenset(path for call in calls for path in _changed(call, self.folder)),
        )


@cache
def reason_not_to() -> str | None:
    """Why commands cannot be traced here, or None where they can."""
    for tool in ("strace", "unshare"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    ran = subprocess.run(
        [*_prefix(Path(os.devnull)), "true"], capture_output=True, text=True, check=False
    )
    return f"tracing is not allowed here: {ran.stderr.strip()}" if ran.returncode else None


def start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Running:
    """Start a command in the folder, with a home and a temporary folder of its own.

    These lie beside the folder, named after it, so that what is left in them can be seen.
    """
    log = beside(folder, "trace")
    for own in ("home", "tmp"):
        beside(folder, own).mkdir()
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own_environment = {
        "HOME": str(beside(folder, "home")),
        "TMPDIR": str(beside(folder, "tmp")),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [*_prefix(log), *command],
        cwd=folder,
        env={**kept, **own_environment, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return Running(process, folder, log)


def start_fabula(arguments: Sequence[str], folder: Path) -> Running:
    """Start the command line in the folder, and keep the process alive for `LINGER` seconds."""
    return start([sys.executable, "-c", _LINGERING, str(LINGER), *arguments], folder)


def beside(folder: Path, what: str) -> Path:
    """The home, the temporary folder or the trace of commands that run in the folder."""
    return folder.with_name(f"{folder.name}.{what}")


def left_behind(folder: Path) -> list[Path]:
    """All that a command left in its home and its temporary folder."""
    return sorted(p for own in ("home", "tmp") for p in beside(folder, own).rglob("*"))


def _prefix(log: Path) -> list[str]:
    alone = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    traced = ["-e", "trace=%network,%file", "-o", str(log)]
    return [*alone, "strace", "--seccomp-bpf", "-f", "-y", "-qq", "-s", "4096", *traced]


def _is_socket(call: str) -> bool:
    """Whether the call opens a socket that could lead out of this machine."""
    found = _CALL.match(call)
    if found is None or found["name"] not in ("socket", "connect", "sendto", "sendmsg"):
        return False
    return "AF_UNIX" not in call if found["name"] == "socket" else "sa_family=AF_INET" in call


def _changed(call: str, folder: Path) -> list[Path]:
    found = _CALL.match(call)
    if found is None or _FAILED.search(call):
        return []
    opens = found["name"] in _OPENS and _WRITES.search(found["arguments"])
    if not opens and found["name"] not in _CHANGES:
        return []
    paths = [
        Path(os.path.normpath(Path(match["folder"] or folder) / match["path"]))
        for match in _PATHS.finditer(found["arguments"])
    ]
    return [path for path in paths if str(path) not in _HARMLESS]
