"""The shapes of the JSON documents, part by part: what the reference page prints.

A test holds real documents against these shapes, so neither can change alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.export import findings_json, story_json

__all__ = ["DOCUMENTS", "Document", "Key", "Part"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object: its name, the JSON type of its value, and what it holds."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document: an object, or a list of them when ``many``."""

    name: str
    meaning: str
    keys: Sequence[Key]
    many: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document: its schema's name, the command that prints it, and its parts."""

    schema: str
    command: str
    meaning: str
    parts: Sequence[Part]


_START = Key("start", "number", "first code point")
_END = Key("end", "number", "code point after the last")
_ID = Key("id", "number", "characters, places and other entities share one numbering")
_CONFIDENCE = Key("confidence", "number", "from 0 to 1")
_MENTION_KIND = Key("kind", "string", "`name`, `noun` or `pronoun`")
_MENTIONS = Key("mentions", "list", "where: objects with `start`, `end` and `kind`")

_MANUSCRIPT = Part(
    "manuscript",
    "The text and its shape.",
    (
        Key("path", "string", "as it was given"),
        Key("title", "string", "empty when the source gives none"),
        Key("author", "string", "empty when the source gives none"),
        Key("words", "number", "of headings and paragraphs"),
        Key("sha256", "string", "of the source's bytes"),
        Key(
            "blocks",
            "list",
            "`kind` (`heading`, `paragraph`, `break`; in chats, scripts and plays also `cue`, who "
            "speaks, and `aside`, brackets within a speech), `start`, `end`; in order",
        ),
        Key("chapters", "list", "`title`, `start`, `end`; heading included"),
        Key("scenes", "list", "`chapter` (its place in the list of chapters), `start`, `end`"),
    ),
    many=False,
)

_STORY = Document(
    story_json.SCHEMA,
    "fabula read PATH --format json",
    "The whole story. With `--shape`, only the manuscript.",
    (
        _MANUSCRIPT,
        Part(
            "characters",
            "The people of the story.",
            (
                _ID,
                Key("name", "string", "the fullest name the text gives"),
                Key("aliases", "list of strings", "the other names"),
                Key(
                    "pronouns",
                    "string or null",
                    "as the text uses them: `she/her`, `he/him`, `they/them`, `it/its`",
                ),
                Key("narrator", "boolean", "whether they tell the story as “I”"),
                _MENTIONS,
            ),
        ),
        Part(
            "places",
            "The named places.",
            (_ID, Key("name", "string", "the fullest name"), _MENTIONS),
        ),
        Part(
            "mentions",
            "Every mention of a person, place, vehicle or organisation, also unnamed ones.",
            (
                _START,
                _END,
                Key("type", "string", "`PER`, `FAC`, `GPE`, `LOC`, `VEH` or `ORG`"),
                _MENTION_KIND,
                Key("entity", "number", "who or what is meant; the `id` of characters and places"),
            ),
        ),
        Part(
            "quotes",
            "Every quotation, its marks included.",
            (
                _START,
                _END,
                Key("speaker", "number or null", "a character"),
                Key("addressees", "list of numbers", "characters"),
                Key("cue", "object or null", "`start` and `end` of the word that introduces it"),
                Key("type", "string", "`explicit`, `anaphoric` or `implicit`"),
                _CONFIDENCE,
            ),
        ),
        Part(
            "attributes",
            "What is said of a character.",
            (
                Key("character", "number", "of whom"),
                Key("kind", "string", "`eyes`, `hair`, `age`, `height`, `scar` and so on"),
                Key("value", "string", "`golden green`"),
                _START,
                _END,
                Key("said_by", "string or number", "`narrator`, or a character"),
                Key("negated", "boolean", "whether it is said not to be so"),
                _CONFIDENCE,
            ),
        ),
        Part(
            "relations",
            "How characters are related: `from` is the `kind` of `to`.",
            (
                Key("from", "number", "a character"),
                Key("kind", "string", "`sibling`, `parent`, `child`, `spouse` and so on"),
                Key("to", "number", "a character"),
                _START,
                _END,
            ),
        ),
        Part(
            "events",
            "What happens.",
            (
                _START,
                _END,
                Key("lemma", "string", "of the word that tells it"),
                Key("agent", "number or null", "the character who does it"),
                Key("patient", "number or null", "the character to whom it is done"),
                Key("actual", "boolean", "whether it really happens in the story"),
            ),
        ),
    ),
)

_FINDINGS = Document(
    findings_json.SCHEMA,
    "fabula check PATH --format json",
    "The remarks. Where several paths are given, each makes a line with its own document, "
    "which then also has the key `path`.",
    (
        Part(
            "findings",
            "In the order of the text.",
            (
                Key("check", "string", "the check's name; see the [checks](checks/index.md)"),
                Key("level", "string", "`error`, `query` or `note`"),
                _START,
                _END,
                Key(
                    "line",
                    "number",
                    "from 1; in the source for text formats, else in the plain text",
                ),
                Key("column", "number", "from 1, in code points"),
                Key("text", "string", "the words"),
                Key("message", "string", "the reason"),
                Key("evidence", "list", "other passages: `start`, `end` and a `note`"),
                Key("edits", "list", "what would mend it: `start`, `end` and a `replacement`"),
                _CONFIDENCE,
                Key(
                    "fingerprint",
                    "string",
                    "the same after edits elsewhere; for [stet](commands.md#fabula-stet)",
                ),
            ),
        ),
        Part(
            "failed",
            "Only where checks could not do their work, so that `findings` are not all there are.",
            (
                Key("check", "string", "the check's name"),
                Key("reason", "string", "why, and what to do"),
            ),
        ),
    ),
)

DOCUMENTS = (_STORY, _FINDINGS)
"""Every kind of JSON document that other programs may depend on."""
