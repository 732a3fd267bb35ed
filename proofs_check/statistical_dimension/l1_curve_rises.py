"""At the threshold of r, J rises with the fraction with slope 1 + tau^2 - E(|g|-tau)_+^2 >= 2 tau sqrt(2/pi)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_threshold
from lqtheory.theorems.statistical_dimension.l1_curve_rises import THEOREM, D, psi

r, rho = D.symbols
v = sp.Symbol("v", real=True)
tau = l1_descent_threshold(r)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
square = 2 * ((1 + tau**2) * tail - tau * density)
parabola = 1 + tau**2 - 2 * tau * sp.sqrt(2 / sp.pi)


def value(fraction):
    """J at the threshold of r."""
    return fraction * (1 + tau**2) + (1 - fraction) * square


PROOF = Proof(
    "l1_curve_rises",
    steps=[
        Step("tau", Relation(0, "<", tau), lemma("descent_threshold_is_positive", rho=r)),
        Step(
            "root",
            Relation(r * tau, "=", (1 - r) * 2 * (density - tau * tail)),
            lemma("descent_threshold_is_root", rho=r),
        ),
        Step(
            "here",
            Relation(psi(r), "=", value(r)),
            lemma("descent_share_where_stationary", rho=r, t=tau),
            ["root", "tau"],
        ),
        Step("least", Relation(psi(rho), "<=", value(rho)), lemma("descent_share_is_least", rho=rho, t=tau), ["tau"]),
        Step("below", Relation(square, "<=", parabola), apply("excess_square_below_parabola", {"t": tau}), ["tau"]),
        Step("drop", Relation(parabola, "<=", 1 + tau**2), sign(), ["tau"]),
        Step("slope", Relation(square, "<=", 1 + tau**2), chain(), ["below", "drop"]),
        Step(
            "more",
            Relation(value(rho), "<=", value(rho) - (r - rho) * square + (r - rho) * (1 + tau**2)),
            monotone(v, value(rho) - (r - rho) * square + (r - rho) * v),
            ["slope"],
        ),
        Step("claim", THEOREM.claim, chain(), ["least", "more", "here"]),
    ],
)
