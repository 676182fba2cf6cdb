"""BookNLP's files, read as that program's own notebooks and users read them."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fabula.export.booknlp import save_booknlp
from fabula.language.compose import compose
from fabula.manuscript.spans import Span
from fabula.story.model import Character, Quote, Story
from mention_tables import linked

SCENE = """
# newpar
“     ``
Wait  VB    0  root     lemma=wait
,     ,
Tom   NNP   2  vocative Entity=(PER-name)
!     .
”     ''
said  VBD   2  parataxis lemma=say
the   DT    10 det      Entity=(PER-noun
old   JJ    10 amod
girl  NN    7  nsubj    Entity=)
.     .

# newpar
Her   PRP$  2  nmod:poss  Entity=(PER-pronoun)
dog   NN    4  nsubj
was   VBD   4  cop      upos=AUX lemma=be
<wet> JJ    0  root
.     .

She   PRP   2  nsubj    Entity=(PER-pronoun)
loved VBD   0  root     lemma=love
him   PRP   2  obj      Entity=(PER-pronoun)
.     .
"""
GIRL, TOM = 7, 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    manuscript, reading = compose(SCENE)
    text = manuscript.text
    said = Quote(Span(0, text.index("”") + 1), 0, GIRL, (TOM,), None, "anaphoric", 0.9)
    people = (Character(TOM, "Tom"), Character(GIRL, "the old girl", (), "she/her"))
    ids = linked(reading, (TOM, GIRL, GIRL, GIRL, TOM))
    folder = tmp_path_factory.mktemp("saved") / "wait.booknlp"
    save_booknlp(Story(manuscript, reading, people, (), ids, (said,), (), (), ()), folder)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    """As pandas is told to read them: tab-separated, and no quotation marks heeded."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def characters_by_the_notebook(data: Mapping[str, Any], top: int) -> list[list[str]]:
    """What BookNLP's notebook on characters prints of a ``.book``, in its own steps."""

    def counter(dep_list: list[dict[str, Any]]) -> Counter[str]:
        counted: Counter[str] = Counter()
        for token in dep_list:
            term, _token_global_index = token["w"], token["i"]
            counted[term] += 1
        return counted

    lines = []
    for character in data["characters"]:
        parts = [character[part] for part in ("agent", "patient", "poss", "mod")]
        gender = "unknown"
        if character["g"] is not None and character["g"] != "unknown":
            assert character["g"]["inference"]
            gender = character["g"]["argmax"]
        mentions = character["mentions"]
        line = [str(character["id"]), str(character["count"]), gender]
        if len(mentions["proper"]) > 0:
            line.append(mentions["proper"][0]["n"])
        line += [word for part in parts for word, _ in counter(part).most_common(top)]
        lines.append(line)
    return lines


def test_the_characters_as_the_notebook_prints_them(folder: Path) -> None:
    data = json.loads((folder / "wait.book").read_text("utf-8"))
    assert characters_by_the_notebook(data, 10) == [
        ["7", "3", "she/her", "said", "loved", "dog", "old"],
        ["3", "2", "he/him/his", "Tom", "loved"],
    ]
    girl = data["characters"][0]
    assert girl["g"] == {
        "inference": {"he/him/his": 0.0, "she/her": 1.0, "they/them/their": 0.0,
                      "xe/xem/xyr/xir": 0.0, "ze/zem/zir/hir": 0.0},
        "argmax": "she/her", "max": 1.0, "total": 2,
    }  # fmt: skip
    assert girl["mentions"]["common"] == [{"c": 1, "n": "the old girl"}]


def test_supersenses_of_nouns_verbs_and_names(folder: Path) -> None:
    found = [tuple(row.values()) for row in rows(folder / "wait.supersense")]
    assert found == [
        ("1", "1", "verb.stative", "Wait"),
        ("3", "3", "noun.person", "Tom"),
        ("6", "6", "verb.communication", "said"),
        ("9", "9", "noun.person", "girl"),
        ("12", "12", "noun.animal", "dog"),
        ("17", "17", "verb.emotion", "loved"),
    ]


def test_tokens_number_the_words_of_all_other_files(folder: Path) -> None:
    words = [row["word"] for row in rows(folder / "wait.tokens")]
    for row in rows(folder / "wait.supersense"):
        assert words[int(row["start_token"])] == row["text"]
    data = json.loads((folder / "wait.book").read_text("utf-8"))
    for character in data["characters"]:
        for part in ("agent", "patient", "poss", "mod"):
            assert all(words[one["i"]] == one["w"] for one in character[part])


def test_the_page_shows_characters_entities_and_the_annotated_text(folder: Path) -> None:
    page = (folder / "wait.book.html").read_text("utf-8")
    assert "2 Tom (1) <br>" in page
    assert "1 the old girl" in page.partition("<h3>PER</h3>")[2]
    assert "<sub>7-the old girl</sub>" in page
    assert "<sub>[7-the old girl]</sub>" in page
    assert "&lt;wet&gt;" in page
    assert "<wet>" not in page
