from dataclasses import replace

import handmade
from fabula.export.style_sheet import style_sheet_of
from fabula.story.bare import bare_story
from fabula.story.model import Relation


def test_families_stand_together_and_strangers_last() -> None:
    groups = style_sheet_of(handmade.story()).groups
    named = [(group.title, [person.name for person in group.people]) for group in groups]
    assert named == [
        ("The Quill family", ["Nell Quill", "Mara Quill"]),
        ("", ["Old Harrow"]),
    ]


def test_an_employer_is_no_family() -> None:
    story = handmade.story()
    work = Relation(handmade.HARROW, "employer", handmade.MARA, handmade.find("Old Harrow"))
    groups = style_sheet_of(replace(story, relations=(*story.relations, work))).groups
    assert [len(group.people) for group in groups] == [2, 1]
    assert [kin.other for kin in groups[1].people[0].relations] == ["Mara Quill"]


def test_a_person_is_first_seen_by_name() -> None:
    people = {person.name: person for person in style_sheet_of(handmade.story()).people}
    nell = people["Nell Quill"]
    assert nell.first == handmade.find("Nell Quill")
    assert (nell.chapter, nell.mentions) == (0, 5)


def test_facts_are_told_once_each_with_who_says_so() -> None:
    story = handmade.story()
    people = {p.name: p for p in style_sheet_of(story).people}
    assert [(f.kind, f.value) for f in people["Nell Quill"].facts] == [
        ("eyes", "grey"),
        ("eyes", "brown"),
    ]
    (scar,) = people["Old Harrow"].facts
    assert (scar.said_by, scar.negated) == ("Mara Quill", True)
    again = replace(story, attributes=(*story.attributes, *story.attributes))
    assert style_sheet_of(again).people == style_sheet_of(story).people


def test_relations_of_a_kind_stand_together() -> None:
    story = handmade.story()
    sibling = Relation(handmade.NELL, "sibling", handmade.HARROW, handmade.find("sheep"))
    friend = Relation(handmade.NELL, "friend", handmade.MARA, handmade.find("sheep"))
    story = replace(story, relations=(*story.relations, friend, sibling))
    nell = next(p for p in style_sheet_of(story).people if p.id == handmade.NELL)
    assert [(kind, [k.other for k in kin]) for kind, kin in nell.relations_by_kind] == [
        ("sibling", ["Mara Quill", "Old Harrow"]),
        ("friend", ["Mara Quill"]),
    ]


def test_speech_is_shared_by_words() -> None:
    people = {p.name: p for p in style_sheet_of(handmade.story()).people}
    assert (people["Nell Quill"].speech_words, people["Mara Quill"].speech_words) == (3, 4)
    assert people["Nell Quill"].speech_share == 3 / 7
    assert people["Old Harrow"].speeches == 0


def test_who_is_present_is_who_speaks_or_acts() -> None:
    scenes = style_sheet_of(handmade.story()).scenes
    assert [set(scene.present) for scene in scenes] == [
        {"Mara Quill", "Nell Quill"},
        {"Old Harrow"},
        {"Nell Quill"},
    ]
    assert [scene.chapter for scene in scenes] == [0, 0, 1]
    assert sum(scene.words for scene in scenes) <= 69


def test_a_story_with_nobody_has_an_empty_sheet() -> None:
    sheet = style_sheet_of(bare_story(handmade.manuscript()))
    assert sheet.people == ()
    assert [scene.present for scene in sheet.scenes] == [(), (), ()]
