"""``python -m fabula``: the same as the ``fabula`` command."""

from fabula.cli.main import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
