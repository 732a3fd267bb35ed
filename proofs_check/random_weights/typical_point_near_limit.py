"""Deviations of the pruned mass on both sides, and the Chernoff bounds of a gamma variable."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import apply, chain, cited, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights import pruned_mass_with_fewer_above_threshold as fewer
from lqtheory.theorems.random_weights import pruned_mass_with_more_above_threshold as more
from lqtheory.theorems.random_weights.typical_point_near_limit import THEOREM, D

j, n, k, p, q, r = D.symbols
HIDDEN = {"s": Real(0, "r"), "m": Integer(1, "j"), "u": Real(0, 1, closed="both"), "T": Real(0), "x": Vector("n")}
s, m, _, T, x = D.extend(**HIDDEN).symbols[-5:]
tail = tail_power_sum(x, k, p)


def at(theorem, number):
    """Its bound for a number of entries too many, or too few."""
    own = {theorem.D.symbol(name): D.extend(**HIDDEN).symbol(name) for name in ("n", "k", "p", "u", "x")}
    return theorem.THEOREM.relations[0].rhs.subs({**own, theorem.D.symbol("j"): number}, simultaneous=True)


i, y = sp.Symbol("i", integer=True, positive=True), sp.Symbol("y", real=True)
below = Relation((n - k) * T**p - sp.Sum(sp.Max(0, T**p - order_statistic(x, i) ** p), (i, 1, n)), "<=", tail)
bounds = [Relation(tail, "<=", at(more, m)), Relation(tail, "<=", at(fewer, m))]
gaps = Relation(2 * n**2 * (j * T**p / n) ** 2 / (n * T ** (2 * p)), "=", 2 * j**2 / n)
rate = r / (1 + r)
upper = Relation(-rate * (1 + r) - sp.log(1 - rate), "=", sp.log(1 + r) - r)
difference = 2 * s + sp.log(1 - s) - sp.log(1 + s)
lower = Relation(r - sp.log(1 + r), "<", -r - sp.log(1 - r))

PROOF = Proof(
    "typical_point_near_limit",
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
        Step("upper", upper, identity(), note="exponent of the Chernoff bound of a gamma variable above its mean"),
        Step(
            "falls",
            Relation(difference.subs(s, r), "<", difference.subs(s, 0)),
            lemma("falling_function", value=difference, variable=s),
        ),
        Step("lower", lower, monotone(y, y - r - sp.log(1 - r)), ["falls"]),
        Step(
            "numbers",
            Claim(then=[*bounds, below, gaps, upper, lower]),
            chain(),
            ["more", "fewer", "below", "upper", "lower"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "sections 2.2 and 2.6 (Cramer-Chernoff, Hoeffding)"),
                "||w||_q^q is a gamma variable with parameter m = n/q, E exp(t G) = (1-t)^(-m): by Markov's inequality "
                "G >= m (1+r) and G <= m (1-r) have probabilities at most exp(-m (r - ln(1+r))) and exp(m (r + "
                "ln(1-r))); the sum of the gaps (T^p - |w|^p)_+ is j T^p or more off its mean value on one side with "
                "probability at most exp(-2 j^2/n); "
                "T, u, v are the thresholds of k/n, (k-j)/n, (k+j)/n: the numbers of entries above them are binomial "
                "with means k, k-j, k+j, each j or more off on one side with probability at most exp(-2 j^2/n); else "
                "at most j entries too many or too few exceed T, |x|_(k+1) <= u, v <= |x|_(k), and the excess is "
                "at most j (u^p - v^p)",
            ),
            ["numbers"],
        ),
    ],
)
