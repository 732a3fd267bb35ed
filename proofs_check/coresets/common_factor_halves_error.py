"""Linear in the share dropped; the errors at l and h, weighted with 1-h and 1-l, have that mean for every factor."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.common_factor_halves_error import THEOREM, D

h, l, r, c = D.symbols  # noqa: E741 - the letters of the claim
t = sp.Symbol("t", real=True)
over, under, half, best = THEOREM.claim.then
high, low = c * (1 - l) - 1, 1 - c * (1 - h)
larger = sp.Max(high, low)
room = 2 - l - h
mean = ((1 - h) * high + (1 - l) * low) / room


def shown(name: str, relation: Relation) -> list[Step]:
    """A relation whose two sides differ by a rational function with a sign."""
    gap = sp.factor(sp.together(relation.rhs - relation.lhs))
    return [
        Step(f"{name}_sign", Relation(0, "<=", gap), sign()),
        Step(f"{name}_gap", Relation(gap, "=", relation.rhs - relation.lhs), identity()),
        Step(f"{name}_both", Relation(0, "<=", relation.rhs - relation.lhs), chain(), [f"{name}_sign", f"{name}_gap"]),
        Step(name, relation, monotone(t, t + relation.lhs), [f"{name}_both"]),
    ]


PROOF = Proof(
    "common_factor_halves_error",
    steps=[
        *shown("over", over),
        *shown("under", under),
        *shown("half", half),
        Step("first", Relation(high, "<=", larger), lemma("at_most_larger", a=high, b=low)),
        Step("second", Relation(low, "<=", larger), lemma("at_most_larger", a=low, b=high)),
        Step(
            "with_first",
            Relation(mean, "<=", ((1 - h) * larger + (1 - l) * low) / room),
            monotone(t, (1 - h) * t / room + (1 - l) * low / room),
            ["first"],
        ),
        Step(
            "with_second",
            Relation(((1 - h) * larger + (1 - l) * low) / room, "<=", larger),
            monotone(t, (1 - l) * t / room + (1 - h) * larger / room),
            ["second"],
        ),
        Step("best", best, chain(), ["with_first", "with_second"]),
        Step("claim", THEOREM.claim, chain(), ["over", "under", "half", "best"]),
    ],
)
