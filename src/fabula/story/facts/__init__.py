"""What is said of people and what happens: attributes, relations, events, days."""
