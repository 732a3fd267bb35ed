"""A sum of clipped gaps up to a remainder: Berry and Esseen for the sum, Hoeffding for the remainder."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights import pruned_mass_with_fewer_above_threshold as fewer
from lqtheory.theorems.random_weights import pruned_mass_with_more_above_threshold as more
from lqtheory.theorems.random_weights.clt_band_contains_pruned_mass import THEOREM, D

j, n, k, p, _, _ = D.symbols
HIDDEN = {
    "m": Integer(1, "j"), "u": Real(0, 1, closed="both"), "T": Real(0), "V": Real(0), "D1": Real(0), "D2": Real(0),
    "x": Vector("n"),
}  # fmt: skip
m, _, T, V, D1, D2, x = D.extend(**HIDDEN).symbols[-7:]
tail = tail_power_sum(x, k, p)


def at(theorem, number):
    """Its bound for a number of entries too many, or too few."""
    own = {theorem.D.symbol(name): D.extend(**HIDDEN).symbol(name) for name in ("n", "k", "p", "u", "x")}
    return theorem.THEOREM.relations[0].rhs.subs({**own, theorem.D.symbol("j"): number}, simultaneous=True)


i, f = sp.Symbol("i", integer=True, positive=True), k / n
below = Relation((n - k) * T**p - sp.Sum(sp.Max(0, T**p - order_statistic(x, i) ** p), (i, 1, n)), "<=", tail)
# variance of (T^p - |w|^p)_+, whose moments below T of order p and 2p are D1 and D2
variance = Relation(
    T ** (2 * p) * (1 - f) - 2 * T**p * D1 + D2 - (T**p * (1 - f) - D1) ** 2,
    "=",
    T ** (2 * p) * f * (1 - f) - 2 * T**p * f * D1 + D2 - D1**2,
)
# the third absolute central moment of a variable in [0, T^p] is at most T^p V
third = Relation(T**p * V / (V ** sp.Rational(3, 2) * sp.sqrt(n)), "=", T**p / sp.sqrt(n * V))
counts = Relation(2 * n**2 * (j / n) ** 2 / n, "=", 2 * j**2 / n)
bounds = [Relation(tail, "<=", at(more, m)), Relation(tail, "<=", at(fewer, m))]

PROOF = Proof(
    "clt_band_contains_pruned_mass",
    extra=HIDDEN,
    steps=[
        Step(
            "more",
            Relation(tail, "<=", at(more, m)),
            apply("pruned_mass_with_more_above_threshold", {"j": m}),
        ),
        Step(
            "fewer",
            Relation(tail, "<=", at(fewer, m)),
            apply("pruned_mass_with_fewer_above_threshold", {"j": m}),
        ),
        Step("below", below, apply("clipped_gaps_bound_best_k_term_error")),
        Step(
            "numbers",
            Claim(then=[*bounds, below, variance, third, counts]),
            chain(),
            ["more", "fewer", "below"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("shevtsova_2011", "Theorem 1 (Berry-Esseen); the counts by Hoeffding's inequality"),
                "the distribution function of the standardised mean of n independent variables differs from Phi by at "
                "most 0.4748 times the third absolute central moment over V^(3/2) sqrt(n); here the terms are (T^p - "
                "|w|^p)_+; "
                "T, u, v are the thresholds of k/n, (k-j)/n, (k+j)/n: the numbers of entries above them are binomial "
                "with means k, k-j, k+j, each j or more off on one side with probability at most exp(-2 j^2/n); else "
                "at most j entries too many or too few exceed T, |x|_(k+1) <= u, v <= |x|_(k), and the excess is "
                "at most j (u^p - v^p)",
            ),
            ["numbers"],
        ),
    ],
)
