"""Remarks as comments in Word and OpenDocument drafts: at their words, and nothing else changed."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.export.commented import Commented
from fabula.export.opendocument.package import comment_opendocument
from fabula.export.word.package import comment_word
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from manuscript import documents
from manuscript.documents import Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STORY = [
    Paragraph((("One", False),), "heading"),
    Paragraph((("Her eyes were ", False), ("very", True), (" green that day.", False))),
    Paragraph((("“Come in Tomas,” said Ana.", False),)),
    Paragraph((("Two", False),), "heading"),
    Paragraph((("It rained.", False),)),
    Paragraph((("He sayd ", False), ("nothing", True), (" of it. Her brown eyes shone.", False))),
]
Make = Callable[[Manuscript, bytes, list[Finding], list[Finding]], Commented]
BOTH = pytest.mark.parametrize("suffix", ["docx", "odt"])
MAKE: dict[str, Make] = {"docx": comment_word, "odt": comment_opendocument}
BUILD = {"docx": documents.docx, "odt": documents.odt}


def draft(folder: Path, suffix: str, story: list[Paragraph] = STORY) -> Path:
    path = folder / f"draft.{suffix}"
    path.write_bytes(BUILD[suffix](story))
    return path


def span(manuscript: Manuscript, words: str) -> Span:
    at = manuscript.text.index(words)
    return Span(at, at + len(words))


def remark(manuscript: Manuscript, words: str, message: str = "Is it so?") -> Finding:
    return Finding("attribute-conflict", "query", span(manuscript, words), message)


def correction(manuscript: Manuscript, words: str, to: str) -> Finding:
    at = span(manuscript, words)
    return Finding("spelling", "error", at, "Misspelled.", edits=(Edit(at, to),))


def commented(path: Path, findings: list[Finding], corrections: list[Finding]) -> Commented:
    return MAKE[path.suffix[1:]](
        load_manuscript(str(path)), path.read_bytes(), findings, corrections
    )


def read_again(path: Path, copy: Commented) -> str:
    again = path.with_name(f"again{path.suffix}")
    again.write_bytes(copy.data)
    return load_manuscript(str(again)).text


def ranges(suffix: str, data: bytes) -> dict[str, str]:
    """The words that each comment is about, as the document shows them, and its own words."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if suffix == "odt":
            return annotated(etree.fromstring(package.read("content.xml")))
        root = etree.fromstring(package.read("word/document.xml"))
        comments = etree.fromstring(package.read("word/comments.xml"))
    said = {c.get(f"{W}id"): "\n".join("".join(p.itertext()) for p in c) for c in comments}
    open_: set[str] = set()
    found: dict[str, str] = dict.fromkeys(said.values(), "")
    for node in root.iter():
        if node.tag == f"{W}commentRangeStart":
            open_.add(said[node.get(f"{W}id")])
        elif node.tag == f"{W}commentRangeEnd":
            open_.remove(said[node.get(f"{W}id")])
        elif node.tag == f"{W}t":
            for one in open_:
                found[one] += node.text or ""
    assert not open_
    return found


def annotated(root: etree._Element) -> dict[str, str]:
    said: dict[str | None, str] = {}
    open_: set[str | None] = set()
    found: dict[str, str] = {}

    def shown(words: str | None) -> None:
        for one in open_:
            found[said[one]] += (words or "").replace("\n", "")

    def walk(node: etree._Element) -> None:
        name = node.get(f"{OFFICE}name")
        if node.tag == f"{OFFICE}annotation":
            said[name] = "\n".join("".join(p.itertext()) for p in node.iterfind(f"{TEXT}p"))
            found[said[name]] = ""
            open_.add(name)
        elif node.tag == f"{OFFICE}annotation-end":
            open_.remove(name)
        elif node.tag != f"{TEXT}tracked-changes":
            shown(node.text)
            for child in node:
                walk(child)
        shown(node.tail)

    walk(root)
    assert not open_
    return found


