"""The book from above: strips by stretch, and the places they lead to."""

from dataclasses import replace

import handmade
from fabula.export.page.overview import overviews_of
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from fabula.story.model import Character, Quote


def test_who_is_where_and_who_speaks() -> None:
    story = handmade.story()
    seen = overviews_of(story)[0]
    assert seen.titles == ("Scene 1", "Scene 2", "Scene 3")
    presence = {strip.name: strip.values.tolist() for strip in seen.presence}
    assert presence == {"Nell Quill": [4, 0, 1], "Mara Quill": [3, 0, 0]}
    (nell, mara) = seen.speech
    assert (nell.name, nell.values.tolist()) == ("Nell Quill", [3, 0, 0])
    assert (mara.name, mara.values.tolist()) == ("Mara Quill", [4, 0, 0])
    nells = next(strip for strip in seen.presence if strip.name == "Nell Quill")
    words = [story.manuscript.text[at:][:4] for at in nells.at[nells.values > 0].tolist()]
    assert words == ["Her ", "Nell"]


def test_how_it_runs() -> None:
    text = 'CHAPTER ONE\n\nIt was so. It was.\n\nCHAPTER TWO\n\n"Come now," she said.\n'
    story = bare_story(from_text(text))
    said = handmade.find('"Come now,"', text=story.manuscript.text)
    story = replace(
        story,
        characters=(Character(1, "Ada"),),
        quotes=(Quote(said, 0, 1, (), None, "explicit", 1.0),),
    )
    length, _, speech = overviews_of(story)[0].pace
    assert length.values.tolist() == [5, 4]
    assert speech.values.tolist() == [0, 50]


def test_scenes_and_chapters_and_of_many_chapters_several_together() -> None:
    chapter = "It rained.\n\n***\n\nIt snowed.\n\n"
    few = "".join(f"CHAPTER {n}\n\n{chapter}" for n in range(1, 41))
    scenes, chapters = overviews_of(bare_story(from_text(few)))
    assert (scenes.by, len(scenes.titles)) == ("scene", 80)
    assert chapters.titles[:2] == ("CHAPTER 1", "CHAPTER 2")
    many = "".join(f"CHAPTER {n}\n\n{chapter}" for n in range(1, 101))
    (seen,) = overviews_of(bare_story(from_text(many)))
    assert seen.titles[0] == "CHAPTER 1 to CHAPTER 2"
    assert len(seen.titles) == 50


def test_where_there_is_one_of_each_there_is_nothing_to_see_from_above() -> None:
    assert overviews_of(bare_story(from_text("It rained.\n\nIt snowed.\n"))) == ()
