import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import fabula as package
from fabula.cli import main as command_line
from fabula.cli.failures import CANNOT, INTERRUPTED
from fabula.cli.main import fabula as group
from fabula.manuscript.errors import FabulaError
from running import Command

HEAVY = ("duckdb", "lxml", "markdown_it", "numpy", "onnxruntime", "rich", "tokenizers")


def start(*arguments: str, **settings: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "fabula", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **settings},
    )


def test_the_command_line_loads_nothing_heavy() -> None:
    code = (
        "import sys, time; began = time.process_time(); import fabula.cli.main; "
        "print(time.process_time() - began); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(4)
    ]
    seconds = min(float(ran.stdout.split()[0]) for ran in runs)
    assert runs[0].stdout.splitlines()[1] == "[]"
    assert seconds < 0.3


def test_every_command_and_option_says_what_it_does() -> None:
    import click

    for name, command in group.commands.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (name, parameter.name)


def test_help_and_version(fabula: Command) -> None:
    for arguments in ([], ["--help"], ["-h"]):
        shown = fabula(*arguments)
        assert shown.code == 0
        assert all(name in shown.out for name in group.commands)
    assert fabula("--version").out == f"fabula {package.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["reed"], ["read"], ["read", "--colour", "x"], ["read", "--format", "xml", "x"], ["stet"]],
)
def test_a_slip_of_the_fingers_is_one_line(fabula: Command, arguments: list[str]) -> None:
    ran = fabula(*arguments)
    assert (ran.code, ran.out) == (CANNOT, "")
    assert ran.err.startswith("fabula: ")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def failing(error: BaseException) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (FabulaError("x.doc: save it as .docx"), "fabula: x.doc: save it as .docx\n"),
        (FabulaError("two\nlines\x1b[31m"), "fabula: two lines�[31m\n"),
        (ValueError("odd"), "fabula: could not go on: ValueError: odd "),
        (OSError(28, "No space left on device"), "fabula: could not go on: No space left"),
        (MemoryError(), "fabula: this manuscript needs more memory"),
        (RecursionError(), "fabula: could not go on: something is nested too deeply"),
    ],
)
def test_every_failure_is_one_clear_line(
    fabula: Command,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    line: str,
) -> None:
    monkeypatch.delenv("FABULA_DEBUG", raising=False)
    monkeypatch.setattr(command_line.fabula, "invoke", failing(error))
    ran = fabula("read", "x")
    assert ran.code == CANNOT
    assert ran.err.startswith(line)
    assert ran.err.count("\n") == 1


def test_debugging_shows_where(fabula: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FABULA_DEBUG", "1")
    monkeypatch.setattr(command_line.fabula, "invoke", failing(ValueError("odd")))
    ran = fabula("read", "x")
    assert ran.code == CANNOT
    assert "Traceback" in ran.err
    assert "in fail" in ran.err


def test_an_interrupt_is_quiet(fabula: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line.fabula, "invoke", failing(KeyboardInterrupt()))
    ran = fabula("read", "x")
    assert (ran.code, ran.out, ran.err) == (INTERRUPTED, "", "")


def test_control_c_while_it_waits_for_input_is_quiet() -> None:
    code = (
        "import sys; from fabula.cli.main import run; print('ready', flush=True); "
        "sys.exit(run(['read', '--shape', '-']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (INTERRUPTED, b"", b"")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Many words stand here.\n\n" * 50_000)
    process = start("read", "--format", "plain", str(path))
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    if process.stdin:
        process.stdin.close()
    assert process.wait(timeout=30) == 141


def test_output_is_utf8_whatever_the_system_says(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("“Café,” she said.\n".encode())
    process = start("read", "--format", "plain", str(path), PYTHONIOENCODING="latin-1", LC_ALL="C")
    out, err = process.communicate(timeout=30)
    assert (out, err) == (path.read_bytes(), b"")


def test_explain_alone_lists_the_checks(fabula: Command) -> None:
    assert fabula("explain").out == fabula("checks").out != ""
