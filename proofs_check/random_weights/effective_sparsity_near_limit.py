"""The index is a product of powers of two means, each at most r off in relative terms; Chebyshev for each of them."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step, Vector
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, power_sum
from lqtheory.theorems.random_weights.effective_sparsity_near_limit import THEOREM, D

_, q, p, r, _ = D.symbols
#: N weights x, and the quotients u and v of the two means and their expectations.
HIDDEN = {
    "N": Integer(1, typical=(1, 8)), "u": Real("1-r", "1+r", closed="both"), "v": Real("1-r", "1+r", closed="both"),
    "x": Vector("N", nonzero=True),
}  # fmt: skip
N, u, v, x = D.extend(**HIDDEN).symbols[-4:]
t = sp.Symbol("t", positive=True)
up, down = p / (p - q), -q / (p - q)
means = (power_sum(x, q) / N) ** up * (power_sum(x, p) / N) ** down
formula = Relation(effective_sparsity(x, q, p) / N, "=", means)
least, largest = (1 - r) ** up * (1 + r) ** down, (1 + r) ** up * (1 - r) ** down
value, lower, upper = u**up * v**down, (1 - r) ** up * v**down, (1 + r) ** up * v**down
low, high = Relation(least, "<=", value), Relation(value, "<=", largest)

PROOF = Proof(
    "effective_sparsity_near_limit",
    extra=HIDDEN,
    steps=[
        Step("formula", formula, identity()),
        Step("u_low", Relation(1 - r, "<=", u), sign()),
        Step("u_high", Relation(u, "<=", 1 + r), sign()),
        Step("v_low", Relation(1 - r, "<=", v), sign()),
        Step("v_high", Relation(v, "<=", 1 + r), sign()),
        Step("low_v", Relation(least, "<=", lower), monotone(t, (1 - r) ** up * t**down), ["v_high"]),
        Step("low_u", Relation(lower, "<=", value), monotone(t, t**up * v**down), ["u_low"]),
        Step("low", low, chain(), ["low_v", "low_u"]),
        Step("high_u", Relation(value, "<=", upper), monotone(t, t**up * v**down), ["u_high"]),
        Step("high_v", Relation(upper, "<=", largest), monotone(t, (1 + r) ** up * t**down), ["v_low"]),
        Step("high", high, chain(), ["high_u", "high_v"]),
        Step("numbers", Claim(then=[formula, low, high]), chain(), ["formula", "low", "high"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.6 (Chebyshev's inequality)"),
                "the mean of n independent variables with mean M and variance V is more than r M off M with "
                "probability at most V/(n r^2 M^2), here for |w|^q and |w|^p; the quotients of the means and M_q, M_p "
                "lie between 1-r and 1+r unless one of both events happens",
            ),
            ["numbers"],
        ),
    ],
)
