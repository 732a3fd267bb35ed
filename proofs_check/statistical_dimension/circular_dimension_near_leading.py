"""The exact formula, with one of its tails bounded and the other one dropped."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import circular_tail
from lqtheory.theorems.statistical_dimension.circular_dimension_near_leading import THEOREM, D, leading, value

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
tail, other = circular_tail(d, alpha), circular_tail(d, sp.pi / 2 - alpha)
above, below = THEOREM.relations
most, least = d * sp.sin(alpha) ** (d + 1) / 2, d * sp.cos(alpha) ** (d + 1) / 2

PROOF = Proof(
    "circular_dimension_near_leading",
    steps=[
        Step("exact", Relation(value, "=", leading + tail - other), apply("circular_dimension_formula")),
        Step("upper", Relation(tail, "<=", most), apply("circular_tail_is_small")),
        Step("lower", Relation(other, "<=", least), apply("circular_tail_is_small", {"alpha": sp.pi / 2 - alpha})),
        Step("drop", Relation(leading + tail - other, "<=", leading + tail), sign()),
        Step("add", Relation(leading + tail, "<=", above.rhs), monotone(t, leading + t), ["upper"]),
        Step("above", above, chain(), ["exact", "drop", "add"]),
        Step("less", Relation(leading - least, "<=", leading - other), monotone(t, leading - t), ["lower"]),
        Step("more", Relation(leading - other, "<=", leading + tail - other), sign()),
        Step("below", below, chain(), ["less", "more", "exact"]),
        Step("claim", THEOREM.claim, chain(), ["above", "below"]),
    ],
)
