"""Who knows, believes or doubts what, how they came to it, and from whom."""
