"""What the rows of a whole book together make of a pair of people."""

import time

from fabula.manuscript.spans import Span
from fabula.story.facts.kinship import INVERSE, Told, believed
from fabula.story.model import Character, Relation

JANE = Character(1, "Jane Rook", pronouns="she/her")
TOM = Character(2, "Tom Rook", pronouns="he/him")
ADA = Character(3, "Ada Rook", pronouns="she/her")
NED = Character(4, "Ned Rook", pronouns="he/him")
LOWE = Character(5, "Mr. Lowe", pronouns="he/him")
CAST = (JANE, TOM, ADA, NED, LOWE)

Row = tuple[Character, str, Character, float]


def relations(*rows: Row, cast: tuple[Character, ...] = CAST) -> tuple[Relation, ...]:
    return believed(
        [
            Told(one.id, kind, other.id, Span(10 * i, 10 * i + 5), None, weight)
            for i, (one, kind, other, weight) in enumerate(rows)
        ],
        cast,
    )


def kinds(*rows: Row) -> set[tuple[int, str, int]]:
    return {(r.source, r.kind, r.target) for r in relations(*rows)}


def test_one_name_beside_a_noun_of_relation_is_enough() -> None:
    assert kinds((JANE, "cousin", LOWE, 0.75)) == {(1, "cousin", 5)}


def test_weak_rows_need_a_shared_surname() -> None:
    assert kinds(*[(JANE, "sibling", LOWE, 0.1)] * 20) == set()
    assert kinds(*[(JANE, "sibling", TOM, 0.1)] * 2) == {(1, "sibling", 2)}
    assert kinds((JANE, "sibling", TOM, 0.1)) == set()


def test_two_people_are_one_thing_to_each_other() -> None:
    rows = [(ADA, "parent", JANE, 0.1)] * 8 + [(JANE, "sibling", ADA, 0.1)] * 2
    assert kinds(*rows) == {(3, "parent", 1)}


def test_both_directions_support_each_other() -> None:
    down, up = (ADA, "aunt or uncle", LOWE, 0.5), (LOWE, "niece or nephew", ADA, 0.5)
    assert relations(down) == ()
    (found,) = relations(down, up)
    assert found.confidence == 0.75


def test_nobody_has_two_mothers_or_two_wives() -> None:
    mothers = kinds(
        (ADA, "parent", TOM, 0.9), (JANE, "parent", TOM, 0.8), (NED, "parent", TOM, 0.8)
    )
    assert mothers == {(3, "parent", 2), (4, "parent", 2)}
    wives = kinds((ADA, "spouse", TOM, 0.9), (JANE, "spouse", TOM, 0.8))
    assert wives == {(3, "spouse", 2)}


def test_different_surnames_speak_against_near_kin() -> None:
    assert kinds((JANE, "sibling", LOWE, 0.75)) == set()
    assert kinds((JANE, "sibling", LOWE, 0.75), (JANE, "sibling", LOWE, 0.75)) == {
        (1, "sibling", 5)
    }


def test_the_place_shown_says_it_best() -> None:
    (found,) = relations((TOM, "sibling", JANE, 0.1), (JANE, "sibling", TOM, 0.9))
    assert (found.source, found.span) == (1, Span(10, 15))


def test_every_kind_has_an_inverse() -> None:
    assert all(INVERSE[INVERSE[kind]] == kind for kind in INVERSE)


def test_a_long_book_takes_no_longer_a_row() -> None:
    crowd = tuple(Character(n, f"Person {n}") for n in range(3_000))
    rows: list[Row] = [
        (crowd[n % 3_000], "friend", crowd[(n * 7) % 3_000], 0.7) for n in range(60_000)
    ]
    begin = time.process_time()
    assert relations(*rows, cast=crowd)
    assert time.process_time() - begin < 5.0
