"""A shelf read whole: many books to one data set, on all processors or a cluster.

Prints nothing. One bad book never stops the rest; a run that is killed loses at most the
books in hand, and another goes on from there.
"""
