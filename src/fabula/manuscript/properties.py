"""Title, author and language as Dublin Core elements give them, in Word, OpenDocument, EPUB."""

from fabula.manuscript.xmlstream import Attributes

__all__ = ["Properties"]


class Properties:
    """Takes the first ``dc:title``, every ``dc:creator`` and the first ``dc:language``."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._open = ""
        self._text = ""

    def start(self, tag: str, attributes: Attributes) -> None:  # noqa: ARG002
        """An element begins."""
        if tag in ("dc:title", "dc:creator", "dc:language", "meta:initial-creator"):
            self._open, self._text = tag, ""

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == self._open:
            value = " ".join(self._text.split())
            if value:
                self._found.setdefault(tag, []).append(value)
            self._open = ""

    def text(self, data: str) -> None:
        """Characters."""
        if self._open:
            self._text += data

    def _first(self, tag: str) -> str:
        return self._found.get(tag, [""])[0]

    @property
    def title(self) -> str:
        """The title, or an empty string."""
        return self._first("dc:title")

    @property
    def author(self) -> str:
        """The authors, joined with commas, or an empty string."""
        first = self._found.get("meta:initial-creator") or self._found.get("dc:creator", [])
        return ", ".join(dict.fromkeys(first))

    @property
    def language(self) -> str:
        """The language, or an empty string."""
        return self._first("dc:language")
