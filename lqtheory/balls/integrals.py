"""Rigorous integrals and roots: enclosures by Gauss-Legendre quadrature with error bounds, and by bisection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lqtheory.balls.numbers import ball

if TYPE_CHECKING:
    from flint import arb

__all__ = ["circle_constant", "integral", "monotone_root", "working_bits"]

#: Evaluations of an integrand before the enclosure is left as wide as it is.
EVALUATIONS = 4_000


def working_bits() -> int:
    """Binary digits of the current working precision."""
    from flint import ctx

    return int(ctx.prec)


def circle_constant() -> arb:
    """The number π."""
    from flint import arb

    return arb.pi()


def integral(
    function: Callable[[Any, bool], Any], low: Any, high: Any, error: Any = 0, evaluations: int = EVALUATIONS
) -> arb:
    """Enclosure of a real integral.

    Parameters
    ----------
    function : callable
        ``function(t, analytic)`` of a complex ball, made of operations that are analytic wherever they are finite
        (sums, products, integer powers, exp, erf); roots and logarithms are told ``analytic``.
    low, high : int, float or arb
        Ends of the interval.
    error : int, float or arb
        Absolute error that is good enough; 0 asks for all bits relative to what has been summed so far, which wastes
        the evaluations where the integrand is tiny at the lower end.
    evaluations : int
        Evaluations before the enclosure is left as wide as it is.

    Returns
    -------
    arb
        Contains the integral, whatever the number of evaluations.

    Examples
    --------
    >>> bool(integral(lambda t, _: t.exp(), 0, 1).contains(ball(1).exp() - 1))
    True
    """
    from flint import acb

    ends = acb(ball(low)), acb(ball(high))
    value = acb.integral(function, *ends, abs_tol=ball(error), eval_limit=evaluations)
    return value.real


def monotone_root(function: Callable[[arb], arb], low: Any, high: Any) -> arb:
    """Enclosure of the root of a strictly monotone function, by bisection with signs decided in balls.

    Parameters
    ----------
    function : callable
        From balls to balls; of different signs at the ends.
    low, high : int, float or arb
        Ends of the interval.

    Returns
    -------
    arb
        Contains the root.

    Examples
    --------
    >>> bool(monotone_root(lambda t: t * t - 2, 1, 2).overlaps(ball(2).sqrt()))
    True
    """
    low, high = ball(low), ball(high)
    rising = bool(function(high) > 0)
    for _ in range(2 * working_bits()):
        middle = ((low + high) / 2).mid()
        here = function(middle)
        if not (here > 0 or here < 0):
            break
        if bool(here > 0) == rising:
            high = middle
        else:
            low = middle
    return low.union(high)
