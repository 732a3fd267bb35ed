r"""**A diagonal quadratic with an l1 penalty: minimiser, and what pruning it costs**, lambda |y|_1 + |sqrt(h) y|^2/2.

L(v) is half of sum h_j (v_j - c_j)^2 with curvatures h = exp(eta) > 0. With lambda |v|_1 + (mu/2)|v|^2 added, the least
point w is the soft threshold of h c over h + mu, and the sum grows at least like half of sum (h_j + mu)(v_j - w_j)^2
around it; exactly so where v has the signs of w. Taking y_j = e_j^2 w_j away, e_j = 1 for pruned weights and 0 for the
others, raises L by lambda |y|_1 + half of sum h_j y_j^2 + mu sum e_j^2 w_j^2, the last of which is mu |y|^2 for a mask.
The quadratic form alone misses the first and the last (:mod:`penalty_makes_pruning_cost_more` for any loss).
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import entry

D = Domain(
    n=Integer(1, typical=(1, 6)),
    lam=Real(0, closed="left", typical=(0, 2)),
    mu=Real(0, closed="left", typical=(0, 2)),
    eta=Vector("n"),
    c=Vector("n"),
    v=Vector("n"),
    e=Vector("n"),
)
n, lam, mu, eta, c, v, e = D.symbols
j = sp.Symbol("j", integer=True, positive=True)


def minimiser(h: sp.Expr, t: sp.Expr) -> sp.Expr:
    """One entry of w, for the curvature h and the centre t."""
    return (sp.Max(h * t - lam, 0) - sp.Max(-h * t - lam, 0)) / (h + mu)


def loss(h: sp.Expr, t: sp.Expr, q: sp.Expr) -> sp.Expr:
    """One term of L at q."""
    return h * (q - t) ** 2 / 2


def penalised(h: sp.Expr, t: sp.Expr, q: sp.Expr) -> sp.Expr:
    """One term of the loss with its penalties at q."""
    return loss(h, t, q) + lam * sp.Abs(q) + mu * q**2 / 2


def total(term: sp.Expr) -> sp.Expr:
    """Over all weights."""
    return sp.Sum(term, (j, 1, n))


curvature, centre, other, share = sp.exp(entry(eta, j)), entry(c, j), entry(v, j), entry(e, j) ** 2
weight = minimiser(curvature, centre)
least, elsewhere = (total(penalised(curvature, centre, q)) for q in (weight, other))
around = total((curvature + mu) * (other - weight) ** 2) / 2
raised = total(loss(curvature, centre, weight - share * weight)) - total(loss(curvature, centre, weight))
form = total(curvature * (share * weight) ** 2) / 2
first_order = lam * total(share * sp.Abs(weight)) + mu * total(share * weight**2)


def same_signs(n: int, lam: float, mu: float) -> dict[str, np.ndarray]:
    """A point on the side of the minimiser, where the penalty is linear in between."""
    return {"eta": np.zeros(n), "c": np.full(n, lam + 1.0), "v": np.full(n, 3.0), "e": np.ones(n)}


THEOREM = Theorem(
    name="pruning_at_soft_threshold",
    title="Pruning the minimiser of a diagonal quadratic with an l1 penalty",
    id="geom.prune.model.soft",
    statement="For lam, mu >= 0, eta, c, v, e in R^n, h = exp(eta), L(v) half the sum of h_j (v_j-c_j)^2, F(v) = L(v) "
    "+ lam |v|_1 + mu |v|^2/2 and w_j = ((h_j c_j-lam)_+ - (-h_j c_j-lam)_+)/(h_j+mu): F(w) + half the sum of "
    "(h_j+mu)(v_j-w_j)^2 is at most F(v); and with y_j = e_j^2 w_j, L(w-y) - L(w) is half the sum of h_j y_j^2, plus "
    "lam times that of |y_j|, plus mu times that of e_j^2 w_j^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(least + around, "<=", elsewhere),
            Relation(raised, "=", form + first_order),
        ]
    ),
    extremal=same_signs,
    sharp_at=({"n": 3, "lam": 0.5, "mu": 1.0}, {"n": 1, "lam": 2.0, "mu": 0.0}),
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="Our own: the dossier's model has no penalty.",
)
