"""Files in, manuscripts out: plain text, shape, and the way back to the source."""
