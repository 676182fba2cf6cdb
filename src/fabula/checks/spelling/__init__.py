"""English spellings: what is a word, how near two spellings are, what was meant."""
