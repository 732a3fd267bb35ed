"""The convex J is least where it is stationary; there tau times the condition turns one form into the other."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nuclear_curve_at_its_threshold import THEOREM, D, excess, psi, square, tau

rho, nu, t = D.symbols
v = sp.Symbol("v", real=True)
root, form, least = THEOREM.relations


def value(product):
    """J(tau)/(mn), with rho tau^2 given."""
    return rho * nu + (1 - rho * nu) * (rho + product + (1 - rho) * square)


PROOF = Proof(
    "nuclear_curve_at_its_threshold",
    steps=[
        Step("root", root, lemma("nuclear_threshold_is_root", rho=rho, nu=nu)),
        Step(
            "here",
            Relation(psi, "=", value(rho * tau**2)),
            lemma("nuclear_share_where_stationary", rho=rho, nu=nu, t=tau),
            ["root"],
        ),
        Step("product", Relation(rho * tau**2, "=", (1 - rho) * tau * excess), monotone(v, tau * v), ["root"]),
        Step(
            "put_in",
            Relation(value(rho * tau**2), "=", form.rhs),
            monotone(v, value(0) + (1 - rho * nu) * v),
            ["product"],
        ),
        Step("form", form, chain(), ["here", "put_in"]),
        Step("least", least, lemma("nuclear_share_is_least", rho=rho, nu=nu, t=t)),
        Step("claim", THEOREM.claim, chain(), ["root", "form", "least"]),
    ],
)
