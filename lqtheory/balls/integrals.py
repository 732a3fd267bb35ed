"""Rigorous integrals and roots: enclosures by Gauss-Legendre quadrature with error bounds, and by bisection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lqtheory.balls.numbers import ball, hull, precision
from lqtheory.errors import DomainError

if TYPE_CHECKING:
    from flint import arb

__all__ = ["circle_constant", "integral", "least_value", "monotone_root", "newton_root", "working_bits"]

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
    """Enclosure of the root of a strictly monotone function: found by secants, verified by signs decided in balls.

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

    Raises
    ------
    DomainError
        If the function has the same sign at both ends.

    Notes
    -----
    About fifteen evaluations at 128 bits for a smooth function, where halving takes one for each bit.

    Examples
    --------
    >>> bool(monotone_root(lambda t: t * t - 2, 1, 2).overlaps(ball(2).sqrt()))
    True
    """
    low, high = ball(low), ball(high)
    last, first = function(high), function(low)
    if not (last > 0 or last < 0 or first > 0 or first < 0):
        return low.union(high)
    if (last > 0 and first > 0) or (last < 0 and first < 0):
        raise DomainError(f"the function has the same sign at {low.str(6)} and at {high.str(6)} (monotone_root)")
    rising = bool(last > 0 or first < 0)

    def side(x: arb) -> int:
        """-1 below the root, 1 above it, 0 if undecided."""
        here = function(x)
        return 0 if not (here > 0 or here < 0) else 1 if bool(here > 0) == rising else -1

    root, left, right = _near_root(function, low, high, rising)
    spread = abs(root) * ball(2) ** (4 - working_bits())
    while True:
        below, above = (root - spread).mid().max(left), (root + spread).mid().min(right)
        if (below == left or side(below) < 0) and (above == right or side(above) > 0):
            break
        if below == left and above == right:
            break
        spread = spread * 4 if spread > 0 else right - left
    return below.union(above)


def _sharpened(function: Callable[[arb], tuple[arb, ...]], guess: float, bits: int) -> arb:
    """A root found in floats, by Newton's method with twice the digits in each step; exact, and not verified."""
    x, reached = ball(guess), 40
    while reached < bits:
        reached *= 2
        with precision(min(reached, bits) + 30):
            value, slope, *_ = function(x)
            moved = (x - value / slope).mid()
        if not moved.is_finite():
            break
        x = moved
    return x


def least_value(
    function: Callable[[arb], tuple[arb, arb, arb]],
    guess: float,
    rate: arb,
    slope: Callable[[arb], arb] | None = None,
    bits: int | None = None,
) -> arb:
    """Enclosure of the least value of a strongly convex function, from a minimiser that is right to half the digits.

    Parameters
    ----------
    function : callable
        From balls to balls of f, of its slope, and of J, for J' = -2f.
    guess : float
        Root of f, right to about 40 binary digits; exactness matters for the width alone.
    rate : arb
        Above 0, with f' <= -rate everywhere.
    slope : callable, optional
        The slope alone, holding f' all over a ball, where that is quicker; by default taken from ``function``.
    bits : int, optional
        Relative accuracy that is good enough, by default the working precision.

    Returns
    -------
    arb
        J(x) + f(x)²/f', f' anywhere between x and the root of f, which is no further than |f(x)|/rate: for dJ is
        d(f²)/f'. Where the slope varies too much there, between J(x) - f(x)²/rate and J(x) for a better x.

    Examples
    --------
    >>> bool(least_value(lambda t: (1 - t, ball(-1), t * t - 2 * t), 0.999999999999, ball(1)).contains(ball(-1)))
    True
    """
    enough = ball(2) ** -(working_bits() if bits is None else bits)
    x = ball(guess)
    value, _, least = function(x)
    reach = (value / rate).abs_upper()
    if reach < abs(x) * ball(2) ** -32:
        with precision(64):
            around = x + hull(-reach, reach)
            steep = function(around)[1] if slope is None else slope(around)
        less = value * value / steep
        if steep < 0 and less.rad() < abs(least) * enough:
            return least + less
    x = _sharpened(function, guess, working_bits() // 2 + 16)
    for _ in range(4):
        value, steep, least = function(x)
        below = (value * value / rate).abs_upper()
        if not below > abs(least) * enough:
            break
        x = (x - value / steep).mid()
    return least - hull(0, below)


def newton_root(function: Callable[[arb], tuple[arb, ...]], guess: float) -> arb | None:
    """Enclosure of a root by Newton's operator, which holds the only root in an interval that it maps into itself.

    Parameters
    ----------
    function : callable
        From balls to balls of the value and of the slope, the slope holding the derivative all over a ball.
    guess : float
        Right to about 40 binary digits.

    Returns
    -------
    arb or None
        Contains the root; ``None`` where no interval around the guess is mapped into itself.

    Notes
    -----
    At 128 bits one step with half the digits, one value with all of them, and one slope.

    Examples
    --------
    >>> root = newton_root(lambda t: (t * t - 2, 2 * t), 1.4142135623731)
    >>> root is not None and bool(root.overlaps(ball(2).sqrt()))
    True
    """
    bits = working_bits()
    half = bits // 2 + 8
    x = _sharpened(function, guess, half)
    value, spread = function(x)[0], ball(2) ** (8 - half)
    for _ in range(4):
        around = x + abs(x) * hull(-spread, spread)
        with precision(half + 30):
            slope = function(around)[1]
        found = x - value / slope
        if around.contains_interior(found):
            return found
        spread = spread * 256
    return None


def _near_root(function: Callable[[arb], arb], low: arb, high: arb, rising: bool) -> tuple[arb, arb, arb]:
    """An exact number near the root and a bracket with decided signs, by secants (Illinois) and halving in turn."""
    left, right, value_left, value_right, x = low, high, None, None, high
    bits, above = working_bits(), None
    for step in range(4 * bits):
        x = _between(left, right)
        if value_left is not None and value_right is not None and step % 4 != 3:
            secant = ((left * value_right - right * value_left) / (value_right - value_left)).mid()
            if min(abs(secant - left), abs(secant - right)) < abs(secant) * ball(2) ** (3 - bits):
                return secant, left, right
            x = secant if secant > left and secant < right else x
        here = function(x)
        if not (here > 0 or here < 0):
            break
        again, above = above is (bool(here > 0) == rising), bool(here > 0) == rising
        if above:
            moved, right, value_right = right - x, x, here.mid()
            value_left = value_left / 2 if again and value_left is not None else value_left
        else:
            moved, left, value_left = x - left, x, here.mid()
            value_right = value_right / 2 if again and value_right is not None else value_right
        if moved < abs(x) * ball(2) ** (3 - bits) or right - left < abs(x) * ball(2) ** (5 - bits):
            break
    return x, left, right


def _between(left: arb, right: arb) -> arb:
    """The middle, of logarithms where the ends are far apart."""
    return ((left * right).sqrt() if left > 0 and right > 8 * left else (left + right) / 2).mid()
