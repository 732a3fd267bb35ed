r"""**Independent inclusion**: E z^ = z and Var z^ = sum v_j^2 (1/p_j - 1), p_j = 1 - (1-q_j)^m, q_j = t_j/(1 + t_j).

Edge j is kept with probability p_j and weight w_j/p_j, independently of the others; v_j = w_j a_j. Enumerated over all
2^n subsets. p_j is the probability that m draws from q meet edge j; at m = 1 it is any probability, with odds t_j.
Where the q_j add up to 1, the variance is at most that of m draws plus z^2/m. Water-filling keeps exactly u edges on
average.
"""

import itertools
from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_covariance, inclusion_probabilities, power_sum


def inclusion_moment(v: Any, t: Any, r: int) -> Any:
    """Mean of the r-th power of the estimate over all subsets."""
    v, t = np.asarray(v, dtype=np.float64), np.asarray(t, dtype=np.float64)
    p, mean = t / (1.0 + t), 0.0
    for kept in itertools.product((0.0, 1.0), repeat=v.shape[-1]):
        mask = np.array(kept)
        chance = np.prod(np.where(mask > 0, p, 1.0 - p), axis=-1)
        mean = mean + chance * np.sum(mask * v / p, axis=-1) ** r
    return mean


def ball_inclusion_moment(v: Any, t: Any, r: int) -> Any:
    """The definition as a loop over balls."""
    p, values = [x / (1 + x) for x in t], []
    for kept in itertools.product((0, 1), repeat=len(v)):
        chance = ball(1)
        for x, k in zip(p, kept, strict=True):
            chance = chance * (x if k else 1 - x)
        values.append(chance * total(k * a / x for k, a, x in zip(kept, v, p, strict=True)) ** r)
    return total(values)


def mean_kept(p: Any) -> Any:
    """Mean number of edges kept over all subsets, edge j with probability p_j."""
    p, mean = np.asarray(p, dtype=np.float64), 0.0
    for kept in itertools.product((0.0, 1.0), repeat=p.shape[-1]):
        mask = np.array(kept)
        mean = mean + np.prod(np.where(mask > 0, p, 1.0 - p), axis=-1) * mask.sum()
    return mean


def ball_mean_kept(p: Any) -> Any:
    """The definition as a loop over balls."""
    values = []
    for kept in itertools.product((0, 1), repeat=len(p)):
        chance = ball(1)
        for x, k in zip(p, kept, strict=True):
            chance = chance * (x if k else 1 - x)
        values.append(chance * sum(kept))
    return total(values)


MOMENT = Quantity("inclusion_moment", ("v", "t", "r"), inclusion_moment, ball_inclusion_moment, r"M_{{{r}}}({v},{t})")
KEPT = Quantity("mean_kept", ("p",), mean_kept, ball_mean_kept, r"\mathbb{{E}}\,n_{{{p}}}", sign="nonnegative")

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 4)),
    u=Real(0, "n", closed="right"),
    v=Vector("n", sign="nonnegative"),
    t=Vector("n", sign="positive"),
)
n, m, u, v, t = D.symbols
odds, q = (1 + t) ** m - 1, t / (1 + t)
mean, variance = power_sum(v, 1), power_sum(v**2 / odds, 1)

THEOREM = Theorem(
    name="poisson_inclusion_is_unbiased",
    title="Mean, variance and size of independent inclusion",
    id="coreset.poisson.moments",
    statement="For products v >= 0 and odds t > 0 in R^n, q = t/(1+t) and m >= 1, independent inclusion with p = 1 - "
    "(1-q)^m, of odds (1+t)^m - 1, has an estimate with mean sum v and second moment (sum v)^2 + sum v_j^2 (1/p_j - "
    "1); sum q times this variance is at most the variance of m draws from q over sum q, plus (sum v)^2/m; and "
    "inclusion in proportion to t, cut at 1, with water-filling for u in (0, n] keeps u edges on average.",
    domain=D,
    claim=Claim(
        then=[
            Relation(MOMENT.symbol(v, odds, 1), "=", mean),
            Relation(MOMENT.symbol(v, odds, 2), "=", mean**2 + variance),
            Relation(power_sum(q, 1) * variance, "<=", estimate_covariance(v, v, q, m) + mean**2 / m),
            Relation(KEPT.symbol(inclusion_probabilities(t, u)), "=", u),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.poisson"),
    notes="The dossier's q adds up to 1. 1/p_j - 1 is 1/((1+t_j)^m - 1).",
)
