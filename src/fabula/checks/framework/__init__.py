"""What a check is, what it may see and say, and how all of them are run and proved."""
