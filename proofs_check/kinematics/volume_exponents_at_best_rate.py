"""The exponents are those of the Bernstein form with the sign changed."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.bernstein_form_of_volume_tails import THEOREM as BERNSTEIN
from lqtheory.theorems.kinematics.volume_exponents_at_best_rate import THEOREM

t = sp.Symbol("t", real=True)
steps = []
for name, known in zip(("upper", "lower"), BERNSTEIN.relations, strict=True):
    steps += [
        Step(f"{name}_known", known, apply("bernstein_form_of_volume_tails")),
        Step(f"{name}_turned", Relation(-known.rhs, "<=", -known.lhs), monotone(t, -t), [f"{name}_known"]),
    ]

PROOF = Proof(
    "volume_exponents_at_best_rate",
    steps=[
        *steps,
        Step("claim", THEOREM.claim, chain(), ["upper_turned", "lower_turned"]),
    ],
)