def rejected(suffix: str, data: bytes, path: Path) -> str:
    """The text with every tracked change rejected."""
    member = {"docx": "word/document.xml", "odt": "content.xml"}[suffix]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read(member))
        others = {name: package.read(name) for name in package.namelist() if name != member}
    if suffix == "docx":
        for node in list(root.iter(f"{W}ins")):
            node.getparent().remove(node)
        for node in root.iter(f"{W}delText"):
            node.tag = f"{W}t"
        for node in list(root.iter(f"{W}del")):
            node.tag = f"{W}smartTag"
    else:
        gone = {
            region.get(f"{TEXT}id"): "".join(region.find(f"{TEXT}deletion/{TEXT}p").itertext())
            for region in root.iter(f"{TEXT}changed-region")
            if region.find(f"{TEXT}deletion") is not None
        }
        for node in root.iter(f"{TEXT}change-start"):
            node.tail = None
        for node in root.iter(f"{TEXT}change"):
            node.tail = gone[node.get(f"{TEXT}change-id")] + (node.tail or "")
    back = path.with_name(f"back.{suffix}")
    with zipfile.ZipFile(back, "w") as package:
        for name, content in [*others.items(), (member, etree.tostring(root))]:
            package.writestr(name, content)
    return load_manuscript(str(back)).text


@BOTH
def test_a_comment_stands_at_its_words(tmp_path: Path, suffix: str) -> None:
    path = draft(tmp_path, suffix)
    manuscript = load_manuscript(str(path))
    findings = [
        remark(manuscript, "were very green", "Green?"),
        remark(manuscript, "Ana.", "Who?"),
        remark(manuscript, "rained.\n\nHe sayd", "Both?"),
    ]
    copy = commented(path, findings, [])
    assert copy.comments.placed == tuple(findings)
    assert read_again(path, copy) == manuscript.text
    shown = {said.split("\n")[0]: about for said, about in ranges(suffix, copy.data).items()}
    assert shown == {"Green?": "were very green", "Who?": "Ana.", "Both?": "rained.He sayd"}


@BOTH
def test_the_other_passage_is_quoted_with_its_place(tmp_path: Path, suffix: str) -> None:
    path = draft(tmp_path, suffix)
    manuscript = load_manuscript(str(path))
    evidence = Evidence(span(manuscript, "very green"), "green, says the narrator")
    finding = Finding("attribute-conflict", "query", span(manuscript, "brown eyes"),
                      "Which?", (evidence,), fingerprint="0123456789abcdef")  # fmt: skip
    (said,) = ranges(suffix, commented(path, [finding], []).data)
    assert said.split("\n") == [
        "Which?",
        "One, paragraph 1: Her eyes were very green that day. (green, says the narrator)",
        "attribute-conflict · query · 0123456789abcdef",
    ]


@BOTH
def test_corrections_are_tracked_and_the_others_suggested(tmp_path: Path, suffix: str) -> None:
    path = draft(tmp_path, suffix)
    manuscript = load_manuscript(str(path))
    sure = correction(manuscript, "sayd", "said")
    comma = span(manuscript, " Tomas")
    maybe = Finding("vocative-comma", "error", comma, "Whom?",
                    edits=(Edit(Span(comma.start, comma.start), ","),))  # fmt: skip
    copy = commented(path, [maybe, sure], [sure])
    assert copy.comments.applied == (sure,)
    assert read_again(path, copy) == manuscript.text.replace("sayd", "said")
    assert rejected(suffix, copy.data, path) == manuscript.text
    texts = list(ranges(suffix, copy.data))
    assert "Suggestion: Tomas → , Tomas" in texts[0].split("\n")
    assert "Suggestion" not in texts[1]


