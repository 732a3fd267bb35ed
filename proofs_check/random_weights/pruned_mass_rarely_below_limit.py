"""The deviation e T^2 of a mean of n terms in [0, T^2] has Hoeffding's exponent 2 n e^2; the terms bound the mass."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.pruned_mass_rarely_below_limit import THEOREM, D

n, k, e = D.symbols
WEIGHTS = {"T": Real(0), "limit": Real(0), "x": Vector("n")}
T, limit, x = D.extend(**WEIGHTS).symbols[-3:]
i = sp.Symbol("i", integer=True, positive=True)
s = sp.Symbol("s", real=True)
gaps = sp.Sum(sp.Max(0, T**2 - order_statistic(x, i) ** 2), (i, 1, n))
energy = tail_power_sum(x, k, 2)
mean = (n - k) * T**2 / n - limit
low = limit - e * T**2

below = Relation(mean - gaps / n, "<=", energy / n - limit)
excess = Relation(mean + e * T**2 + low, "=", (n - k) * T**2 / n)
exponent = Relation(2 * n**2 * (e * T**2) ** 2 / (n * T**4), "=", 2 * n * e**2)

PROOF = Proof(
    "pruned_mass_rarely_below_limit",
    extra=WEIGHTS,
    steps=[
        Step(
            "clipped",
            Relation((n - k) * T**2 - gaps, "<=", energy),
            apply("clipped_gaps_bound_best_k_term_error", {"p": 2}),
        ),
        Step("below", below, monotone(s, s / n - limit), ["clipped"]),
        Step("numbers", Claim(then=[below, excess, exponent]), chain(), ["below"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "the mean of n independent variables in [0, b] exceeds its mean value by t with probability at most "
                "exp(-2 n^2 t^2/(n b^2)); the terms (T^2 - w^2)_+ lie in [0, T^2] with mean T^2 (1-k/n) - D_2",
            ),
            ["numbers"],
        ),
    ],
)
