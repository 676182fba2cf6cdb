"""A shelf copied to where no shelf could be filled: an object store, or any address of fsspec.

A run needs a disk that moves a folder into place in one step and can lock; a store of objects
does neither. So the shelf is filled on a disk, and what is new of it is then copied: batches,
which never change, first, and last `shelf.json`, which says which of them count. A copy that is
broken off is the old shelf still, and the next one goes on from there.
"""

import json
from pathlib import Path
from typing import Any

from fabula.export.shelf_store import Shelf
from fabula.manuscript.errors import FabulaError

__all__ = ["ShelfCopy"]

_ABOUT = "shelf.json"


class ShelfCopy:
    """The place that a shelf is copied to, asked for before the long work begins."""

    def __init__(self, address: str) -> None:
        """Raises `FabulaError` where the place cannot be reached, or holds something else."""
        self._address = address
        try:
            from fsspec.core import url_to_fs
        except ModuleNotFoundError as missing:
            raise FabulaError(
                f'{missing.name} is missing; install it with pip install "fabula[fsspec]"'
            ) from missing
        try:
            self._files, self._root = url_to_fs(address)
            self._root = self._root.rstrip("/")
            held = self._files.exists(self._root) and bool(self._files.ls(self._root))
            if held and not self._files.exists(self._at(_ABOUT)):
                raise FabulaError(f"{address}: there is something else; choose another name")
        except FabulaError:
            raise
        except Exception as error:  # each kind of store has its own, which share no base
            raise self._trouble("reached", error) from error

    def update(self, folder: Path) -> int:
        """Copy what the place lacks of the shelf in the folder; give back how many files.

        Raises `FabulaError` where another shelf is there, and where it cannot be written.
        """
        shelf = Shelf.at(folder)
        own = {
            f"{table}/{file.name}": file for table, files in shelf.files().items() for file in files
        }
        try:
            there = self._there()
            self._refuse_another(own, there)
            lacking = {name: file for name, file in own.items() if not self._has(name, file, there)}
            for name, file in lacking.items():
                self._files.makedirs(self._at(name).rsplit("/", 1)[0], exist_ok=True)
                self._files.put_file(str(file), self._at(name))
            self._files.put_file(str(folder / _ABOUT), self._at(_ABOUT))
            for name in there.keys() - own.keys():
                self._files.rm(self._at(name))
        except FabulaError:
            raise
        except Exception as error:
            raise self._trouble("written", error) from error
        return len(lacking)

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _there(self) -> dict[str, int]:
        """The tables' files of the place, with their sizes."""
        found: dict[str, Any] = self._files.find(self._root, detail=True) or {}
        return {
            "/".join(path.split("/")[-2:]): int(info["size"])
            for path, info in found.items()
            if path.endswith(".parquet")
        }

    def _has(self, name: str, file: Path, there: dict[str, int]) -> bool:
        """Whether a batch is there already; what is no batch is always copied."""
        is_batch = name.split("/")[0] not in ("failures", "metadata")
        return is_batch and there.get(name) == file.stat().st_size

    def _refuse_another(self, own: dict[str, Path], there: dict[str, int]) -> None:
        """A shelf that shares no batch of books with this one is another."""
        if not self._files.exists(self._at(_ABOUT)):
            return
        counted = json.loads(self._files.cat_file(self._at(_ABOUT))).get("batches", [])
        shared = [name for name in own if name.startswith("books/") and name in there]
        if counted and not any(
            self._files.cat_file(self._at(name)) == own[name].read_bytes() for name in shared
        ):
            raise FabulaError(f"{self._address}: there is another shelf; choose another name")

    def _trouble(self, what: str, error: Exception) -> FabulaError:
        said = " ".join(str(error).split()) or type(error).__name__
        return FabulaError(f"{self._address}: cannot be {what} ({said[:200]})")
