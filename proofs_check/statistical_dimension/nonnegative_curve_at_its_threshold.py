"""The convex J is least where it is stationary; there tau times the condition turns one form into the other."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nonnegative_curve_at_its_threshold import THEOREM, D, density, tail, tau

(rho,) = D.symbols
v = sp.Symbol("v", real=True)
root, form = THEOREM.relations
value = rho * (1 + tau**2) + (1 - rho) * ((1 + tau**2) * tail - tau * density)
rest = rho + (1 - rho) * tail - tau * (1 - rho) * (density - tau * tail)

PROOF = Proof(
    "nonnegative_curve_at_its_threshold",
    steps=[
        Step("root", root, lemma("nonnegative_threshold_is_root", rho=rho)),
        Step(
            "least",
            Relation(form.lhs, "=", value),
            lemma("nonnegative_share_where_stationary", rho=rho, t=tau),
            ["root"],
        ),
        Step("put_in", Relation(rest + rho * tau**2, "=", form.rhs), monotone(v, rest + tau * v), ["root"]),
        Step("form", form, chain(), ["least", "put_in"]),
        Step("claim", THEOREM.claim, chain(), ["root", "form"]),
    ],
)
