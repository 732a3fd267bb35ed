"""How much may be kept: a count, a share, a number of parameters, or a tolerance."""

from __future__ import annotations

import math
import numbers
from collections.abc import Sequence
from dataclasses import dataclass

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_real

__all__ = ["Goal", "apportion", "goal_of"]


@dataclass(frozen=True)
class Goal:
    """Either a number of weights or of parameters to keep, or a tolerance, or ε and δ.

    Parameters
    ----------
    kept : int or None
        Number of weights kept, biases not counted.
    tolerance : float or None
        Error allowed, relative or absolute as the method says.
    eps, delta : float or None
        Relative error of the output, and the probability with which it may be exceeded.
    parameters : int or None
        Number of all parameters kept, for methods that remove neurons with their biases; then ``kept`` is ``None``.

    Examples
    --------
    >>> Goal(kept=10).tolerance is None
    True
    """

    kept: int | None = None
    tolerance: float | None = None
    eps: float | None = None
    delta: float | None = None
    parameters: int | None = None

    @property
    def kind(self) -> str:
        """Which of "budget", "tolerance" and "eps" was given."""
        return "eps" if self.eps is not None else "tolerance" if self.tolerance is not None else "budget"


def goal_of(
    n: int,
    n_always_kept: int,
    *,
    density: float | None = None,
    kept: int | None = None,
    parameters: int | None = None,
    tolerance: float | None = None,
    eps: float | None = None,
    delta: float = 0.05,
    largest_tolerance: float = 1.0,
    removes_biases: bool = False,
) -> Goal:
    """The one goal that was given, checked.

    Parameters
    ----------
    n : int
        Number of prunable weights.
    n_always_kept : int
        Number of biases and other parameters, which are always kept.
    density : float, optional
        Share of the weights kept, in (0, 1]; rounded to the nearest count.
    kept : int, optional
        Number of weights kept, in {0, ..., n}.
    parameters : int, optional
        Number of parameters kept, biases included.
    tolerance : float, optional
        Error allowed, in [0, ``largest_tolerance``).
    eps : float, optional
        Relative error of the output, in (0, 1].
    delta : float
        Probability with which ``eps`` may be exceeded, in (0, 1).
    largest_tolerance : float
        1 for relative tolerances, infinity for absolute ones.
    removes_biases : bool
        Whether the method removes neurons with their biases, and counts parameters itself.

    Returns
    -------
    Goal

    Raises
    ------
    InputTypeError
        If a value is not a number, or a count not an integer.
    DomainError
        If not exactly one of the five is given, or it or ``delta`` is out of range.

    Examples
    --------
    >>> goal_of(1000, 10, density=0.05)
    Goal(kept=50, tolerance=None, eps=None, delta=None, parameters=None)
    >>> goal_of(1000, 10, parameters=60).kept
    50
    """
    given = {"density": density, "kept": kept, "parameters": parameters, "tolerance": tolerance, "eps": eps}
    named = [name for name, value in given.items() if value is not None]
    if len(named) != 1:
        told = " and ".join(named) if named else "none"
        raise DomainError(
            f"exactly one of density, kept, parameters, tolerance, eps is needed, got {told} (compression); give one "
            "of them"
        )
    if eps is not None:
        error = check_real(eps, "eps", "compression", 0.0, 1.0, "right")
        return Goal(eps=error, delta=check_real(delta, "delta", "compression", 0.0, 1.0, "neither"))
    if tolerance is not None:
        return Goal(tolerance=_real("tolerance", tolerance, largest_tolerance))
    if density is not None:
        share = _real("density", density, math.inf, "(0, 1]")
        if not 0 < share <= 1:
            raise DomainError(f"density={share:g} is outside (0, 1] (compression); give the share of weights to keep")
        return Goal(kept=round(share * n))
    if kept is not None:
        count = _count("kept", kept)
        if count > n:
            raise DomainError(f"kept={count} is outside {{0,…,{n}}}, the number of prunable weights (compression)")
        return Goal(kept=count)
    count = _count("parameters", parameters)
    if removes_biases:
        return Goal(parameters=count)
    if count < n_always_kept:
        raise DomainError(
            f"parameters={count} is below the {n_always_kept} biases and other parameters that are always kept "
            f"(compression); use at least {n_always_kept}, or give kept= or density= of the weights alone"
        )
    return Goal(kept=min(count - n_always_kept, n))


def apportion(total: int, sizes: Sequence[int]) -> list[int]:
    """Split a count in proportion to sizes, exactly, by largest remainders.

    Parameters
    ----------
    total : int
        Count to split, at most the sum of the sizes.
    sizes : sequence of int
        Sizes, not all zero.

    Returns
    -------
    list of int
        Of sum ``total``, none above its size; among equal remainders the first come first.

    Examples
    --------
    >>> apportion(5, [6, 3, 1])
    [3, 2, 0]
    """
    whole = sum(sizes)
    counts = [total * size // whole for size in sizes]
    remainders = [total * size % whole for size in sizes]
    first = sorted(range(len(sizes)), key=lambda i: -remainders[i])
    for i in first[: total - sum(counts)]:
        counts[i] += 1
    return counts


def _real(name: str, value: object, below: float, limits: str = "") -> float:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise InputTypeError(f"{name}={value!r} is not a number (compression)")
    number = float(value)
    if not 0 <= number < below:
        limits = limits or ("[0, 1)" if below == 1.0 else "[0, ∞)")
        raise DomainError(f"{name}={number:g} is outside {limits} (compression); give a {name} in that range")
    return number


def _count(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise InputTypeError(f"{name}={value!r} is not an integer (compression); give a count, or density= as a share")
    if value < 0:
        raise DomainError(f"{name}={value} is negative (compression); give a count of at least 0")
    return int(value)
