"""What a page's style sheets say of its elements, by their simple rules: hidden, or how set."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fabula.manuscript.pagelook import PLAIN_LOOK, TextLook, look_of

__all__ = ["PageStyles", "embedded_styles", "hides"]

_LONGEST = 2_000_000
_MOST_RULES = 50_000
_EDGE = re.compile("[{}]")
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9]*|(?:[A-Za-z][A-Za-z0-9]*)?[.#][A-Za-z_-][\w-]*")
_DISPLAY = re.compile(r"(?:^|;)\s*(display|visibility|mso-hide)\s*:\s*([a-z-]+)", re.IGNORECASE)


def hides(declarations: str) -> bool | None:
    """Whether style declarations hide an element; None where they do not say."""
    said: dict[str, bool] = {}
    for match in _DISPLAY.finditer(declarations):
        said[match[1].lower()] = match[2].lower() in ("none", "hidden", "all")
    return any(said.values()) if said else None


@dataclass
class PageStyles:
    """The rules of style sheets that go by tag, class or id alone: what they hide, how they set.

    Rules inside ``@media`` and those with longer selectors are passed over: they
    hold only somewhere.
    """

    rules: dict[str, bool] = field(default_factory=dict)
    looks: dict[str, TextLook] = field(default_factory=dict)

    def add(self, sheet: str) -> None:
        """Take in a style sheet; of two rules with one selector the later wins."""
        sheet = _without_comments(sheet[:_LONGEST])
        depth = at = 0
        selectors = ""
        for edge in _EDGE.finditer(sheet):
            if edge[0] == "{":
                depth += 1
                if depth == 1:
                    selectors, at = sheet[at : edge.start()], edge.end()
                continue
            if depth == 1 and "@" not in selectors:
                self._rule(selectors, sheet[at : edge.start()])
            depth = max(0, depth - 1)
            if depth == 0:
                at = edge.end()

    def _rule(self, selectors: str, declarations: str) -> None:
        hidden, look = hides(declarations), look_of(declarations)
        if (hidden is None and look is PLAIN_LOOK) or len(self.rules) > _MOST_RULES:
            return
        for selector in selectors.split(","):
            selector = selector.strip()
            if len(selector) >= 100 or not _SIMPLE.fullmatch(selector):
                continue
            if hidden is not None:
                self.rules[selector] = hidden
            if look is not PLAIN_LOOK and len(self.looks) <= _MOST_RULES:
                self.looks[selector] = look.over(self.looks.get(selector, PLAIN_LOOK))

    @property
    def hides_any(self) -> bool:
        """Whether there is anything that the rules hide."""
        return any(self.rules.values())

    def copy(self) -> "PageStyles":
        """The same rules, to which others can be added."""
        return PageStyles(dict(self.rules), dict(self.looks))

    def shown(self) -> "PageStyles":
        """The same looks, with nothing hidden."""
        return PageStyles({}, dict(self.looks))

    def look(self, tag: str, attributes: Mapping[str, str]) -> TextLook:
        """How such an element is set: its own style before id before class before tag."""
        looks = self.looks
        found = look_of(attributes["style"]) if "style" in attributes else PLAIN_LOOK
        if not looks:
            return found
        identity = attributes.get("id", "")
        for selector in (f"{tag}#{identity}", f"#{identity}") if identity else ():
            if selector in looks:
                found = found.over(looks[selector])
        for name in reversed(attributes.get("class", "").split()):
            for selector in (f"{tag}.{name}", f".{name}"):
                if selector in looks:
                    found = found.over(looks[selector])
        return found.over(looks[tag]) if tag in looks else found

    def hide(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether the rules hide such an element: id before class before tag."""
        identity = attributes.get("id", "")
        if identity:
            for selector in (f"{tag}#{identity}", f"#{identity}"):
                if selector in self.rules:
                    return self.rules[selector]
        classes = attributes.get("class", "").split()
        for prefix in (f"{tag}.", "."):
            said = [self.rules[prefix + name] for name in classes if prefix + name in self.rules]
            if said:
                return any(said)
        return self.rules.get(tag, False)


def embedded_styles(source: str) -> str:
    """What stands in the ``style`` elements of a page, together."""
    found: list[str] = []
    folded = source if "<STYLE" not in source else source.lower()
    at = folded.find("<style")
    while at >= 0:
        opened = folded.find(">", at)
        closed = folded.find("</style", opened)
        if opened < 0 or closed < 0:
            break
        found.append(source[opened + 1 : closed])
        at = folded.find("<style", closed)
    return "\n".join(found)


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    at = 0
    while (opened := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:opened])
        closed = sheet.find("*/", opened + 2)
        if closed < 0:
            return "".join(kept)
        at = closed + 2
    kept.append(sheet[at:])
    return "".join(kept)
