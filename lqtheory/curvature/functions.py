"""Functions of eigenvalues whose means are wanted, with what quadrature must know of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lqtheory.errors import DomainError

__all__ = [
    "SpectralFunction",
    "absolute_resolvent",
    "clipped_resolvent",
    "identity",
    "resolvent",
    "share_below",
]


@dataclass(frozen=True)
class SpectralFunction:
    """A function f of eigenvalues λ.

    Parameters
    ----------
    name : str
        For readers.
    values : callable
        f of an array of eigenvalues; -inf and inf give the limits.
    peak : float
        f is nondecreasing below and nonincreasing above it; -inf if it is nonincreasing everywhere, NaN if neither.
    pole : float
        f is nonincreasing and smooth above it alone; -inf if there is no pole.
    monotone_from : float
        f is completely monotone on (this, inf): derivatives of all orders alternate. NaN if it is not on [0, inf).
    is_even : bool
        f(λ) depends on |λ|, and is completely monotone in μ = λ² for μ > 0.
    rate : float
        L with ‖f(A) - f(B)‖ <= L ‖A - B‖ for A, B ⪰ 0; NaN if there is none or it is unknown.

    Examples
    --------
    >>> resolvent(2.0).values(np.array([0.0, 2.0])).tolist()
    [1.0, 0.5]
    """

    name: str
    values: Callable[[np.ndarray], np.ndarray]
    peak: float = math.nan
    pole: float = -math.inf
    monotone_from: float = math.nan
    is_even: bool = False
    rate: float = math.nan

    def of_squares(self, squares: np.ndarray) -> np.ndarray:
        """f(√μ), for nodes μ of a square that rounding may have made negative."""
        return self.values(np.sqrt(np.maximum(squares, 0.0)))


def _share(lam: np.ndarray, s: float, power: int) -> np.ndarray:
    return (1.0 / (1.0 + lam / s)) ** power


def _checked(s: float, power: int, where: str) -> tuple[float, int]:
    if not (isinstance(s, (int, float, np.floating)) and 0 < s < math.inf):
        raise DomainError(f"s={s!r} is not a positive finite number ({where})")
    if isinstance(power, bool) or not isinstance(power, int) or power < 1:
        raise DomainError(f"power={power!r} is not a count of at least 1 ({where})")
    return float(s), power


def resolvent(s: float, power: int = 1) -> SpectralFunction:
    """(s/(s + λ))^power, for spectra above -s.

    Parameters
    ----------
    s : float
        Positive.
    power : int
        At least 1.

    Returns
    -------
    SpectralFunction
        Completely monotone on (-s, ∞).

    Raises
    ------
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.prune.published, geom.prune.slice.

    Examples
    --------
    >>> resolvent(1.0, 2).values(np.array([1.0])).tolist()
    [0.25]
    """
    s, power = _checked(s, power, "resolvent")
    name = f"(s/(s+λ))^{power}, s={s:g}"
    return SpectralFunction(name, lambda lam: _share(lam, s, power), math.nan, -s, -s, False, power / s)


def clipped_resolvent(s: float, power: int = 1) -> SpectralFunction:
    """(s/(s + max(λ, 0)))^power: every negative direction counts as flat.

    Parameters
    ----------
    s : float
        Positive.
    power : int
        At least 1.

    Returns
    -------
    SpectralFunction
        Nonincreasing on R.

    Raises
    ------
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.prune.negative.

    Examples
    --------
    >>> clipped_resolvent(1.0).values(np.array([-1.0, 1.0])).tolist()
    [1.0, 0.5]
    """
    s, power = _checked(s, power, "clipped_resolvent")
    name = f"(s/(s+max(λ,0)))^{power}, s={s:g}"
    return SpectralFunction(
        name, lambda lam: _share(np.maximum(lam, 0.0), s, power), -math.inf, -math.inf, 0.0, False, power / s
    )


def absolute_resolvent(s: float, power: int = 1) -> SpectralFunction:
    """(s/(s + |λ|))^power: a negative direction counts as if it were positive.

    Parameters
    ----------
    s : float
        Positive.
    power : int
        At least 1.

    Returns
    -------
    SpectralFunction
        Completely monotone in λ², so that a run on the square gives a bracket.

    Raises
    ------
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.prune.negative.

    Examples
    --------
    >>> absolute_resolvent(1.0).values(np.array([-1.0, 1.0])).tolist()
    [0.5, 0.5]
    """
    s, power = _checked(s, power, "absolute_resolvent")
    name = f"(s/(s+|λ|))^{power}, s={s:g}"
    return SpectralFunction(name, lambda lam: _share(np.abs(lam), s, power), 0.0, -math.inf, 0.0, True, power / s)


def share_below(bound: float) -> SpectralFunction:
    """1 for λ < bound and 0 elsewhere: its mean is the share of eigenvalues below.

    Parameters
    ----------
    bound : float
        Any.

    Returns
    -------
    SpectralFunction
        Nonincreasing.

    Examples
    --------
    >>> share_below(0.0).values(np.array([-1.0, 0.0])).tolist()
    [1.0, 0.0]
    """
    return SpectralFunction(f"λ < {bound:g}", lambda lam: (lam < bound).astype(np.float64), -math.inf)


def identity() -> SpectralFunction:
    """f(λ) = λ: its mean is tr A/D, and a Gauss rule gives vᵀAv exactly.

    Returns
    -------
    SpectralFunction

    Examples
    --------
    >>> identity().values(np.array([2.0])).tolist()
    [2.0]
    """
    return SpectralFunction("λ", lambda lam: np.asarray(lam, dtype=np.float64), rate=1.0)
