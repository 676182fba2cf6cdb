"""Word documents written back: corrections as tracked changes, remarks as comments."""
