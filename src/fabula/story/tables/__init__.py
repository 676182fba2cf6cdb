"""Tables of the story, one file or several tables a file; see `fabula.story.schema`.

Whoever puts a file here that declares a table (`table`, or `declared` for one that is not
read yet) has added it to every output.
"""
