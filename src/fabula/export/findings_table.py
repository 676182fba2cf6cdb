"""Findings in Python: a tuple that prints in a few lines, and is a table and a small page."""

from collections.abc import Iterable
from typing import Any

from fabula.checks.framework.finding import Finding
from fabula.display import INERT, Markup, counted, cut_short, element
from fabula.export.counts import by_level
from fabula.export.suggestion import suggestion
from fabula.manuscript.model import Manuscript
from fabula.story.dataframes import Series
from fabula.story.rows import Tabular, numbers

__all__ = ["Findings", "finding_lines", "findings_html"]

_FEW = 3
"""Findings that are shown at a prompt."""
_SHOWN = 20
"""Findings that are printed."""
_LISTED = 50
"""Findings that a page shows."""
_WORDS = 60
_MESSAGE = 300
_CELL = "text-align:left;vertical-align:top;white-space:pre-line"


class Findings(tuple[Finding, ...], Tabular):
    """The findings in a manuscript, in the order of the text."""

    manuscript: Manuscript

    def __new__(cls, findings: Iterable[Finding], manuscript: Manuscript) -> "Findings":
        """The findings of one manuscript together."""
        made = super().__new__(cls, findings)
        made.manuscript = manuscript
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Findings, (tuple(self), self.manuscript)

    def __repr__(self) -> str:
        return "\n".join([f"<findings: {by_level(self) or 'none'}>", *finding_lines(self, _FEW)])

    def _repr_html_(self) -> str:
        return findings_html(self, by_level(self) or "nothing to remark")

    def _series(self) -> list[Series]:
        text, source = self.manuscript.text, self.manuscript.source
        starts = [finding.span.start for finding in self]
        places = [source.line_column(start) for start in starts]
        evidence = [[e.span.text(text) for e in finding.evidence] for finding in self]
        return [
            Series("check", "VARCHAR", [finding.check for finding in self]),
            Series("level", "VARCHAR", [finding.level for finding in self]),
            Series("start_char", "INTEGER", starts),
            Series("end_char", "INTEGER", [finding.span.end for finding in self]),
            Series("line", "INTEGER", [line for line, _ in places]),
            Series("column", "INTEGER", [column for _, column in places]),
            Series("text", "VARCHAR", [finding.span.text(text) for finding in self]),
            Series("message", "VARCHAR", [finding.message for finding in self]),
            Series("suggestion", "VARCHAR", [self._after(one) for one in self], optional=True),
            Series("evidence", "VARCHAR", evidence, many=True),
            Series("confidence", "FLOAT", [finding.confidence for finding in self]),
            Series("fingerprint", "VARCHAR", [finding.fingerprint for finding in self]),
            *numbers(starts, self.manuscript),
        ]

    def _after(self, finding: Finding) -> str | None:
        """The words as they would be."""
        return suggestion(self.manuscript, finding)[1] if finding.edits else None


def finding_lines(findings: Findings, most: int = _SHOWN) -> list[str]:
    """A line for each of the first findings, and one that says how many more there are."""
    manuscript = findings.manuscript
    lines = []
    for finding in findings[:most]:
        line, column = manuscript.source.line_column(finding.span.start)
        words = cut_short(finding.span.text(manuscript.text), _WORDS)
        message = cut_short(finding.message, _MESSAGE)
        lines.append(f"{line}:{column} {finding.check} [{words}] {message}")
    if len(findings) > most:
        lines.append(f"and {len(findings) - most} more")
    return lines


def findings_html(findings: Findings, head: str, after: Iterable[str] = ()) -> str:
    """The first findings as a piece of HTML, under a line that says what they are of."""
    columns = ("where", "check", "words", "remark", "suggestion")
    titles = element("tr", *(element("th", title, style=_CELL) for title in columns))
    rows = [_row(findings.manuscript, finding) for finding in findings[:_LISTED]]
    table = element("table", element("thead", titles), element("tbody", *rows))
    rest = len(findings) - _LISTED
    more = [f"and {counted(rest, 'more', 'more')}"] if rest > 0 else []
    lines = (element("p", line, dir="auto") for line in (*more, *after))
    return element(
        "div", element("p", head, dir="auto"), *([table] if rows else []), *lines, class_=INERT
    )


def _row(manuscript: Manuscript, finding: Finding) -> Markup:
    line, column = manuscript.source.line_column(finding.span.start)
    evidence = [cut_short(e.span.text(manuscript.text), _WORDS) for e in finding.evidence]
    remark = cut_short(finding.message, _MESSAGE)
    cells = (
        f"{line}:{column}",
        f"{finding.check} ({finding.level})",
        cut_short(finding.span.text(manuscript.text), _WORDS),
        "\n".join([remark, *(f"“{words}”" for words in evidence)]),
        cut_short(suggestion(manuscript, finding)[1], _WORDS) if finding.edits else "",
    )
    return element("tr", *(element("td", cell, dir="auto", style=_CELL) for cell in cells))
