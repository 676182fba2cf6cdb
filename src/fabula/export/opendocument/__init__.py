"""OpenDocument texts written back: corrections as tracked changes, remarks as annotations."""
