"""Dialogue as the checks see it: quotations with their tags, and who speaks dialect."""
