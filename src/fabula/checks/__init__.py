"""One file a check, and the runner."""
