"""The command ``lqtheory``: list, show, eval, check, replay, explore, profile, compress, limit, report, new.

Exit codes: 0 every verdict is the expected one, 1 one is not, 2 usage or bad input, 3 nothing is shown (about a file
of one's own, or under ``--strict``), 130 interrupted. Results go to stdout; progress and errors, one sentence each, to
stderr.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable

import typer

from lqtheory.cli import browse, calculator, checking, compressing, exploring, limiting, profiling, replaying, writing
from lqtheory.cli.group import Group

__all__ = ["app", "main"]

app = typer.Typer(
    cls=Group,
    name="lqtheory",
    help="Theory verification for neural-network compression: theorems are values, checks turn them into evidence.",
    epilog="Exit codes: 0 every verdict as expected, 1 one is not, 2 bad input, 3 nothing is shown about a file of "
    "one's own, or anything under --strict.",
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_VERBS: dict[str, Callable[..., int]] = {
    "list": browse.list_theorems,
    "show": browse.show,
    "eval": calculator.evaluate,
    "check": checking.check,
    "replay": replaying.replay,
    "explore": exploring.explore,
    "profile": profiling.profile,
    "compress": compressing.compress,
    "limit": limiting.limit,
    "report": writing.report,
    "new": writing.new,
}
for _name, _verb in _VERBS.items():
    # The help of a verb is its docstring without the sections for readers of the code.
    app.command(_name, help=inspect.cleandoc(_verb.__doc__ or "").partition("\nParameters\n")[0])(_verb)


def main() -> None:
    """Run the command with the arguments of the process, and exit."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that cannot show ∈ shows ?, instead of ending in an error
    app(prog_name="lqtheory")
