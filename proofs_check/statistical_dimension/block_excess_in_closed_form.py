"""(r-t)^p is multiplied out over r > t; r^2/2 has a gamma law, so that truncated moments are incomplete gammas."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.block_excess_in_closed_form import THEOREM, D, above

b, t = D.symbols
first, second = THEOREM.relations
ratio = [2 ** sp.Rational(p, 2) * sp.gamma((b + p) / 2) / sp.gamma(b / 2) for p in range(3)]
moments = [factor * share for factor, share in zip(ratio, above, strict=True)]
excess = moments[1] - t * moments[0]
square = moments[2] - 2 * t * moments[1] + t**2 * moments[0]

PROOF = Proof(
    "block_excess_in_closed_form",
    steps=[
        Step("excess", Relation(first.lhs, "=", excess), lemma("block_moments", t=t, b=b, square=False)),
        Step("form", Relation(excess, "=", first.rhs), identity()),
        Step("square", Relation(second.lhs, "=", square), lemma("block_moments", t=t, b=b, square=True)),
        Step("square_form", Relation(square, "=", second.rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["excess", "form", "square", "square_form"]),
    ],
)
