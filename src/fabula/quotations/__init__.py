"""Where words are quoted and who the words beside them say speaks; no model."""
