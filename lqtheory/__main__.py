"""``python -m lqtheory`` is the command ``lqtheory``."""

from lqtheory.cli import main

if __name__ == "__main__":
    main()
