"""Mutated documents of every format: a reading that holds together, or one clear line."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import FORMATS, novelwriter, scrivener

_ROUNDS = 60
_SECONDS = 2.5
_SPLICES = [
    b"", b"\x00", b"\xff\xfe", b"\r", b"<", b">", b"&", b"&#x110000;", b"{", b"}", b"\\", b"\\'",
    b"\\u-1?", b"\\bin9 ", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"]>", b"```",
    b"](", b"* ", b"---\n", b"PK\x05\x06", b"\xed\xa0\x80", "é".encode(), b"</p>", b"<w:p>",
    b"</text:p>", b'"', b"\n\n", b" " * 200, b"I.\n\n", b"CONTENTS\n\n", b"Chapter One\n\n",
]  # fmt: skip


def _mutate(data: bytes, draw: random.Random) -> bytes:
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        upto = min(len(data), at + draw.choice([0, 1, 1, 4, 40, 400]))
        kind = draw.random()
        if kind < 0.5:
            data = data[:at] + draw.choice(_SPLICES) + data[upto:]
        elif kind < 0.75:
            data = data[:at] + data[at:upto] * draw.randint(2, 5) + data[upto:]
        elif kind < 0.9 and data:
            byte = bytes([draw.randrange(256)])
            data = data[: max(at - 1, 0)] + byte + data[at:]
        else:
            data = data[:at]
    return data


def _mutate_inside(data: bytes, draw: random.Random) -> bytes:
    """Change an entry of the zip rather than the zip, so that the readers are reached."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        victim = draw.choice(old.namelist())
        for name in old.namelist():
            entry = old.read(name)
            new.writestr(name, _mutate(entry, draw) if name == victim else entry)
    return buffer.getvalue()


def _holds_together(path: Path) -> None:
    try:
        manuscript = load_manuscript(str(path))
    except FabulaError as error:
        line = str(error)
        assert "\n" not in line
        assert line
        return
    text = manuscript.text
    text.encode("utf-8")
    ends = 0
    for block in manuscript.blocks:
        assert ends <= block.span.start < block.span.end <= len(text)
        ends = block.span.end
    covered = manuscript.source.places(Span(0, len(text)))
    for first, second in pairwise(covered):
        assert first.span.end <= second.span.start
    for at in range(0, len(text), 17):
        row, column = manuscript.source.line_column(at)
        assert row >= 1
        assert column >= 1


def _fuzz(path: Path, make: Callable[[random.Random], bytes], seed: int) -> int:
    draw = random.Random(seed)
    ends = time.process_time() + _SECONDS
    rounds = 0
    while rounds < _ROUNDS and time.process_time() < ends:
        path.write_bytes(make(draw))
        _holds_together(path)
        rounds += 1
    return rounds


@pytest.mark.parametrize("name", list(FORMATS))
def test_mutated_files(name: str, tmp_path: Path) -> None:
    whole = FORMATS[name]()
    assert _fuzz(tmp_path / name, lambda draw: _mutate(whole, draw), 1) > 5


@pytest.mark.parametrize("name", ["story.docx", "story.odt", "story.epub", "story.fb2.zip"])
def test_mutated_entries(name: str, tmp_path: Path) -> None:
    whole = FORMATS[name]()
    assert _fuzz(tmp_path / name, lambda draw: _mutate_inside(whole, draw), 2) > 5


@pytest.mark.parametrize("make", [scrivener, novelwriter])
def test_mutated_projects(make: Callable[[Path], Path], tmp_path: Path) -> None:
    draw = random.Random(3)
    project = make(tmp_path)
    files = sorted(p for p in project.rglob("*") if p.is_file())
    for _ in range(_ROUNDS // 2):
        file = draw.choice(files)
        whole = file.read_bytes()
        file.write_bytes(_mutate(whole, draw))
        with suppress(FabulaError):
            _holds_together(project)
        file.write_bytes(whole)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            "a.txt",
            "a.md",
            "a.html",
            "a.docx",
            "a.rtf",
            "a.epub",
            "a.odt",
            "a",
            "a.xyz",
            "a.org",
            "a.nwd",
            "a.fb2",
            "a.fodt",
        ]
    ),
    st.sampled_from([b"", b"{\\rtf1 ", b"<html>", b"PK\x03\x04", b"\xff\xfe", b"%PDF", b"---\n"]),
)
def test_any_bytes(tmp_path: Path, data: bytes, name: str, head: bytes) -> None:
    (tmp_path / name).write_bytes(head + data)
    _holds_together(tmp_path / name)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=300),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.rtf", "a.org", "a.nwd", "a.fb2"]),
)
def test_any_words(tmp_path: Path, words: str, name: str) -> None:
    head = b"{\\rtf1 " if name == "a.rtf" else b""
    (tmp_path / name).write_bytes(head + words.encode("utf-8", "surrogatepass"))
    _holds_together(tmp_path / name)
