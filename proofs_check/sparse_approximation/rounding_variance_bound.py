"""With A = sum t_i^2 and a = A/m: R = tau^2 m (1-a), and log-convexity gives sum t_i^q >= m a^{q-1}."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.proof import apply, cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, rounding_threshold, sharp_dictionary_constant
from lqtheory.theorems.sparse_approximation.rounding_variance_bound import THEOREM, D

n, m, q, x = D.symbols
s = sp.Symbol("s", nonnegative=True)
r = sp.Symbol("r", real=True)
tau = rounding_threshold(x, m)
shares = DISTANCES["rounding_shares"].symbol(x, m)
S1, A, Sq = (power_sum(shares, p) for p in (1, 2, q))
some, none = Relation(0, "<", tau), Relation(tau, "<=", 0)
under, over = Relation(A, "<", m), Relation(m, "<=", A)
claimed = THEOREM.claim.then[0]
variance, bound = claimed.lhs, claimed.rhs
e = 2 * (1 - q) / q
square = sharp_dictionary_constant(q) ** 2
lower = tau**q * m ** (2 - q) * A ** (-(1 - q))
lifted = tau**2 * m ** (2 * (2 - q) / q) * A**-e
peak = Relation((1 - A / m) * (A / m) ** e, "<=", square)


def given_some(*relations: Relation) -> Claim:
    """The relations where the threshold is positive."""
    return Claim([some], list(relations))


PROOF = Proof(
    "rounding_variance_bound",
    steps=[
        Step("value", Relation(variance, "=", tau**2 * (S1 - A)), lemma("variance_in_shares", x=x, m=m)),
        Step("sum", given_some(Relation(S1, "=", m)), lemma("shares_add_up", x=x, m=m)),
        Step("sum_positive", given_some(Relation(0, "<", S1)), sign(), ["sum"]),
        Step(
            "positive",
            given_some(Relation(0, "<", A)),
            lemma("power_sums_positive_together", x=shares, r=2, u=1),
            ["sum_positive"],
        ),
        Step("minus", given_some(Relation(S1 - A, "=", m - A)), monotone(r, r - A), ["sum"]),
        Step(
            "difference",
            given_some(Relation(tau**2 * (S1 - A), "=", tau**2 * (m - A))),
            monotone(r, tau**2 * r),
            ["minus"],
        ),
        Step(
            "convex",
            Relation(S1 ** (2 - q), "<=", Sq * A ** (1 - q)),
            lemma("lyapunov_power_sums", x=shares, r=q, s=1, t=2),
        ),
        Step("total", given_some(Relation(S1 ** (2 - q), "=", m ** (2 - q))), monotone(s, s ** (2 - q)), ["sum"]),
        Step("power", given_some(Relation(m ** (2 - q), "<=", Sq * A ** (1 - q))), chain(), ["total", "convex"]),
        Step(
            "shares",
            given_some(Relation(lower, "<=", tau**q * Sq)),
            monotone(s, s * tau**q * A ** (-(1 - q))),
            ["power", "positive"],
        ),
        Step("entries", Relation(tau**q * Sq, "<=", power_sum(x, q)), lemma("shares_below_entries", x=x, m=m, q=q)),
        Step("norm", given_some(Relation(lower, "<=", power_sum(x, q))), chain(), ["shares", "entries"]),
        Step(
            "class",
            given_some(Relation(square * m ** (1 - 2 / q) * lifted, "<=", bound)),
            monotone(s, square * m ** (1 - 2 / q) * s ** (2 / q)),
            ["norm", "positive"],
        ),
        Step(
            "peak",
            Claim([some, under], [peak]),
            apply("rounding_variance_peak", {"a": A / m}),
            ["positive"],
        ),
        Step(
            "multiplied",
            Claim([some, under], [Relation(tau**2 * (m - A), "<=", square * m ** (1 - 2 / q) * lifted)]),
            monotone(r, r * tau**2 * m ** (1 + e) * A**-e),
            ["peak", "positive"],
        ),
        Step(
            "under",
            Claim([some, under], [claimed]),
            chain(),
            ["value", "difference", "multiplied", "class"],
        ),
        Step("nothing", Claim([some, over], [Relation(tau**2 * (m - A), "<=", 0)]), sign()),
        Step("bound", Relation(0, "<=", bound), sign()),
        Step("over", Claim([some, over], [claimed]), chain(), ["value", "difference", "nothing", "bound"]),
        Step("some", given_some(claimed), cases(), ["under", "over"]),
        Step("none_given", Claim([none], [none]), sign()),
        Step("ordered", Relation(A, "<=", S1), lemma("smaller_powers_of_shares", x=x, m=m, q=1, p=2)),
        Step("no_square", Claim([none], [Relation(tau**2, "<=", 0)]), monotone(s, s**2), ["none_given"]),
        Step(
            "vanishes",
            Claim([none], [Relation(tau**2 * (S1 - A), "<=", 0)]),
            monotone(s, s * (S1 - A)),
            ["no_square", "ordered"],
        ),
        Step("none", Claim([none], [claimed]), chain(), ["value", "vanishes", "bound"]),
        Step("both", THEOREM.claim, cases(), ["some", "none"]),
    ],
)
