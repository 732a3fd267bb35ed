"""A reader who stops reading, as in ``python -m paper_figures papers | head``, is no error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

__all__ = ["close_output", "exit_with"]


def exit_with(main: Callable[[], int]) -> NoReturn:
    """Run a command line and leave with its exit code; 0 if the reader of its output has gone.

    Parameters
    ----------
    main : callable
        Returns the exit code.

    Raises
    ------
    SystemExit
        With that code.
    """
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
        code = 0
    sys.exit(code)


def close_output() -> None:
    """Send standard output nowhere from now on, so that Python, too, finds no broken pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
