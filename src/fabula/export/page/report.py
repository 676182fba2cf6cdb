"""The page of a draft: its text, remarks, cast and views, in one file or served.

Everything is in the one file and it asks for nothing from anywhere: the content
security policy allows only its own style and script, by their hashes. Text, remarks and
cast stand in it as HTML and need no script; the views are drawn from one document of data
when they are opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from fabula import __version__
from fabula.checks.framework.check import Problem
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.registry import load_checks
from fabula.display import Markup, counted, cut_short, element
from fabula.export.counts import by_level
from fabula.export.page.cast import CastCards
from fabula.export.page.data import as_data_block, page_document
from fabula.export.page.head import page_head
from fabula.export.page.text import manuscript_html
from fabula.export.page.tools import tools, view_tabs
from fabula.export.style_sheet import StyleSheet, style_sheet_of
from fabula.manuscript.model import Manuscript
from fabula.manuscript.wordcount import WordCount
from fabula.story.model import Story

__all__ = ["Ruled", "Served", "html_report"]

_ABOUT = 60
"""Code points of the words of a remark let stand."""

_MANY_CHAPTERS = 12
"""With more chapters than this their list is closed at first, so that the cast is seen."""

_STYLES = ("page.css", "views.css", "print.css")
_SCRIPTS = (
    *("document.js", "views.js", "remarks.js", "strip.js", "people.js"),
    *("tiles.js", "presence.js", "stage.js", "feelings.js", "time.js", "knowledge.js", "words.js"),
)
"""The script in its order: what a file stands on comes before it."""

_VIEWS = ("presence", "stage", "feelings", "time", "knowledge", "words")
"""The views that are drawn, by name."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the writer has corrected of somebody: the name, the key of the settings, the value."""

    name: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Served:
    """What a page shows that is served to its writer, and can be answered.

    ``stood``: the findings let stand; ``ruled``: the corrections of the cast.
    """

    stood: tuple[Finding, ...] = ()
    ruled: tuple[Ruled, ...] = ()


def html_report(
    story: Story,
    findings: Sequence[Finding],
    problems: Sequence[Problem] = (),
    *,
    served: Served | None = None,
) -> str:
    """The page: the whole manuscript, the findings in its margin, the cast, and the views.

    Checks that failed are told at its head. ``served``: what a page that is served shows
    beside; its remarks and cast can be answered, which a page in a file cannot take.
    """
    manuscript = story.manuscript
    sheet = style_sheet_of(story)
    cast = CastCards(sheet, findings, correctable=served is not None)
    document = page_document(story)
    views = [name for name in _VIEWS if _has(document, name)]
    style = "".join(map(_asset, _STYLES))
    script = _script(served=served is not None)
    side = _side(manuscript, sheet, cast, served)
    text = element(
        "main",
        manuscript_html(manuscript, findings, cast.anchors, answerable=served is not None),
        id="text",
        tabindex="-1",
        lang="en",
    )
    body = element(
        "body",
        element("a", "Skip to the manuscript", href="#text", class_="skip"),
        _header(manuscript, findings, problems, views, served=served is not None),
        element("div", side, text, *map(_drawn, views), class_="page"),
        element("div", id="strip", aria_hidden="true"),
        element("div", id="lit", role="group", aria_label="Words lit up", hidden=True),
        _footer(),
        *([element("p", id="told", role="status")] if served else []),
        element("script", as_data_block(document), type="application/json", id="data"),
        element("script", Markup(script)),
    )
    head = page_head(f"{_title(manuscript)}: remarks", style, script, served=served is not None)
    return "<!doctype html>\n" + element("html", head, body, lang="en") + "\n"


def _side(
    manuscript: Manuscript, sheet: StyleSheet, cast: CastCards, served: Served | None
) -> Markup:
    """What stands beside the text: chapters, cast, scenes, and the writer's own answers."""
    answers = [_stood(manuscript, served.stood), _ruled(served.ruled)] if served else []
    return element(
        "div",
        _contents(manuscript),
        cast.markup,
        _scenes(manuscript, sheet),
        *answers,
        class_="side",
        role="complementary",
        aria_label="Contents and cast",
    )


def _drawn(view: str) -> Markup:
    """The place of a view, which is drawn when it is opened, and then is what the page is about."""
    named = {"id": view, "class_": "drawn", "aria_label": view.capitalize(), "role": "main"}
    return element("section", **named, hidden=True)


def _script(*, served: bool) -> str:
    """The whole script, in a scope of its own."""
    names = (*_SCRIPTS, *(("served.js",) if served else ()), "begin.js")
    return '(() => {\n"use strict";\n' + "\n".join(map(_asset, names)) + "})();\n"


def _has(document: dict[str, Any], view: str) -> bool:
    """Whether a view has anything to show."""
    if view == "knowledge":
        return bool(document["knowledge"]["held"])
    return view != "presence" or bool(document["overviews"])


def _title(manuscript: Manuscript) -> str:
    """The title, or the names of the files without the writer's folders."""
    named = "" if manuscript.path == "-" else manuscript.path
    names = ", ".join(PurePath(path).stem for path in named.split(", "))
    return manuscript.title or cut_short(names, _ABOUT) or "Manuscript"


def _asset(name: str) -> str:
    return files("fabula.export.page").joinpath("assets", name).read_text(encoding="utf-8")


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


def _ruled(ruled: Sequence[Ruled]) -> Markup:
    """The corrections of the cast, each to be taken back."""
    if not ruled:
        return Markup("")
    said = {"same_as": "is {}", "pronouns": "goes by {}", "person": "is not a person"}
    items = [
        element(
            "li",
            element("b", one.name),
            f" {said[one.key].format(one.value)} ",
            element("button", "Undo", type="button", data_unrule=one.key, data_rule_of=one.name),
            dir="auto",
        )
        for one in ruled
    ]
    summary = element("summary", f"Your corrections ({len(ruled)})")
    body = element("details", summary, element("ul", *items, class_="people"))
    return element("section", body, aria_label="Your corrections of the cast")


def _header(
    manuscript: Manuscript,
    findings: Sequence[Finding],
    problems: Sequence[Problem],
    views: Sequence[str],
    *,
    served: bool,
) -> Markup:
    words = WordCount(manuscript).total
    by = [element("p", f"by {manuscript.author}", class_="by")] if manuscript.author else []
    nothing = "no remarks" if problems else "nothing to remark"
    summary = f"{by_level(findings) or nothing} in {counted(words, 'word')}"
    failed = [element("p", _failed(problems), role="alert")] if problems else []
    title = element("h1", _title(manuscript), dir="auto")
    bar = [tools(findings, load_checks().topics, served=served)] if findings else []
    return element(
        "header",
        element("div", title, *by, element("p", summary, class_="quiet"), *failed, class_="title"),
        view_tabs(views),
        *bar,
        class_="top",
    )


def _failed(problems: Sequence[Problem]) -> str:
    names = ", ".join(problem.check for problem in problems)
    return f"Not everything was checked; these checks failed: {names}."


def _contents(manuscript: Manuscript) -> Markup:
    if len(manuscript.chapters) < 2:
        return Markup("")
    links = [
        element(
            "li",
            element("a", c.title or f"Chapter {n + 1}", href=f"#chapter-{n}"),
            " ",
            element("span", data_count=n, class_="quiet"),
        )
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
