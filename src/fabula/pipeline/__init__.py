"""What every face calls: load, read to a depth, check, correct, let stand.

Prints nothing, and knows no face: progress is told to a function, errors and problems
carry codes, and everything that is returned is plain data.
"""
