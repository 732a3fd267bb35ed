"""Outcome by outcome: the energy in the cone is at most each distance, and the distance is strongly convex in t."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.descent_dimension_at_most_distance import (
    THEOREM,
    D,
    energy,
    tau,
    total,
    variance,
)

W, t = D.symbols
v = sp.Symbol("v", real=True)
below, unique, first, share, second = THEOREM.relations
spread = variance(W, tau)
most = 1 + (total - energy) / energy

PROOF = Proof(
    "descent_dimension_at_most_distance",
    steps=[
        Step(
            "below",
            below,
            cited(
                Source("rudin_1976", "Theorem 6.12 (b)"),
                "integrals keep the order |P g|^2 <= |g - t s|^2 (descent_energy_at_most_distance), s the subgradient "
                "for which the right side is dist^2(g, t df)",
                ("descent_energy_at_most_distance",),
            ),
        ),
        Step(
            "unique",
            unique,
            cited(
                Source("rudin_1976", "Theorem 6.12 (b)"),
                "integrals keep the order: (h - t w)_+^2 lies above its tangent at tau, whose slope -2 w (h - tau w)_+ "
                "adds up to -2 e tau in the mean, and e t^2 is e tau^2 + 2 e tau (t-tau) + e (t-tau)^2",
            ),
        ),
        Step(
            "first",
            first,
            cited(
                Source("rockafellar_1970", "Theorems 23.7 and 31.5 (Moreau), with the order of integrals"),
                "the polar of the descent cone is the cone over df, so that delta is the mean of the least distance "
                "over all t, to which descent_distance_is_strongly_convex applies; at the threshold of the mean the "
                "slope has the mean 0 and the second moment 4 e + 4 Var",
                ("descent_distance_is_strongly_convex",),
            ),
        ),
        Step(
            "poincare",
            Relation(spread, "<=", total - energy),
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 3.20 (Gaussian Poincare inequality)"),
                "norms of blocks and singular values are 1-Lipschitz functions of what is inactive, singular values "
                "also all together (Mirsky), so that sum w_j (h_j - tau w_j)_+ is Lipschitz with the square root of "
                "sum w_j^2",
            ),
        ),
        Step("wider", Relation(first.rhs, "<=", most), monotone(v, 1 + v / energy), ["poincare"]),
        Step("share", share, chain(), ["first", "wider"]),
        Step(
            "second",
            second,
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem 4.3"),
                "the error of min E for a norm f at x is at most 2 sup|df| / f(x/|x|)",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["below", "unique", "first", "share", "second"]),
    ],
)
