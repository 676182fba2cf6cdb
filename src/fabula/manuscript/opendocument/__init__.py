"""What an OpenDocument text is made of: its styles, its numbers, its body."""
