"""J is least at its stationary point, where tau times the condition turns one form into the other."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.group_curve_at_its_threshold import THEOREM, D, excess, psi, square, tau

rho, b, t = D.symbols
v = sp.Symbol("v", real=True)
root, form, least = THEOREM.relations
here = rho * b + rho * tau**2 + (1 - rho) * square

PROOF = Proof(
    "group_curve_at_its_threshold",
    steps=[
        Step("root", root, lemma("group_threshold_is_root", rho=rho, b=b)),
        Step(
            "here",
            Relation(psi, "=", here),
            lemma("group_share_where_stationary", rho=rho, b=b, t=tau),
            ["root"],
        ),
        Step("product", Relation(rho * tau**2, "=", (1 - rho) * tau * excess), monotone(v, tau * v), ["root"]),
        Step("put_in", Relation(here, "=", form.rhs), monotone(v, rho * b + (1 - rho) * square + v), ["product"]),
        Step("form", form, chain(), ["here", "put_in"]),
        Step("least", least, lemma("group_share_is_least", rho=rho, b=b, t=t)),
        Step("claim", THEOREM.claim, chain(), ["root", "form", "least"]),
    ],
)
