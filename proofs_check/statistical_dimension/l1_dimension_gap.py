"""Strong convexity gives the variance; at the threshold (d-s)/s is tau/(2u), and the bound by 3 is another theorem."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_dimension_gap import THEOREM, D, density, tau, u, variance

d, s = D.symbols
v = sp.Symbol("v", real=True)
rho, x = s / d, tau / (2 * u)
below = density / (tau**2 + 3)
TEXT = (
    "F(t) = dist^2(g, t df) is 2s-strongly convex: F(tau) - min F <= F'(tau)^2/(4s), whose mean is the variance of "
    "the derivative, 4s + 4(d-s) Var((|g|-tau)_+), over 4s, if E F is least at tau"
)

PROOF = Proof(
    "l1_dimension_gap",
    steps=[
        Step("order", Relation(s, "<", d), sign()),
        Step("most", Relation(rho, "<", 1), monotone(v, v / d), ["order"]),
        Step("tau", Relation(0, "<", tau), lemma("descent_threshold_is_positive", rho=rho), ["most"]),
        Step("part", Relation(below, "<=", u), apply("excess_between_convergents", {"t": tau}), ["tau"]),
        Step("least", Relation(0, "<", below), sign()),
        Step("u", Relation(0, "<", u), chain(), ["least", "part"]),
        Step(
            "root", Relation(rho * tau, "=", (1 - rho) * 2 * u), lemma("descent_threshold_is_root", rho=rho), ["most"]
        ),
        Step("over", Relation(rho * x, "=", 1 - rho), monotone(v, v / (2 * u)), ["root", "u"]),
        Step("odds", Relation(x, "=", (d - s) / s), monotone(v, d / s * v), ["over"]),
        Step(
            "first",
            THEOREM.relations[0],
            cited(Source("boyd_vandenberghe_2004", "inequality (9.9) with Theorem 4.3 of Amelunxen et al."), TEXT),
        ),
        Step("three", Relation(1 + x * variance, "<=", 3), apply("l1_gap_at_most_three", {"t": tau}), ["tau"]),
        Step(
            "same", Relation(1 + x * variance, "=", THEOREM.relations[0].rhs), monotone(v, 1 + v * variance), ["odds"]
        ),
        Step("claim", THEOREM.claim, chain(), ["first", "same", "three"]),
    ],
)
