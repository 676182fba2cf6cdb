"""What BookNLP tells of a book's characters: its ``.book``, and its ``.book.html`` to look at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fabula.display import Markup, element, joined
from fabula.english.pronouns import HE_FORMS, NEW_SETS, SHE_FORMS, THEY_FORMS
from fabula.language.reading import MentionKind
from fabula.story.model import Story
from fabula.story.tables.actions import Action

__all__ = ["book_characters", "book_page"]

_GROUP = {"name": "proper", "noun": "common", "pronoun": "pronoun"}
_PARTS = {"agent": "agent", "patient": "patient", "modifier": "mod", "possession": "poss"}
_SETS = {
    "he/him/his": frozenset(HE_FORMS),
    "she/her": frozenset(SHE_FORMS),
    "they/them/their": frozenset(THEY_FORMS),
    "xe/xem/xyr/xir": frozenset(word for word, set_ in NEW_SETS.items() if set_ == "xe/xem"),
    "ze/zem/zir/hir": frozenset(word for word, set_ in NEW_SETS.items() if set_[:2] == "ze"),
}
"""BookNLP's kinds of referential gender, and the pronouns of each."""

_SHOWN = 10
_TYPES = ("FAC", "GPE", "LOC", "PER", "ORG", "VEH")


def book_characters(story: Story) -> list[dict[str, Any]]:
    """BookNLP's entry for every character, those mentioned most first.

    ``agent``, ``patient``, ``mod`` and ``poss``: words with their token's number; ``g``: how
    its pronouns are distributed; ``mentions``: its names, nouns and pronouns with their counts.
    """
    acts, named = _acts(story), _mention_counts(story)
    entries = []
    for character in story.characters:
        kinds = named[character.id]
        entry: dict[str, Any] = dict(acts[character.id])
        entry["id"] = character.id
        entry["g"] = _gender(kinds["pronoun"])
        entry["count"] = sum(counts.total() for counts in kinds.values())
        entry["mentions"] = {
            group: [{"c": count, "n": words} for words, count in kinds[group].most_common()]
            for group in _GROUP.values()
        }
        entries.append(entry)
    return sorted(entries, key=lambda entry: -int(entry["count"]))


def _acts(story: Story) -> dict[int, dict[str, list[dict[str, object]]]]:
    """What each character does (agent), suffers (patient), is (mod) and has (poss)."""
    words = story.reading.words
    found: dict[int, dict[str, list[dict[str, object]]]] = defaultdict(
        lambda: {part: [] for part in _PARTS.values()}
    )
    for row in story.rows(Action):
        found[row.character][_PARTS[row.role]].append({"w": words[row.token], "i": row.token})
    return found


def _mention_counts(story: Story) -> dict[int, dict[str, Counter[str]]]:
    mentions, labels, text = story.mentions, story.reading.labels, story.manuscript.text
    counts: dict[int, dict[str, Counter[str]]] = defaultdict(
        lambda: {group: Counter() for group in _GROUP.values()}
    )
    for i, entity in enumerate(mentions.entity.tolist()):
        group = _GROUP[labels.kind[mentions.kind[i]]]
        words = " ".join(text[mentions.start[i] : mentions.end[i]].split())
        counts[entity][group][words] += 1
    return counts


def _gender(pronouns: Mapping[str, int]) -> dict[str, Any] | None:
    """The distribution over the kinds of referential gender; None without such pronouns."""
    counts = dict.fromkeys(_SETS, 0)
    for word, count in pronouns.items():
        for kind, words in _SETS.items():
            counts[kind] += count * (word.lower() in words)
    total = sum(counts.values())
    if not total:
        return None
    shares = {kind: round(count / total, 3) for kind, count in counts.items()}
    most = max(shares, key=lambda kind: shares[kind])
    return {"inference": shares, "argmax": most, "max": shares[most], "total": total}


# --- the page ------------------------------------------------------------------------------------


