"""The record of a quantity: something measurable on an instance, in several arithmetics at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lqtheory.errors import DomainError

__all__ = ["Quantity"]

SIGNS = ("positive", "nonnegative", "real")


@dataclass(frozen=True)
class Quantity:
    r"""Something measurable on an instance, declared once for arrays, balls and symbols.

    Parameters
    ----------
    name : str
        Identifier, the name of the array function.
    arguments : tuple of str
        Argument names in order, in the letters of the notation table (``("x", "k", "p")``).
    array : callable
        Array version: batched over leading axes, ``(..., n) -> (...)``; NumPy and torch.
    ball : callable or None
        Ball version, the independent reference: vectors are lists of balls, integers are ``int``, other
        numbers are balls (``p = inf`` arrives as the ball ``inf``). ``None`` marks a quantity that is only estimated.
    latex : str
        Format string with one field per argument, e.g. ``r"\sigma_{{{k}}}({x})_{{{p}}}"``.
    id : str
        Dossier ID, e.g. ``"lq.sigma"``; empty for a quantity of somebody's own.
    sign : {"positive", "nonnegative", "real"}
        What is known of the sign of every value.
    positive_if_nonzero : bool
        Whether the value is positive when the first argument is a nonzero vector.
    integer : bool
        Whether every value is an integer.
    vector : bool
        Whether the value is a vector rather than a number.
    integer_arguments : tuple of str
        Names among ``arguments`` that are counts; they arrive as ``int`` in every arithmetic.
    heuristic : bool
        Whether no theorem stands behind the value (a formal expansion, an observed approximation). It is labelled so
        wherever it is shown, and its documentation begins with the word "Heuristic".

    Raises
    ------
    DomainError
        If the name is not an identifier or the sign is not one of the three.

    Examples
    --------
    >>> import numpy as np
    >>> peak = Quantity("peak", ("x",), array=lambda x: np.abs(x).max(-1), latex=r"\max|{x}|")
    >>> float(peak(np.array([1.0, -3.0])))
    3.0
    """

    name: str
    arguments: tuple[str, ...]
    array: Callable[..., Any]
    ball: Callable[..., Any] | None = None
    latex: str = ""
    id: str = ""
    sign: str = "real"
    positive_if_nonzero: bool = False
    integer: bool = False
    vector: bool = False
    integer_arguments: tuple[str, ...] = ("n", "k", "m", "i", "j", "r", "d")
    heuristic: bool = False

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise DomainError(f"name={self.name!r} is not an identifier (Quantity)")
        if self.sign not in SIGNS:
            raise DomainError(f"sign={self.sign!r} is not one of {SIGNS} (quantity {self.name})")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Value of the array version."""
        return self.array(*args, **kwargs)

    @cached_property
    def symbol(self) -> Any:
        """SymPy function head of this quantity, to write claims with."""
        from lqtheory.symbols import head_of

        return head_of(self)
