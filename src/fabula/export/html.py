"""The report as one HTML page that can be sent to a friend.

Everything is in the one file and it asks for nothing from anywhere: the content
security policy allows only its own style and script, by their hashes. It works
without the script too; links lead from words to remarks and back.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import PurePath

from fabula import __version__
from fabula.checks.framework.check import Problem
from fabula.checks.framework.finding import Finding
from fabula.display import Markup, counted, cut_short, element, joined
from fabula.export.counts import by_check, by_level
from fabula.export.html_overview import overview_html
from fabula.export.html_text import Anchor, manuscript_html
from fabula.export.overview import overview_of
from fabula.export.style_sheet import Fact, Group, Person, StyleSheet, style_sheet_of
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.manuscript.wordcount import WordCount
from fabula.story.model import Story

__all__ = ["html_report", "page_head"]

_ABOUT = 60
"""Code points of the words of a remark let stand."""

_MANY_CHAPTERS = 12
"""With more chapters than this their list is closed at first, so that the cast is seen."""


def html_report(
    story: Story,
    findings: Sequence[Finding],
    problems: Sequence[Problem] = (),
    *,
    stood: Sequence[Finding] | None = None,
) -> str:
    """The page: the whole manuscript, the findings in its margin, the cast beside it.

    Checks that failed are told at its head. ``stood``, of a page that is served to its writer:
    the findings let stand; its remarks can be answered, which a page in a file cannot take.
    """
    served = stood is not None
    manuscript = story.manuscript
    sheet = style_sheet_of(story)
    cast = _Cast(sheet, _asked_about(findings))
    style = _asset("report.css")
    script = _asset("report.js") + (_asset("served.js") if served else "")
    side = element(
        "aside",
        _contents(manuscript),
        cast.markup,
        _scenes(manuscript, sheet),
        _stood(manuscript, stood or ()),
        class_="side",
        aria_label="Contents and cast",
    )
    text = element(
        "main",
        manuscript_html(manuscript, findings, cast.anchors, answerable=served),
        id="text",
        tabindex="-1",
        lang="en",
    )
    body = element(
        "body",
        element("a", "Skip to the manuscript", href="#text", class_="skip"),
        _header(manuscript, findings, problems, served=served),
        overview_html(manuscript, overview_of(story)),
        element("div", side, text, class_="page"),
        _footer(),
        *([element("p", id="told", role="status")] if served else []),
        element("script", Markup(script)),
    )
    head = page_head(f"{_title(manuscript)}: remarks", style, script, served=served)
    return "<!doctype html>\n" + element("html", head, body, lang="en") + "\n"


def _title(manuscript: Manuscript) -> str:
    """The title, or the name of the file without the writer's folders."""
    name = "" if manuscript.path == "-" else PurePath(manuscript.path).stem
    return manuscript.title or name or "Manuscript"


def _asset(name: str) -> str:
    return files("fabula.export").joinpath(name).read_text(encoding="utf-8")


def _stood(manuscript: Manuscript, stood: Sequence[Finding]) -> Markup:
    """The remarks let stand, each to be taken back."""
    if not stood:
        return Markup("")
    items = [
        element(
            "li",
            element("q", cut_short(finding.span.text(manuscript.text), _ABOUT)),
            element("span", f" {finding.check} ", class_="quiet"),
            element("button", "Undo", type="button", data_undo=finding.fingerprint),
            dir="auto",
        )
        for finding in stood
    ]
    summary = element("summary", f"Let stand ({len(stood)})")
    body = element("details", summary, element("ul", *items, class_="people"))
    return element("section", body, aria_label="Remarks let stand")


def page_head(title: str, style: str, script: str, *, served: bool) -> Markup:
    """The head of a page that runs its own style and script and nothing else.

    A ``served`` page may ask its own server, one in a file nobody.
    """
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    if served:
        policy += "; connect-src 'self'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content=f"Fabula {__version__}"),
        element("title", title),
        element("style", Markup(style)),
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _header(
    manuscript: Manuscript,
    findings: Sequence[Finding],
    problems: Sequence[Problem],
    *,
    served: bool,
) -> Markup:
    words = WordCount(manuscript).total
    by = [element("p", f"by {manuscript.author}", class_="by")] if manuscript.author else []
    nothing = "no remarks" if problems else "nothing to remark"
    summary = f"{by_level(findings) or nothing} in {counted(words, 'word')}"
    failed = [element("p", _failed(problems), role="alert")] if problems else []
    title = element("h1", _title(manuscript), dir="auto")
    return element(
        "header",
        element("div", title, *by, element("p", summary, class_="quiet"), *failed, class_="title"),
        *([_tools(findings, served=served)] if findings else []),
        class_="top",
    )


def _failed(problems: Sequence[Problem]) -> str:
    names = ", ".join(problem.check for problem in problems)
    return f"Not everything was checked; these checks failed: {names}."