@BOTH
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_remarked_and_corrected(tmp_path: Path, suffix: str, seed: int) -> None:
    """Any spans, any edits apart from one another: all comments are there, and nothing is lost."""
    chance = random.Random(seed)
    letters = "abc de, “f” 😀 <&>"
    story = [
        Paragraph(tuple((f"x{''.join(chance.choices(letters, k=9))}y", chance.random() < 0.5)
                        for _ in range(chance.randint(1, 4))))
        for _ in range(12)
    ]  # fmt: skip
    path = draft(tmp_path, suffix, story)
    manuscript = load_manuscript(str(path))
    size = len(manuscript.text)
    findings = []
    for number in range(30):
        start = chance.randrange(size - 1)
        end = min(start + chance.randint(1, 14), size)
        if manuscript.text[start:end].strip():
            findings.append(Finding("spelling", "query", Span(start, end), f"{number}?"))
    cuts = sorted(chance.sample(range(1, size), 20))
    fixes = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        at = Span(start, min(end, start + chance.randint(0, 3)))
        new = chance.choice(["", "zz", " q"]) if len(at) else "zz"
        fixes.append(Finding("spelling", "error", at, "!", edits=(Edit(at, new),)))
    copy = commented(path, findings, fixes)
    assert rejected(suffix, copy.data, path).split() == manuscript.text.split()
    assert copy.comments.placed == tuple(findings)
    assert len(ranges(suffix, copy.data)) == len(findings)
    plain = commented(path, findings, [])
    about = {said.split("\n")[0]: words for said, words in ranges(suffix, plain.data).items()}
    for finding in findings:
        words = finding.span.text(manuscript.text).replace("\n", "")
        assert about[finding.message].split() == words.split()


def test_comments_of_others_stay_and_numbers_do_not_meet(tmp_path: Path) -> None:
    path = draft(tmp_path, "docx")
    manuscript = load_manuscript(str(path))
    first = commented(path, [remark(manuscript, "rained", "Did it?")], [])
    path.write_bytes(first.data)
    second = commented(path, [remark(load_manuscript(str(path)), "Ana", "Who?")], [])
    shown = {said.split("\n")[0]: about for said, about in ranges("docx", second.data).items()}
    assert shown == {"Did it?": "rained", "Who?": "Ana"}
    with zipfile.ZipFile(io.BytesIO(second.data)) as package:
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert types.count("/word/comments.xml") == 1
    assert relations.count("comments.xml") == 1


def test_a_second_reading_of_an_annotated_text_keeps_both(tmp_path: Path) -> None:
    path = draft(tmp_path, "odt")
    fix = correction(load_manuscript(str(path)), "sayd", "said")
    path.write_bytes(commented(path, [fix], [fix]).data)
    again = load_manuscript(str(path))
    more = correction(again, "rained", "snowed")
    copy = commented(path, [more], [more])
    assert "snowed" in read_again(path, copy)
    with zipfile.ZipFile(io.BytesIO(copy.data)) as package:
        root = etree.fromstring(package.read("content.xml"))
    names = [node.get(f"{OFFICE}name") for node in root.iter(f"{OFFICE}annotation")]
    keys = [node.get(f"{TEXT}id") for node in root.iter(f"{TEXT}changed-region")]
    assert len(set(names)) == 2
    assert len(keys) == len(set(keys)) == 4


def test_a_text_node_that_a_comment_of_the_xml_divides_stays(tmp_path: Path) -> None:
    path = tmp_path / "draft.odt"
    words = b"He sayd<!-- x --> it twice, she sayd."
    story = [Paragraph((("He sayd it twice, she sayd.", False),)), *STORY]
    with (
        zipfile.ZipFile(io.BytesIO(documents.odt(story))) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name).replace(b"He sayd it twice, she sayd.", words)
            new.writestr(name, content)
    manuscript = load_manuscript(str(path))
    assert manuscript.text.startswith("He sayd it twice")
    fix = correction(manuscript, "sayd", "said")
    copy = commented(path, [fix], [fix])
    assert copy.comments.applied == ()
    assert copy.comments.unplaced == (fix,)
    assert read_again(path, copy) == manuscript.text
