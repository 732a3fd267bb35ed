"""m ones and n - m zeros in order; the m smallest costs are the tail after the n - m largest."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, order_statistic, peak, power_sum, tail_power_sum, weighted_power_sum
from lqtheory.theorems.lq_balls.worst_case_is_attained import THEOREM, D, cheapest, f, kept, x

n, k, m, q, p, omega, a = D.symbols
t = sp.Symbol("t", nonnegative=True)
flat, cube, first, weighted = THEOREM.claim.then
order = Source("rudin_1976", "definition of the order statistics")

tail, norm, place, top = (
    Relation(tail_power_sum(f, k, p), "=", m - k),
    Relation(power_sum(f, q), "=", m),
    Relation(order_statistic(f, k + 1), "=", 1),
    Relation(peak(f), "=", 1),
)

PROOF = Proof(
    "worst_case_is_attained",
    steps=[
        Step(
            "ones",
            Claim(then=[tail, norm, place, top]),
            cited(
                order, "m ones and n-m zeros in decreasing order have the k+1-st entry 1, and m-k ones after the k-th"
            ),
        ),
        Step("tail", tail, chain(), ["ones"]),
        Step("error", Relation(flat.lhs, "=", kept), monotone(t, t ** (1 / p)), ["tail"]),
        Step("sum", norm, chain(), ["ones"]),
        Step(
            "norm", Relation(m ** (-1 / q) * lq_norm(f, q), "=", 1), monotone(t, m ** (-1 / q) * t ** (1 / q)), ["sum"]
        ),
        Step("unit", Relation(flat.rhs, "=", kept), monotone(t, kept * t), ["norm"]),
        Step("flat", flat, chain(), ["error", "unit"]),
        Step("peak", top, chain(), ["ones"]),
        Step("largest", Relation(cube.rhs, "=", kept), monotone(t, kept * t), ["peak"]),
        Step("cube", cube, chain(), ["error", "largest"]),
        Step("first", first, chain(), ["ones", "norm"]),
        Step(
            "costs",
            Relation(weighted_power_sum(x, omega, q), "=", cheapest),
            cited(order, "the sum of the m smallest of n numbers is that of those that come after the n-m largest"),
        ),
        Step(
            "in_class",
            Relation(weighted.rhs, "=", kept),
            monotone(t, kept * cheapest ** (-1 / q) * t ** (1 / q)),
            ["costs"],
        ),
        Step("weighted_error", Relation(weighted.lhs, "=", kept), monotone(t, t ** (1 / p)), ["tail"]),
        Step("weighted", weighted, chain(), ["weighted_error", "in_class"]),
        Step("claim", THEOREM.claim, chain(), ["flat", "cube", "first", "weighted"]),
    ],
)
