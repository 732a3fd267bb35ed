r"""**Gauss rules err by at most 4 q^{2J} of a share**, from below: q = (sqrt(kappa)-1)/(sqrt(kappa)+1).

kappa = 1 + L/s bounds the condition of s + lam. The mean of f(lam) = s/(s + lam) over n eigenvalues lam >= 0, the
largest L, against the Gauss rule of J nodes that J steps of Lanczos' method from a start with equal weights give. With
J nodes for J or fewer different eigenvalues the rule is exact. Not sharp; how many steps it asks for is
:mod:`gauss_error_factor`.
"""

from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector, balls
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic


def _mean(lam: Any, s: float) -> Any:
    return (s / (s + np.asarray(lam, dtype=float))).mean(axis=-1)


def _ball_mean(lam: Any, s: Any) -> Any:
    return balls.total(s / (s + a) for a in lam) / len(lam)


def _rule(lam: list[Any], s: Any, steps: int, total: Any, one: Any) -> Any:
    """S e_1'(T + s)^{-1} e_1 as a continued fraction; the recurrence of the orthogonal polynomials (Stieltjes)."""
    before, now = [0 * one] * len(lam), [one] * len(lam)
    alphas, betas, norm, previous = [], [], total(one for _ in lam), None
    for _ in range(steps):
        alphas.append(total(a * v * v for a, v in zip(lam, now, strict=True)) / norm)
        beta = 0 * one if previous is None else norm / previous
        betas.append(beta)
        later = [(a - alphas[-1]) * v - beta * u for a, v, u in zip(lam, now, before, strict=True)]
        before, now, previous, norm = now, later, norm, total(v * v for v in later)
    value = s + alphas[-1]
    for alpha, beta in zip(alphas[-2::-1], betas[:0:-1], strict=True):
        value = s + alpha - beta / value
    return s / value


def _gauss(lam: Any, s: float, J: int) -> Any:
    array = np.asarray(lam, dtype=float)
    if array.ndim > 1:
        return np.stack([_gauss(row, s, J) for row in array])
    values = array.tolist()
    return np.float64(_rule(values, s, min(J, len(set(values))), sum, 1.0))


def _ball_gauss(lam: Any, s: Any, J: int) -> Any:
    different = {a.mid().str(60, radius=False) for a in lam}
    return _rule(list(lam), s, min(J, len(different)), balls.total, balls.ball(1))


MEAN = Quantity("mean_share", ("lam", "s"), _mean, _ball_mean, r"F({lam},{s})", sign="positive")
GAUSS = Quantity(
    "gauss_share", ("lam", "s", "J"), _gauss, _ball_gauss, r"G_{{{J}}}({lam},{s})", sign="positive",
    integer_arguments=("J",),
)  # fmt: skip

D = Domain(
    n=Integer(1, typical=(1, 8)),
    J=Integer(1, typical=(1, 4)),
    s=Real(0, typical=(0.125, 4)),
    lam=Vector("n", sign="nonnegative"),
)
n, J, s, lam = D.symbols
root = sp.sqrt(1 + order_statistic(lam, 1) / s)
q = (root - 1) / (root + 1)
mean, gauss = MEAN.symbol(lam, s), GAUSS.symbol(lam, s, J)

THEOREM = Theorem(
    name="gauss_rule_error_for_shares",
    title="Error of Gauss rules for shares",
    id="geom.spec.gauss",
    statement="For n eigenvalues lam >= 0, the largest L, s > 0, kappa = 1 + L/s and q = (sqrt(kappa)-1)/"
    "(sqrt(kappa)+1): the Gauss rule of J nodes for the mean of s/(s + lam_i) is at most that mean, which it misses by "
    "at most 4 q^(2J) of it.",
    domain=D,
    claim=Claim(
        then=[
            Relation(gauss, "<=", mean),
            Relation((1 - 4 * q ** (2 * J)) * mean, "<=", gauss),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.spec.gauss"),
)
