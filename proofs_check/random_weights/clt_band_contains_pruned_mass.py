"""A sum of clipped gaps up to a remainder: Berry and Esseen for the sum, Hoeffding for the remainder."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights import pruned_mass_with_fewer_above_threshold as fewer
from lqtheory.theorems.random_weights import pruned_mass_with_more_above_threshold as more
from lqtheory.theorems.random_weights.clt_band_contains_pruned_mass import THEOREM, D

_, n, k, p, *_ = D.symbols
j = D.symbol("j")
#: The N weights x, of which K are kept and M too many or too few have ranks up to K/N.
HIDDEN = {
    "M": Integer(1, typical=(1, 3)), "K": Integer("M+1", typical=("M+1", "M+4")),
    "N": Integer("K+M+1", typical=("K+M+1", "K+M+4")), "u": Real(0, 1, closed="both"), "T": Real(0), "V": Real(0),
    "D1": Real(0), "D2": Real(0), "x": Vector("N"),
}  # fmt: skip
M, K, N, _, T, V, D1, D2, x = D.extend(**HIDDEN).symbols[-9:]
tail = tail_power_sum(x, K, p)
own = {"n": N, "k": K, "j": M}


def at(theorem):
    """Its bound for M entries too many, or too few."""
    names = {s: own.get(str(s), D.extend(**HIDDEN).symbol(str(s))) for s in theorem.D.symbols}
    return Relation(tail, "<=", theorem.THEOREM.relations[0].rhs.subs(names, simultaneous=True))


i, f = sp.Symbol("i", integer=True, positive=True), k / n
below = Relation((N - K) * T**p - sp.Sum(sp.Max(0, T**p - order_statistic(x, i) ** p), (i, 1, N)), "<=", tail)
# variance of (T^p - |w|^p)_+, where the masses of ranks above f of order p and 2p are D1 and D2
variance = Relation(
    T ** (2 * p) * (1 - f) - 2 * T**p * D1 + D2 - (T**p * (1 - f) - D1) ** 2,
    "=",
    T ** (2 * p) * f * (1 - f) - 2 * T**p * f * D1 + D2 - D1**2,
)
# the third absolute central moment of a variable in [0, T^p] is at most T^p V
third = Relation(T**p * V / (V ** sp.Rational(3, 2) * sp.sqrt(n)), "=", T**p / sp.sqrt(n * V))
counts = Relation(2 * n**2 * (j / n) ** 2 / n, "=", 2 * j**2 / n)

PROOF = Proof(
    "clt_band_contains_pruned_mass",
    extra=HIDDEN,
    steps=[
        Step("more", at(more), apply("pruned_mass_with_more_above_threshold", own)),
        Step("fewer", at(fewer), apply("pruned_mass_with_fewer_above_threshold", own)),
        Step("below", below, apply("clipped_gaps_bound_best_k_term_error", {"n": N, "k": K})),
        Step(
            "numbers",
            Claim(then=[at(more), at(fewer), below, variance, third, counts]),
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
                "|w|^p)_+ in [0, T^p] with mean T^p (1-k/n) - int_{k/n}^1 G^p, and the weights are G(U) with "
                "independent uniform ranks U; the numbers of ranks up to k/n, (k-j)/n, (k+j)/n are binomial with means "
                "k, k-j, k+j, each j or more off on one side with probability at most exp(-2 j^2/n); else fewer than j "
                "entries too many or too few have ranks up to k/n, T lies between neighbours in their order, |x|_(k+1) "
                "<= u, v <= |x|_(k), and the excess is at most j (u^p - v^p)",
            ),
            ["numbers"],
        ),
    ],
)
