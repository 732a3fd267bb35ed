"""Below 1 the parametric form at the threshold, where psi = rho phi/u and 1/rho = 1 + tau/(2u); at 1 psi(1) <= 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_share, l1_descent_threshold
from lqtheory.theorems.statistical_dimension.l1_share_below_log_bound import THEOREM, D

(rho,) = D.symbols
v, p = sp.Symbol("v", real=True), sp.Symbol("p", positive=True)
tau, psi = l1_descent_threshold(rho), l1_descent_share(rho)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
u = density - tau * tail
x = tau / (2 * u)
goal = THEOREM.relations[0]
below, at_one = Relation(rho, "<", 1), Relation(1, "<=", rho)
convergent = density / (tau**2 + 3)
double = rho + 2 * tail * rho * x


def under(*then):
    """What holds for rho < 1."""
    return Claim(given=[below], then=then)


def at_end(*then):
    """What holds for rho = 1."""
    return Claim(given=[at_one], then=then)


PROOF = Proof(
    "l1_share_below_log_bound",
    steps=[
        Step("tau", under(Relation(0, "<", tau)), lemma("descent_threshold_is_positive", rho=rho)),
        Step("part", under(Relation(convergent, "<=", u)), apply("excess_between_convergents", {"t": tau}), ["tau"]),
        Step("some", under(Relation(0, "<", convergent)), sign()),
        Step("u", under(Relation(0, "<", u)), chain(), ["some", "part"]),
        Step("root", under(Relation(rho * tau, "=", (1 - rho) * 2 * u)), lemma("descent_threshold_is_root", rho=rho)),
        Step("over", under(Relation(rho * x, "=", 1 - rho)), monotone(v, v / (2 * u)), ["root", "u"]),
        Step("inverse", under(Relation(1 + x, "=", 1 / rho)), monotone(v, 1 + v / rho), ["over"]),
        Step("positive", under(Relation(0, "<", 1 / rho)), sign()),
        Step("argument", under(Relation(0, "<", 1 + x)), chain(), ["positive", "inverse"]),
        Step(
            "bound",
            under(Relation(density / u, "<=", 1 + 2 * sp.log(1 + x))),
            apply("l1_curve_below_log_bound", {"t": tau}),
            ["tau", "argument"],
        ),
        Step(
            "log",
            under(Relation(1 + 2 * sp.log(1 + x), "=", 1 + 2 * sp.log(1 / rho))),
            monotone(p, 1 + 2 * sp.log(p)),
            ["inverse", "positive", "argument"],
        ),
        Step(
            "ratio", under(Relation(density / u, "<=", 1 + 2 * sp.log(1 / rho))), chain(), ["bound", "log", "argument"]
        ),
        Step("times", under(Relation(rho * density / u, "<=", goal.rhs)), monotone(v, rho * v), ["ratio"]),
        Step("form", under(Relation(psi, "=", rho + (1 - rho) * 2 * tail)), apply("l1_curve_at_its_threshold")),
        Step(
            "tail", under(Relation(double, "=", rho + 2 * tail * (1 - rho))), monotone(v, rho + 2 * tail * v), ["over"]
        ),
        Step("same", under(Relation(double, "=", rho * density / u)), identity(), ["u"]),
        Step("inside", under(goal), chain(), ["form", "tail", "same", "times"]),
        # rho = 1
        Step("one", at_end(Relation(rho, "=", 1)), lemma("antisymmetry", a=rho, b=1)),
        Step("least", Relation(psi, "<=", rho + (1 - rho)), lemma("descent_share_is_least", rho=rho, t=0)),
        Step("end", at_end(Relation(1, "=", goal.rhs)), identity(), ["one"]),
        Step("outside", at_end(goal), chain(), ["least", "end"]),
        Step("claim", THEOREM.claim, cases(), ["inside", "outside"]),
    ],
)
