r"""**Independent inclusion**: E z^ = z and Var z^ = sum v_j^2 (1/p_j - 1), with p_j = t_j/(1 + t_j).

Edge j is kept with probability p_j and weight w_j/p_j, independently of the others; v_j = w_j a_j. Enumerated over all
2^n subsets. 1/p_j - 1 = 1/t_j. Equalities.
"""

import itertools
from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum


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


MOMENT = Quantity("inclusion_moment", ("v", "t", "r"), inclusion_moment, ball_inclusion_moment, r"M_{{{r}}}({v},{t})")

D = Domain(n=Integer(1, typical=(1, 5)), v=Vector("n", sign="nonnegative"), t=Vector("n", sign="positive"))
n, v, t = D.symbols

THEOREM = Theorem(
    name="poisson_inclusion_is_unbiased",
    title="Mean and variance of independent inclusion",
    id="coreset.poisson.moments",
    statement="For products v >= 0 and odds t > 0 in R^n, independent inclusion with p_j = t_j/(1+t_j) has an estimate "
    "with mean sum v and second moment (sum v)^2 + sum v_j^2/t_j.",
    domain=D,
    claim=Claim(
        then=[
            Relation(MOMENT.symbol(v, t, 1), "=", power_sum(v, 1)),
            Relation(MOMENT.symbol(v, t, 2), "=", power_sum(v, 1) ** 2 + power_sum(v**2 / t, 1)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.poisson"),
)
