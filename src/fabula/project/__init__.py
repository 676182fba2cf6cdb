"""The writer's folder: settings, names and words in ``fabula.toml``, answers in ``fabula.stet``."""
