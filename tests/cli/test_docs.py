import re
from pathlib import Path

import pytest

from fabula.cli import docs
from fabula.cli.main import fabula

ROOT = Path(__file__).parents[2]


def test_the_generated_pages_are_current() -> None:
    assert docs.stale(ROOT / "docs" / "reference") == [], "run python -m fabula.cli.docs"


def test_what_is_out_of_date_is_told_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert docs.write_reference([]) == 0
    folder = tmp_path / "docs" / "reference"
    (folder / "json.md").write_text("Nonsense.\n")
    (folder / "checks" / "retired.md").write_text("Gone.\n")
    assert docs.write_reference(["--check"]) == 1
    told = capsys.readouterr().out
    assert "json.md" in told
    assert "retired.md" in told
    assert docs.write_reference([]) == 0
    assert docs.write_reference(["--check"]) == 0


def test_every_command_and_every_option_is_on_the_page() -> None:
    page = docs.pages()["commands.md"]
    for name, command in fabula.commands.items():
        assert f"## fabula {name}\n" in page
        for parameter in command.params:
            assert all(f"{option}" in page for option in parameter.opts if option.startswith("-"))


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), target


def test_the_commands_in_the_guides_exist() -> None:
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for block in re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
            for line in block.splitlines():
                for name, rest in re.findall(r"\bfabula ([a-z]+)(.*)", line.split("#")[0]):
                    command = fabula.commands[name]
                    known = {option for p in command.params for option in p.opts}
                    used = re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest.split("&&")[0])
                    assert set(used) <= known, line
