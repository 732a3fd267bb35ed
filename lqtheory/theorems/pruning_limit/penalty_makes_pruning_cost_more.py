r"""**Weights trained with an l1 penalty pay for it when they are pruned**: -g.y = lambda |y|_1 + mu |y|^2.

w is stationary for L + lambda |.|_1 + (mu/2)|.|^2, any loss L with the gradient g there, if -g = s + mu w with s_j =
lambda sign(w_j) where w_j != 0 and |s_j| <= lambda where w_j = 0. Exactly these pairs are w = soft(x), s = x - w, where
soft(x) = (x-lambda)_+ - (-x-lambda)_+: such a pair is that of x = w + s, by the last three relations. What is taken
away is y_j = e_j^2 w_j: e_j = 1 for pruned weights and 0 for the others, where e_j^2 w_j^2 = y_j^2, or any other share
of them. So the first-order term -g.y of the quadratic model (:mod:`quadratic_model_with_gradient`) is never negative,
and with it the predicted limit is never larger than without.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import entry

D = Domain(
    n=Integer(1, typical=(1, 8)),
    i=Integer(1, "n"),
    lam=Real(0, closed="left", typical=(0, 2)),
    mu=Real(0, closed="left", typical=(0, 2)),
    p=Real("lam", closed="left", typical=("lam", "lam + 4")),
    q=Real("-lam", "lam", closed="both", typical=("-lam", "lam")),
    x=Vector("n"),
    e=Vector("n"),
)
n, i, lam, mu, p, q, x, e = D.symbols
j = sp.Symbol("j", integer=True, positive=True)


def trained(t: sp.Expr) -> sp.Expr:
    """The soft threshold of a number."""
    return sp.Max(t - lam, 0) - sp.Max(-t - lam, 0)


def subgradient(t: sp.Expr) -> sp.Expr:
    """What the soft threshold takes off a number: s."""
    return t - trained(t)


weight, part = trained(entry(x, j)), entry(e, j) ** 2
gradient = -subgradient(entry(x, j)) - mu * weight
slope = -sp.Sum(gradient * part * weight, (j, 1, n))
l1 = sp.Sum(part * sp.Abs(weight), (j, 1, n))
cost = lam * l1 + mu * sp.Sum(part * weight**2, (j, 1, n))


def beyond_the_kink(n: int, lam: float, **_: float) -> dict[str, np.ndarray]:
    """Weights 1 that are pruned: without weight decay nothing else is paid."""
    return {"x": np.full(n, lam + 1.0), "e": np.ones(n)}


THEOREM = Theorem(
    name="penalty_makes_pruning_cost_more",
    title="First-order cost of pruning weights that were trained with an l1 penalty",
    id="geom.prune.model.penalty",
    statement="For lam, mu >= 0, x in R^n, w_j = soft(x_j) = (x_j-lam)_+ - (-x_j-lam)_+, s = x - w and e in R^n: "
    "|s_i| is at most lam and s_i w_i = lam |w_i|; with g = -s - mu w and y_j = e_j^2 w_j, minus the sum of g_j y_j is "
    "lam times the sum of |y_j|, plus mu times that of e_j^2 w_j^2, and at least the first of the two. For p >= lam "
    "and |q| <= lam, soft(p) = p - lam, soft(-p) = lam - p and soft(q) = 0.",
    domain=D,
    claim=Claim(
        then=[
            Relation(sp.Abs(subgradient(entry(x, i))), "<=", lam),
            Relation(subgradient(entry(x, i)) * trained(entry(x, i)), "=", lam * sp.Abs(trained(entry(x, i)))),
            Relation(slope, "=", cost),
            Relation(lam * l1, "<=", slope),
            Relation(trained(p), "=", p - lam),
            Relation(trained(-p), "=", lam - p),
            Relation(trained(q), "=", 0),
        ]
    ),
    extremal=beyond_the_kink,
    sharp_at=(
        {"n": 3, "i": 2, "lam": 0.5, "mu": 0.0, "p": 1.0, "q": -0.25},
        {"n": 1, "i": 1, "lam": 1.0, "mu": 0.0, "p": 1.5, "q": 1.0},
    ),
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="Our own: the dossier's model has no gradient.",
)
