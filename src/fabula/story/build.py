"""From a reading to a story: link the mentions, cast the characters, then speech and facts."""

from collections.abc import Sequence
from dataclasses import replace

from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript
from fabula.story.bare import bare_story
from fabula.story.facts.about_people import find_facts
from fabula.story.facts.events import find_events
from fabula.story.mentions.candidates import mended_mentions
from fabula.story.mentions.coreference import link_mentions
from fabula.story.mentions.cue_names import with_cue_names
from fabula.story.mentions.frames import make_frame
from fabula.story.mentions.placeholders import with_placeholders
from fabula.story.mentions.pronouns import link_speech
from fabula.story.mentions.tag_subjects import with_tag_subjects
from fabula.story.model import Story
from fabula.story.names.cast import make_cast
from fabula.story.names.narrator import find_narrator, with_narrator
from fabula.story.names.rulings import (
    Ruling,
    by_cluster,
    ruled_narrator,
    with_rulings,
    without_nobodies,
)
from fabula.story.speech import attribute_speech
from fabula.story.weights import Weights, shipped_weights

__all__ = ["build_story"]


def build_story(
    manuscript: Manuscript,
    reading: Reading,
    *,
    rulings: Sequence[Ruling] = (),
    weights: Weights | None = None,
    threads: int | None = None,
) -> Story:
    """Everything the reading tells: cast, places, mentions, quotes, facts and events.

    ``rulings``: what the writer says of the people. ``weights``: the scorers, by default
    those that come with the package. ``threads``: at most so many, by default one
    per processor. The story's reading is without the vectors, which nothing asks for once
    mentions are linked.
    """
    weights = weights or shipped_weights()
    story = bare_story(manuscript)
    quotations = story.quotations
    seeds = manuscript.metadata.characters
    lines = manuscript.lines
    sound = with_cue_names(mended_mentions(with_cue_names(reading, lines)), lines)
    sound = with_placeholders(with_tag_subjects(sound, manuscript, quotations))
    sound = without_nobodies(sound, manuscript, rulings)
    frame = make_frame(manuscript, sound, quotations, seeds=seeds)
    frame, ruled = with_rulings(frame, rulings)
    linking = link_mentions(sound, frame, weights.links, threads=threads)
    sound, reading = sound.without_vectors(), reading.without_vectors()
    narrator = find_narrator(manuscript, frame, linking.cluster)
    if narrator is not None:
        narrator = ruled_narrator(narrator, ruled)
        linking = replace(linking, cluster=with_narrator(frame, linking.cluster, narrator))
    cast = make_cast(sound, frame, linking, narrator, by_cluster(frame, linking, ruled, narrator))
    told = [(t.start, t.end, int(cast.mentions.entity[t.mention])) for t in frame.told]
    people = (cast.mentions, cast.characters, weights.speakers)
    quotes = attribute_speech(manuscript, reading, quotations, *people, told=told)
    mentions = link_speech(cast.mentions, frame, quotes)
    story = story.with_tables(
        reading=reading,
        characters=cast.characters,
        places=cast.places,
        mentions=mentions,
        quotes=quotes,
    )
    attributes, relations = find_facts(manuscript, story.clauses, cast.characters)
    return story.with_tables(
        attributes=attributes, relations=relations, events=find_events(story.clauses)
    )
