"""The kinds of corrected copies: one file each."""
