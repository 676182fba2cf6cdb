"""A shelf read by a real Ray cluster of several nodes on this machine, some of which go away."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import shelf_workers
from fabula.cli.main import run
from fabula.export.shelf_store import Shelf
from fabula.shelf.filling import Filled, fill_shelf
from fabula.shelf.ray_crew import RayCrew
from fabula.shelf.sources import find_books

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own, of what it leaves open


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    before = dict(os.environ)
    places = [str(shelf_workers.TESTS), *sys.path]
    os.environ["PYTHONPATH"] = os.pathsep.join(str(Path(p).absolute()) for p in places)
    os.environ.update(
        RAY_AUTH_MODE="disabled", RAY_worker_niceness="0"
    )  # or a busy machine starves them
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    made.add_node(num_cpus=1)
    yield made
    ray.shutdown()
    made.shutdown()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "books").mkdir()
    return tmp_path


def write_books(count: int, more: str = "") -> None:
    for number in range(count):
        Path("books", f"{number}.txt").write_text(f"ADA met TOM in room {number}. {more}\n")


def fill(cluster: Any, **how: Any) -> Filled:
    def crew(shelf: Path, useful: int) -> RayCrew:
        return RayCrew(
            shelf,
            useful,
            cluster.address,
            work=shelf_workers.quickly,
            load=shelf_workers.without_model,
        )

    return fill_shelf(Path("shelf"), find_books(["books"]).sources, crew, **how)


def read_twice() -> list[Any]:
    with duckdb.connect() as connection:
        sql = "SELECT source FROM read_parquet('shelf/books/*.parquet') GROUP BY 1 HAVING count(*) > 1"
        return connection.execute(sql).fetchall()


def test_books_are_read_by_the_nodes_and_lost_workers_replaced(cluster: Any) -> None:
    write_books(8)
    Path("books", "once.txt").write_text("It DIES-ONCE here.")
    Path("books", "dies.txt").write_text("It DIES here.")
    Path("books", "empty.txt").write_bytes(b"")
    filled = fill(cluster)
    assert len(filled.read) == 9
    assert sorted(failure.source for failure in filled.failed) == [
        "books/dies.txt",
        "books/empty.txt",
    ]
    assert read_twice() == []
    again = fill(cluster, resume=True)
    assert (len(again.read), again.known) == (0, 9)


def test_a_node_that_goes_away_takes_no_book_with_it(cluster: Any) -> None:
    write_books(30, "SLOW")
    node = cluster.add_node(num_cpus=1)
    gone: list[Any] = []

    def tell(progress: Any) -> None:
        if progress.done == 5 and not gone:
            gone.append(node)
            cluster.remove_node(node, allow_graceful=False)

    filled = fill(cluster, tell=tell)
    assert gone
    assert (len(filled.read), filled.failed) == (30, [])
    assert read_twice() == []
    assert len(Shelf.at(Path("shelf")).books()) == 30


def test_where_no_cluster_answers(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise ConnectionError("nobody\nthere")

    monkeypatch.setattr(ray, "init", refuse)
    write_books(1)
    assert run(["shelf", "books", "-o", "shelf", "--ray", "127.0.0.1:1"]) == 2
    said = capfd.readouterr().err
    assert said == "fabula: 127.0.0.1:1: no Ray cluster answers there (nobody there)\n"
