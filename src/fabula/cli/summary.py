"""The summary of ``fabula read``: the shape of the text, and the story's style sheet."""

from collections.abc import Sequence

from rich.text import Text

from fabula.cli.screen import Renderables, indented, listed, name_of, render
from fabula.cli.staging import in_short
from fabula.display import counted, one_line
from fabula.export.style_sheet import Fact, Group, Person, ScenePeople, StyleSheet, style_sheet_of
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.manuscript.wordcount import WordCount
from fabula.story.model import Story
from fabula.story.tables.trust import Trust

__all__ = ["render_summary"]

_RELATIONS = 6
"""Relations told of a person, the surest ones."""

_VALUES = 4
"""Values told of one kind of fact: two make a question, more a list."""

_ALONE = 20
"""People without relations who get an entry each, those named most."""

_NAMES = 40
"""Names listed of those who are only mentioned."""

_CHAPTERS = 60
"""Chapters listed by the shape of the text before it says "and so on"."""


_SURE = 200
"""Mentions from which figures of a reading mean something."""

_STAGED = 12
"""Scenes of which the summary says what bodies do; of more it would be long."""


def render_summary(manuscript: Manuscript, story: Story | None, *, to_file: bool) -> str:
    """The summary as text for the screen, or for a file."""

    def rows() -> Renderables:
        yield from _head(manuscript)
        if story is None:
            yield from _chapters(manuscript)
            return
        sheet = style_sheet_of(story)
        yield from _cast(sheet, manuscript)
        yield from _speech(sheet)
        yield from _scenes(sheet, manuscript, story)
        yield from _trust(story)

    return render(rows(), to_file=to_file)


def _head(manuscript: Manuscript) -> Renderables:
    head = Text(name_of(manuscript), style="bold")
    if manuscript.author:
        head.append(f"  by {one_line(manuscript.author)}", style="not bold")
    yield head
    shape = [
        counted(len(manuscript.chapters), "chapter"),
        counted(len(manuscript.scenes), "scene"),
        counted(WordCount(manuscript).total, "word"),
    ]
    yield Text(", ".join(shape))


def _chapters(manuscript: Manuscript) -> Renderables:
    titled = [chapter for chapter in manuscript.chapters if chapter.title]
    if not titled:
        return
    words = WordCount(manuscript)
    yield _heading("Chapters")
    for chapter in titled[:_CHAPTERS]:
        line = Text(one_line(chapter.title))
        line.append(f"  {counted(words.within(chapter.span), 'word')}", style="dim")
        yield indented(line, 2)
    if len(titled) > _CHAPTERS:
        yield indented(Text(f"and {len(titled) - _CHAPTERS} more"), 2)


def _heading(title: str) -> Text:
    return Text(f"\n{title}", style="bold")


def _cast(sheet: StyleSheet, manuscript: Manuscript) -> Renderables:
    yield _heading("Cast")
    if not sheet.people:
        yield indented(Text("nobody is named or spoken of"), 2)
        return
    minor: list[Person] = []
    for group in sheet.groups:
        shown = group.major if group.title else _foremost(group)
        entries = {person.id for person in shown}
        minor += [person for person in group.people if person.id not in entries]
        if shown:
            yield from _group(group, shown, manuscript, headed=len(sheet.groups) > 1)
    if minor:
        names = [one_line(person.name) for person in minor]
        if len(names) > _NAMES:
            names[_NAMES:] = [f"{len(names) - _NAMES:,} others"]
        yield indented(Text(f"Also mentioned: {listed(names)}"), 2)


def _foremost(group: Group) -> tuple[Person, ...]:
    """Those worth an entry: something is said of them, or they are named often."""
    often = {p.id for p in group.major[:_ALONE]}
    return tuple(p for p in group.major if p.id in often or p.facts or p.relations or p.narrator)


def _group(
    group: Group, shown: Sequence[Person], manuscript: Manuscript, *, headed: bool
) -> Renderables:
    if headed:
        yield indented(Text(one_line(group.title) or "On their own", style="italic"), 2)
    for person in shown:
        yield indented(_name_line(person, manuscript), 4)
        for detail in (*_relation_lines(person, manuscript), *_fact_lines(person, manuscript)):
            yield indented(Text(detail), 8)


def _name_line(person: Person, manuscript: Manuscript) -> Text:
    line = Text(one_line(person.name), style="bold cyan")
    also = [one_line(alias) for alias in person.aliases[:6]]
    notes = [f"also {', '.join(also)}"] if also else []
    if person.narrator:
        notes.append("tells the story")
    if person.pronouns:
        notes.append(person.pronouns)
    notes.append(counted(person.mentions, "mention"))
    notes.append(f"first {_where(person.first, manuscript, person.chapter)}")
    line.append(f"  {', '.join(notes)}", style="not bold default")
    return line


