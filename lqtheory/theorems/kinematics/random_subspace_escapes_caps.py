r"""**Escape through a mesh**: a random subspace misses S with probability at least 1 - exp(-(lambda_m - w)^2/2).

Gordon's theorem, for every closed subset S of the sphere with Gaussian width w < lambda_m = E|g_m|. Decided exactly for
one cap of angle i pi/32, and for two opposite caps: no convexity is needed. Not sharp.
"""

from dataclasses import dataclass
from math import cos, pi
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.balls.integrals import circle_constant, integral
from lqtheory.quantities.reference.concentration import ball_escape_probability
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

D = Domain(d=Integer(2, typical=(2, 12)), m=Integer(1, "d"), i=Integer(1, 15), c=Integer(1, 2))
#: Absolute error of the integrals.
ERROR = 2.0**-200


def escapes(rng: np.random.Generator, size: int, d: int, m: int, i: int, c: int) -> np.ndarray:
    """Whether a random axis is farther than the angle from the subspace without the first m coordinates."""
    squares = rng.standard_normal((size, d)) ** 2
    return squares[:, m:].sum(axis=1) < cos(i * pi / 32) ** 2 * squares.sum(axis=1)


def _power(base: Any, exponent: int) -> Any:
    """Products, which are analytic at 0."""
    value = base * 0 + 1
    for _ in range(exponent):
        value *= base
    return value


def cap_width(d: int, i: int, c: int) -> Any:
    """Ball of the Gaussian width E|g| E cos((beta - alpha)_+), beta the angle between g and the (nearest) axis."""
    alpha, end = circle_constant() * i / 32, circle_constant() / c
    inside = integral(lambda t, _: _power(t.sin(), d - 2), 0, alpha, ERROR)
    outside = integral(lambda t, _: _power(t.sin(), d - 2) * (t - alpha).cos(), alpha, end, ERROR)
    return ball_chi_mean(d) * (inside + outside) / integral(lambda t, _: _power(t.sin(), d - 2), 0, end, ERROR)


def exact_probability(d: int, m: int, i: int, c: int) -> Any:
    """The angle of a random axis to the subspace has the density cos^{d-m-1} sin^{m-1} up to a factor."""
    if m == d:
        return balls.ball(1)
    alpha, end = circle_constant() * i / 32, circle_constant() / 2

    def density(t: Any, _: bool) -> Any:
        return _power(t.cos(), d - m - 1) * _power(t.sin(), m - 1)

    return integral(density, alpha, end, ERROR) / integral(density, 0, end, ERROR)


@dataclass(frozen=True)
class GordonBound:
    """1 - exp(-(lambda_m - w)^2/2), or 0; an object, whose text is the same in every process."""

    def __call__(self, d: int, m: int, i: int, c: int, **_: Any) -> Any:
        """Its value, a ball."""
        return ball_escape_probability(m, cap_width(d, i, c))


THEOREM = Theorem(
    name="random_subspace_escapes_caps",
    title="Escape through a mesh",
    id="geom.kin.gordon",
    statement="A random subspace of R^d of codimension m, 1 <= m <= d, misses c = 1 cap, or c = 2 opposite caps, of "
    "the sphere of angle i pi/32 with probability at least 1 - exp(-(lambda_m - w)^2/2) if their width w is below "
    "lambda_m.",
    domain=D,
    claim=Probability(
        escapes, ">=", GordonBound(), exact=exact_probability, text="P(L misses S) >= 1 - exp(-(lm - w)^2/2)"
    ),
    box={"d": (2, 8), "i": (1, 15), "c": (1, 2)},
    source=Source("gordon_1988", "Corollary 1.2 with Gaussian concentration"),
    provenance="reproved",
    notes="Constants recalled. For every closed S it is the theorem random_subspace_escapes_sets; here it is decided "
    "exactly for caps.",
)
