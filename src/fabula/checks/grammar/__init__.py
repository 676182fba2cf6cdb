"""Grammar that several checks ask about: faults, what mends them, and what only looks like one."""
