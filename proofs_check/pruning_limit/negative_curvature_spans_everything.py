"""A shift by more than |c| + r leaves a distance of more than r = sqrt(form/mu) on both sides."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.negative_curvature_spans_everything import THEOREM, D, form, size, step

n, mu, c, h, omega, x = D.symbols
radius = sp.sqrt(form / mu)
t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
first, second, middle = THEOREM.relations

PROOF = Proof(
    "negative_curvature_spans_everything",
    steps=[
        Step("minus", Relation(-c, "<=", size), lemma("at_most_larger", a=-c, b=c)),
        Step("plus", Relation(c, "<=", size), lemma("at_most_larger", a=c, b=-c)),
        Step("right_near", Relation(radius, "<=", c + size + radius), monotone(v, v + c + radius), ["minus"]),
        Step("left_near", Relation(radius, "<=", size - c + radius), monotone(v, v - c + radius), ["plus"]),
        Step("right_more", Relation(c + size + radius, "<", c + step), sign()),
        Step("left_more", Relation(size - c + radius, "<", step - c), sign()),
        Step("right", Relation(radius, "<", c + step), chain(), ["right_near", "right_more"]),
        Step("left", Relation(radius, "<", step - c), chain(), ["left_near", "left_more"]),
        Step("right_square", Relation(form / mu, "<", (c + step) ** 2), monotone(t, t**2), ["right"]),
        Step("left_square", Relation(form / mu, "<", (step - c) ** 2), monotone(t, t**2), ["left"]),
        Step("right_form", Relation(form, "<", mu * (c + step) ** 2), monotone(v, mu * v), ["right_square"]),
        Step("left_form", Relation(form, "<", mu * (step - c) ** 2), monotone(v, mu * v), ["left_square"]),
        Step("first", first, sign(), ["right_form"]),
        Step("second", second, sign(), ["left_form"]),
        Step("middle", middle, sign()),
        Step("claim", THEOREM.claim, chain(), ["first", "second", "middle"]),
    ],
)
