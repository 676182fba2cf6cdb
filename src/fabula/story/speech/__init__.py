"""Who says what to whom: speakers, cues and addressees of every speech."""

from fabula.story.speech.attribute import attribute_speech, find_speakers

__all__ = ["attribute_speech", "find_speakers"]
