"""From a reading to a story: link the mentions, cast the characters, then speech and facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.story.bare import bare_story
from fabula.story.facts.about_people import find_facts
from fabula.story.facts.events import find_events
from fabula.story.mentions.candidates import mended_mentions
from fabula.story.mentions.coreference import Hints, Scored, linked, score_links
from fabula.story.mentions.cue_names import with_cue_names
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.hearsay import hints_of_speech
from fabula.story.mentions.openings import named_roles, opening_names
from fabula.story.mentions.placeholders import with_placeholders
from fabula.story.mentions.pronouns import link_speech
from fabula.story.mentions.quantities import without_quantities
from fabula.story.mentions.strays import not_the_other
from fabula.story.mentions.tag_subjects import with_tag_subjects
from fabula.story.model import Quote, Story
from fabula.story.names.called import with_called_names
from fabula.story.names.cast import Cast, make_cast
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
    scored = score_links(sound, frame, weights.links, threads=threads)
    sound, reading = sound.without_vectors(), reading.without_vectors()
    people = _PeopleReader(manuscript, sound, quotations, scored, weights, ruled)
    cast, quotes = people.known(frame)
    mentions = link_speech(cast.mentions, frame, quotes, manuscript, cast.characters)
    mentions = without_quantities(mentions, manuscript.text)
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


@dataclass(frozen=True, eq=False)
class _PeopleReader:
    """What the people of a story are read from: who is who, and who speaks."""

    manuscript: Manuscript
    reading: Reading
    quotations: QuotationTable
    scored: Scored
    weights: Weights
    ruled: Mapping[int, Ruling]

    def known(self, frame: Frame) -> tuple[Cast, tuple[Quote, ...]]:
        """The cast and the quotes, with what the quotes tell of the cast."""
        first = Hints(named_roles(frame) | opening_names(frame), not_the_other(frame))
        cast, quotes = self._read(frame, first)
        linked_ = link_speech(cast.mentions, frame, quotes, self.manuscript, cast.characters)
        hints = hints_of_speech(frame, linked_.entity, self.manuscript, quotes, cast.characters)
        called = with_called_names(
            frame, self.manuscript.text, linked_.entity, quotes, cast.characters
        )
        return self._read(called, first.and_then(hints))

    def _read(self, frame: Frame, hints: Hints) -> tuple[Cast, tuple[Quote, ...]]:
        """The cast as the links and hints make it, and who then says the quotes."""
        linking = linked(frame, self.scored, hints)
        narrator = find_narrator(self.manuscript, frame, linking.cluster)
        if narrator is not None:
            narrator = ruled_narrator(narrator, self.ruled)
            linking = replace(linking, cluster=with_narrator(frame, linking.cluster, narrator))
        rules = by_cluster(frame, linking, self.ruled, narrator)
        cast = make_cast(self.reading, frame, linking, narrator, rules)
        told = [(t.start, t.end, int(cast.mentions.entity[t.mention])) for t in frame.told]
        quotes = attribute_speech(
            self.manuscript,
            self.reading,
            self.quotations,
            cast.mentions,
            cast.characters,
            self.weights.speakers,
            told=told,
        )
        return cast, quotes
