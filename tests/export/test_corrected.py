import codecs
from pathlib import Path

import pytest

from fabula.checks.framework.finding import Edit, Finding
from fabula.export.corrected import correct_source, correct_text
from fabula.export.twin import twin_named
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span


def change(manuscript: Manuscript, words: str, replacement: str, sure: float = 1.0) -> Finding:
    at = manuscript.text.index(words)
    span = Span(at, at + len(words))
    return Finding("spelling", "error", span, "", edits=(Edit(span, replacement),), confidence=sure)


def saved(folder: Path, name: str, data: bytes) -> tuple[Manuscript, bytes]:
    path = folder / name
    path.write_bytes(data)
    return load_manuscript(str(path)), data


@pytest.mark.parametrize(
    ("mark", "encoding", "ends"),
    [
        (b"", "utf-8", "\n"),
        (b"", "utf-8", "\r\n"),
        (codecs.BOM_UTF8, "utf-8", "\n"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "\r\n"),
        (b"", "cp1252", "\r\n"),
    ],
)
def test_only_the_edit_changes_the_bytes(
    tmp_path: Path, mark: bytes, encoding: str, ends: str
) -> None:
    text = ends.join(["“Café?” she askd.", "", "He askd nothing.", ""])
    manuscript, data = saved(tmp_path, "draft.txt", mark + text.encode(encoding))
    result = correct_source(manuscript, data, [change(manuscript, "askd", "asked")])
    assert result.data == mark + text.replace("askd", "asked", 1).encode(encoding)


def test_of_two_edits_that_collide_the_surer_goes_in(tmp_path: Path) -> None:
    manuscript, data = saved(tmp_path, "draft.txt", b"He goed to the house.\n")
    unsure, sure = (
        change(manuscript, "goed to", "went into", 0.6),
        change(manuscript, "goed", "went", 0.9),
    )
    result = correct_source(manuscript, data, [unsure, sure])
    assert result.after == "He went to the house.\n"
    assert result.applied == (sure,)


def test_an_insertion_goes_after_the_letter_before_it(tmp_path: Path) -> None:
    manuscript, data = saved(tmp_path, "draft.txt", b"Come in Tomas.\n\nHe came in.\n")
    at = manuscript.text.index(" Tomas")
    comma = Finding(
        "vocative-comma", "error", Span(at, at + 6), "", edits=(Edit(Span(at, at), ","),)
    )
    assert correct_source(manuscript, data, [comma]).after == "Come in, Tomas.\n\nHe came in.\n"
    assert correct_text(manuscript, [comma]).after.startswith("Come in, Tomas.")


def test_a_letter_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    manuscript, data = saved(tmp_path, "draft.txt", "“Café” it sayd.\n".encode("cp1252"))
    with pytest.raises(FabulaError, match="has no"):
        correct_source(manuscript, data, [change(manuscript, "sayd", "sąid")])


@pytest.mark.parametrize(
    ("name", "source", "corrected"),
    [
        (
            "draft.md",
            "---\ntitle: A\n---\n\n# One\n\nHe *sayd* it & went_home.\n",
            "---\ntitle: A\n---\n\n# One\n\nHe *said* it & went_home.\n",
        ),
        (
            "draft.md",
            "“I **can** not sayd it,”\nhe said.\n",
            "“I **can** not said it,”\nhe said.\n",
        ),
        (
            "draft.html",
            "<html><body><p>Tom &amp; he <i>sayd</i> it&hellip; so.</p></body></html>\n",
            "<html><body><p>Tom &amp; he <i>said</i> it&hellip; so.</p></body></html>\n",
        ),
    ],
)
def test_markup_stays_as_it_is(tmp_path: Path, name: str, source: str, corrected: str) -> None:
    manuscript, data = saved(tmp_path, name, source.encode())
    result = correct_source(manuscript, data, [change(manuscript, "sayd", "said")])
    assert result.data.decode() == corrected


def test_an_edit_across_markup_leaves_the_markup(tmp_path: Path) -> None:
    manuscript, data = saved(tmp_path, "draft.md", b"He *went to* to the sea.\n")
    result = correct_source(manuscript, data, [change(manuscript, "to to", "to")])
    assert result.after == "He *went to* the sea.\n"


def test_what_goes_into_html_is_escaped(tmp_path: Path) -> None:
    manuscript, data = saved(tmp_path, "draft.html", b"<p>Tom and Ann went.</p>\n")
    result = twin_named("markup").correct(manuscript, data, [change(manuscript, "and", "& <b>")])
    assert result.data == b"<p>Tom &amp; &lt;b&gt; Ann went.</p>\n"
