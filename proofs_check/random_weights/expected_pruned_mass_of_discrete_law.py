"""Level by level: of the draws among the i largest entries, a binomial number, those beyond k are pruned."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import beta_ratio_integral, expected_pruned_mass, order_statistic
from lqtheory.theorems.random_weights.expected_pruned_mass_of_discrete_law import EXCESS, THEOREM, D

m, n, k, p, x = D.symbols
EXTRA = {"i": Integer(1, "m"), "c": Real(0, 1, closed="both")}
i, c = D.extend(**EXTRA).symbols[-2:]
t = sp.Symbol("t", real=True)
power = order_statistic(x, i) ** p


def excess(level):
    """Expected number of draws among the largest entries beyond k."""
    return EXCESS.symbol(n, k, level)


def integral(level):
    """The same by the theorem."""
    return n * beta_ratio_integral(k, n - k, level)


high, low = i / m, (i - 1) / m
pruned, share = excess(high) - excess(low), integral(high) - integral(low)

PROOF = Proof(
    "expected_pruned_mass_of_discrete_law",
    extra=EXTRA,
    steps=[
        Step(
            "levels",
            Relation(expected_pruned_mass(x, n, k, p), "=", sp.Sum(pruned * power, (i, 1, m))),
            cited(
                Source("david_nagaraja_2003", "section 2.1 (the number of draws above a level is binomial)"),
                "the number of draws among the i largest entries is binomial, n trials of probability i/m; those "
                "beyond k are pruned, ties in any order, and the i-th entry is pruned as often as this grows at i",
            ),
        ),
        Step(
            "slope",
            Relation(excess(c), "=", integral(c)),
            cited(
                Source("devore_lorentz_1993", "chapter 10 (derivatives of Bernstein polynomials)"),
                "the mean of f(B) over a binomial B of n trials has the derivative n E(f(B'+1) - f(B')) in the "
                "probability, B' of n-1 trials: here n P(B' >= k) = n I_c(k, n-k) (few_larger_weights); it is 0 at c=0",
                ("few_larger_weights",),
            ),
        ),
        Step("above", Relation(excess(high), "=", integral(high)), substitute({c: high}), ["slope"]),
        Step("below", Relation(excess(low), "=", integral(low)), substitute({c: low}), ["slope"]),
        Step(
            "difference", Relation(pruned, "=", integral(high) - excess(low)), monotone(t, t - excess(low)), ["above"]
        ),
        Step("other", Relation(integral(high) - excess(low), "=", share), monotone(t, integral(high) - t), ["below"]),
        Step("shares", Relation(pruned, "=", share), chain(), ["difference", "other"]),
        Step("term", Relation(pruned * power, "=", share * power), monotone(t, t * power), ["shares"]),
        Step(
            "sum",
            Relation(sp.Sum(pruned * power, (i, 1, m)), "=", sp.Sum(share * power, (i, 1, m))),
            lemma("equal_terms", body=pruned * power, other=share * power, index=i),
            ["term"],
        ),
        Step("claim", THEOREM.claim, chain(), ["levels", "sum"]),
    ],
)
