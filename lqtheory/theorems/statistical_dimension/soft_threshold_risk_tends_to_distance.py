r"""**Soft thresholding of a sparse vector at low noise**: E|eta(x + sigma g) - x|^2/sigma^2 -> J(t) as sigma -> 0.

eta thresholds at sigma t, J(t) = k(1+t^2) + (n-k) E(|g|-t)_+^2 is the mean squared distance of g to t df, f the l_1
norm at x with k nonzero entries. The risk is at most J(t) for every sigma, and J(t) less it at most k (2+t^2) Q(z/sigma
- t), z the smallest nonzero magnitude: the supremum over sigma is J(t), attained in the limit at a Gaussian rate. For
one coordinate: :mod:`soft_threshold_risk_at_most_limit`.
"""

from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector, balls
from lqtheory.balls.integrals import circle_constant
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic

D = Domain(
    n=Integer(1, typical=(1, 5)),
    k=Integer(1, "n"),
    sigma=Real(0, typical=(0.05, 2)),
    t=Real(0, typical=(0.05, 3)),
    x=Vector("n", nonzeros="k"),
)
n, k, sigma, t, x = D.symbols


def risk(x: Any, sigma: float, t: float) -> Any:
    """Sum over the entries of 1 + t² less E (2 + t² - y²) over |y| < t, y = x_i/σ + g."""
    from scipy.special import ndtr

    sigma, t = float(sigma), float(t)
    mu = np.abs(np.asarray(x, dtype=np.float64)) / sigma
    near, far = (np.exp(-0.5 * (t + sign * mu) ** 2) / np.sqrt(2 * np.pi) for sign in (-1, 1))
    inside = ndtr(t - mu) - ndtr(-t - mu)
    return np.sum(1 + t**2 - (1 + t**2 - mu**2) * inside - (t - mu) * far - (t + mu) * near, axis=-1)


def ball_risk(x: list[Any], sigma: Any, t: Any) -> Any:
    """The same sum in balls."""
    root, parts = balls.ball(2).sqrt(), []
    normal = 1 / (2 * circle_constant()).sqrt()
    for value in x:
        mu = abs(value) / sigma
        near, far = (normal * (-((t + sign * mu) ** 2) / 2).exp() for sign in (-1, 1))
        inside = (((t - mu) / root).erf() + ((t + mu) / root).erf()) / 2
        parts.append(1 + t * t - (1 + t * t - mu * mu) * inside - (t - mu) * far - (t + mu) * near)
    return balls.total(parts)


value = Quantity(
    "soft_threshold_risk",
    ("x", "sigma", "t"),
    risk,
    ball_risk,
    r"\mathbb{{E}}\|\eta_{{{sigma}{t}}}({x}+{sigma}g)-{x}\|^2/{sigma}^2",
    "geom.descent.oh",
    sign="nonnegative",
).symbol(x, sigma, t)


def tail(u: sp.Expr) -> sp.Expr:
    """Q(u)."""
    return sp.erfc(u / sp.sqrt(2)) / 2


smallest = order_statistic(x, k)
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
inactive = 2 * ((1 + t**2) * tail(t) - t * density)
limit = k * (1 + t**2) + (n - k) * inactive

THEOREM = Theorem(
    name="soft_threshold_risk_tends_to_distance",
    title="Soft thresholding at low noise",
    id="geom.descent.oh",
    statement="For x in R^n with at most k >= 1 nonzero entries, z its k-th largest magnitude, sigma > 0 and t > 0, "
    "the risk of soft thresholding x + sigma g at sigma t over sigma^2 is at most J(t) = k(1+t^2) + (n-k) "
    "E(|g|-t)_+^2 and at least J(t) - k (2+t^2) Q(z/sigma - t).",
    domain=D,
    claim=Claim(
        then=[
            Relation(value, "<=", limit),
            Relation(limit - k * (2 + t**2) * tail(smallest / sigma - t), "<=", value),
        ],
    ),
    source=Source("oymak_hassibi_2016", "main theorem on the worst-case risk"),
    provenance="recalled",
    notes="The source speaks of proximal operators of convex functions; this is the l_1 norm, with a rate.",
)
