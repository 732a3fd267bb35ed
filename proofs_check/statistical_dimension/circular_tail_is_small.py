"""sin(a-b) <= sin(a) bounds the tail by a cap, and sin(b) = u sin(a) bounds the cap."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_tail
from lqtheory.theorems.statistical_dimension.circular_tail_is_small import THEOREM, D

d, alpha = D.symbols
b, u = sp.Symbol("b", positive=True), sp.Symbol("u", positive=True)
t, v = sp.Symbol("t", real=True), sp.Symbol("v", positive=True)
sine, inner = sp.sin(alpha), sp.sin(alpha - b)
share = cap_share(d, alpha)
cap, tail = THEOREM.relations
gap = sp.sin(b) * sp.sin(2 * alpha - b)
low, high = 1 - u**2, 1 - u**2 * sine**2

PROOF = Proof(
    "circular_tail_is_small",
    extra={"b": Real(0, "alpha"), "u": Real(0, 1)},
    steps=[
        Step("more", Relation(low, "<=", low + (u * sp.cos(alpha)) ** 2), sign()),
        Step("circle", Relation(low + (u * sp.cos(alpha)) ** 2, "=", high), identity()),
        Step("least", Relation(0, "<", low), sign()),
        Step("order", Relation(low, "<=", high), chain(), ["more", "circle"]),
        Step("positive", Relation(0, "<", high), chain(), ["least", "order"]),
        Step(
            "roots",
            Relation(1 / sp.sqrt(high), "<=", 1 / sp.sqrt(low)),
            monotone(v, 1 / sp.sqrt(v)),
            ["order", "positive"],
        ),
        Step("cap", cap, lemma("cap_below_half_of_power", d=d, alpha=alpha, u=u), ["roots"]),
        Step("step", Relation(0, "<", sp.sin(b)), lemma("sine_positive", t=b)),
        Step("total", Relation(0, "<", sp.sin(2 * alpha - b)), lemma("sine_positive", t=2 * alpha - b)),
        Step("part", Relation(inner**2, "<=", inner**2 + gap), sign(), ["step", "total"]),
        Step(
            "squares",
            Relation(inner**2 + gap, "=", sine**2),
            apply("difference_of_squared_sines", {"d": 0, "x": alpha - b, "y": alpha}),
        ),
        Step("integrand", Relation(inner**2, "<=", sine**2), chain(), ["part", "squares"]),
        Step(
            "tail",
            Relation(circular_tail(d, alpha), "<=", d * sine**2 * share),
            lemma("tail_below_cap", d=d, alpha=alpha, b=b),
            ["integrand"],
        ),
        Step(
            "scaled",
            Relation(d * sine**2 * share, "<=", d * sine**2 * cap.rhs),
            monotone(t, d * sine**2 * t),
            ["cap"],
        ),
        Step("powers", Relation(d * sine**2 * cap.rhs, "=", tail.rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["cap", "tail", "scaled", "powers"]),
    ],
)