def book_page(story: Story, characters: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The page, in pieces: the characters, the entities of each type, and the annotated text."""
    yield "<!DOCTYPE html>\n" + "<html>\n<head>\n"
    yield element("meta", charset="UTF-8") + "\n"
    yield element("title", story.manuscript.title or "Book") + "\n</head>\n<body>\n"
    yield element("h2", "Named characters") + "\n"
    narrators = {character.id for character in story.characters if character.narrator}
    for character in characters:
        proper = [f"{one['n']} ({one['c']})" for one in character["mentions"]["proper"]]
        common = [f"{one['n']} ({one['c']})" for one in character["mentions"]["common"]]
        proper += ["[NARRATOR]"] if character["id"] in narrators else []
        if proper:
            told = f"{character['count']} {'/'.join(proper)} {'/'.join(common)}"
            yield joined(told, Markup("<br>\n"))
    yield element("h2", "Major entities (proper, common)") + "\n"
    yield from _entities(story)
    yield element("h2", "Text") + "\n"
    yield from _annotated(story)
    yield "</body>\n</html>\n"


def _entities(story: Story) -> Iterator[str]:
    mentions, labels, text = story.mentions, story.reading.labels, story.manuscript.text
    names: dict[tuple[str, str], dict[int, Counter[str]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for i, entity in enumerate(mentions.entity.tolist()):
        kind = labels.kind[mentions.kind[i]]
        if kind != "pronoun":
            words = " ".join(text[mentions.start[i] : mentions.end[i]].split())
            names[labels.entity[mentions.type[i]], kind][entity][words] += 1
    for type_ in _TYPES:
        yield element("h3", type_) + "\n"
        for kind in ("name", "noun"):
            found = sorted(names[type_, kind].values(), key=lambda counts: -counts.total())
            for counts in found[:_SHOWN]:
                words = "/".join(one for one, _ in counts.most_common())
                yield joined(f"{counts.total()} {words}", Markup("<br>\n"))
            yield "<p>\n"


def _annotated(story: Story) -> Iterator[str]:
    """The words, with each mention and each speech in brackets that say whose it is."""
    tokens, names = story.reading.tokens, _names(story)
    before: dict[int, list[str]] = defaultdict(list)
    after: dict[int, list[str]] = defaultdict(list)
    starts = tokens.start
    for quote in story.quotes:
        first = int(starts.searchsorted(quote.span.start))
        last = int(starts.searchsorted(quote.span.end)) - 1
        name = "None" if quote.speaker is None else names.get(quote.speaker, "")
        before[first].append('<font color="#666699">')
        whose = element("sub", f"[{quote.speaker}-{name}]")
        after[last].append(f"</font>{whose}")
    mentions = story.mentions
    spans = zip(
        mentions.first.tolist(), mentions.last.tolist(), mentions.entity.tolist(), strict=True
    )
    for first, last, entity in spans:
        before[first].append(element("font", "[", color="#D0D0D0"))
        name = element("sub", f"{entity}-{names.get(entity, '')}")
        closing = element("font", "]", color="#D0D0D0") + element("font", name, color="#FF00FF")
        after[last - 1].insert(0, closing)
    block = -1
    for i, (word, its_block) in enumerate(
        zip(story.reading.words, tokens.block.tolist(), strict=True)
    ):
        opening = "<p>\n" if its_block != block else ""
        block = its_block
        yield f"{opening}{''.join(before[i])}{joined(word)}{''.join(after[i])} "


def _names(story: Story) -> dict[int, str]:
    """What to call each entity: its usual name, else its usual noun, in small letters."""
    mentions, text = story.mentions, story.manuscript.text
    worth = {MentionKind.NAME: 10.0, MentionKind.NOUN: 1.0}
    counts: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    columns: Iterable[tuple[int, int, int, int]] = zip(
        mentions.entity.tolist(), mentions.kind.tolist(), mentions.start.tolist(),
        mentions.end.tolist(), strict=True,
    )  # fmt: skip
    for entity, kind, start, end in columns:
        words = " ".join(text[start:end].lower().split())
        counts[entity][words] += worth.get(MentionKind(kind), 0.001)
    return {entity: max(held, key=lambda word: held[word]) for entity, held in counts.items()}
