"""The cast as cards: names, pronouns, kin, facts with their words, first and last appearance."""

from collections.abc import Iterator, Sequence

from fabula.checks.framework.finding import Finding
from fabula.display import Markup, element, joined, one_line
from fabula.export.page.text import Anchor
from fabula.export.style_sheet import Fact, Group, Person, StyleSheet
from fabula.manuscript.spans import Span
from fabula.story.names.rulings import PRONOUNS

__all__ = ["CastCards"]

_ALIASES = 5
_NAMES = "names"
"""The id of the list of all names, from which a correction can choose."""


class CastCards:
    """The cast as HTML, and the places in the text that it links to.

    ``correctable``: each card can be corrected, which a page in a file cannot take.
    """

    def __init__(
        self, sheet: StyleSheet, findings: Sequence[Finding], *, correctable: bool = False
    ) -> None:
        self.anchors: list[Anchor] = []
        self._asked_about = _asked_about(findings)
        self._correctable = correctable
        groups = [self._group(group) for group in sheet.groups]
        empty = [] if sheet.people else [element("p", "Nobody is named.", class_="quiet")]
        names = [_all_names(sheet)] if correctable and sheet.people else []
        body = element("details", element("summary", "Cast"), *groups, *empty, *names, open=True)
        self.markup = element("section", body, aria_label="Cast", class_="cast", id="cast")

    def _group(self, group: Group) -> Markup:
        parts: list[str] = [element("h2", group.title)] if group.title else []
        parts.append(element("ul", *(self._person(p) for p in group.major), class_="people"))
        if group.minor and self._correctable:
            rows = [element("li", self._who(p), _correction(p), dir="auto") for p in group.minor]
            parts.append(element("p", "Also mentioned:", class_="quiet"))
            parts.append(element("ul", *rows, class_="people"))
        elif group.minor:
            links = [self._who(person) for person in group.minor]
            line = element("p", "Also mentioned: ", joined(*links, between=", "), class_="quiet")
            parts.append(line)
        return joined(*parts)

    def _person(self, person: Person) -> Markup:
        notes = [
            *([person.pronouns] if person.pronouns else []),
            *(["tells the story"] if person.narrator else []),
            *([f"also {', '.join(person.aliases[:_ALIASES])}"] if person.aliases else []),
        ]
        parts = [
            element("b", self._who(person)),
            element("span", f" {', '.join(notes)}", class_="quiet") if notes else "",
            element("div", data_spark=person.id),
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
        parts.append(self._appears(person))
        if self._correctable:
            parts.append(_correction(person))
        return element("li", *parts, dir="auto")

    def _who(self, person: Person) -> Markup:
        """The name, which leads to the first mention and lights all of them up."""
        return self._link(person.first, person.name, data_who=person.id)

    def _appears(self, person: Person) -> Markup:
        """Where somebody is first and last mentioned."""
        if person.last.start <= person.first.start:
            return Markup("")
        first, last = self._link(person.first, "first"), self._link(person.last, "last")
        return element("div", first, " and ", last, " appearance", class_="quiet")

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

    def _link(self, span: Span, words: str, **attributes: str | int) -> Markup:
        anchor = Anchor(span, f"s{len(self.anchors)}")
        self.anchors.append(anchor)
        return element("a", words, href=f"#{anchor.id}", **attributes)


def _asked_about(findings: Sequence[Finding]) -> tuple[Span, ...]:
    """The passages that do not agree with one another."""
    clashes = [f for f in findings if f.check.endswith("-conflict")]
    return tuple(span for f in clashes for span in (f.span, *(e.span for e in f.evidence)))


def _all_names(sheet: StyleSheet) -> Markup:
    names = dict.fromkeys(one_line(person.name) for person in sheet.people)
    return element("datalist", *(element("option", value=name) for name in names), id=_NAMES)


def _correction(person: Person) -> Markup:
    """What a writer can say of somebody: another name, one with another, pronouns, nobody."""
    own = {"data_rule_of": one_line(person.name)}
    sets = [element("option", one, value=one) for one in PRONOUNS]
    return element(
        "details",
        element("summary", "Correct", class_="quiet"),
        element(
            "div",
            element(
                "label", "Name ",
                element("input", type="text", value=one_line(person.name), data_field="called"),
            ),
            element("button", "Call them so", type="button", data_rule="called", **own),
            element(
                "label", "Same person as ",
                element("input", type="text", list=_NAMES, data_field="same_as"),
            ),
            element("button", "Join", type="button", data_rule="same_as", **own),
            element(
                "label", "Pronouns ",
                element("select", element("option", "as the text has them", value=""), *sets,
                        data_field="pronouns"),
            ),
            element("button", "Set", type="button", data_rule="pronouns", **own),
            element("button", "Not a person", type="button", data_rule="person", **own),
            class_="fix",
        ),
    )  # fmt: skip
