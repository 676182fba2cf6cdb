"""Who is who by name: personal names, the people who bear them, the cast."""
