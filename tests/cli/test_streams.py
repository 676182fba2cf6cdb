"""Standard streams and folders as they may be: terminals, closed, full, gone."""

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fabula.cli.output import visible
from running import Command

FABULA = f"{shlex.quote(sys.executable)} -m fabula"
NASTY = "One\x1b[31m two\x9b3J\x07.\n\n\x1b]0;title\x07Three Four.\tFive é \u202efine.\n"


def shell(line: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["/bin/sh", "-c", line], cwd=folder, capture_output=True, timeout=60)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"{FABULA} read --shape draft.txt >&-", 2, b"fabula: standard output is closed"),
        (f"{FABULA} read --shape draft.txt -o new.txt >&- 2>&- <&-", 0, b""),
        (f"{FABULA} read missing.txt 2>&-", 2, b""),
        (f"{FABULA} check --select doubled-word draft.txt -o new.txt 2>&-", 1, b""),
        (f"{FABULA} read --format plain draft.txt >/dev/full", 2, b"fabula: standard output"),
        (f"{FABULA} read --format plain draft.txt -o /dev/full", 2, b"fabula: /dev/full"),
        (f"{FABULA} read missing.txt 2>/dev/full", 2, b""),
        (f"mkdir x; cd x; rmdir ../x; {FABULA} stet 0123456789abcdef", 2, b"you are in is gone"),
        (f"mkdir x; cd x; rmdir ../x; {FABULA} read --shape draft.txt", 2, b"no such file"),
    ],
)
def test_streams_and_folders_that_are_gone(draft: Path, line: str, code: int, said: bytes) -> None:
    ran = shell(line, draft.parent)
    assert (ran.returncode, ran.stdout) == (code, b"")
    assert said in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert len([one for one in ran.stderr.splitlines() if b"getcwd" not in one]) <= 1


def test_a_draft_by_its_whole_path_is_read_from_a_folder_that_is_gone(draft: Path) -> None:
    line = f"mkdir x; cd x; rmdir ../x; {FABULA} check --select doubled-word {draft}"
    assert b"2 errors" in shell(line, draft.parent).stdout


def test_standard_output_by_name_goes_on_where_it_stands(draft: Path) -> None:
    line = f"echo before > log; {FABULA} read --format plain draft.txt -o /dev/stdout >> log"
    assert shell(line, draft.parent).returncode == 0
    assert (draft.parent / "log").read_bytes() == b"before\n" + draft.read_bytes()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/tty", None])
def test_a_terminal_gets_no_commands_from_a_manuscript(tmp_path: Path, name: str | None) -> None:
    (tmp_path / "draft.txt").write_bytes(NASTY.encode())
    ours, theirs = pty.openpty()
    path = os.ttyname(theirs) if name == "/dev/tty" else name
    with subprocess.Popen(
        [sys.executable, "-m", "fabula", "read", "--format", "plain", "draft.txt"]
        + (["-o", path] if path else []),
        cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.wait(60)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
    assert shown.replace("\r\n", "\n") == visible(NASTY)


def test_a_pipe_gets_the_text_as_it_is(fabula: Command, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(NASTY.encode())
    assert fabula("read", "--format", "plain", path).out == NASTY


def test_visible_text_keeps_words_and_lines() -> None:
    assert visible("a\x1b[1mb\r\nc\td\x00") == "a\ufffd[1mb\nc\td\ufffd"
    assert visible("“Café”\n") == "“Café”\n"


def test_names_that_are_not_text(fabula: Command, draft: Path) -> None:
    odd = draft.rename(draft.with_name(os.fsdecode(b"caf\xe9.txt")))
    sarif = fabula(
        "check", "--select", "doubled-word", os.fsdecode(b"caf\xe9.txt"), "--format", "sarif"
    )
    assert (sarif.code, '"uri": "caf%E9.txt"' in sarif.out) == (1, True)
    assert fabula("check", "--select", "doubled-word", "--fix", odd.name).code == 0
    assert odd.with_name(os.fsdecode(b"caf\xe9.corrected.txt")).is_file()
