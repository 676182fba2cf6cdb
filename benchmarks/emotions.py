"""Words of emotion in fiction on REMAN: the word, its emotion, and who feels it.

    python benchmarks/emotions.py table

``table`` prints ``results/emotions.md``.

Protocol. REMAN (Kim and Klinger, "Who Feels What and Why?", COLING 2018) has excerpts of three
sentences whose middle one is annotated; only what is found in it counts (in the whole excerpt
where we see fewer than three sentences, in all but the first and last where we see more). Gold
cues are the adjudicated spans of the eight emotions and of "other emotion"; those that overlap
are one, with all their emotions and experiencers. A found cue is right when it overlaps a gold
one, each used once; with emotion, when the emotion is one of the gold ones; with experiencer,
when a mention of the found entity overlaps a gold experiencer of that cue (over the gold cues
that have one, and the found ones that name one). Books, by their address, fall into those that
words were looked for in and those never looked at (a third).
"""

import argparse
import hashlib
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.tables.emotions import EmotionWord
from fabula.story.tables.stage import State
from gold import DATA

EIGHT = frozenset("joy trust fear surprise sadness disgust anger anticipation".split())
CUES = EIGHT | {"other-emotion"}


@dataclass(slots=True)
class GoldCue:
    """A stretch of emotion, the emotions given to it, and the spans of who feels it."""

    start: int
    end: int
    emotions: set[str] = field(default_factory=set)
    experiencers: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Three sentences of a book and their cues."""

    book: str
    text: str
    cues: tuple[GoldCue, ...]

    @property
    def unseen(self) -> bool:
        """Whether its book is one of the third that was never looked at."""
        return int(hashlib.sha256(self.book.encode()).hexdigest(), 16) % 3 == 0


def excerpts() -> Iterator[Excerpt]:
    """The excerpts of the part of REMAN that is for training."""
    for document in ElementTree.parse(DATA / "reman" / "reman-train.xml").getroot():
        adjudicated = document.find("adjudicated")
        if adjudicated is None:
            continue
        spans = {
            span.get("annotation_id", ""): (
                int(span.get("cbegin", 0)), int(span.get("cend", 0)), span.get("type", ""),
            )
            for span in adjudicated.iter("span")
        }  # fmt: skip
        felt_by = defaultdict(list)
        for relation in adjudicated.iter("relation"):
            target = spans.get(relation.get("target_annotation_id", ""))
            if relation.get("type") == "experiencer" and target is not None:
                felt_by[relation.get("source_annotation_id", "")].append(target[:2])
        text = document.findtext("text") or ""
        yield Excerpt(document.get("url", ""), text, tuple(_gold(spans, felt_by)))


def _gold(
    spans: dict[str, tuple[int, int, str]], felt_by: dict[str, list[tuple[int, int]]]
) -> list[GoldCue]:
    cues: list[GoldCue] = []
    for key, (start, end, kind) in sorted(spans.items(), key=lambda item: item[1]):
        if kind not in CUES:
            continue
        if not cues or start >= cues[-1].end:
            cues.append(GoldCue(start, end))
        cue = cues[-1]
        cue.end = max(cue.end, end)
        cue.emotions.add(kind)
        cue.experiencers += felt_by.get(key, [])
    return cues


def middle(story: Story) -> tuple[int, int]:
    """Where the sentences between the first and the last begin and end."""
    begins = story.reading.tokens.start[story.reading.sentence_first].tolist()
    return (begins[1], begins[-1]) if len(begins) > 2 else (0, len(story.manuscript.text))


@dataclass(frozen=True, slots=True)
class Found:
    """A word or phrase found, its emotion, and the entity who feels it."""

    span: Span
    emotion: str
    who: int | None


def words(story: Story) -> Iterator[Found]:
    """What the table of emotions has."""
    for row in story.rows(EmotionWord):
        yield Found(row.span, row.emotion, row.entity)


def states(story: Story) -> Iterator[Found]:
    """What the stage says of the cast: a feeling now, shown or told of somebody."""
    for row in story.rows(State):
        if row.emotion is not None:
            yield Found(row.span, row.emotion, row.character)


def count(excerpt: Excerpt, story: Story, found: list[Found]) -> Counter[str]:
    """How many cues there are, are found, and are right."""
    low, high = middle(story)
    here = [cue for cue in found if low <= cue.span.start < high]
    counts = Counter(
        gold=len(excerpt.cues),
        found=len(here),
        **{
            "gold felt": sum(bool(cue.experiencers) for cue in excerpt.cues),
            "found felt": sum(cue.who is not None for cue in here),
        },
    )
    free = list(excerpt.cues)
    for cue in here:
        gold = next((g for g in free if cue.span.start < g.end and cue.span.end > g.start), None)
        if gold is None:
            continue
        free.remove(gold)
        counts["cue"] += 1
        counts["emotion"] += cue.emotion in gold.emotions
        counts["experiencer"] += _is_felt_by(story, cue, gold)
    return counts


def _is_felt_by(story: Story, cue: Found, gold: GoldCue) -> bool:
    mentions = story.mentions
    own = mentions.entity == (-1 if cue.who is None else cue.who)
    spans = zip(mentions.start[own].tolist(), mentions.end[own].tolist(), strict=True)
    return any(a < end and b > start for a, b in spans for start, end in gold.experiencers)


def f1(right: int, found: int, gold: int) -> str:
    """Precision, recall and F1 as cells of a table."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return f"{precision:.3f} | {recall:.3f} | {2 * right / max(found + gold, 1):.3f}"


def rows() -> Iterator[str]:
    """The rows of the table."""
    totals: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for excerpt in excerpts():
        manuscript = from_text(excerpt.text)
        story = build_story(manuscript, read_manuscript(manuscript))
        part = "never looked at" if excerpt.unseen else "looked at"
        for name, reader in (("table of emotions", words), ("the stage", states)):
            totals[name, part].update(count(excerpt, story, list(reader(story))))
    for (name, part), n in sorted(totals.items(), reverse=True):
        for asked in ("cue", "emotion", "experiencer"):
            felt = " felt" if asked == "experiencer" else ""
            cells = f1(n[asked], n[f"found{felt}"], n[f"gold{felt}"])
            yield f"| {name} | {part} | {asked} | {cells} |"


HEAD = """# Words of emotion

REMAN's excerpts of fiction, the part for training, from raw text; a third of its books was never
looked at. Protocol: `benchmarks/emotions.py`. The stage tells what people of the cast feel now,
and is no reader of every word of emotion; the table `emotions` has those. Tables of other
systems count other spans, and are not beside these.

| reader | books | what is right | precision | recall | F1 |
|---|---|---|---|---|---|"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["table"])
    parser.parse_args()
    print(HEAD)
    for row in rows():
        print(row)


if __name__ == "__main__":
    main()