def _where(span: Span, manuscript: Manuscript, chapter: int | None = None) -> str:
    line, _ = manuscript.source.line_column(span.start)
    if chapter is None or len(manuscript.chapters) < 2:
        return f"line {line:,}"
    title = one_line(manuscript.chapters[chapter].title) or f"chapter {chapter + 1}"
    return f"in {title}, line {line:,}"


def _relation_lines(person: Person, manuscript: Manuscript) -> list[str]:
    """One line: the surest relations, those of a kind together."""
    shown = set(person.relations[:_RELATIONS])
    kinds = []
    for kind, relations in person.relations_by_kind:
        others = [
            f"{one_line(kin.other)} ({_where(kin.span, manuscript)})"
            for kin in relations
            if kin in shown
        ]
        kinds += [f"{one_line(kind)} of {listed(others)}"] if others else []
    more = len(person.relations) - len(shown)
    kinds += [f"and {more} more"] if more > 0 else []
    return ["; ".join(kinds)] if kinds else []


def _fact_lines(person: Person, manuscript: Manuscript) -> list[str]:
    """A line for each kind of fact: each value once, where it is said first."""
    lines = []
    for kind, facts in person.facts_by_kind:
        said: dict[tuple[str, bool, str], Fact] = {}
        for fact in facts:
            said.setdefault((fact.value.casefold(), fact.negated, fact.time), fact)
        values = [_fact(fact, manuscript) for fact in list(said.values())[:_VALUES]]
        if len(said) > _VALUES:
            values.append(f"and {len(said) - _VALUES} more")
        lines.append(f"{one_line(kind)}: {'; '.join(values)}")
    return lines


def _fact(fact: Fact, manuscript: Manuscript) -> str:
    value = one_line(fact.value)
    if fact.negated:
        value = f"not {value}"
    if fact.time == "before":
        value = f"once {value}"
    elif fact.time == "after":
        value = f"later {value}"
    said = f", {one_line(fact.said_by)} says" if fact.said_by else ""
    return f"{value} ({_where(fact.span, manuscript)}{said})"


def _speech(sheet: StyleSheet) -> Renderables:
    speakers = sorted((p for p in sheet.people if p.speech_words), key=lambda p: -p.speech_words)
    if not speakers:
        return
    yield _heading("Who speaks")
    widest = max(len(one_line(p.name)) for p in speakers[:12])
    for person in speakers[:12]:
        line = Text(one_line(person.name).ljust(widest))
        bar = "█" * max(1, round(person.speech_share * 24))
        line.append(f"  {bar}", style="cyan")
        line.append(
            f" {person.speech_share:.0%} of the words spoken, "
            f"{counted(person.speeches, 'speech', 'speeches')}"
        )
        yield indented(line, 2)
    if len(speakers) > 12:
        yield indented(Text(f"and {len(speakers) - 12} more"), 2)


def _scenes(sheet: StyleSheet, manuscript: Manuscript, story: Story) -> Renderables:
    yield _heading("Scenes")
    chapter = -1
    for scene in sheet.scenes:
        if scene.chapter != chapter and len(manuscript.chapters) > 1:
            chapter = scene.chapter
            title = one_line(manuscript.chapters[chapter].title) or f"Chapter {chapter + 1}"
            yield indented(Text(title, style="italic"), 2)
        yield indented(_scene(scene), 4)
        if len(sheet.scenes) <= _STAGED:
            yield from (indented(line, 8) for line in in_short(story, scene.number - 1))
    if len(sheet.scenes) > _STAGED:
        yield indented(Text("what bodies do in them: fabula stage", style="dim"), 2)


def _trust(story: Story) -> Renderables:
    """What to be wary of, and the figures where there is so much that they mean something."""
    (row,) = story.rows(Trust)
    if row.warnings:
        yield _heading("Be wary")
        for line in row.warnings.splitlines():
            yield indented(Text(one_line(line)), 2)
    if len(story.mentions) < _SURE:
        return
    yield _heading("How sure this is")
    told = [
        f"{row.links:.0%} sure on average whom a pronoun or noun means "
        f"({row.unsure:.0%} are doubtful)"
    ]
    if story.quotes:
        told.append(
            f"{row.speakers:.0%} sure on average who speaks; "
            f"{row.unknown_speakers:.0%} of the words spoken have no known speaker"
        )
    names = {character.id: character.name for character in story.characters}
    if row.largest_character is not None:
        name = one_line(names[row.largest_character])
        told.append(f"{row.largest:.0%} of the mentions of people mean {name}")
    if row.narrator is not None:
        by = "by a name" if row.narrator_by == "name" else "by “I” alone"
        told.append(f"{one_line(names[row.narrator])} tells the story, known {by}")
    for line in told:
        yield indented(Text(line), 2)


def _scene(scene: ScenePeople) -> Text:
    line = Text(f"{scene.number}. ")
    line.append(counted(scene.words, "word"), style="dim")
    who = [one_line(name) for name in scene.present[:8]]
    more = len(scene.present) - len(who)
    line.append(f"  {', '.join(who)}" if who else "  nobody in particular")
    if more:
        line.append(f" and {more} more")
    return line
