"""One theorem per axiom; their statements about the other indices are not used."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.claim import Claim
from lqtheory.proof import apply, chain, lemma, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic
from lqtheory.theorems.lq_balls.pqi_satisfies_all_axioms import THEOREM, D

n, i, m, p, q, a, b, x = D.symbols
half = sp.Rational(1, 2)
robin_hood, scaling, rising_tide, cloning, bill_gates, babies = (Claim(then=[r]) for r in THEOREM.relations)
order = order_statistic

PROOF = Proof(
    "pqi_satisfies_all_axioms",
    steps=[
        Step("robin_hood", robin_hood, apply("robin_hood_lowers_indices", {"r": half})),
        Step("scaling", scaling, apply("indices_are_scale_invariant", {"r": half, "c": a})),
        Step("gap", Relation(order(x, m), "<", order(x, i)), sign()),
        Step("smallest", Relation(order(x, n), "<=", order(x, m)), lemma("order_statistics_decrease", x=x, i=m, j=n)),
        Step("largest", Relation(order(x, i), "<=", order(x, 1)), lemma("order_statistics_decrease", x=x, i=1, j=i)),
        Step("varies", Relation(order(x, n), "<", order(x, 1)), chain(), ["smallest", "gap", "largest"]),
        Step("difference", Relation(0, "<", order(x, 1) - order(x, n)), sign(), ["varies"]),
        Step("rising_tide", rising_tide, apply("rising_tide_lowers_indices", {"r": half}), ["difference"]),
        Step("cloning", cloning, apply("cloning_keeps_gini_and_pqi")),
        Step("bill_gates", bill_gates, apply("bill_gates_raises_indices", {"r": half})),
        Step("babies", babies, apply("babies_raise_indices")),
        Step(
            "claim", THEOREM.claim, chain(), ["robin_hood", "scaling", "rising_tide", "cloning", "bill_gates", "babies"]
        ),
    ],
)
