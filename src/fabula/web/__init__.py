"""The face in the browser: a page on this machine alone, kept fresh while a draft is edited."""
