"""Weigh the signs that tell whom a speech is addressed to, on the Project Dialogism Novel Corpus.

    python -m fabula_training.addressees PDNC               print the weights
    python -m fabula_training.addressees PDNC --out FOLDER  fold-K.json, held out

A logistic regression with a light penalty, from gold quotations, speakers and cast; half a
minute on one core. Learned from are speeches with one to three known addressees. The printed
weights, from all novels, are those of `fabula.story.speech.addressees`. ``fold-K.json`` has
weights that have not seen every fourth novel by name from the K-th on.
"""

from pathlib import Path

from fabula.story.speech.addressees import listeners_of
from fabula_training.quoted_words import Labelled, fit_from_command_line
from fabula_training.speakers_data import gold_addressees, read_novel

__all__ = ["main", "read_listeners"]

_MOST = 3  # more addressees are whole companies


def read_listeners(folder: Path) -> list[Labelled]:
    """Everyone who may be addressed by a speech of a novel: their signs, and whether they are."""
    novel = read_novel(folder.parent, folder.name)
    addressed: dict[int, set[int]] = {}
    for speech, listed in zip(
        novel.quote_speech.tolist(), gold_addressees(folder.parent, folder.name), strict=True
    ):
        if speech >= 0 and 0 < len(listed) <= _MOST and min(listed) >= 0:
            addressed.setdefault(speech, set()).update(listed)
    units = novel.evidence.units
    rows: list[Labelled] = []
    for number, signs in enumerate(listeners_of(novel.evidence, units, novel.speaker.tolist())):
        if number in addressed:
            rows.extend((own, who in addressed[number]) for who, own in signs.items())
    return rows


def main() -> None:
    """The command line."""
    fit_from_command_line(__doc__, read_listeners)


if __name__ == "__main__":
    main()
