"""Fabula reads a story and gives back the world it describes."""

__all__ = ["__version__"]

__version__ = "0.1.0"
