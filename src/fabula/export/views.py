"""Views for questions: what scholars ask of the tables first, worked out beside them.

They are there wherever SQL is asked, of one story or of a shelf. Their SQL is written for
many books, told apart by ``book``; of one story alone that column is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fabula.story.schema import Column, SqlType

__all__ = ["KEPT", "Lens", "lenses", "view_statements"]

KEPT = "kept"
"""The schema in which the tables themselves are; each has the column ``book``."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A view: its name, what one row is, its columns and its SQL.

    One with the name of a table stands in its place: it has that table's columns first,
    ``columns`` are those it adds.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    sql: str


def lenses() -> tuple[Lens, ...]:
    """Every view."""
    return (_CHARACTERS, _ACTIONS, _DIALOGUE, _NETWORK, _PRESENCE, _FEELINGS)


def view_statements(tables: Iterable[str], *, shelf: bool) -> Iterator[str]:
    """SQL that makes the views, and one under its own name of every table that none stands for."""
    without = "" if shelf else "EXCLUDE (book)"
    views = {lens.name: lens.sql for lens in lenses()}
    plain = {table: f"SELECT * FROM {KEPT}.{table}" for table in tables}
    for name, sql in {**plain, **views}.items():
        if name != "about":
            yield f"CREATE VIEW {name} AS SELECT * {without} FROM ({sql})"


def _many(*columns: tuple[str, SqlType, str]) -> tuple[Column, ...]:
    return tuple(Column(name, type_, meaning) for name, type_, meaning in columns)


_WORDS = r"len(regexp_split_to_array(trim(q.text), '\s+'))"
"""Words of a quotation, as blanks part them."""

_CHAPTERS = f"SELECT *, (id + 1)::INTEGER number FROM {KEPT}.chapters"
_SCENES = f"""SELECT s.*, (s.chapter + 1)::INTEGER chapter_number, (s.id + 1)::INTEGER number
    FROM {KEPT}.scenes s"""

_CHARACTERS = Lens(
    "characters",
    "someone in the story",
    _many(
        ("mentions", "INTEGER", "words that mean them"),
        ("named", "INTEGER", "of these, names"),
        ("first_chapter", "INTEGER", "number, from 1, of the chapter that mentions them first"),
        ("last_chapter", "INTEGER", "number of the one that does last"),
        ("scenes", "INTEGER", "scenes in which they are"),
        ("speeches", "INTEGER", "how often they speak"),
        ("speech_words", "INTEGER", "words that they speak"),
        ("speech_share", "FLOAT", "of all words spoken in the book, from 0 to 1"),
    ),
    f"""WITH meant AS (
        SELECT book, entity, count(*) mentions, count(*) FILTER (kind = 'name') named,
            min(start_char) first_char, max(start_char) last_char
        FROM {KEPT}.mentions GROUP BY ALL),
    told AS (
        SELECT q.book, q.speaker, count(DISTINCT q.turn) speeches, sum({_WORDS}) words
        FROM {KEPT}.quotes q GROUP BY ALL),
    spoken AS (SELECT book, sum(words) words FROM told GROUP BY ALL),
    there AS (SELECT book, character, count(*) scenes FROM {KEPT}.presence GROUP BY ALL),
    chapters AS ({_CHAPTERS})
    SELECT c.*, coalesce(m.mentions, 0)::INTEGER mentions, coalesce(m.named, 0)::INTEGER named,
        f.number first_chapter, l.number last_chapter, coalesce(p.scenes, 0)::INTEGER scenes,
        coalesce(t.speeches, 0)::INTEGER speeches, coalesce(t.words, 0)::INTEGER speech_words,
        coalesce(t.words / s.words, 0)::FLOAT speech_share
    FROM {KEPT}.characters c
    LEFT JOIN meant m ON m.book = c.book AND m.entity = c.id
    ASOF LEFT JOIN chapters f ON f.book = m.book AND m.first_char >= f.start_char
    ASOF LEFT JOIN chapters l ON l.book = m.book AND m.last_char >= l.start_char
    LEFT JOIN told t ON t.book = c.book AND t.speaker = c.id
    LEFT JOIN spoken s ON s.book = c.book
    LEFT JOIN there p ON p.book = c.book AND p.character = c.id
    ORDER BY c.book, c.id""",
)

_ACTIONS = Lens(
    "actions",
    "a word that says what a character does, suffers, has or is",
    _many(
        ("name", "VARCHAR", "the character's name"),
        ("chapter", "INTEGER", "number of the chapter, from 1"),
    ),
    f"""WITH chapters AS ({_CHAPTERS})
    SELECT a.*, c.name, h.number chapter
    FROM {KEPT}.actions a
    JOIN {KEPT}.characters c ON c.book = a.book AND c.id = a.character
    ASOF LEFT JOIN chapters h ON h.book = a.book AND a.start_char >= h.start_char""",
)

