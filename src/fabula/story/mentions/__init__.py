"""Mentions and what links them: whom or what each word of the book means."""
