"""Special functions of balls that are no methods of theirs: complex balls, Carlson's integrals, products of factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lqtheory.balls.numbers import ball

if TYPE_CHECKING:
    from flint import arb

__all__ = ["angle", "binomial", "carlson_d", "carlson_f", "carlson_g", "complex_ball", "product_coefficients"]


def complex_ball(real: Any, imaginary: Any) -> Any:
    """The complex ball of a real and an imaginary part.

    Parameters
    ----------
    real, imaginary : int, float or arb
        The parts.

    Returns
    -------
    flint.acb

    Examples
    --------
    >>> bool(((complex_ball(0, 1) ** 2).real + 1).contains(ball(0)))
    True
    """
    from flint import acb

    return acb(ball(real), ball(imaginary))


def _places(x: Any, y: Any, z: Any) -> tuple[Any, Any, Any]:
    return complex_ball(x, 0), complex_ball(y, 0), complex_ball(z, 0)


def carlson_f(x: Any, y: Any, z: Any) -> arb:
    """Carlson's R_F = ½ ∫_0^∞ ((t+x)(t+y)(t+z))^{-1/2} dt.

    Parameters
    ----------
    x, y, z : int, float or arb
        Nonnegative, at most one of them zero.

    Returns
    -------
    arb

    Examples
    --------
    >>> bool(carlson_f(1, 1, 1).contains(ball(1)))
    True
    """
    from flint import acb

    return acb.elliptic_rf(*_places(x, y, z)).real


def carlson_d(x: Any, y: Any, z: Any) -> arb:
    """Carlson's R_D = 3/2 ∫_0^∞ ((t+x)(t+y))^{-1/2} (t+z)^{-3/2} dt.

    Parameters
    ----------
    x, y, z : int, float or arb
        Nonnegative, z positive and at most one of the others zero.

    Returns
    -------
    arb

    Examples
    --------
    >>> bool(carlson_d(1, 1, 1).contains(ball(1)))
    True
    """
    from flint import acb

    return acb.elliptic_rd(*_places(x, y, z)).real


def carlson_g(x: Any, y: Any, z: Any) -> arb:
    """Carlson's R_G, the mean of √(x u_1² + y u_2² + z u_3²) over the unit sphere.

    Parameters
    ----------
    x, y, z : int, float or arb
        Nonnegative.

    Returns
    -------
    arb

    Examples
    --------
    >>> bool((2 * carlson_g(0, 0, 4)).contains(ball(2)))
    True
    """
    from flint import acb

    return acb.elliptic_rg(*_places(x, y, z)).real


def angle(y: Any, x: Any) -> arb:
    """The angle of the point (x, y), in (-π, π].

    Parameters
    ----------
    y, x : int, float or arb
        Coordinates.

    Returns
    -------
    arb

    Examples
    --------
    >>> round(float(4 * angle(1, 1)), 12)
    3.14159265359
    """
    from flint import arb

    return arb.atan2(ball(y), ball(x))


def binomial(n: int, k: int) -> arb:
    """The binomial coefficient, for numbers too large to write out.

    Parameters
    ----------
    n, k : int
        With 0 <= k <= n.

    Returns
    -------
    arb

    Examples
    --------
    >>> bool(binomial(5, 2).contains(ball(10)))
    True
    """
    from flint import arb

    return arb.bin_uiui(n, k)


def product_coefficients(roots: Sequence[int]) -> list[Any]:
    """Coefficients of the product of t + e, whole numbers: products of pairs, of pairs of pairs, and so on.

    Parameters
    ----------
    roots : sequence of int
        The numbers e, at least one.

    Returns
    -------
    list of flint.fmpz

    Examples
    --------
    >>> [int(c) for c in product_coefficients([1, 2, 3])]
    [6, 11, 6, 1]
    """
    from flint import fmpz_poly

    factors = [fmpz_poly([e, 1]) for e in roots]
    while len(factors) > 1:
        pairs = [a * b for a, b in zip(factors[::2], factors[1::2], strict=False)]
        factors = pairs + factors[len(factors) & ~1 :]
    return list(factors[0].coeffs())
