"""The notebooks of ``examples/notebooks``: each cell runs, and what comes out is true of the book."""

import ast
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.cli.main import run

matplotlib = pytest.importorskip("matplotlib")

ROOT = Path(__file__).parents[2]
HOME = ROOT / "examples" / "notebooks"
NOTEBOOKS = sorted(path.stem for path in HOME.glob("*.ipynb"))
NOVELS = ROOT / "tests" / "snapshots" / "novels"
LIBRARIES = {"fabula", "itertools", "math", "matplotlib.pyplot"}
SMALL = 12_000
SMALL_PICTURE = 60_000


def document(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((HOME / f"{name}.ipynb").read_text("utf-8"))
    return read


def code(name: str) -> list[tuple[str, bool]]:
    """The source of each cell of code, and whether it holds what a reader is to set."""
    return [
        ("".join(cell["source"]), "parameters" in cell["metadata"].get("tags", ()))
        for cell in document(name)["cells"]
        if cell["cell_type"] == "code"
    ]


def novel(name: str, start: str, end: str) -> str:
    """A piece of a novel, from where it says this to where it next says that."""
    text = gzip.decompress((NOVELS / f"{name}.txt.gz").read_bytes()).decode("utf-8")
    begin = text.index(start)
    return text[begin : text.index(end, begin)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two stories saved and a shelf of three, as a reader would make them."""
    place = tmp_path_factory.mktemp("gallery")
    alice = novel("alices_adventures_in_wonderland", "CHAPTER V.", "CHAPTER VIII.")
    daisy = novel("daisy_miller", "PART I\n", "PART II\n")
    wild = novel("the_call_of_the_wild", "Chapter I.", "Chapter II.")
    (place / "alice.txt").write_text(alice, "utf-8")
    (place / "daisy.txt").write_text(daisy, "utf-8")
    for name in ("alice", "daisy"):
        saved = str(place / f"{name}.duckdb")
        assert run(["read", str(place / f"{name}.txt"), "--save", saved, "-o", os.devnull]) == 0
    (place / "books").mkdir()
    for name, text in (("alice", alice), ("daisy", daisy), ("wild", wild)):
        (place / "books" / f"{name}.txt").write_text(text[:14_000], "utf-8")
    (place / "years.csv").write_text("source,year\nalice,1865\ndaisy,1878\nwild,1903\n", "utf-8")
    books, shelf = str(place / "books"), str(place / "shelf")
    known = ["--metadata", str(place / "years.csv")]
    assert run(["shelf", books, "-o", shelf, "--jobs", "1", "-q", *known]) == 0
    return place


def played(name: str, **settings: object) -> dict[str, Any]:
    """Run a notebook's cells one after the other, and give back all that they made."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    pyplot.close("all")
    known: dict[str, Any] = {"__name__": name}
    for number, (source, is_setting) in enumerate(code(name)):
        exec(compile(source, f"{name}:{number}", "exec"), known)
        if is_setting:
            assert set(settings) <= set(known), "a setting that the notebook has not"
            known.update(settings)
    (figure,) = map(pyplot.figure, pyplot.get_fignums())
    assert figure is known["figure"]
    figure.canvas.draw()
    return known


def test_five_notebooks_are_small_and_without_outputs() -> None:
    assert len(NOTEBOOKS) == 5
    for name in NOTEBOOKS:
        assert (HOME / f"{name}.ipynb").stat().st_size < SMALL
        told = document(name)
        assert (told["nbformat"], told["nbformat_minor"]) == (4, 5)
        assert len({cell["id"] for cell in told["cells"]}) == len(told["cells"])
        assert told["cells"][0]["source"][0].startswith("# ")
        assert [is_setting for _, is_setting in code(name)].count(True) == 1
        for cell in told["cells"]:
            if cell["cell_type"] == "code":
                assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_uses_what_is_public_and_nothing_else(name: str) -> None:
    for source, _ in code(name):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= LIBRARIES
            if isinstance(node, ast.ImportFrom):
                assert node.module in LIBRARIES - {"fabula"}
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "fabula":
                assert node.attr in fabula.__all__


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_page_shows_every_notebook_with_a_small_picture(name: str) -> None:
    page = (ROOT / "docs" / "notebooks.md").read_text("utf-8")
    assert f"(../examples/notebooks/{name}.ipynb)" in page
    assert f"(pictures/notebook-{name}.png)" in page
    picture = ROOT / "docs" / "pictures" / f"notebook-{name}.png"
    assert picture.stat().st_size < SMALL_PICTURE


def test_alice_is_the_centre_and_others_come_and_go(place: Path) -> None:
    made = played("character-network", NOVEL=place / "alice.duckdb", PARTS=3)
    assert made["central"] == ["Alice", "Alice", "Alice"]
    names = made["people"].set_index("id")["name"]
    there: list[set[str]] = [
        {name for who, name in names.items() if made["strength"][part, who] > 0}
        for part in range(3)
    ]
    for who, chapter in (("Caterpillar", 0), ("Cat", 1), ("Hatter", 2)):
        (known,) = [name for name in names if name.split()[-1] == who]
        assert [known in some for some in there][chapter]
    (caterpillar,) = [name for name in names if name.endswith("Caterpillar")]
    assert caterpillar not in there[2]
    (hatter,) = [name for name in names if name.endswith("Hatter")]
    assert hatter not in there[0]


def test_a_circle_for_a_story_of_one_chapter(place: Path) -> None:
    made = played("character-network", NOVEL=place / "daisy.duckdb")
    assert made["parts"] == 1
    assert made["central"] == ["Winterbourne"]


def test_winterbourne_speaks_with_women(place: Path) -> None:
    made = played("who-speaks-to-whom", NOVEL=place / "daisy.duckdb")
    words = made["words"]
    assert words.loc["he", "she"] > words.loc["he", "he"]
    assert words.loc["she", "he"] > words.loc["she", "she"]
    speeches = made["speech"].drop_duplicates("turn")
    assert words.to_numpy().sum() == pytest.approx(speeches["words"].sum())
    known = words.loc["she"].sum() + words.loc["he"].sum()
    assert made["by_chapter"].to_numpy().sum() == pytest.approx(known)
    speaker, _, addressee, _ = made["pairs"].index[0]
    assert "Winterbourne" in (speaker, addressee)
    surer = played("who-speaks-to-whom", NOVEL=place / "daisy.duckdb", SURE=0.9)
    assert 0 < surer["words"].to_numpy().sum() < words.to_numpy().sum()


def test_the_two_who_feel_most_are_the_two_it_is_about(place: Path) -> None:
    made = played("feelings-of-two", NOVEL=place / "daisy.duckdb")
    assert made["two"][0] == "Winterbourne"
    sums = made["counts"].groupby("name").sum()
    told = made["feelings"]["name"].value_counts()
    assert [sums.loc[who].sum() for who in made["two"]] == [told[who] for who in made["two"]]
    assert made["feelings"]["stretch"].between(0, 11).all()
    assert len(made["height"]) == made["counts"].sum(axis=1).max()


def test_one_who_feels_nothing_has_an_empty_panel(place: Path) -> None:
    who = ["Winterbourne", "Nobody of That Name"]
    made = played("feelings-of-two", NOVEL=place / "daisy.duckdb", WHO=who)
    assert list(made["counts"].index.unique("name")) == ["Winterbourne"]


def test_what_looks_back_in_daisy_miller_is_told_beside_its_now(place: Path) -> None:
    made = played("told-and-story-order", NOVEL=place / "daisy.duckdb")
    assert made["beats"]["when"].value_counts().idxmax() == "now"
    assert "before" in set(made["beats"]["when"])
    assert made["shares"].sum(axis=1).to_numpy() == pytest.approx(1)
    text = (place / "daisy.txt").read_text("utf-8")
    for start, _, words in made["clock"][1:]:
        assert " ".join(text[start : start + 100].split()).startswith(words)


DAYS = """# The Mill

On Monday Nell came to the mill. She had been there two years before.

“Tomorrow I go home,” she said.

The next morning she walked down to the river. On Thursday the rain came.

Three weeks later she sold the mill. One day a letter came.
"""


def test_the_clock_goes_by_what_is_told_and_by_nothing_said(place: Path) -> None:
    draft = place / "mill.md"
    draft.write_text(DAYS, "utf-8")
    made = played("told-and-story-order", NOVEL=draft)
    assert [(day, words) for _, day, words in made["clock"]] == [
        (0, ""),
        (1, "The next morning"),
        (3, "Thursday"),
        (24, "Three weeks later"),
    ]
    assert len(made["gaps"]) == 1
    assert made["backs"] == []


def test_the_day_before_is_told_after_its_morrow(place: Path) -> None:
    draft = place / "back.txt"
    told = "On Friday Nell came home. On Thursday Tom sailed. On Monday he came back.\n"
    draft.write_text(told, "utf-8")
    made = played("told-and-story-order", NOVEL=draft)
    assert [day for _, day, _ in made["clock"]] == [0, -1, 3]


def test_a_story_that_names_no_days(place: Path) -> None:
    draft = place / "still.txt"
    draft.write_text("Nell saw Tom. She laughed.\n", "utf-8")
    made = played("told-and-story-order", NOVEL=draft)
    assert (made["clock"], made["gaps"], made["backs"]) == ([(0, 0, "")], [], [])


def test_three_books_side_by_side(place: Path) -> None:
    made = played("shelf-of-novels", SHELF=place / "shelf")
    table = made["table"].set_index("name")
    assert [name.split("(")[-1] for name in table.index] == ["1865)", "1878)", "1903)"]
    alice, daisy, wild = (row for _, row in table.iterrows())
    assert wild["speech"] < min(alice["speech"], daisy["speech"])
    assert alice["largest_name"] == "Alice"
    assert ((table["speech"] >= 0) & (table["speech"] <= 1)).all()
    assert list(made["wary"]) == [bool(said) for said in table["warnings"]]
