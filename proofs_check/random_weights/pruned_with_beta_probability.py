"""At least k of n-1 others exceed a weight: the binomial tail is the incomplete beta function, k = 1 by itself."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.proof import apply, chain, cited, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import beta_ratio
from lqtheory.theorems.random_weights import few_larger_weights as fewer
from lqtheory.theorems.random_weights.pruned_with_beta_probability import THEOREM, D

n, k, i = D.symbols
EXTRA = {"N": Integer(3), "K": Integer(2, "N-1"), "u": Real(0, 1)}
N, K, u = D.extend(**EXTRA).symbols[-3:]
v = sp.Symbol("v", real=True)
quantile = i / 8
leading, first = beta_ratio(1, n - 1, u), 1 - (1 - u) ** (n - 1)
whole = (n - 1) * sp.gamma(n - 1) / sp.gamma(n)
few = fewer.THEOREM.relations[0].subs(dict(zip(fewer.D.symbols, (N, K, quantile), strict=True)))
none = Relation(beta_ratio(1, n - 1, quantile), "=", first.subs(u, quantile))

PROOF = Proof(
    "pruned_with_beta_probability",
    extra=EXTRA,
    steps=[
        Step("few", few, apply("few_larger_weights", {"n": N, "k": K, "u": quantile})),
        Step(
            "lead",
            Relation(whole * leading, "=", first),
            lemma("equal_derivatives", left=whole * leading, right=first, variable=u),
        ),
        Step("whole", Relation(whole, "=", 1), identity()),
        Step("plain", Relation(whole * leading, "=", leading), monotone(v, v * leading), ["whole"]),
        Step("first", Relation(leading, "=", first), chain(), ["plain", "lead"]),
        Step("none", none, substitute({u: quantile}), ["first"]),
        Step("numbers", Claim(then=[few, none]), chain(), ["few", "none"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "sections VI.2 (binomial distribution) and II.12 (binomial theorem)"),
                "the number of n-1 independent events of probability u that happen is binomial; the density of "
                "I_u(k, n-k) is k C(n-1,k) u^(k-1) (1-u)^(n-k-1), whose last power is multiplied out",
            ),
            ["numbers"],
        ),
    ],
)
