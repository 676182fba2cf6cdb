"""Where and when the story stands: its tense, its days, who is there."""
