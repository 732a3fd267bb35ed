"""The variance of a sum of independent variables is the sum of their variances, x_j^2 (1/p_j - 1) each."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.neyman_prediction_is_exact_for_one_layer import THEOREM, D

EXTRA = {"a": Real(0, closed="left"), "b": Real(0)}
a, b = D.extend(**EXTRA).symbols[-2:]
p = 1 / (1 + b)

PROOF = Proof(
    "neyman_prediction_is_exact_for_one_layer",
    extra=EXTRA,
    steps=[
        Step("square", Relation(p * (a * (1 / p - 1)) ** 2 + (1 - p) * a**2, "=", a**2 * b), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "independent variables of mean 0 have a sum whose mean square is the sum of theirs",
            ),
            ["square"],
            note="An edge of contribution a changes the sum by a(1/p - 1) with probability p and by -a otherwise.",
        ),
    ],
)
