"""What Rich Text is made of: its words, its styles, and a scanner that follows it."""
