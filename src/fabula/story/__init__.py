"""Reading to Story: cast, coreference, speech, facts, events, time."""
