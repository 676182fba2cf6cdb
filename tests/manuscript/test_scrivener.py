"""Scrivener projects of every version: where their documents lie, and what cannot be read twice."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript

_UUID = "9A1B77C0-0000-4000-8000-{:012d}"


def _document(words: str) -> bytes:
    return b"{\\rtf1\\ansi " + words.encode() + b"}"


def _project(folder: Path, items: Sequence[str], version: str = "1.5") -> Path:
    project = folder / "Saltmarsh.scriv"
    (project / "Files" / "Docs").mkdir(parents=True)
    (project / "Files" / "Data").mkdir()
    (project / "Saltmarsh.scrivx").write_text(
        f'<?xml version="1.0"?><ScrivenerProject Version="{version}"><Binder>'
        '<BinderItem ID="1" UUID="X" Type="DraftFolder"><Title>Draft</Title><Children>'
        f"{''.join(items)}</Children></BinderItem></Binder></ScrivenerProject>"
    )
    return project


def _item(number: int, title: str = "Scene") -> str:
    return (
        f'<BinderItem ID="{number}" UUID="{_UUID.format(number)}" Type="Text"><Title>{title}'
        "</Title><MetaData><IncludeInCompile>Yes</IncludeInCompile></MetaData></BinderItem>"
    )


def _in_docs(project: Path, number: int, words: str) -> None:
    (project / "Files" / "Docs" / f"{number}.rtf").write_bytes(_document(words))


def _in_data(project: Path, number: int, words: str) -> None:
    folder = project / "Files" / "Data" / _UUID.format(number)
    folder.mkdir()
    (folder / "content.rtf").write_bytes(_document(words))


@pytest.mark.parametrize("version", ["1.0", "1.5", "2.0"])
@pytest.mark.parametrize("place", ["docs", "data", "mixed"])
def test_items_with_both_names(tmp_path: Path, version: str, place: str) -> None:
    project = _project(tmp_path, [_item(n) for n in (7, 8, 9)], version)
    for number, words in ((7, "The tide turned."), (8, "Gulls came."), (9, "Edda slept.")):
        docs = place == "docs" or (place == "mixed" and number == 8)
        (_in_docs if docs else _in_data)(project, number, words)
    assert load_manuscript(str(project)).text == "The tide turned.\n\nGulls came.\n\nEdda slept."


def test_the_version_says_which_of_two_files_counts(tmp_path: Path) -> None:
    for version, words in (("1.5", "In docs."), ("2.0", "In data.")):
        project = _project(tmp_path / version, [_item(3)], version)
        _in_docs(project, 3, "In docs.")
        _in_data(project, 3, "In data.")
        assert load_manuscript(str(project)).text == words


def test_one_that_has_a_number_alone_and_a_package_of_text(tmp_path: Path) -> None:
    bare = '<BinderItem ID="4" Type="Text"><Title>Scene</Title></BinderItem>'
    project = _project(tmp_path, [bare])
    package = project / "Files" / "Docs" / "4.rtfd"
    package.mkdir()
    (package / "TXT.rtf").write_bytes(_document("Words in a package."))
    assert load_manuscript(str(project)).text == "Words in a package."


def test_a_document_listed_again_and_again_is_read_once(tmp_path: Path) -> None:
    project = _project(tmp_path, [_item(5)] * 20_000)
    _in_docs(project, 5, "Round and round. " * 1000)
    begun = time.process_time()
    assert len(load_manuscript(str(project)).text) < 20_000
    assert time.process_time() - begun < 3.0


def test_a_link_to_a_document_read_before_adds_nothing(tmp_path: Path) -> None:
    project = _project(tmp_path, [_item(n) for n in range(10, 60)])
    _in_docs(project, 10, "Once only.")
    for number in range(11, 60):
        (project / "Files" / "Docs" / f"{number}.rtf").symlink_to("10.rtf")
    assert load_manuscript(str(project)).text == "Once only."


def test_an_item_that_names_itself_as_a_folder_up_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.rtf").write_bytes(_document("Private."))
    project = _project(tmp_path, [_item(6), _item(7)])
    (project / "Files" / "Docs" / "6.rtf").symlink_to(tmp_path / "secret.rtf")
    _in_docs(project, 7, "Open.")
    assert load_manuscript(str(project)).text == "Open."
