"""Writing to the disk so that nothing is lost: whole files, locks, and clean endings."""
