"""Words that drafts take for one another, and nouns that stand where their verb should.

Sources: the commonly confused words of the Purdue Online Writing Lab, of
Merriam-Webster's usage guides and of the Oxford *Common Errors* lists.
"""

from fabula.english.spelling import SOUND_ALIKE

__all__ = ["SOUNDALIKES"]

SOUNDALIKES: dict[str, tuple[str, ...]] = {}
"""Word -> the words it is taken for, in both directions; content words only."""

for _members in SOUND_ALIKE:
    for _word in _members:
        _others = tuple(m for m in _members if m != _word)
        SOUNDALIKES[_word] = tuple(dict.fromkeys(SOUNDALIKES.get(_word, ()) + _others))
