"""The bar at the head of the page: views, next and previous, what to show."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fabula.checks.framework.finding import LEVELS, Finding
from fabula.checks.framework.topics import Topic, by_topic, plain_name
from fabula.display import Markup, element, joined
from fabula.export.counts import LEVEL_PLURALS, by_check

__all__ = ["tools", "view_tabs"]


def view_tabs(views: Sequence[str]) -> Markup:
    """Links to the views by name, hidden until the script can show them."""
    links = [
        element("a", name.capitalize(), href=f"#{name}", data_tab=name)
        for name in ("text", "cast", *views)
    ]
    return element("nav", *links, class_="views", aria_label="Views")


def tools(findings: Sequence[Finding], topics: Mapping[str, Topic], *, served: bool) -> Markup:
    """Buttons that go through the remarks, and the boxes that say which of them to show."""
    buttons = element(
        "div",
        element("button", "Previous", type="button", id="previous", aria_keyshortcuts="p"),
        element("output", f"{len(findings)}", id="where", aria_live="polite"),
        element("button", "Next", type="button", id="next", aria_keyshortcuts="n"),
        element("span", Markup("keys <kbd>n</kbd> and <kbd>p</kbd>"), class_="quiet keys"),
        *([element("button", type="button", id="write", hidden=True)] if served else []),
        class_="buttons",
    )
    levels = Counter(finding.level for finding in findings)
    boxes = [
        _box(f"{LEVEL_PLURALS[level].capitalize()} {levels[level]}", data_show_level=level)
        for level in LEVELS
        if levels[level]
    ]
    kinds = [_topic(topic, own) for topic, own in by_topic(findings, topics)]
    shown = element(
        "details",
        element("summary", "Show"),
        element(
            "div",
            element("fieldset", element("legend", "Levels", class_="quiet"), *boxes),
            element("fieldset", element("legend", "Kinds", class_="quiet"), *kinds),
            class_="filters",
        ),
    )
    return element("div", buttons, shown, class_="tools", role="group", aria_label="Remarks")


def _topic(topic: Topic, findings: Iterable[Finding]) -> Markup:
    """A box for all remarks of a topic, and one for each of its checks."""
    own = list(findings)
    boxes = [
        _box(f"{plain_name(name)} {number}", data_show=name, data_of=topic)
        for name, number in by_check(own)
    ]
    whole = _box(f"{plain_name(topic)} {len(own)}", data_show_topic=topic)
    return joined(element("div", whole, class_="topic"), element("div", *boxes, class_="checks"))


def _box(words: str, **attributes: str) -> Markup:
    box = element("input", type="checkbox", checked=True, **attributes)
    return element("label", box, f" {words}")
