"""What a story leaves standing: seats taken, things handed over, doors locked, skies, clocks.

Each module reads the passages of one kind that a check has to set against each other.
"""
