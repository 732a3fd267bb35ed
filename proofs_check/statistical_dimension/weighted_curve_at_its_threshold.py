"""The convex J is least where it is stationary; there tau times the condition turns one form into the other."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.weighted_descent import weighted_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.weighted_curve_at_its_threshold import (
    THEOREM,
    D,
    bound,
    energy,
    excess,
    support,
    tail,
    tau,
)

W, t = D.symbols
v = sp.Symbol("v", real=True)
root, form, least = THEOREM.relations
square = weighted_quantity("weighted_square")(W, tau)
value = support + tau**2 * energy + square

PROOF = Proof(
    "weighted_curve_at_its_threshold",
    steps=[
        Step("root", root, lemma("weighted_threshold_is_root", W=W)),
        Step("here", Relation(bound, "=", value), lemma("weighted_bound_where_stationary", W=W, t=tau), ["root"]),
        Step("sum", Relation(square, "=", tail - tau * excess), lemma("weighted_squares_from_tails", W=W, t=tau)),
        Step(
            "split",
            Relation(value, "=", support + tau**2 * energy + tail - tau * excess),
            monotone(v, support + tau**2 * energy + v),
            ["sum"],
        ),
        Step(
            "cancel",
            Relation(support + tau**2 * energy + tail - tau * excess, "=", support + tail),
            monotone(v, support + tail - tau * excess + tau * v),
            ["root"],
        ),
        Step("form", form, chain(), ["here", "split", "cancel"]),
        Step("least", least, lemma("weighted_bound_is_least", W=W, t=t)),
        Step("claim", THEOREM.claim, chain(), ["root", "form", "least"]),
    ],
)
