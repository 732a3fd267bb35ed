"""psi = rho phi/u at the threshold, and u = phi - tau Q lies between two convergents."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_curve_between_multiples import THEOREM, D, psi, tau

(rho,) = D.symbols
v, p = sp.Symbol("v", real=True), sp.Symbol("p", positive=True)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
u = density - tau * tail
below, above = density / (tau**2 + 3), density / (tau**2 + 1)
low, high = THEOREM.relations
double = rho + 2 * tail * rho * tau / (2 * u)

PROOF = Proof(
    "l1_curve_between_multiples",
    steps=[
        Step("tau", Relation(0, "<", tau), lemma("descent_threshold_is_positive", rho=rho)),
        Step("part", Relation(below, "<=", u), apply("excess_between_convergents", {"t": tau}), ["tau"]),
        Step("whole", Relation(u, "<=", above), apply("excess_between_convergents", {"t": tau}), ["tau"]),
        Step("some", Relation(0, "<", below), sign()),
        Step("u", Relation(0, "<", u), chain(), ["some", "part"]),
        Step("root", Relation(rho * tau, "=", (1 - rho) * 2 * u), lemma("descent_threshold_is_root", rho=rho)),
        Step("over", Relation(rho * tau / (2 * u), "=", 1 - rho), monotone(v, v / (2 * u)), ["root", "u"]),
        Step("form", Relation(psi, "=", rho + (1 - rho) * 2 * tail), apply("l1_curve_at_its_threshold")),
        Step("tail", Relation(double, "=", rho + 2 * tail * (1 - rho)), monotone(v, rho + 2 * tail * v), ["over"]),
        Step("same", Relation(double, "=", rho * density / u), identity(), ["u"]),
        Step("ratio", Relation(psi, "=", rho * density / u), chain(), ["form", "tail", "same"]),
        Step("high_u", Relation(rho * density / u, "<=", high.rhs), monotone(p, rho * density / p), ["part", "u"]),
        Step("low_u", Relation(low.lhs, "<=", rho * density / u), monotone(p, rho * density / p), ["whole", "u"]),
        Step("claim", THEOREM.claim, chain(), ["ratio", "high_u", "low_u"]),
    ],
)
