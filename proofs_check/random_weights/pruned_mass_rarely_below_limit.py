"""The deviation e T^p of a mean of n terms in [0, T^p] has Hoeffding's exponent 2 n e^2; the terms bound the mass."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.pruned_mass_rarely_below_limit import THEOREM, D

n, _, e, p, _ = D.symbols
#: N weights x, of which K are kept.
WEIGHTS = {
    "N": Integer(2, typical=(2, 12)),
    "K": Integer(1, "N-1"),
    "T": Real(0),
    "limit": Real(0),
    "x": Vector("N"),
}
N, K, T, limit, x = D.extend(**WEIGHTS).symbols[-5:]
i = sp.Symbol("i", integer=True, positive=True)
s = sp.Symbol("s", real=True)
gaps = sp.Sum(sp.Max(0, T**p - order_statistic(x, i) ** p), (i, 1, N))
energy = tail_power_sum(x, K, p)
mean = (N - K) * T**p / N - limit
low = limit - e * T**p

below = Relation(mean - gaps / N, "<=", energy / N - limit)
excess = Relation(mean + e * T**p + low, "=", (N - K) * T**p / N)
exponent = Relation(2 * n**2 * (e * T**p) ** 2 / (n * T ** (2 * p)), "=", 2 * n * e**2)

PROOF = Proof(
    "pruned_mass_rarely_below_limit",
    extra=WEIGHTS,
    steps=[
        Step(
            "clipped",
            Relation((N - K) * T**p - gaps, "<=", energy),
            apply("clipped_gaps_bound_best_k_term_error", {"n": N, "k": K}),
        ),
        Step("below", below, monotone(s, s / N - limit), ["clipped"]),
        Step("numbers", Claim(then=[below, excess, exponent]), chain(), ["below"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "the mean of n independent variables in [0, b] exceeds its mean value by t with probability at most "
                "exp(-2 n^2 t^2/(n b^2)); the weights are G(U) with independent uniform ranks U, and the terms "
                "(T^p - |w|^p)_+ lie in [0, T^p] with mean T^p (1-k/n) - int_{k/n}^1 G^p, T = G(k/n)",
            ),
            ["numbers"],
        ),
    ],
)
