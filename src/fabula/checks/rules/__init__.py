"""One file a check. A file put here is found by itself; there is no list to add it to."""
