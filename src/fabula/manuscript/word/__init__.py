"""What a Word document is made of: its styles, its numbers, its body, the files within it."""