_DIALOGUE = Lens(
    "dialogue",
    "a speech, to each whom it is spoken to; the parts of an interrupted one are one",
    _many(
        ("turn", "INTEGER", "number of the speech"),
        ("chapter", "INTEGER", "number of the chapter, from 1"),
        ("speaker", "INTEGER", "the character who speaks, NULL where nobody knows"),
        ("speaker_name", "VARCHAR", "their name"),
        ("addressee", "INTEGER", "the character spoken to, NULL where nobody knows"),
        ("addressee_name", "VARCHAR", "their name"),
        ("words", "INTEGER", "words of the speech"),
        ("confidence", "FLOAT", "how sure the speaker is, from 0 to 1"),
        ("start_char", "INTEGER", "first code point"),
        ("text", "VARCHAR", "the words"),
    ),
    f"""WITH chapters AS ({_CHAPTERS}),
    heard AS (
        SELECT DISTINCT q.book, q.turn, a.character FROM {KEPT}.quotes q
        JOIN {KEPT}.addressees a ON a.book = q.book AND a.quote = q.id),
    turns AS (
        SELECT q.book, q.turn, any_value(q.speaker) speaker, sum({_WORDS})::INTEGER words,
            min(q.confidence) confidence, min(q.start_char) start_char,
            string_agg(q.text, ' ' ORDER BY q.start_char) text
        FROM {KEPT}.quotes q GROUP BY q.book, q.turn)
    SELECT t.book, t.turn, h.number chapter, t.speaker, s.name speaker_name,
        d.character addressee, c.name addressee_name, t.words, t.confidence, t.start_char, t.text
    FROM turns t
    LEFT JOIN heard d ON d.book = t.book AND d.turn = t.turn
    LEFT JOIN {KEPT}.characters s ON s.book = t.book AND s.id = t.speaker
    LEFT JOIN {KEPT}.characters c ON c.book = t.book AND c.id = d.character
    ASOF LEFT JOIN chapters h ON h.book = t.book AND t.start_char >= h.start_char""",
)

_NETWORK = Lens(
    "network",
    "two characters who are in a scene together, or speak to each other, in a chapter",
    _many(
        ("chapter", "INTEGER", "number of the chapter, from 1"),
        ("a", "INTEGER", "one of them, whose id is smaller"),
        ("a_name", "VARCHAR", "their name"),
        ("b", "INTEGER", "the other"),
        ("b_name", "VARCHAR", "their name"),
        ("scenes", "INTEGER", "scenes in which both are"),
        ("speeches", "INTEGER", "speeches from one to the other"),
        ("words", "INTEGER", "words of these"),
    ),
    f"""WITH scenes AS ({_SCENES}),
    chapters AS ({_CHAPTERS}),
    together AS (
        SELECT x.book, s.chapter_number chapter, x.character a, y.character b, count(*) scenes
        FROM {KEPT}.presence x
        JOIN {KEPT}.presence y
            ON y.book = x.book AND y.scene = x.scene AND x.character < y.character
        JOIN scenes s ON s.book = x.book AND s.id = x.scene GROUP BY ALL),
    turns AS (
        SELECT q.book, q.turn, any_value(q.speaker) speaker, sum({_WORDS}) words,
            min(q.start_char) start_char
        FROM {KEPT}.quotes q GROUP BY q.book, q.turn),
    heard AS (
        SELECT DISTINCT q.book, q.turn, a.character FROM {KEPT}.quotes q
        JOIN {KEPT}.addressees a ON a.book = q.book AND a.quote = q.id),
    said AS (
        SELECT t.book, h.number chapter, least(t.speaker, d.character) a,
            greatest(t.speaker, d.character) b, count(*) speeches, sum(t.words) words
        FROM turns t
        JOIN heard d ON d.book = t.book AND d.turn = t.turn AND d.character <> t.speaker
        ASOF JOIN chapters h ON h.book = t.book AND t.start_char >= h.start_char GROUP BY ALL)
    SELECT book, chapter, a, n.name a_name, b, o.name b_name,
        coalesce(scenes, 0)::INTEGER scenes, coalesce(speeches, 0)::INTEGER speeches,
        coalesce(words, 0)::INTEGER words
    FROM together FULL JOIN said USING (book, chapter, a, b)
    JOIN {KEPT}.characters n USING (book)
    JOIN {KEPT}.characters o USING (book)
    WHERE n.id = a AND o.id = b""",
)

_PRESENCE = Lens(
    "presence",
    "somebody who is in a scene",
    _many(
        ("name", "VARCHAR", "the character's name"),
        ("chapter", "INTEGER", "number of the chapter, from 1"),
        ("scene_number", "INTEGER", "number of the scene, from 1"),
    ),
    f"""WITH scenes AS ({_SCENES})
    SELECT p.*, c.name, s.chapter_number chapter, s.number scene_number
    FROM {KEPT}.presence p
    JOIN {KEPT}.characters c ON c.book = p.book AND c.id = p.character
    JOIN scenes s ON s.book = p.book AND s.id = p.scene""",
)

_FEELINGS = Lens(
    "feelings",
    "a feeling that somebody shows or is said to have",
    _many(
        ("chapter", "INTEGER", "number of the chapter, from 1"),
        ("scene_number", "INTEGER", "number of the scene, from 1"),
        ("character", "INTEGER", "who feels"),
        ("name", "VARCHAR", "their name"),
        ("emotion", "VARCHAR", "one of Plutchik's eight"),
        ("word", "VARCHAR", "the word for it"),
        ("channel", "VARCHAR", "what shows it"),
        ("target", "INTEGER", "at whom, where that is told"),
        ("target_name", "VARCHAR", "their name"),
        ("time", "VARCHAR", "how its beat lies in story time: now, before, after ..."),
        ("start_char", "INTEGER", "first code point"),
        ("text", "VARCHAR", "the words"),
    ),
    f"""WITH scenes AS ({_SCENES})
    SELECT f.book, s.chapter_number chapter, s.number scene_number, f.character, c.name,
        f.emotion, f.value word, f.channel, f.target, t.name target_name, b.when "time",
        f.start_char, f.text
    FROM {KEPT}.states f
    JOIN {KEPT}.characters c ON c.book = f.book AND c.id = f.character
    JOIN {KEPT}.beats b ON b.book = f.book AND b.id = f.beat
    JOIN scenes s ON s.book = f.book AND s.id = b.scene
    LEFT JOIN {KEPT}.characters t ON t.book = f.book AND t.id = f.target
    WHERE f.kind = 'feeling'""",
)
