"""How every verb ends: its exit code, or one sentence on stderr; never a traceback for what a user did."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from lqtheory.errors import LqTheoryError
from lqtheory.pipes import close_output

__all__ = ["BAD_INPUT", "INCONCLUSIVE", "INTERRUPTED", "OK", "UNEXPECTED", "Group"]

OK = 0
UNEXPECTED = 1
BAD_INPUT = 2
INCONCLUSIVE = 3
INTERRUPTED = 130

# Typer brings its own copy of click's exceptions, or uses click's, depending on its version.
_UsageProblem: Any = next(cls for cls in typer.BadParameter.__mro__ if cls.__name__ == "ClickException")


class Group(TyperGroup):
    """Command group whose verbs return exit codes and raise :class:`lqtheory.errors.LqTheoryError`."""

    def main(
        self,
        args: Any = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line; without arguments it is ``--help``."""
        words = list(sys.argv[1:] if args is None else args) or ["--help"]
        code = self._run(words, {"prog_name": prog_name, "complete_var": complete_var, **extra})
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, words: list[str], settings: dict[str, Any]) -> int:
        try:
            code = super().main(words, **settings, standalone_mode=False)
        except _UsageProblem as problem:
            context = getattr(problem, "ctx", None)
            command = context.command_path if context is not None else "lqtheory"
            _complain(f"{problem.format_message().rstrip('.')}; see `{command} --help`")
            return int(problem.exit_code)
        except typer.Abort:
            return INTERRUPTED
        return code if isinstance(code, int) else OK

    def invoke(self, ctx: Any) -> Any:
        """Run the verb and turn what goes wrong into one sentence and an exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except LqTheoryError as error:
            _complain(str(error))
            return BAD_INPUT
        except KeyboardInterrupt:
            _complain("interrupted")
            return INTERRUPTED
        except BrokenPipeError:  # the reader of a pipe has seen enough: `lqtheory list | head`
            close_output()
            return OK
        except OSError as error:
            _complain(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))
            return BAD_INPUT


def _complain(sentence: str) -> None:
    """One line on stderr, whatever line breaks a foreign error text holds."""
    print(f"lqtheory: {' '.join(sentence.split())}", file=sys.stderr)
