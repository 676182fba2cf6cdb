"""Findings on the screen: by topic, continuity first; words in context, evidence beneath."""

import shlex
import sys

from rich.text import Text

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.topics import by_topic, plain_name
from fabula.cli.output import is_terminal
from fabula.cli.screen import Renderables, indented, name_of, render
from fabula.cli.whereabouts import Whereabouts
from fabula.display import counted, one_line
from fabula.export.counts import by_check, by_level
from fabula.export.suggestion import suggestion
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.manuscript.wordcount import WordCount
from fabula.pipeline.checking import Checked

__all__ = ["MOST_SHOWN", "change_row", "render_findings"]

_COLOURS = {"error": "bold red", "query": "bold yellow", "note": "bold blue"}

MOST_SHOWN = 60
"""Findings that a terminal shows of one manuscript; a page holds all of them better."""

_AROUND = 56
"""Code points of context on either side of the words."""

_LONGEST = 150
"""A longer passage is shown by its beginning and its end."""


def render_findings(checked: Checked, *, to_file: bool) -> str:
    """A page of findings for the screen, or for a file, with a summary of counts at its end.

    On a terminal the first `MOST_SHOWN` stand, and how many more there are.
    """

    def rows() -> Renderables:
        yield _title(checked.manuscript)
        most = MOST_SHOWN if is_terminal(sys.stdout) and not to_file else len(checked.findings)
        yield from _topics(checked, most)
        yield from _summary(checked)

    return render(rows(), to_file=to_file)


def _title(manuscript: Manuscript) -> Text:
    head = Text(name_of(manuscript), style="bold")
    if manuscript.title:
        head.append(f"  {one_line(manuscript.path)}", style="not bold dim")
    return head


def _topics(checked: Checked, most: int) -> Renderables:
    """The findings under the names of their topics, no more than so many in all."""
    whereabouts = Whereabouts(checked.manuscript)
    left = most
    for topic, own in by_topic(checked.findings, load_checks().topics):
        if left:
            yield Text(f"\n{plain_name(topic)}", style="bold underline")
        for finding in own[:left]:
            yield from _finding(checked.manuscript, whereabouts, finding)
        left -= len(own[:left])
    more = len(checked.findings) - most
    if more > 0:
        path = checked.manuscript.path
        how = "-o remarks.html" if path == "-" else f"fabula open {shlex.quote(one_line(path))}"
        yield Text(f"\nand {more:,} more; all of them on a page: {how}", style="bold")


def _finding(manuscript: Manuscript, whereabouts: Whereabouts, finding: Finding) -> Renderables:
    head = Text(f"\n{whereabouts.within(finding.span.start)}  ", style="dim")
    head.append(finding.level, style=f"not dim {_COLOURS[finding.level]}")
    head.append(f"  {finding.check}", style="not dim bold")
    head.append(f"  {finding.fingerprint}", style="dim")
    yield head
    yield indented(_context(manuscript, finding.span, _COLOURS[finding.level]), 4)
    yield indented(Text(one_line(finding.message)), 4)
    for evidence in finding.evidence:
        row = Text(f"{whereabouts.anywhere(evidence.span.start)}: ", style="dim")
        row.append_text(_context(manuscript, evidence.span, "bold not dim"))
        if evidence.note:
            row.append(f"  ({one_line(evidence.note)})", style="not dim")
        yield indented(row, 8)
    if finding.edits:
        yield indented(_suggestion(manuscript, finding), 4)


def _context(manuscript: Manuscript, span: Span, style: str) -> Text:
    """The words, marked by colour and by brackets, with some of what stands around them."""
    text, block = manuscript.text, manuscript.block_span_at(span.start)
    before = text[max(block.start, span.start - _AROUND) : span.start]
    after = text[span.end : min(max(block.end, span.end), span.end + _AROUND)]
    if span.start - _AROUND > block.start:
        before = "…" + before.partition(" ")[2]
    if span.end + _AROUND < block.end:
        after = after.rpartition(" ")[0] + "…"
    row = Text(_flat(before), style="not dim")
    row.append("[", style="dim")
    row.append(_shortened(_flat(span.text(text))), style=style)
    row.append("]", style="dim")
    row.append(_flat(after))
    return row


def _flat(text: str) -> str:
    """The text on one line, keeping one space at either end where there is white space."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{one_line(text)}{trail}"


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    half = _LONGEST // 2
    return f"{words[:half].rpartition(' ')[0]} … {words[-half:].partition(' ')[2]}"


def _suggestion(manuscript: Manuscript, finding: Finding) -> Text:
    before, after = suggestion(manuscript, finding)
    row = Text("suggestion: ", style="dim")
    return row.append_text(change_row(before, after))


def change_row(before: str, after: str) -> Text:
    """Words as they are, and as they would be."""
    row = Text(_shortened(one_line(before)), style="not dim strike")
    row.append(" → ", style="not dim not strike")
    row.append(_shortened(one_line(after)) or "(nothing)", style="green not dim not strike")
    return row


def _summary(checked: Checked) -> Renderables:
    words = counted(WordCount(checked.manuscript).total, "word")
    if checked.problems:
        names = ", ".join(problem.check for problem in checked.problems)
        said = f"\nNot everything was checked; these checks failed: {names}"
        yield Text(said, style="bold red")
    if not checked.findings and checked.problems:
        yield Text(f"\nThe other checks have nothing to remark in {words}.")
    elif not checked.findings:
        yield Text(f"\nNothing to remark in {words}.")
    else:
        yield Text(f"\n{by_level(checked.findings)} in {words}", style="bold")
        checks = (f"{name} {number}" for name, number in by_check(checked.findings))
        yield indented(Text(", ".join(checks)), 2)
        yield Text("fabula explain NAME says what a check looks for; ", style="dim").append(
            "fabula stet FINGERPRINT lets a remark stand."
        )
    if checked.stood:
        yield Text(f"{counted(checked.stood, 'remark')} let stand (stet)", style="dim")