def _tools(findings: Sequence[Finding], *, served: bool) -> Markup:
    boxes = [
        element(
            "label",
            element("input", type="checkbox", checked=True, data_show=name),
            f" {name} {number}",
        )
        for name, number in by_check(findings)
    ]
    buttons = element(
        "div",
        element("button", "Previous", type="button", id="previous", aria_keyshortcuts="p"),
        element("output", f"{len(findings)}", id="where", aria_live="polite"),
        element("button", "Next", type="button", id="next", aria_keyshortcuts="n"),
        element("span", Markup("keys <kbd>n</kbd> and <kbd>p</kbd>"), class_="quiet keys"),
        *([element("button", type="button", id="write", hidden=True)] if served else []),
        class_="buttons",
    )
    shown = element(
        "details",
        element("summary", "Show"),
        element("fieldset", element("legend", "Remarks to show", class_="quiet"), *boxes),
    )
    return element("div", buttons, shown, class_="tools", role="group", aria_label="Remarks")


def _contents(manuscript: Manuscript) -> Markup:
    if len(manuscript.chapters) < 2:
        return Markup("")
    links = [
        element("li", element("a", c.title or f"Chapter {n + 1}", href=f"#chapter-{n}"))
        for n, c in enumerate(manuscript.chapters)
    ]
    few = len(links) <= _MANY_CHAPTERS
    body = element("details", element("summary", "Chapters"), element("ul", *links), open=few)
    return element("nav", body, aria_label="Chapters")


def _scenes(manuscript: Manuscript, sheet: StyleSheet) -> Markup:
    """Who is in each scene, with a link to its first paragraph."""
    if len(sheet.scenes) < 2:
        return Markup("")
    items = []
    for scene in sheet.scenes:
        block = manuscript.block_at(scene.span.start)
        link = element("a", f"Scene {scene.number}", href=f"#b{block}")
        who = f" {', '.join(scene.present)}" if scene.present else ""
        words = element("span", f" {counted(scene.words, 'word')}", class_="quiet")
        items.append(element("li", link, words, element("div", who) if who else "", dir="auto"))
    body = element("details", element("summary", "Scenes"), element("ul", *items, class_="people"))
    return element("section", body, aria_label="Scenes")


class _Cast:
    """The cast as HTML, and the places in the text that it links to."""

    def __init__(self, sheet: StyleSheet, asked_about: Sequence[Span]) -> None:
        self.anchors: list[Anchor] = []
        self._asked_about = asked_about
        groups = [self._group(group) for group in sheet.groups]
        empty = [] if sheet.people else [element("p", "Nobody is named.", class_="quiet")]
        body = element("details", element("summary", "Cast"), *groups, *empty, open=True)
        self.markup = element("section", body, aria_label="Cast", class_="cast")

    def _group(self, group: Group) -> Markup:
        parts: list[str] = [element("h2", group.title)] if group.title else []
        parts.append(element("ul", *(self._person(p) for p in group.major), class_="people"))
        if group.minor:
            line = f"Also mentioned: {', '.join(p.name for p in group.minor)}"
            parts.append(element("p", line, class_="quiet"))
        return joined(*parts)

    def _person(self, person: Person) -> Markup:
        notes = [
            *([person.pronouns] if person.pronouns else []),
            *(["tells the story"] if person.narrator else []),
            *([f"also {', '.join(person.aliases[:5])}"] if person.aliases else []),
        ]
        parts = [
            element("b", self._link(person.first, person.name)),
            element("span", f" {', '.join(notes)}", class_="quiet") if notes else "",
        ]
        if person.speeches:
            share = f"{person.speech_share:.0%} of the words spoken"
            meter = element(
                "meter", share, min="0", max="1", value=round(person.speech_share, 3), title=share
            )
            parts.append(element("div", meter, element("span", f" {share}", class_="quiet")))
        facts = list(self._facts(person))
        if facts:
            parts.append(element("ul", *facts, class_="facts"))
        return element("li", *parts, dir="auto")

    def _facts(self, person: Person) -> Iterator[Markup]:
        for kind, relations in person.relations_by_kind:
            others = [self._link(kin.span, kin.other) for kin in relations]
            yield element("li", f"{kind} of ", joined(*others, between=", "))
        for kind, facts in person.facts_by_kind:
            values = [self._fact(fact) for fact in facts]
            yield element("li", f"{kind}: ", joined(*values, between="; "))

    def _fact(self, fact: Fact) -> Markup:
        before = {"before": "once ", "after": "later "}.get(fact.time, "")
        value = f"{before}{'not ' if fact.negated else ''}{fact.value}"
        said = f" ({fact.said_by} says)" if fact.said_by else ""
        link = self._link(fact.span, value)
        if not any(span.overlaps(fact.span) for span in self._asked_about):
            return joined(link, said)
        return element("span", link, said, " (asked about)", class_="clash")

    def _link(self, span: Span, words: str) -> Markup:
        anchor = Anchor(span, f"s{len(self.anchors)}")
        self.anchors.append(anchor)
        return element("a", words, href=f"#{anchor.id}")


def _asked_about(findings: Sequence[Finding]) -> tuple[Span, ...]:
    """The passages that do not agree with one another."""
    clashes = [f for f in findings if f.check.endswith("-conflict")]
    return tuple(span for f in clashes for span in (f.span, *(e.span for e in f.evidence)))


def _footer() -> Markup:
    return element(
        "footer",
        element(
            "p",
            f"Made by Fabula {__version__} on the writer's own computer. "
            "Nothing in this page asks for anything from anywhere.",
            class_="quiet",
        ),
    )
