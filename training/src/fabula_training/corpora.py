"""All corpora of a run, encoded, and the documents set aside from each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula.language.pieces import WordPieces
from fabula_training.confusions import EDIT_TAGS
from fabula_training.corrections_data import correction_documents
from fabula_training.data import data_folder, litbank_documents, ud_documents
from fabula_training.epochs import spoiled_documents
from fabula_training.pretrained import pretrained_folder
from fabula_training.windows import Encoded, Inventory, encode

__all__ = ["Corpora", "load_corpora"]

HELD_OUT_WORDS = 30_000
EXPECTED_WORDS = {"litbank": 149_248, "ewt": 204_577, "gum": 133_527}


@dataclass(frozen=True)
class Corpora:
    """Encoded documents by corpus, for training and set aside, and the labels."""

    train: dict[str, list[Encoded]]
    dev: dict[str, list[Encoded]]
    inventory: Inventory
    pieces: WordPieces

    def spoiled(self, folder: Path, epoch: int) -> Iterator[Encoded]:
        """The spoiled prose of a run's epoch, from the run's folder."""
        for document in spoiled_documents(folder, epoch):
            yield encode(document, self.pieces, self.inventory)


def load_corpora() -> Corpora:
    """Read and encode everything; checks the word counts of the sets."""
    folder = data_folder()
    litbank, litbank_dev = litbank_documents(folder / "litbank", folder / "fiction")
    train = {
        "litbank": litbank,
        "ewt": ud_documents(folder / "ud" / "ewt-train.conllu"),
        "gum": ud_documents(folder / "ud" / "gum-permissive-train.conllu"),
    }
    for name, count in EXPECTED_WORDS.items():
        found = sum(len(d.words) for d in train[name])
        if found != count:
            raise ValueError(f"{name}: expected {count} words, found {found}")
    dev = {
        "litbank": litbank_dev,
        "ewt": ud_documents(folder / "ud" / "ewt-dev.conllu"),
        "gum": ud_documents(folder / "ud" / "gum-permissive-dev.conllu"),
        "spoiled": list(correction_documents(HELD_OUT_WORDS, 7, held_out=True)),
    }
    inventory = Inventory.of([*train["ewt"], *train["gum"]], EDIT_TAGS)
    pieces = WordPieces(pretrained_folder() / "tokenizer.json")
    return Corpora(
        {k: [encode(d, pieces, inventory) for d in v] for k, v in train.items()},
        {k: [encode(d, pieces, inventory) for d in v] for k, v in dev.items()},
        inventory,
        pieces,
    )
